"""Statements about who reported: the sealed secrets, their traces, the requests to open them."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.petitions.models import IdentityRequest, IdentitySecret, IdentityTrace, Petition
from db.petitions.queries import Scope, visible


def secret(session: Session, petition_id: str) -> IdentitySecret | None:
    """The sealed identity."""
    return session.get(IdentitySecret, petition_id)


def has_secrets(session: Session) -> bool:
    """Whether any identity was ever sealed here."""
    return session.scalar(select(IdentitySecret.petition_id).limit(1)) is not None


def traces(session: Session, blinds: Collection[str]) -> Sequence[str]:
    """The petitions that bear one of these blind marks."""
    return session.scalars(
        select(IdentityTrace.petition_id).where(IdentityTrace.blind.in_(list(blinds))).distinct()
    ).all()


def traces_of(session: Session, petition_id: str) -> Sequence[IdentityTrace]:
    """The blind marks of a petition."""
    return session.scalars(
        select(IdentityTrace).where(IdentityTrace.petition_id == petition_id)
    ).all()


def identity_request(session: Session, id_: str) -> IdentityRequest | None:
    """One request to see an identity, held until this job ends."""
    return session.scalars(
        select(IdentityRequest)
        .where(IdentityRequest.id == id_)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).first()


def identity_requests(
    session: Session,
    *,
    petition_id: str = "",
    open_only: bool = False,
    asked_by: str = "",
    scope: Scope | None = None,
) -> Sequence[IdentityRequest]:
    """Requests to see an identity."""
    asked = select(IdentityRequest)
    if asked_by:
        asked = asked.where(IdentityRequest.asked_by == asked_by)
    if scope is not None:
        there = select(Petition.id).where(*visible(scope))
        asked = asked.where(IdentityRequest.petition_id.in_(there))
    if petition_id:
        asked = asked.where(IdentityRequest.petition_id == petition_id)
    if open_only:
        asked = asked.where(IdentityRequest.decision == "")
    return session.scalars(asked.order_by(IdentityRequest.id)).all()
