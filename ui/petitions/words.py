"""How petitions are spoken of: seals, channels, choices, lamps and acts, in the language shown."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from app import clock, errors, words
from app.petitions import fields
from app.petitions.errors import NotOwnLevel
from app.petitions.types import SEALS, Action, PetitionRow
from ui import texts
from ui.shell import lang

_TONES = {
    "P_RECEIVED": "late",
    "P_REGISTERED": "accent",
    "P_SCREENING": "accent",
    "P_ACCEPTED": "accent",
    "P_TRANSFERRED": "accent",
    "P_SIGNED": "accent",
    "P_HANDLING": "accent",
    "P_ASSIGNED": "accent",
    "P_CLOSED": "ok",
    "P_FED_BACK": "ok",
}
_LAMPS = {"blue": "ok", "yellow": "late", "red": "danger"}


def seal(channel: str) -> str:
    """The one character of a channel."""
    return SEALS[channel][0] if channel in SEALS else ""


def channel(name: str) -> str:
    """来信, 来访 …"""
    return texts.word(f"petition.channel.{name}") if name else ""


def choices(name: str, of: str = "") -> tuple[tuple[str, str], ...]:
    """What a choice field offers, in words."""
    family = "channel" if name == "original_channel" else name
    return tuple(
        (each, texts.word(f"petition.{family}.{each}")) for each in fields.choices(family, of)
    )


def said(family: str, values: Iterable[str]) -> str:
    """Some choices in one line."""
    return texts.several(texts.word(f"petition.{family}.{each}") for each in values)


def status(name: str) -> str:
    """The state in words."""
    return texts.word(f"status.{name}")


def tone(name: str) -> str:
    """The colour of a state; it always says its word as well."""
    return _TONES.get(name, "ended")


def lamp_tone(row: PetitionRow) -> str:
    """The colour of the nearest due date."""
    return _LAMPS.get(row.lamp, "")


def due(row: PetitionRow) -> str:
    """The nearest due date with its lamp in words; a date in a year not yet published says so."""
    if row.due is None:
        return ""
    lamp = texts.word(f"petition.lamp.{row.lamp}") if row.lamp else ""
    mark = " ?" if row.is_provisional else ""
    return f"{row.due:%m-%d}{mark} {lamp}"


def reporter(row: PetitionRow) -> str:
    """实名(已核), 联名(3) … never a name."""
    told = texts.word(f"petition.reporter_mode.{row.reporter_mode}")
    if row.reporters > 1:
        told = f"{told}({row.reporters})"
    if row.is_name_verified:
        told = f"{told} ✓"
    return told


def why_not(action: Action, state: str) -> str:
    """Why an act is not open now, by the rule itself."""
    if not action.is_ours:
        return words.refusal(NotOwnLevel(), lang.now()).what
    no = errors.NotAllowedNow(event=f"event.{action.event}", state=f"status.{state}")
    return words.refusal(no, lang.now()).what


def plain(value: object) -> object:
    """A value as its editor shows it again."""
    if isinstance(value, datetime):
        return f"{clock.local(value):%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, bool | int | str) else str(value)
