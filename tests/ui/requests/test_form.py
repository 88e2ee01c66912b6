"""Asking for things: the form of each kind, amending, withdrawing, and items of another case."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app import drafts, errors
from app.audit import service as audit
from app.cases import service as cases
from app.cases.types import NewCase
from app.requests import service as requests
from app.requests.types import Scanned
from tests.support import borrowing
from tests.support.pages import Seat
from tests.support.world import World
from ui.requests.form import RequestPage
from ui.widgets.sought import OFFERED, Sought

Sit = Callable[[str], Seat]


def begun(qtbot: QtBot, seat: Seat, *item_ids: str, kind: str = "CHECK_OUT") -> RequestPage:
    page: RequestPage = seat.show(RequestPage(seat.station))
    page.show_target(",".join(item_ids), kind)
    page.refresh()  # as the window does on arriving
    qtbot.waitUntil(lambda: len(page.chosen.things()) == len(item_ids))
    qtbot.waitUntil(lambda: bool(page._people and page._limits))
    return page


def fill(page: RequestPage, **values: object) -> None:
    """Write into the form, the rest of it stays."""
    for name, value in values.items():
        page.sheet.form.field(name).set_value(value)


def sent(qtbot: QtBot, page: RequestPage) -> None:
    with qtbot.waitSignal(page._station.told):
        page.sheet.submit_button.click()


@pytest.mark.scenario("C37")
def test_a_check_out_is_asked_for_with_due_date_and_carriers_ready(
    sit: Sit, qtbot: QtBot, room: World
) -> None:
    one, two = room.received(room.new("账册"), room.new("硬盘", list_row=2))
    seat = sit("cha1")
    page = begun(qtbot, seat, one.id, two.id)
    values = page.sheet.form.values()
    assert values["carrier1"] == room.id_of("cha1")
    assert values["due_at"] is not None
    fill(page, reason="核对账册", place="第一谈话室", due_at=borrowing.due(room))
    sent(qtbot, page)
    (row,) = room.ask("cha1", requests.rows, mine=True)
    assert (row.kind, row.items, row.status, row.reason) == (
        "CHECK_OUT",
        2,
        "SUBMITTED",
        "核对账册",
    )
    qtbot.waitUntil(lambda: page.detail.view() is not None)


def test_valuables_need_a_second_carrier_before_anything_is_sent(
    sit: Sit, qtbot: QtBot, room: World
) -> None:
    (watch,) = room.received(room.new("手表", "watch"))
    page = begun(qtbot, sit("cha1"), watch.id)
    assert page.sheet.form.field("carrier2").definition.required
    assert page._agree.text() == "Has to be approved by: Head → Leader"
    fill(page, reason="辨认", place="第一谈话室", due_at=borrowing.due(room))
    page.sheet.submit_button.click()
    assert page.sheet.form.field("carrier2").error()
    assert not room.ask("cha1", requests.rows, mine=True)


def test_a_scan_adds_the_item_and_the_button_takes_it_out(
    sit: Sit, qtbot: QtBot, room: World
) -> None:
    one, two = room.received(room.new("账册"), room.new("硬盘", list_row=2))
    page = begun(qtbot, sit("cha1"), one.id)
    assert page.take_scan(Scanned("item", two.id))
    qtbot.waitUntil(lambda: len(page.chosen.things()) == 2)
    page.chosen._take_out()
    assert [t.name for t in page.chosen.things()] == [one.number]
    assert not page.take_scan(Scanned("location", "x"))
    assert page.at_work() == "Check-out"  # so that the place leads nobody away from it (C34)


@pytest.mark.scenario("C33")
def test_a_thing_of_another_case_is_refused_at_the_scan_not_at_the_sending(
    sit: Sit, qtbot: QtBot, room: World
) -> None:
    (one,), (other,) = room.received(), room.received(case="案乙", place="A-02")
    page = begun(qtbot, sit("cha2"), one.id)  # 查二 works on both cases

    assert page.take_scan(Scanned("item", id=other.id, number=other.number))
    qtbot.waitUntil(lambda: page._station.notices.tone() == "refused")
    assert [thing.name for thing in page.chosen.things()] == [one.number]
    qtbot.waitUntil(
        lambda: "SCAN_REFUSED" in {each.entry.kind for each in room.ask("an1", audit.entries)}
    )


def test_each_way_of_disposal_asks_for_its_own_facts(sit: Sit, qtbot: QtBot, room: World) -> None:
    (one,) = room.received(room.new("账册"))
    page = begun(qtbot, sit("cha1"), one.id, kind="DISPOSAL")
    names = {}
    for way in ("return", "transfer", "treasury", "sell", "destroy", "archive"):
        page.sheet.form.field("way").set_value(way)
        page.sheet.form.changed.emit("way")
        names[way] = [field.id for field in page.sheet.form.fields()][3:]
    assert names == {
        "return": ["receiver", "relation", "decision"],
        "transfer": ["receiver"],
        "treasury": ["account"],
        "sell": ["method", "least_price"],
        "destroy": ["method", "place"],
        "archive": ["file_no"],
    }
    fill(page, reason="与案件无关", basis="处〔2026〕5号", file_no="卷12")
    sent(qtbot, page)
    (row,) = room.ask("cha1", requests.rows, mine=True)
    view = room.ask("cha1", requests.view, request_id=row.id)
    assert (view.terms.way, view.terms.facts) == ("archive", {"file_no": "卷12"})


def test_what_was_typed_stays_when_another_kind_is_chosen(
    sit: Sit, qtbot: QtBot, room: World
) -> None:
    (one,) = room.received(room.new("账册"))
    page = begun(qtbot, sit("cha1"), one.id)
    fill(page, reason="电子数据提取")
    page._kinds.set_on("EXAM")
    page._kinds.changed.emit()
    assert page.sheet.form.draft()["reason"] == "电子数据提取"
    assert page.sheet.form.field("institution").definition.required


def test_a_request_is_changed_and_becomes_a_new_version(
    sit: Sit, qtbot: QtBot, room: World
) -> None:
    (one,) = room.received(room.new("账册"))
    asked = borrowing.ask(room, one)
    page: RequestPage = sit("cha1").show(RequestPage(sit("cha1").station))
    page.show_target(asked.id, "amend")
    qtbot.waitUntil(lambda: page._amending is not None and bool(page._people))
    assert page.sheet.form.draft()["carrier2"] == room.id_of("cha2")
    fill(page, reason="辨认并拍照", place="第二谈话室")
    sent(qtbot, page)
    (row,) = room.ask("cha1", requests.rows, mine=True)
    assert (row.version, row.reason) == (2, "辨认并拍照")


@pytest.mark.scenario("C51")
def test_an_item_of_another_case_is_asked_for_by_its_number_for_ones_own_case(
    sit: Sit, qtbot: QtBot, room: World
) -> None:
    (other,) = room.received(room.new("合同"), case="案乙")
    page = begun(qtbot, sit("cha1"))
    page.chosen._add.setText(other.number)
    page.chosen._add.returnPressed.emit()
    qtbot.waitUntil(lambda: len(page.chosen.things()) == 1)
    assert page.chosen.things()[0].foreign
    assert page.sheet.form.field("for_case").definition.required
    assert "owning case" in page._agree.text()
    fill(
        page,
        reason="两案比对",
        place="第一谈话室",
        for_case=room.case("案甲"),
        due_at=borrowing.due(room),
    )
    sent(qtbot, page)
    (row,) = room.ask("cha1", requests.rows, mine=True)
    roles = [s.role for s in room.ask("cha1", requests.view, request_id=row.id).steps]
    assert roles == ["head", "owner_head"]


@pytest.mark.scenario("C51")
def test_ones_own_case_is_found_by_its_words_among_very_many(
    sit: Sit, qtbot: QtBot, room: World
) -> None:
    (other,) = room.received(room.new("合同"), case="案乙")
    for number in range(OFFERED):
        told = (f"新案{number:02d}", "某专案", "discipline", "第一审查调查室", f"立{number}")
        room.do("cha1", cases.open_case, case=NewCase(*told))
    page = begun(qtbot, sit("cha1"))
    page.chosen.add_code(other.number)
    qtbot.waitUntil(lambda: len(page.chosen.things()) == 1)
    own = page.sheet.form.field("for_case").editor
    assert isinstance(own, Sought)
    page.window().activateWindow()
    qtbot.waitUntil(page.window().isActiveWindow)
    own.look()
    qtbot.waitUntil(lambda: len(own.offered()) == OFFERED + 1)
    assert own.offered()[-1] == "and 1 more: type to find them"
    own.setText("案甲")
    own.textEdited.emit("案甲")
    qtbot.waitUntil(lambda: len(own.offered()) == 1)
    qtbot.keyClick(own, Qt.Key.Key_Return)
    assert page.sheet.form.draft()["for_case"] == room.case("案甲")

    page.refresh()  # what it must know may come again while somebody writes
    qtbot.waitUntil(lambda: not page._station.work.waiting())
    assert own.text().startswith("案甲")
    fill(page, reason="两案比对", place="第一谈话室", due_at=borrowing.due(room))
    sent(qtbot, page)
    (row,) = room.ask("cha1", requests.rows, mine=True)
    roles = [s.role for s in room.ask("cha1", requests.view, request_id=row.id).steps]
    assert roles == ["head", "owner_head"]

    again: RequestPage = sit("cha1").show(RequestPage(sit("cha1").station))
    again.show_target(row.id, "amend")
    qtbot.waitUntil(lambda: again._amending is not None and bool(again._people))
    assert [each.name for each in again.chosen.things()] == [other.number]
    named = again.sheet.form.field("for_case").editor
    assert isinstance(named, Sought)
    qtbot.waitUntil(lambda: named.text().startswith("案甲"))
    assert not named.isEnabled(), "the case that it is asked for stays"
    fill(again, place="第二谈话室")
    sent(qtbot, again)
    (row,) = room.ask("cha1", requests.rows, mine=True)
    assert row.version == 2


def test_nothing_is_sent_without_an_item_and_the_banner_says_so(
    sit: Sit, qtbot: QtBot, room: World
) -> None:
    seat = sit("cha1")
    page = begun(qtbot, seat)
    fill(page, reason="辨认", place="谈话室", due_at=borrowing.due(room))
    page.sheet.submit_button.click()
    assert seat.notices.tone() == "warn"
    assert not room.ask("cha1", requests.rows, mine=True)


def test_a_half_written_request_is_there_again_for_the_same_items(
    sit: Sit, qtbot: QtBot, room: World
) -> None:
    one, two = room.received(room.new("账册"), room.new("硬盘", list_row=2))
    page = begun(qtbot, sit("cha1"), one.id, two.id)
    fill(page, reason="核对账册与硬盘", place="第一谈话室")
    page._keeper.save()
    again = begun(qtbot, sit("cha1"), one.id, two.id)
    qtbot.waitUntil(lambda: again.sheet.form.draft().get("reason") == "核对账册与硬盘")
    other = begun(qtbot, sit("cha1"), kind="EXAM")
    assert "reason" not in other.sheet.form.draft()
    fill(again, due_at=borrowing.due(room))
    sent(qtbot, again)
    qtbot.waitUntil(lambda: not drafts.all("request"))


def test_the_arrows_walk_through_the_ways_of_a_disposal(
    sit: Sit, qtbot: QtBot, room: World
) -> None:
    (item,) = room.received(room.new("账册"))
    page = begun(qtbot, sit("cha1"), item.id, kind="DISPOSAL")
    way = page.sheet.form.field("way")
    way.editor.setFocus()
    for name in ("return", "transfer", "treasury"):
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Down)
        assert page.sheet.form.field("way").value() == name
        assert page.focusWidget() is way.editor, "each choice changes the form, the keys stay"
    assert "account" in page.sheet.form.values()


def test_what_was_refused_at_a_scan_goes_when_the_number_is_typed(
    qtbot: QtBot, room: World, sit: Sit
) -> None:
    (other,) = room.received(room.new("钢笔"), case="案乙")
    seat = sit("cha1")
    page = begun(qtbot, seat)
    seat.station.refuse(errors.NotOfTheCase())
    assert seat.station.notices.tone() == "refused"
    page.chosen._add.setText(other.number)
    page.chosen._add.returnPressed.emit()
    qtbot.waitUntil(lambda: [thing.name for thing in page.chosen.things()] == [other.number])
    assert seat.station.notices.tone() == ""
