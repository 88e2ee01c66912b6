"""A real server process before a store with everybody in it."""

from collections.abc import Iterator

import pytest

from app import clock
from tests.support import centre
from tests.support.world import World


@pytest.fixture
def served(world: World) -> Iterator[centre.Serving]:
    """`anku server` on the world's store, on either engine."""
    world.clock.at = clock.now()  # a process has no other clock than this computer's
    with centre.serving(world.url) as found:
        yield found
