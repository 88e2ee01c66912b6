"""A clip holds what came before it, plays after a killed process, and is no longer and no larger than it may be."""

import itertools
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from app.devices import clips
from app.devices.camera import Frame
from tests.support.mjpeg import PHOTOS

ROOT = Path(__file__).parents[3]


class Scripted:
    """A camera whose every picture is brighter than the one before, on a clock of its own."""

    def __init__(self) -> None:
        self.number = 0

    def newest(self) -> Frame:
        self.number += 1
        shade = min(255, self.number)
        return Frame(
            np.full((360, 640, 3), shade, dtype=np.uint8),
            self.number,
            datetime(2026, 5, 14, tzinfo=UTC),
        )


def filled(recorder: clips.Recorder, seconds: float, start: float = 0.0) -> float:
    """So many seconds of pictures pass before the recorder."""
    camera = Scripted()
    for step in range(round(seconds * clips.FPS)):
        recorder._take(camera.newest().pixels, start + step / clips.FPS)
    return start + seconds


@pytest.fixture
def recorder() -> clips.Recorder:
    made = clips.Recorder(lambda: None)
    made._loop.close()
    return made


def test_a_clip_begins_ten_seconds_before_it_was_asked_for(
    recorder: clips.Recorder, tmp_path: Path
) -> None:
    now = filled(recorder, 30)
    recorder.begin(tmp_path / "clip.ts")
    filled(recorder, 5, now)
    clip = recorder.end()

    assert clip is not None
    assert 14.5 < clip.seconds < 15.5
    played = list(clips.frames(clip.file))
    assert abs(len(played) - clip.seconds * clips.FPS) <= 2
    assert played[0].shape == (360, 640, 3)


def test_a_clip_is_never_longer_than_a_minute_and_says_when_it_is_full(tmp_path: Path) -> None:
    told: list[bool] = []
    recorder = clips.Recorder(lambda: None, on_full=lambda: told.append(True))
    recorder._loop.close()
    recorder.begin(tmp_path / "clip.ts")
    filled(recorder, 70)
    assert told
    recorder.end()

    assert len(list(clips.frames(tmp_path / "clip.ts"))) <= clips.LONGEST_S * clips.FPS + 1


def test_a_clip_of_real_pictures_stays_within_its_rate(
    recorder: clips.Recorder, tmp_path: Path
) -> None:
    from app.devices import decode

    pictures = [decode.pixels_of(file.read_bytes()) for file in sorted(PHOTOS.glob("c*.png"))]
    pictures = [clips._fitted(np.resize(p, (720, 1280, 3))) for p in pictures if p.ndim == 3]
    recorder.begin(tmp_path / "clip.ts")
    for step, pixels in zip(range(20 * clips.FPS), itertools.cycle(pictures), strict=False):
        recorder._take(np.roll(pixels, step * 3, axis=1), step / clips.FPS)
    clip = recorder.end()

    assert clip is not None
    assert clip.file.stat().st_size * 8 / clip.seconds < 6_000_000
    assert len(clips.poster(clip.file.read_bytes())) > 1000


def test_nothing_recorded_is_no_clip(recorder: clips.Recorder, tmp_path: Path) -> None:
    assert recorder.end() is None
    recorder.begin(tmp_path / "clip.ts")
    assert recorder.end() is None
    assert list(clips.frames(b"no clip at all")) == []
    assert clips.poster(b"") == b""


def test_a_clip_is_told_from_a_photograph(recorder: clips.Recorder, tmp_path: Path) -> None:
    recorder.begin(tmp_path / "clip.ts")
    filled(recorder, 2)
    recorder.end()

    assert clips.is_clip((tmp_path / "clip.ts").read_bytes())
    assert not clips.is_clip((PHOTOS / "coffee.png").read_bytes())


_KILLED = """
import sys, time
from pathlib import Path
from app.devices import clips
from app.devices.camera import OpenCvCamera
camera = OpenCvCamera(sys.argv[1])
recorder = clips.Recorder(camera.newest)
while camera.newest() is None:
    time.sleep(0.05)
time.sleep(1.0)
recorder.begin(Path(sys.argv[2]))
print("recording", flush=True)
time.sleep(60)
"""


def test_a_killed_process_leaves_a_clip_that_can_be_played(tmp_path: Path) -> None:
    file = clips.partly(tmp_path / "clip.ts")
    process = subprocess.Popen(
        [sys.executable, "-c", _KILLED, str(PHOTOS), str(tmp_path / "clip.ts")],
        stdout=subprocess.PIPE, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == b"recording\n"
        until = time.monotonic() + 20
        while (not file.exists() or file.stat().st_size < 20_000) and time.monotonic() < until:
            time.sleep(0.1)
    finally:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()

    assert len(list(clips.frames(file))) >= 10
    assert clips.poster(file.read_bytes())
