"""更正 at the card (E34): which field, what it reads now, what it should read, in the editor of the register."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from PySide6.QtCore import QCoreApplication

from app import clock
from app.custody import categories, corrections
from app.custody.categories import DETAILS, Field
from app.custody.types import Card
from ui import texts
from ui.custody import category_form, describe
from ui.shell import lang
from ui.widgets.field import FieldDef, Kind

FIRST: Final = "field"
NEW: Final = "new"
_NOW, _WHY, _SAME = "now", "reason", "same_number"


def fields(card: Card, chosen: str = "") -> tuple[FieldDef, ...]:
    """What is asked: first which field, then what that one wants."""
    offered = _correctable(card)
    made = [
        FieldDef(
            FIRST,
            QCoreApplication.translate("deeds", "Field"),
            Kind.CHOICE,
            required=True,
            choices=tuple((each.id, each.label) for each in offered.values()),
        ),
        FieldDef(_NOW, QCoreApplication.translate("deeds", "Reads now"), editable=False),
        _new(card, offered.get(chosen)),
    ]
    if any(field.check for field in _category(card).fields):
        is_number = bool(_field(card, chosen).check)
        made.append(FieldDef(_SAME, texts.word("item.same_number"), wide=True, editable=is_number))
    why = QCoreApplication.translate("deeds", "Why it was wrong")
    return (*made, FieldDef(_WHY, why, required=True, wide=True))


def values(card: Card, chosen: str) -> dict[str, Any]:
    """What stands in the fields when this one was chosen: what it reads now, to be put right."""
    return {
        FIRST: chosen,
        _NOW: describe.held(_field(card, chosen), _held(card, chosen)),
        NEW: _typed(card, chosen),
    }


def sheet(card: Card, chosen: str) -> tuple[Field | None, str, Any]:
    """The denominations to be counted anew: their field, the currency, the rows that stand; None without."""
    field = _field(card, chosen)
    if field.type != "denominations":
        return None, "", ()
    return field, card.row.currency, _held(card, chosen)


def arguments(card: Card, given: dict[str, Any], rows: Any) -> dict[str, Any]:
    """What the verb takes; `rows` are the sheet's."""
    chosen = given[FIRST]
    is_sheet = sheet(card, chosen)[0] is not None
    new = rows if is_sheet else category_form.plain(_category(card), chosen, given[NEW])
    return {
        "item_id": card.row.id,
        "field": chosen,
        "new": clock.text(new) if isinstance(new, datetime) else "" if new is None else new,
        "reason": given[_WHY],
        _SAME: given.get(_SAME) or "",
    }


def told(card: Card, made: dict[str, Any]) -> str:
    """The correction in one line, for the one who signs beside."""
    chosen = made["field"]
    return describe.changed(card.row.category, chosen, _held(card, chosen), made["new"])


def _correctable(card: Card) -> dict[str, FieldDef]:
    """The fields of the register that may be corrected; the value of cash follows its sheet."""
    category = _category(card)
    money = [field for field in category.fields if field.type == "denominations"]
    known = frozenset({*corrections.TEXTS, *corrections.NUMBERS, *corrections.MOMENTS})
    offered = [
        *(FieldDef(DETAILS + each.id, each.label(lang.now())) for each in money),
        *category_form.card_fields(category),
        *category_form.list_fields(),
    ]
    return {
        each.id: each
        for each in offered
        if each.id.startswith(DETAILS)
        or (each.id in known and not (money and each.id == "value_fen"))
    }


def _new(card: Card, what: FieldDef | None) -> FieldDef:
    label = QCoreApplication.translate("deeds", "Should read")
    if what is None:
        return FieldDef(NEW, label, wide=True, editable=False)
    if sheet(card, what.id)[0] is not None:
        unit = card.row.currency
        return FieldDef(NEW, label, Kind.MONEY, True, unit, wide=True, editable=False)
    return FieldDef(
        NEW, label, what.kind, what.required and what.kind is not Kind.CHECK, what.unit,
        choices=what.choices, places=what.places, least=what.least, most=what.most, wide=True,
    )  # fmt: skip


def _category(card: Card) -> categories.Category:
    return categories.get(card.row.category)


def _field(card: Card, chosen: str) -> Field:
    return corrections.field_of(card.row.category, chosen)


def _held(card: Card, chosen: str) -> Any:
    """What the card holds."""
    if chosen.startswith(DETAILS):
        return card.details.get(chosen.removeprefix(DETAILS))
    return getattr(card.row if hasattr(card.row, chosen) else card, chosen)


def _typed(card: Card, chosen: str) -> Any:
    """What the card holds, as the editor takes it."""
    held = _held(card, chosen)
    if held is None:
        return None
    match _field(card, chosen).type:
        case "money":
            return Decimal(held) / 100
        case "weight":
            return Decimal(held) / 1000
        case "decimal":
            return Decimal(held)
        case "denominations":
            return Decimal(categories.cash_fen({"denominations": held}) or 0) / 100
        case _:
            return held
