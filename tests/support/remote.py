"""The world of the scenarios reached over the wire: a centre, in this process or its own, and a door over HTTP for each person."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import uvicorn

from app import bootstrap, registry, remote
from app.centre import Centre
from db.blobs import blobs_of
from db.session import Database
from server import app as factory
from server import run
from tests.support import centre as processes
from tests.support import timed_centre
from tests.support.city import City
from tests.support.timing import SharedClock
from tests.support.world import PASSWORD, START, World


@contextmanager
def serving(centre: Centre) -> Iterator[str]:
    """The centre in a thread of this process, so that a test moves its clock; its URL."""
    with run.listening(run.Place(port=0)) as at:
        config = uvicorn.Config(
            factory.make(centre), log_config=None, access_log=False, lifespan="off"
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [at]})
        at.listen()  # who comes before the thread is so far waits instead of being sent away
        thread.start()
        try:
            yield f"http://127.0.0.1:{at.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


@dataclass
class RemoteWorld(World):
    """Everybody's store is the centre; `database` is what lies beneath it."""

    centre_url: str = ""
    books: Database | None = None

    def store(self, login: str) -> remote.RemoteStore:
        """A door over HTTP at this person's own station, signed in."""
        found = self._stores.get(login)
        if not isinstance(found, remote.RemoteStore):
            found = remote.open_store(self.centre_url, station=f"站-{login}")
            found.sign_in(login, PASSWORD)
            self._stores[login] = found
        return found

    def do(self, login: str, verb: Callable[..., Any], second: str = "", **arguments: Any) -> Any:
        """One act; the pictures that a builder kept as somebody else are sent anew by who names them."""
        kept = blobs_of(self.database)
        for sha256, _ in registry.named_blobs(arguments):
            if kept.has(sha256) and not self.store(login).blobs.has(sha256):
                self.store(login).keep(kept.get(sha256))
        return super().do(login, verb, second, **arguments)

    @property
    def database(self) -> Database:
        """The books at the centre, for looking at rows."""
        assert self.books is not None
        return self.books


@dataclass
class RemoteCity(RemoteWorld, City):
    """The same of the city."""


@contextmanager
def over_process(url: str, folder: Path, **env: str) -> Iterator[RemoteCity]:
    """The city reached through `anku server` in a process of its own, which goes by the test's clock."""
    clock = SharedClock(folder / "clock", START)
    env[timed_centre.CLOCK] = str(folder / "clock")
    books = Database(url)
    module = timed_centre.__name__
    with processes.serving(url, heard=None, module=module, **env) as there:
        found = RemoteCity(url, clock, centre_url=there.url, books=books)
        try:
            yield found
        finally:
            found.close()
            books.close()


@contextmanager
def over_http(world: World) -> Iterator[RemoteWorld]:
    """The same world, reached through a centre."""
    store = bootstrap.open_store(world.url, station="centre", time_of=world.clock)
    centre = Centre.of(store)
    centre.longest = timedelta.max  # the scenarios jump over days
    with serving(centre) as url:
        found = RemoteWorld(world.url, world.clock, centre_url=url, books=store.database)
        try:
            yield found
        finally:
            found.close()
    store.close()
