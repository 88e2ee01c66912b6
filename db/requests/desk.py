"""Statements of the work desk: what lies, waits or is late, over cards, loans and entries."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.cases.models import CaseFile
from db.custody import queries as cards
from db.custody.models import Difference, Item, Loan
from db.ledger.models import Entry
from db.requests.models import Request, RequestItem


def _visible(statement: Any, among: Collection[str] | None, without: Collection[str]) -> Any:
    if among is not None:
        statement = statement.where(Item.case_id.in_(list(among)))
    if without:
        statement = statement.where(Item.case_id.not_in(list(without)))
    return statement


def count_in(
    session: Session,
    states: Collection[str],
    among: Collection[str] | None,
    without: Collection[str],
) -> int:
    """How many cards are in some states; a held one is so while it is carried."""
    found = select(func.count()).select_from(Item).where(cards.in_states(states))
    return session.scalar(_visible(found, among, without)) or 0


def in_states(
    session: Session,
    states: Collection[str],
    among: Collection[str] | None,
    without: Collection[str],
    limit: int,
) -> Sequence[Any]:
    """Cards in some states with their case's number, the longest declared first: rows of (Item, case_number)."""
    found = (
        select(Item, CaseFile.number.label("case_number"))
        .join(CaseFile, CaseFile.id == Item.case_id)
        .where(cards.in_states(states))
        .order_by(Item.declared_at, Item.pk)
        .limit(limit)
    )
    return session.execute(_visible(found, among, without)).all()


def picked_up(
    session: Session,
    before: datetime,
    among: Collection[str] | None,
    without: Collection[str],
) -> Sequence[Any]:
    """Cards between two places since before a moment: rows of (Item, case_number, since)."""
    found = _since("MOVING", "PICK_UP").having(func.max(Entry.recorded_at) < before)
    return session.execute(_visible(found, among, without)).all()


def _since(custody: str, kind: str) -> Any:
    """Cards in a state with the newest entry of the kind that brings them there, the longest there first."""
    since = func.max(Entry.recorded_at)
    return (
        select(Item, CaseFile.number.label("case_number"), since.label("since"))
        .join(CaseFile, CaseFile.id == Item.case_id)
        .join(
            Entry,
            (Entry.object_kind == "item") & (Entry.object_id == Item.id) & (Entry.kind == kind),
        )
        .where(Item.custody == custody)
        .group_by(Item.pk, CaseFile.number)
        .order_by(since)
    )


def to_be_signed(
    session: Session, among: Collection[str] | None, without: Collection[str], limit: int
) -> Sequence[Any]:
    """Cards whose receiver has still to sign for them: rows of (Item, case_number, since)."""
    found = _since("HANDOVER", "TRANSFER").limit(limit)
    return session.execute(_visible(found, among, without)).all()


def to_dispose(
    session: Session,
    ways: Collection[str],
    among: Collection[str] | None,
    without: Collection[str],
    limit: int,
) -> Sequence[Any]:
    """Cards that are to leave by these ways, the oldest decision first: (Item, case_number, since, requester)."""
    found = _decided(
        select(
            Item,
            CaseFile.number.label("case_number"),
            Request.decided_at.label("since"),
            Request.requester,
        ).join(CaseFile, CaseFile.id == Item.case_id),
        ways,
    )
    found = found.order_by(Request.decided_at, Item.pk).limit(limit)
    return session.execute(_visible(found, among, without)).all()


def _decided(statement: Any, ways: Collection[str]) -> Any:
    """Only cards whose approved disposal by one of these ways is still to be carried out."""
    return (
        statement.join(RequestItem, RequestItem.item_id == Item.id)
        .join(Request, Request.id == RequestItem.request_id)
        .where(
            Item.custody == "DISPOSING",
            Item.way.in_(list(ways)),
            RequestItem.done_at.is_(None),
            Request.status == "APPROVED",
            Request.kind == "DISPOSAL",
        )
    )


def count_to_dispose(
    session: Session,
    ways: Collection[str],
    among: Collection[str] | None,
    without: Collection[str],
) -> int:
    """How many cards `to_dispose` has."""
    found = _decided(select(func.count()).select_from(Item), ways)
    return session.scalar(_visible(found, among, without)) or 0


def loans(
    session: Session,
    *,
    among: Collection[str] | None,
    without: Collection[str],
    borrower: str = "",
    due_from: datetime | None = None,
    due_before: datetime | None = None,
) -> Sequence[Any]:
    """Open check-outs, the earliest due first: rows of (Loan, Item, case_number)."""
    found: Any = (
        select(Loan, Item, CaseFile.number.label("case_number"))
        .join(Item, Item.id == Loan.item_id)
        .join(CaseFile, CaseFile.id == Item.case_id)
        .where(Loan.closed_at.is_(None), Item.custody != "RETURNING")
        .order_by(Loan.due_at, Loan.id)
    )
    mine = Loan.borrower == borrower
    found = found.where(mine) if borrower else _visible(found, among, without)
    if due_from is not None:
        found = found.where(Loan.due_at >= due_from)
    if due_before is not None:
        found = found.where(Loan.due_at < due_before)
    return session.execute(found).all()


def opened(session: Session, item_ids: Collection[str]) -> dict[str, Difference]:
    """item id → its oldest discrepancy that still stands."""
    found: dict[str, Difference] = {}
    for row in session.scalars(
        select(Difference)
        .where(Difference.item_id.in_(list(item_ids)), Difference.closed_at.is_(None))
        .order_by(Difference.opened_at)
    ):
        found.setdefault(row.item_id, row)
    return found
