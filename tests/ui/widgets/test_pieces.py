"""Tiles, facts, balance, checklist, busy line, empty state, chips, timeline."""

from dataclasses import replace

import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.samples import photo
from ui import slices
from ui.shell import theme
from ui.widgets import busy, parts
from ui.widgets.balance import Balance, Part
from ui.widgets.busy import Busy
from ui.widgets.checklist import Checklist, Stage, Step
from ui.widgets.chips import Chip, Filter, FilterBar
from ui.widgets.empty import EmptyState
from ui.widgets.facts import Fact, Facts, Group
from ui.widgets.tiles import CountTile, Tile, Tiles
from ui.widgets.timeline import Moment, Photo, Timeline
from ui.work import Lane, Ticket


def test_a_tile_is_chosen_by_mouse_and_by_key(qtbot: QtBot) -> None:
    tiles = Tiles((Tile("a", "A"), Tile("b", "B")))
    qtbot.add_widget(tiles)
    tiles.set_count("b", 12)
    first, second = tiles.findChildren(CountTile)
    with qtbot.wait_signal(tiles.chosen):
        qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
    assert tiles.current() == "b"
    qtbot.keyClick(first, Qt.Key.Key_Return)
    assert tiles.current() == "a"
    assert tiles.count("b") == 12


def test_tiles_in_another_language_keep_their_counts(qtbot: QtBot) -> None:
    tiles = Tiles((Tile("a", "A"),))
    qtbot.add_widget(tiles)
    tiles.set_count("a", 5)
    tiles.set_tiles((Tile("a", "甲"),))
    assert tiles.count("a") == 5


def test_tiles_go_to_a_second_row_when_there_is_no_room(qtbot: QtBot) -> None:
    tiles = Tiles([Tile(name, name) for name in "abcdef"])
    qtbot.add_widget(tiles)
    tiles.resize(900, 80)
    tiles.show()
    first, *_, last = tiles.findChildren(CountTile)
    qtbot.wait_until(lambda: last.y() == first.y() and last.x() > first.x())
    tiles.resize(450, 160)
    qtbot.wait_until(lambda: last.y() > first.y())


def test_rows_of_tiles_are_about_as_full(qtbot: QtBot) -> None:
    tiles = Tiles([Tile(name, name) for name in "abcdefghi"])
    qtbot.add_widget(tiles)
    tiles.resize(1166, 180)
    tiles.show()
    each = tiles.findChildren(CountTile)
    wanted = [True] * 5 + [False] * 4
    qtbot.wait_until(lambda: [tile.y() == each[0].y() for tile in each] == wanted)
    tiles.resize(1700, 180)
    qtbot.wait_until(lambda: each[-1].y() == each[0].y())


def test_facts_show_an_empty_value_as_a_dash(qtbot: QtBot) -> None:
    facts = Facts()
    qtbot.add_widget(facts)
    facts.show_groups((Group("保管", (Fact("库位", "A-03-2"), Fact("持有人", ""))),))
    wanted = {"保管", "库位", "A-03-2", "—"}
    qtbot.wait_until(lambda: {label.text() for label in facts.findChildren(QLabel)} >= wanted)
    assert "库位\tA-03-2" in facts.text()


def test_facts_that_differ_in_their_values_only_are_written_into_the_same_lines(
    qtbot: QtBot,
) -> None:
    """Making a line and dressing it is what a person waits for; most of a card's lines stay when it is read anew."""
    facts = Facts()
    qtbot.add_widget(facts)
    facts.show()
    origin = Group("来源", (Fact("清单", "88"), Fact("案件", "甲", goes=("case", "1"))))
    kept = Group("保管", (Fact("库位", "A-03-2", chip="ok"),))
    facts.show_groups((kept, origin))
    qtbot.wait_until(lambda: not facts._turns.is_busy())
    before = facts.findChildren(QLabel)
    facts.show_groups(
        (
            Group("保管", (Fact("库位", "G-01", chip="late"),)),
            Group("借出", (Fact("持有人", "查一"),)),
            Group("来源", (Fact("清单", ""), Fact("案件", "乙", goes=("case", "1")))),
        )
    )
    qtbot.wait_until(lambda: not facts._turns.is_busy())
    shown = [each for each in facts.findChildren(QLabel) if each.isVisible()]
    assert set(before) <= set(shown)
    assert {each.text() for each in shown} == {
        *("保管", "库位", "G-01"), *("借出", "持有人", "查一"), *("来源", "清单", "—", "案件"),
    }  # fmt: skip
    assert next(each for each in shown if each.text() == "G-01").property("chip") == "late"
    assert facts.findChildren(QPushButton)[0].text() == "乙"
    tops = {each.text(): each.mapTo(facts, QPoint()).y() for each in shown}
    assert tops["保管"] < tops["借出"] < tops["来源"]
    lines = [made.line.isVisible() for made in facts._made]
    assert lines == [False, True, True]


