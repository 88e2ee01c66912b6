"""统计: every table names its base and adds up to it; small cells stay in the office; 件次 is not 件."""

from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from app.analysis import service as analysis
from app.analysis import sheets
from app.analysis.types import Asked, CountTable, Dimension, Measure
from app.petitions import alike
from db.analysis import queries
from tests.support import petitioning as p
from tests.support.city import City
from tests.support.world import refused

YEAR = (date(2025, 6, 1), date(2026, 5, 31))


def asked(rows: str, columns: str = "", **more: Any) -> Asked:
    """A year's petitions, split."""
    return Asked(*YEAR, rows, columns, **more)


def table(city: City, rows: str, columns: str = "", login: str = "xf1", **more: Any) -> CountTable:
    """The table as somebody sees it."""
    outside = more.pop("outside", False)
    made: CountTable = city.ask(
        login, analysis.counts, asked=asked(rows, columns, **more), outside=outside
    )
    return made


def fill(city: City) -> None:
    """A small year: four channels, two regions, ranks, two disciplines on one petition."""
    day = datetime(2025, 7, 3, 3, 0, tzinfo=UTC)
    for at, (channel, region, rank, disciplines) in enumerate(
        (
            ("letter", "120101", "division", ("integrity",)),
            ("letter", "120101", "section", ("integrity", "mass")),
            ("letter", "120102", "section", ("work",)),
            ("visit", "120101", "section", ("mass",)),
            ("phone", "120102", "village", ()),
            ("web", "120102", "village", ("political", "integrity", "life")),
        )
    ):
        told = p.new(
            city,
            channel,
            received_at=day + timedelta(days=40 * at),
            region=region,
            accused=(p.accused(f"某{at}", rank=rank),),
            matters=(p.matter(f"{p.TEXT}{at}", disciplines=disciplines, offences=()),),
        )
        p.registered(city, told)


@pytest.fixture
def counted(city: City) -> City:
    """The city with a small year in it."""
    fill(city)
    return city


@pytest.mark.scenario("P11")
def test_every_table_adds_up_to_the_base_it_prints(counted: City) -> None:
    for rows in Dimension:
        for columns in ("", *Dimension):
            if columns == rows or columns in queries.SEVERAL:
                continue
            made = table(counted, rows, columns)
            assert made.base == 6
            assert sum(n or 0 for n in made.row_totals) == made.marks
            assert made.marks == 6 or made.several, rows
            if columns:
                assert sum(n or 0 for n in made.column_totals) == 6
                assert [sum(n or 0 for n in line) for line in made.cells] == list(made.row_totals)


@pytest.mark.scenario("P11")
def test_marks_are_more_than_petitions_and_the_table_says_so(counted: City) -> None:
    made = table(counted, "discipline")
    assert dict(zip(made.rows, made.row_totals, strict=True)) == {
        "political": 1,
        "integrity": 3,
        "mass": 2,
        "work": 1,
        "life": 1,
        "": 1,
    }
    assert made.several
    assert (made.marks, made.base) == (9, 6)
    assert made.rows[-1] == ""  # what bears no mark stands last


def test_channels_stand_in_the_order_of_their_seals_months_in_that_of_the_year(
    counted: City,
) -> None:
    made = table(counted, "channel", "month")
    assert made.rows == ("letter", "visit", "web", "phone")
    assert made.columns == tuple(sorted(made.columns))
    assert made.columns[0] == "2025-07"


def test_a_month_begins_at_midnight_in_the_civil_calendar(city: City) -> None:
    """Half past midnight in Beijing is the day before in Greenwich."""
    at = datetime(2025, 8, 31, 16, 30, tzinfo=UTC)
    p.registered(city, p.new(city, received_at=at))
    assert table(city, "month").rows == ("2025-09",)


@pytest.mark.scenario("P9")
def test_receipts_are_counted_and_matters_beside_them(counted: City) -> None:
    first, second = (p.registered(counted) for _ in range(2))
    counted.do("xf1", alike.link, petition_id=second.id, other_id=first.id, kind="repeat")
    assert table(counted, "channel").base == 8
    matters = table(counted, "channel", measure=Measure.MATTERS)
    assert matters.base == 7


