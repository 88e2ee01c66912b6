"""What a backup says of itself."""

from dataclasses import dataclass, field
from datetime import datetime

from app.ledger.types import Verdict


@dataclass(frozen=True, slots=True)
class Manifest:
    """The first page of a backup: whose store, how far, and the hashes of all it holds."""

    engine: str
    revision: str
    installation: str
    unit: str
    room: str
    made_at: datetime
    last_entry_at: datetime
    heads: str
    counts: dict[str, int]
    files: dict[str, str] = field(default_factory=dict)
    format: int = 1


@dataclass(frozen=True, slots=True)
class Restored(Verdict):
    """A backup that came back: what its verification says, and where what stood there lies now (`aside`)."""

    aside: str = ""
