"""What the figures of petitions are counted from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from db.deadlines.models import Deadline
from db.petitions.models import Effect, Feedback, Link, Matter, Petition
from db.petitions.queries import KIND, Scope, visible


@dataclass(frozen=True, slots=True)
class Facts:
    """What the measures are made of."""

    received: int
    converted: int
    repeated: int
    closed: int
    told: int
    objected: int
    upheld: int
    clarified: int
    false_accusation: int
    clocks: Sequence[Any]


def measured(
    session: Session, scope: Scope, since: datetime, until: datetime, clocks_of: Sequence[str]
) -> Facts:
    """The facts of the petitions that were received from a moment up to another; `clocks_of`: the clocks of these rules."""
    base = [*visible(scope), Petition.received_at >= since, Petition.received_at < until]
    of = select(Petition.id).where(*base)

    def how_many(*more: ColumnElement[bool]) -> int:
        wanted = select(func.count()).select_from(Petition).where(*base, *more)
        return session.scalar(wanted) or 0

    def distinct(table: Any, *more: ColumnElement[bool]) -> int:
        wanted = select(func.count(table.petition_id.distinct())).where(
            table.petition_id.in_(of), *more
        )
        return session.scalar(wanted) or 0

    clocks = session.execute(
        select(Deadline.rule, Deadline.ended_at, Deadline.rolled_on, Deadline.proof).where(
            Deadline.object_kind == KIND,
            Deadline.object_id.in_(of),
            Deadline.rule.in_(clocks_of),
        )
    ).all()
    return Facts(
        received=how_many(),
        converted=distinct(Link, Link.other_kind == "lead"),
        repeated=how_many(Petition.receipt_kind == "repeat"),
        closed=how_many(Petition.closed_at.is_not(None)),
        told=distinct(Feedback, Feedback.kind == "result"),
        objected=distinct(Feedback, Feedback.kind == "objection"),
        upheld=distinct(Feedback, Feedback.kind == "objection", Feedback.is_upheld.is_(True)),
        clarified=distinct(Effect, Effect.kind == "clarified"),
        false_accusation=distinct(Matter, Matter.outcome == "false_accusation"),
        clocks=clocks,
    )
