"""Sheets of the books: what was done, printed once with its number, again as a copy, each saying what the books say."""

from datetime import timedelta
from typing import Any

import pytest

from app.audit import verifying
from app.cases import settling
from app.custody import endings, exceptions, moves, views
from app.custody import service as custody
from app.forms import layout, lines, service
from app.requests import service as requests
from tests.support import borrowing, ends
from tests.support.printing import offers, printed, told
from tests.support.world import World, refused


def verdict(world: World) -> bool:
    store = world.store("guan1")
    return bool(verifying.verify(store.database, store.blobs).ok)


def test_what_was_declared_together_comes_in_on_one_sheet(world: World) -> None:
    one, two, three = world.declared(
        world.new("公文包", value_fen=123_450), world.new("皮箱"), world.new("手表", "watch")
    )
    world.receive(one.id)
    world.receive(three.id)
    sheet = printed(world, one, "F6")
    assert sheet.number == "RK-20260514-001"
    assert (sheet.repeat, sheet.of, sheet.of_id) == (1, "item", one.id)
    text = told(sheet, world)
    for part in (
        "涉案财物入库单（移交清单、接收回执）",
        "应入3件，已入2件",
        "案甲专案",
        "第一审查调查室",
        "通知1",
        "清单1",
        one.number,
        two.number,
        "查一",
        "查二",
        "管一",
        "管二",
        "A-01",
        "G-01",
        "移交单位（接收回执）",
        f"校验{sheet.code}",
    ):
        assert part in text, part
    seized = printed(world, two, "F1")
    assert seized.number == "KY-20260514-001"
    for part in ("见证人甲", "持有人", "壹仟贰佰叁拾肆元伍角整", "第二十八条"):
        assert part in told(seized, world), part
    assert verdict(world)


def test_the_ledger_names_the_intake_sheet(room: World) -> None:
    one, two = room.received(room.new("公文包"), room.new("皮箱"))
    sheet = printed(room, one, "F6")
    found = room.ask("guan1", lines.ledger_lines, case_id=room.case("案甲"))
    assert [line.intake_no for line in found] == [sheet.number, sheet.number]
    assert two.id in {line.item_id for line in found}


def test_the_rest_of_a_delivery_is_printed_under_the_same_number_as_no_copy(room: World) -> None:
    one, two = room.declared(room.new("公文包"), room.new("皮箱"))
    room.receive(one.id)
    first = printed(room, one, "F6")
    room.receive(two.id)
    second = printed(room, two, "F6")
    assert second.number == first.number
    assert second.digest != first.digest
    assert second.repeat == 1
    assert "应入2件，已入2件" in told(second, room)


def test_a_second_print_needs_a_reason_and_is_a_copy_of_what_was_said_first(room: World) -> None:
    (item,) = room.received(room.new())
    borrowing.out(room, item)
    first = printed(room, item, "F11")
    assert first.number == "CK-20260514-001"
    refused("R16", lambda: printed(room, item, "F11"))
    refused("R16", lambda: printed(room, item, "F11", reason="  "))
    room.clock.forward(days=2)
    again = printed(room, item, "F11", by="cha1", reason="领取人联遗失")
    assert (again.number, again.digest, again.value) == (first.number, first.digest, first.value)
    assert (again.repeat, again.reason) == (2, "领取人联遗失")
    assert "副本：第2次打印2026-05-16" in told(again, room)
    assert printed(room, item, "F11", reason="再补").repeat == 3
    assert offers(room, item.id)["F11"].prints == 3
    assert verdict(room)


