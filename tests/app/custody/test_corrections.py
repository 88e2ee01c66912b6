"""更正 and 补打: the old stays beside the new, the author never signs alone, an old label is dead at once."""

from typing import Any

import pytest

from app import words
from app.custody import categories, corrections, labelling, views
from app.custody import service as custody
from app.custody.types import ItemRow
from tests.support.world import World, refused


def corrected(world: World, item: ItemRow, field: str, new: Any, **who: str) -> ItemRow:
    row: ItemRow = world.do(
        who.get("by", "guan1"),
        corrections.correct,
        who.get("second", "ku1"),
        item_id=item.id,
        field=field,
        new=new,
        reason="清单笔误",
    )
    return row


@pytest.mark.scenario("C68")
def test_old_and_new_stand_in_the_entry_and_the_search_knows_the_new(world: World) -> None:
    (item,) = world.received(world.new("公文包", value_fen=100_000))
    row = corrected(world, item, "name", "旅行箱")
    assert (row.name, row.custody, row.place) == ("旅行箱", "IN", item.place)
    card = world.ask("guan1", views.card, item_id=item.id)
    told = card.entries[0].facts
    assert (card.entries[0].kind, card.entries[0].second_name) == ("CORRECT", "库长")
    assert (told["field"], told["old"], told["new"]) == ("name", "公文包", "旅行箱")
    assert told["reason"] == "清单笔误"
    assert [r.id for r in world.ask("guan1", views.search_, text="旅行箱")] == [item.id]
    assert world.ask("guan1", views.search_, text="公文包") == ()
    assert corrected(world, item, "value_fen", 120_000, second="shen1").value_fen == 120_000
    assert world.ask("guan1", views.card, item_id=item.id).entries[0].facts["old"] == 100_000


def test_nobody_corrects_alone_or_what_is_state(world: World) -> None:
    (item,) = world.received(world.new())
    given = {"item_id": item.id, "field": "name", "new": "箱", "reason": "笔误"}
    refused("R41", lambda: world.do("guan1", corrections.correct, **given))
    refused("R42", lambda: world.do("guan1", corrections.correct, "guan1", **given))
    refused("R38", lambda: world.do("guan1", corrections.correct, "guan2", **given))
    refused("R38", lambda: world.do("shen1", corrections.correct, "ku1", **given))
    refused("R19", lambda: corrected(world, item, "name", "箱", by="cha3"))
    for field in ("custody", "quantity", "seal_no", "weight_mg", "category", "number", "tier"):
        no = refused("R16", lambda field=field: corrected(world, item, field, "1"))  # type: ignore[misc]
        assert no.facts["why"] == "field.not_correctable"
    refused("R16", lambda: world.do("guan1", corrections.correct, "ku1", **{**given, "reason": ""}))
    card = world.ask("guan1", views.card, item_id=item.id)
    assert [e.kind for e in card.entries] == ["RECEIVE", "DECLARE", "REGISTER"]


@pytest.mark.parametrize(
    ("field", "new", "why"),
    [
        ("name", "", None),
        ("name", "公文包", "field.same"),
        ("value_fen", "很多", "field.unreadable"),
        ("value_fen", -5, "field.negative"),
        ("unit", "坨", None),
        ("description", "短", None),
        ("measured_at", "昨天", "field.unreadable"),
        ("details.nothing", "x", "field.unknown"),
        ("details.condition", "ruined", "field.not_choice"),
    ],
)
def test_a_correction_holds_what_the_card_asks_for(
    corrected_room: tuple[World, ItemRow], field: str, new: Any, why: str | None
) -> None:
    world, item = corrected_room
    assert refused("R16", lambda: corrected(world, item, field, new)).facts.get("why") == why


def test_a_word_that_is_none_of_the_choices_is_answered_with_those_there_are(
    corrected_room: tuple[World, ItemRow],
) -> None:
    world, item = corrected_room
    before = world.ask("guan1", views.card, item_id=item.id)
    no = refused("R16", lambda: corrected(world, item, "details.condition", "ruined"))
    field = categories.get(item.category).field("details.condition")
    assert field is not None
    zh, en = words.refusal(no, "zh"), words.refusal(no, "en")
    allowed = "、".join(f"{id_}（{name}）" for id_, name, _ in field.choices)
    assert zh.what == f"“{field.zh}”写的是“ruined”，只能是：{allowed}。"
    assert en.what.endswith("; ".join(f"{id_} ({name})" for id_, _, name in field.choices) + ".")
    assert world.ask("guan1", views.card, item_id=item.id) == before


