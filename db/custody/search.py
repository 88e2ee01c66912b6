"""The search table: FTS5 on SQLite, tsvector and GIN on PostgreSQL; words come ready split."""

import json
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from db.among import is_on_file

#: The longest beginning of a word that the table itself keeps (`prefix` below).
_INDEXED = 3
#: So many words in one question.
_AT_ONCE = 200
#: So few cards are read sooner than a beginning of four digits is looked up among a million.
_FEW = 200


def statements(dialect: str) -> Iterator[str]:
    """What lays the table on an engine."""
    if dialect == "sqlite":
        yield (
            "CREATE VIRTUAL TABLE item_search USING fts5("
            "words, tokenize='unicode61', prefix='1 3', detail=none)"
        )
        return
    yield (
        "CREATE TABLE item_search (pk BIGINT PRIMARY KEY REFERENCES item (pk), words tsvector NOT NULL)"
    )
    yield "CREATE INDEX ix_item_search_words ON item_search USING gin (words) WITH (fastupdate = off)"


def index(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Put cards into the table, or anew: rows of {pk, words}."""
    if is_on_file(session):
        sql = "INSERT OR REPLACE INTO item_search (rowid, words) VALUES (:pk, :words)"
    else:
        sql = (
            "INSERT INTO item_search (pk, words)"
            " VALUES (:pk, array_to_tsvector(string_to_array(:words, ' ')))"
            " ON CONFLICT (pk) DO UPDATE SET words = excluded.words"
        )
    session.execute(text(sql), list(rows))


def find(
    session: Session,
    words: Sequence[tuple[str, bool]],
    *,
    among: Collection[str] | None,
    without: Collection[str],
    limit: int,
) -> Sequence[int]:
    """Keys of the cards that carry all words, newest first, of visible cases only, in one statement.

    A long word is looked for whole first: only when that does not fill the page, by its beginning
    too. Beginnings of more than three characters have no index and gather every match before the first.
    """
    if not words or (among is not None and not among):
        return []
    whole = [(word, prefix and len(word) <= _INDEXED) for word, prefix in words]
    found = _found(session, whole, among, without, limit)
    if whole == list(words) or len(found) >= limit:
        return found
    few = _few(session, words, among, without)
    if few is not None:
        return _starting(session, words[-1][0], few, limit)
    return _found(session, words, among, without, limit)


def _few(
    session: Session,
    words: Sequence[tuple[str, bool]],
    among: Collection[str] | None,
    without: Collection[str],
) -> Sequence[int] | None:
    """Keys of the cards that carry all words but the last, which are digits, if so few do: their words are read.

    A number is typed part by part, and its last one begins a word of every case; letters lose their marks in the
    index, and only the index knows which ones.
    """
    last, _ = words[-1]
    if not is_on_file(session) or len(words) == 1 or not (last.isascii() and last.isdigit()):
        return None
    sql = "SELECT rowid FROM item_search WHERE item_search MATCH :asked LIMIT :limit"
    asked = _fts5(words[:-1], among, without)
    found = list(session.execute(text(sql), {"asked": asked, "limit": _FEW + 1}).scalars())
    return found if len(found) <= _FEW else None


def _starting(session: Session, beginning: str, keys: Sequence[int], limit: int) -> Sequence[int]:
    """Of these cards those of which a word begins so, newest first."""
    sql = (
        "SELECT rowid FROM item_search WHERE rowid IN (SELECT value FROM json_each(:keys))"
        " AND ' ' || words LIKE :like ORDER BY rowid DESC LIMIT :limit"
    )
    asked = {"keys": json.dumps(list(keys)), "like": f"% {beginning}%", "limit": limit}
    return list(session.execute(text(sql), asked).scalars())


def _found(
    session: Session,
    words: Sequence[tuple[str, bool]],
    among: Collection[str] | None,
    without: Collection[str],
    limit: int,
) -> Sequence[int]:
    if is_on_file(session):
        sql = "SELECT rowid FROM item_search WHERE item_search MATCH :asked ORDER BY rowid DESC LIMIT :limit"
        asked = _fts5(words, among, without)
    else:
        sql = "SELECT pk FROM item_search WHERE words @@ CAST(:asked AS tsquery) ORDER BY pk DESC LIMIT :limit"
        asked = _tsquery(words, among, without)
    return list(session.execute(text(sql), {"asked": asked, "limit": limit}).scalars())


def with_any(session: Session, words: Sequence[str]) -> Sequence[int]:
    """Keys of the cards that carry one of these words, whole."""
    is_sqlite = is_on_file(session)
    sql, between, quote = (
        ("SELECT rowid FROM item_search WHERE item_search MATCH :asked", " OR ", '"')
        if is_sqlite
        else ("SELECT pk FROM item_search WHERE words @@ CAST(:asked AS tsquery)", " | ", "'")
    )
    found: list[int] = []
    for at in range(0, len(words), _AT_ONCE):
        asked = between.join(f"{quote}{word}{quote}" for word in words[at : at + _AT_ONCE])
        found += session.execute(text(sql), {"asked": asked}).scalars()
    return found


def case_word(case_id: str) -> str:
    """The word by which the index knows a case."""
    return f"case{case_id}"


def _fts5(
    words: Sequence[tuple[str, bool]], among: Collection[str] | None, without: Collection[str]
) -> str:
    asked = " AND ".join(f'"{word}"*' if prefix else f'"{word}"' for word, prefix in words)
    if among is not None:
        asked = f"({asked}) AND ({' OR '.join(chr(34) + case_word(c) + chr(34) for c in among)})"
    for hidden in without:
        asked = f'({asked}) NOT "{case_word(hidden)}"'
    return asked


def _tsquery(
    words: Sequence[tuple[str, bool]], among: Collection[str] | None, without: Collection[str]
) -> str:
    asked = " & ".join(f"'{word}':*" if prefix else f"'{word}'" for word, prefix in words)
    if among is not None:
        asked = f"({asked}) & ({' | '.join(f'{chr(39)}{case_word(c)}{chr(39)}' for c in among)})"
    for hidden in without:
        asked = f"({asked}) & !'{case_word(hidden)}'"
    return asked
