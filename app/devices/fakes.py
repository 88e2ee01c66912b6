"""Shipped fakes behind the ports, for the demo store and for tests: they need no device and never hang."""

import io
import itertools
from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from app import clock
from app.devices import decode, errors
from app.devices.camera import Frame, Shot, Stills
from app.devices.loop import Link
from app.devices.scale import QUIET, Heard, Voice, Weight


class FakeCamera:
    """Shows the given pictures in turn; each photo is the next one, and none is a photo that was there before.

    `marked`: its photographs say that no camera took them; in a storeroom for practice nothing is real anyway.
    """

    def __init__(
        self,
        pictures: Sequence[bytes] = (),
        now: Callable[[], datetime] = clock.now,
        *,
        marked: bool = False,
    ) -> None:
        self._marked = marked
        self._is_drawn = not pictures
        self._pictures = itertools.cycle(pictures or [drawn_card()])
        self._stills = Stills()
        self._now = now
        self._data = next(self._pictures)
        self._number = 1
        self._frame: Frame | None = None
        self.link = Link.LIVE

    @classmethod
    def from_folder(cls, folder: Path) -> "FakeCamera":
        """The pictures of a folder, by name."""
        return cls(
            [file.read_bytes() for file in sorted(folder.iterdir()) if file.suffix in _SHOWN]
        )

    def newest(self) -> Frame | None:
        """The picture that the next photo will be."""
        if self.link is not Link.LIVE:
            return None
        if self._frame is None or self._frame.number != self._number:
            pixels = decode.pixels_of(self._data)
            shown = pixels if pixels.ndim == 3 else decode.coloured(pixels)
            self._frame = Frame(shown, self._number, self._now())
        return self._frame

    def shoot(self) -> Shot:
        """The picture that is shown; then the next one is."""
        frame = self.newest()
        if frame is None:
            raise errors.CameraLost(source="fake")
        height, width = frame.pixels.shape[:2]
        stills = self._stills
        # Every station draws the same card: it is numbered from the first photo on.
        data = stills.numbered(frame) if self._is_drawn else stills.shot(self._data, frame)
        shot = Shot(data, frame.taken_at, "fake", width, height, marked_fallback=self._marked)
        self._data, self._number = next(self._pictures), self._number + 1
        return shot

    def unplug(self) -> None:
        """From now on it is lost."""
        self.link = Link.LOST

    def plug(self) -> None:
        """It is back."""
        self.link = Link.LIVE

    def close(self) -> None:
        """It is closed."""
        self.link = Link.CLOSED


class FakeScale:
    """Weighs what it is told to; `move` lets what lies on it swing."""

    def __init__(self, *weights_mg: int, now: Callable[[], datetime] = clock.now) -> None:
        self._weights = itertools.cycle(weights_mg or (12_340,))
        self._now = now
        self._lies, self._tare = next(self._weights), 0
        self._voice = Voice.STEADY
        self.link = Link.LIVE

    def newest(self) -> Heard:
        """What lies on it."""
        if self.link is not Link.LIVE:
            return QUIET
        return Heard(self._voice, self._weight(self._lies))

    def weigh(self, patience_s: float = 5.0) -> Weight:
        """What lies on it, at once; then the next of its weights does."""
        if self.link is not Link.LIVE:
            raise errors.ScaleLost(source="fake")
        if self._voice is not Voice.STEADY:
            raise errors.ScaleUnsteady(source="fake")
        lay, self._lies = self._lies, next(self._weights)
        return self._weight(lay)

    def tare(self, patience_s: float = 5.0) -> Weight:
        """What lies on it is nothing now."""
        lay = self._weight(self._lies)
        self._tare += self._lies
        self._lies = next(self._weights)
        return lay

    def move(self, *, on: bool = True) -> None:
        """From now on it swings, or rests again."""
        self._voice = Voice.MOVING if on else Voice.STEADY

    def close(self) -> None:
        """It is closed."""
        self.link = Link.CLOSED

    def _weight(self, mg: int) -> Weight:
        is_stable = self._voice is Voice.STEADY
        shown = f"{Decimal(mg).scaleb(-3):.2f} g"
        return Weight(mg, is_stable, self._now(), shown, 10, self._tare)


class FakeWire:
    """Keeps the jobs; `is_ready = False` makes it refuse like one that is switched off."""

    def __init__(self) -> None:
        self.jobs: list[bytes] = []
        self.is_ready = True

    def send(self, data: bytes, title: str = "") -> None:
        """Take the job, or `PrinterUnready`."""
        if not self.is_ready:
            raise errors.PrinterUnready(printer="fake", why="printer.OFFLINE")
        self.jobs.append(data)

    def hear(self) -> bytes:
        """It says nothing."""
        return b""

    def close(self) -> None:
        """Nothing to free."""


_SHOWN = {".jpg", ".jpeg", ".png", ".webp"}


def drawn_card() -> bytes:
    """A drawn picture for a store without photographs."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (1280, 720), (226, 229, 233))
    pen = ImageDraw.Draw(image)
    for number, shade in enumerate(range(40, 240, 25)):
        pen.rectangle((80 + 140 * number, 500, 200 + 140 * number, 640), fill=(shade,) * 3)
    for ring in range(0, 200, 20):
        pen.ellipse((440 + ring, 60 + ring, 840 - ring, 460 - ring), outline=(60, 70, 85), width=4)
    file = io.BytesIO()
    image.save(file, "JPEG", quality=88)
    return file.getvalue()
