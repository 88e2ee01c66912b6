"""研判与处置: analyse, meet, propose one of four ways, approve in order, send back, park and wake (rows 5–9, 19)."""

import json
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from app import clock, errors, ids, registry
from app.actor import Actor
from app.deadlines import limits
from app.deadlines import service as deadlines
from app.identity import service as identity
from app.leads import adding, clocks, rules, sight, steps
from app.leads.errors import (
    AttendeeAway,
    GroupSigns,
    MeetingAgreedOtherwise,
    MeetingMissing,
    OpinionMissing,
    QuorumMissing,
    ReviewTooFar,
)
from app.leads.types import LeadEvent, LeadStatus, Meeting, Opinion, Plan, Stage, Way
from app.ledger.types import Act
from app.organs import service as organs
from db.identity import queries as people
from db.leads import belongings, queries
from db.leads.models import Lead, LeadMeeting, LeadOpinion, LeadRound
from db.requests import queries as requests

LEVELS = ("office", "organ")


@registry.verb("leads.analyse", rules.LAW[LeadEvent.ANALYSE].starts, changes=steps.CHANGES)
def analyse(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    lead_id: str,
    version: int,
    handlers: tuple[str, ...],
) -> int:
    """研判: two handlers at least, none of whom must keep away; nobody gives a lead to himself alone."""
    lead = steps.take(session, actor, now, lead_id, version)
    steps.require_worker(session, actor, now, lead)
    if len(set(handlers)) < 2:
        raise errors.NeedsTwoOfficers
    for account_id in handlers:
        at = organs.place(session, account_id, now)
        if at.organ_id != lead.organ_id or at.office != lead.office:
            raise errors.NotPermitted(verb="verb.leads.analyse", roles=f"office.{lead.office}")
        steps.put_on(session, lead, account_id, "handler", now)
    steps.save(session, act, lead, LeadEvent.ANALYSE, LeadStatus.ANALYSING, handlers=handlers)
    return lead.seq


# -- 集体研究 ------------------------------------------------------------------------------------------


@registry.verb(
    "leads.hold_meeting",
    rules.LAW[LeadEvent.HOLD_MEETING].starts,
    changes=steps.CHANGES,
    offline=True,
)
def hold_meeting(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    lead_id: str,
    version: int,
    meeting: Meeting,
) -> str:
    """一事一议: who was there and what each said for himself; who keeps away or was on leave was not there."""
    lead = steps.take(session, actor, now, lead_id, version)
    steps.require_worker(session, actor, now, lead)
    _require_minutes(session, lead, now, meeting)
    row = LeadMeeting(
        id=ids.new(),
        lead_id=lead.id,
        round=lead.round,
        held_at=meeting.held_at,
        place=meeting.place.strip(),
        host=meeting.host,
        level=meeting.level,
        conclusion=meeting.conclusion.strip(),
        way=rules.way(meeting.way),
        recorded_by=actor.id,
    )
    session.add(row)
    session.flush()
    session.add_all(
        LeadOpinion(
            meeting_id=row.id,
            account_id=o.account_id,
            lead_id=lead.id,
            present=o.present,
            opinion=o.text.strip(),
            way=o.way,
        )
        for o in meeting.opinions
    )
    session.flush()
    steps.save(
        session,
        act,
        lead,
        LeadEvent.HOLD_MEETING,
        meeting=row.id,
        way=row.way,
        opinions=registry.plain(meeting.opinions),
    )
    return row.id


