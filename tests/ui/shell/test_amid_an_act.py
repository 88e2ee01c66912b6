"""A scan in the middle of an act: what is no part of it is refused, leads nobody away, and stands in the trail."""

from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.custody import corrections, labelling
from app.locations import service as locations
from db.ledger import queries as trail
from tests.support import borrowing
from tests.support import window as windows
from tests.support.world import World
from ui.shell.station import Place
from ui.window import Window


def _scan(qtbot: QtBot, window: Window, text: str) -> tuple[str, str, str]:
    """Where the window is then, the banner's tone and its sentence."""
    assert window.inside is not None
    window.inside.desk.take(text)
    windows.settled(qtbot, window)
    notices = window.inside.frame.notices
    return window.inside.navigation.here().page, notices.tone(), notices.text()


def _noted(room: World) -> list[tuple[str, str]]:
    import json

    with room.database.read() as session:
        found = trail.page(session, kind="SCAN_REFUSED", limit=9, offset=0)
        told = [json.loads(entry.body) for entry in reversed(found)]
    return [(each["code"], each["refusal"]) for each in told]


@pytest.mark.scenario("C31")
@pytest.mark.scenario("C33")
@pytest.mark.scenario("C34")
def test_at_the_hand_over_a_place_another_case_and_an_old_label_are_refused_and_the_page_stays(
    qtbot: QtBot, room: World
) -> None:
    (row,), (other,) = room.received(room.new("平板")), room.received(case="案乙", place="A-02")
    old = room.ask("guan1", labelling.label, item_id=row.id).payload
    room.do("guan1", corrections.reprint, "ku1", item_id=row.id, reason="污损")
    place = next(p.payload for p in room.ask("guan1", locations.tree) if p.code == "A-01")
    request = borrowing.approved(room, row)

    with windows.opened(qtbot, room, "guan1") as window:
        assert window.inside is not None
        window.inside.navigation.go(Place("hand_over", request.id))
        windows.settled(qtbot, window)
        scan = partial(_scan, qtbot, window)

        for text, says in ((place, "A-01"), (other.number, other.number), (old, "version 2")):
            page, tone, told = scan(text)
            assert (page, tone) == ("hand_over", "refused")
            assert says in told
        assert scan(row.number)[:2] == ("hand_over", "")

    assert _noted(room) == [(place, "R174"), (other.number, "R174"), (old, "R09")]
    assert room.ask("guan1", labelling.label, item_id=row.id).generation == 2


@pytest.mark.scenario("C36")
def test_the_number_of_a_torn_label_is_typed_and_the_hand_over_goes_on(
    qtbot: QtBot, room: World
) -> None:
    (row,) = room.received(room.new("平板"))
    request = borrowing.approved(room, row)
    with windows.opened(qtbot, room, "guan1") as window:
        assert window.inside is not None
        window.inside.navigation.go(Place("hand_over", request.id))
        windows.settled(qtbot, window)
        page, field = window.inside.navigation.page(), window.inside.frame.top.field
        assert not page._scanned
        field.setFocus()
        qtbot.keyClicks(field, row.number)
        windows.until(qtbot, lambda: field.hits_shown() == 1)
        qtbot.keyClick(field, Qt.Key.Key_Return)
        windows.until(qtbot, lambda: page._scanned == row.number)
        assert window.inside.navigation.here().page == "hand_over"
        windows.settled(qtbot, window)


@pytest.mark.scenario("C33")
def test_who_scans_a_thing_of_a_case_that_is_not_his_stands_in_the_trail(
    qtbot: QtBot, room: World
) -> None:
    (row,) = room.received()
    with windows.opened(qtbot, room, "cha3") as window:
        page, tone, told = _scan(qtbot, window, row.number)
        assert (page, tone) == ("workdesk", "refused")
        assert row.name not in told
    assert _noted(room) == [(row.number, "R19")]


@pytest.mark.scenario("C31")
def test_an_old_label_begins_the_report_of_it(qtbot: QtBot, room: World) -> None:
    (row,) = room.received()
    old = room.ask("guan1", labelling.label, item_id=row.id).payload
    room.do("guan1", corrections.reprint, "ku1", item_id=row.id, reason="污损")
    with windows.opened(qtbot, room, "guan1") as window:
        assert window.inside is not None
        assert _scan(qtbot, window, old)[:2] == ("item", "refused")
        deed = window.inside.navigation.page().deed
        windows.until(qtbot, lambda: deed.event_shown == "REPORT")
        values = deed.form.draft()
        assert values["kind"] == "label"
        assert "version 1" in values["text"]


