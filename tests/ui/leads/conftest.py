"""A city on one engine, and somebody at his desk in it: for what does not depend on the engine."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.city import City
from tests.support.pages import Seat
from ui.work import Work


@pytest.fixture
def town(sqlite_city: Path, tmp_path: Path) -> Iterator[City]:
    """The city on SQLite."""
    file = tmp_path / "town.db"
    shutil.copyfile(sqlite_city, file)
    made = City(f"sqlite:///{file}")
    yield made
    made.close()


@pytest.fixture
def sit_in_town(town: City, work: Work) -> Iterator[Callable[[str], Seat]]:
    """Sit somebody of the city down at his desk."""
    seats: list[Seat] = []

    def made(login: str) -> Seat:
        seats.append(Seat(town, work, login))
        return seats[-1]

    yield made
    for seat in seats:
        seat.close()
