"""更正 at the card: any field of the register, in its own editor, with what it reads now beside it."""

from decimal import Decimal
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.custody import service as custody
from app.custody import views
from app.custody.types import Card, ItemRow
from app.requests.types import Scanned
from tests.support.world import World
from tests.ui.custody.counter import Counter, child, settled
from ui.custody.card import CardPage
from ui.shell import lang
from ui.work import Work

CAR = {
    "plate": "甲A0001",
    "vin": "1M8GDM9AXKP042788",
    "make": "轿车",
    "colour": "黑",
    "contents": "车内无物",
}
IMEI, OTHER = "490154203237518", "356938035643809"


def _page(qtbot: QtBot, counter: Counter, item_id: str) -> CardPage:
    counter.second = "ku1"
    page = CardPage(counter.station("guan1"))
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    page.show_target(item_id)
    settled(qtbot, counter.work)
    page.act("CORRECT")
    return page


def _choose(page: CardPage, field: str) -> None:
    chooser = page.deed.form.field("field")
    chooser.set_value(field)
    chooser.editor.changed.emit()


def _booked(qtbot: QtBot, room: World, work: Work, page: CardPage, item: ItemRow) -> Card:
    page.deed.form.field("reason").set_value("登记时看错")
    child(page, "card.deed.do").click()
    settled(qtbot, work)
    card: Card = room.ask("guan1", views.card, item_id=item.id)
    return card


def _phone(room: World, name: str, imei: str) -> ItemRow:
    new = room.new(
        name, "electronics", unit="部", details={"kind": "phone", "brand": "华为", "imei": imei}
    )
    (row,) = room.do("cha1", custody.register, case_id=room.case("案甲"), items=(new,))
    return row


def _value(page: CardPage, field: str) -> Any:
    return page.deed.form.field(field).value()


@pytest.mark.scenario("C68")
def test_a_number_of_the_kind_is_put_right_by_scanning_it(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    phone = _phone(room, "手机", IMEI)
    page = _page(qtbot, counter, phone.id)
    _choose(page, "details.imei")
    assert (_value(page, "now"), _value(page, "new")) == (IMEI, IMEI)
    assert page.take_scan(Scanned("unknown", number=OTHER))
    card = _booked(qtbot, room, work, page, phone)
    assert card.details["imei"] == OTHER
    assert card.entries[0].second_name == "库长"
    shown = page._timeline.moments()[0]
    assert f"IMEI 1: {IMEI} → {OTHER}" in shown.why


@pytest.mark.scenario("C24")
def test_a_number_that_another_card_bears_is_taken_with_its_explanation(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    _phone(room, "手机甲", OTHER)
    phone = _phone(room, "手机乙", IMEI)
    page = _page(qtbot, counter, phone.id)
    assert not page.deed.form.field("same_number").editor.isEnabled()
    _choose(page, "details.imei")
    page.deed.form.field("new").set_value(OTHER)
    assert _booked(qtbot, room, work, page, phone).details["imei"] == IMEI
    assert page.deed.event_shown == "CORRECT"  # refused: what was written is kept
    page.deed.form.field("same_number").set_value("两机主板均经更换，串号相同")
    card = _booked(qtbot, room, work, page, phone)
    assert card.details["imei"] == OTHER
    assert card.entries[0].facts["same_number"] == "两机主板均经更换，串号相同"


def test_each_field_has_its_own_editor_and_another_language_keeps_what_was_written(
    qtbot: QtBot, room: World, counter: Counter, work: Work, qapp: object
) -> None:
    (car,) = room.registered(
        room.new("轿车", "vehicle", unit="辆", value_fen=12_000_000, details=CAR)
    )
    page = _page(qtbot, counter, car.id)
    for field, wrong, right, kept in (
        ("details.mileage", None, 48_210, 48_210),
        ("value_fen", Decimal(120_000), Decimal("98000.50"), 9_800_050),
        ("evidential", "evidence", "unrelated", "unrelated"),
    ):
        page.act("CORRECT")
        _choose(page, field)
        if wrong is not None:
            assert _value(page, "new") == wrong
        page.deed.form.field("new").set_value(right)
        lang.apply(qapp, "zh")  # type: ignore[arg-type]
        assert _value(page, "new") == right
        card = _booked(qtbot, room, work, page, car)
        assert card.entries[0].facts["new"] == kept
        lang.apply(qapp, "en")  # type: ignore[arg-type]


def test_cash_is_put_right_on_its_sheet_and_its_value_follows(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    sheet = [{"face": 10_000, "count": 30, "straps": 0, "bundles": 0}]
    (cash,) = room.received(
        room.new("人民币", "cash_cny", unit="笔", details={"denominations": sheet})
    )
    page = _page(qtbot, counter, cash.id)
    assert "value_fen" not in {key for key, _ in page.deed.form.field("field").definition.choices}
    _choose(page, "details.denominations")
    assert _value(page, "new") == Decimal(3_000)
    count = child(page, "cash.10000.count")
    qtbot.keyClicks(count, "1")  # 301 sheets
    assert _value(page, "new") == Decimal(30_100)
    card = _booked(qtbot, room, work, page, cash)
    assert card.row.value_fen == 3_010_000
    page.act("REPORT")
    assert page.deed.sheet is not None
    assert page.deed.sheet.isHidden()
