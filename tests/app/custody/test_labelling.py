"""Labels and scans: what is owed stays owed until printed, and a code tells nobody what is not his."""

import re
from functools import partial

import pytest

from app import words
from app.custody import labelling, printing, views
from app.labels import layout, render
from app.locations import service as locations
from tests.support.world import World, refused


def test_a_label_carries_no_name_of_a_suspect_no_value_and_no_place(world: World) -> None:
    new = world.new("手表", "watch", value_fen=6_800_000, owner="刘某", source="受贿款购买")
    (item,) = world.received(new)
    label = world.ask("guan1", labelling.label, item_id=item.id)
    assert (label.number, label.alias, label.name) == (item.number, "案甲", "手表")
    assert (label.quantity, label.tier, label.seal) == ("1 块", "贵重", item.seal_no)
    assert (label.unit, label.generation) == ("某市纪委监委", 1)
    assert re.fullmatch(r"(\w{5} ){3}\w{5}", label.head)
    told = str(label)
    assert not [word for word in ("刘某", "68000", "6800000", "G-01", "受贿") if word in told]
    render.proved(label, layout.BOX)


def test_a_place_has_its_label_too(room: World) -> None:
    place = next(p for p in room.ask("guan1", locations.tree) if p.code == "A-01")
    label = room.ask("guan1", labelling.location_label, location_id=place.id)
    assert (label.number, label.name, label.payload[0]) == ("A-01", "普通架一", "3")
    owed = room.ask("guan1", labelling.owed_location_labels)
    assert place.id in {o.object_id for o in owed}
    given = {"location_id": place.id, "payload": label.payload}
    room.do("guan1", labelling.location_label_printed, **given)
    left = room.ask("guan1", labelling.owed_location_labels)
    assert {o.object_id for o in owed} - {o.object_id for o in left} == {place.id}


def test_the_labels_that_are_owed_are_told_so_many_at_a_time_and_all_of_them(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.received(*(world.new(f"公文包{number}") for number in range(5)))
    things = world.ask("guan1", labelling.owed_labels)
    places = world.ask("guan1", labelling.owed_location_labels)
    doubted = things[3]
    world.do(
        "guan1", labelling.label_sent,
        item_id=doubted.object_id, payload=doubted.payload, printer="柜台",
    )  # fmt: skip
    monkeypatch.setattr(labelling, "_MOST", 2)
    assert world.ask("guan1", labelling.owed_labels) == things[:2]
    assert len(world.ask("guan1", labelling.owed_labels, after=things[1].payload)) == 2

    found = printing.all_owed(world.store("guan1"))

    assert found[0].payload == doubted.payload
    rest = [each.payload for each in (*things, *places) if each != doubted]
    assert [each.payload for each in found[1:]] == rest


@pytest.mark.scenario("C17", "C35")
def test_of_a_batch_only_what_was_not_printed_stays_owed(world: World) -> None:
    items = world.received(*(world.new(f"公文包{i}") for i in range(4)))
    owed = world.ask("guan1", labelling.owed_labels)
    assert [o.number for o in owed] == [i.number for i in items]
    for one in owed[:2]:  # then the paper ran out
        world.do("guan1", labelling.label_printed, item_id=one.object_id, payload=one.payload)
    left = world.ask("guan1", labelling.owed_labels)
    assert [o.number for o in left] == [i.number for i in items[2:]]
    assert {o.generation for o in left} == {1}  # no reprint was counted
    given = {"item_id": owed[0].object_id, "payload": owed[0].payload}
    no = refused("R06", lambda: world.do("guan1", labelling.label_printed, **given))
    assert no.facts["state"] == "label.printed"
    state = world.ask("guan1", labelling.label_state, item_id=owed[0].object_id)
    assert state.printed_at is not None


def test_the_same_print_told_twice_is_one(room: World) -> None:
    (item,) = room.received(room.new())
    (owed,) = room.ask("guan1", labelling.owed_labels)
    given = {"item_id": item.id, "payload": owed.payload, "act": "print-1"}
    room.do("guan1", labelling.label_printed, **given)
    room.do("guan1", labelling.label_printed, **given)
    assert room.refusals() == []


def test_a_print_of_another_things_label_is_not_noted(room: World) -> None:
    one, _ = room.received(room.new(), room.new())
    other = room.ask("guan1", labelling.owed_labels)[1]
    given = {"item_id": one.id, "payload": other.payload}
    refused("R08", lambda: room.do("guan1", labelling.label_printed, **given))


@pytest.mark.scenario("C30")
@pytest.mark.parametrize("code", ["6901234567892", "1000000000000000", "你好", "2026-0009-0001"])
def test_an_unknown_code_is_called_unknown_and_changes_nothing(world: World, code: str) -> None:
    world.received(world.new())
    no = refused("R08", lambda: world.ask("guan1", views.find, code=code))
    assert "未登记" in words.refusal(no).what
    assert [r.custody for r in world.ask("guan1", views.rows)] == ["IN"]


@pytest.mark.scenario("C33")
def test_a_label_of_a_case_that_is_not_his_tells_a_handler_nothing(world: World) -> None:
    (item,) = world.received(world.new("绝密皮箱"), case="案乙")
    label = world.ask("guan1", labelling.label, item_id=item.id)
    no = refused("R19", lambda: world.ask("cha1", views.find, code=label.payload))
    assert "绝密皮箱" not in str(no.facts) + words.refusal(no).what
    refused("R47", lambda: world.ask("cha1", labelling.label, item_id=item.id))
    refused("R19", lambda: world.ask("cha1", views.find, code=item.seal_no))
    assert world.ask("cha1", views.search_, text="绝密") == ()
    assert world.ask("guan1", views.find, code=label.payload).name == "绝密皮箱"


@pytest.mark.scenario("C34")
def test_a_place_where_a_thing_is_expected_is_no_thing_and_the_other_way_round(
    world: World,
) -> None:
    (item,) = world.received(world.new())
    place = next(p for p in world.ask("guan1", locations.tree) if p.code == "A-02")
    refused("R08", lambda: world.ask("guan1", views.find, code=place.payload))
    label = world.ask("guan1", labelling.label, item_id=item.id)
    (pending,) = world.declared(world.new())
    refused("R08", lambda: world.receive(pending.id, place=label.payload))
    assert world.ask("guan1", views.card, item_id=pending.id).row.custody == "PENDING"


@pytest.mark.scenario("C34")
def test_a_code_is_read_with_full_width_digits_and_gaps_between(room: World) -> None:
    (item,) = room.received(room.new())
    payload = room.ask("guan1", labelling.label, item_id=item.id).payload
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in payload)
    grouped = " ".join(payload[at : at + 4] for at in range(0, 16, 4))
    for code in (wide, grouped, f" {payload}\n"):
        assert room.ask("guan1", views.find, code=code).id == item.id


