"""Who sits at a station's door: signing in and out, and the second person who signs beside."""

import copy
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any, Self

from sqlalchemy.orm import Session

from app import clock, errors, registry, spelling
from app.actor import Actor, Seat
from app.books import Books
from app.identity import secrets, sessions
from app.ledger.types import Act
from db.identity import queries as people
from db.identity.models import Account
from db.session import Database


class Seated(Books):
    """The books, and who is signed in at them: the only state of a station."""

    def __init__(
        self,
        database: Database,
        *,
        station: str = "",
        here: Callable[[], datetime] = clock.now,
        time_of: Callable[[], datetime] | None = None,
    ) -> None:
        super().__init__(database, station=station, here=here, time_of=time_of)
        self._seat = Seat()
        self._held_for = ""

    @property
    def actor(self) -> Actor | None:
        """Who is signed in; at a door that is held for one person nobody, once it is not he."""
        now = self._seat.actor
        return now if now is None or self._held_for in ("", now.id) else None

    @actor.setter
    def actor(self, actor: Actor | None) -> None:
        self._seat.take(actor)

    @property
    def read_only(self) -> bool:
        """Whether the books are only read: they did not verify."""
        return self._seat.read_only

    @read_only.setter
    def read_only(self, read_only: bool) -> None:
        self._seat.read_only = read_only

    def held(self) -> Self:
        """This door, held for who is signed in now: what he began signs as him, or is refused once he left.

        A job in a worker outlives the moment it was asked for; who sits here when it goes on may be another.
        """
        mine = copy.copy(self)
        mine._held_for = self._here_is().id
        return mine

    def _here_is(self) -> Actor:
        """Who is signed in; refuses when it is nobody, or not he whom the door is held for."""
        who = self.actor
        if who is None:
            raise errors.SignedInElsewhere(
                why="sign_in.signed_out" if self._held_for else "sign_in.unknown"
            )
        return who

    def sign_in(self, login: str, password: str) -> Actor:
        """Sign a person in at this station; wrong passwords count, the last allowed one locks."""
        return self.seat(self.proved(login, password))

    def seat(self, account: Account) -> Actor:
        """Let somebody who has proved who he is sit down at this station."""
        if self.read_only:
            self.actor = self._reading_actor(account)
        else:
            act = self._own_act(account.id)
            self.actor = self._own(
                "identity.sign_in",
                act,
                lambda s, a: sessions.opened(s, a, _fresh(s, account), self.station),
            )
        return self.actor

    def resume(self, sign_in: str) -> None:
        """Sit down again behind a sign-in that is still open, as the centre does at each request."""
        with self.database.read() as session:
            actor = sessions.still(session, sign_in, self._now(session)[0])
        self.actor, self.station = actor, actor.station

    def sign_out(self, why: str = "signed_out") -> None:
        """End the sign-in of this station."""
        who = self.actor
        if who is None:
            return
        self.actor = None
        if not self.read_only:
            self._own(
                "identity.sign_out",
                self._own_act(who.id),
                lambda s, a: sessions.closed(s, a, who.sign_in, why),
            )

    def check_password(self, password: str) -> None:
        """Prove again that it is the signed-in person who unlocks the screen."""
        self.proved(self._here_is().login, password)

    def vouch(
        self,
        verb: Callable[..., Any],
        login: str,
        password: str,
        /,
        **arguments: Any,
    ) -> str:
        """The second person signs in himself: a token for this verb with these arguments, 60 s, once.

        `second=` gives the tokens of who signed before him, where an act takes more than two: then he is weighed as
        one of the others. A verb that nobody signs beside gives no token, and no password is tried.
        """
        spec = registry.spec_of(verb)
        after = str(arguments.pop("second", "")).split()
        if self.read_only:
            raise errors.StoreReadOnly
        who = self._here_is()
        if not spec.seconds:
            return ""
        account = self.proved(login, password)
        digest = registry.digest(spelling.entered(arguments, spec.secrets))

        def once(session: Session, act: Act) -> str:
            sessions.still(session, who.sign_in, act.recorded_at)  # beside nobody nobody signs
            return sessions.vouched(
                session, act, _fresh(session, account), spec, digest, who.sign_in, after
            )

        return self._own("identity.vouch", self._own_act(who.id), once)

    def proved(self, login: str, password: str) -> Account:
        """Whose password it is; a wrong one counts, whoever's name was given with it."""
        with self.database.read() as session:
            account = people.by_login(session, login.strip())
        sessions.require_open(account)
        right = secrets.matches(account.secret if account else "", password)
        if right and account is not None:
            return account
        if not self.read_only:
            self._own(
                "identity.sign_in_failed",
                self._own_act(account.id if account else ""),
                lambda s, a: sessions.failed(s, a, _fresh(s, account) if account else None, login),
            )
        raise errors.SignInFailed

    def _count_wrong(self) -> None:
        """A wrong old password counts like one at the door: nobody tries them out at an open screen."""
        who = self.actor
        if who is None:
            return
        self._own(
            "identity.sign_in_failed",
            self._own_act(who.id),
            lambda s, a: sessions.failed(s, a, people.account(s, who.id), who.login),
        )

    def _reading_actor(self, account: Account) -> Actor:
        with self.database.read() as session:
            held = people.roles(session, account.id, clock.day(self._now(session)[0]))
        return Actor(
            account.id, account.login, account.name, held, self.station, "", account.must_change
        )

    def _actor(self, session: Session, now: datetime) -> Actor:
        who = self._here_is()
        if self.read_only:
            return who
        # what the window shows of the sign-in before this one; the account knows only the newest
        found = replace(
            sessions.still(session, who.sign_in, now),
            last_at=who.last_at,
            last_station=who.last_station,
        )
        self._seat.refresh(found)
        return found


def _fresh(session: Session, account: Account) -> Account:
    found = people.account(session, account.id)
    sessions.require_open(found)
    assert found is not None
    return found
