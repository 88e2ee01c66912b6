"""The check-up: every line says what is there or what to do, and its button does the real thing."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from app.devices.fakes import FakeCamera, FakeScale
from app.doctor import looking
from app.doctor.looking import Look
from app.doctor.types import State, well
from app.requests.types import Scanned
from tests.support import window as windows
from tests.support.tampering import tamper
from tests.support.world import World
from tests.ui.settings.sections import section
from ui.settings.doctor import DoctorSection
from ui.settings.page import SettingsPage
from ui.shell import settings
from ui.shell.scales import About
from ui.window import Window


@pytest.fixture(autouse=True)
def _no_camera() -> Iterator[None]:
    settings.prepare()
    QSettings().setValue("camera/source", "")
    yield
    QSettings().remove("camera/source")


def _shown(qtbot: QtBot, window: Window) -> DoctorSection:
    shown = section(qtbot, window, "doctor")
    assert isinstance(shown, DoctorSection)
    qtbot.waitUntil(
        lambda: (
            bool(shown.lines()) and all(line.found is not None for line in shown.lines().values())
        ),
        timeout=30_000,
    )
    return shown


def test_every_line_is_looked_at_and_said(qtbot: QtBot, room: World) -> None:
    with windows.opened(qtbot, room, "guan1") as window:
        shown = _shown(qtbot, window)
        lines = shown.lines()
        assert {"database", "backup", "fonts", "camera", "scanner", "scale", "printer"} <= set(
            lines
        )
        assert lines["database"].found is not None
        assert lines["database"].found.state is State.OK
        assert lines["scale"].detail.text() == "No scale is set up."
        assert "Settings › Scale" in lines["scale"].cure.text()
        states = [line.found.state for line in lines.values() if line.found is not None]
        if not {State.BAD, State.SLOW} & {*states}:  # this machine's own devices
            many = states.count(State.MISSING)
            assert shown.sum.text() == f"What is set up works; {many} not set up"


def test_books_that_open_and_do_not_agree_are_no_good_books(qtbot: QtBot, room: World) -> None:
    room.received()
    tamper(room)
    with windows.opened(qtbot, room, "guan1") as window:
        assert window.inside is not None
        station = window.inside.station
        qtbot.waitUntil(lambda: station.store.read_only, timeout=30_000)
        shown = _shown(qtbot, window)
        line = shown.lines()["database"]
        assert line.found is not None
        assert line.found.state is State.BAD
        assert line.detail.text().startswith("The books open, but they do not agree")
        assert "Audit" in line.cure.text()
        assert "need attention" in shown.sum.text()


def test_a_camera_a_scale_a_printer_and_a_scanner_are_tried(
    qtbot: QtBot, room: World, tmp_path: Path
) -> None:
    with windows.opened(qtbot, room, "guan1") as window:
        assert window.inside is not None
        holder = window.inside.station.devices
        assert holder is not None
        shown = _shown(qtbot, window)
        holder.use_camera(FakeCamera())
        holder.scale.use(FakeScale(12_340), About("fake"))
        lines = shown.lines()
        for name, said in (
            ("camera", "A photograph was taken: 1280 × 720"),
            ("scale", "It weighed 12.34 g"),
            ("printer", "The test label went to"),
        ):
            lines[name].button.click()
            qtbot.waitUntil(lambda n=name, s=said: s in lines[n].told.text())  # type: ignore[misc]
        lines["scanner"].button.click()
        assert lines["scanner"].told.text() == "Scan any code now…"
        page = window.inside.navigation.page()
        assert isinstance(page, SettingsPage)
        assert page.take_scan(Scanned("unknown", number="6901234567892"))
        assert lines["scanner"].told.text() == "A code was read: 6901234567892"
        assert not page.take_scan(Scanned("unknown", number="6901234567892"))
        windows.settled(qtbot, window)


def test_a_dead_device_holds_neither_the_window_nor_the_next_line_up(
    qtbot: QtBot, room: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = threading.Event()

    def dead() -> object:
        release.wait(30)
        return well("camera", "doctor.camera_drawn")

    after = Look("fonts", lambda: well("fonts", "doctor.fonts_ok", names="x"))
    looks = (Look("camera", dead, 0.3), after)  # type: ignore[arg-type]
    monkeypatch.setattr(looking, "looks", lambda _: looks)
    with windows.opened(qtbot, room, "guan1") as window:
        shown = _shown(qtbot, window)
        found = {name: line.found for name, line in shown.lines().items()}
        release.set()
        assert found["camera"] is not None
        assert found["camera"].state is State.SLOW
        assert found["fonts"] is not None
        assert found["fonts"].state is State.OK
        assert shown.sum.text() == "1 need attention"
        qtbot.waitUntil(lambda: not any(t.name == "look camera" for t in threading.enumerate()))


def test_before_anything_was_looked_at_nothing_is_said_to_work(
    qtbot: QtBot, room: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with windows.opened(qtbot, room, "guan1") as window:
        shown = _shown(qtbot, window)
        monkeypatch.setattr(shown, "_lines", [])  # as while they are being made
        shown.retranslate()
        assert shown.sum.text().startswith("Looking")
