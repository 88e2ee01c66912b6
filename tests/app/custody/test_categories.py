"""Categories as data: every row of the brief is there, holds together, and refuses what does not fit."""

import dataclasses
import json
from typing import Any

import pytest

from app import errors, paths, words
from app.custody import categories, checks, views
from app.locations import service as locations
from app.locations.types import NewLocation
from tests.support.world import World, refused

IDS = (
    "cash_cny cash_foreign precious_metal jewellery watch relic_art card_passbook securities electronics"
    " vehicle real_estate frozen_asset drink_tobacco document_book seal_key_certificate dangerous"
    " container mixed other"
).split()
STORAGE = "general valuable cash electronic document drink vehicle estate relic secret danger none".split()


def test_every_kind_of_the_brief_has_its_category() -> None:
    assert list(categories.all_()) == IDS
    files = {p.stem for p in (paths.resources() / "categories").glob("*.json")}
    assert files == {*IDS, "order"}
    names = [c.zh for c in categories.all_().values()]
    assert "手表/奢侈品" in names
    assert "人民币现金" in names


@pytest.mark.parametrize("id_", IDS)
def test_a_category_says_everything_in_two_languages_and_knows_its_types(id_: str) -> None:
    category = categories.get(id_)
    assert category.zh
    assert category.en
    assert category.storage in STORAGE
    assert category.tolerance in ("jewellery", "liquid", "powder", "goods")
    assert category.units
    ids = [f.id for f in category.fields]
    assert len(ids) == len(set(ids))
    for field in category.fields:
        assert field.zh
        assert field.en
        assert field.type in categories.TYPES
        assert not field.check or field.check in categories.CHECKS
        assert bool(field.choices) == (field.type in ("choice", "denominations"))
        assert all(all(choice) for choice in field.choices)


def test_numbers_of_cards_and_accounts_are_kept_from_the_search_index(room: World) -> None:
    secret = {f"{c.id}.{f.id}" for c in categories.all_().values() for f in c.fields if f.secrecy}
    assert secret == {"card_passbook.card_no", "securities.secret_code", "frozen_asset.account_no"}
    details = {"kind": "bank_card", "bank": "某银行", "card_no": "6222 0200 0011 2233"}
    room.registered(room.new("银行卡", "card_passbook", unit="张", details=details))
    found = room.ask("cha1", views.search_, text="某银行")
    assert len(found) == 1
    assert room.ask("cha1", views.search_, text="6222") == ()


# -- cash --------------------------------------------------------------------------------------------


def _sheet(*rows: tuple[int, int, int, int]) -> list[dict[str, int]]:
    return [dict(zip(("face", "bundles", "straps", "count"), row, strict=True)) for row in rows]


@pytest.mark.scenario("C9")
def test_strapped_cash_is_recorded_unopened_and_adds_up(world: World) -> None:
    sheet = _sheet((10_000, 6, 3, 0), (5_000, 0, 0, 17))
    new = world.new("现金", "cash_cny", unit="笔", details={"denominations": sheet})
    (row,) = world.registered(new)
    card = world.ask("cha1", views.card, item_id=row.id)
    assert row.value_fen == (6_300 * 100 + 17 * 50) * 100
    assert card.details["unopened"] is True
    assert card.details["denominations"][0]["bundles"] == 6
    assert row.tier == "valuable"


def test_cash_that_was_counted_note_by_note_is_not_marked_unopened(room: World) -> None:
    new = room.new("零钱", "cash_cny", unit="笔", details={"denominations": _sheet((100, 0, 0, 9))})
    (row,) = room.registered(new)
    assert "unopened" not in room.ask("cha1", views.card, item_id=row.id).details
    assert (row.value_fen, row.tier) == (900, "ordinary")


def test_a_sum_that_is_not_the_sheets_is_refused(room: World) -> None:
    details = {"denominations": _sheet((10_000, 0, 0, 5))}
    new = room.new("现金", "cash_cny", unit="笔", details=details, value_fen=40_000)
    refused("R26", lambda: room.registered(new))


