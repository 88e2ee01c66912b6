"""What a printed ledger says of each thing beside its row (F9): how it came, how often it was out, how it left."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app import registry
from app.actor import Actor
from app.cases import service as cases
from db.custody import queries


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One thing's coming and going."""

    item_id: str
    measure: str
    notice_no: str
    measured_at: datetime
    declared_at: datetime | None
    loans: int
    way: str
    basis: str
    receiver: str
    receipt_no: str
    ended_at: datetime | None
    intake_no: str = ""


@registry.query("forms.ledger_lines")
def ledger_lines(
    session: Session, actor: Actor, now: datetime, *, case_id: str
) -> tuple[LedgerLine, ...]:
    """The coming and going of every thing of a case, by number."""
    cases.require_visible(session, actor, case_id)
    return tuple(
        LedgerLine(
            row.id,
            row.measure,
            row.notice_no,
            row.measured_at,
            row.declared_at,
            row.loans,
            row.way or "",
            row.basis or "",
            row.receiver or "",
            row.receipt_no or "",
            row.executed_at,
        )
        for row in queries.ledger_lines(session, case_id)
    )
