"""甄别、分流: what the petition office decides."""

from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from app import clock, errors, registry
from app.actor import Actor
from app.deadlines import limits
from app.ledger.types import Act
from app.organs import service as organs
from app.organs.types import OrganKind
from app.petitions import alike, identities, intake, rules, saving, scopes, telling
from app.petitions.errors import (
    GroundInvalid,
    GuidanceMissing,
    NewFactsInside,
    NothingAcceptable,
    NotOwnLevel,
    ToTheAccused,
)
from app.petitions.types import Done, Event, LinkKind
from db.petitions import belongings
from db.petitions.models import Petition

_CHANGES: Final = ("petitions",)
_KIND: Final = "petition"
#: The clocks that run until it is decided what becomes of a petition.
_SCREENING: Final = ("T-P2", "T-P3")


@registry.verb("petitions.screen", rules.LAW[Event.SCREEN].starts, changes=_CHANGES, offline=True)
def screen(
    session: Session, actor: Actor, now: datetime, act: Act, *, petition_id: str, version: int = 0
) -> Done:
    """甄别: begin to look what it is."""
    row = scopes.take(session, actor, now, act, Event.SCREEN, petition_id, version)
    saving.save(session, act, row, Event.SCREEN)
    return saving.done(row)


@registry.verb("petitions.accept", rules.LAW[Event.ACCEPT].starts, changes=_CHANGES)
def accept(
    session: Session, actor: Actor, now: datetime, act: Act, *, petition_id: str, version: int = 0
) -> Done:
    """受理: an accusation, an appeal or advice that is for this level, each matter with its marks."""
    row = scopes.take(session, actor, now, act, Event.ACCEPT, petition_id, version)
    if organs.place(session, actor.id, now).organ_id != row.organ_id:
        raise NotOwnLevel
    matters = belongings.matters(session, [row.id])
    if not any(matter.kind in rules.ACCEPTABLE for matter in matters):
        raise NothingAcceptable
    marks = belongings.marks(session, row.id)
    for matter in matters:
        borne = sum(mark.matter_id == matter.id for mark in marks)
        intake.require_marks(matter.kind, matter.summary, borne)
    saving.save(session, act, row, Event.ACCEPT)
    limits.end_rules(session, act, _KIND, row.id, ("T-P2",), now, "ACCEPT")
    return saving.done(row)


@registry.verb("petitions.forward", rules.LAW[Event.FORWARD].starts, changes=_CHANGES)
def forward(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    petition_id: str,
    target_id: str,
    version: int = 0,
) -> Done:
    """转送: down to the organ whose it is; it receives its own petition, with the first channel as second seal."""
    row = scopes.take(session, actor, now, act, Event.FORWARD, petition_id, version)
    _pass_down(session, act, now, row, target_id, Event.FORWARD)
    return saving.done(row)


@registry.verb(
    "petitions.assign",
    rules.LAW[Event.ASSIGN].starts,
    seconds=rules.LAW[Event.ASSIGN].seconds,
    changes=_CHANGES,
)
def assign(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    petition_id: str,
    target_id: str,
    version: int = 0,
) -> Done:
    """交办: down with a reply due in three months; a leader has agreed."""
    row = scopes.take(session, actor, now, act, Event.ASSIGN, petition_id, version)
    _pass_down(session, act, now, row, target_id, Event.ASSIGN)
    return saving.done(row)


def _pass_down(
    session: Session, act: Act, now: datetime, row: Petition, target_id: str, event: Event
) -> None:
    target = organs.require_open(session, target_id)
    mine = organs.require(session, row.organ_id)
    below = target.id != mine.id and target.path.startswith(mine.path)
    if not below or target.kind == OrganKind.UNIT:
        raise errors.FieldInvalid(field="petition.target", why=target.name)
    if intake.target_is_accused(session, row.id, target):
        raise ToTheAccused(target=target.name)
    assigned = event == Event.ASSIGN
    sub = "assigned_down" if assigned else "passed_down"
    child = intake.passed_down(session, act, now, row, target, sub)
    identities.pass_on(session, row, child)
    rule = "T-P5" if assigned else "T-P2"
    limits.start(session, act, _KIND, child.id, rule, clock.day(now))
    alike.note(session, now, act, row, child.id, LinkKind.FORWARDED, 100)
    saving.notice(session, now, child, "forwarded", target.id, "XF")
    package = registry.digest({"parent": row.id, "child": child.id, "seq": row.seq})
    saving.save(
        session,
        act,
        row,
        event,
        sets={"disposition": target.name},
        target=target.id,
        child=child.id,
        package=package,
    )
    limits.end_rules(session, act, _KIND, row.id, _SCREENING, now, event)


