"""Files that were made beside the books: shown in whatever this computer reads them with."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_file(file: str) -> None:
    """Show a file; without a screen it only stays in its folder."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(file))
