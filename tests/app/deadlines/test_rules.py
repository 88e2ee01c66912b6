"""Limits: each has its range, and what lies outside is refused in a sentence and leaves the books as they were."""

import json
from functools import partial
from typing import Any

import pytest

from app import words
from app.deadlines import rules
from app.deadlines import service as deadlines
from tests.support.world import World, refused

NUMBERS = {n: d for n, d in rules.DEFAULTS.items() if isinstance(d.value, int)}
SCALE = rules.DEFAULTS["weight_tolerance"].value


def test_what_ships_lies_in_its_own_range() -> None:
    assert all(rules.fits(name, default.value) for name, default in rules.DEFAULTS.items())
    assert all(0 <= d.least < d.most for d in NUMBERS.values())


@pytest.mark.parametrize("name", NUMBERS)
def test_a_number_is_taken_within_its_range_only(name: str) -> None:
    least, most = NUMBERS[name].least, NUMBERS[name].most
    assert rules.fits(name, least)
    assert rules.fits(name, most)
    others: tuple[Any, ...] = (-1, least - 1, most + 1, True, 1.5, "3", None, {}, [])
    for wrong in others:
        assert not rules.fits(name, wrong), wrong


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {**SCALE, "other": [[None, 1]]},
        {n: v for n, v in SCALE.items() if n != "goods"},
        {**SCALE, "goods": []},
        {**SCALE, "goods": [[100, 1]]},
        {**SCALE, "goods": [[100, 1], [50, 2], [None, 3]]},
        {**SCALE, "goods": [[-5, 1], [None, 3]]},
        {**SCALE, "goods": [[None, -1]]},
        {**SCALE, "goods": [[None, "101%"]]},
        {**SCALE, "goods": [[None, "a%"]]},
        {**SCALE, "goods": [[None, True]]},
        {**SCALE, "goods": [[None]]},
        {**SCALE, "goods": 3},
    ],
)
def test_a_table_of_tolerances_is_whole_or_refused(wrong: Any) -> None:
    assert not rules.fits("weight_tolerance", wrong)


def put(world: World, name: str, value: Any) -> Any:
    told = {"name": name, "value": json.dumps(value), "basis": "本单位规定"}
    return world.do("bao1", deadlines.set_rule, "xi1", **told)


def test_a_limit_out_of_its_range_is_refused_in_a_sentence_and_nothing_changes(
    world: World,
) -> None:
    no = refused("R16", lambda: put(world, "loan_max_days", -1))
    assert words.refusal(no).what == "“调用最长天数”应为 1 到 365 之间的整数。"
    assert "from 1 to 365" in words.refusal(no, "en").what
    for name, value in (("password_length", 0), ("lock_after_failures", 99), ("goods_days", {})):
        refused("R16", partial(put, world, name, value))
    no = refused("R16", lambda: put(world, "weight_tolerance", {}))
    assert "goods" in words.refusal(no).what
    assert all(row.since is None for row in world.ask("bao1", deadlines.in_force))
    assert put(world, "loan_max_days", 20).value == "20"
    assert put(world, "weight_tolerance", {**SCALE, "goods": [[None, "2%"]]}).since is not None
