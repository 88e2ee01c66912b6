"""The work desk: what waits, for whom, and the one action of each row."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.support import borrowing, ends
from tests.support import window as windows
from tests.support.world import World
from ui import texts
from ui.shell import lang
from ui.shell.station import Place
from ui.window import Window
from ui.workdesk.page import WorkdeskPage


def desk_of(window: Window) -> WorkdeskPage:
    assert window.inside is not None
    page = window.inside.navigation.page()
    assert isinstance(page, WorkdeskPage)
    return page


def test_nothing_to_do_says_so_and_what_comes_next(qtbot: QtBot, room: World) -> None:
    with windows.opened(qtbot, room, "guan1") as window:
        page = desk_of(window)
        assert page.calm.isVisible()
        assert not page.table.isVisible()


def test_a_delivery_stands_on_the_custodians_desk_and_enter_opens_the_intake(
    qtbot: QtBot, room: World
) -> None:
    row = room.declared()[0]
    with windows.opened(qtbot, room, "guan1") as window:
        page = desk_of(window)
        assert page.tiles.current() == "to_receive"
        assert page.tiles.count("to_receive") == 1
        qtbot.wait_until(lambda: page.table.current_row() is not None)
        assert page.act.isEnabled()
        tile = page.tiles._tiles["to_receive"]
        qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
        now = QApplication.focusWidget()
        assert now is page.table.view, "the button says Enter: it goes to the row, not to the tile"
        qtbot.keyClick(now, Qt.Key.Key_Return)
        assert window.inside is not None
        assert window.inside.navigation.here() == Place("intake", row.id)
        windows.settled(qtbot, window)


def test_a_decided_disposal_stands_on_the_cashiers_desk_and_one_step_opens_its_card(
    qtbot: QtBot, room: World
) -> None:
    (item,) = room.received(room.new())
    ends.approved(room, (item.id,), "treasury")
    with windows.opened(qtbot, room, "cai1") as window:
        page = desk_of(window)
        assert page.tiles.current() == "to_dispose"
        assert page.tiles.count("to_dispose") == 1
        assert not page.calm.isVisible()
        qtbot.wait_until(lambda: page.table.current_row() is not None)
        assert "Carry out" in page.act.text()
        qtbot.mouseClick(page.act, Qt.MouseButton.LeftButton)
        assert window.inside is not None
        assert window.inside.navigation.here() == Place("item", item.id)
        windows.settled(qtbot, window)
        card = window.inside.navigation.page()
        assert isinstance(card, QWidget)
        found = [b for b in card.findChildren(QPushButton) if b.isVisible() and b.isEnabled()]
        assert "Pay to treasury" in {b.text() for b in found}


def test_what_is_overdue_says_when_it_left_when_it_was_due_and_how_late_it_is(
    qtbot: QtBot, room: World
) -> None:
    item = room.received()[0]
    request = borrowing.agree(room, borrowing.ask(room, item), "shen1")
    borrowing.hand_over(room, request, item)
    left = room.clock.at
    room.clock.forward(days=6)
    with windows.opened(qtbot, room, "guan1") as window:
        page = desk_of(window)
        page.tiles.choose("overdue")
        qtbot.wait_until(lambda: page.table.model.rowCount() == 1)
        windows.settled(qtbot, window)
        model = page.table.model
        across = Qt.Orientation.Horizontal
        row = {
            str(model.headerData(at, across)): str(model.index(0, at).data())
            for at in range(model.columnCount())
        }
        assert request.due_at is not None
        assert (row["Since"], row["Due"]) == (texts.moment(left), texts.moment(request.due_at))
        assert row["Since"] < row["Due"]
        assert row["Days late"] == str((room.clock.at - request.due_at).days)
        assert "Days" not in row


def test_each_duty_has_its_own_tiles(qtbot: QtBot, room: World) -> None:
    with windows.opened(qtbot, room, "shen1") as window:
        page = desk_of(window)
        assert page.tiles.current() in {"overdue", "to_approve", "on_hold"}
        assert page.tiles.count("to_approve") == 0


def test_the_desk_changes_its_language_with_what_it_shows(qtbot: QtBot, room: World) -> None:
    room.declared()
    with windows.opened(qtbot, room, "guan1") as window:
        page = desk_of(window)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        lang.apply(app, "zh")
        QApplication.processEvents()
        windows.settled(qtbot, window)
        assert page._title.text() == "工作台"
        assert page.tiles.count("to_receive") == 1
        qtbot.wait_until(lambda: page.table.model.rowCount() == 1)


def test_what_was_just_delivered_appears_without_asking(qtbot: QtBot, room: World) -> None:
    with windows.opened(qtbot, room, "guan1") as window:
        page = desk_of(window)
        room.declared()
        assert window.inside is not None
        window.inside.station.changed.emit(frozenset({"custody"}))
        qtbot.wait_until(lambda: page.tiles.count("to_receive") == 1)
        windows.settled(qtbot, window)
