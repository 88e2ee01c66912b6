"""A clock that was once set ahead: two administrators tell the true time, and the store goes on from there."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from app import clock, errors, registry
from app.actor import Actor
from app.deadlines import service as deadlines
from app.deadlines.errors import BooksNotAhead
from app.ledger import clocks
from app.ledger import service as ledger
from app.ledger.types import Act
from db.ledger import queries

_LONGEST_REASON: Final = 500


@dataclass(frozen=True, slots=True)
class ClockRow:
    """What was told: the span of the wrong times, and the true one at which the store went on."""

    wrong_since: datetime
    wrong_until: datetime
    true_at: datetime


@dataclass(frozen=True, slots=True)
class BooksClock:
    """What time the books believe it is, how far a computer may be from that, and what was told wrong before.

    `is_served`: a server keeps the time, and nothing is set right here.
    """

    at: datetime
    allowed_minutes: int
    is_served: bool
    told: tuple[ClockRow, ...]


_SETS: Final = ("sysadmin",)
_SIGNS: Final = ("secadmin", "auditor")


@registry.query("deadlines.books_clock", (*_SETS, *_SIGNS), central=True)
def books_clock(session: Session, actor: Actor, now: datetime) -> BooksClock:
    """The time that the next entry would be recorded at; every correction of it, the oldest first."""
    minutes = deadlines.value(session, "clock_drift_minutes", clock.day(now))
    told = tuple(ClockRow(*span) for span in clocks.told_ahead(session))
    return BooksClock(now, minutes, queries.is_served(session), told)


@registry.verb(
    "deadlines.set_clock_right",
    _SETS,
    seconds=_SIGNS,
    changes=("deadlines", "custody", "requests"),
)
def set_clock_right(
    session: Session, actor: Actor, now: datetime, act: Act, *, at: datetime, reason: str
) -> ClockRow:
    """时间校正: the books are ahead of the true time (`at`, as both read it off a good clock); they follow it again.

    Nothing that was recorded changes, its wrong times stand and are told wrong from here on.
    """
    if not reason.strip():
        raise errors.FieldMissing(field="clock.reason")
    if len(reason) > _LONGEST_REASON:
        raise errors.TooLong(field="clock.reason", limit=_LONGEST_REASON, length=len(reason))
    limit = timedelta(minutes=deadlines.value(session, "clock_drift_minutes", clock.day(now)))
    here = now + timedelta(milliseconds=act.drift_ms)
    if queries.is_served(session) or now - here <= limit:
        raise BooksNotAhead
    if abs(here - at) > limit:
        raise clocks.wrong(here, at, round(limit / timedelta(minutes=1)))
    if not act.second:
        raise errors.NeedsSecondPerson(roles="role.secadmin, role.auditor")
    store, since = queries.installation(session), queries.first_moment(session, after=here)
    assert store is not None
    assert since is not None
    row = ClockRow(since, act.recorded_at, here)
    told = registry.plain(row)
    ledger.write(
        session, act, "installation", store.id, clocks.SET_RIGHT, **told, at=at, reason=reason
    )
    return row
