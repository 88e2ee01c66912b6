"""Statements about places."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.custody.models import Item
from db.locations.models import Location


def location(session: Session, id_: str) -> Location | None:
    """The place by its id."""
    return session.get(Location, id_)


def by_code(session: Session, code: str) -> Location | None:
    """The place by its code."""
    return session.scalars(select(Location).where(Location.code == code)).first()


def all_(session: Session) -> Sequence[Location]:
    """Every open place, by path."""
    return session.scalars(
        select(Location).where(Location.closed_at.is_(None)).order_by(Location.path)
    ).all()


def load(session: Session, location_id: str) -> int:
    """How many cards lie at a place itself."""
    return (
        session.scalar(
            select(func.count()).select_from(Item).where(Item.location_id == location_id)
        )
        or 0
    )


def loads(session: Session) -> dict[str, int]:
    """location id → how many cards lie there."""
    found = session.execute(
        select(Item.location_id, func.count())
        .where(Item.location_id.is_not(None))
        .group_by(Item.location_id)
    )
    return {row[0]: row[1] for row in found if row[0]}


def has_children(session: Session, id_: str) -> bool:
    """Whether a place has places inside."""
    return session.scalar(select(Location.id).where(Location.parent_id == id_).limit(1)) is not None
