"""Out and back over the counter: what was approved is handed over, and what comes back is compared."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.custody import loans, views
from app.custody.types import ItemRow
from app.devices.camera import Camera, OpenCvCamera
from app.devices.fakes import FakeCamera
from app.labels.types import Command
from app.requests import deciding, service
from app.requests import views as requests
from app.requests.types import RequestRow, Scanned, Terms
from tests.support import borrowing
from tests.support import window as windows
from tests.support.looks import hidden
from tests.support.world import PASSWORD, World
from tests.ui.custody.counter import PHOTOS, Counter, child, settled
from ui.custody.hand_over import HandOverPage
from ui.custody.take_back import ReturnPage
from ui.shell import lang, turns
from ui.shell.station import Place
from ui.work import Work


def _approved(room: World, *rows: ItemRow) -> RequestRow:
    asked: RequestRow = room.do(
        "cha1",
        service.submit,
        kind="CHECK_OUT",
        item_ids=tuple(row.id for row in rows),
        reason="讯问时出示",
        terms=Terms(
            due_at=room.clock.at + timedelta(days=2),
            carriers=(room.id_of("cha1"), room.id_of("cha2")),
        ),
    )
    for who in ("shen1", "shen2"):
        view = room.ask(who, requests.view, request_id=asked.id)
        if view.mine:
            room.do(who, deciding.approve, request_id=asked.id, version=view.row.version)
    return asked


def _out(room: World, row: ItemRow) -> None:
    asked = _approved(room, row)
    room.do(
        "guan1",
        loans.hand_over,
        "cha1",
        request_id=asked.id,
        item_id=row.id,
        carriers=(room.id_of("cha1"), room.id_of("cha2")),
        photos=room.shots("out"),
        seal_no=row.seal_no,
        scanned=row.number,
    )


def _state(room: World, item_id: str) -> str:
    return str(room.ask("guan1", views.card, item_id=item_id).row.custody)


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


def _return_page(qtbot: QtBot, counter: Counter) -> ReturnPage:
    counter.second = "cha1"
    station = counter.station("guan1")
    QSettings().setValue("camera/source", "")
    assert station.devices is not None
    station.devices.use_camera(FakeCamera())
    page = ReturnPage(station)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    return page


def _return(qtbot: QtBot, counter: Counter, item_id: str) -> ReturnPage:
    page = _return_page(qtbot, counter)
    page.show_target(item_id)
    settled(qtbot, counter.work)
    qtbot.waitUntil(lambda: page._who.count() > 0)
    child(page, "return.take_back").click()
    qtbot.waitUntil(page._is_counting)
    return page


def _photograph(qtbot: QtBot, page: HandOverPage | ReturnPage) -> None:
    qtbot.waitUntil(page.tray.is_live)
    page.command(Command.PHOTO)
    qtbot.waitUntil(lambda: len(page.tray.shots()) > 0)


@pytest.mark.scenario("C37")
def test_a_thing_is_handed_over_when_label_seal_and_photo_agree_and_the_carrier_signs(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.received(room.new("平板"))
    asked = _approved(room, row)
    page = _hand_over(qtbot, counter, asked.id)
    assert child(page, "hand_over.next").text() == "Next: scan the label of the item"
    assert page.take_scan(Scanned("item", id=row.id, number=row.number))
    assert page.take_scan(Scanned("seal", id=row.id, number=row.seal_no))
    _photograph(qtbot, page)
    page.command(Command.CONFIRM)
    qtbot.waitUntil(lambda: _state(room, row.id) == "OUT")
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
    asked = _approved(room, row)
    room.clock.forward(hours=30)
    assert room.do("guan1", service.expire) == 1
    title, told = _shown(qtbot, counter, asked.id)
    assert title == "Not handed over"
    assert "has lapsed" in told
    assert "is out" not in told
    assert _state(room, row.id) == "IN"


@pytest.mark.scenario("C42")
def test_who_came_second_is_not_told_to_print_a_slip(
    qtbot: QtBot, room: World, counter: Counter
) -> None:
    row = room.received(room.new())[0]
    _out(room, row)
    asked = room.ask("guan1", requests.rows)[0]
    title, told = _shown(qtbot, counter, asked.id)
    assert title == "Handed over"
    assert asked.number in told
    assert "slip" not in told


def test_tab_goes_from_the_weight_to_the_button_that_the_title_names(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.received(room.new("平板"))
    page = _hand_over(qtbot, counter, _approved(room, row).id)
    page.take_scan(Scanned("item", id=row.id, number=row.number))
    page.take_scan(Scanned("seal", id=row.id, number=row.seal_no))
    _photograph(qtbot, page)
    commit = child(page, "hand_over.commit")
    qtbot.waitUntil(commit.isEnabled)
    weight = page.form.field("weight").editor
    weight.setFocus()
    qtbot.keyClick(weight, Qt.Key.Key_Tab)
    assert page.window().focusWidget() is commit
    assert _state(room, row.id) == "RESERVED"


def test_another_seal_stops_the_hand_over(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.received(room.new("平板"))
    page = _hand_over(qtbot, counter, _approved(room, row).id)
    page.take_scan(Scanned("item", id=row.id, number=row.number))
    page.take_scan(Scanned("unknown", number="A000999"))
    _photograph(qtbot, page)
    assert page.steps.next_step() == "seal"
    assert not child(page, "hand_over.commit").isEnabled()
    assert _state(room, row.id) == "RESERVED"


@pytest.mark.scenario("C37")
def test_what_agrees_goes_back_into_the_store(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.received(room.new("平板"))
    _out(room, row)
    page = _return(qtbot, counter, row.id)
    page.form.field("quantity").set_value(1)
    page.take_scan(Scanned("seal", id=row.id, number=row.seal_no))
    _photograph(qtbot, page)
    qtbot.waitUntil(lambda: child(page, "return.store").isVisible())
    # The photographs show two different things: that is said, and decides nothing.
    told = child(page, "return.likeness")
    qtbot.waitUntil(lambda: "cannot be laid over" in told.text())
    assert not child(page, "return.hold").isVisible()
    assert not child(page, "return.store").isEnabled(), "a place is wanted"
    page.take_scan(Scanned("location", number="A-02"))
    qtbot.waitUntil(lambda: child(page, "return.store").isEnabled())
    page.command(Command.CONFIRM)
    qtbot.waitUntil(lambda: _state(room, row.id) == "IN")
    settled(qtbot, work)


def test_the_same_values_of_the_next_thing_are_compared_anew(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    first, second = room.received(room.new("平板"), room.new("手机"))
    for row in (first, second):
        borrowing.out(room, row)
        borrowing.on_the_counter(room, row)
    page = _return_page(qtbot, counter)
    for row in (first, second):
        page.show_target(row.id)
        settled(qtbot, work)
        qtbot.waitUntil(
            lambda: not page._timer.isActive()
        )  # it was looked at, and nothing was typed yet
        page.form.set_values({"quantity": 1, "seal": first.seal_no})
        page._changed()
        qtbot.waitUntil(lambda: page._compared is not None)
    compared = page._compared
    assert compared is not None
    assert compared.seal.verdict == "differs"


def test_enter_right_after_a_correction_acts_upon_no_verdict_of_before(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.received(room.new("平板"))
    _out(room, row)
    page = _return(qtbot, counter, row.id)
    page.form.field("quantity").set_value(1)
    page.take_scan(Scanned("seal", id=row.id, number=row.seal_no))
    _photograph(qtbot, page)
    page.take_scan(Scanned("location", number="A-02"))
    store, quantity = child(page, "return.store"), child(page, "return.quantity")
    qtbot.waitUntil(store.isEnabled)
    quantity.selectAll()
    qtbot.keyClicks(quantity, "2")
    qtbot.keyClick(quantity, Qt.Key.Key_Return)
    assert not page._busy
    assert not store.isVisible()
    settled(qtbot, work)
    assert _state(room, row.id) == "RETURNING"
    qtbot.waitUntil(lambda: child(page, "return.hold").isVisible())


def test_who_brought_a_valuable_back_cannot_be_the_second_at_its_cabinet(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.received(room.new("手表", "watch"))
    borrowing.out(room, row)
    page = _return(qtbot, counter, row.id)
    notices = page._station.notices
    page.form.field("quantity").set_value(1)
    page.take_scan(Scanned("seal", id=row.id, number=row.seal_no))
    _photograph(qtbot, page)
    qtbot.waitUntil(lambda: child(page, "return.store").isVisible())
    page.take_scan(Scanned("location", number="G-01"))
    qtbot.waitUntil(lambda: child(page, "return.store").isEnabled())
    page.command(Command.CONFIRM)
    settled(qtbot, work)
    qtbot.waitUntil(lambda: notices.tone() == "refused")
    assert "查一 is none of those who count as the second" in notices.text()
    assert _state(room, row.id) == "RETURNING"

    settled(qtbot, work)
    counter.second = "guan2"
    qtbot.waitUntil(lambda: child(page, "return.store").isEnabled())
    child(page, "return.store").click()
    qtbot.waitUntil(lambda: _state(room, row.id) == "IN")
    settled(qtbot, work)


@pytest.mark.scenario("C45")
def test_swapped_digits_of_the_seal_are_hinted_and_the_thing_can_only_be_held(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.received(room.new("平板", seal_no="A000812"))
    _out(room, row)
    page = _return(qtbot, counter, row.id)
    page.form.field("quantity").set_value(1)
    page.take_scan(Scanned("unknown", number="A000821"))
    _photograph(qtbot, page)
    qtbot.waitUntil(lambda: child(page, "return.hold").isVisible())
    assert not child(page, "return.store").isVisible()
    assert child(page, "return.verdict.seal").text() == "differs"
    child(page, "return.hold").click()
    qtbot.waitUntil(lambda: _state(room, row.id) == "HOLD")
    settled(qtbot, work)


@pytest.mark.scenario("C46")
def test_a_torn_bag_wants_a_photo_of_the_damage_and_holds_the_thing(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.received(room.new("平板"))
    _out(room, row)
    page = _return(qtbot, counter, row.id)
    page.form.field("quantity").set_value(1)
    page.take_scan(Scanned("seal", id=row.id, number=row.seal_no))
    child(page, "return.bag_torn").click()
    _photograph(qtbot, page)
    assert child(page, "return.next").text().startswith("Next: photograph the damage")
    page.command(Command.PHOTO)
    qtbot.waitUntil(lambda: len(page.tray.shots()) == 2)
    qtbot.waitUntil(lambda: child(page, "return.hold").isVisible())
    child(page, "return.hold").click()
    qtbot.waitUntil(lambda: _state(room, row.id) == "HOLD")
    settled(qtbot, work)


def test_a_clip_that_still_runs_is_kept_with_the_hand_over_it_shows(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.received(room.new("平板"))
    (next_row,) = room.received(room.new("手机"))
    moving = OpenCvCamera(str(PHOTOS))
    page = _hand_over(qtbot, counter, _approved(room, row, next_row).id, moving)
    page.take_scan(Scanned("item", id=row.id, number=row.number))
    qtbot.waitUntil(lambda: page._card is not None and page._card.row.id == row.id)
    page.take_scan(Scanned("seal", id=row.id, number=row.seal_no))
    _photograph(qtbot, page)
    film = page.tray.filming
    assert film is not None
    qtbot.waitUntil(lambda: film._recorder is not None)
    film.toggle()
    qtbot.waitUntil(lambda: film.is_filming() and film._recorder.seconds() > 1)

    page.command(Command.CONFIRM)
    qtbot.waitUntil(lambda: _state(room, row.id) == "OUT")
    qtbot.waitUntil(lambda: page._card is not None and page._card.row.id == next_row.id)
    settled(qtbot, work)

    photos = room.ask("guan1", views.card, item_id=row.id).entries[0].facts["photos"]
    assert [each["kind"] for each in photos] == ["out", "clip"]
    assert page.tray.shots() == ()


@pytest.mark.scenario("C93")
def test_in_a_small_window_the_comparison_is_whole_and_a_refused_second_person_leaves_his_dialog_whole(
    qtbot: QtBot, room: World
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    (row,) = room.received(room.new("公文包"))
    borrowing.out(room, row)
    borrowing.on_the_counter(room, row)
    with windows.opened(qtbot, room, "guan1") as window:
        lang.apply(app, "en")
        window.resize(911, 512)
        inside = window.inside
        assert inside is not None
        assert inside.station.devices is not None
        inside.station.devices.use_camera(FakeCamera())
        inside.navigation.go(Place("return", row.id))
        page = inside.navigation.page()
        qtbot.waitUntil(lambda: page._card is not None and page.tray.is_live())
        page.form.field("quantity").set_value(1)
        page.take_scan(Scanned("seal", id=row.id, number=row.seal_no))
        _photograph(qtbot, page)
        page.take_scan(Scanned("location", number="A-01"))
        qtbot.waitUntil(lambda: page._compared is not None and page._store.isEnabled())
        qtbot.waitUntil(lambda: not hidden(page._table))
        assert hidden(page._table) == []
        page.accept()
        qtbot.waitUntil(inside.second.is_open)
        dialog = inside.second.dialog
        assert dialog is not None
        qtbot.waitUntil(lambda: dialog.people.count() > 0)
        dialog.login.setText("guan1")
        dialog.password.setText(PASSWORD)
        dialog.sign()
        qtbot.waitUntil(dialog._trouble.isVisible)
        qtbot.waitUntil(lambda: not hidden(dialog))
        assert hidden(dialog) == []
        dialog.reject()
        windows.settled(qtbot, window)


def test_a_card_that_comes_twice_at_once_still_begins_the_return(
    qtbot: QtBot,
    room: World,
    counter: Counter,
    work: Work,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (row,) = room.received(room.new("平板"))
    _out(room, row)
    monkeypatch.setattr(turns, "_SLICE_S", 0.0)  # each step in a turn of its own
    page = _return_page(qtbot, counter)
    things: list[str] = []
    monkeypatch.setattr(page.tray, "set_thing", things.append)
    monkeypatch.setattr(page, "refresh", lambda: None)
    page.show_target(row.id)
    card = room.ask("guan1", views.card, item_id=row.id)
    page._took(card)
    page._took(card)  # a second look, before the first is shown
    qtbot.waitUntil(lambda: things == [row.id])
    settled(qtbot, work)
    page._took(card)
    settled(qtbot, work)
    qtbot.waitUntil(lambda: not page._turns.is_busy())
    assert things == [row.id]  # begun once
