"""Photographs of cards, read from the store in a worker."""

from __future__ import annotations

from collections.abc import Iterable

from app.custody.types import PhotoRow
from app.store import Store
from ui import photographs, texts
from ui.widgets.picture import Picture


def of(store: Store, photos: Iterable[PhotoRow]) -> tuple[Picture, ...]:
    """A card's photographs, the newest first."""
    return tuple(
        picture(
            store,
            photo.sha256,
            f"{texts.word(f'photo.{photo.kind}')}  ·  {texts.moment(photo.taken_at)}",
        )
        for photo in sorted(photos, key=lambda p: (-p.entry_seq, p.id))
    )


def picture(store: Store, sha256: str, caption: str = "") -> Picture:
    """One kept photograph."""
    read = photographs.reader(store, sha256)
    return Picture(sha256, read, read, caption)
