"""Where pictures come from: a camera's number or path, a URL, a video file, a picture or a folder of pictures."""

import itertools
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

from app.devices import decode, errors
from app.devices.decode import Pixels

OPEN_MS: Final = 3000
READ_MS: Final = 1500  # OpenCV's own patience with a stalled stream is thirty seconds
STILL_FPS: Final = 15
STILL_S: Final = 1.0  # how long each picture of a folder is held before the lens
PICTURES: Final = {".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff"}


@dataclass(frozen=True, slots=True)
class Taken:
    """One picture as it came; `original` when it came as a file whose bytes are worth keeping."""

    pixels: Pixels
    original: bytes | None = None


class Source(Protocol):
    """An opened source; it is read by one thread only, and released by the same. `is_file`: no lens is behind it."""

    is_file: bool

    def read(self) -> Taken | None:
        """The next picture, None when the source is lost."""
        ...

    def release(self) -> None:
        """Free it."""
        ...


@dataclass(frozen=True, slots=True)
class Wish:
    """What a camera is asked for; it may give something else."""

    width: int = 1920
    height: int = 1080
    fps: int = 30
    exposure: int | None = None  # None: the camera decides
    focus: int | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """What a camera really gives; a setting that it does not offer is None."""

    width: int
    height: int
    fps: float
    exposure: float | None = None
    focus: float | None = None


def opened(source: str | int, wish: Wish) -> Source | None:
    """The source, ready to be read, or None when it is not there."""
    name = str(source)
    if name.startswith("cam:"):
        from app.devices import cameras  # it asks this module to look through what it found

        name = cameras.path_of(name)
        if not name:
            return None
    path = Path(name)
    if name.isdecimal() or path.is_char_device():
        return _device(name, wish)
    if "://" in name:
        return _stream(name)
    if path.is_dir() or path.suffix.lower() in PICTURES:
        return Stills.opened(path)
    return Video.opened(path) if path.is_file() else None


class Live:
    """A camera or a stream, at the pace at which it comes."""

    is_file = False

    def __init__(self, capture: Any, given: Given | None = None) -> None:
        self._capture = capture
        self.given = given

    def read(self) -> Taken | None:
        """The next frame, None when nothing came in time."""
        is_read, pixels = self._capture.read()
        return Taken(pixels) if is_read else None

    def release(self) -> None:
        """Free the device."""
        self._capture.release()


class Video:
    """A video file, played at its own pace, over and over."""

    is_file = True

    def __init__(self, capture: Any, fps: float) -> None:
        self._capture = capture
        self._pace = Pace(fps)

    @classmethod
    def opened(cls, path: Path) -> "Video | None":
        """The file, or None when it is no video."""
        cv = _cv()
        capture = cv.VideoCapture(str(path), cv.CAP_FFMPEG)
        if not capture.isOpened():
            return None
        return cls(capture, min(60.0, max(1.0, capture.get(cv.CAP_PROP_FPS) or 25.0)))

    def read(self) -> Taken | None:
        """The next frame; after the last comes the first."""
        self._pace.wait()
        is_read, pixels = self._capture.read()
        if not is_read:
            self._capture.set(_cv().CAP_PROP_POS_FRAMES, 0)
            is_read, pixels = self._capture.read()
        return Taken(pixels) if is_read else None

    def release(self) -> None:
        """Close the file."""
        self._capture.release()


class Stills:
    """Pictures held before the lens one after the other; what is shot is the file itself."""

    is_file = True

    def __init__(self, path: Path, first: Taken) -> None:
        self._path = path
        self._shown = first
        self._pace = Pace(STILL_FPS)
        self._turn = itertools.count(1)
        self._until = time.monotonic() + STILL_S

    @classmethod
    def opened(cls, path: Path) -> "Stills | None":
        """The folder or the single picture, or None when there is no picture."""
        first = next(_pictures(path, 0), None)
        return cls(path, first) if first else None

    def read(self) -> Taken | None:
        """The picture that is held now."""
        self._pace.wait()
        if time.monotonic() < self._until and self._path.exists():
            return self._shown
        following = next(_pictures(self._path, next(self._turn)), None)
        if following is None:
            return None
        self._shown, self._until = following, time.monotonic() + STILL_S
        return following

    def release(self) -> None:
        """Nothing is held open."""


