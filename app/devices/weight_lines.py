"""What a scale says on its serial line, by protocol: pure functions from one line to one reading.

The protocols are those of the makers' manuals: METTLER TOLEDO's Standard Interface Command Set (MT-SICS 0), A&D's
standard and dump-print formats (with the second header of its indicators), OHAUS's print format, and a generic one
for scales that send a number with its unit.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Fault(StrEnum):
    """Why a line tells no weight; the words are in resources/words under `scale.`."""

    OVER = "OVER"
    UNDER = "UNDER"
    BUSY = "BUSY"
    ERROR = "ERROR"


class Sort(StrEnum):
    """Which weight it is, where the scale says so."""

    PLAIN = ""
    GROSS = "gross"
    NET = "net"
    TARE = "tare"


@dataclass(frozen=True, slots=True)
class Reading:
    """One line of a scale. `value` carries its sign; `is_stable` is None where the protocol does not tell."""

    value: Decimal | None
    unit: str = ""
    is_stable: bool | None = None
    sort: Sort = Sort.PLAIN
    fault: Fault | None = None

    @property
    def mg(self) -> Decimal:
        """The exact weight in milligrams, whatever the unit."""
        assert self.value is not None
        return self.value * MG[self.unit]

    @property
    def step_mg(self) -> Decimal:
        """What one more in the last digit shown weighs."""
        assert self.value is not None
        exponent = self.value.as_tuple().exponent
        return Decimal(1).scaleb(int(exponent)) * MG[self.unit]

    @property
    def shown(self) -> str:
        """As it stands on the display."""
        return "" if self.value is None else f"{self.value:f} {self.unit}"


@dataclass(frozen=True, slots=True)
class Protocol:
    """How a family of scales speaks; `ask` makes it say what it shows now, `tare` sets it to nothing, `tared` what its tare is."""

    name: str
    read: Callable[[str], Reading | None]
    ask: bytes
    tare: bytes
    baud: int
    frame: str
    tared: bytes = b""


#: Exact by definition: the carat is 200 mg, the pound 453.59237 g, the troy ounce 480 and the ounce 437.5 of the
#: grains of which 7,000 make a pound; 斤 and 两 are those of the mainland.
_GRAIN: Final = Decimal("64.79891")
MG: Final = MappingProxyType(
    {
        "mg": Decimal(1),
        "g": Decimal(1_000),
        "kg": Decimal(1_000_000),
        "t": Decimal(1_000_000_000),
        "ct": Decimal(200),
        "GN": _GRAIN,
        "dwt": 24 * _GRAIN,
        "oz": Decimal("437.5") * _GRAIN,
        "ozt": 480 * _GRAIN,
        "lb": 7_000 * _GRAIN,
        "斤": Decimal(500_000),
        "两": Decimal(50_000),
    }
)
_UNITS: Final = {
    **{unit.lower(): unit for unit in MG},
    "gn": "GN", "gr": "GN", "car": "ct", "cd": "ct", "k": "kg",
    "toz": "ozt", "tr": "ozt", "oz t": "ozt", "lbs": "lb",
}  # fmt: skip

_NUMBER: Final = r"(?P<sign>[+-]?)\s*(?P<number>\d+(?:\.\d*)?|\.\d+)"
_UNIT: Final = r"(?P<unit>[A-Za-z斤两]+(?: t)?)"

_SORTS: Final = MappingProxyType(
    {
        None: Sort.PLAIN,
        "GS": Sort.GROSS, "G": Sort.GROSS, "B/G": Sort.GROSS,
        "NT": Sort.NET, "N": Sort.NET, "NET": Sort.NET, "Net": Sort.NET,
        "TR": Sort.TARE, "T": Sort.TARE, "Tare": Sort.TARE,
    }
)  # fmt: skip

_SICS: Final = re.compile(rf"(?P<id>S|SI|T|TA|TI)\s+(?P<state>[SDA])\s+{_NUMBER}\s*{_UNIT}")
_SICS_FAULTS: Final = MappingProxyType(
    {
        "S I": Fault.BUSY, "S +": Fault.OVER, "S -": Fault.UNDER,
        "SI I": Fault.BUSY, "SI +": Fault.OVER, "SI -": Fault.UNDER,
        "T I": Fault.BUSY, "T +": Fault.OVER, "T -": Fault.UNDER,
        "ES": Fault.ERROR, "ET": Fault.ERROR, "EL": Fault.ERROR, "EI": Fault.BUSY,
    }
)  # fmt: skip

_AND: Final = re.compile(
    rf"(?P<head>ST|US|WT)\s*,?\s*(?:(?P<sort>GS|NT|TR)\s*,\s*)?(?:(?:HI|OK|LO|--)\s*,\s*)?"
    rf"{_NUMBER}\s*,?\s*{_UNIT}"
)

_OHAUS: Final = re.compile(
    rf"{_NUMBER}\s+{_UNIT}\s*(?P<moving>\?)?\s*(?P<sort>NET|Net|N|G|B/G|T|Tare)?"
    r"(?:\s+(?:TOTAL|\d{2}:\d{2}:\d{2}))?"
)
_ERROR: Final = re.compile(r"(?:Err|ERR|E)\b.*|ES")

_GENERIC: Final = re.compile(
    rf"[=A-Za-z,:]*?(?P<state>ST|US)?[,:=\s]*(?:(?P<sort>GS|NT|TR|G|N|T)[,:\s]+)?\??\s*{_NUMBER}\s*{_UNIT}"
    r"\s*\??"
)
_OVER: Final = re.compile(r"(?:ST|US)?\W*(?:OL|OVER|High|H)\b.*", re.IGNORECASE)
_UNDER: Final = re.compile(r"(?:ST|US)?\W*(?:UL|UNDER|Low|L)\b.*", re.IGNORECASE)


def sics(line: str) -> Reading | None:
    """MT-SICS: `S S     100.00 g` stands, `S D` still moves, `S +` and `S -` are out of range, `S I` is busy."""
    fault = _SICS_FAULTS.get(" ".join(line.split()))
    if fault is not None:
        return Reading(None, fault=fault)
    found = _SICS.fullmatch(line.strip())
    if found is None:
        return None
    sort = Sort.TARE if found["id"].startswith("T") else Sort.PLAIN
    return _made(found, is_stable=found["state"] != "D", sort=sort)


def a_and_d(line: str) -> Reading | None:
    """A&D: `ST,+00123.45  g` stands, `US` still moves, `OL` is overloaded; `QT` counts pieces and is no weight."""
    text = line.strip()
    if text.startswith("OL"):
        return Reading(None, fault=Fault.UNDER if "-" in text else Fault.OVER)
    if text.startswith("EC,"):
        return Reading(None, fault=Fault.ERROR)
    found = _AND.fullmatch(text)
    if found is None:
        return None
    return _made(found, is_stable=found["head"] != "US", sort=_SORTS[found["sort"]])


def ohaus(line: str) -> Reading | None:
    """OHAUS: `    192.21 g`; a question mark after the unit: it still moves."""
    text = line.strip()
    if _ERROR.fullmatch(text):
        return Reading(None, fault=Fault.ERROR)
    found = _OHAUS.fullmatch(text)
    if found is None:
        return None
    return _made(found, is_stable=found["moving"] is None, sort=_SORTS[found["sort"]])


def generic(line: str) -> Reading | None:
    """A number with its unit, whatever stands before it; stability where it is told, else not known."""
    text = line.strip()
    found = _GENERIC.fullmatch(text)
    if found is None:
        return _out_of_range(text)
    is_moving = "?" in text
    told = {"ST": True, "US": False}.get(found["state"] or "")
    return _made(found, is_stable=False if is_moving else told, sort=_SORTS[found["sort"]])


def _out_of_range(text: str) -> Reading | None:
    if _OVER.fullmatch(text):
        return Reading(None, fault=Fault.OVER)
    if _UNDER.fullmatch(text):
        return Reading(None, fault=Fault.UNDER)
    return None


def _made(found: re.Match[str], *, is_stable: bool | None, sort: Sort) -> Reading | None:
    unit = _UNITS.get(found["unit"].lower())
    if (
        unit is None
    ):  # pieces, percent, a tael of some other country: not a weight that the books know
        return None
    value = Decimal(found["sign"] + found["number"])
    return Reading(value, unit, is_stable, sort)


PROTOCOLS: Final = MappingProxyType(
    {
        each.name: each
        for each in (
            Protocol("sics", sics, b"SI\r\n", b"T\r\n", 9600, "8N1", b"TA\r\n"),
            Protocol("a_and_d", a_and_d, b"Q\r\n", b"T\r\n", 2400, "7E1"),
            Protocol("ohaus", ohaus, b"IP\r\n", b"T\r\n", 9600, "8N1"),
            Protocol("generic", generic, b"", b"", 9600, "8N1"),
        )
    }
)
