"""What stands before the work: a calm page with one card in its middle."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.shell import icons, lang, theme

CARD: int = 460


class Gate(lang.Speaks, QWidget):
    """A page with a card; what belongs in the card goes into `column`."""

    def __init__(self, icon: str = "warehouse", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "gate")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.card = QFrame(self)
        self.card.setProperty("part", "gate_card")
        self.card.setFixedWidth(CARD)
        self.card.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._sign = icons.Sign(icon, "accent", 32, self.card)
        self.title = label(self.card, "title")
        self.subtitle = label(self.card, "soft")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addLayout(words, 1)
        self.column = QVBoxLayout(self.card)
        self.column.setContentsMargins(32, 28, 32, 28)
        self.column.setSpacing(12)
        self.column.addLayout(head)
        self.column.addSpacing(4)
        self.top = QHBoxLayout()
        self.top.setContentsMargins(16, 12, 16, 0)
        self.top.addStretch()
        self.foot = label(self, "small")
        self.foot.setAlignment(Qt.AlignmentFlag.AlignCenter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 12)
        whole.addLayout(self.top)
        whole.addStretch(3)
        middle = QHBoxLayout()  # not an alignment: only a layout gives wrapped words their height
        middle.addStretch()
        middle.addWidget(self.card)
        middle.addStretch()
        whole.addLayout(middle)
        whole.addStretch(4)
        whole.addWidget(self.foot)
        self._edge = whole

    def set_practice(self, *, practice: bool) -> None:
        """The red frame that says nothing here is real."""
        theme.set_property(self, "part", "practice" if practice else "gate")

    def first_focus(self) -> None:
        """Where typing begins."""


def label(parent: QWidget, role: str) -> QLabel:
    """Plain wrapped words."""
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setWordWrap(True)
    return made


def notice(parent: QWidget) -> QLabel:
    """A line for what went wrong or must be known; hidden until it says something."""
    made = label(parent, "")
    made.setProperty("tone", "danger")
    made.hide()
    return made


def field(parent: QWidget, name: str, *, secret: bool = False) -> QLineEdit:
    """A line to type in, large enough for a standing person."""
    made = QLineEdit(parent)
    made.setObjectName(name)
    made.setMinimumHeight(theme.tokens(theme.mode()).target - 4)
    if secret:
        made.setEchoMode(QLineEdit.EchoMode.Password)
    return made


def button(parent: QWidget, name: str, kind: str = "") -> QPushButton:
    """A button, large enough for a gloved finger."""
    made = QPushButton(parent)
    made.setObjectName(name)
    made.setProperty("kind", kind)
    made.setMinimumHeight(theme.tokens(theme.mode()).target - 4)
    return made


def say(line: QLabel, sentence: str) -> None:
    """Say it, or hide the line."""
    line.setText(sentence)
    line.setVisible(bool(sentence))
