"""Codes that are not ours: what a thing's own number is (VIN, IMEI, card, product code, serial), and where it belongs."""

import enum
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from app.custody import categories
from app.custody.categories import Category, Field

_NUMBER: Final = re.compile(r"[0-9A-Z][0-9A-Z./ -]{2,38}[0-9A-Z]")
_END: Final = re.compile(r"(.*?)(\d+)")
_VIN: Final = re.compile(r"[A-HJ-NPR-Z0-9]{17}")
LONGEST_RANGE: Final = 100_000


class Sort(enum.StrEnum):
    """What a foreign code is; the words are in resources/words under `code_sort.`."""

    VIN = "VIN"
    IMEI = "IMEI"
    PRODUCT = "PRODUCT"
    CARD = "CARD"
    SERIAL = "SERIAL"
    NONE = "NONE"


@dataclass(frozen=True, slots=True)
class Foreign:
    """A foreign code; `doubted` when it has the shape of its sort but its check digit is wrong."""

    text: str
    sort: Sort
    doubted: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """Where a code belongs in an open form: a field's id, "" when nowhere; `holds` is what stands there already."""

    code: Foreign
    field: str = ""
    holds: str = ""


def classify(text: str) -> Foreign:
    """What a code is, by its shape and its check digit."""
    code = unicodedata.normalize("NFKC", text).strip().upper()
    digits = code.replace(" ", "").replace("-", "")
    if digits.isdecimal() and digits.isascii():
        return _of_digits(code, digits)
    if _VIN.fullmatch(code) and _mixed(code):
        return Foreign(code, Sort.VIN, doubted=not categories.vin(code))
    return Foreign(code, Sort.SERIAL if _NUMBER.fullmatch(code) else Sort.NONE)


def _of_digits(code: str, digits: str) -> Foreign:
    match len(digits):
        case 15:
            return Foreign(digits, Sort.IMEI, doubted=not categories.luhn(digits))
        case 8 | 12 | 13 | 14 if gs1(digits):
            return Foreign(digits, Sort.PRODUCT)
        case 13 if digits.startswith(("69", "978", "979")):  # China's own, and books
            return Foreign(digits, Sort.PRODUCT, doubted=True)
        case 16 | 17 | 18 | 19 if categories.luhn(digits):
            return Foreign(digits, Sort.CARD)
        case _:
            return Foreign(code, Sort.SERIAL if len(digits) > 3 else Sort.NONE)


def _mixed(code: str) -> bool:
    return sum(each.isdigit() for each in code) >= 4 and any(each.isalpha() for each in code)


def gs1(digits: str) -> bool:
    """The check digit of EAN-8, UPC-A, EAN-13 and GTIN-14."""
    total = sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(reversed(digits)))
    return total % 10 == 0


def offer(category: Category, filled: Mapping[str, str], text: str) -> Offer:
    """The first empty field of the form that this code fits; else the one that holds another already.

    `filled` is what stands in the form, by the field's id ("serial" is the card's own, where the category has none).
    """
    code = classify(text)
    fitting = [field.id for field in _fitting(category, code)]
    if not any(field.column == "serial" for field in category.fields) and code.sort in _SERIALS:
        fitting.append("serial")
    for field in fitting:
        if filled.get(field, "") in ("", code.text):
            return Offer(code, field, filled.get(field, ""))
    return Offer(code, fitting[0] if fitting else "", filled.get(fitting[0], "") if fitting else "")


_SERIALS: Final = (Sort.SERIAL, Sort.CARD, Sort.VIN, Sort.IMEI)


def _fitting(category: Category, code: Foreign) -> Iterable[Field]:
    """The fields that fit, the most exact first: by check digit, by pattern, then whatever holds a number."""
    if code.doubted or code.sort in (Sort.NONE, Sort.PRODUCT):
        return []
    texts = [field for field in category.fields if field.type == "text"]
    checked = [f for f in texts if f.check and categories.CHECKS[f.check](code.text)]
    if checked:
        return checked
    exact = [f for f in texts if f.pattern and not f.check and re.fullmatch(f.pattern, code.text)]
    plain = [f for f in texts if not f.check and not f.pattern and f.secrecy < 2 and _is_number(f)]
    return [*exact, *plain]


def _is_number(field: Field) -> bool:
    return field.column == "serial" or field.id.endswith("_no") or field.id == "serial_to"


def agrees(code: Foreign, serial: str, details: Mapping[str, object], category: Category) -> str:
    """The field of a card that holds this code, "" when none does: the thing on the counter says who it is."""
    if serial and classify(serial).text == code.text:
        return "serial"
    for field in category.fields:
        held = details.get(field.id)
        if isinstance(held, str) and held and classify(held).text == code.text:
            return field.id
    first, last = (classify(str(details.get(id_, ""))).text for id_ in ("serial_from", "serial_to"))
    return "serial_from" if within(first, last, code.text) else ""


# -- ranges: a lot of gift cards from one number to another -------------------------------------------


def count(first: str, last: str) -> int:
    """How many numbers a range has, 0 when it is none: one beginning, one length, the last not before the first."""
    start, end = _END.fullmatch(first), _END.fullmatch(last)
    if start is None or end is None or start[1] != end[1] or len(start[2]) != len(end[2]):
        return 0
    many = int(end[2]) - int(start[2]) + 1
    return many if 0 < many <= LONGEST_RANGE else 0


def within(first: str, last: str, code: str) -> bool:
    """Whether a number lies in the range."""
    return bool(count(first, last)) and count(first, code) > 0 and count(code, last) > 0


def stem(number: str) -> tuple[str, int]:
    """What numbers that are counted together share: what stands before the digits, and how many digits there are."""
    found = _END.fullmatch(number)
    return (found[1], len(found[2])) if found else (number, 0)


def before(number: str, steps: int) -> str:
    """The number so many steps before this one, in as many digits; the first one of them is 0."""
    found = _END.fullmatch(number)
    if found is None:
        return number
    return f"{found[1]}{max(0, int(found[2]) - steps):0{len(found[2])}d}"


def missing(first: str, last: str, seen: Iterable[str]) -> tuple[str, ...]:
    """The numbers of the range that were not seen (C25)."""
    start = _END.fullmatch(first)
    if start is None:
        return ()
    have = set(seen)
    digits = len(start[2])
    numbers = (f"{start[1]}{int(start[2]) + step:0{digits}d}" for step in range(count(first, last)))
    return tuple(number for number in numbers if number not in have)
