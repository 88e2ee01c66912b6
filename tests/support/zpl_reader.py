"""A second pair of eyes on our ZPL: expands the run-length coding of ^GFA by the manual."""

import re

from PIL import Image


def read_zpl(data: bytes) -> Image.Image:
    """The picture that a printer would print."""
    text = data.decode("ascii")
    found = re.fullmatch(
        r"\^XA\^PW(\d+)\^LL(\d+)\^LH0,0\^FO0,0\^GFA,(\d+),(\d+),(\d+),(.*)\^FS\^PQ1\^XZ\s*", text
    )
    assert found, text[:80]
    width, height, total, again, row_bytes = map(int, found.groups()[:5])
    assert total == again == row_bytes * height
    rows = _expand(found[6], row_bytes * 2)
    assert len(rows) == height
    black = Image.frombytes("1", (row_bytes * 8, height), bytes.fromhex("".join(rows)))
    return black.point(lambda dot: not dot).crop((0, 0, width, height))


def _expand(coded: str, length: int) -> list[str]:
    rows: list[str] = []
    row, times = "", 0
    for sign in coded:
        if "G" <= sign <= "Y":
            times += ord(sign) - ord("G") + 1
            continue
        if "g" <= sign <= "z":
            times += (ord(sign) - ord("g") + 1) * 20
            continue
        if sign == ":":
            assert row == ""
            row = rows[-1]
        elif sign in ",!":
            row = row.ljust(length, "0" if sign == "," else "F")
        else:
            row += sign * (times or 1)
        times = 0
        assert len(row) <= length
        if len(row) == length:
            rows.append(row)
            row = ""
    return rows
