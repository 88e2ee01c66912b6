"""The ledger as a spreadsheet: read and made in a worker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from app.cases import service as cases
from app.custody import views
from app.custody.types import ItemRow
from app.progress import Stopped
from app.store import Store
from ui import texts
from ui.cases import ledger
from ui.shell import files, rows
from ui.widgets.table import Column


def sheet(
    store: Store,
    case_id: str,
    heads: Sequence[str],
    path: Path,
    *,
    report: Callable[[float], object],
    cancelled: Callable[[], bool],
) -> Path:
    """Write the ledger as a spreadsheet; `heads` are the titles of its columns in the language shown."""
    from app.forms import sheets  # heavy, and only an export needs it

    view = store.read(cases.view, case_id=case_id)
    told = view.balance
    notes = (
        f"{view.row.number}  {view.row.alias}  {view.row.title}",
        f"{texts.word('case.received')} {told.received:,} = {texts.word('case.inside')} {told.inside:,}"
        f" + {texts.word('case.outside')} {told.outside:,} + {texts.word('case.ended')} {told.ended:,}"
        f" + {texts.word('case.difference')} {told.difference:,}",
        view.head,
    )
    found = rows.every(
        store,
        views.rows,
        store.read(views.count, case_id=case_id),
        report=report,
        cancelled=cancelled,
        case_id=case_id,
        sort="number",
    )
    made = sheets.workbook(view.row.number, heads, map(_cells, found), notes)
    if cancelled():
        raise Stopped
    return files.write(path, made)


def heads() -> tuple[str, ...]:
    """The titles of the spreadsheet's columns: those of the table, value and weight as numbers."""
    return tuple(column.title() for column in _columns())


def _columns() -> tuple[Column, ...]:
    return ledger.columns()


def _cells(row: ItemRow) -> list[str | int | None]:
    told: list[str | int | None] = [column.show(row) for column in _columns()]
    return told
