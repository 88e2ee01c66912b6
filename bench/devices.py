"""Figures of the devices: how well and how soon codes are read, and what that costs the window."""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from app.devices import decode
from app.devices.decode import Read
from app.labels import shelf
from bench import shelves
from bench.figure import Figure

_ROOT: Final = Path(__file__).parents[1]
_PHOTOS: Final = _ROOT / "tests" / "data" / "barcodes"
#: So blurred and so many; three pictures of a shelf.
_SHELVES: Final = ((1, 0.7), (3, 1.5), (4, 2.2))
_LABELS: Final = 40


def decode_rate() -> Figure:
    """The real photographs read in full, beside zxing-cpp alone; a wrong read on a negative fails the figure."""
    rows = json.loads((_PHOTOS / "expected.json").read_text("utf-8"))
    photos = [row for row in rows if row["kind"] == "real"]
    value = _rate(photos, decode.read_image)
    baseline = _rate(photos, _by_the_first)
    wrong = sum(
        bool(decode.read_image((_PHOTOS / row["file"]).read_bytes()))
        for row in rows
        if row["kind"] == "negative"
    )
    goal = f"≥ zxing-cpp alone, none of the negatives ({wrong})"
    return Figure(value, "%", baseline, goal, value >= baseline and not wrong, more_is_better=True)


def shelf_time() -> Figure:
    """A 4K photograph of 40 labels, beside the first decoder alone on the whole picture."""
    value, baseline = [], []
    for scene in _scenes():
        data = shelves.jpeg(scene)
        value.append(_ms(shelf.read, data))
        baseline.append(_ms(_by_the_first, data))
    worst = max(value)
    return Figure(worst, "ms", max(baseline), "≤ 2 s each", worst <= 2_000)


def shelf_read() -> Figure:
    """How many of the labels on those photographs are read, beside the first decoder alone; none may be wrong."""
    ours = alone = wrong = 0
    for scene in _scenes():
        data, there = shelves.jpeg(scene), set(scene.payloads)
        seen = set(shelf.read(data).payloads)
        ours += len(seen & there)
        wrong += len(seen - there)
        alone += len({read.text for read in _by_the_first(data)} & there)
    labels = len(_SHELVES) * _LABELS
    value, baseline = 100 * ours / labels, 100 * alone / labels
    goal = f"≥ 95 % of {_LABELS}, none wrong ({wrong})"
    return Figure(value, "%", baseline, goal, value >= 95 and not wrong, more_is_better=True)


def preview() -> Figure:
    """Reading codes in 1080p frames while they are shown, beside the same frames read with nothing else going on."""
    told = json.loads(_run(_PREVIEW))
    median, shown, stall = told["median_ms"], told["shown_fps"], told["stall_ms"]
    goal = f"≤ 25 ms, preview ≥ 25/s ({shown:.1f}), no stall > 50 ms ({stall:.0f})"
    is_met = median <= 25 and shown >= 25 and stall <= 50
    return Figure(median, "ms", told["alone_ms"], goal, is_met)


def _scenes() -> list[shelves.Scene]:
    return [shelves.shelf(seed, labels=_LABELS, blur=blur) for seed, blur in _SHELVES]


def _rate(rows: Sequence[dict[str, Any]], read: Callable[[bytes], list[Read]]) -> float:
    whole = 0
    for row in rows:
        found = {(r.format, _plain(r.text)) for r in read((_PHOTOS / row["file"]).read_bytes())}
        whole += found == {(each["format"], _plain(each["text"])) for each in row["expect"]}
    return 100 * whole / len(rows)


def _plain(text: str) -> str:
    return text.replace("\x1d", "").replace("\r\n", "\n").strip()


def _by_the_first(data: bytes) -> list[Read]:
    return decode.by_zxing(decode.pixels_of(data))


def _ms(deed: Callable[[bytes], object], data: bytes) -> float:
    taken = []
    for _ in range(3):
        began = time.perf_counter()
        deed(data)
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken)


def _run(script: str) -> str:
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(_ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=env, cwd=_ROOT, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    if done.returncode != 0 or not done.stdout.strip():
        raise RuntimeError(done.stderr[-2000:])
    return done.stdout.strip().splitlines()[-1]


#: A window with the live view on a 1080p video at 30 frames a second, its codes read beside; what a beat of 5 ms felt.
_PREVIEW: Final = """
import json, statistics, sys, tempfile, time
from pathlib import Path
import cv2
import numpy as np
from PySide6.QtCore import QTimer
from app.devices import decode, live_codes
from app.devices.camera import OpenCvCamera
from app.labels import layout, render, rules
from app.labels.types import Code, Kind, Label
from ui import main
from ui.widgets.camera import CameraView

label = Label(rules.encode(Code(Kind.ITEM, "00000000007", 1)), "2026-0012-0007")
face = np.asarray(render.render(label, layout.BOX).convert("L"))
photo = decode.pixels_of(Path("tests/data/photos/coffee.png").read_bytes())
desk = cv2.resize(photo, (1920, 1080), interpolation=cv2.INTER_LINEAR)
folder = Path(tempfile.mkdtemp())
video = cv2.VideoWriter(str(folder / "desk.avi"), cv2.VideoWriter.fourcc(*"MJPG"), 30, (1920, 1080))
frames = []
for number in range(60):
    frame = desk.copy()
    if number >= 30:
        x = 300 + 12 * number
        frame[300:300 + face.shape[0], x:x + face.shape[1]] = face[:, :, None]
    frames.append(frame)
    video.write(frame)
video.release()

taken = []
read_quickly = decode.read_quickly
def timed(pixels, *, harder=False):
    began = time.perf_counter()
    found = read_quickly(pixels, harder=harder)
    taken.append((time.perf_counter() - began) * 1000)
    return found
for frame in frames[::3]:
    timed(frame)
alone = statistics.median(taken)
taken.clear()
decode.read_quickly = timed

app = main.application()
camera = OpenCvCamera(str(folder / "desk.avi"))
codes = live_codes.LiveCodes(camera, lambda _: None)
view = CameraView()
view.resize(960, 540)
view.set_source(camera.newest)
view.show()
beats = []
beat = QTimer(interval=5)
beat.timeout.connect(lambda: beats.append(time.perf_counter()))
seen = {}
def begin():
    seen["from"], seen["at"] = view.shown(), time.perf_counter()
    taken.clear()
    beat.start()
def end():
    seen["fps"] = (view.shown() - seen["from"]) / (time.perf_counter() - seen["at"])
    app.quit()
QTimer.singleShot(1500, begin)
QTimer.singleShot(9500, end)
app.exec()
codes.close()
camera.close()
gaps = [(b - a) * 1000 - 5 for a, b in zip(beats, beats[1:])]
print(json.dumps({"median_ms": statistics.median(taken), "alone_ms": alone, "shown_fps": seen["fps"], "stall_ms": max(gaps)}))
"""
