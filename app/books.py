"""The books behind a station's door: their time, and the acts that the store does itself."""

import random
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import ClassVar, TypeVar

from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from app import clock, errors, feeds, ids
from app import trouble as trouble_of
from app.deadlines import service as deadlines
from app.ledger import clocks
from app.ledger import service as ledger
from app.ledger.types import Act
from db import fits
from db import session as sql
from db.blobs import Blobs, blobs_of
from db.ledger import queries as trail
from db.session import Database

R = TypeVar("R")
_TRIES = 6
#: So far off no rule minds: the smallest that can be set is a minute.
_NO_DRIFT_MS = 60_000


class Books:
    """What they are, when it is in them, and what is written that nobody who is signed in does by a verb."""

    #: Whether the books lie elsewhere (app/remote.py).
    is_remote: ClassVar[bool] = False

    def __init__(
        self,
        database: Database,
        *,
        station: str = "",
        here: Callable[[], datetime] = clock.now,
        time_of: Callable[[], datetime] | None = None,
    ) -> None:
        self._database = database
        self.station = station
        self.blobs: Blobs = blobs_of(database)
        self.here = here
        self.time_of = time_of

    @property
    def url(self) -> str:
        """Where the books lie, as `--db` takes it."""
        return self.database.url.render_as_string(hide_password=False)

    @property
    def database(self) -> Database:
        """The books themselves."""
        return self._database

    @property
    def is_reached(self) -> bool:
        """Whether the books were reached when they were asked last: a desk works on without them."""
        return True

    def close(self) -> None:
        """Give back every connection."""
        self.database.close()

    # -- when --------------------------------------------------------------------------------------

    def computer_time(self) -> datetime:
        """What this computer's own clock says."""
        return self.here() if self.time_of is None else self.time_of()

    def now(self) -> datetime:
        """The store's time."""
        with self.database.read() as session:
            return self._now(session)[0]

    def clock_trouble(self) -> errors.ClockDrift | None:
        """What a hand-over would be refused for now, said before anybody has begun one; a centre looks at its own clock."""
        if self.is_remote:
            return None
        with self.database.read() as session:
            try:
                self._require_true_clock(session, *self._now(session))
            except errors.ClockDrift as no:
                return no
        return None

    def _now(self, session: Session) -> tuple[datetime, int]:
        """The store's time, and how far this computer's clock is from it (ms).

        A local file's time is this computer's (app/ledger/clocks.py); PostgreSQL's is the server's.
        `time_of` stands in for either (tests, and the demo that tells a year in a minute).
        """
        here = self.computer_time()
        if self.database.is_sqlite or self.time_of is not None:
            store = clocks.local(session, here)
        else:
            store = trail.server_time(session)
        return store, round((here - store) / timedelta(milliseconds=1))

    def _require_true_clock(self, session: Session, now: datetime, drift_ms: int) -> None:
        if abs(drift_ms) <= _NO_DRIFT_MS:
            return
        minutes = deadlines.value(session, "clock_drift_minutes", clock.day(now))
        if abs(drift_ms) > minutes * 60_000:
            behind = drift_ms < 0 and self.database.is_sqlite
            no = errors.BooksAhead if behind else errors.ClockDrift
            raise clocks.wrong(now + timedelta(milliseconds=drift_ms), now, minutes, no)

    # -- its own acts -------------------------------------------------------------------------------

    def _own_act(self, actor: str) -> Act:
        now = self.computer_time()
        return Act(ids.new(), actor, self.station, now, now)

    def own(self, name: str, job: Callable[[Session, Act], R]) -> R:
        """An act of the store itself that nobody signed in for, such as a station's enrolment."""
        return self._own(name, self._own_act(""), job)

    def _own(
        self,
        name: str,
        act: Act,
        job: Callable[[Session, Act], R],
        digest: str = "",
        answer: str = "null",
    ) -> R:
        """An act of the store itself (signing in, a refusal): the same trail, no arguments kept."""

        def once() -> R:
            with self.database.write() as session:
                now, drift = self._now(session)
                mine = replace(act, recorded_at=now, drift_ms=drift)
                result = job(session, mine)
                session.flush()
                ledger.seal(session, mine, name, digest, answer)
                feeds.number(session)
                return result

        return self._again(once)

    def _again(self, job: Callable[[], R]) -> R:
        for attempt in range(_TRIES):
            try:
                return job()
            except fits.DoesNotFit as no:
                trouble_of.raise_unfit(no)
            except DBAPIError as trouble:
                if isinstance(trouble, IntegrityError):
                    trouble_of.raise_meaning(trouble)
                if sql.is_disk_trouble(trouble):
                    raise errors.DiskTrouble(why=sql.explain(trouble)) from trouble
                if not sql.worth_retrying(trouble):
                    raise
                if attempt == _TRIES - 1:
                    raise errors.StoreBusy(why=sql.explain(trouble)) from trouble
                time.sleep(random.uniform(0.01, 0.05) * (attempt + 1))
        raise AssertionError  # the last try returned or raised
