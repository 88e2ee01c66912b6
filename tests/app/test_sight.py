"""Whoever names an object in a verb or a query must see it: every registered one that takes an id is asked with one that is
hidden from the asker by a recusal and by nothing else, and must answer as if it were not there."""

import contextlib
import dataclasses
import types
import typing
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from app import bootstrap, clock, errors, ids, registry
from app.actor import Actor
from app.cases import service as cases
from app.custody.types import ItemRow, Paper
from app.identity.roles import ADMINISTRATORS, Role
from app.leads import adding
from app.ledger.types import Act
from app.petitions import righting, supervising
from tests.support import borrowing, leading
from tests.support import petitioning as p
from tests.support.city import City

NONE = "0" * 32
#: He has every right but to see these.
WHO = "ag2"
ALL = frozenset(str(role) for role in Role if role not in ADMINISTRATORS)
#: What an argument names.
KIND_OF = {
    **dict.fromkeys(("lead_id", "into_id"), "lead"),
    **dict.fromkeys(("petition_id", "other_id", "first_id"), "petition"),
    **dict.fromkeys(("item_id", "item_ids"), "item"),
    "case_id": "case",
    "request_id": "request",
    "original_id": "original",
    "order_id": "order",
}
#: A request of another sort.
OF_IDENTITIES = {"petitions.show_identity", "petitions.decide_identity"}
#: Refusals that say that nothing is there for the asker. Of a thing he holds in his hand it is told that it is none of his.
UNSEEN = {"LeadNotYours", "PetitionHidden", "NotFound", "NotOfTheCase"}
#: Answers that tell nothing either, as long as they are the same.
SAME = {"read", "OtherCase"}
#: What is checked of other arguments before anybody looks for the object: with these it comes to the object.
GIVEN: dict[str, dict[str, Any]] = {
    "custody.declare": {
        "witness": "王某",
        "papers": (Paper("list", "清1"), Paper("notice", "通1")),
    },
    "custody.report": {"kind": "damage"},
    "custody.reprint": {"reason": "污损"},
    "petitions.keep_as_repeat": {"no_new_facts": True},
    "petitions.link": {"kind": "repeat"},
    "requests.submit": {"kind": "CHECK_OUT"},
}


@dataclass
class Objects:
    """One of each kind."""

    lead: str
    petition: str
    case: str
    item: str
    request: str
    original: str
    order: str
    number: dict[str, str]


@dataclass
class Asker:
    """Somebody who calls a verb or a query with every role; what he does is undone."""

    city: City
    actor: Actor
    hidden: Objects
    open: Objects

    def ask(self, fn: Callable[..., Any], **given: Any) -> tuple[Any, ...]:
        """What came of it: the answer, or the refusal."""
        now = self.city.clock()
        act = Act(ids.new(), self.actor.id, "站", now, now, second=self.city.id_of("xfz"))
        writes = registry.spec_of(fn).writes
        try:
            if not writes:
                with self.city.database.read() as books:
                    return "read", fn(books, self.actor, now, **given)
            with contextlib.suppress(_Undone), self.city.database.write() as books:
                done = fn(books, self.actor, now, act, **given)
                books.flush()
                raise _Undone
        except errors.Refusal as no:
            return "refused", type(no).__name__, no.facts
        return "done", done


class _Undone(Exception):
    pass


@pytest.fixture
def asker(city: City) -> Asker:
    """Two of each kind; one he must keep away from."""
    both = [_made(city, "巡移〔2026〕1号", "甲某"), _made(city, "巡移〔2026〕2号", "乙某")]
    hidden, seen = both
    keeps = {"account_id": city.id_of(WHO), "reason": "亲属"}
    leading.act(city, "zhu1", adding.recuse, hidden.lead, **keeps)
    city.do("xfz", righting.recuse, petition_id=hidden.petition, **keeps)
    away = {"case_id": hidden.case, "account_id": keeps["account_id"], "duty": "recused"}
    city.do("shen1", cases.set_member, **away)
    seen.case = city.case("案乙")
    actor = city.store(WHO).actor
    assert actor is not None
    return Asker(city, dataclasses.replace(actor, roles=ALL), hidden, seen)


