"""Codes in the live view: read about ten times a second in a thread of their own, believed after two equal reads."""

import threading
import time
from collections.abc import Callable, Iterable
from typing import Final

from app.devices import decode
from app.devices.camera import Camera
from app.devices.loop import Loop
from app.devices.scanner import clean

EVERY_S: Final = 0.1
HARDER_EVERY: Final = (
    3  # of the frames that say nothing are looked at harder: that costs three times as much
)
GONE_S: Final = 1.5  # out of view for so long, the same code counts as shown again


class TwoEqual:
    """Lets a text through when it is read a second time, and then not again until it was out of view."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[int, float]] = {}

    def take(self, texts: Iterable[str], at_s: float) -> list[str]:
        """The texts of one frame; what is believed now for the first time."""
        self._seen = {t: known for t, known in self._seen.items() if at_s - known[1] <= GONE_S}
        told = []
        for text in dict.fromkeys(texts):
            reads = self._seen.get(text, (0, at_s))[0] + 1
            self._seen[text] = (reads, at_s)
            if reads == 2:
                told.append(text)
        return told


class LiveCodes:
    """Watches a camera and calls `on_text` in its own thread for each code that comes into view."""

    def __init__(self, camera: Camera, on_text: Callable[[str], None]) -> None:
        self._camera, self._on_text = camera, on_text
        self._loop = Loop("live codes", self._run)

    def close(self) -> None:
        """Stop watching; the camera is left as it is."""
        self._loop.close()

    def _run(self, stop: threading.Event) -> None:
        believed, number, misses = TwoEqual(), -1, 0
        while not stop.wait(EVERY_S):
            frame = self._camera.newest()
            if frame is None or frame.number == number:
                continue
            number = frame.number
            reads = decode.read_quickly(frame.pixels, harder=misses % HARDER_EVERY == 1)
            misses = 0 if reads else misses + 1
            texts = [clean(read.text) for read in reads]
            for text in believed.take(filter(None, texts), time.monotonic()):
                self._on_text(text)
