"""Who may read a picture or a paper: whoever may see an object that names it, and who sent it until he names it himself.

Whoever may not gets the answer for bytes that nobody ever sent: a hash tells neither what is held nor by whom.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from app.actor import Actor
from app.line_errors import OnlyAtTheCentre
from db import naming
from db.blobs import Blobs
from db.session import Database

#: Which of these objects of a kind somebody may see.
Sight = Callable[[Session, Actor, datetime, Sequence[str]], Collection[str]]
#: object kind → its sight; each feature whose rows name blobs (db/naming.py) enters its own.
sights: Final[dict[str, Sight]] = {}

#: Who asks, and when.
Asking = Callable[[], AbstractContextManager[tuple[Session, Actor, datetime]]]


def may_read(session: Session, actor: Actor, now: datetime, sha256: str) -> bool:
    """Whether somebody may read these bytes, and name them in an act."""
    if naming.was_sent(session, actor.id, sha256):
        return True
    owners = naming.owners(session, sha256)
    if (
        not owners
    ):  # from before it was noted who sent what: for whoever finishes what was begun then
        return not naming.has_sender(session, sha256)
    return any(sights[kind](session, actor, now, ids) for kind, ids in owners.items())


class SeenBlobs:
    """The port of db/blobs.py for one person at the centre: to him only what he may read is there."""

    where = ""  # only the centre itself reads them all

    def __init__(self, blobs: Blobs, database: Database, asking: Asking) -> None:
        self._blobs = blobs
        self._database = database
        self._asking = asking

    def put(self, data: bytes) -> str:
        """Keep the bytes; until he names them, who sent them may read them."""
        sha256 = self._blobs.put(data)
        with self._asking() as (_, actor, now):
            who = actor.id
        with self._database.write() as session:
            naming.sent(session, who, sha256, now)
        return sha256

    def get(self, sha256: str) -> bytes:
        """The bytes; raises `KeyError` if he may not read them, as if they were not there."""
        if not self._may_read(sha256):
            raise KeyError(sha256)
        return self._blobs.get(sha256)

    def has(self, sha256: str) -> bool:
        """Whether the bytes are there for him."""
        return self._may_read(sha256) and self._blobs.has(sha256)

    def used(self, session: Session, actor: Actor, shas: Collection[str]) -> None:
        """An act named them: now its rows say who may read them."""
        if shas:
            naming.used(session, actor.id, shas)

    def all(self) -> Iterator[str]:
        """Only the centre itself counts its pictures."""
        raise OnlyAtTheCentre(url="")

    def strays(self, named: Collection[str], before: float) -> list[str]:
        """Only the centre itself looks for strays."""
        raise OnlyAtTheCentre(url="")

    def _may_read(self, sha256: str) -> bool:
        with self._asking() as (session, actor, now):
            return may_read(session, actor, now, sha256)
