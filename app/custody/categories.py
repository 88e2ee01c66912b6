"""Categories as data: which fields a card of each kind has, and what each field must hold."""

import functools
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app import errors, paths, spelling

#: A category's own fields are named so among those of the card.
DETAILS: Final = "details."
TYPES: Final = (
    "text", "long", "integer", "decimal", "money", "weight", "date", "choice", "check", "denominations",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a category's card: type, unit, whether required, how it is checked, how secret."""

    id: str
    zh: str
    en: str
    type: str
    unit: str = ""
    required: bool = False
    check: str = ""
    pattern: str = ""
    min_length: int = 0
    max_length: int = 500
    choices: tuple[tuple[str, str, str], ...] = ()
    secrecy: int = 0
    column: str = ""
    most: int | None = None

    def label(self, lang: str) -> str:
        """What the field is called."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of thing (custody.md §3.2): where it may lie, how it is weighed, what its card must say."""

    id: str
    zh: str
    en: str
    storage: str
    tolerance: str
    tier: str
    units: tuple[str, ...]
    stored: bool
    weight_required: bool
    description_min: int
    fields: tuple[Field, ...]
    currencies: tuple[str, ...] = ()
    photos: tuple[str, ...] = ()

    def label(self, lang: str) -> str:
        """What the category is called."""
        return self.zh if lang == "zh" else self.en

    def field(self, name: str) -> Field | None:
        """The field that a card names `details.` and its id; None if the category has no such field."""
        return next((f for f in self.fields if DETAILS + f.id == name), None)


@functools.cache
def all_() -> Mapping[str, Category]:
    """Every category by id, in the order of the list in resources/categories."""
    folder = paths.resources() / "categories"
    order = json.loads((folder / "order.json").read_text("utf-8"))
    return {
        id_: _category(json.loads((folder / f"{id_}.json").read_text("utf-8"))) for id_ in order
    }


def _category(raw: dict[str, Any]) -> Category:
    fields = tuple(
        Field(**{**f, "choices": tuple(tuple(c) for c in f.get("choices", ()))})
        for f in raw.pop("fields")
    )
    lists = {name: tuple(raw.get(name, ())) for name in ("units", "currencies", "photos")}
    told = {**raw, **lists}
    return Category(**{**told, "fields": fields})


def get(id_: str) -> Category:
    """The category; refuses an unknown one (R16): nothing is ever booked as free text."""
    try:
        return all_()[id_]
    except KeyError:
        raise errors.NotAmong.named(
            "item.category",
            id_,
            [(f"{each.id}（{each.zh}）", f"{each.id} ({each.en})") for each in all_().values()],
        ) from None


def checked(
    category: Category, details: Mapping[str, Any], currency: str = "CNY"
) -> dict[str, Any]:
    """The details as the card keeps them; refuses the first field that does not hold (R16)."""
    kept, faults = read(category, details, currency)
    if faults:
        raise faults[0]
    return kept


def read(
    category: Category, details: Mapping[str, Any], currency: str = "CNY"
) -> tuple[dict[str, Any], list[errors.Refused]]:
    """The details that hold, and a refusal for each field that does not."""
    known = {f.id for f in category.fields}
    faults: list[errors.Refused] = [
        errors.FieldInvalid(field=stray, id=stray, why="field.unknown")
        for stray in sorted(set(details) - known)
    ]
    kept: dict[str, Any] = {}
    for field in category.fields:
        value = details.get(field.id)
        if value is None or value in ("", [], {}):
            if field.required:
                faults.append(errors.FieldMissing(field=field.zh, field_en=field.en, id=field.id))
            continue
        try:
            kept[field.id] = _held(field, value, currency)
        except errors.Refused as no:
            faults.append(no)
    if "unopened" in known and unopened(kept):
        kept["unopened"] = True
    return kept, faults


def faces(field: Field, currency: str) -> tuple[tuple[int, str, str], ...]:
    """The (face in 分, zh, en) a denomination sheet knows in a currency, the largest first.

    A foreign sheet keeps its faces as "USD:10000": no other currency's notes fit on it (C10).
    """
    mine = f"{currency}:"
    return tuple(
        (int(id_.removeprefix(mine)), zh, en)
        for id_, zh, en in field.choices
        if id_.startswith(mine) or ":" not in id_
    )


def unopened(details: Mapping[str, Any]) -> bool:
    """Whether the sheet counts straps or bundles that nobody has opened (C9)."""
    return any(row["straps"] or row["bundles"] for row in details.get("denominations", ()))


def _held(field: Field, value: Any, currency: str) -> Any:
    try:
        if field.type == "denominations":
            held = _denominations(field, value, currency)
        else:
            held = _READ[field.type](field, value)
    except (ValueError, TypeError, KeyError):
        if field.type == "choice":
            coded = [(f"{id_}（{zh}）", f"{id_} ({en})") for id_, zh, en in field.choices]
            raise not_among(field, value, coded) from None
        raise _invalid(field, f"field.not_{field.type}") from None
    if field.check and not CHECKS[field.check](str(held)):
        raise _invalid(field, f"field.check_{field.check}")
    return held


def _invalid(field: Field, why: str) -> errors.FieldInvalid:
    return errors.FieldInvalid(field=field.zh, field_en=field.en, id=field.id, why=why)


def not_among(field: Field, given: Any, known: Iterable[tuple[str, str]]) -> errors.NotAmong:
    """A choice that the field does not have: it names those that are `known`, in Chinese and English."""
    called = {"field_en": field.en, "id": field.id, "why": "field.not_choice"}
    return errors.NotAmong.named(field.zh, given, known, **called)


def _text(field: Field, value: Any) -> str:
    is_code = field.column == "serial" or field.check or field.pattern
    text = spelling.identifier(str(value)) if is_code else str(value).strip()
    spelling.require_seen(
        text, field.zh, lines=field.type == "long", field_en=field.en, id=field.id
    )
    if len(text) > field.max_length:
        raise errors.TooLong(
            field=field.zh,
            field_en=field.en,
            id=field.id,
            limit=field.max_length,
            length=len(text),
        )
    if len(text) < field.min_length or (field.pattern and not re.fullmatch(field.pattern, text)):
        raise ValueError
    return text


def _whole(field: Field, value: Any) -> int:
    number = int(value)
    if number < 0 or isinstance(value, bool) or (isinstance(value, float) and value != number):
        raise ValueError
    if field.most is not None and number > field.most:
        raise ValueError
    return number


def _decimal(field: Field, value: Any) -> str:
    text = str(value).strip()
    if not re.fullmatch(r"\d{1,12}(\.\d{1,6})?", text):
        raise ValueError
    return text


def _choice(field: Field, value: Any) -> str:
    if value not in {c[0] for c in field.choices}:
        raise ValueError
    return str(value)


def _check(field: Field, value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _denominations(field: Field, value: Any, currency: str) -> list[dict[str, Any]]:
    """Rows {face, count, bundles?, straps?} in 分: 把 = 100 张, 捆 = 10 把 (counted unopened, C9)."""
    known = {face for face, _, _ in faces(field, currency)}
    rows = []
    for row in value:
        face = _whole(field, row["face"])
        if face not in known:
            raise ValueError
        rows.append(
            {
                "face": face,
                **{k: _whole(field, row.get(k, 0)) for k in ("count", "straps", "bundles")},
            }
        )
    return rows


_READ: Final[dict[str, Callable[[Field, Any], Any]]] = {
    "text": _text,
    "long": _text,
    "integer": _whole,
    "money": _whole,
    "weight": _whole,
    "decimal": _decimal,
    "date": lambda _, v: date.fromisoformat(str(v)).isoformat(),
    "choice": _choice,
    "check": _check,
}


def luhn(digits: str) -> bool:
    """The check digit of an IMEI or a card number."""
    if not digits.isdigit():
        return False
    total = sum(sum(divmod(int(d) * (1 + i % 2), 10)) for i, d in enumerate(reversed(digits)))
    return total % 10 == 0


_VIN: Final = dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ0123456789", (*range(1, 9), *range(1, 6), 7, 9, *range(2, 10), *range(10)), strict=True))  # fmt: skip


def vin(text: str) -> bool:
    """A VIN's 17 characters with its check digit (GB 16735)."""
    weights = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
    if len(text) != 17 or any(c not in _VIN for c in text):
        return False
    left = sum(_VIN[c] * w for c, w in zip(text, weights, strict=True)) % 11
    return text[8] == ("X" if left == 10 else str(left))


CHECKS: Final[dict[str, Callable[[str], bool]]] = {
    "imei": lambda t: len(t) == 15 and luhn(t),
    "vin": vin,
    "luhn": luhn,
}


def cash_fen(details: Mapping[str, Any]) -> int | None:
    """What a denomination sheet adds up to, in 分: loose notes, straps of 100, bundles of 1,000."""
    sheet = details.get("denominations")
    if sheet is None:
        return None
    total: int = sum(
        row["face"] * (row["count"] + 100 * row["straps"] + 1_000 * row["bundles"]) for row in sheet
    )
    return total
