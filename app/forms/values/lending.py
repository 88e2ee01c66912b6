"""What leaves for a time and comes back: F10 to F14."""

from dataclasses import dataclass
from datetime import date, datetime

from app.forms.parts import Money, OfCase, Opinion, Signers, Things


@dataclass(frozen=True, slots=True)
class Asked:
    """A thing that a request asks for, and how it stood when it was handed over."""

    number: str
    name: str
    quantity: int
    unit: str
    tier: str
    out_seal: str = ""
    out_weight_mg: int | None = None
    out_photos: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BorrowApproval(OfCase):
    """F10 调用（出库）审批单."""

    department: str
    requester: str
    submitted_at: datetime
    kind: str
    reason: str
    place: str
    carriers: tuple[str, ...]
    due_at: datetime | None
    renewals: str = ""
    status: str = ""
    rows: tuple[Asked, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    officers: Signers = ()
    keepers: Signers = ()
    receivers: Signers = ()


@dataclass(frozen=True, slots=True)
class Released:
    """A line of F11: what left, checked by its label, its seal and its weight."""

    number: str
    name: str
    quantity: int
    unit: str
    scanned: bool
    seal_no: str
    weight_mg: int | None
    photos: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Release(OfCase):
    """F11 出库单; `way`: loan, exam, transfer, return, treasury, destroy, sell, archive, move."""

    approval_no: str
    way: str
    at: datetime
    receiver: str
    receiver_id: str
    due_at: datetime | None
    purpose: str
    rows: tuple[Released, ...] = ()
    keepers: Signers = ()
    receivers: Signers = ()


@dataclass(frozen=True, slots=True)
class Back:
    """A line of F12: as it went out beside as it came back."""

    number: str
    name: str
    out_quantity: int
    quantity: int
    out_weight_mg: int | None
    weight_mg: int | None
    out_seal: str
    seal_no: str
    state: str
    loss: str = ""
    photos: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnSlip(OfCase):
    """F12 归还单（再入库单）; the state of a line: 完好, 损, 短, 换."""

    release_no: str
    approval_no: str
    way: str
    out_at: datetime | None
    due_at: datetime | None
    back_at: datetime
    returned_by: str
    result: str
    remark: str = ""
    rows: tuple[Back, ...] = ()
    returners: Signers = ()
    keepers: Signers = ()
    seconds: Signers = ()


@dataclass(frozen=True, slots=True)
class Extended:
    """A line of F13: which thing, due when, and now."""

    number: str
    name: str
    quantity: str
    out_at: datetime | None
    holder: str
    due_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension(OfCase):
    """F13 延期（续借）审批单."""

    original_no: str
    requester: str
    submitted_at: datetime
    old_due: datetime | None
    new_due: datetime | None
    times: int
    reason: str
    status: str = ""
    rows: tuple[Extended, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    officers: Signers = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Appraisal(OfCase):
    """F14 委托鉴定书/价格认定协助书（送检单）; `kind`: "exam" or "price"."""

    kind: str
    institution: str
    letter_no: str
    purpose: str
    price_meaning: str
    base_day: date | None
    materials: str
    contact: str
    due_at: datetime | None
    sample_loss: str = ""
    rows: Things = ()
    report_no: str = ""
    result: str = ""
    amounts: tuple[Money, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    officers: Signers = ()
    keepers: Signers = ()
    receivers: Signers = ()
