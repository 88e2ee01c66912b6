"""Back over the counter: what went out comes back, is compared, and goes into the store or on hold."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import drafts, errors
from app.custody import views
from app.custody.types import ItemRow
from app.devices.fakes import FakeCamera
from app.labels.types import Command
from app.requests.types import Scanned
from tests.support import borrowing
from tests.support import window as windows
from tests.support.looks import hidden
from tests.support.world import PASSWORD, World
from tests.ui.custody import returns
from tests.ui.custody.counter import Counter, child, photograph, settled, state
from ui.custody.take_back import ReturnPage
from ui.shell import lang, turns
from ui.shell.station import Place
from ui.work import Work


@pytest.mark.scenario("C37")
def test_what_agrees_goes_back_into_the_store(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.received(room.new("平板"))
    page = returns.looked_at(qtbot, room, counter, row)
    qtbot.waitUntil(lambda: child(page, "return.store").isVisible())
    # The photographs show two different things: that is said, and decides nothing.
    told = child(page, "return.likeness")
    qtbot.waitUntil(lambda: "cannot be laid over" in told.text())
    assert not child(page, "return.hold").isVisible()
    assert not child(page, "return.store").isEnabled(), "a place is wanted"
    page.take_scan(Scanned("location", number="A-02"))
    qtbot.waitUntil(lambda: child(page, "return.store").isEnabled())
    page.command(Command.CONFIRM)
    qtbot.waitUntil(lambda: state(room, row.id) == "IN")
    settled(qtbot, work)


def test_the_same_values_of_the_next_thing_are_compared_anew(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    first, second = room.received(room.new("平板"), room.new("手机"))
    for row in (first, second):
        borrowing.out(room, row)
        borrowing.on_the_counter(room, row)
    page = returns.opened(qtbot, counter)
    for row in (first, second):
        page.show_target(row.id)
        settled(qtbot, work)
        page.card.form.set_values({"quantity": 1, "seal": first.seal_no})
        page._changed()
        qtbot.waitUntil(lambda: page.comparing.verdict() is not None)
    compared = page.comparing.verdict()
    assert compared is not None
    assert compared.seal.verdict == "differs"


def test_enter_right_after_a_correction_acts_upon_no_verdict_of_before(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.received(room.new("平板"))
    page = returns.looked_at(qtbot, room, counter, row)
    page.take_scan(Scanned("location", number="A-02"))
    store, quantity = child(page, "return.store"), child(page, "return.quantity")
    qtbot.waitUntil(store.isEnabled)
    quantity.selectAll()
    qtbot.keyClicks(quantity, "2")
    qtbot.keyClick(quantity, Qt.Key.Key_Return)
    assert not page._busy
    assert not store.isVisible()
    settled(qtbot, work)
    assert state(room, row.id) == "RETURNING"
    qtbot.waitUntil(lambda: child(page, "return.hold").isVisible())


def test_who_brought_a_valuable_back_cannot_be_the_second_at_its_cabinet(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.received(room.new("手表", "watch"))
    page = returns.looked_at(qtbot, room, counter, row)
    notices = page._station.notices
    qtbot.waitUntil(lambda: child(page, "return.store").isVisible())
    page.take_scan(Scanned("location", number="G-01"))
    qtbot.waitUntil(lambda: child(page, "return.store").isEnabled())
    page.command(Command.CONFIRM)
    settled(qtbot, work)
    qtbot.waitUntil(lambda: notices.tone() == "refused")
    assert "查一 is none of those who count as the second" in notices.text()
    assert state(room, row.id) == "RETURNING"

    settled(qtbot, work)
    counter.second = "guan2"
    qtbot.waitUntil(lambda: child(page, "return.store").isEnabled())
    child(page, "return.store").click()
    qtbot.waitUntil(lambda: state(room, row.id) == "IN")
    settled(qtbot, work)


def counted_and_stored(qtbot: QtBot, room: World, page: ReturnPage, row: ItemRow) -> None:
    """One piece with its own seal, one photograph, back at A-02."""
    page.card.form.field("quantity").set_value(1)
    page.take_scan(Scanned("seal", id=row.id, number=row.seal_no))
    photograph(qtbot, page.tray)
    page.take_scan(Scanned("location", number="A-02"))
    qtbot.waitUntil(lambda: child(page, "return.store").isEnabled())
    page.confirm()
    qtbot.waitUntil(lambda: state(room, row.id) == "IN")


def nothing_counted(page: ReturnPage) -> bool:
    """Whether nothing of a count stands there."""
    values = [page.card.value(each) for each in ("quantity", "seal", "place")]
    return not any(values) and page.tray.taken() == ()


def test_a_thing_that_comes_back_a_second_time_is_counted_anew(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.received(room.new("平板"))
    page = returns.opened(qtbot, counter)
    for _ in range(2):
        borrowing.out(room, row)
        borrowing.on_the_counter(room, row)
        page.show_target(row.id)
        begun(qtbot, page, row)
        settled(qtbot, work)
        assert nothing_counted(page)
        assert page._is_counting()
        counted_and_stored(qtbot, room, page, row)
        settled(qtbot, work)
        assert page.at_work() == ""
        page.tray.changed.emit()  # a late one
        qtbot.waitUntil(page.half_done.is_kept)
        settled(qtbot, work)
        assert drafts.load("return", row.id) is None


def test_what_another_desk_stored_meanwhile_and_lent_again_is_counted_anew(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.received(room.new("平板"))
    page = returns.looked_at(qtbot, room, counter, row)
    assert not nothing_counted(page)
    borrowing.accept(room, row)
    borrowing.out(room, row)
    borrowing.on_the_counter(room, row)

    page.refresh()
    settled(qtbot, work)

    assert page._is_counting()
    assert nothing_counted(page)


def begun(qtbot: QtBot, page: ReturnPage, row: ItemRow) -> None:
    """All of it is shown."""
    qtbot.waitUntil(lambda: page._begun is not None and page._begun[0] == row.id)


def test_who_has_the_thing_stands_there_and_nobody_of_the_thing_before(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    first, second, third = room.received(*(room.new(name) for name in ("平板", "手机", "相机")))
    borrowing.out(room, first)
    for row in (second, third):
        borrowing.hand_over(room, borrowing.approved(room, row), row, to="cha2")
    page = returns.opened(qtbot, counter)
    page.refresh()  # from the rail, before anything was scanned: all who may bring something are known
    qtbot.waitUntil(lambda: page.card.who.count() > 1)
    assert page.card.bringer() == ""
    for row, who in ((second, "cha2"), (first, "cha1"), (third, "cha2")):
        page.show_target(row.id)
        assert page.card.bringer() == ""  # Enter, before the thing is known, writes nobody down
        begun(qtbot, page, row)
        assert page.card.bringer() == room.id_of(who)
    other = page.card.who.findData(room.id_of("cha1"))
    page.card.who.setCurrentIndex(other)
    page.card.who.activated.emit(other)
    page.refresh()
    page.card.show_people(page.card.people)
    settled(qtbot, work)
    assert page.card.bringer() == room.id_of("cha1")  # chosen by hand, it stays for this thing
    page.show_target(second.id)
    begun(qtbot, page, second)
    assert page.card.bringer() == room.id_of("cha2")
    settled(qtbot, work)


def test_what_could_not_be_compared_is_said_and_compared_at_the_next_ctrl_enter(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.received(room.new("平板"))
    page = returns.looked_at(qtbot, room, counter, row)
    store, told = child(page, "return.store"), child(page, "return.next")
    qtbot.waitUntil(store.isVisible)
    page.comparing.begin()
    page.comparing._not_compared(errors.StoreBusy())
    assert told.text() == "It could not be compared: Ctrl+Enter tries again"
    assert not store.isVisible()
    page.confirm()
    assert told.text() == "Comparing…"
    qtbot.waitUntil(store.isVisible)
    settled(qtbot, work)


def test_how_the_thing_before_went_out_is_not_shown_beside_the_next(
    qtbot: QtBot, room: World, counter: Counter, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = room.received(room.new("平板"), room.new("手机"))
    for row in (first, second):
        borrowing.out(room, row)
    page = returns.opened(qtbot, counter)
    page.show_target(first.id)
    begun(qtbot, page, first)
    assert page.photos._out.current()
    monkeypatch.setattr(page.photos, "show_out", lambda _: None)  # of the second there are none
    page.show_target(second.id)
    begun(qtbot, page, second)
    assert page.photos._out.current() == ""
    assert page.photos._out_photo is None
    settled(qtbot, work)


@pytest.mark.scenario("C45")
def test_swapped_digits_of_the_seal_are_hinted_and_the_thing_can_only_be_held(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.received(room.new("平板", seal_no="A000812"))
    page = returns.looked_at(qtbot, room, counter, row, seal=Scanned("unknown", number="A000821"))
    qtbot.waitUntil(lambda: child(page, "return.hold").isVisible())
    assert not child(page, "return.store").isVisible()
    assert child(page, "return.verdict.seal").text() == "differs"
    child(page, "return.hold").click()
    qtbot.waitUntil(lambda: state(room, row.id) == "HOLD")
    settled(qtbot, work)


@pytest.mark.scenario("C46")
def test_a_torn_bag_wants_a_photo_of_the_damage_and_holds_the_thing(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.received(room.new("平板"))
    borrowing.out(room, row)
    page = returns.taken(qtbot, counter, row.id)
    page.card.form.field("quantity").set_value(1)
    page.take_scan(Scanned("seal", id=row.id, number=row.seal_no))
    child(page, "return.bag_torn").click()
    photograph(qtbot, page.tray)
    assert child(page, "return.next").text().startswith("Next: photograph the damage")
    page.command(Command.PHOTO)
    qtbot.waitUntil(lambda: len(page.tray.shots()) == 2)
    qtbot.waitUntil(lambda: child(page, "return.hold").isVisible())
    child(page, "return.hold").click()
    qtbot.waitUntil(lambda: state(room, row.id) == "HOLD")
    settled(qtbot, work)


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
        page.card.form.field("quantity").set_value(1)
        page.take_scan(Scanned("seal", id=row.id, number=row.seal_no))
        photograph(qtbot, page.tray)
        page.take_scan(Scanned("location", number="A-01"))
        qtbot.waitUntil(
            lambda: page.comparing.verdict() is not None and page.card._store.isEnabled()
        )
        qtbot.waitUntil(lambda: not hidden(page.photos.table))
        assert hidden(page.photos.table) == []
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
    borrowing.out(room, row)
    monkeypatch.setattr(turns, "_SLICE_S", 0.0)  # each step in a turn of its own
    page = returns.opened(qtbot, counter)
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
