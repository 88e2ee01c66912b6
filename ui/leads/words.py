"""How leads are spoken of: states, lamps, offices, ways, and why something may not be done now."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app import words
from app.leads import rules
from app.leads.types import Lamp, LeadStatus, NextAct, Source
from app.petitions import fields
from ui import texts
from ui.shell import lang
from ui.shell.station import Station

_TONES = {Lamp.BLUE: "accent", Lamp.YELLOW: "late", Lamp.RED: "danger"}
#: Who handles leads, in the order of a choice.
OFFICES = ("JC", "SC", "GB")


def status_word(status: str) -> str:
    """Where a lead stands."""
    return texts.word(f"status.{status}")


def tone(status: str) -> str:
    """How a state is coloured: at work, waiting for a signature, at rest."""
    if status.endswith("_PENDING") or status in (LeadStatus.TO_VERIFY, LeadStatus.TO_FILE):
        return "late"
    if status in rules.STOCK:
        return "accent"
    return "ok" if status == LeadStatus.FILED else "ended"


def lamp_word(lamp: str) -> str:
    """In time, late, overdue; a lead at rest has no lamp."""
    return texts.word(f"lead_lamp.{lamp}") if lamp else texts.NONE


def lamp_tone(lamp: str) -> str:
    """The lamp's colour, beside its word."""
    return _TONES.get(Lamp(lamp), "ended")


def office_word(office: str) -> str:
    """An office by its two letters."""
    return texts.word(f"office.{office}")


def sources() -> tuple[tuple[str, str], ...]:
    """Every source for a choice."""
    return tuple((source, texts.word(f"lead_source.{source}")) for source in Source)


def rank_word(rank: str) -> str:
    """What a rank is called; the words of a paper that knew no such list stand as they are."""
    return texts.word(f"petition.rank.{rank}") if rank in fields.choices("rank") else rank


def ranks() -> tuple[tuple[str, str], ...]:
    """The ranks of petitions and leads, for a choice."""
    return choices("petition.rank", tuple(fields.choices("rank")))


def choices(prefix: str, names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Names with their words, for a choice."""
    return tuple((name, texts.word(f"{prefix}.{name}")) for name in names)


def why_not(act: NextAct) -> str:
    """Why an act may not be done, in the sentence of the refusal that would meet one."""
    found = "" if act.why == "NotPermitted" else words.refused(act.why, act.facts, lang.now()).what
    if found:
        return found
    # whose signature is missing is one of those whom the law knows here
    keys = act.facts.get("roles", "").split(", ") if act.facts.get("roles") else ()
    named = texts.several(map(texts.word, keys or [f"role.{role}" for role in act.roles]))
    return QCoreApplication.translate("leads", "it is done by {0}").format(named)


def may_register(station: Station) -> bool:
    """Whether a lead may be registered here."""
    return station.may(*rules.AG)
