"""The table every list uses."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.journeys.pulse import Pulse
from ui.shell import lang, theme
from ui.widgets.table import Ask, Column, DataTable
from ui.widgets.table_model import PAGE, WAITING
from ui.work import Work


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    state: str

    @property
    def worth(self) -> Decimal:
        return Decimal(self.number) / 100


class Numbers:
    """So many rows, made when they are asked for; remembers on which thread."""

    def __init__(self, count: int) -> None:
        self.many = count
        self.pages: list[int] = []
        self.threads: set[int] = set()

    def count(self, ask: Ask) -> int:
        self.threads.add(threading.get_ident())
        return int(ask.filters.get("most", self.many))

    def page(self, offset: int, limit: int, ask: Ask) -> Sequence[Row]:
        self.pages.append(offset)
        numbers = range(offset, min(offset + limit, self.count(ask)))
        if ask.descending:
            numbers = range(self.many - offset - 1, max(self.many - offset - limit, 0) - 1, -1)
        return [Row(number, "in" if number % 2 else "out") for number in numbers]


COLUMNS = (
    Column("number", lambda: "Number", lambda row: str(row.number), width=140),
    Column("state", lambda: "State", lambda row: row.state, chip=lambda row: "ok"),
    Column(
        "worth",
        lambda: "Worth",
        lambda row: f"{row.worth}",
        align="right",
        number=lambda row: row.worth,
    ),
)


def _table(qtbot: QtBot, work: Work, source: Numbers) -> DataTable:
    table = DataTable(work, source, COLUMNS)
    qtbot.add_widget(table)
    table.resize(600, 400)
    table.show()
    table.reload()
    qtbot.wait_until(lambda: table.model.is_counted)
    return table


class Long(Numbers):
    """A list that takes its time to be counted."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.may_count = threading.Event()

    def count(self, ask: Ask) -> int:
        self.may_count.wait(30)
        return super().count(ask)

    def page(self, offset: int, limit: int, ask: Ask) -> Sequence[Row]:
        return [Row(number, "in") for number in range(offset, min(offset + limit, self.many))]


def test_the_first_rows_are_there_before_all_are_counted(qtbot: QtBot, work: Work) -> None:
    source = Long(1_000_000)
    table = DataTable(work, source, COLUMNS)
    qtbot.add_widget(table)
    table.show()
    with qtbot.wait_signal(table.model.arrived):
        table.reload()
    assert table.model.index(7, 0).data() == "7"
    assert table.view.isVisible()
    assert table._foot.text() == "at least 200 rows, being counted"
    table.select_row(150)
    source.may_count.set()
    qtbot.wait_until(lambda: table._foot.text() == "1,000,000 rows")
    assert table.model.rowCount() == 1_000_000
    assert table.current_row().number == 150  # type: ignore[union-attr]


def test_a_short_list_is_not_counted_by_the_books(qtbot: QtBot, work: Work) -> None:
    source = Long(199)
    table = DataTable(work, source, COLUMNS)
    qtbot.add_widget(table)
    table.reload()
    qtbot.wait_until(lambda: table._foot.text() == "199 rows")
    assert not source.may_count.is_set()


def test_rows_are_fetched_behind_the_window(qtbot: QtBot, work: Work) -> None:
    source = Numbers(1000)
    table = _table(qtbot, work, source)

    assert table.model.rowCount() == 1000
    assert table.model.index(7, 0).data() == "7"
    assert threading.get_ident() not in source.threads


def test_a_row_that_has_not_come_shows_a_placeholder_and_then_itself(
    qtbot: QtBot, work: Work
) -> None:
    table = _table(qtbot, work, Numbers(10_000))

    assert table.model.index(9_000, 0).data() == WAITING
    qtbot.wait_until(table.model.is_complete)
    assert table.model.index(9_000, 0).data() == "9000"


def test_a_number_without_room_loses_its_middle_and_any_other_text_its_end(
    qtbot: QtBot, work: Work
) -> None:
    """The things of one case differ at the end of their numbers."""
    table = _table(qtbot, work, Numbers(3))
    found = []
    for column in (0, 2):
        option: Any = QStyleOptionViewItem()
        option.textElideMode = Qt.TextElideMode.ElideRight  # as the view asks for it
        index = table.model.index(0, column)
        painter: Any = table.view.itemDelegateForIndex(index)
        painter.initStyleOption(option, index)
        found.append(option.textElideMode)
    assert found == [Qt.TextElideMode.ElideMiddle, Qt.TextElideMode.ElideRight]


def test_the_model_keeps_qts_rules(qtbot: QtBot, work: Work, qtmodeltester: ModelTester) -> None:
    table = _table(qtbot, work, Numbers(450))
    qtmodeltester.check(table.model)
    table.set_filters({"most": 30})
    qtbot.wait_until(lambda: table.model.rowCount() == 30)
    table.refresh()
    qtbot.wait_until(table.model.is_complete)


def test_a_million_rows_scroll_without_a_stall_and_only_some_stay_in_memory(
    qtbot: QtBot, work: Work
) -> None:
    source = Numbers(1_000_000)
    table = _table(qtbot, work, source)
    bar = table.view.verticalScrollBar()
    pulse = Pulse()
    pulse.start()

    for step in range(60):
        bar.setValue(bar.maximum() * step // 60)
        qtbot.wait(5)
    table.view.scrollToBottom()
    qtbot.wait_until(lambda: table.model.index(999_999, 0).data() == "999999")
    pulse.stop()
    pulse.close()

    assert pulse.work_ms < 50
    assert len(table.model._pages) * PAGE <= 10_000
    assert len(source.pages) < 200


def test_a_click_on_a_title_sorts_in_the_source_and_again_turns_it_round(
    qtbot: QtBot, work: Work
) -> None:
    table = _table(qtbot, work, Numbers(1000))
    header = table.view.horizontalHeader()
    for _ in range(2):
        with qtbot.wait_signal(table.model.counted):
            qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 10))

    assert (table.model.ask.sort, table.model.ask.descending) == ("number", True)
    assert table.model.index(0, 0).data() == "999"


