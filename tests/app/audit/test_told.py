"""Every table of the books is evidence to its last column, or says in one place why it is none."""

import json
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Boolean, Column, Date, Integer, Table

from app import bootstrap
from app.audit import told, verifying
from app.identity import service as identity
from db import rows
from db.base import Base
from db.guards.law import TIED
from db.ledger import queries as audit
from db.models import ledger as trail
from tests.db.test_migrations import STORES
from tests.support import raw
from tests.support.full import fill
from tests.support.raw import Raw
from tests.support.world import PASSWORD, World

TABLES = Base.metadata.tables


def test_every_table_is_evidence_or_says_why_it_is_none() -> None:
    assert not rows.OWNERS.keys() & rows.NOT_TOLD.keys()
    assert rows.OWNERS.keys() | rows.NOT_TOLD.keys() == TABLES.keys()
    assert told.FAULTS.keys() == rows.OWNERS.keys()
    assert all(len(why) > 20 for why in rows.NOT_TOLD.values())


def test_only_what_is_replayed_or_moves_at_sign_ins_stays_out_of_a_rows_digest() -> None:
    replayed = {tied.table: {*tied.columns, "seq"} for tied in TIED}
    aside = {table: set(columns) for table, columns in rows.NOT_OF_THE_ROW.items()}
    assert aside == {**replayed, "account": {"failures", "last_at", "last_station"}}


@pytest.fixture
def full(world: World) -> World:
    """A store in which every table of evidence holds something."""
    fill(world)
    return world


