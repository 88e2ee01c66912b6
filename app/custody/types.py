"""一物一卡: the four dimensions of a card, the events of the law, and the values that cross the store's door."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from app.ledger.types import EntryView
from app.states import Custody


class Legal(StrEnum):
    """法律措施 (custody.md §2.1 A)."""

    PRE = "PRE"
    SEIZED = "SEIZED"
    SEALED = "SEALED"
    FROZEN = "FROZEN"
    TAKEN = "TAKEN"
    RECEIVED = "RECEIVED"
    LIFTED = "LIFTED"
    DECIDED = "DECIDED"
    CLOSED = "CLOSED"


class SealStatus(StrEnum):
    """封装 (custody.md §2.1 C)."""

    NONE = "NONE"
    SEALED = "SEALED"
    OPENED = "OPENED"
    BROKEN = "BROKEN"


class Event(StrEnum):
    """Acts by the law (custody.md §2.2); `CODES` gives their E-numbers."""

    REGISTER = "REGISTER"
    DECLARE = "DECLARE"
    RECEIVE = "RECEIVE"
    REFUSE = "REFUSE"
    PICK_UP = "PICK_UP"
    PLACE = "PLACE"
    APPROVE_OUT = "APPROVE_OUT"
    RELEASE = "RELEASE"
    HAND_OVER = "HAND_OVER"
    EXTEND = "EXTEND"
    OVERDUE = "OVERDUE"
    TAKE_BACK = "TAKE_BACK"
    ACCEPT_BACK = "ACCEPT_BACK"
    SEND_EXAM = "SEND_EXAM"
    RETURN_EXAM = "RETURN_EXAM"
    APPROVE_DISPOSAL = "APPROVE_DISPOSAL"
    RETURN_TO_OWNER = "RETURN_TO_OWNER"
    TRANSFER = "TRANSFER"
    SIGN_TRANSFER = "SIGN_TRANSFER"
    PAY_TREASURY = "PAY_TREASURY"
    SELL = "SELL"
    DESTROY = "DESTROY"
    ARCHIVE = "ARCHIVE"
    LIFT = "LIFT"
    REPORT = "REPORT"
    RESOLVE = "RESOLVE"
    CORRECT = "CORRECT"
    REPRINT = "REPRINT"
    ADD_PHOTO = "ADD_PHOTO"
    SEAL = "SEAL"
    UNSEAL = "UNSEAL"
    RESEAL = "RESEAL"
    VOID = "VOID"


CODES: Final[dict[str, str]] = {
    Event.REGISTER: "E02",
    Event.DECLARE: "E03",
    Event.RECEIVE: "E04",
    Event.REFUSE: "E05",
    Event.PICK_UP: "E11",
    Event.PLACE: "E11",
    Event.APPROVE_OUT: "E13",
    Event.RELEASE: "E13",
    Event.HAND_OVER: "E14",
    Event.EXTEND: "E15",
    Event.OVERDUE: "E16",
    Event.TAKE_BACK: "E17",
    Event.ACCEPT_BACK: "E17",
    Event.SEND_EXAM: "E19",
    Event.RETURN_EXAM: "E20",
    Event.APPROVE_DISPOSAL: "E25",
    Event.RETURN_TO_OWNER: "E26",
    Event.TRANSFER: "E27",
    Event.SIGN_TRANSFER: "E27",
    Event.PAY_TREASURY: "E28",
    Event.SELL: "E24",
    Event.DESTROY: "E29",
    Event.ARCHIVE: "E27",
    Event.LIFT: "E30",
    Event.REPORT: "E31",
    Event.RESOLVE: "E32",
    Event.CORRECT: "E34",
    Event.REPRINT: "E35",
    Event.ADD_PHOTO: "E04",
    Event.SEAL: "E07",
    Event.UNSEAL: "E08",
    Event.RESEAL: "E07",
    Event.VOID: "E41",
}


class PhotoKind(StrEnum):
    """What a photo is of, and when it was taken."""

    OVERALL = "overall"
    FEATURE = "feature"
    SEAL = "seal"
    SCALE = "scale"
    OUT = "out"
    IN = "in"
    DAMAGE = "damage"
    HANDOVER = "handover"
    DOCUMENT = "document"
    CLIP = "clip"


@dataclass(frozen=True, slots=True)
class Shot:
    """A photo already kept in the blob store (`Store.keep`), to be bound to an act."""

    sha256: str
    kind: str
    taken_at: datetime
    source: str = ""
    fallback: bool = False


@dataclass(frozen=True, slots=True)
class Weighing:
    """What the scale said when it was read: `mg` as the books count, `shown` as on its display, and how good it is.

    An entered weight that is not `mg` was typed by hand, for `reason`. `told_by` is "command" when no window of
    ours read the scale: then it is the word of whoever gave the command.
    """

    mg: int
    shown: str
    scale: str = ""
    step_mg: int = 0
    tare_mg: int = 0
    calibrated_until: date | None = None
    reason: str = ""
    told_by: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document behind an act: kind ("list", "notice", "authority" …), number, date, scan."""

    kind: str
    number: str
    dated: date | None = None
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class NewItem:
    """What is written on a card before it is declared. Money in 分, weight in mg, `details` by category."""

    name: str
    category: str
    quantity: int
    unit: str
    measure: str
    measured_at: datetime
    list_no: str
    list_row: int
    notice_no: str = ""
    seized_at_place: str = ""
    source: str = ""
    owner: str = ""
    serial: str = ""
    description: str = ""
    weight_mg: int | None = None
    value_fen: int | None = None
    currency: str = "CNY"
    tier: str = ""
    secrecy: int = 0
    evidential: str = "evidence"
    seal_no: str = ""
    details: dict[str, Any] = field(default_factory=dict)
    seizers: tuple[str, ...] = ()
    #: How it can be that another card bears the number of this thing (`app.custody.twins`).
    same_number: str = ""


