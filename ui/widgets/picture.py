"""A photograph as the window shows it: how its bytes are read, small and whole; decoded in a worker, never on the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    Qt,
)
from PySide6.QtGui import (
    QImage,
    QImageReader,
)

Read = Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Picture:
    """One photograph: read and thumbnail are called in a worker and give the bytes of an image file.

    `says` gives caption and verdict in the language shown, where they are words of ours.
    """

    id: str
    read: Read
    thumbnail: Read
    caption: str = ""
    verdict: str = ""
    tone: str = "ok"
    says: Callable[[], tuple[str, str]] | None = None

    def words(self) -> tuple[str, str]:
        """Caption and verdict, as they are said now."""
        return self.says() if self.says is not None else (self.caption, self.verdict)

    def line(self) -> str:
        """Both in one line."""
        return "  ·  ".join(part for part in self.words() if part)


def decode(read: Read, longest: int) -> QImage:
    """Read and decode, turned as the camera was held, no larger than longest; a QImage may be made off the GUI thread."""
    buffer = QBuffer()
    buffer.setData(QByteArray(read()))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > longest:
        reader.setScaledSize(size.scaled(longest, longest, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
