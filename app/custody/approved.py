"""Approval is one act, execution another: what must stand before a thing leaves, and the note that it did."""

import json
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from app import clock, errors
from app.actor import Actor
from app.custody.errors import ApprovalExpired, OverseerInvolved
from app.deadlines import service as deadlines
from app.ledger import service as ledger
from app.ledger.types import Act
from app.states import RequestEvent, RequestKind, RequestStatus
from db.custody import approved as queries
from db.ledger import queries as trail
from db.requests.models import Request, RequestPart

#: Approvals that fade: what was true of a thing yesterday need not be true today (C40).
FADING: Final = (RequestKind.CHECK_OUT, RequestKind.EXAM)


def terms_of(request: Request) -> dict[str, Any]:
    """What was asked for, as the approvers saw it."""
    told: dict[str, Any] = json.loads(request.terms)
    return told


def require_approved(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    request_id: str,
    item_id: str,
    kind: str,
    way: str = "",
) -> Request:
    """The approved request that allows this for this item, held until the job ends.

    Refuses one that is not approved, not of this kind or way, not about this item or already carried
    out for it (R06), one whose approval has faded (R04), and whoever asked or approved (R03).
    """
    request = queries.locked(session, request_id)
    if request is None:
        raise errors.NotFound(key=request_id)
    line = queries.line(session, request_id, item_id)
    if request.kind != kind or line is None or (way and terms_of(request).get("way") != way):
        raise errors.NotAllowedNow(event="event.EXECUTE", state="request.other")
    if line.done_at is not None:
        raise errors.NotAllowedNow(event="event.EXECUTE", state="request.done")
    if request.status != RequestStatus.APPROVED:
        raise errors.NotAllowedNow(event="event.EXECUTE", state=f"status.{request.status}")
    _require_fresh(session, request, now)
    release(session, request, actor.id)
    return request


def _require_fresh(session: Session, request: Request, now: datetime) -> None:
    hours = deadlines.value(session, "approval_valid_hours", clock.day(now))
    decided = request.decided_at
    if request.kind not in FADING or decided is None:
        return
    if now - decided > timedelta(hours=hours):
        raise ApprovalExpired(
            number=request.number, hours=hours, age=round((now - decided) / timedelta(hours=1))
        )


def release(session: Session, request: Request, account_id: str) -> None:
    """Who carries out an approval has neither asked for it nor given it."""
    known = queries.part(session, request.id, account_id)
    if known is None:
        session.add(RequestPart(request_id=request.id, account_id=account_id, part="releaser"))
        session.flush()
    elif known.part != "releaser":
        raise errors.OwnApproval(number=request.number)


def oversee(session: Session, request: Request, account_id: str) -> None:
    """Who oversees the execution had no other part in the request (R32)."""
    known = queries.part(session, request.id, account_id)
    if known is None:
        session.add(RequestPart(request_id=request.id, account_id=account_id, part="overseer"))
        session.flush()
    elif known.part != "overseer":
        raise OverseerInvolved


def mark_done(session: Session, act: Act, request: Request, item_ids: Collection[str]) -> None:
    """Note on the request's chain that it was carried out for these items; done when it was for all."""
    queries.set_done(session, request.id, item_ids, act.recorded_at)
    open_ = queries.open_lines(session, request.id)
    status = RequestStatus.APPROVED if open_ else RequestStatus.DONE
    _follow(session, act, request, RequestEvent.EXECUTE, status, item_ids)


def drop(session: Session, act: Act, item_id: str) -> None:
    """What was approved for a thing before it was found amiss holds no longer: it is asked for anew.

    A request of which nothing was carried out ends as one whose time is over.
    """
    for request in queries.approved_of_item(session, item_id):
        queries.set_done(session, request.id, [item_id], act.recorded_at)
        carried = trail.has_kind(session, "request", request.id, RequestEvent.EXECUTE)
        status = RequestStatus.DONE if carried else RequestStatus.EXPIRED
        if queries.open_lines(session, request.id):
            status = RequestStatus.APPROVED
        _follow(session, act, request, RequestEvent.DROP_ITEM, status, [item_id])


def _follow(
    session: Session,
    act: Act,
    request: Request,
    event: RequestEvent,
    status: RequestStatus,
    item_ids: Collection[str],
) -> None:
    written = ledger.write(
        session,
        act,
        "request",
        request.id,
        event,
        **{"from": request.status},
        after={"status": status, "version": request.version},
        items=sorted(item_ids),
    )
    request.status, request.seq = status, written.seq
    session.flush()
