"""Statements about rules."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.deadlines.models import Rule


def newest(session: Session, name: str, day: date) -> Rule | None:
    """The row of a rule that is valid on a day."""
    return session.scalars(
        select(Rule)
        .where(Rule.name == name, Rule.since <= day)
        .order_by(Rule.since.desc(), Rule.id.desc())
        .limit(1)
    ).first()
