"""Statements about stations."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.stations.models import DoorToken, Enrolment, Station


def station(session: Session, id_: str) -> Station | None:
    """A station by its id."""
    return session.get(Station, id_)


def by_name(session: Session, name: str) -> Station | None:
    """A station by its name."""
    return session.scalars(select(Station).where(func.lower(Station.name) == name.lower())).first()


def by_key(session: Session, public_key: str) -> Station | None:
    """A station by its key."""
    return session.scalars(select(Station).where(Station.public_key == public_key)).first()


def stations(session: Session) -> Sequence[Station]:
    """Every station, by name."""
    return session.scalars(select(Station).order_by(Station.name)).all()


def last_doors(session: Session) -> dict[str, datetime]:
    """station → when somebody last signed in there."""
    asked = select(DoorToken.station_id, func.max(DoorToken.made_at)).group_by(DoorToken.station_id)
    return {station_id: at for station_id, at in session.execute(asked)}


def enrolment(session: Session, code_sha256: str) -> Enrolment | None:
    """An enrolment by its code."""
    return session.get(Enrolment, code_sha256)


def door_token(session: Session, token_sha256: str) -> DoorToken | None:
    """A door by its token."""
    return session.get(DoorToken, token_sha256)
