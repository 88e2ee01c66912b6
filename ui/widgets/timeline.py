"""What happened, newest first: deed, who, when, why, and its photographs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from ui.shell import icons, theme
from ui.shell.turns import Turns

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
        self._moment = moment
        self._last = last
        column = QVBoxLayout(self)
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
        if moment.photos:
            column.addLayout(self._thumbs())

    def _thumbs(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(4)
        for photo in self._moment.photos:
            button = QToolButton(self)
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
        return row

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        middle = _RAIL // 2
        if not self._last:
            painter.fillRect(QRect(middle, 24, 1, self.height() - 24), theme.colour("line"))
        painter.drawPixmap(
            middle - 9,
            3,
            icons.pixmap(self._moment.icon, self._moment.tone, 18, self.devicePixelRatioF()),
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
        self._shown = 0
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
        """Show these, given newest first; the same again changes nothing."""
        if tuple(moments) == self._moments:
            return
        self._moments = tuple(moments)
        self._shown = 0
        while self._column.count() > 1:
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._grow()

    def moments(self) -> tuple[Moment, ...]:
        """What is shown."""
        return self._moments

    def _grow(self) -> None:
        self._turns.begin_next(self._rows(min(self._shown + _FIRST, len(self._moments))))

    def _rows(self, end: int) -> Iterator[None]:
        while self._shown < end:
            at = self._shown
            row = _MomentRow(self._moments[at], self._inner, last=at == len(self._moments) - 1)
            row.photo_clicked.connect(self.photo_clicked)
            self._column.insertWidget(self._column.count() - 1, row)
            self._shown = at + 1
            yield

    def resizeEvent(self, event: QResizeEvent) -> None:
        # a long number has no place to break of its own: without a bound it pushes every line under the scroll bar
        self._inner.setMaximumWidth(self.viewport().width())
        super().resizeEvent(event)

    def _scrolled(self, value: int) -> None:
        if self._shown < len(self._moments) and value > self.verticalScrollBar().maximum() - 200:
            self._grow()


def _label(text: str, role: str, parent: QWidget, *, wraps: bool = False) -> QLabel:
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(wraps)
    return label
