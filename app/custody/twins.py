"""Numbers that the world gives to one thing only (IMEI, VIN, bank card): one that stands on two cards is explained.

Who registers the second card says how that can be (C24). When the thing comes to the counter it is received, and held
until the store head and the overseers have found which card is right.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from app import errors
from app.actor import Actor
from app.cases import service as cases
from app.custody import categories
from app.custody.types import NewItem
from app.states import TERMINAL
from db.custody import queries
from db.custody.models import Item
from db.ledger import queries as trail

REASON = "same_number"


def numbers(category: str, details: Mapping[str, Any]) -> tuple[str, ...]:
    """The numbers with a check digit that a card's details hold."""
    fields = categories.get(category).fields
    return tuple(str(details[f.id]) for f in fields if f.check and details.get(f.id))


def require_explained(
    session: Session, actor: Actor, told: Iterable[tuple[NewItem, Mapping[str, Any]]]
) -> None:
    """A card whose number stands on another that is still here, or twice in one list, says why (R25).

    The store is held meanwhile, so that two stations that register at once meet here. Of a case that is not the
    asker's nothing is told but that the number is known.
    """
    given = [(new, number) for new, details in told for number in numbers(new.category, details)]
    if not given:
        return
    trail.installation(session, held=True)
    often = Counter(number for _, number in given)
    known = {item.serial: item for item in _living(session, often)}
    for new, number in given:
        if new.same_number.strip():
            continue
        if often[number] > 1:
            raise errors.NumberKnown(number=number, where="range.same_list")
        if other := known.get(number):
            seen = cases.may_see(session, actor, other.case_id)
            raise errors.NumberKnown(
                number=number, where=other.number if seen else "range.elsewhere"
            )


def standing(session: Session, item: Item) -> str:
    """The number of this thing that stands on another card as well, with what was said to it; "" without one.

    It names no card: who reads this one may not be one who may read the other.
    """
    mine = numbers(item.category, json.loads(item.details))
    if not mine:
        return ""
    shared = sorted({o.serial for o in _living(session, mine) if o.id != item.id})
    if not shared:
        return ""
    entry = trail.of_object(session, "item", item.id)[0]
    said = json.loads(entry.body).get("card", {}).get(REASON, "")
    return "；".join(part for part in ("、".join(shared), said) if part)


def _living(session: Session, numbers_: Iterable[str]) -> list[Item]:
    return [i for i in queries.with_serials(session, numbers_) if i.custody not in TERMINAL]
