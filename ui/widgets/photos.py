"""Photographs: a large viewer with zoom, a strip to choose from, and two side by side to compare.

Pictures are read and decoded in a worker; a full photograph never passes through the GUI thread undecoded.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QImage,
    QImageReader,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.shell import icons, lang, theme
from ui.work import Lane, Ticket, Work

THUMB: Final = QSize(84, 63)
_ZOOM_STEP: Final = 1.25
_ZOOM_MOST: Final = 16.0
_KEPT: Final = 6
_LONGEST: Final = 6000
Read = Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Picture:
    """One photograph: read and thumbnail are called in a worker and give the bytes of an image file."""

    id: str
    read: Read
    thumbnail: Read
    caption: str = ""
    verdict: str = ""
    tone: str = "ok"


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
        self._waiting = False
        self.setProperty("surface", "stage")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(220, 165)

    def show_image(self, image: QImage, words: str = "") -> None:
        """Show this one, fitted; words are written over its foot."""
        self._image = image
        self._words = words
        self._waiting = False
        self.fit()

    def show_waiting(self) -> None:
        """The picture is on its way."""
        self._image = QImage()
        self._waiting = True
        self.update()

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
            words = self.tr("Loading…") if self._waiting else self.tr("No photograph yet")
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, words)
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
        self.set_zoom(self._zoom * (_ZOOM_STEP if event.angleDelta().y() > 0 else 1 / _ZOOM_STEP))

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
                self.set_zoom(self._zoom * _ZOOM_STEP)
            case Qt.Key.Key_Minus:
                self.set_zoom(self._zoom / _ZOOM_STEP)
            case Qt.Key.Key_0:
                self.fit()
            case _:
                super().keyPressEvent(event)


class Strip(QScrollArea):
    """Thumbnails in a row; one is chosen. A verdict is a coloured line and a word on hover."""

    chosen = Signal(int)
    menu_asked = Signal(int, QPoint)

    def __init__(self, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._buttons: list[_Thumb] = []
        self._tickets: list[Ticket] = []
        self.setFixedHeight(THUMB.height() + 18)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inner = QWidget(self)
        self._inner.setProperty("surface", "clear")
        self._row = QHBoxLayout(self._inner)
        self._row.setContentsMargins(0, 2, 0, 2)
        self._row.setSpacing(4)
        self._row.addStretch()
        self.setWidget(self._inner)

    def show_pictures(self, pictures: Sequence[Picture]) -> None:
        """Show these; their small pictures come one after another."""
        for ticket in self._tickets:
            ticket.cancel()
        self._tickets.clear()
        for old in self._buttons:
            old.hide()
            old.deleteLater()
        self._buttons = [self._made(at, picture) for at, picture in enumerate(pictures)]

    def choose(self, at: int) -> None:
        """Mark one; says nothing."""
        for number, button in enumerate(self._buttons):
            button.setChecked(number == at)
        if 0 <= at < len(self._buttons):
            self.ensureWidgetVisible(self._buttons[at], 40, 0)

    def _made(self, at: int, picture: Picture) -> _Thumb:
        button = _Thumb(picture, self._inner)
        button.clicked.connect(lambda: self.chosen.emit(at))
        button.menu_asked.connect(lambda where: self.menu_asked.emit(at, where))
        self._row.insertWidget(at, button)
        self._tickets.append(
            self._work.run(
                button,
                _decode,
                picture.thumbnail,
                THUMB.width() * 2,
                then=button.show_image,
                lane=Lane.PICTURES,
            )
        )
        return button


class _Thumb(QToolButton):
    """One small picture."""

    menu_asked = Signal(QPoint)

    def __init__(self, picture: Picture, parent: QWidget) -> None:
        super().__init__(parent)
        self._picture = picture
        self._image = QImage()
        self.setProperty("kind", "thumb")
        self.setCheckable(True)
        self.setFixedSize(THUMB + QSize(6, 6))
        self.setToolTip("  ·  ".join(part for part in (picture.caption, picture.verdict) if part))
        self.setAccessibleName(picture.caption or picture.id)

    def show_image(self, image: QImage) -> None:
        """Its picture has come."""
        self._image = image
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        box = self.rect().adjusted(3, 3, -3, -3)
        if not self._image.isNull():
            size = self._image.size().scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
            at = QPoint(box.center().x() - size.width() // 2, box.center().y() - size.height() // 2)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(at, size), self._image)
        if self._picture.verdict:
            painter.fillRect(
                box.left(), box.bottom() - 3, box.width(), 4, theme.colour(self._picture.tone)
            )
        painter.end()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_asked.emit(event.globalPos())


class Photos(lang.Speaks, QWidget):
    """The viewer with its strip, arrows and zoom buttons."""

    shown = Signal(str)
    menu_asked = Signal(str, QPoint)

    def __init__(self, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._pictures: tuple[Picture, ...] = ()
        self._at = -1
        self._kept: OrderedDict[str, QImage] = OrderedDict()
        self._ticket: Ticket | None = None
        self.viewer = Viewer(self)
        self.strip = Strip(work, self)
        self.viewer.step_asked.connect(self.step)
        self.strip.chosen.connect(self.show_at)
        self.strip.menu_asked.connect(
            lambda at, where: self.menu_asked.emit(self._pictures[at].id, where)
        )
        self._left = _tool(self, "chevron-left", lambda: self.step(-1))
        self._right = _tool(self, "chevron-right", lambda: self.step(1))
        self._bigger = _tool(
            self, "zoom-in", lambda: self.viewer.set_zoom(self.viewer.zoom() * _ZOOM_STEP)
        )
        self._smaller = _tool(
            self, "zoom-out", lambda: self.viewer.set_zoom(self.viewer.zoom() / _ZOOM_STEP)
        )
        self._fit = _tool(self, "maximize", self.viewer.fit)
        self._place = QLabel(self)
        self._place.setProperty("role", "soft")
        self._lay_out()
        self.retranslate()
        self._say()

    def show_pictures(self, pictures: Sequence[Picture], at: int = 0) -> None:
        """Show these, beginning with one; the same again changes nothing."""
        if [picture.id for picture in pictures] == [
            picture.id for picture in self._pictures
        ] and pictures:
            return
        self._pictures = tuple(pictures)
        self.strip.show_pictures(pictures)
        self.strip.setVisible(len(pictures) > 1)
        self._at = -1
        if not pictures:
            self.viewer.show_image(QImage())
            self._say()
            return
        self.show_at(min(at, len(pictures) - 1))

    def forget(self) -> None:
        """Show nothing, and keep nothing of what was shown."""
        self._kept.clear()
        self.show_pictures(())

    def show_at(self, at: int) -> None:
        """Show one large."""
        self._at = at
        picture = self._pictures[at]
        self.strip.choose(at)
        self._say()
        if self._ticket is not None:
            self._ticket.cancel()
        kept = self._kept.get(picture.id)
        if kept is not None:
            self._arrived(picture, kept)
            return
        self.viewer.show_waiting()
        self._ticket = self._work.run(
            self,
            _decode,
            picture.read,
            _LONGEST,
            then=lambda image: self._arrived(picture, image),
            lane=Lane.PICTURES,
        )

    def show_id(self, name: str) -> None:
        """Show the one of that name, if it is here."""
        for at, picture in enumerate(self._pictures):
            if picture.id == name:
                self.show_at(at)
                return

    def step(self, by: int) -> None:
        """The next one, or the one before; round at the ends."""
        if self._pictures:
            self.show_at((self._at + by) % len(self._pictures))

    def current(self) -> str:
        """The name of the one that is shown, empty when there is none."""
        return self._pictures[self._at].id if self._pictures else ""

    def _arrived(self, picture: Picture, image: QImage) -> None:
        self._kept[picture.id] = image
        self._kept.move_to_end(picture.id)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        words = "  ·  ".join(part for part in (picture.caption, picture.verdict) if part)
        self.viewer.show_image(image, words)
        self.shown.emit(picture.id)

    def _say(self) -> None:
        many = len(self._pictures)
        self._place.setText(f"{self._at + 1} / {many}" if many else "")
        for button in (self._left, self._right):
            button.setEnabled(many > 1)
        for button in (self._bigger, self._smaller, self._fit):
            button.setEnabled(many > 0)

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(4)
        for piece in (self._left, self._place, self._right):
            tools.addWidget(piece)
        tools.addStretch()
        for piece in (self._smaller, self._fit, self._bigger):
            tools.addWidget(piece)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addWidget(self.viewer, 1)
        whole.addLayout(tools)
        whole.addWidget(self.strip)

    def retranslate(self) -> None:
        """Set every text anew."""
        for button, words in (
            (self._left, self.tr("Previous photograph (←)")),
            (self._right, self.tr("Next photograph (→)")),
            (self._bigger, self.tr("Larger (+)")),
            (self._smaller, self.tr("Smaller (−)")),
            (self._fit, self.tr("Whole picture (0)")),
        ):
            button.setToolTip(words)
            button.setAccessibleName(words)


class Compare(QWidget):
    """Two photographs side by side; looking closer at one looks at the same spot of the other."""

    def __init__(self, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._sides = (Viewer(self), Viewer(self))
        self._titles = (QLabel(self), QLabel(self))
        self._tickets: list[Ticket] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for title, viewer in zip(self._titles, self._sides, strict=True):
            title.setProperty("role", "strong")
            column = QVBoxLayout()
            column.setSpacing(4)
            column.addWidget(title)
            column.addWidget(viewer, 1)
            row.addLayout(column, 1)
        left, right = self._sides
        left.zoomed.connect(lambda _: right.set_view(*left.view()))
        right.zoomed.connect(lambda _: left.set_view(*right.view()))

    @property
    def viewers(self) -> tuple[Viewer, Viewer]:
        """Left and right."""
        return self._sides

    def show_pair(
        self, left: Picture | None, right: Picture | None, titles: tuple[str, str] = ("", "")
    ) -> None:
        """Show these two; None leaves a side empty."""
        for ticket in self._tickets:
            ticket.cancel()
        self._tickets.clear()
        for at, picture in enumerate((left, right)):
            self._titles[at].setText(titles[at])
            self._titles[at].setVisible(bool(titles[at]))
            self._show(self._sides[at], picture)

    def _show(self, viewer: Viewer, picture: Picture | None) -> None:
        if picture is None:
            viewer.show_image(QImage())
            return
        viewer.show_waiting()
        self._tickets.append(
            self._work.run(
                viewer,
                _decode,
                picture.read,
                _LONGEST,
                then=lambda image: viewer.show_image(image, picture.caption),
                lane=Lane.PICTURES,
            )
        )


def _tool(parent: QWidget, icon: str, act: Callable[[], object]) -> QToolButton:
    button = QToolButton(parent)
    button.setIcon(icons.icon(icon))
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.clicked.connect(act)
    return button


def _decode(read: Read, longest: int) -> QImage:
    """Read and decode, turned as the camera was held, no larger than longest; a QImage may be made off the GUI thread."""
    buffer = QBuffer()
    buffer.setData(QByteArray(read()))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > longest:
        reader.setScaledSize(size.scaled(longest, longest, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
