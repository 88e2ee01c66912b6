"""Icons of the one open set, drawn in the colour of the present theme at the moment they are painted."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from app import paths
from ui.shell import theme

SIZE: Final = 20
_ROOM_FOR: Final = 512


class _Engine(QIconEngine):
    """Draws one symbol; knows its tone, asks the theme for the colour each time."""

    def __init__(self, name: str, tone: str) -> None:
        super().__init__()
        self._name = name
        self._tone = tone

    def _tone_for(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        if mode == QIcon.Mode.Disabled:
            return "faint"
        if self._tone == "rail_text" and state == QIcon.State.On:
            return "rail_strong"
        return self._tone

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(
            rect, _picture(self._name, self._colour(mode, state), rect.size(), ratio)
        )

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return _picture(self._name, self._colour(mode, state), size, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        logical = QSize(round(size.width() / scale), round(size.height() / scale))
        return _picture(self._name, self._colour(mode, state), logical, scale)

    def clone(self) -> QIconEngine:
        made = _Engine(self._name, self._tone)
        _kept.append(made)
        return made

    def _colour(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        return theme.colour(self._tone_for(mode, state)).name()


# Qt owns an engine on the C++ side only; without a reference here Python would free it too early.
_kept: list[QIconEngine] = []


@cache
def icon(name: str, tone: str = "soft") -> QIcon:
    """The icon of that name in a colour token (soft, accent, danger, on_accent …); follows a live theme switch."""
    engine = _Engine(name, tone)
    _kept.append(engine)
    return QIcon(engine)


def pixmap(name: str, tone: str = "soft", size: int = SIZE, ratio: float = 1.0) -> QPixmap:
    """The icon as a picture, for a label or hand painting."""
    return _picture(name, theme.colour(tone).name(), QSize(size, size), ratio)


def read_ahead() -> None:
    """Read all of them, in a worker: on a cold disk the first look at each may take the window a tenth of a second."""
    for file in (paths.resources() / "icons").glob("*.svg"):
        _svg(file.stem)


@cache
def _svg(name: str) -> str:
    return (paths.resources() / "icons" / f"{name}.svg").read_text("utf-8")


def _picture(name: str, colour: str, size: QSize, ratio: float) -> QPixmap:
    return _draw(name, colour, size.width(), size.height(), ratio)


@lru_cache(maxsize=_ROOM_FOR)
def _draw(name: str, colour: str, width: int, height: int, ratio: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer  # only when the first icon is painted

    source = (
        _svg(name)
        .replace("currentColor", colour)
        .replace('stroke-width="2"', 'stroke-width="1.75"')
    )
    edge = min(width, height)
    picture = QPixmap(round(width * ratio), round(height * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    corner = QPoint((width - edge) // 2, (height - edge) // 2)
    QSvgRenderer(QByteArray(source.encode())).render(
        painter, QRectF(corner.x(), corner.y(), edge, edge)
    )
    painter.end()
    return picture


class Sign(QLabel):
    """One symbol standing by itself; keeps its colour when the theme changes."""

    def __init__(
        self, name: str = "", tone: str = "soft", size: int = SIZE, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._tone = tone
        self._size = size
        self.setFixedSize(size, size)

    def show_sign(self, name: str, tone: str) -> None:
        """Another symbol, or another colour."""
        self._name, self._tone = name, tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._name:
            return
        painter = QPainter(self)
        painter.drawPixmap(
            0, 0, pixmap(self._name, self._tone, self._size, self.devicePixelRatioF())
        )
        painter.end()
