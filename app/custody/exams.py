"""送鉴 and 鉴定回库: to an appraiser under an approved request, and back with the report (E19, E20)."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app import clock, errors, registry
from app.actor import Actor
from app.custody import (
    approved,
    cards,
    checks,
    comparing,
    handing,
    photographs,
    returning,
    rules,
    views,
    weights,
)
from app.custody.types import Comparison, Event, ItemRow, SealStatus, Shot, Weighing
from app.ledger.types import Act
from app.states import Custody
from db.custody import queries
from db.custody.models import Item

_CHANGES = ("custody", "cases", "requests", "locations")


@registry.verb(
    "custody.send_exam",
    rules.starts(Event.SEND_EXAM),
    seconds=rules.seconds(Event.SEND_EXAM),
    changes=_CHANGES,
    timed=True,
)
def send_exam(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    request_id: str,
    item_id: str,
    seal_no: str = "",
    photos: tuple[Shot, ...] = (),
    weight_mg: int | None = None,
    scanned: str = "",
    request_version: int = 0,
    weighing: Weighing | None = None,
) -> ItemRow:
    """送鉴 (E19): to the institution that the approval names; the named carrier who signs answers for it."""
    item = handing.take(session, actor, request_id, item_id)
    rules.step(Event.SEND_EXAM, item.custody)
    request = approved.require_approved(
        session, actor, now, request_id=request_id, item_id=item_id, kind="EXAM"
    )
    handing.require_version(request, request_version)
    terms = approved.terms_of(request)
    handing.require_carriers(session, act, item, terms["carriers"], terms["carriers"])
    told_by = handing.require_label(session, item, scanned)
    handing.ready_to_leave(
        session, act, now, item, seal_no=seal_no, weight_mg=weight_mg, photos=photos
    )
    due_at = handing.due_of(session, now, request)
    weighed = weights.told(weight_mg, weighing, photos, clock.day(now))
    handing.require_carrier_signs(session, act, terms["carriers"])
    loan = handing.lend(session, act, item, request, due_at, weight_mg)
    cards.step(
        session,
        act,
        item,
        Event.SEND_EXAM,
        Custody.EXAM,
        {"location_id": None, "holder": terms["institution"]},
        request=request.number,
        institution=terms["institution"],
        letter_no=terms["letter_no"],
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
    return views.rows_of(session, [item])[0]


@registry.verb(
    "custody.return_exam",
    rules.starts(Event.RETURN_EXAM),
    seconds=rules.seconds(Event.RETURN_EXAM),
    changes=_CHANGES,
    timed=True,
)
def return_exam(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    item_id: str,
    quantity: int,
    photos: tuple[Shot, ...],
    report_no: str,
    result: str,
    weight_mg: int | None = None,
    seal_no: str = "",
    place: str = "",
    assessed_fen: int | None = None,
    weighing: Weighing | None = None,
) -> ItemRow:
    """鉴定回库 (E20): with the report; a loss beyond tolerance is held until a paper explains it."""
    for name, given, limit in (("report_no", report_no, 80), ("result", result, 2_000)):
        if not given.strip():
            raise errors.FieldMissing(field=f"exam.{name}")
        checks.require_short(f"exam.{name}", given, limit)
    item = cards.take(session, actor, item_id)
    rules.step(Event.RETURN_EXAM, item.custody)
    loan = queries.open_loan(session, item.id)
    returning.require_seen(item, photos, weight_mg, bag_torn=False)
    compared = comparing.compare(
        session, now, item, loan, counted=quantity, weight_mg=weight_mg, seal_no=seal_no
    )
    sets = _resealed(session, act, item, compared)
    if sets:
        compared = comparing.accepted_seal(compared)
    sets |= {"appraisal_no": report_no.strip()}
    if assessed_fen is not None:
        checks.require_money("exam.assessed_fen", assessed_fen)
        sets |= {"assessed_fen": assessed_fen}
    returning.book_back(
        session,
        act,
        now,
        item,
        Event.RETURN_EXAM,
        compared,
        place=place,
        sets=sets,
        faults=[],
        facts={
            "report_no": report_no,
            "result": result,
            "photos": photographs.told(session, photos, item),
            **weights.told(weight_mg, weighing, photos, clock.day(now)),
        },
    )
    photographs.bind(session, item, photos)
    return views.rows_of(session, [item])[0]


def _resealed(session: Session, act: Act, item: Item, compared: Comparison) -> dict[str, Any]:
    """An appraiser opens the bag and seals it anew: a fresh number is booked, none leaves it open.

    A number that looks like the old one misread is no new seal: it stays a discrepancy (C45).
    """
    line = compared.seal
    if line.verdict != comparing.DIFFERS or line.hint:
        return {}
    shown = str(line.back or "")
    if shown:
        cards.use_seal(session, act, item, shown)
    status = SealStatus.SEALED if shown else SealStatus.OPENED
    return {"seal_no": shown, "seal_status": status}
