"""How a lead moves and who agrees next: what every verb on leads stands on."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from app import clock, errors, feeds, ids
from app.actor import Actor
from app.identity import service as identity
from app.identity.roles import Role as R
from app.leads import flow, matrix, rules, sight
from app.leads.errors import (
    AttendeeAway,
    LeadHandledByOthers,
    LeadNotYours,
    NotInStock,
    OutOfTurn,
    PartsClash,
)
from app.leads.types import LeadEvent, LeadStatus, Stage
from app.ledger import service as ledger
from app.ledger.types import Act
from app.organs import service as organs
from app.requests import steps as requests
from db.identity import queries as people
from db.leads import belongings, queries
from db.leads.models import Lead, LeadHandler, LeadSignature, LeadStay, LeadStep

CHANGES: Final = ("leads",)
#: What a signature says that was refused.
SENT_BACK: Final = "sent_back"
#: What a desk of the organ holds of a lead.
feeds.kind(
    "lead",
    {
        "lead": "id",
        **dict.fromkeys(
            (
                *("lead_person", "lead_matter", "lead_alias", "lead_round", "lead_step"),
                *("lead_handler", "lead_away", "lead_signature", "lead_meeting", "lead_opinion"),
                *(
                    "lead_measure",
                    "lead_paper",
                    "lead_stay",
                    "upward_report",
                    "upward_receipt",
                    "lead_notice",
                    "lead_answer",
                ),
                *("lead_case", "petition_lead"),
            ),
            "lead_id",
        ),
        "deadline": "object_id",
    },
    sees=sight.seen_of,
    part=sight.STAGE,
)


def take(
    session: Session, actor: Actor, now: datetime, lead_id: str, version: int, *, up: bool = False
) -> Lead:
    """The lead as the actor read it, held until this job ends; only who works at its organ acts on it (`up`: or above).

    Nothing is done with a lead that has no living code (R127).
    """
    sight.require(session, actor, now, lead_id)
    lead = queries.locked(session, lead_id)
    assert lead is not None
    if lead.status in rules.ENDED_CODES:
        raise NotInStock(number=lead.number)
    if lead.seq != version:
        raise errors.ChangedMeanwhile(seen=version, current=lead.seq)
    if not up and organs.place(session, actor.id, now).organ_id != lead.organ_id:
        raise LeadHandledByOthers
    return lead


def save(
    session: Session,
    act: Act,
    lead: Lead,
    event: LeadEvent,
    to: str = "",
    /,
    sets: Mapping[str, Any] | None = None,
    **facts: Any,
) -> None:
    """Write the lead's entry and let its row (and what else it `sets`) follow: the one way a lead changes.

    In which office's stock it lies follows too.
    """
    before = "" if event == LeadEvent.REGISTER_LEAD else lead.status
    rules.step(event, before)
    status, changes = to or lead.status, dict(sets or {})
    moved = flow.between(before, lead.office, status, changes.get("office", lead.office))
    written = ledger.write(
        session,
        act,
        "lead",
        lead.id,
        event,
        after={"status": status},
        **{"from": before},
        **({"flow": moved} if moved else {}),
        **facts,
    )
    with session.no_autoflush:  # the row changes once, with its entry
        for column, value in changes.items():
            setattr(lead, column, value)
        lead.status, lead.seq = status, written.seq
        if not before:
            session.add(lead)
    session.flush()
    if moved:
        _restock(session, lead, act.recorded_at, bool(moved.get("in")))
    mine = organs.require(session, lead.organ_id)
    feeds.tell(session, "lead", lead.id, organs.above(mine))


def _restock(session: Session, lead: Lead, now: datetime, stays: bool) -> None:
    open_ = belongings.open_stay(session, lead.id)
    if open_ is not None:
        open_.until = now
        session.flush()
    if stays:
        session.add(
            LeadStay(
                id=ids.new(),
                lead_id=lead.id,
                organ_id=lead.organ_id,
                office=lead.office,
                since=now,
                until=None,
            )
        )
        session.flush()


# -- who is who ----------------------------------------------------------------------------------------


def is_same_human(session: Session, one: str, other: str) -> bool:
    """Whether two accounts belong to one person: the same account, or accounts of one name."""
    if not one or not other:
        return False
    if one == other:
        return True
    names = people.names(session, {one, other})
    return rules.folded(names.get(one, one)) == rules.folded(names.get(other, other))


def require_apart(session: Session, who: Collection[str], others: Collection[str]) -> None:
    """None of these persons is one of those, not with another account either (R115)."""
    for one in who:
        for other in others:
            if is_same_human(session, one, other):
                raise PartsClash(name=people.names(session, [one]).get(one, ""))


def require_second(
    session: Session,
    act: Act,
    now: datetime,
    roles: Collection[str],
    organ_id: str,
    apart: Collection[str],
    *leads: Lead,
) -> None:
    """Who signs beside works at the organ, is none of these persons, and keeps away from none of the leads."""
    if not act.second:
        raise errors.NeedsSecondPerson(roles=", ".join(f"role.{role}" for role in roles))
    require_apart(session, [act.second], apart)
    at = organs.place_or_none(session, act.second, now)
    away = any(sight.is_away(session, lead.id, act.second) for lead in leads)
    if at is None or at.organ_id != organ_id or away:
        raise LeadNotYours


def handling(session: Session, lead_id: str) -> set[str]:
    """The accounts that handle the lead now."""
    return {h.account_id for h in belongings.handlers(session, lead_id)}


def require_worker(session: Session, actor: Actor, now: datetime, lead: Lead) -> None:
    """Who acts on the lead handles it, or heads the office that has it (R111)."""
    if actor.id in handling(session, lead.id):
        return
    place = organs.place(session, actor.id, now)
    if actor.has(R.HEAD) and place.office == lead.office and place.organ_id == lead.organ_id:
        return
    raise LeadHandledByOthers


def put_on(session: Session, lead: Lead, account_id: str, part: str, now: datetime) -> None:
    """Let somebody handle a lead; refuses who must keep away."""
    account = identity.require_account(session, account_id)
    if sight.is_away(session, lead.id, account_id):
        raise AttendeeAway(name=account.name)
    if any(
        h.account_id == account_id and h.part == part for h in belongings.handlers(session, lead.id)
    ):
        return
    session.add(
        LeadHandler(
            id=ids.new(),
            lead_id=lead.id,
            account_id=account_id,
            part=part,
            since=now,
            until=None,
        )
    )
    session.flush()


def sign_paper(
    session: Session, lead: Lead, what: str, subject: str, account_id: str, now: datetime
) -> None:
    """Note that somebody signed; twice is once."""
    for known in belongings.signatures(session, lead.id):
        if (known.what, known.subject, known.account_id) == (what, subject, account_id):
            return
    session.add(
        LeadSignature(
            id=ids.new(),
            lead_id=lead.id,
            what=what,
            subject=subject,
            account_id=account_id,
            signed_at=now,
        )
    )
    session.flush()


# -- who agrees ----------------------------------------------------------------------------------------


def classes(session: Session, lead_id: str) -> tuple[str, ...]:
    """For which rows of the matrix the lead's persons count."""
    found = belongings.persons(session, lead_id)
    return matrix.classes(
        lower_head=any(p.lower_head for p in found), key=any(p.key for p in found)
    )


