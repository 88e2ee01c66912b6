"""Requests: submit, amend, withdraw, sweep what is too old; decisions and reading stand beside and are named here too."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app import clock, errors, ids, registry
from app.actor import Actor
from app.deadlines import service as deadlines
from app.identity import service as identity
from app.identity.roles import WORKING, Role
from app.ledger import service as ledger
from app.ledger.types import Act
from app.requests import checks, rules, steps, views
from app.requests.deciding import (
    approve,
    delegate,
    delegations,
    deputies,
    end_delegation,
    reject,
    send_back,
)
from app.requests.types import RequestEvent, RequestKind, RequestRow, RequestStatus, Terms
from app.requests.views import count, rows, to_hand_over, view
from db.ledger import queries as trail
from db.requests import queries
from db.requests.models import Request, RequestItem, Step

__all__ = [
    "amend",
    "approve",
    "count",
    "delegate",
    "delegations",
    "deputies",
    "end_delegation",
    "expire",
    "reject",
    "rows",
    "send_back",
    "submit",
    "to_hand_over",
    "view",
    "withdraw",
]
_CHANGES = ("requests", "custody", "cases")


@registry.verb("requests.submit", rules.LAW[RequestEvent.SUBMIT].starts, changes=("requests",))
def submit(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    kind: str,
    item_ids: tuple[str, ...],
    reason: str,
    terms: Terms,
) -> RequestRow:
    """申请 (E12, E15, E19, E25): ask for items of one case; who must agree is fixed here."""
    checks.require_common(kind, reason)
    items = checks.find_items(session, item_ids)
    other_case = checks.require_case(session, actor, items, terms)
    checks.require_terms(session, actor, now, kind, items, terms)
    roles = checks.approvals(session, kind, items, other_case=other_case)
    year = clock.day(now).year
    number = f"SQ{year}-{trail.next_number(session, f'request:{year}'):04d}"
    row = Request(
        id=ids.new(),
        number=number,
        kind=kind,
        case_id=items[0].case_id,
        requester=actor.id,
        status=RequestStatus.SUBMITTED,
        version=1,
        seq=1,
        reason=reason.strip(),
        terms=registry.canonical(terms),
        submitted_at=now,
        decided_at=None,
    )
    ledger.write(
        session,
        act,
        "request",
        row.id,
        RequestEvent.SUBMIT,
        **{"from": ""},
        after={"status": row.status, "version": row.version},
        number=number,
        request=kind,
        items=[i.number for i in items],
        reason=row.reason,
        terms=registry.plain(terms),
        steps=roles,
    )
    session.add(row)
    session.flush()
    session.add_all(RequestItem(request_id=row.id, item_id=i.id, done_at=None) for i in items)
    session.add_all(_step(row.id, place, role) for place, role in enumerate(roles, 1))
    steps.join(session, row, actor.id, "requester")
    return views.rows_of(session, [row])[0]


def _step(request_id: str, place: int, role: str) -> Step:
    return Step(
        request_id=request_id,
        place=place,
        role=role,
        approver="",
        on_behalf="",
        decision="",
        opinion="",
        version=0,
        decided_at=None,
    )


@registry.verb("requests.amend", rules.LAW[RequestEvent.AMEND].starts, changes=("requests",))
def amend(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    request_id: str,
    reason: str,
    terms: Terms,
    version: int,
) -> RequestRow:
    """Change what is asked: a new version, on which everybody has to agree anew (R05 for who read the old one)."""
    request = _own(session, actor, request_id)
    steps.require_version(request, version)
    rules.step(RequestEvent.AMEND, request.status)
    checks.require_common(request.kind, reason)
    items = checks.find_items(session, [r.item_id for r in queries.lines(session, request.id)])
    own = steps.for_case(request)
    if str(terms.facts.get("for_case") or request.case_id) != own:
        raise errors.ChangedMeanwhile(seen=own, current=request.case_id)
    checks.require_case(session, actor, items, terms)
    checks.require_terms(session, actor, now, request.kind, items, terms, amends=request.id)
    for step in queries.steps(session, [request.id])[request.id]:
        step.approver = step.on_behalf = step.decision = step.opinion = ""
        step.version, step.decided_at = 0, None
    steps.step(
        session,
        act,
        request,
        RequestEvent.AMEND,
        RequestStatus.SUBMITTED,
        request.version + 1,
        {"reason": reason.strip(), "terms": registry.canonical(terms), "decided_at": None},
        reason=reason.strip(),
        terms=registry.plain(terms),
    )
    return views.rows_of(session, [request])[0]


@registry.verb("requests.withdraw", rules.LAW[RequestEvent.WITHDRAW].starts, changes=_CHANGES)
def withdraw(
    session: Session, actor: Actor, now: datetime, act: Act, *, request_id: str
) -> RequestRow:
    """撤回: what was held ready for it goes back to the stock."""
    request = _own(session, actor, request_id)
    rules.step(RequestEvent.WITHDRAW, request.status)
    if request.status == RequestStatus.APPROVED:
        steps.release(session, act, request, "event.WITHDRAW")
    steps.step(session, act, request, RequestEvent.WITHDRAW, RequestStatus.WITHDRAWN)
    return views.rows_of(session, [request])[0]


def _own(session: Session, actor: Actor, request_id: str) -> Request:
    request = steps.take(session, request_id)
    if request.requester != actor.id:
        raise errors.NotFound(key=request_id)
    return request


@registry.query("requests.unused", WORKING)
def unused(session: Session, actor: Actor, now: datetime) -> int:
    """How many approvals `expire` would close: a station that finds none writes nothing."""
    return len(_unused(session, now)[1])


def _unused(session: Session, now: datetime) -> tuple[int, list[str]]:
    """For how many hours an approval stands, and those that nobody used in time."""
    hours: int = deadlines.value(session, "approval_valid_hours", clock.day(now))
    old = queries.of_status(
        session,
        (RequestStatus.APPROVED,),
        (RequestKind.CHECK_OUT, RequestKind.EXAM),
        now - timedelta(hours=hours),
    )
    return hours, [request.id for request in old]


@registry.verb("requests.expire", rules.LAW[RequestEvent.EXPIRE].starts, changes=_CHANGES)
def expire(session: Session, actor: Actor, now: datetime, act: Act) -> int:
    """Close the approvals that nobody used in time, and give back what they held (R04); says how many."""
    hours, old = _unused(session, now)
    ended = 0
    for id_ in old:
        request = steps.take(session, id_)
        if request.status != RequestStatus.APPROVED:
            continue
        steps.release(session, act, request, "event.EXPIRE")
        steps.step(session, act, request, RequestEvent.EXPIRE, RequestStatus.EXPIRED, hours=hours)
        ended += 1
    return ended


def _burden(session: Session, account_id: str) -> list[str]:
    """What somebody asked for and nobody has ended: it would block its case for ever."""
    open_ = (RequestStatus.SUBMITTED, RequestStatus.SENT_BACK, RequestStatus.APPROVED)
    return [row.number for row in queries.of_requester(session, account_id, open_)]


#: It was asked for as a handler, and only a handler withdraws it (decision 0040).
identity.burdens.append(identity.Burden(_burden, Role.HANDLER))