def test_facts_of_which_the_first_group_goes_have_no_line_above_the_next(qtbot: QtBot) -> None:
    facts = Facts()
    qtbot.add_widget(facts)
    facts.show()
    second = Group("b", (Fact("x", "1"),))
    facts.show_groups((Group("a", (Fact("y", "2"),)), second))
    qtbot.wait_until(lambda: not facts._turns.is_busy())
    facts.show_groups((second,))
    qtbot.wait_until(lambda: not facts._turns.is_busy())
    assert [made.line.isVisible() for made in facts._made] == [False]
    assert [made.group for made in facts._made] == [second]


def test_of_a_long_group_that_others_replace_half_made_nothing_stays(qtbot: QtBot) -> None:
    facts = Facts()
    qtbot.add_widget(facts)
    facts.show()
    facts.show_groups((Group("长", tuple(Fact(f"第{n}项", str(n)) for n in range(12))),))
    with slices.of(0):
        facts._turns.go_on()  # some of its lines are there
    assert facts._turns.is_busy()
    assert facts.findChildren(QLabel)
    facts.show_groups((Group("短", (Fact("库位", "G-01"),)),))
    qtbot.wait_until(lambda: not facts._turns.is_busy())
    wanted = {"短", "库位", "G-01"}
    qtbot.wait_until(lambda: {each.text() for each in facts.findChildren(QLabel)} == wanted)


def test_what_goes_while_a_page_is_dressed_step_by_step_is_left_out(qtbot: QtBot) -> None:
    whole = QWidget()
    qtbot.add_widget(whole)
    first, second = QLabel("a", whole), QLabel("b", whole)
    steps = parts.dressing(whole)
    next(steps)
    shiboken6.delete(first)
    assert list(steps) == []  # the first took its children with it
    assert second.testAttribute(Qt.WidgetAttribute.WA_WState_Polished)


def test_the_balance_reads_as_a_sum_and_its_bar_has_the_shares(qtbot: QtBot) -> None:
    balance = Balance()
    qtbot.add_widget(balance)
    balance.resize(600, 64)
    balance.show_balance(
        Part("接收", 60, "text"),
        (
            Part("在库", 51, "ok"),
            Part("在外", 3, "accent"),
            Part("终结", 6, "ended"),
            Part("差异", 0, "danger"),
        ),
    )
    assert balance.sentence() == "接收 60 = 在库 51 + 在外 3 + 终结 6 + 差异 0"
    bar = balance.grab().toImage()
    assert bar.pixelColor(100, 54) == QColor(theme.tokens(theme.mode()).colours["ok"])
    assert bar.pixelColor(590, 54) == QColor(theme.tokens(theme.mode()).colours["ended"])


def test_the_first_open_step_is_lit_and_a_bad_one_comes_before(qtbot: QtBot) -> None:
    steps = Checklist()
    qtbot.add_widget(steps)
    steps.show_steps(
        (
            Step("a", "A", stage=Stage.DONE),
            Step("b", "B"),
            Step("c", "C"),
            Step("d", "D", optional=True),
        )
    )
    assert steps.next_step() == "b"
    steps.show_steps(
        (Step("a", "A", stage=Stage.DONE), Step("b", "B"), Step("c", "C", stage=Stage.BAD))
    )
    assert steps.next_step() == "c"
    steps.show_steps((Step("a", "A", stage=Stage.DONE), Step("d", "D", optional=True)))
    assert steps.is_done()


def test_short_work_shows_nothing_and_long_work_shows_how_far_and_can_be_stopped(
    qtbot: QtBot,
) -> None:
    line = Busy()
    qtbot.add_widget(line)
    line.begin("Importing")
    line.end()
    qtbot.wait(busy.SHOW_AFTER_MS + 50)
    assert line.isHidden()

    ticket = Ticket(Lane.BOOKS)
    line.begin("Importing", ticket)
    line.report(0.4)
    qtbot.wait_until(lambda: not line.isHidden())
    assert "40" not in line._part.text()
    qtbot.wait_until(lambda: "40" in line._part.text())
    with qtbot.wait_signal(line.stopped):
        qtbot.mouseClick(line._stop, Qt.MouseButton.LeftButton)
    assert ticket.is_cancelled()
    assert line.isHidden()


