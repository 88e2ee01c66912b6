"""The watchdog of the journeys: what the window itself took, without what other programs on a busy machine took from it."""

import os
import threading
import time
from dataclasses import dataclass
from typing import Final

from ui.shell.watchdog import Watchdog

LIMIT_MS: Final = 50.0


_SLOWEST: Final = 12


@dataclass(frozen=True, slots=True, order=True)
class Turn:
    """One long turn of the window's thread: how long without the queue for a core, how much of it at work, and where."""

    ms: float
    work_ms: float
    where: str


class Pulse(Watchdog):
    """Measures as on an idle machine: the time that the GUI thread stood ready but was given no core does not count.

    Linux says how long a thread stood in the queue for a core (/proc/…/schedstat); elsewhere everything counts.
    What is left is its own work (`work_ms`, honest on any machine) and its waiting for locks and files.
    """

    def __init__(self) -> None:
        super().__init__(LIMIT_MS)
        self._look_at_s = LIMIT_MS / 2000
        self._queue = _open_queue()
        self._waited_s = 0.0
        self._worked_s = time.thread_time()
        self._slowest: list[Turn] = []
        self.raw_ms = 0.0
        self.work_ms = 0.0

    def close(self) -> None:
        """Give the file back."""
        if self._queue >= 0:
            os.close(self._queue)
            self._queue = -1

    def go_on(self) -> None:
        """Measure from now; what was measured before still counts."""
        if self._thread is None:
            worst = self._worst_s
            self.start()
            self._worst_s = worst

    def pause(self) -> None:
        """Nobody is signed in: one person's window is taken down and another's is put up."""
        if self._thread is not None:
            self.stop()

    def slowest(self) -> tuple[Turn, ...]:
        """The longest turns, the longest first."""
        return tuple(sorted(self._slowest, reverse=True))

    def start(self) -> None:
        self._waited_s = self._waited()
        self._worked_s = time.thread_time()
        super().start()

    def _beat(self) -> None:
        waited, worked = self._waited(), time.thread_time()
        before, where = self._last, self._where
        # Worked as if those moments had not been: the last beat was that much later.
        self._last += waited - self._waited_s
        began = self._last
        super()._beat()
        work_ms = (worked - self._worked_s) * 1000
        self._waited_s, self._worked_s = waited, worked
        self._note(Turn((self._last - began) * 1000, work_ms, where))
        self.raw_ms = max(self.raw_ms, (self._last - before) * 1000)

    def _note(self, turn: Turn) -> None:
        self.work_ms = max(self.work_ms, turn.work_ms)
        if turn.where:
            self._slowest = sorted([*self._slowest, turn], reverse=True)[:_SLOWEST]

    def _waited(self) -> float:
        if self._queue < 0:
            return 0.0
        return int(os.pread(self._queue, 200, 0).split()[1]) / 1e9


def _open_queue() -> int:
    try:
        return os.open(f"/proc/self/task/{threading.get_native_id()}/schedstat", os.O_RDONLY)
    except OSError:
        return -1
