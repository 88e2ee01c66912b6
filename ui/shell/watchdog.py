"""Measures the longest time the GUI thread did not return to its event loop."""

from __future__ import annotations

import sys
import threading
import time
import traceback
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer

_BEAT_MS: Final = 5


@dataclass(frozen=True, slots=True)
class Stall:
    """One time the window did not answer, and where the code was."""

    ms: float
    where: str


class Watchdog(QObject):
    """A heartbeat on the GUI thread, and a thread that looks where the code is when a beat is late."""

    def __init__(self, limit_ms: float = 50.0, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._limit_s = limit_ms / 1000
        #: So late a beat is when it is looked where the code is.
        self._look_at_s = self._limit_s
        self._worst_s = 0.0
        self._stalls: list[Stall] = []
        self._last = time.monotonic()
        self._where = ""
        self._gui = threading.get_ident()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_BEAT_MS)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        """Begin to measure from now."""
        self._worst_s = 0.0
        self._stalls.clear()
        self._where = ""
        self._last = time.monotonic()
        self._stop.clear()
        self._timer.start()
        self._thread = threading.Thread(target=self._look, name="watchdog", daemon=True)
        self._thread.start()

    def stop(self) -> float:
        """End measuring; the longest stall in milliseconds."""
        self._beat()
        self._timer.stop()
        self._stop.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        return self.worst_ms()

    def worst_ms(self) -> float:
        """The longest time between two beats so far, less the beat itself."""
        return max(0.0, self._worst_s * 1000 - _BEAT_MS)

    def stalls(self) -> tuple[Stall, ...]:
        """Every time the limit was passed, with the place in the code when it was noticed."""
        return tuple(self._stalls)

    def _beat(self) -> None:
        now = time.monotonic()
        gap = now - self._last
        self._last = now
        self._worst_s = max(self._worst_s, gap)
        if gap - _BEAT_MS / 1000 > self._limit_s:
            self._stalls.append(Stall(gap * 1000 - _BEAT_MS, self._where))
        self._where = ""

    def _look(self) -> None:
        while not self._stop.wait(self._look_at_s / 4):
            if time.monotonic() - self._last > self._look_at_s and not self._where:
                frame = sys._current_frames().get(self._gui)
                self._where = "".join(traceback.format_stack(frame)[-8:]) if frame else ""
