"""初步核实: its plan and approval, measures, the report that every member signs, the conclusion, the case (rows 14–18)."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from app import clock, errors, ids, registry, words
from app.actor import Actor
from app.cases import service as cases
from app.cases.types import NewCase
from app.identity.roles import Role
from app.leads import adding, clocks, disposing, links, rules, steps
from app.leads.disposing import current, plan_of, report_version, require_member
from app.leads.errors import LeadNotYours, MeasureNotApproved, SignatureMissing
from app.leads.types import LeadEvent, LeadPaper, LeadStatus, Plan, Stage, Way
from app.ledger.types import Act
from app.organs import service as organs
from db.cases.models import CaseFile
from db.identity import queries as people
from db.leads import belongings
from db.leads.models import Lead, LeadMeasure, LeadRound
from db.ledger import queries as trail


@registry.verb(
    "leads.start_verification",
    rules.LAW[LeadEvent.START_VERIFICATION].starts,
    changes=steps.CHANGES,
)
def start_verification(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    lead_id: str,
    version: int,
    plan: Plan,
    drawn_by: str,
    opinion: str = "",
    on_behalf: str = "",
) -> int:
    """转初核: on a plan that a handler drew up; the head of a lower committee needs the Party committee's head too."""
    lead = steps.take(session, actor, now, lead_id, version)
    rules.step(LeadEvent.START_VERIFICATION, lead.status)
    if steps.next_step(session, lead, Stage.VERIFY) is None:
        rules.require_plan(Way.VERIFY, plan)
        if drawn_by not in steps.handling(session, lead.id):
            raise LeadNotYours
        steps.lay_steps(session, lead, Stage.VERIFY, drawn_by, now)
        current(session, lead).plan = registry.canonical(plan)
    else:  # whoever signs after the first signs the plan that lies there
        plan = plan_of(current(session, lead))
    event = LeadEvent.START_VERIFICATION
    act, last = steps.sign(session, actor, now, act, lead, event, Stage.VERIFY, opinion, on_behalf)
    to = LeadStatus.VERIFYING if last else LeadStatus.TO_VERIFY
    if last:
        row = current(session, lead)
        row.started_at = now
        for account_id in plan_of(row).group:
            steps.put_on(session, lead, account_id, "handler", now)
    steps.save(
        session,
        act,
        lead,
        event,
        to,
        plan=registry.plain(plan),
        opinion=opinion,
    )
    clocks.begun(session, act, lead, now)
    return lead.seq


# -- measures ------------------------------------------------------------------------------------------


@registry.verb(
    "leads.use_measure",
    rules.LAW[LeadEvent.USE_MEASURE].starts,
    seconds=rules.LAW[LeadEvent.USE_MEASURE].seconds,
    changes=steps.CHANGES,
)
def use_measure(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    lead_id: str,
    version: int,
    measure: str,
    target: str,
    approval_no: str,
    reason: str,
) -> str:
    """A measure of the verification, approved by who signs beside; 冻结 搜查 查封 扣押 need a filed case (R113)."""
    lead = steps.take(session, actor, now, lead_id, version)
    rules.require_early_measure(measure)
    rules.step(LeadEvent.USE_MEASURE, lead.status)
    steps.require_worker(session, actor, now, lead)
    for name, value in (("target", target), ("reason", reason)):
        if not value.strip():
            raise errors.FieldMissing(field=f"lead.measure_{name}")
    if not approval_no.strip():
        raise errors.DocumentMissing(document="lead.approval_no")
    seconds = rules.LAW[LeadEvent.USE_MEASURE].seconds
    apart = {actor.id, *steps.handling(session, lead.id)}
    steps.require_second(session, act, now, seconds, lead.organ_id, apart, lead)
    row = LeadMeasure(
        id=ids.new(),
        lead_id=lead.id,
        round=lead.round,
        kind=measure,
        target=target.strip(),
        reason=reason.strip(),
        approval_no=approval_no.strip(),
        asked_by=actor.id,
        approver=act.second,
        used_at=now,
    )
    session.add(row)
    steps.save(
        session,
        act,
        lead,
        LeadEvent.USE_MEASURE,
        measure=measure,
        target=row.target,
        approval_no=row.approval_no,
        approver=act.second,
    )
    paper = LeadPaper("approval", approval_no, f"lead_measure.{measure}", clock.day(now))
    adding.keep_paper(session, act, lead, paper, now)
    return row.id


