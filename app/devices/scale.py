"""Scales: the port, and a serial scale that speaks the usual ASCII lines; a weight is whole milligrams."""

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final, Protocol

from app import clock
from app.devices import errors, serial_line
from app.devices.loop import Link

# "ST,GS,+  12.34 g" (most Chinese scales) and SICS "S S   12.34 g"; US / "S D" is still moving
_LINE: Final = re.compile(
    r"(?P<state>ST|US|OL|S\s+[SDI])?(?:\s*,\s*(?:GS|NT|TR))?\s*,?\s*"
    r"(?P<sign>[+-]?)\s*(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>mg|kg|ct|g)",
    re.IGNORECASE,
)
_MG: Final = {"mg": 1, "g": 1_000, "kg": 1_000_000, "ct": 200}
_MOVING: Final = {"US", "OL", "S D", "S I"}


@dataclass(frozen=True, slots=True)
class Weight:
    """What the scale shows."""

    mg: int
    is_stable: bool
    read_at: datetime


class Scale(Protocol):
    """Anything that weighs."""

    def weigh(self, patience_s: float = 5.0) -> Weight:
        """The next stable weight, or `ScaleLost`."""
        ...

    def close(self) -> None:
        """Free the device."""
        ...


def parse(line: str, read_at: datetime) -> Weight | None:
    """The weight that a line tells, or None when it tells none; less than a milligram is rounded."""
    found = _LINE.fullmatch(line.strip())
    if found is None:
        return None
    amount = Decimal(found["number"]) * _MG[found["unit"].lower()]
    mg = int(amount.to_integral_value())
    state = " ".join((found["state"] or "ST").upper().split())
    return Weight(-mg if found["sign"] == "-" else mg, state not in _MOVING, read_at)


class SerialScale:
    """A scale on a serial line; `on_weight` hears every line, `weigh` waits for the next stable one."""

    def __init__(
        self,
        source: str,
        on_weight: Callable[[Weight], None] = lambda _: None,
        on_link: Callable[[Link], None] = lambda _: None,
        *,
        baud: int = 9600,
        now: Callable[[], datetime] = clock.now,
    ) -> None:
        self._source, self._on_weight, self._now = source, on_weight, now
        self._news = threading.Condition()
        self._count = 0
        self._stable: Weight | None = None
        self._line = serial_line.SerialLine(source, self._take, on_link, baud=baud)

    @property
    def link(self) -> Link:
        """Live, lost or closed."""
        return self._line.link

    def weigh(self, patience_s: float = 5.0) -> Weight:
        """The next stable weight: a scale that only answers is asked once, one that talks is listened to."""
        with self._news:
            seen = self._count
            self._ask()
            self._news.wait_for(lambda: self._count > seen, patience_s)
            if self._count == seen or self._stable is None:
                raise errors.ScaleLost(source=self._source)
            return self._stable

    def close(self) -> None:
        """Stop reading and free the port."""
        self._line.close()

    def _ask(self) -> None:
        try:
            self._line.send(b"S\r\n")
        except OSError:
            return  # the plug is out; the wait will tell

    def _take(self, line: bytes) -> None:
        weight = parse(line.decode("ascii", "replace"), self._now())
        if weight is None:
            return
        self._on_weight(weight)
        if weight.is_stable:
            with self._news:
                self._count, self._stable = self._count + 1, weight
                self._news.notify_all()
