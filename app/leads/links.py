"""信访 → 线索 → 案件 → 物品 (casework §1.6): the links between them, and what the storeroom may take in before a case."""

from datetime import datetime

from sqlalchemy.orm import Session

from app import feeds, registry
from app.actor import Actor
from app.cases import service as cases
from app.custody import grounds
from app.leads import rules, service, sight, steps, views
from app.leads.errors import MeasureBeforeFiling, MeasureNotApproved
from app.leads.types import LeadEvent, LeadRow, LeadStatus
from app.ledger.types import Act
from app.petitions import righting
from db.cases import queries as case_queries
from db.leads import belongings, queries
from db.leads.models import Lead, LeadCase, PetitionLead
from db.petitions import belongings as petition_belongings


def link_petition(session: Session, act: Act, lead: Lead, petition_id: str, now: datetime) -> None:
    """Say that a petition became part of a lead: who keeps away from it keeps away from the lead. Twice is once."""
    if petition_id in belongings.petitions_of(session, lead.id):
        return
    steps.save(session, act, lead, LeadEvent.JOIN_PETITION, petition=petition_id)
    session.add(
        PetitionLead(petition_id=petition_id, lead_id=lead.id, linked_by=act.actor, linked_at=now)
    )
    session.flush()
    for away in petition_belongings.exclusions(session, petition_id):
        service.keep_away(session, act, lead.id, away.account_id, away.reason, now)


def _follow(
    session: Session, act: Act, petition_id: str, account_id: str, reason: str, now: datetime
) -> None:
    """Who must keep away from a petition keeps away from the leads that it became part of, void and merged ones too."""
    for lead in belongings.leads_of_petition(session, petition_id, ended=True):
        held = queries.locked(session, lead.id)
        if held is None or belongings.away(session, lead.id, account_id) is not None:
            continue
        if held.status in rules.LAW[LeadEvent.KEEP_AWAY].froms:
            steps.save(session, act, held, LeadEvent.KEEP_AWAY, account=account_id, reason=reason)
        else:  # it takes no entry any more; its desks hear of it all the same
            feeds.tell_again(session, "lead", [lead.id])
        service.keep_away(session, act, lead.id, account_id, reason, now)


righting.recusals.append(_follow)


def link_case(
    session: Session, act: Act, lead: Lead, case_id: str, now: datetime, *, filed: bool
) -> None:
    """Say that a case came of a lead: who keeps away from the lead keeps away from the case."""
    session.add(LeadCase(lead_id=lead.id, case_id=case_id, filed=filed, linked_at=now))
    session.flush()
    for away in belongings.aways(session, lead.id):
        cases.keep_away(session, act, case_id, away.account_id, now)


@registry.query("leads.of_case")
def of_case(session: Session, actor: Actor, now: datetime, *, case_id: str) -> tuple[LeadRow, ...]:
    """The leads that a case stands on, those that the asker may see."""
    found = [
        lead
        for _, lead in belongings.leads_of_case(session, case_id)
        if sight.sees(session, actor, now, lead.id)
    ]
    return views.rows_of(session, found, now)


def living(session: Session, petition_id: str) -> tuple[str, ...]:
    """The codes of a petition's leads that are not ended yet: what keeps the petition from being closed."""
    return tuple(
        lead.number
        for lead in belongings.leads_of_petition(session, petition_id)
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
    for known, lead in belongings.leads_of_case(session, case_id):
        if known.filed:
            continue
        wanted = rules.IN_STORE.get(measure)
        if wanted is None or lead.status not in (LeadStatus.VERIFYING, LeadStatus.RESULT_PENDING):
            raise MeasureBeforeFiling(measure=f"measure.{measure}", number=lead.number)
        if not any(m.kind == wanted for m in belongings.measures(session, lead.id)):
            raise MeasureNotApproved(number=lead.number, measure=f"lead_measure.{wanted}")


grounds.grounds.append(_ground)


def _keeps_away(session: Session, case_id: str, account_id: str) -> bool:
    """Who must keep away from a lead does not come onto the team of its case."""
    found = belongings.leads_of_case(session, case_id)
    return any(sight.is_away(session, lead.id, account_id) for _, lead in found)


cases.keeps_away.append(_keeps_away)
