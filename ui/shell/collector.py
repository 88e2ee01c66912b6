"""Python's cyclic garbage is collected on the GUI thread only: a worker must never destroy a Qt object."""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

_EVERY_MS: Final = 1000
#: By then the store's libraries and the first pages are there.
_SETTLED_MS: Final = 3000


class Collector(QObject):
    """Takes over Python's cyclic collector while the window lives."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._limits = gc.get_threshold()
        self._froze = False
        self._start = QTimer(self)
        self._start.setSingleShot(True)
        self._start.timeout.connect(self._settle)
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._collect)

    def start(self) -> None:
        """From now on Python collects here only, and not at all until the start is over.

        A worker that collects in the middle of loading libraries would hold every thread up for a tenth of a second.
        """
        gc.disable()
        self._start.start(_SETTLED_MS)

    def stop(self) -> None:
        """Give the collector back."""
        self._start.stop()
        self._timer.stop()
        if self._froze:
            gc.unfreeze()
        gc.enable()

    def _settle(self) -> None:
        # What the start made stays; looking through it, now or again each time, would cost a visible stall.
        gc.freeze()
        self._froze = True
        self._timer.start()

    def _collect(self) -> None:
        young, middle, old = gc.get_count()
        if old > self._limits[2]:
            gc.collect(2)
        elif middle > self._limits[1]:
            gc.collect(1)
        elif young > self._limits[0]:
            gc.collect(0)
