"""更正登记: how the new value of what was taken down wrongly is given, and what stands there now."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from app import clock
from app.petitions.types import PetitionView
from ui import texts
from ui.petitions import words
from ui.widgets.field import FieldDef, Kind

#: What may be amended → its editor, and the list that it is one of.
_GIVEN: Final = {
    "channel": (Kind.CHOICE, "channel"),
    "sub_channel": (Kind.CHOICE, "sub_channel"),
    "original_channel": (Kind.CHOICE, "channel"),
    "received_at": (Kind.MOMENT, ""),
    "reporters": (Kind.NUMBER, ""),
    "reporter_mode": (Kind.CHOICE, "reporter_mode"),
    "sensitivity": (Kind.CHOICE, "sensitivity"),
}


def value_def(field: str, view: PetitionView | None) -> FieldDef:
    """The field of the new value: as it was given when the petition was taken in."""
    kind, of = _GIVEN.get(field, (Kind.TEXT, ""))
    within = view.row.channel if view is not None and of == "sub_channel" else ""
    choices = words.choices(of, within) if of else ()
    return FieldDef(
        "value", texts.word("petition.amended_to"), kind, required=True, choices=choices
    )


def stands(field: str, view: PetitionView) -> object:
    """What stands there now, as the field shows it."""
    value = view.sub_channel if field == "sub_channel" else getattr(view.row, field, "")
    return words.plain(value) if value != "" else None


def told(value: object) -> str:
    """The new value as the verb takes it."""
    return clock.text(value) if isinstance(value, datetime) else str(value)


def said(field: str, kept: str) -> str:
    """A value of an amendment as its entry keeps it, in words."""
    kind, of = _GIVEN.get(field, (Kind.TEXT, ""))
    if not kept or kind not in (Kind.CHOICE, Kind.MOMENT):
        return kept
    return texts.word(f"petition.{of}.{kept}") if of else texts.moment(clock.moment(kept))