def _require_minutes(session: Session, lead: Lead, now: datetime, meeting: Meeting) -> None:
    if meeting.level not in LEVELS:
        raise errors.FieldInvalid(field="meeting.level", why=meeting.level)
    if not clock.minute(lead.registered_at) <= meeting.held_at <= now:
        raise errors.FieldInvalid(field="meeting.held_at", why="field.told")
    for name in ("place", "conclusion"):
        if not getattr(meeting, name).strip():
            raise errors.FieldMissing(field=f"meeting.{name}")
    there = [o for o in meeting.opinions if o.present]
    named = [o.account_id for o in meeting.opinions]
    if len(named) != len(set(named)):
        raise errors.FieldInvalid(field="meeting.opinions", why="field.twice")
    for opinion in there:
        _require_there(session, lead, meeting.held_at, opinion)
    need = deadlines.value(session, "lead_quorum", clock.day(now))
    if len(there) < need:
        raise QuorumMissing(present=len(there), need=need)
    if meeting.host not in {o.account_id for o in there}:
        name = people.names(session, [meeting.host]).get(meeting.host, "")
        raise AttendeeAway(name=name)


def _require_there(session: Session, lead: Lead, at: datetime, opinion: Opinion) -> None:
    """Who is minuted as present works here, need not keep away, was not on leave (替 by a deputy), and said something."""
    account = identity.require_account(session, opinion.account_id)
    place = organs.place_or_none(session, account.id, at)
    on_leave = any(
        d.principal == account.id and d.since <= at <= d.until
        for d in requests.delegations_of(session, account.id, at)
    )
    gone = account.disabled_at is not None or place is None or place.organ_id != lead.organ_id
    if gone or on_leave or sight.is_away(session, lead.id, account.id):
        raise AttendeeAway(name=account.name)
    if not opinion.text.strip():
        raise OpinionMissing(name=account.name)


def require_meeting(session: Session, lead: Lead, meeting_id: str, way: Way) -> LeadMeeting:
    """A meeting of this round on this lead (R118), which agreed on this way (R188)."""
    for row in belongings.meetings(session, lead.id):
        if row.id == meeting_id and row.round == lead.round:
            if row.way != way:
                raise MeetingAgreedOtherwise(agreed=f"lead_way.{row.way}", way=f"lead_way.{way}")
            return row
    raise MeetingMissing


# -- 处置 ----------------------------------------------------------------------------------------------


@registry.verb(
    "leads.propose_disposal", rules.LAW[LeadEvent.PROPOSE_DISPOSAL].starts, changes=steps.CHANGES
)
def propose_disposal(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    lead_id: str,
    version: int,
    way: str,
    meeting_id: str,
    proposal: str,
    plan: Plan,
    review_on: date | None = None,
) -> int:
    """处置意见: one of four ways, by a meeting, with its plan; a parked lead says when it is looked at again."""
    lead = steps.take(session, actor, now, lead_id, version)
    steps.require_worker(session, actor, now, lead)
    chosen = rules.way(way)
    require_meeting(session, lead, meeting_id, chosen)
    if not proposal.strip():
        raise errors.FieldMissing(field="lead.proposal")
    rules.require_plan(chosen, plan)
    for account_id in plan.group:
        steps.put_on(session, lead, account_id, "handler", now)
    if chosen == Way.PARK:
        require_review(session, now, review_on)
    open_round(session, lead, chosen, actor.id, now, proposal.strip(), plan, meeting_id, review_on)
    steps.save(
        session,
        act,
        lead,
        LeadEvent.PROPOSE_DISPOSAL,
        LeadStatus.DISPOSAL_PENDING,
        way=chosen,
        meeting=meeting_id,
        proposal=proposal.strip(),
        plan=registry.plain(plan),
        review_on=review_on,
    )
    steps.lay_steps(session, lead, Stage.DISPOSE, actor.id, now, chosen)
    return lead.seq


def require_review(session: Session, now: datetime, review_on: date | None) -> date:
    """A parked lead is looked at again on a day that is not too far (R122)."""
    today = clock.day(now)
    last = limits.due(session, clocks.PARK, today).on
    if review_on is None or not today < review_on <= last:
        raise ReviewTooFar(last=last.isoformat())
    return review_on


