"""A pad to sign on: pen, finger or mouse; keeps where the pen was, how hard it was pressed and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.signatures import strokes
from ui.shell import lang, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent, QTabletEvent

#: A mouse tells no pressure.
_MOUSE_PRESSURE: Final = 0.5
_THIN, _THICK = 1.0, 5.0
_LINE: Final = 0.78  # where the line to write on lies
_MOST: Final = 6_000  # points; a signature has some hundreds


class SignPad(lang.Speaks, QWidget):
    """Draws what is written as it is written; `written` gives it bound to the hash of the sheet."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strokes: list[list[strokes.Point]] = []
        self._began = 0
        self._is_down = False
        self._by_pen = False
        self._hint = ""
        self.setProperty("surface", "paper")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(360, 150)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.retranslate()

    def is_empty(self) -> bool:
        """Whether too little was written to be a signature."""
        return sum(len(stroke) for stroke in self._strokes) < strokes.LEAST_POINTS

    def clear(self) -> None:
        """A clean sheet."""
        self._strokes.clear()
        self._is_down = False
        self.update()
        self.changed.emit()

    def written(self, sheet: str) -> strokes.Written:
        """What was written, bound to the sheet that lies above."""
        wide = round(self.width() * strokes.FULL / max(1, self.height()))
        return strokes.Written(sheet, wide, tuple(tuple(stroke) for stroke in self._strokes))

    # -- the pen -----------------------------------------------------------------------------------

    def _down(self, at: QPointF, pressure: float, when: int) -> None:
        if not self._strokes:
            self._began = when
        self._is_down = True
        self._strokes.append([self._point(at, pressure, when)])
        self.update()

    def _move(self, at: QPointF, pressure: float, when: int) -> None:
        if not self._is_down or sum(len(stroke) for stroke in self._strokes) >= _MOST:
            return
        point = self._point(at, pressure, when)
        if point[:2] != self._strokes[-1][-1][:2]:
            self._strokes[-1].append(point)
            self.update()

    def _up(self) -> None:
        if self._is_down:
            self._is_down = False
            self.changed.emit()

    def _point(self, at: QPointF, pressure: float, when: int) -> strokes.Point:
        high = max(1, self.height())
        x = min(max(at.x(), 0.0), float(self.width()))
        y = min(max(at.y(), 0.0), float(high))
        return (
            round(x * strokes.FULL / high),
            round(y * strokes.FULL / high),
            round(min(max(pressure, 0.0), 1.0) * strokes.FULL),
            max(0, when - self._began),
        )

    # -- Qt ----------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text anew."""
        self._hint = self.tr("Sign here with the pen or the mouse")
        self.setAccessibleName(self._hint)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(560, 200)

    def tabletEvent(self, event: QTabletEvent) -> None:
        self._by_pen = True
        match event.type():
            case QEvent.Type.TabletPress:
                self._down(event.position(), event.pressure(), event.timestamp())
            case QEvent.Type.TabletMove:
                self._move(event.position(), event.pressure(), event.timestamp())
            case QEvent.Type.TabletRelease:
                self._up()
                self._by_pen = False
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        # A pen's events are followed by a mouse's made from them on some systems.
        if event.button() is Qt.MouseButton.LeftButton and not self._by_pen:
            self._down(event.position(), _MOUSE_PRESSURE, event.timestamp())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._by_pen:
            self._move(event.position(), _MOUSE_PRESSURE, event.timestamp())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._by_pen:
            self._up()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)  # paper is white in the dark as well
        line = round(self.height() * _LINE)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(16, line, self.width() - 16, line)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        if not self._strokes:
            painter.setPen(QPen(Qt.GlobalColor.gray))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._hint)
        for stroke in self._strokes:
            self._draw(painter, stroke)

    def _draw(self, painter: QPainter, stroke: list[strokes.Point]) -> None:
        scale = self.height() / strokes.FULL
        last = stroke[0]
        for point in stroke[1:] or stroke:
            width = _THIN + (_THICK - _THIN) * point[2] / strokes.FULL
            painter.setPen(
                QPen(Qt.GlobalColor.darkBlue, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
            )
            painter.drawLine(
                QPointF(last[0] * scale, last[1] * scale),
                QPointF(point[0] * scale, point[1] * scale),
            )
            last = point
