"""Doors at the centre: a random token for each sign-in there, of which only the hash is kept."""

import hashlib
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app import errors, ids
from db.stations import queries
from db.stations.models import DoorToken


def issued(session: Session, sign_in: str, station_id: str, now: datetime) -> str:
    """A token for a sign-in, of use to the station only that it was made for."""
    token = ids.token()
    session.add(
        DoorToken(token_sha256=_sha(token), sign_in_id=sign_in, station_id=station_id, made_at=now)
    )
    return token


def of_token(
    session: Session, token: str, station_id: str, now: datetime, longest: timedelta
) -> str:
    """The sign-in behind a token."""
    row = queries.door_token(session, _sha(token))
    if row is None or row.station_id != station_id:
        raise errors.SignedInElsewhere(why="sign_in.unknown")
    if now - row.made_at > longest:
        raise errors.SignedInElsewhere(why="sign_in.too_long")
    return row.sign_in_id


def _sha(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
