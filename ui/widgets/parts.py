"""Small parts that every page is put together from: a line of words, a button with its name and its key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import shiboken6
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QLayout, QPushButton, QWidget

from ui.shell import icons, keys
from ui.shell.keys import Key


def label(parent: QWidget, role: str = "", *, wraps: bool = False) -> QLabel:
    """A line of plain text: title heading strong soft small."""
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wraps)
    if role:
        made.setProperty("role", role)
    return made


def as_high(widget: QWidget, least: QSize) -> QSize:
    """Its least size: as high as it is at its width, once somebody gave it one."""
    if not widget.testAttribute(Qt.WidgetAttribute.WA_Resized):
        return least
    high = widget.heightForWidth(widget.width())
    return QSize(least.width(), high) if high >= 0 else least


class Words(QLabel):
    """Plain words in as many lines as they need, and never less room than that, however narrow it is."""

    def __init__(self, parent: QWidget, role: str = "") -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        if role:
            self.setProperty("role", role)

    def minimumSizeHint(self) -> QSize:
        return as_high(self, super().minimumSizeHint())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != self.width():
            self.updateGeometry()


def dress(widget: QWidget) -> None:
    """Give it and all in it their style now: left to Qt, all that was made in a turn is dressed together behind it."""
    for _ in dressing(widget):
        pass


def dressing(widget: QWidget) -> Iterator[None]:
    """The same in steps: Qt dresses what is below a widget with it, so that few are left for the later ones."""
    for part in (widget, *widget.findChildren(QWidget)):
        # between two steps it may have gone
        if shiboken6.isValid(part) and not part.testAttribute(
            Qt.WidgetAttribute.WA_WState_Polished
        ):
            part.ensurePolished()
            yield


@contextmanager
def still(layout: QLayout) -> Iterator[None]:
    """Put in, show and hide many at once: they are laid out once behind it all.

    For each that is shown Qt lays out what it stands in, and all around that, at once.
    """
    layout.setEnabled(False)
    try:
        yield
    finally:
        layout.setEnabled(True)
        layout.invalidate()


def button(
    parent: QWidget, name: str, act: Callable[[], object], *, kind: str = "", icon: str = ""
) -> QPushButton:
    """A button with a stable name: kind is primary, danger, quiet or nothing."""
    made = QPushButton(parent)
    made.setObjectName(name)
    if kind:
        made.setProperty("kind", kind)
    if icon:
        made.setIcon(icons.icon(icon, "on_accent" if kind == "primary" else "text"))
    made.clicked.connect(lambda: act())  # noqa: PLW0108  # clicked hands over a bool that act does not take
    return made


def say(made: QPushButton, words: str, key: Key | str = "") -> None:
    """The word on a button; its key is shown on hover."""
    # A little air between the icon and its word.
    made.setText(words if made.icon().isNull() else f"\N{EN SPACE}{words}")
    made.setToolTip(keys.hint(words, key) if key else "")