def lay_steps(
    session: Session, lead: Lead, stage: Stage, proposer: str, day: datetime, way: str = ""
) -> tuple[str, ...]:
    """Put the signatures in their order that a proposal needs, by the matrix of today."""
    who = classes(session, lead.id)
    roles = matrix.roles(stage, clock.day(day), way=way, who=who)
    for place, role in enumerate(roles, 1):
        session.add(
            LeadStep(
                id=ids.new(),
                lead_id=lead.id,
                stage=stage,
                run=lead.seq,
                place=place,
                role=role,
                proposer=proposer,
                approver="",
                on_behalf="",
                decision="",
                opinion="",
                decided_at=None,
            )
        )
    session.flush()
    return roles


def next_step(session: Session, lead: Lead, stage: str) -> LeadStep | None:
    """The first signature of the newest proposal that is still missing; one that was sent back waits for none."""
    given = belongings.steps(session, lead.id, stage)
    if any(s.decision == SENT_BACK for s in given):
        return None
    return next((s for s in given if not s.decision), None)


def require_signer(
    session: Session, actor: Actor, now: datetime, lead: Lead, stage: str, on_behalf: str = ""
) -> LeadStep:
    """The signature that the actor gives now, for himself or for whom he stands in; or why he may not."""
    due = next_step(session, lead, stage)
    if due is None:
        raise errors.NotAllowedNow(event=f"lead_stage.{stage}", state=f"status.{lead.status}")
    given = belongings.steps(session, lead.id, stage)
    decided = {each for s in given if s.decision for each in (s.approver, s.on_behalf) if each}
    roles = [due.role, *(s.role for s in given if s.place > due.place)]
    _require_signs(session, actor, now, lead, roles, {due.proposer, *decided}, on_behalf)
    return due


