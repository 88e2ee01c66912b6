"""What a new card must hold before it is booked, one fault or all of them; the same for a form and for a list."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from app import errors, spelling
from app.custody import categories, foreign
from app.custody.categories import Category
from app.custody.errors import AmountDiffers, RangeDiffers, TooShort, UnitUnknown
from app.custody.types import Legal, NewItem

MEASURES: Final = {
    "voluntary": Legal.PRE,
    "seize": Legal.SEIZED,
    "seal": Legal.SEALED,
    "freeze": Legal.FROZEN,
    "take": Legal.TAKEN,
    "received": Legal.RECEIVED,
}
TIERS: Final = ("", "ordinary", "valuable", "special")
EVIDENTIAL: Final = (
    "evidence",
    "unlawful_gain",
    "suspected_gain",
    "unrelated",
    "unclear",
)
_LIMITS: Final = (
    ("name", 120),
    ("description", 2_000),
    ("serial", 80),
    ("owner", 120),
    ("seized_at_place", 200),
    ("source", 500),
    ("list_no", 80),
    ("notice_no", 80),
    ("seal_no", 40),
    ("same_number", 500),
)
#: What has one number each; a book or a set may have many.
_SHEET: Final = "张"
#: More pieces than a column holds, more than ten thousand tons or a thousand billion yuan: a slip of the finger.
_MOST: Final = {
    "quantity": 2_000_000_000,
    "list_row": 1_000_000,
    "secrecy": 3,
    "weight_mg": 10_000_000_000_000,
    "value_fen": 100_000_000_000_000,
}


@dataclass(frozen=True, slots=True)
class Written:
    """A new card that holds: its category, its details as they are kept, its value in 分, its serial and seal number."""

    category: Category
    details: dict[str, Any]
    value_fen: int | None
    serial: str
    seal_no: str


def require(new: NewItem, now: datetime) -> Written:
    """The card as it will be kept; refuses the first thing that does not hold (R16, R26)."""
    written, faults = read(new, now)
    if faults:
        raise faults[0]
    assert written is not None
    return written


def read(
    new: NewItem, now: datetime, *, corrected: bool = False
) -> tuple[Written | None, list[errors.Refused]]:
    """The card as it would be kept, and a refusal for everything that does not hold.

    A correction changes one field at a time: between two of them a lot's ends may not fit its quantity.
    """
    try:
        category = categories.get(new.category)
    except errors.FieldInvalid as no:
        return None, [no]
    details, faults = categories.read(category, new.details, new.currency)
    faults = [*_common(new, category, now), *faults]
    cash = categories.cash_fen(details)
    if cash is not None and new.value_fen is not None and cash != new.value_fen:
        faults.append(AmountDiffers(sheet=cash / 100, told=new.value_fen / 100))
    value = cash if cash is not None else new.value_fen
    if not corrected:
        faults = [*faults, *_range(new.unit, new.quantity, details)]
    serial = spelling.identifier(new.serial) or _serial(category, details)
    return Written(category, details, value, serial, spelling.code(new.seal_no)), faults


def require_measured(quantity: int | None, weight_mg: int | None) -> None:
    """What was counted and weighed is nothing below nothing, and a number that a person may have counted."""
    for name, value in (("quantity", quantity), ("weight_mg", weight_mg)):
        if value is not None and value < 0:
            raise errors.FieldInvalid(field=f"item.{name}", why="field.negative")
        if value is not None and value > _MOST[name]:
            raise errors.FieldInvalid(field=f"item.{name}", why="field.too_large")


def require_money(field: str, fen: int) -> None:
    """An amount in 分: not below nothing, and no slip of the finger."""
    if fen < 0:
        raise errors.FieldInvalid(field=field, why="field.negative")
    if fen > _MOST["value_fen"]:
        raise errors.FieldInvalid(field=field, why="field.too_large")


def require_short(field: str, text: str, limit: int = 80) -> str:
    """The text; refuses what is longer than any paper's number is, or than `limit`."""
    if len(text.strip()) > limit:
        raise errors.TooLong(field=field, limit=limit, length=len(text.strip()))
    return text


def require_range(unit: str, quantity: int, details: Mapping[str, Any]) -> None:
    """As many sheets as numbers; asked again at the intake, as a correction asks nothing of the two together."""
    for no in _range(unit, quantity, details):
        raise no


def _range(unit: str, quantity: int, details: Mapping[str, Any]) -> Iterator[errors.Refused]:
    """Sheets that are counted by their numbers are as many as there are numbers (C25)."""
    first, last = (spelling.code(str(details.get(f"serial_{end}", ""))) for end in ("from", "to"))
    many = foreign.count(first, last)
    if unit == _SHEET and many and many != quantity:
        yield RangeDiffers(first=first, last=last, expected=many, counted=quantity)


def _serial(category: Category, details: dict[str, Any]) -> str:
    found = (details.get(f.id) for f in category.fields if f.column == "serial")
    return next((str(value) for value in found if value), "")


def _common(new: NewItem, category: Category, now: datetime) -> Iterator[errors.Refused]:
    for name in ("name", "list_no"):
        if not getattr(new, name).strip():
            yield errors.FieldMissing(field=f"item.{name}")
    yield from _texts(new)
    if new.measure not in MEASURES:
        yield errors.NotAmong.of("item.measure", new.measure, MEASURES, "measure")
    if new.measured_at > now:
        yield errors.FieldInvalid(field="item.measured_at", why="field.in_future")
    if new.unit not in category.units:
        units = "、".join(category.units)
        yield UnitUnknown(field="item.unit", unit=new.unit[:40] or "—", units=units)
    if new.quantity <= 0:
        yield errors.FieldInvalid(field="item.quantity", why=new.quantity)
    yield from _measures(new, category)
    length = len(new.description.strip())
    if length < category.description_min:
        yield TooShort(field="item.description", length=length, least=category.description_min)


def _texts(new: NewItem) -> Iterator[errors.Refused]:
    for name, limit in _LIMITS:
        if len(getattr(new, name)) > limit:
            yield errors.TooLong(field=f"item.{name}", limit=limit, length=len(getattr(new, name)))
        try:
            text = spelling.folded(name, getattr(new, name))
            spelling.require_seen(text, f"item.{name}", lines=name == "description")
        except errors.HiddenCharacter as no:
            yield no


def _bounds(new: NewItem) -> Iterator[errors.Refused]:
    for name in ("weight_mg", "value_fen", "secrecy", "list_row"):
        if (getattr(new, name) or 0) < 0:
            yield errors.FieldInvalid(field=f"item.{name}", why="field.negative")
    for name, most in _MOST.items():
        if (getattr(new, name) or 0) > most:
            yield errors.FieldInvalid(field=f"item.{name}", why="field.too_large")


def _measures(new: NewItem, category: Category) -> Iterator[errors.Refused]:
    if category.weight_required and not new.weight_mg:
        yield errors.FieldMissing(field="item.weight_mg")
    yield from _bounds(new)
    if new.tier not in TIERS:
        yield errors.NotAmong.of("item.tier", new.tier, TIERS, "tier")
    if new.evidential not in EVIDENTIAL:
        yield errors.NotAmong.of("item.evidential", new.evidential, EVIDENTIAL, "evidential")
    if category.currencies:
        if new.currency not in category.currencies:
            yield errors.NotAmong.of(
                "item.currency",
                new.currency,
                category.currencies,
                "currency",
                why="field.currency_set",
            )
    elif len(new.currency) != 3 or not (new.currency.isascii() and new.currency.isupper()):
        yield errors.FieldInvalid(field="item.currency", why=new.currency[:40])
