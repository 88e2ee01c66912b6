"""Settings of the scale: port, protocol and calibration hold at once; "weigh" tries the real line."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.support import window as windows
from tests.support.pty_scale import PtyScale
from tests.support.world import World
from tests.ui.settings.sections import section
from ui.settings.scale import ScaleSection
from ui.shell import scales, settings
from ui.window import Window


@pytest.fixture
def balance(tmp_path: Path) -> Iterator[PtyScale]:
    far = PtyScale(tmp_path / "tty", "ST,+00012.34  g")
    yield far
    far.close()


@pytest.fixture(autouse=True)
def _forgets() -> Iterator[None]:
    yield
    for key in ("port", "protocol", "baud", "frame", "name", "step_mg", "calibrated_until"):
        settings.put(f"scale/{key}", "")
    settings.put("scale/protocol", "sics")


def _shown(qtbot: QtBot, window: Window) -> ScaleSection:
    shown = section(qtbot, window, "scale")
    assert isinstance(shown, ScaleSection)
    return shown


def _choose(shown: ScaleSection, port: str, protocol: str) -> None:
    shown.port.setEditText(port)
    shown.protocol.setCurrentIndex(shown.protocol.findData(protocol))
    shown.name.set_value("一号秤 SN 0612")
    shown.step.set_value("0.01")
    shown.until.set_value("2999-01-31")
    shown._keep()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_a_port_that_is_typed_is_that_port_whichever_key_ends_it(
    qtbot: QtBot, room: World, balance: PtyScale, key: Qt.Key
) -> None:
    with windows.opened(qtbot, room, "guan1") as window:
        shown = _shown(qtbot, window)
        line = shown.port.lineEdit()
        assert line is not None
        line.setFocus()
        line.setText(str(balance.path)[:-6])
        qtbot.keyClicks(line, str(balance.path)[-6:], delay=60)
        qtbot.keyClick(line, key)
        qtbot.waitUntil(lambda: scales.about().port == str(balance.path))
        assert shown.port.findText(str(balance.path)) < 0


def test_a_scale_is_chosen_seen_live_and_tried(
    qtbot: QtBot, room: World, balance: PtyScale
) -> None:
    with windows.opened(qtbot, room, "guan1") as window:
        shown = _shown(qtbot, window)
        _choose(shown, str(balance.path), "a_and_d")
        qtbot.waitUntil(lambda: shown.shows.text() == "12.34 g")
        shown.try_it()
        qtbot.waitUntil(shown.test.isEnabled)
        assert shown._told.text() == "It works: 12.34 g, last digit 0.01 g."
        told = scales.about()
        qtbot.waitUntil(lambda: shown._link.text() == "connected")
        assert (told.protocol, told.name, told.step_mg) == ("a_and_d", "一号秤 SN 0612", 10)
        assert str(told.calibrated_until) == "2999-01-31"


def test_the_wrong_protocol_is_told_with_what_the_scale_said(
    qtbot: QtBot, room: World, balance: PtyScale
) -> None:
    with windows.opened(qtbot, room, "guan1") as window:
        shown = _shown(qtbot, window)
        _choose(shown, str(balance.path), "sics")
        qtbot.waitUntil(lambda: "ST,+00012.34" in shown._state.text())
        shown.try_it()
        qtbot.waitUntil(shown.test.isEnabled)
        assert window.inside is not None
        assert "not understood" in window.inside.frame.notices.text()


def test_a_calibration_that_is_past_is_said_beside_the_date(qtbot: QtBot, room: World) -> None:
    with windows.opened(qtbot, room, "guan1") as window:
        shown = _shown(qtbot, window)
        shown.until.set_value("2020-01-01")
        shown._keep()
        assert "expired" in shown._late.text()