def test_the_arrow_of_the_order_does_not_stand_over_a_title_that_ends_there(
    qtbot: QtBot, work: Work
) -> None:
    table = _table(qtbot, work, Numbers(100))

    def titles() -> list[str]:
        across = range(len(COLUMNS))
        return [table.model.headerData(at, Qt.Orientation.Horizontal) for at in across]

    table.sort_by("number")
    assert titles() == ["Number", "State", "Worth"]

    table.sort_by("worth")
    assert titles()[0] == "Number"
    assert titles()[2].startswith("Worth\u2003")


def test_another_order_is_shown_from_its_beginning(qtbot: QtBot, work: Work) -> None:
    table = _table(qtbot, work, Numbers(10_000))
    bar = table.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    qtbot.wait_until(table.model.is_complete)

    with qtbot.wait_signal(table.model.modelReset):
        table.sort_by("number", descending=True)

    assert bar.value() == 0


def test_to_look_again_twice_at_once_does_not_move_the_list(qtbot: QtBot, work: Work) -> None:
    table = _table(qtbot, work, Numbers(10_000))
    qtbot.wait_until(table.model.is_complete)
    bar = table.view.verticalScrollBar()
    qtbot.wait_until(lambda: bar.maximum() > 5_000)
    bar.setValue(5_000)
    qtbot.wait_until(table.model.is_complete)
    assert bar.value() == 5_000

    with qtbot.wait_signal(table.model.counted):
        table.model.refresh()
        table.model.refresh()

    assert bar.value() == 5_000


def test_filters_go_to_the_source(qtbot: QtBot, work: Work) -> None:
    table = _table(qtbot, work, Numbers(1000))
    with qtbot.wait_signal(table.model.counted):
        table.set_filters({"most": 12})
    assert table.model.rowCount() == 12


def test_no_rows_show_the_empty_state(qtbot: QtBot, work: Work) -> None:
    table = _table(qtbot, work, Numbers(0))
    assert table.empty.isVisible()
    assert not table.view.isVisible()


def test_chosen_rows_are_counted_summed_and_copied_as_text(qtbot: QtBot, work: Work) -> None:
    table = _table(qtbot, work, Numbers(1000))
    table.view.selectRow(100)
    qtbot.keyClick(table.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(table.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert [row.number for row in table.selected_rows()] == [100, 101]
    assert QGuiApplication.clipboard().text() == "Number\tState\tWorth\n100\tout\t1\n101\tin\t1.01"
    assert "2.01" in table._foot.text()


def test_choosing_a_million_rows_is_counted_without_fetching_them(qtbot: QtBot, work: Work) -> None:
    source = Numbers(1_000_000)
    table = _table(qtbot, work, source)
    table.view.selectAll()
    assert table.selected_count() == 1_000_000
    assert len(source.pages) < 5


def test_widths_order_and_hidden_columns_are_remembered(qtbot: QtBot, work: Work) -> None:
    table = _table(qtbot, work, Numbers(10))
    table.view.setColumnWidth(0, 222)
    table.view.horizontalHeader().moveSection(2, 1)
    with qtbot.wait_signal(table.state_changed):
        table._show_column(1, shown=False)

    again = _table(qtbot, work, Numbers(10))
    again.set_state(table.state())

    assert again.view.columnWidth(0) == 222
    assert again.view.isColumnHidden(1)
    assert again.state()["order"] == ["number", "worth", "state"]


def test_refreshing_keeps_the_place_and_the_choice(qtbot: QtBot, work: Work) -> None:
    source = Numbers(5000)
    table = _table(qtbot, work, source)
    table.view.scrollTo(table.model.index(3000, 0))
    qtbot.wait_until(lambda: table.model.index(3000, 0).data() == "3000")
    table.select_row(3000)
    top = table.view.verticalScrollBar().value()
    source.many = 5001

    with qtbot.wait_signal(table.model.counted):
        table.refresh()
    qtbot.wait_until(table.model.is_complete)

    assert table.model.rowCount() == 5001
    assert table.view.verticalScrollBar().value() == top
    assert table.current_row() == Row(3000, "out")


def test_enter_and_double_click_open_the_row(qtbot: QtBot, work: Work) -> None:
    table = _table(qtbot, work, Numbers(10))
    table.select_row(3)
    with qtbot.wait_signal(table.opened) as opened:
        qtbot.keyClick(table.view, Qt.Key.Key_Return)
    assert opened.args == [Row(3, "in")]


def test_trouble_with_the_source_is_said(qtbot: QtBot, work: Work) -> None:
    class Broken(Numbers):
        def count(self, ask: Ask) -> int:
            raise OSError("gone")

    table = DataTable(work, Broken(1), COLUMNS)
    qtbot.add_widget(table)
    with qtbot.wait_signal(table.failed) as failed:
        table.reload()
    assert isinstance(failed.args[0], OSError)


def test_the_table_speaks_anew_when_the_language_changes(
    qtbot: QtBot, qapp: QApplication, work: Work
) -> None:
    words = ["Number"]
    table = DataTable(
        work, Numbers(3), (Column("n", lambda: words[0], lambda row: str(row.number)),)
    )
    qtbot.add_widget(table)
    words[0] = "编号"
    lang.apply(qapp, "zh")
    assert table.model.headerData(0, Qt.Orientation.Horizontal) == "编号"
    assert theme.row_height() == 32
