"""The labels of cards and places: what stands on the living one, which are owed, what the printer gave out."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app import clock, errors, registry, words
from app.actor import Actor
from app.cases import service as cases
from app.custody import views
from app.identity.roles import Role
from app.labels import service as labels
from app.labels.types import Label
from app.ledger import service as ledger
from app.ledger.types import Act
from db.cases import queries as case_queries
from db.custody import queries
from db.labels import queries as label_queries
from db.labels.models import LabelRow
from db.ledger import queries as trail
from db.locations import queries as place_queries

_PRINTERS = (Role.CUSTODIAN, Role.STORE_HEAD)


@dataclass(frozen=True, slots=True)
class OwedLabel:
    """A living label that no printer has given out yet."""

    object_kind: str
    object_id: str
    number: str
    name: str
    payload: str
    generation: int
    made_at: datetime


@dataclass(frozen=True, slots=True)
class LabelState:
    """Which generation lives, whether it is printed, and how often it was printed anew in the counted days."""

    payload: str
    generation: int
    made_at: datetime
    printed_at: datetime | None
    reason: str


@registry.query("custody.label")
def label(session: Session, actor: Actor, now: datetime, *, item_id: str) -> Label:
    """What stands on a thing's living label: never a suspect's name, a value or a place."""
    item = views.visible(session, actor, queries.item(session, item_id), item_id)
    living = _living(session, "item", item.id, item.number)
    case = case_queries.case_file(session, item.case_id)
    store = trail.installation(session)
    taken = item.received_at or item.measured_at
    return Label(
        payload=living.payload,
        number=item.number,
        alias=case.alias if case else "",
        name=item.name,
        quantity=f"{item.quantity} {item.unit}",
        tier=words.word(f"tier.{item.tier}"),
        seal=item.seal_no,
        date=clock.local(taken).date().isoformat(),
        generation=living.generation,
        unit=store.unit if store else "",
        head=ledger.head(session, "item", item.id).replace("-", " "),
    )


@registry.query("locations.label")
def location_label(session: Session, actor: Actor, now: datetime, *, location_id: str) -> Label:
    """What stands on a place's living label: its code, large."""
    place = place_queries.location(session, location_id)
    if place is None:
        raise errors.NotFound(key=location_id)
    living = _living(session, "location", place.id, place.code)
    store = trail.installation(session)
    return Label(
        payload=living.payload,
        number=place.code,
        name=place.name,
        generation=living.generation,
        unit=store.unit if store else "",
    )


@registry.query("custody.label_state")
def label_state(session: Session, actor: Actor, now: datetime, *, item_id: str) -> LabelState:
    """How a thing's living label stands: owed, or printed and when."""
    item = views.visible(session, actor, queries.item(session, item_id), item_id)
    living = _living(session, "item", item.id, item.number)
    return LabelState(
        living.payload, living.generation, living.made_at, living.printed_at, living.reason
    )


def _living(session: Session, kind: str, id_: str, number: str) -> LabelRow:
    found = label_queries.living(session, kind, id_)
    if found is None:
        raise errors.NotFound(key=number)
    return found


@registry.query("custody.owed_labels", _PRINTERS)
def owed_labels(session: Session, actor: Actor, now: datetime) -> tuple[OwedLabel, ...]:
    """The labels of things that are still owed, oldest first; what is printed is gone from here (C35)."""
    among, without = cases.visible_to(session, actor)
    return tuple(
        _owed(row, item.number, item.name)
        for row, item in label_queries.owed_items(session, among, without, 2_000)
    )


@registry.query("locations.owed_labels", (*_PRINTERS, Role.SYSADMIN))
def owed_location_labels(session: Session, actor: Actor, now: datetime) -> tuple[OwedLabel, ...]:
    """The labels of places that are still owed."""
    places = {place.id: place for place in place_queries.all_(session)}
    return tuple(
        _owed(row, places[row.object_id].code, places[row.object_id].name)
        for row in label_queries.owed(session, "location", 2_000)
    )


def _owed(row: LabelRow, number: str, name: str) -> OwedLabel:
    return OwedLabel(
        row.object_kind, row.object_id, number, name, row.payload, row.generation, row.made_at
    )


@registry.verb("custody.label_printed", _PRINTERS, changes=("custody", "labels"))
def label_printed(
    session: Session, actor: Actor, now: datetime, act: Act, *, item_id: str, payload: str
) -> None:
    """The printer gave out a thing's living label: it is owed no longer; a second print is a reprint (E35)."""
    item = views.visible(session, actor, queries.item(session, item_id), item_id)
    _note_printed(session, act, now, "item", item.id, payload)


@registry.verb("locations.label_printed", (*_PRINTERS, Role.SYSADMIN), changes=("locations",))
def location_label_printed(
    session: Session, actor: Actor, now: datetime, act: Act, *, location_id: str, payload: str
) -> None:
    """The printer gave out a place's label; places may be printed again, their code is no secret."""
    _note_printed(session, act, now, "location", location_id, payload)


def _note_printed(
    session: Session, act: Act, now: datetime, kind: str, id_: str, payload: str
) -> None:
    row = labels.require_living(session, payload)
    if (row.object_kind, row.object_id) != (kind, id_):
        raise errors.UnknownCode(code=payload[:64])
    if row.printed_at is not None and kind == "item":
        raise errors.NotAllowedNow(event="event.LABEL_PRINTED", state="label.printed")
    ledger.write(session, act, "label", row.id, "LABEL_PRINTED", generation=row.generation)
    labels.printed(session, row, now)
