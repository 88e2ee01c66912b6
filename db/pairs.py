"""An index of words of our own beside a table, from word to id: FTS5, or tsvector and GIN; the words come ready split.

It only narrows: what it finds is looked at again, so that a search answers as if every row had been read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, column, exists, table, text
from sqlalchemy.orm import Session

from db.among import is_on_file


@dataclass(frozen=True, slots=True)
class Pairs:
    """The index `name`_search of the table `of`; on SQLite `name`_found tells which row of it is whose.

    (The row's own rowid would do until the file is written anew: then it is another.)
    """

    name: str
    of: str
    #: Whether the beginning of one sign is asked for (`prefix` of FTS5).
    starts: bool = False

    def statements(self, dialect: str) -> Iterator[str]:
        """What lays the tables on an engine."""
        name = self.name
        if dialect == "sqlite":
            prefix = "prefix='1', " if self.starts else ""
            yield (
                f"CREATE TABLE {name}_found "
                f"(pk INTEGER PRIMARY KEY, {name}_id VARCHAR(32) NOT NULL UNIQUE)"
            )
            yield (
                f"CREATE VIRTUAL TABLE {name}_search USING fts5("
                f"words, tokenize='unicode61', {prefix}detail=none)"
            )
            return
        yield (
            f"CREATE TABLE {name}_search ({name}_id VARCHAR(32) PRIMARY KEY"
            f" REFERENCES {self.of} (id), words tsvector NOT NULL)"
        )
        yield (
            f"CREATE INDEX ix_{name}_search_words ON {name}_search"
            " USING gin (words) WITH (fastupdate = off)"
        )

    def index(self, session: Session, rows: Sequence[dict[str, Any]]) -> None:
        """Put rows into the index, once: {id, words}."""
        if not rows:
            return
        name = self.name
        if not is_on_file(session):
            sql = (
                f"INSERT INTO {name}_search ({name}_id, words)"
                " VALUES (:id, array_to_tsvector(string_to_array(:words, ' ')))"
            )
            session.execute(text(sql), list(rows))
            return
        session.execute(text(f"INSERT INTO {name}_found ({name}_id) VALUES (:id)"), list(rows))
        sql = (
            f"INSERT INTO {name}_search (rowid, words)"
            f" SELECT pk, :words FROM {name}_found WHERE {name}_id = :id"
        )
        session.execute(text(sql), list(rows))

    def lacks(self, session: Session, id_: Any) -> ColumnElement[bool]:
        """Whether the index does not hold the row of this id."""
        suffix = "found" if is_on_file(session) else "search"
        held = table(f"{self.name}_{suffix}", column(f"{self.name}_id"))
        return ~exists().where(held.c[f"{self.name}_id"] == id_)

    def carrying(
        self, session: Session, words: Sequence[tuple[str, bool]], limit: int
    ) -> Sequence[str]:
        """Ids of so many rows that carry all these words (or their beginnings), in no order."""
        name = self.name
        if is_on_file(session):
            asked = " AND ".join(f'"{word}"*' if starts else f'"{word}"' for word, starts in words)
            sql = (
                f"SELECT {name}_id FROM {name}_found WHERE pk IN"
                f" (SELECT rowid FROM {name}_search WHERE {name}_search MATCH :asked LIMIT :limit)"
            )
        else:
            asked = " & ".join(f"'{word}':*" if starts else f"'{word}'" for word, starts in words)
            sql = (
                f"SELECT {name}_id FROM {name}_search"
                " WHERE words @@ CAST(:asked AS tsquery) LIMIT :limit"
            )
        return session.scalars(text(sql), {"asked": asked, "limit": limit}).all()
