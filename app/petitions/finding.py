"""检索: by which words a petition is found, and what of a search the index can answer."""

from collections.abc import Collection, Iterable, Sequence
from typing import Final

from sqlalchemy.orm import Session

from app import search
from db.petitions import belongings
from db.petitions import search as index
from db.petitions.models import Petition

#: So many petitions are put into the index at once while a store is brought up.
_AT_ONCE: Final = 2_000


def note(session: Session, rows: Collection[Petition]) -> None:
    """Put petitions that have just got their numbers into the index: their summaries, and whom they name."""
    named: dict[str, list[str]] = {row.id: [row.number, row.summary, row.accused] for row in rows}
    for who in belongings.accused(session, list(named)):
        named[who.petition_id] += [who.name, who.unit]
    index.PAIRS.index(session, [{"id": id_, "words": _pairs(told)} for id_, told in named.items()])


def _pairs(told: Iterable[str]) -> str:
    """The pairs of Chinese characters: no digit and no letter comes into the index, for none is asked of it."""
    return " ".join(word for word in search.words(told).split() if search.is_one_run(word))


def note_all(session: Session) -> None:
    """Every numbered petition that the index does not hold: of books that had none before, all of them."""
    behind = ""
    while rows := index.not_indexed_after(session, behind, _AT_ONCE):
        note(session, rows)
        behind = rows[-1].id


def among(session: Session, words: Iterable[str]) -> Sequence[str] | None:
    """The petitions that may carry all these words; None where the index does not narrow the search.

    It knows pairs of Chinese characters. Any other text may be asked for from its middle, which no index of words
    finds: such a search reads the summaries, unless a Chinese word beside it narrows them.
    """
    asked = [pair for word in words if search.is_one_run(word) for pair in search.asked(word)]
    return index.candidates(session, asked)
