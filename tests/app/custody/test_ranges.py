"""A lot of gift cards is found by any of its numbers, and no number is registered twice."""

from typing import Any

import pytest

from app import spelling, words
from app.custody import corrections, foreign, ranges, views
from app.custody import service as custody
from app.custody.types import ItemRow, NewItem
from app.requests import scanning
from tests.support.world import World, refused


def cards(world: World, first: str, last: str, issuer: str = "百货商场", **more: Any) -> NewItem:
    details = {"kind": "购物卡", "issuer": issuer, "serial_from": first, "serial_to": last}
    many = foreign.count(spelling.code(first), spelling.code(last)) or 1
    return world.new("购物卡", "securities", unit="张", quantity=many, details=details, **more)


def register(
    world: World, *new: NewItem, case: str = "案甲", by: str = "cha1"
) -> tuple[ItemRow, ...]:
    given: dict[str, Any] = {"case_id": world.case(case), "items": new}
    made: tuple[ItemRow, ...] = world.do(by, custody.register, **given)
    return made


@pytest.mark.scenario("C25")
def test_any_number_of_a_stored_lot_leads_to_it(world: World) -> None:
    (lot,) = world.received(cards(world, "gc0001", "GC0300", value_fen=1_000_000))
    for number in ("GC0001", "GC0017", "gc0300", "ＧＣ０１２３"):
        found = world.ask("guan1", scanning.scan, text=number)
        assert (found.kind, found.id) == ("lot", lot.id)
        assert [row.id for row in world.ask("guan1", views.search_, text=number)] == [lot.id]
        assert world.ask("guan1", views.find, code=number).id == lot.id
    for number in ("GC0301", "GC00017", "XX0017", "0017"):
        assert world.ask("guan1", scanning.scan, text=number).kind == "unknown"
    # the handler of another case learns nothing: to him the number is no number of ours
    assert world.ask("cha3", scanning.scan, text="GC0017").kind == "unknown"
    assert world.ask("cha3", views.search_, text="GC0017") == ()


@pytest.mark.scenario("C25")
def test_a_number_that_another_lot_holds_is_not_registered_again(world: World) -> None:
    (lot,) = register(world, cards(world, "GC0001", "GC0300"))
    no = refused("R25", lambda: register(world, cards(world, "GC0290", "GC0310")))
    assert no.facts == {"first": "GC0290", "last": "GC0300", "where": lot.number}
    assert "GC0290 至 GC0300" in words.refusal(no).what
    hidden = refused(
        "R25", lambda: register(world, cards(world, "GC0300", "GC0300"), case="案乙", by="cha3")
    )
    assert hidden.facts["where"] == "range.elsewhere"
    assert lot.number not in words.refusal(hidden).what
    two = (cards(world, "HD10", "HD20"), cards(world, "HD20", "HD25", list_row=2))
    assert refused("R25", lambda: register(world, *two)).facts["where"] == "range.same_list"
    # the next numbers, the same ones of another shop, another shape
    apart = (("GC0301", "GC0400"), ("GC00001", "GC00002"), ("gd0001", "gd0002"))
    assert len(register(world, *(cards(world, *each, list_row=3) for each in apart))) == 3
    assert register(world, cards(world, "GC0001", "GC0300", issuer="连锁超市"))


def test_a_correction_moves_no_lot_over_another(room: World) -> None:
    register(room, cards(room, "GC0001", "GC0100"))
    (lot,) = register(room, cards(room, "GC0200", "GC0300"))
    told = {"item_id": lot.id, "field": "details.serial_from", "reason": "起号抄错"}
    refused("R25", lambda: room.do("cha1", corrections.correct, "shen1", new="GC0100", **told))
    room.do("cha1", corrections.correct, "shen1", new="GC0101", **told)
    assert room.ask("cha1", scanning.scan, text="GC0150").id == lot.id


def test_what_is_no_range_holds_nothing() -> None:
    assert ranges.of({"serial_from": "GC0300", "serial_to": "GC0001"}) is None
    assert ranges.of({"issuer": "百货商场"}) is None
    one = ranges.of({"serial_from": "GC7", "issuer": " 百货 "})
    assert one == ranges.Lot("百货", "GC7", "GC7")
