"""What a printed code says, the command codes with fixed keys, and what else stands on a label."""

import enum
from dataclasses import dataclass


class Kind(enum.IntEnum):
    """The first digit of a payload: what the code stands for."""

    ITEM = 1
    CONTAINER = 2
    LOCATION = 3
    PERSON = 4
    COMMAND = 5
    FORM = 6


class Command(enum.StrEnum):
    """What a command barcode asks for; the value is its fixed key, printed on cards that outlive any version."""

    CONFIRM = "00000000001"
    UNDO = "00000000002"
    NEXT = "00000000003"
    PRINT = "00000000004"
    PHOTO = "00000000005"
    BACK = "00000000006"
    FORM = "00000000007"
    REFUSE = "00000000008"
    FIND = "00000000009"
    LOCK = "00000000010"


@dataclass(frozen=True, slots=True)
class Code:
    """A payload taken apart; the key is opaque and says nothing about the case or the thing."""

    kind: Kind
    key: str
    generation: int = 1


@dataclass(frozen=True, slots=True)
class Label:
    """Everything that may stand on a label; never a suspect's name, a value or a place (custody.md §4).

    For a location `number` is its short code and `name` what it is called; a command card has its word as `number`.
    One of the practice store says so before its number: it never passes for a real one.
    """

    payload: str
    number: str
    alias: str = ""
    name: str = ""
    quantity: str = ""
    tier: str = ""
    seal: str = ""
    date: str = ""
    generation: int = 1
    unit: str = ""
    head: str = ""
    practice: bool = False
