"""Every way to a printer carries every byte, brings the answer back, and says in words why it cannot."""

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from app import words
from app.devices import errors, printer
from app.labels import languages, layout, press, render
from app.labels.layout import Stock
from app.labels.printers import Printer
from tests.support.labels import WATCH
from tests.support.printed import label_of
from tests.support.pty_line import PtyLine
from tests.support.tcp_printer import listening
from tests.support.waiting import until

IMAGE = render.render(WATCH, layout.BOX)


@pytest.fixture
def line(tmp_path: Path) -> Iterator[PtyLine]:
    line = PtyLine(tmp_path / "lp0")
    yield line
    line.unplug()


class Reading:
    """Collects what arrives at the far end while the program writes."""

    def __init__(self, line: PtyLine) -> None:
        self.data = b""
        self._line = line
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        with suppress(OSError):
            while more := self._line.read(4096):
                self.data += more

    def end(self) -> None:
        self._line.unplug()
        self._thread.join(5)


@pytest.mark.parametrize("name", languages.LANGUAGES)
def test_a_network_printer_receives_every_byte(name: str) -> None:
    job = languages.LANGUAGES[name].encode(IMAGE, Stock(layout.BOX))
    with listening() as far:
        wire = printer.TcpWire("127.0.0.1", far.port)
        wire.send(job)
        wire.close()
        until(lambda: far.jobs)

    render.check(label_of(name, far.jobs[0], IMAGE.width), WATCH, layout.BOX)


@pytest.mark.parametrize("name", languages.LANGUAGES)
@pytest.mark.parametrize("way", ["serial", "device"])
def test_a_serial_line_and_a_raw_device_carry_binary_data_unchanged(
    name: str, way: str, line: PtyLine
) -> None:
    job = languages.LANGUAGES[name].encode(IMAGE, Stock(layout.BOX))
    reading = Reading(line)
    wire = press.open_wire(Printer(language=name, way=way, address=str(line.path)))
    wire.send(job)
    until(lambda: len(reading.data) == len(job))
    wire.close()
    reading.end()

    assert reading.data == job
    render.check(label_of(name, reading.data, IMAGE.width), WATCH, layout.BOX)


@pytest.mark.parametrize("way", ["serial", "device"])
def test_an_answer_comes_back_over_the_same_line(way: str, line: PtyLine) -> None:
    set_up = Printer(language="tspl", way=way, address=str(line.path))
    wire = press.open_wire(set_up)

    def answers() -> None:
        assert line.read(3) == b"\x1b!?"
        line.write(b"\x04")

    far = threading.Thread(target=answers)
    far.start()
    assert press.state(set_up, wire).troubles == (printer.Trouble.NO_PAPER,)
    far.join()
    wire.close()