def _made(city: City, ref: str, name: str) -> Objects:
    thing: ItemRow = city.received(city.new("账册"))[0]
    lead = leading.registered(city, ref, name=name)
    row = p.screened(city, p.new(city, accused=(p.accused(name),)))
    asked = borrowing.ask(city, thing)
    original = p.view(city, row.id).originals[0].id
    due = clock.day(city.clock.at) + timedelta(days=9)
    order = city.do(
        "fen1", supervising.order, petition_id=row.id, reason="overdue", demand="报结", due=due
    )
    code = leading.row(city, lead).number
    numbers = {"lead": code, "petition": row.number, "item": thing.number, "case": "2026-0001"}
    return Objects(lead, row.id, thing.case_id, thing.id, asked.id, original, order.id, numbers)


def _value(kind: Any, now: datetime) -> Any:
    """Something of a type, as short as it goes."""
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return None if type(None) in inner else _value(inner[0], now)
    if origin is tuple:
        return (_value(inner[0], now),)
    plain: dict[Any, Any] = {
        str: "x",
        int: 1,
        bool: False,
        datetime: now,
        date: clock.day(now),
        Any: "x",
    }
    if kind in plain:
        return plain[kind]
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        needed = (
            f.name
            for f in dataclasses.fields(kind)
            if f.default is f.default_factory is dataclasses.MISSING
        )
        return typing.cast("Any", kind)(**{name: _value(hints[name], now) for name in needed})
    return {}


def _named() -> Iterator[tuple[registry.Spec, str]]:
    bootstrap.load_features()
    for spec in [*registry.verbs.values(), *registry.queries.values()]:
        for name in registry.parameters(spec):
            if name in KIND_OF and spec.name not in OF_IDENTITIES:
                yield spec, name


def _arguments(asker: Asker, spec: registry.Spec, name: str, id_: str) -> dict[str, Any]:
    """With one object named by `name`, and others that he sees wherever more are asked for."""
    hints = typing.get_type_hints(spec.fn)
    given: dict[str, Any] = {}
    for key, parameter in registry.parameters(spec).items():
        if key in KIND_OF:
            value = id_ if key == name else getattr(asker.open, KIND_OF[key])
            given[key] = (value,) if key.endswith("_ids") else value
        elif key == "version" and "lead_id" in hints:
            given[key] = (
                leading.seq(asker.city, given["lead_id"]) if given["lead_id"] != NONE else 1
            )
        elif parameter.default is parameter.empty:
            given[key] = _value(hints[key], asker.city.clock.at)
    return {**given, **GIVEN.get(spec.name, {})}


@pytest.mark.parametrize("city", ["sqlite"], indirect=True)
def test_no_verb_and_no_query_takes_an_object_that_the_asker_does_not_see(asker: Asker) -> None:
    told, known = {}, 0
    for spec, name in _named():
        hidden = getattr(asker.hidden, KIND_OF[name])
        answers = [
            asker.ask(spec.fn, **_arguments(asker, spec, name, id_)) for id_ in (hidden, NONE)
        ]
        same = str(answers[0]).replace(hidden, NONE) == str(answers[1])
        both = {answer[1] if answer[0] == "refused" else answer[0] for answer in answers}
        known += 1
        if not (both <= UNSEEN or (same and both <= SAME)):
            told[f"{spec.name}({name})"] = answers
    assert told == {}
    assert known > 120


@pytest.mark.parametrize("city", ["sqlite"], indirect=True)
def test_nobody_finds_by_number_or_words_or_in_a_list_what_he_does_not_see(asker: Asker) -> None:
    city, hidden = asker.city, asker.hidden
    known = {n: getattr(hidden, n) for n in ("lead", "petition", "case", "item", "request")}
    secrets = {*known.values(), hidden.original, hidden.order, *hidden.number.values(), "甲某"}
    told = {}
    for spec in registry.queries.values():
        given = {
            key: _value(typing.get_type_hints(spec.fn)[key], city.clock.at)
            for key, parameter in registry.parameters(spec).items()
            if parameter.default is parameter.empty
        }
        asked = [given]
        for key in given.keys() & {"code", "number", "text", "id"}:
            asked += [{**given, key: each} for each in secrets]
        for each in asked:
            answer = str(asker.ask(spec.fn, **each))
            for word in map(str, each.values()):
                answer = answer.replace(word, "")  # a refusal says what was asked for
            found = {secret for secret in secrets if secret in answer}
            if found:
                told[spec.name] = (each, found)
    assert told == {}
