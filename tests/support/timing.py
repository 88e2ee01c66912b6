"""A clock that several processes read."""

import mmap
import struct
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from tests.support.world import Clock

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_TICK: Final = timedelta(microseconds=1)
_MOMENT: Final = struct.Struct("<q")


class SharedClock(Clock):
    """A clock that lies in a file: whoever moves it there moves it for all."""

    def __init__(self, file: Path, at: datetime | None = None) -> None:
        with file.open("r+b" if at is None else "w+b") as kept:
            if at is not None:
                kept.truncate(_MOMENT.size)
            self._there = mmap.mmap(kept.fileno(), _MOMENT.size)
        if at is not None:
            self.at = at

    @property
    def at(self) -> datetime:
        """What it shows."""
        return _EPOCH + _MOMENT.unpack(self._there[:])[0] * _TICK

    @at.setter
    def at(self, moment: datetime) -> None:
        self._there[:] = _MOMENT.pack((moment - _EPOCH) // _TICK)
