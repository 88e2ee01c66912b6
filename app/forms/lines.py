"""What a printed ledger says of each thing beside its row (F9): how it came, how often it was out, how it left."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app import registry
from app.actor import Actor
from app.cases import service as cases
from db.custody import queries
from db.forms import queries as printed


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
    sheets = _intake_numbers(session, case_id)
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
            sheets.get(row.id, ""),
        )
        for row in queries.ledger_lines(session, case_id)
    )


def _intake_numbers(session: Session, case_id: str) -> dict[str, str]:
    """Item → the number of the intake sheet (F6) that it came in on."""
    told = ((item, json.loads(body)) for item, body in printed.intake_sheets(session, case_id))
    return {item: facts["number"] for item, facts in told if facts["form"] == "F6"}
