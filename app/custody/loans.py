"""调用: handing a thing over to whom the approval names, taking it back, comparing, the overdue sweep (E14, E16, E17)."""

from datetime import datetime

from sqlalchemy.orm import Session

from app import clock, errors, registry
from app.actor import Actor
from app.custody import (
    approved,
    cards,
    comparing,
    handing,
    photographs,
    returning,
    rules,
    views,
    weights,
)
from app.custody.exams import return_exam, send_exam
from app.custody.exceptions import report, resolve
from app.custody.types import (
    Comparison,
    Event,
    ItemRow,
    LoanRow,
    SealStatus,
    Shot,
    Weighing,
)
from app.identity.roles import WORKING, Role
from app.ledger.types import Act
from app.states import Custody
from db.custody import queries

__all__ = [
    "accept_back",
    "compare_back",
    "hand_over",
    "mark_overdue",
    "report",
    "resolve",
    "return_exam",
    "send_exam",
    "take_back",
]
_CHANGES = ("custody", "cases", "requests", "locations")
_AWAY = (Custody.OUT, Custody.OVERDUE, Custody.RETURNING, Custody.EXAM)


@registry.verb(
    "custody.hand_over",
    rules.starts(Event.HAND_OVER),
    seconds=rules.seconds(Event.HAND_OVER),
    changes=_CHANGES,
    timed=True,
)
def hand_over(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    request_id: str,
    item_id: str,
    carriers: tuple[str, ...],
    photos: tuple[Shot, ...],
    seal_no: str = "",
    weight_mg: int | None = None,
    scanned: str = "",
    request_version: int = 0,
    weighing: Weighing | None = None,
) -> LoanRow:
    """出库交付 (E14): out of the store, to a carrier whom the approval names and who signs himself."""
    item = handing.take(session, actor, request_id, item_id)
    rules.step(Event.HAND_OVER, item.custody)
    request = approved.require_approved(
        session, actor, now, request_id=request_id, item_id=item_id, kind="CHECK_OUT"
    )
    handing.require_version(request, request_version)
    handing.require_carriers(session, act, item, approved.terms_of(request)["carriers"], carriers)
    told_by = handing.require_label(session, item, scanned)
    handing.ready_to_leave(
        session, act, now, item, seal_no=seal_no, weight_mg=weight_mg, photos=photos
    )
    due_at = handing.due_of(session, now, request)
    weighed = weights.told(weight_mg, weighing, photos, clock.day(now))
    handing.require_carrier_signs(session, act, carriers)
    loan = handing.lend(session, act, item, request, due_at, weight_mg)
    cards.step(
        session,
        act,
        item,
        Event.HAND_OVER,
        Custody.OUT,
        {"location_id": None, "holder": act.second},
        request=request.number,
        carriers=list(carriers),
        due_at=loan.due_at,
        left=handing.place_code(session, item),
        quantity=item.quantity,
        weight_mg=weight_mg,
        seal_no=item.seal_no,
        told_by=told_by,
        photos=photographs.told(session, photos, item),
        **weighed,
    )
    photographs.bind(session, item, photos)
    approved.mark_done(session, act, request, [item.id])
    return views.loan_rows(session, [loan])[0]


@registry.verb(
    "custody.take_back", rules.starts(Event.TAKE_BACK), changes=("custody", "cases"), timed=True
)
def take_back(
    session: Session, actor: Actor, now: datetime, act: Act, *, item_id: str, returned_by: str
) -> ItemRow:
    """归还收件 (E17): the thing is on the counter, not yet accepted."""
    item = cards.take(session, actor, item_id)
    rules.step(Event.TAKE_BACK, item.custody)
    loan = queries.open_loan(session, item.id)
    returning.require_returner(session, act, item, returned_by, loan)
    cards.step(
        session,
        act,
        item,
        Event.TAKE_BACK,
        Custody.RETURNING,
        {"holder": actor.id},
        returned_by=returned_by,
        borrower=loan.borrower if loan else "",
        late=loan is not None and loan.due_at < now,
    )
    return views.rows_of(session, [item])[0]


