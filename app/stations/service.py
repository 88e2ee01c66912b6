"""Stations of the centre: invited by a one-time code, enrolled with a key of their own, revoked for good."""

import hashlib
from datetime import datetime

from sqlalchemy.orm import Session

from app import clock, errors, ids, registry
from app.actor import Actor
from app.identity.roles import Role
from app.ledger import service as ledger
from app.ledger.types import Act
from app.stations import keys, rules
from app.stations.errors import EnrolmentInvalid, StationRevoked, StationUnknown
from app.stations.types import Invitation, Proof, StationRow
from db.stations import queries
from db.stations.models import Enrolment, Station


@registry.verb("stations.invite", (Role.SYSADMIN,), changes=("stations",), secrets=("code",))
def invite(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    name: str,
    code: str,
    organ_id: str = "",
) -> Invitation:
    """Let one computer become the station `name`: it shows `code` (of `rules.new_code`) once, within two days."""
    name = name.strip()
    if not name:
        raise errors.FieldMissing(field="station.name")
    if not rules.is_code(code):
        raise errors.FieldInvalid(field="station.code", why="station.code_short")
    if len(name) > 80:
        raise errors.TooLong(field="station.name", length=len(name), limit=80)
    if queries.by_name(session, name) is not None:
        raise errors.AlreadyThere(key=name)
    if queries.enrolment(session, _sha(code)) is not None:
        raise errors.AlreadyThere(key="station.code")
    session.add(
        Enrolment(
            code_sha256=_sha(code),
            name=name,
            organ_id=organ_id,
            issued_by=actor.id,
            issued_at=now,
            used_at=None,
        )
    )
    ledger.write(session, act, "account", actor.id, "INVITE", name=name, organ=organ_id)
    return Invitation(name, organ_id, now + rules.GOOD_FOR)


def enrol(session: Session, act: Act, code: str, public_key: str) -> StationRow:
    """A computer shows its code and its key, and is a station from now on; an act of the centre itself."""
    found = queries.enrolment(session, _sha(code))
    if found is None:
        raise EnrolmentInvalid(why="station.code_unknown")
    if found.used_at is not None:
        raise EnrolmentInvalid(why="station.code_used")
    if rules.is_late(found.issued_at, act.recorded_at):
        raise EnrolmentInvalid(why="station.code_late")
    if not keys.is_public(public_key):
        raise errors.FieldInvalid(field="station.key", why="station.key_bad")
    if queries.by_name(session, found.name) or queries.by_key(session, public_key):
        raise errors.AlreadyThere(key=found.name)
    found.used_at = act.recorded_at
    row = Station(
        id=ids.new(),
        name=found.name,
        organ_id=found.organ_id,
        public_key=public_key,
        enrolled_at=act.recorded_at,
        revoked_at=None,
        revoked_by="",
        revoked_why="",
    )
    session.add(row)
    session.flush()
    ledger.write(
        session, act, "station", row.id, "ENROL", name=row.name, key=public_key, by=found.issued_by
    )
    return _row(row)


@registry.verb("stations.revoke", (Role.SYSADMIN, Role.SECADMIN), changes=("stations",))
def revoke(
    session: Session, actor: Actor, now: datetime, act: Act, *, station_id: str, why: str
) -> StationRow:
    """Take a station off the list for good: it is told to erase what it keeps, and hears nothing any more."""
    row = queries.station(session, station_id)
    if row is None:
        raise errors.NotFound(key=station_id)
    if not why.strip():
        raise errors.FieldMissing(field="station.why")
    if row.revoked_at is not None:
        raise StationRevoked(name=row.name)
    row.revoked_at, row.revoked_by, row.revoked_why = now, actor.id, why.strip()
    ledger.write(session, act, "station", row.id, "REVOKE", name=row.name, why=why.strip())
    return _row(row)


@registry.query("stations.rows", (Role.SYSADMIN, Role.SECADMIN, Role.AUDITOR))
def rows(session: Session, actor: Actor, now: datetime) -> tuple[StationRow, ...]:
    """Every station, revoked ones too, by name, with when somebody last signed in there."""
    last = queries.last_doors(session)
    return tuple(_row(row, last.get(row.id)) for row in queries.stations(session))


def require_nobody_s(session: Session, name: str) -> None:
    """Refuse a name that belongs to an enrolled station: without its key nobody speaks as it."""
    if queries.by_name(session, name) is not None:
        raise StationUnknown(why="station.name_taken")


def serves(session: Session, name: str, organ_id: str) -> bool:
    """Whether what an organ hears may be laid down at this station: one that was enrolled for another keeps nothing."""
    row = queries.by_name(session, name)
    return row is None or row.organ_id in ("", organ_id)


def proved(session: Session, proof: Proof, now: datetime) -> StationRow:
    """The station that a request comes from; refused when it is none of ours any more, or never was."""
    row = queries.station(session, proof.station)
    if row is None:
        raise StationUnknown(why="station.unknown")
    signed = keys.is_signed(
        row.public_key, proof.signature, proof.method, proof.target, proof.at, proof.sent
    )
    if not signed:
        raise StationUnknown(why="station.not_signed")
    if row.revoked_at is not None:
        raise StationRevoked(name=row.name)
    if abs(now - _moment(proof.at)) > rules.SKEW:
        raise StationUnknown(why="station.clock")
    return _row(row)


def _moment(at: str) -> datetime:
    try:
        return clock.moment(at)
    except ValueError:
        raise StationUnknown(why="station.clock") from None


def _row(row: Station, last_at: datetime | None = None) -> StationRow:
    return StationRow(
        row.id, row.name, row.organ_id, row.enrolled_at, row.revoked_at, row.revoked_why, last_at
    )


def _sha(code: str) -> str:
    return hashlib.sha256(rules.folded(code).encode()).hexdigest()