def test_things_handed_over_together_stand_on_one_sheet_and_the_next_on_another(
    room: World,
) -> None:
    one, two, three = room.received(room.new("甲"), room.new("乙"), room.new("丙"))
    asked = borrowing.approved(room, one, two, three)
    for item in (one, two):
        borrowing.hand_over(room, asked, item)
    sheet = printed(room, two, "F11")
    assert [row["number"] for row in sheet.value["rows"]] == [one.number, two.number]
    assert sheet.value["approval_no"] == asked.number
    assert offers(room, one.id)["F11"].number == sheet.number
    borrowing.hand_over(room, asked, three)
    later = printed(room, three, "F11")
    assert later.number == "CK-20260514-002"
    assert [row["number"] for row in later.value["rows"]] == [three.number]
    assert printed(room, one, "F11", reason="补").number == sheet.number


def test_what_comes_back_stands_beside_what_went_out(room: World) -> None:
    (item,) = room.received(room.new())
    borrowing.out(room, item)
    released = printed(room, item, "F11")
    borrowing.on_the_counter(room, item)
    borrowing.accept(room, item, seal_no=item.seal_no[:-1] + "X")
    sheet = printed(room, item, "F12")
    assert sheet.number == "GH-20260514-001"
    assert sheet.value["release_no"] == released.number
    (row,) = sheet.value["rows"]
    assert (row["out_seal"], row["seal_no"]) == (item.seal_no, item.seal_no[:-1] + "X")
    assert row["state"] == "封条异常"
    assert sheet.value["returned_by"] == "查一"
    trouble = printed(room, item, "F24")
    text = told(trouble, room)
    assert "■封条" in text
    assert "不符" in text
    assert trouble.value["rows"][-1]["what"] == "封条号"


def test_a_request_is_printed_while_it_waits_and_anew_when_it_is_agreed(room: World) -> None:
    (item,) = room.received(room.new())
    asked = borrowing.ask(room, item)
    (offer,) = room.ask("cha1", service.offered, kind="request", id=asked.id)
    assert (offer.form, offer.number, offer.prints) == ("F10", "", 0)
    given: dict[str, Any] = {"form": "F10", "kind": "request", "id": asked.id}
    first = room.do("cha1", service.print_sheet, **given)
    assert first.number == asked.number
    assert "签字：" in told(first, room)
    room.do(
        "shen1", requests.approve, request_id=asked.id, version=asked.version, opinion="请核对封条"
    )
    agreed = room.do("cha1", service.print_sheet, **given)
    assert agreed.repeat == 1
    text = told(agreed, room)
    assert "同意：请核对封条" in text
    assert "签字：审一" in text
    assert "已通过" in text
    refused("R16", lambda: room.do("cha1", service.print_sheet, **given))


@pytest.mark.parametrize(
    ("kind", "form"), [("EXTENSION", "F13"), ("EXAM", "F14"), ("DISPOSAL", "F15")]
)
def test_each_kind_of_request_has_its_form(room: World, kind: str, form: str) -> None:
    (item,) = room.received(room.new(value_fen=250_000))
    if kind == "DISPOSAL":
        id_ = ends.approved(room, (item.id,), "return", receiver="刘某", decision="解1")
    elif kind == "EXTENSION":
        borrowing.out(room, item)
        id_ = borrowing.ask(room, item, kind="EXTENSION", terms=requests_terms(room)).id
    else:
        told_ = {"institution": "市价格认证中心", "letter_no": "委1"}
        id_ = borrowing.ask(room, item, kind="EXAM", **told_).id
    sheet = room.do("cha1", service.print_sheet, form=form, kind="request", id=id_)
    text = told(sheet, room)
    assert item.number in text
    assert "".join(layout.get(form).title.split()) in text
    if kind == "DISPOSAL":
        assert "■返还" in text
        assert "贰仟伍佰元整" in text
        assert "签字：审二" in text


def test_rows_stand_by_number_and_all_carriers_are_named(room: World) -> None:
    rows = room.declared(*(room.new(f"公文包{n}") for n in range(9)))
    sheet = printed(room, rows[4], "F6")
    assert [row["number"] for row in sheet.value["rows"]] == [row.number for row in rows]
    item = room.receive(rows[0].id)
    borrowing.out(room, item)
    slip = printed(room, item, "F11")
    assert [who["name"] for who in slip.value["receivers"]] == ["查一", "查二"]
    assert [bool(who["at"]) for who in slip.value["receivers"]] == [True, False]


