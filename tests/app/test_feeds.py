"""Feeds: whoever must hear of a change does, once, in an order without a gap, whoever commits at the same time."""

import shutil
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from app import bootstrap, feeds
from app.petitions import alike, deciding
from db.sync import queries
from tests.support import petitioning, raw, told
from tests.support.city import City
from tests.support.world import PEOPLE, World, refused

HOME, OTHER = "organ-home", "organ-other"


@pytest.fixture(autouse=True)
def places() -> Iterator[None]:
    with told.known():
        yield


def lines(world: World, organ: str) -> list[tuple[int, str, str]]:
    with world.database.read() as session:
        found = queries.lines(session, organ, 0, 10_000)
        return [(pos, id_, deed) for pos, _kind, id_, deed in found]


def standing(world: World, organ: str) -> tuple[int, int]:
    with world.database.read() as session:
        return queries.counter(session, organ)


def summed(world: World, organ: str) -> int:
    """The checksum made from the rows as they stand, as a desk makes it."""
    with world.database.read() as session:
        seen = raw_members(world, organ)
        rows = feeds.content(session, told.KIND, seen)
        return sum(feeds.mark(rows[id_]) for id_ in seen) % queries.MODULUS


def raw_members(world: World, organ: str) -> list[str]:
    with raw.opened(world.url) as books:
        return [i for (i,) in books.do("SELECT object_id FROM member WHERE organ = ?", organ)]


def test_each_organ_hears_of_it_in_its_own_numbers(world: World) -> None:
    one = world.do("guan1", told.place, code="T-1", organs=(HOME, OTHER))
    two = world.do("guan1", told.place, code="T-2", organs=(HOME,))
    assert lines(world, HOME) == [(1, one, "P"), (2, two, "P")]
    assert lines(world, OTHER) == [(1, one, "P")]


def test_what_leaves_an_organs_sight_is_said_and_not_merely_absent(world: World) -> None:
    one = world.do("guan1", told.place, code="T-1", organs=(HOME, OTHER))
    world.do("guan1", told.rename, location_id=one, name="移交", organs=(OTHER,))
    assert lines(world, HOME) == [(1, one, "P"), (2, one, "R")]
    assert lines(world, OTHER) == [(1, one, "P"), (2, one, "P")]
    assert raw_members(world, HOME) == []
    assert standing(world, HOME) == (2, 0)


def test_the_checksum_is_that_of_the_rows_as_they_stand(world: World) -> None:
    one = world.do("guan1", told.place, code="T-1", organs=(HOME,))
    world.do("guan1", told.place, code="T-2", organs=(HOME, OTHER))
    world.do("guan1", told.rename, location_id=one, name="改名", organs=(HOME,))
    assert standing(world, HOME) == (3, summed(world, HOME))
    assert standing(world, OTHER) == (1, summed(world, OTHER))
    assert summed(world, HOME) != summed(world, OTHER)


def test_what_is_refused_is_told_to_nobody(world: World) -> None:
    world.do("guan1", told.place, code="T-1", organs=(HOME,))
    refused("R55", lambda: world.do("guan1", told.place, code="T-1", organs=(HOME,)))
    assert standing(world, HOME)[0] == 1


def test_an_act_asked_twice_is_told_once(world: World) -> None:
    for _ in range(2):
        world.do("guan1", told.place, act="same-key", code="T-1", organs=(HOME,))
    assert len(lines(world, HOME)) == 1


def test_identities_are_in_no_feed() -> None:
    with pytest.raises(ValueError, match="identity_secret"):
        feeds.kind("petitioner", {"petition": "id", "identity_secret": "petition_id"})


def test_a_line_of_a_feed_is_never_changed(world: World) -> None:
    world.do("guan1", told.place, code="T-1", organs=(HOME,))
    with raw.opened(world.url) as books:
        for statement in (
            "UPDATE feed SET object_id = 'x'",
            "DELETE FROM feed",
            "DELETE FROM feed_counter",
        ):
            with pytest.raises(raw.Refusals, match="guard"):
                books.do(statement)


