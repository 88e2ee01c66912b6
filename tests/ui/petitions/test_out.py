"""封转台账 on its page, and the list that leaves as a spreadsheet, each to the file itself."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.petitions import exports, sealed, tables
from tests.support import petitioning as p
from tests.support.city import City
from tests.support.pages import Seat
from tests.support.world import refused
from ui.petitions.page import PetitionsPage

Sit = Callable[[str], tuple[PetitionsPage, Seat]]


@pytest.mark.scenario("P13")
def test_the_sealed_ledger_is_read_receipted_and_taken_out(
    town: City, sit_down: Sit, qtbot: QtBot, tmp_path: Path
) -> None:
    on = town.clock().date()
    given: dict[str, Any] = {
        "channel": "letter",
        "received_on": on,
        "pieces": 2,
        "seal_no": "封0001",
    }
    row = town.do("qxf1", sealed.seal_pass, **given)
    town.do("qxf1", sealed.seal_pass, **given, is_about_own_head=True)
    page, seat = sit_down("qxf1")
    page.tabs.setCurrentIndex(2)
    tab = page.sealed
    qtbot.waitUntil(lambda: tab.table.model.rowCount() == 2)
    tab.table.select_row(1)
    qtbot.waitUntil(tab.note.isEnabled)
    tab.receipt.setText("回〔2026〕3号")
    qtbot.keyClick(tab.receipt, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: row.number in seat.notices.text())
    assert [r.receipt_no for r in town.ask("qxf1", sealed.sealed_rows)] == ["", "回〔2026〕3号"]
    # at another desk the list did not know yet: the receipt that came first stands
    twice = {"sealed_id": row.id, "receipt_no": "回〔2026〕4号"}
    refused("R55", lambda: town.do("qxf1", sealed.note_receipt, **twice))
    assert [r.receipt_no for r in town.ask("qxf1", sealed.sealed_rows)] == ["", "回〔2026〕3号"]
    tab.save_to(tmp_path / "sealed.xlsx")
    qtbot.waitUntil((tmp_path / "sealed.xlsx").exists)
    told = openpyxl.load_workbook(tmp_path / "sealed.xlsx").active
    assert told["H4"].value == "回〔2026〕3号"

    head, _ = sit_down("qzhu1")  # what is about him went past him
    head.tabs.setCurrentIndex(2)
    qtbot.waitUntil(lambda: head.sealed.table.model.rowCount() == 1)
    assert head.sealed.note.isHidden()
    town.do("jxf1", sealed.seal_pass, **given | {"seal_no": "封0002"})
    street, _ = sit_down("jxf1")  # of the district's ledger its own line
    street.tabs.setCurrentIndex(2)
    qtbot.waitUntil(lambda: street.sealed.table.model.rowCount() == 1)
    other, _ = sit_down("jc1")
    assert not other.tabs.isTabVisible(2)


@pytest.mark.scenario("P30")
def test_the_list_that_is_shown_leaves_once_a_second_has_signed(
    town: City,
    sit_down: Sit,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(exports, "PAGE", 1)
    for channel in ("letter", "phone"):
        p.registered(town, p.new(town, channel))
    page, seat = sit_down("xf1")
    qtbot.waitUntil(lambda: page.table.model.rowCount() == 2)
    qtbot.waitUntil(lambda: "phone" in page._channels._buttons)
    page._channels._buttons["phone"].click()
    qtbot.waitUntil(lambda: page.table.model.rowCount() == 1)
    page._export.click()
    page.exporting.form.set_values({"reason": "季度会商"})
    file = tmp_path / "list.xlsx"
    page.exporting.write_to(file)  # nobody stands beside
    qtbot.waitUntil(page.exporting.submit_button.isEnabled)
    assert not file.exists()
    seat.beside.login = "xfz"
    page.exporting.write_to(file)
    qtbot.waitUntil(file.exists)
    lines = list(openpyxl.load_workbook(file).active.iter_rows(values_only=True))
    assert "季度会商" in str(lines[0][0])
    assert [line[0] for line in lines[2:]] == ["电"]
    qtbot.waitUntil(page.exporting.isHidden)
    assert "季度会商" in seat.beside.summaries[-1]
    assert "1 in all" in seat.beside.summaries[-1]  # of the two that are there
    page._channels._buttons["phone"].click()
    qtbot.waitUntil(lambda: page.table.model.rowCount() == 2)
    page._export.click()
    page.exporting.form.set_values({"reason": "季度会商"})
    both = tmp_path / "both.xlsx"
    page.exporting.write_to(both)  # row by row
    qtbot.waitUntil(both.exists)
    lines = list(openpyxl.load_workbook(both).active.iter_rows(values_only=True))
    assert [line[0] for line in lines[2:]] == ["电", "信"]
    qtbot.waitUntil(page.exporting.isHidden)
    assert page.exporting.busy.isHidden()
    page._words.setText("没有这样的事")
    qtbot.waitUntil(lambda: page.found.isVisible() and page.found.model.is_complete())
    page._export.click()
    page.exporting.form.set_values({"reason": "复核"})
    page.exporting.write_to(tmp_path / "found.xlsx")
    qtbot.waitUntil((tmp_path / "found.xlsx").exists)
    assert "Search “没有这样的事”  0 in all" in seat.beside.summaries[-1]
    book = openpyxl.load_workbook(tmp_path / "found.xlsx")
    assert len(list(book.active.iter_rows())) == 2  # the mark and the titles


def test_a_list_that_is_being_written_is_stopped_and_leaves_no_file(
    town: City,
    sit_down: Sit,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    p.registered(town)
    begun, goes_on = threading.Event(), threading.Event()
    made = tables.list_xlsx

    def slow(*given: Any) -> bytes:
        begun.set()
        goes_on.wait(30)
        return made(*given)

    monkeypatch.setattr(tables, "list_xlsx", slow)
    page, seat = sit_down("xf1")
    qtbot.waitUntil(lambda: page.table.model.rowCount() == 1)
    seat.beside.login = "xfz"
    page._export.click()
    page.exporting.form.set_values({"reason": "季度会商"})
    page.exporting.write_to(tmp_path / "list.xlsx")
    qtbot.waitUntil(begun.is_set)
    qtbot.waitUntil(page.exporting.busy.isVisible)
    page.exporting.cancel_button.click()
    goes_on.set()
    qtbot.waitUntil(lambda: not seat.station.work.waiting())
    assert page.exporting.isHidden()
    assert page.exporting.submit_button.isEnabled()
    assert not list(tmp_path.glob("*list.xlsx*"))
