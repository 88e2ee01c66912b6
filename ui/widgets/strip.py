"""Small pictures in a row or in a column: one is chosen, one may be asked about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QImage,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QScrollArea,
    QToolButton,
    QWidget,
)

from ui.shell import icons, lang, theme
from ui.widgets.picture import Picture, decode
from ui.work import Lane, Ticket, Work

THUMB: Final = QSize(84, 63)
_SMALL: Final = QSize(60, 45)
_EDGE: Final = QSize(6, 6)
#: Any size: what Qt calls QWIDGETSIZE_MAX, which its Python lacks.
_ANY: Final = (1 << 24) - 1


class Strip(QScrollArea):
    """Thumbnails in a row, or upright in a column; one is chosen. A verdict is a coloured line and a word on hover."""

    chosen = Signal(int)
    menu_asked = Signal(int, QPoint)

    def __init__(self, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._is_upright = False
        self._buttons: list[_Thumb] = []
        self._tickets: list[Ticket] = []
        self._size = THUMB
        self.setWidgetResizable(True)
        self._inner = QWidget(self)
        self._inner.setProperty("surface", "clear")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._inner)
        self._row.setSpacing(4)
        self._row.addStretch()
        self.setWidget(self._inner)
        self._fit()

    def set_upright(self, upright: bool) -> None:
        """In a column instead of a row, or in a row again."""
        if upright != self._is_upright:
            self._is_upright = upright
            self._fit()

    def show_pictures(self, pictures: Sequence[Picture]) -> None:
        """Show these where others stood; their small pictures come one after another."""
        for ticket in self._tickets:
            ticket.cancel()
        while len(self._buttons) > len(pictures):
            old = self._buttons.pop()
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        for at in range(len(self._buttons), len(pictures)):
            self._buttons.append(self._made(at))
        for button, picture in zip(self._buttons, pictures, strict=True):
            button.show_picture(picture)
        self._tickets = [self._asked(button) for button in self._buttons]

    def choose(self, at: int) -> None:
        """Mark one; says nothing."""
        for number, button in enumerate(self._buttons):
            button.setChecked(number == at)
        if 0 <= at < len(self._buttons):
            self.ensureWidgetVisible(self._buttons[at], *((0, 40) if self._is_upright else (40, 0)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = _SMALL if theme.is_narrow(self) else THUMB
        if size != self._size:
            self._size = size
            self._fit()
            for button in self._buttons:
                button.setFixedSize(size + _EDGE)

    def _fit(self) -> None:
        along = QBoxLayout.Direction
        shown, off = Qt.ScrollBarPolicy.ScrollBarAsNeeded, Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setMinimumSize(0, 0)
        self.setMaximumSize(_ANY, _ANY)
        if self._is_upright:
            self._row.setDirection(along.TopToBottom)
            self._row.setContentsMargins(2, 0, 2, 0)
            self.setFixedWidth(self._size.width() + 22)
        else:
            self._row.setDirection(along.LeftToRight)
            self._row.setContentsMargins(0, 2, 0, 2)
            self.setFixedHeight(self._size.height() + 18)
        self.setVerticalScrollBarPolicy(shown if self._is_upright else off)
        self.setHorizontalScrollBarPolicy(off if self._is_upright else shown)

    def _made(self, at: int) -> _Thumb:
        button = _Thumb(self._inner)
        button.setFixedSize(self._size + _EDGE)
        button.clicked.connect(lambda: self.chosen.emit(at))
        button.menu_asked.connect(lambda where: self.menu_asked.emit(at, where))
        self._row.insertWidget(at, button)
        return button

    def _asked(self, button: _Thumb) -> Ticket:
        return self._work.run(
            button,
            decode,
            button.picture.thumbnail,
            THUMB.width() * 2,
            then=button.show_image,
            lane=Lane.PICTURES,
        )


class _Thumb(lang.Speaks, QToolButton):
    """One small picture."""

    menu_asked = Signal(QPoint)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._lost = False
        self.setProperty("kind", "thumb")
        self.setCheckable(True)

    def show_picture(self, picture: Picture) -> None:
        """This one now, as soon as it has come."""
        self.picture = picture
        self._image, self._lost = QImage(), False
        self.setChecked(False)
        self.retranslate()
        self.update()

    def show_image(self, image: QImage) -> None:
        """Its picture has come, or there is none to show."""
        self._image, self._lost = image, image.isNull()
        self.update()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.setToolTip(self.picture.line())
        self.setAccessibleName(self.picture.words()[0] or self.picture.id)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        box = self.rect().adjusted(3, 3, -3, -3)
        if not self._image.isNull():
            size = self._image.size().scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
            at = QPoint(box.center().x() - size.width() // 2, box.center().y() - size.height() // 2)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(at, size), self._image)
        if self._lost:
            icons.icon("triangle-alert", "danger").paint(painter, box.adjusted(12, 12, -12, -12))
        if self.picture.verdict:
            painter.fillRect(
                box.left(), box.bottom() - 3, box.width(), 4, theme.colour(self.picture.tone)
            )
        painter.end()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_asked.emit(event.globalPos())
