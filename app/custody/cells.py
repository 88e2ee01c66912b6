"""What a hand writes into a cell, read as what a card keeps: dates, money, weights, words, cash sheets."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from app import clock
from app.custody import categories
from app.custody.categories import Category, Field
from app.spelling import number

_DAY: Final = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]+(\d{1,2})[:：时](\d{1,2}).*)?"
)
_YES: Final = frozenset({"是", "有", "√", "✓", "yes", "y", "true", "1"})
_NO: Final = frozenset({"否", "无", "×", "no", "n", "false", "0"})
#: "100元×3482", "100 x 6捆 3把 20张": a face, then how many loose, in straps of 100, in bundles of 1,000.
_FACE: Final = re.compile(r"([\d.]+)\s*([^\d\s×xX*]*?)\s*[×xX*]\s*(.+)")
_COUNT: Final = re.compile(r"(\d+)\s*(捆|把|张|枚|)")
_COUNTED: Final = {"捆": "bundles", "把": "straps", "张": "count", "枚": "count", "": "count"}
_WORTH: Final = {"角": Decimal("0.1"), "分": Decimal("0.01")}


def text(value: Any) -> str:
    """Any cell as the text a person sees in it; a formula is only text (C91)."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M") if value.time() != time() else f"{value:%Y-%m-%d}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:.10g}" if value.is_integer() else repr(value)
    return str(getattr(value, "text", value)).strip()


def moment(told: str) -> datetime:
    """A day, or a day with its time, by this room's clock."""
    found = _DAY.fullmatch(told)
    if not found:
        raise ValueError(told)
    year, month, day, hour, minute = (int(part or 0) for part in found.groups())
    return datetime(year, month, day, hour, minute, tzinfo=clock.CIVIL).astimezone(UTC)


def day(told: str) -> str:
    """A day as the books keep it."""
    found = _DAY.fullmatch(told)
    if not found:
        raise ValueError(told)
    return date(*(int(part) for part in found.groups()[:3])).isoformat()


def whole(told: str) -> int:
    """A whole number."""
    found = number(told)
    if found != found.to_integral_value():
        raise ValueError(told)
    return int(found)


def fen(told: str) -> int:
    """An amount in 元 as 分, exactly."""
    return _exact(number(told) * 100)


def mg(told: str) -> int:
    """A weight in 克 as mg, exactly; 千克 when it says so."""
    plain = told.lower().replace("克", "g").replace("千g", "kg")
    if plain.endswith("kg"):
        return _exact(number(plain[:-2]) * 1_000_000)
    return _exact(number(plain.removesuffix("g")) * 1_000)


def _exact(found: Decimal) -> int:
    if found != found.to_integral_value():
        raise InvalidOperation
    return int(found)


def chosen(told: str, choices: Mapping[str, tuple[str, ...]]) -> str:
    """The id of a choice by its id or any of its names."""
    for id_, names in choices.items():
        if told == id_ or told in names:
            return id_
    raise ValueError(told)


def detail(field: Field, told: str, currency: str) -> Any:
    """A cell of a category's own field."""
    if field.type == "choice":
        return chosen(told, {c[0]: c[1:] for c in field.choices})
    if field.type == "denominations":
        return denominations(field, told, currency)
    return _DETAIL.get(field.type, str)(told)


def denominations(field: Field, told: str, currency: str) -> list[dict[str, int]]:
    """A cash sheet in one cell: "100元×6捆3把; 50元×17"."""
    faces = {face for face, _, _ in categories.faces(field, currency)}
    rows = []
    for part in re.split(r"[;；,，\n]+", told):
        if not part.strip():
            continue
        found = _FACE.fullmatch(part.strip())
        if not found:
            raise ValueError(part)
        face = _exact(Decimal(found[1]) * _WORTH.get(found[2], Decimal(1)) * 100)
        counts = _COUNT.findall(found[3])
        if face not in faces or "".join(a + b for a, b in counts) != re.sub(r"\s", "", found[3]):
            raise ValueError(part)
        row = {"face": face, "count": 0, "straps": 0, "bundles": 0}
        for count, what in counts:
            row[_COUNTED[what]] += int(count)
        rows.append(row)
    return rows


def _yes(told: str) -> bool:
    if told.lower() in _YES:
        return True
    if told.lower() in _NO:
        return False
    raise ValueError(told)


_DETAIL: Final[dict[str, Callable[[str], Any]]] = {
    "integer": whole,
    "money": fen,
    "weight": mg,
    "decimal": lambda told: str(number(told)),
    "date": day,
    "check": _yes,
}


def category(told: str) -> Category:
    """The category by its id or name, or by one of the names it joins with "/"."""
    for each in categories.all_().values():
        names = {each.id, each.zh, each.en, *re.split(r"[/（）]", each.zh)} - {""}
        if told in names:
            return each
    raise ValueError(told)
