"""The frame around every page."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.shell import lang, notices
from ui.shell.frame import Frame
from ui.shell.search import Hit
from ui.shell.top import Health

PAGES = ("desk", "intake", "cases", "items", "requests", "places", "audit", "settings")


@pytest.fixture
def frame(qtbot: QtBot) -> Iterator[Frame]:
    window = QMainWindow()
    qtbot.add_widget(window)
    made = Frame()
    for name in PAGES:
        made.add_page(name, name.title, "inbox", QWidget, bottom=name == "settings")
    made.add_dot("camera", lambda: "Camera")
    window.setCentralWidget(made)
    window.resize(1366, 768)
    window.show()
    qtbot.wait_exposed(window)
    yield made
    window.close()


def test_a_page_is_built_when_it_is_first_shown(qtbot: QtBot, frame: Frame) -> None:
    built: list[str] = []

    def make() -> QWidget:
        built.append("late")
        return QWidget()

    frame.add_hidden_page("late", make)
    assert built == []
    frame.show_page("late")
    frame.show_page("late")
    assert built == ["late"]


def test_ctrl_and_a_number_go_to_a_page_and_say_so_once(qtbot: QtBot, frame: Frame) -> None:
    chosen: list[str] = []
    frame.page_chosen.connect(chosen.append)
    for _ in range(2):
        qtbot.keyClick(frame, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert chosen == ["cases"]
    assert frame.current_page() == "cases"


def test_f2_comes_to_the_field_from_anywhere_and_escape_goes_back(
    qtbot: QtBot, frame: Frame
) -> None:
    page = frame.show_page("items")
    line = QLineEdit(page)
    QVBoxLayout(page).addWidget(line)
    line.show()
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_F2)
    assert frame.top.field.hasFocus()
    qtbot.keyClick(frame.top.field, Qt.Key.Key_Escape)
    assert line.hasFocus()


def test_typing_asks_once_after_a_pause_and_enter_submits(qtbot: QtBot, frame: Frame) -> None:
    asked: list[str] = []
    frame.search_asked.connect(asked.append)
    with qtbot.wait_signal(frame.search_asked):
        qtbot.keyClicks(frame.top.field, "phone")
    assert asked == ["phone"]
    with qtbot.wait_signal(frame.search_submitted) as submitted:
        qtbot.keyClick(frame.top.field, Qt.Key.Key_Return)
    assert submitted.args == ["phone"]


def test_what_was_found_is_chosen_with_the_keys(qtbot: QtBot, frame: Frame) -> None:
    frame.focus_search()
    qtbot.keyClicks(frame.top.field, "ph")
    frame.show_hits([Hit("a", "Phone A"), Hit("b", "Phone B", "2026-0001")])
    assert frame.top.field.hits_shown() == 2
    qtbot.keyClick(frame.top.field, Qt.Key.Key_Down)
    with qtbot.wait_signal(frame.hit_chosen) as chosen:
        qtbot.keyClick(frame.top.field, Qt.Key.Key_Return)
    assert chosen.args == [Hit("b", "Phone B", "2026-0001")]
    assert frame.top.field.hits_shown() == 0


def test_the_list_of_what_was_found_goes_when_the_field_is_left(qtbot: QtBot, frame: Frame) -> None:
    frame.focus_search()
    frame.show_hits([Hit("a", "Phone A")])
    frame.top.field.clearFocus()
    assert frame.top.field.hits_shown() == 0


def test_counts_and_dots_show_what_they_are_told(qtbot: QtBot, frame: Frame) -> None:
    frame.set_counts({"desk": 12, "requests": 3}, urgent=("requests",))
    frame.set_dot("camera", Health.LOST, "unplugged")
    assert "12" in frame.rail.findChildren(type(frame.rail._items["desk"]))[0].accessibleName()
    assert frame.top.dot("camera").health() is Health.LOST
    assert "unplugged" in frame.top.dot("camera").toolTip()
    with qtbot.wait_signal(frame.dot_clicked) as clicked:
        qtbot.mouseClick(frame.top.dot("camera"), Qt.MouseButton.LeftButton)
    assert clicked.args == ["camera"]


def test_f12_asks_to_lock(qtbot: QtBot, frame: Frame) -> None:
    with qtbot.wait_signal(frame.lock_asked):
        qtbot.keyClick(frame, Qt.Key.Key_F12)


def test_a_small_window_leaves_its_room_to_the_page(qtbot: QtBot, frame: Frame) -> None:
    frame.window().resize(911, 512)
    qtbot.wait_until(frame.rail.is_narrow)
    assert frame.minimumSizeHint().width() <= 911
    assert frame.rail._items["cases"].text() == ""
    assert "Cases" in frame.rail._items["cases"].toolTip()
    frame.window().resize(1366, 768)
    qtbot.wait_until(lambda: not frame.rail.is_narrow())
    assert "Cases" in frame.rail._items["cases"].text()


def test_the_practice_store_has_a_red_frame(qtbot: QtBot, frame: Frame) -> None:
    frame.set_practice(True)
    qtbot.wait_until(lambda: frame.rail.x() == 4)
    colour = frame.grab().toImage().pixelColor(1, 300)
    assert colour.red() > 150
    assert colour.green() < 80


def test_the_frame_speaks_the_language_that_is_chosen_live(
    qtbot: QtBot, qapp: QApplication, frame: Frame
) -> None:
    frame.set_head("K7QF")
    assert "Scan or search" in frame.top.field.placeholderText()
    lang.apply(qapp, "zh")
    qtbot.wait_until(lambda: "扫描或搜索" in frame.top.field.placeholderText())
    assert frame.status._head.text() == "链头 K7QF"
    lang.apply(qapp, "en")
    qtbot.wait_until(lambda: "Scan or search" in frame.top.field.placeholderText())


def test_going_to_another_page_takes_the_banner_away(qtbot: QtBot, frame: Frame) -> None:
    frame.show_page("desk")
    frame.notices.refuse("no")
    frame.show_page("cases")
    assert frame.notices.text() == ""


def test_the_bar_of_work_shows_only_what_takes_long(qtbot: QtBot, frame: Frame) -> None:
    frame.set_busy(1)
    assert frame.status._busy.isHidden()
    qtbot.wait_until(lambda: not frame.status._busy.isHidden())
    frame.set_busy(0)
    assert frame.status._busy.isHidden()


def test_nothing_moves_under_the_hand_when_something_was_done(
    qtbot: QtBot, frame: Frame, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A click that was aimed before the words came, or before they went, hits what it was aimed at."""
    frame.set_person("涉案财物保管中心", "林思齐")
    page = frame.show_page("items")
    was = page.mapTo(frame, page.rect().topLeft()), page.size()
    monkeypatch.setattr(notices, "DONE_FOR_MS", 600)
    frame.notices.done("2026-0001-0013 财务专用章 已接收，存放于 K1/A-01")
    QApplication.processEvents()
    done = frame.findChild(notices.Done)
    assert done is not None
    assert done.isVisible()
    assert (page.mapTo(frame, page.rect().topLeft()), page.size()) == was
    assert frame.top.geometry().contains(done.geometry())
    dot = frame.top.dot("camera")
    at = dot.mapTo(frame, dot.rect().center())
    assert done.geometry().contains(at)
    window = frame.window().windowHandle()
    with qtbot.wait_signal(frame.dot_clicked):
        QTest.mouseClick(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    qtbot.wait_until(lambda: not frame.notices.tone())
    assert not done.isVisible()
    assert (page.mapTo(frame, page.rect().topLeft()), page.size()) == was


def test_a_long_sentence_of_what_was_done_keeps_to_the_top_line(frame: Frame) -> None:
    frame.set_person("涉案财物保管中心", "林思齐")
    sentence = "已接收 " * 80
    frame.notices.done(sentence)
    done = frame.findChild(notices.Done)
    assert done is not None
    assert frame.top.geometry().contains(done.geometry())
    assert done.accessibleName() == frame.notices.text() == sentence
