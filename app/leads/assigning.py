"""分办: who gets a lead, approved by the chief; both clerks sign the hand-over (casework §3.5 rows 2–4)."""

from datetime import datetime

from sqlalchemy.orm import Session

from app import clock, errors, registry
from app.actor import Actor
from app.identity import service as identity
from app.identity.roles import Role
from app.leads import clocks, rules, sight, steps
from app.leads.errors import AttendeeAway, ReporterHandles, SignatureMissing
from app.leads.types import LeadEvent, LeadStatus, Stage
from app.ledger.types import Act
from app.organs import service as organs
from app.organs.types import Office
from db.leads import belongings

#: Who handles leads; 信访室 disposes of none, 案管 handles none.
HANDLING = (Office.INSPECTION, Office.INVESTIGATION, Office.CADRES)


@registry.verb(
    "leads.propose_assignment",
    rules.LAW[LeadEvent.PROPOSE_ASSIGNMENT].starts,
    changes=steps.CHANGES,
)
def propose_assignment(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    lead_id: str,
    version: int,
    office: str,
    clerk_id: str,
    opinion: str,
    in_remit: bool = False,
) -> int:
    """分办意见: to which office, to whose clerk, why; the office that found it gets it only when it is in its remit."""
    lead = steps.take(session, actor, now, lead_id, version)
    if office not in HANDLING:
        raise errors.FieldInvalid(field="lead.office", why=office)
    if not opinion.strip():
        raise errors.FieldMissing(field="lead.opinion")
    if lead.found_by == office and not in_remit:
        raise ReporterHandles(office=f"office.{office}")
    clerk = identity.require_account(session, clerk_id)
    at = organs.place(session, clerk_id, now)
    sits = at.organ_id == lead.organ_id and at.office == office
    if not sits or not identity.holds(session, clerk_id, now, Role.OFFICE_CLERK):
        raise errors.NotPermitted(verb="verb.leads.sign_in", roles=f"role.{Role.OFFICE_CLERK}")
    if sight.is_away(session, lead.id, clerk_id):
        raise AttendeeAway(name=clerk.name)
    steps.save(
        session,
        act,
        lead,
        LeadEvent.PROPOSE_ASSIGNMENT,
        LeadStatus.ASSIGN_PENDING,
        sets={"target": f"{office} {clerk_id}"},
        office=office,
        clerk=clerk_id,
        opinion=opinion.strip(),
    )
    steps.lay_steps(session, lead, Stage.ASSIGN, actor.id, now)
    return lead.seq


@registry.verb(
    "leads.approve_assignment",
    rules.LAW[LeadEvent.APPROVE_ASSIGNMENT].starts,
    changes=steps.CHANGES,
)
def approve_assignment(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    lead_id: str,
    version: int,
    opinion: str = "",
    on_behalf: str = "",
) -> int:
    """批准分办: the chief, who neither proposed it nor must keep away."""
    lead = steps.take(session, actor, now, lead_id, version)
    event = LeadEvent.APPROVE_ASSIGNMENT
    act, _ = steps.sign(session, actor, now, act, lead, event, Stage.ASSIGN, opinion, on_behalf)
    office, clerk = lead.target.split(" ")
    steps.save(
        session,
        act,
        lead,
        event,
        LeadStatus.ASSIGNED,
        sets={"office": office},
        office=office,
        clerk=clerk,
        opinion=opinion.strip(),
    )
    steps.put_on(session, lead, clerk, "clerk", now)
    clocks.start(session, act, lead, clocks.SIGN_IN, clock.day(now))
    return lead.seq


@registry.verb(
    "leads.hand_over",
    rules.LAW[LeadEvent.HAND_OVER_LEAD].starts,
    changes=steps.CHANGES,
    offline=True,
)
def hand_over(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    lead_id: str,
    version: int,
    pages: int,
) -> int:
    """移交: 案管's clerk signs that the material goes over; the other signature is the receiver's."""
    lead = steps.take(session, actor, now, lead_id, version)
    if pages < 1:
        raise errors.FieldMissing(field="lead.pages")
    steps.save(session, act, lead, LeadEvent.HAND_OVER_LEAD, pages=pages)
    steps.sign_paper(session, lead, "hand_over", str(lead.round), actor.id, now)
    return lead.seq


@registry.verb(
    "leads.sign_in", rules.LAW[LeadEvent.SIGN_IN_LEAD].starts, changes=steps.CHANGES, offline=True
)
def sign_in(
    session: Session, actor: Actor, now: datetime, act: Act, *, lead_id: str, version: int
) -> int:
    """签收: the office's clerk signs; T-L1 has been running since the receipt, not since now."""
    lead = steps.take(session, actor, now, lead_id, version)
    steps.require_worker(session, actor, now, lead)
    given = [s for s in belongings.signatures(session, lead.id) if s.what == "hand_over"]
    if not given:
        raise SignatureMissing(what="lead_sign.hand_over", name="role.lead_clerk")
    steps.require_apart(session, [actor.id], [s.account_id for s in given])
    steps.save(session, act, lead, LeadEvent.SIGN_IN_LEAD, LeadStatus.SIGNED_IN)
    steps.sign_paper(session, lead, "sign_in", str(lead.round), actor.id, now)
    clocks.end(session, act, lead, clocks.SIGN_IN, now, "SIGN_IN_LEAD")
    return lead.seq
