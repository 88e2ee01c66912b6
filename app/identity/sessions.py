"""Signing in: one account at one station, locks after failures, the second person's token."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app import clock, errors, ids
from app.actor import Actor
from app.deadlines import service as deadlines
from app.identity.errors import AccountClosed, AccountLocked, MayNotSign, TokenInvalid
from app.ledger import service as ledger
from app.ledger.types import Act
from app.registry import Spec
from db.identity import queries
from db.identity.models import Account, SignIn, Vouch


def require_open(account: Account | None) -> None:
    """Refuse what may not even try a password."""
    if account is None:
        return  # the same answer as for a wrong password, after the same time
    if account.disabled_at is not None:
        raise AccountClosed
    if account.locked_at is not None:
        raise AccountLocked(why="account.locked")


def failed(session: Session, act: Act, account: Account | None, login: str) -> None:
    """Count a wrong password; the last one allowed locks the account."""
    if account is None:
        ledger.write(session, act, "account", "unknown", "SIGN_IN_FAILED", login=login[:64])
        return
    account.failures += 1
    limit = deadlines.value(session, "lock_after_failures", clock.day(act.recorded_at))
    ledger.write(session, act, "account", account.id, "SIGN_IN_FAILED", failures=account.failures)
    if account.failures >= limit:
        account.locked_at = act.recorded_at
        ledger.write(session, act, "account", account.id, "LOCK", failures=account.failures)


def opened(session: Session, act: Act, account: Account, station: str) -> Actor:
    """Open a sign-in at this station; an open one elsewhere is taken over and thereby ended."""
    now = act.recorded_at
    before = queries.open_sign_in(session, account.id)
    if before is not None:
        before.closed_at, before.closed_why = now, "taken_over"
        session.flush()
    row = SignIn(
        id=ids.new(),
        account_id=account.id,
        station=station,
        opened_at=now,
        closed_at=None,
        closed_why="",
    )
    session.add(row)
    taken = before.station if before else ""
    ledger.write(session, act, "account", account.id, "SIGN_IN", station=station, taken_over=taken)
    actor = as_actor(session, account, row, now)
    account.failures, account.last_at, account.last_station = 0, now, station
    return actor


def closed(session: Session, act: Act, sign_in: str, why: str) -> None:
    """End a sign-in."""
    row = queries.sign_in(session, sign_in)
    if row is not None and row.closed_at is None:
        row.closed_at, row.closed_why = act.recorded_at, why
        ledger.write(session, act, "account", row.account_id, "SIGN_OUT", why=why)


def as_actor(session: Session, account: Account, row: SignIn, now: datetime) -> Actor:
    """The person with the roles he holds today."""
    return Actor(
        id=account.id,
        login=account.login,
        name=account.name,
        roles=queries.roles(session, account.id, clock.day(now)),
        station=row.station,
        sign_in=row.id,
        must_change=account.must_change,
        last_at=account.last_at,
        last_station=account.last_station,
    )


def still(session: Session, sign_in: str, now: datetime) -> Actor:
    """Who is behind a sign-in now; refuses one that was ended, locked or disabled."""
    found = queries.signed_in(session, sign_in)
    if found is None:
        raise errors.SignedInElsewhere(why="sign_in.unknown", sign_in=sign_in)
    row, account = found
    if row.closed_at is not None:
        raise errors.SignedInElsewhere(why=f"sign_in.{row.closed_why}", sign_in=sign_in)
    require_open(account)
    return as_actor(session, account, row, now)


def vouched(
    session: Session,
    act: Act,
    account: Account,
    spec: Spec,
    arguments: str,
    beside: str,
    after: Sequence[str] = (),
) -> str:
    """A one-time token: this person signs this act with these arguments, within 60 seconds.

    It serves only the sign-in that he signs `beside`: one person at one station, until that one leaves. `after` are
    the tokens of who signed before him: the first is the second person, and other duties may sign after that one.
    """
    if account.id == act.actor:
        raise errors.SecondMustDiffer
    if account.must_change:
        raise errors.FirstPassword
    for each in after:
        row = queries.vouch(session, _sha(each))
        if row is None:
            raise TokenInvalid(why="token.other_act")
        if row.account_id == account.id:
            raise errors.SecondMustDiffer
    wanted = spec.others if after else spec.seconds
    require_may_sign(session, account, spec, wanted, act.recorded_at)
    token = ids.token()
    session.add(
        Vouch(
            token_sha256=_sha(token),
            account_id=account.id,
            verb=spec.name,
            arguments_sha256=_bound(token, arguments, beside),
            made_at=act.recorded_at,
            used_by="",
        )
    )
    account.failures = 0
    ledger.write(session, act, "account", account.id, "VOUCH", verb=spec.name)
    return token


def _bound(token: str, arguments: str, beside: str) -> str:
    """What a token is good for; without the token nothing of it can be guessed."""
    return _sha(f"{token}{arguments}{beside}")


def all_consumed(
    session: Session, tokens: Sequence[str], spec: Spec, arguments: str, actor: Actor, act: Act
) -> list[str]:
    """Use the tokens up in the act's own transaction: the second person's id, then those of the others.

    Each of them is another person, and the others hold a role that may sign after the second one.
    """
    signed: list[str] = []
    for token in tokens:
        who = consumed(session, token, spec, arguments, actor, act)
        if who in signed:
            raise errors.SecondMustDiffer
        wanted = spec.others if signed else spec.seconds
        account = queries.account(session, who)
        assert account is not None  # a token is an account's
        require_may_sign(session, account, spec, wanted, act.recorded_at)
        signed.append(who)
    return signed


def consumed(
    session: Session, token: str, spec: Spec, arguments: str, actor: Actor, act: Act
) -> str:
    """Use one token up; returns who signed."""
    row = queries.vouch(session, _sha(token))
    now = act.recorded_at
    seconds = deadlines.value(session, "second_person_seconds", clock.day(now))
    bound = _bound(token, arguments, actor.sign_in)
    if row is None or row.verb != spec.name or row.arguments_sha256 != bound:
        raise TokenInvalid(why="token.other_act")
    if row.used_by:
        raise TokenInvalid(why="token.used")
    if not timedelta(0) <= now - row.made_at <= timedelta(seconds=seconds):
        raise TokenInvalid(why="token.late")
    row.used_by = act.id
    return row.account_id


def require_may_sign(
    session: Session, account: Account, spec: Spec, wanted: frozenset[str], now: datetime
) -> None:
    """Refuse who holds none of the roles that may sign beside the caller, by his name and duties."""
    held = queries.roles(session, account.id, clock.day(now))
    if "*" not in wanted and held.isdisjoint(wanted):
        raise MayNotSign(
            name=account.name,
            held=", ".join(sorted(held)),
            verb=f"verb.{spec.name}",
            roles=", ".join(sorted(wanted)),
        )


def _sha(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
