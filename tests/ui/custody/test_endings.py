"""Endings from the card: only the approved way is offered, its required fields are asked, a second person signs."""

from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.custody import views
from app.custody.types import ItemRow
from app.devices.fakes import FakeCamera
from app.requests import deciding, service
from app.requests import views as requests
from app.requests.types import Scanned, Terms
from tests.support.world import World
from tests.ui.custody.counter import Counter, child, settled
from ui.custody.card import CardPage
from ui.shell import notices
from ui.shell.station import Place
from ui.work import Work


@pytest.fixture(autouse=True)
def _sure(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is asked whether it shall really be done says yes."""
    monkeypatch.setattr(notices, "ask", lambda *_: True)


def _disposing(room: World, row: ItemRow, way: str, **more: Any) -> None:
    asked = room.do(
        "cha1",
        service.submit,
        kind="DISPOSAL",
        item_ids=(row.id,),
        reason="与案件无关",
        terms=Terms(way=way, basis="常委会决定〔2026〕3号", **more),
    )
    for who in ("shen1", "shen2"):
        view = room.ask(who, requests.view, request_id=asked.id)
        if view.mine:
            room.do(who, deciding.approve, request_id=asked.id, version=view.row.version)


def _page(qtbot: QtBot, counter: Counter, item_id: str) -> CardPage:
    station = counter.station("guan1")
    assert station.devices is not None
    station.devices.use_camera(FakeCamera())
    page = CardPage(station)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    page.show_target(item_id)
    settled(qtbot, counter.work)
    return page


def _state(room: World, item_id: str) -> str:
    return str(room.ask("guan1", views.card, item_id=item_id).row.custody)


@pytest.mark.scenario("C70")
def test_a_thing_is_given_back_to_its_owner_with_document_relation_and_photo(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.received(room.new("平板"))
    _disposing(room, row, "return", receiver="王小明", facts={"decision": "处〔2026〕3号"})
    page = _page(qtbot, counter, row.id)
    offered = {b.objectName() for b in page.findChildren(QPushButton) if b.isVisible()}
    assert "card.action.RETURN_TO_OWNER" in offered
    assert "card.action.DESTROY" not in offered
    page.act("RETURN_TO_OWNER")
    form = page.deed.form
    child(page, "card.deed.do").click()
    assert form.field("receiver").value() == "王小明", "the decision says who"
    assert form.field("id_document").error(), "required fields are asked for"
    form.set_values(
        {"receiver": "王小明", "id_document": "110101199003071234", "relation": "owner"}
    )
    child(page, "card.deed.do").click()
    assert _state(room, row.id) == "DISPOSING", "a photograph is wanted"
    notices = page._station.notices
    assert notices.tone() == "refused"
    page.add_photo()
    qtbot.waitUntil(lambda: len(page.deed.tray.shots()) == 1)
    child(page, "card.deed.do").click()
    settled(qtbot, work)
    assert _state(room, row.id) == "T_RETURNED"
    # the no of the try before is gone, and the trail tells it in the reader's words
    assert notices.tone() == "done"
    assert row.number in notices.text()
    assert any("Owner himself" in moment.why for moment in page._timeline.moments())


@pytest.mark.parametrize(
    ("way", "event", "more", "stands"),
    [
        ("return", "RETURN_TO_OWNER", {"receiver": "王小明", "facts": {"relation": "权利人本人"}},
         {"receiver": "王小明"}),
        ("transfer", "TRANSFER", {"receiver": "市检察院"}, {"receiver": "市检察院"}),
        ("destroy", "DESTROY", {"place": "市环保处理站", "facts": {"method": "粉碎"}},
         {"method": "粉碎", "place": "市环保处理站"}),
        ("archive", "ARCHIVE", {"facts": {"file_no": "卷12"}}, {"file_no": "卷12"}),
    ],
)  # fmt: skip
def test_what_the_decision_says_stands_in_the_form(
    qtbot: QtBot,
    room: World,
    counter: Counter,
    way: str,
    event: str,
    more: dict[str, Any],
    stands: dict[str, str],
) -> None:
    (row,) = room.received(room.new("平板", value_fen=100_000))
    _disposing(room, row, way, **more)
    page = _page(qtbot, counter, row.id)
    page.act(event)
    shown = {name: page.deed.form.field(name).value() for name in stands}
    assert shown == stands
    decision = room.ask("guan1", views.card, item_id=row.id).decision
    assert decision is not None
    assert (decision.way, decision.basis) == (way, "常委会决定〔2026〕3号")


def test_who_is_asked_once_more_reads_receiver_amount_and_receipt(
    qtbot: QtBot, room: World, counter: Counter, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def no(_: object, *words: str) -> bool:
        asked.append(" ".join(words))
        return False

    monkeypatch.setattr(notices, "ask", no)
    (row,) = room.received(room.new("钱款", value_fen=123_400))
    _disposing(room, row, "treasury")
    station = counter.station("cai1")
    page = CardPage(station)
    qtbot.addWidget(page)
    page.show()
    page.show_target(row.id)
    settled(qtbot, work)
    page.act("PAY_TREASURY")
    page.deed.form.set_values({"receipt_no": "缴7", "amount_fen": Decimal(1234)})
    child(page, "card.deed.do").click()
    settled(qtbot, work)
    (told,) = asked
    assert "¥1,234.00" in told
    assert "缴7" in told
    assert _state(room, row.id) == "DISPOSING"
    counter.second = "cai2"
    monkeypatch.setattr(notices, "ask", lambda *_: True)
    child(page, "card.deed.do").click()
    settled(qtbot, work)
    assert _state(room, row.id) == "T_TREASURY"
    assert "¥1,234.00" in page._timeline.moments()[0].why


@pytest.mark.scenario("C70")
def test_an_employee_is_refused_as_receiver_and_the_form_stays(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.received(room.new("平板"))
    _disposing(room, row, "return", receiver="查三")
    page = _page(qtbot, counter, row.id)
    page.act("RETURN_TO_OWNER")
    page.deed.form.set_values(
        {"receiver": "查三", "id_document": "110101199003071234", "relation": "owner"}
    )
    page.add_photo()
    qtbot.waitUntil(lambda: len(page.deed.tray.shots()) == 1)
    child(page, "card.deed.do").click()
    settled(qtbot, work)
    assert _state(room, row.id) == "DISPOSING"
    assert page._station.notices.tone() == "refused"
    assert page.deed.event_shown == "RETURN_TO_OWNER"


@pytest.mark.scenario("C74")
def test_what_is_destroyed_is_proved_by_its_label_and_watched_by_the_overseer(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    from app.custody import labelling

    counter.second = "an1"
    (row,) = room.received(room.new("假币"))
    _disposing(room, row, "destroy")
    page = _page(qtbot, counter, row.id)
    page.act("DESTROY")
    payload = room.ask("guan1", labelling.label, item_id=row.id).payload
    form = page.deed.form
    form.set_values({"method": "粉碎", "place": "销毁场"})
    assert page.take_scan(Scanned("item", id=row.id, number=row.number, payload=payload))
    assert form.field("scanned").value() == payload
    film = page.deed.tray.filming
    assert film is not None
    qtbot.waitUntil(lambda: film._recorder is not None and bool(film._recorder._before))
    film.toggle()
    qtbot.waitUntil(film.is_filming)
    film.toggle()
    qtbot.waitUntil(lambda: len(page.deed.tray.shots()) == 1)
    child(page, "card.deed.do").click()
    settled(qtbot, work)
    assert _state(room, row.id) != "T_DESTROYED", "a clip alone is no photograph"
    page.add_photo()
    qtbot.waitUntil(lambda: len(page.deed.tray.shots()) == 2)
    child(page, "card.deed.do").click()
    settled(qtbot, work)
    assert _state(room, row.id) == "T_DESTROYED"
    (last,) = room.ask("guan1", views.card, item_id=row.id).entries[:1]
    assert "clip" in {photo["kind"] for photo in last.facts["photos"]}


def test_the_forms_of_a_thing_are_one_click_away(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.received(room.new("平板"))
    page = _page(qtbot, counter, row.id)
    child(page, "card.form").click()
    assert counter.went[-1] == Place("form", f"item {row.id}")
    settled(qtbot, work)
