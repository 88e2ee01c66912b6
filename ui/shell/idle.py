"""Nobody touched anything for so long: the screen is to be locked."""

from __future__ import annotations

import time
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QWidget

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
    """Watches what the system sends to the window: far less than every event of every widget."""

    passed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._watched: QWindow | None = None
        self._limit_s = 0.0
        self._last = time.monotonic()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        # A dialog or a menu is a window of its own: going there and back is a touch.
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self.touch)

    def start(self, seconds: float) -> None:
        """Say `passed` after so many seconds without a touch; nought never."""
        self.stop()
        self._limit_s = seconds
        if seconds <= 0:
            return
        self.touch()
        self._watched = self._window.windowHandle()
        if self._watched is not None:
            self._watched.installEventFilter(self)
        self._timer.start(min(_CHECK_MS, max(20, round(seconds * 250))))

    def resume(self) -> None:
        """Go on watching with the same limit."""
        self.start(self._limit_s)

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.stop()
        if self._watched is not None:
            self._watched.removeEventFilter(self)
            self._watched = None

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
