"""What was done, as a form needs it: the entries that belong on one sheet, their things, their case, their people."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from app import clock, errors, words
from app.actor import Actor
from app.cases import service as cases
from app.custody import weights
from app.forms.parts import Money, Signer, Thing
from app.ledger import service as ledger
from db.cases.models import CaseFile
from db.custody.models import Item
from db.forms import queries
from db.identity import queries as people
from db.ledger import queries as trail
from db.ledger.models import Entry
from db.locations import queries as places
from db.requests import queries as requests
from db.requests.models import Request


@dataclass(frozen=True, slots=True)
class Line:
    """One thing of a deed: its card, the entry, what the entry says."""

    item: Item
    entry: Entry
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Deed:
    """An act on things: every line was signed by the same people."""

    session: Session
    lines: tuple[Line, ...]
    case: CaseFile
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def first(self) -> Line:
        """The first line: what all of them have in common is read from it."""
        return self.lines[0]

    @property
    def at(self) -> datetime:
        """When it was done."""
        return max(line.entry.occurred_at for line in self.lines)

    def name(self, account_id: Any) -> str:
        """A person's name; a name in clear stays as it is."""
        told = str(account_id or "")
        return self.names.get(told, told)

    def signer(self, account_id: Any) -> tuple[Signer, ...]:
        """Somebody who signed; nobody when there was none."""
        name = self.name(account_id)
        return (Signer(name, at=self.at),) if name else ()

    def of_case(self) -> dict[str, Any]:
        """What every form says of the case."""
        return {
            "case_number": self.case.number,
            "case_alias": self.case.alias,
            "secrecy": max(self.case.secrecy, *(line.item.secrecy for line in self.lines)),
        }

    def things(self, note: Callable[[Line], str] = lambda line: "") -> tuple[Thing, ...]:
        """The cards as a list of things."""
        return tuple(thing(line.item, photos=photos(line), note=note(line)) for line in self.lines)

    def worth(self) -> tuple[Money, ...]:
        """What the things are worth, currency by currency; nothing when nobody said."""
        return sums((line.item.currency, line.item.value_fen) for line in self.lines)

    def place(self, location_id: Any) -> str:
        """The code of a place."""
        found = places.location(self.session, str(location_id)) if location_id else None
        return found.code if found else ""

    def before(self, line: Line, kind: str) -> tuple[Entry, Mapping[str, Any]] | None:
        """The last entry of a kind on the same thing before this one."""
        for entry in reversed(trail.of_object(self.session, "item", line.item.id)):
            if entry.seq < line.entry.seq and entry.kind == kind:
                return entry, ledger.facts(entry)
        return None


def joined(told: Iterable[Any]) -> str:
    """What differs, once each: 甲、乙."""
    return "、".join(dict.fromkeys(str(part) for part in told if part))


def weighed(facts: Mapping[str, Any]) -> str:
    """How an entry's weight was found, where it was not read from the scale here; empty where it was."""
    mark = weights.mark(facts)
    return f"重量{words.word(mark)}" if mark else ""


def request_of(done: Deed) -> Request | None:
    """The request under which it was done."""
    number = str(done.first.facts.get("request", ""))
    return requests.by_number(done.session, number) if number else None


def sums(amounts: Any) -> tuple[Money, ...]:
    """(currency, amount or nothing) … as one amount a currency."""
    told: dict[str, int] = {}
    for currency, fen in amounts:
        if fen is not None:
            told[currency] = told.get(currency, 0) + fen
    return tuple(Money(currency, fen) for currency, fen in sorted(told.items()))


def thing(item: Item, **more: Any) -> Thing:
    """A card as lists of things name it."""
    details = json.loads(item.details)
    model = " ".join(str(details[name]) for name in ("brand", "model") if details.get(name))
    return Thing(
        number=item.number,
        name=item.name,
        quantity=item.quantity,
        unit=item.unit,
        model=model,
        weight_mg=item.weight_mg,
        description=item.description,
        source=item.source or item.seized_at_place,
        seal_no=item.seal_no,
        currency=item.currency,
        value_fen=item.value_fen,
        **more,
    )


def photos(line: Line) -> str:
    """How many photos the act took of it."""
    shots = line.facts.get("photos") or ()
    return f"{len(shots)} 张" if shots else ""


#: By what, beside day and signers, acts on single things belong on one sheet; the others go by act alone.
TOGETHER: Final[Mapping[str, tuple[str, ...]]] = {
    "HAND_OVER": ("request",),
    "SEND_EXAM": ("request",),
    "ACCEPT_BACK": (),
    "RETURN_EXAM": ("report_no",),
    "RETURN_TO_OWNER": ("request", "receiver"),
    "REFUSE": (),
    "PLACE": (),
}


def of_entry(session: Session, actor: Actor, entry_id: str, form: str) -> Deed:
    """The deed that an entry is part of, within its case; refuses what the asker may not see."""
    entry = queries.entry(session, entry_id)
    if entry is None or entry.object_kind != "item":
        raise errors.NotFound(key=entry_id)
    case_id = queries.items(session, [entry.object_id])[entry.object_id].case_id
    if not cases.may_see(session, actor, case_id):
        raise errors.NotFound(key=entry_id)
    return _of_case(session, case_id, _belonging(session, entry, form))


def _of_case(session: Session, case_id: str, entries: Sequence[Entry]) -> Deed:
    """A sheet is of one case: what the same people did for another one that day stands on another sheet."""
    items = queries.items(session, {entry.object_id for entry in entries})
    found = (Line(items[each.object_id], each, ledger.facts(each)) for each in entries)
    mine = (line for line in found if line.item.case_id == case_id)
    lines = tuple(sorted(mine, key=lambda line: line.item.pk))
    case = session.get(CaseFile, case_id)
    assert case is not None
    return Deed(session, lines, case, names_of(session, lines))


def _belonging(session: Session, entry: Entry, form: str) -> list[Entry]:
    """The entries that go on one sheet with this one: its act's, or the day's of the same people for the same case."""
    same = list(queries.of_act(session, entry.act, entry.kind))
    if entry.kind not in TOGETHER or form in ("F4", "F24"):
        return [entry] if form in ("F4", "F24") else same
    day = clock.local(entry.recorded_at).replace(hour=0, minute=0, second=0, microsecond=0)
    alike = queries.alike(
        session, entry.kind, entry.actor, entry.second, day, day + timedelta(days=1)
    )
    mine = _key(session, entry)
    together = [each for each in alike if _key(session, each) == mine]
    printed = {
        each.object_id
        for each in queries.on_form(session, [e.id for e in together])
        if ledger.facts(each)["form"] == form
    }
    return [each for each in together if each.id not in printed or each.id == entry.id]


def _key(session: Session, entry: Entry) -> tuple[Any, ...]:
    facts = ledger.facts(entry)
    item = queries.items(session, [entry.object_id]).get(entry.object_id)
    return (item.case_id if item else "", *(facts.get(name) for name in TOGETHER[entry.kind]))


def names_of(session: Session, lines: tuple[Line, ...]) -> dict[str, str]:
    """The names of everybody who had a hand in these lines."""
    ids = {who for line in lines for who in (line.entry.actor, line.entry.second)}
    for line in lines:
        for name in ("carriers", "delivered_by", "executors", "officers"):
            ids |= set(line.facts.get(name) or ())
        ids |= {str(line.facts.get(name) or "") for name in ("returned_by", "borrower")}
    return people.names(session, {who for who in ids if who})
