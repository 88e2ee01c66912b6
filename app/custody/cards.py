"""The one way a card changes: law, entry, row, search words, in that order and in one job."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from sqlalchemy.orm import Session

from app import errors, ids, search
from app.actor import Actor
from app.cases import service as cases
from app.custody import categories, rules
from app.custody.errors import NeedsKeeperBeside, OverseerInvolved
from app.custody.types import Event, Paper
from app.identity import service as identity
from app.identity.roles import Role
from app.ledger import service as ledger
from app.ledger.types import Act, Line
from db.cases import queries as case_queries
from db.cases.models import CaseFile
from db.custody import queries
from db.custody import search as index
from db.custody.models import Document, Item, Part, Seal
from db.identity import queries as people
from db.locations import queries as place_queries
from db.rows import STATE

#: Whose signature beside another's is a keeper's.
_KEEPERS: Final = (Role.CUSTODIAN, Role.STORE_HEAD, Role.CASHIER)
_SEAL_LIMIT: Final = 40


@dataclass(frozen=True, slots=True)
class Change:
    """What an event does to one card: the state it leads to (empty: as it was), what else is set, the facts."""

    item: Item
    to: str = ""
    sets: Mapping[str, Any] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)


def step(
    session: Session,
    act: Act,
    item: Item,
    event: Event,
    to: str = "",
    /,
    sets: Mapping[str, Any] | None = None,
    **facts: Any,
) -> None:
    """One event on one card."""
    step_all(session, act, event, [Change(item, to, sets or {}, facts)])


def step_all(session: Session, act: Act, event: Event, changes: Sequence[Change]) -> None:
    """One event on many cards, as one act: asks the law, writes the entries, lets the rows follow."""
    _require_second_of_case(session, act, event, changes)
    lines = []
    for change in changes:
        row = rules.step(event, change.item.custody)
        if row.second and not act.second:
            raise errors.NeedsSecondPerson(roles=", ".join(f"role.{r}" for r in row.seconds))
        lines.append(_line(event, change))
    if rules.LAW[event].keeps:
        _keep(session, act, [change.item for change in changes])
    written = ledger.write_all(session, act, lines)
    for change, line, new in zip(changes, lines, written, strict=True):
        for column, value in line.body["after"].items():
            setattr(change.item, column, value)
        for column, value in change.sets.items():
            setattr(change.item, column, value)
        change.item.seq = new.seq
    session.flush()
    reindex(session, [c.item for c in changes])


def _keep(session: Session, act: Act, items: Iterable[Item]) -> None:
    """Who does it keeps the thing, and so did not seize it (R02); beside him only a keeper by role does."""
    hands = [act.actor]
    if act.second and identity.holds(session, act.second, act.recorded_at, *_KEEPERS):
        hands.append(act.second)
    for item in items:
        for account_id in hands:
            play(session, item, account_id, "keeper")


#: Signed by whom the approval names, be he of another case (C51): there he need only not keep away.
_SIGNED_AS_NAMED: Final = frozenset(
    {Event.HAND_OVER, Event.SEND_EXAM, Event.ACCEPT_BACK, Event.RETURN_EXAM}
)


def _require_second_of_case(
    session: Session, act: Act, event: Event, changes: Sequence[Change]
) -> None:
    """Who signs beside the actor may see the cases of the things, as the actor must (R19)."""
    for case_id in dict.fromkeys(change.item.case_id for change in changes):
        cases.require_second(session, act, case_id, named=event in _SIGNED_AS_NAMED)


def _line(event: Event, change: Change) -> Line:
    item = change.item
    after = {column: change.sets.get(column, getattr(item, column)) for column in STATE}
    after["custody"] = change.to or item.custody
    told = {"from": item.custody, "after": after, **change.facts}
    others = {k: v for k, v in change.sets.items() if k not in STATE}
    if others:
        told["set"] = others
    return Line("item", item.id, event, told)


def take(session: Session, actor: Actor, item_id: str, *, team: bool = False) -> Item:
    """The card, held until this job ends, of an open case that the actor may see (or works on)."""
    return take_all(session, actor, [item_id], team=team)[0]


def take_all(
    session: Session, actor: Actor, item_ids: Iterable[str], *, team: bool = False
) -> list[Item]:
    """The cards in the order given; refuses what is unknown, of a hidden or settled case."""
    wanted = list(dict.fromkeys(item_ids))
    held = queries.locked(session, wanted)
    for id_ in wanted:
        if id_ not in held:
            raise errors.NotFound(key=id_)
    for case_id in dict.fromkeys(held[id_].case_id for id_ in wanted):
        if team:
            cases.require_team(session, actor, case_id)
        else:
            cases.require_open(session, actor, case_id)
    return [held[id_] for id_ in wanted]


def bind_paper(session: Session, act: Act, case_id: str, paper: Paper) -> None:
    """Tie a document to the act it stands behind."""
    session.add(
        Document(
            id=ids.new(),
            case_id=case_id,
            kind=paper.kind,
            number=paper.number,
            dated=paper.dated,
            sha256=paper.sha256,
            act=act.id,
        )
    )


def play(session: Session, item: Item, account_id: str, part: str) -> None:
    """Give a person his part for an item; who already plays another one is refused (扣管分离)."""
    known = queries.part(session, item.id, account_id)
    if known is None:
        session.add(Part(item_id=item.id, account_id=account_id, part=part))
        session.flush()
    elif known.part != part:
        if "overseer" in (known.part, part):
            raise OverseerInvolved(number=item.number)
        raise errors.SeizerKeeps(number=item.number)


def use_seal(session: Session, act: Act, item: Item, seal_no: str) -> None:
    """Book a seal number for an item; a number serves once for ever (R11)."""
    if len(seal_no) > _SEAL_LIMIT:
        raise errors.TooLong(field="item.seal_no", limit=_SEAL_LIMIT, length=len(seal_no))
    known = queries.seal(session, seal_no)
    if known is not None:
        where = queries.item(session, known.item_id)
        raise errors.SealUsed(seal=seal_no, number=where.number if where else "")
    session.add(Seal(number=seal_no, item_id=item.id, used_at=act.recorded_at))
    session.flush()


def play_new(session: Session, made: Sequence[tuple[Item, Sequence[str]]], part: str) -> None:
    """Give the same part to people for cards that were just made: nobody plays another one there yet."""
    queries.add_parts(
        session,
        [
            {"item_id": item.id, "account_id": who, "part": part}
            for item, people_ in made
            for who in dict.fromkeys(people_)
        ],
    )


def use_seals(session: Session, act: Act, sealed: Sequence[tuple[Item, str]]) -> None:
    """Book many seal numbers at once, each once for ever (R11)."""
    if not sealed:
        return
    held: dict[str, str] = {
        seal_no: number for seal_no, number in queries.seals_used(session, [no for _, no in sealed])
    }
    for item, seal_no in sealed:
        if seal_no in held:
            raise errors.SealUsed(seal=seal_no, number=held[seal_no])
        held[seal_no] = item.number
    queries.add_seals(
        session,
        [
            {"number": seal_no, "item_id": item.id, "used_at": act.recorded_at}
            for item, seal_no in sealed
        ],
    )


def fits(session: Session, act: Act, item: Item, code: str, today: date) -> str:
    """The id of the place behind a scanned or typed code, if this item may lie there."""
    from app.locations import service as locations

    place = locations.find(session, code)
    is_there = item.location_id == place.id  # what lies there needs no room
    rules.require_place(
        place,
        item.storage,
        item.secrecy,
        is_above=lambda: place_queries.has_children(session, place.id),
        load=lambda: 0 if is_there else place_queries.load(session, place.id),
    )
    if place.two_person:
        _require_two_keys(session, act, place.code)
    return place.id


def _require_two_keys(session: Session, act: Act, code: str) -> None:
    """At a place of two keys the second person is a keeper or an overseer: who brings a thing back is neither."""
    if not act.second:
        raise errors.NeedsSecondPerson(roles="role.custodian, role.store_head")
    allowed = rules.seconds(Event.PLACE)
    if not identity.holds(session, act.second, act.recorded_at, *allowed):
        raise NeedsKeeperBeside(
            place=code,
            name=people.names(session, [act.second]).get(act.second, ""),
            roles=", ".join(f"role.{role}" for role in allowed),
        )


def reindex(session: Session, items: Sequence[Item]) -> None:
    """Put the cards' words into the search table."""
    case_of: dict[str, CaseFile | None] = {}
    place_of: dict[str, str] = {}
    name_of = people.names(session, {i.holder for i in items if i.holder})
    rows = []
    for item in items:
        if item.case_id not in case_of:
            case_of[item.case_id] = case_queries.case_file(session, item.case_id)
        if item.location_id and item.location_id not in place_of:
            place = place_queries.location(session, item.location_id)
            place_of[item.location_id] = f"{place.code} {place.path} {place.name}" if place else ""
        told = [
            *card_words(item, case_of[item.case_id]),
            place_of.get(item.location_id or "", ""),
            name_of.get(item.holder, item.holder),
        ]
        rows.append({"pk": item.pk, "words": search.words(told)})
    index.index(session, rows)


def card_words(item: Item, case: CaseFile | None) -> list[str]:
    """What a card is found by, but for where it is and who holds it."""
    category = categories.get(item.category)
    details = json.loads(item.details)
    secret = {f.id for f in category.fields if f.secrecy}
    return [
        item.number,
        item.name,
        category.zh,
        category.en,
        item.serial,
        item.description,
        item.owner,
        item.source,
        item.seized_at_place,
        item.list_no,
        item.notice_no,
        item.seal_no,
        *(str(v) for k, v in details.items() if k not in secret and isinstance(v, str | int)),
        *((case.number, case.alias, index.case_word(case.id)) if case else ()),
    ]
