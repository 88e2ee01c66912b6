"""What is done in the store itself, and how an account is closed: F20 to F24."""

from dataclasses import dataclass
from datetime import datetime

from app.forms.parts import Money, OfCase, Signers


@dataclass(frozen=True, slots=True)
class Moved:
    """A line of F20: from where, to where."""

    number: str
    name: str
    quantity: str
    from_place: str
    to_place: str
    seal_no: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveSlip:
    """F20 移库单/位置调整单: a move is of things, whatever their case."""

    reason: str
    at: datetime
    summary: str
    secrecy: int = 0
    rows: tuple[Moved, ...] = ()
    keepers: Signers = ()
    seconds: Signers = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """A line of F21: as the books have it beside as it was found."""

    number: str
    name: str
    book_place: str
    book_quantity: int
    place: str
    quantity: int | None
    seal: str
    label: str
    result: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class CountSum:
    """How many lines of F21 came to one result."""

    result: str
    count: int
    share: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StocktakeReport:
    """F21 盘点表/差异报告; `kind`: full, special, sample, handover, surprise."""

    kind: str
    scope: str
    base_at: datetime
    closed_at: datetime | None
    sample: str
    secrecy: int = 0
    rows: tuple[Counted, ...] = ()
    sums: tuple[CountSum, ...] = ()
    finding: str = ""
    counters: Signers = ()
    overseers: Signers = ()
    approvers: Signers = ()


@dataclass(frozen=True, slots=True)
class ClassSum:
    """Things of one class in one zone, with their worth in one currency."""

    zone: str
    category: str
    items: int
    currency: str
    value_fen: int


@dataclass(frozen=True, slots=True)
class OutThere:
    """A thing that is out while the keepers change."""

    number: str
    name: str
    holder: str
    out_at: datetime
    due_at: datetime
    approval_no: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeeperChange:
    """F22 保管员交接书."""

    from_keeper: str
    to_keeper: str
    at: datetime
    zones: str
    counted: str
    keys: str
    seals: str
    troubles: str
    secrecy: int = 0
    sums: tuple[ClassSum, ...] = ()
    outs: tuple[OutThere, ...] = ()
    totals: tuple[Money, ...] = ()
    givers: Signers = ()
    takers: Signers = ()
    overseers: Signers = ()


@dataclass(frozen=True, slots=True)
class Settled:
    """A line of F23: where each thing went, by which paper."""

    number: str
    name: str
    quantity: str
    currency: str
    value_fen: int | None
    way: str
    basis: str
    receiver: str
    receipt_no: str
    ended_at: datetime | None
    gap: str


@dataclass(frozen=True, slots=True)
class Flow:
    """A line of F23's balance of money: one currency."""

    currency: str
    received_fen: int
    banked_fen: int
    returned_fen: int
    treasury_fen: int
    transferred_fen: int
    interest_fen: int
    gap_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement(OfCase):
    """F23 结案清账表（案结物清单）."""

    title: str
    department: str
    decision_no: str
    balance: str
    agrees: str
    settled_at: datetime | None
    rows: tuple[Settled, ...] = ()
    flows: tuple[Flow, ...] = ()
    check: str = ""
    officers: Signers = ()
    keepers: Signers = ()
    overseers: Signers = ()
    approvers: Signers = ()


@dataclass(frozen=True, slots=True)
class Measured:
    """A line of F24: what the books said and what was found."""

    what: str
    before: str
    after: str
    difference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble(OfCase):
    """F24 异常（短少/损坏）报告单; `kinds`: quantity, weight, seal, label, damage, swapped, missing, surplus."""

    number: str
    name: str
    found_at: datetime
    found_by: str
    place: str
    kinds: tuple[str, ...]
    text: str
    cause: str
    told_to: str
    photos: str
    rows: tuple[Measured, ...] = ()
    handling: str = ""
    finders: Signers = ()
    keepers: Signers = ()
    overseers: Signers = ()
    approvers: Signers = ()
