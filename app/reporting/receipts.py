"""The receipt: twenty digits drawn at random and a check digit, shown once and kept nowhere.

From the receipt, with a pepper that lies outside the books, come two things: by which hash the report
is found, and the key of the box into which answers are put. Whoever has the books alone has neither.
"""

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from app import ids
from app.labels import rules as codes
from app.reporting import envelope
from app.reporting import errors as no

DIGITS: Final = 20
GROUP: Final = 5
PEPPER: Final = 32
_WHOLE: Final = re.compile(rf"[0-9]{{{DIGITS + 1}}}")
_TIME, _MEMORY = 2, 19_456


@dataclass(frozen=True, slots=True)
class Box:
    """What a receipt opens: the hash the report is kept under, and the key to its answers."""

    found_by: str
    private: bytes

    @property
    def public(self) -> bytes:
        """To what an answer is sealed."""
        return envelope.public_of(self.private)

    def __repr__(self) -> str:
        return "Box(…)"


def draw() -> str:
    """A new receipt: 66 bits and a check digit (ISO 7064, mod 11,10)."""
    from stdnum.iso7064 import mod_11_10

    body = ids.digits(DIGITS)
    return body + str(mod_11_10.calc_check_digit(body))


def shown(receipt: str) -> str:
    """As it is read aloud and written down: four groups of five, and the check digit."""
    groups = [receipt[at : at + GROUP] for at in range(0, DIGITS, GROUP)]
    return "-".join([*groups, receipt[DIGITS:]])


def read(text: str) -> str:
    """The receipt that a typing hand means; refuses (R123) what has another length or check digit."""
    from stdnum.iso7064 import mod_11_10

    digits = codes.plain(text)
    if not _WHOLE.fullmatch(digits) or not mod_11_10.is_valid(digits):
        raise no.ReceiptMistyped
    return digits


def prefix(receipt: str) -> str:
    """The part by which look-ups are counted: who guesses on, guesses under few of them."""
    return receipt[:GROUP]


def box(receipt: str, pepper: bytes) -> Box:
    """What the receipt opens. Slow on purpose (Argon2id), so that guessing is."""
    from argon2.low_level import Type, hash_secret_raw

    salt = sha256(b"anku-receipt/1 salt" + pepper).digest()
    drawn = hash_secret_raw(receipt.encode(), salt, _TIME, _MEMORY, 1, 64, Type.ID)
    found_by = sha256(b"anku-receipt/1 found by" + pepper + drawn[:32]).hexdigest()
    return Box(found_by, drawn[32:])
