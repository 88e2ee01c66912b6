"""What scales say, line by line, as the makers' manuals print it; and units that are converted exactly."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.devices import weight_lines
from app.devices.weight_lines import MG, PROTOCOLS, Fault, Reading, Sort

D = Decimal

SAID: list[tuple[str, str, Reading | None]] = [
    # MT-SICS reference manual: commands S, SI, T and the general errors
    ("sics", "S S     100.00 g", Reading(D("100.00"), "g", True)),
    ("sics", "S D      -0.68 g", Reading(D("-0.68"), "g", False)),
    ("sics", "S S      1.234 kg", Reading(D("1.234"), "kg", True)),
    ("sics", "S S 61.52 ozt", Reading(D("61.52"), "ozt", True)),
    ("sics", "T S      12.30 g", Reading(D("12.30"), "g", True, Sort.TARE)),
    ("sics", "S I", Reading(None, fault=Fault.BUSY)),
    ("sics", "S +", Reading(None, fault=Fault.OVER)),
    ("sics", "S -", Reading(None, fault=Fault.UNDER)),
    ("sics", "ES", Reading(None, fault=Fault.ERROR)),
    ("sics", "EL", Reading(None, fault=Fault.ERROR)),
    ("sics", 'I4 A "1126493049"', None),
    ("sics", "S S      17 PCS", None),
    ("sics", "S S     100.00", None),
    ("sics", "     100.00 g", None),
    # A&D: standard format, dump print, CSV, and the indicators' second header
    ("a_and_d", "ST,+00123.45  g", Reading(D("123.45"), "g", True)),
    ("a_and_d", "US,+00123.45  g", Reading(D("123.45"), "g", False)),
    ("a_and_d", "ST,-0000.500 kg", Reading(D("-0.500"), "kg", True)),
    ("a_and_d", "ST,+0001.278, ct", Reading(D("1.278"), "ct", True)),
    ("a_and_d", "WT   +123.45  g", Reading(D("123.45"), "g", True)),
    ("a_and_d", "ST,NT,+0012.34kg", Reading(D("12.34"), "kg", True, Sort.NET)),
    ("a_and_d", "ST,GS,+   12.34 g", Reading(D("12.34"), "g", True, Sort.GROSS)),
    ("a_and_d", "ST,TR,+0000.50kg", Reading(D("0.50"), "kg", True, Sort.TARE)),
    ("a_and_d", "ST,OK,+0001.234 kg", Reading(D("1.234"), "kg", True)),
    ("a_and_d", "OL,+9999999E+19", Reading(None, fault=Fault.OVER)),
    ("a_and_d", "OL,-9999999E+19", Reading(None, fault=Fault.UNDER)),
    ("a_and_d", "EC,E01", Reading(None, fault=Fault.ERROR)),
    ("a_and_d", "QT,+00000012 PC", None),
    ("a_and_d", "ST,+0012", None),
    # OHAUS: print format of the balances and of the Defender indicators
    ("ohaus", "     192.21 g", Reading(D("192.21"), "g", True)),
    ("ohaus", "       0.01 g ?", Reading(D("0.01"), "g", False)),
    ("ohaus", "     176.30 g ? 00:00:15", Reading(D("176.30"), "g", False)),
    ("ohaus", "     192.08 g   00:00:30", Reading(D("192.08"), "g", True)),
    ("ohaus", "     207.80 g   TOTAL", Reading(D("207.80"), "g", True)),
    ("ohaus", "      0.5950 oz   ?", Reading(D("0.5950"), "oz", False)),
    ("ohaus", "-     1.25 kg     NET", Reading(D("-1.25"), "kg", True, Sort.NET)),
    ("ohaus", "      1.25 kg    ?G", Reading(D("1.25"), "kg", False, Sort.GROSS)),
    ("ohaus", "           3 PCS", None),
    ("ohaus", "Err 8.3", Reading(None, fault=Fault.ERROR)),
    ("ohaus", "ES", Reading(None, fault=Fault.ERROR)),
    # a number with its unit, as Sartorius, KERN, RADWAG and many a house brand send it
    ("generic", "+   123.56 g", Reading(D("123.56"), "g")),
    ("generic", "N     +  123.56 g", Reading(D("123.56"), "g", None, Sort.NET)),
    ("generic", "ST,GS,   0.50kg", Reading(D("0.50"), "kg", True, Sort.GROSS)),
    ("generic", "US,NT,-  0.50kg", Reading(D("-0.50"), "kg", False, Sort.NET)),
    ("generic", "SI ? -   12.34 g", Reading(D("-12.34"), "g", False)),
    ("generic", "Net: 3.005 ct", Reading(D("3.005"), "ct")),
    ("generic", "1.5 斤", Reading(D("1.5"), "斤")),
    ("generic", "   High", Reading(None, fault=Fault.OVER)),
    ("generic", "OL", Reading(None, fault=Fault.OVER)),
    ("generic", "   Low", Reading(None, fault=Fault.UNDER)),
    ("generic", "12.34", None),
    ("generic", "1.2.3 g", None),
    ("generic", "", None),
]


@pytest.mark.parametrize(("protocol", "line", "reading"), SAID)
def test_a_line_is_read_as_its_manual_says(
    protocol: str, line: str, reading: Reading | None
) -> None:
    assert PROTOCOLS[protocol].read(line) == reading


@pytest.mark.parametrize(
    ("unit", "mg"),
    [
        ("mg", "1"),
        ("g", "1000"),
        ("kg", "1000000"),
        ("ct", "200"),
        ("oz", "28349.523125"),
        ("ozt", "31103.4768"),
        ("dwt", "1555.17384"),
        ("lb", "453592.37"),
        ("斤", "500000"),
        ("两", "50000"),
    ],
)
def test_a_unit_is_converted_by_its_definition(unit: str, mg: str) -> None:
    assert Reading(D(1), unit).mg == D(mg)


@given(st.integers(-(10**9), 10**9), st.integers(0, 6), st.sampled_from(["g", "kg", "mg", "ct"]))
def test_no_digit_of_a_weight_is_lost(number: int, places: int, unit: str) -> None:
    value = D(number).scaleb(-places)
    read = weight_lines.generic(f"{value:f} {unit}")

    assert read is not None
    assert read.value == value
    assert read.mg / MG[unit] == value


@given(st.text(max_size=30), st.sampled_from(sorted(PROTOCOLS)))
def test_whatever_comes_down_the_line_is_a_reading_or_nothing(line: str, protocol: str) -> None:
    read = PROTOCOLS[protocol].read(line)

    assert read is None or (read.value is None) == (read.fault is not None)


def test_the_last_digit_tells_how_finely_it_was_weighed() -> None:
    assert weight_lines.generic("58.62 g").step_mg == 10  # type: ignore[union-attr]
    assert weight_lines.generic("58.620 g").step_mg == 1  # type: ignore[union-attr]
    assert weight_lines.generic("1.5 kg").step_mg == 100_000  # type: ignore[union-attr]
