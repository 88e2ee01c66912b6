"""Leads: the lead with its persons, matters, rounds, signatures, meetings, measures, papers, reports and letters."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, key


def _lead() -> Mapped[str]:
    return mapped_column(ForeignKey("lead.id"), index=True)


class Lead(Base):
    """A lead. `status` and `seq` change only with their entry; `number` never."""

    __tablename__ = "lead"
    __table_args__ = (
        # one letter, one lead: whoever registers it first
        Index(
            "uq_lead_letter",
            "organ_id",
            "source",
            "source_ref",
            unique=True,
            sqlite_where=text("merged_into = ''"),
            postgresql_where=text("merged_into = ''"),
        ),
        Index("ix_lead_organ_status", "organ_id", "status"),
        CheckConstraint("source_ref <> ''", name="source_ref"),
    )

    id: Mapped[str] = key()
    number: Mapped[str] = mapped_column(String(32), unique=True)
    organ_id: Mapped[str] = mapped_column(ForeignKey("organ.id"))
    line: Mapped[str] = mapped_column(String(8))
    office: Mapped[str] = mapped_column(String(8))
    status: Mapped[str] = mapped_column(String(24), index=True)
    seq: Mapped[int]
    round: Mapped[int]
    source: Mapped[str] = mapped_column(String(8))
    source_ref: Mapped[str] = mapped_column(info={"untold": "id"})
    found_by: Mapped[str] = mapped_column(String(8))
    summary: Mapped[str]
    importance: Mapped[str] = mapped_column(String(16))
    urgency: Mapped[str] = mapped_column(String(16))
    instruction: Mapped[str]
    secrecy: Mapped[int]
    extra: Mapped[str]
    prior: Mapped[str]
    received_at: Mapped[datetime]
    registered_by: Mapped[str] = mapped_column(ForeignKey("account.id"))
    registered_at: Mapped[datetime]
    review_on: Mapped[date | None]
    target: Mapped[str]
    merged_into: Mapped[str] = mapped_column(String(32))
    words: Mapped[str]


class LeadPerson(Base):
    """A person whom a lead is about; the mark of a key person is only ever added."""

    __tablename__ = "lead_person"

    id: Mapped[str] = key()
    lead_id: Mapped[str] = _lead()
    name: Mapped[str] = mapped_column(index=True)
    unit: Mapped[str]
    post: Mapped[str]
    rank: Mapped[str] = mapped_column(String(24))
    gender: Mapped[str] = mapped_column(String(8))
    born: Mapped[str] = mapped_column(String(16))
    party: Mapped[bool]
    delegate: Mapped[bool]
    authority: Mapped[str]
    key: Mapped[bool]
    lower_head: Mapped[bool]
    folded: Mapped[str] = mapped_column(index=True)


class LeadMatter(Base):
    """One matter of a lead, and the round in which it came in."""

    __tablename__ = "lead_matter"

    id: Mapped[str] = key()
    lead_id: Mapped[str] = _lead()
    summary: Mapped[str]
    happened: Mapped[str]
    place: Mapped[str]
    amount_fen: Mapped[int | None] = mapped_column(BigInteger)
    disciplines: Mapped[str]
    round: Mapped[int]
    source_ref: Mapped[str]
    added_by: Mapped[str] = mapped_column(String(32))
    added_at: Mapped[datetime]


class LeadAlias(Base):
    """The number that another organ gave the same lead."""

    __tablename__ = "lead_alias"

    organ: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(64), primary_key=True)
    lead_id: Mapped[str] = _lead()
    issued_on: Mapped[date | None]
    added_by: Mapped[str] = mapped_column(String(32))


class LeadRound(Base):
    """One disposal: its way (one of four), its proposal and plan, how it ended."""

    __tablename__ = "lead_round"
    __table_args__ = (
        CheckConstraint("way IN ('', 'talk', 'verify', 'park', 'close')", name="way"),
        Index("uq_lead_round", "lead_id", "place", unique=True),
    )

    id: Mapped[str] = key()
    lead_id: Mapped[str] = mapped_column(ForeignKey("lead.id"))
    round: Mapped[int]
    place: Mapped[int]
    way: Mapped[str] = mapped_column(String(16))
    proposal: Mapped[str]
    plan: Mapped[str]
    proposer: Mapped[str] = mapped_column(String(32))
    meeting_id: Mapped[str] = mapped_column(String(32))
    review_on: Mapped[date | None]
    outcome: Mapped[str] = mapped_column(String(24))
    conclusion: Mapped[str]
    reporter: Mapped[str] = mapped_column(String(32))
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class LeadStep(Base):
    """One signature that a proposal needs or has had, in order."""

    __tablename__ = "lead_step"

    id: Mapped[str] = key()
    lead_id: Mapped[str] = _lead()
    stage: Mapped[str] = mapped_column(String(24))
    run: Mapped[int]
    place: Mapped[int]
    role: Mapped[str] = mapped_column(String(24))
    proposer: Mapped[str] = mapped_column(String(32))
    approver: Mapped[str] = mapped_column(String(32))
    on_behalf: Mapped[str] = mapped_column(String(32))
    decision: Mapped[str] = mapped_column(String(16))
    opinion: Mapped[str]
    decided_at: Mapped[datetime | None]


class LeadHandler(Base):
    """Who handles a lead, from when to when; `part`: clerk, handler."""

    __tablename__ = "lead_handler"

    id: Mapped[str] = key()
    lead_id: Mapped[str] = _lead()
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), index=True)
    part: Mapped[str] = mapped_column(String(16))
    since: Mapped[datetime]
    until: Mapped[datetime | None]


class LeadAway(Base):
    """Who must keep away from a lead (回避): it is invisible to him."""

    __tablename__ = "lead_away"

    lead_id: Mapped[str] = mapped_column(ForeignKey("lead.id"), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), primary_key=True, index=True)
    why: Mapped[str]
    since: Mapped[datetime]


class LeadSignature(Base):
    """A hand-over, a talk or a report, signed by each who has to."""

    __tablename__ = "lead_signature"
    __table_args__ = (
        Index("uq_lead_signature", "lead_id", "what", "subject", "account_id", unique=True),
    )

    id: Mapped[str] = key()
    lead_id: Mapped[str] = mapped_column(ForeignKey("lead.id"))
    what: Mapped[str] = mapped_column(String(24))
    subject: Mapped[str] = mapped_column(String(32))
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"))
    signed_at: Mapped[datetime]


class LeadMeeting(Base):
    """一事一议: a meeting on one lead."""

    __tablename__ = "lead_meeting"

    id: Mapped[str] = key()
    lead_id: Mapped[str] = _lead()
    round: Mapped[int]
    held_at: Mapped[datetime]
    place: Mapped[str]
    host: Mapped[str] = mapped_column(String(32))
    level: Mapped[str] = mapped_column(String(16))
    conclusion: Mapped[str]
    way: Mapped[str] = mapped_column(String(16))
    recorded_by: Mapped[str] = mapped_column(String(32))


class LeadOpinion(Base):
    """What each attendee said for himself."""

    __tablename__ = "lead_opinion"
    __table_args__ = (CheckConstraint("NOT present OR opinion <> ''", name="opinion"),)

    meeting_id: Mapped[str] = mapped_column(ForeignKey("lead_meeting.id"), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), primary_key=True)
    lead_id: Mapped[str] = _lead()
    present: Mapped[bool]
    opinion: Mapped[str]
    way: Mapped[str] = mapped_column(String(16))


class LeadMeasure(Base):
    """A measure of a verification with its approval: what needs a filed case cannot stand here."""

    __tablename__ = "lead_measure"
    __table_args__ = (
        CheckConstraint(
            "kind NOT IN ('freeze', 'search', 'seal', 'seize', 'custody')", name="early"
        ),
        CheckConstraint("approver <> asked_by AND approver <> ''", name="approved"),
    )

    id: Mapped[str] = key()
    lead_id: Mapped[str] = _lead()
    round: Mapped[int]
    kind: Mapped[str] = mapped_column(String(16))
    target: Mapped[str]
    reason: Mapped[str]
    approval_no: Mapped[str]
    asked_by: Mapped[str] = mapped_column(String(32))
    approver: Mapped[str] = mapped_column(String(32))
    used_at: Mapped[datetime]


class LeadPaper(Base):
    """A paper filed with a lead; nothing is ever taken out."""

    __tablename__ = "lead_paper"

    id: Mapped[str] = key()
    lead_id: Mapped[str] = _lead()
    round: Mapped[int]
    kind: Mapped[str] = mapped_column(String(24))
    number: Mapped[str]
    title: Mapped[str]
    dated: Mapped[date | None]
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    text: Mapped[str]
    filed_by: Mapped[str] = mapped_column(String(32))
    filed_at: Mapped[datetime]


class LeadStay(Base):
    """A lead in an office's stock, from one moment to another, and by what it came and went."""

    __tablename__ = "lead_stay"
    __table_args__ = (
        Index(
            "uq_lead_stay_open",
            "lead_id",
            unique=True,
            sqlite_where=text("until IS NULL"),
            postgresql_where=text("until IS NULL"),
        ),
        Index("ix_lead_stay_span", "organ_id", "since", "until"),
    )

    id: Mapped[str] = key()
    lead_id: Mapped[str] = mapped_column(ForeignKey("lead.id"))
    organ_id: Mapped[str] = mapped_column(String(32))
    office: Mapped[str] = mapped_column(String(8))
    since: Mapped[datetime]
    until: Mapped[datetime | None]


