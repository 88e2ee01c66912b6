"""The centre: one store that many people reach over the network; every request has a door and a seat of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from app import clock, errors
from app.stations import doors
from app.store import Store
from db.blobs import Blobs, blobs_of
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

    @classmethod
    def of(cls, store: Store, blobs: Blobs | None = None) -> "Centre":
        """The centre that a store becomes when it is served."""
        return cls(store.database, blobs or blobs_of(store.database), store.here, store.time_of)

    def door(self, station: str = "") -> Store:
        """A door at which nobody sits yet."""
        store = Store(self.database, station=station, here=self.here, time_of=self.time_of)
        store.blobs = self.blobs
        store.read_only = self.read_only
        return store

    def sign_in(
        self, login: str, password: str, station: str, station_id: str = ""
    ) -> tuple[Store, str]:
        """Sign a person in: his door, and the token that opens it again at the next request."""
        store = self.door(station)
        if self.read_only:
            raise errors.StoreReadOnly
        actor = store.sign_in(login, password)
        with self.database.write() as session:
            token = doors.issued(session, actor.sign_in, station_id, store.now())
        return store, token

    def behind(self, token: str, station_id: str = "") -> Store:
        """The door of the person who holds a token; refused once it is old, or shown by another station."""
        store = self.door()
        with self.database.read() as session:
            found = doors.of_token(session, token, station_id, store.now(), LONGEST)
        store.resume(found)
        return store

    def close(self) -> None:
        """Give back every connection."""
        self.database.close()
