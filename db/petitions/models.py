"""信访: the petition, whom and what it is about, its marks, links and originals; who reported lies sealed beside it."""

from datetime import date, datetime

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, key


def _petition(primary: bool = False) -> Mapped[str]:
    return mapped_column(ForeignKey("petition.id"), primary_key=primary, index=not primary)


class Petition(Base):
    """A petition. `status` and `seq` change only together with their entry; a number is given at registration."""

    __tablename__ = "petition"
    __table_args__ = (
        Index(
            "uq_petition_number",
            "number",
            unique=True,
            sqlite_where=text("number <> ''"),
            postgresql_where=text("number <> ''"),
        ),
        # what may still go on sealed is in no index of words: a search reads it as it stands
        Index(
            "ix_petition_unnumbered",
            "id",
            sqlite_where=text("number = ''"),
            postgresql_where=text("number = ''"),
        ),
        # lists by their order, and counts without a look at the wide rows
        Index(
            "ix_petition_listed",
            *("organ_id", "received_at", "id", "status", "channel", "kind", "region"),
            *("receipt_kind", "reporter_mode", "parent_id", "handler", "reporters"),
        ),
        Index("ix_petition_channel", "organ_id", "channel"),
        Index("ix_petition_received_organ", "received_organ_id"),
        Index("ix_petition_office", "organ_id", "office"),
        CheckConstraint("reporters >= 1", name="reporters"),
    )

    id: Mapped[str] = key()
    number: Mapped[str] = mapped_column(String(32))
    draft: Mapped[str] = mapped_column(String(96))
    status: Mapped[str] = mapped_column(String(24))
    seq: Mapped[int]
    organ_id: Mapped[str] = mapped_column(ForeignKey("organ.id"))
    received_organ_id: Mapped[str] = mapped_column(ForeignKey("organ.id"))
    channel: Mapped[str] = mapped_column(String(16))
    sub_channel: Mapped[str] = mapped_column(String(24))
    original_channel: Mapped[str] = mapped_column(String(16))
    channel_reason: Mapped[str]
    letter_no: Mapped[str]
    received_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    received_by: Mapped[str] = mapped_column(String(32))
    receipt_kind: Mapped[str] = mapped_column(String(16))
    kind: Mapped[str] = mapped_column(String(16))
    region: Mapped[str] = mapped_column(String(16))
    reporter_mode: Mapped[str] = mapped_column(String(16))
    reporters: Mapped[int] = mapped_column(info={"untold": 1})
    verified_how: Mapped[str] = mapped_column(String(16))
    sensitivity: Mapped[str] = mapped_column(String(16))
    protection: Mapped[str] = mapped_column(String(16))
    summary: Mapped[str]
    accused: Mapped[str]
    parent_id: Mapped[str] = mapped_column(String(32), index=True)
    office: Mapped[str] = mapped_column(String(8))
    handler: Mapped[str] = mapped_column(String(32), index=True)
    disposition: Mapped[str]
    ground: Mapped[str] = mapped_column(String(16))
    result: Mapped[str]
    volume: Mapped[str]
    closed_at: Mapped[datetime | None]


class Group(Base):
    """件: which receipts are of one matter, by the id of one of them; a petition alone is its own."""

    __tablename__ = "petition_group"

    petition_id: Mapped[str] = _petition(primary=True)
    group_id: Mapped[str] = mapped_column(String(32), index=True)


class Accused(Base):
    """Somebody, or a unit, whom a petition is about; `person_key` finds all petitions about him."""

    __tablename__ = "petition_accused"

    id: Mapped[str] = key()
    petition_id: Mapped[str] = _petition()
    name: Mapped[str]
    alias: Mapped[str]
    gender: Mapped[str] = mapped_column(String(8))
    unit: Mapped[str]
    post: Mapped[str]
    rank: Mapped[str] = mapped_column(String(16))
    is_party_member: Mapped[bool | None] = mapped_column(Boolean)
    is_supervised: Mapped[bool | None] = mapped_column(Boolean)
    name_key: Mapped[str] = mapped_column(index=True)
    unit_key: Mapped[str]
    person_key: Mapped[str] = mapped_column(index=True)


