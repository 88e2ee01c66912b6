"""Statements about the approvals that stand behind acts on cards."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import Session

from db import rows as told
from db.requests.models import Request, RequestItem, RequestPart


def locked(session: Session, request_id: str) -> Request | None:
    """The request, held until this job ends."""
    return session.scalars(
        select(Request)
        .where(Request.id == request_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).first()


def approved_of_item(session: Session, item_id: str) -> Sequence[Request]:
    """The approved requests that were not carried out yet for an item, held until this job ends."""
    found = _of_item(item_id).with_for_update(of=Request)
    return session.scalars(found.execution_options(populate_existing=True)).all()


def _of_item(item_id: str) -> Select[Any]:
    return (
        select(Request)
        .join(RequestItem, RequestItem.request_id == Request.id)
        .where(
            RequestItem.item_id == item_id,
            RequestItem.done_at.is_(None),
            Request.status == "APPROVED",
        )
    )


def of_item(session: Session, item_id: str) -> Request | None:
    """The approved disposal that was not carried out yet for an item."""
    found = _of_item(item_id).where(Request.kind == "DISPOSAL")
    return session.scalars(found.order_by(Request.decided_at.desc())).first()


def line(session: Session, request_id: str, item_id: str) -> RequestItem | None:
    """The line of a request that is about an item."""
    return session.get(RequestItem, (request_id, item_id), populate_existing=True)


def part(session: Session, request_id: str, account_id: str) -> RequestPart | None:
    """What somebody is for a request."""
    return session.get(RequestPart, (request_id, account_id))


def set_done(
    session: Session, request_id: str, item_ids: Collection[str], moment: datetime
) -> None:
    """Note that the approval was carried out for these items."""
    told.touch(session, "request_item", [(request_id, item_id) for item_id in item_ids])
    session.execute(
        update(RequestItem)
        .where(RequestItem.request_id == request_id, RequestItem.item_id.in_(list(item_ids)))
        .values(done_at=moment)
    )


def open_lines(session: Session, request_id: str) -> int:
    """For how many items the approval was not carried out yet."""
    return (
        session.scalar(
            select(func.count())
            .select_from(RequestItem)
            .where(RequestItem.request_id == request_id, RequestItem.done_at.is_(None))
        )
        or 0
    )
