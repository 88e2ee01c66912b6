"""What leaves for good, and by which paper: F15 to F19."""

from dataclasses import dataclass
from datetime import date, datetime

from app.forms.parts import Money, OfCase, Opinion, Signers, Things


@dataclass(frozen=True, slots=True)
class Disposed:
    """A thing of F15, with what it is worth and what has become of it."""

    number: str
    name: str
    quantity: int
    unit: str
    state: str
    currency: str
    value_fen: int | None
    assessed_fen: int | None
    appraisal_no: str
    done: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposalApproval(OfCase):
    """F15 处置审批表; `way` as the request has it, `until`: by when it is to be carried out."""

    department: str
    requester: str
    submitted_at: datetime
    way: tuple[str, ...]
    basis: str
    receiver: str
    decision: str
    reason: str
    until: date | None
    status: str = ""
    rows: tuple[Disposed, ...] = ()
    totals: tuple[Money, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    carried_out: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnList(OfCase):
    """F16 发还（返还）清单和领取收据."""

    approval_no: str
    decision: str
    receiver: str
    id_document: str
    relation: str
    authority: str
    at: datetime
    photos: str
    rows: Things = ()
    totals: tuple[Money, ...] = ()
    receivers: Signers = ()
    keepers: Signers = ()
    officers: Signers = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """A line of F17: what goes with the case, for which fact, with which proposal."""

    number: str
    name: str
    quantity: str
    description: str
    lies: str
    fact: str
    proposal: str
    sent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferList(OfCase):
    """F17 移送司法机关涉案财物清单（随案移送清单）."""

    case_title: str
    approval_no: str
    receiver: str
    at: datetime
    receipt_no: str
    rows: tuple[Sent, ...] = ()
    totals: tuple[Money, ...] = ()
    deliverers: Signers = ()
    keepers: Signers = ()
    receivers: Signers = ()


@dataclass(frozen=True, slots=True)
class Paid:
    """A line of F18: money of one thing that went to the treasury."""

    number: str
    name: str
    case: str
    currency: str
    amount_fen: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TreasuryList(OfCase):
    """F18 上缴国库（财政）清单."""

    approval_no: str
    receipt_no: str
    account: str
    paid_on: datetime
    rows: tuple[Paid, ...] = ()
    totals: tuple[Money, ...] = ()
    cashiers: Signers = ()
    checkers: Signers = ()
    approvers: Signers = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Destruction(OfCase):
    """F19 销毁清单（记录）."""

    approval_no: str
    method: str
    place: str
    at: datetime
    clips: str
    remains: str
    rows: Things = ()
    executors: Signers = ()
    overseers: Signers = ()
