"""统计: counts of petitions that name their base, add up to it, and hide what is too small to leave the office."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from app import clock, feeds, registry
from app.actor import Actor
from app.analysis import figures
from app.analysis.errors import NotCounted, PeriodUncountable, Unbalanced
from app.analysis.figures import ALL
from app.analysis.types import Asked, Compared, CountTable, Dimension, Measure
from app.deadlines.calendar import months_after
from app.ledger import service as ledger
from app.ledger.types import Act
from app.organs import service as organs
from app.petitions import fields, lines, rules, scopes
from app.petitions.types import PetitionRow, Status
from db.analysis import queries
from db.petitions import queries as petitions

#: Who counts: the petition office, those over it, those who look after all handling.
COUNTERS: Final = (*rules.CLERKS, *rules.LEADERS, *rules.OVERSEERS)
_DAY: Final = timedelta(days=1)
_LONGEST_DAYS: Final = 366 * 5
_YOUNG_MONTHS: Final = 13
_MEMBERS: Final = 500
#: dimension → the choice that orders its keys (the others stand by size).
_ORDER: Final = {
    Dimension.CHANNEL: "channel",
    Dimension.KIND: "kind",
    Dimension.RANK: "rank",
    Dimension.DISCIPLINE: "discipline",
    Dimension.OFFENCE: "offence",
    Dimension.TOPIC: "topic",
    Dimension.MODE: "reporter_mode",
    Dimension.RECEIPT: "receipt_kind",
    Dimension.OUTCOME: "outcome",
}


@registry.query("analysis.counts", COUNTERS)
def counts(
    session: Session, actor: Actor, now: datetime, *, asked: Asked, outside: bool = False
) -> CountTable:
    """The petitions of a period, split; for use `outside` the petition office small cells are hidden.

    Only what the asker may see is counted. The rows of a dimension that a petition bears once add up to the base,
    or there is no table.
    """
    _require_countable(asked)
    where = _where(session, actor, now, asked)
    table = _table(session, actor, now, asked, where)
    return _hidden(table) if outside else table


@registry.query("analysis.members", COUNTERS)
def members(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    asked: Asked,
    row: str = "",
    column: str = "",
) -> tuple[PetitionRow, ...]:
    """The petitions behind a cell, the newest first, at most 500; without a column those of the whole row."""
    _require_countable(asked)
    where = _where(session, actor, now, asked)
    chosen = {asked.rows: row} | ({asked.columns: column} if asked.columns and column else {})
    since, until = _moments(asked.since, asked.until)
    found = queries.members(session, where, since, until, chosen, _months(asked), _MEMBERS)
    return lines.rows_of(session, now, found)


@registry.verb("analysis.exported", COUNTERS, look=True)
def exported(
    session: Session, actor: Actor, now: datetime, act: Act, *, asked: Asked, form: str
) -> None:
    """Note that somebody took a table out as a file."""
    told = registry.plain(asked)
    ledger.write(session, act, "account", actor.id, "EXPORT", what="counts", form=form, **told)


# -- what is counted ---------------------------------------------------------------------------------


def _require_countable(asked: Asked) -> None:
    if asked.until < asked.since or (asked.until - asked.since).days > _LONGEST_DAYS:
        raise PeriodUncountable(since=asked.since, until=asked.until)
    known: tuple[tuple[str, Sequence[str]], ...] = (
        (asked.rows, tuple(Dimension)),
        (asked.columns, ("", *Dimension)),
        (asked.measure, tuple(Measure)),
    )
    for value, all_ in known:
        if value not in all_:
            raise NotCounted(what=value)
    # two dimensions of which a petition bears several would count it many times over in one cell's line
    if asked.columns == asked.rows or asked.columns in queries.SEVERAL:
        raise NotCounted(what=asked.columns)


def _where(session: Session, actor: Actor, now: datetime, asked: Asked) -> list[Any]:
    where = petitions.visible(scopes.scope_of(session, actor, now))
    where += petitions.not_in((Status.VOID, Status.SEALED))
    return where + petitions.only(channel=asked.channel, kind=asked.kind)


def _moments(since: date, until: date) -> tuple[datetime, datetime]:
    return _midnight(since), _midnight(until + _DAY)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=clock.CIVIL)


def _months(asked: Asked) -> list[tuple[str, datetime]]:
    """Each month of the period with the moment it ends."""
    if Dimension.MONTH not in (asked.rows, asked.columns):
        return []
    found, first = [], asked.since.replace(day=1)
    while first <= asked.until:
        after = months_after(first, 1)
        found.append((f"{first:%Y-%m}", _midnight(after)))
        first = after
    return found


def _table(
    session: Session, actor: Actor, now: datetime, asked: Asked, where: list[Any]
) -> CountTable:
    since, until = _moments(asked.since, asked.until)
    bounds = _months(asked)

    def split(rows: str, columns: str) -> dict[tuple[str, str], int]:
        return queries.cells(session, where, since, until, rows, columns, asked.measure, bounds)

    cells = split(asked.rows, asked.columns)
    several = asked.rows in queries.SEVERAL or asked.measure == Measure.MATTERS
    base = queries.base(session, where, since, until, asked.measure)
    by_row, by_column = _totals(cells)
    if (
        several
    ):  # a matter came by letter and by telephone, a petition bears two marks: counted, not added
        by_row = {row: n for (row, _), n in split(asked.rows, "").items()}
        by_column = {column: n for (_, column), n in split("", asked.columns).items()}
    rows = _ordered(asked.rows, by_row, bounds)
    columns = _ordered(asked.columns, by_column, bounds) if asked.columns else ()
    marks = sum(by_row.values())
    if marks != base and not several:
        raise Unbalanced(total=marks, base=base)
    place = organs.place(session, actor.id, now)
    head = actor.has(*rules.LEADERS)
    return CountTable(
        asked=asked,
        rows=rows,
        columns=columns,
        cells=tuple(tuple(cells.get((row, column), 0) for column in columns) for row in rows),
        row_totals=tuple(by_row[row] for row in rows),
        column_totals=tuple(by_column[column] for column in columns),
        base=base,
        marks=marks,
        several=several and marks > base,
        sealed=queries.sealed(
            session, place.organ_id, asked.since, asked.until + _DAY, direct=not head
        ),
        before=_compared(session, where, asked, base, _before(asked)),
        year_ago=_compared(session, where, asked, base, _year_ago(asked)),
        opened=_opened(session, where, asked),
        hidden=0,
        organ=place.name,
        as_of=(feeds.fetched_at(session) or now) if feeds.is_copy(session) else now,
        copy=feeds.is_copy(session),
        regions=_regions(session, asked, rows, columns),
    )


def _regions(
    session: Session, asked: Asked, rows: Sequence[str], columns: Sequence[str]
) -> dict[str, str]:
    """What the regions of a table are called, as far as the tree of organs tells."""
    by = (asked.rows, rows), (asked.columns, columns)
    codes = {key for dimension, keys in by if dimension == Dimension.REGION for key in keys}
    return {c: name for c, name in organs.regions(session).items() if c in codes} if codes else {}


def _totals(cells: dict[tuple[str, str], int]) -> tuple[dict[str, int], dict[str, int]]:
    by_row: dict[str, int] = {}
    by_column: dict[str, int] = {}
    for (row, column), n in cells.items():
        by_row[row] = by_row.get(row, 0) + n
        by_column[column] = by_column.get(column, 0) + n
    return by_row, by_column


def _ordered(
    dimension: str, totals: dict[str, int], bounds: list[tuple[str, datetime]]
) -> tuple[str, ...]:
    """The keys in the order of their choice, of the calendar, else the largest first; nothing named stands last."""
    if dimension == Dimension.MONTH:
        return tuple(name for name, _ in bounds if name in totals)
    known = list(fields.choices(_ORDER[Dimension(dimension)])) if dimension in _ORDER else []
    return tuple(
        sorted(
            totals,
            key=lambda k: (not k, known.index(k) if k in known else len(known), -totals[k], k),
        )
    )


# -- beside earlier periods --------------------------------------------------------------------------


def _before(asked: Asked) -> tuple[date, date]:
    """环比: as many whole months before, or as many days."""
    whole = asked.since.day == 1 and (asked.until + _DAY).day == 1
    if whole:
        end = asked.until + _DAY
        many = (end.year - asked.since.year) * 12 + end.month - asked.since.month
        return months_after(asked.since, -many), asked.since - _DAY
    days = asked.until - asked.since + _DAY
    return asked.since - days, asked.since - _DAY


def _year_ago(asked: Asked) -> tuple[date, date]:
    """同比: the same days a year before."""
    return months_after(asked.since, -12), months_after(asked.until + _DAY, -12) - _DAY


def _compared(
    session: Session, where: list[Any], asked: Asked, base: int, period: tuple[date, date]
) -> Compared:
    since, until = _moments(*period)
    then = queries.base(session, where, since, until, asked.measure)
    return Compared(*period, then, figures.percent_change(base, then))


def _opened(session: Session, where: list[Any], asked: Asked) -> tuple[str, ...]:
    """Channels whose first receipt lies less than thirteen months before the period's end, while others are older."""
    since = _midnight(months_after(asked.until, -_YOUNG_MONTHS))
    until = _midnight(asked.until + _DAY)
    known = fields.choices("channel")
    young = queries.young_channels(session, where, known, since, until)
    older = [c for c in known if c not in young]
    return tuple(young) if queries.any_before(session, where, older, since) else ()


# -- small cells -------------------------------------------------------------------------------------


def _hidden(table: CountTable) -> CountTable:
    """The table as it may leave the petition office."""
    known = {
        (row, column): n or 0
        for row, line in zip(table.rows, table.cells, strict=True)
        for column, n in zip(table.columns, line, strict=True)
    }
    known |= {(row, ALL): n or 0 for row, n in zip(table.rows, table.row_totals, strict=True)}
    known |= {(ALL, c): n or 0 for c, n in zip(table.columns, table.column_totals, strict=True)}
    hidden = figures.suppressed(known | {(ALL, ALL): table.base})

    def shown(row: str, column: str) -> int | None:
        return None if (row, column) in hidden else known[row, column]

    return replace(
        table,
        cells=tuple(tuple(shown(row, column) for column in table.columns) for row in table.rows),
        row_totals=tuple(shown(row, ALL) for row in table.rows),
        column_totals=tuple(shown(ALL, column) for column in table.columns),
        hidden=len(hidden),
    )
