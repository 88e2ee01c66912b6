"""After a no the keys are where they were, and what another counter did meanwhile is seen."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app import drafts
from app.custody import labelling
from app.custody.types import Shot
from tests.support import borrowing
from tests.support import window as windows
from tests.support.world import World
from tests.ui.custody.counter import PHOTOS
from ui.window import Window


def part(window: Window, name: str) -> QWidget:
    (found,) = [w for w in window.findChildren(QWidget, name) if w.isVisible()]
    return found


@pytest.mark.scenario("C41")
def test_a_carrier_who_was_not_named_is_refused_and_enter_still_hands_over(
    qtbot: QtBot, room: World
) -> None:
    item, _ = rows = room.received(room.new("皮箱"), room.new("公文包"))
    request = borrowing.approved(room, *rows)
    label = room.ask("guan1", labelling.label, item_id=item.id).payload
    with windows.opened(qtbot, room, "guan1") as window:
        inside = window.inside
        assert inside is not None
        inside.station.go("hand_over", request.id, item.id)
        windows.settled(qtbot, window)
        page = inside.navigation.page()
        page.tray.import_files([str(PHOTOS / "coins.png")])
        qtbot.wait_until(lambda: bool(page.tray.shots()))
        for code in (label, item.seal_no):
            window.services.scans.feed(code)
            windows.settled(qtbot, window)
        commit = part(window, "hand_over.commit")
        qtbot.wait_until(commit.hasFocus)

        page.confirm()
        windows.sign(qtbot, window, "cha3")
        windows.settled(qtbot, window)

        assert inside.frame.notices.tone() == "refused"
        qtbot.wait_until(commit.hasFocus)


def begun(qtbot: QtBot, window: Window, item_id: str, place: str) -> Any:
    """One thing is photographed, counted and has its place; it is not yet received."""
    assert window.inside is not None
    window.inside.station.go("intake", item_id)
    windows.settled(qtbot, window)
    side = window.inside.navigation.page().receiving
    qtbot.wait_until(lambda: side.counter.thing is not None)
    side.tray.import_files([str(PHOTOS / "coins.png")])
    qtbot.wait_until(lambda: bool(side.tray.shots()))
    side.card.put("quantity", 1)
    side.card.put("place", place)
    return side


@pytest.mark.scenario("C57")
def test_a_place_that_does_not_take_it_is_refused_and_enter_does_not_send_it_back(
    qtbot: QtBot, room: World
) -> None:
    (item,) = room.declared(room.new("公文包"))
    with windows.opened(qtbot, room, "guan1") as window:
        inside = window.inside
        assert inside is not None
        side = begun(qtbot, window, item.id, "Y-01")
        side.first_focus()
        place = part(window, "intake.place")
        qtbot.wait_until(place.hasFocus)

        qtbot.keyClick(place, Qt.Key.Key_Return)
        windows.settled(qtbot, window)

        assert inside.frame.notices.tone() == "refused"
        assert room.refusals()[-1] == "R17"
        qtbot.wait_until(place.hasFocus)
        qtbot.keyClicks(place, "A-01")  # in its stead
        assert side.card.value("place") == "A-01"


@pytest.mark.scenario("C42")
def test_what_another_counter_received_leaves_this_one_and_the_next_thing_comes(
    qtbot: QtBot, room: World
) -> None:
    first, second = room.declared(room.new("公文包"), room.new("皮箱"))
    with windows.opened(qtbot, room, "guan1") as window:
        inside = window.inside
        assert inside is not None
        side = begun(qtbot, window, first.id, "A-01")
        room.receive(first.id, by="guan2")

        side.confirm()
        qtbot.wait_until(
            lambda: side.counter.thing is not None and side.counter.thing.row.id == second.id
        )

        notices = inside.frame.notices
        assert (notices.tone(), first.number in notices.text()) == ("warn", True)
        assert side.pending.balance() == (1, 0, 0)
        windows.settled(qtbot, window)
        assert drafts.load("intake", first.id) is None


@pytest.mark.scenario("C42")
def test_what_another_counter_handed_over_is_not_asked_for_again_here(
    qtbot: QtBot, room: World
) -> None:
    first, second = rows = room.received(room.new("公文包"), room.new("皮箱"))
    request = borrowing.approved(room, *rows)
    with windows.opened(qtbot, room, "guan1") as window:
        inside = window.inside
        assert inside is not None
        inside.station.go("hand_over", request.id, first.id)
        windows.settled(qtbot, window)
        page = inside.navigation.page()
        page.tray.import_files([str(PHOTOS / "coins.png")])
        qtbot.wait_until(lambda: bool(page.tray.shots()))
        for code in (first.number, first.seal_no):
            window.services.scans.feed(code)
            windows.settled(qtbot, window)
        borrowing.hand_over(room, request, first, by="guan2")

        page.confirm()  # nobody is called to sign for it any more

        qtbot.wait_until(lambda: page._card is not None and page._card.row.id == second.id)
        assert first.number in inside.frame.notices.text()
        windows.settled(qtbot, window)


@pytest.mark.scenario("C37")
def test_the_picture_it_went_out_with_is_not_shown_as_the_one_it_came_back_with(
    qtbot: QtBot, room: World
) -> None:
    (item,) = room.received(room.new("公文包"))
    kept = room.store("guan1").keep((PHOTOS / "coins.png").read_bytes())
    out = (Shot(kept, "out", room.clock.at),)
    borrowing.hand_over(room, borrowing.approved(room, item), item, photos=out)
    borrowing.on_the_counter(room, item)
    with windows.opened(qtbot, room, "guan1") as window:
        inside = window.inside
        assert inside is not None
        inside.station.go("return", item.id)
        windows.settled(qtbot, window)
        tray = inside.navigation.page().tray
        tray.import_files([str(PHOTOS / "coins.png")])
        qtbot.wait_until(lambda: bool(tray.taken()) and not tray.shots())
        windows.settled(qtbot, window)

        # the live picture is back, and beside it stands why
        assert tray.isVisible()
        assert "on the card already" in tray._verdict.text()
