"""去向: every way a thing leaves for good; each needs the approved disposal of that way for that thing."""

import re
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from app import clock, errors, registry
from app.actor import Actor
from app.cases import service as cases
from app.custody import approved, cards, checks, leaving, photographs, rules, views
from app.custody.errors import (
    LabelNotScanned,
    OtherTransfer,
    OverseerInvolved,
    PhotoMissing,
    ReceiptDiffers,
)
from app.custody.types import Event, ItemRow, Legal, Paper, PhotoKind, Shot
from app.labels import service as labels
from app.ledger.types import Act
from app.states import Custody
from db.custody import queries
from db.custody.models import Item
from db.identity import queries as people

_CHANGES: Final = ("custody", "cases", "requests", "labels", "locations")
#: Who takes his own thing needs no authority (custody.md §1.6).
OWN: Final = ("owner", "victim", "本人", "被害人")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")


@registry.verb(
    "custody.return_to_owner",
    rules.starts(Event.RETURN_TO_OWNER),
    seconds=rules.seconds(Event.RETURN_TO_OWNER),
    changes=_CHANGES,
    secrets=("id_document",),
    timed=True,
)
def return_to_owner(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    request_id: str,
    item_id: str,
    receiver: str,
    id_document: str,
    relation: str,
    photos: tuple[Shot, ...],
    authority: str = "",
) -> ItemRow:
    """返还 (E26): to the owner or who holds his authority, never to one of ours (C70)."""
    request, items = leaving.allowed(session, actor, now, request_id, (item_id,), "return")
    (item,) = items
    leaving.require_text(receiver=receiver, id_document=id_document, relation=relation)
    leaving.require_outsider(session, receiver)
    terms = approved.terms_of(request)
    leaving.require_free(item, terms)
    if not authority.strip():
        if relation.strip() not in OWN:
            raise errors.DocumentMissing(document="document.authority")
        if terms.get("receiver") and terms["receiver"] != receiver.strip():
            raise errors.WrongReceiver(name=receiver.strip())
    _require_photos(photos)
    told = {
        "receiver": receiver.strip(),
        "id_document": leaving.masked(id_document),
        "relation": relation.strip(),
        "authority": authority.strip(),
    }
    leaving.book(session, request, items, "return", executed_at=now, **told)
    facts = {**told, "request": request.number, "photos": photographs.told(session, photos, item)}
    leaving.end(session, act, Event.RETURN_TO_OWNER, Custody.T_RETURNED, items, facts)
    photographs.bind(session, item, photos)
    shown = [Paper("identity", told["id_document"])]
    shown += [Paper("authority", authority.strip())] if authority.strip() else []
    leaving.papers(session, act, items, *shown)
    approved.mark_done(session, act, request, [item.id])
    return views.rows_of(session, items)[0]


def _require_photos(photos: tuple[Shot, ...]) -> None:
    if all(shot.kind == PhotoKind.CLIP for shot in photos):
        raise PhotoMissing(need=1, have=0, kind="photo.handover")


@registry.verb(
    "custody.transfer",
    rules.starts(Event.TRANSFER),
    seconds=rules.seconds(Event.TRANSFER),
    changes=_CHANGES,
    timed=True,
)
def transfer(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    request_id: str,
    item_ids: tuple[str, ...],
    receiver: str,
) -> tuple[ItemRow, ...]:
    """移送 (E27): the things leave the shelf and wait for the other side's signature."""
    request, items = leaving.allowed(session, actor, now, request_id, item_ids, "transfer")
    leaving.require_text(receiver=receiver)
    wanted = str(approved.terms_of(request).get("receiver", ""))
    if wanted and wanted != receiver.strip():
        raise errors.WrongReceiver(name=receiver.strip())
    leaving.book(session, request, items, "transfer", receiver=receiver.strip())
    gone = {"location_id": None, "holder": receiver.strip()}
    facts = {"receiver": receiver.strip(), "request": request.number}
    cards.step_all(
        session,
        act,
        Event.TRANSFER,
        [cards.Change(i, Custody.HANDOVER, gone, facts) for i in items],
    )
    approved.mark_done(session, act, request, [i.id for i in items])
    return views.rows_of(session, items)


