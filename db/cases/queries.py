"""Statements about cases."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Select, and_, bindparam, case, func, select
from sqlalchemy.orm import Session

from db.among import among as is_among
from db.cases.models import CaseFile, Member, Person
from db.custody.models import Difference, Item, Loan
from db.labels.models import LabelRow
from db.ledger.models import Entry
from db.requests.models import Request, RequestItem, Step

#: What every act in a case asks is made once (db/ledger/queries.py).
_LOCKED: Final = (
    select(CaseFile)
    .where(CaseFile.id == bindparam("id"))
    .with_for_update()
    .execution_options(populate_existing=True)
)
_MEMBERS: Final = select(Member).where(Member.case_id == bindparam("id")).order_by(Member.since)


def case_file(session: Session, id_: str) -> CaseFile | None:
    """The case by its id."""
    return session.get(CaseFile, id_)


def locked(session: Session, id_: str) -> CaseFile | None:
    """The case as it stands now, held until this job ends; what was read of it before is read anew."""
    return session.scalars(_LOCKED, {"id": id_}).first()


def by_number(session: Session, number: str) -> CaseFile | None:
    """The case by its number."""
    return session.scalars(select(CaseFile).where(CaseFile.number == number)).first()


def member(session: Session, case_id: str, account_id: str) -> Member | None:
    """What an account is for a case."""
    return session.get(Member, (case_id, account_id))


def members(session: Session, case_id: str) -> Sequence[Member]:
    """Who works on a case, or must keep away."""
    return session.scalars(_MEMBERS, {"id": case_id}).all()


def case_ids_of(session: Session, account_id: str) -> Sequence[str]:
    """The cases somebody works on."""
    return session.scalars(
        select(Member.case_id).where(Member.account_id == account_id, Member.duty != "recused")
    ).all()


def recused_ids_of(session: Session, account_id: str) -> Sequence[str]:
    """The cases somebody must keep away from."""
    return session.scalars(
        select(Member.case_id).where(Member.account_id == account_id, Member.duty == "recused")
    ).all()


def persons(session: Session, case_id: str) -> Sequence[Person]:
    """The persons a case is about."""
    return session.scalars(
        select(Person).where(Person.case_id == case_id).order_by(Person.id)
    ).all()


def page(
    session: Session,
    *,
    among: Collection[str] | None,
    without: Collection[str],
    status: str,
    words: str,
    limit: int,
    offset: int,
) -> Sequence[CaseFile]:
    """Cases by number, newest first; `among` limits to these ids."""
    found = _chosen(select(CaseFile), among, without, status, words)
    return session.scalars(found.order_by(CaseFile.number.desc()).limit(limit).offset(offset)).all()


def named(
    session: Session,
    numbers: Collection[str],
    alias: str,
    words: Sequence[str],
    *,
    ids: Sequence[str] | None,
    among: Collection[str] | None,
    without: Collection[str],
    limit: int,
) -> Sequence[CaseFile]:
    """Cases of one of these numbers, or with all the words in alias or title: its number or very alias first, then
    the newest; `ids`: those that may carry the words, when an index knows."""
    own = CaseFile.number.in_(list(numbers)) | (CaseFile.alias == alias)
    like = [f"%{_literal(word)}%" for word in words]
    carries = (
        CaseFile.alias.ilike(each, escape="\\") | CaseFile.title.ilike(each, escape="\\")
        for each in like
    )
    # two statements: the first has an index for each of its halves, the second may end with the newest few
    visible = _chosen(select(CaseFile), among, without, "", "").order_by(CaseFile.number.desc())
    found = list(session.scalars(visible.where(own).limit(limit)))
    if len(found) < limit and (ids is None or ids):
        others = visible.where(~own, *carries)
        if ids is not None:
            others = others.where(is_among(session, CaseFile.id, ids))
        found += session.scalars(others.limit(limit - len(found)))
    return found


def _literal(words: str) -> str:
    """Words as LIKE takes them, without a wildcard in them."""
    return words.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")


def count(
    session: Session,
    *,
    among: Collection[str] | None,
    without: Collection[str],
    status: str,
    words: str,
) -> int:
    """How many cases `page` has."""
    found = _chosen(select(func.count()).select_from(CaseFile), among, without, status, words)
    return session.scalar(found) or 0


def _chosen(
    statement: Select[Any],
    among: Collection[str] | None,
    without: Collection[str],
    status: str,
    words: str,
) -> Select[Any]:
    if among is not None:
        statement = statement.where(CaseFile.id.in_(list(among)))
    if without:
        statement = statement.where(CaseFile.id.not_in(list(without)))
    if status:
        statement = statement.where(CaseFile.status == status)
    if words:
        like = _literal(words)
        statement = statement.where(
            CaseFile.number.ilike(f"%{like}%", escape="\\")
            | CaseFile.alias.ilike(f"%{like}%", escape="\\")
            | CaseFile.title.ilike(f"%{like}%", escape="\\")
        )
    return statement


def tally(
    session: Session, case_ids: Collection[str], groups: Mapping[str, Collection[str]]
) -> dict[str, dict[str, int]]:
    """case id → {group: number of items whose custody state is in the group}."""
    columns = [
        func.sum(case((Item.custody.in_(list(states)), 1), else_=0)).label(name)
        for name, states in groups.items()
    ]
    found = session.execute(
        select(Item.case_id, *columns)
        .where(Item.case_id.in_(list(case_ids)))
        .group_by(Item.case_id)
    )
    return {row.case_id: {name: getattr(row, name) for name in groups} for row in found}


def values(session: Session, case_id: str, states: Collection[str]) -> dict[str, int]:
    """currency → sum of the values in 分; currencies are never added."""
    found = session.execute(
        select(Item.currency, func.sum(Item.value_fen))
        .where(Item.case_id == case_id, Item.custody.in_(list(states)), Item.value_fen.is_not(None))
        .group_by(Item.currency)
    )
    return {row[0]: int(row[1] or 0) for row in found}


#: Entries that say something of a thing without moving it: they do not begin its waiting anew.
_ASIDE = ("ADD_PHOTO", "CORRECT", "REPRINT", "LIFT")


def unfinished(session: Session, case_id: str, states: Collection[str]) -> Sequence[Any]:
    """The things of a case in some states: {id, number, name, custody, holder, way, out_at, since, actor}, by number.

    `since` and `actor` are of the entry that brought the thing where it is; `out_at` of its open loan.
    """
    moved = (
        select(Entry.object_id, func.max(Entry.seq).label("seq"))
        .join(Item, Item.id == Entry.object_id)
        .where(Entry.object_kind == "item", Item.case_id == case_id, Entry.kind.not_in(_ASIDE))
        .group_by(Entry.object_id)
        .subquery()
    )
    return session.execute(
        select(
            Item.id,
            Item.number,
            Item.name,
            Item.custody,
            Item.holder,
            Item.way,
            Loan.out_at,
            Entry.recorded_at.label("since"),
            Entry.actor,
        )
        .join(moved, moved.c.object_id == Item.id)
        .join(
            Entry,
            and_(Entry.object_kind == "item", Entry.object_id == Item.id, Entry.seq == moved.c.seq),
        )
        .outerjoin(Loan, and_(Loan.item_id == Item.id, Loan.closed_at.is_(None)))
        .where(Item.case_id == case_id, Item.custody.in_(list(states)))
        .order_by(Item.pk)
    ).all()


def open_differences(session: Session, case_id: str) -> Sequence[Any]:
    """What stands open in a case's account: {item_id, number, name, opened_by, opened_at}."""
    return session.execute(
        select(
            Difference.item_id, Item.number, Item.name, Difference.opened_by, Difference.opened_at
        )
        .join(Item, Item.id == Difference.item_id)
        .where(Difference.case_id == case_id, Difference.closed_at.is_(None))
        .order_by(Item.pk)
    ).all()


