"""What the audit hands out: lines of the trail with the names people use, and a verification that never began."""

from dataclasses import dataclass

from app.ledger.types import EntryView


class NotStarted(Exception):
    """This computer started no process for the verification: it says nothing of the books, good or bad."""


@dataclass(frozen=True, slots=True)
class TrailRow:
    """An entry as the audit page lists it; `label` is the object's number, code or name."""

    entry: EntryView
    label: str


@dataclass(frozen=True, slots=True)
class Found:
    """A fault with its place in the trail; `seq` 0 where no entry is meant."""

    what: str
    kind: str
    id: str
    seq: int = 0
