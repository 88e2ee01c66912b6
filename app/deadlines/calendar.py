"""工作日历: which days are worked, and how days, working days and months are counted (casework.md §1.3). Pure."""

import calendar as gregorian
import functools
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from app import paths

_DAY: Final = timedelta(days=1)
_SATURDAY: Final = 5


class Unit(StrEnum):
    """What a limit counts: working days, calendar days, months."""

    WORKDAYS = "WD"
    DAYS = "CD"
    MONTHS = "MON"


@dataclass(frozen=True, slots=True)
class Calendar:
    """Published years, and the days in them that are not as Monday to Friday would have it (day → worked?)."""

    version: str
    years: frozenset[int]
    differing: Mapping[date, bool]

    def is_workday(self, day: date) -> bool:
        """Whether a day is worked; in a year that is not published, whether it is no weekend."""
        return self.differing.get(day, day.weekday() < _SATURDAY)

    def with_year(self, version: str, year: int, days: Mapping[date, bool]) -> "Calendar":
        """The calendar with a year as it was loaded later."""
        kept = {day: works for day, works in self.differing.items() if day.year != year}
        return Calendar(version, self.years | {year}, {**kept, **days})


@dataclass(frozen=True, slots=True)
class Due:
    """When a limit ends: `on` by plain counting, `rolled` moved off a rest day; provisional while a year is missing."""

    on: date
    rolled: date
    provisional: bool
    calendar: str


def due(calendar: Calendar, start: date, n: int, unit: str) -> Due:
    """The end of `n` units after `start`; the first day is not counted (民法典 第201条)."""
    match Unit(unit):
        case Unit.WORKDAYS:
            on = _workdays_after(calendar, start, n)
        case Unit.DAYS:
            on = start + n * _DAY
        case Unit.MONTHS:
            on = months_after(start, n)
    rolled = on
    while not calendar.is_workday(rolled):
        rolled += _DAY
    provisional = not set(range(start.year, rolled.year + 1)) <= calendar.years
    return Due(on, rolled, provisional, calendar.version)


def _workdays_after(calendar: Calendar, start: date, n: int) -> date:
    day = start
    while n:
        day += _DAY
        n -= calendar.is_workday(day)
    return day


def months_after(start: date, n: int) -> date:
    """The same day some months later, or the last one of a shorter month."""
    months = start.year * 12 + start.month - 1 + n
    year, month = divmod(months, 12)
    return date(year, month + 1, min(start.day, gregorian.monthrange(year, month + 1)[1]))


def workdays_between(calendar: Calendar, start: date, end: date) -> int:
    """How many working days lie after `start` up to `end`; negative when it is past."""
    if end < start:
        return -workdays_between(calendar, end, start)
    days = (end - start).days
    return sum(calendar.is_workday(start + i * _DAY) for i in range(1, days + 1))


def days_of(kept: str) -> dict[date, bool]:
    """The differing days of a year from their JSON: [[day, worked], …]."""
    return {date.fromisoformat(day): bool(works) for day, works in json.loads(kept)}


def kept(days: Iterable[tuple[date, bool]]) -> str:
    """The JSON that `days_of` reads."""
    return json.dumps([[day.isoformat(), works] for day, works in sorted(days)])


@functools.cache
def shipped() -> Calendar:
    """The years that travel with the program (`resources/calendar/workdays.json`)."""
    file = paths.resources() / "calendar" / "workdays.json"
    told = json.loads(file.read_text("utf-8"))
    days = {date.fromisoformat(day): works for day, works in told["days"].items()}
    return Calendar(told["version"], frozenset(range(told["from"], told["to"] + 1)), days)
