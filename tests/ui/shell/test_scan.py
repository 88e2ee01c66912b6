"""A scanner that types, told from a hand, in any window and focus."""

import functools
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.labels import rules
from app.labels.types import Command
from ui.shell.scan import ScanField, Scans

CODE = "2000000000123456"
OURS = rules.encode(rules.code_for(Command.CONFIRM))
NO = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def scans(qapp: QApplication) -> Iterator[Scans]:
    made = Scans(qapp)
    yield made
    made.stop()


class Typist:
    """Sends a window key presses and releases as the system does, with the times that a keyboard or a scanner stamps."""

    def __init__(self) -> None:
        self.now = 1_000_000

    def key(self, target: QWidget, char: str, gap_ms: int) -> None:
        self.now += gap_ms
        target.setFocus()
        window = target.window().windowHandle()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, _code(char), NO, 0, 0, 0, char)
            event.setTimestamp(self.now)
            QCoreApplication.sendEvent(window, event)

    def scan(self, target: QWidget, text: str = CODE, suffix: str = "\r", gap_ms: int = 4) -> None:
        self.now += 1000
        for char in text + suffix:
            self.key(target, char, gap_ms)

    def type(self, target: QWidget, text: str, gap_ms: int = 120) -> None:
        for char in text:
            self.key(target, char, gap_ms)


def _code(char: str) -> int:
    return {"\r": int(Qt.Key.Key_Return), "\t": int(Qt.Key.Key_Tab)}.get(char, ord(char.upper()))


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    qtbot.add_widget(made)
    column = QVBoxLayout(made)
    column.addWidget(QLineEdit())
    column.addWidget(QPushButton("删除"))
    made.show()
    qtbot.wait_until(made.isActiveWindow)
    yield made
    made.close()


def _longer(heard: list[str], count: int) -> bool:
    return len(heard) > count


def _line(window: QWidget) -> QLineEdit:
    return window.findChildren(QLineEdit)[0]


def _button(window: QWidget) -> QPushButton:
    return window.findChildren(QPushButton)[0]


@pytest.mark.parametrize("suffix", ["\r", "\t", ""])
def test_a_burst_in_a_text_field_is_a_scan_and_leaves_the_field_alone(
    qtbot: QtBot, scans: Scans, window: QWidget, suffix: str
) -> None:
    with qtbot.wait_signal(scans.scanned) as heard:
        Typist().scan(_line(window), suffix=suffix)
    assert heard.args == [CODE]
    assert _line(window).text() == ""


@pytest.mark.parametrize("suffix", ["\r", ""])
def test_a_password_typed_as_fast_as_a_scanner_stands_in_its_field(
    qtbot: QtBot, scans: Scans, window: QWidget, suffix: str
) -> None:
    heard: list[str] = []
    entered: list[str] = []
    scans.scanned.connect(heard.append)
    line = _line(window)
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.returnPressed.connect(lambda: entered.append(line.text()))
    Typist().scan(line, "Baoguan-2026!", suffix, gap_ms=25)
    qtbot.wait_until(lambda: line.text() == "Baoguan-2026!")
    assert (heard, entered) == ([], [])  # the Enter of so quick a hand is no sign-in

    with qtbot.wait_signal(scans.scanned):
        Typist().scan(line, OURS)  # one of our own codes is never a password
    assert line.text() == "Baoguan-2026!"
    scans.is_badge = lambda text: text == "guan2"
    with qtbot.wait_signal(scans.scanned):
        Typist().scan(line, "guan2")  # nor is the badge of one who is asked to sign
    assert line.text() == "Baoguan-2026!"


def test_a_typing_hand_gets_every_key_in_order(qtbot: QtBot, scans: Scans, window: QWidget) -> None:
    heard: list[str] = []
    scans.scanned.connect(heard.append)
    typist = Typist()
    for char in "case 2026":
        typist.key(_line(window), char, 120)
        qtbot.wait(2)

    qtbot.wait_until(lambda: _line(window).text() == "case 2026")
    assert heard == []


def test_two_keys_rolled_quickly_are_still_a_hand(
    qtbot: QtBot, scans: Scans, window: QWidget
) -> None:
    Typist().type(_line(window), "ab", gap_ms=10)
    qtbot.wait_until(lambda: _line(window).text() == "ab")


