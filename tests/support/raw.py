"""The books from behind: a plain connection of the engine, as somebody with a database tool would have."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy import make_url

#: What a database says when it refuses.
Refusals = (sqlite3.DatabaseError, psycopg.Error)


class Raw:
    """One statement at a time, committed at once; `?` stands for a value on both engines."""

    def __init__(self, url: str) -> None:
        made = make_url(url)
        self.is_sqlite = made.get_backend_name() == "sqlite"
        self._connection: Any
        if self.is_sqlite:
            self._connection = sqlite3.connect(made.database or "", isolation_level=None)
            for pragma in ("recursive_triggers", "foreign_keys"):
                self._connection.execute(f"PRAGMA {pragma}=ON")
        else:
            plain = made.set(drivername="postgresql").render_as_string(hide_password=False)
            self._connection = psycopg.connect(plain, autocommit=True)

    def do(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Run a statement; answers its rows."""
        done = self._connection.execute(sql if self.is_sqlite else sql.replace("?", "%s"), values)
        return list(done.fetchall()) if done.description else []

    def one(self, sql: str, *values: Any) -> Any:
        """The first value of the first row."""
        return self.do(sql, *values)[0][0]

    def tables(self) -> list[str]:
        """Every table of the store."""
        asked = (
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'item_search*'"
            if self.is_sqlite
            else "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
        )
        return [name for (name,) in self.do(asked)]

    def unguard(self) -> None:
        """Take every guard away, as whoever owns the file or the tables can."""
        if self.is_sqlite:
            for (name,) in self.do("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
                self.do(f"DROP TRIGGER {name}")
            self.do("PRAGMA foreign_keys=OFF")
            return
        for table, name in self.do(
            "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " WHERE NOT t.tgisinternal"
        ):
            self.do(f"DROP TRIGGER {name} ON {table}")

    def close(self) -> None:
        """Give the connection back."""
        self._connection.close()


@contextmanager
def opened(url: str) -> Iterator[Raw]:
    """A raw connection for as long as the block lasts."""
    raw = Raw(url)
    try:
        yield raw
    finally:
        raw.close()
