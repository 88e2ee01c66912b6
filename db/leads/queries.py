"""Statements about leads: who may see them, their lists, and what hangs on each."""

from collections.abc import Callable, Collection, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    exists,
    false,
    func,
    or_,
    select,
    true,
)
from sqlalchemy.orm import Session, aliased

from db.among import Ids, among
from db.deadlines.models import Deadline
from db.leads.models import Lead, LeadAlias, LeadAway, LeadHandler, LeadPerson, LeadStep
from db.organs.models import Organ


class Scope(NamedTuple):
    """What somebody may see: of the organs from `path` on (`below`), or of his own, the `lines`, of them these offices
    (none: every office).

    Beside it what he handles, what waits for a signature of one of his `signs` roles at his organ, and what has had his;
    never what is about somebody of his own `name`. Of the lines `stages` from `path` on he learns how far they are.
    """

    account_id: str
    path: str = ""
    organ_id: str = ""
    lines: tuple[str, ...] = ()
    offices: tuple[str, ...] | None = ()
    signs: tuple[str, ...] = ()
    name: str = ""
    below: bool = True
    stages: tuple[str, ...] = ()


class Asked(NamedTuple):
    """What a list is asked for."""

    statuses: tuple[str, ...] = ()
    office: str = ""
    source: str = ""
    lamp: str = ""
    words: tuple[tuple[str, bool], ...] = ()
    today: date | None = None
    ids: tuple[str, ...] | None = None


# -- one lead ------------------------------------------------------------------------------------------


def lead(session: Session, id_: str) -> Lead | None:
    """One lead."""
    return session.get(Lead, id_)


def locked(session: Session, id_: str) -> Lead | None:
    """One lead, held until this job ends."""
    return session.scalars(
        select(Lead)
        .where(Lead.id == id_)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).first()


def by_code(session: Session, code: str) -> Lead | None:
    """The one lead that a code names, its own or another organ's; a merged one leads on to where it went."""
    found = session.scalars(select(Lead).where(Lead.number == code)).first()
    if found is not None and not found.merged_into:
        return found
    alias = session.scalars(select(LeadAlias).where(LeadAlias.code == code)).first()
    return session.get(Lead, alias.lead_id) if alias else found


def by_letter(session: Session, organ_id: str, source: str, ref: str) -> Lead | None:
    """The living lead that a letter is registered under."""
    return session.scalars(
        select(Lead).where(
            Lead.organ_id == organ_id,
            Lead.source == source,
            Lead.source_ref == ref,
            Lead.merged_into == "",
        )
    ).first()


def numbers(session: Session, ids: Collection[str]) -> dict[str, str]:
    """id → code."""
    found = session.execute(select(Lead.id, Lead.number).where(Lead.id.in_(list(ids))))
    return {row.id: row.number for row in found}


# -- sight ---------------------------------------------------------------------------------------------


def seen_by(scope: Scope) -> ColumnElement[bool]:
    """Which leads somebody may see; who keeps away from one finds no trace of it."""
    return and_(_known_to(scope), or_(*_ways(scope)))


def told_to(scope: Scope) -> ColumnElement[bool]:
    """Those, and the leads of which somebody learns how far they are."""
    staged = and_(_under(scope.path), Lead.line.in_(scope.stages)) if scope.stages else false()
    return and_(_known_to(scope), or_(*_ways(scope), staged))


def _ways(scope: Scope) -> list[ColumnElement[bool]]:
    handled = select(LeadHandler.lead_id).where(
        LeadHandler.account_id == scope.account_id, LeadHandler.until.is_(None)
    )
    ways: list[ColumnElement[bool]] = [Lead.id.in_(handled)]
    if scope.path and scope.lines:
        where = _under(scope.path) if scope.below else Lead.organ_id == scope.organ_id
        office = true() if scope.offices is None else Lead.office.in_(scope.offices)
        ways.append(and_(where, Lead.line.in_(scope.lines), office))
    if scope.signs:
        ways.append(and_(Lead.organ_id == scope.organ_id, Lead.id.in_(_signed(scope))))
    return ways


