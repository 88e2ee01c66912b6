"""Statements about people."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import BindParameter, ColumnElement, bindparam, func, or_, select
from sqlalchemy.orm import Session

from db.identity.models import Account, Appointment, SignIn, Vouch


def _valid(day: date | BindParameter[Any]) -> ColumnElement[bool]:
    return (Appointment.since <= day) & or_(Appointment.until.is_(None), Appointment.until >= day)


#: What every act asks is made once (db/ledger/queries.py).
_BY_LOGIN: Final = select(Account).where(func.lower(Account.login) == bindparam("login"))
_NAMES: Final = select(Account.id, Account.name).where(
    Account.id.in_(bindparam("ids", expanding=True))
)
_ROLES: Final = select(Appointment.role).where(
    Appointment.account_id == bindparam("id"), _valid(bindparam("day"))
)
_SIGNED_IN: Final = (
    select(SignIn, Account)
    .join(Account, Account.id == SignIn.account_id)
    .where(SignIn.id == bindparam("id"))
)
_OPEN_SIGN_IN: Final = select(SignIn).where(
    SignIn.account_id == bindparam("id"), SignIn.closed_at.is_(None)
)


def by_login(session: Session, login: str) -> Account | None:
    """The account under a login, whatever its case."""
    return session.scalars(_BY_LOGIN, {"login": login.lower()}).first()


def account(session: Session, id_: str) -> Account | None:
    """The account by its id."""
    return session.get(Account, id_)


def accounts(session: Session) -> Sequence[Account]:
    """All accounts by name."""
    return session.scalars(select(Account).order_by(Account.name)).all()


def names(session: Session, ids: Collection[str]) -> dict[str, str]:
    """id → name of the accounts."""
    if not ids:
        return {}
    return {id_: name for id_, name in session.execute(_NAMES, {"ids": list(ids)})}


def named(session: Session, name: str) -> Sequence[str]:
    """The accounts whose people have this name, however it is spaced."""
    plain = "".join(name.split())
    spaced = func.replace(func.replace(Account.name, " ", ""), "\u3000", "")
    return session.scalars(select(Account.id).where(spaced == plain)).all()


def roles(session: Session, account_id: str, day: date) -> frozenset[str]:
    """The roles an account holds on a day."""
    return frozenset(session.scalars(_ROLES, {"id": account_id, "day": day}))


def roles_of_all(session: Session, day: date) -> dict[str, list[str]]:
    """account id → roles held on a day."""
    held: dict[str, list[str]] = {}
    for row in session.execute(select(Appointment.account_id, Appointment.role).where(_valid(day))):
        held.setdefault(row.account_id, []).append(row.role)
    return held


def appointments(session: Session, account_id: str) -> Sequence[Appointment]:
    """Everything an account was ever appointed to."""
    return session.scalars(
        select(Appointment).where(Appointment.account_id == account_id).order_by(Appointment.since)
    ).all()


def coming_roles(session: Session, account_id: str, day: date) -> frozenset[str]:
    """Roles held on or after a day: what a new appointment must not clash with."""
    return frozenset(
        session.scalars(
            select(Appointment.role).where(
                Appointment.account_id == account_id,
                or_(Appointment.until.is_(None), Appointment.until >= day),
            )
        ).all()
    )


def appointment(session: Session, id_: str) -> Appointment | None:
    """One appointment."""
    return session.get(Appointment, id_)


def sign_in(session: Session, id_: str) -> SignIn | None:
    """One sign-in."""
    return session.get(SignIn, id_)


def signed_in(session: Session, id_: str) -> tuple[SignIn, Account] | None:
    """A sign-in with its account."""
    found = session.execute(_SIGNED_IN, {"id": id_}).first()
    return (found[0], found[1]) if found else None


def open_sign_in(session: Session, account_id: str) -> SignIn | None:
    """Where an account is signed in now."""
    return session.scalars(_OPEN_SIGN_IN, {"id": account_id}).first()


def vouch(session: Session, token_sha256: str) -> Vouch | None:
    """A second person's token, locked against a second use."""
    return session.scalars(
        select(Vouch).where(Vouch.token_sha256 == token_sha256).with_for_update()
    ).first()


def holders(session: Session, role: str, day: date) -> Sequence[Account]:
    """Who holds a role on a day."""
    return session.scalars(
        select(Account)
        .join(Appointment, Appointment.account_id == Account.id)
        .where(Appointment.role == role, _valid(day), Account.disabled_at.is_(None))
        .order_by(Account.name)
    ).all()


def count(session: Session) -> int:
    """How many accounts there are."""
    return session.scalar(select(func.count()).select_from(Account)) or 0
