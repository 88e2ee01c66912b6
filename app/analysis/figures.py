"""Figures that must agree with one another: parts and their base, changes and what they are a change of. Pure.

Three of six printed bulletins contradict themselves (casework.md §0.2): so every number names its base, and a figure
that somebody types in is held against the others.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Final

_TENTH: Final = Decimal("0.1")
#: Below this a share of the number before says little: the difference is told first.
FEW: Final = 10


class Fault(StrEnum):
    """How figures contradict one another."""

    PARTS_MISS = "parts_miss"
    PARTS_EXCEED = "parts_exceed"
    OTHER_BASE = "other_base"
    MARKS = "marks"
    DIFFERENCE = "difference"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Finding:
    """One contradiction, or something to say beside a figure: `told` as printed, `true` as it follows from the rest.

    `MARKS` and `OTHER_BASE` are no faults of the figures: they say what must be printed with them.
    """

    kind: Fault
    what: str
    told: str
    true: str
    hint: str = ""

    @property
    def is_fault(self) -> bool:
        """Whether the figures contradict one another."""
        return self.kind not in (Fault.MARKS, Fault.OTHER_BASE)


@dataclass(frozen=True, slots=True)
class Parts:
    """A number split up: what it is of (`base`), and whether one thing may count in several parts."""

    what: str
    base: str
    parts: Mapping[str, int]
    several: bool = False

    @property
    def total(self) -> int:
        """All parts together."""
        return sum(self.parts.values())


@dataclass(frozen=True, slots=True)
class Change:
    """A number beside an earlier one, as somebody printed it; what he did not print is None."""

    what: str
    now: int
    before: int | None = None
    difference: int | None = None
    percent: Decimal | None = None


def percent_change(now: int, before: int) -> Decimal | None:
    """The change in per cent, one place; None where there was nothing before (新增)."""
    if before == 0:
        return None
    return ((now - before) * Decimal(100) / before).quantize(_TENTH, ROUND_HALF_UP)


def share(part: int, base: int) -> Decimal | None:
    """A part of its base in per cent, one place; None of an empty base."""
    return (part * Decimal(100) / base).quantize(_TENTH, ROUND_HALF_UP) if base else None


def before_of(now: int, percent: Decimal) -> int | None:
    """The earlier number that a printed percentage speaks of; None when no whole number does."""
    if percent <= -100:
        return None
    guess = int((now / (1 + percent / 100)).to_integral_value(ROUND_HALF_UP))
    near = [b for b in (guess - 1, guess, guess + 1) if b > 0 and _agrees(now, b, percent)]
    return min(near, key=lambda b: abs(_exact(now, b) - percent)) if near else None


def _exact(now: int, before: int) -> Decimal:
    return (now - before) * Decimal(100) / before


def _agrees(now: int, before: int, percent: Decimal) -> bool:
    """A printed percentage may be cut or rounded in its last place, whichever that is."""
    last_place = Decimal(1).scaleb(min(0, int(percent.as_tuple().exponent)))
    return abs(_exact(now, before) - percent) < last_place


def check_parts(split: Parts, bases: Mapping[str, int]) -> list[Finding]:
    """Hold a split against its base; when it is the sum of another printed number, say of which."""
    base, total = bases[split.base], split.total
    if total == base:
        return []
    if split.several and total > base:
        return [Finding(Fault.MARKS, split.what, str(total), str(base))]
    others = [name for name, n in bases.items() if n == total]
    if others:
        return [Finding(Fault.OTHER_BASE, split.what, split.base, others[0])]
    fault = Fault.PARTS_MISS if total < base else Fault.PARTS_EXCEED
    return [Finding(fault, split.what, str(total), str(base), str(abs(base - total)))]


def check_change(change: Change) -> list[Finding]:
    """Hold the printed difference and percentage against the numbers, or against each other."""
    before = change.before
    if before is None and change.difference is not None:
        before = change.now - change.difference
    found = []
    if before is None:
        return []
    if change.difference is not None and change.now - before != change.difference:
        found.append(
            Finding(
                Fault.DIFFERENCE,
                change.what,
                _signed(change.difference),
                _signed(change.now - before),
            )
        )
    if change.percent is not None and before and not _agrees(change.now, before, change.percent):
        fits = before_of(change.now, change.percent)
        true = percent_change(change.now, before)
        found.append(
            Finding(
                Fault.PERCENT,
                change.what,
                _signed(change.percent),
                _signed(true) if true is not None else "",
                str(fits) if fits is not None else "",
            )
        )
    return found


def _signed(value: int | Decimal) -> str:
    return f"{value:+}"


def check(
    bases: Mapping[str, int], splits: Sequence[Parts], changes: Sequence[Change]
) -> list[Finding]:
    """All that a bulletin contradicts itself in, and what must be printed beside its figures."""
    found = [finding for split in splits for finding in check_parts(split, bases)]
    return found + [finding for change in changes for finding in check_change(change)]


# -- small cells -------------------------------------------------------------------------------------


#: In place of a row or a column: the total over them all.
ALL: Final = "Σ"
_Cell = tuple[str, str]


def with_totals(cells: Mapping[_Cell, int]) -> dict[_Cell, int]:
    """The cells and, under `ALL`, what they add up to."""
    found = dict(cells)
    for (row, column), n in cells.items():
        for total in ((row, ALL), (ALL, column), (ALL, ALL)):
            found[total] = found.get(total, 0) + n
    return found


def suppressed(numbers: Mapping[_Cell, int], least: int = 5) -> frozenset[_Cell]:
    """What of a table (`with_totals`) may not leave the office: all from 1 to `least` - 1, totals too, and enough else
    that no line gives one of them away (secondary suppression). Zero tells nobody's secret; the number of all,
    `(ALL, ALL)`, is always told.
    """
    hidden = {at for at, n in numbers.items() if 0 < n < least and at != (ALL, ALL)}
    lines = _lines(numbers)
    moved = bool(hidden)
    while moved:
        moved = False
        for parts, total in lines:
            more = _also(numbers, parts, total, hidden, least)
            if more is not None:
                hidden.add(more)
                moved = True
    return frozenset(hidden)


def _lines(numbers: Mapping[_Cell, int]) -> list[tuple[list[_Cell], _Cell]]:
    """Every row and every column, that of the totals as well, each with its total; a table of one column has one line."""
    rows = sorted({row for row, _ in numbers})
    columns = sorted({column for _, column in numbers})
    lines = [([(row, c) for c in columns if c != ALL], (row, ALL)) for row in rows]
    lines += [([(r, column) for r in rows if r != ALL], (ALL, column)) for column in columns]
    return [(parts, total) for parts, total in lines if parts and total in numbers]


def _also(
    numbers: Mapping[_Cell, int],
    parts: Sequence[_Cell],
    total: _Cell,
    hidden: Collection[_Cell],
    least: int,
) -> _Cell | None:
    """What must be hidden beside what is hidden in this line already; nothing when it cannot be reckoned back."""
    covered = [at for at in parts if at in hidden]
    open_ = [at for at in parts if at not in hidden and numbers.get(at, 0) > 0]
    if total in hidden:
        is_safe = bool(covered) or not open_
    else:
        is_safe = not covered or (len(covered) > 1 and sum(numbers[at] for at in covered) >= least)
    if is_safe:
        return None
    if open_:
        return min(open_, key=lambda at: (numbers[at], at))
    return None if total in hidden or total == (ALL, ALL) else total
