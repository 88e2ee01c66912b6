"""The oracles of the fault run have teeth: each planted bug is found, and without one there is nothing to find."""

import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from app import feeds, ids
from app.sync import desk, pulling, service, whole
from app.sync.types import Copy, Op, Told
from db.sync import desk as desk_queries
from tests.support import desks, told
from tests.support.city import City
from tests.support.town import Killed, Town, WireBroke


@pytest.fixture(autouse=True)
def places() -> Iterator[None]:
    with told.known():
        yield


@pytest.fixture(autouse=True)
def one_after_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """One part at a time is on its way: the same seed is the same day."""
    monkeypatch.setattr(whole, "_AHEAD", 1)


@pytest.fixture
def near_city(sqlite_city: Path, tmp_path: Path) -> Iterator[City]:
    """The city on SQLite only."""
    shutil.copyfile(sqlite_city, tmp_path / "near.db")
    made = City(f"sqlite:///{tmp_path}/near.db")
    yield made
    made.close()


@dataclass
class Flaky:
    """A centre near by whose wire loses requests and answers, and says some things twice."""

    near: desks.Near
    chance: random.Random
    town: Callable[[], Town]

    def feed(self, organ: str, after: int, limit: int, epoch: str, check: bool) -> str:
        self._lose()
        page = self.near.feed(organ, after, limit, epoch, check)
        self._lose()
        return page

    def push(self, ops: Sequence[Op], drift_ms: int) -> list[Told]:
        self._lose()
        if self.chance.random() < 0.2:
            self.near.push(ops, drift_ms)
        answers = self.near.push(ops, drift_ms)
        self._lose()
        return answers

    def copy(self, feed: str, epoch: str, shape: str) -> Copy | None:
        self._lose()
        made = self.near.copy(feed, epoch, shape)
        self._lose()
        return made

    def part(self, id_: str, number: int) -> bytes:
        data = self.near.part(id_, number)
        self._lose()
        return data

    def copied(self, id_: str) -> None:
        self.near.copied(id_)

    def _lose(self) -> None:
        if self.chance.random() < 0.12:
            self.town().faults += 1
            raise WireBroke


def run(city: City, folder: Path, seed: int, steps: int = 50) -> Town:
    """A day in the town; everything that fails is tried again."""
    chance = random.Random(seed)
    folder.mkdir()
    made: list[Town] = []
    flaky: list[Flaky] = []

    def reach(login: str) -> Flaky:
        flaky.append(
            Flaky(
                desks.Near(city.store(login), folder / f"{login}.copies"), chance, lambda: made[0]
            )
        )
        return flaky[-1]

    made.append(Town(city, folder, chance, reach))
    found = made[0]
    for _ in range(steps):
        place = chance.choice(found.places)
        if chance.random() < 0.5:
            found.intend(place)
            continue
        place.dies = chance.choice(("", "", "", "", "page", "answer", "part", "copied"))
        found.faults += bool(place.dies)
        with suppress(WireBroke):
            place.meet()
        place.dies = ""
    for wire in flaky:
        wire.chance = random.Random(0)
        wire.chance.random = lambda: 1.0  # type: ignore[method-assign]
    found.quiet()
    return found


@pytest.mark.scenario("P71")
@pytest.mark.parametrize("seed", [1])
def test_a_day_of_faults_ends_with_nothing_to_find(city: City, tmp_path: Path, seed: int) -> None:
    found = run(city, tmp_path / "desks", seed)
    try:
        assert found.findings() == []
        assert found.faults > 10
        assert any(
            page.startswith("SQLite format 3") for place in found.places for page in place.pages
        )
    finally:
        found.close()


def _no_removals(monkeypatch: pytest.MonkeyPatch) -> None:
    note = feeds._note

    def only_puts(lines: Any, seen: Any, deed: str) -> None:
        if deed == "P":
            note(lines, seen, deed)

    monkeypatch.setattr(feeds, "_note", only_puts)


def _cursor_first(monkeypatch: pytest.MonkeyPatch) -> None:
    apply = pulling.Pull._apply

    def early(self: Any, session: Any, feed: str, page: dict[str, Any]) -> None:
        if page["lines"] and random.random() < 0.3:  # the cursor alone is safe, then the desk dies
            desk_queries.keep_cursor(session, feed, page["pos"])
            session.commit()
            raise Killed
        apply(self, session, feed, page)

    monkeypatch.setattr(pulling.Pull, "_apply", early)


def _forgets_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    settle = service._settle

    def anew(store: Any, op: Op, drift_ms: int) -> Told:
        return replace(settle(store, replace(op, id=ids.new()), drift_ms), op=op.id)

    monkeypatch.setattr(service, "_settle", anew)


def _gives_up_what_was_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "_sent", lambda _session: set())


@pytest.mark.parametrize(
    ("bug", "seed"),
    [
        (_no_removals, 3),
        (_cursor_first, 3),
        (_forgets_answers, 3),
        (_gives_up_what_was_sent, 6),
    ],
)
def test_a_planted_bug_is_found(
    near_city: City, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bug: Any, seed: int
) -> None:
    random.seed(7)
    bug(monkeypatch)
    found = run(near_city, tmp_path / "desks", seed)
    try:
        assert found.findings()
    finally:
        found.close()
