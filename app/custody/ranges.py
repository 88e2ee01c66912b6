"""Lots with a first and a last number (gift cards, vouchers): whose a number is, and that no two lots hold the same."""

import itertools
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy.orm import Session

from app import spelling
from app.actor import Actor
from app.cases import service as cases
from app.custody import categories, foreign
from app.custody.errors import RangeTaken
from app.states import TERMINAL
from db.custody import queries
from db.custody.models import Item
from db.ledger import queries as trail

FIRST: Final = "serial_from"
LAST: Final = "serial_to"


@dataclass(frozen=True, slots=True)
class Lot:
    """The numbers of one lot of one issuer; a lot without a last number has one."""

    issuer: str
    first: str
    last: str

    def holds(self, number: str) -> bool:
        """Whether a number is one of the lot's."""
        return foreign.within(self.first, self.last, number)

    def common(self, other: "Lot") -> tuple[str, str] | None:
        """The first and the last number that both hold; nothing where they are apart, or of two issuers."""
        low, high = max(self.first, other.first), min(self.last, other.last)
        alike = self.issuer == other.issuer and foreign.stem(self.first) == foreign.stem(
            other.first
        )
        return (low, high) if alike and low <= high else None


def of(details: Mapping[str, Any]) -> Lot | None:
    """The lot that a card's details speak of; nothing where they name no number, or none that counts."""
    first = spelling.code(str(details.get(FIRST, "")))
    last = spelling.code(str(details.get(LAST, ""))) or first
    issuer = spelling.identifier(str(details.get("issuer", ""))).casefold()
    return Lot(issuer, first, last) if foreign.count(first, last) else None


def counted() -> tuple[str, ...]:
    """The categories whose things have a first and a last number."""
    return tuple(id_ for id_, c in categories.all_().items() if LAST in {f.id for f in c.fields})


def holding(session: Session, actor: Actor, text: str) -> Item | None:
    """The lot of a scanned number: one that is still here before one that is gone, the newest first.

    A lot that the asker may not see is none to him: the number is not ours, so nothing is told of it.
    """
    number = foreign.classify(text).text
    if not foreign.count(number, number):
        return None
    seen = [
        item
        for item in _near(session, Lot("", number, number))
        if (lot := _of_item(item)) and lot.holds(number)
        and cases.may_see(session, actor, item.case_id)
    ]  # fmt: skip
    return min(seen, key=lambda item: (item.custody in TERMINAL, -item.pk), default=None)


def require_free(
    session: Session, actor: Actor, told: Iterable[Mapping[str, Any]], *, but: str = ""
) -> None:
    """No number of these lots is one of another lot that is still here, nor of each other (R25).

    `told`: the details of the cards; `but`: the card that is corrected. The store is held meanwhile, so that two
    stations that register at once meet here.
    """
    lots = [lot for details in told if (lot := of(details))]
    if not lots:
        return
    trail.installation(session, held=True)
    for one, next_ in itertools.pairwise(sorted(lots, key=_order)):
        if both := one.common(next_):
            raise RangeTaken(first=both[0], last=both[1], where="range.same_list")
    for lot in lots:
        for item in _near(session, lot):
            other = _of_item(item)
            if other is None or item.id == but or item.custody in TERMINAL:
                continue
            if both := lot.common(other):
                seen = cases.may_see(session, actor, item.case_id)
                where = item.number if seen else "range.elsewhere"
                raise RangeTaken(first=both[0], last=both[1], where=where)


def _order(lot: Lot) -> tuple[str, str, int, str]:
    return lot.issuer, *foreign.stem(lot.first), lot.first


def _of_item(item: Item) -> Lot | None:
    return of(json.loads(item.details))


def _near(session: Session, lot: Lot) -> Sequence[Item]:
    """The lots whose first number lies so that they could hold one of these: no lot is longer than the longest."""
    low = foreign.before(lot.first, foreign.LONGEST_RANGE - 1)
    return queries.between(session, counted(), low, lot.last)
