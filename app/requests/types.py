"""Requests: what is asked, by whom, who still has to agree."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


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


@dataclass(frozen=True, slots=True)
class Terms:
    """What is asked for: period, place and carriers of a check-out; institution of an exam; way of a disposal."""

    due_at: datetime | None = None
    place: str = ""
    carriers: tuple[str, ...] = ()
    institution: str = ""
    letter_no: str = ""
    way: str = ""
    basis: str = ""
    receiver: str = ""
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StepRow:
    """One approval, given or still missing."""

    place: int
    role: str
    approver: str
    approver_name: str
    on_behalf_name: str
    decision: str
    opinion: str
    decided_at: datetime | None


@dataclass(frozen=True, slots=True)
class RequestItemRow:
    """An item of a request."""

    item_id: str
    number: str
    name: str
    custody: str
    tier: str
    photo: str
    done_at: datetime | None


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request as lists show it."""

    id: str
    number: str
    kind: str
    case_id: str
    case_number: str
    case_alias: str
    requester: str
    requester_name: str
    status: str
    version: int
    reason: str
    items: int
    submitted_at: datetime
    decided_at: datetime | None
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class RequestView:
    """A request with everything an approver must see; `mine` says whether the viewer may decide now."""

    row: RequestRow
    terms: Terms
    items: tuple[RequestItemRow, ...]
    steps: tuple[StepRow, ...]
    carrier_names: tuple[str, ...]
    mine: bool
    why_mine: str