@pytest.fixture
def corrected_room(room: World) -> tuple[World, ItemRow]:
    return room, room.registered(room.new("公文包", value_fen=100))[0]


def test_details_take_the_serial_number_and_the_value_with_them(room: World) -> None:
    watch = room.new("手表", "watch", details={"brand": "欧米茄", "case_no": "A1"})
    cash = room.new(
        "现金", "cash_cny", unit="笔", details={"denominations": [{"face": 100, "count": 9}]}
    )
    one, two = room.registered(watch, cash)
    corrected(room, one, "details.case_no", "A2", by="cha1", second="shen1")
    card = room.ask("cha1", views.card, item_id=one.id)
    assert (card.serial, card.details["case_no"]) == ("A2", "A2")
    no = refused("R26", lambda: corrected(room, two, "value_fen", 1_000, by="cha1"))
    assert no.facts["sheet"] == 9
    sheet = [{"face": 10_000, "count": 0, "straps": 1, "bundles": 0}]
    row = corrected(room, two, "details.denominations", sheet, by="cha1")
    assert (row.value_fen, row.tier) == (1_000_000, "valuable")
    assert room.ask("cha1", views.card, item_id=two.id).details["unopened"] is True


def test_a_thing_that_has_gone_is_corrected_no_more(room: World) -> None:
    (row,) = room.registered(room.new())
    room.do("cha1", custody.void, "shen1", item_id=row.id, reason="重复登记")
    refused("R06", lambda: corrected(room, row, "name", "箱"))


# -- labels ------------------------------------------------------------------------------------------


def reprint(world: World, item: ItemRow, second: str = "guan2", reason: str = "污损") -> str:
    payload: str = world.do("guan1", corrections.reprint, second, item_id=item.id, reason=reason)
    return payload


@pytest.mark.scenario("C31")
def test_an_old_label_is_void_and_tells_who_printed_the_living_one(world: World) -> None:
    (item,) = world.received(world.new())
    first = world.ask("guan1", labelling.label, item_id=item.id)
    second = reprint(world, item)
    assert world.ask("guan1", views.find, code=second).id == item.id
    no = refused("R09", lambda: world.ask("guan1", views.find, code=first.payload))
    assert (no.facts["generation"], no.facts["living"], no.facts["by"]) == (1, 2, "管一")
    assert no.facts["at"] == "2026-05-14"
    living = world.ask("guan1", labelling.label, item_id=item.id)
    assert (living.payload, living.generation) == (second, 2)
    entry = world.ask("guan1", views.card, item_id=item.id).entries[0]
    assert (entry.kind, entry.facts["before"], entry.facts["generation"]) == ("REPRINT", 1, 2)
    assert [o.payload for o in world.ask("guan1", labelling.owed_labels)] == [second]


@pytest.mark.scenario("C32")
def test_a_reprint_takes_two_and_the_third_within_a_month_the_store_head(world: World) -> None:
    (item,) = world.received(world.new())
    given = {"item_id": item.id, "reason": "污损"}
    refused("R41", lambda: world.do("guan1", corrections.reprint, **given))
    refused("R42", lambda: world.do("guan1", corrections.reprint, "guan1", **given))
    refused("R16", lambda: reprint(world, item, reason=" "))
    assert world.ask("guan1", labelling.label, item_id=item.id).generation == 1
    reprint(world, item)
    reprint(world, item)
    no = refused("R41", lambda: reprint(world, item))
    assert (no.facts["count"], no.facts["days"]) == (3, 30)
    reprint(world, item, "ku1")
    assert world.ask("guan1", labelling.label, item_id=item.id).generation == 4


def test_after_a_month_the_count_begins_anew(room: World) -> None:
    (item,) = room.received(room.new())
    reprint(room, item)
    reprint(room, item)
    room.clock.forward(days=31)
    assert reprint(room, item)


def test_a_thing_without_a_label_has_none_to_print_anew(room: World) -> None:
    (row,) = room.registered(room.new())
    assert refused("R06", lambda: reprint(room, row)).facts["state"] == "label.none"
    history = room.ask("guan1", corrections.label_history, item_id=row.id)
    assert history == ()
