"""A clip of a hand-over: the ten seconds before it and what follows, in a file that can be played whatever happens.

MPEG-4 part 2 in a transport stream: every packet stands for itself, so that what a killed process has written so far
is a whole clip (an .mp4 would be none: its index comes last). What came before is kept as JPEG until it is wanted.
While it is written a clip is called `….ts.part`; it gets its name when it is ended.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from app.devices import errors
from app.devices.decode import Pixels
from app.devices.loop import Loop

if TYPE_CHECKING:
    from app.devices.camera import Frame

FPS: Final = 15
BEFORE_S: Final = 10.0
SHORTEST_S: Final = 10.0
LONGEST_S: Final = 60.0
BITS: Final = 1_400_000  # a second; custody.md §3.6 allows 1.5 Mb
_WIDE, _HIGH = 1280, 720
_JPEG: Final = 80
SUFFIX: Final = ".ts"
PART: Final = ".part"


@dataclass(frozen=True, slots=True)
class Clip:
    """A clip that was written: where, and how long it is."""

    file: Path
    seconds: float


class Recorder:
    """Watches a camera, remembers the last ten seconds, and from `begin` to `end` writes a clip."""

    def __init__(
        self,
        newest: Callable[[], Frame | None],
        *,
        clock_s: Callable[[], float] = time.monotonic,
        on_full: Callable[[], object] = lambda: None,
    ) -> None:
        self._newest, self._clock, self._on_full = newest, clock_s, on_full
        self._before: deque[tuple[float, bytes]] = deque()
        self._lock = threading.Lock()
        self._writer: Writer | None = None
        self._trouble: Exception | None = None
        self._loop = Loop("clip", self._run)

    @property
    def is_recording(self) -> bool:
        """Whether a clip is being written."""
        return self._writer is not None and self._trouble is None

    @property
    def trouble(self) -> errors.ClipBroken | None:
        """Why the clip broke off, until it is ended: the disk is full, the coding failed."""
        trouble = self._trouble
        return (
            errors.ClipBroken(why=getattr(trouble, "strerror", None) or str(trouble))
            if trouble is not None
            else None
        )

    def seconds(self) -> float:
        """How long the clip is so far, with what came before."""
        writer = self._writer
        return writer.seconds if writer is not None else 0.0

    def begin(self, file: Path) -> None:
        """Write what came before, and go on writing, if nothing is being written; for a worker."""
        file.parent.mkdir(parents=True, exist_ok=True)
        with self._lock:
            if self._writer is not None:
                return
            writer = Writer(file)
            for at_s, data in self._before:
                writer.put(_pixels(data), at_s)
            self._before.clear()
            self._writer = writer

    def end(self) -> Clip | None:
        """Finish the clip, also one that broke off; None when none was begun or no picture came. For a worker."""
        with self._lock:
            writer, self._writer, self._trouble = self._writer, None, None
            return writer.close() if writer is not None else None

    def close(self) -> None:
        """Watch no longer; a clip that is being written is finished."""
        self._loop.close()
        self.end()

    def _run(self, stop: threading.Event) -> None:
        number = -1
        while not stop.wait(1 / FPS):
            frame = self._newest()
            if frame is None or frame.number == number:
                continue
            number = frame.number
            try:
                self._take(_fitted(frame.pixels), self._clock())
            except Exception as trouble:  # noqa: BLE001  # the thread's door: the page says it, and the thread goes on
                self._trouble = trouble if self._writer is not None else None

    def _take(self, pixels: Pixels, at_s: float) -> None:
        with self._lock:
            if self._trouble is not None:
                return
            if self._writer is not None:
                self._writer.put(pixels, at_s)
                is_full = self._writer.seconds >= LONGEST_S
            else:
                self._before.append((at_s, _jpeg(pixels)))
                while at_s - self._before[0][0] > BEFORE_S:
                    self._before.popleft()
                is_full = False
        if is_full:
            self._on_full()


class Writer:
    """The file: each frame is on its way to the disk before the next one comes."""

    def __init__(self, file: Path) -> None:
        self._file, self._part = file, partly(file)
        self._container: Any = None
        self._stream: Any = None
        self._first_s = 0.0
        self._last = -1

    @property
    def seconds(self) -> float:
        """How long it is so far."""
        return (self._last + 1) / FPS

    def put(self, pixels: Pixels, at_s: float) -> None:
        """One frame at its time; two within one fifteenth of a second are one."""
        import av

        if self._container is None:
            self._open(pixels, at_s)
        number = round((at_s - self._first_s) * FPS)
        if number <= self._last or number > LONGEST_S * FPS:
            return
        self._last = number
        frame = av.VideoFrame.from_ndarray(pixels, format="bgr24")
        frame.pts = number
        for packet in self._stream.encode(frame):
            self._container.mux(packet)

    def close(self) -> Clip | None:
        """Everything written that can be; None when nothing came."""
        import av

        if self._container is None:
            return None
        # What is on the disk is a clip whether or not its last packet finds room.
        with contextlib.suppress(av.FFmpegError, OSError):
            for packet in self._stream.encode(None):
                self._container.mux(packet)
        with contextlib.suppress(av.FFmpegError, OSError):
            self._container.close()
        self._part.rename(self._file)
        return Clip(self._file, self.seconds)

    def _open(self, pixels: Pixels, at_s: float) -> None:
        import av

        self._first_s = at_s
        self._container = av.open(
            str(self._part), "w", format="mpegts", container_options={"flush_packets": "1"}
        )
        self._stream = self._container.add_stream("mpeg4", rate=FPS)
        self._stream.height, self._stream.width = pixels.shape[:2]
        self._stream.pix_fmt = "yuv420p"
        self._stream.bit_rate = BITS
        self._stream.gop_size = FPS
        self._stream.max_b_frames = 0


def partly(file: Path) -> Path:
    """What a clip is called while it is being written."""
    return file.with_name(file.name + PART)


def frames(data: bytes | Path) -> Iterator[Pixels]:
    """The pictures of a clip, in order; what is no clip has none."""
    import io

    import av
    import numpy as np

    source: Any = io.BytesIO(data) if isinstance(data, bytes) else str(data)
    try:
        with av.open(source, format="mpegts") as container:
            for frame in container.decode(video=0):
                yield np.asarray(frame.to_ndarray(format="bgr24"), dtype=np.uint8)
    except (av.FFmpegError, IndexError, OSError):
        return


def poster(data: bytes) -> bytes:
    """A picture that stands for a clip: one of its first second, as JPEG; b"" for what is no clip."""
    for number, pixels in enumerate(frames(data)):
        if number >= FPS - 1:
            return _jpeg(pixels)
    first = next(frames(data), None)
    return _jpeg(first) if first is not None else b""


def is_clip(data: bytes) -> bool:
    """Whether bytes are a transport stream: each packet of 188 begins with the same sign."""
    return len(data) >= 376 and data[0] == data[188] == 0x47


def _fitted(pixels: Pixels) -> Pixels:
    """No larger than 720p, with even sides, as the coding wants them."""
    import cv2
    import numpy as np

    high, wide = pixels.shape[:2]
    scale = min(1.0, _WIDE / wide, _HIGH / high)
    size = (max(2, int(wide * scale) // 2 * 2), max(2, int(high * scale) // 2 * 2))
    if size == (wide, high):
        return pixels
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _jpeg(pixels: Pixels) -> bytes:
    import cv2

    return bytes(cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, _JPEG])[1])


def _pixels(data: bytes) -> Pixels:
    import cv2
    import numpy as np

    return np.asarray(cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR), np.uint8)
