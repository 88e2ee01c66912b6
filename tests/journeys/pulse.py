"""The watchdog of the journeys: what the window itself took, without what other programs on a busy machine took from it."""

import os
import threading
import time
from typing import Final

from ui.shell.watchdog import Stall, Watchdog

LIMIT_MS: Final = 50.0


class Pulse(Watchdog):
    """Measures as on an idle machine: the time that the GUI thread stood ready but was given no core does not count.

    Linux says how long a thread stood in the queue for a core (/proc/…/schedstat); elsewhere everything counts.
    """

    def __init__(self) -> None:
        super().__init__(LIMIT_MS)
        self._queue = _open_queue()
        self._waited_s = 0.0
        self._worked_s = time.thread_time()
        self.raw_ms = 0.0

    def close(self) -> None:
        """Give the file back."""
        if self._queue >= 0:
            os.close(self._queue)
            self._queue = -1

    def go_on(self) -> None:
        """Measure from now; what was measured before still counts."""
        if self._thread is None:
            worst, stalls = self._worst_s, list(self._stalls)
            self.start()
            self._worst_s = worst
            self._stalls.extend(stalls)

    def pause(self) -> None:
        """Nobody is signed in: one person's window is taken down and another's is put up."""
        if self._thread is not None:
            self.stop()

    def start(self) -> None:
        self._waited_s = self._waited()
        super().start()

    def _beat(self) -> None:
        waited = self._waited()
        before = self._last
        # Worked as if those moments had not been: the last beat was that much later.
        self._last += waited - self._waited_s
        self._waited_s = waited
        many = len(self._stalls)
        super()._beat()
        worked = time.thread_time()
        if len(self._stalls) > many:
            last = self._stalls[-1]
            own = (worked - self._worked_s) * 1000
            self._stalls[-1] = Stall(last.ms, f"{own:.0f} ms of it at work\n{last.where}")
        self._worked_s = worked
        self.raw_ms = max(self.raw_ms, (self._last - before) * 1000)

    def _waited(self) -> float:
        if self._queue < 0:
            return 0.0
        return int(os.pread(self._queue, 200, 0).split()[1]) / 1e9


def _open_queue() -> int:
    try:
        return os.open(f"/proc/self/task/{threading.get_native_id()}/schedstat", os.O_RDONLY)
    except OSError:
        return -1
