"""Two scanners on serial lines: told apart, heard together, pulled out and put back without a code lost or doubled."""

from pathlib import Path

from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.labels import rules
from app.labels.types import Command
from tests.support import window as windows
from tests.support.pty_line import PtyLine
from tests.support.world import World
from tests.ui.settings.sections import section
from ui.settings.scanners import ScannersSection
from ui.shell import settings


def test_two_serial_scanners_are_told_apart_and_come_back_by_themselves(
    qtbot: QtBot, room: World, tmp_path: Path
) -> None:
    left, right = PtyLine(tmp_path / "left"), PtyLine(tmp_path / "right")
    try:
        with windows.opened(qtbot, room, "guan1") as window:
            shown = section(qtbot, window, "scanners")
            assert isinstance(shown, ScannersSection)
            for line in (left, right):
                shown.other.setText(str(line.path))
                shown.add()
            devices = window.services.devices
            qtbot.wait_until(lambda: devices.scanner_links == {
                str(left.path): "LIVE", str(right.path): "LIVE",
            })  # fmt: skip
            heard: list[str] = []
            window.services.scans.scanned.connect(heard.append)

            left.write(b"A-0001\r\n")
            right.write(b"B-0002\r")
            qtbot.wait_until(lambda: sorted(heard) == ["A-0001", "B-0002"])

            right.unplug()
            qtbot.wait_until(lambda: devices.link("scanner") == "LOST")
            assert devices.scanner_links[str(left.path)] == "LIVE"
            left.write(b"A-0003\r\n")
            qtbot.wait_until(lambda: heard[-1] == "A-0003")

            right.plug()
            qtbot.wait_until(lambda: devices.link("scanner") == "LIVE")
            right.write(b"B-0004\r\n")
            qtbot.wait_until(lambda: heard[-1] == "B-0004")
            assert len(heard) == 4
            windows.settled(qtbot, window)
    finally:
        settings.put("scanner/port", "")
        for line in (left, right):
            line.unplug()


def scan(window: object, command: Command) -> None:
    window.services.scans.feed(rules.encode(rules.code_for(command)))  # type: ignore[attr-defined]


def test_the_command_card_finds_undoes_and_locks_on_every_page(qtbot: QtBot, room: World) -> None:
    with windows.opened(qtbot, room, "guan1") as window:
        assert window.inside is not None
        field = window.inside.frame.top.field
        scan(window, Command.FIND)
        qtbot.wait_until(lambda: QApplication.focusWidget() is field or field.hasFocus())
        assert isinstance(field, QLineEdit)
        field.insert("手表")
        scan(window, Command.UNDO)
        qtbot.wait_until(lambda: field.text() == "")

        scan(window, Command.LOCK)
        qtbot.wait_until(window.is_locked)
        windows.settled(qtbot, window)
