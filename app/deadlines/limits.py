"""时限: the limits of casework as dated rows (casework.md §1.3), and the deadlines that run for a thing.

Each deadline has a chain of its own (object kind "deadline"): set, moved, extended, ended — so that what was promised,
under which rule and calendar, can be read for ever.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from app import clock, errors, feeds, ids, registry
from app.actor import Actor
from app.deadlines import calendar as days
from app.deadlines import service as rules
from app.deadlines.calendar import Calendar, Due
from app.deadlines.errors import CalendarUnknown, NotExtendable
from app.ledger import service as ledger
from app.ledger.types import Act
from db.deadlines import queries
from db.deadlines.models import CalendarYear, Deadline

_KIND: Final = "deadline"
feeds.kind("calendar_year", {"calendar_year": "id"})


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """A deadline as pages show it; `lamp` is blue, yellow, red or done on the day it was asked for."""

    id: str
    object_kind: str
    object_id: str
    rule: str
    started_on: date
    due_on: date
    rolled_on: date
    provisional: bool
    extended: int
    ended_at: datetime | None
    proof: str
    lamp: str


@dataclass(frozen=True, slots=True)
class CalendarChange:
    """A day that is not worked although it is no weekend, or worked although it is one."""

    day: date
    works: bool


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year of the calendar: where it comes from, and how many days differ from Monday to Friday."""

    year: int
    version: str
    basis: str
    differing: int


# -- the calendar ------------------------------------------------------------------------------------


def calendar(session: Session) -> Calendar:
    """The calendar in force: what ships, and over it the years that were loaded and signed."""
    kept: Calendar | None = session.info.get("calendar")
    if kept is None:
        kept = days.shipped()
        for row in queries.calendar_years(session):
            kept = kept.with_year(f"{kept.version}+{row.id}", row.year, days.days_of(row.days))
        session.info["calendar"] = kept
    return kept


@registry.query("deadlines.calendar")
def years(session: Session, actor: Actor, now: datetime) -> tuple[YearRow, ...]:
    """The years that are known, newest first."""
    shipped = days.shipped()
    loaded = {row.year: row for row in queries.calendar_years(session)}
    found = []
    for year in sorted(shipped.years | loaded.keys(), reverse=True):
        row = loaded.get(year)
        known = days.days_of(row.days) if row else shipped.differing
        differing = sum(day.year == year for day in known)
        found.append(
            YearRow(year, row.id if row else shipped.version, row.basis if row else "", differing)
        )
    return tuple(found)


@registry.query("deadlines.calendar_days")
def differing(
    session: Session, actor: Actor, now: datetime, *, year: int
) -> tuple[CalendarChange, ...]:
    """The days of a year, as they hold now, that are not as Monday to Friday would have it."""
    found = sorted(calendar(session).differing.items())
    return tuple(CalendarChange(day, works) for day, works in found if day.year == year)


@registry.verb(
    "deadlines.load_calendar",
    ("secadmin",),
    seconds=("sysadmin", "auditor"),
    changes=("deadlines",),
)
def load_calendar(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    year: int,
    changes: tuple[CalendarChange, ...],
    basis: str,
) -> tuple[DeadlineRow, ...]:
    """Put the working days of a year in force (国务院办公厅 notice, or a local closure); two administrators sign.

    Every deadline that counts in that year is counted anew, each by its own entry; answers with those that moved.
    """
    if not basis.strip():
        raise errors.FieldMissing(field="rule.basis")
    wrong = [c.day for c in changes if c.day.year != year or c.works == (c.day.weekday() < 5)]
    if wrong or not changes:
        raise CalendarUnknown(year=year, day=str(wrong[0]) if wrong else "")
    if not act.second:
        raise errors.NeedsSecondPerson
    row = CalendarYear(
        id=ids.new(),
        year=year,
        days=days.kept((c.day, c.works) for c in changes),
        basis=basis.strip(),
        loaded_by=act.actor,
        second=act.second,
        loaded_at=now,
    )
    ledger.write(
        session, act, "calendar", row.id, "LOAD_CALENDAR", year=year, days=row.days, basis=row.basis
    )
    session.add(row)
    session.flush()
    session.info.pop("calendar", None)
    feeds.tell(session, "calendar_year", row.id, (feeds.EVERYBODY,))
    moved = [d for d in queries.counted_in(session, year) if _count_anew(session, act, d)]
    for kind in {d.object_kind for d in moved}:
        feeds.tell_again(session, kind, [d.object_id for d in moved if d.object_kind == kind])
    return tuple(view(d, clock.day(now)) for d in moved)


def _count_anew(session: Session, act: Act, row: Deadline) -> bool:
    """Count a deadline by today's calendar under the rule of its own day; its end may move either way."""
    before = (row.due_on, row.rolled_on, row.provisional)
    found = _counted(session, row.rule, row.started_on, row.extended)
    row.due_on, row.rolled_on = found.on, found.rolled
    row.provisional, row.calendar = found.provisional, found.calendar
    if before == (row.due_on, row.rolled_on, row.provisional):
        return False
    _write(session, act, row, "MOVE_DEADLINE", before=before[0])
    return True


# -- what a limit says -------------------------------------------------------------------------------


def limit(session: Session, rule: str, day: date) -> dict[str, Any]:
    """A limit in force on a day: {"n", "unit", "roll", "extend", "warn"}."""
    found: dict[str, Any] = rules.value(session, f"limit.{rule}", day)
    return found


def due(session: Session, rule: str, start: date) -> Due:
    """When a limit that starts on a day ends, by the row that holds on that day."""
    return _counted(session, rule, start, 0)


