"""Stations: the computers that may reach the centre, the one-time codes that let them in, and the doors they hold open."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, key


class Station(Base):
    """A computer that signs what it asks the centre with a key of its own."""

    __tablename__ = "station"

    id: Mapped[str] = key()
    name: Mapped[str] = mapped_column(String(80), unique=True)
    organ_id: Mapped[str] = mapped_column(String(32))
    public_key: Mapped[str] = mapped_column(String(64), unique=True)
    enrolled_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    revoked_by: Mapped[str] = mapped_column(String(32))
    revoked_why: Mapped[str]


class Enrolment(Base):
    """A code by which one computer may become a station, once and before long."""

    __tablename__ = "enrolment"

    code_sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    organ_id: Mapped[str] = mapped_column(String(32))
    issued_by: Mapped[str] = mapped_column(String(32))
    issued_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class DoorToken(Base):
    """What a station shows at each request for the person who signed in at it; only its hash is kept."""

    __tablename__ = "door_token"

    token_sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    sign_in_id: Mapped[str] = mapped_column(ForeignKey("sign_in.id"))
    station_id: Mapped[str] = mapped_column(String(32))
    made_at: Mapped[datetime]
