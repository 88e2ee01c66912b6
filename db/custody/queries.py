"""Statements about cards and what hangs on them."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    and_,
    bindparam,
    case,
    func,
    insert,
    select,
)
from sqlalchemy.orm import Session, aliased

from db import rows as told
from db.cases.models import CaseFile
from db.custody.models import (
    Difference,
    Disposal,
    Document,
    Item,
    Loan,
    Part,
    Photo,
    Receipt,
    Seal,
)
from db.identity.models import Account
from db.locations.models import Location

#: How many values one statement asks for: both engines take them without complaint.
_AT_ONCE = 5_000
#: A held thing may be carried elsewhere: it is moving then, and its discrepancy stands.
_HELD, _CARRIED = "HOLD", "MOVING"

#: What every act on a card asks is made once (db/ledger/queries.py).
_AMONG: Final[BindParameter[Any]] = bindparam("ids", expanding=True)
_ITEM: Final = select(Item).where(Item.id == bindparam("id"))
_LOCKED: Final = (
    select(Item)
    .where(Item.id.in_(_AMONG))
    .order_by(Item.id)
    .with_for_update()
    .execution_options(populate_existing=True)
)
_CASES: Final = select(Item.id, Item.case_id).where(Item.id.in_(_AMONG))
_PARTS: Final = select(Part).where(Part.item_id == bindparam("id"))
_PHOTOS: Final = select(Photo).where(Photo.item_id == bindparam("id")).order_by(Photo.id)
_DOCUMENTS: Final = select(Document).where(Document.act.in_(_AMONG)).order_by(Document.id)
_OPEN_LOAN: Final = (
    select(Loan)
    .where(Loan.item_id == bindparam("id"), Loan.closed_at.is_(None))
    .execution_options(populate_existing=True)
)


def item(session: Session, id_: str) -> Item | None:
    """The card by its id."""
    return session.scalars(_ITEM, {"id": id_}).first()


def by_number(session: Session, number: str) -> Item | None:
    """The card by its number."""
    return session.scalars(select(Item).where(Item.number == number)).first()


def cases_of(session: Session, ids: Collection[str]) -> dict[str, str]:
    """card → its case."""
    return {id_: case_id for id_, case_id in session.execute(_CASES, {"ids": list(ids)})}


def locked(session: Session, ids: Collection[str]) -> dict[str, Item]:
    """The cards, held until this job ends; always taken in the order of their ids, so nobody waits crosswise."""
    return {row.id: row for row in session.scalars(_LOCKED, {"ids": list(ids)})}


def parts(session: Session, item_id: str) -> Sequence[Part]:
    """Who plays which part for an item."""
    return session.scalars(_PARTS, {"id": item_id}).all()


def part(session: Session, item_id: str, account_id: str) -> Part | None:
    """What somebody is for an item."""
    return session.get(Part, (item_id, account_id))


def photos(session: Session, item_id: str) -> Sequence[Photo]:
    """An item's photos, oldest first."""
    return session.scalars(_PHOTOS, {"id": item_id}).all()


def photo_uses(session: Session, hashes: Collection[str]) -> Sequence[Any]:
    """Where pictures are already, oldest first: rows of (sha256, kind, item_id, number, case_id)."""
    if not hashes:
        return ()
    return session.execute(
        select(Photo.sha256, Photo.kind, Photo.item_id, Item.number, Item.case_id)
        .join(Item, Item.id == Photo.item_id)
        .where(Photo.sha256.in_(list(hashes)))
        .order_by(Photo.id)
    ).all()


def documents(session: Session, acts: Collection[str]) -> Sequence[Document]:
    """The papers behind acts."""
    return session.scalars(_DOCUMENTS, {"ids": list(acts)}).all()


def seal(session: Session, number: str) -> Seal | None:
    """Where a seal number was used."""
    return session.get(Seal, number)


def with_serials(session: Session, numbers: Iterable[str]) -> Sequence[Item]:
    """Cards whose serial number is one of these."""
    return session.scalars(select(Item).where(Item.serial.in_(sorted(set(numbers))))).all()


def by_keys(session: Session, pks: Collection[int]) -> Sequence[Item]:
    """Cards by their keys."""
    return session.scalars(select(Item).where(Item.pk.in_(list(pks)))).all() if pks else ()


def between(session: Session, categories: Sequence[str], first: str, last: str) -> Sequence[Item]:
    """Cards of these categories whose serial number lies between two of one shape, as it is written or in small letters."""
    found: dict[int, Item] = {}
    for low, high in {(first, last), (first.lower(), last.lower())}:
        asked = select(Item).where(
            Item.serial >= low,
            Item.serial <= high,
            func.length(Item.serial) == len(high),
            Item.category.in_(categories),
        )
        found |= {item.pk: item for item in session.scalars(asked)}
    return list(found.values())


