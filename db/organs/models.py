"""Organs: the tree 市 → 区 → 乡镇街 → 村居 with its stationed groups and supervised units, and who is posted where."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, key


class Organ(Base):
    """One organ or unit; `path` is the ids from the root, "/"-closed at both ends, so a subtree is a range of paths."""

    __tablename__ = "organ"
    __table_args__ = (
        # one root, whoever makes it first
        Index(
            "uq_organ_root",
            "level",
            unique=True,
            sqlite_where=text("parent_id IS NULL"),
            postgresql_where=text("parent_id IS NULL"),
        ),
        CheckConstraint("level BETWEEN 1 AND 4", name="level"),
    )

    id: Mapped[str] = key()
    parent_id: Mapped[str | None] = mapped_column(ForeignKey("organ.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    level: Mapped[int]
    code: Mapped[str] = mapped_column(String(24), unique=True)
    region: Mapped[str] = mapped_column(String(12))
    name: Mapped[str]
    #: compared byte by byte on either engine: a language's order would overlook the strokes
    path: Mapped[str] = mapped_column(
        Text().with_variant(Text(collation="C"), "postgresql"), index=True
    )
    since: Mapped[date]
    until: Mapped[date | None]
    succeeded_by: Mapped[str | None] = mapped_column(ForeignKey("organ.id"))


class Posting(Base):
    """Where somebody works, from one day to another: an organ, and the office in it."""

    __tablename__ = "posting"

    id: Mapped[str] = key()
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), index=True)
    organ_id: Mapped[str] = mapped_column(ForeignKey("organ.id"), index=True)
    office: Mapped[str] = mapped_column(String(8))
    since: Mapped[date]
    until: Mapped[date | None]
    posted_by: Mapped[str] = mapped_column(String(32))
