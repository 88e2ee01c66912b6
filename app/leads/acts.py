"""What may be done next with a lead, by whom, and why not: read off the law, the matrix and who the asker is."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from app import errors
from app.actor import Actor
from app.leads import answering, disposing, rules, steps, upward
from app.leads.errors import LeadHandledByOthers, NotInStock, OutOfTurn
from app.leads.types import LeadEvent as E
from app.leads.types import LeadStatus, NextAct, Stage, Way
from app.organs import service as organs
from db.identity import queries as people
from db.leads import belongings
from db.leads.models import Lead
from db.requests import queries as delegations

#: Done beside the walk, at nearly any time: they stand in the list only for who may do them.
_BESIDE: Final = frozenset(
    {
        E.ADD_MATTER,
        E.ADD_ALIAS,
        E.FLAG_KEY,
        E.FILE_PAPER,
        E.KEEP_AWAY,
        E.REPORT_UPWARD,
        E.CONFIRM_REPORT,
        E.VOID_LEAD,
        E.MERGE_LEAD,
        E.ANSWER_LETTER,
        E.JUDGE_LETTER,
    }
)
#: Nobody presses these.
_NEVER: Final = frozenset(
    {E.REGISTER_LEAD, E.TAKE_MERGED, E.JOIN_PETITION, E.WAKE, E.REMIND, E.SEND_LETTER}
)
#: What hangs on a lead by its code: papers, what was said, things.
_HANGS: Final = (E.FILE_PAPER, E.HOLD_MEETING, E.RECORD_TALK, E.OPEN_LEDGER)
_LETTERS: Final = (E.ANSWER_LETTER, E.JUDGE_LETTER)
_STAGES: Final = {
    E.APPROVE_ASSIGNMENT: Stage.ASSIGN,
    E.APPROVE_WAY: Stage.DISPOSE,
    E.CONCLUDE_TALK: Stage.CONCLUDE_TALK,
    E.CONCLUDE_VERIFICATION: Stage.CONCLUDE_VERIFICATION,
    E.FILE_CASE: Stage.FILE,
}
#: Whose hand it takes is worked out from the signatures: a deputy may do these too.
_SIGNED: Final = frozenset({*_STAGES, E.START_VERIFICATION, E.SEND_BACK_LEAD, E.PARK})
_WORK: Final = frozenset(
    {
        E.SIGN_IN_LEAD,
        E.ANALYSE,
        E.HOLD_MEETING,
        E.PROPOSE_DISPOSAL,
        E.ISSUE_INQUIRY,
        E.REPLY_INQUIRY,
        E.RECORD_TALK,
        E.REPORT_TALK,
        E.USE_MEASURE,
        E.OPEN_LEDGER,
        E.SIGN_REPORT,
        E.REPORT_VERIFICATION,
        E.ARCHIVE_LEAD,
    }
)


def of(session: Session, actor: Actor, now: datetime, lead: Lead) -> tuple[NextAct, ...]:
    """Every act that the law has from where the lead stands, in the order of the walk.

    From a code that is void or merged there is none; what would hang on it is told with the reason (decision 0037).
    """
    if lead.status in rules.ENDED_CODES:
        no = NotInStock(number=lead.number)
        return tuple(_told(event, rules.LAW[event].starts, no) for event in _HANGS)
    at = organs.place_or_none(session, actor.id, now)
    home = at is not None and at.organ_id == lead.organ_id
    told = []
    for row in rules.ROWS:
        event = E(row.event)
        if lead.status not in row.froms or event in _NEVER or not _fits(session, lead, event):
            continue
        if event in _LETTERS and not answering.waits(session, actor, now, lead, event):
            continue
        each = _offered(session, actor, now, lead, event, home=home)
        if each.may or event not in _BESIDE:
            told.append(each)
    return tuple(told)


def waits_for(session: Session, actor: Actor, now: datetime, lead: Lead) -> bool:
    """Whether the next signature that a lead of the asker's organ needs is his to give."""
    for event in (*_STAGES, E.START_VERIFICATION):
        if lead.status in rules.LAW[event].froms and _fits(session, lead, event):
            return _offered(session, actor, now, lead, event, home=True).may
    return False


