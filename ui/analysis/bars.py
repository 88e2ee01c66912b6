"""Bars beside the table: the totals of its rows, the longest as wide as there is room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.shell import theme

_STEP: Final = 28
_NAMES: Final = 110
_NUMBERS: Final = 60
_MOST: Final = 14


class Bars(QWidget):
    """Painted anew whenever other totals are shown."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: list[tuple[str, int]] = []
        self.setMinimumWidth(260)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_rows(self, rows: Sequence[tuple[str, int]]) -> None:
        """Show these (name, total), at most fourteen."""
        self._rows = list(rows)[:_MOST]
        self.setMinimumHeight(_STEP * len(self._rows))
        self.setAccessibleName(", ".join(f"{name} {n}" for name, n in self._rows))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        most = max((n for _, n in self._rows), default=0)
        room = max(20, self.width() - _NAMES - _NUMBERS)
        for at, (name, n) in enumerate(self._rows):
            line = QRect(0, at * _STEP, _NAMES - 10, _STEP)
            told = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, line.width())
            painter.setPen(theme.colour("soft"))
            painter.drawText(
                line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, told
            )
            wide = round(room * n / most) if most else 0
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawRoundedRect(QRect(_NAMES, line.top() + 7, max(wide, 2), 14), 3, 3)
            painter.setPen(theme.colour("text"))
            painter.drawText(
                QRect(_NAMES + wide + 8, line.top(), _NUMBERS, _STEP),
                Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
                f"{n:,}",
            )
