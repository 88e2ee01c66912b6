"""A place that scrolls down when it is too low for what stands in it; whatever gets the keys comes into view."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

_AIR: Final = 12


class Scroll(QScrollArea):
    """Holds one widget as wide as there is room, and never lower than the least it needs."""

    def __init__(self, inner: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._floor = _Floor()
        self.setWidget(self._floor)
        self._floor.hold(inner)  # last: each move of a whole page to another parent would be felt
        # a banner came, or what has the keys moved down: it stays in view
        self.verticalScrollBar().rangeChanged.connect(self._keep_in_view)

    def bring_into_view(self, part: QWidget) -> None:
        """The whole of it; Qt's own would be content with the cursor in it."""
        middle = part.mapTo(self._floor, part.rect().center())
        self.ensureVisible(0, middle.y(), 0, part.height() // 2 + _AIR)

    def _keep_in_view(self) -> None:
        now = QApplication.focusWidget() if self.isVisible() else None
        if now is not None and self._floor.isAncestorOf(now):
            self.bring_into_view(now)


def follow(now: QWidget | None) -> None:
    """What has the keys now is brought into view; the window says so of every part of it."""
    place = now.parentWidget() if now is not None else None
    while now is not None and place is not None:
        # the inner ones first: where it stands in the outer ones hangs on them
        if isinstance(place, Scroll):
            place.bring_into_view(now)
        elif isinstance(place, QScrollArea):
            place.ensureWidgetVisible(now, 0, _AIR)
        place = place.parentWidget()


class _Floor(QWidget):
    """What scrolls: asked for its height it tells the least one, where Qt would take the one it likes best."""

    def __init__(self) -> None:
        super().__init__()
        self._inner: QWidget | None = None
        self.setProperty("surface", "clear")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def hold(self, inner: QWidget) -> None:
        """From now on."""
        self._inner = inner
        self._column.addWidget(inner)

    def heightForWidth(self, width: int) -> int:
        if self._inner is None:
            return 0
        return max(self._inner.minimumHeight(), self._inner.minimumSizeHint().height())
