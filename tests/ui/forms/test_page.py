"""Sheets in the window: chosen, seen as they will be, printed by the system or saved, a copy only with a reason."""

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from app.custody.types import ItemRow
from app.forms import from_cases, service
from app.progress import Part
from tests.app.forms import reading
from tests.support import borrowing
from tests.support.pages import Seat
from tests.support.world import World
from ui.forms import making, printer
from ui.forms.page import FormPage
from ui.shell import files

Sit = Callable[[str], Seat]


def shown(qtbot: QtBot, seat: Seat, target: str, form: str = "") -> FormPage:
    page: FormPage = seat.show(FormPage(seat.station))
    page.show_target(target, form)
    seen(qtbot, page)
    return page


def seen(qtbot: QtBot, page: FormPage) -> None:
    """Wait until the chosen sheet stands on the screen."""
    qtbot.waitUntil(lambda: not page.picture.pixmap().isNull())


def titles(page: FormPage) -> list[str]:
    return [page.list.item(row).text().split("\n")[0] for row in range(page.list.count())]


def lent(room: World) -> ItemRow:
    (item,) = room.received(room.new())
    borrowing.out(room, item)
    return item


def prints(room: World, item: ItemRow, form: str = "F11") -> int:
    found = room.ask("guan1", service.offered, kind="item", id=item.id)
    return next(offer.prints for offer in found if offer.form == form)


def test_the_sheets_of_what_was_done_are_listed_and_the_newest_is_shown(
    sit: Sit, qtbot: QtBot, room: World
) -> None:
    page = shown(qtbot, sit("guan1"), f"item {lent(room).id}")
    assert titles(page) == ["Release slip", "Intake sheet", "List of things seized", "Card"]
    assert page.list.currentRow() == 0
    assert page._where.text() == "Page 1 of 1"
    assert "gets its number" in page._state.text()
    assert not page.reason.isVisible()


