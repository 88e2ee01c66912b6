"""A table on paper: titles on each page, rows as high as their text, the empty rest struck out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from app.forms import paper
from app.forms.paper import Align, Paper

SIZE: Final = 7.6
_LINE: Final = 3.5
_PAD: Final = 1.1
_HEAD: Final = 6.2


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, its width in mm, how its text stands, how many lines it may take."""

    title: str
    width: float
    align: Align = "left"
    lines: int = 2


@dataclass(frozen=True, slots=True)
class Row:
    """A row, its cells broken into lines, and how high that makes it."""

    cells: tuple[tuple[str, ...], ...]
    height: float
    bold: bool = False


def row(columns: Sequence[Column], told: Sequence[str], *, bold: bool = False) -> Row:
    """The cells of a row, broken to the widths of the columns."""
    font = paper.BOLD if bold else paper.REGULAR
    cells = tuple(
        tuple(paper.wrap(text, column.width - 2 * _PAD, SIZE, font, column.lines))
        for column, text in zip(columns, told, strict=True)
    )
    return Row(cells, max(len(lines) for lines in cells) * _LINE + 2 * _PAD, bold)


def paged(rows: Sequence[Row], first: float, later: float) -> list[list[Row]]:
    """Rows by page: `first` mm of room on the first one, `later` on the others."""
    pages: list[list[Row]] = [[]]
    room = first - _HEAD
    for each in rows:
        if each.height > room and pages[-1]:
            pages.append([])
            room = later - _HEAD
        pages[-1].append(each)
        room -= each.height
    return pages


def height(rows: Sequence[Row]) -> float:
    """How high a table with these rows is."""
    return _HEAD + sum(each.height for each in rows)


def draw(sheet: Paper, columns: Sequence[Column], rows: Sequence[Row], x: float, y: float) -> float:
    """The titles and the rows from `y` downwards; returns where the table ends."""
    total = sum(column.width for column in columns)
    sheet.box(x, y, total, _HEAD, fill=0.92)
    _across(columns, x, lambda c, at: sheet.text(at + c.width / 2, y + 4.3, c.title, SIZE, bold=True, align="center"))  # fmt: skip
    top, y = y, y + _HEAD
    for each in rows:
        _row(sheet, columns, each, x, y)
        y += each.height
        sheet.rule(x, y, x + total, y, 0.25)
    sheet.rule(x, top, x, y)
    _across(columns, x, lambda c, at: sheet.rule(at + c.width, top, at + c.width, y, 0.25))
    return y


def strike(sheet: Paper, columns: Sequence[Column], x: float, y: float, bottom: float) -> None:
    """以下空白: nothing can be written into the rest of the page."""
    total = sum(column.width for column in columns)
    if bottom - y < 7:
        return
    sheet.text(x + total / 2, y + 5, "以下空白", 9, align="center")
    if bottom - y > 14:
        sheet.rule(x + total, y + 7, x, bottom, 0.3)


def _across(columns: Sequence[Column], x: float, do: Callable[[Column, float], None]) -> None:
    for column in columns:
        do(column, x)
        x += column.width


def _row(sheet: Paper, columns: Sequence[Column], each: Row, x: float, y: float) -> None:
    for column, lines in zip(columns, each.cells, strict=True):
        at = {
            "left": x + _PAD,
            "center": x + column.width / 2,
            "right": x + column.width - _PAD,
        }[column.align]
        sheet.lines(at, y + _PAD + 2.7, lines, SIZE, _LINE, bold=each.bold, align=column.align)
        x += column.width