@pytest.mark.scenario("C30")
def test_an_unknown_code_offers_to_look_for_the_card_of_the_thing(
    qtbot: QtBot, room: World
) -> None:
    room.received(room.new("无号公文包 XK-77"))
    with windows.opened(qtbot, room, "guan1") as window:
        assert window.inside is not None
        page, tone, _ = _scan(qtbot, window, "XK-77-0009")
        assert (page, tone) == ("workdesk", "warn")
        offer = next(b for b in window.inside.frame.notices.findChildren(QPushButton))
        assert offer.text() == "Look for its card"
        offer.click()
        field = window.inside.frame.top.field
        assert field.selectedText() == "XK-77-0009"
        notices = window.inside.frame.notices
        windows.until(qtbot, lambda: notices.text().startswith("No card has “XK-77-0009”"))
        qtbot.keyClicks(field, "XK-77")
        windows.until(qtbot, lambda: field.hits_shown() == 1)
        windows.settled(qtbot, window)
        _scan(qtbot, window, "2026-0001-0001")
        assert notices.tone() == ""


@pytest.mark.scenario("C13")
def test_at_the_intake_a_new_seal_is_said_and_said_once_and_another_things_seal_is_refused(
    qtbot: QtBot, room: World
) -> None:
    (stored,) = room.received(room.new("平板"))
    (row,) = room.declared(room.new("公文包"))
    with windows.opened(qtbot, room, "guan1") as window:
        assert window.inside is not None
        window.inside.navigation.go(Place("intake", row.id))
        windows.settled(qtbot, window)
        side = window.inside.navigation.page().receiving
        windows.until(qtbot, lambda: side.counter.thing is not None)
        scan = partial(_scan, qtbot, window)

        assert scan("F5000007") == ("intake", "done", "Seal number: F5000007")
        assert scan("F5000007")[:2] == ("intake", ""), (
            "the scanner's second beep is no unknown code"
        )
        page, tone, told = scan(stored.seal_no)
        assert (page, tone) == ("intake", "refused")
        assert f"{stored.seal_no} 平板" in told
        assert side.card.value("seal") == "F5000007"


def test_the_code_of_a_shelf_is_called_so_before_who_has_no_page_of_places(
    qtbot: QtBot, room: World
) -> None:
    place = next(p.payload for p in room.ask("guan1", locations.tree) if p.code == "A-01")
    with windows.opened(qtbot, room, "cha1") as window:
        assert window.inside is not None
        for page in ("workdesk", "intake"):
            window.inside.navigation.go(Place(page))
            windows.settled(qtbot, window)
            at, tone, told = _scan(qtbot, window, place)
            assert (at, tone) == (page, "warn")
            assert told == "This is the code of a place: A-01."
    assert _noted(room) == []


def test_a_thing_scanned_where_a_place_is_wanted_is_told_so(qtbot: QtBot, room: World) -> None:
    (row,), (other,) = room.received(room.new("平板")), room.received(room.new("账册"))
    with windows.opened(qtbot, room, "guan1") as window:
        assert window.inside is not None
        window.inside.navigation.go(Place("item", row.id))
        windows.settled(qtbot, window)
        card = window.inside.navigation.page()
        card.act("PICK_UP")
        card.deed.form.field("reason").set_value("整理货架")
        card.deed.do()
        windows.settled(qtbot, window)
        card.act("PLACE")
        windows.settled(qtbot, window)
        assert card.wants_place()
        page, tone, told = _scan(qtbot, window, other.number)
        assert (page, tone) == ("item", "refused")
        assert "is no place" in told
        windows.settled(qtbot, window)
    assert _noted(room) == [(other.number, "R174")]


@pytest.mark.scenario("C50")
def test_a_wrong_clock_is_said_before_anything_is_begun(qtbot: QtBot, room: World) -> None:
    (row,) = room.declared(room.new("平板"))
    room.clock.at -= timedelta(days=365)
    with windows.opened(qtbot, room, "guan1") as window:
        assert window.inside is not None
        notices = window.inside.frame.notices
        windows.until(qtbot, lambda: notices.tone() == "warn")
        assert "about 365 days slow" in notices.text()
        notices.clear()
        window.inside.navigation.go(Place("intake", row.id))
        windows.until(qtbot, lambda: "days slow" in notices.text())
        windows.settled(qtbot, window)
    with windows.opened(qtbot, room, "cha1") as window:
        assert window.inside is not None
        assert not window.inside.frame.notices.text(), "who hands nothing over is not troubled"
    room.clock.at += timedelta(days=365)
    assert room.receive(row.id).custody == "IN"
