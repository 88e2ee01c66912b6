"""信访: what a petition is, what is taken down of it, and what lists and pages show."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final


class Channel(StrEnum):
    """By which way a petition came, in the order in which the seals stand (casework §2.2)."""

    LETTER = "letter"
    VISIT = "visit"
    WEB = "web"
    PHONE = "phone"
    MICRO = "micro"
    APP = "app"
    REFERRED = "referred"
    OTHER = "other"


#: channel → the one character that stands first everywhere, and the Latin letter its number is checked by.
SEALS: Final[dict[str, tuple[str, str]]] = {
    Channel.LETTER: ("信", "L"),
    Channel.VISIT: ("访", "V"),
    Channel.WEB: ("网", "W"),
    Channel.PHONE: ("电", "P"),
    Channel.MICRO: ("微", "M"),
    Channel.APP: ("端", "A"),
    Channel.REFERRED: ("转", "R"),
    Channel.OTHER: ("其", "O"),
}


class Status(StrEnum):
    """Where a petition stands (casework §2.4)."""

    RECEIVED = "P_RECEIVED"
    REGISTERED = "P_REGISTERED"
    SCREENING = "P_SCREENING"
    ACCEPTED = "P_ACCEPTED"
    FORWARDED = "P_FORWARDED"
    ASSIGNED = "P_ASSIGNED"
    ROUTED_OUT = "P_ROUTED_OUT"
    REFUSED = "P_REFUSED"
    REPEAT = "P_REPEAT"
    EMPTY = "P_EMPTY"
    TRANSFERRED = "P_TRANSFERRED"
    SIGNED = "P_SIGNED"
    HANDLING = "P_HANDLING"
    CLOSED = "P_CLOSED"
    FED_BACK = "P_FED_BACK"
    ARCHIVED = "P_ARCHIVED"
    VOID = "P_VOID"
    SEALED = "P_SEALED"


class Event(StrEnum):
    """Acts on a petition; first those of the table in casework §2.4, and the way back from a repeat that is none."""

    RECEIVE = "RECEIVE_PETITION"
    REGISTER = "REGISTER_PETITION"
    SCREEN = "SCREEN_PETITION"
    ACCEPT = "ACCEPT_PETITION"
    FORWARD = "FORWARD_PETITION"
    ASSIGN = "ASSIGN_PETITION"
    ROUTE_OUT = "ROUTE_OUT_PETITION"
    REFUSE = "REFUSE_PETITION"
    KEEP_AS_REPEAT = "KEEP_AS_REPEAT"
    KEEP_AS_EMPTY = "KEEP_AS_EMPTY"
    TRANSFER = "TRANSFER_PETITION"
    SIGN_IN = "SIGN_IN_PETITION"
    GIVE_BACK = "GIVE_BACK_PETITION"
    SCREEN_AGAIN = "SCREEN_AGAIN"
    CONVERT = "CONVERT_PETITION"
    CLOSE = "CLOSE_PETITION"
    FEED_BACK = "FEED_BACK_PETITION"
    OBJECT = "OBJECT_PETITION"
    ARCHIVE = "ARCHIVE_PETITION"
    VOID = "VOID_PETITION"
    DIVERT = "DIVERT"
    # what may happen at any time and moves no state
    CLASSIFY = "CLASSIFY_PETITION"
    AMEND = "AMEND_PETITION"
    NOTIFY = "NOTIFY_PETITION"
    VERIFY_NAME = "VERIFY_NAME"
    SUPPLEMENT = "SUPPLEMENT_PETITION"
    LINK = "LINK_SIMILAR"
    UNLINK = "UNLINK_SIMILAR"
    EXTEND = "EXTEND_PETITION"
    RECUSE = "RECUSE_PETITION"
    PROTECT = "PROTECT_PETITION"
    ASK_IDENTITY = "ASK_IDENTITY"
    DECIDE_IDENTITY = "DECIDE_IDENTITY"
    SHOW_IDENTITY = "SHOW_IDENTITY"
    ERASE_IDENTITY = "ERASE_IDENTITY"
    ORDER = "ISSUE_ORDER"
    ANSWER_ORDER = "ANSWER_ORDER"
    JUDGE_ORDER = "JUDGE_ORDER"
    NOTE_EFFECT = "NOTE_EFFECT"
    URGE = "URGE_PETITION"


class LinkKind(StrEnum):
    """What one petition is to another; a link is never a merger."""

    REPEAT = "repeat"
    SUPPLEMENT = "supplement"
    SIMILAR = "similar"
    MULTI = "multi"
    FORWARDED = "forwarded"
    LEAD = "lead"


@dataclass(frozen=True, slots=True)
class Accused:
    """Whom a petition is about, or the unit when nobody is named."""

    name: str = ""
    unit: str = ""
    post: str = ""
    rank: str = ""
    alias: str = ""
    gender: str = ""
    is_party_member: bool | None = None
    is_supervised: bool | None = None


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter of a petition; a petition may hold many."""

    summary: str
    kind: str
    disciplines: tuple[str, ...] = ()
    offences: tuple[str, ...] = ()
    topic: str = ""
    campaign: str = ""
    when: str = ""
    where: str = ""
    amount: str = ""
    persons: str = ""
    evidence: str = ""
    is_ongoing: bool | None = None


