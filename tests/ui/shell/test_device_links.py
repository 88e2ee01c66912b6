"""How each device stands is said of the one that is open now, never of the one before it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from app.devices.camera import Shot
from tests.support.pty_line import PtyLine
from tests.support.pty_scale import PtyScale
from tests.ui.custody.counter import PHOTOS, settled
from ui.shell import settings
from ui.shell.devices import CAMERA, SCANNER, Devices
from ui.shell.scales import SCALE
from ui.work import Work


@pytest.fixture
def devices(work: Work, tmp_path: Path) -> Iterator[Devices]:
    """A camera, a serial scanner and a scale, all set up and open."""
    far, line = PtyScale(tmp_path / "scale"), PtyLine(tmp_path / "scanner")
    settings.put("camera/source", str(PHOTOS))
    settings.put("scale/port", str(far.path))
    settings.put("scanner/port", str(line.path))
    made = Devices(work, lambda _: None)
    made.open_camera()
    made.open_scanner()
    made.scale.open()
    yield made
    made.close()
    far.close()
    line.unplug()
    for key in ("camera/source", "camera/detail/source", "scale/port", "scanner/port"):
        QSettings().setValue(key, "")


@pytest.mark.parametrize("device", [CAMERA, SCANNER, SCALE])
def test_after_a_change_in_the_settings_a_live_device_is_said_to_be_live(
    qtbot: QtBot, devices: Devices, work: Work, device: str
) -> None:
    qtbot.waitUntil(lambda: devices.link(device) == "LIVE")
    said: list[tuple[str, str]] = []
    devices.link_changed.connect(lambda *told: said.append(told))

    devices.reopen()
    settled(qtbot, work)
    qtbot.waitUntil(lambda: devices.link(device) == "LIVE")
    qtbot.wait(600)  # a last word of the one before would come now

    assert devices.link(device) == "LIVE"
    assert [link for name, link in said if name == device][-1] == "LIVE"


@pytest.mark.parametrize("practice", [True, False])
def test_outside_practice_a_drawn_picture_is_marked_as_no_cameras(
    qtbot: QtBot, work: Work, practice: bool
) -> None:
    settings.put("camera/source", "drawn")
    made, shots = Devices(work, lambda _: None), list[Shot]()
    made.set_practice(on=practice)
    made.open_camera(lambda: made.overview.shoot(made, shots.append))
    qtbot.waitUntil(lambda: len(shots) == 1)
    made.close()
    QSettings().setValue("camera/source", "")

    assert shots[0].marked_fallback != practice
