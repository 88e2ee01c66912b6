"""Figures that contradict one another are found; what must be printed beside them is said."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis import figures
from app.analysis.figures import Change, Fault, Parts

D = Decimal


def kinds(found: list[figures.Finding]) -> list[Fault]:
    """What was found."""
    return [finding.kind for finding in found]


@pytest.mark.scenario("P12")
def test_a_difference_and_a_percentage_of_different_numbers_are_found() -> None:
    """B1: 461, +245, printed as +123.8 %: +245 means 216 before and +113.4 %; 123.8 % would be of 206."""
    bases = {"total": 461}
    splits = [
        Parts("channels", "total", {"信": 206, "网": 164, "电": 41, "访": 50}),
        Parts(
            "kinds", "total", {"检举控告": 334, "业务范围外": 89, "无实质内容": 34, "批评建议": 4}
        ),
    ]
    (found,) = figures.check(
        bases, splits, [Change("total", 461, difference=245, percent=D("123.8"))]
    )
    assert found.is_fault
    assert (found.kind, found.true, found.hint) == (Fault.PERCENT, "+113.4", "206")


@pytest.mark.scenario("P12")
def test_a_clean_bulletin_is_reproduced() -> None:
    """B2: 430 after 298; every split is the whole."""
    splits = [
        Parts("channels", "total", dict(zip("信访电网转", (235, 56, 38, 100, 1), strict=True))),
        Parts("ranks", "total", dict(zip("abcdef", (196, 117, 36, 47, 16, 18), strict=True))),
        Parts("origin", "total", {"本级": 237, "上级": 193}),
    ]
    assert (
        figures.check({"total": 430}, splits, [Change("total", 430, before=298, percent=D("44.3"))])
        == []
    )
    assert figures.percent_change(430, 298) == D("44.3")


@pytest.mark.scenario("P12")
def test_marks_are_more_than_petitions_and_ranks_are_missing() -> None:
    """B3: 687 to 401 is 286 less, not 268; 499 marks on 401; 25 without a rank; regions of another base."""
    bases = {"total": 550, "accusations": 401, "regions": 755}
    splits = [
        Parts("channels", "accusations", {"信": 292, "访": 27, "电": 8, "网": 74}),
        Parts("receipts", "accusations", {"初次": 362, "重复": 39}),
        Parts(
            "marks",
            "accusations",
            dict(zip("abcdefg", (6, 36, 132, 130, 56, 22, 117), strict=True)),
            several=True,
        ),
        Parts("ranks", "accusations", dict(zip("abcde", (82, 123, 44, 30, 97), strict=True))),
        Parts("regions", "total", {"a": 203, "其他": 552}),
    ]
    found = figures.check(bases, splits, [Change("accusations", 401, before=687, difference=-268)])
    assert [(f.kind, f.what, f.told, f.true, f.hint) for f in found] == [
        (Fault.MARKS, "marks", "499", "401", ""),
        (Fault.PARTS_MISS, "ranks", "376", "401", "25"),
        (Fault.OTHER_BASE, "regions", "total", "regions", ""),
        (Fault.DIFFERENCE, "accusations", "-268", "-286", ""),
    ]


@pytest.mark.scenario("P12")
def test_the_base_of_a_split_is_told_when_it_is_another_number() -> None:
    """B4: kinds and channels are of the 68 of its own level, not of the 178; B5: ranks of the 47 in scope."""
    b4 = {"total": 178, "own level": 68, "from above": 110}
    splits = [
        Parts("origin", "total", {"own level": 68, "from above": 110}),
        Parts("kinds", "total", {"检举": 50, "申诉": 6, "其他": 12}),
        Parts("channels", "total", dict(zip("信访电网转", (23, 4, 7, 33, 1), strict=True))),
    ]
    found = figures.check(b4, splits, [])
    assert [(f.kind, f.true) for f in found] == [(Fault.OTHER_BASE, "own level")] * 2
    assert not any(f.is_fault for f in found)

    b5 = {"total": 71, "in scope": 47}
    splits = [
        Parts("channels", "total", {"信": 16, "访": 22, "网": 33}),
        Parts("ranks", "in scope", dict(zip("abcde", (8, 2, 31, 5, 1), strict=True))),
    ]
    assert figures.check(b5, splits, []) == []
    assert figures.before_of(71, D("77.5")) == 40
    assert figures.before_of(47, D("56.66")) == 30


@pytest.mark.scenario("P12")
def test_a_percentage_copied_from_another_line_is_found() -> None:
    """B9: 526, 439, 239: the second fall is 45.6 %, printed as 34.16 % (which would lead to 289)."""
    assert figures.check_change(Change("2020", 439, before=526, percent=D("-16.5"))) == []
    (found,) = figures.check_change(Change("2021", 239, before=439, percent=D("-34.16")))
    assert (found.kind, found.true) == (Fault.PERCENT, "-45.6")
    assert figures.before_of(289, D("-34.16")) == 439


def test_what_was_nothing_before_is_new_and_not_so_many_per_cent() -> None:
    assert figures.percent_change(7, 0) is None
    assert figures.share(7, 0) is None
    assert figures.before_of(1489, D("274")) == 398  # the article's own base


@pytest.mark.scenario("P27")
def test_a_small_cell_is_not_given_away_by_its_totals() -> None:
    cells = {
        ("甲区", "厅局"): 1,
        ("甲区", "县处"): 20,
        ("甲区", "乡科"): 31,
        ("乙区", "厅局"): 12,
        ("乙区", "县处"): 25,
        ("乙区", "乡科"): 40,
    }
    hidden = figures.suppressed(figures.with_totals(cells))
    assert ("甲区", "厅局") in hidden
    for line in (*by_row(hidden), *by_column(hidden)):
        assert len(line) != 1  # a single gap is its total less the others


def by_row(cells: frozenset[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """The hidden cells, row by row."""
    return [[at for at in cells if at[0] == row] for row in {at[0] for at in cells}]


def by_column(cells: frozenset[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """The hidden cells, column by column."""
    return [[at for at in cells if at[1] == column] for column in {at[1] for at in cells}]


TABLES = st.dictionaries(
    st.tuples(st.sampled_from("abcde"), st.sampled_from("vwxyz")), st.integers(0, 30), max_size=25
)


@given(TABLES)
def test_no_hidden_number_can_be_solved_from_what_is_shown(
    cells: dict[tuple[str, str], int],
) -> None:
    """As whoever holds the paper would: again and again what stands alone in a line is the rest of it."""
    told = figures.with_totals(cells)
    hidden = figures.suppressed(told)
    small = {at for at, n in told.items() if 0 < n < 5 and at != (figures.ALL, figures.ALL)}
    assert small <= hidden
    if told.get((figures.ALL, figures.ALL), 0) < 5:
        return  # the number of all is told, and it is small
    unknown, moved = set(hidden), True
    while moved:
        moved = False
        for axis in (0, 1):
            for name in {at[axis] for at in told}:
                gaps = [at for at in told if at[axis] == name and at in unknown]
                if len(gaps) == 1:
                    unknown.discard(gaps[0])
                    moved = True
    assert small <= unknown


def test_a_small_total_is_hidden_with_its_cell_and_a_table_of_one_column_hides_too() -> None:
    told = figures.with_totals({("A", "x"): 2, ("A", "y"): 0, ("B", "x"): 10, ("B", "y"): 20})
    assert {("A", "x"), ("A", figures.ALL)} <= figures.suppressed(told)
    ranks = {("厅局", figures.ALL): 1, ("县处", figures.ALL): 20, ("乡科", figures.ALL): 31}
    both = figures.suppressed({**ranks, (figures.ALL, figures.ALL): 52})
    assert both == {("厅局", figures.ALL), ("县处", figures.ALL)}


@given(st.integers(1, 10_000), st.integers(1, 10_000))
def test_a_percentage_leads_back_to_its_base(now: int, before: int) -> None:
    exact = figures.percent_change(now, before)
    assert exact is not None
    if before < 500 and now:
        found = figures.before_of(now, exact)
        assert found is not None
        assert figures.percent_change(now, found) == exact or abs(found - before) <= 1
