"""Forms of the whole store: who was let in, month by month (F26), and the year in figures (F25)."""

from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest

from app import words
from app.audit import service as audit
from app.custody import visits
from app.custody.visits import VisitRow
from app.forms import service
from app.forms.service import Sheet
from app.requests import scanning
from tests.support import ends, printing
from tests.support.world import World, refused


def come(world: World, name: str = "来访甲", **more: Any) -> VisitRow:
    given = {"room": "K1", "unit": "市价格认定中心", "reason": "现场查看手表"}
    given |= {"document": "110101199001010011", "name": name}
    row: VisitRow = world.do("guan1", visits.let_in, **{**given, **more})
    return row


def sheet_of(world: World, form: str, which: str, by: str = "guan1", **more: Any) -> Sheet:
    made: Sheet = world.do(by, service.print_sheet, form=form, kind="store", id=which, **more)
    return made


def test_who_was_let_in_stands_in_the_book_of_the_month(world: World) -> None:
    one = come(world)
    world.clock.forward(minutes=40)
    two = come(world, "来访乙", escort=world.id_of("ku1"))
    assert [row.name for row in world.ask("an1", visits.inside)] == ["来访甲", "来访乙"]
    world.do("guan1", visits.let_out, visit_id=one.id, note="未携带物品离开")
    assert [row.id for row in world.ask("an1", visits.inside)] == [two.id]
    no = refused("R06", lambda: world.do("guan1", visits.let_out, visit_id=one.id))
    assert "已离开" in words.refusal(no).what

    sheet = sheet_of(world, "F26", "2026-05")
    text = printing.told(sheet, world)
    for said in (
        "来访甲",
        "110***********0011",
        "市价格认定中心",
        "现场查看手表",
        "管一",
        "库长",
        "未携带物品离开",
    ):
        assert said in text
    assert "110101199001010011" not in text
    assert (sheet.number, [row["left_at"] is None for row in sheet.value["rows"]]) == (
        "DJB-20260514-001",
        [False, True],
    )
    again = world.ask("an1", service.preview, form="F26", kind="store", id="2026-05")
    assert (again.reason_needed, again.number) == (True, sheet.number)
    world.do("guan1", visits.let_out, visit_id=two.id)
    assert not sheet_of(world, "F26", "2026-05").reason_needed  # more has happened: a new state
    scanned = world.ask("guan1", scanning.scan, text=sheet.number)
    assert (scanned.page, scanned.id) == ("form", "store 2026-05")
    assert audit.verify(world.store("guan1")).ok


def test_nobody_goes_in_without_a_reason_and_a_keeper(room: World) -> None:
    refused("R16", lambda: come(room, reason=" "))
    refused("R16", lambda: come(room, escort=room.id_of("cha1")))
    refused("R16", lambda: come(room, room="A-01"))
    given = {"room": "K1", "name": "来访甲", "unit": "某单位", "reason": "查看"}
    refused("R38", lambda: room.do("cha1", visits.let_in, **given))
    assert room.ask("guan1", visits.inside) == ()
    refused("R38", lambda: room.ask("cha1", visits.inside))


def test_who_may_not_have_a_form_of_the_store_is_offered_none(room: World) -> None:
    def offered(login: str) -> list[tuple[str, str]]:
        found = room.ask(login, service.offered, kind="store", id="")
        return [(offer.form, offer.id) for offer in found]

    assert offered("guan1") == [("F26", "2026-05"), ("F26", "2026-04")]
    assert offered("an1") == [*offered("guan1"), ("F25", "2026"), ("F25", "2025")]
    assert offered("cha1") == []
    refused("R38", lambda: sheet_of(room, "F25", "2026", by="guan1"))
    for form, which in (("F25", "2027"), ("F25", "26"), ("F26", "2026-13")):
        refused("R180", partial(sheet_of, room, form, which, by="an1"))
    refused("R47", partial(sheet_of, room, "F19", "2026", by="an1"))


@pytest.mark.scenario("C98")
def test_the_year_adds_up_for_every_class_and_currency(world: World) -> None:
    kept, gone = world.received(
        world.new("公文包", value_fen=100_000), world.new("皮箱", value_fen=250_000, list_row=2)
    )
    world.clock.at = datetime(2027, 1, 5, 1, tzinfo=UTC)
    world.received(world.new("美元封袋", value_fen=7_000, currency="USD"), case="案乙")
    ends.returned(world, gone.id)
    world.clock.forward(days=1)

    past = sheet_of(world, "F25", "2026", by="an1")
    (row, total) = past.value["rows"]
    assert (row["opening"], row["taken"], row["closing"], row["closing_fen"]) == (0, 2, 2, 350_000)
    assert (total["name"], total["bold"]) == ("合计", True)

    now = sheet_of(world, "F25", "2027", by="an1")
    rows = {(r["name"], r["currency"]): r for r in now.value["rows"]}
    cny = rows["合计", "CNY"]
    assert (cny["opening"], cny["taken"], cny["returned"], cny["closing"]) == (2, 0, 1, 1)
    assert (cny["opening_fen"], cny["ended_fen"], cny["closing_fen"]) == (350_000, 250_000, 100_000)
    assert rows["合计", "USD"]["closing_fen"] == 7_000
    ways = ("returned", "transferred", "treasury", "sold", "destroyed", "archived")
    for each in now.value["rows"]:
        assert each["opening"] + each["taken"] - sum(each[w] for w in ways) == each["closing"]
    for name in past.value["rows"]:
        assert name["closing"] == rows[name["name"], name["currency"]]["opening"]
    text = printing.told(now, world)
    assert "年度涉案财物情况统计表" in text
    assert "2,500.00" in text
    assert kept.custody == "IN"
