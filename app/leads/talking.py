"""谈话函询: the letter and its answer, the talk, the report and its conclusion (casework §3.5 rows 10–13)."""

from datetime import datetime

from sqlalchemy.orm import Session

from app import clock, errors, registry
from app.actor import Actor
from app.leads import adding, clocks, rules, steps
from app.leads.disposing import current, open_round, plan_of
from app.leads.errors import MaterialMissing, SignatureMissing
from app.leads.types import LeadEvent, LeadPaper, LeadStatus, Stage, Way
from app.ledger.types import Act
from db.leads import belongings


@registry.verb(
    "leads.issue_inquiry", rules.LAW[LeadEvent.ISSUE_INQUIRY].starts, changes=steps.CHANGES
)
def issue_inquiry(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    lead_id: str,
    version: int,
    letter_no: str,
    unit: str,
    to_head_himself: bool,
    copies: tuple[str, ...] = (),
) -> int:
    """函询 in the general office's name: to the person through his unit's Party head, or to himself when he is it."""
    lead = steps.take(session, actor, now, lead_id, version)
    steps.require_worker(session, actor, now, lead)
    if not letter_no.strip():
        raise errors.DocumentMissing(document="lead.letter_no")
    if not unit.strip():
        raise errors.FieldMissing(field="lead.unit")
    paper = LeadPaper("inquiry", letter_no.strip(), unit.strip(), clock.day(now))
    adding.keep_paper(session, act, lead, paper, now)
    clocks.end(session, act, lead, clocks.TALK, now, "ISSUE_INQUIRY")
    due = clocks.start(session, act, lead, clocks.REPLY, clock.day(now))
    steps.save(
        session,
        act,
        lead,
        LeadEvent.ISSUE_INQUIRY,
        letter=letter_no.strip(),
        unit=unit.strip(),
        to_head_himself=to_head_himself,
        issued_by="BG",
        copies=copies,
        reply_due=due,
    )
    return lead.seq


@registry.verb(
    "leads.reply_inquiry",
    rules.LAW[LeadEvent.REPLY_INQUIRY].starts,
    changes=steps.CHANGES,
    offline=True,
)
def reply_inquiry(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    lead_id: str,
    version: int,
    reply: LeadPaper,
    signed_by: str,
) -> int:
    """The written explanation came, signed by the unit's Party head (or by himself when he is it)."""
    lead = steps.take(session, actor, now, lead_id, version)
    steps.require_worker(session, actor, now, lead)
    issued = [p for p in belongings.papers(session, lead.id) if p.kind == "inquiry"]
    if not issued:
        raise errors.DocumentMissing(document="lead.letter_no")
    if not signed_by.strip():
        raise SignatureMissing(what="lead_sign.reply", name="lead.party_head")
    kept = LeadPaper("reply", reply.number, reply.title, reply.dated, reply.sha256)
    adding.keep_paper(session, act, lead, kept, now)
    steps.save(
        session, act, lead, LeadEvent.REPLY_INQUIRY, signed_by=signed_by.strip(), reply=reply.number
    )
    clocks.end(session, act, lead, clocks.REPLY, now, "REPLY_INQUIRY")
    clocks.start(session, act, lead, clocks.REPORT, clock.day(now))
    return lead.seq


@registry.verb(
    "leads.record_talk",
    rules.LAW[LeadEvent.RECORD_TALK].starts,
    changes=steps.CHANGES,
    offline=True,
)
def record_talk(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    lead_id: str,
    version: int,
    held_at: datetime,
    place: str,
    staff: tuple[str, ...],
    record: LeadPaper,
    signed_by_person: bool,
) -> int:
    """谈话: two of ours at least, at a safe place, the record signed by him who was talked to."""
    lead = steps.take(session, actor, now, lead_id, version)
    steps.require_worker(session, actor, now, lead)
    if len(set(staff)) < 2:
        raise errors.NeedsTwoOfficers
    if not place.strip():
        raise errors.FieldMissing(field="lead.talk_place")
    if held_at > now:
        raise errors.FieldInvalid(field="lead.held_at", why="field.future")
    if not signed_by_person:
        raise SignatureMissing(what="lead_sign.talk", name="lead.person")
    for account_id in staff:
        steps.put_on(session, lead, account_id, "handler", now)
        steps.sign_paper(session, lead, "talk", act.id[:32], account_id, now)
    kept = LeadPaper("talk_record", record.number, record.title, record.dated, record.sha256)
    adding.keep_paper(session, act, lead, kept, now)
    steps.save(
        session,
        act,
        lead,
        LeadEvent.RECORD_TALK,
        held_at=held_at,
        place=place.strip(),
        staff=staff,
        record=record.number,
    )
    clocks.end(session, act, lead, clocks.TALK, now, "RECORD_TALK")
    clocks.start(session, act, lead, clocks.REPORT, clock.day(held_at))
    return lead.seq


