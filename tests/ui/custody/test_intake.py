"""The counter: a delivery is received with scanner and keyboard, blocked where it must be, and never forgotten."""

import resource
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QSettings, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app import drafts, errors
from app.custody import service as custody
from app.custody import views
from app.devices.camera import OpenCvCamera
from app.devices.fakes import FakeCamera, FakeScale
from app.labels import printers, rules
from app.labels.printers import Printer
from app.labels.types import Command
from app.locations import service as locations
from app.locations.types import NewLocation
from app.requests.types import Scanned
from tests.support import window as windows
from tests.support.looks import hidden
from tests.support.world import World
from tests.ui.custody.counter import PHOTOS, Counter, child, settled
from ui.custody import labels
from ui.custody.intake import IntakePage
from ui.custody.receiving import Receiving
from ui.custody.taken import Taken, as_draft
from ui.shell import lang
from ui.shell.scales import About
from ui.shell.station import Place
from ui.widgets.checklist import Stage
from ui.work import Work


def _counter(
    qtbot: QtBot, counter: Counter, camera: FakeCamera | OpenCvCamera | None = None
) -> Receiving:
    station = counter.station("guan1")
    assert station.devices is not None
    QSettings().setValue("camera/source", "")
    if camera is not None:
        station.devices.use_camera(camera)
    page = IntakePage(station)
    counter.pages.append(page)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    page.refresh()
    settled(qtbot, counter.work)
    qtbot.waitUntil(lambda: page.receiving.counter.thing is not None)
    return page.receiving


def _has(side: Receiving, many: int) -> bool:
    return len(side.tray.shots()) == many


def _holds(side: Receiving, item_id: str) -> bool:
    return side.counter.thing is not None and side.counter.thing.row.id == item_id


def _shoot(qtbot: QtBot, side: Receiving, many: int) -> None:
    for _ in range(many):
        have = len(side.tray.shots())
        qtbot.waitUntil(side.tray.is_live)
        side.command(Command.PHOTO)
        qtbot.waitUntil(partial(_has, side, have + 1))


def test_a_thing_is_received_with_scans_and_command_codes_only(
    qtbot: QtBot, room: World, counter: Counter, work: Work, tmp_path: Path
) -> None:
    printers.save((Printer(address=str(tmp_path / "labels")),))
    (row,) = room.declared(room.new("公文包"))
    side = _counter(qtbot, counter, OpenCvCamera(str(PHOTOS / "coffee.png")))
    assert child(side, "intake.next").text().startswith("Next: photograph")
    _shoot(qtbot, side, 1)
    qtbot.keyClicks(child(side, "intake.quantity"), "1")
    assert side.take_scan(Scanned("location", number="A-01"))
    assert child(side, "intake.commit").isEnabled()
    side.command(Command.CONFIRM)
    qtbot.waitUntil(lambda: room.ask("guan1", views.card, item_id=row.id).row.custody == "IN")
    settled(qtbot, work)
    assert side.pending.balance() == (1, 1, 0)
    side.command(Command.FORM)
    assert counter.went[-1] == Place("form", f"item {row.id}", "F6")
    qtbot.waitUntil(lambda: len(list((tmp_path / "labels").glob("*.png"))) == 1)
    card = room.ask("guan1", views.card, item_id=row.id)
    assert [photo.kind for photo in card.photos] == ["overall"]
    assert room.store("guan1").blobs.has(card.photos[0].sha256)


