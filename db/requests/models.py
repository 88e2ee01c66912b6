"""Requests and approvals as data: N steps, distinct persons, approval apart from execution."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, key


class Request(Base):
    """What somebody asks to be allowed. `status`, `version`, `seq` change only with their entry."""

    __tablename__ = "request"

    id: Mapped[str] = key()
    number: Mapped[str] = mapped_column(String(32), unique=True)
    kind: Mapped[str] = mapped_column(String(24))
    case_id: Mapped[str] = mapped_column(ForeignKey("case_file.id"), index=True)
    requester: Mapped[str] = mapped_column(ForeignKey("account.id"), index=True)
    status: Mapped[str] = mapped_column(String(16), index=True)
    version: Mapped[int]
    seq: Mapped[int]
    reason: Mapped[str]
    terms: Mapped[str]
    submitted_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]


class RequestItem(Base):
    """An item that a request is about; `done_at` once the approval was carried out for it."""

    __tablename__ = "request_item"

    request_id: Mapped[str] = mapped_column(ForeignKey("request.id"), primary_key=True)
    item_id: Mapped[str] = mapped_column(ForeignKey("item.id"), primary_key=True, index=True)
    done_at: Mapped[datetime | None]


class Step(Base):
    """One approval that a request still needs or has had, in order."""

    __tablename__ = "request_step"

    request_id: Mapped[str] = mapped_column(ForeignKey("request.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    role: Mapped[str] = mapped_column(String(24))
    approver: Mapped[str] = mapped_column(String(32))
    on_behalf: Mapped[str] = mapped_column(String(32))
    decision: Mapped[str] = mapped_column(String(16))
    opinion: Mapped[str]
    version: Mapped[int]
    decided_at: Mapped[datetime | None]


class RequestPart(Base):
    """One part per person and request: requester, approver and releaser are three people by this key."""

    __tablename__ = "request_part"
    __table_args__ = (
        CheckConstraint("part IN ('requester', 'approver', 'releaser', 'overseer')", name="part"),
    )

    request_id: Mapped[str] = mapped_column(ForeignKey("request.id"), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), primary_key=True)
    part: Mapped[str] = mapped_column(String(16))


class Delegation(Base):
    """代批: who may approve in whose place, from when to when."""

    __tablename__ = "delegation"

    id: Mapped[str] = key()
    principal: Mapped[str] = mapped_column(ForeignKey("account.id"))
    deputy: Mapped[str] = mapped_column(ForeignKey("account.id"), index=True)
    since: Mapped[datetime]
    until: Mapped[datetime]
