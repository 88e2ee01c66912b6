"""检索: by which pieces of its alias and title a case is found."""

from collections.abc import Iterable, Sequence

from sqlalchemy.orm import Session

from app import search
from db.cases import search as index
from db.cases.models import CaseFile


def note(session: Session, rows: Iterable[CaseFile]) -> None:
    """Put cases into the index; neither alias nor title ever changes."""
    told = [{"id": row.id, "words": search.pieces((row.alias, row.title))} for row in rows]
    index.PAIRS.index(session, told)


def note_all(session: Session) -> None:
    """Every case that the index does not hold: of books that had none before, all of them."""
    note(session, index.not_indexed(session))


def among(session: Session, words: Iterable[str]) -> Sequence[str] | None:
    """The cases that may carry all these words in alias or title; None where the index does not narrow the search."""
    return index.candidates(session, [(piece, False) for piece in search.pieces_of(words)])
