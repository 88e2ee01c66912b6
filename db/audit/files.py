"""How a local file lies there: by what one sees that somebody wrote in it."""

import os
import sys
from pathlib import Path
from typing import Any, NamedTuple

from db.session import Database


class Mark(NamedTuple):
    """A connection and its count of what other connections have committed."""

    connection: Any
    version: int


def mark(database: Database) -> Mark | None:
    """Where the writing connection stands now; none of a networked store, and none where a file's times can be set
    by whoever owns it (Windows keeps no time of the last change that a program cannot choose)."""
    if not database.is_sqlite or sys.platform == "win32":
        return None
    with database.write() as session:
        return _mark(session)


def _mark(session: Any) -> Mark:
    driver = session.connection().connection.driver_connection
    return Mark(driver, driver.execute("PRAGMA data_version").fetchone()[0])


def lies(database: Database) -> tuple[int, ...] | None:
    """What changes of a file whenever it is written; none while what was written is still to be put into it."""
    if not database.is_sqlite or sys.platform == "win32":
        return None
    beside = Path(f"{database.file}-wal")
    if beside.exists() and beside.stat().st_size:
        return None
    told = os.stat(database.file)
    return told.st_dev, told.st_ino, told.st_size, told.st_mtime_ns, told.st_ctime_ns


def left(database: Database, since: Mark | None) -> tuple[int, ...] | None:
    """The file as it lies there when this program leaves it, everything put into it; none when another wrote too."""
    if since is None:
        return None
    driver = since.connection
    driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with database.write() as session:  # nobody writes while we look
        now = _mark(session)
        return lies(database) if now == since else None
