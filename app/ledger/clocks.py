"""The time of a local store: this computer's, never behind the last entry; unless that entry's time was told wrong."""

from datetime import datetime, timedelta
from typing import Final, NamedTuple

from sqlalchemy.orm import Session

from app import clock, errors
from app.ledger import service as ledger
from db.ledger import queries

#: Two administrators said on the store's own chain that the clock had been set ahead (deadlines.set_clock_right).
SET_RIGHT: Final = "CLOCK_SET_RIGHT"


class Ahead(NamedTuple):
    """Entries whose time was wrong: all that were recorded in this span before `true_at` was told."""

    since: datetime
    until: datetime
    true_at: datetime


def told_ahead(session: Session) -> list[Ahead]:
    """Every span that was told wrong, oldest word first."""
    told = [ledger.facts(entry) for entry in queries.of_store(session, (SET_RIGHT,))]
    return [
        Ahead(*(clock.moment(each[name]) for name in ("wrong_since", "wrong_until", "true_at")))
        for each in told
    ]


def local(session: Session, here: datetime) -> datetime:
    """The time of a local file now: a clock that was set back does not take the store along.

    What was recorded by a clock set ahead counts no more once it was told: of the entries before that span the
    last one counts, so due dates go on from the true time. The chains' order is that of their numbers all the same.
    """
    last = queries.last_moment(session)
    if last is None or last <= here:
        return here
    told = told_ahead(session)
    if not told or last > told[-1].until:
        return last
    return max(here, queries.last_moment(session, before=told[-1].since) or here)


def wrong(
    here: datetime,
    right: datetime,
    limit: int,
    no: type[errors.ClockDrift] = errors.ClockDrift,
) -> errors.ClockDrift:
    """The refusal of a clock that shows `here` where it is `right`: how far off, and both times on the wall."""
    shown, true = (f"{clock.local(moment):%Y-%m-%d %H:%M}" for moment in (here, right))
    minutes = round((here - right) / timedelta(minutes=1))
    return no(minutes=minutes, limit=limit, here=shown, right=true)
