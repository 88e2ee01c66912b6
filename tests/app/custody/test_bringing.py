"""扣管分离 at the counter: who brings a thing, and who brings it back, is of its case and never who keeps it."""

import functools
from typing import Any

import pytest

from app.custody import loans, views
from app.custody import service as custody
from app.custody.errors import KeeperBrings, StrangerBrings
from app.custody.types import Paper
from tests.support import borrowing, raw
from tests.support.world import World, refused


def brought(world: World, item_id: str, *logins: str, **more: Any) -> Any:
    return world.receive(item_id, delivered_by=tuple(world.id_of(who) for who in logins), **more)


def facts(world: World, item_id: str) -> Any:
    return world.ask("guan1", views.card, item_id=item_id).entries[0].facts


def test_who_keeps_a_thing_is_not_among_those_who_bring_it(world: World) -> None:
    (row,) = world.declared()
    no = refused("R02", lambda: brought(world, row.id, "cha1", "guan1"))
    assert isinstance(no, KeeperBrings)
    assert no.facts == {"name": "管一", "number": row.number}
    (watch,) = world.declared(world.new("表", "watch"))
    refused("R02", lambda: brought(world, watch.id, "cha1", "guan2"))  # the second keeper as little
    assert world.ask("guan1", views.card, item_id=row.id).row.custody == "PENDING"
    assert world.refusals() == ["R02", "R02"]


def test_two_officers_of_the_case_bring_it_or_who_seized_it(world: World) -> None:
    (row,) = world.declared()
    refused("R01", lambda: brought(world, row.id, "cha1"))
    refused("R01", lambda: brought(world, row.id, "cha1", "cha1"))
    no = refused("R19", lambda: brought(world, row.id, "cha1", "cha3"))
    assert isinstance(no, StrangerBrings)
    refused("R19", lambda: world.receive(row.id, delivered_by=(world.id_of("cha1"), "刘某")))
    assert brought(world, row.id, "cha2", "cha1").custody == "IN"
    helped = world.new(seizers=(world.id_of("cha1"), world.id_of("cha3")))
    (row,) = world.declared(helped)
    assert brought(world, row.id, "cha3", "cha1").custody == "IN"


def test_nobody_named_means_the_two_who_declared_it(world: World) -> None:
    rows = world.registered()  # by cha1; cha2 declares it and cha1 signs beside
    told = {"list": Paper("list", "清单1"), "notice": Paper("notice", "通知1")}
    world.do(
        "cha2", custody.declare, "cha1", case_id=world.case("案甲"), item_ids=(rows[0].id,),
        listed=1, papers=tuple(told.values()), witness="见证人甲",
    )  # fmt: skip
    brought(world, rows[0].id)
    both = {world.id_of("cha1"), world.id_of("cha2")}
    assert set(facts(world, rows[0].id)["delivered_by"]) == both


def test_what_was_declared_by_an_older_program_is_brought_by_who_declared_it(room: World) -> None:
    """It wrote down only one of the two as an officer of the thing."""
    (row,) = room.declared()
    both = [room.id_of("cha2"), room.id_of("cha1")]
    with raw.opened(room.url) as back:
        back.unguard()
        back.do(f"DELETE FROM item_part WHERE account_id = '{both[1]}'")
    brought(room, row.id)
    assert facts(room, row.id)["delivered_by"] == both


def test_another_unit_s_people_are_told_by_name_and_none_of_ours_is(world: World) -> None:
    (row,) = world.declared(world.new(measure="received"))
    for ours in ("查三", "管 二"):
        given: dict[str, Any] = {"delivered_by": ("公安局王某", ours)}
        refused("R19", functools.partial(world.receive, row.id, **given))
    world.receive(row.id, delivered_by=("公安局王某", "公安局李某"))
    assert facts(world, row.id)["delivered_by"] == ["公安局王某", "公安局李某"]


@pytest.mark.scenario("C37")
def test_who_takes_a_thing_back_is_not_who_brings_it_nor_does_a_stranger(world: World) -> None:
    (item,) = world.received()
    borrowing.out(world, item)

    def back(who: str) -> Any:
        given = {"item_id": item.id, "returned_by": world.id_of(who)}
        return world.do("guan1", loans.take_back, **given)

    refused("R02", lambda: back("guan1"))
    refused("R19", lambda: back("guan2"))
    refused("R19", lambda: back("cha3"))
    refused("R19", lambda: back("an1"))
    assert world.ask("guan1", views.card, item_id=item.id).row.custody == "OUT"
    assert back("cha2").custody == "RETURNING"


@pytest.mark.scenario("C51")
def test_the_case_that_borrowed_a_thing_brings_it_back(world: World) -> None:
    (item,) = world.received()
    own = borrowing.terms(world, by=("cha3",), facts={"for_case": world.case("案乙")})
    request = borrowing.agree(
        world, borrowing.ask(world, item, by="cha3", terms=own), "shen3", "shen1"
    )
    borrowing.hand_over(world, request, item, to="cha3", carriers=("cha3",))
    borrowing.on_the_counter(world, item, who="cha3")
    assert facts(world, item.id)["returned_by"] == world.id_of("cha3")
