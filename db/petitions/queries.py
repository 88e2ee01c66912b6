"""Statements about petitions; whoever asks for a list brings his `Scope`, and nothing outside it is found or counted."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
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
from db.petitions.models import (
    Accused,
    Effect,
    Exclusion,
    Feedback,
    Group,
    IdentityRequest,
    IdentitySecret,
    IdentityTrace,
    Link,
    Mark,
    Matter,
    Notice,
    Order,
    Original,
    Petition,
    SealedPass,
    Visit,
)

_KIND: Final = "petition"
#: By what a list is in order, the newest first.
_PLACE: Final = tuple_(Petition.received_at, Petition.id)
#: What every act on a petition asks is made once (db/ledger/queries.py).
_AMONG: Final[BindParameter[Any]] = bindparam("ids", expanding=True)
_SOME: Final = select(Petition).where(Petition.id.in_(_AMONG))
_LOCKED: Final = (
    select(Petition)
    .where(Petition.id == bindparam("id"))
    .with_for_update()
    .execution_options(populate_existing=True)
)
_LINKS: Final = (
    select(Link)
    .where(
        or_(
            Link.petition_id == bindparam("id"),
            and_(Link.other_kind == _KIND, Link.other_id == bindparam("id")),
        )
    )
    .order_by(Link.id)
)
_OPEN_LINKS: Final = tuple(
    select(column, func.count()).where(column.in_(_AMONG), Link.ended_at.is_(None)).group_by(column)
    for column in (Link.petition_id, Link.other_id)
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
        Deadline.object_kind == _KIND,
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


@cache
def _belonging(table: Any, *order: Any) -> Select[Any]:
    """The rows of a table that belong to the petitions `ids`; made once (db/ledger/queries.py)."""
    theirs = table.petition_id.in_(bindparam("ids", expanding=True))
    return select(table).where(theirs).order_by(*order)


def accused(session: Session, ids: Collection[str]) -> Sequence[Accused]:
    """Whom these petitions are about."""
    return session.scalars(_belonging(Accused, Accused.id), {"ids": list(ids)}).all()


def accused_keys(session: Session) -> Iterator[tuple[str, ...]]:
    """Of everybody whom any petition is about: id, name, unit, and the three keys that are kept of both."""
    row = Accused
    asked = select(row.id, row.name, row.unit, row.name_key, row.unit_key, row.person_key)
    for each in session.execute(asked, execution_options={"yield_per": 5_000}):
        yield tuple(each)


def accused_some(session: Session, ids: Sequence[str]) -> Sequence[Accused]:
    """These of them."""
    return session.scalars(select(Accused).where(among(session, Accused.id, ids))).all()


def matters(session: Session, ids: Collection[str]) -> Sequence[Matter]:
    """The matters of these petitions, in order."""
    asked = _belonging(Matter, Matter.petition_id, Matter.place)
    return session.scalars(asked, {"ids": list(ids)}).all()


def marks(session: Session, petition_id: str, *, all_: bool = False) -> Sequence[Mark]:
    """The marks of a petition; `all_`: also those that it bears no more, which have no code."""
    found = session.scalars(_belonging(Mark, Mark.kind, Mark.code), {"ids": [petition_id]})
    return [mark for mark in found if all_ or mark.code]


def originals(session: Session, petition_id: str) -> Sequence[Original]:
    """The originals of a petition."""
    return session.scalars(_belonging(Original, Original.id), {"ids": [petition_id]}).all()


def original(session: Session, id_: str) -> Original | None:
    """One original."""
    return session.get(Original, id_)


def exclusions(session: Session, petition_id: str) -> Sequence[Exclusion]:
    """Who must keep away from a petition."""
    asked = _belonging(Exclusion, Exclusion.account_id)
    return session.scalars(asked, {"ids": [petition_id]}).all()


def visit(session: Session, petition_id: str) -> Visit | None:
    """How a visit was received."""
    return session.get(Visit, petition_id)


def feedbacks(session: Session, petition_id: str) -> Sequence[Feedback]:
    """What the reporter was told."""
    return session.scalars(_belonging(Feedback, Feedback.id), {"ids": [petition_id]}).all()


def effects(session: Session, petition_id: str) -> Sequence[Effect]:
    """What was found after the closing."""
    return session.scalars(_belonging(Effect, Effect.id), {"ids": [petition_id]}).all()


def links(session: Session, petition_id: str) -> Sequence[Link]:
    """Links from and to a petition, ended ones too."""
    return session.scalars(_LINKS, {"id": petition_id}).all()


def link(session: Session, id_: str) -> Link | None:
    """One link."""
    return session.get(Link, id_)


def open_links(session: Session, ids: Collection[str]) -> dict[str, int]:
    """petition → how many links of it hold."""
    found: dict[str, int] = {}
    for asked in _OPEN_LINKS:
        for id_, many in session.execute(asked, {"ids": list(ids)}):
            found[id_] = found.get(id_, 0) + many
    return found


def of_lead(session: Session, lead_id: str) -> Sequence[str]:
    """The petitions that stand linked to a lead."""
    return session.scalars(
        select(Link.petition_id).where(
            Link.other_kind == "lead", Link.other_id == lead_id, Link.ended_at.is_(None)
        )
    ).all()


def of_person(session: Session, keys: Collection[str], limit: int) -> Sequence[str]:
    """The petitions about one of these people, the newest first."""
    return session.scalars(
        select(Petition.id)
        .join(Accused, Accused.petition_id == Petition.id)
        .where(Accused.person_key.in_(list(keys)))
        .group_by(Petition.id, Petition.received_at)
        .order_by(Petition.received_at.desc(), Petition.id.desc())
        .limit(limit)
    ).all()


def some(session: Session, ids: Collection[str]) -> dict[str, Petition]:
    """These petitions by id."""
    return {row.id: row for row in session.scalars(_SOME, {"ids": list(ids)})}


def group(session: Session, petition_id: str) -> Group:
    """The matter that a petition is of."""
    return session.get_one(Group, petition_id)


def in_group(session: Session, group_id: str) -> Sequence[Group]:
    """Every receipt of one matter."""
    return session.scalars(select(Group).where(Group.group_id == group_id)).all()


# -- notices, orders, clocks ---------------------------------------------------------------------------


def notices(session: Session, organ_id: str, office: str) -> Sequence[Notice]:
    """What an office has not taken note of yet."""
    return session.scalars(
        select(Notice)
        .where(Notice.organ_id == organ_id, Notice.office == office, Notice.read_at.is_(None))
        .order_by(Notice.id)
    ).all()


def notice(session: Session, id_: str) -> Notice | None:
    """One notice."""
    return session.get(Notice, id_)


def orders(session: Session, scope: Scope, *, open_only: bool) -> Sequence[Order]:
    """Supervision orders on petitions that are there for the asker."""
    asked = select(Order).join(Petition, Petition.id == Order.petition_id).where(*visible(scope))
    if open_only:
        asked = asked.where(Order.verdict != "cancel")
    return session.scalars(asked.order_by(Order.due_on, Order.id)).all()


def orders_of(session: Session, ids: Collection[str]) -> Sequence[Order]:
    """The supervision orders on these petitions."""
    return session.scalars(_belonging(Order, Order.id), {"ids": list(ids)}).all()


def order(session: Session, id_: str) -> Order | None:
    """One order."""
    return session.get(Order, id_)


def running_clocks(session: Session, scope: Scope, day: date) -> Sequence[tuple[Any, Any]]:
    """(deadline, petition) of every clock that ends by a day on petitions that are there for the asker."""
    return [
        (row[0], row[1])
        for row in session.execute(
            select(Deadline, Petition)
            .join(Petition, Petition.id == Deadline.object_id)
            .where(
                Deadline.object_kind == _KIND,
                Deadline.ended_at.is_(None),
                Deadline.rolled_on <= day,
                *visible(scope),
            )
            .order_by(Deadline.rolled_on, Deadline.id)
        )
    ]


# -- sealed --------------------------------------------------------------------------------------------


def sealed(session: Session, organ_id: str, *, with_direct: bool) -> Sequence[SealedPass]:
    """The ledger of what an organ passed on sealed; what went past its head only for those who sealed it."""
    asked = select(SealedPass).where(SealedPass.organ_id == organ_id)
    if not with_direct:
        asked = asked.where(SealedPass.direct.is_(False))
    return session.scalars(asked.order_by(SealedPass.id.desc())).all()


def sealed_to(session: Session, target_id: str) -> Sequence[SealedPass]:
    """What was passed on sealed to an organ."""
    # the topmost organ's own name it itself: its superior is not in these books
    asked = select(SealedPass).where(
        SealedPass.target_id == target_id, SealedPass.organ_id != target_id
    )
    return session.scalars(asked.order_by(SealedPass.id.desc())).all()


def sealed_pass(session: Session, id_: str) -> SealedPass | None:
    """One line of the sealed ledger."""
    return session.get(SealedPass, id_)


# -- who reported --------------------------------------------------------------------------------------


def secret(session: Session, petition_id: str) -> IdentitySecret | None:
    """The sealed identity."""
    return session.get(IdentitySecret, petition_id)


def has_secrets(session: Session) -> bool:
    """Whether any identity was ever sealed here."""
    return session.scalar(select(IdentitySecret.petition_id).limit(1)) is not None


def traces(session: Session, blinds: Collection[str]) -> Sequence[str]:
    """The petitions that bear one of these blind marks."""
    return session.scalars(
        select(IdentityTrace.petition_id).where(IdentityTrace.blind.in_(list(blinds))).distinct()
    ).all()


def traces_of(session: Session, petition_id: str) -> Sequence[IdentityTrace]:
    """The blind marks of a petition."""
    return session.scalars(
        select(IdentityTrace).where(IdentityTrace.petition_id == petition_id)
    ).all()


def identity_request(session: Session, id_: str) -> IdentityRequest | None:
    """One request to see an identity, held until this job ends."""
    return session.scalars(
        select(IdentityRequest)
        .where(IdentityRequest.id == id_)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).first()


def identity_requests(
    session: Session,
    *,
    petition_id: str = "",
    open_only: bool = False,
    asked_by: str = "",
    scope: Scope | None = None,
) -> Sequence[IdentityRequest]:
    """Requests to see an identity."""
    asked = select(IdentityRequest)
    if asked_by:
        asked = asked.where(IdentityRequest.asked_by == asked_by)
    if scope is not None:
        there = select(Petition.id).where(*visible(scope))
        asked = asked.where(IdentityRequest.petition_id.in_(there))
    if petition_id:
        asked = asked.where(IdentityRequest.petition_id == petition_id)
    if open_only:
        asked = asked.where(IdentityRequest.decision == "")
    return session.scalars(asked.order_by(IdentityRequest.id)).all()


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


# -- measures ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Facts:
    """What the measures are made of."""

    received: int
    converted: int
    repeated: int
    closed: int
    told: int
    objected: int
    upheld: int
    clarified: int
    false_accusation: int
    clocks: Sequence[Any]


def measured(
    session: Session, scope: Scope, since: datetime, until: datetime, clocks_of: Sequence[str]
) -> Facts:
    """The facts of the petitions that were received from a moment up to another; `clocks_of`: the clocks of these rules."""
    base = [*visible(scope), Petition.received_at >= since, Petition.received_at < until]
    of = select(Petition.id).where(*base)

    def how_many(*more: ColumnElement[bool]) -> int:
        wanted = select(func.count()).select_from(Petition).where(*base, *more)
        return session.scalar(wanted) or 0

    def distinct(table: Any, *more: ColumnElement[bool]) -> int:
        wanted = select(func.count(table.petition_id.distinct())).where(
            table.petition_id.in_(of), *more
        )
        return session.scalar(wanted) or 0

    clocks = session.execute(
        select(Deadline.rule, Deadline.ended_at, Deadline.rolled_on, Deadline.proof).where(
            Deadline.object_kind == _KIND,
            Deadline.object_id.in_(of),
            Deadline.rule.in_(clocks_of),
        )
    ).all()
    return Facts(
        received=how_many(),
        converted=distinct(Link, Link.other_kind == "lead"),
        repeated=how_many(Petition.receipt_kind == "repeat"),
        closed=how_many(Petition.closed_at.is_not(None)),
        told=distinct(Feedback, Feedback.kind == "result"),
        objected=distinct(Feedback, Feedback.kind == "objection"),
        upheld=distinct(Feedback, Feedback.kind == "objection", Feedback.is_upheld.is_(True)),
        clarified=distinct(Effect, Effect.kind == "clarified"),
        false_accusation=distinct(Matter, Matter.outcome == "false_accusation"),
        clocks=clocks,
    )


def children(session: Session, petition_id: str) -> Sequence[Petition]:
    """What lower organs received of a petition."""
    return session.scalars(select(Petition).where(Petition.parent_id == petition_id)).all()
