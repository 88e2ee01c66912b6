"""The centre: one store that many people reach over the network; every request has a door and a seat of its own."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.exc import DBAPIError

from app import clock, errors
from app.blobs import SeenBlobs
from app.ledger.about import NOT_TOLD, About
from app.ledger.types import Verdict
from app.stations import doors
from app.stations import service as stations
from app.stations.errors import StationUnknown
from app.stations.types import Proof, StationRow
from app.store import Store
from db.blobs import Blobs, blobs_at
from db.session import Database

#: Whoever works longer signs in again.
LONGEST: Final = timedelta(hours=12)


@dataclass(slots=True)
class Centre:
    """The books that all share, and what makes a door to them."""

    database: Database
    blobs: Blobs
    here: Callable[[], datetime] = clock.now
    time_of: Callable[[], datetime] | None = None
    read_only: bool = False
    verdict: Verdict | None = None
    #: Only enrolled stations are served.
    enrolled_only: bool = False
    longest: timedelta = LONGEST

    @classmethod
    def of(cls, store: Store, blobs: str = "") -> "Centre":
        """The centre that a store becomes when it is served; `blobs` is where its pictures lie (db/blobs.py)."""
        found = blobs_at(blobs, store.database)
        return cls(store.database, found, store.here, store.time_of)

    def door(self, station: str = "") -> Store:
        """A door at which nobody sits yet."""
        store = Store(self.database, station=station, here=self.here, time_of=self.time_of)
        store.blobs = self.blobs
        store.read_only = self.read_only
        return store

    def station(self, proof: Proof | None) -> StationRow | None:
        """The enrolled station that a request comes from; None when it shows no key and needs none."""
        if proof is None:
            if self.enrolled_only:
                raise StationUnknown(why="station.unknown")
            return None
        with self.database.read() as session:
            return stations.proved(session, proof, self.door().now())

    def enrol(self, code: str, public_key: str) -> StationRow:
        """Make a computer a station."""
        if self.read_only:
            raise errors.StoreReadOnly
        return self.door("centre").own(
            "stations.enrol", lambda s, a: stations.enrol(s, a, code, public_key)
        )

    def is_well(self) -> bool:
        """Whether the books can be read now."""
        try:
            self.door().now()
        except DBAPIError:
            return False
        return True

    def sign_in(
        self, login: str, password: str, station: str, station_id: str = ""
    ) -> tuple[Store, str]:
        """Sign a person in: his door, and the token that opens it again at the next request."""
        store = self.door(station)
        if self.read_only:
            raise errors.StoreReadOnly
        account = store.proved(login, password)
        # only now: which names are enrolled is told to nobody who is none of ours
        if not station_id:
            with self.database.read() as session:
                stations.require_nobody_s(session, station)
        actor = store.seat(account)
        with self.database.write() as session:
            token = doors.issued(session, actor.sign_in, station_id, store.now())
        return self._seen(store), token

    def behind(self, token: str, station_id: str = "") -> Store:
        """The door of the person who holds a token; refused once it is old, or shown by another station."""
        store = self.door()
        store.resume(self.require_token(token, station_id))
        return self._seen(store)

    def require_token(self, token: str, station_id: str) -> str:
        """The sign-in behind a token that is shown by this station; refused once it is old, or another's."""
        with self.database.read() as session:
            return doors.of_token(session, token, station_id, self.door().now(), self.longest)

    def _seen(self, store: Store) -> Store:
        """A person's door: only the pictures that he may see are behind it."""
        store.blobs = SeenBlobs(self.blobs, self.database, lambda: store.asking("blobs"))
        return store

    def about(self, *, stranger: bool = False) -> About:
        """What the store says of itself; where it lies is nobody's business.

        A computer that is none of ours yet learns whose centre it is about to be enrolled at, and nothing else.
        """
        told = replace(self.door().about(), file="", local=False)
        return replace(told, laid_at=NOT_TOLD, genesis="") if stranger else told

    def close(self) -> None:
        """Give back every connection."""
        self.database.close()
