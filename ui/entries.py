"""Lines of the trail in words: what was done, by whom, and what the line says beyond that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from app import words
from app.custody import categories
from app.ledger.types import EntryView
from ui import texts
from ui.shell import lang
from ui.widgets.timeline import Moment

_ICONS: Final = {
    "REGISTER": ("file-plus", "accent"),
    "DECLARE": ("clipboard-list", "accent"),
    "RECEIVE": ("package-check", "ok"),
    "REFUSE": ("ban", "danger"),
    "REFUSED": ("ban", "danger"),
    "PICK_UP": ("move", "accent"),
    "PLACE": ("map-pin", "ok"),
    "APPROVE_OUT": ("stamp", "accent"),
    "APPROVE": ("stamp", "ok"),
    "APPROVE_STEP": ("stamp", "accent"),
    "REJECT": ("x", "danger"),
    "SEND_BACK": ("undo-2", "late"),
    "SUBMIT": ("send", "accent"),
    "RELEASE": ("undo-2", "ended"),
    "HAND_OVER": ("send", "accent"),
    "EXTEND": ("calendar-clock", "accent"),
    "OVERDUE": ("clock", "late"),
    "TAKE_BACK": ("inbox", "accent"),
    "ACCEPT_BACK": ("archive-restore", "ok"),
    "SEND_EXAM": ("truck", "accent"),
    "RETURN_EXAM": ("file-check", "ok"),
    "APPROVE_DISPOSAL": ("gavel", "accent"),
    "REPORT": ("triangle-alert", "danger"),
    "RESOLVE": ("circle-check", "ok"),
    "CORRECT": ("pencil", "late"),
    "REPRINT": ("printer", "late"),
    "SIGN_IN": ("log-in", "ended"),
    "SIGN_OUT": ("log-out", "ended"),
    "SIGN_IN_FAILED": ("triangle-alert", "late"),
    "VOID": ("trash-2", "ended"),
    "SEAL": ("lock", "ok"),
    "UNSEAL": ("lock-open", "late"),
    "RESEAL": ("lock", "ok"),
}
_PLAIN: Final = ("circle-dot", "accent")
#: What a reader asks for first, in this order.
_SAID: Final = (
    "reason", "text", "finding", "purpose", "opinion", "result", "place", "receiver", "note",
)  # fmt: skip
#: Facts that only the machine needs.
_HIDDEN: Final = frozenset({"named", "salt", "from", "refusal", "steps", "places"})
#: Prefixes under which the vocabulary keeps the names of facts.
_NAMES: Final = ("fact", "item", "request", "case", "person", "location", "rule", "disposal")
#: Facts whose values are words of the vocabulary, and under which prefix.
_VALUES: Final = {
    "custody": "status",
    "status": "status",
    "state": "status",
    "seal_status": "seal_status",
    "legal": "legal",
    "way": "way",
    "role": "role",
    "tier": "tier",
    "storage": "storage",
    "measure": "measure",
    "duty": "duty",
    "part": "person_part",
    "request": "request_kind",
    "verb": "verb",
    "object_kind": "object",
    "evidential": "evidential",
    "why": "sign_in",
    "told_by": "told_by",
}
#: What a fact named "kind" may be the kind of.
_KINDS: Final = ("photo", "document", "difference", "place", "request_kind", "case_kind")
_ID: Final = 32


def icon(kind: str) -> tuple[str, str]:
    """An act's icon and its colour."""
    return _ICONS.get(kind, _PLAIN)


def who(entry: EntryView) -> str:
    """Who signed, and who beside him."""
    return " · ".join(part for part in (entry.actor_name, entry.second_name) if part)


def said(facts: Mapping[str, Any]) -> str:
    """The sentences of a line: reason, opinion, finding."""
    return "  ·  ".join(
        value(facts[key]) for key in _SAID if isinstance(facts.get(key), str) and facts[key]
    )


def moment(entry: EntryView) -> Moment:
    """A line as a timeline shows it."""
    sign, tone = icon(entry.kind)
    return Moment(
        entry.id,
        texts.word(f"event.{entry.kind}"),
        who(entry),
        texts.moment(entry.recorded_at),
        said(entry.facts),
        sign,
        tone,
    )


def lines(facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Every fact of a line that a person can read: its name and its value in words; what changed comes first."""
    told: list[tuple[str, str]] = []
    after = facts.get("after")
    if isinstance(after, Mapping):
        told += [(name(key), value(each, key)) for key, each in after.items() if _is_told(each)]
    for key, each in facts.items():
        if key not in _HIDDEN and key != "after" and _is_told(each):
            told.append((name(key), value(each, key)))
    return told


def name(key: str) -> str:
    """What a fact is called; its own name when the vocabulary has none."""
    for prefix in _NAMES:
        if words.has(f"{prefix}.{key}"):
            return texts.word(f"{prefix}.{key}")
    return key


def value(told: Any, key: str = "") -> str:
    """A fact's value in words."""
    if isinstance(told, bool):
        return "✓"
    if isinstance(told, int):
        return _number(told, key)
    if isinstance(told, Mapping):
        return "  ".join(f"{name(k)} {value(v, k)}" for k, v in told.items() if _is_told(v))
    if isinstance(told, Iterable) and not isinstance(told, str):
        return "\n".join(value(each, key) for each in told if _is_told(each))
    return _text(str(told), key)


def _number(told: int, key: str) -> str:
    if key.endswith("_fen"):
        return texts.money(told)
    is_weight = key == "mg" or key.endswith("_mg")
    return texts.weight(told) if is_weight else f"{told:,}"


def _text(told: str, key: str) -> str:
    if key == "category" and told in categories.all_():
        return categories.all_()[told].label(lang.now())
    for prefix in _KINDS if key == "kind" else (_VALUES.get(key, ""),):
        if words.has(f"{prefix}.{told}"):
            return texts.word(f"{prefix}.{told}")
    return texts.word(told) if "." in told and words.has(told) else _moment(told) or told


def _is_told(told: Any) -> bool:
    """Whether a person can read it: neither empty nor an id of the machine's."""
    if told in (None, "", [], {}) or told is False:
        return False
    if isinstance(told, str):
        return not (len(told) >= _ID and all(c in "0123456789abcdef" for c in told))
    if isinstance(told, Mapping):
        return any(_is_told(each) for each in told.values())
    if isinstance(told, Iterable):
        return any(_is_told(each) for each in told)
    return True


def _moment(told: str) -> str:
    if len(told) < len("2026-05-14T01:00:00Z") or told[4:5] != "-" or "T" not in told:
        return ""
    try:
        return texts.moment(datetime.fromisoformat(told), seconds=True)
    except ValueError:
        return ""
