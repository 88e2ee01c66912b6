"""一物一卡: register, declare, receive or refuse, void; each verb is one act and one entry per card."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from app import clock, errors, ids, registry, spelling
from app.actor import Actor
from app.cases import service as cases
from app.custody import (
    bringing,
    cards,
    categories,
    checks,
    grounds,
    lists,
    photographs,
    ranges,
    rules,
    twins,
    views,
    weights,
)
from app.custody.errors import LateNeedsReason, PhotoMissing, SealDiffers, WrongPlace
from app.custody.types import Event, ItemRow, NewItem, Paper, PhotoKind, SealStatus, Shot, Weighing
from app.deadlines import service as deadlines
from app.labels import service as labels
from app.labels.types import Kind
from app.ledger import service as ledger
from app.ledger.types import Act, Line
from app.states import Custody
from db.custody import queries
from db.custody.models import Difference, Item
from db.identity import queries as people
from db.ledger import queries as trail
from db.rows import STATE

MEASURES = checks.MEASURES
#: Signs of a reason, and of a text of several lines.
_REASON: Final = 500
_TEXT: Final = 2_000


@registry.verb("custody.register", rules.starts(Event.REGISTER), changes=("custody", "cases"))
def register(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    case_id: str,
    items: tuple[NewItem, ...],
) -> tuple[ItemRow, ...]:
    """登记 (E02): make cards from what was taken; numbers are given here, at the commit, and never again."""
    case = cases.require_team(session, actor, case_id)
    if not items:
        raise errors.FieldMissing(field="item.name")
    written = [checks.require(new, now) for new in items]
    for measure in sorted({new.measure for new in items}):
        grounds.require(session, case_id, measure)
    ranges.require_free(session, actor, (each.details for each in written))
    told_numbers = zip(items, (each.details for each in written), strict=True)
    twins.require_explained(session, actor, told_numbers)
    _require_known(session, {who for new in items for who in new.seizers})
    limits = Limits(
        deadlines.value(session, "tier_valuable_fen", clock.day(now)),
        deadlines.value(session, "tier_valuable_cash_fen", clock.day(now)),
    )
    first = trail.next_number(session, f"item:{case_id}", len(items))
    rows = [
        _card(case_id, f"{case.number}-{first + at:04d}", new, held, limits)
        for at, (new, held) in enumerate(zip(items, written, strict=True))
    ]
    lines = [
        Line(
            "item",
            row["id"],
            Event.REGISTER,
            {"from": "", "after": {c: row[c] for c in STATE}, "card": _told(new)},
        )
        for row, new in zip(rows, items, strict=True)
    ]
    ledger.write_all(session, act, lines, fresh=True)
    made = queries.add_items(session, rows)
    told = list(zip(made, items, strict=True))
    cards.play_new(session, [(i, new.seizers or (actor.id,)) for i, new in told], "seizer")
    cards.use_seals(session, act, [(i, i.seal_no) for i in made if i.seal_no])
    cards.reindex(session, made)
    return views.rows_of(session, made)


def _require_known(session: Session, accounts: set[str]) -> None:
    if strangers := accounts - people.names(session, accounts).keys():
        raise errors.NotFound(key=min(strangers))


@dataclass(frozen=True, slots=True)
class Limits:
    """From which value on a thing, or cash, is valuable (分)."""

    goods_fen: int
    cash_fen: int


def _told(new: NewItem) -> dict[str, object]:
    told: dict[str, object] = registry.plain(new)
    return {k: v for k, v in told.items() if v not in ("", None, [], {})}


def _card(
    case_id: str, number: str, new: NewItem, held: checks.Written, limits: Limits
) -> dict[str, Any]:
    """A card's row from what was written down and holds: thousands are inserted in one statement."""
    category = held.category
    limit = limits.cash_fen if category.storage == "cash" else limits.goods_fen
    return dict(
        id=ids.new(),
        number=number,
        case_id=case_id,
        name=new.name.strip(),
        category=category.id,
        unit=new.unit,
        measure=new.measure,
        measured_at=new.measured_at,
        seized_at_place=new.seized_at_place,
        source=new.source,
        owner=new.owner,
        list_no=new.list_no,
        list_row=new.list_row,
        notice_no=new.notice_no,
        serial=held.serial,
        description=new.description,
        details=registry.canonical(held.details),
        value_fen=held.value_fen,
        currency=new.currency,
        appraisal_no="",
        assessed_fen=None,
        tier=rules.tier_of(category.tier, held.value_fen, limit, new.tier),
        secrecy=new.secrecy,
        storage=category.storage,
        evidential=new.evidential,
        legal=checks.MEASURES[new.measure],
        custody=Custody.DRAFT,
        seal_status=SealStatus.SEALED if held.seal_no else SealStatus.NONE,
        seal_no=held.seal_no,
        location_id=None,
        holder="",
        quantity=new.quantity,
        weight_mg=new.weight_mg,
        seq=1,
        declared_at=None,
        received_at=None,
        way="",
    )