def _signed(scope: Scope) -> Select[str]:
    """What waits for a signature of one of his roles, and what he signed himself or somebody in his place."""
    his = or_(LeadStep.approver == scope.account_id, LeadStep.on_behalf == scope.account_id)
    return select(LeadStep.lead_id).where(or_(_waits(scope), his))


def waits_for(scope: Scope) -> Select[str]:
    """What waits for a signature of one of his roles now: those before him have signed."""
    before = aliased(LeadStep)
    others = exists().where(
        before.lead_id == LeadStep.lead_id,
        before.run == LeadStep.run,
        before.place < LeadStep.place,
        before.decision == "",
    )
    return select(LeadStep.lead_id).where(_waits(scope), ~others)


def _waits(scope: Scope) -> ColumnElement[bool]:
    other = aliased(LeadStep)
    sent_back = and_(other.run == LeadStep.run, other.decision == "sent_back")
    over = exists().where(
        other.lead_id == LeadStep.lead_id, or_(other.run > LeadStep.run, sent_back)
    )
    return and_(LeadStep.role.in_(scope.signs), LeadStep.decision == "", ~over)


def _under(path: str) -> ColumnElement[bool]:
    return Lead.organ_id.in_(
        select(Organ.id).where(Organ.path >= path, Organ.path < path[:-1] + "0")
    )


def _known_to(scope: Scope) -> ColumnElement[bool]:
    away = select(LeadAway.lead_id).where(LeadAway.account_id == scope.account_id)
    hidden = [Lead.id.not_in(away)]
    if scope.name:
        named = select(LeadPerson.lead_id).where(LeadPerson.folded == scope.name)
        hidden.append(Lead.id.not_in(named))
    return and_(*hidden)


def is_seen(session: Session, scope: Scope, lead_id: str) -> bool:
    """Whether somebody may see one lead."""
    return session.scalar(_asked_of(scope, seen_by), {"id": lead_id}) is not None


def is_told(session: Session, scope: Scope, lead_id: str) -> bool:
    """Whether somebody learns at least how far a lead is."""
    return session.scalar(_asked_of(scope, told_to), {"id": lead_id}) is not None


@lru_cache(512)
def _asked_of(scope: Scope, known: Callable[[Scope], ColumnElement[bool]]) -> Select[Any]:
    """Made once for each of those who work: they ask it before whatever they do."""
    return select(Lead.id).where(Lead.id == bindparam("id"), known(scope))


def seen_of(session: Session, scope: Scope, ids: Ids) -> set[str]:
    """Of these leads those that somebody may see."""
    return _those_of(session, ids, seen_by(scope))


def told_of(session: Session, scope: Scope, ids: Ids) -> set[str]:
    """Of these leads those of which somebody learns at least how far they are."""
    return _those_of(session, ids, told_to(scope))


def _those_of(session: Session, ids: Ids, known: ColumnElement[bool]) -> set[str]:
    asked = select(Lead.id).where(among(session, Lead.id, ids), known)
    cursor: Any = session.connection().execute(asked).cursor  # its own rows: there may be many
    return {id_ for (id_,) in cursor.fetchall()}


def seen_numbers(session: Session, scope: Scope, numbers: Collection[str]) -> set[str]:
    """Of these codes those of leads that somebody may see."""
    asked = select(Lead.number).where(Lead.number.in_(list(numbers)), seen_by(scope))
    return set(session.scalars(asked)) if numbers else set()


# -- lists ---------------------------------------------------------------------------------------------


def page(
    session: Session,
    scope: Scope,
    asked: Asked,
    stock: Sequence[str],
    limit: int,
    offset: int,
) -> Sequence[Lead]:
    """Leads newest first."""
    chosen = _chosen(select(Lead), scope, asked, stock)
    newest = chosen.order_by(Lead.registered_at.desc(), Lead.id.desc())
    return session.scalars(newest.limit(limit).offset(offset)).all()


