"""Statements of the monthly ledger of leads: what stood there, what came and went."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from db.leads.models import Lead, LeadStay
from db.leads.queries import Scope, told_to
from db.ledger.models import Entry


def stock_at(session: Session, organ_id: str, moment: datetime) -> dict[str, int]:
    """office → how many leads lay in its stock just before a moment."""
    found = session.execute(
        select(LeadStay.office, func.count())
        .where(
            LeadStay.organ_id == organ_id,
            LeadStay.since < moment,
            or_(LeadStay.until.is_(None), LeadStay.until >= moment),
        )
        .group_by(LeadStay.office)
    )
    return {row[0]: row[1] for row in found}


def flows(session: Session, organ_id: str, since: datetime, before: datetime) -> Sequence[str]:
    """The bodies of the entries that moved a lead into or out of a stock."""
    return session.scalars(
        select(Entry.body)
        .join(Lead, Lead.id == Entry.object_id)
        .where(
            Entry.object_kind == "lead",
            Entry.recorded_at >= since,
            Entry.recorded_at < before,
            Lead.organ_id == organ_id,
            Entry.body.contains('"flow":'),
        )
        .order_by(Entry.recorded_at)
    ).all()


def listed(session: Session, scope: Scope, organ_id: str, year: int) -> Sequence[Lead]:
    """Every code that an organ gave out in a year, void and merged ones too, without what somebody keeps away from."""
    return session.scalars(
        select(Lead)
        .where(Lead.organ_id == organ_id, Lead.number.contains(f"-{year}-"), told_to(scope))
        .order_by(Lead.number)
    ).all()
