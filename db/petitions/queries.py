"""Statements about petitions; whoever asks for a list brings his `Scope`, and nothing outside it is found or counted."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
    tuple_,
)
from sqlalchemy.orm import Session

from db.among import Ids, among
from db.deadlines.models import Deadline
from db.identity.models import Account, Appointment
from db.organs.models import Organ, Posting
from db.petitions.models import Accused, Exclusion, Petition

KIND: Final = "petition"
#: By what a list is in order, the newest first.
_PLACE: Final = tuple_(Petition.received_at, Petition.id)
#: What every act on a petition asks is made once (db/ledger/queries.py).
AMONG: Final[BindParameter[Any]] = bindparam("ids", expanding=True)
_SOME: Final = select(Petition).where(Petition.id.in_(AMONG))
_LOCKED: Final = (
    select(Petition)
    .where(Petition.id == bindparam("id"))
    .with_for_update()
    .execution_options(populate_existing=True)
)


@dataclass(frozen=True, slots=True)
class Scope:
    """What somebody may see: the subtree of his organ, from which states on, his office, and his own name's key.

    `whole`: every petition of the subtree; `after`: those that left the petition office (never in `early`);
    `desk`: those that his desk took in; `office`: those of his office; always those he handles. Those in a state of
    `never` are not there for him.
    """

    account_id: str
    organ_id: str
    path: str
    name_key: str
    early: tuple[str, ...]
    whole: bool = False
    after: bool = False
    desk: bool = False
    office: str = ""
    never: tuple[str, ...] = ()


def _organs(path: str) -> Select[Any]:
    return select(Organ.id).where(Organ.path >= path, Organ.path < path[:-1] + "0")


def visible(scope: Scope) -> list[ColumnElement[bool]]:
    """The conditions under which a petition is there for somebody."""
    late = Petition.status.not_in(scope.early)
    ways: list[ColumnElement[bool]] = [Petition.handler == scope.account_id]
    if scope.whole:
        ways.append(Petition.organ_id.in_(_organs(scope.path)))
    if scope.after:
        ways.append(and_(Petition.organ_id.in_(_organs(scope.path)), late))
    if scope.desk:
        ways.append(Petition.received_organ_id.in_(_organs(scope.path)))
    if scope.office:
        ways.append(
            and_(Petition.organ_id == scope.organ_id, Petition.office == scope.office, late)
        )
    # both are few and looked up once, whatever is then counted
    away = select(Exclusion.petition_id).where(Exclusion.account_id == scope.account_id)
    hidden = [Petition.id.not_in(away)]
    if scope.never:
        hidden.append(Petition.status.not_in(scope.never))
    if scope.name_key:
        own = select(Accused.petition_id).where(Accused.name_key == scope.name_key)
        hidden.append(Petition.id.not_in(own))
    return [or_(*ways), *hidden]


def not_in(statuses: Collection[str]) -> list[ColumnElement[bool]]:
    """The condition that a petition stands in none of these states."""
    return [Petition.status.not_in(list(statuses))]


def only(*, channel: str = "", kind: str = "") -> list[ColumnElement[bool]]:
    """The conditions of one channel and one kind, where they are named."""
    asked = ((Petition.channel, channel), (Petition.kind, kind))
    return [column == value for column, value in asked if value]


def sees(session: Session, scope: Scope, petition_id: str) -> bool:
    """Whether a petition is there for somebody."""
    return session.scalar(_seen(scope), {"id": petition_id}) is not None


@lru_cache(256)
def _seen(scope: Scope) -> Select[Any]:
    """Made once for each of those who work: they ask it before whatever they do."""
    return select(Petition.id).where(Petition.id == bindparam("id"), *visible(scope))


def seen_of(session: Session, scope: Scope, ids: Ids) -> set[str]:
    """Of these petitions those that are there for somebody."""
    asked = select(Petition.id).where(among(session, Petition.id, ids), *visible(scope))
    cursor: Any = session.connection().execute(asked).cursor  # its own rows: there may be many
    return {id_ for (id_,) in cursor.fetchall()}


def get(session: Session, id_: str) -> Petition | None:
    """One petition."""
    return session.get(Petition, id_)


def locked(session: Session, id_: str) -> Petition | None:
    """One petition, held until this job ends."""
    return session.scalars(_LOCKED, {"id": id_}).first()


def by_number(session: Session, number: str) -> Petition | None:
    """The petition under a number."""
    return session.scalars(select(Petition).where(Petition.number == number)).first()


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is narrowed to; empty: not at all."""

    channels: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    kind: str = ""
    receipt_kind: str = ""
    late_on: date | None = None
    handler: str = ""
    words: tuple[str, ...] = ()
    #: Which petitions may carry the words, when an index knows.
    ids: Sequence[str] | None = None
    #: What was recorded by then; and of it what stands behind this one in the list.
    until: datetime | None = None
    behind: tuple[datetime, str] | None = None


