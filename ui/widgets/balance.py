"""The balance of a case as one bar with its numbers: received = in store + out + ended + difference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.shell import theme

_BAR: Final = 12
_HEIGHT: Final = 64
_GAP: Final = 30


@dataclass(frozen=True, slots=True)
class Part:
    """One share: its word, its number, the colour it has in the bar, and how it is written (money, grams)."""

    label: str
    number: int
    tone: str
    text: str = ""

    def written(self) -> str:
        """The number as it is to be read."""
        return self.text or f"{self.number:,}"


class Balance(QWidget):
    """The whole, the bar of its parts, and the sum in words; a difference is red, nought is calm."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = Part("", 0, "text")
        self._parts: tuple[Part, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_balance(self, whole: Part, parts: Sequence[Part]) -> None:
        """Show a balance; the last part is the difference."""
        self._whole = whole
        self._parts = tuple(parts)
        self.setAccessibleName(self.sentence())
        self.setToolTip(self.sentence())
        self.update()

    def sentence(self) -> str:
        """The balance as one line of text."""
        right = " + ".join(f"{part.label} {part.written()}" for part in self._parts)
        return f"{self._whole.label} {self._whole.written()} = {right}"

    def sizeHint(self) -> QSize:
        return QSize(420, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(260, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_words(painter)
        self._paint_bar(painter, QRect(0, _HEIGHT - _BAR - 4, self.width(), _BAR))
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        left = _word(painter, 0, self._whole)
        for at, part in enumerate(self._parts):
            painter.setPen(theme.colour("soft"))
            painter.setFont(_font(painter, "large", bold=False))
            painter.drawText(left + 8, 20, "=" if at == 0 else "+")
            left = _word(painter, left + _GAP, part)

    def _paint_bar(self, painter: QPainter, box: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("ended_soft"))
        painter.drawRoundedRect(box, 4, 4)
        total = sum(abs(part.number) for part in self._parts)
        if not total:
            return
        painter.save()
        left = float(box.left())
        for part in self._parts:
            width = box.width() * abs(part.number) / total
            if width:
                painter.setBrush(theme.colour(part.tone))
                painter.drawRoundedRect(
                    round(left), box.top(), max(round(width) - 2, 3), box.height(), 3, 3
                )
            left += width
        painter.restore()


def _font(painter: QPainter, size: str, *, bold: bool) -> QFont:
    font = QFont(painter.font())
    font.setPixelSize(theme.size(size))
    font.setBold(bold)
    return font


def _word(painter: QPainter, left: int, part: Part) -> int:
    """Write the number with its word beneath; where the next may begin."""
    painter.setFont(_font(painter, "large", bold=True))
    painter.setPen(theme.colour(part.tone if part.number else "faint"))
    painter.drawText(left, 20, part.written())
    wide = painter.fontMetrics().horizontalAdvance(part.written())
    painter.setFont(_font(painter, "small", bold=False))
    painter.setPen(theme.colour("soft"))
    painter.drawText(left, 38, part.label)
    return left + max(wide, painter.fontMetrics().horizontalAdvance(part.label)) + 6
