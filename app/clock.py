"""The clock: the only place that asks this computer what time it is."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final

#: The civil time of the whole country; there is one zone, whatever a computer was set to.
CIVIL: Final = timezone(timedelta(hours=8), "CST")


def now() -> datetime:
    """This computer's time, UTC, to the microsecond."""
    return datetime.now(UTC)


def text(moment: datetime) -> str:
    """A moment as the books keep it: UTC, fixed width, sortable."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")[:-6] + "Z"


def moment(kept: str) -> datetime:
    """The moment that `text` wrote; ValueError for whatever it did not."""
    found = datetime.fromisoformat(kept)
    if found.tzinfo is None or text(found) != kept:
        raise ValueError(kept)
    return found


def local(moment_: datetime) -> datetime:
    """The moment as the clock on the wall of the storeroom shows it."""
    return moment_.astimezone(CIVIL)


def minute(moment_: datetime) -> datetime:
    """The beginning of its minute: what somebody writes down is kept to the minute, and is not before what came in it."""
    return moment_.replace(second=0, microsecond=0)


def half_day(moment_: datetime) -> datetime:
    """The beginning of the half-day that the moment lies in, by the clock on the wall: midnight or noon."""
    here = local(moment_)
    return here.replace(hour=here.hour // 12 * 12, minute=0, second=0, microsecond=0)


def midnight(day_: date) -> datetime:
    """When a day begins, by the clock on the wall."""
    return datetime(day_.year, day_.month, day_.day, tzinfo=CIVIL).astimezone(UTC)


def day(moment_: datetime) -> date:
    """The day that the moment lies in, in the storeroom: a role, a limit, a calibration begins and ends by it."""
    return local(moment_).date()
