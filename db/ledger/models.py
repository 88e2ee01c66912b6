"""The trail: acts, their entries (one hash chain per object), the law that triggers consult, counters."""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, key


class Installation(Base):
    """The store itself: one row; its genesis entry is where every chain begins."""

    __tablename__ = "installation"

    id: Mapped[str] = key()
    name: Mapped[str]
    unit: Mapped[str]
    kind: Mapped[str] = mapped_column(String(16))
    genesis: Mapped[str] = mapped_column(String(64))
    law_digest: Mapped[str] = mapped_column(String(64))
    laid_at: Mapped[datetime]


class ActRow(Base):
    """One act as it was asked for: the idempotency key with its answer."""

    __tablename__ = "act"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    verb: Mapped[str]
    actor: Mapped[str] = mapped_column(String(32))
    arguments_sha256: Mapped[str] = mapped_column(String(64))
    result: Mapped[str]
    recorded_at: Mapped[datetime]


class Entry(Base):
    """One line of the trail. Append-only, without exception; empty text where nothing applies."""

    __tablename__ = "entry"
    __table_args__ = (
        UniqueConstraint("object_kind", "object_id", "seq"),
        CheckConstraint("seq >= 1", name="seq"),
        CheckConstraint("second = '' OR second <> actor", name="second"),
        Index("ix_entry_recorded_at", "recorded_at"),
        Index("ix_entry_act", "act"),
    )

    id: Mapped[str] = key()
    act: Mapped[str] = mapped_column(ForeignKey("act.id", deferrable=True, initially="DEFERRED"))
    object_kind: Mapped[str] = mapped_column(String(16))
    object_id: Mapped[str] = mapped_column(String(32))
    seq: Mapped[int]
    kind: Mapped[str] = mapped_column(String(32))
    body: Mapped[str] = mapped_column(Text)
    actor: Mapped[str] = mapped_column(String(32))
    second: Mapped[str] = mapped_column(String(32))
    on_behalf: Mapped[str] = mapped_column(String(32))
    station: Mapped[str]
    occurred_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    drift_ms: Mapped[int] = mapped_column(BigInteger)
    prev: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
    suite: Mapped[str] = mapped_column(String(16))


class Law(Base):
    """The law as the triggers see it: copied from the rules by the bootstrap."""

    __tablename__ = "law"

    object_kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    event: Mapped[str] = mapped_column(String(32), primary_key=True)
    from_state: Mapped[str] = mapped_column(String(24), primary_key=True)
    to_state: Mapped[str] = mapped_column(String(24), primary_key=True)
    needs_second: Mapped[bool]


class Counter(Base):
    """The last number given, by name; read and raised inside the act that uses it."""

    __tablename__ = "counter"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[int]
