"""Photographs of cards for the widgets: read from the store in a worker, made small for timelines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QSize, Qt
from PySide6.QtGui import QImageReader, QImageWriter

from app.custody.types import PhotoRow
from app.store import Store
from ui import photographs, texts
from ui.custody import alike
from ui.shell.station import Station
from ui.widgets.picture import Picture

_EDGE: Final = QSize(160, 120)


def of(station: Station, photos: Iterable[PhotoRow]) -> tuple[Picture, ...]:
    """A card's photographs as the viewer shows them, the newest first."""
    return tuple(_one(station, photo) for photo in sorted(photos, key=_newest))


def _newest(photo: PhotoRow) -> tuple[int, str]:
    return (-photo.entry_seq, photo.id)


def _one(station: Station, photo: PhotoRow) -> Picture:
    def says() -> tuple[str, str]:
        marks = []
        if photo.fallback:
            marks.append(QCoreApplication.translate("pictures", "imported from a file"))
        if photo.shared_with:
            marks.append(alike.shared(photo.shared_with))
        caption = f"{station.word(f'photo.{photo.kind}')}  ·  {texts.moment(photo.taken_at)}"
        return caption, "  ·  ".join(marks)

    return replace(by_hash(station, photo.sha256, *says(), "late"), says=says)


def by_hash(
    station: Station, sha256: str, caption: str = "", verdict: str = "", tone: str = "ok"
) -> Picture:
    """One kept photograph."""
    read = photographs.reader(station.store, sha256)
    return Picture(sha256, read, read, caption, verdict, tone)


def thumbnails(store: Store, hashes: Sequence[str]) -> dict[str, bytes]:
    """Small pictures of kept photographs; what is no picture is left out. For a worker."""
    made = {sha: small(photographs.reader(store, sha)()) for sha in dict.fromkeys(hashes)}
    return {sha: data for sha, data in made.items() if data}


def small(data: bytes) -> bytes:
    """A picture no larger than a thumbnail, as JPEG; empty when it is no picture."""
    source = QBuffer()
    source.setData(QByteArray(data))
    source.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(source)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid():
        reader.setScaledSize(size.scaled(_EDGE, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        return b""
    made = QBuffer()
    made.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(made, QByteArray(b"jpeg"))
    writer.setQuality(80)
    writer.write(image)
    return bytes(made.data().data())