def require_opener(
    session: Session, actor: Actor, now: datetime, lead: Lead, stage: Stage, on_behalf: str = ""
) -> None:
    """The same where signing begins the stage itself: whose signature the matrix asks for first."""
    if next_step(session, lead, stage) is not None:
        require_signer(session, actor, now, lead, stage, on_behalf)
        return
    roles = matrix.roles(stage, clock.day(now), who=classes(session, lead.id))
    _require_signs(session, actor, now, lead, roles, (), on_behalf)


def require_highest(
    session: Session,
    actor: Actor,
    now: datetime,
    lead: Lead,
    stage: Stage,
    way: str,
    on_behalf: str = "",
) -> None:
    """Who decides alone: the highest of those whom the matrix asks for."""
    roles = matrix.roles(stage, clock.day(now), way=way, who=classes(session, lead.id))
    _require_signs(session, actor, now, lead, roles[-1:], (), on_behalf)


def _require_signs(
    session: Session,
    actor: Actor,
    now: datetime,
    lead: Lead,
    roles: Sequence[str],
    apart: Collection[str],
    on_behalf: str,
) -> None:
    """Who signs in the first of these roles, for himself or for whom he stands in: none of those with another part."""
    if on_behalf:
        requests.require_delegation(session, on_behalf, actor.id, now)
    principal = on_behalf or actor.id
    who = {actor.id, principal}
    require_apart(session, who, {*apart, *handling(session, lead.id)})
    if any(sight.is_away(session, lead.id, each) for each in who):
        raise LeadNotYours
    first, *later = roles
    own = principal == actor.id
    holds = actor.has(first) if own else identity.holds(session, principal, now, first)
    at = organs.place_or_none(session, principal, now)
    if holds and at is not None and at.organ_id == lead.organ_id:
        return
    if own and actor.has(*later):
        raise OutOfTurn(role=f"role.{first}")
    raise errors.NotPermitted(verb="verb.leads.approve", roles=f"role.{first}")


def sign(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    lead: Lead,
    event: LeadEvent,
    stage: Stage,
    opinion: str,
    on_behalf: str = "",
) -> tuple[Act, bool]:
    """Give the signature that is due: the act in whose name it was given, and whether it was the last one."""
    rules.step(event, lead.status)
    due = require_signer(session, actor, now, lead, stage, on_behalf)
    due.approver, due.on_behalf = actor.id, on_behalf
    due.decision, due.opinion, due.decided_at = "approved", opinion.strip(), now
    session.flush()
    return replace(act, on_behalf=on_behalf), next_step(session, lead, stage) is None


def refuse_step(session: Session, due: LeadStep, act: Act, reason: str) -> None:
    """Mark the proposal as sent back: none of its signatures counts any more."""
    due.approver, due.on_behalf = act.actor, act.on_behalf
    due.decision, due.opinion, due.decided_at = SENT_BACK, reason, act.recorded_at
    session.flush()


def terminal(status: str) -> bool:
    """Whether nothing is owed on the lead any more."""
    return status not in rules.STOCK and status != LeadStatus.PARKED
