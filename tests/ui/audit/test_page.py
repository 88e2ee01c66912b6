"""The audit page: lines in words, filters, the proof, the spreadsheet."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from pytestqt.qtbot import QtBot

from app.audit import service as audit
from app.cases import service as cases
from app.cases.types import NewCase
from tests.support.pages import Seat
from tests.support.world import World, refused
from ui.audit.page import AuditPage
from ui.shell import files
from ui.shell.rows import BookRows
from ui.widgets.table_model import Ask

Sit = Callable[[str], Seat]


def shown(qtbot: QtBot, seat: Seat) -> AuditPage:
    page: AuditPage = seat.show(AuditPage(seat.station))
    with qtbot.waitSignal(page.table.model.arrived):
        page.refresh()
    qtbot.waitUntil(lambda: page._who.count() > 1)
    return page


def kinds(page: AuditPage) -> set[str]:
    model = page.table.model
    rows = [model.loaded_row(at) for at in range(model.rowCount())]
    return {row.entry.kind for row in rows if row is not None}


def choose(qtbot: QtBot, page: AuditPage, box: str, value: str) -> None:
    chosen = getattr(page, box)
    chosen.setCurrentIndex(chosen.findData(value))
    with qtbot.waitSignal(page.table.model.arrived):
        chosen.activated.emit(chosen.currentIndex())


def test_the_trail_is_filtered_by_act_and_by_person(sit: Sit, qtbot: QtBot, room: World) -> None:
    room.received(room.new("账册"))
    page = shown(qtbot, sit("ji1"))
    choose(qtbot, page, "_kind", "RECEIVE")
    assert kinds(page) == {"RECEIVE"}
    assert page.table.model.rowCount() == 1
    choose(qtbot, page, "_kind", "")
    choose(qtbot, page, "_who", room.id_of("guan1"))
    assert "RECEIVE" in kinds(page)
    assert "REGISTER" not in kinds(page)


def test_a_line_is_told_in_words_and_leads_to_its_object(
    sit: Sit, qtbot: QtBot, room: World
) -> None:
    (one,) = room.received(room.new("账册"))
    seat = sit("an1")
    page = shown(qtbot, seat)
    choose(qtbot, page, "_kind", "RECEIVE")
    page.table.select_row(0)
    assert page.panel._sentence.text() == f"管一 did “Receive” on Item {one.number}"
    facts = page.panel._facts.text()
    assert "In store" in facts
    assert "01a" not in facts.split("Chain")[0].split("Act")[0]
    page.panel._open.click()
    assert (seat.went[-1].page, seat.went[-1].target) == ("item", one.id)
    with qtbot.waitSignal(page.table.model.arrived):
        page.panel._chain.click()
    assert page.table.model.rowCount() == 1


def test_what_was_refused_is_told_with_its_sentence(sit: Sit, qtbot: QtBot, room: World) -> None:
    new = NewCase("甲", "乙", "lead", "丙")
    refused("R38", lambda: room.do("guan1", cases.open_case, case=new))
    page = shown(qtbot, sit("ji1"))
    choose(qtbot, page, "_kind", "REFUSED")
    page.table.select_row(0)
    assert page.panel._sentence.text().endswith("R38")
    assert "Open ledger" in page.panel._sentence.text()


def test_everything_agrees_in_a_store_that_nobody_touched(
    sit: Sit, qtbot: QtBot, room: World
) -> None:
    room.received(room.new("账册"))
    page = shown(qtbot, sit("ji1"))
    with qtbot.waitSignal(page.verify.finished):
        page.verify.button.click()
    assert page.verify._title.text() == "Everything agrees"
    assert page.verify.button.isEnabled()


@pytest.mark.scenario("C80")
def test_a_photo_replaced_on_disk_is_named_as_the_first_broken_line(
    sit: Sit, qtbot: QtBot, room: World
) -> None:
    room.received(room.new("账册"))
    blobs = room.store("guan1").blobs
    first = next(iter(blobs.all()))
    path = blobs.folder / first[:2] / first  # type: ignore[attr-defined]
    path.write_bytes(b"another picture")
    page = shown(qtbot, sit("ji1"))
    with qtbot.waitSignal(page.verify.finished):
        page.verify.button.click()
    assert page.verify._title.text().startswith("First broken line")
    assert "A photo was replaced" in page.verify._title.text()


def test_a_verification_that_was_stopped_says_nothing(sit: Sit, qtbot: QtBot, room: World) -> None:
    page = shown(qtbot, sit("ji1"))
    page.verify.begin()
    page.verify.busy._stop.click()
    assert page.verify.verdict() is None
    assert page.verify._title.text().startswith("Stopped")
    assert page.verify.button.isEnabled()


def test_the_old_half_of_the_trail_is_read_from_its_end_and_is_the_same(
    sit: Sit, room: World
) -> None:
    """To the end of a million lines one would wait twenty seconds."""
    room.received(room.new("账册"))
    store = sit("an1").station.store
    rows, one_way = (BookRows(store, audit.entries, audit.count, from_end=b) for b in (True, False))
    for ask in (Ask(), Ask(filters={"who": room.id_of("guan1")})):
        count = rows.count(ask)
        assert count >= 5
        for offset in range(count):
            assert rows.page(offset, 3, ask) == one_way.page(offset, 3, ask)
    newest, *_, oldest = store.read(audit.entries, limit=1_000)
    assert store.read(audit.entries, limit=1, from_end=True) == (oldest,)
    assert oldest.entry.recorded_at < newest.entry.recorded_at


def test_what_is_listed_is_written_as_a_spreadsheet(
    sit: Sit, qtbot: QtBot, room: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.received(room.new("账册"))
    seat = sit("ji1")
    page = shown(qtbot, seat)
    choose(qtbot, page, "_kind", "RECEIVE")
    file = tmp_path / "流水.xlsx"
    monkeypatch.setattr(files, "ask_save", lambda *_: file)
    page.export_sheet()
    qtbot.waitUntil(lambda: seat.notices.tone() == "done")
    sheet = openpyxl.load_workbook(file).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert len(rows) == 2
    assert rows[1][1] == "Receive"
