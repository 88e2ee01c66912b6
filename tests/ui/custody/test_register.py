"""The handler's side: cards are written, copied, imported, and declared by two officers."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from app import drafts
from app.cases import service as cases
from app.cases.types import NewCase
from app.custody import importing, views
from app.custody import service as custody
from app.custody.types import ItemRow
from app.devices.camera import OpenCvCamera
from app.labels import rules as labels
from app.labels.types import Code, Kind
from app.requests import scanning
from app.requests.types import Scanned
from tests.app.devices.test_document import SLANTED, photographed
from tests.support.world import World
from tests.ui.custody.counter import Counter, child, settled
from ui.custody import describe
from ui.custody.intake import IntakePage
from ui.custody.register import RegisterPanel
from ui.widgets.sought import OFFERED
from ui.work import Work


def _register(qtbot: QtBot, counter: Counter) -> RegisterPanel:
    counter.second = "cha2"
    page = IntakePage(counter.station("cha1"))
    counter.pages.append(page)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    page.refresh()
    settled(qtbot, counter.work)
    return page.register


def _choose(side: RegisterPanel, category: str) -> None:
    side._category.setCurrentIndex(side._category.findData(category))
    side._choose_category()


def _write(side: RegisterPanel, name: str = "公文包") -> None:
    side.shared.field("list_no").set_value("清单7")
    side.shared.field("measured_at").editor.setText("2026-05-13 09:00")  # type: ignore[union-attr]
    side.card.form.field("name").set_value(name)
    side.card.form.field("description").set_value("棕色皮质，无明显破损，内空")


def _cards(room: World) -> tuple[ItemRow, ...]:
    found: tuple[ItemRow, ...] = room.ask("cha1", views.rows, sort="number")
    return found


def test_the_newest_case_stands_there_and_any_other_is_reached_by_its_words(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    for number in range(OFFERED + 3):
        told = (f"新案{number:02d}", "某专案", "discipline", "第一审查调查室", f"立{number}")
        room.do("cha1", cases.open_case, case=NewCase(*told))
    side = _register(qtbot, counter)
    side.window().activateWindow()
    qtbot.waitUntil(side.window().isActiveWindow)
    case = child(side, "register.case")
    assert case.text().startswith("新案22")

    case.look()
    qtbot.waitUntil(lambda: len(case.offered()) == OFFERED + 1)
    assert case.offered()[-1] == "and 4 more: type to find them"
    assert not any("案甲" in told for told in case.offered())
    qtbot.keyClick(case, Qt.Key.Key_Delete)
    assert side.case_id(), "one case is always chosen"
    case.insert("案甲")
    case.textEdited.emit("案甲")
    qtbot.waitUntil(lambda: len(case.offered()) == 1)
    qtbot.keyClick(case, Qt.Key.Key_Return)
    side.refresh()
    settled(qtbot, work)
    assert side.case_id() == room.case("案甲")

    _choose(side, "other")
    _write(side)
    child(side, "register.add").click()
    settled(qtbot, work)
    assert [row.case_id for row in _cards(room)] == [room.case("案甲")]


def test_a_card_is_registered_as_often_as_asked_and_the_next_row_is_ready(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    side = _register(qtbot, counter)
    _choose(side, "other")
    _write(side)
    child(side, "register.copies").setValue(3)
    child(side, "register.add").click()
    settled(qtbot, work)
    assert [row.name for row in _cards(room)] == ["公文包"] * 3
    assert side.card.form.field("list_row").value() == 2
    assert side.shared.field("list_no").value() == "清单7", "the list stays"
    assert side.card.form.field("name").value() is None
    assert side.declaring.count() == 3


def test_the_unit_that_another_category_proposed_is_not_taken_along(
    qtbot: QtBot, room: World, counter: Counter
) -> None:
    side = _register(qtbot, counter)
    _choose(side, "securities")
    assert side.card.form.field("unit").value() == "张"
    _choose(side, "electronics")
    assert side.card.form.field("unit").value() == "部"
    side.card.form.field("unit").set_value("件")
    _choose(side, "other")
    assert side.card.form.field("unit").value() == "件", "what was chosen stays where it fits"


def test_a_missing_field_is_said_under_it_and_nothing_is_booked(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    side = _register(qtbot, counter)
    _choose(side, "watch")
    _write(side, "手表")
    child(side, "register.add").click()
    settled(qtbot, work)
    assert side.card.form.field("details.brand").error()
    assert _cards(room) == ()


def test_cash_is_counted_by_denominations_with_unopened_bundles(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    side = _register(qtbot, counter)
    _choose(side, "cash_cny")
    _write(side, "现金")
    face = child(side, "cash.10000.bundles")
    qtbot.keyClicks(face, "2")
    assert side.card.sheet.total_fen() == 2 * 1_000 * 10_000
    # the sum stays in sight below the form, and the notes stand where Tab comes by
    assert child(side, "register.sum").text() == "Total 200,000.00"
    unit = side.card.form.field("unit").editor
    unit.setFocus()
    qtbot.keyClick(unit, Qt.Key.Key_Tab)
    assert side.window().focusWidget() is side.card.sheet.editors()[0]
    for field in side.card.form.fields():
        if field.definition.required and field.value() is None:
            choices = field.definition.choices
            field.set_value(choices[0][0] if choices else "1")
    child(side, "register.add").click()
    settled(qtbot, work)
    (row,) = _cards(room)
    assert row.value_fen == 20_000_000
    # the next bundle is of the same currency: it is not asked for anew
    assert side.card.form.field("currency").value() == "CNY"


@pytest.mark.parametrize("by", ["file", "camera"])
def test_the_list_goes_with_the_declaration_as_a_scan(
    qtbot: QtBot, room: World, counter: Counter, work: Work, tmp_path: Path, by: str
) -> None:
    page = photographed(SLANTED)
    (tmp_path / "list.jpg").write_bytes(page)
    room.registered(room.new("账册"))
    side = _register(qtbot, counter)
    declare = side.declaring
    if by == "file":
        declare.scan.take_file(str(tmp_path / "list.jpg"))
    else:
        devices = declare._station.devices
        assert devices is not None
        devices.use_camera(OpenCvCamera(str(tmp_path / "list.jpg")))
        qtbot.waitUntil(lambda: devices.camera_link() == "LIVE")
        declare.scan.photo.click()
    qtbot.waitUntil(lambda: bool(declare.scan.sha256))
    for field, value in (("listed", 1), ("notice_no", "通知1"), ("witness", "见证人甲")):
        declare.form.field(field).set_value(value)
    named = declare.scan.sha256
    side.tabs.setCurrentIndex(side.tabs.count() - 1)
    child(side, "declare.do").click()
    qtbot.waitUntil(lambda: not declare.scan.sha256)
    settled(qtbot, work)

    (row,) = _cards(room)
    card = room.ask("cha1", views.card, item_id=row.id)
    (paper,) = (each for each in card.documents if each.kind == "list")
    assert paper.sha256 == named
    kept = room.store("cha1").blobs.get(named)
    assert (kept == page) is (by == "file")  # from the camera it is made flat
    facts = [fact.value for group in describe.groups(card) for fact in group.facts]
    assert f"{paper.number}  ·  scanned" in facts


def test_drafts_are_declared_with_a_second_officer(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    room.registered(room.new("账册"), room.new("笔记本"))
    side = _register(qtbot, counter)
    declare = side.declaring
    assert declare.count() == 2
    assert declare.form.field("list_no").value() == "清单1"
    declare.form.field("listed").set_value(2)
    declare.form.field("notice_no").set_value("通知1")
    declare.form.field("witness").set_value("见证人甲")
    side.tabs.setCurrentIndex(side.tabs.count() - 1)
    child(side, "declare.do").click()
    settled(qtbot, work)
    assert {row.custody for row in _cards(room)} == {"PENDING"}
    card = room.ask("cha1", views.card, item_id=_cards(room)[0].id)
    assert card.entries[0].second_name == "查二"


def test_another_number_of_rows_than_the_list_has_is_refused(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    room.registered(room.new("账册"), room.new("笔记本"))
    side = _register(qtbot, counter)
    form = side.declaring.form
    for name, value in (("listed", 3), ("notice_no", "通知1"), ("witness", "见证人甲")):
        form.field(name).set_value(value)
    side.tabs.setCurrentIndex(side.tabs.count() - 1)
    child(side, "declare.do").click()
    settled(qtbot, work)
    assert {row.custody for row in _cards(room)} == {"DRAFT"}
    assert side._station.notices.tone() == "refused"


def test_one_list_is_declared_at_a_time_and_a_refused_thing_is_not_sent_back_by_itself(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (knife,) = room.declared(room.new("刀具"))
    room.do("guan1", custody.refuse, item_id=knife.id, reason="refuse.other", text="先行鉴定")
    first, second = room.registered(
        *(room.new(n, list_no="清单2", notice_no="通知2") for n in "甲乙")
    )
    side = _register(qtbot, counter)
    declare = side.declaring
    side.tabs.setCurrentIndex(side.tabs.count() - 1)
    assert declare.chosen() == (first.id, second.id), "the drafts of the newest list"
    shown = {name: declare.form.field(name).value() for name in ("list_no", "notice_no")}
    assert shown == {"list_no": "清单2", "notice_no": "通知2"}

    go = child(side, "declare.do")
    tick = declare._lines()[0].setCheckState
    tick(0, Qt.CheckState.Checked)
    assert "清单1" in declare.form.field("list_no").error(), "two lists are said at once"
    assert not go.isEnabled()
    for line in declare._lines()[1:]:
        line.setCheckState(0, Qt.CheckState.Unchecked)
    assert declare.form.field("list_no").value() == "清单1"
    assert not declare.form.field("list_no").error()
    child(side, "declare.all").click()
    assert declare.chosen() == ()
    child(side, "declare.all").click()
    assert declare.chosen() == (first.id, second.id)

    declare._lines()[2].setCheckState(0, Qt.CheckState.Unchecked)
    room.registered(room.new("丙", list_no="清单3", notice_no="通知3"))
    side.refresh()
    settled(qtbot, work)
    assert len(declare._lines()) == 4
    assert declare.chosen() == (first.id,), (
        "what a colleague registers moves no tick of this officer"
    )
    declare._lines()[2].setCheckState(0, Qt.CheckState.Checked)

    declare.form.field("listed").set_value(2)
    declare.form.field("witness").set_value("见证人甲")
    go.click()
    settled(qtbot, work)
    assert {row.name: row.custody for row in _cards(room)} == {
        "刀具": "REFUSED", "甲": "PENDING", "乙": "PENDING", "丙": "DRAFT",
    }  # fmt: skip
    card = room.ask("cha1", views.card, item_id=first.id)
    assert [p.number for p in card.documents if p.kind == "list"] == ["清单2"]


def test_what_is_missing_is_named_and_a_new_category_begins_at_its_top(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    side = _register(qtbot, counter)
    _choose(side, "watch")
    _write(side, "手表")
    side.card.form.field("details.brand").editor.setFocus()
    bar = side._card_scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    child(side, "register.add").click()
    brand = side.card.form.field("details.brand")
    qtbot.waitUntil(lambda: not brand.visibleRegion().isEmpty())
    notices = side._station.notices
    assert (notices.tone(), brand.name() in notices.text()) == ("warn", True)
    assert _cards(room) == ()
    bar.setValue(bar.maximum())
    _choose(side, "electronics")
    assert bar.value() == 0


def test_who_has_no_witness_is_led_to_the_witness(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    room.registered(room.new("账册"))
    side = _register(qtbot, counter)
    form = side.declaring.form
    side.tabs.setCurrentIndex(side.tabs.count() - 1)
    for name, value in (("listed", 1), ("notice_no", "通知1")):
        form.field(name).set_value(value)
    go = child(side, "declare.do")
    go.setFocus()
    go.click()
    settled(qtbot, work)
    assert form.field("witness").error()
    assert side.window().focusWidget() is form.field("witness").editor
    assert {row.custody for row in _cards(room)} == {"DRAFT"}


def _list(folder: Path, rows: list[dict[str, object]]) -> str:
    book = openpyxl.load_workbook(BytesIO(importing.template()))
    sheet = book.worksheets[0]
    ids = [str(cell.value) for cell in sheet[2]]
    for at, row in enumerate(rows, 3):
        for name, value in row.items():
            sheet.cell(at, ids.index(name) + 1, value)
    file = folder / "list.xlsx"
    book.save(file)
    return str(file)


_ROW = {
    "name": "公文包",
    "category": "其他",
    "quantity": 1,
    "unit": "件",
    "measure": "扣押",
    "measured_at": "2026-05-13 09:00",
    "list_no": "清单9",
    "description": "棕色皮质，无明显破损，内空",
}


@pytest.mark.scenario("C26")
def test_a_list_with_a_fault_shows_it_by_row_and_column_and_books_nothing(
    qtbot: QtBot, room: World, counter: Counter, work: Work, tmp_path: Path
) -> None:
    side = _register(qtbot, counter)
    side.importing.read(_list(tmp_path, [_ROW, {**_ROW, "quantity": "两"}]))
    settled(qtbot, work)
    faults: QListWidget = child(side, "import.faults")
    assert faults.count() == 1
    assert faults.item(0).text().startswith("Row 4")
    assert not child(side, "import.do").isEnabled()
    assert _cards(room) == ()


@pytest.mark.scenario("C26")
def test_a_list_in_order_is_registered_in_one_act(
    qtbot: QtBot, room: World, counter: Counter, work: Work, tmp_path: Path
) -> None:
    side = _register(qtbot, counter)
    side.importing.read(_list(tmp_path, [_ROW, {**_ROW, "name": "账册"}]))
    settled(qtbot, work)
    child(side, "import.do").click()
    settled(qtbot, work)
    assert [row.name for row in _cards(room)] == ["公文包", "账册"]
    assert side.declaring.isVisible()


def test_what_was_typed_is_there_again_after_a_restart(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    side = _register(qtbot, counter)
    _choose(side, "watch")
    qtbot.keyClicks(side.card.form.field("name").editor, "Omega")
    qtbot.waitUntil(lambda: drafts.load("register", room.id_of("cha1")) is not None)
    settled(qtbot, work)
    again = _register(qtbot, counter)
    settled(qtbot, work)
    assert again.card.form.field("name").value() == "Omega"
    drafts.discard("register", room.id_of("cha1"))


def _scan(side: RegisterPanel, text: str) -> bool:
    return side.take_scan(Scanned("unknown", number=text))


def _said(side: RegisterPanel) -> str:
    return side._station.notices.text()


@pytest.mark.scenario("C24")
def test_the_numbers_of_a_phone_go_where_they_belong_and_a_wrong_one_nowhere(
    qtbot: QtBot, room: World, counter: Counter
) -> None:
    side = _register(qtbot, counter)
    _choose(side, "electronics")

    for code in ("356938035643809", "490154203237518", "C02XK1ABJG5J"):
        assert _scan(side, code)
    held = side.card.form.draft()
    assert [held[f"details.{id_}"] for id_ in ("imei", "imei2", "sn")] == [
        "356938035643809", "490154203237518", "C02XK1ABJG5J",
    ]  # fmt: skip

    assert _scan(side, "356938035643808")
    assert "check digit is wrong" in _said(side)
    assert _scan(side, "6901234567892")
    assert "product code" in _said(side)
    assert side.card.form.draft() == held


@pytest.mark.scenario("C30")
def test_the_label_of_another_storeroom_is_no_number_and_no_seal_of_the_thing(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.declared(room.new("平板"))
    label = labels.encode(Code(Kind.ITEM, "12345678901", 1))
    side = _register(qtbot, counter)
    _choose(side, "electronics")
    before = side.card.form.draft()
    assert not side.take_scan(room.ask("cha1", scanning.scan, text=label))
    assert side.card.form.draft() == before

    page = _at_counter(qtbot, counter, work, row.id)
    assert not page.take_scan(room.ask("guan1", scanning.scan, text=label))
    assert not page.receiving.card.value("seal")


@pytest.mark.scenario("C25")
def test_gift_cards_are_counted_against_their_range(
    qtbot: QtBot, room: World, counter: Counter
) -> None:
    side = _register(qtbot, counter)
    _choose(side, "securities")

    for code in ("GC0001", "GC0004", "GC0002"):
        assert _scan(side, code)

    assert side.card.form.draft()["details.serial_to"] == "GC0004"
    assert "3 of 4" in _said(side)
    assert "GC0003" in _said(side)
    assert _scan(side, "GC0003")
    assert "4 of 4" in _said(side)


def test_a_number_that_a_stored_lot_holds_is_put_with_a_warning(
    qtbot: QtBot, room: World, counter: Counter
) -> None:
    side = _register(qtbot, counter)
    _choose(side, "securities")
    for field in ("details.serial_from", "details.serial_to"):
        side.card.form.field(field).set_value("")  # whatever draft was kept
    lot = Scanned("lot", id="x", number="GC0017", name="百货商场购物卡")
    assert side.take_scan(lot)
    assert side.card.form.draft()["details.serial_from"] == "GC0017"
    assert "百货商场购物卡" in _said(side)


def _at_counter(qtbot: QtBot, counter: Counter, work: Work, item_id: str) -> IntakePage:
    page = IntakePage(counter.station("guan1"))
    counter.pages.append(page)
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    settled(qtbot, work)
    page.show_target(item_id)
    settled(qtbot, work)
    return page


def test_an_imei_at_the_counter_is_compared_with_the_card_and_never_taken_for_a_seal(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.declared(room.new("手机", category="electronics", details={
        "kind": "phone", "brand": "某牌", "imei": "356938035643809", "sn": "C02XK1ABJG5J",
    }))  # fmt: skip
    page = _at_counter(qtbot, counter, work, row.id)
    notices = page.receiving._station.notices

    assert page.take_scan(Scanned("unknown", number="c02xk1abjg5j"))
    assert "agrees" in notices.text()
    assert page.take_scan(Scanned("unknown", number="490154203237518"))
    assert "does not stand on this card" in notices.text()
    assert not page.receiving.card.value("seal")


@pytest.mark.scenario("C25")
def test_at_the_counter_the_numbers_of_a_lot_are_counted_and_one_outside_is_no_seal(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.declared(room.new("购物卡", category="securities", unit="张", quantity=4, details={
        "kind": "购物卡", "issuer": "某超市", "serial_from": "0001", "serial_to": "0004",
    }))  # fmt: skip
    page = _at_counter(qtbot, counter, work, row.id)
    notices = page.receiving._station.notices

    for number in ("0001", "0002", "0002", "0004"):
        assert page.take_scan(Scanned("unknown", number=number))
    assert "3 of 4" in notices.text()
    assert "0003" in notices.text()
    assert page.take_scan(Scanned("unknown", number="0005"))
    assert "not between 0001 and 0004" in notices.text()
    assert not page.receiving.card.value("seal")
    assert page.take_scan(Scanned("unknown", number="0003"))
    assert (notices.tone(), "4 of 4" in notices.text()) == ("done", True)
