"""Statements about what belongs to petitions: the accused, matters, marks, originals, links, groups, feedback."""

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import Any, Final

from sqlalchemy import Select, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session

from db.among import among
from db.petitions.models import (
    Accused,
    Effect,
    Exclusion,
    Feedback,
    Group,
    Link,
    Mark,
    Matter,
    Original,
    Petition,
    Visit,
)
from db.petitions.queries import AMONG, KIND

_LINKS: Final = (
    select(Link)
    .where(
        or_(
            Link.petition_id == bindparam("id"),
            and_(Link.other_kind == KIND, Link.other_id == bindparam("id")),
        )
    )
    .order_by(Link.id)
)
_OPEN_LINKS: Final = tuple(
    select(column, func.count()).where(column.in_(AMONG), Link.ended_at.is_(None)).group_by(column)
    for column in (Link.petition_id, Link.other_id)
)


@cache
def belonging(table: Any, *order: Any) -> Select[Any]:
    """The rows of a table that belong to the petitions `ids`; made once (db/ledger/queries.py)."""
    theirs = table.petition_id.in_(bindparam("ids", expanding=True))
    return select(table).where(theirs).order_by(*order)


def accused(session: Session, ids: Collection[str]) -> Sequence[Accused]:
    """Whom these petitions are about."""
    return session.scalars(belonging(Accused, Accused.id), {"ids": list(ids)}).all()


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
    asked = belonging(Matter, Matter.petition_id, Matter.place)
    return session.scalars(asked, {"ids": list(ids)}).all()


def marks(session: Session, petition_id: str, *, all_: bool = False) -> Sequence[Mark]:
    """The marks of a petition; `all_`: also those that it bears no more, which have no code."""
    found = session.scalars(belonging(Mark, Mark.kind, Mark.code), {"ids": [petition_id]})
    return [mark for mark in found if all_ or mark.code]


def originals(session: Session, petition_id: str) -> Sequence[Original]:
    """The originals of a petition."""
    return session.scalars(belonging(Original, Original.id), {"ids": [petition_id]}).all()


def original(session: Session, id_: str) -> Original | None:
    """One original."""
    return session.get(Original, id_)


def exclusions(session: Session, petition_id: str) -> Sequence[Exclusion]:
    """Who must keep away from a petition."""
    asked = belonging(Exclusion, Exclusion.account_id)
    return session.scalars(asked, {"ids": [petition_id]}).all()


def visit(session: Session, petition_id: str) -> Visit | None:
    """How a visit was received."""
    return session.get(Visit, petition_id)


def feedbacks(session: Session, petition_id: str) -> Sequence[Feedback]:
    """What the reporter was told."""
    return session.scalars(belonging(Feedback, Feedback.id), {"ids": [petition_id]}).all()


def effects(session: Session, petition_id: str) -> Sequence[Effect]:
    """What was found after the closing."""
    return session.scalars(belonging(Effect, Effect.id), {"ids": [petition_id]}).all()


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


def group(session: Session, petition_id: str) -> Group:
    """The matter that a petition is of."""
    return session.get_one(Group, petition_id)


def in_group(session: Session, group_id: str) -> Sequence[Group]:
    """Every receipt of one matter."""
    return session.scalars(select(Group).where(Group.group_id == group_id)).all()


def children(session: Session, petition_id: str) -> Sequence[Petition]:
    """What lower organs received of a petition."""
    return session.scalars(select(Petition).where(Petition.parent_id == petition_id)).all()
