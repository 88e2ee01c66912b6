"""One item's card: what may be done is a button, what may not says why, and each act ends in the books."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.custody import labelling, loans, views
from app.custody.errors import ReceiverIsStaff
from app.devices.camera import OpenCvCamera
from app.labels import printers
from app.labels.printers import Printer
from app.requests.types import Scanned
from tests.support import borrowing, ends
from tests.support import window as windows
from tests.support.world import World
from tests.ui.custody.counter import PHOTOS, Counter, child, settled
from ui.custody.card import CardPage
from ui.shell import lang
from ui.shell.station import Place
from ui.work import Work


def _page(qtbot: QtBot, counter: Counter, login: str, item_id: str) -> CardPage:
    page = CardPage(counter.station(login))
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    page.show_target(item_id)
    settled(qtbot, counter.work)
    return page


def _state(room: World, item_id: str) -> str:
    return str(room.ask("guan1", views.card, item_id=item_id).row.custody)


def test_the_card_names_state_and_place_and_offers_what_the_law_allows(
    qtbot: QtBot, room: World, counter: Counter
) -> None:
    (row,) = room.received(room.new("平板"))
    page = _page(qtbot, counter, "guan1", row.id)
    assert child(page, "card.number").text() == row.number
    assert child(page, "card.state").text() == "In store"
    offered = {b.objectName() for b in page.findChildren(QPushButton) if b.isVisible()}
    assert "card.action.PICK_UP" in offered
    assert "card.action.HAND_OVER" not in offered


def test_why_not_tells_the_rule_that_stands_against_an_act(
    qtbot: QtBot, room: World, counter: Counter
) -> None:
    (row,) = room.received(room.new("平板"))
    page = _page(qtbot, counter, "guan1", row.id)
    child(page, "card.why").click()
    told = child(page, "card.why_not").text()
    assert "E14" in told
    assert "R06" in told
    assert "Regulations on the Implementation of the Supervision Law (2021), Art. 131" in told
    assert "监察法" not in told


def test_what_a_card_is_comes_first_and_its_body_in_a_turn_of_its_own_with_the_keys_in_it(
    qtbot: QtBot, room: World, counter: Counter
) -> None:
    (row,) = room.received(room.new("平板"))
    page = _page(qtbot, counter, "guan1", row.id)
    assert page.photos.isVisible()
    page.hide()
    page.show()
    page.first_focus()
    assert child(page, "card.number").isVisible()
    assert not page.photos.isVisible()
    qtbot.waitUntil(page.photos.isVisible)
    assert page.focusWidget() is page.photos.viewer


def test_why_not_is_not_made_before_somebody_asks(
    qtbot: QtBot, room: World, counter: Counter
) -> None:
    (row,) = room.received(room.new("平板"))
    page = _page(qtbot, counter, "guan1", row.id)
    panel = child(page, "card.why_not")
    assert len(panel.findChildren(QLabel)) == 1
    child(page, "card.why").click()
    qtbot.waitUntil(lambda: len(panel.findChildren(QLabel)) > 10)


def test_the_trail_says_to_whom_a_thing_was_handed(
    qtbot: QtBot, room: World, counter: Counter
) -> None:
    (row,) = room.received(room.new("平板"))
    borrowing.out(room, row)
    page = _page(qtbot, counter, "guan1", row.id)
    why = page._timeline.moments()[0].why
    assert why.startswith("A-01 → 查一  ·  ")


def test_why_not_tells_a_handler_also_what_he_could_ask_for(
    qtbot: QtBot, room: World, counter: Counter
) -> None:
    (row,) = room.declared(room.new("平板"))
    page = _page(qtbot, counter, "cha1", row.id)
    child(page, "card.why").click()
    told = child(page, "card.why_not").text()
    for word in ("Check-out", "Examination", "Disposal"):
        assert word in told
    row = room.receive(row.id)
    page.refresh()
    settled(qtbot, counter.work)
    assert "Disposal" not in child(page, "card.why_not").text()


def _pick_up(qtbot: QtBot, page: CardPage, reason: str) -> None:
    """The first scan of a move."""
    child(page, "card.action.PICK_UP").click()
    page.deed.form.field("reason").set_value(reason)
    child(page, "card.deed.do").click()
    qtbot.waitUntil(lambda: page.deed.event_shown == "PLACE")


def test_a_move_says_why_in_the_trail_and_offers_the_reason_for_the_next_thing(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    one, two = room.received(room.new("平板"), room.new("账册"))
    page = _page(qtbot, counter, "guan1", one.id)
    child(page, "card.action.PICK_UP").click()
    child(page, "card.deed.do").click()
    settled(qtbot, work)
    assert _state(room, one.id) == "IN"
    page.deed.form.field("reason").set_value("清理一号架")
    child(page, "card.deed.do").click()
    qtbot.waitUntil(lambda: page.deed.event_shown == "PLACE")
    settled(qtbot, work)
    assert page._timeline.moments()[0].why == "A-01 →  ·  清理一号架"
    assert "清理一号架" in page._held.text()
    assert page.take_scan(Scanned("location", number="A-02"))
    qtbot.waitUntil(lambda: _state(room, one.id) == "IN")
    settled(qtbot, work)

    page.show_target(two.id)
    settled(qtbot, work)
    child(page, "card.action.PICK_UP").click()
    settled(qtbot, work)
    reason = page.deed.form.field("reason")
    assert reason.value() == "清理一号架"
    qtbot.keyClick(reason.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.deed.event_shown == "PLACE")
    settled(qtbot, work)
    assert _state(room, two.id) == "MOVING"


@pytest.mark.parametrize("width", [1024, 1366])
def test_an_act_with_photographs_fits_a_low_window_under_a_banner(
    qtbot: QtBot, room: World, width: int
) -> None:
    (row,) = room.received(room.new("平板"))
    ends.free(room, row.id)
    ends.approved(room, (row.id,), "return", receiver="刘某")
    with windows.opened(qtbot, room, "guan1") as window:
        assert window.inside is not None
        window.resize(width, 700)
        window.inside.navigation.go(Place("item", row.id))
        windows.settled(qtbot, window)
        page = window.inside.navigation.page()
        assert page._held.isVisible()
        page.act("RETURN_TO_OWNER")
        page.deed.do()
        window.inside.station.refuse(ReceiverIsStaff(name="刘某"))
        windows.settled(qtbot, window)
        assert not page._held.isVisible()
        for part in (child(page, "card.deed.do"), child(page, "card.deed.photo")):
            assert part.visibleRegion().boundingRect() == part.rect()
        page.deed.leave()
        windows.settled(qtbot, window)
        assert page._held.isVisible()


@pytest.mark.scenario("C56")
def test_a_valuable_is_moved_by_two_scans_and_a_second_person(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.received(room.new("手表", "watch"))
    page = _page(qtbot, counter, "guan1", row.id)
    _pick_up(qtbot, page, "腾出贵重柜")
    assert page.take_scan(Scanned("location", number="G-02"))
    qtbot.waitUntil(lambda: _state(room, row.id) == "IN")
    settled(qtbot, work)
    card = room.ask("guan1", views.card, item_id=row.id)
    assert card.row.place.endswith("G-02")
    assert [entry.second_name for entry in card.entries[:2]] == ["管二", "管二"]


def test_a_reported_damage_holds_the_item(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.received(room.new("平板"))
    page = _page(qtbot, counter, "guan1", row.id)
    page.act("REPORT")
    page.deed.form.field("kind").set_value("damage")
    page.deed.form.field("text").set_value("屏幕右上角有新裂纹")
    child(page, "card.deed.do").click()
    settled(qtbot, work)
    assert _state(room, row.id) == "HOLD"
    assert child(page, "card.state").text() == "On hold"


def test_a_held_item_says_since_when_why_and_what_releases_it(
    qtbot: QtBot, room: World, counter: Counter, qapp: object
) -> None:
    (row,) = room.received(room.new("平板"))
    page = _page(qtbot, counter, "guan1", row.id)
    assert child(page, "card.held").isHidden()
    room.do("cha1", loans.report, item_id=row.id, kind="damage", text="屏幕右上角有新裂纹")
    page.refresh()
    qtbot.waitUntil(lambda: child(page, "card.held").isVisible())
    told = child(page, "card.held").text()
    assert "On hold since 2026-05-14" in told
    assert "Damage: 屏幕右上角有新裂纹" in told
    assert "Released by: Resolve (Store head" in told
    lang.apply(qapp, "zh")  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: "解除办法：处理异常" in child(page, "card.held").text())


def test_escape_leaves_an_act_that_was_begun(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.received(room.new("平板"))
    page = _page(qtbot, counter, "guan1", row.id)
    page.act("REPORT")
    assert page.deed.event_shown == "REPORT"
    qtbot.keyClick(page.deed.form.field("text").editor, Qt.Key.Key_Escape)
    assert page.deed.event_shown == ""
    assert _state(room, row.id) == "IN"


def test_a_photo_is_added_with_one_key_and_never_replaces_another(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.received(room.new("平板"))
    before = len(room.ask("guan1", views.card, item_id=row.id).photos)
    page = _page(qtbot, counter, "guan1", row.id)
    devices = page._station.devices
    assert devices is not None
    devices.use_camera(OpenCvCamera(str(PHOTOS / "coffee.png")))
    page.add_photo()
    page.add_photo()
    qtbot.waitUntil(lambda: len(page.deed.tray.shots()) == 1)
    child(page, "card.deed.do").click()
    settled(qtbot, work)
    assert len(room.ask("guan1", views.card, item_id=row.id).photos) == before + 1


@pytest.mark.scenario("C32")
def test_the_label_is_printed_once_and_again_only_as_a_reprint(
    qtbot: QtBot, room: World, counter: Counter, work: Work, tmp_path: Path
) -> None:
    printers.save((Printer(address=str(tmp_path / "labels")),))
    (row,) = room.received(room.new("平板"))
    page = _page(qtbot, counter, "guan1", row.id)
    child(page, "card.label").click()
    qtbot.waitUntil(
        lambda: room.ask("guan1", labelling.label_state, item_id=row.id).printed_at is not None,
    )
    assert [file.suffix for file in (tmp_path / "labels").iterdir()] == [".png"]
    settled(qtbot, work)
    child(page, "card.label").click()
    qtbot.waitUntil(lambda: page.deed.event_shown == "REPRINT")
    page.deed.form.field("reason").set_value("标签污损")
    page.deed.form.field("old_label").set_value("damaged")
    child(page, "card.deed.do").click()
    settled(qtbot, work)
    qtbot.waitUntil(
        lambda: room.ask("guan1", labelling.label_state, item_id=row.id).printed_at is not None,
    )
    assert room.ask("guan1", labelling.label_state, item_id=row.id).generation == 2
    assert len([*(tmp_path / "labels").iterdir()]) == 2


def test_the_card_speaks_the_language_that_is_chosen(
    qtbot: QtBot, room: World, counter: Counter, qapp: object
) -> None:
    (row,) = room.received(room.new("平板"))
    page = _page(qtbot, counter, "guan1", row.id)
    lang.apply(qapp, "zh")  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: child(page, "card.state").text() == "在库")
    assert "标签" in child(page, "card.label").text()
