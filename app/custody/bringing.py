"""Who brings a thing to the counter: somebody who may have it in his hands, never who keeps it (扣管分离; E04, E17)."""

from collections.abc import Collection, Sequence
from typing import Final

from sqlalchemy.orm import Session

from app import errors
from app.cases import service as cases
from app.custody.errors import KeeperBrings, StrangerBrings
from app.custody.types import Event, Legal
from app.ledger.types import Act
from db.custody import queries
from db.custody.models import Item
from db.identity import queries as people
from db.ledger import queries as trail

_OFFICERS: Final = 2


def deliverers(session: Session, act: Act, item: Item, named: Sequence[str]) -> tuple[str, ...]:
    """The two who hand it over: of the case's team, or who seized it; nobody named means who seized and declared it.

    What another unit hands in (他单位移送) may come by its own people: they have no account and are told by name.
    """
    parts = {part.account_id: part.part for part in queries.parts(session, item.id)}
    seizers = [who for who, part in parts.items() if part == "seizer"]
    hands = tuple(dict.fromkeys(who.strip() for who in named if who.strip())) or tuple(seizers)
    if (
        not named and len(hands) < _OFFICERS
    ):  # declared before both who declare a thing were its officers
        hands = tuple(dict.fromkeys((*hands, *_declared(session, item))))
    if len(hands) < _OFFICERS:
        raise errors.NeedsTwoOfficers(named=len(hands))
    keepers = {act.actor, act.second} | {who for who, part in parts.items() if part == "keeper"}
    if keepers.isdisjoint(hands) and set(hands) <= set(seizers):
        return hands
    names = people.names(session, hands)
    may = {*seizers, *cases.team(session, item.case_id)}
    for who in hands:
        _require_no_keeper(item, who, names.get(who, who), keepers)
        ours = who in names or bool(people.named(session, who))
        if who not in may and (ours or item.legal != Legal.RECEIVED):
            raise StrangerBrings(name=names.get(who, who), number=item.number)
    return hands


def _declared(session: Session, item: Item) -> tuple[str, ...]:
    for entry in reversed(trail.of_object(session, "item", item.id)):
        if entry.kind == Event.DECLARE:
            return entry.actor, entry.second
    return ()


def require_returner(
    session: Session, act: Act, item: Item, who: str, had: Collection[str], case_ids: Sequence[str]
) -> None:
    """He had it out, or works on a case that borrowed it or that it belongs to."""
    names = people.names(session, [who])
    if who not in names:
        raise errors.NotFound(key=who)
    part = queries.part(session, item.id, who)
    keepers = {act.actor} | ({who} if part is not None and part.part == "keeper" else set())
    _require_no_keeper(item, who, names[who], keepers)
    if who not in had and all(who not in cases.team(session, id_) for id_ in case_ids):
        raise StrangerBrings(name=names[who], number=item.number)


def _require_no_keeper(item: Item, who: str, name: str, keepers: Collection[str]) -> None:
    if who in keepers:
        raise KeeperBrings(name=name, number=item.number)
