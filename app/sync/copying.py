"""A fresh desk's copy, made at the centre: what its feed would bring line by line, as files with the desk's own tables.

All of it is of one moment, and the feed's position of that moment travels along: the next pull goes on from there. It is
made when it is asked for, and never ahead: what somebody may see is looked up then, and once more before each part is
handed out, for what was taken away meanwhile must not reach his desk. As soon as that is known his desk has its answer:
it fetches the first files while the later ones are filled.
"""

import functools
import json
import logging
import os
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from dataclasses import asdict, fields
from datetime import datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

from backports import zstd
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app import clock, errors, feeds, ids
from app.actor import Actor
from app.store import Store
from app.sync import service
from app.sync.types import PART, Copy
from db import session as sql
from db.migrations import run as schema
from db.session import Database
from db.sync import carrier, desk, queries

log = logging.getLogger("anku.sync")
#: A copy that was not fetched for so long is thrown away.
FORGOTTEN_S: Final = 3_600.0
#: A copy that another process fills and on which it has not written for so long: that process is gone.
_STANDS_STILL_S: Final = 120.0
#: Who asks for a part waits no longer until the file it lies in is whole.
WAITS_S: Final = 10.0
_LOOKS_EVERY_S: Final = 0.01
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
    """The copies that are filled, or were not fetched whole yet: files, and a note that says whose they are.

    A file bears its last name when it is whole, and an empty one stands behind the last.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._turn = threading.Semaphore(1)
        self._filling: threading.Thread | None = None

    def make(self, store: Store, feed: str, epoch: str, desk_shape: str) -> Copy | None:
        """A copy for who asks, which is filled from now on; None where his desk has other tables, or may not have the
        feed at all."""
        with ExitStack() as until_filled:
            until_filled.enter_context(self._one_at_a_time())
            shape = _shape(tuple(feeds.kinds))
            if desk_shape != carrier.digest(shape):
                return None
            self._folder.mkdir(parents=True, exist_ok=True)
            self.sweep(clock.now().timestamp(), _whose(store))
            copy = Copy(ids.new(), feed, epoch)
            files = [self._half(copy.id, place) for place in range(carrier.FILES)]
            unless_filled = until_filled.enter_context(ExitStack())
            unless_filled.callback(self._throw_away, copy.id)
            carrier.begin(files, shape)
            try:
                views = until_filled.enter_context(store.database.read_into(files))
            except DBAPIError as trouble:  # somebody writes for so long that nobody can begin
                if not sql.worth_retrying(trouble):
                    raise
                raise errors.StoreBusy(why=sql.explain(trouble)) from trouble
            found = _found(store, views[0], copy)
            if found is None:
                return None
            copy = Copy(copy.id, feed, epoch, found.pos, found.checksum)
            aside = self._folder / f"{copy.id}.note.copy"
            aside.write_text(json.dumps({"whose": _whose(store), **asdict(copy)}), "utf-8")
            aside.replace(self._note(copy.id))
            filling = carrier.Filling(views, files, shape)
            given = until_filled.pop_all()
            args = (given, unless_filled, copy, found, filling)
            self._filling = threading.Thread(target=self._fill, args=args, name=copy.id)
            try:
                self._filling.start()
            except BaseException:
                given.close()
                raise
            return copy

    def part(self, store: Store, id_: str, number: int) -> bytes:
        """A part of a copy, packed, for whom it was made, as long as he may see all that is in it; nothing behind the
        end."""
        copy = self._mine(store, id_)
        try:
            file, at = self._lies_in(id_, number)
            if not _is_still_his(store, copy, self._file(id_, 0)):
                self._throw_away(id_)
                raise errors.NotFound(key=id_)
            # over a slow line it may take longer than anybody keeps what is forgotten
            os.utime(self._note(id_))
            return _packed(file, at)
        except FileNotFoundError:  # another process has thrown it away just now
            self._throw_away(id_)
            raise errors.NotFound(key=id_) from None

    def done(self, store: Store, id_: str) -> None:
        """He has it, or does not want it any more."""
        self._throw_away(self._mine(store, id_).id)

    def sweep(self, now: float, whose: str = "") -> None:
        """Throw away what nobody fetched, what a process that is gone has not finished, and somebody's from before."""
        for id_ in {file.name.partition(".")[0] for file in self._folder.glob("*.copy")}:
            with suppress(FileNotFoundError):  # several processes share the folder
                is_his = bool(whose) and self._noted(id_).get("whose") == whose
                touched = max((file.stat().st_mtime for file in self._all(id_)), default=now)
                if is_his or now - touched > FORGOTTEN_S:
                    self._throw_away(id_)

    def close(self) -> None:
        """What is being filled is filled first."""
        if self._filling is not None:
            self._filling.join()

    def _fill(
        self,
        until_filled: ExitStack,
        unless_filled: ExitStack,
        copy: Copy,
        found: "_Found",
        filling: carrier.Filling,
    ) -> None:
        try:
            with until_filled:
                number = 0
                for file in _filled(filling, copy, found):
                    self._add(copy, number, file)
                    number += 1
                end = self._half(copy.id, carrier.FILES)
                end.touch(0o600)
                self._add(copy, number, end)
                unless_filled.pop_all()
            for number in range(carrier.FILES):  # what was begun for nothing
                self._half(copy.id, number).unlink(missing_ok=True)
        except (errors.NotFound, FileNotFoundError) as gone:
            log.info("a copy was thrown away while it was filled: %s", gone)
        except Exception:
            log.exception("a copy could not be filled")

    def _add(self, copy: Copy, number: int, file: Path) -> None:
        file.replace(self._file(copy.id, number))
        if not self._note(copy.id).exists():  # the file may have come too late to be thrown away
            raise errors.NotFound(key=copy.id)

    def _lies_in(self, id_: str, number: int) -> tuple[Path, int]:
        """The file in which a part lies, and where; the empty one that stands behind the last, if it lies in none."""
        place = 0
        while True:
            file = self._file(id_, place)
            length = self._awaited(id_, file)
            if not length or number <= length // PART:
                return file, number * PART
            number -= length // PART + 1
            place += 1

    def _awaited(self, id_: str, file: Path) -> int:
        """The length of a file, as soon as it is whole: that is a moment, or whoever filled it is gone."""
        until = time.monotonic() + WAITS_S
        while not file.exists():
            if time.monotonic() > until and (self._is_filling(id_) or self._is_filled(id_)):
                raise errors.StoreBusy(why="store.copying")
            if time.monotonic() > until or not self._note(id_).exists():
                self._throw_away(id_)
                raise errors.NotFound(key=id_)
            time.sleep(_LOOKS_EVERY_S)
        return file.stat().st_size

    def _is_filling(self, id_: str) -> bool:
        filling = self._filling
        return filling is not None and filling.is_alive() and filling.name == id_

    def _is_filled(self, id_: str) -> bool:
        """Whether another process may be filling it: one that was begun, or went on, a little while ago."""
        written = [file.stat().st_mtime for file in self._folder.glob(f"{id_}.*.half.copy")]
        return bool(written) and clock.now().timestamp() - max(written) < _STANDS_STILL_S

    @contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        # Each takes a processor and a disk for itself. Nobody waits for another's, which may take long: his desk asks
        # again at its next meeting.
        if not self._turn.acquire(blocking=False):
            raise errors.StoreBusy(why="store.copying")
        try:
            yield
        finally:
            self._turn.release()

    def _mine(self, store: Store, id_: str) -> Copy:
        told = self._noted(id_)
        known = {each.name for each in fields(Copy)}
        if told.pop("whose", "") != _whose(store) or told.keys() != known:
            raise errors.NotFound(key=id_)
        return Copy(**told)

    def _noted(self, id_: str) -> dict[str, Any]:
        try:
            found: dict[str, Any] = json.loads(self._note(id_).read_text("utf-8"))
        except FileNotFoundError:
            return {}
        return found

    def _throw_away(self, id_: str) -> None:
        for file in (self._note(id_), *self._all(id_)):  # the note first
            file.unlink(missing_ok=True)

    def _all(self, id_: str) -> list[Path]:
        return list(self._folder.glob(f"{id_}.*"))

    def _file(self, id_: str, place: int) -> Path:
        return self._folder / f"{id_}.{place}.copy"

    def _half(self, id_: str, place: int) -> Path:
        return self._folder / f"{id_}.{place}.half.copy"

    def _note(self, id_: str) -> Path:
        return self._folder / f"{id_}.json"


