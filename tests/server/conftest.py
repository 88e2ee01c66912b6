"""A real server process before a store with everybody in it."""

from collections.abc import Iterator

import pytest

from tests.support import centre
from tests.support.world import World


@pytest.fixture
def served(world: World) -> Iterator[centre.Serving]:
    """`anku server` on the world's store, on either engine."""
    with centre.serving(world.url) as found:
        yield found
