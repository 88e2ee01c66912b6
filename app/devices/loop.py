"""A plain thread that can be asked to stop and is joined, and the patience between two tries to open a device."""

import enum
import threading
from collections.abc import Callable, Iterator
from typing import Final

FIRST_S: Final = 0.5
LONGEST_S: Final = 5.0


class Link(enum.StrEnum):
    """How a device stands; the words are in resources/words under `link.`."""

    OPENING = "OPENING"
    LIVE = "LIVE"
    LOST = "LOST"
    CLOSED = "CLOSED"


def delays(first: float = FIRST_S, longest: float = LONGEST_S) -> Iterator[float]:
    """Seconds to wait before each next try: doubling, never more than `longest`."""
    wait = first
    while True:
        yield wait
        wait = min(wait * 2, longest)


class Loop:
    """Runs `work(stop)` in a thread of its own until it returns; `close` asks it to and waits for it."""

    def __init__(self, name: str, work: Callable[[threading.Event], None]) -> None:
        self._stop = threading.Event()
        self._thread = threading.Thread(target=work, args=(self._stop,), name=name, daemon=True)
        self._thread.start()

    def close(self, patience_s: float = 10.0) -> None:
        """Ask the thread to end and wait until it did; called from the thread itself it only asks."""
        self._stop.set()
        if threading.current_thread() is not self._thread:
            self._thread.join(patience_s)
