"""问题线索: values of a lead, its persons and matters, its rounds, meetings, measures and reports."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class LeadStatus(StrEnum):
    """Where a lead stands (casework §3.5)."""

    REGISTERED = "L_REGISTERED"
    ASSIGN_PENDING = "L_ASSIGN_PENDING"
    ASSIGNED = "L_ASSIGNED"
    SIGNED_IN = "L_SIGNED_IN"
    ANALYSING = "L_ANALYSING"
    DISPOSAL_PENDING = "L_DISPOSAL_PENDING"
    TALKING = "L_TALKING"
    TO_VERIFY = "L_TO_VERIFY"
    VERIFYING = "L_VERIFYING"
    RESULT_PENDING = "L_RESULT_PENDING"
    TO_FILE = "L_TO_FILE"
    PARKED = "L_PARKED"
    CLOSING = "L_CLOSING"
    FILED = "L_FILED"
    LEAVING = "L_LEAVING"
    MOVED = "L_MOVED"
    ARCHIVED = "L_ARCHIVED"
    VOID = "L_VOID"
    MERGED = "L_MERGED"


class LeadEvent(StrEnum):
    """Acts on a lead, in the order of casework §3.5; those between stand beside their neighbour."""

    REGISTER_LEAD = "REGISTER_LEAD"
    ADD_MATTER = "ADD_MATTER"
    ADD_ALIAS = "ADD_ALIAS"
    FLAG_KEY = "FLAG_KEY"
    FILE_PAPER = "FILE_PAPER"
    KEEP_AWAY = "KEEP_AWAY"
    VOID_LEAD = "VOID_LEAD"
    MERGE_LEAD = "MERGE_LEAD"
    TAKE_MERGED = "TAKE_MERGED"
    PROPOSE_ASSIGNMENT = "PROPOSE_ASSIGNMENT"
    APPROVE_ASSIGNMENT = "APPROVE_ASSIGNMENT"
    HAND_OVER_LEAD = "HAND_OVER_LEAD"
    SIGN_IN_LEAD = "SIGN_IN_LEAD"
    ANALYSE = "ANALYSE"
    HOLD_MEETING = "HOLD_MEETING"
    PROPOSE_DISPOSAL = "PROPOSE_DISPOSAL"
    APPROVE_WAY = "APPROVE_WAY"
    SEND_BACK_LEAD = "SEND_BACK_LEAD"
    ISSUE_INQUIRY = "ISSUE_INQUIRY"
    REPLY_INQUIRY = "REPLY_INQUIRY"
    RECORD_TALK = "RECORD_TALK"
    REPORT_TALK = "REPORT_TALK"
    CONCLUDE_TALK = "CONCLUDE_TALK"
    START_VERIFICATION = "START_VERIFICATION"
    USE_MEASURE = "USE_MEASURE"
    OPEN_LEDGER = "OPEN_LEDGER"
    SIGN_REPORT = "SIGN_REPORT"
    REPORT_VERIFICATION = "REPORT_VERIFICATION"
    CONCLUDE_VERIFICATION = "CONCLUDE_VERIFICATION"
    FILE_CASE = "FILE_CASE"
    PARK = "PARK"
    WAKE = "WAKE"
    TRANSFER_OUT = "TRANSFER_OUT"
    CONFIRM_TRANSFER = "CONFIRM_TRANSFER"
    RECALL_TRANSFER = "RECALL_TRANSFER"
    ARCHIVE_LEAD = "ARCHIVE_LEAD"
    REOPEN_LEAD = "REOPEN_LEAD"
    REPORT_UPWARD = "REPORT_UPWARD"
    CONFIRM_REPORT = "CONFIRM_REPORT"
    JOIN_PETITION = "JOIN_PETITION"
    REMIND = "REMIND"
    SEND_LETTER = "SEND_LETTER"
    ANSWER_LETTER = "ANSWER_LETTER"
    JUDGE_LETTER = "JUDGE_LETTER"


class Source(StrEnum):
    """Where a lead comes from (casework §3.1)."""

    XF = "XF"  # 信访
    SZ = "SZ"  # 上级交办
    XJ = "XJ"  # 下级上报
    XS = "XS"  # 巡视巡察
    SC = "SC"  # 审查调查中发现
    JD = "JD"  # 日常监督
    SJ = "SJ"  # 审计
    GA = "GA"  # 公安
    JCY = "JCY"  # 检察
    FY = "FY"  # 法院
    XZ = "XZ"  # 行政执法
    YQ = "YQ"  # 舆情
    ZS = "ZS"  # 主动投案
    LD = "LD"  # 领导批办
    QT = "QT"  # 其他


class Way(StrEnum):
    """The four disposal ways; there is no fifth."""

    TALK = "talk"
    VERIFY = "verify"
    PARK = "park"
    CLOSE = "close"


class Stage(StrEnum):
    """What is put before those who approve."""

    ASSIGN = "assign"
    DISPOSE = "dispose"
    CONCLUDE_TALK = "conclude_talk"
    VERIFY = "verify"
    CONCLUDE_VERIFICATION = "conclude_verification"
    FILE = "file"


class Lamp(StrEnum):
    """How a lead stands with its limits; a lead at rest has none."""

    NONE = ""
    BLUE = "blue"
    YELLOW = "yellow"
    RED = "red"


@dataclass(frozen=True, slots=True)
class Reported:
    """A person whom a lead is about. `lower_head`: the head of the next lower Party committee."""

    name: str
    unit: str = ""
    post: str = ""
    rank: str = ""
    gender: str = ""
    born: str = ""
    party: bool = False
    delegate: bool = False
    authority: str = ""
    lower_head: bool = False
    key: bool = False


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing that is said of somebody: what, when, where, how much; several disciplines are several marks."""

    summary: str
    happened: str = ""
    place: str = ""
    amount_fen: int | None = None
    disciplines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewLead:
    """What is registered. `prior`: the codes of earlier leads about the same persons that were looked at."""

    source: str
    source_ref: str
    received_at: datetime
    summary: str
    persons: tuple[Reported, ...]
    matters: tuple[Matter, ...]
    prior: tuple[str, ...] = ()
    importance: str = "ordinary"
    urgency: str = "ordinary"
    instruction: str = ""
    found_by: str = ""
    own_staff: bool = False
    secrecy: int = 0
    extra: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LeadPaper:
    """A paper that is filed with a lead."""

    kind: str
    number: str = ""
    title: str = ""
    dated: date | None = None
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan of talks or of a verification; which parts are needed says `rules.PLAN_PARTS`."""

    basis: str = ""
    questions: str = ""
    methods: str = ""
    steps: str = ""
    time: str = ""
    scope: str = ""
    measures: str = ""
    safety: str = ""
    group: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one attendee said for himself; `present` false: he was asked and could not come."""

    account_id: str
    text: str
    way: str = ""
    present: bool = True


