"""The list of petitions as a file, in a worker: however long it is, its rows are fetched and written in turn."""

from __future__ import annotations

from collections.abc import Iterator

from app import errors
from app.petitions import exports
from app.petitions.types import PetitionRow
from app.progress import Stopped
from ui.exporting import Fetch


def workbook(found: exports.Exported, fetch: Fetch) -> bytes:
    """The file; refuses a list of which something went out of sight while it was written."""
    from app.petitions import tables  # heavy, and only an export needs it

    return tables.list_xlsx(_rows(found, fetch), found.mark)


def _rows(found: exports.Exported, fetch: Fetch) -> Iterator[PetitionRow]:
    rows, came = found.rows, 0
    while rows:
        if fetch.cancelled():
            raise Stopped
        yield from rows
        came += len(rows)
        fetch.report(came / found.count)
        if came >= found.count:
            break
        last = rows[-1].id
        rows = fetch.store.read(exports.export_more, export_id=found.export_id, after=last)
    if came != found.count:
        raise errors.ChangedMeanwhile
