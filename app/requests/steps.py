"""How a request moves, who has to agree next, and the cards it holds: what every verb on requests stands on."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app import clock, errors
from app.actor import Actor
from app.cases import service as cases
from app.cases.types import CaseStatus
from app.custody import cards
from app.custody.types import Event
from app.identity import service as identity
from app.identity.roles import Role
from app.ledger import service as ledger
from app.ledger.types import Act
from app.requests import rules
from app.requests.errors import HeldForAnother
from app.requests.types import RequestEvent, RequestStatus, Terms
from app.states import Custody
from db.cases import queries as case_queries
from db.custody import queries as card_queries
from db.custody.models import Item
from db.identity import queries as people
from db.requests import queries
from db.requests.models import Delegation, Request, RequestPart, Step

OWNER_HEAD = "owner_head"
#: Where a request waits for its asker or for the counter, and a head may end it.
IDLE = (RequestStatus.SENT_BACK, RequestStatus.APPROVED)
ENDS = rules.LAW[RequestEvent.REJECT].starts


def take(session: Session, request_id: str) -> Request:
    """The request, held until this job ends."""
    found = queries.locked(session, request_id)
    if found is None:
        raise errors.NotFound(key=request_id)
    return found


def step(
    session: Session,
    act: Act,
    request: Request,
    event: RequestEvent,
    to: str = "",
    /,
    version: int = 0,
    sets: Mapping[str, Any] | None = None,
    **facts: Any,
) -> None:
    """Write the request's entry and let its row (and what else it `sets`) follow: the one way a request changes."""
    rules.step(event, request.status)
    status, version = to or request.status, version or request.version
    written = ledger.write(
        session,
        act,
        "request",
        request.id,
        event,
        **{"from": request.status},
        after={"status": status, "version": version},
        **facts,
    )
    for column, value in (sets or {}).items():
        setattr(request, column, value)
    request.status, request.version, request.seq = status, version, written.seq
    session.flush()


def terms_of(request: Request) -> Terms:
    """What was asked for."""
    told = json.loads(request.terms)
    due = told.pop("due_at")
    return Terms(
        **{
            **told,
            "due_at": clock.moment(due) if due else None,
            "carriers": tuple(told["carriers"]),
        }
    )


def require_version(request: Request, seen: int) -> None:
    """Who decides has read what stands now (R05)."""
    if seen != request.version:
        raise errors.ChangedMeanwhile(seen=seen, current=request.version)


def for_case(request: Request) -> str:
    """The case for which a thing is asked: mostly its own, else the asker's (C51)."""
    return str(terms_of(request).facts.get("for_case") or request.case_id)


# -- who decides -------------------------------------------------------------------------------------


def next_step(found: Sequence[Step]) -> Step | None:
    """The first step that nobody has decided."""
    return next((s for s in found if not s.decision), None)


def require_decider(
    session: Session, actor: Actor, now: datetime, request: Request, on_behalf: str = ""
) -> Step:
    """The step that the actor decides now, for himself or for whom he stands in; or why he may not."""
    rules.step(RequestEvent.APPROVE, request.status)
    found = queries.steps(session, [request.id])[request.id]
    due = next_step(found)
    if due is None:
        raise errors.NotAllowedNow(event="event.APPROVE", state=f"status.{request.status}")
    _require_stranger(session, request, found, {actor.id, on_behalf or actor.id})
    if on_behalf:
        require_delegation(session, on_behalf, actor.id, now)
    principal = on_behalf or actor.id
    role, case_id = _asked(request, due)
    if any(keeps_away(session, request, who) for who in {actor.id, principal}):
        raise errors.NotOfTheCase
    holds = (
        actor.has(role) if principal == actor.id else identity.holds(session, principal, now, role)
    )
    if not holds or not _works_on(session, role, case_id, principal):
        raise errors.NotPermitted(verb="verb.requests.approve", roles=f"role.{due.role}")
    return due


def _require_stranger(
    session: Session, request: Request, found: Sequence[Step], who: Collection[str]
) -> None:
    """Nobody decides his own request, carries what he allowed, or agrees twice (R03)."""
    carriers = terms_of(request).carriers
    for each in who:
        known = queries.part(session, request.id, each)
        if each == request.requester or each in carriers:
            raise errors.OwnApproval(number=request.number)
        if known is not None and known.part != "approver":
            raise errors.OwnApproval(number=request.number)
        if any(s.decision and each in (s.approver, s.on_behalf) for s in found):
            raise errors.OwnApproval(number=request.number)


def _asked(request: Request, due: Step) -> tuple[str, str]:
    """The role that a step asks for, and of which case."""
    if due.role == Role.HEAD:
        return Role.HEAD, for_case(request)
    return (Role.HEAD if due.role == OWNER_HEAD else due.role), request.case_id


def _works_on(session: Session, role: str, case_id: str, account_id: str) -> bool:
    """A head decides for his own cases, a leader for all."""
    return role != Role.HEAD or case_queries.member(session, case_id, account_id) is not None


def keeps_away(session: Session, request: Request, account_id: str) -> bool:
    """Whether somebody must keep away from a case that a request is about (回避)."""
    each = {request.case_id, for_case(request)}
    return any(cases.is_recused(session, case_id, account_id) for case_id in each)


