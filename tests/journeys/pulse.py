"""The watchdog of the journeys: what the window itself took, without what other programs on a busy machine took from it."""

import ctypes
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
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

    Linux says how long a thread stood in the queue for a core (/proc/…/schedstat); elsewhere everything counts. What
    the screen says comes through a thread of Qt's own: what that one stood in the queue while the window did nothing
    but wait does not count either (two windows on one machine took its cores from each other for 80 ms at a time).
    Nor does what the host of a virtual machine gave to others meanwhile (`_Stolen`).
    What is left is its own work (`work_ms`, honest on any machine) and its waiting for locks and files. Whoever plays
    the journey looks through all widgets of the same thread every few milliseconds: that (`aside`) is not the window's.
    """

    def __init__(self, step: Callable[[], str] = str) -> None:
        super().__init__(LIMIT_MS)
        self._step = step
        self._look_at_s = LIMIT_MS / 2000
        self._queue = _open_queue(threading.get_native_id())
        self._reader = _open_queue(_thread("QXcbEventQueue"))
        self._stolen = _Stolen()
        self._waited_s = self._reader_waited_s = 0.0
        self._worked_s = time.thread_time()
        self._is_aside = False
        self._slowest: list[Turn] = []
        self.raw_ms = 0.0
        self.work_ms = 0.0

    def close(self) -> None:
        """Give the file back."""
        for queue in (self._queue, self._reader):
            if queue >= 0:
                os.close(queue)
        self._queue = self._reader = -1
        self._stolen.close()

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

    @contextmanager
    def aside(self) -> Iterator[None]:
        """What happens within is looking only, and does not count."""
        if self._is_aside:
            yield
            return
        self._is_aside = True
        began, waited, worked = time.monotonic(), _in_queue(self._queue), time.thread_time()
        try:
            yield
        finally:
            self._is_aside = False
            # As if that time had not been; what it stood in the queue is taken off at the next beat.
            self._last += time.monotonic() - began - (_in_queue(self._queue) - waited)
            self._worked_s += time.thread_time() - worked

    def slowest(self) -> tuple[Turn, ...]:
        """The longest turns, the longest first."""
        return tuple(sorted(self._slowest, reverse=True))

    def start(self) -> None:
        self._waited_s, self._reader_waited_s = _in_queue(self._queue), _in_queue(self._reader)
        self._worked_s = time.thread_time()
        self._stolen.since()
        super().start()

    def _beat(self) -> None:
        waited, worked = _in_queue(self._queue), time.thread_time()
        reader_waited = _in_queue(self._reader)
        before, where = self._last, self._where
        # Worked as if those moments had not been: the last beat was that much later.
        self._last += waited - self._waited_s
        idle = time.monotonic() - self._last - (worked - self._worked_s)
        self._last += max(0.0, min(reader_waited - self._reader_waited_s, idle))
        self._last += self._stolen.since()
        began = self._last
        super()._beat()
        work_ms = (worked - self._worked_s) * 1000
        self._waited_s, self._reader_waited_s, self._worked_s = waited, reader_waited, worked
        place = f"{where}  while {self._step()}" if where else ""
        self._note(Turn((self._last - began) * 1000, work_ms, place))
        self.raw_ms = max(self.raw_ms, (self._last - before) * 1000)

    def _note(self, turn: Turn) -> None:
        self.work_ms = max(self.work_ms, turn.work_ms)
        if turn.where:
            self._slowest = sorted([*self._slowest, turn], reverse=True)[:_SLOWEST]


def _thread(name: str) -> int:
    """The number of this process's thread of that name; 0 where there is none."""
    for task in Path("/proc/self/task").glob("*"):
        with suppress(OSError):
            if (task / "comm").read_text("ascii").strip() == name[:15]:
                return int(task.name)
    return 0


def _open_queue(thread: int) -> int:
    try:
        return os.open(f"/proc/self/task/{thread}/schedstat", os.O_RDONLY)
    except OSError:
        return -1


def _in_queue(queue: int) -> float:
    """How long a thread stood in the queue for a core so far, in seconds."""
    return int(os.pread(queue, 200, 0).split()[1]) / 1e9 if queue >= 0 else 0.0


class _Stolen:
    """What the host took from the core that this thread runs on (/proc/stat), in hundredths: one too few is told."""

    def __init__(self) -> None:
        self._file = -1
        self._before: dict[str, int] = {}
        with suppress(OSError):
            self._file = os.open("/proc/stat", os.O_RDONLY)
            self._core_now = ctypes.CDLL(None).sched_getcpu
        self.since()

    def close(self) -> None:
        """Give the file back."""
        if self._file >= 0:
            os.close(self._file)
        self._file = -1

    def since(self) -> float:
        """How long, in seconds, since this was asked last; 0 when the thread has moved to another core meanwhile."""
        if self._file < 0:
            return 0.0
        lines = os.pread(self._file, 4096, 0).decode("ascii").split("\n")
        core = f"cpu{self._core_now()}"
        steal = next((int(line.split()[8]) for line in lines if line.startswith(core + " ")), 0)
        before, self._before = self._before, {core: steal}
        return max(0, steal - before.get(core, steal) - 1) / 100
