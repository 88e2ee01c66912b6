"""The seal of a channel: a coloured square of 28 px with its one character, and always its word beside it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.petitions import words
from ui.shell import theme
from ui.widgets.table_model import ROW

SIDE: Final = 28
_SMALL: Final = 18
_GAP: Final = 6
Index = QModelIndex | QPersistentModelIndex


def draw(painter: QPainter, box: QRect, channel: str) -> None:
    """The square with its character."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(f"seal_{channel}"))
    painter.drawRoundedRect(box, 4, 4)
    font = painter.font()
    font.setPixelSize(round(box.height() * 0.6))
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(theme.colour("on_seal"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words.seal(channel))
    painter.restore()


class SealPainter(QStyledItemDelegate):
    """The first column of every list: the seal, for what was passed on the first one behind it, then the word."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW)
        plain = QStyleOptionViewItem(option)
        self.initStyleOption(plain, index)
        told, plain.text = plain.text, ""
        style = option.widget.style()
        style.drawControl(style.ControlElement.CE_ItemViewItem, plain, painter, option.widget)
        if row is None:
            return
        cell = option.rect
        top = cell.center().y() - SIDE // 2 + 1
        draw(painter, QRect(cell.left() + 4, top, SIDE, SIDE), row.channel)
        at = cell.left() + 4 + SIDE + _GAP
        before = getattr(row, "original_channel", "")
        if before:
            small = QRect(at, cell.center().y() - _SMALL // 2 + 1, _SMALL, _SMALL)
            draw(painter, small, before)
            at += _SMALL + _GAP
        painter.save()
        painter.setPen(theme.colour("text"))
        rest = QRect(at, cell.top(), cell.right() - at, cell.height())
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, told)
        painter.restore()


class SealSign(QWidget):
    """The seal at the head of a form or a petition."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._channel = ""
        self.setFixedSize(QSize(SIDE, SIDE))

    def show_channel(self, channel: str) -> None:
        """Another channel."""
        self._channel = channel
        self.setAccessibleName(words.channel(channel))
        self.setToolTip(words.channel(channel))
        self.setVisible(bool(channel))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._channel:
            draw(QPainter(self), self.rect(), self._channel)