def _counted(session: Session, rule: str, start: date, extended: int) -> Due:
    """An extension is counted from where the time before it ended."""
    told = limit(session, rule, start)
    found = days.due(calendar(session), start, told["n"], told["unit"])
    for step in range(extended):
        more = told["extend"][min(step, len(told["extend"]) - 1)]
        later = days.due(calendar(session), found.on, more["n"], more["unit"])
        found = Due(later.on, later.rolled, later.provisional or found.provisional, later.calendar)
    # null: the office has not said yet whether a rest day moves the end; then both days are shown
    if told["roll"] is False:
        return Due(found.on, found.on, found.provisional, found.calendar)
    return found


# -- deadlines that run ------------------------------------------------------------------------------


def start(
    session: Session, act: Act, object_kind: str, object_id: str, rule: str, on: date
) -> Deadline:
    """Let a limit run for a thing from a day on (that day is not counted)."""
    found = due(session, rule, on)
    row = Deadline(
        id=ids.new(),
        object_kind=object_kind,
        object_id=object_id,
        rule=rule,
        started_on=on,
        due_on=found.on,
        rolled_on=found.rolled,
        calendar=found.calendar,
        provisional=found.provisional,
        extended=0,
        ended_at=None,
        proof="",
    )
    _write(session, act, row, "SET_DEADLINE")
    session.add(row)
    session.flush()
    return row


def running(session: Session, object_kind: str, object_id: str, rule: str) -> Deadline | None:
    """The deadline of a rule that runs for a thing, if one does."""
    found = queries.running(session, object_kind, object_id)
    return next((row for row in found if row.rule == rule), None)


def is_extendable(session: Session, row: Deadline | DeadlineRow) -> bool:
    """Whether the rule knows one more extension."""
    told = limit(session, row.rule, row.started_on)["extend"]
    return row.extended < len(told) or bool(told and told[-1].get("again"))


def require_extendable(session: Session, row: Deadline) -> dict[str, Any]:
    """The next extension that the rule knows: {"n", "unit", "by"}; refuses when there is none."""
    told = limit(session, row.rule, row.started_on)["extend"]
    if not is_extendable(session, row):
        raise NotExtendable(rule=f"rule.limit.{row.rule}", count=row.extended)
    step: dict[str, Any] = told[min(row.extended, len(told) - 1)]
    return step


def extend(session: Session, act: Act, row: Deadline, reason: str) -> Deadline:
    """Give a deadline its next extension; who may is asked by the caller (`require_extendable` names the role)."""
    require_extendable(session, row)
    if not reason.strip():
        raise errors.FieldMissing(field="deadline.reason")
    row.extended += 1
    found = _counted(session, row.rule, row.started_on, row.extended)
    before, row.due_on, row.rolled_on = row.due_on, found.on, found.rolled
    row.provisional, row.calendar = found.provisional, found.calendar
    _write(session, act, row, "EXTEND_DEADLINE", before=before, reason=reason.strip())
    return row


def end(session: Session, act: Act, row: Deadline, at: datetime, proof: str) -> Deadline:
    """Stop a deadline's clock; `proof` is what shows that the duty was done (a hash, a receipt, a verb's name)."""
    if not proof.strip():
        raise errors.FieldMissing(field="deadline.proof")
    row.ended_at, row.proof = at, proof.strip()
    late = clock.day(at) > row.rolled_on
    _write(session, act, row, "END_DEADLINE", at=at, proof=row.proof, late=late)
    return row


def end_rules(
    session: Session,
    act: Act,
    object_kind: str,
    object_id: str,
    rules_: Collection[str],
    at: datetime,
    why: str,
) -> None:
    """Stop the clocks of these rules for a thing, those of them that run."""
    for row in queries.running(session, object_kind, object_id):
        if row.rule in rules_:
            end(session, act, row, at, why)


def end_all(
    session: Session, act: Act, object_kind: str, object_id: str, at: datetime, why: str
) -> None:
    """Stop every clock of a thing that ended."""
    for row in queries.running(session, object_kind, object_id):
        end(session, act, row, at, why)


def _write(session: Session, act: Act, row: Deadline, kind: str, /, **more: Any) -> None:
    told = {
        "of": row.object_kind,
        "object": row.object_id,
        "rule": row.rule,
        "started_on": row.started_on,
        "due_on": row.due_on,
        "rolled_on": row.rolled_on,
        "calendar": row.calendar,
        "provisional": row.provisional,
        **more,
    }
    ledger.write(session, act, _KIND, row.id, kind, **told)


# -- looking -----------------------------------------------------------------------------------------


def lamp(row: Deadline, today: date, warn: int = 3) -> str:
    """蓝 in time, 黄 within `warn` days of its end, 红 past it; a deadline that ended in time is done."""
    if row.ended_at is not None:
        return "done" if clock.day(row.ended_at) <= row.rolled_on else "late"
    left = (row.rolled_on - today).days
    return "red" if left < 0 else "yellow" if left <= warn else "blue"


def view(row: Deadline, today: date) -> DeadlineRow:
    """A deadline with its lamp of today."""
    return DeadlineRow(
        row.id,
        row.object_kind,
        row.object_id,
        row.rule,
        row.started_on,
        row.due_on,
        row.rolled_on,
        row.provisional,
        row.extended,
        row.ended_at,
        row.proof,
        lamp(row, today),
    )


def of(
    session: Session, object_kind: str, object_ids: Sequence[str], today: date
) -> dict[str, list[DeadlineRow]]:
    """Every deadline of these things, by the thing's id."""
    found: dict[str, list[DeadlineRow]] = {}
    for row in queries.of(session, object_kind, object_ids):
        found.setdefault(row.object_id, []).append(view(row, today))
    return found
