"""The camera: a thread that always reads and keeps the newest frame, and comes back by itself after a pulled plug."""

import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Protocol

from app import clock
from app.devices import decode, errors, frames
from app.devices.decode import Pixels
from app.devices.frames import Given, Wish
from app.devices.loop import Link, Loop, delays

SHOOT_S: Final = 2.0
JPEG_QUALITY: Final = 92


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture of the live view, BGR; the pixels are never written to again."""

    pixels: Pixels
    number: int
    taken_at: datetime


@dataclass(frozen=True, slots=True)
class Shot:
    """An evidence photo: the bytes that are kept, and where they came from."""

    data: bytes
    taken_at: datetime
    source: str
    width: int
    height: int
    marked_fallback: bool = False


class Stills:
    """Pictures from files stand for a camera, and no camera gives the same bytes twice: a lens never rests.

    So a picture is shot byte for byte once; into every later photograph of it a number is drawn, as cameras do.
    Each is marked as one from a file: whoever looks at the card sees that no camera took it.
    """

    def __init__(self) -> None:
        self._shot: set[int] = set()
        self._own = secrets.token_hex(3)

    def shot(self, data: bytes, frame: Frame) -> bytes:
        """The photograph of a picture that is held before the lens."""
        before = hash(data)
        if before not in self._shot:
            self._shot.add(before)
            return data
        return self.numbered(frame)

    def numbered(self, frame: Frame) -> bytes:
        """The frame with its number, which no other camera gives."""
        import cv2

        drawn = frame.pixels.copy()
        told, high = f"{self._own}-{frame.number}", drawn.shape[0]
        size = max(0.4, high / 1200)
        for ink, thick in (((0, 0, 0), 3), ((255, 255, 255), 1)):
            cv2.putText(drawn, told, (8, high - 8), cv2.FONT_HERSHEY_SIMPLEX, size, ink, thick)
        return jpeg(drawn)


class Camera(Protocol):
    """Anything that shows a live picture and takes photos."""

    @property
    def link(self) -> Link:
        """Live, lost or closed."""
        ...

    def newest(self) -> Frame | None:
        """The newest frame, None before the first and while the camera is lost."""
        ...

    def shoot(self) -> Shot:
        """A photo at full resolution, or `CameraLost`."""
        ...

    def close(self) -> None:
        """Free the device; its threads are gone when this returns."""
        ...


class OpenCvCamera:
    """Any source of `frames.opened`; `on_link` is called in the camera's own thread."""

    def __init__(
        self,
        source: str | int,
        on_link: Callable[[Link], None] = lambda _: None,
        *,
        on_frame: Callable[[], None] = lambda: None,
        wish: Wish = Wish(),  # noqa: B008 — frozen
        now: Callable[[], datetime] = clock.now,
    ) -> None:
        self._source, self._wish, self._now = source, wish, now
        self._on_link, self._on_frame = on_link, on_frame
        self._link = Link.OPENING
        self._news = threading.Condition()
        self._frame: Frame | None = None
        self._original: bytes | None = None
        self._count = 0
        self._stills = Stills()
        self._is_file = False
        #: What the device gives of what was wished; None until it was opened, and for what is no device.
        self.given: Given | None = None
        self._loop = Loop(f"camera {source}", self._run)

    @property
    def link(self) -> Link:
        """Live, lost or closed."""
        return self._link

    def newest(self) -> Frame | None:
        """The newest frame, None before the first and while the camera is lost."""
        return self._frame

    def shoot(self) -> Shot:
        """The first frame that comes after the call, or `CameraLost`; call it off the window's thread."""
        with self._news:
            before = self._count
            self._news.wait_for(lambda: self._count > before, SHOOT_S)
            frame, original = self._frame, self._original
        if frame is None or frame.number <= before:
            raise errors.CameraLost(source=str(self._source))
        height, width = frame.pixels.shape[:2]
        data = self._stills.shot(original, frame) if original else jpeg(frame.pixels)
        return Shot(
            data, frame.taken_at, str(self._source), width, height, marked_fallback=self._is_file
        )

    def close(self) -> None:
        """Stop reading and free the device."""
        self._loop.close()
        self._keep(None, None)
        self._tell(Link.CLOSED)

    def _run(self, stop: threading.Event) -> None:
        waits = delays()
        while not stop.is_set():
            source = frames.opened(self._source, self._wish)
            if source is not None:
                self.given = getattr(source, "given", None)
                self._is_file = source.is_file
                if self._read(source, stop):
                    waits = delays()
                source.release()
            if stop.is_set():
                return
            self._keep(None, None)
            self._tell(Link.LOST)
            stop.wait(next(waits))

    def _read(self, source: frames.Source, stop: threading.Event) -> bool:
        """Read until the source is lost; whether anything came at all."""
        before = self._count
        while not stop.is_set():
            taken = source.read()
            if taken is None:
                break
            frame = Frame(taken.pixels, self._count + 1, self._now())
            self._keep(frame, taken.original)
            self._tell(Link.LIVE)
            self._on_frame()
        return self._count > before

    def _keep(self, frame: Frame | None, original: bytes | None) -> None:
        with self._news:
            self._frame, self._original = frame, original
            if frame is not None:
                self._count = frame.number
                self._news.notify_all()

    def _tell(self, link: Link) -> None:
        if link is not self._link:
            self._link = link
            self._on_link(link)


def shot_from_file(path: Path | str) -> Shot:
    """A photo taken elsewhere, marked as a fallback; dated by its file, kept byte for byte."""
    file = Path(path)
    try:
        data = file.read_bytes()
        image = decode.opened(data)
        changed = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    except (OSError, errors.NotAPicture) as no:
        raise errors.NotAPicture(name=file.name, why=str(no)) from no
    return Shot(data, changed, file.name, image.width, image.height, marked_fallback=True)


def jpeg(pixels: Pixels) -> bytes:
    """A frame as the JPEG that is kept."""
    import cv2

    quality: Any = [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY]
    is_done, data = cv2.imencode(".jpg", pixels, quality)
    if not is_done:
        raise errors.NotAPicture(name="frame", why="cannot be encoded")
    return data.tobytes()
