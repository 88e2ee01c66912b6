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
        self._floor = _Floor(inner)
        self.setWidget(self._floor)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)
        # a banner came, or what has the keys moved down: it stays in view
        self.verticalScrollBar().rangeChanged.connect(
            lambda: self._follow(None, QApplication.focusWidget())
        )

    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is None or _around(now) is not self:
            return
        place: Scroll | None = self
        while (
            place is not None
        ):  # the inner ones first: where it stands in the outer ones hangs on them
            place.bring_into_view(now)
            place = _around(place)

    def bring_into_view(self, part: QWidget) -> None:
        """The whole of it; Qt's own would be content with the cursor in it."""
        middle = part.mapTo(self._floor, part.rect().center())
        self.ensureVisible(0, middle.y(), 0, part.height() // 2 + _AIR)


def _around(widget: QWidget) -> Scroll | None:
    """The place it scrolls in."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, Scroll):
        parent = parent.parentWidget()
    return parent


class _Floor(QWidget):
    """What scrolls: asked for its height it tells the least one, where Qt would take the one it likes best."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self._inner = inner
        self.setProperty("surface", "clear")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(inner)

    def heightForWidth(self, width: int) -> int:
        return max(self._inner.minimumHeight(), self._inner.minimumSizeHint().height())