@dataclass(frozen=True, slots=True)
class ItemRow:
    """What the item table shows. Plain values, safe to hand across threads."""

    id: str
    number: str
    name: str
    case_id: str
    case_number: str
    case_alias: str
    category: str
    quantity: int
    unit: str
    tier: str
    legal: str
    custody: str
    seal_no: str
    place: str
    holder: str
    weight_mg: int | None
    value_fen: int | None
    currency: str
    received_at: datetime | None
    due_at: datetime | None = None
    photo: str = ""
    #: The list (清单编号) and the notice (通知书文号) on which it was taken.
    list_no: str = ""
    notice_no: str = ""


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """A photo on a card."""

    id: str
    sha256: str
    kind: str
    entry_seq: int
    taken_at: datetime
    source: str
    fallback: bool
    #: The numbers of other things that the very same picture was given for.
    shared_with: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PictureUse:
    """Where a picture that was just taken is already: as which kind on this card, on the cards of which others."""

    sha256: str
    on_card: str = ""
    shared_with: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LoanRow:
    """An open or closed check-out."""

    id: str
    item_id: str
    item_number: str
    item_name: str
    case_number: str
    request_id: str
    borrower: str
    borrower_name: str
    purpose: str
    out_at: datetime
    out_station: str
    due_at: datetime
    renewals: int
    out_quantity: int
    out_weight_mg: int | None
    out_seal: str
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Action:
    """Something that could be done with a card: its verb, its event, and why not (a refusal code), if not."""

    event: str
    verb: str
    allowed: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: what kind it is ("difference.seal", "request_kind.DISPOSAL", empty), and what was told."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Release:
    """An act that releases the thing: who does it, who must have approved, who signs beside, what is recorded."""

    event: str
    starts: tuple[str, ...]
    approves: tuple[str, ...]
    seconds: tuple[str, ...]
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hold:
    """A thing is bound: in which state, since when, by which act of whom, for which reasons, until which acts."""

    state: str
    since: datetime
    event: str
    by: str
    why: tuple[Reason, ...]
    released_by: tuple[Release, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What an approved disposal says: under which request, by which way, on which basis, to whom; `facts` the rest."""

    request: str
    way: str
    basis: str = ""
    receiver: str = ""
    facts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Card:
    """一物一卡: everything that is known of one thing; `hold` says why it is not free, when it is not.

    `decision`: by what it is to leave, while it waits for that.
    """

    row: ItemRow
    measure: str
    measured_at: datetime
    seized_at_place: str
    source: str
    owner: str
    list_no: str
    list_row: int
    notice_no: str
    serial: str
    description: str
    details: dict[str, Any]
    secrecy: int
    storage: str
    evidential: str
    seal_status: str
    seq: int
    head: str
    parts: tuple[tuple[str, str, str], ...]
    photos: tuple[PhotoRow, ...]
    documents: tuple[Paper, ...]
    loan: LoanRow | None
    entries: tuple[EntryView, ...]
    actions: tuple[Action, ...]
    hold: Hold | None = None
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """One thing compared at a return: as it went out, as it came back.

    `verdict` is "same", "differs" or "not_measured"; `hint` "transposed" when two neighbouring digits
    of a seal were swapped: a hint only, never an acceptance.
    """

    what: str
    out: int | str | None
    back: int | str | None
    difference: int | None
    tolerance: int | None
    verdict: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A thing as it went out and as it came back, side by side; weights in mg."""

    item_id: str
    number: str
    name: str
    quantity: Compared
    weight: Compared
    seal: Compared
    agrees: bool
    left: str
    loan: LoanRow | None
    out_photos: tuple[PhotoRow, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A search result as `anku search` prints it."""

    number: str
    name: str
    case: str
    state: str
    place: str


__all__ = [
    "CODES",
    "Action",
    "Card",
    "Compared",
    "Comparison",
    "Custody",
    "Event",
    "Hit",
    "ItemRow",
    "Legal",
    "LoanRow",
    "NewItem",
    "Paper",
    "PhotoKind",
    "PhotoRow",
    "PictureUse",
    "SealStatus",
    "Shot",
    "Weighing",
]