def test_the_empty_state_offers_its_one_action(qtbot: QtBot) -> None:
    empty = EmptyState()
    qtbot.add_widget(empty)
    empty.say("Nothing", "Do this", "Go")
    with qtbot.wait_signal(empty.acted):
        qtbot.mouseClick(empty.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    empty.say("Nothing")
    assert empty.findChildren(QPushButton)[0].isHidden()


def test_filters_keep_what_was_on_when_counts_change(qtbot: QtBot) -> None:
    bar = FilterBar()
    qtbot.add_widget(bar)
    bar.show_filters((Filter("all", "All"), Filter("in", "In", 3)))
    bar.set_on("in")
    bar.show_filters((Filter("all", "全部"), Filter("in", "在库", 4), Filter("out", "在外")))
    assert bar.on() == ["in"]
    with qtbot.wait_signal(bar.changed):
        qtbot.mouseClick(bar.findChildren(QPushButton)[-1], Qt.MouseButton.LeftButton)
    assert bar.on() == ["out"]


def test_a_chip_changes_word_and_colour(qtbot: QtBot) -> None:
    chip = Chip("In", "ok")
    qtbot.add_widget(chip)
    chip.show_state("Late", "late")
    assert (chip.text(), chip.property("chip")) == ("Late", "late")


def test_a_long_timeline_shows_its_beginning_and_grows(qtbot: QtBot) -> None:
    line = Timeline()
    qtbot.add_widget(line)
    line.resize(300, 400)
    line.show()
    line.show_moments([Moment(str(n), f"deed {n}", "Wang", "10:02") for n in range(500)])
    qtbot.wait_until(lambda: len(line._made) == 60)
    qtbot.wait(20)
    assert len(line._made) == 60
    line.verticalScrollBar().setValue(line.verticalScrollBar().maximum())
    qtbot.wait_until(lambda: len(line._made) == 120)


def test_a_narrow_timeline_cuts_no_hour_off(qtbot: QtBot) -> None:
    line = Timeline()
    qtbot.addWidget(line)
    line.resize(190, 300)
    line.show_moments(
        [Moment("1", "审批身份查看", "宋清越 + 郑听雨", "2026-11-26 23:26", "须联系")]
    )
    line.show()
    qtbot.waitUntil(lambda: len(line.findChildren(QLabel)) == 3)
    right = line.viewport().width()
    for label in line.findChildren(QLabel):
        assert label.mapTo(line, label.rect().topRight()).x() < right
        assert label.height() >= label.heightForWidth(label.width())


def test_a_timeline_keeps_its_rows_when_their_photographs_come_and_when_something_more_happens(
    qtbot: QtBot,
) -> None:
    line = Timeline()
    qtbot.addWidget(line)
    line.resize(300, 400)
    line.show()
    first = Moment("1", "收", "Wang", "10:02")
    line.show_moments([first])
    qtbot.wait_until(lambda: len(line._made) == 1)
    (row,) = line._made
    seen = replace(first, photos=(Photo("p", photo(10, 64, 48)),))
    line.show_moments([seen])
    qtbot.wait_until(lambda: len(line.findChildren(QToolButton)) == 1)
    line.show_moments([Moment("2", "出", "Li", "11:00"), seen])
    qtbot.wait_until(lambda: len(line._made) == 2)
    assert line._made[1] is row
    assert len(line.findChildren(QToolButton)) == 1

    line.show_moments(
        [seen, Moment("2", "出", "Li", "11:00")]
    )  # in another order all are made anew
    qtbot.wait_until(lambda: [each.moment.id for each in line._made] == ["1", "2"])
    line.show_moments([Moment("3", "还", "Li", "12:00")])
    qtbot.wait_until(lambda: [each.moment.id for each in line._made] == ["3"])


def test_a_photograph_of_the_timeline_can_be_opened(qtbot: QtBot) -> None:
    line = Timeline()
    qtbot.add_widget(line)
    line.show_moments(
        [Moment("1", "deed", "Wang", "10:02", photos=(Photo("p", photo(10, 64, 48)),))]
    )
    qtbot.wait_until(lambda: line.findChildren(QToolButton) != [])
    with qtbot.wait_signal(line.photo_clicked) as clicked:
        qtbot.mouseClick(line.findChildren(QToolButton)[0], Qt.MouseButton.LeftButton)
    assert clicked.args == ["p"]
