"""The watchdog of the GUI thread."""

from __future__ import annotations

import time

from pytestqt.qtbot import QtBot

from ui.shell.watchdog import Watchdog


def test_a_stall_is_seen_with_its_length_and_place(qtbot: QtBot) -> None:
    dog = Watchdog(limit_ms=50)
    dog.start()
    qtbot.wait(30)

    time.sleep(0.15)
    qtbot.wait(30)

    assert 130 < dog.stop() < 400
    assert len(dog.stalls()) == 1
    assert "time.sleep(0.15)" in dog.stalls()[0].where


def test_a_quiet_window_has_no_stall(qtbot: QtBot) -> None:
    dog = Watchdog(limit_ms=200)
    dog.start()
    qtbot.wait(100)
    dog.stop()
    assert dog.stalls() == ()
