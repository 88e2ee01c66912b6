"""Long work of the window itself, a slice in each turn of the event loop: what a person does comes between."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Final

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, QTimer

from ui import slices

_SLICE_S: Final = 0.010


class Turns(QObject):
    """Takes the steps of one piece of work; the first slice at once (or a turn later), the others in the next turns."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Iterator[object] = iter(())

    def begin(self, steps: Iterator[object]) -> None:
        """Take these steps; what is left of others is dropped."""
        self._steps = steps
        _round().leave(self)
        with slices.of(_SLICE_S):
            self.go_on()

    def begin_next(self, steps: Iterator[object]) -> None:
        """Take these steps when what is under way now, such as a page that appears, has been drawn."""
        self._steps = steps
        _round().leave(self)
        _round().join(self)

    def stop(self) -> None:
        """What is left is dropped."""
        self._steps = iter(())
        _round().leave(self)

    def is_busy(self) -> bool:
        """Whether something of it is left."""
        return _round().has(self)

    def go_on(self) -> None:
        """The next step, and others as long as the slice lasts."""
        steps = self._steps
        for _ in steps:
            if steps is not self._steps:
                return  # a step began something else, or the end
            if slices.is_over():
                _round().join(self, first=True)
                return


def are_waiting() -> bool:
    """Whether anything of the window is under way that is done in turns."""
    return _round().is_at_work()


class _Round(QObject):
    """Lets all have one slice in each turn between them: with one of their own each, five made a turn of 50 ms."""

    def __init__(self, parent: QObject | None) -> None:
        super().__init__(parent)
        self._waiting: deque[Turns] = deque()
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._go_on)

    def join(self, turns: Turns, *, first: bool = False) -> None:
        """It has something to do; what was begun goes on before anything else."""
        if first:
            self._waiting.appendleft(turns)
        else:
            self._waiting.append(turns)
        self._timer.start()

    def leave(self, turns: Turns) -> None:
        """It has nothing to do any more."""
        if turns in self._waiting:
            self._waiting.remove(turns)

    def has(self, turns: Turns) -> bool:
        """Whether that one has something to do."""
        return turns in self._waiting

    def is_at_work(self) -> bool:
        """Whether anybody has something to do."""
        return bool(self._waiting)

    def _go_on(self) -> None:
        try:
            with slices.turn(_SLICE_S):
                while self._waiting:
                    turns = self._waiting.popleft()
                    if self._waiting:
                        self._timer.start()  # should a step open a dialog, the others go on in its loop
                    if shiboken6.isValid(turns):
                        turns.go_on()
                    if slices.is_over():
                        break
        finally:
            if self._waiting:
                self._timer.start()


class _All:
    """What there is one of."""

    round: _Round | None = None


_all = _All()


def _round() -> _Round:
    if _all.round is None or not shiboken6.isValid(_all.round):
        _all.round = _Round(QCoreApplication.instance())
    return _all.round
