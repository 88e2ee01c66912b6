"""One of these, however many: they go as one value, so the statement stays the same and no engine's limit is met; or
they lie in the books already, and do not go at all."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Select, Text, any_, func, literal, select
from sqlalchemy.orm import Session

#: Ids, or the statement that finds them.
Ids = Sequence[str] | Select[Any]


def is_on_file(session: Session) -> bool:
    """Whether the books are SQLite."""
    return session.get_bind().dialect.name == "sqlite"


def among(session: Session, column: Any, ids: Ids) -> ColumnElement[bool]:
    """Whether a column is one of these."""
    one: ColumnElement[bool]
    if isinstance(ids, Select):
        one = column.in_(ids)
        return one
    if is_on_file(session):
        given = func.json_each(json.dumps(list(ids))).table_valued("value")
        one = column.in_(select(given.c.value))
        return one
    found: ColumnElement[bool] = column == any_(literal(list(ids), ARRAY(Text)))
    return found
