"""The index of cases by the pairs of signs in alias and title: both stand as they were when the ledger was opened."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.cases.models import CaseFile
from db.pairs import Pairs

PAIRS: Final = Pairs("case", "case_file")
#: Of more cases that carry the words the newest few are found sooner from the list's newest end.
MOST: Final = 300


def not_indexed(session: Session) -> Sequence[CaseFile]:
    """The cases that the index does not hold yet."""
    return session.scalars(select(CaseFile).where(PAIRS.lacks(session, CaseFile.id))).all()


def candidates(session: Session, words: Sequence[tuple[str, bool]]) -> Sequence[str] | None:
    """Every case that may carry these words; None: too many."""
    found = PAIRS.carrying(session, words, MOST + 1)
    return found if len(found) <= MOST else None
