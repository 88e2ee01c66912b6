"""Copies of a whole store in one step, and the figures by which a copy is known to be whole."""

import glob
import hashlib
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, func, inspect, make_url, select, text
from sqlalchemy.orm import Session

from db.ledger.models import Entry
from db.session import Database

#: Tables whose rows are counted: they only ever grow.
COUNTED: Final = (
    "act",
    "entry",
    "account",
    "case_file",
    "item",
    "request",
    "loan",
    "photo",
    "label",
)

#: What the SQLite driver raises when a file is no database, or not a whole one.
TROUBLE: Final = (sqlite3.DatabaseError,)


def copy_sqlite(database: Database, target: Path) -> None:
    """The backup API in one step: a consistent file, whatever other stations write meanwhile.

    Raises `sqlite3.DatabaseError` when the copy is not whole.
    """
    with database.read() as session:
        source: Any = session.connection().connection.driver_connection
        copy = sqlite3.connect(target)
        try:
            source.backup(copy, pages=-1)
            copy.execute("PRAGMA journal_mode=DELETE")
            (told,) = copy.execute("PRAGMA integrity_check").fetchone()
            if told != "ok":
                raise sqlite3.DatabaseError(told)
        finally:
            copy.close()
    _sync(target)


def counts(session: Session) -> dict[str, int]:
    """How many rows each of the growing tables has."""
    return {
        table: session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
        for table in COUNTED
    }


def heads(session: Session) -> str:
    """One hash over the head of every chain."""
    last = (
        select(Entry.object_kind, Entry.object_id, func.max(Entry.seq).label("seq"))
        .group_by(Entry.object_kind, Entry.object_id)
        .subquery()
    )
    joined = (
        (Entry.object_kind == last.c.object_kind)
        & (Entry.object_id == last.c.object_id)
        & (Entry.seq == last.c.seq)
    )
    found = session.scalars(select(Entry.hash).join(last, joined)).all()
    return hashlib.sha256("\n".join(sorted(found)).encode()).hexdigest()


def is_empty(session: Session) -> bool:
    """Whether nothing was ever laid here."""
    return not inspect(session.connection()).get_table_names()


# -- PostgreSQL --------------------------------------------------------------------------------------


@contextmanager
def exported(session: Session) -> Iterator[str]:
    """The name under which another connection sees exactly what this session sees."""
    session.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
    yield session.execute(text("SELECT pg_export_snapshot()")).scalar_one()


def tool(name: str) -> str:
    """The newest `pg_dump` or `pg_restore` of this computer; empty when there is none."""
    found = glob.glob(f"/usr/lib/postgresql/*/bin/{name}")
    found.sort(key=lambda path: int(path.split("/")[4]) if path.split("/")[4].isdigit() else 0)
    return found[-1] if found else shutil.which(name) or ""


def dump(program: str, database: Database, snapshot: str, target: Path) -> str:
    """Dump a database as of a snapshot; answers what went wrong, empty when nothing did."""
    options = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}"]
    return _run(program, database.url, [*options, f"--file={target}"])


def undump(program: str, url: URL, source: Path) -> str:
    """Restore a dump in one transaction; answers what went wrong, empty when nothing did."""
    options = ["--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction"]
    return _run(program, url, [*options, str(source)])


def _run(program: str, url: URL, arguments: Sequence[str]) -> str:
    """Run a tool of PostgreSQL; the password goes by its environment, where no list of processes shows it."""
    asked = {
        "PGHOST": url.host,
        "PGPORT": url.port,
        "PGUSER": url.username,
        "PGPASSWORD": url.password,
        "PGDATABASE": url.database,
        **{f"PG{k.upper()}": v for k, v in url.query.items() if k.startswith("ssl")},
    }
    environment = {**os.environ, **{k: str(v) for k, v in asked.items() if v is not None}}
    named = ["--dbname", url.database or ""] if "restore" in Path(program).name else []
    done = subprocess.run(
        [program, *named, *arguments], env=environment, capture_output=True, text=True, check=False
    )
    lines = done.stderr.strip().splitlines()
    return "" if done.returncode == 0 else (lines[0] if lines else str(done.returncode))


# -- files -------------------------------------------------------------------------------------------


def url_of_file(file: Path) -> str:
    """The URL of a SQLite file."""
    return make_url("sqlite://").set(database=str(file)).render_as_string()


def _sync(file: Path) -> None:
    with file.open("rb+") as handle:
        os.fsync(handle.fileno())
