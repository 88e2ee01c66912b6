"""Values of stations that cross the store's door."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class StationRow:
    """A computer that may reach the centre; `last_at`: when somebody last signed in there."""

    id: str
    name: str
    organ_id: str
    enrolled_at: datetime
    revoked_at: datetime | None = None
    revoked_why: str = ""
    last_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Invitation:
    """What was issued: for which station, and until when its code is good. The code itself stands in no book."""

    name: str
    organ_id: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Proof:
    """What a request carries to show from which station it comes."""

    station: str
    at: str
    signature: str
    method: str
    target: str
    sent: bytes
