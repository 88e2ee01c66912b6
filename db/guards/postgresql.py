"""The guards as PostgreSQL triggers: the same rules as db/guards/sqlite.py, in plpgsql."""

import functools
from collections.abc import Iterator
from typing import Final, NamedTuple

from sqlalchemy import Connection

from db.guards import law


class Trigger(NamedTuple):
    """A trigger by its table and name: what it calls, and when (the bits of `pg_trigger.tgtype`)."""

    table: str
    name: str
    function: str
    when: int


_INSERT: Final = 4
_DELETE: Final = 8
_UPDATE: Final = 16
_TRUNCATE: Final = 32
_EVENTS: Final = {_INSERT: "INSERT", _DELETE: "DELETE", _UPDATE: "UPDATE", _TRUNCATE: "TRUNCATE"}
_ROW: Final = 1
_BEFORE: Final = 2

#: Triggers, and the functions they call: name → body.
Guards = tuple[frozenset[Trigger], dict[str, str]]


@functools.cache
def wanted() -> Guards:
    """Every trigger and function."""
    return frozenset(_triggers()), _functions()


def there(connection: Connection) -> Guards:
    """The triggers that stand in a store and are not switched off, and every function of ours."""
    triggers = connection.exec_driver_sql(
        "SELECT c.relname, t.tgname, p.proname, CASE t.tgenabled WHEN 'O' THEN t.tgtype ELSE 0 END"
        " FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid"
        " WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace"
    )
    functions = connection.exec_driver_sql(
        "SELECT proname, prosrc FROM pg_proc WHERE starts_with(proname, 'anku_')"
        " AND pronamespace = current_schema()::regnamespace"
    )
    return frozenset(Trigger(*row) for row in triggers), {name: body for name, body in functions}


def statements(standing: Guards) -> Iterator[str]:
    """What makes the guards those that are wanted, whatever stands there."""
    for name, body in _functions().items():
        yield (
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$"
        )
    yield from (f'DROP TRIGGER "{t.name}" ON "{t.table}"' for t in sorted(standing[0]))
    for trigger in _triggers():
        events = " OR ".join(word for bit, word in _EVENTS.items() if trigger.when & bit)
        each = "ROW" if trigger.when & _ROW else "STATEMENT"
        yield (
            f"CREATE TRIGGER {trigger.name} BEFORE {events} ON {trigger.table}"
            f" FOR EACH {each} EXECUTE FUNCTION {trigger.function}()"
        )


def _triggers() -> Iterator[Trigger]:
    for table in law.APPEND_ONLY:
        yield _trigger(table, "no_update", "anku_never", _UPDATE | _DELETE)
    for table in law.KEPT:
        yield _trigger(table, "no_delete", "anku_never", _DELETE)
    for table in (*law.APPEND_ONLY, *law.KEPT):
        yield Trigger(table, f"{table}_no_truncate", "anku_never", _BEFORE | _TRUNCATE)
    for table in law.EMPTIED:
        yield _trigger(table, "only_emptied", f"anku_emptied_{table}", _UPDATE)
    yield _trigger("counter", "rises", "anku_rises", _UPDATE)
    yield _trigger("entry", "follows", "anku_follows", _INSERT)
    for tied in law.TIED:
        yield _trigger("entry", f"lawful_{tied.kind}", f"anku_lawful_{tied.kind}", _INSERT)
        yield _trigger(tied.table, "tied", f"anku_tied_{tied.kind}", _INSERT | _UPDATE)


def _trigger(table: str, name: str, function: str, events: int) -> Trigger:
    return Trigger(table, f"{table}_{name}", function, _BEFORE | _ROW | events)


def _functions() -> dict[str, str]:
    bodies = {"anku_never": _NEVER, "anku_rises": _RISES, "anku_follows": _FOLLOWS}
    for table, column in law.EMPTIED.items():
        bodies[f"anku_emptied_{table}"] = _emptied(table, column)
    for tied in law.TIED:
        bodies[f"anku_lawful_{tied.kind}"] = _lawful(tied)
        bodies[f"anku_tied_{tied.kind}"] = _tied(tied)
    return {name: f" {body} " for name, body in bodies.items()}


_NEVER = "BEGIN RAISE EXCEPTION 'guard: % is never changed', TG_TABLE_NAME; END"

_RISES = """BEGIN
  IF NEW.value <= OLD.value OR NEW.name <> OLD.name THEN
    RAISE EXCEPTION 'guard: a number is given once';
  END IF;
  RETURN NEW;
END"""

_FOLLOWS = f"""BEGIN
  IF NEW.seq > 1 THEN
    PERFORM 1 FROM entry e WHERE e.object_kind = NEW.object_kind AND e.object_id = NEW.object_id
      AND e.seq = NEW.seq - 1 AND e.hash = NEW.prev;
  ELSIF NEW.object_kind = 'installation' THEN
    PERFORM 1 WHERE NEW.prev = '{law.NO_PREVIOUS}';
  ELSE
    PERFORM 1 FROM installation i WHERE i.genesis = NEW.prev;
  END IF;
  IF NOT FOUND THEN RAISE EXCEPTION 'guard: entry does not follow the one before'; END IF;
  RETURN NEW;
END"""


def _emptied(table: str, column: str) -> str:
    moved = " OR ".join(f"NEW.{c} IS DISTINCT FROM OLD.{c}" for c in law.left_alone(table))
    return f"""BEGIN
  IF length(NEW.{column}) > 0 OR {moved} THEN
    RAISE EXCEPTION 'guard: {table} is only ever emptied';
  END IF;
  RETURN NEW;
END"""


def _lawful(tied: law.Tied) -> str:
    return f"""DECLARE state text;
BEGIN
  IF NEW.object_kind <> '{tied.kind}' THEN RETURN NEW; END IF;
  SELECT {tied.main} INTO state FROM {tied.table} WHERE id = NEW.object_id;
  PERFORM 1 FROM law l WHERE l.object_kind = '{tied.kind}' AND l.event = NEW.kind
    AND l.from_state = COALESCE(state, '')
    AND l.to_state = NEW.body::json #>> '{{after,{tied.main}}}'
    AND (NOT l.needs_second OR NEW.second <> '');
  IF NOT FOUND THEN RAISE EXCEPTION 'guard: the law has no such step'; END IF;
  RETURN NEW;
END"""


def _tied(tied: law.Tied) -> str:
    same = " AND ".join(
        f"NEW.{c}::text IS NOT DISTINCT FROM (e.body::json #>> '{{after,{c}}}')"
        for c in tied.columns
    )
    return f"""BEGIN
  IF TG_OP = 'UPDATE' AND (OLD.seq >= NEW.seq OR OLD.id <> NEW.id) THEN
    RAISE EXCEPTION 'guard: {tied.table} changes only with its entry';
  END IF;
  PERFORM 1 FROM entry e WHERE e.object_kind = '{tied.kind}' AND e.object_id = NEW.id
    AND e.seq = NEW.seq AND {same};
  IF NOT FOUND THEN RAISE EXCEPTION 'guard: {tied.table} changes only with its entry'; END IF;
  RETURN NEW;
END"""
