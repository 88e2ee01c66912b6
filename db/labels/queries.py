"""Statements about labels."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session, aliased

from db.custody.models import Item
from db.labels.models import LabelRow


def by_payload(session: Session, payload: str) -> LabelRow | None:
    """The label that carries a payload, living or void."""
    return session.scalars(select(LabelRow).where(LabelRow.payload == payload)).first()


def hold(session: Session, id_: str) -> None:
    """Whoever else writes about this label waits until we are done; its row is read anew."""
    session.execute(
        select(LabelRow)
        .where(LabelRow.id == id_)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).scalar_one()


def living(session: Session, object_kind: str, object_id: str) -> LabelRow | None:
    """The one living label of an object."""
    return session.scalars(
        select(LabelRow).where(
            LabelRow.object_kind == object_kind,
            LabelRow.object_id == object_id,
            LabelRow.state == "living",
        )
    ).first()


def payloads(session: Session, object_kind: str) -> dict[str, str]:
    """object id → living payload."""
    found = session.execute(
        select(LabelRow.object_id, LabelRow.payload).where(
            LabelRow.object_kind == object_kind, LabelRow.state == "living"
        )
    )
    return {row.object_id: row.payload for row in found}


def generations(session: Session, object_kind: str, object_id: str) -> Sequence[LabelRow]:
    """Every label an object ever had, oldest first."""
    return session.scalars(
        select(LabelRow)
        .where(LabelRow.object_kind == object_kind, LabelRow.object_id == object_id)
        .order_by(LabelRow.generation)
    ).all()


def owed(session: Session, object_kind: str, limit: int, after: str = "") -> Sequence[LabelRow]:
    """Living labels that no printer has given out yet, oldest first; those behind the label `after`."""
    found = select(LabelRow).where(
        LabelRow.state == "living",
        LabelRow.printed_at.is_(None),
        LabelRow.object_kind == object_kind,
    )
    return session.scalars(_behind(found, after).limit(limit)).all()


def owed_items(
    session: Session,
    among: Collection[str] | None,
    without: Collection[str],
    limit: int,
    after: str = "",
) -> Sequence[Any]:
    """The same of things: rows of (LabelRow, Item)."""
    found = _owed(select(LabelRow, Item), among, without)
    return session.execute(_behind(found, after).limit(limit)).all()


def _behind(statement: Any, payload: str) -> Any:
    """Oldest first, and only what comes behind the label with this payload."""
    if payload:
        last = aliased(LabelRow)
        statement = statement.where(
            tuple_(LabelRow.made_at, LabelRow.id)
            > select(last.made_at, last.id).where(last.payload == payload).scalar_subquery()
        )
    return statement.order_by(LabelRow.made_at, LabelRow.id)


def owed_item_count(
    session: Session, among: Collection[str] | None, without: Collection[str]
) -> int:
    """How many labels of things are owed."""
    found = _owed(select(func.count()).select_from(LabelRow), among, without)
    return session.scalar(found) or 0


def _owed(statement: Any, among: Collection[str] | None, without: Collection[str]) -> Any:
    statement = statement.join(Item, Item.id == LabelRow.object_id).where(
        LabelRow.state == "living", LabelRow.printed_at.is_(None), LabelRow.object_kind == "item"
    )
    if among is not None:
        statement = statement.where(Item.case_id.in_(list(among)))
    return statement.where(Item.case_id.not_in(list(without)))


def reprints_since(session: Session, object_kind: str, object_id: str, since: datetime) -> int:
    """How often an object's label was printed anew since a moment."""
    return (
        session.scalar(
            select(func.count())
            .select_from(LabelRow)
            .where(
                LabelRow.object_kind == object_kind,
                LabelRow.object_id == object_id,
                LabelRow.generation > 1,
                LabelRow.made_at >= since,
            )
        )
        or 0
    )