class Matter(Base):
    """One matter of a petition; `facts` is JSON: when, where, amount, persons, evidence."""

    __tablename__ = "petition_matter"

    id: Mapped[str] = key()
    petition_id: Mapped[str] = _petition()
    place: Mapped[int]
    kind: Mapped[str] = mapped_column(String(16))
    summary: Mapped[str]
    facts: Mapped[str]
    topic: Mapped[str] = mapped_column(String(24))
    campaign: Mapped[str]
    is_ongoing: Mapped[bool | None] = mapped_column(Boolean)
    outcome: Mapped[str] = mapped_column(String(24))


class Mark(Base):
    """A discipline or an offence that a matter bears; a petition may bear many, so marks are more than petitions."""

    __tablename__ = "petition_mark"

    id: Mapped[str] = key()
    petition_id: Mapped[str] = _petition()
    matter_id: Mapped[str] = mapped_column(ForeignKey("petition_matter.id"))
    kind: Mapped[str] = mapped_column(String(16))
    code: Mapped[str] = mapped_column(String(32))


class Link(Base):
    """What somebody confirmed that a petition is to another one or to a lead; ended, it stays as a row."""

    __tablename__ = "petition_link"
    __table_args__ = (Index("ix_petition_link_other", "other_kind", "other_id"),)

    id: Mapped[str] = key()
    petition_id: Mapped[str] = _petition()
    other_kind: Mapped[str] = mapped_column(String(16))
    other_id: Mapped[str] = mapped_column(String(32))
    kind: Mapped[str] = mapped_column(String(16))
    score: Mapped[int]
    linked_by: Mapped[str] = mapped_column(String(32))
    linked_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str] = mapped_column(String(32))
    reason: Mapped[str]


class Original(Base):
    """A letter, a picture, a recording as it came: the blob is enciphered, without `cipher_key` nothing is left of it."""

    __tablename__ = "petition_original"

    id: Mapped[str] = key()
    petition_id: Mapped[str] = _petition()
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    cipher_key: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(16))
    pages: Mapped[int]
    name: Mapped[str]
    part: Mapped[str] = mapped_column(String(16))
    added_at: Mapped[datetime]


class Visit(Base):
    """How a visit was received: by which two, how many came, and that the minutes were read back and signed."""

    __tablename__ = "petition_visit"

    petition_id: Mapped[str] = _petition(primary=True)
    receivers: Mapped[str]
    persons: Mapped[int]
    is_read_back: Mapped[bool] = mapped_column(Boolean)
    is_signed: Mapped[bool] = mapped_column(Boolean)
    receipt_no: Mapped[str]


class Feedback(Base):
    """Something that the reporter was told (or answered), by which way, with what proves it."""

    __tablename__ = "petition_feedback"

    id: Mapped[str] = key()
    petition_id: Mapped[str] = _petition()
    kind: Mapped[str] = mapped_column(String(16))
    at: Mapped[datetime]
    way: Mapped[str] = mapped_column(String(24))
    told_by: Mapped[str] = mapped_column(String(32))
    text: Mapped[str]
    proof: Mapped[str] = mapped_column(String(64), index=True)
    proof_key: Mapped[str] = mapped_column(String(64))
    objection: Mapped[str]
    explanation: Mapped[str]
    is_upheld: Mapped[bool] = mapped_column(Boolean)


class Notice(Base):
    """What an office must take note of; made in the transaction that it tells of."""

    __tablename__ = "petition_notice"
    __table_args__ = (Index("ix_petition_notice_for", "organ_id", "office", "read_at"),)

    id: Mapped[str] = key()
    petition_id: Mapped[str] = _petition()
    kind: Mapped[str] = mapped_column(String(16))
    organ_id: Mapped[str] = mapped_column(ForeignKey("organ.id"))
    office: Mapped[str] = mapped_column(String(8))
    made_at: Mapped[datetime]
    read_at: Mapped[datetime | None]
    read_by: Mapped[str] = mapped_column(String(32))


