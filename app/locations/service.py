"""Places: the tree from the room to the shelf, each with its own code to scan."""

from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from app import errors, ids, registry, spelling
from app.actor import Actor
from app.labels import service as labels
from app.labels.types import Kind
from app.ledger import service as ledger
from app.ledger.types import Act
from app.locations.types import LocationRow, NewLocation
from db.locations import queries
from db.locations.models import Location

#: 库房 → 区 → 架/柜 → 层/格, and what is not a shelf (custody.md §3.4).
KINDS: Final = ("room", "zone", "rack", "shelf", "virtual")


@registry.verb("locations.add", ("custodian", "store_head", "sysadmin"), changes=("locations",))
def add(
    session: Session, actor: Actor, now: datetime, act: Act, *, place: NewLocation
) -> LocationRow:
    """Make a place under another; it gets its own printable code at once."""
    return _row(session, make(session, act, place))


def make(session: Session, act: Act, place: NewLocation) -> Location:
    """Write a place, its entry and the label it is owed."""
    code = spelling.code(place.code)
    if not code or not place.name.strip():
        raise errors.FieldMissing(field="location.code" if not code else "location.name")
    if place.kind not in KINDS:
        raise errors.NotAmong.of("location.kind", place.kind, KINDS, "place")
    if queries.by_code(session, code) is not None:
        raise errors.AlreadyThere(key=code)
    parent = require(session, place.parent_id) if place.parent_id else None
    row = Location(
        id=ids.new(),
        parent_id=place.parent_id,
        code=code,
        name=place.name.strip(),
        kind=place.kind,
        classes=place.classes.strip() or "*",
        secrecy=place.secrecy,
        capacity=place.capacity,
        two_person=place.two_person,
        path=f"{parent.path}/{code}" if parent else code,
        closed_at=None,
    )
    session.add(row)
    session.flush()
    ledger.write(
        session, act, "location", row.id, "ADD_LOCATION", code=code, name=row.name, kind=row.kind
    )
    labels.give(session, act, Kind.LOCATION, "location", row.id)
    return row


def require(session: Session, id_: str) -> Location:
    """The place, or a refusal."""
    found = queries.location(session, id_)
    if found is None or found.closed_at is not None:
        raise errors.NotFound(key=id_)
    return found


def find(session: Session, code: str) -> Location:
    """The place behind a scanned payload or a typed code, or a refusal; a void label tells the living one (R09)."""
    payload = labels.object_of(session, code)
    if payload is not None and payload.object_kind == "location":
        return require(session, labels.require_living(session, code).object_id)
    found = queries.by_code(session, spelling.code(code))
    if found is None:
        raise errors.UnknownCode(code=code)
    return found


@registry.query("locations.tree")
def tree(session: Session, actor: Actor, now: datetime) -> tuple[LocationRow, ...]:
    """Every place with how much lies there, parents before children."""
    loads = queries.loads(session)
    codes = labels.payloads(session, "location")
    return tuple(
        _view(row, loads.get(row.id, 0), codes.get(row.id, "")) for row in queries.all_(session)
    )


def _row(session: Session, row: Location) -> LocationRow:
    return _view(row, queries.load(session, row.id), labels.payload_of(session, "location", row.id))


def _view(row: Location, items: int, payload: str) -> LocationRow:
    return LocationRow(
        id=row.id,
        parent_id=row.parent_id,
        code=row.code,
        name=row.name,
        kind=row.kind,
        path=row.path,
        classes=row.classes,
        secrecy=row.secrecy,
        capacity=row.capacity,
        two_person=row.two_person,
        items=items,
        payload=payload,
    )
