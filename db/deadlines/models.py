"""Limits, tolerances and tiers as dated rows; the working days of a year; the deadlines that run."""

from datetime import date, datetime

from sqlalchemy import Boolean, Index, String, text
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


class CalendarYear(Base):
    """The working days of a year as somebody loaded them: `days` is JSON [[day, works], …], what differs from
    Monday to Friday. The newest row of a year holds; the years that ship need none."""

    __tablename__ = "calendar_year"

    id: Mapped[str] = key()
    year: Mapped[int] = mapped_column(index=True)
    days: Mapped[str]
    basis: Mapped[str]
    loaded_by: Mapped[str] = mapped_column(String(32))
    second: Mapped[str] = mapped_column(String(32))
    loaded_at: Mapped[datetime]


class Deadline(Base):
    """One limit that runs for one thing: since when, until when, by which row and which calendar, and when it was met.

    `rolled_on` is the day to which a rest day moves it (民法典 第203条); `provisional` says that a year is not
    published yet in which it counts; `extended` is how often; `proof` is what showed that it was met.
    """

    __tablename__ = "deadline"
    __table_args__ = (
        Index(
            "ix_deadline_running",
            "due_on",
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index("ix_deadline_object", "object_kind", "object_id"),
    )

    id: Mapped[str] = key()
    object_kind: Mapped[str] = mapped_column(String(16))
    object_id: Mapped[str] = mapped_column(String(32))
    rule: Mapped[str] = mapped_column(String(64))
    started_on: Mapped[date]
    due_on: Mapped[date]
    rolled_on: Mapped[date]
    calendar: Mapped[str]
    provisional: Mapped[bool] = mapped_column(Boolean)
    extended: Mapped[int]
    ended_at: Mapped[datetime | None]
    proof: Mapped[str]
