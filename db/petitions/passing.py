"""Statements about petitions that were passed on sealed."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.petitions.models import SealedPass


def sealed(session: Session, organ_id: str, *, with_direct: bool) -> Sequence[SealedPass]:
    """The ledger of what an organ passed on sealed; what went past its head only for those who sealed it."""
    asked = select(SealedPass).where(SealedPass.organ_id == organ_id)
    if not with_direct:
        asked = asked.where(SealedPass.direct.is_(False))
    return session.scalars(asked.order_by(SealedPass.id.desc())).all()


def sealed_to(session: Session, target_id: str) -> Sequence[SealedPass]:
    """What was passed on sealed to an organ."""
    # the topmost organ's own name it itself: its superior is not in these books
    asked = select(SealedPass).where(
        SealedPass.target_id == target_id, SealedPass.organ_id != target_id
    )
    return session.scalars(asked.order_by(SealedPass.id.desc())).all()


def sealed_pass(session: Session, id_: str) -> SealedPass | None:
    """One line of the sealed ledger."""
    return session.get(SealedPass, id_)
