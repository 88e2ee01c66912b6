"""What happened, newest first: deed, who, when, why, and its photographs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from ui.shell import icons, theme
from ui.shell.turns import Turns
from ui.widgets import parts

_THUMB: Final = QSize(64, 48)
_RAIL: Final = 28
_FIRST: Final = 60
_UNBROKEN: Final = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Photo:
    """A small picture of a photograph, as bytes of an image file."""

    id: str
    thumbnail: bytes


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened; every word is already in the language shown."""

    id: str
    title: str
    who: str
    when: str
    why: str = ""
    icon: str = "circle-dot"
    tone: str = "accent"
    photos: tuple[Photo, ...] = ()


class _MomentRow(QWidget):
    """One line of the timeline, with the thread that ties it to the next."""

    photo_clicked = Signal(str)

    def __init__(self, moment: Moment, parent: QWidget, *, last: bool) -> None:
        super().__init__(parent)
        self.moment = moment
        self._last = last
        self._photos: QWidget | None = None
        # A long number asks for more width than a narrow column has, and Qt took the height for that width: too low.
        self.setMinimumWidth(1)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(_RAIL + 4, 2, 0, 14)
        column.setSpacing(2)
        column.addWidget(_label(moment.title, "strong", self, wraps=True))
        # Who and when stand under the deed: beside it a narrow column cut the hour off.
        when = moment.when.replace(" ", _UNBROKEN)
        told = "　".join(each for each in (moment.who, when) if each)
        if told:
            column.addWidget(_label(told, "soft", self, wraps=True))
        if moment.why:
            column.addWidget(_label(moment.why, "", self, wraps=True))
        self._show_photos()

    def take(self, moment: Moment, *, last: bool) -> None:
        """The same moment, now with its photographs, or with others after it."""
        if last != self._last:
            self._last = last
            self.update()
        before, self.moment = self.moment, moment
        if moment.photos != before.photos:
            self._show_photos()

    def _show_photos(self) -> None:
        if self._photos is not None:
            self._photos.hide()
            self._photos.deleteLater()
            self._photos = None
        if self.moment.photos:
            self._photos = self._thumbs()
            self._column.addWidget(self._photos)

    def _thumbs(self) -> QWidget:
        photos = QWidget(self)
        row = QHBoxLayout(photos)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(4)
        for photo in self.moment.photos:
            button = QToolButton(photos)
            button.setProperty("kind", "thumb")
            button.setFixedSize(_THUMB + QSize(4, 4))
            button.setIconSize(_THUMB)
            picture = QPixmap.fromImage(QImage.fromData(photo.thumbnail))
            button.setIcon(
                picture.scaled(
                    _THUMB,
                    Qt.AspectRatioMode.KeepAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
            )
            button.clicked.connect(lambda _=False, name=photo.id: self.photo_clicked.emit(name))
            row.addWidget(button)
        row.addStretch()
        return photos

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        middle = _RAIL // 2
        if not self._last:
            painter.fillRect(QRect(middle, 24, 1, self.height() - 24), theme.colour("line"))
        painter.drawPixmap(
            middle - 9,
            3,
            icons.pixmap(self.moment.icon, self.moment.tone, 18, self.devicePixelRatioF()),
        )
        painter.end()


class Timeline(QScrollArea):
    """The moments, newest first; a long one shows its beginning and grows when scrolled."""

    photo_clicked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._moments: tuple[Moment, ...] = ()
        self._made: list[_MomentRow] = []
        self._turns = Turns(self)
        self._inner = QWidget(self)
        self._inner.setProperty("surface", "clear")
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(0)
        self._column.addStretch()
        self.setWidget(self._inner)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def show_moments(self, moments: Sequence[Moment]) -> None:
        """Show these, given newest first; rows that stand here already stay, and their photographs come to them."""
        if tuple(moments) == self._moments:
            return
        self._moments = tuple(moments)
        self._keep({_bare(moment) for moment in moments})
        self._turns.begin_next(self._rows(max(_FIRST, len(self._made))))

    def _keep(self, wanted: set[Moment]) -> None:
        """Away with all rows but those of these moments; should these stand in another order, with all of them."""
        order = [_bare(moment) for moment in self._moments]
        here = [_bare(row.moment) for row in self._made]
        if [each for each in here if each in wanted] != [each for each in order if each in here]:
            wanted = set()
        staying = [row for row in self._made if _bare(row.moment) in wanted]
        for row in self._made:
            if row not in staying:
                self._column.removeWidget(row)
                row.hide()
                row.deleteLater()
        self._made = staying

    def moments(self) -> tuple[Moment, ...]:
        """What is shown."""
        return self._moments

    def _rows(self, end: int) -> Iterator[None]:
        """The first so many, one in each step."""
        for at, moment in enumerate(self._moments[:end]):
            is_last = at == len(self._moments) - 1
            if at < len(self._made) and _bare(self._made[at].moment) == _bare(moment):
                row = self._made[at]
                row.take(moment, last=is_last)
            else:
                row = _MomentRow(moment, self._inner, last=is_last)
                row.photo_clicked.connect(self.photo_clicked)
                self._column.insertWidget(at, row)
                self._made.insert(at, row)
            if self.isVisible():
                parts.dress(row)
            yield

    def resizeEvent(self, event: QResizeEvent) -> None:
        # a long number has no place to break of its own: without a bound it pushes every line under the scroll bar
        self._inner.setMaximumWidth(self.viewport().width())
        super().resizeEvent(event)

    def _scrolled(self, value: int) -> None:
        shown = len(self._made)
        if shown < len(self._moments) and value > self.verticalScrollBar().maximum() - 200:
            self._turns.begin_next(self._rows(shown + _FIRST))


def _bare(moment: Moment) -> Moment:
    """Without its photographs, which are read behind it."""
    return replace(moment, photos=())


def _label(text: str, role: str, parent: QWidget, *, wraps: bool = False) -> QLabel:
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(wraps)
    return label
