"""Serial scanners and scales over a real pseudo terminal: nothing is lost, a pulled plug is survived."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.devices import errors, scale
from app.devices.loop import Link
from app.devices.scale import SerialScale
from app.devices.scanner import SerialScanner
from tests.support.pty_line import PtyLine
from tests.support.waiting import until

NOON = datetime(2026, 5, 3, 12, tzinfo=UTC)


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


@pytest.mark.parametrize(
    ("line_", "mg", "is_stable"),
    [
        ("ST,GS,+   12.34 g", 12_340, True),
        ("US,GS,+   12.34 g", 12_340, False),
        ("ST,NT,-    0.50kg", -500_000, True),
        ("S S     12.3456 g", 12_346, True),
        ("S D      1.00 g", 1_000, False),
        ("   3.005 ct", 601, True),
        ("+ 0.7 mg", 1, True),
    ],
)
def test_a_weight_is_read_as_whole_milligrams(line_: str, mg: int, is_stable: bool) -> None:
    assert scale.parse(line_, NOON) == scale.Weight(mg, is_stable, NOON)


@pytest.mark.parametrize("line_", ["", "S I", "ERR 4", "12.34", "ST,GS,+ 1.2 lb", "S S 1.2.3 g"])
def test_what_is_no_weight_is_none(line_: str) -> None:
    assert scale.parse(line_, NOON) is None


def test_the_scale_waits_for_the_first_stable_weight_and_asks_for_it(line: PtyLine) -> None:
    heard: list[scale.Weight] = []
    device = SerialScale(str(line.path), heard.append)
    until(lambda: device.link is Link.LIVE)
    line.write(b"US,GS,+  11.00 g\r\n")
    until(lambda: heard)
    soon = threading.Timer(0.1, line.write, [b"US,GS,+ 12.00 g\r\nST,GS,+ 12.34 g\r\n"])
    soon.start()
    weight = device.weigh()
    asked = line.read()
    soon.join()
    device.close()

    assert weight.mg == 12_340
    assert asked == b"S\r\n"


def test_a_silent_scale_is_a_refusal(line: PtyLine) -> None:
    device = SerialScale(str(line.path))
    with pytest.raises(errors.ScaleLost):
        device.weigh(0.2)
    device.close()
