"""一案一账: values of a case, its balance and its blocking list."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class CaseStatus(StrEnum):
    """Where a case ledger stands."""

    ACTIVE = "ACTIVE"
    SETTLED = "SETTLED"


class CaseEvent(StrEnum):
    """Acts on a case ledger (E01, E39, E40)."""

    OPEN_CASE = "OPEN_CASE"
    CHANGE_TEAM = "CHANGE_TEAM"
    ADD_PERSON = "ADD_PERSON"
    FILE = "FILE"
    SETTLE = "SETTLE"
    REOPEN = "REOPEN"


@dataclass(frozen=True, slots=True)
class NewCase:
    """What opens a case ledger. `number` empty: the next one of the year."""

    alias: str
    title: str
    kind: str
    department: str
    filing_no: str = ""
    filed_on: date | None = None
    number: str = ""
    secrecy: int = 0
    wording: str = "discipline"


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case as lists show it."""

    id: str
    number: str
    alias: str
    title: str
    kind: str
    department: str
    status: str
    filed_on: date | None
    opened_at: datetime
    settled_at: datetime | None
    items: int
    inside: int
    outside: int
    ended: int
    difference: int


@dataclass(frozen=True, slots=True)
class Balance:
    """接收 = 在库 + 在外 + 终结 + 差异, counted from the cards, which are the sum of their entries."""

    received: int
    inside: int
    outside: int
    ended: int
    difference: int
    pending: int
    value_fen: tuple[tuple[str, int], ...] = ()

    @property
    def holds(self) -> bool:
        """Whether the account balances."""
        return self.received == self.inside + self.outside + self.ended + self.difference


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Who works on a case, or must keep away from it."""

    account_id: str
    name: str
    duty: str


@dataclass(frozen=True, slots=True)
class CasePersonRow:
    """A person the case is about."""

    id: str
    name: str
    part: str
    note: str


@dataclass(frozen=True, slots=True)
class Blocker:
    """Why a case cannot be settled: which item, in which state, with whom, for how many days.

    Of an item that is to leave `way` says how. Of a request (`why` "blocker.request"), or the one in which an item in
    store is asked for, `kind` and `status` say where it stands, `way` what it asks for, `role` whose decision it waits
    for.
    """

    item_id: str
    number: str
    name: str
    why: str
    holder: str
    days: int
    way: str = ""
    kind: str = ""
    status: str = ""
    role: str = ""
    request_id: str = ""


@dataclass(frozen=True, slots=True)
class SettlementRow:
    """结清 or 重开: who did it with whom, when, on which decision or for which reason; `items` had ended then."""

    id: str
    event: str
    at: datetime
    by: str
    second: str
    decision_no: str
    reason: str
    items: int


@dataclass(frozen=True, slots=True)
class ClassTotal:
    """A case's things of one class in one currency: how many stand where, their value in 分, and what is kept."""

    category: str
    currency: str
    items: int
    inside: int
    outside: int
    ended: int
    difference: int
    pending: int
    value_fen: int
    kept_fen: int


@dataclass(frozen=True, slots=True)
class CaseFileView:
    """A case ledger's head with its team, its persons and its balance."""

    row: CaseRow
    filing_no: str
    wording: str
    secrecy: int
    members: tuple[MemberRow, ...]
    persons: tuple[CasePersonRow, ...]
    balance: Balance
    head: str
