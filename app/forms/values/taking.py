"""What is written down while things are taken: F1 to F5."""

from dataclasses import dataclass
from datetime import date, datetime

from app.forms.parts import Money, OfCase, Signers, Things


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
