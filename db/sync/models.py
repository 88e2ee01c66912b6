"""Who must hear of what: one numbered feed for each organ, and what each organ's desks see now."""

from sqlalchemy import BigInteger, CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base


class FeedCounter(Base):
    """Where an organ's feed stands, and the sum of the marks of all that its desks see now."""

    __tablename__ = "feed_counter"

    organ: Mapped[str] = mapped_column(String(32), primary_key=True)
    pos: Mapped[int] = mapped_column(BigInteger)
    checksum: Mapped[int] = mapped_column(BigInteger)


class Feed(Base):
    """One line of a feed: at this position something came or changed (P), or left the organ's sight (R)."""

    __tablename__ = "feed"
    __table_args__ = (CheckConstraint("deed IN ('P', 'R')", name="deed"),)

    organ: Mapped[str] = mapped_column(String(32), primary_key=True)
    pos: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    object_id: Mapped[str] = mapped_column(String(32))
    deed: Mapped[str] = mapped_column(String(1))


class Member(Base):
    """An object that an organ's desks see now; `mark` is the hash of its content as it was last told."""

    __tablename__ = "member"
    __table_args__ = (Index("ix_member_object", "kind", "object_id"),)

    organ: Mapped[str] = mapped_column(String(32), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    object_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    mark: Mapped[int] = mapped_column(BigInteger)
