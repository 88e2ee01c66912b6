"""What each kind of request asks for: the fields of its form, and the terms that they make."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from PySide6.QtCore import QCoreApplication

from app.requests import rules
from app.requests.types import RequestKind, Terms
from ui import texts
from ui.widgets.field import FieldDef, Kind

#: What a disposal must say besides, by its way: (field of the terms or fact, whether required).
WAY_FIELDS: Final[dict[str, tuple[tuple[str, bool], ...]]] = {
    "return": (("receiver", True), ("relation", True), ("decision", False)),
    "transfer": (("receiver", True),),
    "treasury": (("account", False),),
    "sell": (("method", True), ("least_price", False)),
    "destroy": (("method", True), ("place", True)),
    "archive": (("file_no", True),),
}
_OF_TERMS: Final = frozenset({"place", "institution", "letter_no", "way", "basis", "receiver"})


@dataclass(frozen=True, slots=True)
class Context:
    """What the form knows: whether two must carry, who may, the longest period; which own cases it can name for a foreign
    item, and whether another may still be chosen.
    """

    two_carriers: bool = False
    people: tuple[tuple[str, str], ...] = ()
    most_days: int = 15
    foreign: bool = False
    cases: tuple[tuple[str, str], ...] = ()
    case_stays: bool = False


def fields(kind: str, way: str, told: Context) -> tuple[FieldDef, ...]:
    """The fields of a kind of request, in the order one thinks of them."""
    first: tuple[FieldDef, ...] = (
        FieldDef("reason", texts.word("request.reason"), Kind.LONG, required=True),
    )
    if told.foreign:
        first += (_own_case(told),)
    match kind:
        case RequestKind.EXTENSION:
            return (*first, _due(told))
        case RequestKind.EXAM:
            return (*first, _text("institution"), _text("letter_no"), _due(told), *_carriers(told))
        case RequestKind.DISPOSAL:
            return (*first, _way(), _text("basis"), *_of_way(way))
    return (*first, _due(told), _text("place"), *_carriers(told))


def terms(values: Mapping[str, Any]) -> Terms:
    """The terms that the filled form asks for."""
    carriers = [values.get("carrier1"), values.get("carrier2")]
    facts = {
        key: str(value)
        for key, value in values.items()
        if value is not None
        and key not in _OF_TERMS
        and key not in ("reason", "due_at", "carrier1", "carrier2")
    }
    due = values.get("due_at")
    return Terms(
        due_at=due if isinstance(due, datetime) else None,
        place=str(values.get("place") or ""),
        carriers=tuple(dict.fromkeys(str(each) for each in carriers if each)),
        institution=str(values.get("institution") or ""),
        letter_no=str(values.get("letter_no") or ""),
        way=str(values.get("way") or ""),
        basis=str(values.get("basis") or ""),
        receiver=str(values.get("receiver") or ""),
        facts=facts,
    )


def values(reason: str, known: Terms) -> dict[str, object]:
    """What stands in the form for terms that were asked before."""
    told: dict[str, object] = {
        "reason": reason,
        "due_at": known.due_at,
        **{key: getattr(known, key) or None for key in _OF_TERMS},
        **known.facts,
    }
    for at, carrier in enumerate(known.carriers[:2], 1):
        told[f"carrier{at}"] = carrier
    return told


def approvers(kind: str, tiers: Iterable[str], *, foreign: bool) -> str:
    """Who will have to agree, in order."""
    valuable = any(tier != "ordinary" for tier in tiers)
    roles = rules.approvals(kind, valuable=valuable, secret=False, other_case=foreign)
    return " → ".join(texts.word(f"role.{role}") for role in roles)


def _text(name: str, *, required: bool = True) -> FieldDef:
    return FieldDef(name, texts.word(f"request.{name}"), required=required)


def _choice(name: str, choices: tuple[tuple[str, str], ...]) -> FieldDef:
    return FieldDef(
        name, texts.word(f"request.{name}"), Kind.CHOICE, required=True, choices=choices
    )


def _own_case(told: Context) -> FieldDef:
    return FieldDef(
        "for_case",
        texts.word("request.for_case"),
        Kind.SOUGHT,
        required=True,
        choices=told.cases,
        editable=not told.case_stays,
    )


def _way() -> FieldDef:
    return _choice("way", tuple((way, texts.word(f"way.{way}")) for way in rules.WAYS))


def _of_way(way: str) -> tuple[FieldDef, ...]:
    made = []
    for name, required in WAY_FIELDS.get(way, ()):
        label = _place_word(way) if name == "place" else texts.word(f"request.{name}")
        made.append(FieldDef(name, label, required=required))
    return tuple(made)


def _place_word(way: str) -> str:
    if way == "destroy":
        return QCoreApplication.translate("requests", "Place of destruction")
    return texts.word("request.place")


def _due(told: Context) -> FieldDef:
    return FieldDef(
        "due_at",
        texts.word("request.due_at"),
        Kind.MOMENT,
        required=True,
        hint=QCoreApplication.translate("requests", "At most {0} days from now").format(
            told.most_days
        ),
    )


def _carriers(told: Context) -> tuple[FieldDef, ...]:
    first = QCoreApplication.translate("requests", "First carrier")
    second = QCoreApplication.translate("requests", "Second carrier")
    return (
        FieldDef("carrier1", first, Kind.CHOICE, required=True, choices=told.people),
        FieldDef("carrier2", second, Kind.CHOICE, required=told.two_carriers, choices=told.people),
    )
