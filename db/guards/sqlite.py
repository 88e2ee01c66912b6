"""The guards as SQLite triggers: generic, they consult the table `law` and the entry's body."""

from collections.abc import Iterator

from db.guards import law


def statements() -> Iterator[str]:
    """Every trigger as DROP and CREATE, so that they can be laid again after a migration."""
    for name, body in _triggers():
        yield f"DROP TRIGGER IF EXISTS {name}"
        yield f"CREATE TRIGGER {name} {body}"


def _triggers() -> Iterator[tuple[str, str]]:
    for table in law.APPEND_ONLY:
        yield f"{table}_no_update", _never("UPDATE", table)
    for table in (*law.APPEND_ONLY, *law.KEPT):
        yield f"{table}_no_delete", _never("DELETE", table)
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
