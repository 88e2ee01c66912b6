"""What a column holds, held against every row that is written: alike on both engines, before either is asked.

SQLite takes a text of any length where PostgreSQL breaks off: what one keeps the other must be able to keep.
Read are the rows that a statement is run with, and where there are none its own `.values(…)`; what the engine reckons
out, and a `bindparam` of another name than its column, is the engine's alone.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from sqlalchemy import BigInteger, Integer, String, Table
from sqlalchemy.sql.dml import Insert, Update

_LARGEST: Final = 2**31 - 1
#: What SQLAlchemy puts behind a column's name where one statement holds several rows.
_NTH: Final = re.compile(r"_m\d+$")


class DoesNotFit(ValueError):
    """A text of `length` signs is for a column of `limit`; a number (then `length` is 0) is larger than `limit`."""

    def __init__(self, field: str, limit: int, length: int) -> None:
        super().__init__(field)
        self.field, self.limit, self.length = field, limit, length


def require(connection: Any, statement: Any, many: Any, params: Any, _options: Any) -> None:
    """Before a statement is run: each value that it writes fits its column, or `DoesNotFit`."""
    if not isinstance(statement, Insert | Update) or not isinstance(statement.table, Table):
        return
    if many or params:
        for row in many or (params,):
            _require_row(statement.table, row)
        return
    for name, value in statement.compile(dialect=connection.dialect).params.items():
        _require_row(statement.table, {_NTH.sub("", name): value})


def _require_row(table: Table, row: Mapping[str, Any]) -> None:
    texts, numbers = _limits(table)
    for name, limit in texts:
        value = row.get(name)
        if type(value) is str and len(value) > limit:
            raise DoesNotFit(f"{table.name}.{name}", limit, len(value))
    for name in numbers:
        value = row.get(name)
        if type(value) is int and not -_LARGEST <= value <= _LARGEST:
            raise DoesNotFit(f"{table.name}.{name}", _LARGEST, 0)


@cache
def _limits(table: Table) -> tuple[tuple[tuple[str, int], ...], tuple[str, ...]]:
    """The texts with their lengths, and the small numbers of a table."""
    texts = tuple(
        (column.key, column.type.length)
        for column in table.columns
        if isinstance(column.type, String) and column.type.length
    )
    whole = (c for c in table.columns if isinstance(c.type, Integer))
    return texts, tuple(c.key for c in whole if not isinstance(c.type, BigInteger))
