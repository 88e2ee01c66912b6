"""A hand-over is filmed: the clip is kept, named in its entry, shown on the card; what a killed program left comes back."""

import io
import resource
import subprocess
import sys
from pathlib import Path

import av
import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from app.custody import service as custody
from app.custody import views
from app.custody.types import PhotoKind
from app.devices import clips
from app.devices.camera import OpenCvCamera
from app.forms import pages
from tests.support.world import World
from tests.ui.custody.counter import PHOTOS, Counter, settled
from ui import photographs
from ui.custody import filming, pictures
from ui.custody.shots import ShotTray
from ui.work import Work

ROOT = Path(__file__).parents[3]


def tray(qtbot: QtBot, counter: Counter) -> ShotTray:
    station = counter.station("guan1")
    QSettings().setValue("camera/source", "")
    assert station.devices is not None
    station.devices.use_camera(OpenCvCamera(str(PHOTOS)))
    made = ShotTray(station, "hand_over", films=True)
    counter.pages.append(made)
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    qtbot.waitUntil(lambda: made.filming is not None and made.filming._recorder is not None)
    return made


@pytest.mark.scenario("C37")
def test_a_clip_is_filmed_kept_and_named_in_the_entry_of_its_act(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.received(room.new("平板"))
    shown = tray(qtbot, counter)
    film = shown.filming
    assert film is not None
    film.set_thing(row.id)
    qtbot.wait(600)  # something to remember from before
    film.toggle()
    qtbot.waitUntil(lambda: film.is_filming() and film._recorder.seconds() > 1)
    film.toggle()
    qtbot.waitUntil(lambda: len(shown.shots()) == 1)
    (shot,) = shown.shots()
    settled(qtbot, work)

    assert shot.kind == PhotoKind.CLIP
    assert not list(filming.folder().glob("*.ts"))
    room.do("guan1", custody.add_photo, item_id=row.id, photos=(shot,))
    card = room.ask("guan1", views.card, item_id=row.id)
    assert card.entries[0].facts["photos"] == [
        {"sha256": shot.sha256, "kind": "clip", "fallback": False}
    ]
    kept = room.store("guan1").blobs.get(shot.sha256)
    assert clips.is_clip(kept)
    assert len(list(clips.frames(kept))) >= 10
    read = photographs.reader(room.store("guan1"), shot.sha256)
    assert pictures.small(read())[:2] == b"\xff\xd8"
    assert pages.card_pdf(card, [b""] * len(card.photos))[:4] == b"%PDF"


_OTHER_WINDOW = """
import sys
from pathlib import Path
import numpy as np
from app.devices import clips
from ui.custody import filming
recorder = clips.Recorder(lambda: None)
lock = filming.begun(recorder, Path(sys.argv[1]))
for step in range(30):
    recorder._take(np.full((180, 320, 3), step * 8, dtype=np.uint8), step / clips.FPS)
print("recording", flush=True)
sys.stdin.read()
"""


def test_what_another_window_films_is_let_be_and_when_it_was_killed_brought_back(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    file: Path = filming.folder() / "item7-x.ts"
    other = subprocess.Popen(
        [sys.executable, "-c", _OTHER_WINDOW, str(file)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT,
    )  # fmt: skip
    assert other.stdin is not None
    assert other.stdout is not None
    try:
        assert other.stdout.readline() == b"recording\n"
        shown = tray(qtbot, counter)
        shown.set_thing("item7")
        settled(qtbot, work)
        assert shown.shots() == ()
        assert clips.partly(file).exists()
    finally:
        other.kill()
        other.wait()
        other.stdin.close()
        other.stdout.close()

    shown.set_thing("item7")
    qtbot.waitUntil(lambda: [s.kind for s in shown.shots()] == ["clip"])
    settled(qtbot, work)
    kept = room.store("guan1").blobs.get(shown.shots()[0].sha256)
    assert len(list(clips.frames(kept))) >= 10
    assert list(filming.folder().iterdir()) == []


def test_a_clip_under_way_is_whole_after_its_thing_was_looked_up_again(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.received(room.new("平板"))
    shown = tray(qtbot, counter)
    film = shown.filming
    assert film is not None
    shown.set_thing(row.id)
    film.toggle()
    qtbot.waitUntil(lambda: film.is_filming() and film._recorder.seconds() > 1)

    shown.set_thing(row.id)
    settled(qtbot, work)

    assert film.is_filming()
    assert shown.shots() == ()
    before = film._recorder.seconds()
    qtbot.waitUntil(lambda: film._recorder.seconds() > before + 1)
    film.toggle()
    qtbot.waitUntil(lambda: len(shown.shots()) == 1)
    settled(qtbot, work)
    kept = room.store("guan1").blobs.get(shown.shots()[0].sha256)
    assert _lasts(kept) > before + 0.9  # s; how many pictures that are is the machine's


def _lasts(clip: bytes) -> float:
    """From the first picture to the last, in seconds."""
    with av.open(io.BytesIO(clip), "r", format="mpegts") as container:
        times = [float(frame.time or 0) for frame in container.decode(video=0)]
    return times[-1] - times[0]


def test_a_clip_goes_only_to_the_thing_that_it_was_begun_for(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (one,) = room.received(room.new("平板"))
    (other,) = room.received(room.new("手机"))
    shown = tray(qtbot, counter)
    film = shown.filming
    assert film is not None
    shown.set_thing(one.id)
    film.toggle()
    qtbot.waitUntil(lambda: film.is_filming() and film._recorder.seconds() > 1)

    shown.show_taken(())
    shown.set_thing(other.id)
    settled(qtbot, work)

    assert not film.is_filming()
    assert shown.shots() == ()
    shown.set_thing(one.id)
    qtbot.waitUntil(lambda: [s.kind for s in shown.shots()] == ["clip"])
    settled(qtbot, work)
    assert len(shown.shots()) == 1
    assert not list(filming.folder().glob("*.ts"))


def test_a_clip_that_the_disk_has_no_room_for_is_told_and_what_was_filmed_is_kept(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.received(room.new("平板"))
    shown = tray(qtbot, counter)
    film = shown.filming
    assert film is not None
    told: list[str] = []
    counter._made[-1][1].refuse = lambda what, *_: told.append(what)  # type: ignore[method-assign]
    shown.set_thing(row.id)
    settled(qtbot, work)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, limits[1]))
    try:
        film.toggle()
        qtbot.waitUntil(lambda: bool(told))
        assert film.told.text() == ""
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    qtbot.waitUntil(lambda: [s.kind for s in shown.shots()] == ["clip"])
    settled(qtbot, work)
    assert len(told) == 1
    assert told[0].startswith("The clip broke off")
    assert not film.is_filming()
    kept = room.store("guan1").blobs.get(shown.shots()[0].sha256)
    assert len(list(clips.frames(kept))) >= 3
    film.toggle()
    qtbot.waitUntil(lambda: film.is_filming() and film._recorder.seconds() > 1)
    film.toggle()
    qtbot.waitUntil(lambda: len(shown.shots()) == 2)
    settled(qtbot, work)
