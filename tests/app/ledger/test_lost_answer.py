"""The answer to COMMIT is lost: nobody knows whether the act was done, and yet it is done exactly once."""

from collections.abc import Iterator

import pytest
from sqlalchemy import make_url

from app.custody import service as custody
from tests.support import proxy, raw
from tests.support.proxy import Proxy
from tests.support.world import World, refused


@pytest.fixture
def wire(postgres_url_factory) -> Iterator[tuple[World, Proxy, str]]:
    """A world that reaches its server by a wire that can be cut."""
    url = postgres_url_factory()
    made = make_url(url)
    assert made.port is not None
    with proxy.between(made.port) as between:
        world = World(made.set(port=between.port).render_as_string(hide_password=False))
        world.store("cha1")
        try:
            yield world, between, url
        finally:
            world.close()


@pytest.mark.scenario("C85")
def test_an_act_whose_answer_was_lost_is_asked_again_and_done_once(
    wire: tuple[World, Proxy, str],
) -> None:
    world, between, url = wire
    given = {"case_id": world.case("案甲"), "items": (world.new(),)}
    between.drop = 1
    (row,) = world.store("cha1").run(custody.register, act="the-key", **given)
    assert between.dropped == 1
    with raw.opened(url) as books:
        assert books.do("SELECT number FROM item") == [(row.number,)]
        assert books.one("SELECT count(*) FROM entry WHERE act = 'the-key' AND kind <> 'ROWS'") == 1


@pytest.mark.scenario("C85")
def test_as_long_as_nobody_answers_the_outcome_is_unknown_and_the_key_settles_it(
    wire: tuple[World, Proxy, str],
) -> None:
    world, between, url = wire
    given = {"case_id": world.case("案甲"), "items": (world.new(),)}
    store = world.store("cha1")
    between.drop = 6
    refused("R58", lambda: store.run(custody.register, act="the-key", **given))
    between.drop = 0
    (row,) = store.run(custody.register, act="the-key", **given)
    with raw.opened(url) as books:
        assert books.do("SELECT number FROM item") == [(row.number,)]
        assert books.one("SELECT count(*) FROM entry WHERE act = 'the-key' AND kind <> 'ROWS'") == 1
