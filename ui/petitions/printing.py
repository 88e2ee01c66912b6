"""A petition's sheets: chosen from a menu, written down as printed, saved as a PDF."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QMenu, QWidget

from app import clock
from app.petitions import views
from app.petitions.types import PetitionView
from ui import texts
from ui.shell import files
from ui.shell.station import Station
from ui.work import Lane


def choose(station: Station, button: QWidget, view: PetitionView) -> None:
    """Offer the sheets that there are."""
    from app.petitions import sheets  # the fonts are heavy, and only a print needs them

    menu = QMenu(button)
    for sheet in sheets.offered(view):
        made = menu.addAction(texts.word(f"petition.sheet.{sheet}"))
        made.triggered.connect(partial(_asked, station, button, view, sheet))
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))


def _asked(
    station: Station, button: QWidget, view: PetitionView, sheet: str, _: bool = False
) -> None:
    word = texts.word(f"petition.sheet.{sheet}")
    number = view.row.number or view.row.id
    path = files.ask_save(button, word, f"{word}-{number}.pdf", "PDF (*.pdf)")
    if path is not None:
        save(station, button, view, sheet, path)


def save(station: Station, owner: QWidget, view: PetitionView, sheet: str, path: Path) -> None:
    """Write down that it is printed, then make the file in a worker."""
    who = station.store.actor.name if station.store.actor else ""

    def make(_: None) -> None:
        station.work.run(
            owner,
            write,
            view,
            sheet,
            who,
            clock.now(),
            path,
            then=files.show,
            failed=station.refuse,
            lane=Lane.WIRE,
        )

    station.do(owner, views.print_sheet, petition_id=view.row.id, sheet=sheet, then=make)


def write(view: PetitionView, sheet: str, who: str, at: datetime, path: Path) -> Path:
    """The file; for a worker."""
    from app.petitions import sheets

    return files.write(path, sheets.pdf(sheet, view, who, at))