@registry.verb(
    "custody.declare",
    rules.starts(Event.DECLARE),
    seconds=rules.seconds(Event.DECLARE),
    changes=("custody", "cases"),
)
def declare(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    case_id: str,
    item_ids: tuple[str, ...],
    listed: int,
    papers: tuple[Paper, ...],
    witness: str = "",
    no_witness_reason: str = "",
) -> tuple[ItemRow, ...]:
    """提交移交 (E03): two officers declare what they hand to the store, with notice and list, each card under its own."""
    if not witness.strip() and not no_witness_reason.strip():
        raise errors.FieldMissing(field="declare.witness")
    checks.require_short("declare.witness", witness, 200)
    checks.require_short("declare.witness", no_witness_reason, _REASON)
    counted = len(set(item_ids))
    if listed != counted or not item_ids:
        raise errors.QuantityDiffers(expected=listed, counted=counted)
    _require_papers(papers)
    items = cards.take_all(session, actor, item_ids, team=True)
    if any(i.case_id != case_id for i in items):
        raise errors.OtherCase
    for item in items:
        rules.step(Event.DECLARE, item.custody)
    lists.require_own(items, papers)
    if not act.second:
        raise errors.NeedsTwoOfficers
    cards.step_all(
        session,
        act,
        Event.DECLARE,
        [
            cards.Change(
                i,
                Custody.PENDING,
                {"declared_at": now},
                {
                    "papers": registry.plain(lists.own(i, papers)),
                    "witness": witness,
                    "no_witness_reason": no_witness_reason,
                },
            )
            for i in items
        ],
    )
    for item in items:
        for who in (actor.id, act.second):
            if queries.part(session, item.id, who) is None:
                cards.play(session, item, who, "seizer")
    for paper in papers:
        cards.bind_paper(session, act, case_id, paper)
    return views.rows_of(session, items)


def _require_papers(papers: tuple[Paper, ...]) -> None:
    for paper in papers:
        checks.require_short(f"document.{paper.kind}", paper.number)
    for kind in ("list", "notice"):
        if not any(p.kind == kind and p.number.strip() for p in papers):
            raise errors.DocumentMissing(document=f"document.{kind}")


@registry.verb(
    "custody.receive",
    rules.starts(Event.RECEIVE),
    seconds=rules.seconds(Event.RECEIVE),
    changes=("custody", "cases", "locations"),
    timed=True,
)
def receive(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    item_id: str,
    quantity: int,
    place: str,
    photos: tuple[Shot, ...],
    weight_mg: int | None = None,
    seal_no: str = "",
    delivered_by: tuple[str, ...] = (),
    late_reason: str = "",
    as_counted: bool = False,
    weighing: Weighing | None = None,
) -> ItemRow:
    """接收入库 (E04): counted, photographed, weighed, sealed and shelved; the label is owed from here on.

    What was counted otherwise than declared (C4), or bears the number of another card (C24), is held until that is
    resolved.
    """
    item = cards.take(session, actor, item_id)
    rules.step(Event.RECEIVE, item.custody)
    checks.require_measured(quantity, weight_mg)
    brought_by = bringing.deliverers(session, act, item, delivered_by)
    category = categories.get(item.category)
    if not category.stored:
        raise WrongPlace(place=place, storage="storage.never")
    grounds.require(session, item.case_id, item.measure)
    sealed_by = _received_seal(session, act, item, seal_no)
    wanted = photographs.wanted(category, item.tier, sealed=bool(sealed_by))
    taken = [shot.kind for shot in photos if shot.kind != PhotoKind.CLIP]
    photographs.require(taken, wanted)
    if category.weight_required and not weight_mg:
        raise errors.FieldMissing(field="item.weight_mg")
    weighed = weights.told(weight_mg, weighing, photos, clock.day(now))
    _require_in_time(session, item, now, late_reason)
    _require_counted(item, quantity, as_counted=as_counted)
    declared = item.quantity
    same_number = twins.standing(session, item)
    lies = cards.fits(session, act, item, place, clock.day(now))
    if item.tier != "ordinary" and not act.second:
        raise errors.NeedsSecondPerson(roles="role.custodian, role.store_head")
    agrees = quantity == declared and not same_number
    cards.step(
        session,
        act,
        item,
        Event.RECEIVE,
        Custody.IN if agrees else Custody.HOLD,
        sets={
            "location_id": lies,
            "quantity": quantity,
            "weight_mg": weight_mg if weight_mg is not None else item.weight_mg,
            "seal_no": sealed_by,
            "seal_status": SealStatus.SEALED if sealed_by else SealStatus.NONE,
            "received_at": now,
        },
        photos=photographs.told(session, photos, item),
        delivered_by=brought_by,
        late_reason=late_reason,
        declared=declared,
        **weighed,
    )
    photographs.bind(session, item, photos)
    labels.give(session, act, Kind.ITEM, "item", item.id)
    if quantity != declared:
        open_difference(session, act, item, "quantity", f"{declared} → {quantity}")
    if same_number:
        open_difference(session, act, item, "same_number", same_number)
    return views.rows_of(session, [item])[0]