@pytest.mark.scenario("C57")
@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("A-99", "This code is not registered: A-99."),
        ("MAG-1", "Place MAG-1 does not take this item"),
        ("FULL", "Place FULL is full (it takes 1)."),
    ],
)
def test_a_place_that_cannot_take_it_is_said_at_once_and_another_one_goes_on(
    qtbot: QtBot, room: World, counter: Counter, work: Work, typed: str, told: str
) -> None:
    magnetic = NewLocation(code="MAG-1", name="防磁柜一", kind="shelf", classes="magnetic")
    full = NewLocation(code="FULL", name="小柜", kind="shelf", capacity=1)
    for made in (magnetic, full):
        room.do("guan1", locations.add, place=made)
    room.received(room.new("手提包"), place="FULL")
    (row,) = room.declared(room.new("公文包"))
    side = _counter(qtbot, counter, OpenCvCamera(str(PHOTOS / "coffee.png")))
    _shoot(qtbot, side, 1)
    qtbot.keyClicks(child(side, "intake.quantity"), "1")
    place = child(side, "intake.place")
    place.setFocus()
    qtbot.keyClicks(place, typed[:2])
    assert not side.card.form.field("place").error()  # it may still become a place
    qtbot.keyClicks(place, typed[2:])
    settled(qtbot, work)
    assert side.card.form.field("place").error().startswith(told)
    assert side.steps.next_step() == "place"
    assert child(side, "intake.next").text() == "Next: another place"
    assert not child(side, "intake.commit").isEnabled()
    side.command(Command.CONFIRM)
    settled(qtbot, work)
    assert side.card.form.field("place").error().startswith(told)
    assert (
        side._station.notices.tone() == "refused"
    )  # tried all the same: the books say it and note it
    assert room.ask("guan1", views.card, item_id=row.id).row.custody == "PENDING"
    qtbot.keyClicks(place, "A-01")  # in its stead
    assert not side.card.form.field("place").error()
    qtbot.keyClick(place, Qt.Key.Key_Tab)
    assert side.window().focusWidget() is side.card.commit
    quantity = child(side, "intake.quantity")
    quantity.setFocus()
    qtbot.keyClick(
        quantity, Qt.Key.Key_Return
    )  # everything is there: Enter in any field receives it
    settled(qtbot, work)
    now = room.ask("guan1", views.card, item_id=row.id).row
    assert (now.custody, now.place) == ("IN", "K1/A-01")


