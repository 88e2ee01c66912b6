"""Says that work is under way: nothing before 0.3 s, how far after 1 s, and it can be stopped."""

from __future__ import annotations

from typing import Final, Protocol

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QWidget

from app.progress import Part
from ui.shell import lang

SHOW_AFTER_MS: Final = 300
MEASURE_AFTER_MS: Final = 1000


class Stoppable(Protocol):
    """Work that ends when nobody wants it any more."""

    def cancel(self) -> None: ...


class Busy(lang.Speaks, QWidget):
    """One line: what is done, how far, stop."""

    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ticket: Stoppable | None = None
        self._far: Part | None = None
        self._measured = False
        self._words = QLabel(self)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setMinimumWidth(120)
        self._part = QLabel(self)
        self._part.setProperty("role", "soft")
        self._stop = QPushButton(self)
        self._stop.setProperty("kind", "quiet")
        self._stop.clicked.connect(self._stop_it)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._words)
        row.addWidget(self._bar, 1)
        row.addWidget(self._part)
        row.addWidget(self._stop)
        keep = self.sizePolicy()
        keep.setVerticalPolicy(QSizePolicy.Policy.Fixed)
        keep.setRetainSizeWhenHidden(True)
        self.setSizePolicy(keep)
        self._show_timer = QTimer(self, singleShot=True, interval=SHOW_AFTER_MS)
        self._show_timer.timeout.connect(self.show)
        self._measure_timer = QTimer(self, singleShot=True, interval=MEASURE_AFTER_MS)
        self._measure_timer.timeout.connect(self._measure)
        self.hide()
        self.retranslate()

    def begin(self, words: str, ticket: Stoppable | None = None) -> None:
        """Work has begun; with a ticket it can be stopped."""
        self._ticket = ticket
        self._far = None
        self._measured = False
        self._words.setText(words)
        self._part.setText("")
        self._bar.setRange(0, 0)
        self._stop.setVisible(ticket is not None)
        self._show_timer.start()
        self._measure_timer.start()

    def report(self, far: float | Part) -> None:
        """How far it is, 0 to 1, of a paper also at which page; shown once it has taken a second."""
        self._far = far if isinstance(far, Part) else Part(far)
        if self._measured:
            self._show_part()

    def end(self) -> None:
        """It is over."""
        self._ticket = None
        self._show_timer.stop()
        self._measure_timer.stop()
        self.hide()

    def _measure(self) -> None:
        self._measured = True
        self._show_part()

    def _show_part(self) -> None:
        if self._far is None:
            return
        self._bar.setRange(0, 1000)
        self._bar.setValue(round(self._far.done * 1000))
        told = f"{self._far.done:.0%}"
        if self._far.pages:
            page, pages = f"{self._far.page:,}", f"{self._far.pages:,}"
            at_page = self.tr("Page {0} of {1}").format(page, pages)
            told = f"{at_page}  ·  {told}"
        self._part.setText(told)

    def _stop_it(self) -> None:
        if self._ticket is not None:
            self._ticket.cancel()
        self.end()
        self.stopped.emit()

    def retranslate(self) -> None:
        """Set every text anew."""
        self._stop.setText(self.tr("Stop"))
        if self._measured:
            self._show_part()
