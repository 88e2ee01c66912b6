"""Desks before a centre in the same process: the protocol without a wire."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from app import ids
from app.store import Store
from app.sync import service
from app.sync.desk import Desk
from app.sync.types import Op, Round, Told
from tests.support.city import City

KEY = bytes(range(32))


@dataclass
class Near:
    """The centre, asked by a door's own hands; `tamper` may change what is heard."""

    store: Store
    asked: list[str] = field(default_factory=list)

    def feed(self, organ: str, after: int, limit: int, epoch: str, check: bool) -> str:
        """As the route does."""
        self.asked.append(organ)
        return self.store.read(
            service.feed, organ=organ, after=after, limit=limit, epoch=epoch, check=check
        )

    def push(self, ops: Sequence[Op], drift_ms: int) -> list[Told]:
        """As the route does."""
        return service.push(self.store, ops, drift_ms)


@dataclass
class Seat:
    """A desk with a person at it."""

    city: City
    login: str
    desk: Desk
    centre: Near

    def intend(
        self,
        verb: Callable[..., object],
        about: str = "",
        kind: str = "location",
        **arguments: object,
    ) -> str:
        """Ask for something without a network."""
        from app import registry

        key = ids.new()
        made = Op(
            key,
            registry.spec_of(verb).name,
            arguments,
            self.city.clock(),
            about or f"DRAFT-{key[-8:]}",
        )
        self.desk.add(made, kind)
        return key

    def meet(self) -> Round:
        """Push, then pull."""
        sent = self.desk.push(self.centre, self.now)
        came = self.desk.pull(self.centre)
        return Round(sent.sent, sent.refused, came.came, came.left, came.misses)

    def now(self) -> datetime:
        """The city's clock."""
        return self.city.clock()


def seat(city: City, login: str, folder: Path) -> Seat:
    """A new desk for a person."""
    folder.mkdir(parents=True, exist_ok=True)
    return Seat(city, login, Desk.open(folder / f"{login}.desk", KEY), Near(city.store(login)))
