"""The payload of our codes: kind 1 · key 11 · generation 2 · check 2, sixteen digits and nothing else."""

import random
import re
import unicodedata
from typing import Final

from app.labels.types import Code, Command, Kind

LENGTH: Final = 16
KEY_LENGTH: Final = 11
LAST_GENERATION: Final = 99

_KEY: Final = re.compile(r"[0-9]{11}")
_PAYLOAD: Final = re.compile(r"[1-6][0-9]{15}")
_BETWEEN: Final = re.compile(
    r"[\s\-\u2010-\u2015\u2212_.·]+"
)  # what people put between groups of digits


#: What the keys of the digits type without Shift: French, Belgian, Czech.
_ROWS: Final = tuple(
    dict(zip(signs, "1234567890", strict=True))
    for signs in ("&é\"'(-è_çà", "&é\"'(§è!çà", "+ěščřžýáíé")
)


def encode(code: Code) -> str:
    """The sixteen digits that are printed."""
    if not _KEY.fullmatch(code.key):
        raise ValueError(f"a key is eleven digits, not {code.key!r}")
    if not 1 <= code.generation <= LAST_GENERATION:
        raise ValueError(f"a generation is 1 to {LAST_GENERATION}, not {code.generation}")
    body = f"{code.kind.value}{code.key}{code.generation:02d}"
    return body + _check(body)


def parse(text: str) -> Code | None:
    """The code that a scan or a typing hand means, or None when it is not one of ours."""
    digits = plain(text)
    if not _PAYLOAD.fullmatch(digits) or _check(digits[:14]) != digits[14:]:
        return None
    generation = int(digits[12:14])
    if generation < 1:
        return None
    return Code(kind=Kind(int(digits[0])), key=digits[1:12], generation=generation)


def is_ours(text: str) -> bool:
    """Whether the text is a payload whose check digits agree."""
    return parse(text) is not None


def looks_ours(text: str) -> bool:
    """Whether the text has the shape of a payload, so that wrong check digits mean "scan again", not "unknown"."""
    return _PAYLOAD.fullmatch(plain(text)) is not None


def plain(text: str) -> str:
    """The digits alone: full-width ones made narrow, spaces and dashes between the groups taken out.

    A scanner set to another keyboard than this computer's types the signs that stand on the keys of the digits.
    """
    typed = text.strip()
    for row in _ROWS:
        if len(typed) == LENGTH and set(typed) <= row.keys():
            return "".join(row[sign] for sign in typed)
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", text))


def grouped(payload: str) -> str:
    """The payload as it is printed for the eye: four groups of four."""
    return " ".join(payload[at : at + 4] for at in range(0, len(payload), 4))


def new_key(source: random.Random) -> str:
    """Eleven random digits; `random.SystemRandom()` in the program, a seeded source in tests."""
    return f"{source.randrange(10**KEY_LENGTH):0{KEY_LENGTH}d}"


def code_for(command: Command) -> Code:
    """The code that is printed on a command card."""
    return Code(kind=Kind.COMMAND, key=command.value)


def command_of(code: Code) -> Command | None:
    """The command that a code gives, or None when it is of another kind or from a newer program."""
    if code.kind is not Kind.COMMAND or code.key not in _COMMANDS:
        return None
    return _COMMANDS[code.key]


def _check(body: str) -> str:
    """ISO 7064 MOD 97-10: with these two digits the whole number leaves 1 when divided by 97."""
    return f"{98 - int(body) * 100 % 97:02d}"


_COMMANDS: Final = {command.value: command for command in Command}