@registry.verb(
    "leads.open_ledger", rules.LAW[LeadEvent.OPEN_LEDGER].starts, changes=("leads", "cases")
)
def open_ledger(
    session: Session, actor: Actor, now: datetime, act: Act, *, lead_id: str, version: int
) -> str:
    """A ledger before the case: only for what an approved measure lets the storeroom take in. Answers with its number."""
    lead = steps.take(session, actor, now, lead_id, version)
    steps.require_worker(session, actor, now, lead)
    rules.step(LeadEvent.OPEN_LEDGER, lead.status)
    allowed = set(rules.IN_STORE.values())
    if not any(m.kind in allowed for m in belongings.measures(session, lead.id)):
        raise MeasureNotApproved(number=lead.number, measure="lead_measure.detain")
    if belongings.cases(session, lead.id):
        raise errors.AlreadyThere(key=lead.number)
    made = cases.open_case(
        session,
        actor,
        now,
        act,
        case=NewCase(
            alias=lead.number[-7:],
            title=lead.number,
            kind="lead",
            department=words.word(f"office.{lead.office}", "zh"),
        ),
    )
    links.link_case(session, act, lead, made.id, now, filed=False)
    steps.save(session, act, lead, LeadEvent.OPEN_LEDGER, case=made.number)
    return made.number


# -- the report ----------------------------------------------------------------------------------------


@registry.verb("leads.sign_report", rules.LAW[LeadEvent.SIGN_REPORT].starts, changes=steps.CHANGES)
def sign_report(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    lead_id: str,
    version: int,
    text: str = "",
) -> int:
    """A member signs the verification's report; who signs first lays it down, the others sign what lies there."""
    lead = steps.take(session, actor, now, lead_id, version)
    rules.step(LeadEvent.SIGN_REPORT, lead.status)
    row = current(session, lead)
    require_member(session, actor, row)
    draft = _draft(session, lead, row)
    if text.strip() and text.strip() != draft:
        # another text: whoever signed the one before has not signed this one
        row.conclusion = text.strip()
        row.reporter = actor.id
    elif not draft:
        raise errors.FieldMissing(field="lead.report")
    steps.save(session, act, lead, LeadEvent.SIGN_REPORT, report=report_version(row))
    steps.sign_paper(session, lead, "verification", report_version(row), actor.id, now)
    return lead.seq


def _draft(session: Session, lead: Lead, row: LeadRound) -> str:
    return row.conclusion


def _require_all_signed(session: Session, lead: Lead, row: LeadRound) -> None:
    signed = {
        s.account_id
        for s in belongings.signatures(session, lead.id)
        if s.what == "verification" and s.subject == report_version(row)
    }
    missing = [who for who in plan_of(row).group if who not in signed]
    if missing:
        names = people.names(session, missing)
        told = "、".join(names.get(who, "") for who in missing)
        raise SignatureMissing(what="lead_sign.verification", name=told)


@registry.verb(
    "leads.verification_report",
    rules.LAW[LeadEvent.REPORT_VERIFICATION].starts,
    changes=steps.CHANGES,
)
def verification_report(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    lead_id: str,
    version: int,
    outcome: str,
    review_on: date | None = None,
    target: str = "",
) -> int:
    """初核报告: goes up once all members have signed one text; it proposes one of five conclusions."""
    lead = steps.take(session, actor, now, lead_id, version)
    steps.require_worker(session, actor, now, lead)
    rules.step(LeadEvent.REPORT_VERIFICATION, lead.status)
    if outcome not in rules.AFTER_VERIFICATION:
        raise errors.FieldInvalid(field="lead.outcome", why=outcome)
    row = current(session, lead)
    if not row.conclusion:
        raise errors.FieldMissing(field="lead.report")
    _require_all_signed(session, lead, row)
    if outcome == "park":
        row.review_on = disposing.require_review(session, now, review_on)
    if outcome == "transfer" and not target.strip():
        raise errors.FieldMissing(field="lead.target")
    row.outcome = outcome
    adding.keep_paper(
        session, act, lead, LeadPaper("report", "", f"lead_outcome.{outcome}"), now, row.conclusion
    )
    steps.save(
        session,
        act,
        lead,
        LeadEvent.REPORT_VERIFICATION,
        LeadStatus.RESULT_PENDING,
        sets={"target": target.strip()},
        outcome=outcome,
        review_on=review_on,
        target=target.strip(),
    )
    clocks.end(session, act, lead, clocks.VERIFY, now, "REPORT_VERIFICATION")
    steps.lay_steps(session, lead, Stage.CONCLUDE_VERIFICATION, row.reporter, now)
    return lead.seq


