"""A fresh desk takes over its copy, made at the centre, in one transaction: it holds nothing of it or all.

The parts are enciphered as they come, under a key that lies in the desk's own file: a meeting that breaks off goes on
where it ended, and whoever finds the file beside finds noise. Whatever does not fit ends in the pull by pages, which
brings the same.
"""

import glob
import json
import logging
import os
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, fields
from itertools import count, islice, takewhile
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, Final

from app import errors, feeds
from app.line_errors import BlobDiffers, CentreAway
from app.sync.types import PART, Copies, Copy
from db.session import Database
from db.sync import carrier, enciphered
from db.sync import desk as queries
from db.sync.enciphered import Enciphered

log = logging.getLogger("anku.sync")
#: The ending of the file beside the desk's own.
ENDING: Final = ".copy"
_NOTE: Final = "copy"
#: So many parts are on their way at once.
_AHEAD: Final = 2
#: A line is quick that brings the first file in so short a time.
_QUICK_S: Final = 2.0
#: While files still come the desk's file is kept for so long at most: whoever writes in it waits longer (db.session).
_HOLDS_S: Final = 8.0
#: It was asked for under an epoch and there was no answer: then the pages are read.
_ASKED: Final = "asked"


def fetched(database: Database, centre: Copies, feed: str, most: int) -> int:
    """How many records came with a copy, added up and found right; none where the desk has begun with the feed, where
    its pages are sooner read (fewer than `most` lines), or where there is none to be had: all is as it was then."""
    file = Path(database.file + ENDING)  # and a number, for each of them
    with database.read() as session:
        fresh = not queries.count_held(session, feed) and feed not in queries.cursors(session)
        epoch, begun = (queries.note(session, name) for name in ("epoch", _NOTE))
        if fresh:
            here = carrier.shape(session, (kind.tables for kind in feeds.kinds.values()))
    if not fresh:
        if begun:  # it was taken over, and then the desk was killed; or the pages were sooner there
            _forget(database, file)
        return 0
    copy, key = _begun(begun)
    if copy is None or (copy.feed, copy.epoch) != (feed, epoch):
        _remove(file)
        if begun == _asked(feed, epoch) or _length(centre, feed, epoch) < most:
            return 0
        copy, key = _made(database, centre, feed, epoch, carrier.digest(here))
        if copy is None:
            return 0
    try:
        came = _taken_over(database, centre, copy, file, key)
    except (errors.NotFound, BlobDiffers) as no:
        log.info("the copy is not to be had any more: %s", no)
        came = 0
    except enciphered.Busy as busy:  # all that has come stays for the next meeting
        raise errors.StoreBusy(why=str(busy)) from busy
    except enciphered.unfit() as trouble:
        log.warning("the copy does not fit: %s", trouble)
        came = 0
    _forget(database, file)
    with suppress(errors.NotFound):
        centre.copied(copy.id)
    return came


def _asked(feed: str, epoch: str) -> str:
    return f"{_ASKED} {feed} {epoch}"


def _made(
    database: Database, centre: Copies, feed: str, epoch: str, shape: str
) -> tuple[Copy | None, bytes]:
    """A copy made for this desk, and noted with a key for it. Nothing is noted when there is none to be had, or not now:
    the next meeting asks again."""
    _keep(database, _asked(feed, epoch))
    try:
        copy, key = centre.copy(feed, epoch, shape), os.urandom(enciphered.KEY)
    except CentreAway:
        raise
    except errors.Refusal:
        _keep(database, "")
        raise
    _keep(database, json.dumps({"key": key.hex(), **asdict(copy)}) if copy else "")
    return copy, key


def _length(centre: Copies, feed: str, epoch: str) -> int:
    """How many lines a feed has, and whether it may be read at all."""
    page: dict[str, Any] = json.loads(centre.feed(feed, 0, 1, epoch, False))
    return int(page["head"]) if feed in page["feeds"] and page["epoch"] == epoch else 0


def _begun(note: str) -> tuple[Copy | None, bytes]:
    """The copy that an earlier meeting began to fetch."""
    if not note or note.startswith(_ASKED):
        return None, b""
    told: dict[str, Any] = json.loads(note)
    key = bytes.fromhex(told.pop("key"))
    if told.keys() != {each.name for each in fields(Copy)}:
        return None, b""  # another program's: it is made anew
    return Copy(**told), key


def _forget(database: Database, file: Path) -> None:
    _remove(file)
    _keep(database, "")


