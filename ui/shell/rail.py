"""The rail at the left: where to go, how many wait there, and by which key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.shell import icons, keys, lang, theme

WIDE: Final = 168
NARROW: Final = 60
_TOO_MANY: Final = 999


class RailItem(QPushButton):
    """One place to go."""

    def __init__(self, title: Callable[[], str], icon: str, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = title
        self._key = key
        self._narrow = False
        self._number = 0
        self._count = QLabel(self)
        self._count.setProperty("part", "rail_count")
        self._count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._count.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._count.hide()
        self.setProperty("part", "rail_item")
        self.setCheckable(True)
        self.setIcon(icons.icon(icon, "rail_text"))
        self.setIconSize(QSize(icons.SIZE, icons.SIZE))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # Tab order belongs to the page; the rail has its own keys.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.say()

    def say(self) -> None:
        """Set the words anew."""
        words = self._title()
        self.setText("" if self._narrow else f"  {words}")
        self.setToolTip(keys.hint(words, self._key) if self._key else words)
        self.setAccessibleName(f"{words} {self._number}" if self._number else words)

    def set_narrow(self, narrow: bool) -> None:
        """Icon only, or icon and word."""
        self._narrow = narrow
        theme.set_property(self, "narrow", narrow)
        self.say()
        self._place_count()

    def set_count(self, number: int, *, urgent: bool) -> None:
        """How many wait there; nought shows nothing."""
        self._number = number
        self._count.setText(str(number) if number <= _TOO_MANY else f"{_TOO_MANY}+")
        self._count.setVisible(number > 0)
        theme.set_property(self._count, "urgent", urgent)
        self.say()
        self._place_count()

    def count(self) -> int:
        """How many wait there."""
        return self._number

    def _place_count(self) -> None:
        self._count.ensurePolished()
        size = self._count.sizeHint()
        self._count.resize(max(size.width(), 20), 18)
        right = self.width() - self._count.width() - (0 if self._narrow else 8)
        self._count.move(right, 0 if self._narrow else (self.height() - 18) // 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_count()


class Rail(lang.Speaks, QWidget):
    """The list of places; the last ones stand at the bottom."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._items: dict[str, RailItem] = {}
        self._group = QButtonGroup(self)
        self._brand = QLabel(self)
        self._brand.setProperty("part", "brand")
        self._top = QVBoxLayout()
        self._top.setSpacing(2)
        self._bottom = QVBoxLayout()
        self._bottom.setSpacing(2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(8, 12, 8, 8)
        whole.setSpacing(0)
        whole.addWidget(self._brand)
        whole.addSpacing(12)
        whole.addLayout(self._top)
        whole.addStretch()
        whole.addLayout(self._bottom)
        self.set_narrow(False)
        self.retranslate()

    def add(self, page: str, title: Callable[[], str], icon: str, *, bottom: bool = False) -> None:
        """Put a place on the rail; the first nine get Ctrl+1 … Ctrl+9."""
        number = len(self._items)
        key = keys.RAIL[number] if number < len(keys.RAIL) else ""
        item = RailItem(title, icon, key, self)
        item.clicked.connect(lambda: self.chosen.emit(page))
        if key:
            keys.bind(self, key, lambda: self.chosen.emit(page))
        self._items[page] = item
        self._group.addButton(item)
        (self._bottom if bottom else self._top).addWidget(item)
        item.set_narrow(self.is_narrow())

    def choose(self, page: str) -> None:
        """Light a place up."""
        if page in self._items:
            self._items[page].setChecked(True)

    def set_shown(self, pages: set[str]) -> None:
        """Show only the places this person may go to."""
        for page, item in self._items.items():
            item.setVisible(page in pages)

    def set_count(self, page: str, number: int, *, urgent: bool = False) -> None:
        """How many wait in a place."""
        self._items[page].set_count(number, urgent=urgent)

    def is_narrow(self) -> bool:
        """Whether only icons are shown."""
        return self.width() <= NARROW

    def set_narrow(self, narrow: bool) -> None:
        """Icons only, to leave a small screen to the page."""
        self.setFixedWidth(NARROW if narrow else WIDE)
        self._brand.setText(self._brand_text(narrow))
        for item in self._items.values():
            item.set_narrow(narrow)

    def _brand_text(self, narrow: bool) -> str:
        return self.tr("Anku", "short") if narrow else self.tr("Anku")

    def retranslate(self) -> None:
        """Set every text anew."""
        self._brand.setText(self._brand_text(self.is_narrow()))
        for item in self._items.values():
            item.say()
