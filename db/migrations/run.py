"""Bring a store's schema to a revision, in one transaction, and lay the guards anew."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from db.guards import postgresql, sqlite


def config() -> Config:
    """Alembic's settings, made here: there is no ini file to lose."""
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    made.set_main_option("path_separator", "os")
    return made


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Migrate on this connection; the caller's transaction makes it all or nothing."""
    made = config()
    made.attributes["connection"] = connection
    command.upgrade(made, revision)
    lay_guards(connection)


def known_revisions() -> frozenset[str]:
    """Every revision this program knows."""
    return frozenset(r.revision for r in ScriptDirectory.from_config(config()).walk_revisions())


def lay_guards(connection: Connection) -> None:
    """The triggers of this engine, in their newest form."""
    guards = sqlite if connection.dialect.name == "sqlite" else postgresql
    for statement in guards.statements():
        connection.execute(text(statement.replace(":", r"\:")))


def current(connection: Connection) -> str:
    """The revision a store is at; empty when no schema was ever laid."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or ""
