"""A list and what is shown beside it keep together, however long the list is and whatever comes into it."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.widgets.beside import Beside
from ui.widgets.table import Ask, Column, DataTable
from ui.work import Work

COLUMNS = (Column("id", lambda: "Id", lambda row: row.id),)


@dataclass(frozen=True, slots=True)
class Row:
    id: str


class Rows:
    """Rows by their ids; what is put in stands first."""

    def __init__(self) -> None:
        self.ids = [f"{number:04d}" for number in range(1000)]

    def count(self, ask: Ask) -> int:
        return len(self._of(ask))

    def page(self, offset: int, limit: int, ask: Ask) -> Sequence[Row]:
        return [Row(id_) for id_ in self._of(ask)[offset : offset + limit]]

    def _of(self, ask: Ask) -> list[str]:
        return [id_ for id_ in self.ids if id_.endswith(str(ask.filters.get("end", "")))]


class Desk:
    """A list, and a pane that shows what it is told to."""

    def __init__(self, qtbot: QtBot, work: Work) -> None:
        self.rows = Rows()
        self.table = DataTable(work, self.rows, COLUMNS)
        qtbot.add_widget(self.table)
        self.table.resize(300, 300)
        self.table.show()
        self.shown = ""
        self.beside = Beside(self.table, lambda: self.shown, self._show)
        self._qtbot = qtbot

    def _show(self, id_: str) -> None:
        self.shown = id_

    def wait(self) -> None:
        self._qtbot.wait_until(self.table.model.is_complete)

    def place(self) -> int:
        return self.table.view.currentIndex().row()


@pytest.fixture
def desk(qtbot: QtBot, work: Work) -> Desk:
    """The list has come."""
    made = Desk(qtbot, work)
    made.beside.refresh({})
    qtbot.wait_until(lambda: made.table.model.rowCount() == 1000)
    made.wait()
    return made


def test_the_first_row_is_shown_and_none_when_there_is_none(desk: Desk, qtbot: QtBot) -> None:
    assert desk.shown == "0000"
    desk.beside.filter({"end": "x"})
    qtbot.wait_until(lambda: desk.table.model.rowCount() == 0)
    assert desk.shown == ""


def test_the_list_keeps_to_what_is_shown_by_its_place_in_the_table(
    desk: Desk, qtbot: QtBot
) -> None:
    """Only the first page and the last are here: row 900 is not the two hundred and first of them."""
    desk.table.view.scrollTo(desk.table.model.index(900, 0))
    qtbot.wait_until(lambda: desk.table.model.loaded_row(900) is not None)
    desk.table.select_row(900)
    desk.rows.ids.insert(0, "new")
    desk.beside.refresh({})
    qtbot.wait_until(lambda: desk.table.model.rowCount() == 1001)
    qtbot.wait_until(lambda: desk.place() == 901)
    desk.wait()
    assert desk.shown == "0900"


def test_what_is_asked_for_by_its_id_stays_until_a_row_is_chosen(desk: Desk, qtbot: QtBot) -> None:
    desk.beside.keep("elsewhere")
    desk.rows.ids.insert(0, "new")
    desk.beside.refresh({})
    qtbot.wait_until(lambda: desk.table.model.rowCount() == 1001)
    desk.wait()
    assert desk.shown == "elsewhere"
    desk.table.select_row(5)
    assert desk.shown == "0004"


def opened_on(qtbot: QtBot, work: Work, what: str) -> Desk:
    """A page that a link opened on something before it had its list, which has come by now."""
    desk = Desk(qtbot, work)
    desk.beside.keep(what)
    desk.beside.refresh({"end": "7"})
    qtbot.wait_until(lambda: desk.table.model.rowCount() == 100)
    desk.wait()
    return desk


def test_what_is_asked_for_before_there_is_a_list_is_shown_when_it_has_come(
    qtbot: QtBot, work: Work
) -> None:
    """A link opens the page on something: the first row must not come in its place, and then under the hand."""
    desk = opened_on(qtbot, work, "elsewhere")
    assert desk.shown == "elsewhere"


def test_what_is_asked_for_stays_beside_an_empty_list(desk: Desk, qtbot: QtBot) -> None:
    desk.beside.filter({"end": "x"})
    qtbot.wait_until(lambda: desk.table.model.rowCount() == 0)
    desk.beside.keep("0007")
    desk.beside.refresh({"end": "x"})
    desk.wait()
    assert desk.shown == "0007"


def test_what_is_asked_for_is_marked_where_the_list_has_it_and_stays_when_it_leaves_the_list(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.beside.keep("0007")
    desk.beside.refresh({})
    qtbot.wait_until(lambda: desk.place() == 7)
    assert desk.shown == "0007"
    desk.rows.ids.remove("0007")
    desk.beside.refresh({})
    qtbot.wait_until(lambda: desk.table.model.rowCount() == 999)
    desk.wait()
    assert desk.shown == "0007"


def test_other_rows_begin_with_their_first_unless_what_is_shown_is_among_them(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.table.select_row(37)
    desk.beside.filter({"end": "7"})
    qtbot.wait_until(lambda: desk.table.model.rowCount() == 100)
    assert (desk.shown, desk.place()) == ("0037", 3)
    desk.beside.filter({"end": "1"})
    qtbot.wait_until(lambda: desk.shown == "0001")
    assert desk.place() == 0


def test_a_list_that_was_scrolled_far_away_is_not_drawn_back(desk: Desk, qtbot: QtBot) -> None:
    """What is shown fell out of memory meanwhile: the list stays where the person is looking."""
    desk.table.select_row(3)
    desk.table.view.scrollToBottom()
    qtbot.wait_until(lambda: desk.table.model.loaded_row(999) is not None)
    desk.wait()
    top = desk.table.view.verticalScrollBar().value()
    del desk.table.model._pages[0]
    desk.table.model.arrived.emit()
    assert desk.shown == "0003"
    assert desk.table.view.verticalScrollBar().value() == top


def test_a_row_that_is_still_on_its_way_is_shown_when_it_comes(desk: Desk, qtbot: QtBot) -> None:
    """The End key: the last page is not here yet, and the list must not jump back to what is shown."""
    qtbot.keyClick(desk.table.view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert desk.place() == 999
    qtbot.wait_until(lambda: desk.shown == "0999")
    desk.wait()
    assert (desk.shown, desk.place()) == ("0999", 999)


def test_what_is_kept_stays_when_the_keys_come_to_a_list_without_it(
    qtbot: QtBot, work: Work
) -> None:
    """Qt gives the cursor to the first row: an act that follows would fall upon another thing."""
    desk = Desk(qtbot, work)
    desk.table.reload()
    desk.wait()
    desk.beside.keep("gone from the list")
    desk.table.reload()
    desk.wait()
    assert desk.place() == -1
    desk.table.view.setFocus(Qt.FocusReason.OtherFocusReason)
    assert desk.shown == "gone from the list"
    qtbot.keyClick(desk.table.view, Qt.Key.Key_Down)
    assert desk.shown == "0000"


def test_what_a_page_opened_on_stays_when_the_keys_come_to_a_list_in_which_nothing_was_chosen_yet(
    qtbot: QtBot, work: Work
) -> None:
    """A form is left by Esc, and the keys come to the list: the next act must fall upon the same thing."""
    desk = opened_on(qtbot, work, "elsewhere")
    for _ in range(2):
        desk.table.view.setFocus(Qt.FocusReason.OtherFocusReason)
        qtbot.wait_until(desk.table.view.hasFocus)
        assert (desk.shown, desk.place()) == ("elsewhere", -1)
        desk.table.view.clearFocus()
    desk.table.view.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.keyClick(desk.table.view, Qt.Key.Key_Down)
    assert desk.shown == "0007"


def test_what_an_act_took_off_the_list_stays_and_no_other_row_passes_for_it(
    desk: Desk, qtbot: QtBot
) -> None:
    """The next one comes into the same row: marked, it would be taken for what is shown, and a click would not show it."""
    desk.table.select_row(0)
    desk.rows.ids.remove("0000")
    desk.beside.refresh({})
    qtbot.wait_until(lambda: desk.table.model.rowCount() == 999)
    desk.wait()
    assert desk.shown == "0000"
    assert not desk.table.view.selectionModel().hasSelection()
    view = desk.table.view
    cell = view.visualRect(desk.table.model.index(0, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    assert (desk.shown, desk.place()) == ("0001", 0)
