"""The one door off the GUI thread: jobs go to lanes, answers come back as plain values.

A job must not hold a Qt object; it gets keys and values. What is to be called afterwards stays on the GUI
thread, so that no worker can be the last to let go of a widget.
"""

from __future__ import annotations

import inspect
import itertools
import logging
import queue
import threading
import time
import weakref
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from ui import slices

Answer = TypeVar("Answer")
log = logging.getLogger(__name__)

# Answers are handed out in slices so that a flood of them cannot hold the window up.
_SLICE_S: Final = 0.012


class Lane(StrEnum):
    """What a worker thread guards; jobs in one lane run one after another, in the order asked."""

    BOOKS = "books"
    READS = "reads"
    WIRE = "wire"
    DRAFTS = "drafts"
    PRINTER = "printer"
    PICTURES = "pictures"
    SOUNDS = "sounds"
    CHECKS = "checks"
    FORMS = "forms"


class Ticket:
    """The receipt for a job that was asked for."""

    __slots__ = ("_cancelled", "_done", "lane")

    def __init__(self, lane: Lane) -> None:
        self.lane = lane
        self._cancelled = threading.Event()
        self._done = threading.Event()

    def cancel(self) -> None:
        """Nobody will be called; a job not yet begun never begins, a running one is asked to stop."""
        self._cancelled.set()

    def is_cancelled(self) -> bool:
        """Whether the answer is no longer wanted."""
        return self._cancelled.is_set()

    def is_done(self) -> bool:
        """Whether the job has ended, was cancelled or failed, and whoever asked has been told."""
        return self._done.is_set()

    def _finish(self) -> None:
        self._done.set()


@dataclass(frozen=True, slots=True)
class _Job:
    """What a worker sees."""

    key: int
    ticket: Ticket
    call: Callable[..., Any]
    args: tuple[Any, ...]
    kwargs: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Caller:
    """What stays on the GUI thread."""

    owner: QObject
    ticket: Ticket
    then: Callable[[Any], object] | None
    failed: Callable[[Exception], object] | None
    progress: Callable[[Any], object] | None


@dataclass(frozen=True, slots=True)
class _Done:
    key: int
    value: Any


@dataclass(frozen=True, slots=True)
class _Failed:
    key: int
    trouble: Exception


@dataclass(frozen=True, slots=True)
class _Dropped:
    key: int


@dataclass(frozen=True, slots=True)
class _Report:
    key: int


_Message = _Done | _Failed | _Dropped | _Report


