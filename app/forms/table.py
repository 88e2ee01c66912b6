"""A table on paper: titles, and rows as high as their text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from app.forms import paper
from app.forms.paper import Align, Paper

SIZE: Final = 7.6
HEAD: Final = 6.2
_LINE: Final = 3.5
_PAD: Final = 1.1


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, its width in mm, how its text stands, how many lines it may take."""

    title: str
    width: float
    align: Align = "left"
    lines: int = 3


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


def titles(sheet: Paper, columns: Sequence[Column], x: float, y: float) -> None:
    """The titles over their columns; one too long for its column is written smaller."""
    sheet.box(x, y, sum(column.width for column in columns), HEAD, fill=0.92)

    def title(column: Column, at: float) -> None:
        size = _fitting(column)
        sheet.text(at + column.width / 2, y + 4.2, column.title, size, bold=True, align="center")

    _across(columns, x, title)
    _uprights(sheet, columns, x, y, HEAD)


def draw_row(sheet: Paper, columns: Sequence[Column], each: Row, x: float, y: float) -> None:
    """A row of cells and the lines around them."""
    left = x
    for column, lines in zip(columns, each.cells, strict=True):
        at = {
            "left": left + _PAD,
            "center": left + column.width / 2,
            "right": left + column.width - _PAD,
        }[column.align]
        sheet.lines(at, y + _PAD + 2.7, lines, SIZE, _LINE, bold=each.bold, align=column.align)
        left += column.width
    sheet.rule(x, y + each.height, left, y + each.height, 0.25)
    _uprights(sheet, columns, x, y, each.height)


def _fitting(column: Column) -> float:
    taken = paper.width(column.title, SIZE, paper.BOLD)
    return min(SIZE, SIZE * (column.width - 0.6) / taken) if taken else SIZE


def _uprights(sheet: Paper, columns: Sequence[Column], x: float, y: float, high: float) -> None:
    sheet.rule(x, y, x, y + high, 0.25)
    _across(columns, x, lambda c, at: sheet.rule(at + c.width, y, at + c.width, y + high, 0.25))


def _across(columns: Sequence[Column], x: float, do: Callable[[Column, float], None]) -> None:
    for column in columns:
        do(column, x)
        x += column.width
