"""The empty state: says that there is nothing, and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ui.shell import icons

_HINT = 440


class EmptyState(QWidget):
    """Icon, sentence, hint, and the one action that helps."""

    acted = Signal()

    def __init__(self, icon: str = "inbox", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = icons.Sign(icon, "faint", 40, self)
        self._sentence = QLabel(self)
        self._sentence.setProperty("role", "heading")
        self._hint = QLabel(self)
        self._hint.setProperty("role", "soft")
        self._hint.setWordWrap(True)
        self._action = QPushButton(self)
        self._action.setProperty("kind", "primary")
        self._action.clicked.connect(self.acted)
        self._action.hide()
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(2)
        for piece in (self._sign, self._sentence, self._hint):
            column.addWidget(piece, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(8)
        column.addWidget(self._action, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        for label in (self._sentence, self._hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def say(self, sentence: str, hint: str = "", action: str = "", icon: str = "") -> None:
        """What is empty, what to do, and the word on the button; no word, no button."""
        self._sentence.setText(sentence)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._fit()
        self._action.setText(action)
        self._action.setVisible(bool(action))
        if icon:
            self._sign.show_sign(icon, "faint")

    def _fit(self) -> None:
        """Centred in a column a wrapped line would be given the height of one line only."""
        width = max(120, min(_HINT, self.width() - 32))
        self._hint.setFixedWidth(width)
        self._hint.setMinimumHeight(0)  # asked for its height it never tells less than the last one
        self._hint.setMinimumHeight(max(0, self._hint.heightForWidth(width)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