class Work(QObject):
    """Runs jobs on lanes and brings their answers home."""

    busy = Signal(int)
    _came = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.on_failure: Callable[[Exception], object] = _log_failure
        #: What an engine's trouble means where the books lie; the window knows, whoever asked hears of that.
        self.meaning: Callable[[Exception], Exception] = _as_it_is
        self._keys = itertools.count(1)
        self._callers: dict[int, _Caller] = {}
        self._lanes: dict[Lane, _LaneThread] = {}
        self._answers: deque[_Message] = deque()
        self._reports: dict[int, Any] = {}
        self._pending = threading.Event()
        self._lock = threading.Lock()
        self._closed = False
        # An answer may be ready before run() has returned, and what the one before set off comes first: layout, drawing,
        # what a person did. A timer waits for all that, where an event would be handed out in the same turn.
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._hand_out)
        self._came.connect(self._turn.start, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        owner: QObject,
        job: Callable[..., Answer],
        *args: Any,
        then: Callable[[Answer], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
        progress: Callable[[Any], object] | None = None,
        lane: Lane = Lane.BOOKS,
        **kwargs: Any,
    ) -> Ticket:
        """Do the job in its lane; call then(answer) or failed(exception) here, unless owner is gone by then.

        A job with a parameter named `report` gets a function to say how far it is (with progress given): the fraction
        done, or another plain value; of those that come faster than they are heard the last one counts;
        one with a parameter named `cancelled` gets a function that says whether to stop.
        """
        if self._closed:
            raise RuntimeError("work is closed")
        key = next(self._keys)
        ticket = Ticket(lane)
        self._callers[key] = _Caller(owner, ticket, then, failed, progress)
        extra = self._extras(key, ticket, job, wants_progress=progress is not None)
        self._lane(lane).jobs.put(_Job(key, ticket, job, args, {**kwargs, **extra}))
        self.busy.emit(len(self._callers))
        return ticket

    def warm(self) -> None:
        """Start every lane's thread now: starting one while somebody works would hold the window up."""
        for lane in Lane:
            self._lane(lane)

    def waiting(self) -> int:
        """How many jobs have not come home."""
        return len(self._callers)

    def is_closed(self) -> bool:
        """Whether the threads were told to end."""
        return self._closed

    def close(self, timeout: float = 5.0) -> bool:
        """Finish what is in the books lane, drop the rest, end the threads; False if one did not end in time."""
        self._closed = True
        for caller in self._callers.values():
            if caller.ticket.lane is not Lane.BOOKS:
                caller.ticket.cancel()
        until = time.monotonic() + timeout
        for thread in self._lanes.values():
            thread.jobs.put(None)
        for thread in self._lanes.values():
            thread.join(max(0.0, until - time.monotonic()))
        return not any(thread.is_alive() for thread in self._lanes.values())

    def _lane(self, lane: Lane) -> _LaneThread:
        if lane not in self._lanes:
            self._lanes[lane] = _LaneThread(lane, self._post)
            self._lanes[lane].start()
        return self._lanes[lane]

    def _extras(
        self, key: int, ticket: Ticket, job: Callable[..., Any], *, wants_progress: bool
    ) -> dict[str, Any]:
        takes = _parameters(getattr(job, "__func__", job))
        extra: dict[str, Any] = {}
        if "cancelled" in takes:
            extra["cancelled"] = ticket.is_cancelled
        if "report" in takes:
            extra["report"] = self._reporter(key) if wants_progress else _ignore
        return extra

    def _reporter(self, key: int) -> Callable[[Any], None]:
        def report(told: Any) -> None:
            with self._lock:
                fresh = key not in self._reports
                self._reports[key] = told
            if fresh:
                self._post(_Report(key))

        return report

    def _post(self, message: _Message) -> None:
        """Called on a worker: leave the message and ring once."""
        self._answers.append(message)
        if not self._pending.is_set():
            self._pending.set()
            self._ring()

    def _ring(self) -> None:
        # At the end of the program the window may be gone before the last worker.
        if shiboken6.isValid(self):
            self._came.emit()

    @Slot()
    def _hand_out(self) -> None:
        self._pending.clear()
        try:
            # what an answer begins in turns takes its first steps within this slice
            with slices.turn(_SLICE_S):
                while self._answers:
                    self._deliver(self._answers.popleft())
                    if slices.is_over():
                        break
        finally:
            if self._answers and not self._pending.is_set():
                self._pending.set()
                self._turn.start()

    def _deliver(self, message: _Message) -> None:
        if isinstance(message, _Report):
            self._deliver_report(message)
            return
        caller = self._callers.pop(message.key)
        with self._lock:
            self._reports.pop(message.key, None)
        caller.ticket._finish()
        self.busy.emit(len(self._callers))
        if isinstance(message, _Dropped) or not _is_wanted(caller):
            return
        if isinstance(message, _Done):
            if caller.then is not None:
                caller.then(message.value)
            return
        (caller.failed or self.on_failure)(self.meaning(message.trouble))

    def _deliver_report(self, message: _Report) -> None:
        with self._lock:
            told = self._reports.pop(message.key, None)
        caller = self._callers.get(message.key)
        if told is None or caller is None or caller.progress is None or not _is_wanted(caller):
            return
        caller.progress(told)


class _LaneThread(threading.Thread):
    """One plain thread that takes the jobs of one lane in turn."""

    def __init__(self, lane: Lane, post: Callable[[_Message], None]) -> None:
        super().__init__(name=f"work-{lane}", daemon=True)
        self.jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._post = post

    def run(self) -> None:
        while (job := self.jobs.get()) is not None:
            self._post(_do(job))
            del job


def _do(job: _Job) -> _Message:
    if job.ticket.is_cancelled():
        return _Dropped(job.key)
    try:
        return _Done(job.key, job.call(*job.args, **job.kwargs))
    except Exception as trouble:  # noqa: BLE001  # this is the door: every trouble goes back to who asked
        return _Failed(job.key, trouble)


def _is_wanted(caller: _Caller) -> bool:
    return shiboken6.isValid(caller.owner) and not caller.ticket.is_cancelled()


#: Looking at a signature takes a millisecond, and the same few jobs come again and again.
_known: weakref.WeakKeyDictionary[Callable[..., Any], frozenset[str]] = weakref.WeakKeyDictionary()


def _parameters(job: Callable[..., Any]) -> frozenset[str]:
    if job not in _known:
        try:
            _known[job] = frozenset(inspect.signature(job).parameters)
        except (TypeError, ValueError):
            _known[job] = frozenset()
    return _known[job]


def _as_it_is(trouble: Exception) -> Exception:
    """Before a store is open nothing more is known of it."""
    return trouble


def _ignore(_told: Any) -> None:
    """Nobody wants to hear how far it is."""


def _log_failure(trouble: Exception) -> None:
    log.error("a job failed and nobody asked to be told", exc_info=trouble)
