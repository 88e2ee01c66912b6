"""The labels of cards and places: what stands on the living one, which are owed, what the printer gave out.

Owed → sent → printed. The step to the printer is written before a byte leaves: a label that was sent and
of which nothing was heard is in doubt, and in doubt nothing is printed again unasked.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from app import clock, errors, registry, words
from app.actor import Actor
from app.cases import service as cases
from app.custody import views
from app.custody.errors import ReprintsOften
from app.deadlines import service as deadlines
from app.identity import service as identity
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
from db.ledger.models import Entry, Installation
from db.locations import queries as place_queries

_PRINTERS = (Role.CUSTODIAN, Role.STORE_HEAD)
_PLACE_PRINTERS = (*_PRINTERS, Role.SYSADMIN)
_SENT: Final = "LABEL_SENT"
_NOT_OUT: Final = "LABEL_NOT_OUT"
_MOST: Final = 2_000
#: So often a label may have been sent and not have come out, by anybody's word; then it is a reprint.
_NOT_OUT_MOST: Final = 3
#: What became of the label that is printed anew (缴回/遗失/损毁).
OLD_LABELS: Final = ("returned", "lost", "damaged")


@dataclass(frozen=True, slots=True)
class OwedLabel:
    """A living label that no printer has given out yet.

    `sent_at`: it was sent to `sent_to`, and nobody knows whether it came out: it is not sent again unasked.
    """

    object_kind: str
    object_id: str
    number: str
    name: str
    payload: str
    generation: int
    made_at: datetime
    sent_at: datetime | None = None
    sent_to: str = ""


@dataclass(frozen=True, slots=True)
class LabelState:
    """Which generation lives, whether it is printed, and how often it was printed anew in the counted days."""

    payload: str
    generation: int
    made_at: datetime
    printed_at: datetime | None
    reason: str
    sent_at: datetime | None = None


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
        date=clock.day(taken).isoformat(),
        generation=living.generation,
        unit=store.unit if store else "",
        practice=_is_practice(store),
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
        practice=_is_practice(store),
    )


def _is_practice(store: Installation | None) -> bool:
    return store is not None and store.kind == "practice"


@registry.query("custody.label_state")
def label_state(session: Session, actor: Actor, now: datetime, *, item_id: str) -> LabelState:
    """How a thing's living label stands: owed, or printed and when."""
    item = views.visible(session, actor, queries.item(session, item_id), item_id)
    return _state(session, _living(session, "item", item.id, item.number))


@registry.query("locations.label_state")
def location_label_state(
    session: Session, actor: Actor, now: datetime, *, location_id: str
) -> LabelState:
    """The same for a place's label."""
    return _state(session, _living(session, "location", location_id, location_id))


def _state(session: Session, living: LabelRow) -> LabelState:
    sent = in_doubt(session, [living]).get(living.id)
    return LabelState(
        living.payload,
        living.generation,
        living.made_at,
        living.printed_at,
        living.reason,
        sent.recorded_at if sent else None,
    )


def _living(session: Session, kind: str, id_: str, number: str) -> LabelRow:
    found = label_queries.living(session, kind, id_)
    if found is None:
        raise errors.NotFound(key=number)
    return found


@registry.query("custody.owed_labels", _PRINTERS)
def owed_labels(
    session: Session, actor: Actor, now: datetime, *, after: str = ""
) -> tuple[OwedLabel, ...]:
    """The labels of things that are still owed, oldest first; what is printed is gone from here (C35).

    So many at a time: `after` the payload of the last one come the next.
    """
    among, without = cases.visible_to(session, actor)
    found = label_queries.owed_items(session, among, without, _MOST, after)
    sent = in_doubt(session, [row for row, _ in found])
    return tuple(_owed(row, item.number, item.name, sent) for row, item in found)


@registry.query("locations.owed_labels", _PLACE_PRINTERS)
def owed_location_labels(
    session: Session, actor: Actor, now: datetime, *, after: str = ""
) -> tuple[OwedLabel, ...]:
    """The same of places."""
    places = {place.id: place for place in place_queries.all_(session)}
    found = label_queries.owed(session, "location", _MOST, after)
    sent = in_doubt(session, found)
    return tuple(
        _owed(row, places[row.object_id].code, places[row.object_id].name, sent) for row in found
    )


def _owed(row: LabelRow, number: str, name: str, sent: Mapping[str, Entry]) -> OwedLabel:
    to = sent.get(row.id)
    return OwedLabel(
        row.object_kind,
        row.object_id,
        number,
        name,
        row.payload,
        row.generation,
        row.made_at,
        to.recorded_at if to else None,
        str(json.loads(to.body).get("printer", "")) if to else "",
    )


def in_doubt(session: Session, rows: Sequence[LabelRow]) -> dict[str, Entry]:
    """Of these labels those that were sent and of which nothing was heard since, with the entry that says so."""
    newest = trail.newest_of(session, "label", [row.id for row in rows])
    return {id_: entry for id_, entry in newest.items() if entry.kind == _SENT}


@registry.verb("custody.label_sent", _PRINTERS, changes=("labels",))
def label_sent(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    item_id: str,
    payload: str,
    printer: str,
) -> None:
    """A thing's owed label goes to a printer now: whatever happens, it is not sent again unasked (C35)."""
    item = views.visible(session, actor, queries.item(session, item_id), item_id)
    _note_sent(session, act, "item", item.id, payload, printer)


@registry.verb("locations.label_sent", _PLACE_PRINTERS, changes=("labels",))
def location_label_sent(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    location_id: str,
    payload: str,
    printer: str,
) -> None:
    """The same for a place."""
    _note_sent(session, act, "location", location_id, payload, printer)