def test_the_systems_queue_takes_a_raw_job_under_its_title(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _install_lp(tmp_path, monkeypatch)
    job = languages.LANGUAGES["ezpl"].encode(IMAGE, Stock(layout.BOX))
    press.open_wire(Printer(language="ezpl", way="queue", address="godex")).send(job, "物 1-1")

    assert (tmp_path / "asked").read_text("utf-8").split("|")[:-1] == [
        "-d", "godex", "-t", "物 1-1", "-o", "raw",
    ]  # fmt: skip
    assert (tmp_path / "job").read_bytes() == job


def test_an_office_printer_gets_a_document_and_its_driver_prints_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _install_lp(tmp_path, monkeypatch)
    set_up = Printer(language="pdf", way="queue", address="office")
    press.open_wire(set_up).send(press.job(set_up, IMAGE))

    assert "raw" not in (tmp_path / "asked").read_text("utf-8")
    assert (tmp_path / "job").read_bytes().startswith(b"%PDF")


def test_a_queue_that_does_not_take_the_job_is_a_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _install_lp(tmp_path, monkeypatch, ends_with=1)
    with pytest.raises(errors.PrinterUnready) as no:
        printer.QueueWire("gone").send(b"job")
    assert no.value.facts["why"] == "printer.QUEUE"


@pytest.mark.parametrize(
    ("says", "ends_with", "state", "why"),
    [
        ("printer office is idle.  enabled since Thu", 0, "untold", "printer.UNTOLD_QUEUE"),
        ("printer office disabled since Thu -\n\tPaused", 0, "bad", "printer.PAUSED"),
        ("", 1, "bad", "printer.NO_QUEUE"),
    ],
)
def test_a_queue_that_the_system_does_not_have_or_holds_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, says: str, ends_with: int, state: str, why: str
) -> None:
    program = tmp_path / "lpstat"
    program.write_text(f'#!/bin/sh\nprintf "%s" "{says}"\nexit {ends_with}\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")

    told = press.status(Printer(language="pdf", way="queue", address="office"))
    assert (told.state, told.why) == (state, why)


def _install_lp(folder: Path, monkeypatch: pytest.MonkeyPatch, ends_with: int = 0) -> None:
    """The system's `lp`, which keeps what it is told and given."""
    program = folder / "lp"
    program.write_text(
        f'#!/bin/sh\nprintf "%s|" "$@" > "{folder}/asked"\ncat > "{folder}/job"\nexit {ends_with}\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def test_a_printer_that_is_switched_off_is_a_refusal() -> None:
    with listening() as far:
        pass
    with pytest.raises(errors.PrinterUnready) as no:
        printer.TcpWire("127.0.0.1", far.port, patience_s=0.5)
    assert no.value.facts == {"printer": f"127.0.0.1:{far.port}", "why": "printer.REFUSED"}
    assert words.refusal(no.value).what == (f"标签没有打印：127.0.0.1:{far.port}，打印机拒绝连接。")


def test_a_printer_that_hangs_is_a_refusal_after_the_patience_ran_out() -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as deaf:
        wire = printer.TcpWire("127.0.0.1", deaf.getsockname()[1], patience_s=0.3)
        with pytest.raises(errors.PrinterUnready) as no:
            wire.send(b"x" * 20_000_000)
        wire.close()
    assert no.value.facts["why"] == "printer.TIMEOUT"


@pytest.mark.parametrize("way", ["serial", "device"])
def test_a_printer_that_is_not_plugged_in_is_a_refusal(way: str, tmp_path: Path) -> None:
    with pytest.raises(errors.PrinterUnready) as no:
        press.open_wire(Printer(language="tspl", way=way, address=str(tmp_path / "lp9")))
    assert no.value.facts["why"] == "printer.NOT_THERE"


def test_a_folder_keeps_each_job_under_its_title_and_none_is_overwritten(tmp_path: Path) -> None:
    wire = printer.FolderWire(tmp_path / "jobs", ".png")
    for job in (b"one", b"two", b"three"):
        wire.send(job, "2026-0012-0007-1")

    kept = {file.name: file.read_bytes() for file in (tmp_path / "jobs").iterdir()}
    assert kept == {
        "2026-0012-0007-1.png": b"one",
        "2026-0012-0007-1 (2).png": b"two",
        "2026-0012-0007-1 (3).png": b"three",
    }


def test_a_folder_that_is_none_is_a_refusal(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, not a folder")
    with pytest.raises(errors.PrinterUnready) as no:
        printer.FolderWire(tmp_path / "taken", ".png").send(b"job")
    assert no.value.facts["why"] == "printer.FOLDER"


@pytest.mark.parametrize(
    ("typed", "host", "port"),
    [
        ("10.0.0.7", "10.0.0.7", 9100),
        (" 10.0.0.7:6101 ", "10.0.0.7", 6101),
        ("label-printer:9100", "label-printer", 9100),
        ("[fe80::1]:9101", "fe80::1", 9101),
        ("fe80::1", "fe80::1", 9100),
    ],
)
def test_an_address_is_understood_as_it_is_typed(typed: str, host: str, port: int) -> None:
    assert press.host_and_port(typed) == (host, port)


@pytest.mark.parametrize("past", [0, 65_536, 10**11])
def test_a_port_that_is_none_reaches_no_other_one(past: int) -> None:
    """The system takes the rest of a division by 65,536: the labels would go to whoever listens there."""
    with listening() as far:
        port = far.port + past if past == 65_536 else past
        told = press.status(Printer(language="zpl", way="tcp", address=f"127.0.0.1:{port}"))
    assert (told.state, told.why) == ("bad", "printer.NO_PORT")
    assert "65535" in told.says("zh")
