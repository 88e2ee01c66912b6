"""Signatures on sheets: each row is one act and never changes; a scan is a row that answers the paper's."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, key


class Signature(Base):
    """One person's signature or refusal, a paper that was signed, or the scan of it.

    A place on a sheet is signed once, a paper is scanned once: by these indexes alone.
    """

    __tablename__ = "signature"
    __table_args__ = (
        Index(
            "uq_signature_place",
            "sheet",
            "place",
            unique=True,
            sqlite_where=text("answers = ''"),
            postgresql_where=text("answers = ''"),
        ),
        Index(
            "uq_signature_answers",
            "answers",
            unique=True,
            sqlite_where=text("answers <> ''"),
            postgresql_where=text("answers <> ''"),
        ),
        Index("ix_signature_due_at", "due_at"),
        Index("ix_signature_number", "number"),
    )

    id: Mapped[str] = key()
    case_id: Mapped[str] = mapped_column(ForeignKey("case_file.id"), index=True)
    form: Mapped[str] = mapped_column(String(16))
    number: Mapped[str] = mapped_column(String(80))
    sheet: Mapped[str] = mapped_column(String(64))
    place: Mapped[str] = mapped_column(String(40))
    name: Mapped[str]
    account_id: Mapped[str] = mapped_column(String(32))
    method: Mapped[str] = mapped_column(String(12))
    picture: Mapped[str] = mapped_column(String(64), index=True)
    reason: Mapped[str]
    witness: Mapped[str] = mapped_column(String(32))
    answers: Mapped[str] = mapped_column(String(32))
    due_at: Mapped[datetime | None]
    signed_at: Mapped[datetime]
    act: Mapped[str] = mapped_column(String(64))
