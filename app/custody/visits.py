"""出入库房: who was let into the storeroom, by whom, why, from when to when (E43, F26).

A visit is a chain of its own with two lines: it came in, it went out. Nothing is kept beside them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from app import errors, ids, registry
from app.actor import Actor
from app.custody import checks, leaving
from app.identity import service as identity
from app.identity.roles import Role
from app.ledger import service as ledger
from app.ledger.types import Act
from app.locations import service as locations
from db.identity import queries as people
from db.ledger import queries as trail
from db.ledger.models import Entry

_KEEPERS: Final = (Role.CUSTODIAN, Role.STORE_HEAD)
READERS: Final = (*_KEEPERS, Role.OVERSIGHT, Role.LEADER, Role.AUDITOR)
_KIND, _IN, _OUT = "visit", "LET_IN", "LET_OUT"
#: Nobody stays in a storeroom for longer: who was not signed out by then was forgotten, and the book shows it.
_LONGEST: Final = timedelta(days=7)
_LIMITS: Final = {"name": 60, "unit": 120, "reason": 200, "document": 40, "note": 200}


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One who was let in; `left_at` is nothing while he is inside."""

    id: str
    room: str
    name: str
    unit: str
    document: str
    reason: str
    escort: str
    came_at: datetime
    left_at: datetime | None
    note: str = ""


@registry.verb("custody.let_in", _KEEPERS, changes=("visits",), secrets=("document",), timed=True)
def let_in(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    room: str,
    name: str,
    unit: str,
    reason: str,
    document: str = "",
    escort: str = "",
) -> VisitRow:
    """进入登记: nobody goes in without a reason and a keeper beside him; `escort` is his account, else who books it."""
    place = locations.find(session, room)
    if place.kind not in ("room", "zone"):
        raise errors.FieldInvalid(field="visit.room", why="visit.no_room")
    for field, given in (("name", name), ("unit", unit), ("reason", reason)):
        if not given.strip():
            raise errors.FieldMissing(field=f"visit.{field}")
        checks.require_short(f"visit.{field}", given, _LIMITS[field])
    checks.require_short("visit.document", document, _LIMITS["document"])
    beside = escort or actor.id
    if not identity.holds(session, beside, now, *_KEEPERS):
        raise errors.FieldInvalid(field="visit.escort", why="visit.no_keeper")
    visit = ids.new()
    ledger.write(
        session,
        act,
        _KIND,
        visit,
        _IN,
        room=place.id,
        code=place.code,
        name=name.strip(),
        unit=unit.strip(),
        document=leaving.masked(document.strip()),
        reason=reason.strip(),
        escort=beside,
    )
    return _row_of(session, visit)


@registry.verb("custody.let_out", _KEEPERS, changes=("visits",), timed=True)
def let_out(
    session: Session, actor: Actor, now: datetime, act: Act, *, visit_id: str, note: str = ""
) -> VisitRow:
    """离开登记: once for each visit; `note` tells what he carried, or that nothing was carried out."""
    told = trail.of_object(session, _KIND, visit_id)
    if not told:
        raise errors.NotFound(key=visit_id)
    if told[-1].kind == _OUT:
        raise errors.NotAllowedNow(event=f"event.{_OUT}", state="visit.has_left")
    checks.require_short("visit.note", note, _LIMITS["note"])
    ledger.write(session, act, _KIND, visit_id, _OUT, note=note.strip())
    return _row_of(session, visit_id)


@registry.query("custody.visits", READERS)
def visits(
    session: Session, actor: Actor, now: datetime, *, since: datetime, until: datetime
) -> tuple[VisitRow, ...]:
    """Everybody who came in between two moments, in the order they came."""
    return _rows(session, trail.of_kind(session, _KIND, _IN, since, until))


@registry.query("custody.inside", READERS)
def inside(session: Session, actor: Actor, now: datetime) -> tuple[VisitRow, ...]:
    """Who is in the storeroom now, the longest first."""
    found = _rows(session, trail.of_kind(session, _KIND, _IN, now - _LONGEST, now))
    return tuple(row for row in found if row.left_at is None)


def _row_of(session: Session, visit_id: str) -> VisitRow:
    return _rows(session, trail.of_object(session, _KIND, visit_id)[:1])[0]


def _rows(session: Session, came: Iterable[Entry]) -> tuple[VisitRow, ...]:
    entries = list(came)
    facts = {entry.object_id: ledger.facts(entry) for entry in entries}
    newest = trail.newest_of(session, _KIND, facts)
    names = people.names(session, {str(told["escort"]) for told in facts.values()})
    rows = []
    for entry in entries:
        told, last = facts[entry.object_id], newest[entry.object_id]
        left = last if last.kind == _OUT else None
        rows.append(
            VisitRow(
                id=entry.object_id,
                room=told["code"],
                name=told["name"],
                unit=told["unit"],
                document=told["document"],
                reason=told["reason"],
                escort=names.get(told["escort"], ""),
                came_at=entry.occurred_at,
                left_at=left.occurred_at if left else None,
                note=str(ledger.facts(left).get("note", "")) if left else "",
            )
        )
    return tuple(rows)
