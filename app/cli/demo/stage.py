"""The stage of the demo: a clock that is told the time, everybody at his own station, deeds in order of time."""

import heapq
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from app import bootstrap
from app.identity import service as identity
from app.store import Store

Deed = Callable[[], None]


@dataclass(slots=True)
class Clock:
    """The time of the story: it only goes forward, a little at each look."""

    at: datetime

    def __call__(self) -> datetime:
        """The moment, one millisecond after the last look."""
        self.at += timedelta(milliseconds=1)
        return self.at


@dataclass(slots=True)
class Stage:
    """Who is where, what time it is, and what is still to come until `end`."""

    url: str
    password: str
    clock: Clock
    end: datetime
    ids: dict[str, str] = field(default_factory=dict)
    _stores: dict[str, Store] = field(default_factory=dict)
    _plan: list[tuple[datetime, int, Deed]] = field(default_factory=list)
    _count: Any = field(default_factory=itertools.count)

    def store(self, login: str) -> Store:
        """This person's station, signed in."""
        if login not in self._stores:
            store = bootstrap.open_store(self.url, station=f"{login} 工位", time_of=self.clock)
            store.sign_in(login, self.password)
            self._stores[login] = store
        return self._stores[login]

    def begin_as(self, login: str, first: str) -> None:
        """The first day of a person: he signs in with what he was given and chooses his own password."""
        store = bootstrap.open_store(self.url, station=f"{login} 工位", time_of=self.clock)
        self._stores[login] = store
        store.sign_in(login, first)
        store.run(identity.change_password, old=first, new=self.password)

    def do(self, login: str, verb: Callable[..., Any], second: str = "", **arguments: Any) -> Any:
        """One act by one person, with another's signature where it takes two."""
        store = self.store(login)
        if not second:
            return store.run(verb, **arguments)
        token = store.vouch(verb, second, self.password, **arguments)
        return store.run(verb, second=token, **arguments)

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
            store.close()
        self._stores.clear()
