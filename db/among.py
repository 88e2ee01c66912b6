"""One of these, however many: they go as one value, so the statement stays the same and no engine's limit is met."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Text, any_, func, literal, select
from sqlalchemy.orm import Session


def is_on_file(session: Session) -> bool:
    """Whether the books are SQLite."""
    return session.get_bind().dialect.name == "sqlite"


def among(session: Session, column: Any, ids: Sequence[str]) -> ColumnElement[bool]:
    """Whether a column is one of these."""
    if is_on_file(session):
        given = func.json_each(json.dumps(list(ids))).table_valued("value")
        one: ColumnElement[bool] = column.in_(select(given.c.value))
        return one
    found: ColumnElement[bool] = column == any_(literal(list(ids), ARRAY(Text)))
    return found