@pytest.mark.scenario("P27")
def test_a_small_cell_leaves_the_office_hidden_and_cannot_be_reckoned_back(counted: City) -> None:
    inside = table(counted, "rank", "region")
    outside = table(counted, "rank", "region", outside=True)
    assert inside.hidden == 0
    assert outside.hidden > 0
    assert all(n is None or n == 0 or n >= 5 for line in outside.cells for n in line)
    for line, total in zip(outside.cells, outside.row_totals, strict=True):
        assert [*line, total].count(None) != 1  # no row gives its only gap away
    alone = table(counted, "rank", outside=True)
    assert alone.hidden > 0
    assert all(n is None or n == 0 or n >= 5 for n in alone.row_totals)


def test_reporters_are_counted_once_in_a_cell_however_many_they_accuse(counted: City) -> None:
    several = (p.accused("甲"), p.accused("乙"), p.accused("丙"))
    before = sum(n or 0 for n in table(counted, "rank", measure=Measure.PERSONS).row_totals)
    p.registered(counted, p.new(counted, accused=several, reporters=5, reporter_mode="joint"))
    after = table(counted, "rank", measure=Measure.PERSONS)
    assert sum(n or 0 for n in after.row_totals) - before == 5


def test_a_region_bears_the_name_of_its_committee_and_else_its_code(counted: City) -> None:
    told = table(counted, "region", "channel")
    heads = [row[0] for row in sheets.grid(told)[1]]
    assert heads == ["甲区", "乙区", "合计"]
    p.registered(counted, p.new(counted, region="120199"))
    heads = [row[0] for row in sheets.grid(table(counted, "region"))[1]]
    assert heads == ["甲区", "乙区", "120199", "合计"]
    assert table(counted, "channel").regions == {}


def test_who_looks_counts_only_what_he_may_see(counted: City) -> None:
    assert table(counted, "channel", login="fen1").base == 6
    refused("R38", lambda: table(counted, "channel", login="jc1"))
    assert table(counted, "channel", login="qxf1").base == 0
    # nobody counts what is about himself: 信一's own name stands in one of them
    p.registered(counted, p.new(counted, accused=(p.accused("信二"),)))
    assert (table(counted, "channel").base, table(counted, "channel", login="xf2").base) == (7, 6)


def test_what_lies_behind_a_cell_is_listed(counted: City) -> None:
    chosen = asked("channel", "region")
    found = counted.ask("xf1", analysis.members, asked=chosen, row="letter", column="120101")
    assert [row.channel for row in found] == ["letter", "letter"]
    whole = counted.ask("xf1", analysis.members, asked=asked("discipline"), row="integrity")
    assert len(whole) == 3


def test_an_earlier_period_stands_beside_it_and_young_channels_are_named(counted: City) -> None:
    p.registered(counted, p.new(counted, received_at=datetime(2024, 7, 3, 3, 0, tzinfo=UTC)))
    made = table(counted, "channel")
    assert (made.before.base, made.year_ago.base) == (1, 1)
    assert str(made.year_ago.percent) == "500.0"
    assert made.year_ago.since == date(2024, 6, 1)
    assert made.opened == ("visit", "web", "phone")  # 口径变化: only letters came a year ago
    month = counted.ask(
        "xf1", analysis.counts, asked=Asked(date(2026, 3, 1), date(2026, 3, 31), "channel")
    )
    assert (month.before.since, month.before.until) == (date(2026, 2, 1), date(2026, 2, 28))


def test_what_cannot_be_counted_is_refused_in_a_sentence(city: City) -> None:
    ask = partial(city.ask, "xf1", analysis.counts)
    refused("R100", partial(ask, asked=Asked(YEAR[1], YEAR[0], "channel")))
    refused("R101", partial(ask, asked=asked("channel", "discipline")))
    refused("R101", partial(ask, asked=asked("channel", "channel")))
    refused("R101", partial(ask, asked=asked("weather")))
