"""The index of numbered petitions by pairs of characters in their summaries and in whom they name.

What has no number yet may still go on sealed, and then not a word of it stays (casework §2.6): it is in no index, and
is looked through as it stands. What is numbered keeps its words for ever, so that none is ever taken out again.
Who reported is in the vault and in no petition's row; nothing of it comes here.
"""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from db.among import is_on_file
from db.pairs import Pairs
from db.petitions.models import Petition

PAIRS: Final = Pairs("petition", "petition", starts=True)
#: So many petitions that carry the words are looked at one by one; beyond them the list is read from its newest end.
MOST: Final = 2_000


def not_indexed_after(session: Session, id_: str, limit: int) -> Sequence[Petition]:
    """Numbered petitions behind an id that the index does not hold yet, in the order of their ids."""
    return session.scalars(
        select(Petition)
        .where(Petition.number != "", Petition.id > id_, PAIRS.lacks(session, Petition.id))
        .order_by(Petition.id)
        .limit(limit)
    ).all()


def candidates(session: Session, words: Sequence[tuple[str, bool]]) -> list[str] | None:
    """Every petition that may carry these words (pairs, and beginnings); None: too many, or there is no index here."""
    if not words or not _is_whole(session):
        return None
    plain = select(Petition.id).where(Petition.number == "").limit(MOST + 1)
    told = [*PAIRS.carrying(session, words, MOST + 1), *session.scalars(plain)]
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
