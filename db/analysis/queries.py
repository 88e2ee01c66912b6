"""Statements that count petitions: a base, split by two dimensions. What may be counted is brought as conditions."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, case, func, literal, select
from sqlalchemy.orm import Session, aliased

from db.organs.models import Organ
from db.petitions.models import Accused, Group, Mark, Matter, Petition, SealedPass

# under names of their own: the conditions of what may be seen speak of the same tables
_accused, _mark, _matter = aliased(Accused), aliased(Mark), aliased(Matter)
#: Dimensions of which a petition may bear several: each is a table of its own.
SEVERAL: Final[Mapping[str, tuple[Any, Any, tuple[Any, ...]]]] = {
    "rank": (_accused, _accused.rank, ()),
    "discipline": (_mark, _mark.code, (_mark.kind == "discipline", _mark.code != "")),
    "offence": (_mark, _mark.code, (_mark.kind == "offence", _mark.code != "")),
    "topic": (_matter, _matter.topic, ()),
    "outcome": (_matter, _matter.outcome, ()),
}
_ONE: Final[Mapping[str, ColumnElement[Any]]] = {
    "channel": Petition.channel.expression,
    "kind": Petition.kind.expression,
    "region": func.substr(Petition.region, 1, 6),
    "mode": Petition.reporter_mode.expression,
    "receipt": Petition.receipt_kind.expression,
    "status": Petition.status.expression,
    "origin": case(
        (Petition.parent_id != "", "above"), (Petition.channel == "referred", "above"), else_="own"
    ),
}
Where = Sequence[ColumnElement[bool]]
Bounds = Sequence[tuple[str, datetime]]


def _measure(measure: str, *, several: bool) -> ColumnElement[int]:
    """件次: every receipt; 件: the matter that several may belong to; 人: who reported."""
    match measure:
        case "matters":
            return func.count(func.distinct(Group.group_id))
        case "persons":
            return func.coalesce(func.sum(Petition.reporters), 0)
    return func.count(func.distinct(Petition.id)) if several else func.count()


def _within(asked: Select[Any], where: Where, since: datetime, until: datetime) -> Select[Any]:
    return asked.where(*where, Petition.received_at >= since, Petition.received_at < until)


def _key(dimension: str, bounds: Bounds) -> ColumnElement[Any]:
    if dimension == "month":
        return _month(bounds)
    if dimension == "organ":
        return Organ.name.expression
    if dimension in SEVERAL:
        return func.coalesce(SEVERAL[dimension][1], "")
    return _ONE[dimension] if dimension else literal("")


def _month(bounds: Bounds) -> ColumnElement[str]:
    """Months of the civil calendar: the engines do not agree on how to reckon them, so their ends are given."""
    if not bounds:
        return literal("")
    return case(*((Petition.received_at < end, name) for name, end in bounds), else_="")


def _joined(asked: Select[Any], measure: str, *dimensions: str) -> Select[Any]:
    if measure == "matters":
        asked = asked.join(Group, Group.petition_id == Petition.id)
    for dimension in dimensions:
        if dimension == "organ":
            asked = asked.join(Organ, Organ.id == Petition.organ_id)
        if dimension in SEVERAL:
            table, _, only = SEVERAL[dimension]
            asked = asked.outerjoin(table, (table.petition_id == Petition.id) & _all(only))
    return asked


def _all(only: Sequence[ColumnElement[bool]]) -> ColumnElement[bool]:
    found: ColumnElement[bool] = literal(value=True)
    for each in only:
        found = found & each
    return found


def cells(
    session: Session,
    where: Where,
    since: datetime,
    until: datetime,
    rows: str,
    columns: str,
    measure: str,
    bounds: Bounds = (),
) -> dict[tuple[str, str], int]:
    """(row, column) → how many."""
    row, column = _key(rows, bounds).label("r"), _key(columns, bounds).label("c")
    several = rows in SEVERAL
    if (
        measure == "persons"
    ):  # a petition against three of one rank was brought by its reporters once
        each = select(Petition.id, Petition.reporters, row, column).select_from(Petition)
        each = _within(_joined(each, measure, rows, columns), where, since, until).distinct()
        one = each.subquery()
        asked: Select[Any] = select(one.c.r, one.c.c, func.sum(one.c.reporters))
        found = session.execute(asked.group_by(one.c.r, one.c.c))
    else:
        asked = select(row, column, _measure(measure, several=several)).select_from(Petition)
        asked = _within(_joined(asked, measure, rows, columns), where, since, until)
        found = session.execute(asked.group_by("r", "c"))
    return {(str(r), str(c)): int(n) for r, c, n in found if n}


def base(session: Session, where: Where, since: datetime, until: datetime, measure: str) -> int:
    """All that the table is about, each counted once."""
    asked = _joined(select(_measure(measure, several=False)).select_from(Petition), measure)
    return int(session.scalar(_within(asked, where, since, until)) or 0)


def young_channels(
    session: Session, where: Where, channels: Sequence[str], since: datetime, until: datetime
) -> list[str]:
    """Of these channels those by which something came from `since` to `until` and nothing before."""

    def any_(channel: str, *when: ColumnElement[bool]) -> bool:
        asked = select(Petition.id).where(*where, Petition.channel == channel, *when).limit(1)
        return session.scalar(asked) is not None

    now = (Petition.received_at >= since, Petition.received_at < until)
    return [c for c in channels if any_(c, *now) and not any_(c, Petition.received_at < since)]


def any_before(session: Session, where: Where, channels: Sequence[str], until: datetime) -> bool:
    """Whether anything came by these channels before a moment."""
    asked = select(Petition.id).where(
        *where, Petition.channel.in_(list(channels)), Petition.received_at < until
    )
    return session.scalar(asked.limit(1)) is not None


def members(
    session: Session,
    where: Where,
    since: datetime,
    until: datetime,
    chosen: Mapping[str, str],
    bounds: Bounds,
    limit: int,
) -> Sequence[Petition]:
    """The petitions behind a cell, the newest first; `chosen` is dimension → key."""
    asked = _joined(select(Petition.id), "", *chosen)
    for dimension, key in chosen.items():
        asked = asked.where(_key(dimension, bounds) == key)
    ids = _within(asked, where, since, until)
    newest = select(Petition).where(Petition.id.in_(ids)).order_by(Petition.received_at.desc())
    return session.scalars(newest.limit(limit)).all()


def sealed(session: Session, organ_id: str, since: date, until: date, *, direct: bool) -> int:
    """How many pieces an organ passed on sealed; `direct`: also those past its own head."""
    asked = (
        select(func.count())
        .select_from(SealedPass)
        .where(
            SealedPass.organ_id == organ_id,
            SealedPass.received_on >= since,
            SealedPass.received_on < until,
        )
    )
    if not direct:
        asked = asked.where(SealedPass.direct.is_(False))
    return int(session.scalar(asked) or 0)
