"""The schema: Alembic's head, the constant beside it and the models are one, on both engines."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from db import migrations
from db.migrations import run
from db.models import Base
from db.session import Database
from tests.support.world import World

STORES = Path(__file__).parents[1] / "data" / "stores"


def differences(database: Database) -> list[Any]:
    """What autogenerate would write."""
    with database.read() as session:
        context = MigrationContext.configure(
            session.connection(), opts={"include_object": _is_ours, "compare_type": True}
        )
        return list(compare_metadata(context, Base.metadata))


def _is_ours(_: Any, name: str | None, kind: str, *rest: Any) -> bool:
    """The search tables are laid by hand, on each engine in its own way."""
    laid = ("item_search", "petition_search", "petition_found", "case_search", "case_found")
    return not (name or "").removeprefix("ix_").startswith(laid)


def test_the_constant_is_alembics_only_head() -> None:
    script = ScriptDirectory.from_config(run.config())
    assert script.get_heads() == [migrations.HEAD]
    assert migrations.HEAD in run.known_revisions()


def test_the_migrations_lead_to_the_models(world: World) -> None:
    assert differences(world.database) == []


@pytest.mark.parametrize("revision", sorted(run.known_revisions()))
def test_a_store_of_each_revision_is_kept_and_leads_to_the_models(
    revision: str, tmp_path: Path
) -> None:
    file = tmp_path / "store.db"
    shutil.copyfile(STORES / revision / "store.db", file)
    database = Database(f"sqlite:///{file}", guarded=False)
    try:
        with database.write() as session:
            assert run.current(session.connection()) == revision
            run.upgrade(session.connection())
        assert differences(database) == []
    finally:
        database.close()
