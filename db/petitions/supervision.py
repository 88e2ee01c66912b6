"""Statements about what presses on petitions: notices, orders, running clocks."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.deadlines.models import Deadline
from db.petitions.belongings import belonging
from db.petitions.models import Notice, Order, Petition
from db.petitions.queries import KIND, Scope, visible


def notices(session: Session, organ_id: str, office: str) -> Sequence[Notice]:
    """What an office has not taken note of yet."""
    return session.scalars(
        select(Notice)
        .where(Notice.organ_id == organ_id, Notice.office == office, Notice.read_at.is_(None))
        .order_by(Notice.id)
    ).all()


def notice(session: Session, id_: str) -> Notice | None:
    """One notice."""
    return session.get(Notice, id_)


def orders(session: Session, scope: Scope, *, open_only: bool) -> Sequence[Order]:
    """Supervision orders on petitions that are there for the asker."""
    asked = select(Order).join(Petition, Petition.id == Order.petition_id).where(*visible(scope))
    if open_only:
        asked = asked.where(Order.verdict != "cancel")
    return session.scalars(asked.order_by(Order.due_on, Order.id)).all()


def orders_of(session: Session, ids: Collection[str]) -> Sequence[Order]:
    """The supervision orders on these petitions."""
    return session.scalars(belonging(Order, Order.id), {"ids": list(ids)}).all()


def order(session: Session, id_: str) -> Order | None:
    """One order."""
    return session.get(Order, id_)


def running_clocks(session: Session, scope: Scope, day: date) -> Sequence[tuple[Any, Any]]:
    """(deadline, petition) of every clock that ends by a day on petitions that are there for the asker."""
    return [
        (row[0], row[1])
        for row in session.execute(
            select(Deadline, Petition)
            .join(Petition, Petition.id == Deadline.object_id)
            .where(
                Deadline.object_kind == KIND,
                Deadline.ended_at.is_(None),
                Deadline.rolled_on <= day,
                *visible(scope),
            )
            .order_by(Deadline.rolled_on, Deadline.id)
        )
    ]