class Pace:
    """Lets a file come no faster than a camera would."""

    def __init__(self, fps: float) -> None:
        self._step = 1 / fps
        self._due = time.monotonic()

    def wait(self) -> None:
        """Sleep until the next frame is due."""
        self._due = max(self._due + self._step, time.monotonic() - self._step)
        time.sleep(max(0.0, self._due - time.monotonic()))


def _pictures(path: Path, turn: int) -> Iterator[Taken]:
    """The readable pictures of a folder, beginning with number `turn` round and round."""
    files = [path] if path.is_file() else sorted(path.glob("*"))
    files = [file for file in files if file.suffix.lower() in PICTURES and file.is_file()]
    start = turn % len(files) if files else 0
    for file in files[start:] + files[:start]:
        try:
            data = file.read_bytes()
            pixels = decode.pixels_of(data)
        except (OSError, errors.NotAPicture):
            continue
        yield Taken(pixels if pixels.ndim == 3 else decode.coloured(pixels), data)


def _device(name: str, wish: Wish) -> Source | None:
    cv = _cv()
    driver = {"win32": cv.CAP_DSHOW, "linux": cv.CAP_V4L2}.get(sys.platform, cv.CAP_ANY)
    capture = cv.VideoCapture(int(name) if name.isdecimal() else name, driver)
    if not capture.isOpened():
        return None
    # the order matters: without the coding first, many cameras give 1080p at five frames a second
    capture.set(cv.CAP_PROP_FOURCC, cv.VideoWriter.fourcc(*"MJPG"))
    capture.set(cv.CAP_PROP_FRAME_WIDTH, wish.width)
    capture.set(cv.CAP_PROP_FRAME_HEIGHT, wish.height)
    capture.set(cv.CAP_PROP_FPS, wish.fps)
    return Live(capture, adjusted(capture, wish))


def adjusted(capture: Any, wish: Wish) -> Given:
    """Exposure and focus as wished where the camera offers them, and what it gives at all."""
    cv = _cv()
    manual = 1.0 if sys.platform == "linux" else 0.25  # each driver counts its own way
    exposure = _tried(
        capture, (cv.CAP_PROP_AUTO_EXPOSURE, manual), cv.CAP_PROP_EXPOSURE, wish.exposure
    )
    focus = _tried(capture, (cv.CAP_PROP_AUTOFOCUS, 0.0), cv.CAP_PROP_FOCUS, wish.focus)
    return Given(
        int(capture.get(cv.CAP_PROP_FRAME_WIDTH)),
        int(capture.get(cv.CAP_PROP_FRAME_HEIGHT)),
        float(capture.get(cv.CAP_PROP_FPS)),
        exposure,
        focus,
    )


def _tried(capture: Any, by_hand: tuple[int, float], prop: int, wished: int | None) -> float | None:
    """The value of a setting after it was asked for; None where the camera has no such setting."""
    if wished is not None and capture.set(*by_hand):
        capture.set(prop, wished)
    told = float(capture.get(prop))
    return None if told in (-1.0, 0.0) and wished is None else told if told != -1.0 else None


def _stream(url: str) -> Source | None:
    cv = _cv()
    patience = [cv.CAP_PROP_OPEN_TIMEOUT_MSEC, OPEN_MS, cv.CAP_PROP_READ_TIMEOUT_MSEC, READ_MS]
    capture = cv.VideoCapture(url, cv.CAP_FFMPEG, patience)
    return Live(capture) if capture.isOpened() else None


def _cv() -> Any:
    # a camera that is away is told by our own state, not by lines on the terminal at every try
    os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
    os.environ.setdefault("OPENCV_LOG_LEVEL", "SILENT")
    os.environ.setdefault("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", "2")
    import cv2

    return cv2
