"""A table on paper: titles, and rows as high as their text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from app.forms import paper
from app.forms.paper import Align, Paper

SIZE: Final = 7.6
#: As many lines as a cell may take: a row never outgrows half a sheet.
MOST: Final = 16
_LINE: Final = 3.5
_PAD: Final = 1.1


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, its width in mm, how its text stands, how many lines it may take."""

    title: str
    width: float
    align: Align = "left"
    lines: int = MOST


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
    """The titles over their columns, in the middle of the line that they share."""
    high = head_height(columns)
    sheet.box(x, y, sum(column.width for column in columns), high, fill=0.92)

    def title(column: Column, at: float) -> None:
        lines = _title(column)
        top = y + (high - len(lines) * _LINE) / 2 + 2.8
        middle = at + column.width / 2
        sheet.lines(middle, top, lines, SIZE, _LINE, bold=True, align="center")

    _across(columns, x, title)
    _uprights(sheet, columns, x, y, high)


def head_height(columns: Sequence[Column]) -> float:
    """How high the titles are: as many lines as the longest takes."""
    return max(len(_title(column)) for column in columns) * _LINE + 2.7


def _title(column: Column) -> list[str]:
    return paper.wrap(column.title, column.width - 0.6, SIZE, paper.BOLD, 3)


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


def _uprights(sheet: Paper, columns: Sequence[Column], x: float, y: float, high: float) -> None:
    sheet.rule(x, y, x, y + high, 0.25)
    _across(columns, x, lambda c, at: sheet.rule(at + c.width, y, at + c.width, y + high, 0.25))


def _across(columns: Sequence[Column], x: float, do: Callable[[Column, float], None]) -> None:
    for column in columns:
        do(column, x)
        x += column.width
