"""People: accounts, appointments with dates, passwords; nobody grants to himself."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from app import clock, errors, feeds, ids, registry
from app.actor import Actor
from app.deadlines import service as deadlines
from app.identity import roles, rules, secrets
from app.identity.errors import HoldsItems, PasswordWeak, RolesClash
from app.identity.types import AppointmentRow, Colleague, NewPerson, PersonRow
from app.ledger import service as ledger
from app.ledger.types import Act
from db.identity import queries
from db.identity.models import Account, Appointment


@dataclass(frozen=True, slots=True)
class Burden:
    """What must be settled before a person may leave, by its numbers; `role`: the duty that he holds it under."""

    numbers: Callable[[Session, str], Sequence[str]]
    role: str = ""


#: Other features add to it in the bootstrap.
burdens: list[Burden] = []
#: How many of the numbers a refusal names.
_NAMED: Final = 10

#: What every desk of the city may know of a person: who he is, and the roles he holds.
feeds.kind(
    "account",
    {"account": "id", "appointment": "account_id"},
    {
        "account": (
            *("secret", "must_change", "failures", "locked_at", "disabled_at"),
            *("last_at", "last_station", "created_by", "created_at"),
        )
    },
)


def require_account(session: Session, id_: str) -> Account:
    """The account, or a refusal."""
    found = queries.account(session, id_)
    if found is None:
        raise errors.NotFound(key=id_)
    return found


def holds(session: Session, account_id: str, now: datetime, *wanted: str) -> bool:
    """Whether a person holds one of the roles today."""
    return not queries.roles(session, account_id, clock.day(now)).isdisjoint(wanted)


@registry.verb(
    "identity.create_account", ("sysadmin",), changes=("identity",), secrets=("person.password",)
)
def create_account(
    session: Session, actor: Actor, now: datetime, act: Act, *, person: NewPerson
) -> PersonRow:
    """Make an account without any role; its first password must be changed."""
    row = _new_account(session, act, person, created_by=actor.id, must_change=True)
    return _row(row, ())


def _new_account(
    session: Session, act: Act, person: NewPerson, *, created_by: str, must_change: bool
) -> Account:
    login = person.login.strip()
    if not login or not person.name.strip():
        raise errors.FieldMissing(field="person.login" if not login else "person.name")
    if queries.by_login(session, login) is not None:
        raise errors.AlreadyThere(key=login)
    length = deadlines.value(session, "password_length", clock.day(act.recorded_at))
    rules.require_strong(person.password, login, person.name, length)
    row = Account(
        id=ids.new(),
        login=login,
        name=person.name.strip(),
        department=person.department.strip(),
        secret=secrets.hashed(person.password),
        must_change=must_change,
        failures=0,
        locked_at=None,
        disabled_at=None,
        last_at=None,
        last_station="",
        created_by=created_by,
        created_at=act.recorded_at,
    )
    session.add(row)
    session.flush()
    ledger.write(session, act, "account", row.id, "CREATE_ACCOUNT", login=login, name=row.name)
    feeds.tell(session, "account", row.id, (feeds.EVERYBODY,))
    return row


def found_account(session: Session, act: Act, person: NewPerson) -> Account:
    """One of the first administrators, at the laying of a store."""
    return _new_account(session, act, person, created_by="", must_change=False)


def add_appointment(
    session: Session,
    act: Act,
    account_id: str,
    role: str,
    since: date,
    until: date | None,
    granted_by: str,
) -> Appointment:
    """Write an appointment and its entry; the caller has asked whether it may be."""
    row = Appointment(
        id=ids.new(),
        account_id=account_id,
        role=role,
        since=since,
        until=until,
        granted_by=granted_by,
        second=act.second,
    )
    session.add(row)
    ledger.write(
        session,
        act,
        "account",
        account_id,
        "APPOINT",
        appointment=row.id,
        role=role,
        since=since,
        until=until,
    )
    feeds.tell(session, "account", account_id, (feeds.EVERYBODY,))
    return row


@registry.verb(
    "identity.appoint",
    ("secadmin",),
    seconds=("sysadmin", "auditor", "leader"),
    changes=("identity",),
)
def appoint(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    account_id: str,
    role: str,
    since: date | None = None,
    until: date | None = None,
) -> AppointmentRow:
    """Give somebody else a role; an administrator's role needs a second person's signature."""
    account = require_account(session, account_id)
    if role not in list(roles.Role):
        raise errors.NotFound(key=role)
    if account_id == actor.id:
        raise errors.NotPermitted(verb="verb.identity.appoint_self", roles="")
    start = since or clock.day(now)
    if until is not None and until < start:
        raise errors.FieldInvalid(field="appointment.until", why="field.past")
    clash = roles.clash(queries.coming_roles(session, account.id, start) | {role})
    if clash:
        held = clash[0] if clash[1] == role else clash[1]
        raise RolesClash(name=account.name, held=held, role=f"role.{role}")
    if role in roles.ADMINISTRATORS and not act.second:
        raise errors.NeedsSecondPerson
    return _appointment(add_appointment(session, act, account_id, role, start, until, actor.id))


@registry.verb("identity.end_appointment", ("secadmin",), changes=("identity",))
def end_appointment(
    session: Session, actor: Actor, now: datetime, act: Act, *, appointment_id: str
) -> AppointmentRow:
    """End a role as of yesterday: from this moment it gives no right; refused while he holds items under it (R37)."""
    row = queries.appointment(session, appointment_id)
    if row is None:
        raise errors.NotFound(key=appointment_id)
    row.until = clock.day(now) - timedelta(days=1)
    session.flush()
    if row.role not in queries.roles(session, row.account_id, clock.day(now)):
        held_so = [burden for burden in burdens if burden.role == row.role]
        _require_settled(session, require_account(session, row.account_id), held_so)
    ledger.write(
        session,
        act,
        "account",
        row.account_id,
        "END_APPOINTMENT",
        appointment=row.id,
        role=row.role,
        until=row.until,
    )
    feeds.tell(session, "account", row.account_id, (feeds.EVERYBODY,))
    return _appointment(row)


@registry.verb("identity.unlock", ("secadmin",), changes=("identity",))
def unlock(
    session: Session, actor: Actor, now: datetime, act: Act, *, account_id: str
) -> PersonRow:
    """Open an account that wrong passwords locked."""
    account = require_account(session, account_id)
    account.locked_at, account.failures = None, 0
    ledger.write(session, act, "account", account.id, "UNLOCK")
    return _row(account, queries.roles(session, account.id, clock.day(now)))


@registry.verb("identity.disable", ("sysadmin",), changes=("identity",))
def disable(
    session: Session, actor: Actor, now: datetime, act: Act, *, account_id: str
) -> PersonRow:
    """Close an account; refused while the person still answers for items (R37)."""
    account = require_account(session, account_id)
    _require_settled(session, account, burdens)
    account.disabled_at = now
    _end_sign_in(session, account_id, now, "disabled")
    ledger.write(session, act, "account", account.id, "DISABLE")
    return _row(account, ())


def _require_settled(session: Session, account: Account, owed: Iterable[Burden]) -> None:
    numbers = [number for burden in owed for number in burden.numbers(session, account.id)]
    if numbers:
        more = ["…"] if len(numbers) > _NAMED else []
        named = "、".join([*numbers[:_NAMED], *more])
        raise HoldsItems(name=account.name, count=len(numbers), numbers=named)


def _end_sign_in(session: Session, account_id: str, now: datetime, why: str) -> None:
    """Whoever is signed in on the account is so no longer."""
    before = queries.open_sign_in(session, account_id)
    if before is not None:
        before.closed_at, before.closed_why = now, why


@registry.verb(
    "identity.reset_password",
    ("sysadmin",),
    seconds=("secadmin", "auditor"),
    changes=("identity",),
    secrets=("password",),
)
def reset_password(
    session: Session, actor: Actor, now: datetime, act: Act, *, account_id: str, password: str
) -> None:
    """Give somebody a new first password; a second administrator signs."""
    account = require_account(session, account_id)
    _require_strong(session, act, account, password)
    if not act.second:
        raise errors.NeedsSecondPerson
    _set_password(session, act, account, password, must_change=True)
    _end_sign_in(session, account_id, now, "password_reset")


@registry.verb("identity.change_password", ("*",), secrets=("old", "new"))
def change_password(
    session: Session, actor: Actor, now: datetime, act: Act, *, old: str, new: str
) -> None:
    """Change one's own password; the old one must be right and different."""
    account = require_account(session, actor.id)
    if not secrets.matches(account.secret, old):
        raise errors.SignInFailed
    if old == new:
        raise PasswordWeak(why="password.same", length=len(new))
    _set_password(session, act, account, new, must_change=False)