def count(
    session: Session,
    scope: Scope,
    asked: Asked,
    stock: Sequence[str],
) -> int:
    """How many `page` has."""
    chosen = select(func.count()).select_from(Lead)
    return session.scalar(_chosen(chosen, scope, asked, stock)) or 0


def _chosen(
    statement: Select[Any],
    scope: Scope,
    asked: Asked,
    stock: Sequence[str],
) -> Select[Any]:
    # by what a row outside his line does not tell, only what he reads is found
    untold = asked.words or asked.source or asked.lamp or asked.office
    sight = seen_by(scope) if untold else told_to(scope)
    found = statement.where(sight, Lead.merged_into == "")
    if asked.statuses:
        found = found.where(Lead.status.in_(asked.statuses))
    if asked.office:
        found = found.where(Lead.office == asked.office)
    if asked.source:
        found = found.where(Lead.source == asked.source)
    if asked.ids is not None:
        found = found.where(Lead.id.in_(asked.ids))
    if asked.lamp and asked.today is not None:
        found = found.where(_lamp(asked.lamp, asked.today, stock))
    for word, prefix in asked.words:
        found = found.where(
            Lead.words.contains(f" {word}" if prefix else f" {word} ", autoescape=True)
        )
    return found


def _lamp(lamp: str, today: date, stock: Sequence[str]) -> ColumnElement[bool]:
    """The same as `rules.lamp`, for the engine: T-L1 late is yellow, every other limit late is red."""
    running = select(Deadline.object_id).where(
        Deadline.object_kind == "lead", Deadline.ended_at.is_(None)
    )
    dated = Deadline.rule.not_in(("T-L1", "T-L7"))
    red = running.where(Deadline.rolled_on < today, Deadline.rule != "T-L1")
    near = and_(dated, Deadline.rolled_on < today + timedelta(days=4))
    late = and_(Deadline.rule == "T-L1", Deadline.rolled_on < today)
    yellow = running.where(or_(near, late))
    asked = {
        "red": Lead.id.in_(red),
        "yellow": and_(Lead.id.not_in(red), Lead.id.in_(yellow)),
        "blue": and_(Lead.id.not_in(red), Lead.id.not_in(yellow)),
    }
    return and_(Lead.status.in_(list(stock)), asked.get(lamp, false()))


def of_names(session: Session, folded: Collection[str]) -> Sequence[tuple[LeadPerson, Lead]]:
    """Every lead about somebody of one of these names, oldest first."""
    found = session.execute(
        select(LeadPerson, Lead)
        .join(Lead, Lead.id == LeadPerson.lead_id)
        .where(LeadPerson.folded.in_(list(folded)), Lead.merged_into == "")
        .order_by(Lead.registered_at, Lead.id)
    )
    return [(row[0], row[1]) for row in found]


def late(session: Session, organ_id: str, stock: Sequence[str], today: date) -> Sequence[Lead]:
    """Leads of an organ past a limit, the oldest first."""
    past = select(Deadline.object_id).where(
        Deadline.object_kind == "lead", Deadline.ended_at.is_(None), Deadline.rolled_on < today
    )
    return session.scalars(
        select(Lead)
        .where(Lead.organ_id == organ_id, Lead.status.in_(list(stock)), Lead.id.in_(past))
        .order_by(Lead.received_at)
    ).all()


def to_wake(session: Session, scope: Scope, parked: str, today: date) -> Sequence[str]:
    """The parked leads of somebody's organ, of those he sees, whose day has come."""
    due = (Lead.status == parked, Lead.review_on <= today, Lead.organ_id == scope.organ_id)
    return session.scalars(select(Lead.id).where(*due, seen_by(scope)).order_by(Lead.id)).all()
