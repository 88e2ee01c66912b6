"""Statements on signatures."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from db.cases.models import CaseFile
from db.signatures.models import Signature

_Scan = aliased(Signature)


def signature(session: Session, id_: str) -> Signature | None:
    """One row."""
    return session.get(Signature, id_)


def at_place(session: Session, sheet: str, place: str) -> Signature | None:
    """Who signed there already."""
    return session.scalar(
        select(Signature).where(
            Signature.sheet == sheet, Signature.place == place, Signature.answers == ""
        )
    )


def scan_of(session: Session, id_: str) -> Signature | None:
    """The scan of a paper."""
    return session.scalar(select(Signature).where(Signature.answers == id_))


def of_sheet(session: Session, sheet: str) -> Sequence[Any]:
    """Everything signed on a sheet, oldest first: rows of (Signature, case_number, scan)."""
    found = _told().where(Signature.sheet == sheet, Signature.answers == "")
    return session.execute(found.order_by(Signature.signed_at, Signature.id)).all()


def owed(
    session: Session,
    among: Collection[str] | None,
    without: Collection[str],
    limit: int,
) -> Sequence[Any]:
    """Papers whose scan is not there yet, the longest owed first: rows of (Signature, case_number, scan)."""
    found = _owed(_told(), among, without)
    return session.execute(found.order_by(Signature.due_at, Signature.id).limit(limit)).all()


def owed_count(session: Session, among: Collection[str] | None, without: Collection[str]) -> int:
    """How many papers are owed."""
    counted = select(func.count()).select_from(Signature)
    counted = counted.outerjoin(_Scan, _Scan.answers == Signature.id)
    return session.scalar(_owed(counted, among, without)) or 0


def _told() -> Any:
    return (
        select(Signature, CaseFile.number.label("case_number"), _Scan.picture.label("scan"))
        .join(CaseFile, CaseFile.id == Signature.case_id)
        .outerjoin(_Scan, _Scan.answers == Signature.id)
    )


def _owed(found: Any, among: Collection[str] | None, without: Collection[str]) -> Any:
    found = found.where(Signature.due_at.is_not(None), _Scan.id.is_(None))
    if among is not None:
        found = found.where(Signature.case_id.in_(list(among)))
    if without:
        found = found.where(Signature.case_id.not_in(list(without)))
    return found
