"""向上报送 (casework §3.6): one step to two recipients at once, closed by two receipts; a correction names the first."""

from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from app import clock, errors, ids, registry
from app.actor import Actor
from app.leads import clocks, rules, steps
from app.leads.types import LeadEvent, ReportLine
from app.ledger.types import Act
from db.leads import belongings
from db.leads.models import Lead, UpwardReceipt, UpwardReport
from db.ledger import queries as trail

#: 同级党委 and 上级纪委: told at the same time, or not told.
RECIPIENTS: Final = ("committee", "superior")
#: A lead and what became of it are both reported.
KINDS: Final = ("lead", "disposal")


@registry.verb(
    "leads.report_upward", rules.LAW[LeadEvent.REPORT_UPWARD].starts, changes=steps.CHANGES
)
def report_upward(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    lead_id: str,
    version: int,
    kind: str,
    content: str,
    corrects: str = "",
) -> str:
    """Report a key person's lead or its disposal to both recipients; answers with the report's id."""
    lead = steps.take(session, actor, now, lead_id, version)
    if kind not in KINDS:
        raise errors.FieldInvalid(field="lead.report_kind", why=kind)
    if not content.strip():
        raise errors.FieldMissing(field="lead.report")
    before = {r.id: r for r in belongings.reports(session, lead.id)}
    if corrects and corrects not in before:
        raise errors.NotFound(key=corrects)
    row = UpwardReport(
        id=ids.new(),
        lead_id=lead.id,
        number=_next_number(session, lead, clock.day(now).year),
        kind=kind,
        corrects=before[corrects].number if corrects else "",
        content=content.strip(),
        digest=registry.digest({"lead": lead.number, "kind": kind, "text": content.strip()}),
        due=clocks.start(session, act, lead, clocks.RECEIPTS, clock.day(now)),
        sent_by=actor.id,
        sent_at=now,
    )
    steps.save(
        session,
        act,
        lead,
        LeadEvent.REPORT_UPWARD,
        report=row.number,
        report_kind=kind,
        corrects=row.corrects,
        recipients=RECIPIENTS,
        digest=row.digest,
    )
    session.add(row)
    session.flush()
    return row.id


def _next_number(session: Session, lead: Lead, year: int) -> str:
    """Counted by what the number shows: two organs of one region and office share their numbers."""
    shown = lead.number[1:9]
    while True:  # books of before counted by the organ: what was given out then is passed over
        seq = trail.next_number(session, f"report:{shown}:{year}")
        number = f"SB{year}-{shown}-{seq:04d}"
        if not belongings.is_reported(session, number):
            return number


@registry.verb(
    "leads.confirm_report", rules.LAW[LeadEvent.CONFIRM_REPORT].starts, changes=steps.CHANGES
)
def confirm_report(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    lead_id: str,
    version: int,
    report_id: str,
    recipient: str,
    receipt_no: str,
    received_at: datetime,
) -> ReportLine:
    """A recipient's receipt came; with the second one the step closes, with one it stays open."""
    lead = steps.take(session, actor, now, lead_id, version)
    report = belongings.report(session, report_id)
    if report is None or report.lead_id != lead.id:
        raise errors.NotFound(key=report_id)
    if recipient not in RECIPIENTS:
        raise errors.FieldInvalid(field="lead.recipient", why=recipient)
    if not receipt_no.strip():
        raise errors.DocumentMissing(document="lead.receipt")
    given = {r.recipient for r in belongings.receipts(session, lead.id) if r.report_id == report.id}
    if recipient in given:
        raise errors.AlreadyThere(key=f"recipient.{recipient}")
    if not clock.minute(report.sent_at) <= received_at <= now:
        raise errors.FieldInvalid(field="lead.received_at", why="field.told")
    steps.save(
        session,
        act,
        lead,
        LeadEvent.CONFIRM_REPORT,
        report=report.number,
        recipient=recipient,
        receipt=receipt_no.strip(),
    )
    session.add(
        UpwardReceipt(
            report_id=report.id,
            recipient=recipient,
            lead_id=lead.id,
            number=receipt_no.strip(),
            received_at=received_at,
            noted_by=actor.id,
        )
    )
    session.flush()
    _close(session, act, lead, now)
    return next(r for r in lines(session, lead) if r.id == report.id)


def _close(session: Session, act: Act, lead: Lead, now: datetime) -> None:
    """Once no report of the lead lacks a receipt, the clocks of reporting stop; one receipt is none."""
    if any(line.missing for line in lines(session, lead)):
        return
    clocks.end(session, act, lead, clocks.RECEIPTS, now, "CONFIRM_REPORT")
    clocks.end(session, act, lead, clocks.UPWARD, now, "CONFIRM_REPORT")


def lines(session: Session, lead: Lead) -> tuple[ReportLine, ...]:
    """The reports of a lead with the receipts that came and those that are missing.

    A corrected report is done with: its correction is what waits for receipts.
    """
    found = belongings.reports(session, lead.id)
    corrected = {r.corrects for r in found if r.corrects}
    receipts = belongings.receipts(session, lead.id)
    told = []
    for row in found:
        mine = [r for r in receipts if r.report_id == row.id]
        have = {r.recipient for r in mine}
        missing = () if row.number in corrected else tuple(r for r in RECIPIENTS if r not in have)
        told.append(
            ReportLine(
                id=row.id,
                number=row.number,
                kind=row.kind,
                due=row.due,
                sent_at=row.sent_at,
                corrects=row.corrects,
                receipts=tuple((r.recipient, r.number, r.received_at) for r in mine),
                missing=missing,
            )
        )
    return tuple(told)
