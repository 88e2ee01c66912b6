"""One photograph large: fitted, zoomed, moved; what is written over its foot."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import (
    QPoint,
    QPointF,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QSizePolicy,
    QWidget,
)

from ui.shell import lang, theme

#: One step of the wheel, of a key, of a button.
ZOOM_STEP: Final = 1.25
_ZOOM_MOST: Final = 16.0


class Viewer(lang.Speaks, QWidget):
    """One photograph, as large as there is room; wheel or + and − zoom, the mouse drags, 0 fits again."""

    step_asked = Signal(int)
    zoomed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._words = ""
        self._zoom = 1.0
        self._middle = QPointF(0.5, 0.5)
        self._drag: QPoint | None = None
        self._waiting = self._lost = False
        self.setProperty("surface", "stage")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(220, 165)

    def show_image(self, image: QImage, words: str = "", *, lost: bool = False) -> None:
        """Show this one, fitted; words are written over its foot. `lost`: there should be one, and it cannot be shown."""
        self._image = image
        self._words = words
        self._waiting = False
        self._lost = lost
        self.fit()

    def set_words(self, words: str) -> None:
        """The words over its foot, in another language."""
        self._words = words
        self.update()

    def show_waiting(self) -> None:
        """The picture is on its way."""
        self._image = QImage()
        self._waiting, self._lost = True, False
        self.update()

    def nothing(self) -> str:
        """What is said in place of a picture."""
        if self._waiting:
            return self.tr("Loading…")
        if not self._lost:
            return self.tr("No photograph yet")
        lost = self.tr("This photograph is missing, damaged or was replaced.")
        cure = self.tr("Report it, so that the item is held, and call the oversight.")
        return "\n".join(part for part in (lost, cure, self._words) if part)

    def image(self) -> QImage:
        """What is shown."""
        return self._image

    def zoom(self) -> float:
        """How many times larger than fitted."""
        return self._zoom

    def fit(self) -> None:
        """The whole picture."""
        self._middle = QPointF(0.5, 0.5)
        self.set_zoom(1.0)

    def set_zoom(self, zoom: float) -> None:
        """So many times larger than fitted."""
        self._zoom = min(max(zoom, 1.0), _ZOOM_MOST)
        self._clamp()
        self.zoomed.emit(self._zoom)
        self.update()

    def view(self) -> tuple[float, QPointF]:
        """Zoom and middle, so that another viewer can look at the same spot."""
        return self._zoom, QPointF(self._middle)

    def set_view(self, zoom: float, middle: QPointF) -> None:
        """Look at the same spot as another viewer."""
        self._zoom, self._middle = zoom, QPointF(middle)
        self._clamp()
        self.update()

    def _drawn(self) -> QRectF:
        if self._image.isNull():
            return QRectF()
        fitted = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        width, height = fitted.width() * self._zoom, fitted.height() * self._zoom
        left = self.width() / 2 - self._middle.x() * width
        top = self.height() / 2 - self._middle.y() * height
        return QRectF(left, top, width, height)

    def _clamp(self) -> None:
        half = 0.5 / self._zoom
        self._middle.setX(min(max(self._middle.x(), half), 1 - half))
        self._middle.setY(min(max(self._middle.y(), half), 1 - half))

    def retranslate(self) -> None:
        """The words are painted anew."""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("stage"))
        if self._image.isNull():
            painter.setPen(theme.colour("on_stage"))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(16, 0, -16, 0), flags, self.nothing())
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self._drawn(), self._image)
            self._paint_words(painter)
        if self.hasFocus():
            painter.setPen(theme.colour("rail_badge"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        if not self._words:
            return
        metrics = painter.fontMetrics()
        fit = metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, self.width() - 40)
        box = QRectF(10, self.height() - 34, metrics.horizontalAdvance(fit) + 20, 26)
        back = theme.colour("stage")
        back.setAlpha(210)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(back)
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(theme.colour("on_stage"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, fit)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.set_zoom(self._zoom * (ZOOM_STEP if event.angleDelta().y() > 0 else 1 / ZOOM_STEP))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._drag = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is None or self._zoom <= 1.0:
            return
        here, drawn = event.position().toPoint(), self._drawn()
        self._middle -= QPointF(
            (here.x() - self._drag.x()) / drawn.width(),
            (here.y() - self._drag.y()) / drawn.height(),
        )
        self._drag = here
        self._clamp()
        self.zoomed.emit(self._zoom)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._drag = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.set_zoom(1.0 if self._zoom > 1.0 else 3.0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Left:
                self.step_asked.emit(-1)
            case Qt.Key.Key_Right:
                self.step_asked.emit(1)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.set_zoom(self._zoom * ZOOM_STEP)
            case Qt.Key.Key_Minus:
                self.set_zoom(self._zoom / ZOOM_STEP)
            case Qt.Key.Key_0:
                self.fit()
            case _:
                super().keyPressEvent(event)
