"""The states of custody and of requests: what cases, custody and requests all speak of."""

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


class RequestKind(StrEnum):
    """What a request asks for."""

    CHECK_OUT = "CHECK_OUT"
    EXTENSION = "EXTENSION"
    EXAM = "EXAM"
    DISPOSAL = "DISPOSAL"


class RequestStatus(StrEnum):
    """审批中 / 通过 / 退回 / 否决 / 已撤回 / 已过期 / 已实施."""

    SUBMITTED = "SUBMITTED"
    APPROVED = "APPROVED"
    SENT_BACK = "SENT_BACK"
    REJECTED = "REJECTED"
    WITHDRAWN = "WITHDRAWN"
    EXPIRED = "EXPIRED"
    DONE = "DONE"


class RequestEvent(StrEnum):
    """Acts on a request (E12, E13, E15, E25)."""

    SUBMIT = "SUBMIT"
    AMEND = "AMEND"
    APPROVE_STEP = "APPROVE_STEP"
    APPROVE = "APPROVE"
    SEND_BACK = "SEND_BACK"
    REJECT = "REJECT"
    WITHDRAW = "WITHDRAW"
    EXPIRE = "EXPIRE"
    EXECUTE = "EXECUTE"
    DROP_ITEM = "DROP_ITEM"