def _require_strong(session: Session, act: Act, account: Account, password: str) -> None:
    length = deadlines.value(session, "password_length", clock.day(act.recorded_at))
    rules.require_strong(password, account.login, account.name, length)


def _set_password(
    session: Session, act: Act, account: Account, password: str, *, must_change: bool
) -> None:
    _require_strong(session, act, account, password)
    account.secret, account.must_change = secrets.hashed(password), must_change
    ledger.write(session, act, "account", account.id, "CHANGE_PASSWORD", by=act.actor)


@registry.query(
    "identity.people", ("sysadmin", "secadmin", "auditor", "head", "store_head", "oversight")
)
def people(session: Session, actor: Actor, now: datetime) -> tuple[PersonRow, ...]:
    """Everybody with the roles of today."""
    held = queries.roles_of_all(session, clock.day(now))
    return tuple(_row(a, held.get(a.id, ())) for a in queries.accounts(session))


@registry.query("identity.colleagues")
def colleagues(
    session: Session, actor: Actor, now: datetime, *, role: str
) -> tuple[Colleague, ...]:
    """Who holds a role today: for choosing a receiver, an approver, a second person."""
    found = queries.holders(session, role, clock.day(now))
    return tuple(Colleague(a.id, a.login, a.name, a.department) for a in found)


@registry.query("identity.appointments", ("sysadmin", "secadmin", "auditor"))
def appointments(
    session: Session, actor: Actor, now: datetime, *, account_id: str
) -> tuple[AppointmentRow, ...]:
    """Everything a person was ever appointed to."""
    return tuple(_appointment(a) for a in queries.appointments(session, account_id))


def _row(account: Account, held: Iterable[str]) -> PersonRow:
    return PersonRow(
        id=account.id,
        login=account.login,
        name=account.name,
        department=account.department,
        roles=tuple(sorted(held)),
        disabled=account.disabled_at is not None,
        locked=account.locked_at is not None,
        last_at=account.last_at,
    )


def _appointment(row: Appointment) -> AppointmentRow:
    return AppointmentRow(row.id, row.account_id, row.role, row.since, row.until, row.granted_by)
