"""Any table as a spreadsheet: titles in bold, numbers as numbers, nothing of it a formula."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Final

Cell = str | int | Decimal | None
_WIDEST: Final = 48
_LEADS: Final = ("=", "+", "-", "@")


def workbook(
    title: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    notes: Sequence[str] = (),
) -> bytes:
    """An xlsx file: `notes` stand above the table (what it is, when, by whom), `heads` are its columns."""
    from openpyxl import Workbook  # heavy, and only an export needs it
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    sheet.title = "".join(c for c in title if c not in "[]:*?/\\")[:31] or "1"
    for note in notes:
        sheet.append([_safe(note)])
    sheet.append([_safe(head) for head in heads])
    top = sheet.max_row
    for cell in sheet[top]:
        cell.font = Font(bold=True)
    widths = [_width(head) for head in heads]
    for row in rows:
        sheet.append([_safe(value) for value in row])
        widths = [max(w, _width(value)) for w, value in zip(widths, row, strict=True)]
    for at, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(at)].width = min(width + 2, _WIDEST)
    sheet.freeze_panes = sheet.cell(row=top + 1, column=1)
    _as_text(sheet)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _as_text(sheet: object) -> None:
    """What begins like a formula stays the text that it is."""
    for row in sheet.iter_rows():  # type: ignore[attr-defined]
        for cell in row:
            if isinstance(cell.value, str):
                cell.data_type = "s"
                if cell.value.startswith(_LEADS):
                    cell.quotePrefix = True


def _safe(value: Cell) -> Cell:
    if not isinstance(value, str):
        return value
    return "".join(c for c in value if c >= " " or c in "\n\t")


def _width(value: Cell) -> int:
    text = "" if value is None else str(value)
    return sum(2 if ord(c) > 0x2E7F else 1 for c in text)
