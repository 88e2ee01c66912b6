"""The city with a vault of its own, and somebody before the petitions page."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.city import City
from tests.support.pages import Seat
from ui.petitions.page import PetitionsPage
from ui.work import Work


@pytest.fixture
def town(sqlite_city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[City]:
    """The city on SQLite, with a vault of its own."""
    monkeypatch.setenv("ANKU_VAULT", str(tmp_path / "vault.json"))
    file = tmp_path / "city.db"
    shutil.copyfile(sqlite_city, file)
    made = City(f"sqlite:///{file}")
    yield made
    made.close()


@pytest.fixture
def sit_down(town: City, work: Work) -> Iterator[Callable[[str], tuple[PetitionsPage, Seat]]]:
    """Sit somebody down before the page."""
    seats: list[Seat] = []

    def made(login: str) -> tuple[PetitionsPage, Seat]:
        seat = Seat(town, work, login)
        seats.append(seat)
        page = seat.show(PetitionsPage(seat.station))
        page.resize(1366, 700)
        page.refresh()
        return page, seat

    yield made
    for seat in seats:
        seat.close()
