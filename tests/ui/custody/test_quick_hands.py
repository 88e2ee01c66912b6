"""Whoever is quicker than the camera: what he types, and what he photographs, falls where it was meant."""

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.custody.types import Card, NewItem
from app.devices.fakes import FakeCamera
from app.requests.types import Scanned
from tests.support import borrowing
from tests.support.world import World
from tests.ui.custody import returns
from tests.ui.custody.counter import Counter, child, settled
from ui.custody.intake import IntakePage
from ui.custody.receiving import Receiving
from ui.custody.taken import Taken
from ui.work import Work


def receiving(qtbot: QtBot, counter: Counter) -> Receiving:
    """The counter with a camera that shows something."""
    station = counter.station("guan1")
    assert station.devices is not None
    QSettings().setValue("camera/source", "")
    station.devices.use_camera(FakeCamera())
    page = IntakePage(station)
    counter.pages.append(page)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    page.activateWindow()
    page.refresh()
    settled(qtbot, counter.work)
    side = page.receiving
    qtbot.waitUntil(lambda: side.counter.thing is not None and side.tray.is_live())
    side.first_focus()
    return side


def of_sort(room: World, sort: str) -> NewItem:
    return room.new("手表", "watch", seal_no="A000812") if sort == "watch" else room.new("公文包")


@pytest.mark.scenario("C1")
def test_a_count_typed_while_the_photograph_is_being_kept_is_a_count(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    room.declared(of_sort(room, "bag"))
    side = receiving(qtbot, counter)

    side.tray.take()
    assert side.tray.is_waiting()
    focus = QApplication.focusWidget()
    assert focus is side.card.form.field("quantity").editor
    qtbot.keyClick(focus, Qt.Key.Key_1)
    settled(qtbot, work)

    assert side.card.value("quantity") == 1
    assert side.steps.next_step() == "place"


def test_photographs_taken_one_upon_another_are_each_of_its_own_kind(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    room.declared(of_sort(room, "watch"))
    side = receiving(qtbot, counter)

    for _ in range(3):
        side.tray.take()
        assert side.tray.photograph.hasFocus()
    side.tray.take()
    assert not side.tray.photograph.hasFocus()  # the last of the four
    settled(qtbot, work)
    qtbot.waitUntil(lambda: not side.tray.is_waiting())

    kinds = sorted(shot.shot.kind for shot in side.tray.taken())
    assert kinds == ["feature", "overall", "scale", "seal"]


def test_a_photograph_is_of_what_lay_there_when_it_was_taken(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    first, second = room.declared(of_sort(room, "bag"), room.new("皮箱"))
    side = receiving(qtbot, counter)
    assert side.counter.thing is not None
    here, other = side.counter.thing.row.id, {first.id, second.id}
    (there,) = other - {here}

    side.tray.take()
    side.tray.set_thing(there, labelled=False)  # the other was scanned before the photograph came
    assert not side.tray.is_waiting()
    assert side.tray.next_kind() == "overall"
    settled(qtbot, work)
    qtbot.waitUntil(lambda: not side.tray._coming)
    assert side.tray.taken() == ()
    assert "came too late" in side._station.notices.text()

    side.take_scan(Scanned("item", id=there))
    settled(qtbot, work)
    side.tray.take()
    settled(qtbot, work)
    qtbot.waitUntil(lambda: len(side.tray.taken()) == 1)


def test_what_is_under_way_of_the_thing_before_stands_for_nothing_of_the_next(
    qtbot: QtBot, room: World, counter: Counter, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = room.declared(of_sort(room, "bag"), room.new("皮箱"))
    side = receiving(qtbot, counter)
    kept = side.tray._kept
    late: list[tuple[str, str, Taken]] = []
    monkeypatch.setattr(side.tray, "_kept", lambda *told: late.append(told))
    side.take_scan(Scanned("item", id=first.id))
    settled(qtbot, work)

    side.tray.take()
    qtbot.waitUntil(lambda: len(late) == 1)
    assert side.tray.is_waiting()
    side.take_scan(Scanned("item", id=second.id))
    settled(qtbot, work)

    assert not side.tray.is_waiting()
    side.tray.take()
    qtbot.waitUntil(lambda: len(late) == 2)
    for told in late:
        kept(*told)

    assert [each.shot.kind for each in side.tray.taken()] == ["overall"]
    assert not side.tray.is_waiting()
    settled(qtbot, work)


@pytest.mark.scenario("C37")
def test_what_was_taken_back_is_counted_next_however_late_its_card_comes(
    qtbot: QtBot, room: World, counter: Counter, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    (row,) = room.received(of_sort(room, "bag"))
    borrowing.out(room, row)
    page = returns.opened(qtbot, counter)
    page.activateWindow()
    page.show_target(row.id)
    settled(qtbot, work)
    qtbot.waitUntil(lambda: page.card.who.count() > 0)
    took = page._took
    late: list[Card] = []
    monkeypatch.setattr(page, "_took", late.append)

    take = child(page, "return.take_back")
    take.setFocus()
    take.click()
    qtbot.waitUntil(lambda: len(late) == 1)
    qtbot.wait(20)
    took(late[0])
    qtbot.waitUntil(lambda: not page._turns.is_busy())

    assert QApplication.focusWidget() is page.card.form.field("quantity").editor


def test_a_photograph_taken_while_the_card_of_what_came_back_still_comes_is_of_it(
    qtbot: QtBot, room: World, counter: Counter
) -> None:
    (row,) = room.received(room.new("公文包"))
    borrowing.out(room, row)
    borrowing.on_the_counter(room, row)
    page = returns.opened(qtbot, counter)
    qtbot.waitUntil(page.tray.is_live)

    page.show_target(row.id)
    page.tray.take()

    qtbot.waitUntil(lambda: len(page.tray.shots()) == 1)
    settled(qtbot, counter.work)
    assert len(page.tray.shots()) == 1
