"""Out over the counter: what was approved is handed over, each thing looked at, the carrier signs."""

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app import drafts
from app.custody import views
from app.custody.types import LoanRow
from app.devices.camera import Camera, OpenCvCamera
from app.devices.fakes import FakeCamera
from app.labels.types import Command
from app.requests import service
from app.requests import views as requests
from app.requests.types import Scanned
from tests.support import borrowing
from tests.support.world import World
from tests.ui.custody.counter import PHOTOS, Counter, child, photograph, settled, state
from ui.custody.hand_over import HandOverPage
from ui.work import Work


def _hand_over(
    qtbot: QtBot, counter: Counter, request_id: str, camera: Camera | None = None
) -> HandOverPage:
    counter.second = "cha1"
    station = counter.station("guan1")
    QSettings().setValue("camera/source", "")
    assert station.devices is not None
    station.devices.use_camera(camera or FakeCamera())
    page = HandOverPage(station)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    page.show_target(request_id)
    qtbot.waitUntil(lambda: page._card is not None)
    settled(qtbot, counter.work)
    return page


@pytest.mark.scenario("C37")
def test_a_thing_is_handed_over_when_label_seal_and_photo_agree_and_the_carrier_signs(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.received(room.new("平板"))
    asked = borrowing.approved(room, row)
    page = _hand_over(qtbot, counter, asked.id)
    assert child(page, "hand_over.next").text() == "Next: scan the label of the item"
    assert page.take_scan(Scanned("item", id=row.id, number=row.number))
    assert page.take_scan(Scanned("seal", id=row.id, number=row.seal_no))
    photograph(qtbot, page.tray)
    page.command(Command.CONFIRM)
    qtbot.waitUntil(lambda: state(room, row.id) == "OUT")
    settled(qtbot, work)
    card = room.ask("guan1", views.card, item_id=row.id)
    assert card.row.holder == "查一"
    assert card.entries[0].second_name == "查一"
    assert child(page, "hand_over.slip").isVisible()


def _shown(qtbot: QtBot, counter: Counter, request_id: str) -> tuple[str, str]:
    """The title and the words of the hand-over page when it opens a request with nothing to hand over."""
    page = HandOverPage(counter.station("guan1"))
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    page.show_target(request_id)
    qtbot.waitUntil(lambda: page._view is not None)
    settled(qtbot, counter.work)
    assert not child(page, "hand_over.slip").isVisible()
    told = " ".join(each.text() for each in page._done.findChildren(QLabel))
    return page._title.text(), told


@pytest.mark.scenario("C40")
def test_a_lapsed_approval_is_not_shown_as_handed_over(
    qtbot: QtBot, room: World, counter: Counter
) -> None:
    row = room.received(room.new())[0]
    asked = borrowing.approved(room, row)
    room.clock.forward(hours=30)
    assert room.do("guan1", service.expire) == 1
    title, told = _shown(qtbot, counter, asked.id)
    assert title == "Not handed over"
    assert "has lapsed" in told
    assert "is out" not in told
    assert state(room, row.id) == "IN"


@pytest.mark.scenario("C40")
def test_nobody_is_chosen_to_take_what_has_lapsed(
    qtbot: QtBot, room: World, counter: Counter
) -> None:
    (row,) = room.received(room.new())
    page = _hand_over(qtbot, counter, borrowing.approved(room, row).id)
    boxes = [child(page, f"hand_over.carrier.{room.id_of(who)}") for who in ("cha1", "cha2")]
    assert all(box.isEnabled() for box in boxes)
    room.clock.forward(hours=30)
    assert room.do("guan1", service.expire) == 1
    page.refresh()
    settled(qtbot, counter.work)
    assert [box.isEnabled() for box in page.pane._boxes.values()] == [False, False]


@pytest.mark.scenario("C42")
def test_who_came_second_is_not_told_to_print_a_slip(
    qtbot: QtBot, room: World, counter: Counter
) -> None:
    row = room.received(room.new())[0]
    borrowing.out(room, row)
    asked = room.ask("guan1", requests.rows)[0]
    title, told = _shown(qtbot, counter, asked.id)
    assert title == "Handed over"
    assert asked.number in told
    assert "slip" not in told


def test_tab_goes_from_the_weight_to_the_button_that_the_title_names(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.received(room.new("平板"))
    page = _hand_over(qtbot, counter, borrowing.approved(room, row).id)
    page.take_scan(Scanned("item", id=row.id, number=row.number))
    page.take_scan(Scanned("seal", id=row.id, number=row.seal_no))
    photograph(qtbot, page.tray)
    commit = child(page, "hand_over.commit")
    qtbot.waitUntil(commit.isEnabled)
    weight = page.card.form.field("weight").editor
    weight.setFocus()
    qtbot.keyClick(weight, Qt.Key.Key_Tab)
    assert page.window().focusWidget() is commit
    assert state(room, row.id) == "RESERVED"


def test_another_seal_stops_the_hand_over(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.received(room.new("平板"))
    page = _hand_over(qtbot, counter, borrowing.approved(room, row).id)
    page.take_scan(Scanned("item", id=row.id, number=row.number))
    page.take_scan(Scanned("unknown", number="A000999"))
    photograph(qtbot, page.tray)
    assert page.steps.next_step() == "seal"
    assert not child(page, "hand_over.commit").isEnabled()
    assert state(room, row.id) == "RESERVED"


def test_a_clip_that_still_runs_is_kept_with_the_hand_over_it_shows(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.received(room.new("平板"))
    (next_row,) = room.received(room.new("手机"))
    moving = OpenCvCamera(str(PHOTOS))
    page = _hand_over(qtbot, counter, borrowing.approved(room, row, next_row).id, moving)
    page.take_scan(Scanned("item", id=row.id, number=row.number))
    qtbot.waitUntil(lambda: page._card is not None and page._card.row.id == row.id)
    page.take_scan(Scanned("seal", id=row.id, number=row.seal_no))
    photograph(qtbot, page.tray)
    film = page.tray.filming
    assert film is not None
    qtbot.waitUntil(lambda: film._recorder is not None)
    film.toggle()
    qtbot.waitUntil(lambda: film.is_filming() and film._recorder.seconds() > 1)

    page.command(Command.CONFIRM)
    qtbot.waitUntil(lambda: state(room, row.id) == "OUT")
    qtbot.waitUntil(lambda: page._card is not None and page._card.row.id == next_row.id)
    settled(qtbot, work)

    photos = room.ask("guan1", views.card, item_id=row.id).entries[0].facts["photos"]
    assert [each["kind"] for each in photos] == ["out", "clip"]
    assert page.tray.shots() == ()


def test_a_label_scanned_while_the_books_write_is_of_the_next_thing(
    qtbot: QtBot, room: World, counter: Counter, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, other, last = room.received(*(room.new(name) for name in ("平板", "手机", "相机")))
    page = _hand_over(qtbot, counter, borrowing.approved(room, first, other, last).id)
    told: list[str] = []
    page._station.told.connect(told.append)
    handed = page._handed
    late: list[LoanRow] = []
    monkeypatch.setattr(page, "_handed", late.append)
    page.take_scan(Scanned("item", id=first.id, number=first.number))
    settled(qtbot, work)
    page.take_scan(Scanned("seal", id=first.id, number=first.seal_no))
    photograph(qtbot, page.tray)
    page.command(Command.CONFIRM)
    qtbot.waitUntil(lambda: len(late) == 1)

    drafts.save("hand_over", last.id, {"item": last.id, "matter": page.matter, "values": {}})
    assert page.take_scan(Scanned("item", id=last.id, number=last.number))
    assert page.take_scan(Scanned("seal", id=last.id, number=last.seal_no))
    page.command(Command.NEXT)
    settled(qtbot, work)
    assert page.thing is not None
    assert page.thing.row.id == first.id
    handed(late[0])
    settled(qtbot, work)

    assert told == [f"{first.number} 平板 handed over"]
    assert page.thing.row.id == last.id
    assert page.card.value("seal") == last.seal_no
    assert page.steps.next_step() == "photo"
    qtbot.waitUntil(page.half_done.is_kept)
    settled(qtbot, work)
    assert drafts.load("hand_over", first.id) is None
    assert drafts.load("hand_over", last.id) is not None


def test_what_is_done_while_the_card_of_the_next_thing_comes_is_of_that_thing(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    first, other = room.received(room.new("平板"), room.new("手机"))
    page = _hand_over(qtbot, counter, borrowing.approved(room, first, other).id)
    qtbot.waitUntil(page.tray.is_live)
    here = page.thing
    assert here is not None
    there = other if here.row.id == first.id else first

    page.command(Command.NEXT)
    page.tray.take()
    assert page.take_scan(Scanned("seal", id=there.id, number=there.seal_no))
    qtbot.waitUntil(lambda: page.thing is not None and bool(page.tray.shots()))
    settled(qtbot, work)

    assert page.thing is not None
    assert page.thing.row.id == there.id
    assert len(page.tray.shots()) == 1
    assert page.card.value("seal") == there.seal_no
    assert page._station.notices.text() == ""
    settled(qtbot, work)