@registry.query("custody.compare_back", (Role.CUSTODIAN, Role.STORE_HEAD, Role.OVERSIGHT))
def compare_back(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    item_id: str,
    quantity: int,
    weight_mg: int | None,
    seal_no: str,
) -> Comparison:
    """归还比对: the thing as it went out beside the thing as it lies here; changes nothing."""
    item = views.visible(session, actor, queries.item(session, item_id), item_id)
    if item.custody not in _AWAY:
        raise errors.NotAllowedNow(event="event.ACCEPT_BACK", state=f"status.{item.custody}")
    return comparing.compare(
        session,
        now,
        item,
        queries.open_loan(session, item.id),
        counted=quantity,
        weight_mg=weight_mg,
        seal_no=seal_no,
    )


@registry.verb(
    "custody.accept_back",
    rules.starts(Event.ACCEPT_BACK),
    seconds=rules.seconds(Event.ACCEPT_BACK),
    changes=_CHANGES,
    timed=True,
)
def accept_back(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    item_id: str,
    quantity: int,
    photos: tuple[Shot, ...],
    weight_mg: int | None = None,
    seal_no: str = "",
    place: str = "",
    bag_torn: bool = False,
    note: str = "",
    weighing: Weighing | None = None,
) -> ItemRow:
    """归还验收 (E17): into the stock when everything agrees, else on hold with both values; never silently in."""
    item = cards.take(session, actor, item_id)
    rules.step(Event.ACCEPT_BACK, item.custody)
    loan = queries.open_loan(session, item.id)
    returning.require_seen(item, photos, weight_mg, bag_torn=bag_torn)
    compared = comparing.compare(
        session, now, item, loan, counted=quantity, weight_mg=weight_mg, seal_no=seal_no
    )
    broken = bag_torn or compared.seal.verdict == comparing.DIFFERS
    returning.book_back(
        session,
        act,
        now,
        item,
        Event.ACCEPT_BACK,
        compared,
        place=place,
        sets={"seal_status": SealStatus.BROKEN} if broken else {},
        faults=[("damage", note.strip() or "bag_torn")] if bag_torn else [],
        facts={
            "bag_torn": bag_torn,
            "note": note,
            "photos": photographs.told(session, photos, item),
            **weights.told(weight_mg, weighing, photos, clock.day(now)),
        },
    )
    photographs.bind(session, item, photos)
    return views.rows_of(session, [item])[0]


@registry.query("custody.becomes_overdue", WORKING)
def becomes_overdue(session: Session, actor: Actor, now: datetime) -> int:
    """How many things `mark_overdue` would mark: a station that finds none writes nothing."""
    found = (queries.item(session, id_) for id_ in _late(session, now))
    return sum(item is not None and item.custody == Custody.OUT for item in found)


def _late(session: Session, now: datetime) -> list[str]:
    return [loan.item_id for loan in queries.open_loans(session, due_before=now)]


@registry.verb(
    "custody.mark_overdue",
    rules.starts(Event.OVERDUE),
    changes=("custody", "cases"),
)
def mark_overdue(session: Session, actor: Actor, now: datetime, act: Act) -> int:
    """逾期 (E16): what is out and was due before now is overdue from now on; says how many became so."""
    held = queries.locked(session, _late(session, now))
    changes = []
    for item in held.values():
        loan = queries.open_loan(session, item.id)
        if item.custody == Custody.OUT and loan is not None and loan.due_at < now:
            told = {"due_at": loan.due_at, "borrower": loan.borrower}
            changes.append(cards.Change(item, Custody.OVERDUE, {}, told))
    if changes:
        cards.step_all(session, act, Event.OVERDUE, changes)
    return len(changes)
