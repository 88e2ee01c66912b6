"""Desks before a centre in the same process: the protocol without a wire."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest

from app import doors, ids
from app.store import Store
from app.sync import copying, service
from app.sync.desk import Desk
from app.sync.store import DeskStore
from app.sync.types import Copy, Op, Round, Told
from tests.support import centre
from tests.support.city import City
from tests.support.world import PASSWORD

KEY = bytes(range(32))


@dataclass
class Near:
    """The centre, asked by a door's own hands; `tamper` may change what is heard."""

    store: Store
    folder: Path
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.copies = copying.Copies(self.folder)

    def feed(self, organ: str, after: int, limit: int, epoch: str, check: bool) -> str:
        """As the route does."""
        self.asked.append(organ)
        return self.store.read(
            service.feed, organ=organ, after=after, limit=limit, epoch=epoch, check=check
        )

    def push(self, ops: Sequence[Op], drift_ms: int) -> list[Told]:
        """As the route does."""
        return service.push(self.store, ops, drift_ms)

    def copy(self, feed: str, epoch: str, shape: str) -> Copy | None:
        """As the route does."""
        return self.copies.make(self.store, feed, epoch, shape)

    def part(self, id_: str, number: int) -> bytes:
        """As the route does."""
        return self.copies.part(self.store, id_, number)

    def copied(self, id_: str) -> None:
        """As the route does."""
        self.copies.done(self.store, id_)


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

    def meet(self, *, by_copy: bool = False) -> Round:
        """Push, then pull; `by_copy`: however little it is, a fresh desk takes a copy over."""
        sent = self.desk.push(self.centre, self.now, self.centre.store.blobs)
        copies = self.centre if by_copy else None
        came = self.desk.pull(self.centre, copies=copies, copy_from=1)
        return Round(sent.sent, sent.refused, came.came, came.left, came.misses)

    def now(self) -> datetime:
        """The city's clock."""
        return self.city.clock()


def seat(city: City, login: str, folder: Path) -> Seat:
    """A new desk for a person."""
    folder.mkdir(parents=True, exist_ok=True)
    return Seat(
        city,
        login,
        Desk.open(folder / f"{login}.desk", KEY),
        Near(city.store(login), folder / "copies"),
    )


# -- desks before a real server ------------------------------------------------------------------------


def lay(laid: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> City:
    """A city for a centre, a home for its desks; a desk's file does not know which engine the centre has."""
    monkeypatch.setenv("ANKU_HOME", str(folder / "home"))
    monkeypatch.setenv("ANKU_VAULT", str(folder / "vault.json"))
    shutil.copyfile(laid, folder / "city.db")
    return City(f"sqlite:///{folder}/city.db")


@contextmanager
def sitting(there: centre.Serving, login: str, station: str = "街道一号机") -> Iterator[DeskStore]:
    """Somebody at a desk of this centre, who has met it."""
    store = doors.open_store(there.url, station=station)
    assert isinstance(store, DeskStore)
    store.line.patience_s = 1
    store.sign_in(login, PASSWORD)
    store.meet()
    try:
        yield store
    finally:
        plug_in(store)
        store.sign_out()
        store.close()


def pull_the_cable(desk: DeskStore) -> None:
    """The centre cannot be reached, and is not tried."""
    desk._at.away_since = float("inf")


def plug_in(desk: DeskStore) -> None:
    """The centre can be reached again."""
    desk._at.away_since = float("-inf")


@contextmanager
def unplugged(desk: DeskStore) -> Iterator[None]:
    """For as long as the cable is out."""
    pull_the_cable(desk)
    try:
        yield
    finally:
        plug_in(desk)


@contextmanager
def signed_in_without_a_network(desk: DeskStore) -> Iterator[None]:
    """As if he had sat down with the cable out: nothing is asked of the centre."""
    desk._at.password = PASSWORD
    try:
        yield
    finally:
        desk._at.password = ""
