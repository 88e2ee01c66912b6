"""What a store says of itself before anybody has signed in: whose it is, whether it is for practice, its newest hash."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from app import errors
from db.ledger import queries
from db.session import Database

#: A moment, for every desk reads one here, whatever its release; before any store was laid.
NOT_TOLD: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class About:
    """The store's own card."""

    unit: str
    room: str
    practice: bool
    local: bool
    file: str
    #: `NOT_TOLD`, and no hash: to a computer that a centre does not know.
    laid_at: datetime
    genesis: str
    #: Where the centre is through which it is reached.
    centre: str = ""


def about(database: Database) -> About:
    """Read the store's own row; needs no sign-in."""
    with database.read() as session:
        row = queries.installation(session)
        if row is None:
            raise errors.StoreEmpty(url="")
        return About(
            unit=row.unit,
            room=row.name,
            practice=row.kind == "practice",
            local=database.is_sqlite,
            file=str(database.file) if database.is_sqlite else "",
            laid_at=row.laid_at,
            genesis=row.genesis,
        )


def newest_hash(database: Database) -> str:
    """The hash of the newest entry of the trail: what two people compare to know they see the same books."""
    with database.read() as session:
        found = queries.page(session, limit=1, offset=0)
        return found[0].hash if found else ""
