"""The work desk of who has leads only: what waits for him is counted, and one key opens it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.support import leading
from tests.support import window as windows
from tests.support.city import City
from ui.leads.page import LeadsPage
from ui.shell.station import Place
from ui.window import Window
from ui.workdesk.page import WorkdeskPage


def desk_of(qtbot: QtBot, window: Window) -> WorkdeskPage:
    assert window.inside is not None
    page = window.inside.navigation.page()
    assert isinstance(page, WorkdeskPage)
    qtbot.waitUntil(lambda: page.is_whole)
    return page


@pytest.mark.scenario("P35")
def test_a_chief_begins_his_day_with_what_waits_for_him_and_one_key_opens_it(
    qtbot: QtBot, town: City
) -> None:
    lead = leading.to_verify(town)
    with windows.opened(qtbot, town, "zhu1") as window:
        page = desk_of(qtbot, window)
        qtbot.waitUntil(lambda: page.tiles.current() == "leads_sign")
        assert page.tiles.count("leads_sign") == 1
        qtbot.waitUntil(lambda: page.table.current_row() is not None)
        assert page.act.text().strip() == "Decide on the lead  (Enter)"
        columns = {column.id: at for at, column in enumerate(page.table.model.columns)}
        assert page.table.view.isColumnHidden(columns["case"])  # no lead has a case here
        qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
        assert window.inside is not None
        assert window.inside.navigation.here() == Place("leads", lead)
        leads = window.inside.navigation.page()
        assert isinstance(leads, LeadsPage)
        qtbot.waitUntil(lambda: leads.detail.shown() == lead)
        windows.settled(qtbot, window)


def test_the_committee_finds_its_tile_and_that_nothing_waits(qtbot: QtBot, town: City) -> None:
    with windows.opened(qtbot, town, "dang1") as window:
        page = desk_of(qtbot, window)
        qtbot.waitUntil(page.calm.isVisible)
        assert page.tiles.current() == "leads_sign"
        assert QApplication.focusWidget() is not None


@pytest.mark.scenario("P33")
def test_what_runs_out_says_which_limit_and_how_late(qtbot: QtBot, town: City) -> None:
    leading.disposed(town, "talk")
    town.clock.forward(days=10)
    with windows.opened(qtbot, town, "jc1") as window:
        page = desk_of(qtbot, window)
        qtbot.waitUntil(lambda: page.tiles.current() != "")
        qtbot.mouseClick(page.tiles._tiles["leads_due"], Qt.MouseButton.LeftButton)

        def shown() -> list[str]:
            row = page.table.current_row()
            return [column.show(row) for column in page.table.model.columns] if row else []

        qtbot.waitUntil(lambda: "Talk or inquiry after its approval" in shown())
        assert "3" in shown()  # days late
        windows.settled(qtbot, window)
