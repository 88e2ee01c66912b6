"""What was begun with a thing on its way out or back is there again after a crash, for the same matter only."""

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from app import drafts
from app.custody.types import ItemRow
from app.devices.fakes import FakeCamera
from app.requests.types import RequestRow, Scanned
from tests.support import borrowing
from tests.support.world import World
from tests.ui.custody import returns
from tests.ui.custody.counter import Counter, child, photograph, settled
from ui.custody.hand_over import HandOverPage
from ui.custody.take_back import ReturnPage
from ui.work import Work


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
    kept = drafts.load("hand_over", row.id)
    assert kept is not None
    drafts.save("hand_over", row.id, {**kept, "matter": "another"})

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