def test_a_store_older_than_its_feeds_tells_of_the_people_it_has(tmp_path: Path) -> None:
    stores = Path(__file__).parents[1] / "data" / "stores"
    shutil.copytree(stores / "0004", tmp_path, dirs_exist_ok=True)
    url = f"sqlite:///{tmp_path}/store.db"
    bootstrap.open_store(url, backup=lambda _: None).close()
    with raw.opened(url) as books:
        people = books.one("SELECT count(*) FROM account")
        assert (
            books.one("SELECT count(*) FROM feed WHERE organ = '*' AND kind = 'account'") == people
        )
    bootstrap.open_store(url, backup=lambda _: None).close()
    with raw.opened(url) as books:
        assert books.one("SELECT count(*) FROM feed WHERE kind = 'account'") == people


# -- many writers at once ----------------------------------------------------------------------------

WRITERS, EACH = 8, 12


def test_who_reads_while_eight_write_misses_nobody_who_commits_late(world: World) -> None:
    """Each writer tells two organs, in either order; a reader keeps the last position that it saw."""
    stores = [world.store(login) for login in PEOPLE]
    seen: dict[str, list[int]] = {HOME: [], OTHER: []}
    done = threading.Event()

    def write(n: int) -> None:
        organs = (HOME, OTHER) if n % 2 else (OTHER, HOME)
        for at in range(EACH):
            stores[n].run(told.place, code=f"W-{n}-{at}", organs=organs)

    def read() -> None:
        while True:
            last = done.is_set()
            for organ, got in seen.items():
                with world.database.read() as session:
                    found = queries.lines(session, organ, got[-1] if got else 0, 1_000)
                got += [pos for pos, *_ in found]
            if last:
                return
            time.sleep(0.002)

    with ThreadPoolExecutor(WRITERS + 1) as pool:
        reader = pool.submit(read)
        for writer in [pool.submit(write, n) for n in range(WRITERS)]:
            writer.result()
        done.set()
        reader.result()
    assert all(got == list(range(1, WRITERS * EACH + 1)) for got in seen.values())
    assert standing(world, HOME) == (WRITERS * EACH, summed(world, HOME))


def test_the_pitfall_that_the_counter_avoids(postgres_url_factory) -> None:
    """A number from a sequence is fixed when it is taken and seen when it is committed: a reader skips the late one."""
    url = postgres_url_factory()
    with raw.opened(url) as books, raw.opened(url) as late, raw.opened(url) as early:
        books.do("CREATE TABLE numbered (id bigserial PRIMARY KEY)")
        late.do("BEGIN")
        late.do("INSERT INTO numbered DEFAULT VALUES")
        early.do("INSERT INTO numbered DEFAULT VALUES")
        cursor = books.one("SELECT max(id) FROM numbered")
        late.do("COMMIT")
        missed = books.do("SELECT id FROM numbered WHERE id > ?", cursor)
        assert (cursor, missed) == (2, [])
        assert books.one("SELECT count(*) FROM numbered") == 2

        books.do("INSERT INTO feed_counter VALUES ('o', 0, 0)")
        late.do("BEGIN")
        next_ = "UPDATE feed_counter SET pos = pos + 1 WHERE organ = 'o' RETURNING pos"
        assert late.one(next_) == 1
        early.do("SET lock_timeout = 200")
        with pytest.raises(raw.Refusals, match="lock timeout"):  # it waits for the other's commit
            early.do(next_)
        late.do("COMMIT")
        assert early.one(next_) == 2


@pytest.mark.parametrize("city", ["postgresql"], indirect=True)
def test_a_link_that_tells_of_a_petition_while_somebody_acts_on_it_keeps_the_sum(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two, three = (petitioning.registered(city) for _ in range(3))
    city.do("xf1", alike.link, petition_id=one.id, other_id=two.id, kind="repeat")
    keep, beside = queries.keep_members, city.store("xf2")
    begun, done = threading.Lock(), threading.Event()

    def act() -> None:
        beside.run(deciding.screen, petition_id=two.id)
        done.set()

    with ThreadPoolExecutor(1) as pool:

        def slowly(*given: Any, **named: Any) -> None:
            if begun.acquire(blocking=False):  # between what was read and what is written
                pool.submit(act)
                done.wait(1)
            keep(*given, **named)

        monkeypatch.setattr(queries, "keep_members", slowly)
        city.do("xf1", alike.link, petition_id=one.id, other_id=three.id, kind="repeat")
    assert done.is_set()
    organ = city.organ("SHI")
    with city.database.read() as session:
        marks = queries.marks(session, organ, "petition")
        now = feeds.content(session, "petition", list(marks))
        assert marks == {id_: feeds.mark(rows) for id_, rows in now.items()}
        assert queries.counter(session, organ)[1] == sum(marks.values()) % queries.MODULUS