@dataclass(frozen=True, slots=True)
class Original:
    """A paper, picture or recording as it came; it lies in the store under a key of its own, which can be erased."""

    sha256: str
    key: str
    kind: str = "paper"
    pages: int = 1
    name: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """How a visit was taken down: two receivers, minutes read back and signed."""

    receivers: tuple[str, ...] = ()
    persons: int = 1
    is_read_back: bool = False
    is_signed: bool = False
    receipt_no: str = ""


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who reports: kept sealed, in no list, in no feed, in no entry."""

    names: tuple[str, ...] = ()
    unit: str = ""
    id_no: str = ""
    phone: str = ""
    address: str = ""
    relation: str = ""
    wishes: str = ""
    platform_name: str = ""


@dataclass(frozen=True, slots=True)
class NewPetition:
    """What is taken down at a desk; who reports is given beside it (`Reporter`)."""

    channel: str
    received_at: datetime
    accused: tuple[Accused, ...]
    matters: tuple[Matter, ...]
    region: str = ""
    sub_channel: str = ""
    original_channel: str = ""
    channel_reason: str = ""
    reporter_mode: str = "anonymous"
    reporters: int = 1
    originals: tuple[Original, ...] = ()
    visit: Visit | None = None
    sensitivity: str = "ordinary"
    protection: str = "none"
    letter_no: str = ""
    is_about_own_head: bool = False
    repeat_of: str = ""
    draft: str = ""


@dataclass(frozen=True, slots=True)
class PetitionRow:
    """A petition as lists show it: never who reported."""

    id: str
    number: str
    draft: str
    status: str
    seq: int
    channel: str
    original_channel: str
    organ_id: str
    organ: str
    received_at: datetime
    recorded_at: datetime
    kind: str
    receipt_kind: str
    accused: str
    summary: str
    reporter_mode: str
    reporters: int
    is_name_verified: bool
    sensitivity: str
    office: str
    handler: str
    handler_name: str
    region: str
    due: date | None = None
    due_rule: str = ""
    is_provisional: bool = False
    lamp: str = ""
    orders: int = 0
    linked: int = 0


@dataclass(frozen=True, slots=True)
class Done:
    """What a verb answers: answers are kept with the act for ever, so no word of what a petition says is in them."""

    id: str
    number: str
    status: str
    seq: int


@dataclass(frozen=True, slots=True)
class Counted:
    """A channel with how many petitions of the asked list came by it."""

    channel: str
    count: int


@dataclass(frozen=True, slots=True)
class AccusedRow:
    """Somebody (or a unit) whom a petition is about, as the detail shows him."""

    id: str
    name: str
    unit: str
    post: str
    rank: str
    alias: str


@dataclass(frozen=True, slots=True)
class MatterRow:
    """A matter with its marks and what was found."""

    id: str
    summary: str
    kind: str
    disciplines: tuple[str, ...]
    offences: tuple[str, ...]
    facts: dict[str, str]
    outcome: str


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link to another petition or a lead, with who confirmed it."""

    id: str
    kind: str
    other_kind: str
    other_id: str
    other_number: str
    channel: str
    score: int
    by_name: str
    at: datetime
    is_ended: bool = False
    #: By when the other one must be done: of what was assigned downwards, when its answer is due.
    due: date | None = None

    @property
    def is_undoable(self) -> bool:
        """Whether somebody may say that it is none: a likeness that stands, not what the petition became."""
        return self.other_kind == "petition" and not self.is_ended


@dataclass(frozen=True, slots=True)
class OriginalRow:
    """An original as the detail lists it."""

    id: str
    sha256: str
    kind: str
    pages: int
    name: str
    part: str
    at: datetime
    is_erased: bool


@dataclass(frozen=True, slots=True)
class FeedbackRow:
    """Something told to the reporter, and what proves that it was."""

    id: str
    kind: str
    at: datetime
    way: str
    by_name: str
    text: str
    is_proved: bool
    objection: str
    explanation: str
    is_upheld: bool


