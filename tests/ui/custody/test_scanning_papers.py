"""A paper photographed at the counter is kept as it was and, beside it, made flat."""

from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from pytestqt.qtbot import QtBot

from app.devices import decode
from app.devices.camera import OpenCvCamera
from tests.app.devices.test_document import SLANTED, photographed
from tests.support.labels import WATCH
from tests.support.world import World
from tests.ui.custody.counter import Counter
from ui.custody.paper_scan import PaperScan
from ui.custody.shots import ShotTray


def test_a_photographed_paper_is_kept_and_made_flat_beside_it(
    qtbot: QtBot, room: World, counter: Counter, tmp_path: Path
) -> None:
    (tmp_path / "paper.jpg").write_bytes(photographed(SLANTED))
    QSettings().setValue("camera/source", "")
    tray = ShotTray(counter.station("guan1"), "test")
    counter.pages.append(tray)
    qtbot.addWidget(tray)
    tray.set_plan(("document",))
    tray.import_files([str(tmp_path / "paper.jpg")])

    qtbot.waitUntil(lambda: len(tray.shots()) == 2)
    taken, flat = tray.shots()
    blobs = room.store("guan1").blobs

    assert blobs.get(taken.sha256) == (tmp_path / "paper.jpg").read_bytes()
    assert flat.source == f"flat:{taken.sha256}"
    assert WATCH.payload in {read.text for read in decode.read_image(blobs.get(flat.sha256))}


def test_where_a_camera_is_set_up_the_list_is_seen_before_it_is_photographed(
    qtbot: QtBot, room: World, counter: Counter, tmp_path: Path
) -> None:
    QSettings().setValue("camera/source", "")
    (tmp_path / "list.jpg").write_bytes(photographed(SLANTED))
    blind = PaperScan(counter.station("cha1"), "test")
    station = counter.station("cha1")
    devices = station.devices
    assert devices is not None
    devices.use_camera(OpenCvCamera(str(tmp_path / "list.jpg")))
    seeing = PaperScan(station, "test")
    for each in (blind, seeing):
        counter.pages.append(each)
        qtbot.addWidget(each)
        each.show()
    assert not blind.view.isVisible()
    qtbot.waitUntil(lambda: seeing.view.isVisible() and devices.newest() is not None)
    qtbot.waitUntil(lambda: seeing.view.shown() > 0)
    qtbot.waitUntil(lambda: seeing.view.state() == "")

    qtbot.keyClick(seeing, Qt.Key.Key_F3)
    qtbot.waitUntil(lambda: bool(seeing.sha256))
    assert WATCH.payload in {
        read.text for read in decode.read_image(station.store.blobs.get(seeing.sha256))
    }
