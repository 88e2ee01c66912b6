"""Databases of PostgreSQL that one test after another gets, as good as new.

A new one costs a copy of some hundred files, and each connection to it looks up afresh what it is made of: a third of a
test. So a database that comes back is emptied, and given what it began with; whoever opens it next finds the connections
of those before. One whose tables, triggers or functions are no longer what they were, or in which somebody is still busy,
is thrown away.
"""

from dataclasses import dataclass, field
from typing import Any, Final

import psycopg
from sqlalchemy import Engine, Pool, make_url

from tests.support.postgres import Server

#: What they are copies of: the world of the scenarios, and the city around it.
WORLD, CITY = "anku_world", "anku_city"

#: After so many tests the rows that were deleted weigh more than a new copy.
_WORN: Final = 60

#: What `found` looks like: whoever alters it leaves a newer mark of a transaction in one of these, or another number.
_FORM: Final = " UNION ALL ".join(
    f"SELECT count(*), sum(xmin::text::bigint) FROM {table} WHERE {whose}"
    for table, whose in (
        ("pg_namespace", "nspname NOT LIKE 'pg\\_%'"),
        ("pg_class", "relnamespace = 'public'::regnamespace"),
        ("pg_proc", "pronamespace = 'public'::regnamespace"),
        ("pg_constraint", "connamespace = 'public'::regnamespace"),
        ("pg_trigger", "NOT tgisinternal"),
        ("pg_policy", "true"),
        ("pg_db_role_setting", "true"),
        *(
            (
                table,
                f"{column} IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)",
            )
            for table, column in (
                ("pg_attribute", "attrelid"),
                ("pg_attrdef", "adrelid"),
                ("pg_index", "indexrelid"),
                ("pg_rewrite", "ev_class"),
            )
        ),
    )
)


@dataclass
class _Lent:
    url: str
    template: str
    keeper: psycopg.Connection[Any]  #: a superuser's, who remembers how it began
    form: list[Any]
    uses: int = 0
    pools: dict[tuple[str | None, str], Pool] = field(default_factory=dict)


#: By port and name: what is, or was, lent.
_LENT: dict[tuple[int | None, str | None], _Lent] = {}


class Lender:
    """Lends databases of one server."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._free: dict[str, list[_Lent]] = {}

    def lend(self, template: str) -> str:
        """The URL of a database that is what the template is."""
        if free := self._free.get(template):
            return free.pop().url
        url = self._server.create(template)
        at = make_url(url)
        keeper = psycopg.connect(
            host=at.host, port=at.port, dbname=at.database, user="postgres", autocommit=True
        )
        _remember(keeper)
        form = keeper.execute(_FORM.encode()).fetchall()
        _LENT[at.port, at.database] = _Lent(url, template, keeper, form)
        return url

    def take_back(self, url: str) -> None:
        """It goes to the next one, or is thrown away."""
        at = make_url(url)
        lent = _LENT[at.port, at.database]
        lent.uses += 1
        if lent.uses < _WORN and _is_quiet(lent) and _is_as_it_was(lent):
            lent.keeper.execute("SELECT pg_temp.begin_anew()")
            self._free.setdefault(lent.template, []).append(lent)
            return
        _let_go(lent)
        self._server.drop(url)

    def close(self) -> None:
        """Nothing is lent any more; the databases go with the server."""
        for lent in [lent for free in self._free.values() for lent in free]:
            _let_go(lent)


def _let_go(lent: _Lent) -> None:
    at = make_url(lent.url)
    del _LENT[at.port, at.database]
    for pool in lent.pools.values():
        pool.dispose()
    lent.keeper.close()


def share(engine: Engine, options: str) -> None:
    """Where its database is lent, its connections are those of whoever had it before by the same name and options, and
    stay when it is closed."""
    lent = _LENT.get((engine.url.port, engine.url.database))
    if lent is None:
        return
    engine.pool = lent.pools.setdefault((engine.url.username, options), engine.pool)
    vars(engine)["dispose"] = lambda close=True: None


def _remember(keeper: psycopg.Connection[Any]) -> None:
    """Keep, in tables and a function that only this connection sees, what the database begins with."""
    tables = [
        name
        for (name,) in keeper.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
        )
    ]
    filled = []
    for name in tables:
        if keeper.execute(f'SELECT 1 FROM public."{name}" LIMIT 1'.encode()).fetchone():
            filled.append(name)
            keeper.execute(f'CREATE TEMP TABLE "kept_{name}" AS TABLE public."{name}"'.encode())
    sequences = keeper.execute("SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'")
    counting = [
        (
            name,
            *keeper.execute(f'SELECT last_value, is_called FROM "{name}"'.encode()).fetchall()[0],
        )
        for (name,) in sequences.fetchall()
    ]
    body = [
        *(
            f'IF pg_relation_size(\'public."{name}"\') > 0 THEN DELETE FROM public."{name}"; END IF;'
            for name in tables
        ),
        *(f'INSERT INTO public."{name}" TABLE pg_temp."kept_{name}";' for name in filled),
        *(f"PERFORM setval('public.\"{name}\"', {at}, {called});" for name, at, called in counting),
    ]
    keeper.execute(
        "CREATE FUNCTION pg_temp.begin_anew() RETURNS void LANGUAGE plpgsql AS $$BEGIN"
        f" {' '.join(body)} END$$".encode()
    )
    keeper.execute("SET session_replication_role = replica")  # neither guards nor foreign keys


def _is_quiet(lent: _Lent) -> bool:
    """Whether nobody is in it but those who wait in our pools."""
    if any(pool.checkedout() for pool in lent.pools.values()):  # type: ignore[attr-defined]
        return False
    waiting = sum(pool.checkedin() for pool in lent.pools.values())  # type: ignore[attr-defined]
    there = lent.keeper.execute(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    ).fetchone()
    assert there
    return bool(there[0] == waiting + 1)


def _is_as_it_was(lent: _Lent) -> bool:
    return lent.keeper.execute(_FORM.encode()).fetchall() == lent.form
