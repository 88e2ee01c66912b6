"""The numbers of petitions, sealed pass-throughs and supervision orders: their form and their check character."""

import re
from typing import Final, NamedTuple

from stdnum.iso7064 import mod_37_36

from app.petitions.types import SEALS

_CHANNEL: Final = {seal: channel for channel, (seal, _) in SEALS.items()}
_FORM: Final = re.compile(r"X([0-9A-Z]{6})-(\d{4})-(.)-(\d{6})-([0-9A-Z])")


class Parts(NamedTuple):
    """What a petition's number says."""

    region: str
    year: int
    channel: str
    place: int


def petition(region: str, year: int, channel: str, place: int) -> str:
    """X120105-2018-网-000417-7: the check character covers the seal too, by its Latin letter."""
    seal = SEALS[channel][0]
    check = _check(region, year, channel, place)
    return f"X{region}-{year:04d}-{seal}-{place:06d}-{check}"


def _check(region: str, year: int, channel: str, place: int) -> str:
    told: str = mod_37_36.calc_check_digit(f"X{region}{year:04d}{SEALS[channel][1]}{place:06d}")
    return told


def read(text: str) -> Parts | None:
    """The parts of a petition's number; none when it is none of ours or mistyped."""
    found = _FORM.fullmatch(text.strip().upper())
    if found is None or found[3] not in _CHANNEL:
        return None
    parts = Parts(found[1], int(found[2]), _CHANNEL[found[3]], int(found[4]))
    return parts if _check(*parts) == found[5] else None


def sealed(region: str, year: int, place: int, *, direct: bool = False) -> str:
    """F12010520180003: no channel, no content. What goes past the own head is FZ…, counted by itself."""
    return f"F{'Z' if direct else ''}{region}{year:04d}{place:04d}"


def order(year: int, place: int) -> str:
    """DB2018-00213."""
    return f"DB{year:04d}-{place:05d}"