def _note_sent(session: Session, act: Act, kind: str, id_: str, payload: str, printer: str) -> None:
    row = _unprinted(session, "event.LABEL_SENT", kind, id_, payload)
    if in_doubt(session, [row]):
        raise errors.NotAllowedNow(event="event.LABEL_SENT", state="label.sent")
    ledger.write(session, act, "label", row.id, _SENT, generation=row.generation, printer=printer)


@registry.verb("custody.label_not_out", _PRINTERS, changes=("custody", "labels"))
def label_not_out(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    item_id: str,
    payload: str,
    refused: str = "",
) -> None:
    """The label that was sent did not come out: it is owed again. A person may say so once a label;
    `refused` is the printer's own word that it took nothing. The fourth time it is a reprint, with a second person."""
    item = views.visible(session, actor, queries.item(session, item_id), item_id)
    _note_not_out(session, act, "item", item.id, payload, refused)


@registry.verb("locations.label_not_out", _PLACE_PRINTERS, changes=("locations", "labels"))
def location_label_not_out(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    location_id: str,
    payload: str,
    refused: str = "",
) -> None:
    """The same for a place."""
    _note_not_out(session, act, "location", location_id, payload, refused)


def _note_not_out(
    session: Session, act: Act, kind: str, id_: str, payload: str, refused: str
) -> None:
    row = _unprinted(session, "event.LABEL_NOT_OUT", kind, id_, payload)
    if not in_doubt(session, [row]):
        raise errors.NotAllowedNow(event="event.LABEL_NOT_OUT", state="label.owed")
    before = [e for e in trail.of_object(session, "label", row.id) if e.kind == _NOT_OUT]
    if not refused and any(not json.loads(e.body).get("refused") for e in before):
        # twice lost is no printer's trouble any more: that is a reprint, with a second person
        raise errors.NotAllowedNow(event="event.LABEL_NOT_OUT", state="label.not_out")
    if (
        len(before) >= _NOT_OUT_MOST
    ):  # whoever says so: nobody proves what a printer is said to have said
        raise errors.NotAllowedNow(event="event.LABEL_NOT_OUT", state="label.not_out_often")
    ledger.write(
        session, act, "label", row.id, _NOT_OUT, generation=row.generation, refused=refused
    )


@registry.verb("custody.label_printed", _PRINTERS, changes=("custody", "labels"))
def label_printed(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    item_id: str,
    payload: str,
    how: str = "",
) -> None:
    """A thing's living label came out: it is owed no longer; a second print is a reprint (E35).

    `how` it is known: "printer" said so, it was "scanned", a person ("seen") holds it.
    """
    item = views.visible(session, actor, queries.item(session, item_id), item_id)
    _note_printed(session, act, now, "item", item.id, payload, how)


@registry.verb("locations.label_printed", _PLACE_PRINTERS, changes=("locations", "labels"))
def location_label_printed(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    location_id: str,
    payload: str,
    how: str = "",
) -> None:
    """The same for a place."""
    _note_printed(session, act, now, "location", location_id, payload, how)


def _note_printed(
    session: Session, act: Act, now: datetime, kind: str, id_: str, payload: str, how: str
) -> None:
    row = _unprinted(session, "event.LABEL_PRINTED", kind, id_, payload)
    ledger.write(session, act, "label", row.id, "LABEL_PRINTED", generation=row.generation, how=how)
    labels.printed(session, row, now)


def _unprinted(session: Session, event: str, kind: str, id_: str, payload: str) -> LabelRow:
    """The living label of this very object, which no printer has given out yet."""
    row = labels.require_living(session, payload)
    if (row.object_kind, row.object_id) != (kind, id_):
        raise errors.UnknownCode(code=payload[:64])
    label_queries.hold(session, row.id)  # two stations may want to print it at the same moment
    labels.require_living(session, payload)
    if row.printed_at is not None:
        raise errors.NotAllowedNow(event=event, state="label.printed")
    return row


@registry.verb(
    "locations.reprint", _PLACE_PRINTERS, seconds=_PRINTERS, changes=("locations", "labels")
)
def reprint_location(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    location_id: str,
    reason: str,
    old_label: str = "",
) -> str:
    """补打 of a place's label, as of a thing's (E35): the next generation, signed by two; the old code is void."""
    require_reason(reason, old_label)
    place = place_queries.location(session, location_id)
    if place is None:
        raise errors.NotFound(key=location_id)
    old = _living(session, "location", place.id, place.code)
    if not act.second:
        raise errors.NeedsSecondPerson(roles="role.custodian, role.store_head")
    require_head_when_often(session, act, old, place.code, now)
    row = labels.renew(session, act, old, reason.strip())
    ledger.write(
        session,
        act,
        "location",
        place.id,
        "REPRINT",
        reason=reason.strip(),
        old_label=old_label,
        before=old.generation,
        generation=row.generation,
        label=row.payload,
    )
    return row.payload


def require_reason(reason: str, old_label: str) -> None:
    """Why it is printed anew, and what became of the old one if that is said."""
    if not reason.strip():
        raise errors.FieldMissing(field="reprint.reason")
    if old_label and old_label not in OLD_LABELS:
        raise errors.NotAmong.of("reprint.old_label", old_label, OLD_LABELS, "old_label")


def require_head_when_often(
    session: Session, act: Act, old: LabelRow, number: str, now: datetime
) -> None:
    """The third reprint within thirty days is the store head's business."""
    count = deadlines.value(session, "reprint_head_count", clock.day(now))
    days = deadlines.value(session, "reprint_head_days", clock.day(now))
    since = now - timedelta(days=days)
    done = label_queries.reprints_since(session, old.object_kind, old.object_id, since)
    if done + 1 >= count and not identity.holds(session, act.second, now, Role.STORE_HEAD):
        raise ReprintsOften(number=number, count=done + 1, days=days)
