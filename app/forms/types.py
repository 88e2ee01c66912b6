"""What each form says, as one frozen value (custody.md §4): a form is a function of it and of nothing else."""

from dataclasses import dataclass
from datetime import date, datetime

from app.forms.parts import Money, Opinion, Signer, Signers, Thing, Things

__all__ = ["Money", "Opinion", "Signer", "Signers", "Thing", "Things"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfCase:
    """What every form about a case says of it."""

    case_number: str
    case_alias: str = ""
    secrecy: int = 0


# -- taking ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class SeizureList(OfCase):
    """F1 查封/扣押（暂扣、封存）财物、文件清单."""

    cause: str
    list_no: str
    notice_no: str
    measure: str
    measured_at: datetime
    place: str
    holder: str
    holder_unit: str = ""
    holder_id: str = ""
    rows: Things = ()
    totals: tuple[Money, ...] = ()
    officers: Signers = ()
    holders: Signers = ()
    witnesses: Signers = ()
    keepers: Signers = ()


@dataclass(frozen=True, slots=True)
class Frozen:
    """A line of F2: what is frozen where, for how long."""

    number: str
    institution: str
    account_name: str
    account: str
    kind: str
    quantity: str
    currency: str
    amount_fen: int | None
    yields: bool
    since: date | None
    until: date | None
    renewals: str
    receipt_no: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenList(OfCase):
    """F2 冻结财产清单/台账页."""

    cause: str
    notice_no: str
    rows: tuple[Frozen, ...] = ()
    totals: tuple[Money, ...] = ()
    officers: Signers = ()
    institutions: Signers = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Surrender(OfCase):
    """F3 主动上交财物登记表; `follows`: "seize", "return" or nothing yet."""

    surrendered_by: str
    surrendered_id: str
    unit: str
    cause: str
    at: datetime
    place: str
    rows: Things = ()
    totals: tuple[Money, ...] = ()
    follows: str = ""
    follows_text: str = ""
    officers: Signers = ()
    holders: Signers = ()
    witnesses: Signers = ()


@dataclass(frozen=True, slots=True)
class CashRow:
    """A line of F4: notes of one face, unopened bundles and straps apart."""

    face: str
    bundles: int
    straps: int
    count: int
    amount_fen: int
    serials: str = ""
    fake: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CashCount(OfCase):
    """F4 扣押（现金）清点单."""

    item_number: str
    holder: str
    currency: str
    counted_at: datetime
    place: str
    machine: str
    rows: tuple[CashRow, ...] = ()
    totals: tuple[Money, ...] = ()
    result: str = ""
    seal_no: str = ""
    counters: Signers = ()
    checkers: Signers = ()
    deliverers: Signers = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SealRecord(OfCase):
    """F5 密封/启封记录; `kind`: "seal", "open" or "reseal"."""

    kind: str
    item_number: str
    name: str
    container: str
    old_seal: str
    old_state: str
    reason: str
    new_seal: str
    at: datetime
    place: str
    photos: str
    content: str = ""
    officers: Signers = ()
    keepers: Signers = ()


# -- into the store ----------------------------------------------------------------------------------


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
    officers: Signers = ()
    keepers: Signers = ()
    checkers: Signers = ()
    approvers: Signers = ()
