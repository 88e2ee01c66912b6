"""统计 in the window: choices make the table, a cell shows its petitions, files carry what the screen says."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from shutil import copyfile

import openpyxl
import pytest
from PySide6.QtCore import QDate
from pytestqt.qtbot import QtBot

from tests.app.analysis.test_counts import fill
from tests.app.petitions.conftest import own_vault
from tests.support.city import City
from tests.support.pages import Seat
from ui.analysis.page import AnalysisPage
from ui.analysis.periods import period
from ui.shell import files
from ui.work import Work

__all__ = ["own_vault"]


@pytest.fixture
def town(sqlite_city: Path, tmp_path: Path) -> Iterator[City]:
    """The city with a small year of petitions."""
    copyfile(sqlite_city, tmp_path / "city.db")
    made = City(f"sqlite:///{tmp_path / 'city.db'}")
    fill(made)
    yield made
    made.close()


@pytest.fixture
def seat(town: City, work: Work) -> Iterator[Callable[[str], Seat]]:
    """Somebody's desk in the city."""
    seats: list[Seat] = []

    def made(login: str) -> Seat:
        seats.append(Seat(town, work, login))
        return seats[-1]

    yield made
    for each in seats:
        each.close()


def shown(qtbot: QtBot, at: Seat, rows: str, columns: str = "") -> AnalysisPage:
    """The page with the year of the petitions in it."""
    page = at.show(AnalysisPage(at.station))
    assert isinstance(page, AnalysisPage)
    page.period.setCurrentIndex(page.period.findData("own"))
    page.since.setDate(QDate(2025, 6, 1))
    page.until.setDate(QDate(2026, 5, 31))
    page.rows.setCurrentIndex(page.rows.findData(rows))
    page.columns.setCurrentIndex(page.columns.findData(columns))
    qtbot.wait_until(lambda: page._table is not None and page._table.asked == page.asked())
    return page


def cells(page: AnalysisPage) -> list[list[str]]:
    """What the table shows."""
    found = []
    for at in range(page.table.rowCount()):
        row = [page.table.item(at, across) for across in range(page.table.columnCount())]
        found.append([item.text() if item else "" for item in row])
    return found


@pytest.mark.scenario("P11")
def test_the_table_stands_with_its_base_and_its_reconciliation(
    qtbot: QtBot, seat: Callable[[str], Seat]
) -> None:
    page = shown(qtbot, seat("xf1"), "channel", "region")
    assert cells(page)[0] == ["Letter", "2", "1", "3"]
    assert cells(page)[-1] == ["Total", "3", "3", "6"]
    assert "3 + 1 + 1 + 1 = 6 receipts" in page.notes.text()


def test_a_cell_shows_the_petitions_behind_it_and_opens_one(
    qtbot: QtBot, seat: Callable[[str], Seat]
) -> None:
    at = seat("xf1")
    page = shown(qtbot, at, "channel", "region")
    page.table.setCurrentCell(0, 1)
    qtbot.wait_until(lambda: page.members.rowCount() == 2)
    first = page.members.item(0, 0)
    assert first is not None
    assert first.text() == "信"
    page.members.itemActivated.emit(first)
    assert at.went[-1].page == "petitions"


@pytest.mark.scenario("P27")
def test_what_leaves_the_office_hides_small_cells_also_in_the_file(
    qtbot: QtBot, seat: Callable[[str], Seat], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(qtbot, seat("xf1"), "rank", "region")
    page.outside.setChecked(True)
    qtbot.wait_until(lambda: page._table is not None and page._table.hidden > 0)
    assert any("—" in row for row in cells(page))
    target = tmp_path / "t.xlsx"
    monkeypatch.setattr(files, "ask_save", lambda *_: target)
    page.to_xlsx.click()
    qtbot.wait_until(target.exists)
    kept = [[c.value for c in row] for row in openpyxl.load_workbook(target).active.iter_rows()]
    assert any("—" in row for row in kept)


def test_an_empty_period_says_so(qtbot: QtBot, seat: Callable[[str], Seat]) -> None:
    page = shown(qtbot, seat("xf1"), "channel")
    page.until.setDate(QDate(2025, 6, 2))
    qtbot.wait_until(page.empty.isVisible)
    assert not page.to_pdf.isEnabled()


@pytest.mark.parametrize(
    ("name", "since", "until"),
    [
        ("month", date(2026, 2, 1), date(2026, 2, 28)),
        ("last_month", date(2026, 1, 1), date(2026, 1, 31)),
        ("quarter", date(2026, 1, 1), date(2026, 3, 31)),
        ("last_quarter", date(2025, 10, 1), date(2025, 12, 31)),
        ("year", date(2026, 1, 1), date(2026, 12, 31)),
        ("last_year", date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_periods_are_whole(name: str, since: date, until: date) -> None:
    assert period(name, datetime(2026, 2, 14, tzinfo=UTC).date()) == (since, until)