def _offered(
    session: Session, actor: Actor, now: datetime, lead: Lead, event: E, *, home: bool
) -> NextAct:
    why = _why_not(session, actor, now, lead, event, home=home)
    if event in _SIGNED and isinstance(why, (errors.NotPermitted, OutOfTurn)) and home:
        return _in_place(session, actor, now, lead, event, why)
    return _told(event, rules.LAW[event].starts, why)


def _in_place(
    session: Session, actor: Actor, now: datetime, lead: Lead, event: E, why: errors.Refusal
) -> NextAct:
    """代批: a signature that is not the asker's own may be his to give for whom he stands in now; if that is refused too,
    the reason is that one.
    """
    starts = rules.LAW[event].starts
    if not actor.has(*starts):
        return _told(event, starts, why)
    for each in delegations.delegations_to(session, actor.id):
        try:
            _require_hand(session, actor, now, lead, event, each.principal)
        except (errors.NotPermitted, errors.PrincipalGone, errors.DelegationExpired):
            continue  # not his signature either, or he gives none now
        except errors.Refusal as no:
            why = no
        else:
            name = people.names(session, [each.principal]).get(each.principal, "")
            return replace(
                _told(event, starts, None), on_behalf=each.principal, on_behalf_name=name
            )
    return _told(event, starts, why)


def _told(event: E, starts: tuple[str, ...], why: errors.Refusal | None) -> NextAct:
    """The act, and what its sentence names: whose signature is missing, who has another part."""
    facts = {name: str(value) for name, value in why.facts.items()} if why else {}
    return NextAct(event, why is None, type(why).__name__ if why else "", starts, facts)


def _fits(session: Session, lead: Lead, event: E) -> bool:
    """Whether it is this event's turn where two lead on from one state."""
    if lead.status == LeadStatus.RESULT_PENDING and event in (
        E.CONCLUDE_TALK,
        E.CONCLUDE_VERIFICATION,
    ):
        verifies = belongings.rounds(session, lead.id)[-1].way == Way.VERIFY
        return verifies == (event == E.CONCLUDE_VERIFICATION)
    if event == E.CONFIRM_REPORT:
        return any(line.missing for line in upward.lines(session, lead))
    if event == E.OPEN_LEDGER:  # there is one at most
        return not belongings.cases(session, lead.id)
    if event == E.FLAG_KEY:  # nobody is marked twice
        return not all(person.key for person in belongings.persons(session, lead.id))
    if event == E.HAND_OVER_LEAD:
        signed = {s.what for s in belongings.signatures(session, lead.id)}
        return "hand_over" not in signed
    return True


def _why_not(
    session: Session, actor: Actor, now: datetime, lead: Lead, event: E, *, home: bool
) -> errors.Refusal | None:
    """The refusal that would meet the asker; none is known when he may."""
    if not home:
        return LeadHandledByOthers()
    if not actor.has(*rules.LAW[event].starts):
        return errors.NotPermitted()
    try:
        if event in _SIGNED:
            _require_hand(session, actor, now, lead, event)
        elif event == E.SIGN_REPORT:
            disposing.require_member(session, actor, disposing.current(session, lead))
        elif event in _WORK:
            steps.require_worker(session, actor, now, lead)
    except errors.Refusal as no:
        return no
    return None


def _require_hand(
    session: Session, actor: Actor, now: datetime, lead: Lead, event: E, on_behalf: str = ""
) -> None:
    """What the verb asks of who signs, opens the verification, sends back or parks."""
    if event == E.START_VERIFICATION:
        steps.require_opener(session, actor, now, lead, Stage.VERIFY, on_behalf)
    elif event == E.PARK:
        steps.require_highest(session, actor, now, lead, Stage.DISPOSE, Way.PARK, on_behalf)
    elif event in _STAGES:
        steps.require_signer(session, actor, now, lead, _STAGES[event], on_behalf)
    elif lead.status == LeadStatus.TO_VERIFY:  # whoever could open it may refuse to
        steps.require_opener(session, actor, now, lead, Stage.VERIFY, on_behalf)
    else:
        for each, stage in _STAGES.items():
            if lead.status in rules.LAW[each].froms and _fits(session, lead, each):
                steps.require_signer(session, actor, now, lead, stage, on_behalf)
