"""The scale at the counter: a steady weight is taken by F8, a swinging one never, a typed one is marked and photographed."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from pytestqt.qtbot import QtBot

from app.custody import views
from app.devices.fakes import FakeCamera, FakeScale
from app.labels.types import Command
from app.requests.types import Scanned
from tests.support import borrowing
from tests.support.pty_scale import PtyScale
from tests.support.world import World
from tests.ui.custody import returns
from tests.ui.custody.counter import Counter, child, photograph, settled
from ui.custody.intake import IntakePage
from ui.custody.receiving import Receiving
from ui.shell import settings
from ui.shell.scales import About
from ui.work import Work

GOOD = About("fake", name="一号秤 SN 0612", calibrated_until=date(2999, 1, 31))


def _counter(qtbot: QtBot, counter: Counter, scale: FakeScale | None, told: About) -> Receiving:
    station = counter.station("guan1")
    assert station.devices is not None
    QSettings().setValue("camera/source", "")
    station.devices.use_camera(FakeCamera())
    if scale is not None:
        station.devices.scale.use(scale, told)
    page = IntakePage(station)
    counter.pages.append(page)
    qtbot.addWidget(page)
    page.resize(1200, 760)
    page.show()
    page.refresh()
    settled(qtbot, counter.work)
    qtbot.waitUntil(lambda: page.receiving.counter.thing is not None)
    return page.receiving


def _told(room: World, item_id: str) -> dict[str, Any]:
    entries = room.ask("guan1", views.card, item_id=item_id).entries
    weighing: dict[str, Any] = next(e.facts["weighing"] for e in entries if "weighing" in e.facts)
    return weighing


def _shoot(qtbot: QtBot, side: Receiving) -> None:
    have = len(side.tray.shots())
    qtbot.waitUntil(side.tray.is_live)
    side.command(Command.PHOTO)
    qtbot.waitUntil(lambda: len(side.tray.shots()) == have + 1)


def _receive(qtbot: QtBot, room: World, side: Receiving, item_id: str) -> None:
    side.command(Command.CONFIRM)
    qtbot.waitUntil(lambda: room.ask("guan1", views.card, item_id=item_id).row.custody == "IN")


def test_f8_takes_the_steady_weight_and_the_entry_tells_the_scale(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.declared(room.new("银锭"))
    side = _counter(qtbot, counter, FakeScale(58_620), GOOD)
    assert child(side, "intake.scale_shows").text() == "58.62 g"
    assert "2999-01-31" in child(side, "intake.scale_about").text()
    _shoot(qtbot, side)
    side.card.form.field("quantity").set_value(1)
    side.take_scan(Scanned("location", number="A-01"))
    qtbot.keyClick(side.window(), Qt.Key.Key_F8)
    assert child(side, "intake.weight").text() == "58.620"
    assert not child(side, "intake.weight_note").isVisible()
    _receive(qtbot, room, side, row.id)
    settled(qtbot, work)
    assert room.ask("guan1", views.card, item_id=row.id).row.weight_mg == 58_620
    said = _told(room, row.id)
    assert (said["by_hand"], said["shown"], said["scale"]) == (False, "58.62 g", GOOD.name)


def test_what_swings_is_waited_for_and_never_taken(
    qtbot: QtBot, room: World, counter: Counter
) -> None:
    room.declared(room.new("银锭"))
    scale = FakeScale(58_620)
    scale.move()
    side = _counter(qtbot, counter, scale, GOOD)
    assert child(side, "intake.scale_state").property("tone") == "late"
    side.card.weigh.weigh()
    qtbot.wait(400)
    assert child(side, "intake.weight").text() == ""
    scale.move(on=False)
    qtbot.waitUntil(lambda: child(side, "intake.weight").text() == "58.620")


@pytest.mark.scenario("C19")
def test_another_weight_than_the_scales_asks_for_a_reason_and_a_photo_of_the_display(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.declared(room.new("金戒指"))
    side = _counter(qtbot, counter, FakeScale(12_340), GOOD)
    _shoot(qtbot, side)
    side.card.form.field("quantity").set_value(1)
    side.take_scan(Scanned("location", number="A-01"))
    side.card.weigh.weigh()
    field = child(side, "intake.weight")
    field.clear()
    qtbot.keyClicks(field, "13.34")
    assert "12.34 g" in child(side, "intake.weight_reason").placeholderText()
    assert side.steps.next_step() == "weight"  # not done while nobody has said why
    assert not child(side, "intake.commit").isEnabled()
    assert side.tray.next_kind() == "scale"
    _shoot(qtbot, side)
    side.command(Command.CONFIRM)
    settled(qtbot, work)
    assert room.ask("guan1", views.card, item_id=row.id).row.custody == "PENDING", "no reason yet"
    qtbot.keyClicks(child(side, "intake.weight_reason"), "pan was tilted")
    _receive(qtbot, room, side, row.id)
    settled(qtbot, work)
    said = _told(room, row.id)
    assert (said["by_hand"], said["mg"], said["reason"]) == (True, 12_340, "pan was tilted")


def test_a_half_filled_form_keeps_what_the_scale_said_over_a_restart(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    room.declared(room.new("银锭"))
    side = _counter(qtbot, counter, FakeScale(58_620), GOOD)
    side.card.weigh.weigh()
    before = side.card.weigh.weighing()
    assert before is not None
    side.half_done._keep()
    settled(qtbot, work)
    again = IntakePage(counter.station("guan1"))
    counter.pages.append(again)
    qtbot.addWidget(again)
    again.show()
    again.refresh()
    qtbot.waitUntil(lambda: child(again, "intake.weight").text() in ("58.62", "58.620"))
    settled(qtbot, work)
    assert again.receiving.card.weigh.weighing() == before
    assert not again.receiving.card.weigh.is_by_hand()


def test_without_a_scale_a_typed_weight_is_marked_and_its_display_photographed(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.declared(room.new("金戒指"))
    side = _counter(qtbot, counter, None, GOOD)
    assert not child(side, "intake.scale_shows").isVisible()
    _shoot(qtbot, side)
    qtbot.keyClick(side.window(), Qt.Key.Key_F8)
    qtbot.keyClicks(child(side, "intake.weight"), "12.34")
    side.card.form.field("quantity").set_value(1)
    side.take_scan(Scanned("location", number="A-01"))
    assert side.steps.next_step() == "photos"
    _shoot(qtbot, side)
    _receive(qtbot, room, side, row.id)
    settled(qtbot, work)
    assert _told(room, row.id) == {"by_hand": True}
    kinds = [p.kind for p in room.ask("guan1", views.card, item_id=row.id).photos]
    assert sorted(kinds) == ["overall", "scale"]


def test_what_comes_back_is_weighed_and_a_typed_weight_photographed_there_too(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (watch,) = room.received(room.new("腕表", "watch", weight_mg=150_000))
    borrowing.out(room, watch)
    page = returns.taken(qtbot, counter, watch.id)
    assert page._station.devices is not None
    page._station.devices.scale.use(FakeScale(150_010), GOOD)
    page.card.form.field("quantity").set_value(1)
    page.take_scan(Scanned("seal", id=watch.id, number=watch.seal_no))
    page.card.weigh.weigh()
    assert child(page, "return.weight").text() == "150.010"
    photograph(qtbot, page.tray)
    assert page._missing(page._card) != "scale"  # type: ignore[arg-type]
    field = child(page, "return.weight")
    field.clear()
    qtbot.keyClicks(field, "150")
    assert page._missing(page._card) == "scale"  # type: ignore[arg-type]
    assert page.tray.next_kind() == "scale"
    qtbot.keyClicks(child(page, "return.weight_reason"), "draught")
    page.command(Command.PHOTO)
    qtbot.waitUntil(lambda: len(page.tray.shots()) == 2)
    qtbot.waitUntil(lambda: not page._missing(page._card))  # type: ignore[arg-type]
    page.take_scan(Scanned("location", number="G-01"))
    counter.second = "guan2"  # a place of two keys
    page.command(Command.CONFIRM)
    qtbot.waitUntil(lambda: room.ask("guan1", views.card, item_id=watch.id).row.custody == "IN")
    settled(qtbot, work)
    said = _told(room, watch.id)
    assert (said["by_hand"], said["mg"], said["reason"]) == (True, 150_010, "draught")


def test_a_calibration_that_is_past_is_warned_of(
    qtbot: QtBot, room: World, counter: Counter
) -> None:
    room.declared(room.new("金戒指"))
    old = About("fake", name="二号秤", calibrated_until=date(2020, 1, 1))
    side = _counter(qtbot, counter, FakeScale(), old)
    about = child(side, "intake.scale_about")
    assert "expired on 2020-01-01" in about.text()
    assert about.property("tone") == "danger"


def test_a_balance_on_a_cable_weighs_survives_its_plug_and_holds_nobody_up(
    qtbot: QtBot, room: World, counter: Counter, tmp_path: Path
) -> None:
    room.declared(room.new("银锭"))
    balance = PtyScale(tmp_path / "tty", "S S      12.34 g")
    settings.put("scale/port", str(balance.path))
    side = _counter(qtbot, counter, None, GOOD)
    shows = child(side, "intake.scale_shows")
    qtbot.waitUntil(lambda: shows.text() == "12.34 g")
    balance.unplug()
    qtbot.waitUntil(lambda: shows.text() == "—")
    balance.plug()
    balance.lies("S S      99.90 g")
    side.card.weigh.weigh()
    qtbot.waitUntil(lambda: child(side, "intake.weight").text() == "99.900")
    balance.close()
