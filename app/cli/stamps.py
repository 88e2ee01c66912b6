"""A verdict that still holds: a local file in which nothing was written since it was found whole is not read again."""

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from sqlalchemy.exc import DBAPIError

from app import bootstrap, clock, paths
from db import migrations
from db.audit import files
from db.session import Database

#: Raised when verification finds more than before: what older programs found whole is looked at again.
FINDS: Final = 1
#: However quiet a file is, its every entry is read once a day.
LONGEST_S: Final = 24 * 3600


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which file, as it lay there; by which law and which verification it was whole, and when it was read whole."""

    file: str
    laid: tuple[int, ...]
    law: str
    finds: int
    read_at: float


class Watch:
    """One program's look at a store from its verification to its leaving.

    The stamp says that the file lies there byte for byte as this program left it: no size, time or place of it has
    changed, and no other program wrote while this one did. Where the system cannot tell that, nothing is stamped.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._read_at: float | None = None
        self._mark = files.mark(database)

    def holds(self) -> bool:
        """Whether the file was found whole and lies there untouched since."""
        laid = files.lies(self._database)
        found = _kept(self._database.file) if laid else None
        if found is None or laid is None:
            return False
        fresh = 0 <= clock.now().timestamp() - found.read_at < LONGEST_S
        same = found == Stamp(self._database.file, laid, _law(), FINDS, found.read_at)
        if fresh and same:
            self._read_at = found.read_at
        return fresh and same

    def read_whole(self) -> None:
        """The whole trail was read just now and found whole."""
        self._read_at = clock.now().timestamp()

    def leave(self) -> None:
        """Stamp the file as it is left, if nobody else has written in it meanwhile."""
        if self._read_at is None:
            return
        with suppress(OSError, DBAPIError):  # without a stamp the next call reads everything again
            laid = files.left(self._database, self._mark)
            if laid is not None:
                kept = Stamp(self._database.file, laid, _law(), FINDS, self._read_at)
                _keep(kept)


def _law() -> str:
    return f"{migrations.HEAD}:{bootstrap.LAW_VERSION}:{bootstrap.law_digest()}"


def _place(file: str) -> Path:
    name = sha256(os.path.realpath(file).encode()).hexdigest()[:32]
    return paths.data() / "verified" / f"{name}.json"


def _kept(file: str) -> Stamp | None:
    try:
        told: dict[str, Any] = json.loads(_place(file).read_text("utf-8"))
        return Stamp(**{**told, "laid": tuple(told["laid"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _keep(stamp: Stamp) -> None:
    place = _place(stamp.file)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = place.with_suffix(f".{os.getpid()}")
    part.write_text(json.dumps(asdict(stamp)), "utf-8")
    part.chmod(0o600)
    part.replace(place)
