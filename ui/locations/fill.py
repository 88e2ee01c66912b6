"""How full a place is: a thin bar with its numbers, painted into the tree."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ui.shell import theme

#: (how many lie there and below, how many there is room for or None)
FILL: Final = Qt.ItemDataRole.UserRole.value + 1
_NEARLY: Final = 0.85
Index = QModelIndex | QPersistentModelIndex


def tone(items: int, room: int | None) -> str:
    """Calm, nearly full, full."""
    if room is None or not items:
        return "ok"
    if items >= room:
        return "danger"
    return "late" if items >= room * _NEARLY else "ok"


class FillPainter(QStyledItemDelegate):
    """Numbers at the right, the bar at the left; without a limit there is no bar to fill."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        told = index.data(FILL)
        if not told:
            return
        items, room = told
        cell = QRect(option.rect).adjusted(8, 0, -10, 0)
        words = f"{items:,}" if room is None else f"{items:,} / {room:,}"
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("text" if items else "faint"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(cell, right, words)
        if room is not None:
            bar = QRect(cell.left(), cell.center().y() - 3, max(cell.width() - 78, 20), 6)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("ended_soft"))
            painter.drawRoundedRect(bar, 3, 3)
            if items:
                share = min(1.0, items / room) if room else 1.0
                bar.setWidth(max(6, round(bar.width() * share)))
                painter.setBrush(theme.colour(tone(items, room)))
                painter.drawRoundedRect(bar, 3, 3)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(150, 32)