def _require_counted(item: Item, quantity: int, *, as_counted: bool) -> None:
    """As many as declared, and as the lot's numbers say; what is said to be otherwise is held (C4, C25)."""
    if quantity == item.quantity:
        checks.require_range(item.unit, quantity, json.loads(item.details))
    elif not as_counted:
        raise errors.QuantityDiffers(expected=item.quantity, counted=quantity)


def _received_seal(session: Session, act: Act, item: Item, shown: str) -> str:
    """The seal on the bag: the declared one as it was written, or a new one used now."""
    shown = spelling.code(shown)
    if item.seal_no and shown != spelling.code(item.seal_no):
        raise SealDiffers(
            expected=item.seal_no, shown=shown or "—", hint=rules.seal_hint(item.seal_no, shown)
        )
    if shown and not item.seal_no:
        cards.use_seal(session, act, item, shown)
    return item.seal_no or shown


def _require_in_time(session: Session, item: Item, now: datetime, late_reason: str) -> None:
    checks.require_short("item.late_reason", late_reason, _REASON)
    limit = deadlines.days_to_deliver(session, item.storage, clock.day(now))
    days = (now - item.measured_at).days
    if days > limit and not late_reason.strip():
        raise LateNeedsReason(days=days, limit=limit)


def open_difference(session: Session, act: Act, item: Item, kind: str, told: str) -> None:
    """Let a discrepancy stand in the account until somebody resolves it."""
    session.add(
        Difference(
            id=ids.new(),
            item_id=item.id,
            case_id=item.case_id,
            kind=kind,
            text=told,
            opened_at=act.recorded_at,
            opened_by=act.actor,
            closed_at=None,
        )
    )


@registry.verb("custody.refuse", rules.starts(Event.REFUSE), changes=("custody", "cases"))
def refuse(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    item_id: str,
    reason: str,
    text: str = "",
    photos: tuple[Shot, ...] = (),
) -> ItemRow:
    """拒收 (E05): the custodian sends a thing back, with the reason."""
    if not reason.strip():
        raise errors.FieldMissing(field="refuse.reason")
    checks.require_short("refuse.reason", reason, _REASON)
    checks.require_short("refusal.text", text, _TEXT)
    item = cards.take(session, actor, item_id)
    cards.step(
        session,
        act,
        item,
        Event.REFUSE,
        Custody.REFUSED,
        reason=reason,
        text=text,
        photos=photographs.told(session, photos, item),
    )
    photographs.bind(session, item, photos)
    return views.rows_of(session, [item])[0]


@registry.verb(
    "custody.void",
    rules.starts(Event.VOID),
    seconds=rules.seconds(Event.VOID),
    changes=("custody", "cases"),
)
def void(
    session: Session, actor: Actor, now: datetime, act: Act, *, item_id: str, reason: str
) -> ItemRow:
    """作废错登 (E41): the number stays burned."""
    if not reason.strip():
        raise errors.FieldMissing(field="void.reason")
    checks.require_short("void.reason", reason, _REASON)
    item = cards.take(session, actor, item_id, team=True)
    cards.step(session, act, item, Event.VOID, Custody.T_VOID, reason=reason)
    return views.rows_of(session, [item])[0]


@registry.verb("custody.add_photo", rules.starts(Event.ADD_PHOTO), changes=("custody",))
def add_photo(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    item_id: str,
    photos: tuple[Shot, ...],
) -> ItemRow:
    """Add photos to a card; none ever replaces another."""
    if not photos:
        raise PhotoMissing(need=1, have=0, kind="photo.any")
    item = cards.take(session, actor, item_id)
    cards.step(session, act, item, Event.ADD_PHOTO, photos=photographs.told(session, photos, item))
    photographs.bind(session, item, photos)
    return views.rows_of(session, [item])[0]
