"""A label as it will be printed: one dot of the printer is one pixel; a finer head is shown smaller."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel

_WIDEST: Final = 480


class LabelPicture(QLabel):
    """Shows a PNG, or nothing."""

    def show_data(self, data: bytes) -> QSize:
        """Show this picture; its size in dots."""
        image = QImage.fromData(data)
        shown = QPixmap.fromImage(image)
        if shown.width() > _WIDEST:
            shown = shown.scaledToWidth(_WIDEST, Qt.TransformationMode.SmoothTransformation)
        self.setPixmap(shown)
        self.setFixedSize(shown.size())
        return image.size()

    def show_nothing(self) -> None:
        """There is none."""
        self.clear()
        self.setFixedSize(_WIDEST, 8)
