"""The transaction: the only place that begins, commits and rolls back, on either engine."""

import logging
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from db import fits, rows

log = logging.getLogger("anku.store")

BUSY_MS: Final = 15_000
#: synchronous=FULL: the weaker common advice lost acknowledged acts in 25 of 30 power cuts (integrity §6.1).
_PRAGMAS: Final = (
    f"PRAGMA busy_timeout={BUSY_MS}",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA fullfsync=ON",
    "PRAGMA recursive_triggers=ON",
    "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cache_size=-16000",
)
#: How a desk's file is enciphered, for whatever this process opens or attaches: pages of 16 KiB under HMAC-SHA256 cost
#: half of what SQLCipher's own 4 KiB under HMAC-SHA512 do, on every processor that knows SHA-256 by itself.
ENCIPHERED: Final = (
    "PRAGMA cipher_default_page_size=16384",
    "PRAGMA cipher_default_hmac_algorithm=HMAC_SHA256",
)
#: Held from the moment those are set until they are read: SQLCipher keeps them for the whole process.
ENCIPHERING: Final = threading.Lock()
#: What our own process may never do to a laid store, whatever a mistake of ours asks for.
_DENIED: Final = frozenset(
    {
        sqlite3.SQLITE_DROP_TABLE,
        sqlite3.SQLITE_DROP_TRIGGER,
        sqlite3.SQLITE_DROP_INDEX,
        sqlite3.SQLITE_ALTER_TABLE,
        sqlite3.SQLITE_ATTACH,
    }
)
_WRITES: Final = _DENIED | {
    sqlite3.SQLITE_INSERT,
    sqlite3.SQLITE_UPDATE,
    sqlite3.SQLITE_DELETE,
}
#: Reads the books, however little: a connection sees them from then on as they are.
_A_LOOK: Final = "SELECT count(*) FROM sqlite_master"
#: The name of a file that is written beside the books.
BESIDE: Final = "beside"
_APPEND_ONLY: Final = frozenset({"entry", "act"})


def _authorize(action: int, first: str | None, second: str | None, *_: str | None) -> int:
    if action in _DENIED:
        return sqlite3.SQLITE_DENY
    if action in (sqlite3.SQLITE_DELETE, sqlite3.SQLITE_UPDATE) and first in _APPEND_ONLY:
        return sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_PRAGMA and first == "writable_schema" and second is not None:
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK


def _only_beside(action: int, first: str | None, _: Any, where: str | None, __: Any) -> int:
    named = first != "sqlite_master"  # json_each tells of itself as if a table were made
    denied = action in _WRITES and where == "main" and named
    return sqlite3.SQLITE_DENY if denied else sqlite3.SQLITE_OK


def _enciphered() -> dict[str, Any]:
    from sqlcipher3 import dbapi2  # only a desk has such a file

    return {"module": dbapi2}


class _Writing(Session):
    """A session that remembers which evidence it changes, for the trail to tell, and what it read in its one job."""


event.listen(_Writing, "before_flush", rows.notice)


@event.listens_for(_Writing, "loaded_as_persistent")
def _keep(session: Session, loaded: object) -> None:
    # SQLAlchemy forgets at once what nobody holds: a job asks for its case and its place several times.
    session.info.setdefault("loaded", []).append(loaded)


