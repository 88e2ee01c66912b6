"""Numbers that the world gives to one thing only (IMEI, VIN, bank card): one that stands on two cards is explained.

Who registers the second card says how that can be (C24). When the thing comes to the counter it is received, and held
until the store head and the overseers have found which card is right.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from app import search
from app.actor import Actor
from app.cases import service as cases
from app.custody import categories
from app.custody.errors import ListedNumberKnown, NumberKnown
from app.custody.types import NewItem
from app.states import TERMINAL
from db.custody import queries
from db.custody import search as index
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
    listed = list(told)
    _require_explained(
        session,
        actor,
        [
            _Given(number, new.same_number, (new.list_row or at) if len(listed) > 1 else 0)
            for at, (new, details) in enumerate(listed, 1)
            for number in numbers(new.category, details)
        ],
    )


def require_corrected(
    session: Session, actor: Actor, item: Item, details: Mapping[str, Any], said: str
) -> None:
    """A correction that brings a number of another card says why as well (R25)."""
    before = numbers(item.category, json.loads(item.details))
    fresh = [n for n in numbers(item.category, details) if n not in before]
    _require_explained(session, actor, [_Given(number, said, 0) for number in fresh], but=item.id)


class _Given(NamedTuple):
    """A number that somebody writes down, what he says to it, its row in a list."""

    number: str
    said: str
    row: int


def _require_explained(
    session: Session, actor: Actor, given: Sequence[_Given], *, but: str = ""
) -> None:
    if not given:
        return
    trail.installation(session, held=True)
    often = Counter(each.number for each in given)
    known = {number: item for item, number in _living(session, often) if item.id != but}
    for number, said, row in given:
        if said.strip():
            continue
        if often[number] > 1:
            where = "range.same_list"
        elif other := known.get(number):
            seen = cases.may_see(session, actor, other.case_id)
            where = other.number if seen else "range.elsewhere"
        else:
            continue
        if row:
            raise ListedNumberKnown(number=number, where=where, row=row)
        raise NumberKnown(number=number, where=where)


def standing(session: Session, item: Item) -> str:
    """The number of this thing that stands on another card as well, with what was said to it; "" without one.

    It names no card: who reads this one may not be one who may read the other.
    """
    mine = numbers(item.category, json.loads(item.details))
    if not mine:
        return ""
    shared = sorted({number for o, number in _living(session, mine) if o.id != item.id})
    if not shared:
        return ""
    entries = [json.loads(entry.body) for entry in trail.of_object(session, "item", item.id)]
    told = (each.get(REASON) or each.get("card", {}).get(REASON, "") for each in entries)
    said = "；".join(dict.fromkeys(each for each in told if each))
    return "；".join(part for part in ("、".join(shared), said) if part)


def _living(session: Session, wanted: Collection[str]) -> list[tuple[Item, str]]:
    """The cards still here that bear one of these numbers, with it, in whichever field it stands.

    The index of words finds them: a card has one serial number, and a phone two of these, or a typed serial beside.
    """
    words = {max(search.words([number]).split(), key=len) for number in wanted}
    near = [
        *queries.with_serials(session, wanted),
        *queries.by_keys(session, index.with_any(session, sorted(words))),
    ]
    return [
        (item, number)
        for item in {item.pk: item for item in near}.values()
        if item.custody not in TERMINAL
        for number in {item.serial, *numbers(item.category, json.loads(item.details))}
        if number in wanted
    ]
