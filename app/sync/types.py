"""What crosses between a desk and the centre: intents and what became of them; pages of a feed are JSON text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, Protocol

#: What this program speaks; a centre that needs more than a desk can says so in `min_client`.
PROTOCOL: Final = 1
#: A push carries no more intents, a page no more lines.
OPS_MOST: Final = 50
LINES_MOST: Final = 5_000
#: A copy travels in parts of so many bytes: whole pages of one file.
PART: Final = 4 << 20
#: A fresh desk takes over a copy when its feed has so many lines; shorter ones are sooner read.
COPY_FROM: Final = 10_000


#: The features whose records a meeting may have changed: pages that show them look again.
BROUGHT: Final = frozenset({"petitions", "leads", "organs", "deadlines", "identity", "sync"})


class Outcome(StrEnum):
    """What the centre says of an intent. All but `LATER` and `HELD` are for good."""

    APPLIED = "applied"
    CONFLICT = "conflict"  # what was read has changed meanwhile
    REJECTED = "rejected"
    FORBIDDEN = "forbidden"
    MISMATCH = "mismatch"  # the same key came with other content
    LATER = "later"  # the centre cannot now, or a picture is still missing
    HELD = "held"  # not tried: the one it follows was not done


FINAL: Final = frozenset(Outcome) - {Outcome.LATER, Outcome.HELD}


@dataclass(frozen=True, slots=True)
class Op:
    """An intent: a verb call with its key, made at a desk without a network.

    `about` is the object it changes, or the draft's name; `follows` the intent before it on the same object, from
    whose end it goes on: its argument `version` is then the centre's to fill.
    """

    id: str
    verb: str
    arguments: Mapping[str, Any]
    made_at: datetime
    about: str = ""
    follows: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What became of an intent: where the object stands now (`version`, `object_id`), the result, or the refusal."""

    op: str
    outcome: Outcome
    object_id: str = ""
    version: int = 0
    result: Any = None
    refusal: Mapping[str, Any] = field(default_factory=dict)


class Scans(Protocol):
    """Where scans are kept at the centre."""

    def put(self, data: bytes) -> str:
        """Keep one."""


class Centre(Protocol):
    """The centre as a desk sees it, over whichever wire."""

    def feed(self, organ: str, after: int, limit: int, epoch: str, check: bool) -> str:
        """A page of a feed, as JSON text."""

    def push(self, ops: Sequence[Op], drift_ms: int) -> list[Told]:
        """What became of intents."""


@dataclass(frozen=True, slots=True)
class Copy:
    """All that a feed has for somebody's desk, as files that the centre fills: where the feed stands with them (`pos`),
    and the sum of all marks in them."""

    id: str
    feed: str
    epoch: str
    pos: int = 0
    checksum: int = 0


class Copies(Protocol):
    """The centre as a fresh desk sees it that takes over a copy."""

    def feed(self, organ: str, after: int, limit: int, epoch: str, check: bool) -> str:
        """A page of a feed, as JSON text."""

    def copy(self, feed: str, epoch: str, shape: str) -> Copy | None:
        """A copy made now; None when there is none to be had, and the pages are to be read."""

    def part(self, id_: str, number: int) -> bytes:
        """A part of it, packed by zstd with its sum: a shorter one (none of the file, it may be) ends its file, and
        an empty one instead of the next file's first ends the copy. What is not filled yet is waited for."""

    def copied(self, id_: str) -> None:
        """It is here, or not wanted any more."""


@dataclass(frozen=True, slots=True)
class Round:
    """What one meeting with the centre brought. `misses` counts checksums that did not agree: it must stay 0."""

    sent: int = 0
    refused: int = 0
    came: int = 0
    left: int = 0
    misses: int = 0
