"""What the services promise holds over the wire too: their tests again, each person at a door over HTTP."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import remote, world


@pytest.fixture
def room(sqlite_template: Path, tmp_path: Path) -> Iterator[world.World]:
    """The world, reached through a centre."""
    with world.sqlite_world(sqlite_template, tmp_path) as made, remote.over_http(made) as found:
        yield found


@pytest.fixture(name="world")
def over_http(room: world.World) -> world.World:
    """The same; what lies beneath is told apart elsewhere."""
    return room
