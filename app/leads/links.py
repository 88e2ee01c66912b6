"""信访 → 线索 → 案件 → 物品 (casework §1.6): the links between them, and what the storeroom may take in before a case."""

from datetime import datetime

from sqlalchemy.orm import Session

from app import registry
from app.actor import Actor
from app.cases import service as cases
from app.custody import grounds
from app.leads import rules, service, sight, steps, views
from app.leads.errors import MeasureBeforeFiling, MeasureNotApproved
from app.leads.types import LeadEvent, LeadRow, LeadStatus
from app.ledger.types import Act
from db.cases import queries as case_queries
from db.leads import queries
from db.leads.models import Lead, PetitionLead
from db.petitions import queries as petitions


def link_petition(session: Session, act: Act, lead: Lead, petition_id: str, now: datetime) -> None:
    """Say that a petition became part of a lead: who keeps away from it keeps away from the lead. Twice is once."""
    if petition_id in queries.petitions_of(session, lead.id):
        return
    steps.save(session, act, lead, LeadEvent.JOIN_PETITION, petition=petition_id)
    session.add(
        PetitionLead(petition_id=petition_id, lead_id=lead.id, linked_by=act.actor, linked_at=now)
    )
    session.flush()
    for away in petitions.exclusions(session, petition_id):
        service.keep_away(session, lead.id, away.account_id, away.reason, now)


@registry.query("leads.of_case")
def of_case(session: Session, actor: Actor, now: datetime, *, case_id: str) -> tuple[LeadRow, ...]:
    """The leads that a case stands on, those that the asker may see."""
    found = [
        lead
        for _, lead in queries.leads_of_case(session, case_id)
        if sight.sees(session, actor, now, lead.id)
    ]
    return views.rows_of(session, found, now)


def living(session: Session, petition_id: str) -> tuple[str, ...]:
    """The codes of a petition's leads that are not ended yet: what keeps the petition from being closed."""
    return tuple(
        lead.number
        for lead in queries.leads_of_petition(session, petition_id)
        if lead.status in rules.LIVING
    )


def _case_name(session: Session, actor: Actor, now: datetime, case_id: str) -> str:
    if not cases.may_see(session, actor, case_id):
        return ""
    found = case_queries.case_file(session, case_id)
    return found.number if found else ""


views.namers["case"] = _case_name


def _ground(session: Session, case_id: str, measure: str) -> None:
    """A ledger that a lead opened before its case takes in only what an approved measure allows (R113)."""
    for known, lead in queries.leads_of_case(session, case_id):
        if known.filed:
            continue
        wanted = rules.IN_STORE.get(measure)
        if wanted is None or lead.status not in (LeadStatus.VERIFYING, LeadStatus.RESULT_PENDING):
            raise MeasureBeforeFiling(measure=f"measure.{measure}", number=lead.number)
        if not any(m.kind == wanted for m in queries.measures(session, lead.id)):
            raise MeasureNotApproved(number=lead.number, measure=f"lead_measure.{wanted}")


grounds.grounds.append(_ground)