@registry.verb(
    "leads.conclude_verification",
    rules.LAW[LeadEvent.CONCLUDE_VERIFICATION].starts,
    changes=steps.CHANGES,
)
def conclude_verification(
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
    """批准初核结论: 立案 (then both heads sign), 了结, 谈话提醒, 暂存待查, 移送有关党组织."""
    lead = steps.take(session, actor, now, lead_id, version)
    event, stage = LeadEvent.CONCLUDE_VERIFICATION, Stage.CONCLUDE_VERIFICATION
    rules.step(event, lead.status)
    row = current(session, lead)
    if row.way != Way.VERIFY:
        raise errors.NotAllowedNow(
            event="event.CONCLUDE_VERIFICATION", state=f"status.{lead.status}"
        )
    act, last = steps.sign(session, actor, now, act, lead, event, stage, opinion, on_behalf)
    if not last:
        steps.save(session, act, lead, event, opinion=opinion.strip())
        return lead.seq
    to = rules.AFTER_VERIFICATION[row.outcome]
    row.ended_at = now
    steps.save(
        session,
        act,
        lead,
        event,
        to,
        sets={"review_on": row.review_on} if to == LeadStatus.PARKED else {},
        outcome=row.outcome,
        opinion=opinion.strip(),
    )
    if to == LeadStatus.TO_FILE:
        steps.lay_steps(session, lead, Stage.FILE, row.reporter, now)
    elif to == LeadStatus.LEAVING:
        clocks.start(session, act, lead, clocks.TRANSFER, clock.day(now))
    else:
        clocks.stop(session, act, lead, now, "CONCLUDE_VERIFICATION")
    return lead.seq


# -- 立案 ----------------------------------------------------------------------------------------------


@registry.verb("leads.open_case", rules.LAW[LeadEvent.FILE_CASE].starts, changes=("leads", "cases"))
def open_case(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    lead_id: str,
    version: int,
    filing_no: str = "",
    alias: str = "",
    opinion: str = "",
    on_behalf: str = "",
) -> str:
    """立案: chief, then the Party committee's head; with the last signature the case has its number, the ledger is open.

    Answers with the case's number; empty while a signature is missing.
    """
    lead = steps.take(session, actor, now, lead_id, version)
    event = LeadEvent.FILE_CASE
    act, last = steps.sign(session, actor, now, act, lead, event, Stage.FILE, opinion, on_behalf)
    if not last:
        steps.save(session, act, lead, event, opinion=opinion.strip())
        return ""
    if not filing_no.strip():
        raise errors.DocumentMissing(document="case.filing_no")
    case = _case(session, act, now, lead, filing_no.strip(), alias.strip())
    steps.save(
        session,
        act,
        lead,
        event,
        LeadStatus.FILED,
        case=case.number,
        filing_no=filing_no.strip(),
        opinion=opinion.strip(),
    )
    clocks.stop(session, act, lead, now, "FILE_CASE")
    return case.number


def _case(
    session: Session, act: Act, now: datetime, lead: Lead, filing_no: str, alias: str
) -> CaseFile:
    """The ledger that was opened before becomes the case's; else a new one, its team are the lead's handlers."""
    for link, case in belongings.cases(session, lead.id):
        cases.filed(session, act, case, filing_no, clock.day(now))
        link.filed = True
        session.flush()
        return case
    organ = organs.require(session, lead.organ_id)
    handlers = [h.account_id for h in belongings.handlers(session, lead.id) if h.part == "handler"]
    heads = organs.people_of(session, organ.id, now, Role.HEAD, lead.office)
    case = cases.opened(
        session,
        act,
        now,
        NewCase(
            alias=alias or lead.number[-7:],
            title=lead.number,
            kind="discipline",
            department=words.word(f"office.{lead.office}", "zh"),
            filing_no=filing_no,
            filed_on=clock.day(now),
            number=_case_number(session, organ.region[:6], now),
            secrecy=lead.secrecy,
        ),
        [
            *((account_id, "handler") for account_id in dict.fromkeys(handlers)),
            *((account_id, "head") for account_id in heads if account_id not in handlers),
        ],
    )
    links.link_case(session, act, lead, case.id, now, filed=True)
    return case


def _case_number(session: Session, region: str, now: datetime) -> str:
    year = clock.day(now).year
    return f"A{region}{year}{trail.next_number(session, f'case:A{region}:{year}'):04d}"
