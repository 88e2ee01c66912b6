"""Long work of the window itself, a slice in each turn of the event loop: what a person does comes between."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QObject, QTimer

_SLICE_S: Final = 0.010


class Turns(QObject):
    """Takes the steps of one piece of work; the first slice at once (or a turn later), the others in the next turns."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Iterator[object] = iter(())
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)

    def begin(self, steps: Iterator[object]) -> None:
        """Take these steps; what is left of others is dropped."""
        self.begin_next(steps)
        self._timer.stop()
        self._go_on()

    def begin_next(self, steps: Iterator[object]) -> None:
        """Take these steps when what is under way now, such as a page that appears, has been drawn."""
        self._steps = steps
        self._timer.start(0)

    def stop(self) -> None:
        """What is left is dropped."""
        self._steps = iter(())
        self._timer.stop()

    def is_busy(self) -> bool:
        """Whether something of it is left."""
        return self._timer.isActive()

    def _go_on(self) -> None:
        steps, until = self._steps, time.monotonic() + _SLICE_S
        for _ in steps:
            if steps is not self._steps:
                return  # a step began something else, or the end
            if time.monotonic() >= until:
                self._timer.start(0)
                return
