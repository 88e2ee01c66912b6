"""Statements about the acts that stand on a sheet together, and about the sheets an act stands on."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from db.cases.models import CaseFile
from db.custody.models import Item
from db.ledger.models import Entry

_AT_ONCE: Final = 5_000


def entry(session: Session, id_: str) -> Entry | None:
    """An entry by its id."""
    return session.get(Entry, id_)


def alike(
    session: Session, kind: str, actor: str, second: str, since: datetime, until: datetime
) -> Sequence[Entry]:
    """Entries on things of one kind, signed by the same two, between two moments; oldest first."""
    return session.scalars(
        select(Entry)
        .where(
            Entry.recorded_at >= since,
            Entry.recorded_at < until,
            Entry.object_kind == "item",
            Entry.kind == kind,
            Entry.actor == actor,
            Entry.second == second,
        )
        .order_by(Entry.recorded_at, Entry.id)
    ).all()


def of_act(session: Session, act: str, kind: str) -> Sequence[Entry]:
    """The entries on things of one act, in the order they were written."""
    return session.scalars(
        select(Entry)
        .where(Entry.act == act, Entry.object_kind == "item", Entry.kind == kind)
        .order_by(Entry.id)
    ).all()


def on_form(session: Session, ids: Collection[str]) -> Sequence[Entry]:
    """What says on which sheets these acts stand; newest first."""
    asked = select(Entry).where(Entry.object_kind == "on_form")
    found = [
        entry
        for some in _portions(ids)
        for entry in session.scalars(asked.where(Entry.object_id.in_(some)))
    ]
    return sorted(found, key=lambda entry: (entry.recorded_at, entry.id), reverse=True)


def items(session: Session, ids: Collection[str]) -> dict[str, Item]:
    """Cards by their ids."""
    return {
        item.id: item
        for some in _portions(ids)
        for item in session.scalars(select(Item).where(Item.id.in_(some)))
    }


def _portions(ids: Collection[str]) -> Iterator[Sequence[str]]:
    """No engine takes any number of values in one statement."""
    each = list(ids)
    for at in range(0, len(each), _AT_ONCE):
        yield each[at : at + _AT_ONCE]


def kept(session: Session, endings: Collection[str], until: datetime) -> Iterator[Any]:
    """Everything that came into the store before a moment, with its class of case and when it last left for good."""
    ended = (
        select(Entry.object_id, func.max(Entry.recorded_at).label("ended_at"))
        .where(Entry.object_kind == "item", Entry.kind.in_(list(endings)))
        .group_by(Entry.object_id)
        .subquery()
    )
    asked = (
        select(
            CaseFile.kind,
            Item.currency,
            Item.storage,
            Item.custody,
            Item.value_fen,
            Item.assessed_fen,
            Item.measured_at,
            Item.received_at,
            ended.c.ended_at,
        )
        .join(CaseFile, CaseFile.id == Item.case_id)
        .outerjoin(ended, ended.c.object_id == Item.id)
        .where(Item.received_at < until)
    )
    yield from session.execute(asked, execution_options={"yield_per": _AT_ONCE})


def cases_of(session: Session, since: datetime, until: datetime) -> tuple[int, int, int]:
    """Cases that were open when a time began, and those that were opened and settled in it."""
    opened, settled = CaseFile.opened_at, CaseFile.settled_at

    def count(*which: Any) -> int:
        return session.scalar(select(func.count()).select_from(CaseFile).where(*which)) or 0

    return (
        count(opened < since, or_(settled.is_(None), settled >= since)),
        count(opened >= since, opened < until),
        count(settled >= since, settled < until),
    )


def intake_sheets(session: Session, case_id: str) -> Sequence[tuple[str, str]]:
    """(item, what says on which sheet its declaration stands) of a case, oldest first."""
    on = aliased(Entry)
    found = session.execute(
        select(Item.id, on.body)
        .join(Entry, (Entry.object_kind == "item") & (Entry.object_id == Item.id))
        .join(on, (on.object_kind == "on_form") & (on.object_id == Entry.id))
        .where(Item.case_id == case_id, Entry.kind == "DECLARE")
        .order_by(on.recorded_at)
    )
    return [(item, body) for item, body in found]
