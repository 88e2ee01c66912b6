"""Who acts: the person signed in, with the roles he holds today."""

import threading
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is signed in, at which station, with the roles he holds today."""

    id: str
    login: str
    name: str
    roles: frozenset[str]
    station: str
    sign_in: str
    must_change: bool = False
    last_at: datetime | None = None
    last_station: str = ""

    def has(self, *roles: str) -> bool:
        """Whether he holds one of the roles today."""
        return not self.roles.isdisjoint(roles)


@dataclass(slots=True)
class Seat:
    """Who sits at a station now, and whether its books are only read; one for all the doors of the station."""

    actor: Actor | None = None
    read_only: bool = False
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, actor: Actor | None) -> None:
        """Another person sits down, or nobody."""
        with self._lock:
            self.actor = actor

    def refresh(self, found: Actor) -> None:
        """What the books say now of him who sits here; who left meanwhile is not brought back."""
        with self._lock:
            if self.actor is not None and self.actor.sign_in == found.sign_in:
                self.actor = found