@registry.verb("petitions.route_out", rules.LAW[Event.ROUTE_OUT].starts, changes=_CHANGES)
def route_out(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    petition_id: str,
    competent: str,
    guidance: str,
    version: int = 0,
) -> Done:
    """转其他机关: out of scope; who gave his name is told on a slip where to go."""
    row = scopes.take(session, actor, now, act, Event.ROUTE_OUT, petition_id, version)
    if not competent.strip():
        raise errors.FieldMissing(field="petition.competent")
    _guide(session, act, now, row, guidance)
    told = {"competent": competent.strip(), "guidance": guidance.strip()}
    sets = {"disposition": competent.strip()}
    saving.save(session, act, row, Event.ROUTE_OUT, sets=sets, **told)
    limits.end_rules(session, act, _KIND, row.id, _SCREENING, now, "ROUTE_OUT")
    return saving.done(row)


@registry.verb("petitions.refuse", rules.LAW[Event.REFUSE].starts, changes=_CHANGES)
def refuse(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    petition_id: str,
    ground: str,
    guidance: str = "",
    version: int = 0,
) -> Done:
    """不予受理: on one of three grounds; who gave his name is told which way is open to him."""
    row = scopes.take(session, actor, now, act, Event.REFUSE, petition_id, version)
    if ground not in rules.GROUNDS:
        raise GroundInvalid(ground=ground)
    _guide(session, act, now, row, guidance)
    sets = {"ground": ground}
    saving.save(session, act, row, Event.REFUSE, sets=sets, ground=ground, guidance=guidance)
    limits.end_rules(session, act, _KIND, row.id, _SCREENING, now, "REFUSE")
    return saving.done(row)


def _guide(session: Session, act: Act, now: datetime, row: Petition, guidance: str) -> None:
    if row.reporter_mode in rules.NAMED and not guidance.strip():
        raise GuidanceMissing
    if guidance.strip():
        session.add(telling.told_row(act, now, row, "guidance", text=guidance.strip()))


@registry.verb(
    "petitions.keep_as_repeat",
    rules.LAW[Event.KEEP_AS_REPEAT].starts,
    seconds=rules.LAW[Event.KEEP_AS_REPEAT].seconds,
    changes=_CHANGES,
)
def keep_as_repeat(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    petition_id: str,
    first_id: str,
    no_new_facts: bool,
    version: int = 0,
) -> Done:
    """重复留存: nothing new is in it, as a second person has looked himself; the handler is told that it came."""
    row = scopes.take(session, actor, now, act, Event.KEEP_AS_REPEAT, petition_id, version)
    if not no_new_facts:
        raise NewFactsInside
    first = scopes.require_visible(session, actor, now, first_id)
    alike.require_same_accused(session, row.id, first.id)
    _, sets = alike.join(session, now, act, row, first, LinkKind.REPEAT, 100)
    if first.office:
        saving.notice(session, now, first, "repeat", first.organ_id, first.office)
    told = {"first": first.number, "no_new_facts": True}
    sets["disposition"] = first.number
    saving.save(session, act, row, Event.KEEP_AS_REPEAT, sets=sets, **told)
    limits.end_rules(session, act, _KIND, row.id, _SCREENING, now, "KEEP_AS_REPEAT")
    return saving.done(row)


@registry.verb("petitions.keep_as_empty", rules.LAW[Event.KEEP_AS_EMPTY].starts, changes=_CHANGES)
def keep_as_empty(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    petition_id: str,
    reason: str,
    version: int = 0,
) -> Done:
    """无实质留存: kept, because nothing in it can be followed."""
    row = scopes.take(session, actor, now, act, Event.KEEP_AS_EMPTY, petition_id, version)
    _save_with_reason(session, act, row, Event.KEEP_AS_EMPTY, reason)
    limits.end_rules(session, act, _KIND, row.id, _SCREENING, now, "KEEP_AS_EMPTY")
    return saving.done(row)


@registry.verb("petitions.void", rules.LAW[Event.VOID].starts, changes=_CHANGES)
def void(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    petition_id: str,
    reason: str,
    version: int = 0,
) -> Done:
    """作废: before it has a number, with the reason; nothing is ever deleted."""
    row = scopes.take(session, actor, now, act, Event.VOID, petition_id, version)
    _save_with_reason(session, act, row, Event.VOID, reason)
    limits.end_all(session, act, _KIND, row.id, now, "VOID")
    return saving.done(row)


def _save_with_reason(session: Session, act: Act, row: Petition, event: Event, reason: str) -> None:
    if not reason.strip():
        raise errors.FieldMissing(field="petition.reason")
    saving.save(session, act, row, event, reason=reason.strip())


# -- putting right, keeping away, telling ----------------------------------------------------------------
