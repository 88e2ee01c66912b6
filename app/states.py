"""The states of custody and how a case's account counts them: what cases and custody both speak of."""

from enum import StrEnum
from typing import Final


class Custody(StrEnum):
    """保管: where the thing truly is (custody.md §2.1 B)."""

    DRAFT = "DRAFT"
    PENDING = "PENDING"
    REFUSED = "REFUSED"
    TEMP = "TEMP"
    IN = "IN"
    MOVING = "MOVING"
    RESERVED = "RESERVED"
    OUT = "OUT"
    OVERDUE = "OVERDUE"
    EXAM = "EXAM"
    RETURNING = "RETURNING"
    HOLD = "HOLD"
    MISSING = "MISSING"
    DISPOSING = "DISPOSING"
    HANDOVER = "HANDOVER"
    T_RETURNED = "T_RETURNED"
    T_TRANSFERRED = "T_TRANSFERRED"
    T_TREASURY = "T_TREASURY"
    T_SOLD = "T_SOLD"
    T_DESTROYED = "T_DESTROYED"
    T_ARCHIVED = "T_ARCHIVED"
    T_VOID = "T_VOID"


TERMINAL: Final = frozenset(c for c in Custody if c.startswith("T_"))
OUTSIDE: Final = frozenset({Custody.OUT, Custody.OVERDUE, Custody.EXAM})
INSIDE: Final = frozenset(
    {
        Custody.TEMP,
        Custody.IN,
        Custody.MOVING,
        Custody.RESERVED,
        Custody.RETURNING,
        Custody.HOLD,
        Custody.DISPOSING,
        Custody.HANDOVER,
    }
)
NOT_YET: Final = frozenset({Custody.DRAFT, Custody.PENDING, Custody.REFUSED})
#: 差异: received but neither in stock, outside nor ended.
DIFFERENCE: Final = frozenset({Custody.MISSING})
