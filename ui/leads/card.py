"""The lead's card as a file, and what looks like a lead's code."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app import clock
from app.forms import exports
from app.leads import codes
from app.leads.types import LeadView
from ui.shell import files
from ui.shell.station import Station
from ui.work import Lane


def is_code(text: str) -> bool:
    """Whether something typed or scanned has the shape of a lead's code."""
    return codes.has_form(text)


def today() -> date:
    """The day on the wall."""
    return clock.day(clock.now())


def save(owner: QWidget, station: Station, view: LeadView) -> None:
    """Make the card as a PDF, where the person wants it; that it was made is told."""
    title = QCoreApplication.translate("leads", "Lead card")
    path = files.ask_save(owner, title, f"{view.row.number}.pdf", "PDF (*.pdf)")
    if path is None:
        return

    def made(_: Path) -> None:
        station.notices.done(QCoreApplication.translate("leads", "Saved: {0}").format(path))
        if not station.store.read_only:
            station.do(owner, exports.exported, what="lead_card", object_id=view.row.id, form="pdf")

    actor = station.store.actor
    who = actor.name if actor else ""
    station.work.run(
        owner,
        partial(_write, view, who, clock.now(), path),
        then=made,
        failed=station.refuse,
        lane=Lane.READS,
    )


def _write(view: LeadView, who: str, at: datetime, path: Path) -> Path:
    from app.leads import sheets  # heavy, and only a card needs it

    return files.write(path, sheets.card_pdf(view, view.row.organ_name, who, at))
