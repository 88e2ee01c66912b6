"""The limits that run for a lead, and the lamp that they light."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from sqlalchemy.orm import Session

from app import clock
from app.deadlines import limits
from app.deadlines.limits import DeadlineRow
from app.leads import rules
from app.leads.types import Lamp, LeadStatus
from app.ledger.types import Act
from db.leads.models import Lead

KIND: Final = "lead"
#: T-L1: disposal within a month of the receipt; T-L7: past two months it is red.
DECIDE: Final = "T-L1"
RED: Final = "T-L7"
REPLY: Final = "T-L2"
REPORT: Final = "T-L3"
UPWARD: Final = "T-L5"
#: T-L8: a talk or a letter follows its approval within days, a verification is reported within weeks.
TALK: Final = "talk"
VERIFY: Final = "T-L8"
TRANSFER: Final = "T-P7"
SIGN_IN: Final = "sign_in"
RECEIPTS: Final = "receipts"
PARK: Final = "park"
LETTER: Final = "letter"
_ON_DECISION: Final = (DECIDE, RED)
#: What is owed once a way was approved, and after a no to what it brought.
_BEGUN: Final = {LeadStatus.TALKING: TALK, LeadStatus.VERIFYING: VERIFY}
_OWED_AGAIN: Final = {LeadStatus.TALKING: REPORT, LeadStatus.VERIFYING: VERIFY}


def start(session: Session, act: Act, lead: Lead, rule: str, on: date) -> date:
    """Let a limit run, unless it does; the day it ends."""
    row = limits.running(session, KIND, lead.id, rule)
    return (row or limits.start(session, act, KIND, lead.id, rule, on)).rolled_on


def end(session: Session, act: Act, lead: Lead, rule: str, at: datetime, proof: str) -> None:
    """Stop a limit, if it runs."""
    row = limits.running(session, KIND, lead.id, rule)
    if row is not None:
        limits.end(session, act, row, at, proof)


def received(session: Session, act: Act, lead: Lead) -> None:
    """From the receipt on two limits run to the decision: yellow after the one, red after the other."""
    on = clock.day(lead.received_at)
    for rule in _ON_DECISION:
        start(session, act, lead, rule, on)


def anew(session: Session, act: Act, lead: Lead, now: datetime) -> None:
    """A new round: both run from today."""
    for rule in _ON_DECISION:
        start(session, act, lead, rule, clock.day(now))


def decided(session: Session, act: Act, lead: Lead, now: datetime, proof: str) -> None:
    """The disposal was approved."""
    for rule in _ON_DECISION:
        end(session, act, lead, rule, now, proof)


def begun(session: Session, act: Act, lead: Lead, now: datetime) -> None:
    """A way was approved that has a limit of its own."""
    if lead.status in _BEGUN:
        start(session, act, lead, _BEGUN[LeadStatus(lead.status)], clock.day(now))


def sent_back(session: Session, act: Act, lead: Lead, now: datetime) -> None:
    """What was refused is owed again, counted from the refusal: a report, or a disposal to be decided anew."""
    if lead.status in _OWED_AGAIN:
        start(session, act, lead, _OWED_AGAIN[LeadStatus(lead.status)], clock.day(now))
    else:  # unless it runs still since the receipt
        anew(session, act, lead, now)


def lamp(status: str, today: date, running: Sequence[DeadlineRow]) -> Lamp:
    """The lamp of a lead from its deadlines."""
    open_ = [d for d in running if d.ended_at is None]
    by = {d.rule: d.rolled_on for d in open_}
    dated = [d.rolled_on for d in open_ if d.rule not in _ON_DECISION]
    return rules.lamp(status, today, by.get(DECIDE), by.get(RED), min(dated, default=None))


def due(running: Sequence[DeadlineRow]) -> date | None:
    """The next day that something is due."""
    return min((d.rolled_on for d in running if d.ended_at is None and d.rule != RED), default=None)


def stop(session: Session, act: Act, lead: Lead, now: datetime, why: str) -> None:
    """Nothing runs any more for a lead at rest."""
    limits.end_all(session, act, KIND, lead.id, now, why)
