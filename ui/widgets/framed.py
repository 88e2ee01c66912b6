"""A photograph with frames in it: what was read, and what was not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.shell import theme

Frame = tuple[tuple[float, float], ...]


class FramedView(QWidget):
    """Green around what was read, a thick red broken line around what was not: the colour alone never says it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._pixels: Any = None
        self._good: tuple[Frame, ...] = ()
        self._bad: tuple[Frame, ...] = ()
        self.setProperty("surface", "stage")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 180)

    def show_picture(
        self, pixels: Any, good: Sequence[Frame] = (), bad: Sequence[Frame] = ()
    ) -> None:
        """BGR pixels, and the frames in them."""
        high, wide = pixels.shape[:2]
        # The pixels are kept as long as the image: QImage looks at them and does not copy.
        self._pixels = pixels
        self._image = QImage(
            pixels.data, wide, high, pixels.strides[0], QImage.Format.Format_BGR888
        )
        self._good, self._bad = tuple(good), tuple(bad)
        self.update()

    def frames(self) -> tuple[int, int]:
        """How many of each are shown."""
        return len(self._good), len(self._bad)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("stage"))
        if not self._image.isNull():
            self._paint(painter)
        painter.end()

    def _paint(self, painter: QPainter) -> None:
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        box = QRect(0, 0, size.width(), size.height())
        box.moveCenter(self.rect().center())
        painter.setRenderHints(
            QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing
        )
        painter.drawImage(box, self._image)
        scale = box.width() / self._image.width()
        painter.translate(box.topLeft())
        for frames, tone, width, line in (
            (self._good, "ok", 2.0, Qt.PenStyle.SolidLine),
            (self._bad, "danger", 4.0, Qt.PenStyle.DashLine),
        ):
            painter.setPen(QPen(theme.colour(tone), width, line))
            for frame in frames:
                painter.drawPolygon(QPolygonF([QPointF(x * scale, y * scale) for x, y in frame]))