def test_a_sheet_is_saved_once_and_then_only_as_a_copy_with_a_reason(
    sit: Sit, qtbot: QtBot, room: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    item, seat = lent(room), sit("guan1")
    page = shown(qtbot, seat, f"item {item.id}", "F11")
    first, second = tmp_path / "first.pdf", tmp_path / "second.pdf"
    monkeypatch.setattr(files, "ask_save", lambda *_: first)
    page.save_sheet()
    qtbot.waitUntil(first.exists)
    qtbot.waitUntil(page.reason.isVisible)
    seen(qtbot, page)
    told = "".join(reading.leaves(first.read_bytes()))
    assert "CK-20260514-001" in told
    assert "副本" not in told
    monkeypatch.setattr(files, "ask_save", lambda *_: second)
    page.save_sheet()
    assert "reason" in seat.notices.text().lower()
    assert not second.exists()
    page.reason.setText("领取人联遗失")
    page.save_sheet()
    qtbot.waitUntil(second.exists)
    assert "副本：第2次打印" in "".join(reading.leaves(second.read_bytes()))
    assert prints(room, item) == 2


def test_each_who_gets_a_copy_has_one_with_his_name(
    sit: Sit, qtbot: QtBot, room: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(qtbot, sit("guan1"), f"item {lent(room).id}", "F11")
    file = tmp_path / "both.pdf"
    monkeypatch.setattr(files, "ask_save", lambda *_: file)
    page.every_copy.setChecked(True)
    page.save_sheet()
    qtbot.waitUntil(file.exists)
    pages = reading.leaves(file.read_bytes())
    assert len(pages) == 2
    assert "领取人" in pages[0][:60]
    assert "保管部门" in pages[1][:60]


def test_the_system_s_printer_gives_out_what_was_seen_and_its_code_reads_back(
    sit: Sit, qtbot: QtBot, room: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    item, seat = lent(room), sit("guan1")
    page = shown(qtbot, seat, f"item {item.id}", "F11")
    out = QPrinter(QPrinter.PrinterMode.HighResolution)
    out.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    out.setOutputFileName(str(tmp_path / "printed.pdf"))
    monkeypatch.setattr(printer, "ask", lambda *_: out)
    page.print_sheet()
    qtbot.waitUntil(lambda: "printer" in seat.notices.text())
    sheet = room.ask("guan1", service.preview, form="F11", kind="entry", id=offer_of(room, item).id)
    folder = tmp_path / "pictures"
    folder.mkdir()
    (image,) = reading.pictures((tmp_path / "printed.pdf").read_bytes(), folder, 150)
    assert reading.codes(image) == {("QRCode", f"{sheet.number} {sheet.code}")}
    assert abs(image.width / 150 * 25.4 - 210) < 2
    assert prints(room, item) == 1


def test_printing_says_at_which_page_it_is_and_when_it_is_stopped_no_further_page_comes(
    sit: Sit, qtbot: QtBot, room: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = room.received(*(room.new(f"公文包{n}") for n in range(4)))
    seat = sit("guan1")
    page = shown(qtbot, seat, f"case {rows[0].case_id}", "F8")
    file = tmp_path / "printed.pdf"
    out = QPrinter(QPrinter.PrinterMode.HighResolution)
    out.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    out.setOutputFileName(str(file))
    monkeypatch.setattr(printer, "ask", lambda *_: out)
    page.print_sheet()
    qtbot.waitUntil(lambda: page._out._job is not None)
    job = page._out._job
    assert job is not None
    with qtbot.waitSignal(job.came) as came:
        pass
    assert came.args == [1, 8]
    page.busy._stop.click()
    assert "stopped after page 1" in seat.notices.text()
    assert not file.exists()
    settled(qtbot, seat)
    assert job.given() == 1
    assert page._print.isEnabled(), "it can be printed after all"


def settled(qtbot: QtBot, seat: Seat) -> None:
    """Wait until nothing is under way."""
    qtbot.waitUntil(lambda: not seat.station.work.waiting())


def test_a_long_ledger_says_its_pages_and_is_made_after_all_when_it_was_stopped(
    sit: Sit, qtbot: QtBot, room: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    (item,) = room.received(room.new())
    real, over = making.extract, Event()

    def slowly(*given: Any, report: Any, cancelled: Any) -> bytes:
        report(Part(0.4, 120, 700))
        over.wait(30)
        report(Part(0.5, 121, 700))
        assert cancelled()
        return b""

    monkeypatch.setattr(making, "extract", slowly)
    seat = sit("guan1")
    page: FormPage = seat.show(FormPage(seat.station))
    page.show_target(f"case {item.case_id}", "F9")
    qtbot.waitUntil(lambda: "Page 120 of 700" in page.busy._part.text())
    assert page.busy.isVisible()
    page.busy._stop.click()
    over.set()
    assert page.halted.isVisible()
    assert not page._save.isEnabled()
    monkeypatch.setattr(making, "extract", real)
    settled(qtbot, seat)
    page.halted.acted.emit()
    seen(qtbot, page)
    assert page.halted.isHidden()
    assert page._save.isEnabled()


def offer_of(room: World, item: ItemRow, form: str = "F11") -> service.Offer:
    found = room.ask("guan1", service.offered, kind="item", id=item.id)
    return next(offer for offer in found if offer.form == form)


def test_who_thinks_better_of_printing_has_numbered_nothing(
    sit: Sit, qtbot: QtBot, room: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = lent(room)
    page = shown(qtbot, sit("guan1"), f"item {item.id}", "F11")
    monkeypatch.setattr(printer, "ask", lambda *_: None)
    page.print_sheet()
    assert prints(room, item) == 0


@pytest.mark.parametrize("way", ["save_sheet", "print_sheet"])
def test_a_folder_that_cannot_be_written_is_said_before_the_print_is_in_the_books(
    sit: Sit, qtbot: QtBot, room: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    item, seat = lent(room), sit("guan1")
    page = shown(qtbot, seat, f"item {item.id}", "F11")
    (tmp_path / "no folder").write_text("a file")
    nowhere = tmp_path / "no folder" / "sheet.pdf"
    out = QPrinter(QPrinter.PrinterMode.HighResolution)
    out.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    out.setOutputFileName(str(nowhere))
    monkeypatch.setattr(files, "ask_save", lambda *_: nowhere)
    monkeypatch.setattr(printer, "ask", lambda *_: out)

    getattr(page, way)()

    qtbot.waitUntil(lambda: "could not be written" in seat.notices.text())
    assert prints(room, item) == 0
    sheet = room.ask("guan1", service.preview, form="F11", kind="entry", id=offer_of(room, item).id)
    assert not sheet.number
    kept = tmp_path / "sheet.pdf"
    monkeypatch.setattr(files, "ask_save", lambda *_: kept)
    seen(qtbot, page)
    page.save_sheet()
    qtbot.waitUntil(kept.exists)
    assert prints(room, item) == 1


def test_card_and_ledger_are_shown_as_of_now_and_taking_them_out_leaves_a_line(
    sit: Sit, qtbot: QtBot, room: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    item, seat = lent(room), sit("guan1")
    page = shown(qtbot, seat, f"item {item.id}", "F8")
    assert page.list.currentRow() == page.list.count() - 1
    qtbot.waitUntil(lambda: page._where.text() == "Page 1 of 2")
    page.turn(1)
    qtbot.waitUntil(lambda: page._where.text() == "Page 2 of 2")
    file = tmp_path / "card.pdf"
    monkeypatch.setattr(files, "ask_save", lambda *_: file)
    page.save_sheet()
    qtbot.waitUntil(file.exists)
    assert "流转表" in "".join(reading.leaves(file.read_bytes()))
    from db.ledger import queries

    with room.database.read() as session:
        assert queries.count(session, kind="EXPORT") == 1
    page.show_target(f"case {item.case_id}", "F9")
    qtbot.waitUntil(lambda: titles(page) == ["Settlement sheet", "Case ledger", "Card booklet"])
    seen(qtbot, page)
    assert page.list.currentRow() == 1


def test_the_cards_of_a_case_are_bound_into_one_booklet(
    sit: Sit, qtbot: QtBot, room: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = room.received(*(room.new(f"公文包{n}") for n in range(4)))
    page = shown(qtbot, sit("guan1"), f"case {rows[0].case_id}", "F8")
    file = tmp_path / "booklet.pdf"
    monkeypatch.setattr(files, "ask_save", lambda *_: file)
    page.save_sheet()
    qtbot.waitUntil(file.exists)
    pages = reading.leaves(file.read_bytes())
    assert len(pages) == 8
    for at, row in enumerate(rows):
        assert row.number in pages[2 * at]
        assert "第1页/共2页" in pages[2 * at]
        assert "流转表" in pages[2 * at + 1]


@pytest.mark.scenario("C93")
def test_on_a_small_screen_everything_is_done_by_keys_alone(
    sit: Sit, qtbot: QtBot, room: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication, QPushButton

    from ui.shell import lang

    item = lent(room)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    lang.apply(app, "zh")
    page = shown(qtbot, sit("guan1"), f"item {item.id}")
    page.resize(796, 430)  # what is left of 1366×768 at 150 %
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    for button in page.findChildren(QPushButton):
        if button.isVisible():
            corner = button.mapTo(page, button.rect().bottomRight())
            assert page.rect().contains(corner), button.objectName()
    page.first_focus()
    for _ in range(3):
        qtbot.keyClick(page.list, Qt.Key.Key_Down)
    assert titles(page)[page.list.currentRow()] == "一物一卡"
    qtbot.waitUntil(lambda: page._where.text() == "第 1 页，共 2 页")
    qtbot.keyClick(page.list, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: page._where.text() == "第 2 页，共 2 页")
    file = tmp_path / "card.pdf"
    monkeypatch.setattr(files, "ask_save", lambda *_: file)
    qtbot.keyClick(page.list, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(file.exists)


def test_a_request_has_its_form(sit: Sit, qtbot: QtBot, room: World) -> None:
    (item,) = room.received(room.new())
    asked = borrowing.ask(room, item)
    page = shown(qtbot, sit("cha1"), f"request {asked.id}")
    assert titles(page) == ["Check-out approval"]


def test_a_thing_without_any_act_on_paper_has_its_card(sit: Sit, qtbot: QtBot, room: World) -> None:
    (item,) = room.registered(room.new())
    page = shown(qtbot, sit("cha1"), f"item {item.id}")
    assert titles(page) == ["Card"]


def test_what_a_settlement_says_is_gathered_before_ones_eyes_and_can_be_stopped(
    sit: Sit, qtbot: QtBot, room: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of 20,000 things it takes a while, and the page said nothing."""
    (item,) = room.received(room.new())
    real, over = from_cases.settlement, Event()

    def slowly(*given: Any) -> Any:
        over.wait(30)
        return real(*given)

    monkeypatch.setattr(from_cases, "settlement", slowly)
    seat = sit("guan1")
    page: FormPage = seat.show(FormPage(seat.station))
    page.show_target(f"case {item.case_id}", "F23")
    qtbot.waitUntil(page.busy.isVisible)
    assert page.busy._words.text() == "Gathering what it says…"
    page.busy._stop.click()
    over.set()
    assert page.halted.isVisible()
    settled(qtbot, seat)
    assert not page._pdf
    page.halted.acted.emit()
    seen(qtbot, page)
    assert page.halted.isHidden()
