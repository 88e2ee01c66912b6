"""A fresh desk's copy, made at the centre: what its feed would bring line by line, as a file with the desk's own tables.

All of it is of one moment, and the feed's position of that moment travels along: the next pull goes on from there. It is
made when it is asked for, and never ahead: what somebody may see is looked up then, and once more before each part is
handed out, for what was taken away meanwhile must not reach his desk.
"""

import functools
import json
import os
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from backports import zstd
from sqlalchemy.orm import Session

from app import clock, errors, feeds, ids
from app.actor import Actor
from app.store import Store
from app.sync import service
from app.sync.types import PART, Copy
from db.migrations import run as schema
from db.session import Database
from db.sync import carrier, desk, queries

#: A copy that was not fetched for so long is thrown away.
FORGOTTEN_S: Final = 3_600.0
_QUERY: Final = "sync.feed"


@functools.cache
def _shape(kinds: tuple[str, ...]) -> carrier.Shape:
    """A desk's tables as a desk lays them."""
    with tempfile.TemporaryDirectory() as folder:
        made = Database(f"sqlite:///{folder}/desk.db", guarded=False)
        with made.write() as session:
            schema.upgrade_unguarded(session.connection())
            desk.lay(session)
            found = carrier.shape(session, (feeds.kinds[name].tables for name in kinds))
        made.close()
    return found


class Copies:
    """The copies that were made and not fetched whole yet: a file each, and a note that says whose it is."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._turn = threading.Semaphore(1)

    def make(self, store: Store, feed: str, epoch: str, desk_shape: str) -> Copy | None:
        """A copy for who asks; None where his desk has other tables, or may not have the feed at all."""
        with self._one_at_a_time():
            shape = _shape(tuple(feeds.kinds))
            if desk_shape != carrier.digest(shape):
                return None
            self._folder.mkdir(parents=True, exist_ok=True)
            self.sweep(clock.now().timestamp(), _whose(store))
            copy = Copy(ids.new(), feed, epoch)
            file = self._file(copy.id)
            try:
                filled = _fill(store, file, shape, copy)
                if filled is None:
                    self._throw_away(copy.id)
                    return None
                copy = Copy(copy.id, feed, epoch, *filled, file.stat().st_size)
            except BaseException:
                self._throw_away(copy.id)
                raise
            note, aside = self._note(copy.id), self._folder / f"{copy.id}.part"
            aside.write_text(json.dumps({"whose": _whose(store), **asdict(copy)}), "utf-8")
            aside.replace(note)
            return copy

    def part(self, store: Store, id_: str, number: int) -> bytes:
        """A part of a copy, packed, for whom it was made, as long as he may see all that is in it."""
        copy = self._mine(store, id_)
        if number >= copy.parts:
            raise errors.NotFound(key=id_)
        file = self._file(id_)
        try:
            if not _is_still_his(store, copy, file):
                self._throw_away(id_)
                raise errors.NotFound(key=id_)
            os.utime(
                file
            )  # over a slow line it may take longer than anybody keeps what is forgotten
            return _packed(file, number)
        except FileNotFoundError:  # another process has thrown it away just now
            raise errors.NotFound(key=id_) from None

    def done(self, store: Store, id_: str) -> None:
        """He has it, or does not want it any more."""
        self._throw_away(self._mine(store, id_).id)

    def sweep(self, now: float, whose: str = "") -> None:
        """Throw away what nobody fetched, what a process that is gone has not finished, and somebody's from before."""
        for file in self._folder.glob("*.copy"):
            with suppress(FileNotFoundError):  # several processes share the folder
                is_his = bool(whose) and self._noted(file.stem).get("whose") == whose
                if is_his or now - file.stat().st_mtime > FORGOTTEN_S:
                    self._throw_away(file.stem)

    @contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        # Each takes a processor and a disk for itself. Nobody waits here, for he would hold a thread meanwhile that
        # answers others; his desk asks again at its next meeting.
        if not self._turn.acquire(blocking=False):
            raise errors.StoreBusy(why="store.copying")
        try:
            yield
        finally:
            self._turn.release()

    def _mine(self, store: Store, id_: str) -> Copy:
        told = self._noted(id_)
        if told.pop("whose", "") != _whose(store):
            raise errors.NotFound(key=id_)
        return Copy(**told)

    def _noted(self, id_: str) -> dict[str, Any]:
        try:
            found: dict[str, Any] = json.loads(self._note(id_).read_text("utf-8"))
        except FileNotFoundError:
            return {}
        return found

    def _throw_away(self, id_: str) -> None:
        for file in (self._note(id_), *self._folder.glob(f"{id_}.*")):  # the note first
            file.unlink(missing_ok=True)

    def _file(self, id_: str) -> Path:
        return self._folder / f"{id_}.copy"

    def _note(self, id_: str) -> Path:
        return self._folder / f"{id_}.json"