def test_a_typed_key_shows_within_fifty_milliseconds(
    qtbot: QtBot, scans: Scans, window: QWidget
) -> None:
    # a timer that begins when the key was sent says when the time is up (begun before it, a machine that stood still
    # between the two would count against the key); one that stood still meanwhile hears both timers at once, the
    # shorter first, and what that one began is through two turns later
    line = _line(window)
    shown: list[str] = []

    def judge(turns: int) -> None:
        if turns:
            QTimer.singleShot(0, window, lambda: judge(turns - 1))
        else:
            shown.append(line.text())

    for end, char in enumerate("evidence", 1):
        up = QTimer(singleShot=True, interval=50, timerType=Qt.TimerType.PreciseTimer)
        up.timeout.connect(lambda: judge(2))
        Typist().key(line, char, 120)
        up.start()
        qtbot.wait_until(lambda: len(shown) == end)  # noqa: B023 — called before the next turn
    assert shown == ["evidence"[:end] for end in range(1, 9)]


def test_enter_and_shortcuts_of_a_hand_go_straight_through(
    qtbot: QtBot, scans: Scans, window: QWidget
) -> None:
    with qtbot.wait_signal(_line(window).returnPressed):
        Typist().key(_line(window), "\r", 200)


def test_a_scan_never_presses_the_button_that_has_the_focus(
    qtbot: QtBot, scans: Scans, window: QWidget
) -> None:
    pressed: list[bool] = []
    _button(window).clicked.connect(lambda: pressed.append(True))
    _button(window).setFocus()
    for _ in range(20):
        with qtbot.wait_signal(scans.scanned):
            Typist().scan(_button(window), "12 34 5678 90", "\r")
    assert pressed == []


def test_a_space_by_hand_still_presses_the_button_once(
    qtbot: QtBot, scans: Scans, window: QWidget
) -> None:
    pressed: list[bool] = []
    _button(window).clicked.connect(lambda: pressed.append(True))
    Typist().key(_button(window), " ", 200)
    qtbot.wait_until(lambda: pressed == [True])
    qtbot.wait(120)
    assert pressed == [True]


def test_a_scan_is_heard_in_a_dialog_and_does_not_accept_it(
    qtbot: QtBot, scans: Scans, window: QWidget
) -> None:
    dialog = QDialog(window)
    ok = QPushButton("OK", dialog)
    ok.setDefault(True)
    ok.clicked.connect(dialog.accept)
    dialog.open()
    qtbot.wait_until(dialog.isActiveWindow)
    with qtbot.wait_signal(scans.scanned):
        Typist().scan(dialog)
    assert dialog.isVisible()
    dialog.reject()


def test_scans_wait_while_one_is_looked_up_and_none_is_lost(
    qtbot: QtBot, scans: Scans, window: QWidget
) -> None:
    heard: list[str] = []

    def look_up(text: str) -> None:
        heard.append(text)
        scans.hold()

    scans.scanned.connect(look_up)
    typist = Typist()
    codes = [f"20000000000{number:05d}" for number in range(50)]
    for code in codes:
        typist.scan(window, code)

    qtbot.wait_until(lambda: len(heard) == 1)
    assert scans.waiting() == 49
    while len(heard) < 50:
        scans.release()
        count = len(heard)
        qtbot.wait_until(functools.partial(_longer, heard, count))
    assert heard == codes


def test_a_handler_that_opens_a_dialog_does_not_stop_the_next_scan(
    qtbot: QtBot, scans: Scans, window: QWidget
) -> None:
    heard: list[str] = []
    dialog = QDialog(window)

    def on_scan(text: str) -> None:
        heard.append(text)
        if len(heard) == 1:
            dialog.exec()
        else:
            dialog.reject()

    scans.scanned.connect(on_scan)
    typist = Typist()
    typist.scan(window, "11112222")
    typist.scan(window, "33334444")
    qtbot.wait_until(lambda: heard == ["11112222", "33334444"])


def test_a_code_from_elsewhere_comes_the_same_way(qtbot: QtBot, scans: Scans) -> None:
    with qtbot.wait_signal(scans.scanned) as heard:
        scans.feed(CODE)
    assert heard.args == [CODE]


def test_a_field_for_codes_switches_the_input_method_off(qtbot: QtBot) -> None:
    field = ScanField()
    qtbot.add_widget(field)
    assert field.inputMethodQuery(Qt.InputMethodQuery.ImEnabled) is False
    assert field.inputMethodHints() & Qt.InputMethodHint.ImhSensitiveData
