"""A seal comes on, is opened by two officers under the keeper's eyes, and is followed by another: each on its sheet."""

from typing import Any

import pytest

from app.audit import service as audit
from app.custody import sealing, views
from app.custody.types import ItemRow
from tests.support import borrowing, printing
from tests.support.world import World, refused

WHY = "核对内装物品"
PAPER = "启封审批2026-7"


def given(world: World, item: ItemRow, seal_no: str, **more: Any) -> dict[str, Any]:
    return {"item_id": item.id, "seal_no": seal_no, "photos": world.shots("seal"), **more}


def opening(world: World, item: ItemRow, seal_no: str = "", **more: Any) -> dict[str, Any]:
    shown = seal_no or item.seal_no
    return given(world, item, shown, **{"reason": WHY, "document": PAPER, **more})


def sealed(world: World, seal_no: str = "F5000001") -> ItemRow:
    (declared,) = world.declared(world.new("公文包"))
    item = world.receive(declared.id, seal_no="")
    row: ItemRow = world.do("guan1", sealing.seal, "cha1", **given(world, item, seal_no))
    return row


def seal_status(world: World, item: ItemRow) -> tuple[str, str]:
    card = world.ask("guan1", views.card, item_id=item.id)
    return card.seal_status, card.row.seal_no


def test_a_bag_is_sealed_opened_and_sealed_anew_and_each_act_leaves_its_sheet(world: World) -> None:
    item = sealed(world)
    first = printing.told(printing.printed(world, item, "F5"), world)
    assert "■密封" in first
    assert "新封条号F5000001" in first
    assert "查一2026年5月14日" in first

    found = "账册三本，现金封袋一只"
    world.do("guan1", sealing.unseal, "cha1 cha2", **opening(world, item, content=found))
    assert seal_status(world, item) == ("OPENED", "")
    sheet = printing.printed(world, item, "F5")
    text = printing.told(sheet, world)
    for said in ("■启封", "F5000001", "完好，与账面一致", WHY, PAPER, found, "管一2026年5月14日"):
        assert said in text
    assert [each["name"] for each in sheet.value["officers"]] == ["查一", "查二"]

    world.do("guan1", sealing.reseal, "cha2 cha1", **given(world, item, "F5000002"))
    assert seal_status(world, item) == ("SEALED", "F5000002")
    again = printing.printed(world, item, "F5")
    assert (again.value["old_seal"], again.value["old_state"]) == ("F5000001", "已启封")
    assert "■重新密封" in printing.told(again, world)
    assert audit.verify(world.store("guan1")).ok


def test_one_officer_opens_nothing_and_no_paper_opens_nothing(room: World) -> None:
    item = sealed(room)
    refused("R01", lambda: room.do("guan1", sealing.unseal, **opening(room, item)))
    refused("R01", lambda: room.do("guan1", sealing.unseal, "cha1", **opening(room, item)))
    refused("R38", lambda: room.do("guan1", sealing.unseal, "cha1 guan2", **opening(room, item)))
    refused("R19", lambda: room.do("guan1", sealing.unseal, "cha1 cha3", **opening(room, item)))
    both = "cha1 cha2"
    refused(
        "R16", lambda: room.do("guan1", sealing.unseal, both, **opening(room, item, document=""))
    )
    refused("R14", lambda: room.do("guan1", sealing.unseal, both, **opening(room, item, photos=())))
    assert seal_status(room, item) == ("SEALED", "F5000001")


def test_another_seal_than_in_the_books_opens_nothing(room: World) -> None:
    item = sealed(room, "F5000012")
    wrong = opening(room, item, "F5000021")
    no = refused("R10", lambda: room.do("guan1", sealing.unseal, "cha1 cha2", **wrong))
    assert no.facts["hint"] == "hint.transposed"
    assert seal_status(room, item) == ("SEALED", "F5000012")


def test_a_seal_serves_once_and_each_act_begins_from_its_own_seal(room: World) -> None:
    item = sealed(room)
    refused("R06", lambda: room.do("guan1", sealing.seal, "cha1", **given(room, item, "F5000002")))
    refused("R06", lambda: room.do("guan1", sealing.reseal, "cha1 cha2", **given(room, item, "F5000002")))  # fmt: skip
    room.do("guan1", sealing.unseal, "cha1 cha2", **opening(room, item))
    used = given(room, item, "F5000001")
    refused("R11", lambda: room.do("guan1", sealing.reseal, "cha1 cha2", **used))
    offered = {a.event: a for a in room.ask("guan1", views.card, item_id=item.id).actions}
    assert [offered[e].allowed for e in ("SEAL", "UNSEAL", "RESEAL")] == [False, False, True]


def test_what_was_opened_leaves_without_a_seal(room: World) -> None:
    item = sealed(room)
    room.do("guan1", sealing.unseal, "cha1 cha2", **opening(room, item))
    opened = room.ask("guan1", views.card, item_id=item.id).row
    borrowing.out(room, opened)
    assert printing.printed(room, item, "F11").value["rows"][0]["seal_no"] == ""


def test_who_seized_it_puts_no_seal_on_it_as_its_keeper(room: World) -> None:
    item = sealed(room)
    refused("R38", lambda: room.do("cha1", sealing.unseal, "cha2", **opening(room, item)))


@pytest.mark.parametrize("second", ["guan2", "ku1"])
def test_two_keepers_may_seal_what_came_in_open(room: World, second: str) -> None:
    (declared,) = room.declared(room.new("皮箱"))
    item = room.receive(declared.id, seal_no="")
    room.do("guan1", sealing.seal, second, **given(room, item, "F5000009"))
    sheet = printing.printed(room, item, "F5")
    assert (len(sheet.value["officers"]), len(sheet.value["keepers"])) == (0, 2)
