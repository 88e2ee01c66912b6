"""Serial scanners over a real pseudo terminal: nothing is lost, a pulled plug is survived."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.devices.loop import Link
from app.devices.scanner import SerialScanner
from app.devices.serial_line import Port
from tests.support.pty_line import PtyLine
from tests.support.waiting import until


@pytest.fixture
def line(tmp_path: Path) -> Iterator[PtyLine]:
    line = PtyLine(tmp_path / "tty")
    yield line
    line.unplug()


@pytest.fixture
def heard() -> list[str]:
    return []


@pytest.fixture
def scanner(line: PtyLine, heard: list[str]) -> Iterator[SerialScanner]:
    scanner = SerialScanner(str(line.path), heard.append)
    until(lambda: scanner.link is Link.LIVE)
    yield scanner
    scanner.close()


@pytest.mark.parametrize("frame", [b"%s\r", b"%s\n", b"%s\r\n", b"\x02%s\x03", b"%s\t"])
def test_a_code_arrives_whatever_its_frame(scanner, line, heard, frame: bytes) -> None:
    line.write(frame % b"1202600120070112" + frame % b"AB-7")
    until(lambda: len(heard) == 2)

    assert heard == ["1202600120070112", "AB-7"]


def test_a_code_without_any_suffix_arrives_after_a_pause(scanner, line, heard) -> None:
    line.write(b"6901234567892")
    until(lambda: heard)

    assert heard == ["6901234567892"]


def test_a_burst_of_five_hundred_codes_is_complete_and_in_order(scanner, line, heard) -> None:
    codes = [f"{number:016d}" for number in range(500)]
    for code in codes:
        line.write(code.encode() + b"\r\n")
    until(lambda: len(heard) == 500)

    assert heard == codes


@pytest.mark.parametrize("coding", ["utf-8", "gb18030"])
def test_chinese_text_is_read_in_both_codings(scanner, line, heard, coding: str) -> None:
    line.write("证物手机".encode(coding) + b"\r")
    until(lambda: heard)

    assert heard == ["证物手机"]


def test_a_pulled_plug_is_survived_three_times_and_no_code_is_lost(scanner, line, heard) -> None:
    for number in range(3):
        line.write(b"%016d\r" % number)
        until(lambda: len(heard) > number)  # noqa: B023 — called before the next turn
        line.unplug()
        until(lambda: scanner.link is Link.LOST)
        line.plug()
        until(lambda: scanner.link is Link.LIVE)
    line.write(b"last\r")
    until(lambda: len(heard) == 4)

    assert heard == [f"{number:016d}" for number in range(3)] + ["last"]


def test_a_scanner_that_is_not_there_yet_is_waited_for(tmp_path, heard) -> None:
    links: list[Link] = []
    scanner = SerialScanner(str(tmp_path / "later"), heard.append, links.append)
    until(lambda: scanner.link is Link.LOST)
    line = PtyLine(tmp_path / "later")
    until(lambda: scanner.link is Link.LIVE)
    scanner.close()
    line.unplug()

    assert links == [Link.LOST, Link.LIVE, Link.CLOSED]


def test_a_port_that_calls_itself_nothing_is_named_by_its_path_once() -> None:
    assert (
        Port("/dev/ttyUSB0", "usb:1a86:7523:", "USB Serial").words() == "USB Serial (/dev/ttyUSB0)"
    )
    assert Port("/dev/ttyS0", "/dev/ttyS0", "/dev/ttyS0").words() == "/dev/ttyS0"