class Database:
    """One store: a SQLite file or a PostgreSQL database, with a door that writes and one that cannot."""

    def __init__(self, url: str, *, guarded: bool = True, key: bytes = b"") -> None:
        """`key` opens a desk's own file, which is enciphered whole; a store has none."""
        self.url = make_url(url)
        self._key = key
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._guarded = guarded
        self._writer = self._engine(writes=True)
        event.listen(self._writer, "before_execute", fits.require)
        self._reader = self._engine(writes=False) if self.is_sqlite else self._writer
        self._tidying: threading.Thread | None = None

    @property
    def file(self) -> str:
        """The SQLite file's path; empty for a networked store."""
        return (self.url.database or "") if self.is_sqlite else ""

    @property
    def engine(self) -> Engine:
        """The writing engine, for laying and migrating only."""
        return self._writer

    def _engine(self, *, writes: bool) -> Engine:
        if not self.is_sqlite:
            options = "-c statement_timeout=60000 -c lock_timeout=15000"
            return create_engine(
                self.url,
                pool_pre_ping=True,
                hide_parameters=True,
                connect_args={
                    "connect_timeout": 3,
                    "options": f"{options} -c idle_in_transaction_session_timeout=60000",
                    "keepalives_idle": 5,
                    "tcp_user_timeout": 8000,
                },
            )
        engine = create_engine(
            self.url,
            hide_parameters=True,  # a trouble goes into the log: what was to be written does not
            connect_args={"check_same_thread": False, "timeout": BUSY_MS / 1000},
            **(_enciphered() if self._key else {}),
        )
        guarded, key = self._guarded, self._key

        @event.listens_for(engine, "connect")
        def prepare(connection: sqlite3.Connection, _: Any) -> None:
            connection.isolation_level = None
            if key:
                with ENCIPHERING:
                    for pragma in ENCIPHERED:
                        connection.execute(pragma)
                    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            for pragma in _PRAGMAS:
                connection.execute(pragma)
            if key:  # a copy of a part: what a row points at may lie at the centre only
                connection.execute("PRAGMA foreign_keys=OFF")
            if not writes:
                connection.execute("PRAGMA query_only=ON")
            elif guarded:
                connection.set_authorizer(_authorize)

        @event.listens_for(engine, "begin")
        def begin(connection: Any) -> None:
            connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

        return engine

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One job, one transaction: committed when the block ends, undone when it raises."""
        with _Writing(self._writer, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def trial(self) -> Iterator[Session]:
        """A job of which nothing stays."""
        with _Writing(self._writer, expire_on_commit=False) as session:
            yield session
            session.rollback()

    @contextmanager
    def read_into(self, files: Sequence[Path]) -> Iterator[list[Session]]:
        """A consistent view, and as many SQLite files beside it, which alone can be written. Where the books are SQLite
        too there is a session for each, with its file as `BESIDE`, and it is ended (`end`) when that is whole: all see the
        same moment, for nobody writes while they begin. Otherwise it is the same session for all of them."""
        if not self.is_sqlite:
            with self.read() as session:
                yield [session] * len(files)
            return
        with ExitStack() as until_read:
            views = [until_read.enter_context(self._beside(file)) for file in files]
            for view in views:  # what costs time: a connection, and the law it reads
                view.connection().exec_driver_sql(_A_LOOK)
                view.rollback()
            with self.trial() as nobody_writes:
                nobody_writes.connection()
                for view in views:
                    view.connection().exec_driver_sql(_A_LOOK)
            yield views

    @contextmanager
    def _beside(self, file: Path) -> Iterator[Session]:
        options = {"check_same_thread": False}
        engine = create_engine(
            self.url, hide_parameters=True, poolclass=StaticPool, connect_args=options
        )

        @event.listens_for(engine, "connect")
        def prepare(connection: sqlite3.Connection, _: Any) -> None:
            connection.isolation_level = None
            for pragma in _PRAGMAS:
                connection.execute(pragma)
            connection.execute("PRAGMA foreign_keys=OFF")  # a copy of a part, as at a desk
            connection.execute(f"ATTACH ? AS {BESIDE}", (str(file),))
            for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-64000"):
                connection.execute(f"PRAGMA {BESIDE}.{pragma}")
            connection.set_authorizer(_only_beside)

        @event.listens_for(engine, "begin")
        def begin(connection: Any) -> None:
            connection.exec_driver_sql("BEGIN")

        try:
            with Session(engine, autoflush=False) as session:
                yield session
        finally:
            engine.dispose()

    def attach_to(self, connection: Any, name: str) -> None:
        """Attach this file, which is enciphered, to another one that is open."""
        with ENCIPHERING:
            for pragma in ENCIPHERED:
                connection.execute(pragma)
            connection.execute(f"ATTACH ? AS {name} KEY ?", (self.file, f"x'{self._key.hex()}'"))
        connection.execute(f"PRAGMA busy_timeout={BUSY_MS}")
        connection.execute(f"PRAGMA {name}.synchronous=FULL")
        connection.execute(f"PRAGMA {name}.cache_size=-128000")

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A consistent view that cannot write."""
        with Session(self._reader, autoflush=False) as session:
            if not self.is_sqlite:
                session.connection(
                    execution_options={
                        "isolation_level": "REPEATABLE READ",
                        "postgresql_readonly": True,
                    }
                )
            yield session

    def tidy(self) -> None:
        """Write what a large job has left in the WAL, where it is safe, into the file; nobody waits but `close`."""
        if self._tidying is not None:
            self._tidying.join()
        self._tidying = threading.Thread(target=self._write_back, name="write-back")
        self._tidying.start()

    def _write_back(self) -> None:
        connection = self._writer.raw_connection()
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)")
        except Exception as trouble:  # noqa: BLE001 - whoever commits next tries again
            log.info("the WAL stays for the next one: %s", trouble)
        finally:
            connection.close()

    def close(self) -> None:
        """Give back every connection."""
        if self._tidying is not None:
            self._tidying.join()
        self._writer.dispose()
        self._reader.dispose()


