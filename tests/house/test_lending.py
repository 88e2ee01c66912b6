"""A database that one test after another gets: each finds it as the first did."""

from typing import Any

import psycopg
import pytest

from tests.support import lending
from tests.support.world import World


def plain(url: str) -> str:
    return url.replace("+psycopg", "")


def content(url: str) -> dict[str, list[Any]]:
    with psycopg.connect(plain(url)) as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return {
            name: sorted(map(str, connection.execute(f'SELECT * FROM "{name}"'.encode())))
            for (name,) in tables.fetchall()
        }


def test_what_a_test_left_is_gone_and_what_it_took_is_back(
    lender: lending.Lender, postgres_url_factory: Any
) -> None:
    world = World(lender.lend(lending.WORLD))
    world.received()
    world.close()
    lender.take_back(world.url)

    again = lender.lend(lending.WORLD)

    assert again == world.url
    assert content(again) == content(postgres_url_factory())
    lender.take_back(again)


def test_the_next_one_finds_the_connections_of_those_before(lender: lending.Lender) -> None:
    def served() -> Any:
        world = World(lender.lend(lending.WORLD))
        with world.database.read() as session:
            pid = session.connection().exec_driver_sql("SELECT pg_backend_pid()").scalar()
        world.close()
        lender.take_back(world.url)
        return pid

    served()  # the first engine of its kind shares nothing yet

    # now and then one more is opened: not each time
    assert len({served() for _ in range(4)}) < 4


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE item ADD COLUMN more int",
        "CREATE TABLE more (n int)",
        "ALTER TABLE item DISABLE TRIGGER USER",
        "DROP INDEX {index}",
        "CREATE SCHEMA more",
        "CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'",
    ],
)
def test_one_that_was_altered_is_thrown_away(lender: lending.Lender, change: str) -> None:
    url = lender.lend(lending.WORLD)
    with psycopg.connect(plain(url), autocommit=True) as connection:
        index = connection.execute(
            "SELECT indexrelid::regclass::text FROM pg_index WHERE indrelid = 'item'::regclass"
            " AND NOT indisunique"
        ).fetchone()
        function = connection.execute(
            "SELECT proname FROM pg_proc WHERE starts_with(proname, 'anku_')"
        ).fetchone()
        assert index
        assert function
        connection.execute(change.format(index=index[0], function=function[0]).encode())

    lender.take_back(url)

    assert lender.lend(lending.WORLD) != url


def test_one_in_which_somebody_is_still_busy_is_thrown_away(lender: lending.Lender) -> None:
    url = lender.lend(lending.WORLD)
    busy = psycopg.connect(plain(url))
    busy.execute("SELECT 1 FROM item")

    lender.take_back(url)
    busy.close()

    assert lender.lend(lending.WORLD) != url
