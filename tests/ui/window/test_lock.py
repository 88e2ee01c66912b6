"""The locked screen: what locks it, and what opens it again."""

import threading
import time
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app import errors
from app.custody import labelling
from app.requests import desk as waiting
from tests.support import window as windows
from tests.support.pty_line import PtyLine
from tests.support.world import PASSWORD, World
from ui.shell import settings
from ui.shell.devices import SCANNER
from ui.window import Window
from ui.work import Lane


def unlock(window: Window, password: str) -> None:
    page = window._gates["lock"]
    page.password.setText(password)  # type: ignore[attr-defined]
    page.go.click()  # type: ignore[attr-defined]


def test_f12_locks_and_only_the_own_password_opens_again(qtbot: QtBot, room: World) -> None:
    with windows.opened(qtbot, room, "guan1") as window:
        assert window.inside is not None
        frame = window.inside.frame
        qtbot.keyClick(window, Qt.Key.Key_F12)
        assert window.is_locked()
        unlock(window, "wrong-password-1")
        page = window._gates["lock"]
        qtbot.wait_until(lambda: bool(page.trouble.text()))  # type: ignore[attr-defined]
        assert window.is_locked()
        unlock(window, PASSWORD)
        qtbot.wait_until(lambda: not window.is_locked())
        assert window.currentWidget() is frame
        windows.settled(qtbot, window)


def test_the_screen_locks_itself_when_nobody_is_there(qtbot: QtBot, room: World) -> None:
    with windows.opened(qtbot, room, "guan1") as window:
        with qtbot.wait_signal(window.locked):
            window.services.idle.start(0.1)
        page: Any = window._gates["lock"]
        assert page.reason.text() == "Nobody was here for a while; the screen locked itself."
        unlock(window, "wrong-password-1")
        qtbot.wait_until(lambda: bool(page.trouble.text()))
        window.set_language("zh")
        qtbot.wait_until(lambda: page.reason.text().startswith("长时间"))
        assert not page.trouble.text().isascii()
        windows.settled(qtbot, window)


def test_whoever_scans_with_a_serial_scanner_is_there(
    qtbot: QtBot, room: World, tmp_path: Path
) -> None:
    line = PtyLine(tmp_path / "scanner")
    settings.put("scanner/port", str(line.path))
    try:
        with windows.opened(qtbot, room, "guan1") as window:
            devices, idle = window.services.devices, window.services.idle
            devices.open_scanner()
            qtbot.wait_until(lambda: devices.link(SCANNER) == "LIVE")
            idle.start(600)
            idle._last = long_ago = time.monotonic() - 599
            line.write(b"SN-4711\r\n")
            qtbot.wait_until(lambda: idle._last > long_ago)
            assert not window.is_locked()
            windows.settled(qtbot, window)
    finally:
        line.unplug()
        settings.put("scanner/port", "")


@pytest.mark.scenario("C83")
def test_who_signs_in_elsewhere_finds_this_screen_locked_with_the_reason(
    qtbot: QtBot, room: World
) -> None:
    from app import bootstrap

    with windows.opened(qtbot, room, "guan1") as window:
        assert window.inside is not None
        elsewhere = bootstrap.open_store(room.url, station="站-别处", time_of=room.clock)
        elsewhere.sign_in("guan1", PASSWORD)
        window.inside.navigation.refresh()
        qtbot.wait_until(window.is_locked)
        page = window._gates["lock"]
        assert page.reason.text()  # type: ignore[attr-defined]
        unlock(window, PASSWORD)
        qtbot.wait_until(lambda: not window.is_locked())
        windows.settled(qtbot, window)
        elsewhere.close()


@pytest.mark.scenario("C83")
def test_an_answer_of_the_sign_in_before_does_not_lock_the_screen_again(
    qtbot: QtBot, room: World
) -> None:
    from app import bootstrap

    on_its_way = threading.Event()

    def asked() -> None:
        try:
            window.inside.station.store.read(waiting.desk)  # type: ignore[union-attr]
        except errors.SignedInElsewhere:
            assert on_its_way.wait(30)
            raise

    with windows.opened(qtbot, room, "guan1") as window:
        assert window.inside is not None
        elsewhere = bootstrap.open_store(room.url, station="站-别处", time_of=room.clock)
        elsewhere.sign_in("guan1", PASSWORD)
        late = window.work.run(
            window, asked, failed=window.inside.station.refuse, lane=Lane.PICTURES
        )
        window.inside.navigation.refresh()
        qtbot.wait_until(window.is_locked)
        unlock(window, PASSWORD)
        qtbot.wait_until(lambda: not window.is_locked())
        on_its_way.set()
        qtbot.wait_until(late.is_done)
        windows.settled(qtbot, window)
        assert not window.is_locked()
        elsewhere.close()


def test_scans_are_nobodys_while_the_screen_is_locked(qtbot: QtBot, room: World) -> None:
    row = room.received()[0]
    payload = room.ask("guan1", labelling.label, item_id=row.id).payload
    with windows.opened(qtbot, room, "guan1") as window:
        assert window.inside is not None
        window.lock()
        window.services.scans.feed(payload)
        qtbot.wait(100)
        unlock(window, PASSWORD)
        qtbot.wait_until(lambda: not window.is_locked())
        windows.settled(qtbot, window)
        assert window.inside.navigation.here().page == "workdesk"


@pytest.mark.scenario("C83")
def test_who_comes_after_one_whose_sign_in_ended_unlocks_without_signing_in_anew(
    qtbot: QtBot, room: World
) -> None:
    with windows.opened(qtbot, room, "guan1") as window:
        store = window.store
        assert store is not None
        first = store.actor
        assert first is not None
        ended = errors.SignedInElsewhere(why="sign_in.taken_over", sign_in=first.sign_in)
        window._sign_in_ended(ended)
        assert window.is_locked()
        window.lock()  # still his: his password signs in anew
        assert window._unlocking is not None
        assert window._unlocking._is_ended

        window.sign_out()  # he gave up; another sits down at the same desk
        windows.settled(qtbot, window)
        second = store.sign_in("guan2", PASSWORD)
        with qtbot.wait_signal(window.entered):
            window.enter()
        windows.settled(qtbot, window)
        window.lock()
        unlock(window, PASSWORD)
        qtbot.wait_until(lambda: not window.is_locked())
        windows.settled(qtbot, window)
        assert not window.is_locked()
        assert store.actor is not None
        assert store.actor.sign_in == second.sign_in
