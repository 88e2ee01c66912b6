"""People: accounts, appointments with dates, sign-ins and the second person's one-time tokens."""

from datetime import date, datetime

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, key


class Account(Base):
    """A person of the organ, who signs in under `login`."""

    __tablename__ = "account"

    id: Mapped[str] = key()
    login: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str]
    department: Mapped[str]
    secret: Mapped[str]
    must_change: Mapped[bool] = mapped_column(Boolean)
    failures: Mapped[int]
    locked_at: Mapped[datetime | None]
    disabled_at: Mapped[datetime | None]
    last_at: Mapped[datetime | None]
    last_station: Mapped[str]
    created_by: Mapped[str] = mapped_column(String(32))
    created_at: Mapped[datetime]


class Appointment(Base):
    """A role, held from one day to another by somebody else's decision."""

    __tablename__ = "appointment"
    __table_args__ = (CheckConstraint("granted_by <> account_id", name="not_to_oneself"),)

    id: Mapped[str] = key()
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), index=True)
    role: Mapped[str] = mapped_column(String(24))
    since: Mapped[date]
    until: Mapped[date | None]
    granted_by: Mapped[str] = mapped_column(String(32))
    second: Mapped[str] = mapped_column(String(32))


class SignIn(Base):
    """An account at a station; one open row per account."""

    __tablename__ = "sign_in"
    __table_args__ = (
        Index(
            "uq_sign_in_open",
            "account_id",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
    )

    id: Mapped[str] = key()
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"))
    station: Mapped[str]
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    closed_why: Mapped[str]


class Vouch(Base):
    """A second person's signature under one act: bound to verb and arguments, 60 s, once."""

    __tablename__ = "vouch"

    token_sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"))
    verb: Mapped[str]
    arguments_sha256: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime]
    used_by: Mapped[str]
