"""A number that the world gives to one thing only stands on two cards: explained, received, and held for the overseers."""

from dataclasses import replace
from functools import partial

import pytest

from app.audit import verifying
from app.custody import corrections, exceptions, views
from app.custody import service as custody
from app.custody.types import NewItem
from app.requests import desk
from db.blobs import blobs_of
from tests.support.world import World, refused

IMEI = "356938035643809"
OTHER = "490154203237518"
THIRD = "352099001761481"


def _phone(world: World, **details: str) -> NewItem:
    given = {"kind": "phone", "brand": "华为", "imei": IMEI, **details}
    return world.new("手机", "electronics", unit="部", details=given)


@pytest.mark.scenario("C24")
def test_an_imei_of_another_case_is_explained_received_and_held_for_the_overseers(
    world: World,
) -> None:
    (first,) = world.received(_phone(world), case="案乙")
    again = _phone(world, imei=OTHER, imei2=IMEI)

    no = refused("R25", lambda: world.registered(again))
    assert no.facts == {"number": IMEI, "where": "range.elsewhere"}
    (told,) = world.declared(replace(again, same_number="二手机，查三已知悉"))
    row = world.receive(told.id)

    assert row.custody == "HOLD"
    (task,) = world.ask("an1", desk.desk).on_hold.rows
    assert (task.id, task.state) == (row.id, "difference.same_number")
    hold = world.ask("cha1", views.card, item_id=row.id).hold
    assert hold is not None
    assert f"{IMEI}；二手机，查三已知悉" in str(hold.why)
    world.do(
        "ku1", exceptions.resolve, "an1", item_id=row.id, finding="案乙所录为另一机", document="批〔2026〕3号", place="A-01",
    )  # fmt: skip
    assert [world.ask("an1", views.card, item_id=i).row.custody for i in (row.id, first.id)] == [
        "IN"
    ] * 2
    assert not verifying.verify(world.database, blobs_of(world.database)).broken


@pytest.mark.scenario("C24")
def test_one_imei_twice_in_one_list_or_on_a_card_of_the_same_case_is_told_where(
    room: World,
) -> None:
    no = refused("R25", lambda: room.registered(_phone(room), _phone(room)))
    assert no.facts["where"] == "range.same_list"
    (row,) = room.registered(_phone(room))
    assert refused("R25", lambda: room.registered(_phone(room))).facts["where"] == row.number

    room.do("cha1", custody.void, "shen1", item_id=row.id, reason="重复登记")
    assert room.registered(_phone(room))


@pytest.mark.scenario("C25")
def test_a_lot_has_as_many_sheets_as_numbers(room: World) -> None:
    given = {"kind": "购物卡", "issuer": "某超市", "serial_from": "0001", "serial_to": "0300"}
    lot = room.new("购物卡", "securities", unit="张", quantity=299, details=given)

    no = refused("R13", lambda: room.registered(lot))
    assert (no.facts["expected"], no.facts["counted"]) == (300, 299)
    assert room.registered(replace(lot, quantity=300))
    assert room.registered(replace(lot, unit="本", quantity=3, details={**given, "issuer": "别家"}))


@pytest.mark.scenario("C24")
def test_an_imei_is_known_in_whichever_field_it_stands(world: World) -> None:
    (first,) = world.registered(_phone(world, imei2=OTHER))
    for field in ("imei", "imei2"):
        again = _phone(world, **{"imei": THIRD, field: OTHER})
        assert refused("R25", partial(world.registered, again)).facts == {
            "number": OTHER,
            "where": first.number,
        }
    # a serial that was typed beside it hides it neither on the new card nor on the known one
    refused("R25", lambda: world.registered(replace(_phone(world), serial="XYZ-1")))
    world.do("cha1", custody.void, "shen1", item_id=first.id, reason="重复登记")
    (typed,) = world.registered(replace(_phone(world), serial="XYZ-2"))
    assert refused("R25", lambda: world.registered(_phone(world))).facts["where"] == typed.number


@pytest.mark.scenario("C24")
def test_a_correction_that_brings_a_known_imei_says_why_and_the_intake_holds_the_thing(
    room: World,
) -> None:
    (first,) = room.registered(_phone(room))
    (later,) = room.declared(_phone(room, imei=OTHER))
    told = {"item_id": later.id, "field": "details.imei", "new": IMEI, "reason": "抄错"}

    no = refused("R25", lambda: room.do("cha1", corrections.correct, "shen1", **told))
    assert no.facts["where"] == first.number
    assert room.ask("cha1", views.card, item_id=later.id).serial == OTHER
    room.do("cha1", corrections.correct, "shen1", **told, same_number="两机同号，查一已知悉")
    assert room.receive(later.id).custody == "HOLD"
    hold = room.ask("cha1", views.card, item_id=later.id).hold
    assert hold is not None
    assert f"{IMEI}；两机同号，查一已知悉" in str(hold.why)


@pytest.mark.scenario("C25")
def test_a_lot_whose_numbers_were_corrected_is_not_received_until_they_fit_what_is_counted(
    room: World,
) -> None:
    given = {"kind": "购物卡", "issuer": "某超市", "serial_from": "0001", "serial_to": "0010"}
    new = room.new("购物卡", "securities", unit="张", quantity=10, details=given)
    (lot,) = room.declared(replace(new, value_fen=1_000_000))

    def last(new: str) -> None:
        told = {"item_id": lot.id, "field": "details.serial_to", "reason": "止号抄错"}
        room.do("cha1", corrections.correct, "shen1", **told, new=new)

    last("0100")
    no = refused("R13", lambda: room.receive(lot.id, quantity=10))
    assert (no.facts["expected"], no.facts["counted"]) == (100, 10)
    assert room.ask("guan1", views.card, item_id=lot.id).row.custody == "PENDING"
    last("0010")
    assert room.receive(lot.id, quantity=10).custody == "IN"
