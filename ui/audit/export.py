"""The trail as a spreadsheet, read and written in a worker, page by page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from app.audit import service as audit
from app.audit.types import TrailRow
from app.progress import Stopped
from app.store import Store
from ui import entries, texts
from ui.shell import files, rows

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
    found = rows.every(store, audit.entries, total, report=report, cancelled=cancelled, **filters)
    made = sheets.workbook(texts.word("form.trail"), heads, map(_cells, found))
    if cancelled():
        raise Stopped
    return files.write(path, made)


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
