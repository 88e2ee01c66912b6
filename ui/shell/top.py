"""The top line: one field to scan or search, the devices' health, who is here and where."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from ui.shell import icons, keys, lang
from ui.shell.keys import Key
from ui.shell.search import SearchField


class Health(StrEnum):
    """How a device or the database is."""

    OK = "ok"
    BUSY = "busy"
    TROUBLE = "trouble"
    LOST = "lost"
    OFF = "off"


# A sign and a colour: the colour alone never says it.
_SIGNS = {
    Health.OK: ("circle-check", "ok"),
    Health.BUSY: ("loader-circle", "accent"),
    Health.TROUBLE: ("triangle-alert", "late"),
    Health.LOST: ("circle-x", "danger"),
    Health.OFF: ("circle-minus", "ended"),
}


class Dot(QToolButton):
    """One device: its word, a sign for how it is, the trouble on hover."""

    def __init__(self, title: Callable[[], str], parent: QWidget) -> None:
        super().__init__(parent)
        self._title = title
        self._health = Health.OFF
        self._trouble = ""
        self.setProperty("part", "dot")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(14, 14))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.set_health(Health.OFF, "")

    def set_health(self, health: Health, trouble: str) -> None:
        """How it is, and what is wrong in words."""
        self._health = health
        self._trouble = trouble
        sign, tone = _SIGNS[health]
        self.setIcon(icons.icon(sign, tone))
        self.say()

    def health(self) -> Health:
        """How it is."""
        return self._health

    def say(self) -> None:
        """Set the words anew."""
        self.setText(self._title())
        self.setToolTip(f"{self._title()}: {self._trouble}" if self._trouble else self._title())


class Top(lang.Speaks, QWidget):
    """Scan field · dots · person."""

    dot_clicked = Signal(str)
    person_clicked = Signal()
    lock_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "top")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = SearchField(self)
        self.field.setMaximumWidth(560)
        self._dots: dict[str, Dot] = {}
        self._room = ""
        self._person = ""
        self._row = QHBoxLayout()
        self._row.setSpacing(2)
        self._chip = QToolButton(self)
        self._chip.setProperty("part", "person")
        self._chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._chip.setIcon(icons.icon("user", "accent"))
        self._chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._chip.clicked.connect(self.person_clicked)
        self._lock = QToolButton(self)
        self._lock.setIcon(icons.icon("lock"))
        self._lock.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lock.clicked.connect(self.lock_asked)
        self._whole = QHBoxLayout(self)
        self._whole.setContentsMargins(16, 8, 12, 8)
        self._whole.setSpacing(8)
        self._whole.addWidget(self.field, 10)
        self._whole.addStretch(1)
        self._whole.addLayout(self._row)
        self._whole.addWidget(self._chip)
        self._whole.addWidget(self._lock)
        keys.bind(self, Key.SCAN, self.field.take_focus)
        keys.bind(self, Key.LOCK, self.lock_asked.emit)
        self.retranslate()

    def add_dot(self, name: str, title: Callable[[], str]) -> None:
        """Put a device on the line."""
        dot = Dot(title, self)
        dot.clicked.connect(lambda: self.dot_clicked.emit(name))
        self._dots[name] = dot
        self._row.addWidget(dot)

    def set_dot(self, name: str, health: Health, trouble: str = "") -> None:
        """How a device is."""
        self._dots[name].set_health(health, trouble)

    def dot(self, name: str) -> Dot:
        """The device's dot."""
        return self._dots[name]

    def set_person(self, room: str, person: str, detail: str = "") -> None:
        """Who is here and in which room; detail shows on hover."""
        self._room, self._person = room, person
        self._chip.setText(" · ".join(part for part in (room, person) if part))
        self._chip.setToolTip(detail)
        self._chip.setVisible(bool(room or person))

    def beside_person(self) -> QRect:
        """The line from its beginning up to the person's name."""
        end = self._chip if self._chip.isVisible() else self._lock
        return self.rect().adjusted(16, 0, end.x() - 8 - self.width(), 0)

    def set_narrow(self, narrow: bool) -> None:
        """Signs without words on a small screen, and less air around them."""
        air = 4 if narrow else 8
        self._whole.setContentsMargins(16, air, 12, air)
        style = Qt.ToolButtonStyle
        for dot in self._dots.values():
            dot.setToolButtonStyle(
                style.ToolButtonIconOnly if narrow else style.ToolButtonTextBesideIcon
            )

    def retranslate(self) -> None:
        """Set every text anew."""
        self.field.setPlaceholderText(keys.hint(self.tr("Scan or search"), Key.SCAN))
        self._lock.setToolTip(keys.hint(self.tr("Lock the screen"), Key.LOCK))
        self._lock.setAccessibleName(self.tr("Lock the screen"))
        for dot in self._dots.values():
            dot.say()