def end(view: Session) -> None:
    """The file beside a view (`Database.read_into`) is whole: others read it from now on."""
    engine = view.connection().engine
    view.commit()
    view.close()
    engine.dispose()  # with its cache


#: PostgreSQL: the server shuts down, or starts, or ended us; the connection is gone.
_CUT: Final = frozenset({"57P01", "57P02", "57P03", "08006", "08003", "08000"})
#: PostgreSQL: serialization failure, deadlock, connection gone.
_AGAIN: Final = frozenset({"40001", "40P01", "57P01", "08006", "08003", "08000"})

#: Unique keys on which two stations may meet by chance: the chain's next place, an act sent twice, a new counter.
_RACED: Final = ("uq_entry", "entry.object_kind", "pk_act", "act_pkey", "act.id", "counter")


def worth_retrying(trouble: DBAPIError) -> bool:
    """Whether the same job may simply be done again: the engine asked, or the connection was cut."""
    state = getattr(trouble.orig, "sqlstate", None)
    if state in _AGAIN or trouble.connection_invalidated:
        return True
    if isinstance(trouble, IntegrityError):
        told = str(trouble.orig)
        unique = state == "23505" or told.startswith("UNIQUE")
        return unique and any(name in told for name in _RACED)
    return isinstance(trouble, OperationalError) and "locked" in str(trouble.orig)


def explain(trouble: DBAPIError) -> str:
    """The engine's own words, one line, without statement or values."""
    return (str(trouble.orig).strip().splitlines() or [""])[0]


def is_refused(trouble: DBAPIError) -> bool:
    """No connection came about: nobody answers, or who answers lets nobody in."""
    return isinstance(trouble, OperationalError) and getattr(trouble.orig, "sqlstate", None) is None


def is_cut(trouble: DBAPIError) -> bool:
    """The connection that there was broke off: the server was stopped, or the network went away."""
    state = getattr(trouble.orig, "sqlstate", None)
    return trouble.connection_invalidated or state in _CUT


def is_incomplete(trouble: DBAPIError) -> bool:
    """A table or a column is not there under its name."""
    told = str(trouble.orig).lower()
    missing = getattr(trouble.orig, "sqlstate", None) in ("42P01", "42703")
    return missing or "no such table" in told or "no such column" in told


def is_disk_trouble(trouble: DBAPIError) -> bool:
    """The disk is full or does not write."""
    told = str(trouble.orig).lower()
    return any(
        part in told
        for part in ("disk is full", "disk i/o error", "no space left", "readonly database")
    )
