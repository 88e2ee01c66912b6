"""Places: the tree from the room down to the shelf."""

from datetime import datetime

from sqlalchemy import Boolean, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, key


class Location(Base):
    """One node of the tree; `path` is the codes from the root, "/"-joined."""

    __tablename__ = "location"

    id: Mapped[str] = key()
    parent_id: Mapped[str | None] = mapped_column(ForeignKey("location.id"), index=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str]
    kind: Mapped[str] = mapped_column(String(16))
    classes: Mapped[str]
    secrecy: Mapped[int]
    capacity: Mapped[int | None]
    two_person: Mapped[bool] = mapped_column(Boolean)
    path: Mapped[str]
    closed_at: Mapped[datetime | None]
