"""Bring a store's schema to a revision, in one transaction, and lay the guards anew."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Index, inspect, text

from db import models  # noqa: F401 - the guards read the tables' keys
from db.base import Base
from db.guards import postgresql, sqlite


def config() -> Config:
    """Alembic's settings, made here: there is no ini file to lose."""
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    made.set_main_option("path_separator", "os")
    return made


def upgrade(
    connection: Connection,
    revision: str = "head",
    *,
    applied: Callable[[], object] = lambda: None,
) -> None:
    """Migrate on this connection; the caller's transaction makes it all or nothing.

    The guards are those of the newest schema: an older one, which only tests stop at, gets none.
    `applied` is called after each revision.
    """
    _migrate(connection, revision, applied)
    if revision == "head":
        lay_guards(connection)


def upgrade_unguarded(connection: Connection) -> None:
    """The newest schema without a guard: a desk's copy is no evidence."""
    _migrate(connection, "head")


def _migrate(
    connection: Connection, revision: str, applied: Callable[[], object] = lambda: None
) -> None:
    made = config()
    made.attributes["connection"] = connection
    made.attributes["applied"] = applied
    command.upgrade(made, revision)


def known_revisions() -> frozenset[str]:
    """Every revision this program knows."""
    return frozenset(r.revision for r in ScriptDirectory.from_config(config()).walk_revisions())


def steps_from(revision: str) -> int:
    """How many revisions lie between this one and the newest."""
    script = ScriptDirectory.from_config(config())
    return len(list(script.iterate_revisions("head", revision)))


def guards_stand(connection: Connection) -> bool:
    """Whether exactly the newest triggers of this engine stand in the store, and no index is missing."""
    guards = _guards(connection)
    return bool(guards.there(connection) == guards.wanted()) and not _missing(connection)


def lay_guards(connection: Connection) -> None:
    """The triggers of this engine in their newest form, and no others; whole or not at all, by the transaction.

    An index that was dropped comes back: that one thing is lent once hangs on one.
    """
    for index in _missing(connection):
        index.create(connection)
    guards = _guards(connection)
    for statement in guards.statements(guards.there(connection)):
        connection.exec_driver_sql(statement, execution_options={"no_parameters": True})


def guards_digest() -> str:
    """The hash of the guards of both engines, by which a change of them is noticed."""
    told = (sqlite.wanted(), sorted(postgresql.wanted()[0]), postgresql.wanted()[1])
    return sha256(repr(told).encode()).hexdigest()


def _missing(connection: Connection) -> list[Index]:
    """The indexes of the newest schema that the store does not have."""
    there = {name for (name,) in connection.exec_driver_sql(_INDEXES[connection.dialect.name])}
    tables = Base.metadata.tables.values()
    return [i for table in tables for i in table.indexes if i.name not in there]


_INDEXES: Final = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'index'",
    "postgresql": "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()",
}


_TABLES: Final = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table'",
    "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()",
}


def missing_tables(connection: Connection) -> list[str]:
    """The tables of the newest schema that a store does not have; none where most are missing: it is no store."""
    there = {name for (name,) in connection.exec_driver_sql(_TABLES[connection.dialect.name])}
    wanted = {"alembic_version", *Base.metadata.tables}
    missing = sorted(wanted - there)
    return missing if len(missing) < len(wanted) / 2 else []


def _guards(connection: Connection) -> Any:
    return sqlite if connection.dialect.name == "sqlite" else postgresql


def current(connection: Connection) -> str:
    """The revision a store is at; empty when no schema was ever laid."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or ""
