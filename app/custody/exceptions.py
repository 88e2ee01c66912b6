"""异常登记 and 异常处理: what is wrong with a thing stands in the account until two resolve it (E31, E32)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from app import clock, errors, registry, spelling
from app.actor import Actor
from app.custody import approved, cards, checks, photographs, rules, service, views
from app.custody.types import Event, ItemRow, SealStatus, Shot
from app.ledger.types import Act
from app.states import OUTSIDE, Custody
from db.custody import queries
from db.custody.models import Difference, Item

#: Kinds of discrepancy (words: difference.*).
KINDS: Final = (
    "quantity", "weight", "seal", "label", "damage", "swap", "missing", "surplus", "other",
)  # fmt: skip
_CHANGES = ("custody", "cases", "locations")


@registry.verb("custody.report", rules.starts(Event.REPORT), changes=_CHANGES)
def report(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    item_id: str,
    kind: str,
    text: str,
    photos: tuple[Shot, ...] = (),
    missing: bool = False,
) -> ItemRow:
    """异常登记 (E31): anybody may say it, nobody can take it back; the thing is held, or missing."""
    if kind not in KINDS:
        raise errors.NotAmong.of("report.kind", kind, KINDS, "difference")
    if not text.strip():
        raise errors.FieldMissing(field="report.text")
    checks.require_short("report.text", text, 2_000)
    item = cards.take(session, actor, item_id)
    rules.step(Event.REPORT, item.custody)
    missing = missing or kind == "missing" or item.custody == Custody.MISSING
    if not missing and item.custody in OUTSIDE:
        # on hold means "in the store": what is out comes back to the counter first
        raise errors.NotAllowedNow(event="event.REPORT", state=f"status.{item.custody}")
    cards.step(
        session,
        act,
        item,
        Event.REPORT,
        Custody.MISSING if missing else Custody.HOLD,
        {"location_id": None} if missing else {},
        kind=kind,
        text=text,
        photos=photographs.told(session, photos, item),
    )
    photographs.bind(session, item, photos)
    service.open_difference(session, act, item, kind, text)
    return views.rows_of(session, [item])[0]


@registry.verb(
    "custody.resolve",
    rules.starts(Event.RESOLVE),
    seconds=rules.seconds(Event.RESOLVE),
    changes=_CHANGES,
)
def resolve(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    item_id: str,
    finding: str,
    document: str,
    place: str,
    quantity: int | None = None,
    weight_mg: int | None = None,
    seal_no: str = "",
) -> ItemRow:
    """异常处理 (E32): the store head and the overseers find what it was; numbers follow the finding.

    `document` is the leader's decision; `seal_no` the new seal when the bag was closed anew.
    """
    for name, given, limit in (
        ("finding", finding, 2_000),
        ("document", document, 80),
        ("place", place, 80),
    ):
        if not given.strip():
            raise errors.FieldMissing(field=f"resolve.{name}")
        checks.require_short(f"resolve.{name}", given, limit)
    checks.require_measured(quantity, weight_mg)
    item = cards.take(session, actor, item_id)
    rules.step(Event.RESOLVE, item.custody)
    found = [d for d in queries.differences_of(session, item.id) if d.closed_at is None]
    if actor.id in {d.opened_by for d in found}:
        raise errors.OwnApproval(number=item.number)
    lies = cards.fits(session, act, item, place, clock.day(now))
    sets: dict[str, Any] = {"location_id": lies, "holder": "", "way": ""}
    sets |= _numbers(session, act, item, quantity, weight_mg, seal_no)
    cards.step(
        session,
        act,
        item,
        Event.RESOLVE,
        Custody.IN,
        sets,
        finding=finding,
        document=document,
        place=place,
        resolved=[d.kind for d in found],
    )
    _close(session, now, item, found)
    approved.drop(session, act, item.id)
    return views.rows_of(session, [item])[0]


def _numbers(
    session: Session,
    act: Act,
    item: Item,
    quantity: int | None,
    weight_mg: int | None,
    seal_no: str,
) -> dict[str, Any]:
    """What the finding changes on the card."""
    sets: dict[str, Any] = {}
    if quantity is not None:
        sets["quantity"] = quantity
    if weight_mg is not None:
        sets["weight_mg"] = weight_mg
    shown = spelling.code(seal_no)
    if shown and shown != item.seal_no:
        cards.use_seal(session, act, item, shown)
    if shown:
        sets |= {"seal_no": shown, "seal_status": SealStatus.SEALED}
    return sets


def _close(session: Session, now: datetime, item: Item, found: Sequence[Difference]) -> None:
    for difference in found:
        difference.closed_at = now
    loan = queries.open_loan(session, item.id)
    if loan is not None:
        loan.closed_at = now
    session.flush()