def add_items(session: Session, rows: Sequence[dict[str, Any]]) -> list[Item]:
    """Put new cards in, in one statement, and return them in the same order."""
    session.execute(insert(Item.__table__), list(rows))  # type: ignore[arg-type]
    ids = [row["id"] for row in rows]
    told.made(session, "item", [(id_,) for id_ in ids])
    found: dict[str, Item] = {}
    for at in range(0, len(ids), _AT_ONCE):
        asked = select(Item).where(Item.id.in_(ids[at : at + _AT_ONCE]))
        found |= {item.id: item for item in session.scalars(asked)}
    return [found[id_] for id_ in ids]


def add_parts(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Who plays which part, for many cards at once."""
    told.made(session, "item_part", [(row["item_id"], row["account_id"]) for row in rows])
    session.execute(insert(Part), list(rows))


def add_seals(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Book many seal numbers at once."""
    told.made(session, "seal", [(row["number"],) for row in rows])
    session.execute(insert(Seal), list(rows))


def seals_used(session: Session, numbers: Sequence[str]) -> Iterator[tuple[str, str]]:
    """(seal number, number of the card that carries it) of those that were used already."""
    for at in range(0, len(numbers), _AT_ONCE):
        found = session.execute(
            select(Seal.number, Item.number)
            .join(Item, Item.id == Seal.item_id)
            .where(Seal.number.in_(numbers[at : at + _AT_ONCE]))
        )
        yield from ((row[0], row[1]) for row in found)


def open_loan(session: Session, item_id: str) -> Loan | None:
    """The open check-out of an item as it stands now, whatever was read of it before."""
    return session.scalars(_OPEN_LOAN, {"id": item_id}).first()


def open_loans(
    session: Session,
    *,
    borrower: str = "",
    due_before: datetime | None = None,
    among: Collection[str] | None = None,
    without: Collection[str] = (),
) -> Sequence[Loan]:
    """Open check-outs, the earliest due first; of the cases `among` these and `without` those."""
    found = select(Loan).where(Loan.closed_at.is_(None))
    if among is not None or without:
        found = found.join(Item, Item.id == Loan.item_id)
        found = found.where(Item.case_id.not_in(list(without)))
    if among is not None:
        found = found.where(Item.case_id.in_(list(among)))
    if borrower:
        found = found.where(Loan.borrower == borrower)
    if due_before is not None:
        found = found.where(Loan.due_at < due_before)
    return session.scalars(found.order_by(Loan.due_at, Loan.id)).all()


def heads(session: Session, ids: Collection[str]) -> dict[str, Any]:
    """item id → its {number, name, case_number}."""
    found = session.execute(
        select(Item.id, Item.number, Item.name, CaseFile.number.label("case_number"))
        .join(CaseFile, CaseFile.id == Item.case_id)
        .where(Item.id.in_(list(ids)))
    )
    return {row.id: row for row in found}


def lent_to(session: Session, borrower: str) -> Sequence[str]:
    """The numbers of the items that somebody has out, the earliest due first."""
    return session.scalars(
        select(Item.number)
        .join(Loan, Loan.item_id == Item.id)
        .where(Loan.borrower == borrower, Loan.closed_at.is_(None))
        .order_by(Loan.due_at, Item.pk)
    ).all()


def disposal(session: Session, item_id: str) -> Disposal | None:
    """How an item left, or is about to."""
    return session.get(Disposal, item_id)


def receipt(session: Session, kind: str, number: str) -> Receipt | None:
    """The receipt under a number, if it was used."""
    return session.get(Receipt, (kind, number))


def add_receipt(session: Session, kind: str, number: str, act: str) -> None:
    """Book a receipt's number."""
    told.made(session, "receipt", [(kind, number)])
    session.execute(insert(Receipt), {"kind": kind, "number": number, "act": act})


def open_differences(session: Session, case_id: str) -> Sequence[Difference]:
    """What still stands open in a case's account."""
    return session.scalars(
        select(Difference).where(Difference.case_id == case_id, Difference.closed_at.is_(None))
    ).all()


def differences_of(session: Session, item_id: str) -> Sequence[Difference]:
    """Every discrepancy an item ever had."""
    return session.scalars(
        select(Difference).where(Difference.item_id == item_id).order_by(Difference.opened_at)
    ).all()


_FIRST_PHOTO = (
    select(Photo.sha256)
    .where(Photo.item_id == Item.id)
    .order_by(case((Photo.kind == "overall", 0), else_=1), Photo.id)
    .limit(1)
    .correlate(Item)
    .scalar_subquery()
)
_ROW = (
    select(
        Item,
        CaseFile.number.label("case_number"),
        CaseFile.alias.label("case_alias"),
        Location.path.label("place"),
        Account.name.label("holder_name"),
        Loan.due_at,
        _FIRST_PHOTO.label("photo"),
    )
    .join(CaseFile, CaseFile.id == Item.case_id)
    .outerjoin(Location, Location.id == Item.location_id)
    .outerjoin(Account, Account.id == Item.holder)
    .outerjoin(Loan, and_(Loan.item_id == Item.id, Loan.closed_at.is_(None)))
)
_ROWS = _ROW.where(Item.pk.in_(bindparam("pks", expanding=True)))
_SORTS = {
    "number": Item.number,
    "name": Item.name,
    "category": Item.category,
    "custody": Item.custody,
    "tier": Item.tier,
    "value_fen": Item.value_fen,
    "weight_mg": Item.weight_mg,
    "received_at": Item.received_at,
    "place": func.coalesce(Location.path, ""),
    "case_number": CaseFile.number,
    "seal_no": Item.seal_no,
    "quantity": Item.quantity,
    "": Item.pk,
}


def in_states(states: Collection[str]) -> ColumnElement[bool]:
    """Cards in these states; what is held stays among the held while it is carried to another place."""
    if _HELD not in states:
        return Item.custody.in_(list(states))
    # The few that are carried so are found from their discrepancies: asked of each card, all of them would be read.
    carried = aliased(Item)
    still_open = (
        select(carried.pk)
        .join(Difference, Difference.item_id == carried.id)
        .where(carried.custody == _CARRIED, Difference.closed_at.is_(None))
    )
    wanted = Item.custody.in_(sorted({*states, _CARRIED}))
    return (
        wanted
        if _CARRIED in states
        else wanted & ((Item.custody != _CARRIED) | Item.pk.in_(still_open))
    )


def rows(session: Session, pks: Sequence[int]) -> Sequence[Any]:
    """The table rows of cards, in the order given."""
    found = {row.Item.pk: row for row in session.execute(_ROWS, {"pks": list(pks)})}
    return [found[pk] for pk in pks if pk in found]


def _chosen(
    statement: Select[Any],
    *,
    among: Collection[str] | None,
    without: Collection[str],
    case_id: str,
    states: Collection[str],
    category: str,
    location_id: str,
) -> Select[Any]:
    if case_id:
        statement = statement.where(Item.case_id == case_id)
    elif among is not None:
        statement = statement.where(Item.case_id.in_(list(among)))
    if without:
        statement = statement.where(Item.case_id.not_in(list(without)))
    if states:
        statement = statement.where(in_states(states))
    if category:
        statement = statement.where(Item.category == category)
    if location_id:
        statement = statement.where(Item.location_id == location_id)
    return statement


def page(session: Session, *, sort: str, limit: int, offset: int, **chosen: Any) -> Sequence[int]:
    """The keys of a page of cards: `sort` is a column, "-" before it for descending."""
    by = sort.lstrip("-")
    column: Any = _SORTS.get(by, Item.pk)
    order = (column.desc(), Item.pk.desc()) if sort.startswith("-") else (column, Item.pk)
    found = _chosen(select(Item.pk), **chosen)
    if by == "place":
        found = found.outerjoin(Location, Location.id == Item.location_id)
    elif by == "case_number":
        found = found.join(CaseFile, CaseFile.id == Item.case_id)
    found = found.order_by(*order).limit(limit).offset(offset)
    return session.scalars(found).all()


def count(session: Session, **chosen: Any) -> int:
    """How many cards `page` has."""
    return session.scalar(_chosen(select(func.count()).select_from(Item), **chosen)) or 0


def ids_of_case(session: Session, case_id: str, states: Collection[str]) -> Sequence[str]:
    """The cards of a case in some states, by number."""
    return session.scalars(
        select(Item.id)
        .where(Item.case_id == case_id, Item.custody.in_(list(states)))
        .order_by(Item.pk)
    ).all()


def load(session: Session, location_id: str) -> int:
    """How many cards lie at a place itself."""
    return (
        session.scalar(
            select(func.count()).select_from(Item).where(Item.location_id == location_id)
        )
        or 0
    )


def open_difference_of(session: Session, item_id: str) -> Difference | None:
    """The discrepancy that still stands open for an item."""
    return session.scalars(
        select(Difference).where(Difference.item_id == item_id, Difference.closed_at.is_(None))
    ).first()


def ledger_lines(session: Session, case_id: str) -> Sequence[Any]:
    """What a printed ledger says of each thing beside its row: measure, days, check-outs, how it left."""
    loans = (
        select(func.count())
        .select_from(Loan)
        .where(Loan.item_id == Item.id)
        .correlate(Item)
        .scalar_subquery()
    )
    return session.execute(
        select(
            Item.id,
            Item.measure,
            Item.notice_no,
            Item.measured_at,
            Item.declared_at,
            loans.label("loans"),
            Disposal.way,
            Disposal.basis,
            Disposal.receiver,
            Disposal.receipt_no,
            Disposal.executed_at,
        )
        .outerjoin(Disposal, Disposal.item_id == Item.id)
        .where(Item.case_id == case_id)
        .order_by(Item.pk)
    ).all()
