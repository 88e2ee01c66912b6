"""The index of numbered petitions by pairs of characters in their summaries and in whom they name: FTS5, or tsvector and GIN.

What has no number yet may still go on sealed, and then not a word of it stays (casework §2.6): it is in no index, and
is looked through as it stands. What is numbered keeps its words for ever, so that none is ever taken out again.
Who reported is in the vault and in no petition's row; nothing of it comes here.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from sqlalchemy import column, exists, select, table, text
from sqlalchemy.orm import Session

from db.among import is_on_file
from db.petitions.models import Petition

#: So many petitions that carry the words are looked at one by one; beyond them the list is read from its newest end.
MOST: Final = 2_000


def statements(dialect: str) -> Iterator[str]:
    """What lays the tables on an engine."""
    if dialect == "sqlite":
        yield (
            "CREATE TABLE petition_found "
            "(pk INTEGER PRIMARY KEY, petition_id VARCHAR(32) NOT NULL UNIQUE)"
        )
        yield (
            "CREATE VIRTUAL TABLE petition_search USING fts5("
            "words, tokenize='unicode61', prefix='1', detail=none)"
        )
        return
    yield (
        "CREATE TABLE petition_search (petition_id VARCHAR(32) PRIMARY KEY"
        " REFERENCES petition (id), words tsvector NOT NULL)"
    )
    yield (
        "CREATE INDEX ix_petition_search_words ON petition_search"
        " USING gin (words) WITH (fastupdate = off)"
    )


def index(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Put petitions into the index, once: rows of {id, words}."""
    if not rows:
        return
    if not is_on_file(session):
        sql = (
            "INSERT INTO petition_search (petition_id, words)"
            " VALUES (:id, array_to_tsvector(string_to_array(:words, ' ')))"
        )
        session.execute(text(sql), list(rows))
        return
    session.execute(text("INSERT INTO petition_found (petition_id) VALUES (:id)"), list(rows))
    sql = (
        "INSERT INTO petition_search (rowid, words)"
        " SELECT pk, :words FROM petition_found WHERE petition_id = :id"
    )
    session.execute(text(sql), list(rows))


def not_indexed_after(session: Session, id_: str, limit: int) -> Sequence[Petition]:
    """Numbered petitions behind an id that the index does not hold yet, in the order of their ids."""
    held = table(
        "petition_found" if is_on_file(session) else "petition_search", column("petition_id")
    )
    return session.scalars(
        select(Petition)
        .where(
            Petition.number != "",
            Petition.id > id_,
            ~exists().where(held.c.petition_id == Petition.id),
        )
        .order_by(Petition.id)
        .limit(limit)
    ).all()


def candidates(session: Session, words: Sequence[tuple[str, bool]]) -> list[str] | None:
    """Every petition that may carry these words (pairs, and beginnings); None: too many, or there is no index here."""
    if not words or not _is_whole(session):
        return None
    found = _found(session, words)
    plain = select(Petition.id).where(Petition.number == "").limit(MOST + 1)
    told = [*found, *session.scalars(plain)]
    return told if len(told) <= MOST else None


def _is_whole(session: Session) -> bool:
    """A desk's copy has the petitions and no index of them."""
    if not is_on_file(session):
        return True
    counted = text(
        "SELECT (SELECT count(*) FROM petition_found)"
        " = (SELECT count(*) FROM petition WHERE number <> '')"
    )
    return bool(session.scalar(counted))


def _found(session: Session, words: Sequence[tuple[str, bool]]) -> Sequence[str]:
    if is_on_file(session):
        asked = " AND ".join(f'"{word}"*' if starts else f'"{word}"' for word, starts in words)
        sql = (
            "SELECT petition_id FROM petition_found WHERE pk IN"
            " (SELECT rowid FROM petition_search WHERE petition_search MATCH :asked LIMIT :most)"
        )
    else:
        asked = " & ".join(f"'{word}':*" if starts else f"'{word}'" for word, starts in words)
        sql = (
            "SELECT petition_id FROM petition_search"
            " WHERE words @@ CAST(:asked AS tsquery) LIMIT :most"
        )
    return session.scalars(text(sql), {"asked": asked, "most": MOST + 1}).all()
