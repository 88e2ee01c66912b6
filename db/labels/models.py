"""Labels: what codes were given to what, which one lives, which one is still owed by the printer."""

from datetime import datetime

from sqlalchemy import Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, key


class LabelRow(Base):
    """One generation of an object's label; `printed_at` is empty while it is owed."""

    __tablename__ = "label"
    __table_args__ = (
        Index(
            "uq_label_living",
            "object_kind",
            "object_id",
            unique=True,
            sqlite_where=text("state = 'living'"),
            postgresql_where=text("state = 'living'"),
        ),
        Index("ix_label_key", "kind", "code_key"),
        Index("ix_label_object", "object_kind", "object_id"),
        # what the printer still owes is a handful among a million
        Index(
            "ix_label_owed",
            "object_kind",
            "made_at",
            sqlite_where=text("printed_at IS NULL"),
            postgresql_where=text("printed_at IS NULL"),
        ),
    )

    id: Mapped[str] = key()
    payload: Mapped[str] = mapped_column(String(16), unique=True)
    kind: Mapped[int]
    code_key: Mapped[str] = mapped_column(String(11))
    generation: Mapped[int]
    object_kind: Mapped[str] = mapped_column(String(16))
    object_id: Mapped[str] = mapped_column(String(32))
    state: Mapped[str] = mapped_column(String(8))
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(String(32))
    second: Mapped[str] = mapped_column(String(32))
    reason: Mapped[str]
    printed_at: Mapped[datetime | None]
