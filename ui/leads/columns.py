"""What the list of leads shows."""

from __future__ import annotations

from ui import texts
from ui.leads import words
from ui.shell import lang
from ui.widgets.table import Column


def columns(mark: tuple[Column, ...] = ()) -> tuple[Column, ...]:
    """What the list of leads shows: lamp, code, stage, whom, by when; the rest to the right. `mark`: what waits here."""
    return (
        Column(
            "lamp",
            lambda: texts.word("lead.lamp"),
            lambda r: words.lamp_word(r.lamp) if r.lamp else "",
            width=64 if lang.now() == "zh" else 78,
            chip=lambda r: words.lamp_tone(r.lamp) if r.lamp else "",
            sortable=False,
        ),
        Column(
            "number",
            lambda: texts.word("lead.number"),
            lambda r: r.number,
            width=206,
            sortable=False,
        ),
        Column(
            "status",
            lambda: texts.word("lead.status"),
            lambda r: words.status_word(r.status),
            width=96 if lang.now() == "zh" else 130,
            chip=lambda r: words.tone(r.status),
            sortable=False,
        ),
        *mark,
        Column(
            "persons",
            lambda: texts.word("lead.persons"),
            lambda r: r.persons,
            width=90,
            sortable=False,
        ),
        Column(
            "due",
            lambda: texts.word("lead.due"),
            lambda r: texts.day(r.due),
            width=96,
            sortable=False,
        ),
        Column(
            "age",
            lambda: texts.word("lead.age"),
            lambda r: f"{r.age:,}",
            width=82,
            align="right",
            sortable=False,
            number=lambda r: r.age,
        ),
        Column(
            "office",
            lambda: texts.word("lead.office"),
            lambda r: words.office_word(r.office) if r.office else "",
            width=112,
            sortable=False,
        ),
        Column(
            "summary",
            lambda: texts.word("lead.summary"),
            lambda r: r.summary,
            width=200,
            sortable=False,
        ),
        Column(
            "source",
            lambda: texts.word("lead.source"),
            lambda r: texts.word(f"lead_source.{r.source}") if r.source else "",
            width=96,
            sortable=False,
            hidden=True,
        ),
    )