@dataclass(frozen=True, slots=True)
class ClockRow:
    """A time limit that runs or ran."""

    rule: str
    started: date
    due: date
    is_provisional: bool
    met_at: datetime | None
    lamp: str
    is_extendable: bool = False


@dataclass(frozen=True, slots=True)
class OrderRow:
    """督办: an order with its demand, reply and verdict."""

    id: str
    number: str
    petition_id: str
    reason: str
    demand: str
    due: date
    issued_at: datetime
    issued_by: str
    reply: str
    replied_at: datetime | None
    verdict: str

    @property
    def is_answered(self) -> bool:
        """Whether an answer waits to be judged; one that was sent back is none any more."""
        return self.replied_at is not None and not self.verdict


@dataclass(frozen=True, slots=True)
class IdentityRequestRow:
    """Somebody's request to see who reported, and what became of it."""

    id: str
    petition_id: str
    number: str
    asked_by: str
    asked_by_name: str
    reason: str
    asked_at: datetime
    decision: str
    motivation: str
    decided_at: datetime | None
    shown_at: datetime | None


@dataclass(frozen=True, slots=True)
class Shown:
    """An identity as it is shown once, with the watermark that stands over it."""

    petition_id: str
    number: str
    reporter: Reporter
    watermark: str


@dataclass(frozen=True, slots=True)
class Action:
    """An act on a petition: may the asker do it now, or is it the state or his post that forbids it?"""

    verb: str
    event: str
    is_open: bool
    is_ours: bool = True
    roles: tuple[str, ...] = ()
    seconds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EffectRow:
    """跟踪问效: what was found after the closing, when and by whom it was noted."""

    kind: str
    note: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class PetitionView:
    """A petition with all that its desk may see."""

    row: PetitionRow
    accused: tuple[AccusedRow, ...]
    matters: tuple[MatterRow, ...]
    originals: tuple[OriginalRow, ...]
    links: tuple[LinkRow, ...]
    feedbacks: tuple[FeedbackRow, ...]
    clocks: tuple[ClockRow, ...]
    orders: tuple[OrderRow, ...]
    requests: tuple[IdentityRequestRow, ...]
    actions: tuple[Action, ...]
    sub_channel: str
    channel_reason: str
    letter_no: str
    received_by: str
    disposition: str
    ground: str
    protection: str
    visit: Visit | None
    volume: str
    result: str
    has_identity: bool
    head: str
    entries: tuple["EntryLine", ...] = field(default=())
    #: What the city or district of its region is called.
    region_name: str = ""
    #: Only the receipt lies here; what is said is read at the centre.
    is_receipt: bool = False
    effects: tuple[EffectRow, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One line of a petition's timeline."""

    kind: str
    actor_name: str
    second_name: str
    occurred_at: datetime
    recorded_at: datetime
    facts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Urged:
    """A clock that must be urged: how many working days are left, and which rung of the ladder that is."""

    petition_id: str
    number: str
    channel: str
    rule: str
    due: date
    workdays_left: int
    rung: str
    office: str
    deadline_id: str = ""


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """Something that an office must take note of."""

    id: str
    petition_id: str
    number: str
    channel: str
    kind: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Amended:
    """An amendment: which field, what stood there and what stands there now, by whom and who signed beside."""

    petition_id: str
    number: str
    field: str
    was: str
    now: str
    reason: str
    by_name: str
    second_name: str
    at: datetime
    is_backdated: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """A petition that may be about the same matter; who reported plays no part in it."""

    petition_id: str
    number: str
    channel: str
    received_at: datetime
    accused: str
    summary: str
    score: int
    linked: bool
    declined: bool = False


@dataclass(frozen=True, slots=True)
class SealedIdentity:
    """What a custodian learns of a petition: that an identity lies sealed under this number, or lay there."""

    petition_id: str
    number: str
    is_kept: bool


@dataclass(frozen=True, slots=True)
class SealedRow:
    """封转: all that is kept of what belongs to the superior organ. `target`: "" where that one is not in these books."""

    id: str
    number: str
    channel: str
    received_on: date
    pieces: int
    seal_no: str
    target: str
    due: date
    is_provisional: bool
    receipt_no: str


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """Whose a petition about somebody is: "own", "superior", "own_head", and which organ gets it.

    `target`: "" where that one is not in these books, as the superior of the topmost organ.
    """

    whose: str
    target_id: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """An effect measure: how many of which base, and whether the base is large enough for a share."""

    name: str
    n: int
    base: int
    has_share: bool = True