def _late(day: date) -> ColumnElement[bool]:
    return exists().where(
        Deadline.object_kind == KIND,
        Deadline.object_id == Petition.id,
        Deadline.ended_at.is_(None),
        Deadline.rolled_on < day,
    )


def _word(word: str) -> ColumnElement[bool]:
    like = "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    return or_(
        Petition.number.like(like, escape="\\"),
        Petition.summary.like(like, escape="\\"),
        Petition.accused.like(like, escape="\\"),
        exists().where(
            Accused.petition_id == Petition.id,
            or_(Accused.name.like(like, escape="\\"), Accused.unit.like(like, escape="\\")),
        ),
    )


def _chosen(scope: Scope, asked: Asked, *, but_channel: bool = False) -> list[ColumnElement[bool]]:
    wanted = visible(scope)
    if asked.channels and not but_channel:
        wanted.append(Petition.channel.in_(asked.channels))
    if asked.statuses:
        wanted.append(Petition.status.in_(asked.statuses))
    if asked.kind:
        wanted.append(Petition.kind == asked.kind)
    if asked.receipt_kind:
        wanted.append(Petition.receipt_kind == asked.receipt_kind)
    if asked.late_on is not None:
        wanted.append(_late(asked.late_on))
    if asked.handler:
        wanted.append(Petition.handler == asked.handler)
    if asked.until is not None:
        wanted.append(Petition.recorded_at <= asked.until)
    if asked.behind is not None:
        wanted.append(asked.behind > _PLACE)
    if asked.ids is not None:
        wanted.append(Petition.id.in_(asked.ids))
    wanted += [_word(word) for word in asked.words]
    return wanted


def page(
    session: Session, scope: Scope, asked: Asked, *, limit: int, offset: int
) -> Sequence[Petition]:
    """Petitions, the newest receipt first."""
    return session.scalars(
        select(Petition)
        .where(*_chosen(scope, asked))
        .order_by(Petition.received_at.desc(), Petition.id.desc())
        .limit(limit)
        .offset(offset)
    ).all()


def count(session: Session, scope: Scope, asked: Asked) -> int:
    """How many `page` has."""
    wanted = select(func.count()).select_from(Petition).where(*_chosen(scope, asked))
    return session.scalar(wanted) or 0


def by_channel(session: Session, scope: Scope, asked: Asked) -> dict[str, int]:
    """channel → how many, whatever channel was asked for."""
    found = session.execute(
        select(Petition.channel, func.count())
        .where(*_chosen(scope, asked, but_channel=True))
        .group_by(Petition.channel)
    )
    return {channel: many for channel, many in found}


def by_status(session: Session, scope: Scope) -> dict[str, int]:
    """status → how many."""
    found = session.execute(
        select(Petition.status, func.count()).where(*visible(scope)).group_by(Petition.status)
    )
    return {status: many for status, many in found}


# -- what belongs to petitions -------------------------------------------------------------------------


def some(session: Session, ids: Collection[str]) -> dict[str, Petition]:
    """These petitions by id."""
    return {row.id: row for row in session.scalars(_SOME, {"ids": list(ids)})}


# -- people --------------------------------------------------------------------------------------------


def names_of_role(session: Session, organ_id: str, roles: Collection[str], day: date) -> set[str]:
    """The names of who holds one of the roles at an organ on a day."""
    posted = (Posting.since <= day) & or_(Posting.until.is_(None), Posting.until >= day)
    held = (Appointment.since <= day) & or_(Appointment.until.is_(None), Appointment.until >= day)
    return set(
        session.scalars(
            select(Account.name)
            .join(Posting, Posting.account_id == Account.id)
            .join(Appointment, Appointment.account_id == Account.id)
            .where(Posting.organ_id == organ_id, posted, held, Appointment.role.in_(list(roles)))
        )
    )


def organs_named(session: Session, names: Collection[str]) -> Sequence[Organ]:
    """Organs and units of these names."""
    return session.scalars(select(Organ).where(Organ.name.in_(list(names)))).all()
