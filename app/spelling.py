"""What a hand writes, as the books take it: numbers as they are meant, identifiers in one writing, nothing unseen.

Every verb's arguments pass `entered` on their way through the store, so the window, the command line
and a list from a spreadsheet are held to the same.
"""

import dataclasses
import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final

from app import clock, errors, words

_NUMBER: Final = re.compile(r"[+-]?([0-9]{1,15}|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]+)?")
#: Controls, surrogates, line separators, and what has no width: bidi marks and overrides, joiners, soft hyphens.
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_BREAKS: Final = frozenset("\n\r\t")
#: Texts that may have several lines; all others have one.
_LONG: Final = frozenset({
    "description", "text", "reason", "late_reason", "no_witness_reason", "note", "opinion",
    "finding", "result", "basis", "authority", "other", "value", "new",
})  # fmt: skip
#: No deed of these books lies before, none is due after ("for ever" is typed as 2999): what is outside is a slip.
_FIRST, _LAST = datetime(1900, 1, 1, tzinfo=UTC), datetime(3000, 1, 1, tzinfo=UTC)
#: What a column of either engine holds.
_LEAST, _MOST = -(2**63), 2**63 - 1
#: How many rows are asked for, and from which on: never less than none.
_COUNTS: Final = frozenset({"limit", "offset"})
#: More than anybody types; what a machine writes may be longer (the points of a pen, a sealed answer).
_LONGEST: Final = 20_000
_BY_MACHINE: Final = frozenset({"written", "sealed", "own"})
#: Their words stand in the category, which checks them field by field.
_BY_CATEGORY: Final = "details"
_FAMILIES: Final = ("item", "case", "request", "disposal", "person", "location", "exam", "fact")
_WIDE: Final = {
    wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F) if chr(wide - 0xFEE0).isalnum()
} | {0xFF0D: "-", 0xFF0E: ".", 0xFF0F: "/"}


def number(text: str) -> Decimal:
    """A number, full-width or not, with a sign of money or without; commas only between thousands.

    "1,5" is no number: whether its writer meant 15 or 1.5, nobody knows.
    """
    plain = identifier(text).removeprefix("¥").removesuffix("元").strip()
    if not _NUMBER.fullmatch(plain):
        raise ValueError(text)
    return Decimal(plain.replace(",", ""))


def identifier(text: str) -> str:
    """A serial number or a code, in narrow signs: ＡＢ１２ is AB12."""
    return unicodedata.normalize("NFKC", text).strip()


def code(text: str) -> str:
    """A seal number or a place's code: narrow and in capitals."""
    return identifier(text).upper()


def paper(text: str) -> str:
    """A document's number: narrow letters and digits; its brackets stay as the document has them."""
    return text.translate(_WIDE).strip()


_FOLDED: Final[dict[str, Callable[[str], str]]] = {
    "seal_no": code,
    "serial": identifier,
    "receipt_no": identifier,
    **dict.fromkeys(
        ("list_no", "notice_no", "filing_no", "number", "letter_no", "report_no", "file_no"), paper
    ),
    "decision_no": paper,
}


def folded(name: str, text: str) -> str:
    """The text in the one writing in which the field `name` keeps it."""
    fold = _FOLDED.get(name)
    return fold(text) if fold else text


def require_seen(text: str, field: str, *, lines: bool = False, **more: object) -> None:
    """Refuse a sign that nobody sees (R16); `lines`: breaks and tabs are in order."""
    if text.isprintable():  # nearly always, and quickly said
        return
    for at, sign in enumerate(text, 1):
        if unicodedata.category(sign) in _UNSEEN and not (lines and sign in _BREAKS):
            raise errors.HiddenCharacter(field=field, char=f"U+{ord(sign):04X}", at=at, **more)


def entered(arguments: Mapping[str, Any], secrets: Collection[str] = ()) -> dict[str, Any]:
    """A verb's arguments with their identifiers folded; refuses what holds an unseen sign. Secrets stay as they are."""
    hidden = {path.rpartition(".")[2] for path in secrets}
    return {name: _entered(name, value, hidden, "") for name, value in arguments.items()}


def asked(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """A query's arguments: a moment has its zone, and nothing is asked that no engine can look up (R16)."""
    return {name: _asked(name, value) for name, value in arguments.items()}


def _asked(name: str, value: Any) -> Any:
    match value:
        case str() if not value.isprintable():
            for at, sign in enumerate(value, 1):
                if sign == "\0" or unicodedata.category(sign) == "Cs":
                    raise errors.HiddenCharacter(
                        field=_called(name, ""), char=f"U+{ord(sign):04X}", at=at
                    )
        case int() if name in _COUNTS and value < 0:
            return 0
        case int() if not _LEAST <= value <= _MOST:
            raise errors.FieldInvalid(field=_called(name, ""), why="field.too_large")
        case date():
            return _moment(name, value, "")
        case tuple():
            return tuple(_asked(name, each) for each in value)
    return value


def _moment(name: str, value: date, family: str) -> date:
    """A day or a moment that the books can hold; what has no zone is told by the clock on the wall."""
    if isinstance(value, datetime) and value.tzinfo is None:
        value = value.replace(tzinfo=clock.CIVIL)
    if isinstance(value, datetime):
        fits = _FIRST <= value < _LAST
    else:
        fits = _FIRST.date() <= value < _LAST.date()
    if not fits:
        raise errors.FieldInvalid(field=_called(name, family), why="field.not_of_our_time")
    return value


def _entered(name: str, value: Any, hidden: Collection[str], family: str) -> Any:
    if isinstance(value, date):
        return _moment(name, value, family)
    if isinstance(value, str):
        if name in hidden:
            return value
        if len(value) > _LONGEST and name not in _BY_MACHINE:
            raise errors.TooLong(field=_called(name, family), limit=_LONGEST, length=len(value))
        kept = folded(name, value)
        if not kept.isprintable():
            lines = name in _LONG or name == _BY_CATEGORY
            require_seen(kept, _called(name, family), lines=lines)
        return kept
    if isinstance(value, tuple):
        return tuple(_entered(name, each, hidden, family) for each in value)
    if isinstance(value, list):
        return [_entered(name, each, hidden, family) for each in value]
    if isinstance(value, Mapping):
        keep = name == _BY_CATEGORY
        return {k: _entered(name if keep else str(k), v, hidden, family) for k, v in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _entered_value(value, hidden)
    return value


def _entered_value(value: Any, hidden: Collection[str]) -> Any:
    family = type(value).__name__.removeprefix("New").lower()
    changed = {}
    for field in dataclasses.fields(value):
        was = getattr(value, field.name)
        now = _entered(field.name, was, hidden, family)
        if now != was:
            changed[field.name] = now
    return dataclasses.replace(value, **changed) if changed else value


def _called(name: str, family: str) -> str:
    """The word of an argument, for a refusal."""
    keys = (f"{each}.{name}" for each in (family, *_FAMILIES, f"petition.{family}"))
    return next((key for key in keys if words.has(key)), "field.text")
