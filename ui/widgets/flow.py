"""Parts side by side that go on in the next line where there is no room: none is cut, none wants a wider window."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget, QWidgetItem

Line = list[tuple[QWidget, QSize]]


class Flow(QWidget):
    """As high as its lines are at its width; a part that is `last` stands at the right end of its line."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 8) -> None:
        super().__init__(parent)
        self._gap = gap
        self._parts: list[QWidget] = []
        self._last: QWidget | None = None
        self._told = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_parts(self, parts: Sequence[QWidget], *, last: QWidget | None = None) -> None:
        """These, in this order."""
        self._parts, self._last = list(parts), last
        for part in self._parts:
            part.setParent(self)
            if not part.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
                part.show()  # made while this was on the screen, Qt leaves it hidden
        self._place()

    def _lines(self, width: int) -> Iterator[Line]:
        line: Line = []
        left = width
        for part in self._parts:
            if part.isHidden():
                continue
            size = QWidgetItem(part).sizeHint().boundedTo(QSize(max(width, 1), 16_777_215))
            if line and size.width() > left:
                yield line
                line, left = [], width
            line.append((part, size))
            left -= size.width() + self._gap
        if line:
            yield line

    def _height(self, width: int) -> int:
        heights = [_height(line) for line in self._lines(width)]
        return sum(heights) + self._gap * max(0, len(heights) - 1)

    def _place(self) -> None:
        top = 0
        for line in self._lines(self.width()):
            high, at = _height(line), 0
            for part, size in line:
                x = self.width() - size.width() if part is self._last else at
                y = top + (high - size.height()) // 2
                part.setGeometry(QRect(x, y, size.width(), size.height()))
                at += size.width() + self._gap
            top += high + self._gap
        if (height := self._height(self.width())) != self._told:
            self._told = height
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        shown = [QWidgetItem(part).sizeHint() for part in self._parts if not part.isHidden()]
        width = sum(size.width() for size in shown) + self._gap * max(0, len(shown) - 1)
        return QSize(width, self._height(self.width()))

    def minimumSizeHint(self) -> QSize:
        shown = [QWidgetItem(part).sizeHint() for part in self._parts if not part.isHidden()]
        width = max((size.width() for size in shown), default=0)
        return QSize(width, self._height(self.width()))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # a part came, went, or says something longer
            self._place()
            self.updateGeometry()
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()


def _height(line: Line) -> int:
    return max(size.height() for _, size in line)
