"""The labels that are still to be printed: one press prints them all, and what is in doubt is asked for."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.custody import labelling
from app.labels import printers
from app.labels.printers import Printer
from db.labels import queries as labels
from db.ledger import queries as trail
from tests.support import window as windows
from tests.support.sim_printer import SimPrinter, networked
from tests.support.world import PASSWORD, World
from ui.custody.owed import OwedPage
from ui.shell.inside import Inside
from ui.shell.station import Place
from ui.widgets.table_model import CHIP
from ui.window import Window


@pytest.fixture(autouse=True)
def none_set_up() -> Iterator[None]:
    yield
    printers.save(())


def opened(qtbot: QtBot, window: Window, extra: str = "") -> OwedPage:
    assert window.inside is not None
    window.inside.navigation.go(Place("labels", "", extra))
    windows.settled(qtbot, window)
    page = window.inside.navigation.page()
    assert isinstance(page, OwedPage)
    return page


def stands(page: OwedPage) -> list[str]:
    """How each label stands, as the rows say it."""
    model = page.table.model
    return [str(model.data(model.index(row, 2))) for row in range(model.rowCount())]


def things(room: World) -> list[str]:
    return [each.payload for each in room.ask("guan1", labelling.owed_labels)]


@pytest.mark.scenario("C35")
def test_one_press_prints_all_waits_for_paper_and_goes_on_by_itself(
    qtbot: QtBot, room: World
) -> None:
    places(room)
    room.received(*(room.new(f"公文包{number}") for number in range(5)))
    payloads = things(room)
    sim = SimPrinter("zpl", paper=2)
    with networked(sim) as plug, windows.opened(qtbot, room, "guan1") as window:
        printers.save((Printer(language="zpl", way="tcp", address=plug.address, size="40x25"),))
        page = opened(qtbot, window)
        assert page.all.text().endswith("Print all 5")
        page.print_all()
        qtbot.waitUntil(lambda: "out of paper" in page.progress.text())
        assert page.progress.text().startswith("2 / 5")
        assert not page.all.isEnabled()
        qtbot.waitUntil(lambda: "out of paper" in stands(page)[2])
        page.refresh()  # the books know of three that are owed; what the job printed stays to be seen
        qtbot.waitUntil(lambda: len(page._labels) == 3)
        windows.until(qtbot, lambda: len(stands(page)) == 5)
        assert [*stands(page)[:2], *stands(page)[3:]] == ["printed"] * 2 + ["to print"] * 2
        assert stands(page)[2].startswith("at the printer")
        sim.load(10)
        qtbot.waitUntil(lambda: not page.job.is_running())
        windows.settled(qtbot, window)
        assert window.inside is not None
        assert window.inside.frame.notices.tone() == "done"
        assert not page.all.isEnabled()

    assert sim.payloads() == payloads
    assert things(room) == []


def test_what_is_in_doubt_is_asked_for_and_never_printed_unasked(qtbot: QtBot, room: World) -> None:
    room.received(room.new("公文包"), room.new("平板"))
    wanted = room.ask("guan1", labelling.owed_labels)
    for each in wanted:
        room.do(
            "guan1", labelling.label_sent,
            item_id=each.object_id, payload=each.payload, printer="柜台",
        )  # fmt: skip
    sim = SimPrinter("tspl")
    with networked(sim) as plug, windows.opened(qtbot, room, "guan1") as window:
        printers.save((Printer(language="tspl", way="tcp", address=plug.address, size="40x25"),))
        page = opened(qtbot, window)
        page.table.select_row(0)
        qtbot.waitUntil(page.doubt.isVisible)
        first = page.table.current_row()
        assert first is not None
        assert first.sent_to == "柜台"
        assert stands(page)[:3] == ["in doubt: out or not?"] * 2 + ["to print"]
        assert page.table.model.data(page.table.model.index(0, 2), CHIP) == "danger"
        page.did_not()  # it is printed again, no reason asked
        qtbot.waitUntil(lambda: len([e for e in page._labels if e.sent_at is not None]) == 1)
        (other,) = (each for each in page._labels if each.sent_at is not None)
        assert window.inside is not None
        window.inside.desk.take(other.payload)  # it lies in the tray, and somebody scans it
        qtbot.waitUntil(lambda: not [e for e in page._labels if e.object_kind == "item"])
        windows.settled(qtbot, window)
    assert sim.payloads() == [first.payload]
    assert things(room) == []
    label = room.ask("guan1", labelling.label_state, item_id=first.object_id)
    assert (label.generation, label.reason) == (1, "")


def test_the_work_desk_leads_to_the_job(qtbot: QtBot, room: World) -> None:
    room.received(room.new("公文包"), room.new("平板"))
    with windows.opened(qtbot, room, "guan1") as window:
        assert window.inside is not None
        desk = window.inside.navigation.page()
        desk.tiles.choose("owed_labels")
        windows.settled(qtbot, window)
        assert desk.all.text().endswith("Print all 2")
        sim = SimPrinter("ezpl")
        with networked(sim) as plug:
            printers.save(
                (Printer(language="ezpl", way="tcp", address=plug.address, size="40x25"),)
            )
            desk.all.click()
            windows.settled(qtbot, window)
            page = window.inside.navigation.page()
            assert isinstance(page, OwedPage)
            qtbot.waitUntil(lambda: things(room) == [])
            qtbot.waitUntil(lambda: not page.job.is_running(), timeout=60_000)
            windows.settled(qtbot, window)


def test_a_label_scanned_anywhere_is_known_to_be_out(qtbot: QtBot, room: World) -> None:
    room.received(room.new("公文包"))
    sim = SimPrinter("zpl")
    with networked(sim) as plug, windows.opened(qtbot, room, "guan1") as window:
        printers.save((Printer(language="zpl", way="tcp", address=plug.address, read_back=True),))
        assert window.inside is not None
        (item,) = room.ask("guan1", labelling.owed_labels)
        window.inside.navigation.go(Place("item", item.object_id))
        windows.settled(qtbot, window)
        window.inside.navigation.page().print_label()
        qtbot.waitUntil(lambda: len(sim.out) == 1)
        windows.settled(qtbot, window)
        assert window.inside.navigation.here().page == "item"
        assert things(room) == [item.payload]
        window.inside.desk.take(sim.payloads()[0])
        qtbot.waitUntil(lambda: things(room) == [])
        windows.settled(qtbot, window)
    assert len(sim.out) == 1


def test_while_a_batch_waits_for_paper_every_other_print_is_told_so_at_once(
    qtbot: QtBot, room: World
) -> None:
    rows = room.received(*(room.new(f"公文包{number}") for number in range(3)))
    payloads = things(room)
    places(room)
    sim = SimPrinter("zpl", paper=1)
    with networked(sim) as plug, windows.opened(qtbot, room, "guan1") as window:
        printers.save((Printer(language="zpl", way="tcp", address=plug.address, size="40x25"),))
        page = opened(qtbot, window)
        page.print_all()
        qtbot.waitUntil(lambda: "out of paper" in page.progress.text())
        assert window.inside is not None
        inside = window.inside
        inside.navigation.go(Place("item", rows[2].id))
        qtbot.waitUntil(lambda: inside.navigation.here().page == "item")
        qtbot.waitUntil(lambda: not window.work.waiting() or window.work.waiting() == 1)
        inside.navigation.page().print_label()
        qtbot.waitUntil(lambda: inside.frame.notices.tone() == "refused")
        assert "busy with a batch: 2 labels" in inside.frame.notices.text()
        inside.navigation.go(Place("settings", "printers"))
        qtbot.waitUntil(lambda: "busy with a batch" in said(inside))
        section = inside.navigation.page().findChild(QPushButton, "settings.test_print")
        assert section is not None
        inside.frame.notices.clear()
        section.click()
        qtbot.waitUntil(lambda: inside.frame.notices.tone() == "refused")
        sim.load(10)
        qtbot.waitUntil(lambda: not page.job.is_running())
        windows.settled(qtbot, window)
    assert sim.payloads() == payloads
    assert things(room) == []


def said(inside: Inside) -> str:
    """How the printer is, as the settings say it."""
    status = inside.navigation.page().findChild(QLabel, "settings.printer_status")
    return status.text() if status is not None else ""


@pytest.mark.scenario("C35")
def test_who_leaves_takes_his_waiting_job_along_and_the_next_person_signs_only_his_own(
    qtbot: QtBot, room: World
) -> None:
    room.received(*(room.new(f"公文包{number}") for number in range(4)))
    payloads, guan1, guan2 = things(room), room.id_of("guan1"), room.id_of("guan2")
    places(room)
    sim = SimPrinter("zpl", paper=2)
    with networked(sim) as plug, windows.opened(qtbot, room, "guan1") as window:
        printers.save((Printer(language="zpl", way="tcp", address=plug.address, size="40x25"),))
        page = opened(qtbot, window)
        page.print_all()
        qtbot.waitUntil(lambda: "out of paper" in page.progress.text())
        window.sign_out()
        with qtbot.wait_signal(window.entered):
            window.signin.login.setText("guan2")
            window.signin.password.setText(PASSWORD)
            window.signin.go.click()
        sim.load(10)
        windows.settled(qtbot, window)
        page = opened(qtbot, window)
        assert page.all.text().endswith("Print all 2")
        assert page.all.isEnabled()
        assert sim.payloads() == payloads[:2]
        page.print_all()
        windows.settled(qtbot, window, 20_000)

    assert sim.payloads() == payloads
    assert signed(room, "LABEL_PRINTED", payloads) == [guan1, guan1, guan2, guan2]
    assert signed(room, "LABEL_SENT", payloads) == [guan1, guan1, guan2, guan2]


def test_a_place_that_takes_nothing_four_times_leads_to_the_reprint(
    qtbot: QtBot, room: World, tmp_path: Path
) -> None:
    room.received(room.new("公文包"))
    places(room)
    (tmp_path / "taken").write_text("a file")
    with windows.opened(qtbot, room, "guan1") as window:
        printers.save((Printer(address=str(tmp_path / "taken")),))
        page = opened(qtbot, window)
        for _ in range(4):
            page.print_all()
            windows.settled(qtbot, window)
        qtbot.waitUntil(page.doubt.isVisible)
        page.did_not()
        windows.settled(qtbot, window)
        assert window.inside is not None
        assert window.inside.frame.notices.tone() == "refused"
        assert "said three times not to have come out" in window.inside.frame.notices.text()
    (label,) = room.ask("guan1", labelling.owed_labels)
    assert (label.sent_at is not None, label.generation) == (True, 1)
    assert len(signed(room, "LABEL_NOT_OUT", [label.payload])) == 3


def test_printing_never_reads_the_file_of_the_printers_on_the_thread_of_the_window(
    qtbot: QtBot, room: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.received(room.new("公文包"))
    readers, load = list[threading.Thread](), printers.load

    def noted() -> tuple[Printer, ...]:
        readers.append(threading.current_thread())
        return load()

    sim = SimPrinter("zpl")
    with networked(sim) as plug, windows.opened(qtbot, room, "guan1") as window:
        printers.save((Printer(name="柜台斑马", language="zpl", way="tcp", address=plug.address),))
        monkeypatch.setattr(printers, "load", noted)
        page = opened(qtbot, window)
        assert "柜台斑马" in page._printer.text()
        page.print_all()
        windows.settled(qtbot, window, 30_000)
    assert things(room) == []
    assert len(readers) >= 2
    assert threading.main_thread() not in readers


def places(room: World) -> None:
    """The labels of the places have long been printed."""
    for each in room.ask("guan1", labelling.owed_location_labels):
        room.do(
            "guan1", labelling.location_label_printed,
            location_id=each.object_id, payload=each.payload,
        )  # fmt: skip


def signed(room: World, kind: str, payloads: list[str]) -> list[str]:
    """Who wrote this of each of these labels."""
    with room.database.read() as session:
        ids = {each.id for each in (labels.by_payload(session, p) for p in payloads) if each}
        rows = trail.page(session, kind=kind, limit=100, offset=0)
        return [each.actor for each in reversed(rows) if each.object_id in ids]