class Exclusion(Base):
    """Who must keep away from a petition (回避): it is not there for him."""

    __tablename__ = "petition_exclusion"

    petition_id: Mapped[str] = _petition(primary=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), primary_key=True, index=True)
    reason: Mapped[str]


class Effect(Base):
    """跟踪问效: something found after the closing, as a fact."""

    __tablename__ = "petition_effect"

    id: Mapped[str] = key()
    petition_id: Mapped[str] = _petition()
    kind: Mapped[str] = mapped_column(String(24))
    note: Mapped[str]
    noted_at: Mapped[datetime]
    noted_by: Mapped[str] = mapped_column(String(32))


class Order(Base):
    """督办: a numbered demand on a petition, its reply and the verdict on it; it never moves the petition."""

    __tablename__ = "supervision_order"

    id: Mapped[str] = key()
    number: Mapped[str] = mapped_column(String(24), unique=True)
    petition_id: Mapped[str] = _petition()
    reason: Mapped[str] = mapped_column(String(16))
    demand: Mapped[str]
    due_on: Mapped[date]
    issued_by: Mapped[str] = mapped_column(String(32))
    issued_at: Mapped[datetime]
    reply: Mapped[str]
    replied_by: Mapped[str] = mapped_column(String(32))
    replied_at: Mapped[datetime | None]
    verdict: Mapped[str] = mapped_column(String(16))
    judged_by: Mapped[str] = mapped_column(String(32))
    judged_at: Mapped[datetime | None]


class SealedPass(Base):
    """封转: all that is kept of what belongs to the superior organ. `direct`: past the organ's own head."""

    __tablename__ = "sealed_pass"

    id: Mapped[str] = key()
    number: Mapped[str] = mapped_column(String(32), unique=True)
    organ_id: Mapped[str] = mapped_column(ForeignKey("organ.id"), index=True)
    target_id: Mapped[str] = mapped_column(ForeignKey("organ.id"), index=True)
    channel: Mapped[str] = mapped_column(String(16))
    received_on: Mapped[date]
    pieces: Mapped[int]
    seal_no: Mapped[str] = mapped_column(String(40))
    direct: Mapped[bool] = mapped_column(Boolean)
    due_on: Mapped[date]
    provisional: Mapped[bool] = mapped_column(Boolean)
    receipt_no: Mapped[str] = mapped_column(String(64))
    receipt_at: Mapped[datetime | None]


class IdentitySecret(Base):
    """Who reported, enciphered for this petition; with `wrapped` gone nothing opens it. In no feed, no list, no export."""

    __tablename__ = "identity_secret"

    petition_id: Mapped[str] = _petition(primary=True)
    suite: Mapped[str] = mapped_column(String(16))
    kek_id: Mapped[str] = mapped_column(String(16))
    wrapped: Mapped[str]
    sealed: Mapped[str]
    erased_at: Mapped[datetime | None]


class IdentityTrace(Base):
    """The blind index: a keyed hash by which a repeat from the same reporter is found without opening anything."""

    __tablename__ = "identity_trace"

    id: Mapped[str] = key()
    petition_id: Mapped[str] = _petition()
    kind: Mapped[str] = mapped_column(String(16))
    blind: Mapped[str] = mapped_column(String(64), index=True)


class IdentityRequest(Base):
    """Somebody's request to see who reported: a custodian of another office decides, and it serves once."""

    __tablename__ = "identity_request"

    id: Mapped[str] = key()
    petition_id: Mapped[str] = _petition()
    asked_by: Mapped[str] = mapped_column(String(32))
    reason: Mapped[str]
    asked_at: Mapped[datetime]
    custodian: Mapped[str] = mapped_column(String(32))
    decision: Mapped[str] = mapped_column(String(16))
    motivation: Mapped[str]
    decided_at: Mapped[datetime | None]
    shown_at: Mapped[datetime | None]
