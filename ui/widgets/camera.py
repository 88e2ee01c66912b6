"""The live view: shows the camera's newest picture at most 30 times a second and never waits for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Protocol

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QFont, QHideEvent, QImage, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.shell import icons, lang, theme

FRAME_MS: Final = 33
FLASH_MS: Final = 120


class Frame(Protocol):
    """What the camera's `newest` gives: BGR pixels (height, width, 3) and a running number."""

    @property
    def pixels(self) -> Any: ...
    @property
    def number(self) -> int: ...


Newest = Callable[[], Frame | None]


class CameraView(lang.Speaks, QWidget):
    """Draws what `newest` returns; with no picture it says why."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._newest: Newest | None = None
        self._frame: Frame | None = None
        self._image = QImage()
        self._state = ""
        self._caption = self._name = ""
        self._tone = "on_stage"
        self._shown = 0
        self._flashing = False
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self._look)
        self.setProperty("surface", "stage")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 120)

    def set_source(self, newest: Newest | None) -> None:
        """Where the pictures come from; must return at once."""
        self._newest = newest
        self._frame = None
        self._image = QImage()
        self.update()

    def set_state(self, words: str) -> None:
        """Why there is no live picture (lost, no camera); empty when it is live."""
        self._state = words
        self.update()

    def state(self) -> str:
        """Why there is no live picture, as it was told; empty when it is live."""
        return self._state

    def set_name(self, words: str) -> None:
        """Which camera this is, written into the upper corner."""
        self._name = words
        self.update()

    def set_caption(self, words: str, tone: str = "on_stage") -> None:
        """A line over the picture: what is in view, whether it is sharp."""
        self._caption, self._tone = words, tone
        self.update()

    def flash(self) -> None:
        """Show that a photograph was taken."""
        self._flashing = True
        self.update()
        QTimer.singleShot(FLASH_MS, self, self._end_flash)

    def shown(self) -> int:
        """How many pictures were shown so far."""
        return self._shown

    def _end_flash(self) -> None:
        self._flashing = False
        self.update()

    def _look(self) -> None:
        frame = self._newest() if self._newest is not None else None
        if frame is None or (self._frame is not None and frame.number == self._frame.number):
            return
        # The frame is kept as long as the image: QImage looks at its bytes and does not copy them.
        self._frame = frame
        self._image = _as_image(frame.pixels)
        self._shown += 1
        self.update()

    def _picture_box(self) -> QRect:
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        box = QRect(0, 0, size.width(), size.height())
        box.moveCenter(self.rect().center())
        return box

    def _paint_words(self, painter: QPainter, text: str, tone: str, bottom: int) -> None:
        metrics = painter.fontMetrics()
        fit = metrics.elidedText(text, Qt.TextElideMode.ElideRight, self.width() - 48)
        box = QRect(12, bottom - 28, metrics.horizontalAdvance(fit) + 20, 26)
        back = theme.colour("stage")
        back.setAlpha(210)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(back)
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(theme.colour(tone))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, fit)

    def _paint_nothing(self, painter: QPainter) -> None:
        sign = icons.pixmap("camera-off", "on_stage", 40, self.devicePixelRatioF())
        middle = self.rect().center()
        painter.drawPixmap(middle.x() - 20, middle.y() - 44, sign)
        painter.setPen(theme.colour("on_stage"))
        words = QRect(16, middle.y() + 8, self.width() - 32, 60)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(words, flags, self._state or self.tr("No camera"))

    def retranslate(self) -> None:
        """The words are painted anew."""
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(480, 360)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("stage"))
        font = QFont(painter.font())
        font.setPixelSize(theme.size("body"))
        painter.setFont(font)
        if self._image.isNull():
            self._paint_nothing(painter)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self._picture_box(), self._image)
            if self._state:
                self._paint_words(painter, self._state, "rail_badge", 40)
            elif self._name:
                self._paint_words(painter, self._name, "on_stage", 40)
            if self._caption:
                self._paint_words(painter, self._caption, self._tone, self.height() - 8)
        if self._flashing:
            white = theme.colour("on_stage")
            white.setAlpha(160)
            painter.fillRect(self.rect(), white)
        painter.end()


def _as_image(picture: Any) -> QImage:
    height, width = picture.shape[:2]
    return QImage(picture.data, width, height, picture.strides[0], QImage.Format.Format_BGR888)
