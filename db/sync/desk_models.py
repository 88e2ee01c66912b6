"""What a desk's own file has beside the copied tables: intents, cursors, what it holds and for which feed."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import BigInteger, Index, Integer, LargeBinary, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from db.base import Base, Instant


class DeskBase(DeclarativeBase):
    """Tables that no store has."""

    metadata = MetaData(naming_convention=Base.metadata.naming_convention)
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: Instant, str: Text}


class OutboxRow(DeskBase):
    """An intent, in the order of its making. `outcome` is empty until the centre has answered; only its answer, or a
    person who has seen it, closes the row; no row is removed, but of one that is closed only what lists show is kept."""

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_open", "closed", "place"),)

    place: Mapped[int] = mapped_column(Integer, primary_key=True)
    id: Mapped[str] = mapped_column(String(64), unique=True)
    verb: Mapped[str]
    arguments: Mapped[str]
    made_at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(String(16))
    about: Mapped[str]
    follows: Mapped[str] = mapped_column(String(64))
    base: Mapped[str]
    outcome: Mapped[str] = mapped_column(String(12), default="")
    told: Mapped[str] = mapped_column(Text, default="")
    told_at: Mapped[datetime | None]
    closed: Mapped[str] = mapped_column(String(12), default="")
    reason: Mapped[str] = mapped_column(Text, default="")


class CursorRow(DeskBase):
    """How far a feed was read."""

    __tablename__ = "cursor"

    feed: Mapped[str] = mapped_column(String(32), primary_key=True)
    pos: Mapped[int] = mapped_column(BigInteger)


class HeldRow(DeskBase):
    """A record that the desk holds because of a feed, with the mark of its content."""

    __tablename__ = "held"
    __table_args__ = (Index("ix_held_object", "kind", "object_id"),)

    feed: Mapped[str] = mapped_column(String(32), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    object_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    mark: Mapped[int] = mapped_column(BigInteger)


class BlobRow(DeskBase):
    """A scan that the centre does not have yet."""

    __tablename__ = "waiting_blob"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)


class NoteRow(DeskBase):
    """A word that the desk keeps for itself, by name."""

    __tablename__ = "note"

    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    value: Mapped[str]
