"""Nobody touched anything for so long: the screen is to be locked."""

from __future__ import annotations

import time
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

_TOUCHES: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)
_CHECK_MS: Final = 1000


class Idle(QObject):
    """Watches every touch of keyboard and mouse; a scan counts as one."""

    passed = Signal()

    def __init__(self, app: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent or app)
        self._app = app
        self._limit_s = 0.0
        self._last = time.monotonic()
        self._timer = QTimer(self)
        self._timer.setInterval(_CHECK_MS)
        self._timer.timeout.connect(self._look)

    def start(self, seconds: float) -> None:
        """Say `passed` after so many seconds without a touch; nought never."""
        self.stop()
        if seconds <= 0:
            return
        self._limit_s = seconds
        self._last = time.monotonic()
        self._timer.setInterval(min(_CHECK_MS, max(20, round(seconds * 250))))
        self._app.installEventFilter(self)
        self._timer.start()

    def resume(self) -> None:
        """Go on watching with the same limit."""
        self.start(self._limit_s)

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.stop()
        self._app.removeEventFilter(self)

    def touch(self) -> None:
        """Somebody is here."""
        self._last = time.monotonic()

    def _look(self) -> None:
        if time.monotonic() - self._last >= self._limit_s:
            self.stop()
            self.passed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self._last = time.monotonic()
        return False
