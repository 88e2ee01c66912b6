"""Intake: declared by two officers, received by the store, refused when something is missing."""

from typing import Any

import pytest

from app import words
from app.cases import service as cases
from app.custody import service as custody
from app.custody import views
from app.custody.errors import ListWithoutCards
from app.custody.types import ItemRow, Paper
from app.ledger import service as ledger
from db.ledger import queries as trail
from tests.support.world import World, refused


@pytest.mark.scenario("C1")
def test_twelve_items_are_declared_received_and_balance(world: World) -> None:
    rows = world.received(*(world.new(f"公文包{i}") for i in range(12)))
    assert [r.custody for r in rows] == ["IN"] * 12
    balance = world.ask("guan1", cases.balance, case_id=world.case("案甲"))
    assert (balance.received, balance.inside, balance.holds) == (12, 12, True)


@pytest.mark.scenario("C2")
def test_one_officer_alone_cannot_declare(world: World) -> None:
    (row,) = world.registered()
    given: dict[str, Any] = {
        "case_id": world.case("案甲"),
        "item_ids": (row.id,),
        "listed": 1,
        "papers": (Paper("list", "清单1"), Paper("notice", "1")),
        "witness": "见证人",
    }
    refused("R01", lambda: world.do("cha1", custody.declare, **given))
    assert world.ask("cha1", views.card, item_id=row.id).row.custody == "DRAFT"
    assert world.refusals() == ["R01"]


@pytest.mark.scenario("C3")
def test_who_seized_cannot_keep_but_another_custodian_can(world: World) -> None:
    (row,) = world.declared(world.new(seizers=(world.id_of("cha1"), world.id_of("guan1"))))
    refused("R02", lambda: world.receive(row.id, by="guan1"))
    assert world.ask("guan2", views.card, item_id=row.id).row.custody == "PENDING"
    assert world.receive(row.id, by="guan2").custody == "IN"


def test_a_thing_is_declared_under_the_list_on_its_card_and_no_other(world: World) -> None:
    old, new, other = world.registered(
        world.new("刀具", list_no="清单1"), *(world.new(n, list_no="清单2") for n in "甲乙")
    )

    def declare(numbers: tuple[str, ...], *rows: ItemRow) -> tuple[ItemRow, ...]:
        told: tuple[ItemRow, ...] = world.do(
            "cha1", custody.declare, "cha2", case_id=world.case("案甲"), listed=len(rows),
            item_ids=tuple(row.id for row in rows), witness="见证人甲",
            papers=(*(Paper("list", n) for n in numbers), Paper("notice", "通知1")),
        )  # fmt: skip
        return told

    no = refused("R184", lambda: declare(("清单1",), new, other))
    assert no.facts == {"number": new.number, "expected": "清单2", "shown": "清单1", "more": "1"}
    assert "另有 1 件" in words.refusal(no, "zh").what
    no = refused("R184", lambda: declare(("清单1", "清单2"), new, other))
    assert isinstance(no, ListWithoutCards)
    cards = [world.ask("cha1", views.card, item_id=row.id) for row in (old, new, other)]
    assert {card.row.custody for card in cards} == {"DRAFT"}
    assert cards[1].documents == (), "nothing of a refused declaration is kept"

    assert [row.custody for row in declare(("清单1", "清单２"), old, new)] == ["PENDING"] * 2
    with world.database.read() as session:
        last = [ledger.facts(trail.of_object(session, "item", r.id)[-1]) for r in (old, new)]
    lists = [[p["number"] for p in each["papers"] if p["kind"] == "list"] for each in last]
    assert lists == [["清单1"], ["清单2"]], "each under its own"
