"""A thing back on the counter: who must sign, what must be seen, and where it goes (E17, E20)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app import clock, errors
from app.custody import approved, bringing, cards, categories, comparing, service
from app.custody.types import Comparison, Event, PhotoKind, Shot
from app.identity import service as identity
from app.identity.roles import Role
from app.ledger import service as ledger
from app.ledger.types import Act
from app.states import Custody
from db.custody import queries
from db.custody.models import Item, Loan
from db.identity import queries as people
from db.ledger import queries as trail
from db.requests.models import Request


def require_signed(
    session: Session, act: Act, now: datetime, item: Item, loan: Loan | None
) -> None:
    """Who accepts keeps; beside him signs another keeper, or one of those who had the thing (R20)."""
    if not act.second:
        raise errors.NeedsSecondPerson(roles="role.handler, role.custodian")
    keeper = identity.holds(session, act.second, now, Role.CUSTODIAN)
    if not keeper and act.second not in _had(session, item, loan):
        names = people.names(session, [act.second])
        raise errors.WrongReceiver(name=names.get(act.second, ""))


def _had(session: Session, item: Item, loan: Loan | None) -> set[str]:
    """Who signed for the thing, who was named to carry it, who brought it back."""
    had = _borrowed(loan, _request_of(session, loan))
    for entry in reversed(trail.of_object(session, "item", item.id)):
        if entry.kind == Event.TAKE_BACK:
            return had | {str(ledger.facts(entry)["returned_by"])}
    return had


def require_returner(session: Session, act: Act, item: Item, who: str, loan: Loan | None) -> None:
    """Who brings it back had it out, or is of its case or of the one that borrowed it (C51)."""
    request = _request_of(session, loan)
    facts = approved.terms_of(request).get("facts", {}) if request else {}
    case_ids = [item.case_id, *filter(None, [str(facts.get("for_case", ""))])]
    bringing.require_returner(session, act, item, who, _borrowed(loan, request), case_ids)


def _request_of(session: Session, loan: Loan | None) -> Request | None:
    return session.get(Request, loan.request_id) if loan is not None else None


def _borrowed(loan: Loan | None, request: Request | None) -> set[str]:
    carriers = approved.terms_of(request)["carriers"] if request else ()
    return {loan.borrower, *carriers} if loan is not None else set()


def require_seen(
    item: Item, photos: tuple[Shot, ...], weight_mg: int | None, *, bag_torn: bool
) -> None:
    """Photographed as it came back, the damage too; weighed if it is kept by weight."""
    comparing.require_photo(photos, PhotoKind.IN)
    if bag_torn:
        comparing.require_photo(photos, PhotoKind.DAMAGE)
    if weight_mg is None and categories.get(item.category).weight_required:
        raise errors.FieldMissing(field="item.weight_mg")


def book_back(
    session: Session,
    act: Act,
    now: datetime,
    item: Item,
    event: Event,
    compared: Comparison,
    *,
    place: str,
    sets: Mapping[str, Any],
    faults: Sequence[tuple[str, str]],
    facts: Mapping[str, Any],
) -> None:
    """Into the stock when nothing is wrong; else on hold, each discrepancy standing with both values.

    The card keeps its booked numbers: what was found stands in the entry until somebody resolves it.
    """
    wrong = [
        (line.what, comparing.told(line))
        for line in (compared.quantity, compared.weight, compared.seal)
        if line.verdict == comparing.DIFFERS
    ]
    wrong += faults
    if not wrong and not place.strip():
        raise errors.FieldMissing(field="item.place")
    lies = cards.fits(session, act, item, place, clock.day(now)) if place.strip() else None
    loan = queries.open_loan(session, item.id)
    require_signed(session, act, now, item, loan)
    cards.step(
        session,
        act,
        item,
        event,
        Custody.HOLD if wrong else Custody.IN,
        {**sets, "location_id": lies, "holder": "" if lies else act.actor},
        quantity=[compared.quantity.out, compared.quantity.back],
        weight_mg=[compared.weight.out, compared.weight.back],
        seal_no=[compared.seal.out, compared.seal.back],
        hint=compared.seal.hint,
        place=place.strip(),
        wrong=[what for what, _ in wrong],
        **facts,
    )
    for what, text in wrong:
        service.open_difference(session, act, item, what, text)
    if loan is not None:
        loan.closed_at = now
    session.flush()
