"""The symbols of a printed label measured on the paper: how wide a module is, how much white stands around it."""

from dataclasses import dataclass

import numpy as np
import zxingcpp
from PIL import Image


@dataclass(frozen=True, slots=True)
class Measured:
    """A symbol's text, the dots of its narrowest bar, and the white dots at its nearest side."""

    format: str
    text: str
    module: int
    quiet: int


def measured(image: Image.Image) -> list[Measured]:
    """Every symbol on the picture."""
    ink = ~np.asarray(image.convert("1"))
    return [_measured(ink, read) for read in zxingcpp.read_barcodes(image.convert("L"))]


def _measured(ink: np.ndarray, read: zxingcpp.Barcode) -> Measured:
    corners = [getattr(read.position, name) for name in ("top_left", "top_right", "bottom_left", "bottom_right")]  # fmt: skip
    xs, ys = [corner.x for corner in corners], [corner.y for corner in corners]
    if read.format == zxingcpp.BarcodeFormat.Code128:
        row = ink[(min(ys) + max(ys)) // 2]
        left, right = _grown(row, min(xs), max(xs))
        bars = _runs(row[left : right + 1])
        return Measured(
            "Code128",
            read.text,
            min(bars),
            min(left - _before(row, left), _after(row, right) - right) - 1,
        )
    middle_x, middle_y = (min(xs) + max(xs)) // 2, (min(ys) + max(ys)) // 2
    box = _block(ink, middle_x, middle_y, max(xs) - min(xs))
    left, top, right, bottom = box
    module = min(_runs(ink[top, left : right + 1]) + _runs(ink[top : bottom + 1, right]))
    white = 0
    while not _ring(ink, box, white + 1).any():
        white += 1
        if white > 8 * module:
            break
    return Measured("DataMatrix", read.text, module, white)


def _block(ink: np.ndarray, x: int, y: int, about: int) -> tuple[int, int, int, int]:
    """The symbol's bounding box: from its middle outwards until a whole ring is white."""
    half = about // 2 - 4
    box = (x - half, y - half, x + half, y + half)
    while True:
        left, top, right, bottom = box
        sides = [
            int(each.any())
            for each in (
                ink[top : bottom + 1, left - 1],
                ink[top - 1, left : right + 1],
                ink[top : bottom + 1, right + 1],
                ink[bottom + 1, left : right + 1],
            )
        ]
        if not any(sides):
            return box
        box = (left - sides[0], top - sides[1], right + sides[2], bottom + sides[3])


def _ring(ink: np.ndarray, box: tuple[int, int, int, int], away: int) -> np.ndarray:
    """The dots so far around a box; beyond the paper's edge is white."""
    paper = np.pad(ink, away)
    left, top, right, bottom = box[0], box[1], box[2] + 2 * away, box[3] + 2 * away
    rows = [paper[each, left : right + 1] for each in (top, bottom)]
    columns = [paper[top : bottom + 1, each] for each in (left, right)]
    return np.concatenate(rows + columns)


def _grown(row: np.ndarray, left: int, right: int) -> tuple[int, int]:
    """The first and the last black dot of the linear symbol."""
    dots = np.flatnonzero(row[max(0, left - 4) : right + 5]) + max(0, left - 4)
    return int(dots[0]), int(dots[-1])


def _before(row: np.ndarray, left: int) -> int:
    dots = np.flatnonzero(row[:left])
    return int(dots[-1]) if len(dots) else -1


def _after(row: np.ndarray, right: int) -> int:
    dots = np.flatnonzero(row[right + 1 :])
    return right + 1 + int(dots[0]) if len(dots) else len(row)


def _runs(line: np.ndarray) -> list[int]:
    edges = np.flatnonzero(np.diff(np.concatenate([[~line[0]], line, [~line[-1]]]).astype(np.int8)))
    return [int(each) for each in np.diff(edges)]
