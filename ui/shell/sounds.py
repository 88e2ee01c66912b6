"""Four short sounds: hit, miss, refused, finished. A computer without a loudspeaker stays silent."""

from __future__ import annotations

import array
import threading
import wave
from collections.abc import Callable, Generator
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject

from app import paths
from ui.work import Lane, Work

LOUDEST: Final = 100
_RATE: Final = 22_050
_BUFFER_MS: Final = 40


class Sound(StrEnum):
    """What a sound tells."""

    HIT = "hit"
    MISS = "miss"
    REFUSED = "refused"
    FINISHED = "finished"


class Sounds(QObject):
    """Plays them, at the loudness that was set; nought is off."""

    def __init__(
        self,
        work: Work,
        loudness: int = 60,
        parent: QObject | None = None,
        *,
        open_device: Callable[[], Any] | None = None,
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._speaker = _Speaker(open_device or _open_device)
        self.loudness = loudness

    def play(self, sound: Sound) -> None:
        """Play it now, cutting off the one before; never an error."""
        if self.loudness > 0:
            self._work.run(self, self._speaker.play, sound, self.loudness, lane=Lane.SOUNDS)

    def close(self) -> None:
        """Let the loudspeaker go."""
        self._speaker.close()


class _Speaker:
    """The loudspeaker: opened when the first sound is played, in the worker, once."""

    def __init__(self, open_device: Callable[[], Any]) -> None:
        self._open = open_device
        self._device: Any = None
        self._silent = False
        self._lock = threading.Lock()
        self._rest = b""
        self._at = 0

    def play(self, sound: Sound, loudness: int) -> bool:
        """Whether it can be heard."""
        if self._silent or (self._device is None and not self._start()):
            return False
        data = samples(paths.resources() / "sounds" / f"{sound}.wav", loudness)
        with self._lock:
            self._rest, self._at = data, 0
        return True

    def close(self) -> None:
        """Let it go."""
        device, self._device = self._device, None
        self._silent = True
        if device is not None:
            device.close()

    def _start(self) -> bool:
        try:
            device = self._open()
            stream = self._stream()
            next(stream)
            device.start(stream)
        except Exception:  # noqa: BLE001  # whatever the sound system of a computer does, work goes on in silence
            self._silent = True
            return False
        self._device = device
        return True

    def _stream(self) -> Generator[bytes, int, None]:
        """What the sound system draws from: the sound's next bytes, then silence."""
        wanted = yield b""
        while True:
            size = wanted * 2
            with self._lock:
                part = self._rest[self._at : self._at + size]
                self._at += len(part)
            wanted = yield part.ljust(size, b"\0")


def samples(path: Path, loudness: int) -> bytes:
    """A sound's samples at a loudness from 0 to 100, which the ear finds even."""
    with wave.open(str(path), "rb") as file:
        read = array.array("h", file.readframes(file.getnframes()))
    factor = (min(max(loudness, 0), LOUDEST) / LOUDEST) ** 2
    return array.array("h", (round(each * factor) for each in read)).tobytes()


def _open_device() -> Any:
    import miniaudio

    return miniaudio.PlaybackDevice(
        output_format=miniaudio.SampleFormat.SIGNED16,
        nchannels=1,
        sample_rate=_RATE,
        buffersize_msec=_BUFFER_MS,
    )