@registry.verb(
    "leads.report", rules.LAW[LeadEvent.REPORT_TALK].starts, changes=steps.CHANGES, offline=True
)
def report(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    lead_id: str,
    version: int,
    outcome: str,
    text: str,
) -> int:
    """情况报告: what the talk or the reply brought, and which of four conclusions the office proposes."""
    lead = steps.take(session, actor, now, lead_id, version)
    steps.require_worker(session, actor, now, lead)
    rules.step(LeadEvent.REPORT_TALK, lead.status)
    if outcome not in rules.AFTER_TALK:
        raise errors.FieldInvalid(field="lead.outcome", why=outcome)
    if not text.strip():
        raise errors.FieldMissing(field="lead.report")
    row = current(session, lead)
    begun = row.started_at or lead.registered_at  # 再次谈话函询 brings something of its own
    kinds = {p.kind for p in belongings.papers(session, lead.id) if p.filed_at >= begun}
    if not kinds & {"reply", "talk_record"}:
        raise MaterialMissing(material="lead_paper.reply")
    row.outcome, row.conclusion, row.reporter = outcome, text.strip(), actor.id
    adding.keep_paper(
        session, act, lead, LeadPaper("report", "", f"lead_outcome.{outcome}"), now, text
    )
    steps.save(
        session, act, lead, LeadEvent.REPORT_TALK, LeadStatus.RESULT_PENDING, outcome=outcome
    )
    steps.sign_paper(session, lead, "report", row.id, actor.id, now)
    steps.lay_steps(session, lead, Stage.CONCLUDE_TALK, actor.id, now)
    for rule in (clocks.TALK, clocks.REPORT):
        clocks.end(session, act, lead, rule, now, "REPORT_TALK")
    return lead.seq


@registry.verb("leads.conclude", rules.LAW[LeadEvent.CONCLUDE_TALK].starts, changes=steps.CHANGES)
def conclude(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    lead_id: str,
    version: int,
    opinion: str = "",
    written_reply: str = "",
    on_behalf: str = "",
) -> int:
    """批准结论: 采信了结 sends a written reply, 再次谈话函询 begins a new one, 转初核 waits for its plan."""
    lead = steps.take(session, actor, now, lead_id, version)
    event, stage = LeadEvent.CONCLUDE_TALK, Stage.CONCLUDE_TALK
    rules.step(event, lead.status)
    row = current(session, lead)
    if row.way != Way.TALK:
        raise errors.NotAllowedNow(event="event.CONCLUDE_TALK", state=f"status.{lead.status}")
    act, last = steps.sign(session, actor, now, act, lead, event, stage, opinion, on_behalf)
    if not last:
        steps.save(session, act, lead, event, opinion=opinion.strip())
        return lead.seq
    if row.outcome == "believed":
        if not written_reply.strip():
            raise errors.DocumentMissing(document="lead.written_reply")
        paper = LeadPaper("feedback", written_reply.strip(), "采信了结", clock.day(now))
        adding.keep_paper(session, act, lead, paper, now)
    row.ended_at = now
    to = rules.AFTER_TALK[row.outcome]
    steps.save(
        session,
        act,
        lead,
        event,
        to,
        outcome=row.outcome,
        opinion=opinion.strip(),
        written_reply=written_reply.strip(),
    )
    if row.outcome in ("again", "verify"):
        way = Way.TALK if row.outcome == "again" else Way.VERIFY
        begun = open_round(session, lead, way, row.proposer, now, row.conclusion, plan_of(row))
        begun.started_at = now if way == Way.TALK else None
        session.flush()
        clocks.begun(session, act, lead, now)
    if to == LeadStatus.CLOSING:
        clocks.stop(session, act, lead, now, "CONCLUDE_TALK")
    return lead.seq
