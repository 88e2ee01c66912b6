"""Help of the page shown, beside it: what it is for, and the keys that work everywhere."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from ui.shell import lang

_WIDE = 340


class HelpPanel(lang.Speaks, QFrame):
    """Slides in at the right of the window; F1 or Esc takes it away. Never takes the focus."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("part", "help")
        self.setObjectName("help")
        self._title = QLabel(self)
        self._title.setProperty("role", "heading")
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._keys_title = QLabel(self)
        self._keys_title.setProperty("role", "strong")
        self._keys = QGridLayout()
        self._keys.setHorizontalSpacing(12)
        self._keys.setVerticalSpacing(6)
        self._keys.setColumnStretch(1, 1)
        self._lines: list[tuple[QLabel, QLabel]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(12)
        for piece in (self._title, self._words, self._keys_title):
            column.addWidget(piece)
        column.addLayout(self._keys)
        column.addStretch()
        self.hide()

    def show_help(self, title: str, words: str) -> None:
        """Show what a page says about itself; its lines are made when somebody first asks."""
        if not self._lines:
            self.retranslate()
        self._title.setText(title)
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self.place()
        self.show()
        self.raise_()

    def place(self) -> None:
        """Stand at the right edge, as high as the window."""
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.width() - _WIDE, 0, _WIDE, parent.height())

    def _said(self) -> tuple[tuple[str, str], ...]:
        return (
            ("F1", self.tr("Help of this page")),
            ("F2", self.tr("Scan or search")),
            ("F3", self.tr("Photograph")),
            ("F4", self.tr("Print the label")),
            ("F5", self.tr("Look again")),
            ("F6", self.tr("Next pane")),
            ("F8", self.tr("Weigh")),
            ("F9", self.tr("Second person")),
            ("F12", self.tr("Lock the screen")),
            ("Ctrl+1 … 9", self.tr("The places on the rail")),
            ("Enter", self.tr("Go on")),
            ("Esc", self.tr("Go back")),
        )

    def retranslate(self) -> None:
        """Set every text anew."""
        self._keys_title.setText(self.tr("Keys"))
        said = self._said()
        while len(self._lines) < len(said):
            key, words = QLabel(self), QLabel(self)
            key.setProperty("role", "key")
            words.setProperty("role", "soft")
            self._keys.addWidget(key, len(self._lines), 0, Qt.AlignmentFlag.AlignLeft)
            self._keys.addWidget(words, len(self._lines), 1)
            self._lines.append((key, words))
        for (key, words), (key_text, words_text) in zip(self._lines, said, strict=True):
            key.setText(key_text)
            words.setText(words_text)
