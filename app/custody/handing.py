"""What must agree at the counter before a thing leaves: label, seal, weight, the named carriers."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from app import clock, errors, ids
from app.actor import Actor
from app.cases import service as cases
from app.custody import approved, cards, categories, checks, comparing
from app.custody.errors import LabelNotScanned, OtherLabel, OutElsewhere, SealDiffers, WeightDiffers
from app.custody.types import PhotoKind, Shot
from app.deadlines import service as deadlines
from app.labels import service as labels
from app.ledger.types import Act
from db.custody import approved as approved_queries
from db.custody import queries
from db.custody.models import Item, Loan
from db.identity import queries as people
from db.locations import queries as place_queries
from db.requests.models import Request


def take(session: Session, actor: Actor, request_id: str, item_id: str) -> Item:
    """The card, held; the request is held first, as every verb on requests does. Says who was first (R07)."""
    approved_queries.locked(session, request_id)
    item = cards.take(session, actor, item_id)
    loan = queries.open_loan(session, item.id)
    if loan is not None:
        raise OutElsewhere(
            number=item.number,
            at=clock.local(loan.out_at).strftime("%H:%M:%S"),
            station=loan.out_station,
        )
    return item


def require_version(request: Request, seen: int) -> None:
    """The approval that was read at the counter is the one that stands (R05); 0: not read there."""
    if seen and seen != request.version:
        raise errors.ChangedMeanwhile(seen=seen, current=request.version)


def require_label(session: Session, item: Item, scanned: str) -> str:
    """A scanned label lives (R09) and is this thing's; a number in clear serves where it is torn. How it was told.

    Without either nothing leaves (E14): what was chosen from a list was not held in the hand.
    """
    text = scanned.strip()
    if not text:
        raise LabelNotScanned(number=item.number)
    if text == item.number:
        return "number"
    label = labels.require_living(session, text)
    if (label.object_kind, label.object_id) != ("item", item.id):
        raise OtherLabel(number=item.number)
    return "label"


def require_seal(item: Item, shown: str) -> None:
    """The seal on the bag is the one in the books (R10)."""
    line = comparing.seal(item.seal_no, shown)
    if line.verdict == comparing.DIFFERS:
        raise SealDiffers(
            expected=item.seal_no or "—",
            shown=line.back or "—",
            hint=f"hint.{line.hint}" if line.hint else "",
        )


def require_weight(session: Session, now: datetime, item: Item, weight_mg: int | None) -> None:
    """What is kept by weight is weighed on its way out, and weighs what the books say (R12)."""
    if weight_mg is None and categories.get(item.category).weight_required:
        raise errors.FieldMissing(field="item.weight_mg")
    line = comparing.weight(session, now, item, item.weight_mg, weight_mg)
    if line.verdict == comparing.DIFFERS:
        raise WeightDiffers(
            expected=comparing.grams(line.out),
            shown=comparing.grams(line.back),
            tolerance=comparing.grams(line.tolerance),
        )


def require_carriers(
    session: Session, act: Act, item: Item, named: Collection[str], carriers: Collection[str]
) -> None:
    """Who fetches it is named in the approval, and they are two of what is valuable (R20)."""
    now = act.recorded_at  # whom the approval named may have to keep away since
    away = {who for who in carriers if not cases.may_carry(session, item.case_id, who, now)}
    strangers = set(carriers) - set(named) | away
    if not carriers:
        raise errors.FieldMissing(field="request.carriers")
    if strangers:
        raise _wrong_receiver(session, strangers)
    if item.tier != "ordinary" and len(set(carriers)) < 2:
        raise errors.NeedsTwoCarriers(number=item.number, named=len(set(carriers)))


def require_carrier_signs(session: Session, act: Act, carriers: Collection[str]) -> None:
    """One of those who fetch it signs (R01): asked last, so that he is called only for what may leave."""
    if not act.second:
        raise errors.NeedsSecondPerson(roles="role.handler")
    if act.second not in carriers:
        raise _wrong_receiver(session, {act.second})


def _wrong_receiver(session: Session, who: Collection[str]) -> errors.WrongReceiver:
    return errors.WrongReceiver(name="、".join(sorted(people.names(session, who).values())))


def ready_to_leave(
    session: Session,
    act: Act,
    now: datetime,
    item: Item,
    *,
    seal_no: str,
    weight_mg: int | None,
    photos: tuple[Shot, ...],
) -> None:
    """What is checked on the thing itself."""
    checks.require_measured(None, weight_mg)
    require_seal(item, seal_no)
    require_weight(session, now, item, weight_mg)
    comparing.require_photo(photos, PhotoKind.OUT)


def lend(
    session: Session,
    act: Act,
    item: Item,
    request: Request,
    due_at: datetime,
    weight_mg: int | None,
) -> Loan:
    """The open loan: what went out, when, from which station, to whom who signed."""
    loan = Loan(
        id=ids.new(),
        item_id=item.id,
        request_id=request.id,
        borrower=act.second,
        purpose=request.reason,
        out_at=act.recorded_at,
        out_station=act.station,
        due_at=due_at,
        renewals=0,
        out_quantity=item.quantity,
        out_weight_mg=weight_mg if weight_mg is not None else item.weight_mg,
        out_seal=item.seal_no,
        closed_at=None,
    )
    session.add(loan)
    session.flush()
    return loan


def place_code(session: Session, item: Item) -> str:
    """The code of the place where it lies now."""
    place = place_queries.location(session, item.location_id) if item.location_id else None
    return place.code if place else ""


def due_of(session: Session, now: datetime, request: Request) -> datetime:
    """When what was asked for is due back; nothing leaves that would be late already (R21)."""
    due = clock.moment(str(approved.terms_of(request)["due_at"]))
    deadlines.require_ahead(session, now, due)
    return due
