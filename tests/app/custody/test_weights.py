"""A weight is the scale's, or it is marked as typed by hand, photographed, and explained where the scale said another."""

import dataclasses
from datetime import date
from typing import Any

import pytest

from app.custody import views, weights
from app.custody.types import ItemRow, Weighing
from app.forms import card_sheet, service
from tests.support import borrowing as b
from tests.support import printing
from tests.support.world import World, refused

SCALE = Weighing(12_340, "12.34 g", "一号秤 SN 0612", 10, 30_000, date(2027, 1, 31))


def told(world: World, item: ItemRow) -> dict[str, Any]:
    """What the newest act of the counter tells of the weighing."""
    entries = world.ask("guan1", views.card, item_id=item.id).entries
    weighing: dict[str, Any] = next(e.facts["weighing"] for e in entries if "weighing" in e.facts)
    return weighing


def test_what_the_scale_said_stands_in_the_entry_with_how_good_it_is(world: World) -> None:
    (row,) = world.declared(world.new("金戒指"))
    got = world.receive(row.id, weight_mg=12_340, weighing=SCALE)
    assert got.weight_mg == 12_340
    assert told(world, got) == {
        "by_hand": False,
        "calibration_late": False,
        "mg": 12_340,
        "shown": "12.34 g",
        "scale": "一号秤 SN 0612",
        "step_mg": 10,
        "tare_mg": 30_000,
        "calibrated_until": "2027-01-31",
    }


@pytest.mark.scenario("C19")
def test_another_weight_than_the_scale_said_needs_a_reason_and_a_photograph(world: World) -> None:
    (row,) = world.declared(world.new("金戒指"))
    typed: dict[str, Any] = {"weight_mg": 13_340, "weighing": SCALE}
    plain = world.shots("overall", "seal")
    shown = (*plain, *world.shots("scale"))
    no = refused("R14", lambda: world.receive(row.id, photos=plain, **typed))
    assert no.facts["kind"] == "photo.scale"
    refused("R16", lambda: world.receive(row.id, photos=shown, **typed))
    assert world.ask("guan1", views.card, item_id=row.id).row.custody == "PENDING"
    assert world.refusals() == ["R14", "R16"]

    because = dataclasses.replace(SCALE, reason="秤盘上有垫纸，改用二号秤复称")
    got = world.receive(row.id, photos=shown, weight_mg=13_340, weighing=because)
    assert got.weight_mg == 13_340
    said = told(world, got)
    assert (said["by_hand"], said["mg"], said["reason"]) == (True, 12_340, because.reason)


def test_a_weight_typed_without_a_scale_is_marked_and_photographed_at_every_counter(
    world: World,
) -> None:
    (row,) = world.declared(world.new("金戒指", weight_mg=12_340))
    by_hand: dict[str, Any] = {"weight_mg": 12_340, "weighing": None}
    refused("R14", lambda: world.receive(row.id, photos=world.shots("overall", "seal"), **by_hand))
    item = world.receive(row.id, photos=world.shots("overall", "seal", "scale"), **by_hand)
    assert told(world, item) == {"by_hand": True}

    request = b.approved(world, item)
    refused("R14", lambda: b.hand_over(world, request, item, weighing=None))
    b.hand_over(world, request, item, weighing=None, photos=world.shots("out", "scale"))
    b.on_the_counter(world, item)
    refused("R14", lambda: b.accept(world, item, weighing=None))
    back = b.accept(world, item, weighing=None, photos=world.shots("in", "scale"))
    assert (back.custody, told(world, back)) == ("IN", {"by_hand": True})


def test_a_scale_whose_calibration_is_past_is_told_in_the_entry(world: World) -> None:
    (row,) = world.declared(world.new("金戒指"))
    old = dataclasses.replace(SCALE, calibrated_until=date(2020, 1, 1))
    got = world.receive(row.id, weight_mg=12_340, weighing=old)
    assert told(world, got)["calibration_late"] is True


def test_what_a_command_says_of_a_scale_is_marked_as_its_word_on_card_and_forms(
    world: World,
) -> None:
    (row,) = world.declared(world.new("金戒指"))
    got = world.receive(row.id, weight_mg=12_340, weighing=weights.by_command(SCALE))

    said = told(world, got)
    assert (said["by_hand"], said["told_by"]) == (False, "command")
    card = world.ask("guan1", views.card, item_id=got.id)
    assert weights.mark_of(card) == "weighing.told_by_command"
    facts = {name: value for name, value, _ in card_sheet.value(card).facts}
    assert facts["重量"] == "12.340 克（命令行申报，未经本机读秤）"
    sheet = next(
        world.ask("guan1", service.preview, form=offer.form, kind=offer.kind, id=offer.id)
        for offer in world.ask("guan1", service.offered, kind="item", id=got.id)
        if offer.form == "F6"
    )
    assert sheet.value["rows"][0]["note"] == "重量命令行申报，未经本机读秤"

    (other,) = world.declared(world.new("银戒指", list_row=2))
    read = world.receive(other.id, weight_mg=12_340, weighing=SCALE)
    assert weights.mark_of(world.ask("guan1", views.card, item_id=read.id)) == ""


def test_what_is_handed_out_says_on_its_sheet_how_it_was_weighed(room: World) -> None:
    (item,) = room.received(room.new("金戒指", weight_mg=12_340))
    request = b.approved(room, item)
    b.hand_over(room, request, item, weighing=weights.by_command(SCALE))
    release = printing.printed(room, item, "F11")
    assert "重量命令行申报，未经本机读秤" in printing.told(release, room)

    b.on_the_counter(room, item)
    b.accept(room, item, weighing=None, photos=room.shots("in", "scale"))
    back = printing.printed(room, item, "F12")
    assert "完好、重量手工录入" in printing.told(back, room)
    assert "重量" not in back.value["remark"]
