"""Any table as a spreadsheet: titles in bold, numbers as numbers, nothing of it a formula."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import BytesIO
from itertools import chain, islice
from typing import Final

Cell = str | int | Decimal | None
_WIDEST: Final = 48
#: By the words of so many rows the columns are as wide as they are.
_MEASURED: Final = 2_000
_LEADS: Final = ("=", "+", "-", "@")


def workbook(
    title: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    notes: Sequence[str] = (),
) -> bytes:
    """An xlsx file: `notes` stand above the table (what it is, when, by whom), `heads` are its columns."""
    from openpyxl import Workbook  # heavy, and only an export needs it
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)  # a row is written as it comes: there may be a city's
    sheet = book.create_sheet("".join(c for c in title if c not in "[]:*?/\\")[:31] or "1")

    def cell(value: Cell, *, bold: bool = False) -> WriteOnlyCell:
        """What begins like a formula stays the text that it is."""
        made = WriteOnlyCell(sheet, _safe(value))
        if isinstance(value, str):
            made.data_type = "s"
            if value.startswith(_LEADS):
                made.quotePrefix = True
        if bold:
            made.font = Font(bold=True)
        return made

    coming = iter(rows)
    first = list(islice(coming, _MEASURED))
    for at, head in enumerate(heads):
        widest = max(map(_width, (head, *(row[at] for row in first))))
        sheet.column_dimensions[get_column_letter(at + 1)].width = min(widest + 2, _WIDEST)
    sheet.freeze_panes = f"A{len(notes) + 2}"
    for note in notes:
        sheet.append([cell(note)])
    sheet.append([cell(head, bold=True) for head in heads])
    for row in chain(first, coming):
        sheet.append([cell(value) for value in row])
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _safe(value: Cell) -> Cell:
    if not isinstance(value, str):
        return value
    return "".join(c for c in value if c >= " " or c in "\n\t")


def _width(value: Cell) -> int:
    text = "" if value is None else str(value)
    return sum(2 if ord(c) > 0x2E7F else 1 for c in text)
