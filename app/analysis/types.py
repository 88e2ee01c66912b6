"""Frozen values of statistics: a table that names its base, so that it can be held against itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum


class Dimension(StrEnum):
    """What a count is split by; those in `rules.SEVERAL` a petition may bear several of."""

    CHANNEL = "channel"
    KIND = "kind"
    REGION = "region"
    MONTH = "month"
    ORGAN = "organ"
    RANK = "rank"
    DISCIPLINE = "discipline"
    OFFENCE = "offence"
    TOPIC = "topic"
    MODE = "mode"
    RECEIPT = "receipt"
    ORIGIN = "origin"
    OUTCOME = "outcome"
    STATUS = "status"


class Measure(StrEnum):
    """件次 (every receipt), 件 (matters), 人 (who reported)."""

    RECEIPTS = "receipts"
    MATTERS = "matters"
    PERSONS = "persons"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is counted: receipts from `since` to `until` (both days in), split by rows and, if named, columns."""

    since: date
    until: date
    rows: str
    columns: str = ""
    measure: str = Measure.RECEIPTS
    kind: str = ""
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """The same count over an earlier period; `percent` is None where there was nothing (新增)."""

    since: date
    until: date
    base: int
    percent: Decimal | None


@dataclass(frozen=True, slots=True)
class CountTable:
    """Counts with all that is needed to trust them.

    `cells` row by row, None where a small number is hidden, in the totals too; `base` is every petition that was counted, once; with
    `several` the rows are marks and may exceed it. `opened` are channels younger than thirteen months: a comparison
    with last year speaks of another set of channels (口径变化). `sealed` were passed on unopened and stand in no cell.
    """

    asked: Asked
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    base: int
    marks: int
    several: bool
    sealed: int
    before: Compared
    year_ago: Compared
    opened: tuple[str, ...]
    hidden: int
    organ: str
    as_of: datetime
    #: counted from a desk's copy: `as_of` is when the centre last told it.
    copy: bool = False
    #: region code → its name, of those that stand in the table and have an organ.
    regions: Mapping[str, str] = field(default_factory=dict)
