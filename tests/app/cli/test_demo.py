"""The demo storeroom: everybody and every category is there, it verifies, and it is built only once."""

import json
import random
from pathlib import Path
from typing import Any

import pytest

from app.cli import desk
from app.cli.demo import goods
from app.cli.demo.people import aliases, people
from app.custody import categories
from app.identity.roles import Role
from app.petitions.types import Channel
from tests.app.cli.conftest import PASSWORD, anku


def test_every_role_signs_in_with_the_password_given(demo: tuple[str, Any]) -> None:
    url, told = demo

    assert {role for account in told["accounts"] for role in account["roles"]} == set(Role)
    for account in told["accounts"]:
        assert account["password"] == PASSWORD
        asked = anku("query", "deadlines.rules", "--db", url, "--as", account["login"], "--json")
        assert asked.code == 0, asked.err


def test_it_names_its_cases_and_counts_its_items(demo: tuple[str, Any]) -> None:
    url, told = demo

    assert told["items"] == 30
    assert len(told["cases"]) == 3
    ledger = anku("ledger", told["cases"][0], "--db", url, "--as", "custodian1", "--json")
    assert ledger.json["balance"]["holds"]


def test_every_category_occurs_with_watches_and_cash_by_name(url: str) -> None:
    args = json.dumps({"limit": 100})
    rows = anku(
        "query", "custody.rows", "--args", args, "--db", url, "--as", "custodian1", "--json"
    )

    assert {row["category"] for row in rows.json} == set(categories.all_())
    for word in ("手表", "现金"):
        assert anku("search", word, "--db", url, "--as", "custodian1", "--json").json


def test_petitions_came_by_every_channel_and_stand_in_many_states(url: str) -> None:
    args = json.dumps({"limit": 500})
    rows = anku(
        "query", "petitions.rows", "--args", args, "--db", url, "--as", "petition1", "--json"
    ).json

    assert len(rows) >= 20
    assert {row["channel"] for row in rows} == set(Channel)
    assert {"P_HANDLING", "P_REPEAT", "P_FORWARDED"} <= {r["status"] for r in rows}


def test_it_verifies(url: str) -> None:
    told = anku("verify", "--db", url, "--json")

    assert told.code == 0
    assert told.json["ok"]
    assert told.json["cards"] == 30
    assert told.json["broken"] == []


def test_a_store_that_holds_cases_is_refused(url: str) -> None:
    told = anku("demo", "--db", url, "--password", PASSWORD, "--json")

    assert told.code == 1
    assert told.json["refused"] == "R55"


def test_the_same_seed_tells_the_same_story(demo: tuple[str, Any], tmp_path: Path) -> None:
    again = f"sqlite:///{tmp_path}/again.db"
    size = ("--cases", "3", "--items", "30", "--photos", "0", "--petitions", "20")

    told = anku("demo", "--db", again, *size, "--password", PASSWORD, "--json").json

    assert told == demo[1]
    assert _names(again) == _names(demo[0])


def _names(url: str) -> list[tuple[str, str]]:
    rows = anku(
        "query", "custody.rows", "--args", '{"limit": 100, "sort": "number"}',
        "--db", url, "--as", "custodian1", "--json",
    )  # fmt: skip
    return [(row["number"], row["name"]) for row in rows.json]


def test_another_seed_makes_other_names() -> None:
    one, two = (people(random.Random(seed)) for seed in (1, 2))

    assert [p.name for p in one] != [p.name for p in two]


@pytest.mark.parametrize("category", list(goods.RECIPES))
def test_every_recipe_makes_cards_that_hold(category: str) -> None:
    chance = random.Random(3)
    known = categories.get(category)

    for _ in range(30):
        thing = goods.RECIPES[category](chance)
        assert categories.checked(known, thing.details, thing.currency)
        assert thing.unit in known.units
        assert thing.weight_mg or not known.weight_required


def test_aliases_never_repeat() -> None:
    made = aliases(random.Random(1), 1_500)

    assert made[:2] == ["青松", "白鹭"]
    assert len(set(made)) == len(made)


def test_a_log_hears_of_each_tenth_once_and_nothing_before_the_first(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for at, of in ((0, 1), (0, 1), *((at, 20) for at in range(21))):
        desk.progress("demo", at, of)

    said = capsys.readouterr().err.splitlines()
    assert said == [f"demo {at}/20" for at in range(2, 21, 2)]
