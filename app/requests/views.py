"""What is read of requests: lists, one request as its approver must see it, what waits to be handed over."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app import errors, registry
from app.actor import Actor
from app.cases import service as cases
from app.custody import views as card_views
from app.custody.types import ItemRow
from app.identity.roles import Role
from app.requests import steps
from app.requests.types import (
    RequestItemRow,
    RequestKind,
    RequestRow,
    RequestStatus,
    RequestView,
    StepRow,
)
from db.custody import queries as card_queries
from db.identity import queries as people
from db.requests import queries
from db.requests.models import Request, Step


def rows_of(session: Session, found: Sequence[Request]) -> tuple[RequestRow, ...]:
    """Requests as lists show them."""
    session.flush()
    names = people.names(session, {r.requester for r in found})
    case_of = queries.case_names(session, {r.case_id for r in found})
    items = queries.line_counts(session, [r.id for r in found])
    return tuple(
        RequestRow(
            id=r.id,
            number=r.number,
            kind=r.kind,
            case_id=r.case_id,
            case_number=case_of.get(r.case_id, ("", ""))[0],
            case_alias=case_of.get(r.case_id, ("", ""))[1],
            requester=r.requester,
            requester_name=names.get(r.requester, ""),
            status=r.status,
            version=r.version,
            reason=r.reason,
            items=items.get(r.id, 0),
            submitted_at=r.submitted_at,
            decided_at=r.decided_at,
            due_at=steps.terms_of(r).due_at,
        )
        for r in found
    )


@registry.query("requests.rows")
def rows(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    mine: bool = False,
    to_decide: bool = False,
    status: str = "",
    case_id: str = "",
    limit: int = 100,
    offset: int = 0,
) -> tuple[RequestRow, ...]:
    """Requests, newest first: my own, those that wait for me, or all of the cases I may see."""
    chosen = _chosen(session, actor, now, mine, to_decide, status, case_id)
    limit, offset = max(0, min(limit, 1_000)), max(0, offset)
    found = queries.page(session, limit=limit, offset=offset, **chosen)
    return rows_of(session, found)


@registry.query("requests.count")
def count(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    mine: bool = False,
    to_decide: bool = False,
    status: str = "",
    case_id: str = "",
) -> int:
    """How many requests `requests.rows` has."""
    return queries.count(session, **_chosen(session, actor, now, mine, to_decide, status, case_id))


def _chosen(
    session: Session,
    actor: Actor,
    now: datetime,
    mine: bool,
    to_decide: bool,
    status: str,
    case_id: str,
) -> dict[str, Any]:
    among, without = cases.visible_to(session, actor)
    ids = [r.id for r in waiting_for(session, actor, now)] if to_decide else None
    return {
        "among": among,
        "without": without,
        "taking_part": actor.id,
        "requester": actor.id if mine else "",
        "ids": ids,
        "status": status,
        "case_id": case_id,
    }


def waiting_for(session: Session, actor: Actor, now: datetime) -> list[Request]:
    """The requests whose next step the actor may decide now, oldest first."""
    roles = steps.deciding_roles(session, actor, now)
    if not roles:
        return []
    found = queries.of_status(session, (RequestStatus.SUBMITTED,))
    steps_of = queries.steps(session, [r.id for r in found])
    due = {id_: steps.next_step(each) for id_, each in steps_of.items()}
    heads = steps.heads_cases(session, actor, now)
    asked = [
        r
        for r in found
        if (step := due[r.id]) is not None and step.role in roles and _is_near(r, step, heads)
    ]
    return [r for r in asked if steps.standing(session, actor, now, r)[0]]


def _is_near(request: Request, step: Step, heads: Collection[str]) -> bool:
    """Whether a look at the whole request is worth it: a head decides in his own cases only."""
    if step.role == Role.HEAD:
        return steps.for_case(request) in heads
    return step.role != steps.OWNER_HEAD or request.case_id in heads


def may_read(session: Session, actor: Actor, now: datetime, request: Request) -> bool:
    """Who takes part in it, who sees its case, and who is asked to decide it; never who must keep away."""
    if steps.keeps_away(session, request, actor.id):
        return False
    if queries.part(session, request.id, actor.id) is not None:
        return True
    if cases.may_see(session, actor, request.case_id):
        return True
    if actor.id in steps.terms_of(request).carriers:
        return True
    return bool(steps.standing(session, actor, now, request)[0])


@registry.query("requests.view")
def view(session: Session, actor: Actor, now: datetime, *, request_id: str) -> RequestView:
    """One request with its items, its steps, and whether the viewer may decide it now."""
    request = queries.request(session, request_id)
    if request is None or not may_read(session, actor, now, request):
        raise errors.NotFound(key=request_id)
    terms = steps.terms_of(request)
    found = queries.steps(session, [request.id])[request.id]
    role, on_behalf, why = steps.standing(session, actor, now, request)
    known = {who for s in found for who in (s.approver, s.on_behalf)} | {*terms.carriers, on_behalf}
    names = people.names(session, known - {""})
    return RequestView(
        row=rows_of(session, [request])[0],
        terms=terms,
        items=_items(session, actor, request, bool(role)),
        steps=tuple(_step(s, names) for s in found),
        carrier_names=tuple(names.get(c, "") for c in terms.carriers),
        mine=bool(role),
        why_mine=f"role.{role}" if role else why,
        on_behalf=on_behalf,
        on_behalf_name=names.get(on_behalf, ""),
        may_end=_may_end(session, actor, now, request),
    )


def _may_end(session: Session, actor: Actor, now: datetime, request: Request) -> bool:
    if request.status not in steps.IDLE or not actor.has(*steps.ENDS):
        return False
    try:
        steps.require_head(session, actor, now, request)
    except errors.Refusal:
        return False
    return True


def _items(
    session: Session, actor: Actor, request: Request, decides: bool
) -> tuple[RequestItemRow, ...]:
    lines = queries.lines(session, request.id)
    shown: dict[str, ItemRow] = {}
    held = [card_queries.item(session, line.item_id) for line in lines]
    for row in card_views.rows_of(session, [i for i in held if i is not None]):
        shown[row.id] = row
    told = (
        decides
        or cases.may_see(session, actor, request.case_id)
        or request.status in (RequestStatus.APPROVED, RequestStatus.DONE)
    )
    return tuple(
        RequestItemRow(
            item_id=line.item_id,
            number=shown[line.item_id].number,
            name=shown[line.item_id].name if told else "",
            custody=shown[line.item_id].custody,
            tier=shown[line.item_id].tier,
            photo=shown[line.item_id].photo if told else "",
            done_at=line.done_at,
        )
        for line in lines
    )


def _step(step: Step, names: dict[str, str]) -> StepRow:
    return StepRow(
        place=step.place,
        role=step.role,
        approver=step.approver,
        approver_name=names.get(step.approver, ""),
        on_behalf_name=names.get(step.on_behalf, ""),
        decision=step.decision,
        opinion=step.opinion,
        decided_at=step.decided_at,
    )


@registry.query("requests.to_hand_over", (Role.CUSTODIAN, Role.STORE_HEAD))
def to_hand_over(session: Session, actor: Actor, now: datetime) -> tuple[RequestRow, ...]:
    """Approved check-outs and examinations that wait at the counter, the oldest approval first."""
    return rows_of(session, ready(session, actor))


def ready(session: Session, actor: Actor) -> list[Request]:
    """The requests behind `to_hand_over`."""
    found = queries.of_status(
        session, (RequestStatus.APPROVED,), (RequestKind.CHECK_OUT, RequestKind.EXAM)
    )
    return [r for r in found if cases.may_see(session, actor, r.case_id)]
