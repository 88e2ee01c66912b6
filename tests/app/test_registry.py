"""Verbs and queries by name: plain values in, plain values out, the same over any wire."""

import inspect
import typing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum

import pytest
from pydantic import TypeAdapter

from app import bootstrap, registry
from app.custody.types import NewItem

bootstrap.load_features()
SPECS = [*registry.verbs.values(), *registry.queries.values()]


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class Thing:
    name: str
    at: datetime
    day: date | None = None
    colours: tuple[Colour, ...] = ()
    share: Decimal | None = None


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)
def test_a_registered_function_begins_as_the_store_calls_it(spec: registry.Spec) -> None:
    names = list(inspect.signature(spec.fn).parameters)
    wanted = ["session", "actor", "now", "act"] if spec.writes else ["session", "actor", "now"]
    rest = inspect.signature(spec.fn).parameters

    assert names[: len(wanted)] == wanted
    assert all(rest[n].kind is inspect.Parameter.KEYWORD_ONLY for n in names[len(wanted) :])


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)
def test_its_arguments_and_its_result_can_cross_a_wire(spec: registry.Spec) -> None:
    hints = typing.get_type_hints(spec.fn)

    assert "return" in hints
    for name in (*registry.parameters(spec), "return"):
        TypeAdapter(hints[name]).json_schema()  # raises for what no wire could carry


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)
def test_it_says_who_may_call_it_and_what_it_is_for(spec: registry.Spec) -> None:
    from app.identity.roles import Role

    assert spec.roles
    assert spec.roles | spec.seconds <= {*Role, "*"}
    assert inspect.getdoc(spec.fn)
    assert spec.name.count(".") == 1


def test_a_value_becomes_plain_json() -> None:
    at = datetime(2026, 5, 14, 1, 2, 3, tzinfo=UTC)
    thing = Thing("表", at, date(2026, 1, 2), (Colour.RED,), Decimal("12.50"))

    assert registry.plain(thing) == {
        "name": "表",
        "at": "2026-05-14T01:02:03.000000Z",
        "day": "2026-01-02",
        "colours": ["red"],
        "share": "12.50",
    }
    assert TypeAdapter(Thing).validate_json(registry.canonical(thing)) == thing


def test_the_digest_does_not_depend_on_the_order_of_the_arguments() -> None:
    assert registry.digest({"a": 1, "b": "二"}) == registry.digest({"b": "二", "a": 1})
    assert registry.digest({"a": 1}) != registry.digest({"a": "1"})


def test_json_arguments_become_the_typed_ones() -> None:
    spec = registry.verbs["custody.register"]
    item = {
        "name": "表", "category": "watch", "quantity": 1, "unit": "块", "measure": "seize",
        "measured_at": "2026-05-14T01:00:00Z", "list_no": "1", "list_row": 1,
    }  # fmt: skip

    typed = registry.typed(spec, {"case_id": "c", "items": [item]})

    assert isinstance(typed["items"][0], NewItem)
    assert typed["items"][0].measured_at.tzinfo is not None


@pytest.mark.parametrize("given", [{}, {"case_id": "c"}, {"case_id": "c", "items": [], "more": 1}])
def test_missing_and_stray_arguments_are_named(given: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"arguments: (items|more|case_id)"):
        registry.typed(registry.verbs["custody.register"], given)


def test_a_result_revives_as_it_was() -> None:
    spec = registry.queries["deadlines.rules"]
    kept = '[{"name": "goods_days", "value": "30", "basis": "b", "since": "2026-01-02"}]'

    (row,) = registry.revive(spec, kept)

    assert row.since == date(2026, 1, 2)
