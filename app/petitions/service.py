"""收件、登记: a petition is taken in at a desk and gets its number from the centre; the other verbs stand beside."""

from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from app import clock, errors, registry
from app.actor import Actor
from app.deadlines import limits
from app.ledger.types import Act
from app.organs import service as organs
from app.petitions import (
    alike,
    finding,
    identities,
    intake,
    lines,
    numbers,
    rules,
    saving,
    scopes,
)
from app.petitions.errors import MustBeSealed
from app.petitions.types import (
    Accused,
    Channel,
    Done,
    Event,
    Jurisdiction,
    LinkKind,
    NewPetition,
    Reporter,
)
from db.ledger import queries as trail
from db.petitions.models import Petition

CHANGES: Final = ("petitions",)
NOBODY: Final = Reporter()


@registry.query("petitions.jurisdiction", rules.DESKS)
def jurisdiction(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    accused: tuple[Accused, ...],
    is_about_own_head: bool = False,
) -> Jurisdiction:
    """Whose a petition about these people is: asked before anything is kept (casework §2.6)."""
    organ = intake.deciding(session, organs.place(session, actor.id, now))
    found = intake.whose(session, organ, now, accused, about_head=is_about_own_head)
    if found == "own":
        return Jurisdiction(found, organ.id, organ.name)
    if not organ.parent_id:
        return Jurisdiction(found)
    over = organs.require(session, organ.parent_id)
    return Jurisdiction(found, over.id, over.name)


@registry.verb(
    "petitions.receive",
    rules.LAW[Event.RECEIVE].starts,
    changes=CHANGES,
    secrets=("reporter",),
    offline=True,
)
def receive(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    petition: NewPetition,
    reporter: Reporter = NOBODY,
) -> Done:
    """收件: taken in at any desk; a desk of a street or a village passes it to the county's petition office."""
    return saving.done(_received(session, actor, now, act, petition, reporter))


def _received(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    petition: NewPetition,
    reporter: Reporter,
) -> Petition:
    place = organs.place(session, actor.id, now)
    organ = intake.deciding(session, place)
    intake.require(session, actor, now, petition)
    intake.require_own(session, organ, now, petition)
    identities.require_reachable(petition, reporter)
    row = intake.taken(session, act, now, place, organ, petition)
    identities.keep(session, row, reporter)
    return row


@registry.verb(
    "petitions.register",
    rules.LAW[Event.REGISTER].starts,
    changes=CHANGES,
    secrets=("reporter",),
    offline=True,
)
def register(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    petition_id: str = "",
    petition: NewPetition | None = None,
    reporter: Reporter = NOBODY,
    version: int = 0,
) -> Done:
    """登记: give the number, once and for ever; what is taken in at the petition office itself is so in the same act.

    Refused for what belongs to the superior organ or is about the own head: that goes on sealed.
    """
    if petition is not None:
        row = _received(session, actor, now, act, petition, reporter)
    elif petition_id:
        row = scopes.take(session, actor, now, act, Event.REGISTER, petition_id, version)
        _require_ours(session, now, row)
    else:
        raise errors.FieldMissing(field="petition.matter")
    sets: dict[str, str] = {}
    if petition is not None and petition.repeat_of:
        first = scopes.require_visible(session, actor, now, petition.repeat_of)
        alike.require_same_accused(session, row.id, first.id)
        _, sets = alike.join(session, now, act, row, first, LinkKind.REPEAT, 100)
    _number(session, now, act, row, sets)
    start_clocks(session, act, row)
    return saving.done(row)


def _require_ours(session: Session, now: datetime, row: Petition) -> None:
    """What a lower desk took in may turn out to belong to the superior: its people may have changed meanwhile."""
    organ = organs.require(session, row.organ_id)
    if intake.whose(session, organ, now, lines.accused_of(session, row.id)) != "own":
        raise MustBeSealed


def _number(session: Session, now: datetime, act: Act, row: Petition, sets: dict[str, str]) -> None:
    """The next number of the region, channel and year: raised in this transaction, so that there is no gap."""
    region, year = organs.require(session, row.organ_id).region[:6], clock.day(now).year
    place = trail.next_number(session, f"petition:{region}:{row.channel}:{year}")
    number = numbers.petition(region, year, row.channel, place)
    saving.save(session, act, row, Event.REGISTER, sets={**sets, "number": number}, number=number)
    finding.note(session, [row])


def start_clocks(session: Session, act: Act, row: Petition) -> None:
    """The limits that a registration sets going: from the receipt, not from the typing (casework §1.3)."""
    on = clock.day(row.received_at)
    if row.channel == Channel.REFERRED and not row.parent_id:
        rule = "T-P5" if row.sub_channel == "assigned_down" else "T-P2"
        limits.start(session, act, "petition", row.id, rule, on)
    if row.reporter_mode in rules.NAMED and row.receipt_kind == "first":
        limits.start(session, act, "petition", row.id, "T-P3", on)
