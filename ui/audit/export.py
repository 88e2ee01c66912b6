"""The trail as a spreadsheet, read and written in a worker, page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from app.audit import service as audit
from app.audit.types import Stopped, TrailRow
from app.store import Store
from ui import entries, texts
from ui.shell import files

_PAGE: Final = 2_000
#: More than fits on one sheet of a spreadsheet is cut here, and said so.
MOST: Final = 200_000


def sheet(
    store: Store,
    filters: dict[str, Any],
    heads: Sequence[str],
    path: Path,
    *,
    report: Callable[[float], object],
    cancelled: Callable[[], bool],
) -> Path:
    """Write the lines that the filters let through, newest first."""
    from app.forms import sheets  # heavy, and only an export needs it

    total = min(store.read(audit.count, **filters), MOST)
    rows = (_cells(row) for row in _rows(store, filters, total, report, cancelled))
    made = sheets.workbook(texts.word("form.trail"), heads, rows)
    if cancelled():
        raise Stopped
    return files.write(path, made)


def _rows(
    store: Store,
    filters: dict[str, Any],
    total: int,
    report: Callable[[float], object],
    cancelled: Callable[[], bool],
) -> Iterator[TrailRow]:
    for offset in range(0, total, _PAGE):
        if cancelled():
            raise Stopped
        yield from store.read(
            audit.entries, **filters, limit=min(_PAGE, total - offset), offset=offset
        )
        report(min(1.0, (offset + _PAGE) / total))


def _cells(row: TrailRow) -> list[str | int | None]:
    entry = row.entry
    return [
        texts.moment(entry.recorded_at, seconds=True),
        texts.word(f"event.{entry.kind}"),
        texts.word(f"object.{entry.object_kind}"),
        row.label,
        entry.actor_name,
        entry.second_name,
        entry.station,
        "  ".join(f"{name}: {value}" for name, value in entries.lines(entry.facts)),
        entry.seq,
        entry.hash,
    ]
