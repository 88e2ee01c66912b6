"""What was begun with a thing on its way out or back is there again after a crash, for the same matter only."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from app import drafts
from app.custody import views
from app.custody.types import ItemRow
from app.devices.fakes import FakeCamera
from app.requests.types import RequestRow, Scanned
from tests.support import borrowing
from tests.support.world import World
from tests.ui.custody import returns
from tests.ui.custody.counter import Counter, child, photograph, settled
from ui.custody import kept
from ui.custody.hand_over import HandOverPage
from ui.custody.take_back import ReturnPage
from ui.shell import turns
from ui.work import Lane, Work


def handing_over(
    qtbot: QtBot, counter: Counter, request: RequestRow, by: str = "guan1"
) -> HandOverPage:
    """The page of the hand-over with this request open, as after a start."""
    station = counter.station(by)
    QSettings().setValue("camera/source", "")
    assert station.devices is not None
    station.devices.use_camera(FakeCamera())
    page = HandOverPage(station)
    counter.pages.append(page)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    page.show_target(request.id)
    qtbot.waitUntil(lambda: page.thing is not None)
    settled(qtbot, counter.work)
    return page


def begun(qtbot: QtBot, counter: Counter, request: RequestRow, row: ItemRow) -> HandOverPage:
    """Its label and its seal were scanned, it was photographed; then nothing more."""
    page = handing_over(qtbot, counter, request)
    page.take_scan(Scanned("item", id=row.id, number=row.number))
    page.take_scan(Scanned("seal", id=row.id, number=row.seal_no))
    photograph(qtbot, page.tray)
    qtbot.waitUntil(page.half_done.is_kept)
    settled(qtbot, counter.work)
    return page


@pytest.mark.scenario("C37")
def test_a_hand_over_that_was_broken_off_goes_on_but_for_the_label(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.received(room.new("平板"))
    request = borrowing.approved(room, row)
    was = begun(qtbot, counter, request, row)

    page = handing_over(qtbot, counter, request)

    assert page.card.value("seal") == row.seal_no != ""
    assert page.tray.shots() == was.tray.shots() != ()
    assert page.steps.next_step() == "label", "that it is this thing is looked at anew"


def test_another_custodian_finds_the_photographs_only(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.received(room.new("平板"))
    request = borrowing.approved(room, row)
    begun(qtbot, counter, request, row)

    page = handing_over(qtbot, counter, request, by="guan2")

    assert not page.card.value("seal")
    assert len(page.tray.shots()) == 1


def test_what_was_begun_for_another_request_is_of_no_use(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.received(room.new("平板"))
    request = borrowing.approved(room, row)
    begun(qtbot, counter, request, row)
    left = drafts.load("hand_over", row.id)
    assert left is not None
    drafts.save("hand_over", row.id, {**left, "matter": "another"})

    page = handing_over(qtbot, counter, request)

    assert not page.card.value("seal")
    assert page.tray.shots() == ()
    assert drafts.load("hand_over", row.id) is None


def test_a_return_that_was_broken_off_goes_on_and_leaves_nothing_when_it_is_done(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.received(room.new("平板"))
    was = returns.looked_at(qtbot, room, counter, row)
    qtbot.waitUntil(was.half_done.is_kept)
    settled(qtbot, work)

    page: ReturnPage = returns.opened(qtbot, counter)
    page.show_target(row.id)
    qtbot.waitUntil(lambda: page.card.value("quantity") == 1)
    assert page.tray.shots() == was.tray.shots() != ()
    qtbot.waitUntil(lambda: child(page, "return.store").isVisible())

    page.take_scan(Scanned("location", number="A-02"))
    qtbot.waitUntil(lambda: child(page, "return.store").isEnabled())
    page.confirm()
    settled(qtbot, work)
    assert drafts.load("return", row.id) is None


class Late:
    """Drafts that come when they are told to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._asked: list[tuple[str, str, Callable[[Any], object]]] = []
        monkeypatch.setattr(kept, "load", self._load)

    def _load(self, _s: object, _o: object, kind: str, key: str, then: Callable[..., Any]) -> None:
        self._asked.append((kind, key, then))

    def come(self) -> None:
        """Now."""
        kind, key, then = self._asked.pop()
        then(drafts.load(kind, key))


def test_a_draft_that_comes_late_takes_nothing_away_that_was_put_in_meanwhile(
    qtbot: QtBot, room: World, counter: Counter, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    (row,) = room.received(room.new("平板"))
    request = borrowing.approved(room, row)
    was = begun(qtbot, counter, request, row)
    was.card.form.field("weight").set_value("12.5")
    was.half_done._keep()
    settled(qtbot, work)
    (before,) = was.tray.shots()
    late = Late(monkeypatch)

    page = handing_over(qtbot, counter, request)
    page.take_scan(Scanned("unknown", number="A000999"))  # another one is seen on it now
    photograph(qtbot, page.tray)
    (now,) = page.tray.shots()
    late.come()
    settled(qtbot, work)

    assert page.card.value("seal") == "A000999"
    assert str(page.card.value("weight")) == "12.5"
    hashes = [before.sha256, *({now.sha256} - {before.sha256})]
    assert [shot.shot.sha256 for shot in page.tray.taken()] == hashes
    qtbot.waitUntil(page.half_done.is_kept)
    settled(qtbot, work)
    left = drafts.load("hand_over", row.id)
    assert left is not None
    assert (left["values"]["seal"], left["values"]["weight"]) == ("A000999", "12.5")
    assert [shot["sha256"] for shot in left["shots"]] == hashes


def test_what_is_put_in_before_all_of_the_card_is_shown_is_kept(
    qtbot: QtBot, room: World, counter: Counter, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    (row,) = room.received(room.new("平板"))
    borrowing.out(room, row)
    borrowing.on_the_counter(room, row)
    monkeypatch.setattr(turns, "_SLICE_S", 0.0)  # each step in a turn of its own
    page = returns.opened(qtbot, counter)
    page.refresh()
    settled(qtbot, work)
    page.show_target(row.id)
    page._took(room.ask("guan1", views.card, item_id=row.id))

    assert page.take_scan(Scanned("seal", id=row.id, number=row.seal_no))
    qtbot.waitUntil(lambda: not page._turns.is_busy())
    settled(qtbot, work)
    qtbot.waitUntil(page.half_done.is_kept)
    settled(qtbot, work)

    left = drafts.load("return", row.id)
    assert left is not None
    assert left["values"]["seal"] == row.seal_no


def test_a_draft_does_not_wait_behind_a_slow_device(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.received(room.new("平板"))
    request = borrowing.approved(room, row)
    begun(qtbot, counter, request, row)
    again = threading.Event()
    page = handing_over(qtbot, counter, request)
    page.card.form.set_values({})
    page.tray.show_taken(())
    held = work.run(page, again.wait, 5, lane=Lane.WIRE)

    page.half_done.bring(row.id)
    qtbot.waitUntil(lambda: page.card.value("seal") == row.seal_no and bool(page.tray.taken()))

    assert not held.is_done()
    again.set()
    settled(qtbot, work)