def open_round(
    session: Session,
    lead: Lead,
    way: Way,
    proposer: str,
    now: datetime,
    proposal: str,
    plan: Plan,
    meeting_id: str = "",
    review_on: date | None = None,
) -> LeadRound:
    """Begin a disposal."""
    row = LeadRound(
        id=ids.new(),
        lead_id=lead.id,
        round=lead.round,
        place=len(belongings.rounds(session, lead.id)) + 1,
        way=way,
        proposal=proposal,
        plan=registry.canonical(plan),
        proposer=proposer,
        meeting_id=meeting_id,
        review_on=review_on,
        outcome="",
        conclusion="",
        reporter="",
        started_at=None,
        ended_at=None,
    )
    session.add(row)
    session.flush()
    return row


def current(session: Session, lead: Lead) -> LeadRound:
    """The disposal that is under way."""
    found = belongings.rounds(session, lead.id)
    if not found:
        raise errors.NotAllowedNow(event="event.APPROVE_WAY", state=f"status.{lead.status}")
    return found[-1]


@registry.verb(
    "leads.approve_disposal", rules.LAW[LeadEvent.APPROVE_WAY].starts, changes=steps.CHANGES
)
def approve_disposal(
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
    """批准处置: in the order of the matrix; with the last signature the way begins."""
    lead = steps.take(session, actor, now, lead_id, version)
    event = LeadEvent.APPROVE_WAY
    act, last = steps.sign(session, actor, now, act, lead, event, Stage.DISPOSE, opinion, on_behalf)
    if not last:
        steps.save(session, act, lead, event, opinion=opinion.strip())
        return lead.seq
    row = current(session, lead)
    row.started_at = now
    to = rules.AFTER_DISPOSAL[Way(row.way)]
    steps.save(
        session,
        act,
        lead,
        event,
        to,
        sets={"review_on": row.review_on} if to == LeadStatus.PARKED else {},
        way=row.way,
        opinion=opinion.strip(),
    )
    clocks.decided(session, act, lead, now, "APPROVE_WAY")
    clocks.begun(session, act, lead, now)
    if to in (LeadStatus.CLOSING, LeadStatus.PARKED):
        row.ended_at, row.outcome = now, row.way
        clocks.stop(session, act, lead, now, "APPROVE_WAY")
    session.flush()
    return lead.seq


_BACK = {
    LeadStatus.ASSIGN_PENDING: (Stage.ASSIGN, LeadStatus.REGISTERED),
    LeadStatus.DISPOSAL_PENDING: (Stage.DISPOSE, LeadStatus.ANALYSING),
    LeadStatus.TO_VERIFY: (Stage.VERIFY, LeadStatus.ANALYSING),
    LeadStatus.TO_FILE: (Stage.FILE, LeadStatus.VERIFYING),
}


@registry.verb("leads.send_back", rules.LAW[LeadEvent.SEND_BACK_LEAD].starts, changes=steps.CHANGES)
def send_back(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    lead_id: str,
    version: int,
    reason: str,
    on_behalf: str = "",
) -> int:
    """退回: whoever would sign next, or his deputy, sends it back with his reason; it begins where it came from.

    A verification that is not started goes back to be decided anew.
    """
    lead = steps.take(session, actor, now, lead_id, version)
    rules.step(LeadEvent.SEND_BACK_LEAD, lead.status)
    if not reason.strip():
        raise errors.FieldMissing(field="lead.reason")
    stage, to = _back(session, lead)
    unsigned = stage == Stage.VERIFY and steps.next_step(session, lead, stage) is None
    if unsigned:  # its first signature begins the stage: none is laid out yet
        steps.require_opener(session, actor, now, lead, stage, on_behalf)
        steps.lay_steps(session, lead, stage, current(session, lead).proposer, now)
    due = steps.require_signer(session, actor, now, lead, stage, on_behalf)
    act = replace(act, on_behalf=on_behalf)
    steps.refuse_step(session, due, act, reason.strip())
    steps.save(session, act, lead, LeadEvent.SEND_BACK_LEAD, to, stage=stage, reason=reason.strip())
    clocks.sent_back(session, act, lead, now)
    return lead.seq


def _back(session: Session, lead: Lead) -> tuple[Stage, LeadStatus]:
    if lead.status != LeadStatus.RESULT_PENDING:
        return _BACK[LeadStatus(lead.status)]
    if current(session, lead).way == Way.VERIFY:
        return Stage.CONCLUDE_VERIFICATION, LeadStatus.VERIFYING
    return Stage.CONCLUDE_TALK, LeadStatus.TALKING


# -- 暂存 ----------------------------------------------------------------------------------------------


@registry.verb("leads.park", rules.LAW[LeadEvent.PARK].starts, changes=steps.CHANGES)
def park(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    lead_id: str,
    version: int,
    meeting_id: str,
    review_on: date,
    reason: str,
    on_behalf: str = "",
) -> int:
    """暂存待查: by a meeting, until a day; what is parked may stay so longer by a new day."""
    lead = steps.take(session, actor, now, lead_id, version)
    rules.step(LeadEvent.PARK, lead.status)
    require_review(session, now, review_on)
    if not reason.strip():
        raise errors.FieldMissing(field="lead.reason")
    if lead.status != LeadStatus.PARKED:
        met = require_meeting(session, lead, meeting_id, Way.PARK)
        steps.require_apart(session, {actor.id, on_behalf or actor.id}, [met.recorded_by])
    steps.require_highest(session, actor, now, lead, Stage.DISPOSE, Way.PARK, on_behalf)
    act = replace(act, on_behalf=on_behalf)
    row = open_round(
        session, lead, Way.PARK, actor.id, now, reason.strip(), Plan(), meeting_id, review_on
    )
    row.started_at = row.ended_at = now
    row.outcome = "park"
    steps.save(
        session,
        act,
        lead,
        LeadEvent.PARK,
        LeadStatus.PARKED,
        sets={"review_on": review_on},
        review_on=review_on,
        reason=reason.strip(),
    )
    clocks.stop(session, act, lead, now, "PARK")
    return lead.seq


@registry.query("leads.to_wake")
def to_wake(session: Session, actor: Actor, now: datetime) -> int:
    """How many parked leads `leads.wake_due` would wake: a station that finds none writes nothing."""
    if not actor.has(*rules.LAW[LeadEvent.WAKE].starts):
        return 0
    scope = sight.scope(session, actor, now)
    return len(queries.to_wake(session, scope, LeadStatus.PARKED, clock.day(now)))


@registry.verb("leads.wake_due", rules.LAW[LeadEvent.WAKE].starts, changes=steps.CHANGES)
def wake_due(session: Session, actor: Actor, now: datetime, act: Act) -> int:
    """Wake every parked lead of the organ whose day has come: time alone does it, whoever works and sees it notes it."""
    scope = sight.scope(session, actor, now)
    woken = 0
    for lead_id in queries.to_wake(session, scope, LeadStatus.PARKED, clock.day(now)):
        lead = queries.locked(session, lead_id)
        if lead is not None and lead.status == LeadStatus.PARKED:  # nobody woke it meanwhile
            adding.wake(session, act, lead, now, "review")
            woken += 1
    return woken


def require_member(session: Session, actor: Actor, row: LeadRound) -> None:
    """Whoever signs a verification's report is of the group of its plan (R111)."""
    group = plan_of(row).group
    if actor.id not in group:
        names = people.names(session, group)
        raise GroupSigns(names="、".join(names.get(who, "") for who in group))


def report_version(row: LeadRound) -> str:
    """The text of a verification's report as its members sign it: another text is another one."""
    return registry.digest({"round": row.id, "text": row.conclusion})[:32]


def plan_of(row: LeadRound) -> Plan:
    """A round's plan."""
    told = json.loads(row.plan)
    return Plan(**{**told, "group": tuple(told["group"])})