@pytest.mark.scenario("C10")
@pytest.mark.parametrize(
    ("currency", "face"),
    [("CNY", 10_000), ("JPY", 2_000), ("USD", 20), ("EUR", 10_001)],
)
def test_a_foreign_sheet_takes_no_notes_of_another_currency(
    world: World, currency: str, face: int
) -> None:
    details = {"denominations": _sheet((face, 0, 0, 3))}
    new = world.new("外币", "cash_foreign", unit="笔", details=details, currency=currency)
    no = refused("R16", lambda: world.registered(new))
    assert no.facts["why"] in ("field.currency_set", "field.not_denominations")
    assert world.ask("an1", views.count) == 0


def test_a_foreign_sheet_adds_up_in_its_own_currency(room: World) -> None:
    details = {"denominations": _sheet((10_000, 0, 1, 2))}
    new = room.new("外币", "cash_foreign", unit="笔", details=details, currency="USD")
    (row,) = room.registered(new)
    assert (row.value_fen, row.currency) == (1_020_000, "USD")


def test_each_currency_shows_its_own_faces_only() -> None:
    (field,) = (f for f in categories.get("cash_foreign").fields if f.type == "denominations")
    for currency in categories.get("cash_foreign").currencies:
        faces = [face for face, _, _ in categories.faces(field, currency)]
        assert faces == sorted(faces, reverse=True)
        assert len(faces) > 4
    assert not categories.faces(field, "CNY")


# -- what must be said -------------------------------------------------------------------------------


@pytest.mark.scenario("C19")
@pytest.mark.parametrize("category", ["precious_metal", "jewellery"])
def test_jewellery_without_a_weight_is_refused(world: World, category: str) -> None:
    details = {"metal": "gold"} if category == "precious_metal" else {"kind": "翡翠手镯"}
    bare = world.new("金条", category, details=details)
    assert refused("R16", lambda: world.registered(bare)).facts["field"] == "item.weight_mg"
    (row,) = world.registered(dataclasses.replace(bare, weight_mg=100_020))
    assert (row.weight_mg, row.tier) == (100_020, "valuable")


@pytest.mark.scenario("C28")
def test_kind_and_unit_are_never_free_text_and_other_wants_a_description(world: World) -> None:
    no = refused("R16", lambda: world.registered(world.new(category="手枪")))
    assert words.refusal(no, "en").what.startswith(
        "“Category” says “手枪”; it is one of: cash_cny ("
    )
    no = refused("R16", lambda: world.registered(world.new(measure="rob")))
    assert words.refusal(no, "zh").what.startswith(
        "“措施”写的是“rob”，只能是：voluntary（主动上交）、seize（暂扣/扣押）、"
    )
    refused("R16", lambda: world.registered(world.new(unit="坨")))
    short = world.new(description="一个盒子")
    no = refused("R16", lambda: world.registered(short))
    assert no.facts["field"] == "item.description"
    assert "现 4 字，至少 10 字" in words.refusal(no).what
    (row,) = world.registered(world.new(description="一个红色漆木首饰盒，盒盖有划痕"))
    assert row.custody == "DRAFT"


def test_a_vehicle_is_known_by_a_vin_that_holds_and_says_what_lies_inside(room: World) -> None:
    told: dict[str, Any] = {"plate": "津A·00001", "make": "某牌轿车", "colour": "黑色"}
    told |= {"contents": "车内无物"}
    made = [f"LSVAA49J{digit}32012345" for digit in "0123456789X"]
    (vin,) = (text for text in made if categories.vin(text))
    other = next(text for text in made if text != vin)
    wrong = room.new("轿车", "vehicle", unit="辆", details={**told, "vin": other})
    assert refused("R16", lambda: room.registered(wrong)).facts["why"] == "field.check_vin"
    (row,) = room.registered(dataclasses.replace(wrong, details={**told, "vin": vin}))
    assert room.ask("cha1", views.card, item_id=row.id).serial == vin
    empty = {**told, "vin": vin, "contents": ""}
    refused("R16", lambda: room.registered(dataclasses.replace(wrong, details=empty)))