def open_requests(session: Session, case_id: str) -> Sequence[Request]:
    """Requests of a case that are neither carried out nor ended."""
    return session.scalars(
        select(Request)
        .where(
            Request.case_id == case_id, Request.status.in_(("SUBMITTED", "SENT_BACK", "APPROVED"))
        )
        .order_by(Request.number)
    ).all()


def due_roles(session: Session, request_ids: Collection[str]) -> dict[str, str]:
    """request id → the role of its first step that nobody has decided."""
    due: dict[str, str] = {}
    for step in session.scalars(
        select(Step)
        .where(Step.request_id.in_(list(request_ids)), Step.decision == "")
        .order_by(Step.place)
    ):
        due.setdefault(step.request_id, step.role)
    return due


def asked_for(session: Session, request_ids: Collection[str]) -> dict[str, str]:
    """item id → which of these requests it still waits for."""
    found = session.execute(
        select(RequestItem.item_id, RequestItem.request_id).where(
            RequestItem.request_id.in_(list(request_ids)), RequestItem.done_at.is_(None)
        )
    )
    return {row.item_id: row.request_id for row in found}


def labelled(session: Session, case_id: str) -> Sequence[str]:
    """The things of a case whose label still lives."""
    return session.scalars(
        select(Item.id)
        .join(LabelRow, and_(LabelRow.object_kind == "item", LabelRow.object_id == Item.id))
        .where(Item.case_id == case_id, LabelRow.state == "living")
    ).all()


def totals(
    session: Session, case_id: str, groups: Mapping[str, Collection[str]], kept: Collection[str]
) -> Sequence[Any]:
    """A case's things by category and currency: {category, currency, <each group>, value_fen, kept_fen}."""
    counted = [
        func.sum(case((Item.custody.in_(list(states)), 1), else_=0)).label(name)
        for name, states in groups.items()
    ]
    value = func.coalesce(Item.value_fen, 0)
    return session.execute(
        select(
            Item.category,
            Item.currency,
            *counted,
            func.sum(value).label("value_fen"),
            func.sum(case((Item.custody.in_(list(kept)), value), else_=0)).label("kept_fen"),
        )
        .where(Item.case_id == case_id, Item.custody != "T_VOID")
        .group_by(Item.category, Item.currency)
        .order_by(Item.category, Item.currency)
    ).all()
