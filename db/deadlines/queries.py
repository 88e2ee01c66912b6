"""Statements about rules, calendars and deadlines."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Final

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from db.deadlines.models import CalendarYear, Deadline, Rule

#: What every act asks is made once (db/ledger/queries.py).
_NEWEST: Final = (
    select(Rule)
    .where(Rule.name == bindparam("name"), Rule.since <= bindparam("day"))
    .order_by(Rule.since.desc(), Rule.id.desc())
    .limit(1)
)
_OF: Final = (
    select(Deadline)
    .where(
        Deadline.object_kind == bindparam("kind"),
        Deadline.object_id.in_(bindparam("ids", expanding=True)),
    )
    .order_by(Deadline.due_on, Deadline.id)
)


def newest(session: Session, name: str, day: date) -> Rule | None:
    """The row of a rule that is valid on a day."""
    return session.scalars(_NEWEST, {"name": name, "day": day}).first()


def calendar_years(session: Session) -> Sequence[CalendarYear]:
    """Every year that was loaded, the older row first."""
    return session.scalars(select(CalendarYear).order_by(CalendarYear.year, CalendarYear.id)).all()


def running(session: Session, object_kind: str, object_id: str) -> Sequence[Deadline]:
    """The deadlines that run for a thing, the next one first."""
    return session.scalars(
        select(Deadline)
        .where(
            Deadline.object_kind == object_kind,
            Deadline.object_id == object_id,
            Deadline.ended_at.is_(None),
        )
        .order_by(Deadline.due_on, Deadline.id)
    ).all()


def of(session: Session, object_kind: str, object_ids: Collection[str]) -> Sequence[Deadline]:
    """Every deadline of these things, also those that ended."""
    return session.scalars(_OF, {"kind": object_kind, "ids": list(object_ids)}).all()


def due_by(session: Session, object_kind: str, day: date) -> Sequence[Deadline]:
    """The running deadlines of a kind of thing that end on or before a day."""
    return session.scalars(
        select(Deadline)
        .where(
            Deadline.object_kind == object_kind,
            Deadline.due_on <= day,
            Deadline.ended_at.is_(None),
        )
        .order_by(Deadline.due_on, Deadline.id)
    ).all()


def counted_in(session: Session, year: int) -> Sequence[Deadline]:
    """The running deadlines that reach into a year or start in it."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    return session.scalars(
        select(Deadline)
        .where(
            Deadline.ended_at.is_(None), Deadline.started_on <= last, Deadline.rolled_on >= first
        )
        .order_by(Deadline.id)
    ).all()
