"""On what ground a thing may be taken in: features above add what they know of the case (casework §1.6)."""

from collections.abc import Callable

from sqlalchemy.orm import Session

#: Refuses when a case does not carry a measure yet: (session, case id, measure).
Ground = Callable[[Session, str, str], None]
grounds: list[Ground] = []


def require(session: Session, case_id: str, measure: str) -> None:
    """The storeroom takes things only under a case, or under a measure that was approved before it."""
    for ground in grounds:
        ground(session, case_id, measure)
