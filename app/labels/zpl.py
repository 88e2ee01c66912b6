"""ZPL II: a label's picture as one graphic field, so that no printer font is ever needed."""

import itertools
from collections.abc import Iterator
from typing import Final

from PIL import Image, ImageChops

_ONES: Final = "GHIJKLMNOPQRSTUVWXY"  # 1 to 19 times
_TWENTIES: Final = "ghijklmnopqrstuvwxyz"  # 20 to 400 times, in twenties


def encode(image: Image.Image) -> bytes:
    """The whole label in ^GFA with the run-length coding of the ZPL manual, which every printer of the family reads."""
    black_is_one = ImageChops.invert(image.convert("L")).convert("1")
    row_bytes = (image.width + 7) // 8
    total = row_bytes * image.height
    data = "".join(_rows(black_is_one.tobytes().hex().upper(), row_bytes * 2))
    return (
        f"^XA^PW{image.width}^LL{image.height}^LH0,0^FO0,0"
        f"^GFA,{total},{total},{row_bytes},{data}^FS^XZ\n"
    ).encode("ascii")


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
    return "".join(_times(len(list(group))) + digit for digit, group in itertools.groupby(row))


def _times(count: int) -> str:
    if count == 1:
        return ""
    twenties, ones = divmod(count, 20)
    return (_TWENTIES[twenties - 1] if twenties else "") + (_ONES[ones - 1] if ones else "")