def require_head(
    session: Session, actor: Actor, now: datetime, request: Request, on_behalf: str = ""
) -> str:
    """The role in which somebody above the asker ends a request that nobody carries on; or why he may not."""
    if on_behalf:
        require_delegation(session, on_behalf, actor.id, now)
    principal = on_behalf or actor.id
    for who in {actor.id, principal}:
        if who == request.requester or who in terms_of(request).carriers:
            raise errors.OwnApproval(number=request.number)
        if keeps_away(session, request, who):
            raise errors.NotOfTheCase
    if identity.holds(session, principal, now, Role.LEADER):
        return Role.LEADER
    case_ids = (request.case_id, for_case(request))
    if identity.holds(session, principal, now, Role.HEAD) and any(
        _works_on(session, Role.HEAD, case_id, principal) for case_id in case_ids
    ):
        return Role.HEAD
    raise errors.NotPermitted(verb="verb.requests.reject", roles=f"role.{Role.HEAD}")


def require_delegation(session: Session, principal: str, deputy: str, now: datetime) -> Delegation:
    """The delegation under which somebody stands in for another now (R31); it ends with the other's account."""
    account = people.account(session, principal)
    if account is None or account.disabled_at is not None:
        raise errors.PrincipalGone(name=account.name if account else "")
    found = [d for d in queries.delegations_to(session, deputy) if d.principal == principal]
    if not found:
        raise errors.DelegationExpired(until="")
    for each in found:
        if each.since <= now <= each.until:
            return each
    until = clock.local(found[0].until).strftime("%Y-%m-%d %H:%M")
    raise errors.DelegationExpired(until=until)


def standing(
    session: Session, actor: Actor, now: datetime, request: Request
) -> tuple[str, str, str]:
    """(the role in which the actor may decide now, on whose behalf, else why not)."""
    why = ""
    if not actor.has(Role.HEAD, Role.LEADER):
        return "", "", errors.NotPermitted.code
    for on_behalf in ("", *_principals(session, actor, now)):
        try:
            due = require_decider(session, actor, now, request, on_behalf)
        except errors.Refusal as no:
            why = why or no.code
        else:
            return due.role, on_behalf, ""
    return "", "", why


def _principals(session: Session, actor: Actor, now: datetime) -> list[str]:
    """For whom the actor stands in now."""
    found = queries.delegations_to(session, actor.id)
    return list(dict.fromkeys(d.principal for d in found if d.since <= now <= d.until))


def heads_cases(session: Session, actor: Actor, now: datetime) -> set[str]:
    """The cases in which the actor could decide as a head, for himself or in somebody's place."""
    who = (actor.id, *_principals(session, actor, now))
    return {case_id for each in who for case_id in case_queries.case_ids_of(session, each)}


def deciding_roles(session: Session, actor: Actor, now: datetime) -> set[str]:
    """The roles of steps that the actor could decide, for himself or in somebody's place."""
    if not actor.has(Role.HEAD, Role.LEADER):
        return set()
    held = set(actor.roles)
    for principal in _principals(session, actor, now):
        held |= people.roles(session, principal, clock.day(now))
    return held | {OWNER_HEAD} if Role.HEAD in held else held


def join(session: Session, request: Request, account_id: str, part: str) -> None:
    """Give a person his one part in a request; another part is refused (R03)."""
    known = queries.part(session, request.id, account_id)
    if known is None:
        session.add(RequestPart(request_id=request.id, account_id=account_id, part=part))
        session.flush()
    elif known.part != part:
        raise errors.OwnApproval(number=request.number)


def acting(act: Act, on_behalf: str) -> Act:
    """The act as it is signed: in whose place, if in somebody's."""
    return replace(act, on_behalf=on_behalf) if on_behalf else act


# -- the cards -----------------------------------------------------------------------------------------


def hold_cards(session: Session, request: Request) -> list[Item]:
    """The cards of an open case for which the request was not carried out yet, held until this job ends."""
    found = _undone(session, request)
    case = case_queries.locked(session, request.case_id)
    if case is None or case.status != CaseStatus.ACTIVE:
        state = case.status if case else ""
        raise errors.NotAllowedNow(event="event.any", state=f"status.{state}")
    return found


def _undone(session: Session, request: Request) -> list[Item]:
    wanted = [line.item_id for line in queries.lines(session, request.id) if line.done_at is None]
    held = card_queries.locked(session, wanted)
    return [held[id_] for id_ in wanted]


def require_in_stock(session: Session, item: Item, event: str, but: str = "") -> None:
    """On the shelf and promised to nobody (`but` this request); else who has it (R07), or why not (R06)."""
    loan = card_queries.open_loan(session, item.id)
    promised = queries.approved_of_item(session, item.id, but)
    who = ""
    if item.custody in (Custody.OUT, Custody.OVERDUE, Custody.EXAM) and loan is not None:
        who = loan.borrower
    elif item.custody in (Custody.IN, Custody.RESERVED, Custody.DISPOSING) and promised is not None:
        who = promised.requester
    elif item.custody == Custody.IN:
        return
    if not who:
        raise errors.NotAllowedNow(event=event, state=f"status.{item.custody}", number=item.number)
    raise HeldForAnother(
        number=item.number,
        who=people.names(session, [who]).get(who, ""),
        state=f"status.{item.custody}",
    )


def release(session: Session, act: Act, request: Request, why: str) -> None:
    """Give back to the shelf's stock what was held ready and is not fetched (RELEASE)."""
    ready = [
        item
        for item in _undone(session, request)
        if item.custody in (Custody.RESERVED, Custody.DISPOSING)
    ]
    changes = [
        cards.Change(item, Custody.IN, {"way": ""}, {"request": request.number, "why": why})
        for item in ready
    ]
    if changes:
        cards.step_all(session, act, Event.RELEASE, changes)


def is_open(request: Request) -> bool:
    """Whether somebody still has to do something about it."""
    return request.status in (
        RequestStatus.SUBMITTED,
        RequestStatus.SENT_BACK,
        RequestStatus.APPROVED,
    )
