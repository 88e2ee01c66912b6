"""时限: working days as the State Council gave them, months that are clamped, deadlines that can be counted anew."""

from datetime import date, timedelta
from functools import partial

import chinese_calendar
import holidays
import pytest
from sqlalchemy.orm import Session

from app import clock, ids
from app.deadlines import calendar as days
from app.deadlines import limits
from app.deadlines import service as deadlines
from app.deadlines.limits import CalendarChange
from app.ledger import service as ledger
from app.ledger.types import Act
from tests.support.world import World, refused


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        ("2018-02-09", 15, "2018-03-07"),
        ("2018-09-28", 5, "2018-10-10"),
        ("2025-01-24", 15, "2025-02-20"),
        ("2026-02-13", 5, "2026-02-27"),
        ("2026-09-30", 5, "2026-10-13"),
        ("2020-01-22", 15, "2020-02-20"),
    ],
)
def test_working_days_are_those_of_the_notices(start: str, n: int, end: str) -> None:
    """Monday to Friday would be wrong in every one of these (casework.md §1.3)."""
    found = days.due(days.shipped(), date.fromisoformat(start), n, "WD")
    assert (found.on, found.rolled, found.provisional) == (
        date.fromisoformat(end),
        date.fromisoformat(end),
        False,
    )


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        ("2025-11-30", 3, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2025-12-31", 14, "2027-02-28"),
    ],
)
def test_a_month_ends_on_the_same_day_or_the_last_one(start: str, n: int, end: str) -> None:
    assert days.months_after(date.fromisoformat(start), n) == date.fromisoformat(end)


def test_a_rest_day_moves_the_end_to_the_next_working_day() -> None:
    found = days.due(days.shipped(), date(2026, 9, 21), 10, "CD")
    assert (found.on, found.rolled) == (date(2026, 10, 1), date(2026, 10, 8))


def test_what_ships_is_what_two_libraries_say() -> None:
    """Each of them is kept by hand once a year; where they differ, neither is believed."""
    shipped = days.shipped()
    assert shipped.years == set(range(2004, 2027))
    other = holidays.country_holidays("CN", years=range(2010, 2027))
    day = date(2004, 1, 1)
    while day.year < 2027:
        assert shipped.is_workday(day) == chinese_calendar.is_workday(day), day
        if day.year >= 2010:
            assert shipped.is_workday(day) == other.is_working_day(day), day
        day += timedelta(days=1)


def test_working_days_between_two_days_are_counted_both_ways() -> None:
    first, last = date(2026, 9, 30), date(2026, 10, 13)
    assert days.workdays_between(days.shipped(), first, last) == 5
    assert days.workdays_between(days.shipped(), last, first) == -5


# -- deadlines of a store ----------------------------------------------------------------------------


def begun(world: World, rule: str, on: date) -> str:
    """A deadline that runs for something; answers its id."""
    with world.database.write() as session:
        act = own_act(world)
        row = limits.start(session, act, "petition", ids.new(), rule, on)
        ledger.seal(session, act, "test.start")
        return row.id


def own_act(world: World) -> Act:
    """An act of the store itself."""
    now = world.clock()
    return Act(ids.new(), "", "", now, now)


def told(world: World, id_: str) -> list[str]:
    """The kinds of a deadline's entries."""
    with world.database.read() as session:
        return [kind for kind in entries(session, id_)]


def entries(session: Session, id_: str) -> list[str]:
    """What its chain says, in order."""
    from sqlalchemy import select

    from db.ledger.models import Entry

    asked = select(Entry.kind).where(Entry.object_id == id_).order_by(Entry.seq)
    return list(session.scalars(asked))


def row_of(world: World, id_: str) -> limits.DeadlineRow:
    """A deadline as pages show it."""
    from db.deadlines.models import Deadline

    with world.database.read() as session:
        row = session.get(Deadline, id_)
        assert row is not None
        return limits.view(row, clock.day(world.clock.at))


@pytest.mark.scenario("P28")
def test_a_year_that_is_not_published_makes_a_date_provisional_until_it_is(world: World) -> None:
    id_ = begun(world, "T-P3", date(2026, 12, 25))
    before = row_of(world, id_)
    assert before.provisional
    assert before.due_on == date(2027, 1, 15)  # Monday to Friday, and said to be so

    given = (
        CalendarChange(date(2027, 1, 1), works=False),
        CalendarChange(date(2027, 1, 16), works=True),
    )
    moved = world.do(
        "bao1", limits.load_calendar, "ji1", year=2027, changes=given, basis="国办发明电〔2026〕"
    )

    after = row_of(world, id_)
    assert [row.id for row in moved] == [id_]
    assert (after.due_on, after.provisional) == (date(2027, 1, 16), False)
    assert told(world, id_) == ["SET_DEADLINE", "MOVE_DEADLINE"]
    assert [y.year for y in world.ask("bao1", limits.years)][:2] == [2027, 2026]


@pytest.mark.scenario("P29")
def test_a_closure_that_nobody_else_signed_is_not_loaded(world: World) -> None:
    """台风停工停课: a local override needs a second administrator."""
    id_ = begun(world, "T-P1", date(2026, 6, 1))
    storm = (CalendarChange(date(2026, 6, 3), works=False),)

    refused(
        "R41",
        lambda: world.do("bao1", limits.load_calendar, year=2026, changes=storm, basis="停工通知"),
    )
    assert row_of(world, id_).due_on == date(2026, 6, 8)
    assert world.refusals()[-1] == "R41"


def test_a_calendar_that_cannot_be_is_refused(world: World) -> None:
    for wrong in (
        (),
        (CalendarChange(date(2028, 1, 3), works=False),),
        (CalendarChange(date(2027, 1, 2), works=False),),  # a Saturday is no working day anyway
    ):
        load = partial(world.do, "bao1", limits.load_calendar, "ji1")
        refused("R84", partial(load, year=2027, changes=wrong, basis="通知"))


def test_a_deadline_is_extended_as_its_rule_knows_and_ended_with_proof(world: World) -> None:
    id_ = begun(world, "T-P5", date(2025, 11, 30))
    with world.database.write() as session:
        from db.deadlines.models import Deadline

        row, act = session.get(Deadline, id_), own_act(world)
        assert row is not None
        assert row.due_on == date(2026, 2, 28)
        assert limits.require_extendable(session, row)["by"] == "chief"
        limits.extend(session, act, row, "案情复杂")
        assert row.due_on == date(2026, 5, 28)
        assert limits.require_extendable(session, row)["by"] == "superior"
        limits.end(session, act, row, world.clock(), "回执 3 号")
        ledger.seal(session, act, "test.end")
    assert told(world, id_) == ["SET_DEADLINE", "EXTEND_DEADLINE", "END_DEADLINE"]
    assert row_of(world, id_).lamp == "done"


def test_a_limit_is_a_dated_row_like_every_rule(world: World) -> None:
    good = '{"n": 7, "unit": "WD", "roll": false, "extend": []}'
    put = partial(
        world.do, "bao1", deadlines.set_rule, "ji1", name="limit.T-P1", basis="本单位规定"
    )
    put(value=good)
    for wrong in ("{}", good.replace("WD", "HOURS"), good.replace("7", "0"), "7"):
        assert refused("R16", partial(put, value=wrong)).facts["field"] == "rule.limit.T-P1"

    today = clock.day(world.clock.at)
    assert row_of(world, begun(world, "T-P1", today)).due_on == date(2026, 5, 25)
    # what began before keeps the rule of its day
    assert row_of(world, begun(world, "T-P1", date(2026, 5, 6))).due_on == date(2026, 5, 12)