def test_the_check_digit_of_an_imei_is_counted(room: World) -> None:
    told = {"kind": "phone", "brand": "某牌", "imei": "490154203237518"}
    (row,) = room.registered(room.new("手机", "electronics", unit="部", details=told))
    assert room.ask("cha1", views.card, item_id=row.id).serial == "490154203237518"
    told["imei"] = "490154203237519"
    refused(
        "R16", lambda: room.registered(room.new("手机", "electronics", unit="部", details=told))
    )


def test_dangerous_goods_are_written_down_but_never_shelved(room: World) -> None:
    room.do("ku1", locations.add, place=NewLocation("W-01", "危险品柜", "shelf", classes="danger"))
    told = {"kind": "knife", "handed_to": "市公安局"}
    (row,) = room.declared(room.new("管制刀具", "dangerous", details=told))
    no = refused("R17", lambda: room.receive(row.id, place="W-01"))
    assert no.facts["storage"] == "storage.never"


def test_a_written_tier_may_raise_the_level_but_not_lower_it(room: World) -> None:
    gold = {"weight_mg": 10_000, "details": {"metal": "gold"}, "tier": "ordinary"}
    rows = room.registered(
        room.new("金戒指", "precious_metal", **gold), room.new("公文包", tier="special")
    )
    assert [r.tier for r in rows] == ["valuable", "special"]


def test_everything_wrong_with_a_card_is_told_at_once(room: World) -> None:
    new = room.new("", "watch", unit="坨", quantity=0, list_no="", details={"colour": "x" * 61})
    _, faults = checks.read(new, room.clock.at)
    told = [str(f.facts.get("id", f.facts["field"])) for f in faults]
    assert told == [
        "item.name",
        "item.list_no",
        "item.unit",
        "item.quantity",
        "brand",
        "colour",
    ]
    assert all(isinstance(f, errors.Refused) for f in faults)


def test_nothing_was_taken_in_the_future(room: World) -> None:
    from datetime import timedelta

    late = room.new(measured_at=room.clock.at + timedelta(days=1))
    assert refused("R16", lambda: room.registered(late)).facts["why"] == "field.in_future"


@pytest.mark.scenario("C13")
def test_a_seal_number_serves_once_across_cases_and_within_a_list(world: World) -> None:
    world.registered(world.new(seal_no="F000123"))
    again = world.new(seal_no="F000123")
    no = refused("R11", lambda: world.registered(again, case="案乙", by="cha3"))
    assert no.facts["number"] == "2026-0001-0001"
    twice = (world.new(seal_no="F000124"), world.new(seal_no="F000124"))
    refused("R11", lambda: world.registered(*twice))
    assert world.ask("an1", views.count) == 1


@pytest.mark.scenario("C13")
def test_a_seal_that_is_used_already_stops_the_intake_too(world: World) -> None:
    (first,) = world.received(world.new())
    (second,) = world.declared(world.new())
    no = refused("R11", lambda: world.receive(second.id, seal_no=first.seal_no))
    assert no.facts == {"seal": first.seal_no, "number": first.number}
    assert world.ask("guan1", views.card, item_id=second.id).row.custody == "PENDING"


def test_the_files_are_written_for_the_eye() -> None:
    for file in (paths.resources() / "categories").glob("*.json"):
        text = file.read_text("utf-8")
        assert json.loads(text)
        assert "\\u" not in text


def test_register_is_still_one_act_with_one_entry_for_each_card(room: World) -> None:
    rows = room.registered(*(room.new(f"公文包{i}") for i in range(3)))
    assert [r.number for r in rows] == [f"2026-0001-000{i}" for i in (1, 2, 3)]
    card = room.ask("cha1", views.card, item_id=rows[0].id)
    assert [e.kind for e in card.entries] == ["REGISTER"]
    assert card.parts == (("seizer", room.id_of("cha1"), "查一"),)
