"""What comes into the store and stands in its books: F6 to F9."""

from dataclasses import dataclass
from datetime import date, datetime

from app.forms.parts import Money, OfCase, Signers, Things


@dataclass(frozen=True, slots=True)
class IntakeRow:
    """A line of F6: what was to come in and what came."""

    number: str
    name: str
    expected: int
    counted: int | None
    unit: str
    tier: str
    weight_mg: int | None
    seal_no: str
    place: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake(OfCase):
    """F6 涉案财物入库单（移交清单、接收回执）; `sealing`: "before" or "after"; `delivery`: "fetched", "brought"."""

    case_title: str
    department: str
    list_no: str
    papers: str
    holder: str
    declared_at: datetime | None
    received_at: datetime | None
    keeping_unit: str
    rows: tuple[IntakeRow, ...] = ()
    summary: str = ""
    sealing: str = ""
    delivery: str = ""
    late_reason: str = ""
    remark: str = ""
    deliverers: Signers = ()
    keepers: Signers = ()
    seconds: Signers = ()
    checkers: Signers = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal(OfCase):
    """F7 拒收通知单; `defects`: paper, incomplete, differs, seal, packing, other."""

    department: str
    at: datetime
    rows: Things = ()
    defects: tuple[str, ...] = ()
    text: str = ""
    until: date | None = None
    deliverers: Signers = ()
    keepers: Signers = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A line on the back of a card: how the thing went from hand to hand."""

    at: datetime
    event: str
    actor: str
    second: str
    state: str
    seal_no: str
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSheet(OfCase):
    """F8 一物一卡; the facts are named by the card itself: (name, value, over the whole width)."""

    number: str
    name: str
    lines: tuple[str, ...]
    facts: tuple[tuple[str, str, bool], ...]
    photos: tuple[str, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A line of F9: a thing's whole account."""

    number: str
    name: str
    category: str
    quantity: str
    currency: str
    value_fen: int | None
    measure: str
    measured_at: datetime | None
    received_at: datetime | None
    days: int | None
    intake_no: str
    seal_no: str
    state: str
    place: str
    loans: int
    ending: str


@dataclass(frozen=True, slots=True)
class TotalRow:
    """A line of F9's totals: one class in one currency, or their sum."""

    category: str
    currency: str
    items: int
    pending: int
    inside: int
    outside: int
    ended: int
    difference: int
    value_fen: int
    kept_fen: int
    agrees: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class ClosingRow:
    """A line of F9's 结清与重开: what was done with the account, by whom, on which ground."""

    at: datetime
    act: str
    by: str
    second: str
    ground: str
    items: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerSheet(OfCase):
    """F9 一案一账台账."""

    title: str
    kind: str
    status: str
    department: str
    filing_no: str
    filed_on: date | None
    opened_at: datetime
    settled_at: datetime | None
    handlers: tuple[str, ...]
    heads: tuple[str, ...]
    persons: tuple[str, ...]
    balance: str
    agrees: str
    rows: tuple[LedgerRow, ...]
    totals: tuple[TotalRow, ...]
    sums: tuple[Money, ...]
    closings: tuple[ClosingRow, ...] = ()
    officers: Signers = ()
    keepers: Signers = ()
    checkers: Signers = ()
    approvers: Signers = ()
