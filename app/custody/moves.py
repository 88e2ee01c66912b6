"""Moves inside the store: two scans, the thing and the place (E11)."""

from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from app import clock, errors, registry
from app.actor import Actor
from app.custody import cards, checks, rules, views
from app.custody.types import Event, ItemRow
from app.ledger.types import Act
from app.states import Custody
from db.custody import queries
from db.locations import queries as place_queries

#: A move's reason is a line on the move slip (F20).
_REASON: Final = 200


@registry.verb(
    "custody.pick_up",
    rules.starts(Event.PICK_UP),
    seconds=rules.seconds(Event.PICK_UP),
    changes=("custody", "locations"),
)
def pick_up(
    session: Session, actor: Actor, now: datetime, act: Act, *, item_id: str, reason: str
) -> ItemRow:
    """The first scan: the thing leaves its place, for a reason; from a place of two keys only in pairs."""
    item = cards.take(session, actor, item_id)
    rules.step(Event.PICK_UP, item.custody)
    if not reason.strip():
        raise errors.FieldMissing(field="move.reason")
    checks.require_short("move.reason", reason, _REASON)
    place = place_queries.location(session, item.location_id or "")
    if place is not None and place.two_person and not act.second:
        raise errors.NeedsSecondPerson(roles="role.store_head, role.custodian")
    cards.step(
        session,
        act,
        item,
        Event.PICK_UP,
        Custody.MOVING,
        sets={"location_id": None, "holder": actor.id},
        left=place.code if place else "",
        held=item.custody == Custody.HOLD,
        reason=reason.strip(),
    )
    return views.rows_of(session, [item])[0]


@registry.verb(
    "custody.place",
    rules.starts(Event.PLACE),
    seconds=rules.seconds(Event.PLACE),
    changes=("custody", "locations"),
)
def place(
    session: Session, actor: Actor, now: datetime, act: Act, *, item_id: str, place: str
) -> ItemRow:
    """The second scan: the thing lies at its new place; a wrong class or secrecy is refused (C57)."""
    item = cards.take(session, actor, item_id)
    rules.step(Event.PLACE, item.custody)
    to = Custody.HOLD if queries.open_difference_of(session, item.id) else Custody.IN
    cards.step(
        session,
        act,
        item,
        Event.PLACE,
        to,
        sets={"location_id": cards.fits(session, act, item, place, clock.day(now)), "holder": ""},
        place=place,
    )
    return views.rows_of(session, [item])[0]
