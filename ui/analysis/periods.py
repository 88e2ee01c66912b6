"""The periods that are counted by one choice: this and last month, quarter, year."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from app.deadlines.calendar import months_after

NAMES: Final = ("month", "last_month", "quarter", "last_quarter", "year", "last_year", "own")
_DAY: Final = timedelta(days=1)


def period(name: str, today: date) -> tuple[date, date]:
    """The first and the last day of a named period; what still runs ends with its last day."""
    months, back = {
        "month": (1, 0),
        "last_month": (1, 1),
        "quarter": (3, 0),
        "last_quarter": (3, 1),
        "year": (12, 0),
        "last_year": (12, 1),
    }[name]
    month = (today.month - 1) // months * months + 1
    first = months_after(date(today.year, month, 1), -months * back)
    return first, months_after(first, months) - _DAY
