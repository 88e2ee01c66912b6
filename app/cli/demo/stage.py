"""The stage of the demo: a clock that is told the time, everybody at his own station, deeds in order of time."""

import heapq
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from app import bootstrap, registry
from app.identity import service as identity
from app.identity import sessions
from app.ledger.types import Act
from app.store import Store
from db.identity import queries as people
from db.session import Database

Deed = Callable[[], None]


@dataclass(slots=True)
class Clock:
    """The time of the story: it only goes forward, a little at each look."""

    at: datetime

    def __call__(self) -> datetime:
        """The moment, one millisecond after the last look."""
        self.at += timedelta(milliseconds=1)
        return self.at


class Station(Store):
    """A station of the story: who once gave his password beside somebody is known there for the rest of it.

    Hashing each of a thousand signatures anew is most of what a long story costs.
    """

    def signed_beside(self, verb: Callable[..., Any], account_id: str, /, **arguments: Any) -> str:
        """The second person's token, asked for as `vouch` does once the password was right."""
        assert self.actor is not None
        after = str(arguments.pop("second", "")).split()
        spec, digest = registry.spec_of(verb), registry.digest(arguments)
        beside = self.actor.sign_in

        def sign(session: Session, act: Act) -> str:
            account = people.account(session, account_id)
            sessions.require_open(account)
            assert account is not None
            return sessions.vouched(session, act, account, spec, digest, beside, after)

        return self._own("identity.vouch", self._own_act(self.actor.id), sign)


@dataclass(slots=True)
class Stage:
    """Who is where, what time it is, and what is still to come until `end`."""

    url: str
    password: str
    clock: Clock
    end: datetime
    ids: dict[str, str] = field(default_factory=dict)
    _books: Database | None = None
    _stores: dict[str, Station] = field(default_factory=dict)
    _proved: set[str] = field(default_factory=set)
    _plan: list[tuple[datetime, int, Deed]] = field(default_factory=list)
    _count: Any = field(default_factory=itertools.count)

    def store(self, login: str) -> Station:
        """This person's station, signed in."""
        if login not in self._stores:
            store = self._station(login)
            store.sign_in(login, self.password)
            self._stores[login] = store
        return self._stores[login]

    def _station(self, login: str) -> Station:
        if self._books is None:  # one door for them all: each would learn every statement anew
            self._books = bootstrap.open_store(self.url).database
        return Station(self._books, station=f"{login} 工位", time_of=self.clock)

    def begin_as(self, login: str, first: str) -> None:
        """The first day of a person: he signs in with what he was given and chooses his own password."""
        store = self._station(login)
        self._stores[login] = store
        store.sign_in(login, first)
        store.run(identity.change_password, old=first, new=self.password)

    def do(self, login: str, verb: Callable[..., Any], second: str = "", **arguments: Any) -> Any:
        """One act by one person, with the signatures of others (their logins) where it takes more."""
        store = self.store(login)
        tokens = ""
        for each in second.split():
            token = self._signed(store, verb, each, {**arguments, "second": tokens})
            tokens = f"{tokens} {token}".strip()
        return store.run(verb, second=tokens, **arguments)

    def _signed(
        self, store: Station, verb: Callable[..., Any], login: str, arguments: dict[str, Any]
    ) -> str:
        if login in self._proved:
            return store.signed_beside(verb, self.ids[login], **arguments)
        self._proved.add(login)
        return store.vouch(verb, login, self.password, **arguments)

    def ask(self, login: str, query: Callable[..., Any], **arguments: Any) -> Any:
        """One question."""
        return self.store(login).read(query, **arguments)

    def later(self, at: datetime, deed: Deed) -> None:
        """Plan a deed; what would come after the end is never done, and stands open in the books."""
        heapq.heappush(self._plan, (at, next(self._count), deed))

    def play(self) -> None:
        """Do every deed in order of time."""
        while self._plan:
            at, _, deed = heapq.heappop(self._plan)
            if at > self.end:
                return
            self.clock.at = max(self.clock.at, at)
            deed()

    def close(self) -> None:
        """Everybody goes home."""
        for store in self._stores.values():
            store.sign_out()
        self._stores.clear()
        if self._books is not None:
            self._books.close()
            self._books = None