@registry.verb(
    "custody.sign_transfer", rules.starts(Event.SIGN_TRANSFER), changes=_CHANGES, timed=True
)
def sign_transfer(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    item_ids: tuple[str, ...],
    not_signed: tuple[str, ...] = (),
    receipt_no: str,
    receipt_scan: str,
    place: str = "",
) -> tuple[ItemRow, ...]:
    """回执 (E27): what the other side signed for has gone; what it did not goes back on the shelf (C72)."""
    items = cards.take_all(session, actor, (*item_ids, *not_signed))
    signed = [i for i in items if i.id not in not_signed]
    back = [i for i in items if i.id in not_signed]
    for item in items:
        rules.step(Event.SIGN_TRANSFER, item.custody)
    _require_one_transfer(session, items)
    if signed and not _SHA256.fullmatch(receipt_scan):
        raise errors.DocumentMissing(document="document.receipt")
    if back and not place.strip():
        raise errors.FieldMissing(field="disposal.place")
    if signed:
        _signed(session, now, act, signed, receipt_no, receipt_scan)
    for item in back:
        cards.step(
            session,
            act,
            item,
            Event.SIGN_TRANSFER,
            Custody.IN,
            sets={
                "location_id": cards.fits(session, act, item, place, clock.day(now)),
                "holder": "",
                "way": "",
            },
            signed=False,
            place=place,
            receipt_no=receipt_no,
        )
    return views.rows_of(session, items)


def _require_one_transfer(session: Session, items: list[Item]) -> None:
    """One receipt is of one decision and one receiver; what went elsewhere has a receipt of its own."""
    rows = [row for item in items if (row := queries.disposal(session, item.id)) is not None]
    if len({(row.request_id, row.receiver) for row in rows}) > 1:
        raise OtherTransfer(receivers="、".join(sorted({row.receiver for row in rows})))


def _signed(
    session: Session,
    now: datetime,
    act: Act,
    items: list[Item],
    receipt_no: str,
    receipt_scan: str,
) -> None:
    number = leaving.use_receipt(session, act, "transfer", receipt_no)
    facts = {"signed": True, "receipt_no": number, "receipt_scan": receipt_scan}
    leaving.end(session, act, Event.SIGN_TRANSFER, Custody.T_TRANSFERRED, items, facts)
    for item in items:
        row = queries.disposal(session, item.id)
        if row is not None:
            row.receipt_kind, row.receipt_no, row.executed_at = "transfer", number, now
    leaving.papers(session, act, items, Paper("receipt", number, sha256=receipt_scan))


@registry.verb(
    "custody.pay_treasury",
    rules.starts(Event.PAY_TREASURY),
    seconds=rules.seconds(Event.PAY_TREASURY),
    changes=_CHANGES,
    timed=True,
)
def pay_treasury(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    request_id: str,
    item_ids: tuple[str, ...],
    receipt_no: str,
    amount_fen: int,
) -> tuple[ItemRow, ...]:
    """上缴国库 (E28): the receipt says exactly what the cards say, in one currency (R26)."""
    request, items = leaving.allowed(session, actor, now, request_id, item_ids, "treasury")
    _require_sum(items, amount_fen)
    number = leaving.use_receipt(session, act, "treasury", receipt_no)
    told = {"receipt_no": number, "amount_fen": amount_fen, "currency": items[0].currency}
    leaving.book(
        session, request, items, "treasury", executed_at=now, receipt_kind="treasury", **told
    )
    facts = {**told, "request": request.number}
    leaving.end(session, act, Event.PAY_TREASURY, Custody.T_TREASURY, items, facts)
    leaving.papers(session, act, items, Paper("receipt", number))
    approved.mark_done(session, act, request, [i.id for i in items])
    return views.rows_of(session, items)


def _require_sum(items: list[Item], amount_fen: int) -> None:
    total = 0
    for item in items:
        value = item.value_fen if item.value_fen is not None else item.assessed_fen
        if value is None:
            raise errors.AppraisalMissing(number=item.number)
        total += value
    currencies = sorted({i.currency for i in items})
    if total != amount_fen or len(currencies) > 1:
        raise ReceiptDiffers(
            cards=f"{total / 100:.2f}",
            told=f"{amount_fen / 100:.2f}",
            currency="/".join(currencies),
        )


@registry.verb(
    "custody.sell",
    rules.starts(Event.SELL),
    seconds=rules.seconds(Event.SELL),
    changes=_CHANGES,
    timed=True,
)
def sell(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    request_id: str,
    item_ids: tuple[str, ...],
    receipt_no: str,
    amount_fen: int,
    buyer: str,
) -> tuple[ItemRow, ...]:
    """变卖/拍卖 (E24): sold to somebody who is none of ours, at a price that is written down."""
    request, items = leaving.allowed(session, actor, now, request_id, item_ids, "sell")
    leaving.require_text(buyer=buyer)
    leaving.require_outsider(session, buyer)
    if amount_fen <= 0:
        raise errors.FieldInvalid(field="disposal.amount_fen", why="field.not_money")
    number = leaving.use_receipt(session, act, "sale", receipt_no)
    told = {"receipt_no": number, "amount_fen": amount_fen, "receiver": buyer.strip()}
    leaving.book(session, request, items, "sell", executed_at=now, receipt_kind="sale", **told)
    facts = {"receipt_no": number, "amount_fen": amount_fen, "buyer": buyer.strip()}
    facts["request"] = request.number
    leaving.end(session, act, Event.SELL, Custody.T_SOLD, items, facts)
    leaving.papers(session, act, items, Paper("receipt", number))
    approved.mark_done(session, act, request, [i.id for i in items])
    return views.rows_of(session, items)


