"""Files that leave the program: where to, written whole or not at all, and shown to the person who asked."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Final

from PySide6.QtCore import QDir, QSettings, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

_FOLDER: Final = "files/folder"


def ask_save(parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
    """Where to save; None when the person thought better of it."""
    kept = QSettings().value(_FOLDER, "")
    home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folder = kept if isinstance(kept, str) and kept else home or QDir.homePath()
    chosen, _kind = QFileDialog.getSaveFileName(parent, title, str(Path(folder) / name), kinds)
    if not chosen:
        return None
    path = Path(chosen)
    QSettings().setValue(_FOLDER, str(path.parent))
    return path


def write(path: Path, data: bytes) -> Path:
    """Write the whole file or nothing; for a worker."""
    part = _part(path)
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    return path


def require_room(path: Path, size: int) -> None:
    """Whether a file of so many bytes can be written there: what is counted or numbered for it comes after; for a worker."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    part = _part(path)
    try:
        with part.open("wb") as file:
            file.write(bytes(size))
            file.flush()
            os.fsync(file.fileno())
    finally:
        part.unlink(missing_ok=True)


def _part(path: Path) -> Path:
    return path.with_name(f".{path.name}.part")


def show(path: Path) -> None:
    """Open it with whatever this computer opens such files with."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
