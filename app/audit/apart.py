"""The second half of a long trail, walked in a process of its own: two cores verify twice as fast."""

import os
import sys
from typing import TYPE_CHECKING, Final, NamedTuple

from app.audit.chains import Walk
from app.audit.types import Found
from db.audit.queries import Span
from db.session import Database

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

#: From how many entries on the start of a process pays.
PAYS: Final = 150_000


class Part(NamedTuple):
    """What a walk over a part of the trail came to."""

    events: int
    cards: int
    faults: list[Found]


def pays(database: Database, events: int) -> bool:
    """Whether to split: a long trail in a local file, and another core; never from the frozen program,
    whose own file would be started a second time."""
    frozen = getattr(sys, "frozen", False)
    return database.is_sqlite and events >= PAYS and (os.cpu_count() or 1) > 1 and not frozen


def walk(url: str, genesis: str, span: Span) -> Part:
    """Walk a part with a connection of one's own."""
    database = Database(url)
    try:
        with database.read() as session:
            found = Walk(session, genesis, span)
            found.go(span, lambda _: None)
            return Part(found.events, found.cards, found.faults)
    finally:
        database.close()


def _told(pipe: "Connection", url: str, genesis: str, span: Span) -> None:
    pipe.send(walk(url, genesis, span))
    pipe.close()


class Apart:
    """A part being walked elsewhere; used as a context, so that no process is ever left behind."""

    def __init__(self, url: str, genesis: str, span: Span) -> None:
        import multiprocessing  # a short trail never needs it

        self._given = (url, genesis, span)
        spawned = multiprocessing.get_context("spawn")
        self._here, there = spawned.Pipe(duplex=False)
        self._process = spawned.Process(target=_told, args=(there, *self._given), daemon=True)
        self._process.start()
        there.close()

    def __enter__(self) -> "Apart":
        return self

    def __exit__(self, *_: object) -> None:
        self._here.close()
        self._process.terminate()
        self._process.join()
        self._process.close()

    def result(self) -> Part:
        """What the other process found; walked here when it could not."""
        try:
            part: Part = self._here.recv()
        except (EOFError, OSError):
            return walk(*self._given)
        return part