@pytest.fixture
def back(full: World) -> Iterator[Raw]:
    """The door behind: no guard, no key of another table."""
    with raw.opened(full.url) as made:
        made.unguard()
        if not made.is_sqlite:
            for table, name in made.do(
                "SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE contype = 'f'"
            ):
                made.do(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        yield made


def found(world: World) -> set[str]:
    """What the rows alone say, without the walk over the trail."""
    with world.database.read() as session:
        return {fault.what for fault in told.compare(session)}


def astray(world: World) -> set[str]:
    """The tables whose rows are not what was told."""
    with world.database.read() as session:
        return {table for table, _ in rows.astray(session, partial(audit.rows_told, session))}


#: Columns that take only some words: another one of them.
_CHOSEN = {
    ("lead_round", "way"): "park",
    ("upward_receipt", "recipient"): "superior",
    ("lead_answer", "verdict"): "cancel",
}
#: What makes a second row of a table another one, beside its key.
_APART = {
    ("lead", "source_ref"): "x",
    ("lead_round", "place"): 9,
    ("lead_signature", "what"): "x",
    ("lead_notice", "level"): "x",
    ("loan", "closed_at"): "x",
    ("label", "state"): "x",
    ("signature", "place"): "x",
    ("report_message", "place"): 9,
}


def other(column: Column[Any], value: Any) -> Any:
    """Another value that the column takes."""
    if column.name == "part" and column.table.name == "request_part":
        return "overseer" if value != "overseer" else "approver"
    if (column.table.name, column.name) in _CHOSEN:
        return _CHOSEN[column.table.name, column.name]
    if isinstance(column.type, Boolean):
        return not value
    if isinstance(column.type, Date):
        return "2001-01-01"
    if column.name == "level":
        return 3
    if isinstance(column.type, Integer):
        return (value or 0) + 7
    text = str(value or "")
    return ("x" if text[:1] != "x" else "y") + text[1:]


def swapped(back: Raw, table: Table, columns: tuple[str, ...]) -> Iterator[str]:
    """A row of the table with one column after the other changed, and put right again."""
    row = first_row(back, table)
    keys = [c.name for c in table.primary_key]
    where = " AND ".join(f"{k} = ?" for k in keys)
    for name in columns:
        new = row | {name: other(table.c[name], row[name])}
        change = f"UPDATE {table.name} SET {name} = ? WHERE {where}"
        back.do(change, new[name], *(row[k] for k in keys))
        yield name
        back.do(change, row[name], *(new[k] for k in keys))


@pytest.mark.scenario("C79")
def test_each_column_of_each_row_of_evidence_is_covered(full: World, back: Raw) -> None:
    assert verifying.verify(full.database, full.store("guan1").blobs).broken == ()
    turns = {table: swapped(back, TABLES[table], rows.columns_told(table)) for table in told.FAULTS}
    while True:  # in each turn one more column of every table is another
        now = {table: name for table, turn in turns.items() if (name := next(turn, ""))}
        if not now:
            break
        assert astray(full) == now.keys(), now
        if now.keys() == told.FAULTS.keys():
            assert found(full) == {*told.FAULTS.values()}
    assert found(full) == set()


@pytest.mark.scenario("C79")
def test_a_row_removed_or_put_in_is_found(full: World, back: Raw) -> None:
    first = {table: first_row(back, TABLES[table]) for table in told.FAULTS}
    for table, row in first.items():
        keys = [c.name for c in TABLES[table].primary_key]
        back.do(f"DELETE FROM {table} WHERE {' AND '.join(f'{k} = ?' for k in keys)}",
                *(row[k] for k in keys))  # fmt: skip
    assert astray(full) == told.FAULTS.keys()
    for table, row in first.items():
        put(back, table, row)
    assert found(full) == set()
    for table, row in first.items():
        if table != "installation":  # a second one is another store: FOUND and GENESIS tell
            put(back, table, another(table, row))
    assert astray(full) == told.FAULTS.keys() - {"installation"}


def first_row(back: Raw, table: Table) -> dict[str, Any]:
    names = [c.name for c in table.columns]
    return dict(zip(names, back.do(f"SELECT {', '.join(names)} FROM {table.name}")[0], strict=True))


def put(back: Raw, table: str, row: dict[str, Any]) -> None:
    marks = ", ".join("?" * len(row))
    back.do(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", *row.values())


def another(table: str, row: dict[str, Any]) -> dict[str, Any]:
    """The same row once more, as another one where its table wants it."""
    columns = TABLES[table].c
    keys = {n: other(columns[n], row[n]) for n in row if _unique(TABLES[table], n)}
    apart = {column: value for (named, column), value in _APART.items() if named == table}
    if table == "organ":
        apart["parent_id"] = row["id"]  # there is one root only
    return {**row, **keys, **apart}


def _unique(table: Table, name: str) -> bool:
    column = table.c[name]
    return bool(column.primary_key or column.unique)


@pytest.mark.scenario("C79")
def test_what_a_digest_leaves_to_the_trail_is_replayed_from_it(full: World, back: Raw) -> None:
    for table in (tied.table for tied in TIED):
        for column in swapped(back, TABLES[table], tuple(rows.NOT_OF_THE_ROW[table])):
            broken = verifying.verify(full.database, full.store("guan1").blobs).broken
            assert {f.what for f in broken} == {"fault.ROW"}, f"{table}.{column}"


@pytest.mark.scenario("C79")
def test_a_password_swapped_in_the_database_is_found_and_its_person_named(
    full: World, back: Raw
) -> None:
    (known,) = back.do("SELECT secret FROM account WHERE login = 'guan2'")[0]
    back.do("UPDATE account SET secret = ? WHERE login = 'shen2'", known)
    (fault,) = verifying.verify(full.database, full.store("guan1").blobs).broken
    assert fault.what == "fault.ACCOUNT_ROW"
    assert fault.where == back.one("SELECT name FROM account WHERE login = 'shen2'")


def test_what_was_changed_past_the_program_stays_found_after_the_program_changed_it_again(
    full: World, back: Raw
) -> None:
    back.do("UPDATE account SET name = '别人' WHERE login = 'shen2'")
    store = full.store("shen2")
    store.run(identity.change_password, old=PASSWORD, new=PASSWORD + "!")
    assert found(full) == {"ACCOUNT_ROW"}


@pytest.mark.scenario("C89")
@pytest.mark.parametrize("revision", ["0001", "0002"])
def test_the_rows_of_an_older_store_are_told_when_it_is_brought_up(
    revision: str, tmp_path: Path
) -> None:
    shutil.copytree(STORES / revision, tmp_path, dirs_exist_ok=True)
    url = f"sqlite:///{tmp_path}/store.db"
    with raw.opened(url) as back:
        old = _laid(back)
    store = bootstrap.open_store(url, backup=lambda _: None)
    try:
        assert verifying.verify(store.database, store.blobs).broken == ()
        with raw.opened(url) as back:
            back.unguard()
            back.do("UPDATE account SET secret = 'x' WHERE login = 'shen2'")
            for later in sorted(_laid(back) - old):  # laid again below
                back.do(f"DROP {later}")
            back.do("UPDATE alembic_version SET version_num = '0002'")
        again = bootstrap.open_store(url, backup=lambda _: None)  # never told over
        told_ = {f.what for f in verifying.verify(again.database, again.blobs).broken}
        again.close()
        assert told_ == {"fault.ACCOUNT_ROW"}
    finally:
        store.close()


def _laid(back: Raw) -> set[str]:
    """Every index and table, as DROP takes them; what lies beneath a search table goes with it."""
    asked = "SELECT upper(type) || ' ' || name FROM sqlite_master WHERE sql IS NOT NULL"
    asked += " AND name NOT GLOB '*_search_*'"
    return {name for (name,) in back.do(f"{asked} AND type IN ('index', 'table')")}


def test_a_row_is_told_once_by_each_act_that_changed_it(world: World) -> None:
    (row,) = world.received()
    with world.database.read() as session:
        entries = session.query(trail.Entry).filter_by(kind="ROWS", act=_act(world, row.id)).all()
        assert [(e.object_kind, e.object_id) for e in entries] == [
            ("account", world.id_of("guan1"))
        ]
        assert json.loads(entries[0].body)["rows"].keys() >= {"item", "item_part", "label", "photo"}


def _act(world: World, item: str) -> str:
    with world.database.read() as session:
        return str(session.query(trail.Entry).filter_by(object_id=item, kind="RECEIVE").one().act)
