"""Desks before a real server: wires cut at any byte, the server killed, desks killed; nothing is lost, doubled or leaked."""

import random
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from app import clock
from tests.support import centre, cutting, mortal, told
from tests.support.city import City
from tests.support.town import Town, WireBroke


@pytest.fixture(autouse=True)
def places() -> Iterator[None]:
    with told.known():
        yield


class Day:
    """A server that is killed, a wire that is cut, desks that are killed; as many as are asked for."""

    def __init__(self, city: City, folder: Path, seed: int) -> None:
        self.city, self.chance, self.kills, self.deaths = city, random.Random(seed), 0, 0
        city.clock.at = clock.now()
        self.server = self._start()
        self.wire = cutting.Wire(self._port())
        folder.mkdir()
        self.town = Town(
            city, folder, self.chance, lambda login: mortal.Over.signed_in(self.wire.url, login)
        )

    def _start(self) -> centre.Serving:
        return centre.start(self.city.url, module="tests.support.told_centre")

    def _port(self) -> int:
        return httpx.URL(self.server.url).port or 0

    def step(self, kills: int) -> None:
        """Somebody works, and something breaks under his hands."""
        place = self.chance.choice(self.town.places)
        for _ in range(self.chance.choice((1, 1, 2, 4))):
            self.town.intend(place)
        asking = self.chance.random() < 0.4
        kill = self.kills < kills and self.chance.random() < 0.15
        if not kill and self.chance.random() < 0.4:
            self.deaths += mortal.meet(place, self.chance)
            return
        after = self.chance.randrange(900 if asking else 2_000)
        self.wire.cut = cutting.Cut(asking, after, self.server.kill if kill else None)
        with suppress(WireBroke):
            place.meet()
        self.wire.cut = None
        if self.server.process.poll() is not None:
            self.kills += 1
            self.server = self._start()
            self.wire.to = self._port()

    @property
    def faults(self) -> int:
        """How much has broken."""
        return self.wire.cuts + self.deaths

    def close(self) -> None:
        """The evening."""
        self.town.close()
        for place in self.town.places:
            place.centre.store.close()  # type: ignore[attr-defined]
        self.wire.close()
        if self.server.process.poll() is None:
            self.server.stop()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One day in the suite; at night ten of a hundred faults each, which several machines can share out (--slice)."""
    if "seed" in metafunc.fixturenames:
        nightly = metafunc.config.getoption("--nightly")
        metafunc.parametrize("seed", range(71, 81) if nightly else [71])


@pytest.mark.scenario("P71")
@pytest.mark.parametrize("city", ["postgresql"], indirect=True)
def test_a_day_of_broken_wires_and_killed_servers_loses_and_doubles_nothing(
    city: City, tmp_path: Path, nightly: bool, seed: int
) -> None:
    faults, kills, deaths = (100, 6, 30) if nightly else (30, 2, 8)
    day = Day(city, tmp_path / "desks", seed)
    try:
        while day.faults < faults or day.kills < kills or day.deaths < deaths:
            day.step(kills)
        for place in day.town.places:
            place.centre.store.line.patience_s = 30  # type: ignore[attr-defined]
        day.town.quiet()
        assert day.town.findings() == []
        assert any(page.startswith("SQLite format 3") for p in day.town.places for page in p.pages)
    finally:
        day.close()
