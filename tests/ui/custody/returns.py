"""The page of the return in the tests: opened, with a thing on the counter, with one that was looked at."""

from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from app.custody.types import ItemRow
from app.devices.fakes import FakeCamera
from app.requests.types import Scanned
from tests.support import borrowing
from tests.support.world import World
from tests.ui.custody.counter import Counter, child, photograph, settled
from ui.custody.take_back import ReturnPage


def opened(qtbot: QtBot, counter: Counter) -> ReturnPage:
    """The page before anything came back; 查一 signs."""
    counter.second = "cha1"
    station = counter.station("guan1")
    QSettings().setValue("camera/source", "")
    assert station.devices is not None
    station.devices.use_camera(FakeCamera())
    page = ReturnPage(station)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    return page


def taken(qtbot: QtBot, counter: Counter, item_id: str) -> ReturnPage:
    """This thing, which is out, was taken from who brought it."""
    page = opened(qtbot, counter)
    page.show_target(item_id)
    settled(qtbot, counter.work)
    qtbot.waitUntil(lambda: page.card.who.count() > 0)
    child(page, "return.take_back").click()
    qtbot.waitUntil(page._is_counting)
    return page


def looked_at(
    qtbot: QtBot, room: World, counter: Counter, row: ItemRow, *, seal: Scanned | None = None
) -> ReturnPage:
    """It went out and came back: one piece, its own seal (or what was scanned in its stead), one photograph."""
    borrowing.out(room, row)
    page = taken(qtbot, counter, row.id)
    page.card.form.field("quantity").set_value(1)
    page.take_scan(seal or Scanned("seal", id=row.id, number=row.seal_no))
    photograph(qtbot, page.tray)
    return page
