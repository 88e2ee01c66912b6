"""What a list of petitions shows."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ui import texts
from ui.petitions import words
from ui.shell import lang
from ui.widgets.table import Column


def columns(mark: tuple[Column, ...] = ()) -> tuple[Column, ...]:
    """What a list of petitions shows: the seal first, never who reported. `mark`: what waits at this desk."""
    english = lang.now() != "zh"
    return (
        Column(
            "channel",
            lambda: texts.word("petition.channel"),
            lambda r: words.channel(r.channel),
            width=150 if english else 96,
            sortable=False,
        ),
        Column(
            "number",
            lambda: texts.word("petition.number"),
            lambda r: r.number or r.draft or "—",
            width=204,
            sortable=False,
        ),
        Column(
            "status",
            lambda: texts.word("petition.status"),
            lambda r: words.status(r.status),
            width=128 if english else 92,
            chip=lambda r: words.tone(r.status),
            sortable=False,
        ),
        *mark,
        Column(
            "due",
            lambda: texts.word("petition.due"),
            words.due,
            width=140 if english else 104,
            chip=words.lamp_tone,
            sortable=False,
        ),
        Column(
            "accused",
            lambda: texts.word("petition.accused"),
            lambda r: r.accused,
            width=180,
            sortable=False,
        ),
        Column(
            "reporter",
            lambda: texts.word("petition.reporter_mode"),
            words.reporter,
            width=96,
            sortable=False,
        ),
        Column(
            "kind",
            lambda: texts.word("petition.matter.kind"),
            lambda r: texts.word(f"petition.kind.{r.kind}") if r.kind else "",
            width=96,
            sortable=False,
        ),
        Column(
            "received",
            lambda: texts.word("petition.received_at"),
            lambda r: texts.moment(r.received_at),
            width=130,
            sortable=False,
        ),
        Column(
            "organ",
            lambda: QCoreApplication.translate("petitions", "Organ"),
            lambda r: r.organ,
            width=130,
            sortable=False,
        ),
        Column(
            "summary",
            lambda: texts.word("petition.summary"),
            lambda r: r.summary,
            width=260,
            sortable=False,
        ),
    )
