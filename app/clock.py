"""The clock: the only place that asks this computer what time it is."""

from datetime import UTC, datetime

FORMAT = "%Y-%m-%dT%H:%M:%S.%fZ"


def now() -> datetime:
    """This computer's time, UTC, to the microsecond."""
    return datetime.now(UTC)


def text(moment: datetime) -> str:
    """A moment as the books keep it: UTC, fixed width, sortable."""
    return moment.astimezone(UTC).strftime(FORMAT)


def moment(kept: str) -> datetime:
    """The moment that `text` wrote."""
    return datetime.strptime(kept, FORMAT).replace(tzinfo=UTC)


def local(moment_: datetime) -> datetime:
    """The moment as the wall clock of this computer shows it."""
    return moment_.astimezone()