@dataclass(frozen=True, slots=True)
class Meeting:
    """一事一议: a meeting on one lead."""

    held_at: datetime
    place: str
    host: str
    level: str
    conclusion: str
    way: str
    opinions: tuple[Opinion, ...]


@dataclass(frozen=True, slots=True)
class LeadRow:
    """A lead as lists show it; `staged`: outside the asker's line, only code, stage and age are told."""

    id: str
    number: str
    status: str
    lamp: str
    office: str
    organ: str
    organ_name: str
    source: str
    summary: str
    persons: str
    round: int
    received_at: datetime
    age: int
    due: date | None
    review_on: date | None
    version: int
    key: bool = False
    staged: bool = False


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person whom a lead is about, as the lead shows him."""

    id: str
    name: str
    unit: str
    post: str
    rank: str
    party: bool
    delegate: bool
    authority: str
    key: bool
    lower_head: bool


@dataclass(frozen=True, slots=True)
class MatterLine:
    """A matter of a lead; `round` says when it came in."""

    id: str
    summary: str
    happened: str
    place: str
    amount_fen: int | None
    disciplines: tuple[str, ...]
    round: int
    source_ref: str
    added_at: datetime


@dataclass(frozen=True, slots=True)
class StepLine:
    """One signature that is needed or was given."""

    stage: str
    place: int
    role: str
    approver_name: str
    on_behalf_name: str
    decision: str
    opinion: str
    decided_at: datetime | None


@dataclass(frozen=True, slots=True)
class OpinionLine:
    """What one attendee of a meeting said."""

    name: str
    text: str
    way: str
    present: bool


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting on a lead."""

    id: str
    held_at: datetime
    place: str
    host_name: str
    level: str
    conclusion: str
    way: str
    opinions: tuple[OpinionLine, ...]