def test_the_counter_holds_a_thing_of_the_delivery_that_is_listed_and_goes_on_within_it(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    room.declared(room.new("公文包"))
    ours = room.declared(room.new("手提包"), room.new("皮箱"), room.new("雨伞"), case="案乙")
    side = _counter(qtbot, counter, FakeCamera())
    assert side.counter.thing is not None
    assert side.counter.thing.row.name == "公文包"
    _shoot(qtbot, side, 1)
    side.show_case(room.case("案乙"))
    qtbot.waitUntil(
        lambda: side.counter.thing is not None and side.counter.thing.row.id == ours[0].id
    )
    assert side.pending.list.currentItem().data(Qt.ItemDataRole.UserRole) == ours[0].id
    assert not side.tray.shots()  # those of the other thing are kept with it

    side.show_case("")
    side.show_item(ours[1].id)
    qtbot.waitUntil(
        lambda: side.counter.thing is not None and side.counter.thing.row.id == ours[1].id
    )
    for wanted in (ours[2], ours[0]):
        _shoot(qtbot, side, 1)
        side.card.put("quantity", 1)
        side.card.put("place", "A-01")
        side.confirm()
        qtbot.waitUntil(partial(_holds, side, wanted.id))
        settled(qtbot, work)


def test_a_card_that_could_not_be_read_leaves_the_mark_at_the_thing_on_the_counter(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    first, second = room.declared(room.new("公文包"), room.new("手提包"))
    side = _counter(qtbot, counter, FakeCamera())
    side.pending.mark(second.id)
    side._no_card(errors.StoreBusy())
    assert side.counter.thing is not None
    assert side.counter.thing.row.id == first.id
    assert side.pending.list.currentItem().data(Qt.ItemDataRole.UserRole) == first.id


@pytest.mark.parametrize("typed", ["A-0", "K1/A-01"])
def test_a_place_that_is_typed_in_part_or_as_a_path_is_none_and_enter_makes_the_books_say_so(
    qtbot: QtBot, room: World, counter: Counter, work: Work, typed: str
) -> None:
    (row,) = room.declared(room.new("公文包"))
    side = _counter(qtbot, counter, FakeCamera())
    _shoot(qtbot, side, 1)
    side.card.put("quantity", 1)
    side.card.put("place", typed)
    assert side.counter.found().placing is not Stage.DONE
    side.confirm()
    settled(qtbot, work)
    assert side._station.notices.tone() == "refused"
    assert room.refusals()[-1] == "R08"
    assert room.ask("guan1", views.card, item_id=row.id).row.custody == "PENDING"


def test_a_place_is_known_by_its_label_typed_in_groups(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    room.declared(room.new("公文包"))
    side = _counter(qtbot, counter, FakeCamera())
    shelf = next(each for each in room.ask("guan1", locations.tree) if each.code == "G-01")
    side.card.put("place", rules.grouped(shelf.payload))
    assert side.card.is_in_pairs()
    side.card.put("place", "")
    side.confirm()
    assert side.card.form.field("place").error() == "Required"


def test_what_is_being_written_stays_on_the_counter_until_the_books_have_answered(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    first, second = room.declared(room.new("公文包"), room.new("手提包"))
    side = _counter(qtbot, counter, FakeCamera())
    side.counter.set_committing(on=True)
    side.pending.chosen.emit(second.id)
    settled(qtbot, work)
    assert _holds(side, first.id)
    assert side.pending.list.currentItem().data(Qt.ItemDataRole.UserRole) == first.id


def test_a_place_that_another_desk_has_just_made_is_known_when_it_is_scanned(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    room.declared(room.new("公文包"))
    side = _counter(qtbot, counter, FakeCamera())
    room.do("guan2", locations.add, place=NewLocation(code="NEU-7", name="新柜", kind="shelf"))
    assert side.take_scan(Scanned("location", number="NEU-7"))
    settled(qtbot, work)
    assert not side.card.form.field("place").error()
    assert side.counter.found().placing is Stage.DONE


@pytest.mark.parametrize("comes", [True, False], ids=["comes", "cannot-be-read"])
def test_the_label_of_what_was_received_is_drawn_after_the_next_card_or_without_it(
    qtbot: QtBot,
    room: World,
    counter: Counter,
    work: Work,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    comes: bool,
) -> None:
    printers.save((Printer(address=str(tmp_path / "labels")),))
    _, second = room.declared(room.new("公文包"), room.new("手提包"))
    side = _counter(qtbot, counter, FakeCamera())
    on_counter: list[str] = []
    whole = labels.print_living

    def drawn(*given: Any, **named: Any) -> None:
        on_counter.append(side.counter.thing.row.id if side.counter.thing is not None else "")
        whole(*given, **named)

    monkeypatch.setattr(labels, "print_living", drawn)
    if not comes:
        read = side._station.store.read

        def away(query: Any, **named: Any) -> Any:
            if query is views.card:
                raise errors.StoreBusy
            return read(query, **named)

        monkeypatch.setattr(side._station.store, "read", away)
    _shoot(qtbot, side, 1)
    side.card.form.field("quantity").set_value(1)
    assert side.take_scan(Scanned("location", number="A-01"))
    side.command(Command.CONFIRM)
    qtbot.waitUntil(lambda: len(list((tmp_path / "labels").glob("*.png"))) == 1)
    assert on_counter == [second.id if comes else ""]
    settled(qtbot, work)
    assert side.pending.balance() == (2, 1, 0)
    assert side.pending.row(second.id) is not None


def test_enter_alone_leads_through_the_fields_to_the_end(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.declared(room.new("公文包"))
    side = _counter(qtbot, counter, FakeCamera())
    _shoot(qtbot, side, 1)
    for name, text in (("quantity", "1"), ("weight", ""), ("seal", ""), ("place", "A-01")):
        field = child(side, f"intake.{name}")
        qtbot.keyClicks(field, text)
        qtbot.keyClick(field, Qt.Key.Key_Return)
    side.confirm()
    qtbot.waitUntil(lambda: room.ask("guan1", views.card, item_id=row.id).row.custody == "IN")
    settled(qtbot, work)


def test_a_valuable_needs_four_photos_its_seal_and_a_second_custodian(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.declared(room.new("手表", "watch", seal_no="A000812"))
    side = _counter(qtbot, counter, FakeCamera())
    side.card.form.field("quantity").set_value(1)
    side.take_scan(Scanned("seal", id=row.id, number="A000821"))
    assert side.steps.next_step() == "seal", "a wrong seal is shown as wrong"
    side.take_scan(Scanned("seal", id=row.id, number="A000812"))
    side.take_scan(Scanned("location", number="G-01"))
    _shoot(qtbot, side, 3)
    assert side.steps.next_step() == "photos"
    _shoot(qtbot, side, 1)
    side.command(Command.CONFIRM)
    settled(qtbot, work)
    card = room.ask("guan1", views.card, item_id=row.id)
    assert card.row.custody == "IN"
    assert card.entries[0].kind in ("RECEIVE", "LABEL_PRINTED")
    assert {photo.kind for photo in card.photos} == {"overall", "feature", "scale", "seal"}


@pytest.mark.scenario("C15")
def test_a_pulled_camera_blocks_the_photo_step_and_a_file_stands_in_marked(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.declared(room.new("公文包"))
    camera = FakeCamera()
    side = _counter(qtbot, counter, camera)
    side.card.form.field("quantity").set_value(1)
    side.take_scan(Scanned("location", number="A-01"))
    camera.unplug()
    qtbot.waitUntil(lambda: not side.tray.is_live())
    side.counter.say()
    assert side.steps.next_step() == "photos"
    assert not child(side, "intake.commit").isEnabled()
    assert side.card.form.field("quantity").value() == 1, "the form is kept"
    notices = counter._made[-1][1]
    side.tray.import_files([str(PHOTOS / "README.md")])
    qtbot.waitUntil(lambda: notices.tone() == "refused")
    side.tray.import_files([str(PHOTOS / "coins.png")])
    qtbot.waitUntil(lambda: len(side.tray.shots()) == 1)
    assert notices.tone() == "", "what was said of the bad file is over"
    side.command(Command.CONFIRM)
    settled(qtbot, work)
    (photo,) = room.ask("guan1", views.card, item_id=row.id).photos
    assert photo.fallback


@pytest.mark.scenario("C18")
def test_a_full_disk_is_told_at_the_photo_and_the_form_stays_until_there_is_room(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.declared(room.new("公文包"))
    side = _counter(qtbot, counter, OpenCvCamera(str(PHOTOS / "coffee.png")))
    told: list[str] = []
    counter._made[-1][1].refuse = lambda what, *_: told.append(what)  # type: ignore[method-assign]
    side.card.form.field("quantity").set_value(1)
    side.take_scan(Scanned("location", number="A-01"))
    qtbot.waitUntil(side.tray.is_live)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, limits[1]))
    try:
        side.command(Command.PHOTO)
        qtbot.waitUntil(lambda: bool(told))
        settled(qtbot, work)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert "File too large" in told[0]
    assert side.steps.next_step() == "photos"
    assert not child(side, "intake.commit").isEnabled()
    assert side.card.form.field("quantity").value() == 1
    assert room.ask("guan1", views.card, item_id=row.id).row.custody == "PENDING"
    _shoot(qtbot, side, 1)
    assert child(side, "intake.commit").isEnabled()


def test_a_half_filled_form_is_offered_again_with_its_photos_after_a_restart(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    first, second = room.declared(room.new("公文包"), room.new("平板"))
    side = _counter(qtbot, counter, FakeCamera())
    side.show_item(second.id)
    settled(qtbot, work)
    qtbot.keyClicks(child(side, "intake.quantity"), "1")
    _shoot(qtbot, side, 1)
    qtbot.waitUntil(lambda: len((drafts.load("intake", second.id) or {}).get("shots", ())) == 1)
    again = _counter(qtbot, counter, FakeCamera())
    qtbot.waitUntil(lambda: len(again.tray.shots()) == 1)
    assert again.counter.thing is not None
    assert again.counter.thing.row.id == second.id
    assert again.card.form.field("quantity").value() == 1
    again.take_scan(Scanned("location", number="A-01"))
    again.command(Command.CONFIRM)
    qtbot.waitUntil(lambda: drafts.load("intake", second.id) is None)
    settled(qtbot, work)
    assert first.id != second.id


def test_photographs_that_another_took_at_a_centre_are_taken_anew(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    """They are not there for who goes on: he would be refused at the end, with blank pictures before him."""
    (row,) = room.declared(room.new("公文包"))
    (mine,) = (as_draft(Taken(shot)) for shot in room.shots("overall"))
    others = {**mine, "sha256": "0" * 64}
    values = {"item": row.id, "values": {}, "weighing": {}, "shots": [others, mine]}
    drafts.save("intake", row.id, values)
    side = _counter(qtbot, counter, FakeCamera())
    qtbot.waitUntil(lambda: bool(side.tray.shots()))
    settled(qtbot, work)
    assert [shot.sha256 for shot in side.tray.shots()] == [mine["sha256"]]
    assert "1 photographs were taken by another person" in side._station.notices.accessibleName()


@pytest.mark.scenario("C3")
def test_what_another_custodian_had_counted_is_counted_anew_by_who_goes_on(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.declared(room.new("公文包"))
    (shot,) = (as_draft(Taken(shot)) for shot in room.shots("overall"))
    begun = {"quantity": "1", "place": "A-01"}
    by = [room.id_of("guan2"), "管二"]
    value = {"item": row.id, "by": by, "values": begun, "weighing": {}, "shots": [shot]}
    drafts.save("intake", row.id, value)
    side = _counter(qtbot, counter, FakeCamera())
    qtbot.waitUntil(lambda: bool(side.tray.shots()))
    settled(qtbot, work)
    assert "管二 began it" in side._station.notices.accessibleName()
    assert side.card.value("quantity") is None
    assert not child(side, "intake.commit").isEnabled()


def test_a_thing_is_refused_with_its_reason_and_the_next_one_comes(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    first, second = room.declared(room.new("公文包"), room.new("平板"))
    side = _counter(qtbot, counter)
    side.command(Command.REFUSE)
    side.card.refusing.form.field("reason").set_value("refuse.mismatch")
    side.card.refusing.form.field("text").set_value("清单为黑色，实物为棕色")
    side.command(Command.CONFIRM)
    settled(qtbot, work)
    assert room.ask("guan1", views.card, item_id=first.id).row.custody == "REFUSED"
    qtbot.waitUntil(
        lambda: side.counter.thing is not None and side.counter.thing.row.id == second.id
    )
    assert side.pending.balance() == (2, 0, 1)


def test_another_count_is_received_only_when_that_is_said(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.declared(room.new("酒", quantity=10))
    side = _counter(qtbot, counter, FakeCamera())
    _shoot(qtbot, side, 1)
    qtbot.keyClicks(child(side, "intake.quantity"), "9")
    side.take_scan(Scanned("location", number="A-01"))
    assert side.steps.next_step() == "quantity"
    child(side, "intake.as_counted").click()
    side.command(Command.CONFIRM)
    settled(qtbot, work)
    assert room.ask("guan1", views.card, item_id=row.id).row.quantity == 9


def test_a_place_of_the_wrong_class_is_refused_and_the_form_stays(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.declared(room.new("公文包"))
    side = _counter(qtbot, counter, FakeCamera())
    _shoot(qtbot, side, 1)
    side.card.form.field("quantity").set_value(1)
    side.take_scan(Scanned("location", number="D-01"))
    side.command(Command.CONFIRM)
    settled(qtbot, work)
    assert room.ask("guan1", views.card, item_id=row.id).row.custody == "PENDING"
    assert side._station.notices.tone() == "refused"
    assert len(side.tray.shots()) == 1


def test_on_a_small_screen_a_banner_takes_nothing_from_what_is_typed(
    qtbot: QtBot, room: World
) -> None:
    room.declared(room.new("公文包"))
    with windows.opened(qtbot, room, "guan1") as window:
        assert window.inside is not None
        window.inside.navigation.go(Place("intake"))
        windows.settled(qtbot, window)
        side = window.inside.navigation.page().receiving
        qtbot.waitUntil(lambda: side.counter.thing is not None)
        for banner in ("", "照片分辨率过低：请换用高分辨率相机或原图"):
            if banner:
                window.inside.frame.notices.warn(banner, "没有封条的照片，请补拍")
            qtbot.wait(50)
            for name in ("quantity", "weight", "seal", "place"):
                editor = child(side, f"intake.{name}")
                assert editor.height() >= editor.sizeHint().height(), (banner, name)
            window.grab().save(f"/tmp/intake-{bool(banner)}.png")


def cut(window: QWidget) -> list[str]:
    """What is to be used on the page and cannot be seen whole once it has the keys."""
    found = []
    for kind in (QLineEdit, QComboBox, QPushButton):
        for part in window.findChildren(kind):
            if not part.isVisible() or not part.isEnabled():
                continue
            part.setFocus()
            QCoreApplication.processEvents()
            seen = part.visibleRegion().boundingRect()
            if seen.height() < part.height() or part.height() < 36:
                found.append(f"{part.objectName()} {seen} of {part.rect()}")
    return found


@pytest.mark.parametrize("size", [(1366, 768), (911, 512)], ids=["whole", "at 150 %"])
def test_with_banners_above_it_no_field_of_the_counter_is_cut_on_a_small_screen(
    qtbot: QtBot, room: World, size: tuple[int, int]
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    (row,) = room.declared(room.new("欧米茄手表", "watch", value_fen=6_800_000))
    with windows.opened(qtbot, room, "guan1") as window:
        lang.apply(app, "zh")
        window.resize(*size)
        inside = window.inside
        assert inside is not None
        inside.frame.set_alarm("直接联网的库房，目前仅供试用。")
        inside.navigation.go(Place("intake", row.id))
        side = inside.navigation.page().receiving
        qtbot.waitUntil(lambda: side.counter.thing is not None)
        inside.frame.notices.refuse(
            "实点 2 块，应为 1 块。", "再数一遍，或按实收入账。", "R16", "第十二条"
        )
        windows.settled(qtbot, window)
        place = inside.frame._places["intake"]

        qtbot.waitUntil(lambda: not cut(place))  # laid out, and nothing of it cut
        assert cut(place) == []
        side.open_refuse()
        assert side.card.refusing.form.field("reason").editor.hasFocus()
        qtbot.waitUntil(lambda: not cut(place))
        assert cut(place) == []
        side.back()
        assert not side.card.is_refusing()
        lang.apply(app, "en")
        windows.settled(qtbot, window)


@pytest.mark.scenario("C93")
@pytest.mark.parametrize(
    "size", [(1366, 768), (1093, 614), (911, 512)], ids=["whole", "125", "150"]
)
def test_on_a_small_screen_the_live_picture_and_every_word_beside_it_stay_whole(
    qtbot: QtBot, room: World, size: tuple[int, int]
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    (row,) = room.declared(room.new("欧米茄手表", "watch", value_fen=6_800_000, seal_no="A000812"))
    with windows.opened(qtbot, room, "guan1") as window:
        window.resize(*size)
        inside = window.inside
        assert inside is not None
        devices = inside.station.devices
        assert devices is not None
        devices.use_camera(FakeCamera())
        told = About("fake", name="一号秤 SN 0612", calibrated_until=date(2999, 1, 31))
        devices.scale.use(FakeScale(1_358_620), told)
        inside.navigation.go(Place("intake", row.id))
        side = inside.navigation.page().receiving
        qtbot.waitUntil(
            lambda: side.counter.thing is not None and side.card.weigh._live.isVisible()
        )
        _shoot(qtbot, side, 1)
        for tongue in lang.LANGUAGES:
            lang.apply(app, tongue)
            windows.settled(qtbot, window)
            qtbot.waitUntil(lambda: not hidden(side.tray) + hidden(side.card.weigh))
            assert hidden(side.tray) + hidden(side.card.weigh) == [], tongue
        lang.apply(app, "en")
        windows.settled(qtbot, window)


def test_the_second_identical_picture_is_marked_and_counts_for_nothing(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    """One file stands in for four photographs of a watch; then a picture that its card has already."""
    (row,) = room.declared(room.new("手表", "watch"))
    (known,) = room.shots("feature")
    room.do("guan1", custody.add_photo, item_id=row.id, photos=(known,))
    side = _counter(qtbot, counter, FakeCamera())
    for _ in range(2):
        side.tray.import_files([str(PHOTOS / "coins.png")])
        qtbot.waitUntil(lambda: not side.tray.is_waiting())
    settled(qtbot, work)

    assert [shot.kind for shot in side.tray.shots()] == ["overall"]
    assert side.tray.next_kind() == "feature", "the first of what is still wanted"
    assert side.tray._picture(1).tone == "danger"
    assert "the same picture as" in side.tray._verdict.text()
    side.tray.remove_current()
    assert "the same picture" not in side.tray._verdict.text()

    side.tray.show_taken([*side.tray.taken(), Taken(replace(known, kind="seal"))])
    qtbot.waitUntil(lambda: "on the card already" in side.tray._verdict.text())
    assert [shot.kind for shot in side.tray.shots()] == ["overall"]
    assert not child(side, "intake.commit").isEnabled()
