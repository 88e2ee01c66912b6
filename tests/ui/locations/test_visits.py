"""Who is let into the storeroom is written down beside the places, and leaves by one button."""

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.custody import visits
from tests.support.pages import Seat
from tests.support.world import World
from ui.locations.page import LocationsPage
from ui.locations.visits import VisitSheet

Sit = Callable[[str], Seat]


def opened(qtbot: QtBot, seat: Seat) -> VisitSheet:
    page: LocationsPage = seat.show(LocationsPage(seat.station))
    page.refresh()
    qtbot.waitUntil(lambda: page.tree.current() is not None)
    page.open_visitors()
    return page.visitors


def test_a_visitor_comes_and_goes(sit: Sit, qtbot: QtBot, room: World) -> None:
    sheet = opened(qtbot, sit("guan1"))
    sheet.submit()
    assert room.ask("guan1", visits.inside) == ()  # a name, a unit and a reason are wanted

    sheet.form.set_values({"name": "来访甲", "unit": "价格认定中心", "reason": "查看"})
    sheet.submit()
    qtbot.waitUntil(lambda: len(room.ask("guan1", visits.inside)) == 1)
    (row,) = room.ask("guan1", visits.inside)
    qtbot.waitUntil(lambda: sheet.findChild(QPushButton, f"visit.left.{row.id}") is not None)
    button = sheet.findChild(QPushButton, f"visit.left.{row.id}")
    assert isinstance(button, QPushButton)
    button.click()
    qtbot.waitUntil(lambda: room.ask("guan1", visits.inside) == ())
    assert sheet.form.values().get("name") in (None, "")


def test_who_only_reads_the_book_sees_no_form(sit: Sit, qtbot: QtBot, room: World) -> None:
    sheet = opened(qtbot, sit("an1"))
    assert sheet.form.isHidden()
    assert sheet.submit_button.isHidden()
