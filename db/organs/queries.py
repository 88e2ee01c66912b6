"""Statements about organs and postings."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import BindParameter, ColumnElement, Select, bindparam, or_, select
from sqlalchemy.orm import Session

from db.identity.models import Account, Appointment
from db.organs.models import Organ, Posting


def _valid(day: date | BindParameter[Any]) -> ColumnElement[bool]:
    return (Posting.since <= day) & or_(Posting.until.is_(None), Posting.until >= day)


#: What every act on a petition or a lead asks is made once (db/ledger/queries.py).
_SOME: Final = select(Organ).where(Organ.id.in_(bindparam("ids", expanding=True)))
_POSTING: Final = (
    select(Posting)
    .where(Posting.account_id == bindparam("id"), _valid(bindparam("day")))
    .order_by(Posting.since.desc(), Posting.id.desc())
    .limit(1)
)


def organ(session: Session, id_: str) -> Organ | None:
    """One organ."""
    return session.get(Organ, id_)


def by_code(session: Session, code: str) -> Organ | None:
    """The organ under a code."""
    return session.scalars(select(Organ).where(Organ.code == code)).first()


def root(session: Session) -> Organ | None:
    """The organ that stands over all others."""
    return session.scalars(select(Organ).where(Organ.parent_id.is_(None))).first()


def under(path: str) -> ColumnElement[bool]:
    """Organs in the subtree of a path, itself among them: a range, which the index answers."""
    return (Organ.path >= path) & (Organ.path < path[:-1] + "0")  # "0" is what follows "/"


def ids_under(path: str) -> Select[str]:
    """The ids of a subtree, for the visibility of what hangs on an organ."""
    return select(Organ.id).where(under(path))


def tree(session: Session, path: str) -> Sequence[Organ]:
    """A subtree from its head down, brothers by code."""
    return session.scalars(
        select(Organ).where(under(path)).order_by(Organ.level, Organ.kind, Organ.code)
    ).all()


def committees(session: Session, *, lowest: int) -> Sequence[Organ]:
    """The committees down to a level, ended ones too, the newest last."""
    asked = select(Organ).where(Organ.kind == "committee", Organ.level <= lowest)
    return session.scalars(asked.order_by(Organ.since, Organ.id)).all()


def some(session: Session, ids: Sequence[str]) -> Sequence[Organ]:
    """These organs."""
    return session.scalars(_SOME, {"ids": list(ids)}).all() if ids else []


def posting(session: Session, account_id: str, day: date) -> Posting | None:
    """Where somebody works on a day; the newest decision holds."""
    return session.scalars(_POSTING, {"id": account_id, "day": day}).first()


def postings(session: Session, account_id: str) -> Sequence[Posting]:
    """Everywhere somebody ever worked."""
    return session.scalars(
        select(Posting).where(Posting.account_id == account_id).order_by(Posting.since, Posting.id)
    ).all()


def staff(
    session: Session, organ_id: str, day: date, role: str = "", office: str = ""
) -> Sequence[tuple[Account, Posting]]:
    """Who works at an organ on a day; only those who hold a role, or sit in an office, if one is named."""
    asked = (
        select(Account, Posting)
        .join(Posting, Posting.account_id == Account.id)
        .where(Posting.organ_id == organ_id, _valid(day), Account.disabled_at.is_(None))
    )
    if office:
        asked = asked.where(Posting.office == office)
    if role:
        held = (Appointment.since <= day) & or_(
            Appointment.until.is_(None), Appointment.until >= day
        )
        asked = asked.where(
            Account.id.in_(select(Appointment.account_id).where(Appointment.role == role, held))
        )
    return [(row[0], row[1]) for row in session.execute(asked.order_by(Account.name))]
