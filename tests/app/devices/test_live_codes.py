"""Codes held before the camera are told once, after two equal reads."""

import numpy as np
from PIL import Image

from app.devices.camera import OpenCvCamera
from app.devices.live_codes import GONE_S, LiveCodes, TwoEqual
from app.labels import layout, render
from tests.support.labels import WATCH
from tests.support.mjpeg import MjpegCamera, frame, photos
from tests.support.waiting import until


def test_a_code_is_believed_at_the_second_read_and_told_once() -> None:
    codes = TwoEqual()

    assert codes.take(["A", "A"], 0.0) == []
    assert codes.take(["A", "B"], 0.1) == ["A"]
    assert codes.take(["A"], 0.2) == []
    assert codes.take(["B"], 0.3) == ["B"]


def test_a_code_that_was_out_of_view_is_told_again() -> None:
    codes = TwoEqual()
    for at_s in (0.0, 0.1):
        codes.take(["A"], at_s)

    assert codes.take([], 0.2 + GONE_S) == []
    assert codes.take(["A"], 0.3 + GONE_S) == []
    assert codes.take(["A"], 0.4 + GONE_S) == ["A"]


def test_a_label_before_the_camera_is_told_once() -> None:
    scene = Image.new("RGB", (1280, 720), (180, 175, 165))
    label = render.proved(WATCH, layout.BAG).convert("RGB")
    scene.paste(
        label.resize((640, 400)).rotate(12, expand=True, fillcolor=(180, 175, 165)), (300, 60)
    )
    stream = MjpegCamera(photos()[:1])
    camera = OpenCvCamera(stream.url)
    told: list[str] = []
    codes = LiveCodes(camera, told.append)
    until(lambda: camera.newest() is not None)
    assert told == []
    stream.frames = [frame(scene)]
    until(lambda: told)
    first = camera.newest()
    assert first is not None
    until(lambda: (camera.newest() or first).number > first.number + 15)
    codes.close()
    camera.close()
    stream.unplug()

    assert told == [WATCH.payload]
    assert isinstance(first.pixels, np.ndarray)
