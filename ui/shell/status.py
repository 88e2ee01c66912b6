"""The status line: the last act, what can be taken back, and the room's chain head."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from ui.shell import lang

SHOW_AFTER_MS: Final = 300


class Status(lang.Speaks, QWidget):
    """One line at the bottom of the window."""

    action_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(30)
        self._last = QLabel(self)
        self._last.setTextFormat(Qt.TextFormat.PlainText)
        self._action = QPushButton(self)
        self._action.setProperty("kind", "quiet")
        self._action.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._action.clicked.connect(self.action_clicked)
        self._action.hide()
        self._busy = QProgressBar(self)
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setFixedWidth(64)
        self._busy.hide()
        self._soon = QTimer(self, singleShot=True, interval=SHOW_AFTER_MS)
        self._soon.timeout.connect(self._busy.show)
        self._head = QLabel(self)
        self._head.setTextFormat(Qt.TextFormat.PlainText)
        self._head.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._head_text = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(12)
        row.addWidget(self._last)
        row.addWidget(self._action)
        row.addStretch()
        row.addWidget(self._busy)
        row.addWidget(self._head)
        self.retranslate()

    def set_last(self, text: str, action: str = "") -> None:
        """What was done last, and the one thing that can still be done about it."""
        self._last.setText(text)
        self._action.setText(action)
        self._action.setVisible(bool(action))

    def set_head(self, head: str, detail: str = "") -> None:
        """The room's current chain head, short; the whole of it on hover."""
        self._head_text = head
        self._head.setToolTip(detail)
        self.retranslate()

    def set_busy(self, busy: bool) -> None:
        """Whether something is under way behind the window; shown when it takes longer than 0.3 s."""
        if not busy:
            self._soon.stop()
            self._busy.hide()
        elif not self._soon.isActive():
            self._soon.start()

    def last(self) -> str:
        """What the line says."""
        return self._last.text()

    def retranslate(self) -> None:
        """Set every text anew."""
        self._head.setText(
            self.tr("Chain head {0}").format(self._head_text) if self._head_text else ""
        )
