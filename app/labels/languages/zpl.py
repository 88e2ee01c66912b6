"""ZPL II: a label's picture as one graphic field, so that no printer font is ever needed."""

import functools
import re
from collections.abc import Iterator
from typing import Final

from PIL import Image

from app.devices.printer import State, Trouble
from app.labels.languages import bits
from app.labels.layout import Stock

QUESTION: Final = b"~HS"
_ANSWER: Final = re.compile(rb"\x02([^\x02\x03]*)\x03")
_RUN: Final = re.compile(r"(.)\1+")
_ONES: Final = "GHIJKLMNOPQRSTUVWXY"  # 1 to 19 times
_TWENTIES: Final = "ghijklmnopqrstuvwxyz"  # 20 to 400 times, in twenties


def encode(image: Image.Image, stock: Stock) -> bytes:
    """The whole label in ^GFA with the run-length coding of the ZPL manual, which every printer of the family reads."""
    row_bytes = bits.row_bytes(image)
    total = row_bytes * image.height
    data = "".join(_rows(bits.black_is_one(image).hex().upper(), row_bytes * 2))
    return (
        f"^XA^PW{image.width}^LL{image.height}^LH0,0^FO0,0"
        f"^GFA,{total},{total},{row_bytes},{data}^FS^PQ1^XZ\n"
    ).encode("ascii")


def whole(answer: bytes) -> bool:
    """Three strings, each between STX and ETX."""
    return len(_ANSWER.findall(answer)) >= 3


def read(answer: bytes) -> State | None:
    """The two strings of ~HS that tell of paper, head, ribbon and of what is still to be printed."""
    lines = [found.decode("ascii", "replace").split(",") for found in _ANSWER.findall(answer)]
    firsts = [line for line in lines if len(line) == 12]
    seconds = [line for line in lines if len(line) == 11]
    if not firsts or not seconds:
        return None
    one, two = firsts[-1], seconds[-1]
    told = (
        (one[1], Trouble.NO_PAPER),
        (two[2], Trouble.HEAD_OPEN),
        (two[3], Trouble.NO_RIBBON),
        (one[11], Trouble.HOT),
        (one[2], Trouble.PAUSED),
    )
    # formats received, a format half received, labels left in the batch
    waits = any(part.strip("0 ") for part in (one[4], one[7], two[8]))
    return State(tuple(trouble for flag, trouble in told if flag == "1"), is_busy=waits)


def _rows(digits: str, length: int) -> Iterator[str]:
    before = ""
    for at in range(0, len(digits), length):
        row = digits[at : at + length]
        yield ":" if row == before else _row(row)
        before = row


def _row(row: str) -> str:
    for rest, sign in (("0", ","), ("F", "!")):
        kept = row.rstrip(rest)
        if len(kept) < len(row):
            return _runs(kept) + sign
    return _runs(row)


def _runs(row: str) -> str:
    return _RUN.sub(_coded, row)


def _coded(run: re.Match[str]) -> str:
    return _times(run.end() - run.start()) + run[1]


@functools.cache
def _times(count: int) -> str:
    if count == 1:
        return ""
    twenties, ones = divmod(count, 20)
    return (_TWENTIES[twenties - 1] if twenties else "") + (_ONES[ones - 1] if ones else "")