class UpwardReport(Base):
    """One report upwards, to two recipients at once; a corrected one names the first."""

    __tablename__ = "upward_report"

    id: Mapped[str] = key()
    lead_id: Mapped[str] = _lead()
    number: Mapped[str] = mapped_column(String(32), unique=True)
    kind: Mapped[str] = mapped_column(String(16))
    corrects: Mapped[str] = mapped_column(String(32))
    content: Mapped[str]
    digest: Mapped[str] = mapped_column(String(64))
    due: Mapped[date | None]
    sent_by: Mapped[str] = mapped_column(String(32))
    sent_at: Mapped[datetime]


class UpwardReceipt(Base):
    """A recipient's receipt of a report: 同级党委 and 上级纪委, each one."""

    __tablename__ = "upward_receipt"
    __table_args__ = (CheckConstraint("recipient IN ('committee', 'superior')", name="recipient"),)

    report_id: Mapped[str] = mapped_column(ForeignKey("upward_report.id"), primary_key=True)
    recipient: Mapped[str] = mapped_column(String(16), primary_key=True)
    lead_id: Mapped[str] = _lead()
    number: Mapped[str]
    received_at: Mapped[datetime]
    noted_by: Mapped[str] = mapped_column(String(32))


class LeadNotice(Base):
    """A letter that urges (督办函): drafted for a late lead, each rung of the ladder once."""

    __tablename__ = "lead_notice"
    __table_args__ = (Index("uq_lead_notice", "lead_id", "round", "level", unique=True),)

    id: Mapped[str] = key()
    lead_id: Mapped[str] = mapped_column(ForeignKey("lead.id"))
    round: Mapped[int]
    level: Mapped[str] = mapped_column(String(16))
    number: Mapped[str] = mapped_column(String(24), unique=True)
    to_office: Mapped[str] = mapped_column(String(8))
    text: Mapped[str]
    reply_due: Mapped[date | None]
    status: Mapped[str] = mapped_column(String(16))
    drafted_at: Mapped[datetime]