@pytest.mark.scenario("C36")
def test_the_number_of_a_damaged_label_is_typed_and_a_wrong_check_digit_is_refused(
    world: World,
) -> None:
    (item,) = world.received(world.new())
    (place,) = (p for p in world.ask("guan1", locations.tree) if p.code == "A-02")
    payload = world.ask("guan1", labelling.label, item_id=item.id).payload
    typed = " ".join(payload[at : at + 4] for at in range(0, 16, 4))
    assert world.ask("guan1", views.find, code=typed).id == item.id
    for at in range(16):
        slip = payload[:at] + str((int(payload[at]) + 1) % 10) + payload[at + 1 :]
        no = refused("R08", partial(world.ask, "guan1", views.find, code=slip))
        if at and slip[0] in "123456":
            assert "校验位" in words.refusal(no).what
    (pending,) = world.declared(world.new())
    wrong = place.payload[:-1] + str((int(place.payload[-1]) + 1) % 10)
    refused("R08", lambda: world.receive(pending.id, place=wrong))
    world.receive(pending.id, place=place.payload)
    assert world.ask("guan1", views.card, item_id=pending.id).row.custody == "IN"


def test_a_places_label_is_printed_anew_like_a_things(world: World) -> None:
    place = next(p for p in world.ask("guan1", locations.tree) if p.code == "A-02")
    given = {"location_id": place.id, "reason": "磨损", "old_label": "damaged"}
    refused("R41", lambda: world.do("guan1", labelling.reprint_location, **given))
    refused(
        "R16",
        lambda: world.do("guan1", labelling.reprint_location, "guan2", **{**given, "reason": " "}),
    )
    new = world.do("guan1", labelling.reprint_location, "guan2", **given)
    (pending,) = world.declared(world.new())
    no = refused("R09", lambda: world.receive(pending.id, place=place.payload))
    assert (no.facts["generation"], no.facts["living"]) == (1, 2)
    world.receive(pending.id, place=new)
    world.do("guan1", labelling.reprint_location, "guan2", **given)
    refused("R41", lambda: world.do("guan1", labelling.reprint_location, "guan2", **given))
    assert world.do("guan1", labelling.reprint_location, "ku1", **given)


def test_a_reprint_keeps_what_became_of_the_old_label(room: World) -> None:
    from app.custody import corrections

    (item,) = room.received(room.new())
    given = {"item_id": item.id, "reason": "污损"}
    refused("R16", lambda: room.do("guan1", corrections.reprint, "ku1", **given, old_label="burnt"))
    room.do("guan1", corrections.reprint, "ku1", **given, old_label="returned")
    entries = room.ask("guan1", views.card, item_id=item.id).entries
    (entry,) = (each for each in entries if each.kind == "REPRINT")
    assert entry.facts["old_label"] == "returned"