@registry.verb(
    "custody.destroy",
    rules.starts(Event.DESTROY),
    seconds=rules.seconds(Event.DESTROY),
    others=rules.others(Event.DESTROY),
    changes=_CHANGES,
    timed=True,
)
def destroy(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    request_id: str,
    item_ids: tuple[str, ...],
    method: str,
    place: str,
    photos: tuple[Shot, ...],
    scanned: tuple[str, ...],
    executors: tuple[str, ...] = (),
) -> tuple[ItemRow, ...]:
    """销毁 (E29): by two who both sign, under the eyes of an overseer who never had a hand in the thing (C74).

    Who carries it out is the actor, and who signs after the overseer; who is named must have signed.
    """
    request, items = leaving.allowed(session, actor, now, request_id, item_ids, "destroy")
    leaving.require_text(method=method, place=place)
    _require_scanned(session, items, scanned)
    _require_photos(photos)
    if not act.second:
        raise errors.NeedsSecondPerson(roles="role.oversight, role.reviewer")
    hands = _executors(session, act, executors)
    for case_id in dict.fromkeys(item.case_id for item in items):
        cases.require_beside(session, act, case_id)
    for who in act.others:
        approved.release(session, request, who)
    approved.oversee(session, request, act.second)
    for item in items:
        cards.play(session, item, act.second, "overseer")
    told = {"method": method.strip(), "place": place.strip(), "executors": hands}
    leaving.book(session, request, items, "destroy", executed_at=now, **told)
    facts = {**told, "request": request.number, "photos": photographs.told(session, photos, *items)}
    leaving.end(session, act, Event.DESTROY, Custody.T_DESTROYED, items, facts)
    for item in items:
        photographs.bind(session, item, photos)
    approved.mark_done(session, act, request, [i.id for i in items])
    return views.rows_of(session, items)


def _executors(session: Session, act: Act, named: tuple[str, ...]) -> list[str]:
    """The accounts of at least two who carry it out and sign for it; a name that was typed is no signature."""
    signed = [act.actor, *act.others]
    if act.second in named:
        raise OverseerInvolved
    for who in named:
        if who not in signed:
            names = people.names(session, [who])
            raise errors.ExecutorNotSigned(name=names.get(who, who))
    if len(signed) < 2:
        raise errors.NeedsTwoExecutors(named=len(signed))
    return signed


def _require_scanned(session: Session, items: list[Item], scanned: tuple[str, ...]) -> None:
    """The living label of each thing was read before it goes: the right one is destroyed."""
    seen = {labels.require_living(session, text).object_id for text in scanned}
    for item in items:
        if item.id not in seen:
            raise LabelNotScanned(number=item.number)


@registry.verb(
    "custody.archive",
    rules.starts(Event.ARCHIVE),
    seconds=rules.seconds(Event.ARCHIVE),
    changes=_CHANGES,
    timed=True,
)
def archive(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    request_id: str,
    item_ids: tuple[str, ...],
    file_no: str,
) -> tuple[ItemRow, ...]:
    """随卷归档: the things go into the case's file."""
    request, items = leaving.allowed(session, actor, now, request_id, item_ids, "archive")
    leaving.require_text(file_no=file_no)
    told = {"file_no": file_no.strip()}
    leaving.book(session, request, items, "archive", executed_at=now, **told)
    facts = {**told, "request": request.number}
    leaving.end(session, act, Event.ARCHIVE, Custody.T_ARCHIVED, items, facts)
    approved.mark_done(session, act, request, [i.id for i in items])
    return views.rows_of(session, items)


@registry.verb(
    "custody.lift",
    rules.starts(Event.LIFT),
    seconds=rules.seconds(Event.LIFT),
    changes=_CHANGES,
    timed=True,
)
def lift(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    item_ids: tuple[str, ...],
    notice_no: str,
) -> tuple[ItemRow, ...]:
    """解除 (E30): the measure ends by its notice, which who may approve it signs; from now on it may be given back."""
    if not notice_no.strip():
        raise errors.DocumentMissing(document="document.lift_notice")
    checks.require_short("document.lift_notice", notice_no)
    if not item_ids:
        raise errors.FieldMissing(field="disposal.items")
    items = cards.take_all(session, actor, item_ids, team=True)
    for item in items:
        if item.legal in (Legal.LIFTED, Legal.CLOSED):
            raise errors.NotAllowedNow(event="event.LIFT", state=f"legal.{item.legal}")
    lifted = {"legal": Legal.LIFTED}
    facts = {"notice_no": notice_no.strip()}
    cards.step_all(session, act, Event.LIFT, [cards.Change(i, "", lifted, facts) for i in items])
    leaving.papers(session, act, items, Paper("lift_notice", notice_no.strip()))
    return views.rows_of(session, items)
