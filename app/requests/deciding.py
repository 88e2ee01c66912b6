"""Approving, rejecting, sending back, and standing in for somebody (E13, E15, E25; 代批)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from app import clock, errors, ids, registry
from app.actor import Actor
from app.custody import approved, cards
from app.custody.types import Event
from app.deadlines import service as deadlines
from app.identity import service as identity
from app.identity.roles import Role
from app.identity.types import Colleague
from app.ledger import service as ledger
from app.ledger.types import Act
from app.organs import service as organs
from app.requests import checks, rules, steps, views
from app.requests.types import (
    DelegationRow,
    RequestEvent,
    RequestKind,
    RequestRow,
    RequestStatus,
)
from app.states import Custody
from db.identity import queries as people
from db.requests import queries
from db.requests.models import Delegation, Request, Step

_APPROVERS = rules.LAW[RequestEvent.APPROVE].starts
#: Who may name a deputy: the chief decides about leads only, and somebody has to while he is away.
_DELEGATING: Final = (Role.HEAD, Role.LEADER, Role.CHIEF)
_CHANGES = ("requests", "custody", "cases")


@registry.verb("requests.approve", _APPROVERS, changes=_CHANGES)
def approve(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    request_id: str,
    version: int,
    opinion: str = "",
    on_behalf: str = "",
) -> RequestRow:
    """同意 (E13): the next step of the version that was read; the last step holds the items ready."""
    request, step = _due(session, actor, now, request_id, version, on_behalf)
    due_at = steps.terms_of(request).due_at
    if due_at is not None:
        deadlines.require_ahead(session, now, due_at)
    act = steps.acting(act, on_behalf)
    _decide(session, act, request, step, "approve", opinion)
    told: dict[str, Any] = {"opinion": opinion, "read": version, "role": step.role}
    if steps.next_step(queries.steps(session, [request.id])[request.id]) is not None:
        steps.step(session, act, request, RequestEvent.APPROVE_STEP, **told)
        return views.rows_of(session, [request])[0]
    steps.step(
        session,
        act,
        request,
        RequestEvent.APPROVE,
        RequestStatus.APPROVED,
        sets={"decided_at": now},
        **told,
    )
    _carry(session, act, request)
    return views.rows_of(session, [request])[0]


def _carry(session: Session, act: Act, request: Request) -> None:
    """What the last approval does to the cards at once."""
    items = steps.hold_cards(session, request)
    told: dict[str, Any] = {"request": request.number, "request_id": request.id}
    if request.kind == RequestKind.EXTENSION:
        due = steps.terms_of(request).due_at
        assert due is not None
        for item in items:
            loan = checks.open_loan(session, item)
            told |= {"due_at": due, "before": loan.due_at, "reason": request.reason}
            loan.due_at, loan.renewals = due, loan.renewals + 1
            cards.step(session, act, item, Event.EXTEND, Custody.OUT, **told)
        approved.mark_done(session, act, request, [i.id for i in items])
        return
    for item in items:
        steps.require_in_stock(session, item, f"request_kind.{request.kind}", request.id)
    if request.kind == RequestKind.DISPOSAL:
        way = steps.terms_of(request).way
        event, to, sets = Event.APPROVE_DISPOSAL, Custody.DISPOSING, {"way": way}
    else:
        event, to, sets = Event.APPROVE_OUT, Custody.RESERVED, {}
    cards.step_all(session, act, event, [cards.Change(i, to, sets, told) for i in items])


@registry.verb("requests.reject", _APPROVERS, changes=_CHANGES)
def reject(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    request_id: str,
    version: int,
    opinion: str,
    on_behalf: str = "",
) -> RequestRow:
    """否决: with the reason, for good; what was sent back or is approved and idle is ended by a head too."""
    idle = steps.take(session, request_id)
    if idle.status in steps.IDLE:
        return _end(session, actor, now, act, idle, version, opinion, on_behalf)
    return _refuse(
        session, actor, now, act, (RequestEvent.REJECT, RequestStatus.REJECTED, "reject"),
        request_id, version, opinion, on_behalf,
    )  # fmt: skip


def _end(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    request: Request,
    version: int,
    opinion: str,
    on_behalf: str,
) -> RequestRow:
    """End what its asker or the counter leaves lying; what was held ready for it goes back to the stock."""
    if not opinion.strip():
        raise errors.FieldMissing(field="request.opinion")
    if not on_behalf and not views.may_read(session, actor, now, request):
        raise errors.NotFound(key=request.id)
    role = steps.require_head(session, actor, now, request, on_behalf)
    steps.require_version(request, version)
    act = steps.acting(act, on_behalf)
    steps.join(session, request, actor.id, "approver")
    if request.status == RequestStatus.APPROVED:
        steps.release(session, act, request, "event.REJECT")
    told: dict[str, Any] = {"opinion": opinion, "read": version, "role": role}
    steps.step(
        session,
        act,
        request,
        RequestEvent.REJECT,
        RequestStatus.REJECTED,
        sets={"decided_at": now},
        **told,
    )
    return views.rows_of(session, [request])[0]


@registry.verb("requests.send_back", _APPROVERS, changes=_CHANGES)
def send_back(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    request_id: str,
    version: int,
    opinion: str,
    on_behalf: str = "",
) -> RequestRow:
    """退回: the asker may change it and ask again."""
    return _refuse(
        session, actor, now, act, (RequestEvent.SEND_BACK, RequestStatus.SENT_BACK, "send_back"),
        request_id, version, opinion, on_behalf,
    )  # fmt: skip


def _refuse(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    how: tuple[RequestEvent, RequestStatus, str],
    request_id: str,
    version: int,
    opinion: str,
    on_behalf: str,
) -> RequestRow:
    event, status, decision = how
    if not opinion.strip():
        raise errors.FieldMissing(field="request.opinion")
    request, step = _due(session, actor, now, request_id, version, on_behalf)
    act = steps.acting(act, on_behalf)
    _decide(session, act, request, step, decision, opinion)
    told: dict[str, Any] = {"opinion": opinion, "read": version, "role": step.role}
    steps.step(session, act, request, event, status, sets={"decided_at": now}, **told)
    return views.rows_of(session, [request])[0]


def _due(
    session: Session, actor: Actor, now: datetime, request_id: str, version: int, on_behalf: str
) -> tuple[Request, Step]:
    """The request and the step that the actor decides on the version that he read (R05)."""
    if on_behalf:
        steps.require_delegation(session, on_behalf, actor.id, now)
    request = steps.take(session, request_id)
    if not views.may_read(session, actor, now, request):
        raise errors.NotFound(key=request_id)
    steps.require_version(request, version)
    return request, steps.require_decider(session, actor, now, request, on_behalf)


def _decide(
    session: Session, act: Act, request: Request, step: Step, decision: str, opinion: str
) -> None:
    steps.join(session, request, act.actor, "approver")
    if act.on_behalf:
        steps.join(session, request, act.on_behalf, "approver")
    step.approver, step.on_behalf, step.decision = act.actor, act.on_behalf, decision
    step.opinion, step.version, step.decided_at = opinion, request.version, act.recorded_at
    session.flush()


# -- 代批 ----------------------------------------------------------------------------------------------


@registry.verb("requests.delegate", _DELEGATING, changes=("requests",))
def delegate(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    deputy: str,
    since: datetime,
    until: datetime,
) -> DelegationRow:
    """Name a deputy who approves in my place for a time; he must be an approver himself."""
    account = identity.require_account(session, deputy)
    if deputy == actor.id:
        raise errors.SecondMustDiffer
    roles = _stand_in_for(actor)
    if account.disabled_at is not None or not identity.holds(session, deputy, now, *roles):
        raise errors.NotPermitted(verb="verb.requests.approve", roles=", ".join(roles))
    if not _works_beside(session, deputy, actor.id, now):
        raise errors.DeputyFromElsewhere(name=account.name)
    if until <= since or until <= now:
        raise errors.FieldInvalid(field="delegation.until", why="field.past")
    row = Delegation(id=ids.new(), principal=actor.id, deputy=deputy, since=since, until=until)
    ledger.write(
        session,
        act,
        "account",
        actor.id,
        "DELEGATE",
        delegation=row.id,
        deputy=deputy,
        since=since,
        until=until,
    )
    session.add(row)
    session.flush()
    return _delegations(session, [row])[0]


def _stand_in_for(actor: Actor) -> tuple[str, ...]:
    """What somebody must be to decide in the actor's place: of leads, the chief's only matter, a head signs none."""
    return _APPROVERS if actor.has(*_APPROVERS) else (Role.LEADER,)


def _works_beside(session: Session, one: str, other: str, now: datetime) -> bool:
    """Whether both work at one organ; who is posted nowhere is of the one storeroom that knows no organs."""
    places = [organs.place_or_none(session, who, now) for who in (one, other)]
    return len({place.organ_id if place else "" for place in places}) == 1


@registry.query("requests.deputies", _DELEGATING)
def deputies(session: Session, actor: Actor, now: datetime) -> tuple[Colleague, ...]:
    """Whom I may name: who approves himself and works at my organ."""
    held = {
        account.id: account
        for role in _stand_in_for(actor)
        for account in people.holders(session, role, clock.day(now))
        if account.id != actor.id and _works_beside(session, account.id, actor.id, now)
    }
    by_name = sorted(held.values(), key=lambda account: account.name)
    return tuple(Colleague(a.id, a.login, a.name, a.department) for a in by_name)


@registry.verb("requests.end_delegation", _DELEGATING, changes=("requests",))
def end_delegation(
    session: Session, actor: Actor, now: datetime, act: Act, *, delegation_id: str
) -> DelegationRow:
    """Take a delegation back: from this moment the deputy decides nothing in my place."""
    row = queries.delegation(session, delegation_id)
    if row is None or row.principal != actor.id:
        raise errors.NotFound(key=delegation_id)
    row.since, row.until = min(row.since, now), min(row.until, now)
    ledger.write(
        session,
        act,
        "account",
        actor.id,
        "END_DELEGATION",
        delegation=row.id,
        deputy=row.deputy,
        since=row.since,
        until=row.until,
    )
    session.flush()
    return _delegations(session, [row])[0]


@registry.query("requests.delegations")
def delegations(session: Session, actor: Actor, now: datetime) -> tuple[DelegationRow, ...]:
    """Who stands in for me and for whom I do, now and later."""
    return _delegations(session, queries.delegations_of(session, actor.id, now))


def _delegations(session: Session, found: Sequence[Delegation]) -> tuple[DelegationRow, ...]:
    names = people.names(session, {who for d in found for who in (d.principal, d.deputy)})
    return tuple(
        DelegationRow(
            id=d.id,
            principal=d.principal,
            principal_name=names.get(d.principal, ""),
            deputy=d.deputy,
            deputy_name=names.get(d.deputy, ""),
            since=d.since,
            until=d.until,
        )
        for d in found
    )