class LeadAnswer(Base):
    """An answer to a letter (答复): late or not against the day it was due, with the supervisor's verdict on it."""

    __tablename__ = "lead_answer"
    __table_args__ = (
        CheckConstraint("verdict IN ('', 'cancel', 'return')", name="verdict"),
        CheckConstraint("verdict = '' OR judged_by <> replied_by", name="apart"),
        CheckConstraint("verdict <> 'return' OR reason <> ''", name="reason"),
    )

    id: Mapped[str] = key()
    lead_id: Mapped[str] = _lead()
    notice_id: Mapped[str] = mapped_column(ForeignKey("lead_notice.id"), index=True)
    reply: Mapped[str]
    paper_id: Mapped[str] = mapped_column(String(32))
    due_on: Mapped[date | None]
    replied_by: Mapped[str] = mapped_column(String(32))
    replied_at: Mapped[datetime]
    verdict: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str]
    judged_by: Mapped[str] = mapped_column(String(32))
    judged_at: Mapped[datetime | None]


class KeyPost(Base):
    """A post whose holders are reported upwards (§3.6), from one day to another; `lower_head` also marks 下一级党委主要负责人."""

    __tablename__ = "key_post"

    id: Mapped[str] = key()
    title: Mapped[str]
    kind: Mapped[str] = mapped_column(String(24))
    lower_head: Mapped[bool]
    since: Mapped[date]
    until: Mapped[date | None]
    basis: Mapped[str]
    added_by: Mapped[str] = mapped_column(String(32))


class LeadCase(Base):
    """The case ledger of a lead: opened at filing, or before it for what an approved measure took in."""

    __tablename__ = "lead_case"

    lead_id: Mapped[str] = mapped_column(ForeignKey("lead.id"), primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("case_file.id"), primary_key=True, index=True)
    filed: Mapped[bool]
    linked_at: Mapped[datetime]


class PetitionLead(Base):
    """Which petition became part of which lead."""

    __tablename__ = "petition_lead"

    petition_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    lead_id: Mapped[str] = mapped_column(ForeignKey("lead.id"), primary_key=True, index=True)
    linked_by: Mapped[str] = mapped_column(String(32))
    linked_at: Mapped[datetime]
