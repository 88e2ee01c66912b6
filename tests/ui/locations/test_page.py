"""The places: their tree and fill, what lies there, a new one, its code."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.custody import labelling
from app.labels.types import Command
from app.locations import service as locations
from app.locations.types import LocationRow
from app.requests.types import Scanned
from tests.support.pages import Seat
from tests.support.printer_set_up import using
from tests.support.world import World
from ui.locations import fill
from ui.locations.page import LocationsPage
from ui.locations.tree import _sums

Sit = Callable[[str], Seat]


def shown(qtbot: QtBot, seat: Seat) -> LocationsPage:
    page: LocationsPage = seat.show(LocationsPage(seat.station))
    page.refresh()
    qtbot.waitUntil(lambda: page.tree.current() is not None)
    return page


def place(world: World, code: str) -> str:
    return next(p.id for p in world.ask("guan1", locations.tree) if p.code == code)


def test_the_chosen_place_tells_what_lies_there(sit: Sit, qtbot: QtBot, room: World) -> None:
    room.received(room.new("账册"), room.new("硬盘", list_row=2))
    page = shown(qtbot, sit("guan1"))
    page.tree.choose(place(room, "A-01"))
    qtbot.waitUntil(lambda: page.table.model.rowCount() == 2)
    assert "Lies here\t2" in page._facts.text()


def test_a_scanned_place_code_opens_that_place(sit: Sit, qtbot: QtBot, room: World) -> None:
    page = shown(qtbot, sit("guan1"))
    assert page.take_scan(Scanned("location", place(room, "G-01")))
    now = page.tree.current()
    assert now is not None
    assert now.code == "G-01"
    assert not page.take_scan(Scanned("item", "x"))


def test_a_new_place_stands_beside_the_chosen_shelf_with_its_own_code(
    sit: Sit, qtbot: QtBot, room: World
) -> None:
    seat = sit("guan1")
    page = shown(qtbot, seat)
    page.tree.choose(place(room, "A-02"))
    page.open_form()
    values = {"code": "a-03", "name": "普通架三", "kind": "shelf", "capacity": 40}
    page.sheet.form.set_values(values)
    page.sheet._boxes["document"].setChecked(True)
    with qtbot.waitSignal(page.sheet.closed):
        page.sheet.submit_button.click()
    made = next(p for p in room.ask("guan1", locations.tree) if p.code == "A-03")
    assert (made.path, made.capacity, made.classes) == ("K1/A-03", 40, "document")
    assert len(made.payload) == 16


def test_a_code_that_is_there_already_is_refused_and_the_form_stays(
    sit: Sit, qtbot: QtBot, room: World
) -> None:
    seat = sit("guan1")
    page = shown(qtbot, seat)
    page.open_form()
    page.sheet.form.set_values({"code": "A-01", "name": "又一架", "kind": "shelf"})
    page.sheet.submit_button.click()
    qtbot.waitUntil(lambda: seat.notices.tone() == "refused")
    assert not page.sheet.isHidden()
    assert page.sheet.submit_button.isEnabled()


def test_its_code_is_printed_by_key_and_by_card(
    sit: Sit, qtbot: QtBot, room: World, tmp_path: Path
) -> None:
    seat = sit("guan1")
    page = shown(qtbot, seat)
    page.tree.choose(place(room, "G-01"))
    with using(language="pdf", address=str(tmp_path)):
        assert page.command(Command.PRINT)
        qtbot.waitUntil((tmp_path / "G-01-1.pdf").exists)
        qtbot.waitUntil(lambda: seat.notices.tone() == "done")


def test_a_place_far_down_the_list_of_owed_labels_is_printed_not_reprinted(
    sit: Sit, qtbot: QtBot, room: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(labelling, "_MOST", 1)  # as 2,000 owed before it would be
    (first,) = room.ask("guan1", labelling.owed_location_labels)
    code = next(each for each in ("G-01", "A-02") if each != first.number)
    seat = sit("guan1")
    page = shown(qtbot, seat)
    page.tree.choose(place(room, code))
    with using(language="png", address=str(tmp_path)):
        page.print_code()
        qtbot.waitUntil((tmp_path / f"{code}-1.png").exists)
        qtbot.waitUntil(lambda: seat.notices.tone() == "done")
    assert not page.why.actions()
    state = room.ask("guan1", labelling.location_label_state, location_id=place(room, code))
    assert state.generation == 1
    assert state.printed_at is not None


def place_row(room: World, code: str) -> LocationRow:
    return next(p for p in room.ask("guan1", locations.tree) if p.code == code)


def test_a_code_that_was_printed_is_printed_anew_only_with_a_reason_and_a_second_person(
    sit: Sit, qtbot: QtBot, room: World, tmp_path: Path
) -> None:
    seat = sit("guan1")
    seat.beside.login = "guan2"
    page = shown(qtbot, seat)
    page.tree.choose(place(room, "G-01"))
    old = place_row(room, "G-01").payload
    with using(language="png", address=str(tmp_path)):
        page.print_code()
        qtbot.waitUntil((tmp_path / "G-01-1.png").exists)
        qtbot.waitUntil(lambda: seat.notices.tone() == "done")
        page.print_code()
        qtbot.waitUntil(lambda: len(page.why.actions()) == 4)
        page.why.actions()[2].trigger()  # lost
        qtbot.waitUntil((tmp_path / "G-01-2.png").exists)
    page.why.hide()
    now = place_row(room, "G-01")
    assert now.payload != old
    assert now.payload[:12] == old[:12]


def test_fill_is_calm_then_late_then_full() -> None:
    assert [fill.tone(n, 10) for n in (0, 5, 9, 10)] == ["ok", "ok", "late", "danger"]
    assert fill.tone(900, None) == "ok"


def test_a_room_holds_what_its_shelves_hold(room: World) -> None:
    room.received(room.new("账册"))
    rows = room.ask("guan1", locations.tree)
    items, space = _sums(rows)
    (top,) = [row for row in rows if row.parent_id is None]
    assert items[top.id] == 1
    # One of its shelves has no limit, so the room has none.
    assert space[top.id] is None