@dataclass(frozen=True, slots=True)
class RoundLine:
    """One disposal round: way, proposal, meeting, steps, conclusion."""

    id: str
    round: int
    way: str
    proposal: str
    proposer_name: str
    outcome: str
    conclusion: str
    started_at: datetime | None
    ended_at: datetime | None
    steps: tuple[StepLine, ...]
    #: What its plan says, part by part, and who carries it out.
    plan: tuple[tuple[str, str], ...] = ()
    group: tuple[str, ...] = ()
    #: Which of them have signed the report as it stands.
    signed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure that was used in a verification, with its approval."""

    id: str
    kind: str
    target: str
    approval_no: str
    approver_name: str
    used_at: datetime


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """Who signed what of a lead, and when."""

    what: str
    name: str
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One report upwards with its two receipts."""

    id: str
    number: str
    kind: str
    due: date | None
    sent_at: datetime
    corrects: str
    receipts: tuple[tuple[str, str, datetime], ...]
    missing: tuple[str, ...]


class LetterState(StrEnum):
    """How far a supervision letter is; what goes to the leaders is a report, and asks for no answer."""

    DRAFT = "draft"
    SENT = "sent"
    WAITING = "waiting"
    LATE = "late"
    ANSWERED = "answered"
    RETURNED = "returned"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One answer to a supervision letter, and what the supervisor said to it: "cancel" (销号) or "return" with a reason."""

    id: str
    reply: str
    replied_by: str
    replied_by_id: str
    replied_at: datetime
    late: bool
    paper: str
    sha256: str
    verdict: str
    reason: str
    judged_by: str
    judged_at: datetime | None


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A supervision letter that a late lead brought about, with its answers, the newest last."""

    id: str
    number: str
    level: str
    drafted_at: datetime
    reply_due: date | None
    text: str
    status: str
    state: str
    answers: tuple[AnswerLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """A supervision letter in the list of all: about which lead, to whom, drafted or sent."""

    id: str
    number: str
    lead_id: str
    lead_number: str
    version: int
    organ: str
    level: str
    to_office: str
    text: str
    drafted_at: datetime
    reply_due: date | None
    status: str  # draft | sent
    sent_at: datetime | None
    sent_by: str
    state: str
    answers: tuple[AnswerLine, ...]
    may_answer: bool
    may_judge: bool

    @property
    def is_draft(self) -> bool:
        """Whether it has not gone out: its row says so, whatever of the trail is at hand."""
        return self.status == "draft"


@dataclass(frozen=True, slots=True)
class NextAct:
    """What may be done next: the verb's event, and why the asker may not (a refusal's class), if so."""

    event: str
    may: bool
    why: str = ""
    roles: tuple[str, ...] = ()
    #: What the refusal's sentence names.
    facts: dict[str, str] = field(default_factory=dict)
    #: In whose place the asker would sign (代批), an account and its name; empty: for himself.
    on_behalf: str = ""
    on_behalf_name: str = ""


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """One line of a lead's history."""

    event: str
    actor_name: str
    second_name: str
    on_behalf_name: str
    at: datetime
    seq: int
    told: str


@dataclass(frozen=True, slots=True)
class LinkLine:
    """A petition or a case that belongs to a lead; `number` is empty for who may not see it."""

    kind: str
    id: str
    number: str


@dataclass(frozen=True, slots=True)
class LeadView:
    """A lead whole, for who may read its content."""

    row: LeadRow
    aliases: tuple[tuple[str, str], ...]
    source_ref: str
    instruction: str
    found_by: str
    importance: str
    urgency: str
    clerk_name: str
    handlers: tuple[tuple[str, str], ...]
    persons: tuple[PersonLine, ...]
    matters: tuple[MatterLine, ...]
    prior: tuple[str, ...]
    rounds: tuple[RoundLine, ...]
    meetings: tuple[MeetingLine, ...]
    measures: tuple[MeasureLine, ...]
    signatures: tuple[SignatureLine, ...]
    papers: tuple[LeadPaper, ...]
    reports: tuple[ReportLine, ...]
    notices: tuple[NoticeLine, ...]
    links: tuple[LinkLine, ...]
    timeline: tuple[TimelineLine, ...]
    acts: tuple[NextAct, ...]
    extra: tuple[tuple[str, str], ...]
    merged_into: str = ""
    #: To whom it is, or was, transferred.
    target: str = ""


@dataclass(frozen=True, slots=True)
class CardFace:
    """What a card says to who may not read the lead: its code and where it stands."""

    number: str
    status: str


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One office's month: opening + new + woken − closed − out = closing."""

    office: str
    opening: int
    new: int
    woken: int
    closed: int
    out: int
    closing: int

    @property
    def holds(self) -> bool:
        """Whether the line balances."""
        return self.opening + self.new + self.woken - self.closed - self.out == self.closing


@dataclass(frozen=True, slots=True)
class MonthLedger:
    """The monthly lead ledger of an organ, office by office."""

    organ: str
    organ_name: str
    month: date
    as_of: datetime
    lines: tuple[LedgerLine, ...]
    total: LedgerLine