def _packed(file: Path, at: int) -> bytes:
    """A part with its sum: packed when it is asked for, while the desk works on the one before."""
    with file.open("rb") as made:
        made.seek(at)
        plain = made.read(PART)
    parameter = zstd.CompressionParameter
    return zstd.compress(
        plain, options={parameter.compression_level: 1, parameter.checksum_flag: True}
    )


def _whose(store: Store) -> str:
    """Who sits where."""
    assert store.actor is not None  # a door is somebody's
    return f"{store.actor.id} {store.station}"


class _Found(NamedTuple):
    """All that the feed has for who asks: where it stands with that, the sum of what he sees, and which that is."""

    pos: int
    checksum: int
    which: list[tuple[feeds.Kind, carrier.Which]]


def _found(store: Store, view: Session, copy: Copy) -> _Found | None:
    with store.asking(_QUERY, nullcontext(view)) as (session, actor, now):
        if not _may_hold(session, actor, now, copy):
            return None
        checksum = 0
        which: list[tuple[feeds.Kind, carrier.Which]] = []
        pos, _ = queries.counter(session, copy.feed)
        for kind in feeds.kinds.values():
            count, total = queries.added_up(session, copy.feed, kind.name)
            if not count:
                continue
            his = kind.seen_in(session, actor, now, copy.feed, count)
            if his is None:
                checksum += total
                which.append((kind, carrier.Which([])))
                continue
            marks = queries.marks(session, copy.feed, kind.name)
            checksum += service.added_up(marks, his)
            which += ((kind, these) for these in _which(marks, his))
    return _Found(pos, checksum % queries.MODULUS, which)


def _filled(filling: carrier.Filling, copy: Copy, found: _Found) -> Iterator[Path]:
    """Each of the files as soon as it is whole; what the desk holds with them stands in the first."""
    for kind, which in found.which:
        filling.hold(copy.feed, kind.name, which)
    filling.cursor(copy.feed, found.pos)
    for kind, which in found.which:
        for table, owner, untold in kind.shown_of(in_part=which.in_part):
            if filling.is_enough:
                yield filling.end()
                filling.go_on()
            filling.rows(copy.feed, kind.name, table, owner, untold, which)
    yield filling.end()


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
