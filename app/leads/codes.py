"""The code of a lead: S, region, office, year, sequence and a check character; it tells nothing of its content."""

import re
from typing import Final, NamedTuple

from stdnum.iso7064 import mod_37_36

_FORM: Final = re.compile(r"S(\d{6})([A-Z]{2})-?(\d{4})-?(\d{5})-?([0-9A-Z])")
_DASHES: Final = re.compile(r"[‐-―－—]")


class Code(NamedTuple):
    """The parts of a code."""

    region: str
    office: str
    year: int
    seq: int


def make(region: str, office: str, year: int, seq: int) -> str:
    """The code as it is printed: S120000AG-2018-00037-K."""
    body = f"S{region}{office}{year:04d}{seq:05d}"
    return f"S{region}{office}-{year:04d}-{seq:05d}-{mod_37_36.calc_check_digit(body)}"


def normal(text: str) -> str:
    """What was typed or scanned as a code is written: full width, small letters and other dashes mended."""
    told = _DASHES.sub("-", text.strip().translate(_NARROW)).upper().replace(" ", "")
    found = _FORM.fullmatch(told)
    if found is None:
        return told
    region, office, year, seq, check = found.groups()
    return f"S{region}{office}-{year}-{seq}-{check}"


#: Full-width letters and digits as a Chinese keyboard gives them.
_NARROW: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def has_form(text: str) -> bool:
    """Whether a text has the shape of our codes, whatever its check character."""
    return _FORM.fullmatch(normal(text)) is not None


def parse(text: str) -> Code | None:
    """The parts of a code whose check character agrees; else nothing."""
    found = _FORM.fullmatch(normal(text))
    if found is None:
        return None
    region, office, year, seq, check = found.groups()
    if not mod_37_36.is_valid(f"S{region}{office}{year}{seq}{check}"):
        return None
    return Code(region, office, int(year), int(seq))


def counter(organ_id: str, office: str, year: int) -> str:
    """The counter that gives a year's codes of one organ's office."""
    return f"lead:{office}:{year}:{organ_id}"
