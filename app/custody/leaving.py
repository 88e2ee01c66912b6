"""What every way out of the store has in common: the approval, the receipts, the step that ends a card."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from app import errors, registry
from app.actor import Actor
from app.custody import approved, cards
from app.custody.errors import ReceiverIsStaff, StillUnderMeasure
from app.custody.types import Event, Legal, Paper
from app.labels import service as labels
from app.ledger.types import Act
from app.states import TERMINAL, Custody
from db.custody import queries
from db.custody.models import Disposal, Item
from db.identity import queries as people
from db.requests.models import Request

#: Ways that hand a thing's worth to somebody: nobody may do so before it is known (C71).
_WORTH_MUST_BE_KNOWN: Final = ("transfer", "sell")
#: Measures that bind a thing until they end (监察法 第28条).
_UNDER_MEASURE: Final = (Legal.SEIZED, Legal.SEALED, Legal.FROZEN)


def allowed(
    session: Session,
    actor: Actor,
    now: datetime,
    request_id: str,
    item_ids: Sequence[str],
    way: str,
) -> tuple[Request, list[Item]]:
    """The things, held, and the approved disposal by this way that covers each of them."""
    if not item_ids:
        raise errors.FieldMissing(field="disposal.items")
    items = cards.take_all(session, actor, item_ids)
    for item in items:
        if item.custody != Custody.DISPOSING:
            raise errors.NotAllowedNow(event=f"way.{way}", state=f"status.{item.custody}")
        request = approved.require_approved(
            session, actor, now, request_id=request_id, item_id=item.id, kind="DISPOSAL", way=way
        )
        if way in _WORTH_MUST_BE_KNOWN:
            require_worth(item)
    return request, items


def require_worth(item: Item) -> None:
    """Somebody has said what the thing is worth, or an appraisal did (R22)."""
    if item.value_fen is None and item.assessed_fen is None and not item.appraisal_no:
        raise errors.AppraisalMissing(number=item.number)


def require_free(item: Item, terms: Mapping[str, Any]) -> None:
    """What is seized goes back only after the measure was lifted, or by a decision on it that the approval names."""
    decided = str(terms.get("facts", {}).get("decision", "")).strip()
    if item.legal in _UNDER_MEASURE and not decided:
        raise StillUnderMeasure(number=item.number, legal=f"legal.{item.legal}")


def require_text(**told: str) -> None:
    """Each of these is said."""
    for name, text in told.items():
        if not text.strip():
            raise errors.FieldMissing(field=f"disposal.{name}")
        if len(text) > 500:
            raise errors.TooLong(field=f"disposal.{name}", limit=500, length=len(text))


def require_outsider(session: Session, name: str) -> None:
    """Who takes a thing, or buys it, is none of ours (R20)."""
    if people.named(session, name):
        raise ReceiverIsStaff(name=name.strip())


def use_receipt(session: Session, act: Act, kind: str, number: str) -> str:
    """Book a receipt's number; it serves once for ever (R25)."""
    number = number.strip()
    if not number:
        raise errors.DocumentMissing(document="document.receipt")
    if len(number) > 64:
        raise errors.TooLong(field="disposal.receipt_no", limit=64, length=len(number))
    if queries.receipt(session, kind, number) is not None:
        raise errors.NumberUsed(number=number)
    queries.add_receipt(session, kind, number, act.id)
    return number


def book(session: Session, request: Request, items: Sequence[Item], way: str, **told: Any) -> None:
    """How each thing leaves: one row a card, written anew when a first attempt came to nothing."""
    receiver, receipt_kind, receipt_no = (
        str(told.pop(name, "")) for name in ("receiver", "receipt_kind", "receipt_no")
    )
    executed_at = told.pop("executed_at", None)
    for item in items:
        row = queries.disposal(session, item.id)
        if row is None:
            row = Disposal(item_id=item.id)
            session.add(row)
        row.request_id, row.way, row.receiver = request.id, way, receiver
        row.basis = str(approved.terms_of(request).get("basis", ""))
        row.facts = registry.canonical(told)
        row.receipt_kind, row.receipt_no, row.executed_at = receipt_kind, receipt_no, executed_at
    session.flush()


def end(
    session: Session,
    act: Act,
    event: Event,
    to: Custody,
    items: Sequence[Item],
    facts: Mapping[str, Any],
) -> None:
    """The last entry of each card: nobody holds it, it lies nowhere, its label is void; its seal stays on record."""
    assert to in TERMINAL
    gone = {"location_id": None, "holder": "", "legal": Legal.CLOSED}
    cards.step_all(session, act, event, [cards.Change(i, to, gone, facts) for i in items])
    for item in items:
        labels.void_all(session, "item", item.id)


def papers(session: Session, act: Act, items: Sequence[Item], *told: Paper) -> None:
    """Tie the documents of this act to the cases of the things."""
    for case_id in dict.fromkeys(i.case_id for i in items):
        for paper in told:
            cards.bind_paper(session, act, case_id, paper)


def masked(number: str) -> str:
    """An identity document's number as the trail keeps it: enough to compare, not enough to use."""
    plain = re.sub(r"\s", "", number)
    if len(plain) < 8:
        return "*" * max(len(plain) - 2, 0) + plain[-2:]
    return plain[:3] + "*" * (len(plain) - 7) + plain[-4:]
