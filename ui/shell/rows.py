"""Where rows come from: a query of the books, page by page or every one of them, or a list that is already here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from app.progress import Stopped
from app.store import Store
from ui.widgets.table_model import Ask


class BookRows:
    """The rows of a query with its count; the table's filters become the query's arguments.

    Both are asked in a worker. `sorts`: whether the query takes `sort` ("-" before it for descending).
    `from_end`: whether it takes `from_end`, and is then asked from the nearer end.
    """

    def __init__(
        self,
        store: Store,
        rows: Callable[..., Sequence[Any]],
        count: Callable[..., int],
        *,
        sorts: bool = False,
        from_end: bool = False,
        **fixed: Any,
    ) -> None:
        self._store = store
        self._rows = rows
        self._count = count
        self._sorts = sorts
        self._from_end = from_end
        self._fixed = fixed
        #: The rows counted last, and what was asked then.
        self._counted: tuple[int, dict[str, Any]] = (0, {})

    def count(self, ask: Ask) -> int:
        """How many rows there are."""
        found: int = self._store.read(self._count, **self._fixed, **ask.filters)
        self._counted = (found, dict(ask.filters))
        return found

    def page(self, offset: int, limit: int, ask: Ask) -> Sequence[Any]:
        """Some of them."""
        how: dict[str, Any] = {}
        if self._sorts and ask.sort:
            how["sort"] = f"{'-' * ask.descending}{ask.sort}"
        of, asked = self._counted
        if self._from_end and of // 2 < offset < of and asked == ask.filters:
            # a long way to the end is read from there: what lies before need not be counted past
            limit = min(limit, of - offset)
            how["from_end"], offset = True, of - offset - limit
        return self._store.read(
            self._rows, **self._fixed, **ask.filters, **how, limit=limit, offset=offset
        )


#: As many as one answer brings to a file that is written.
_AT_ONCE: Final = 2_000


def every(
    store: Store,
    query: Callable[..., Sequence[Any]],
    total: int,
    *,
    report: Callable[[float], object],
    cancelled: Callable[[], bool],
    **chosen: Any,
) -> Iterator[Any]:
    """The first `total` rows of a query, for a worker that writes them into a file; `Stopped` when it is cancelled."""
    for offset in range(0, total, _AT_ONCE):
        if cancelled():
            raise Stopped
        yield from store.read(query, **chosen, limit=min(_AT_ONCE, total - offset), offset=offset)
        report(min(1.0, (offset + _AT_ONCE) / total))


class GivenRows:
    """Rows that are here already; `show` them, then reload the table."""

    def __init__(self) -> None:
        self._rows: tuple[Any, ...] = ()

    def show(self, rows: Sequence[Any]) -> None:
        """These instead."""
        self._rows = tuple(rows)

    def count(self, _ask: Ask) -> int:
        """How many."""
        return len(self._rows)

    def page(self, offset: int, limit: int, ask: Ask) -> Sequence[Any]:
        """Some of them, in the order of a field when one is asked for."""
        rows: Sequence[Any] = self._rows
        if ask.sort:
            rows = sorted(rows, key=lambda row: _key(row, ask.sort), reverse=ask.descending)
        return rows[offset : offset + limit]


def _key(row: Any, field: str) -> tuple[bool, Any]:
    value = getattr(row, field, None)
    return value is not None, value
