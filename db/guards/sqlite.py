"""The guards as SQLite triggers: generic, they consult the table `law` and the entry's body."""

import functools
from collections.abc import Iterator

from sqlalchemy import Connection

from db.guards import law


@functools.cache
def wanted() -> dict[str, str]:
    """Every trigger by its name, as the engine keeps it."""
    return {name: f"CREATE TRIGGER {name} {body}" for name, body in _triggers()}


def there(connection: Connection) -> dict[str, str]:
    """The triggers that stand in a store."""
    found = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    return {name: sql for name, sql in found}


def statements(standing: dict[str, str]) -> Iterator[str]:
    """What makes the triggers those that are wanted, whatever stands there."""
    yield from (f'DROP TRIGGER "{name}"' for name in standing)
    yield from wanted().values()


def _triggers() -> Iterator[tuple[str, str]]:
    for table in law.APPEND_ONLY:
        yield f"{table}_no_update", _never("UPDATE", table)
    for table in (*law.APPEND_ONLY, *law.KEPT):
        yield f"{table}_no_delete", _never("DELETE", table)
        for at, key in enumerate(law.keys_of(table)):
            yield f"{table}_no_replace_{at}", _replaces("INSERT", table, key)
    for table in law.KEPT:
        for at, key in enumerate(law.keys_of(table)):
            yield f"{table}_no_takeover_{at}", _replaces("UPDATE", table, key)
    for table, column in law.EMPTIED.items():
        yield f"{table}_only_emptied", _emptied(table, column)
    yield "counter_rises", _RISES
    yield "entry_follows", _FOLLOWS
    for tied in law.TIED:
        yield f"entry_lawful_{tied.kind}", _lawful(tied)
        yield f"{tied.table}_tied_insert", _tied(tied, "INSERT", "1")
        yield (
            f"{tied.table}_tied_update",
            _tied(tied, "UPDATE", "OLD.seq < NEW.seq AND OLD.id = NEW.id"),
        )


def _never(deed: str, table: str) -> str:
    return f"BEFORE {deed} ON {table} BEGIN SELECT RAISE(ABORT, 'guard: {table} is never changed'); END"


def _emptied(table: str, column: str) -> str:
    moved = " OR ".join(f"NEW.{c} IS NOT OLD.{c}" for c in law.left_alone(table))
    return f"""BEFORE UPDATE ON {table} WHEN length(NEW.{column}) > 0 OR {moved} BEGIN
  SELECT RAISE(ABORT, 'guard: {table} is only ever emptied'); END"""


def _replaces(deed: str, table: str, key: law.Unique) -> str:
    """Refuses what REPLACE would remove: without `recursive_triggers` no guard against DELETE hears of it."""
    same = " AND ".join(f"{column} = NEW.{column}" for column in key.columns)
    when = ""
    if key.only:
        same, when = f"{same} AND {key.only}", f" WHEN NEW.{key.only}"
    if deed == "UPDATE":
        same += " AND rowid <> OLD.rowid"
        deed += f" OF {', '.join(dict.fromkeys((*key.columns, *key.only.split()[:1])))}"
    # the engine's own words for such a row: whoever explains it need not know who refused
    told = ", ".join(f"{table}.{column}" for column in key.columns)
    return f"""BEFORE {deed} ON {table}{when} BEGIN
  SELECT RAISE(ABORT, 'UNIQUE constraint failed: {told} (guard: no row is replaced)')
  WHERE EXISTS (SELECT 1 FROM {table} WHERE {same}); END"""


_RISES = """BEFORE UPDATE ON counter WHEN NEW.value <= OLD.value OR NEW.name <> OLD.name BEGIN
  SELECT RAISE(ABORT, 'guard: a number is given once'); END"""

_FOLLOWS = f"""BEFORE INSERT ON entry BEGIN
  SELECT RAISE(ABORT, 'guard: entry does not follow the one before')
  WHERE NOT CASE
    WHEN NEW.seq > 1 THEN EXISTS (SELECT 1 FROM entry e WHERE e.object_kind = NEW.object_kind
      AND e.object_id = NEW.object_id AND e.seq = NEW.seq - 1 AND e.hash = NEW.prev)
    WHEN NEW.object_kind = 'installation' THEN NEW.prev = '{law.NO_PREVIOUS}'
    ELSE EXISTS (SELECT 1 FROM installation i WHERE i.genesis = NEW.prev) END;
END"""


def _lawful(tied: law.Tied) -> str:
    return f"""BEFORE INSERT ON entry WHEN NEW.object_kind = '{tied.kind}' BEGIN
  SELECT RAISE(ABORT, 'guard: the law has no such step')
  WHERE NOT EXISTS (SELECT 1 FROM law l WHERE l.object_kind = '{tied.kind}' AND l.event = NEW.kind
    AND l.from_state = COALESCE((SELECT {tied.main} FROM {tied.table} WHERE id = NEW.object_id), '')
    AND l.to_state = (SELECT value FROM json_each(NEW.body, '$.after') WHERE key = '{tied.main}')
    AND (NOT l.needs_second OR NEW.second <> ''));
END"""


def _tied(tied: law.Tied, deed: str, also: str) -> str:
    # json_each and not json_extract: the latter is refused in triggers while trusted_schema is off
    same = " OR ".join(f"(j.key = '{c}' AND j.value IS NEW.{c})" for c in tied.columns)
    return f"""BEFORE {deed} ON {tied.table} BEGIN
  SELECT RAISE(ABORT, 'guard: {tied.table} changes only with its entry')
  WHERE NOT ({also} AND EXISTS (SELECT 1 FROM entry e WHERE e.object_kind = '{tied.kind}'
    AND e.object_id = NEW.id AND e.seq = NEW.seq AND {len(tied.columns)} =
      (SELECT count(*) FROM json_each(e.body, '$.after') j WHERE {same})));
END"""
