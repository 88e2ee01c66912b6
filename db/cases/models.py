"""一案一账: the case, its team, the persons it is about."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, key


class CaseFile(Base):
    """A case ledger's head. `status` and `seq` change only together with their entry."""

    __tablename__ = "case_file"

    id: Mapped[str] = key()
    number: Mapped[str] = mapped_column(String(32), unique=True)
    alias: Mapped[str] = mapped_column(index=True)
    title: Mapped[str]
    kind: Mapped[str] = mapped_column(String(24))
    wording: Mapped[str] = mapped_column(String(16))
    filed_on: Mapped[date | None]
    filing_no: Mapped[str]
    department: Mapped[str]
    secrecy: Mapped[int]
    status: Mapped[str] = mapped_column(String(24))
    seq: Mapped[int]
    opened_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]


class Member(Base):
    """Who works on a case (`duty` handler, head, leader) or must keep away from it (recused)."""

    __tablename__ = "case_member"

    case_id: Mapped[str] = mapped_column(ForeignKey("case_file.id"), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), primary_key=True, index=True)
    duty: Mapped[str] = mapped_column(String(16))
    since: Mapped[datetime]


class Person(Base):
    """A person the case is about, or from whom things were taken."""

    __tablename__ = "case_person"

    id: Mapped[str] = key()
    case_id: Mapped[str] = mapped_column(ForeignKey("case_file.id"), index=True)
    name: Mapped[str]
    part: Mapped[str] = mapped_column(String(24))
    note: Mapped[str]