def _packed(file: Path, number: int) -> bytes:
    """A part with its sum: packed when it is asked for, while the desk works on the one before."""
    with file.open("rb") as made:
        made.seek(number * PART)
        plain = made.read(PART)
    parameter = zstd.CompressionParameter
    return zstd.compress(
        plain, options={parameter.compression_level: 1, parameter.checksum_flag: True}
    )


def _whose(store: Store) -> str:
    """Who sits where."""
    assert store.actor is not None  # a door is somebody's
    return f"{store.actor.id} {store.station}"


def _fill(store: Store, file: Path, shape: carrier.Shape, copy: Copy) -> tuple[int, int] | None:
    """Write all that the feed has for who asks; where the feed stands with that, and the sum of what he sees."""
    checksum = 0
    carrier.begin(file, shape)
    with store.asking(_QUERY, store.database.read_into(file)) as (session, actor, now):
        if not _may_hold(session, actor, now, copy):
            return None
        filling = carrier.Filling(session, file)
        pos, _ = queries.counter(session, copy.feed)
        for kind in feeds.kinds.values():
            marks = queries.marks(session, copy.feed, kind.name)
            if not marks:
                continue
            his = kind.seen_by(session, actor, now, list(marks))
            checksum += service.added_up(marks, his)
            for which in _which(marks, his):
                filling.hold(copy.feed, kind.name, which)
                for table, owner, untold in kind.shown_of(in_part=which.in_part):
                    filling.rows(copy.feed, kind.name, table, owner, untold, which)
        filling.cursor(copy.feed, pos)
    return pos, checksum % queries.MODULUS


def _which(marks: Mapping[str, int], his: feeds.Seen) -> Iterator[carrier.Which]:
    """What travels whole (often all: so the others are named), and what in part."""
    if his.whole:
        yield carrier.Which(sorted(marks.keys() - his.whole))
    if his.part:
        yield carrier.Which(sorted(his.part), in_part=True)


def _may_hold(session: Session, actor: Actor, now: datetime, copy: Copy) -> bool:
    mine = service.following(session, actor, now)
    return copy.epoch == mine.epoch and copy.feed in mine.feeds and copy.feed != feeds.EVERYBODY


def _is_still_his(store: Store, copy: Copy, file: Path) -> bool:
    """Whether nothing of a copy was taken away from him since: each line behind it is looked at."""
    with store.asking(_QUERY) as (session, actor, now):
        if not _may_hold(session, actor, now, copy):
            return False
        head, _ = queries.counter(session, copy.feed)
        changed: dict[str, set[str]] = {}
        for _pos, kind, id_, _deed in queries.lines(session, copy.feed, copy.pos, head - copy.pos):
            changed.setdefault(kind, set()).add(id_)
        for name, objects in changed.items():
            kind_ = feeds.kinds.get(name)
            if kind_ is None:
                continue
            seen = queries.seen(session, copy.feed, name, sorted(objects))
            his = kind_.seen_by(session, actor, now, list(seen))
            gone, less = objects - his.whole - his.part, his.part
            if carrier.holds(file, name, sorted(gone)):
                return False
            if carrier.holds(file, name, sorted(less), whole=True):
                return False
    return True
