"""Rate limits that know nobody: counts under a keyed hash, in memory only, the key thrown away every hour."""

import hmac
import os
import threading
from collections import Counter
from typing import Final, NamedTuple

from app.reporting import errors as no


class Limit(NamedTuple):
    """How many of a kind one caller and all together may ask for within an hour."""

    each: int
    all: int


#: `sum`: filed with the sum instead of the work; `receipt`: look-ups under one prefix of receipts; `volume`: MiB of
#: files, each of which is kept twice.
LIMITS: Final = {
    "page": Limit(1_200, 200_000),
    "file": Limit(20, 2_000),
    "sum": Limit(6, 1_000),
    "upload": Limit(40, 4_000),
    "volume": Limit(150, 4_000),
    "look": Limit(30, 3_000),
    "receipt": Limit(12, 1_000_000),
}
HOUR: Final = 3600
_MOST_KNOWN: Final = 200_000


class Floods:
    """The counts of this hour. Nothing of it is ever written anywhere."""

    def __init__(self, limits: dict[str, Limit] | None = None) -> None:
        self._limits = limits or LIMITS
        self._lock = threading.Lock()
        self._hour = -1
        self._key = b""
        self._each: Counter[bytes] = Counter()
        self._all: Counter[str] = Counter()

    def take(self, kind: str, caller: str, seconds: float, many: int = 1) -> None:
        """Count so many; refuses (R127) when the hour's share is used up. `seconds` is any clock that goes on."""
        limit = self._limits[kind]
        with self._lock:
            self._turn(int(seconds) // HOUR)
            who = hmac.digest(self._key, f"{kind}|{caller}".encode(), "sha256")[:16]
            if self._each[who] + many > limit.each or self._all[kind] + many > limit.all:
                raise no.TooOften(minutes=int(HOUR - seconds % HOUR) // 60 + 1)
            if len(self._each) < _MOST_KNOWN or who in self._each:
                self._each[who] += many
            self._all[kind] += many

    def load(self, kind: str, seconds: float) -> float:
        """How much of the hour's share of all together is used: 0 to 1."""
        with self._lock:
            self._turn(int(seconds) // HOUR)
            return self._all[kind] / self._limits[kind].all

    def _turn(self, hour: int) -> None:
        if hour != self._hour:
            self._hour, self._key = hour, os.urandom(32)
            self._each.clear()
            self._all.clear()
