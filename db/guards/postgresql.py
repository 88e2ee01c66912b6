"""The guards as PostgreSQL triggers: the same rules as db/guards/sqlite.py, in plpgsql."""

from collections.abc import Iterator

from db.guards import law


def statements() -> Iterator[str]:
    """Every function and trigger, written so that they can be laid again after a migration."""
    yield _NEVER
    for table in law.APPEND_ONLY:
        yield from _trigger(table, "no_update", "BEFORE UPDATE OR DELETE", "anku_never")
        yield from _trigger(table, "no_truncate", "BEFORE TRUNCATE", "anku_never", each="STATEMENT")
    for table in law.KEPT:
        yield from _trigger(table, "no_delete", "BEFORE DELETE", "anku_never")
        yield from _trigger(table, "no_truncate", "BEFORE TRUNCATE", "anku_never", each="STATEMENT")
    yield _RISES
    yield from _trigger("counter", "rises", "BEFORE UPDATE", "anku_rises")
    yield _FOLLOWS
    yield from _trigger("entry", "follows", "BEFORE INSERT", "anku_follows")
    for tied in law.TIED:
        yield _lawful(tied)
        yield from _trigger(
            "entry", f"lawful_{tied.kind}", "BEFORE INSERT", f"anku_lawful_{tied.kind}"
        )
        yield _tied(tied)
        yield from _trigger(tied.table, "tied", "BEFORE INSERT OR UPDATE", f"anku_tied_{tied.kind}")


def _trigger(table: str, name: str, when: str, function: str, each: str = "ROW") -> Iterator[str]:
    yield f"DROP TRIGGER IF EXISTS {table}_{name} ON {table}"
    yield (
        f"CREATE TRIGGER {table}_{name} {when} ON {table} FOR EACH {each} EXECUTE FUNCTION {function}()"
    )


def _function(name: str, body: str) -> str:
    return f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$"


_NEVER = _function(
    "anku_never", "BEGIN RAISE EXCEPTION 'guard: % is never changed', TG_TABLE_NAME; END"
)

_RISES = _function(
    "anku_rises",
    """BEGIN
  IF NEW.value <= OLD.value OR NEW.name <> OLD.name THEN
    RAISE EXCEPTION 'guard: a number is given once';
  END IF;
  RETURN NEW;
END""",
)

_FOLLOWS = _function(
    "anku_follows",
    f"""BEGIN
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
END""",
)


def _lawful(tied: law.Tied) -> str:
    return _function(
        f"anku_lawful_{tied.kind}",
        f"""DECLARE state text;
BEGIN
  IF NEW.object_kind <> '{tied.kind}' THEN RETURN NEW; END IF;
  SELECT {tied.main} INTO state FROM {tied.table} WHERE id = NEW.object_id;
  PERFORM 1 FROM law l WHERE l.object_kind = '{tied.kind}' AND l.event = NEW.kind
    AND l.from_state = COALESCE(state, '')
    AND l.to_state = NEW.body::json #>> '{{after,{tied.main}}}'
    AND (NOT l.needs_second OR NEW.second <> '');
  IF NOT FOUND THEN RAISE EXCEPTION 'guard: the law has no such step'; END IF;
  RETURN NEW;
END""",
    )


def _tied(tied: law.Tied) -> str:
    same = " AND ".join(
        f"NEW.{c}::text IS NOT DISTINCT FROM (e.body::json #>> '{{after,{c}}}')"
        for c in tied.columns
    )
    return _function(
        f"anku_tied_{tied.kind}",
        f"""BEGIN
  IF TG_OP = 'UPDATE' AND (OLD.seq >= NEW.seq OR OLD.id <> NEW.id) THEN
    RAISE EXCEPTION 'guard: {tied.table} changes only with its entry';
  END IF;
  PERFORM 1 FROM entry e WHERE e.object_kind = '{tied.kind}' AND e.object_id = NEW.id
    AND e.seq = NEW.seq AND {same};
  IF NOT FOUND THEN RAISE EXCEPTION 'guard: {tied.table} changes only with its entry'; END IF;
  RETURN NEW;
END""",
    )
