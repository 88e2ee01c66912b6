"""A year's working days as the notice of the State Council writes them: 1月1日至3日放假，1月4日（星期日）上班. Pure."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from app.deadlines.limits import CalendarChange
from app.errors import FieldInvalid

_SATURDAY: Final = 5
_BRACKETS: Final = re.compile(r"[（(][^（）()]*[）)]")
_DAY: Final = r"(?:(?P<{0}y>\d{{4}})[-年/.])?(?P<{0}m>\d{{1,2}})[-月/.](?P<{0}d>\d{{1,2}})日?"
_SPAN: Final = re.compile(
    _DAY.format("a")
    + r"(?:\s*(?:至|到|—+|–|~|～|\.\.)\s*(?:"
    + _DAY.format("b")
    + r"|(?P<d>\d{1,2})日?))?"
)
#: What stands between the days and says nothing: signs, and the words of a notice.
_BETWEEN: Final = re.compile(r"[\s,，、;；。:：]|放假|调休|补休|上班|共\d+天|和|与")


def changes(year: int, off: str, worked: str) -> tuple[CalendarChange, ...]:
    """The days of a year that are not as Monday to Friday would have it.

    `off`: days and spans without work, of which weekends change nothing; `worked`: days at a weekend that are worked.
    Refuses (R16) what it cannot read, and a day that stands in both.
    """
    free, busy = set(_days(year, off, "off")), set(_days(year, worked, "worked"))
    for day in sorted(busy):
        if day in free or day.weekday() < _SATURDAY:
            raise FieldInvalid(field="calendar.worked", why=day.isoformat())
    differing = {day: False for day in free if day.weekday() < _SATURDAY}
    differing |= dict.fromkeys(busy, True)
    return tuple(CalendarChange(day, works) for day, works in sorted(differing.items()))


def _days(year: int, text: str, field: str) -> Iterator[date]:
    told, at = _BRACKETS.sub("", text), 0
    for found in _SPAN.finditer(told):
        _require_nothing(told[at : found.start()], field)
        at = found.end()
        yield from _span(year, found, field)
    _require_nothing(told[at:], field)


def _require_nothing(between: str, field: str) -> None:
    left = _BETWEEN.sub("", between)
    if left:
        raise FieldInvalid(field=f"calendar.{field}", why=left[:20])


def _span(year: int, found: re.Match[str], field: str) -> Iterator[date]:
    try:
        first = date(int(found["ay"] or year), int(found["am"]), int(found["ad"]))
        last = first
        if found["bm"]:
            last = date(int(found["by"] or found["ay"] or year), int(found["bm"]), int(found["bd"]))
        elif found["d"]:
            last = first.replace(day=int(found["d"]))
    except ValueError:
        raise FieldInvalid(field=f"calendar.{field}", why=found[0]) from None
    if not first <= last or {first.year, last.year} != {year}:
        raise FieldInvalid(field=f"calendar.{field}", why=found[0])
    for count in range((last - first).days + 1):
        yield first + timedelta(days=count)
