"""Banners and the one place for message boxes."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.support import window as windows
from tests.support.world import World
from ui.shell import notices
from ui.shell.notices import Notices


@pytest.fixture
def banner(qtbot: QtBot) -> Iterator[Notices]:
    window = QWidget()
    qtbot.add_widget(window)
    column = QVBoxLayout(window)
    made = Notices(window)
    column.addWidget(made)
    column.addWidget(QLineEdit(window))
    window.show()
    qtbot.wait_exposed(window)
    window.findChildren(QLineEdit)[0].setFocus()
    yield made
    window.close()


def test_a_refusal_says_sentence_next_step_code_and_basis_and_leaves_the_focus(
    qtbot: QtBot, banner: Notices
) -> None:
    line = banner.window().findChildren(QLineEdit)[0]
    banner.refuse("同一人不能既申请又审批。", "请由另一位审批人处理。", "R12", "规定第 23 条")
    assert banner.tone() == "refused"
    assert banner.text() == "同一人不能既申请又审批。"
    assert banner._basis.text() == "R12  ·  规定第 23 条"
    assert line.hasFocus()


def test_what_is_done_goes_by_itself_and_a_refusal_stays(
    qtbot: QtBot, banner: Notices, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notices, "DONE_FOR_MS", 30)
    banner.done("stored")
    qtbot.wait_until(lambda: banner.text() == "")
    banner.done("stored")
    banner.refuse("no")
    qtbot.wait(80)
    assert banner.text() == "no"


def test_the_next_scan_clears_the_banner(qtbot: QtBot, banner: Notices) -> None:
    banner.warn("look")
    with qtbot.wait_signal(banner.closed):
        banner.clear()
    assert banner.tone() == ""


@pytest.mark.parametrize(
    ("key", "answer"), [(Qt.Key.Key_Escape, False), (Qt.Key.Key_Return, False)]
)
def test_enter_and_escape_do_not_do_what_cannot_be_undone(
    qtbot: QtBot, banner: Notices, key: Qt.Key, answer: bool
) -> None:
    QTimer.singleShot(50, lambda: qtbot.keyClick(QApplication.activeModalWidget(), key))
    assert notices.ask(banner.window(), "Destroy?", "Destroy", "Keep") is answer


def test_it_is_done_when_it_is_clicked(qtbot: QtBot, banner: Notices) -> None:
    def click() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        button = next(each for each in box.findChildren(QPushButton) if each.text() == "Destroy")
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    QTimer.singleShot(50, click)
    assert notices.ask(banner.window(), "Destroy?", "Destroy", "Keep") is True


def test_another_language_takes_away_what_was_refused_and_leaves_what_is_offered(
    qtbot: QtBot, room: World
) -> None:
    with windows.opened(qtbot, room, "guan1") as window:
        assert window.inside is not None
        banner, taken = window.inside.frame.notices, list[str]()
        try:
            banner.warn("look", "at it", ("Show", lambda: taken.append("shown")))
            window.set_language("zh")
            assert (banner.tone(), banner.text()) == ("warn", "look")
            banner._offer.click()
            assert taken == ["shown"]
            banner.refuse("no")
            window.inside.station.told.emit("10:02 stored")
            window.set_language("en")
            assert banner.tone() == ""
            assert window.inside.frame.status.last() == ""
            banner.done("stored")
            window.set_language("zh")
            assert banner.tone() == ""
        finally:
            window.set_language("en")