def requests_terms(world: World) -> Any:
    from app.requests.types import Terms

    return Terms(due_at=world.clock.at + timedelta(days=6))


def test_every_ending_has_its_sheet(room: World) -> None:
    one, two, three = room.received(
        room.new("公文包", value_fen=100_000), room.new("皮箱", value_fen=20_000), room.new("旧衣")
    )
    ends.returned(room, one.id)
    back = printed(room, one, "F16")
    text = told(back, room)
    for part in (
        "刘某",
        "110***********1234",
        "本人（权利人）",
        "解扣〔2026〕3号",
        "壹仟元整",
        "捺指印",
    ):
        assert part in text, part
    request_id = ends.approved(room, (two.id,), "transfer", receiver="市检察院")
    room.do(
        "guan1",
        endings.transfer,
        "cha1",
        request_id=request_id,
        item_ids=(two.id,),
        receiver="市检察院",
    )
    assert "市检察院" in told(printed(room, two, "F17"), room)
    label = room.ask("guan1", views.card, item_id=three.id)
    assert label is not None
    moved = room.do("guan1", moves.pick_up, item_id=three.id, reason="整理")
    room.do("guan1", moves.place, item_id=moved.id, place="A-02")
    slip = printed(room, three, "F20")
    (row,) = slip.value["rows"]
    assert (row["from_place"], row["to_place"]) == ("A-01", "A-02")
    room.do("guan1", exceptions.report, item_id=three.id, kind="damage", text="提手断裂")
    assert "■损坏" in told(printed(room, three, "F24"), room)


def test_money_to_the_treasury_is_written_in_capitals(room: World) -> None:
    sheet_of = {"denominations": [{"face": 10_000, "count": 107}], "machine_no": "M-7"}
    new = room.new("人民币", "cash_cny", unit="笔", value_fen=1_070_000, details=sheet_of)
    (item,) = room.received(new)
    count = printed(room, item, "F4")
    text = told(count, room)
    for part in ("100元", "107", "10,700.00", "壹万零柒佰元整", "M-7", "管一", "管二"):
        assert part in text, part
    request_id = ends.approved(room, (item.id,), "treasury")
    given = {"request_id": request_id, "item_ids": (item.id,), "receipt_no": "缴1"}
    room.do("cai1", endings.pay_treasury, "cai2", **given, amount_fen=1_070_000)
    text = told(printed(room, item, "F18"), room)
    for part in ("缴1", "壹万零柒佰元整", "财一", "财二"):
        assert part in text, part


def test_a_thing_sent_back_takes_its_notice_along(room: World) -> None:
    (item,) = room.declared(room.new())
    room.do("guan1", custody.refuse, item_id=item.id, reason="no_document", text="没有通知书")
    text = told(printed(room, item, "F7"), room)
    assert "■缺文书" in text
    assert "没有通知书" in text


def test_a_case_is_settled_on_paper(room: World) -> None:
    one, two = room.received(room.new("公文包", value_fen=100_000), room.new("皮箱"))
    ends.returned(room, one.id)
    case = room.case("案甲")
    given: dict[str, Any] = {"form": "F23", "kind": "case", "id": case}
    (offer,) = room.ask("guan1", service.offered, kind="case", id=case)
    assert offer.form == "F23"
    early = room.do("cha1", service.print_sheet, **given)
    assert [row["gap"] for row in early.value["rows"]] == ["", "在库"]
    assert early.value["flows"][0]["gap_fen"] == 0
    ends.returned(room, two.id)
    room.do("shen1", settling.settle, "an1", case_id=case, decision_no="决1")
    late = room.do("cha1", service.print_sheet, **given)
    assert late.number == early.number
    text = told(late, room)
    for part in ("决1", "账平", "返还", "刘某", "1,000.00"):
        assert part in text, part
