"""What a server process does by itself: it verifies the books, writes no more into broken ones, and keeps no copy that
nobody fetches."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from app import clock
from app.audit import service as audit
from app.centre import Centre
from app.sync.copying import Copies

log = logging.getLogger("anku.server")
EVERY_S: Final = 24 * 3600.0
SWEPT_EVERY_S: Final = 3600.0


@contextmanager
def going_on(centre: Centre, copies: Copies | None = None) -> Iterator[None]:
    """Verify at the start and once a day, and sweep once an hour, beside the requests, for the time of the block."""
    ends = threading.Event()
    threads = [threading.Thread(target=_verify, args=(centre, ends), name="verify")]
    if copies is not None:
        threads.append(threading.Thread(target=_sweep, args=(copies, ends), name="sweep"))
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        ends.set()
        for thread in threads:
            thread.join()
        if copies is not None:
            copies.close()


def _sweep(copies: Copies, ends: threading.Event) -> None:
    while not ends.wait(SWEPT_EVERY_S):
        try:
            copies.sweep(clock.now().timestamp())
        except OSError:
            log.exception("the copies could not be swept")


def _verify(centre: Centre, ends: threading.Event) -> None:
    while not ends.is_set():
        door = centre.door()
        try:
            verdict = audit.verify(door, is_awaited=True, cancelled=ends.is_set)
        except Exception:  # whatever it was: what cannot be verified is not written on
            if ends.is_set():
                return
            log.exception("the books could not be verified")
            centre.read_only = True
            return
        if ends.is_set():
            return
        centre.verdict, centre.read_only = verdict, door.read_only
        if not verdict.ok:
            log.error("the books do not agree: %s", verdict.broken[0])
        ends.wait(EVERY_S)
