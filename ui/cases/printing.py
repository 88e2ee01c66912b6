"""The ledger as a spreadsheet: read and made in a worker."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from app.audit.types import Stopped
from app.cases import service as cases
from app.custody import views
from app.custody.types import ItemRow
from app.store import Store
from ui import texts
from ui.cases import ledger
from ui.shell import files
from ui.widgets.table import Column

_PAGE: Final = 2_000


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
        f"{texts.word('case.received')} {told.received} = {texts.word('case.inside')} {told.inside}"
        f" + {texts.word('case.outside')} {told.outside} + {texts.word('case.ended')} {told.ended}"
        f" + {texts.word('case.difference')} {told.difference}",
        view.head,
    )
    shown = (_cells(row) for row in _rows(store, case_id, report, cancelled))
    made = sheets.workbook(view.row.number, heads, shown, notes)
    if cancelled():
        raise Stopped
    return files.write(path, made)


def _rows(
    store: Store,
    case_id: str,
    report: Callable[[float], object],
    cancelled: Callable[[], bool],
) -> Iterator[ItemRow]:
    """Every thing of the case, by number."""
    total = store.read(views.count, case_id=case_id)
    for offset in range(0, total, _PAGE):
        if cancelled():
            raise Stopped
        yield from store.read(
            views.rows, case_id=case_id, sort="number", limit=_PAGE, offset=offset
        )
        report(min(1.0, (offset + _PAGE) / total))


def heads() -> tuple[str, ...]:
    """The titles of the spreadsheet's columns: those of the table, value and weight as numbers."""
    return tuple(column.title() for column in _columns())


def _columns() -> tuple[Column, ...]:
    return ledger.columns()


def _cells(row: ItemRow) -> list[str | int | None]:
    told: list[str | int | None] = [column.show(row) for column in _columns()]
    return told
