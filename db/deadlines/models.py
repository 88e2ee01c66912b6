"""Limits, tolerances and tiers as dated rows."""

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, key


class Rule(Base):
    """A limit as a dated row with its legal basis: the newest row valid today rules."""

    __tablename__ = "rule"

    id: Mapped[str] = key()
    name: Mapped[str] = mapped_column(String(64), index=True)
    value: Mapped[str]
    basis: Mapped[str]
    since: Mapped[date]
    set_by: Mapped[str] = mapped_column(String(32))