def _remove(file: Path) -> None:
    for here in (file, *file.parent.glob(f"{glob.escape(file.name)}.*")):
        here.unlink(missing_ok=True)


def _keep(database: Database, note: str) -> None:
    with database.write() as session:
        queries.keep_note(session, _NOTE, note)


def _numbered(file: Path, place: int) -> Path:
    return file.with_name(f"{file.name}.{place}")


def _lying(file: Path) -> list[Path]:
    """The files that have come; of the last it is not known whether it is whole."""
    return list(takewhile(Path.exists, (_numbered(file, place) for place in count())))


class _NotSoon(Exception):
    """The next file does not come, or not so soon that everybody who writes here can wait for it."""


class _Coming:
    """The files one after another, for who takes them over while the next ones are fetched."""

    def __init__(self) -> None:
        self._queue: SimpleQueue[Path | None] = SimpleQueue()
        self._breaks_off = False

    def add(self, file: Path) -> None:
        """It is whole."""
        self._queue.put(file)

    def end(self, *, is_whole: bool) -> None:
        """No other comes: that was the last, or the meeting breaks off."""
        self._breaks_off = not is_whole
        self._queue.put(None)

    def __iter__(self) -> Iterator[Path]:
        until = time.monotonic() + _HOLDS_S
        while True:
            try:
                file = self._queue.get(timeout=max(0.0, until - time.monotonic()))
            except Empty:
                raise _NotSoon from None
            if file is None and self._breaks_off:
                raise _NotSoon
            if file is None:
                return
            yield file


def _taken_over(database: Database, centre: Copies, copy: Copy, file: Path, key: bytes) -> int:
    """Fetch the files and take them over. On a quick line that begins with the first one, beside the fetching: who
    writes here waits as long. On a slow one, or where not all has come in time or somebody else writes, it begins when
    all is here."""
    coming, begun = _Coming(), time.monotonic()
    is_quick = not _lying(file)
    early: Future[int] | None = None
    with ThreadPoolExecutor(1, "take-over") as beside:
        is_whole = False
        try:
            for each in _fetch(centre, copy, file, key):
                coming.add(each)
                is_quick = is_quick and (early is not None or time.monotonic() - begun < _QUICK_S)
                if is_quick and early is None:
                    given = (database, coming, key, copy.checksum)
                    early = beside.submit(enciphered.take_over, *given)
            is_whole = True
        finally:
            coming.end(is_whole=is_whole)
        with suppress(_NotSoon, enciphered.Busy):
            if early is not None:
                return early.result()
    return enciphered.take_over(database, _lying(file), key, copy.checksum)


def _fetch(centre: Copies, copy: Copy, file: Path, key: bytes) -> Iterator[Path]:
    """The parts that are not here yet, and each file as soon as it is whole; the next parts are packed and on their way
    while one is enciphered.

    A file is whole when the next one is there; that one is empty behind the last, and stays no longer than this.
    """
    *whole, last = _lying(file) or [_numbered(file, 0)]
    yield from whole
    kept = Enciphered(last, key)
    here = kept.length // PART
    kept.cut(here * PART)
    place = len(whole)
    numbers = count(here + sum(each.stat().st_size // PART + 1 for each in whole))
    coming: deque[Future[bytes]] = deque()
    with ThreadPoolExecutor(_AHEAD, "copy") as beside:

        def ask() -> None:
            for number in islice(numbers, _AHEAD - len(coming)):
                coming.append(beside.submit(_part, centre, copy, number))

        ask()
        while (part := coming.popleft().result()) or kept.length:
            ask()
            if part:
                kept.add(part)
            if len(part) < PART:
                whole_one = _numbered(file, place)
                place += 1
                kept = Enciphered(_numbered(file, place), key)
                kept.cut(0)
                yield whole_one
    _numbered(file, place).unlink()


def _part(centre: Copies, copy: Copy, number: int) -> bytes:
    """A part, unpacked; one that is not what its sum says is thrown away."""
    from backports import zstd

    unpacking = zstd.ZstdDecompressor()
    packed = centre.part(copy.id, number)
    try:
        plain = unpacking.decompress(packed, PART + 1)
    except zstd.ZstdError:
        plain = b""
    if not unpacking.eof or len(plain) > PART or len(plain) % enciphered.PAGE:
        raise BlobDiffers(sha256=f"{copy.id}.{number}")
    return plain
