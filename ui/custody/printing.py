"""The card as its paper form: made in a worker, kept beside the labels, opened in the computer's reader."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QUrl
from PySide6.QtGui import QDesktopServices

from app import errors, paths
from app.custody.types import Card
from ui.shell.station import Station
from ui.widgets.busy import Busy
from ui.work import Lane


def card_form(station: Station, owner: QObject, card: Card, busy: Busy) -> None:
    """Make the form F8 of a card and show it."""

    def made(file: str) -> None:
        busy.end()
        station.told.emit(
            QCoreApplication.translate("printing", "Card form of {0}: {1}").format(
                card.row.number, file
            )
        )
        open_file(file)

    def failed(trouble: Exception) -> None:
        busy.end()
        station.refuse(trouble)

    ticket = station.work.run(
        owner, _make_card, station.store, card, then=made, failed=failed, lane=Lane.WIRE
    )
    busy.begin(QCoreApplication.translate("printing", "Making the form…"), ticket)


def open_file(file: str) -> None:
    """Show a file in whatever this computer reads it with; without a screen it only stays in its folder."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(file))


def keep(name: str, data: bytes) -> str:
    """Write a made form into the folder of forms; returns where."""
    folder = paths.data() / "forms"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    except OSError as trouble:
        raise errors.DiskTrouble(why=trouble.strerror or str(trouble)) from trouble
    return str(folder / name)


def _make_card(store: Any, card: Card) -> str:
    from app.custody import labelling
    from app.forms import pages

    photos = [_photo(store, photo.sha256) for photo in card.photos[:6]]
    label = store.read(labelling.label, item_id=card.row.id) if card.row.received_at else None
    data = pages.card_pdf(
        card, [photo for photo in photos if photo], label, imprint=_imprint(store)
    )
    return keep(f"{card.row.number}.pdf", data)


def _imprint(store: Any) -> Any:
    from app.forms import imprint

    return store.read(imprint.imprint)


def _photo(store: Any, sha256: str) -> bytes:
    try:
        data: bytes = store.blobs.get(sha256)
    except (KeyError, OSError):
        return b""
    return data
