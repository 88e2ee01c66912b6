"""A seat at a real store for the tests of these pages."""

from collections.abc import Callable, Iterator

import pytest

from tests.support.pages import Seat
from tests.support.world import World
from ui.work import Work


@pytest.fixture
def sit(room: World, work: Work) -> Iterator[Callable[[str], Seat]]:
    """Sit somebody down at his desk."""
    seats: list[Seat] = []

    def made(login: str) -> Seat:
        seats.append(Seat(room, work, login))
        return seats[-1]

    yield made
    for seat in seats:
        seat.close()
