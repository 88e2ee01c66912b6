"""封转: what belongs to the superior organ or is about the own head goes on sealed; of it nothing is kept but its way."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from sqlalchemy.orm import Session

from app import clock, errors, ids, registry
from app.actor import Actor
from app.deadlines import limits
from app.ledger import service as ledger
from app.ledger.types import Act
from app.organs import service as organs
from app.organs.types import Place
from app.petitions import fields, identities, intake, numbers, rules, saving, scopes
from app.petitions.types import Event, SealedRow
from db.ledger import queries as trail
from db.organs.models import Organ
from db.petitions import belongings, passing
from db.petitions.models import Petition, SealedPass

_CHANGES: Final = ("petitions",)
_KIND: Final = "sealed"


@registry.verb("petitions.seal_pass", rules.DESKS, changes=_CHANGES)
def seal_pass(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    channel: str,
    received_on: date,
    pieces: int,
    seal_no: str,
    is_about_own_head: bool = False,
) -> SealedRow:
    """封转: date, channel, pieces, seal number and target, and nothing else: no text, no name, no scan.

    About the own head it goes past him straight to the superior; he has no task, no count and no notice of it.
    """
    fields.require_choice("channel", channel, "channel")
    if pieces < 1:
        raise errors.FieldInvalid(field="petition.pieces", why=str(pieces))
    if not seal_no.strip():
        raise errors.FieldMissing(field="petition.seal_no")
    if received_on > clock.day(now):
        raise errors.FieldInvalid(field="petition.received_at", why="field.future")
    organ = intake.deciding(session, organs.place(session, actor.id, now))
    target = organs.require(session, organ.parent_id or organ.id)
    year = clock.day(now).year
    region = organ.region[:6]
    # what goes past him has numbers of its own: a gap in those that he sees would tell him of it
    series = "sealed_past_head" if is_about_own_head else "sealed"
    place = trail.next_number(session, f"{series}:{region}:{year}")
    found = limits.due(session, "T-P1", received_on)
    row = SealedPass(
        id=ids.new(),
        number=numbers.sealed(region, year, place, direct=is_about_own_head),
        organ_id=organ.id,
        target_id=target.id,
        channel=channel,
        received_on=received_on,
        pieces=pieces,
        seal_no=seal_no.strip(),
        direct=is_about_own_head,
        due_on=found.on,
        provisional=found.provisional,
        receipt_no="",
        receipt_at=None,
    )
    ledger.write(session, act, _KIND, row.id, "SEAL_PASS", number=row.number, pieces=pieces)
    session.add(row)
    session.flush()
    return _rows(session, [row])[0]


@registry.verb("petitions.divert", rules.LAW[Event.DIVERT].starts, changes=_CHANGES)
def divert(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    petition_id: str,
    version: int = 0,
) -> None:
    """改为封转: what was taken in and turns out to be the superior's is emptied here; that it was, stays an entry.

    Scans lose their keys, the identity loses its own, and every text is blanked; then `seal_pass` sends it on.
    """
    row = scopes.take(session, actor, now, act, Event.DIVERT, petition_id, version)
    erased = _empty(session, row, now)
    limits.end_all(session, act, "petition", row.id, now, "DIVERT")
    blank = dict.fromkeys(
        ("summary", "accused", "region", "letter_no", "channel_reason", "kind"), ""
    )
    saving.save(session, act, row, Event.DIVERT, sets=blank, erased=erased)


def _empty(session: Session, row: Petition, now: datetime) -> int:
    erased = 0
    for who in belongings.accused(session, [row.id]):
        for column in ("name", "alias", "unit", "post", "name_key", "unit_key", "person_key"):
            setattr(who, column, "")
        who.gender = who.rank = ""
    for matter in belongings.matters(session, [row.id]):
        matter.summary, matter.facts, matter.campaign, matter.topic = "", "{}", "", ""
    for mark in belongings.marks(session, row.id):
        mark.code = ""
    for original in belongings.originals(session, row.id):
        original.cipher_key = original.name = ""
        erased += 1
    identities.erase(session, row, now)
    return erased


@registry.verb("petitions.note_receipt", rules.DESKS, changes=_CHANGES)
def note_receipt(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    sealed_id: str,
    receipt_no: str,
) -> SealedRow:
    """回执: the superior organ has it."""
    row = passing.sealed_pass(session, sealed_id)
    place = organs.place(session, actor.id, now)
    organ = intake.deciding(session, place)
    if row is None or row.organ_id != organ.id or not _of_desk(session, place, organ, [row]):
        raise errors.NotFound(key=sealed_id)
    if not receipt_no.strip():
        raise errors.FieldMissing(field="petition.receipt_no")
    if row.receipt_no:  # noted at another desk meanwhile: the number that came first stands
        raise errors.AlreadyThere(key=row.receipt_no)
    row.receipt_no, row.receipt_at = receipt_no.strip(), now
    ledger.write(session, act, _KIND, row.id, "NOTE_RECEIPT", number=row.receipt_no)
    return _rows(session, [row])[0]


@registry.query("petitions.sealed_rows", (*rules.DESKS, *rules.LEADERS), central=True)
def sealed_rows(session: Session, actor: Actor, now: datetime) -> tuple[SealedRow, ...]:
    """The sealed ledger of the own organ; its leaders have no line of what went past them.

    A desk below reads of it what was sealed at its own organ and those below.
    """
    place = organs.place(session, actor.id, now)
    organ = intake.deciding(session, place)
    found = passing.sealed(session, organ.id, with_direct=not actor.has(*rules.LEADERS))
    return _rows(session, _of_desk(session, place, organ, found))


@registry.query("petitions.sealed_to_us", rules.CLERKS, central=True)
def sealed_to_us(session: Session, actor: Actor, now: datetime) -> tuple[SealedRow, ...]:
    """What organs below have sent on sealed."""
    organ = intake.deciding(session, organs.place(session, actor.id, now))
    return _rows(session, list(passing.sealed_to(session, organ.id)))


def _of_desk(
    session: Session, place: Place, organ: Organ, found: Sequence[SealedPass]
) -> list[SealedPass]:
    """Of an organ's ledger what a desk may read: by the trail, which tells who sealed it and when."""
    if place.organ_id == organ.id:
        return list(found)
    mine = set()
    for entry in trail.of_objects(session, _KIND, [row.id for row in found], ["SEAL_PASS"]):
        at = organs.place_or_none(session, entry.actor, entry.recorded_at)
        if at is not None and at.path.startswith(place.path):
            mine.add(entry.object_id)
    return [row for row in found if row.id in mine]


def _rows(session: Session, found: list[SealedPass]) -> tuple[SealedRow, ...]:
    return tuple(
        SealedRow(
            row.id,
            row.number,
            row.channel,
            row.received_on,
            row.pieces,
            row.seal_no,
            # the superior of the topmost organ is not in these books
            organs.require(session, row.target_id).name if row.target_id != row.organ_id else "",
            row.due_on,
            row.provisional,
            row.receipt_no,
        )
        for row in found
    )
