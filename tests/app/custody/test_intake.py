"""Intake: declared by two officers, received by the store, refused when something is missing."""

from typing import Any

import pytest

from app.cases import service as cases
from app.custody import service as custody
from app.custody import views
from app.custody.types import Paper
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
        "papers": (Paper("list", "1"), Paper("notice", "1")),
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
