"""The wire is cut at any byte, the server is killed between its commit and its answer: nothing is lost, nothing doubled."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx
import pytest

from app import clock, ids, remote
from app.custody import service as custody
from app.custody.types import ItemRow
from app.line_errors import BeingConfirmed, CentreAway
from tests.support import centre, cutting
from tests.support.raw import opened
from tests.support.world import PASSWORD, World, refused


@dataclass
class Drill:
    """A desk before a wire that is cut, and what it was told."""

    world: World
    server: centre.Serving
    wire: cutting.Wire
    desk: remote.RemoteStore
    told: dict[str, str] = field(default_factory=dict)

    def register(self) -> ItemRow:
        """One card, under a key of its own."""
        key = ids.new()
        given = {"case_id": self.world.case("案甲"), "items": (self.world.new(key),)}
        row: ItemRow = self.desk.run(custody.register, act=key, **given)[0]
        self.told[key] = row.number
        return row

    def restart(self) -> None:
        """Another process at another port; the wire leads there."""
        self.server.kill()
        self.server = centre.start(self.world.url)
        self.wire.to = httpx.URL(self.server.url).port or 0

    def require_exactly_once(self) -> None:
        """Every key stands in the books once, and the desk was told what they say."""
        with opened(self.world.url) as books:
            rows = books.do("SELECT name, number FROM item ORDER BY number")
            acts = books.do("SELECT id FROM act WHERE verb = 'custody.register'")
        assert dict(rows) == self.told
        assert len(rows) == len(self.told)
        assert {each[0] for each in acts} == set(self.told)


@pytest.fixture
def drill(world: World):
    """管一's counter is far away; 查一 registers there through the wire."""
    world.clock.at = clock.now()
    server = centre.start(world.url)
    with cutting.before(httpx.URL(server.url).port or 0) as wire:
        desk = remote.open_store(wire.url, station="远处")
        desk.line.patience_s = 120
        desk.sign_in("cha1", PASSWORD)
        found = Drill(world, server, wire, desk)
        yield found
        desk.close()
        found.server.stop()


@pytest.mark.scenario("C59")
def test_an_act_whose_wire_is_cut_at_any_byte_is_done_exactly_once(
    drill: Drill, nightly: bool
) -> None:
    dice = random.Random(20261125)
    rounds = 500 if nightly else 13
    for _ in range(rounds):
        asking = dice.random() < 0.4
        drill.wire.cut = cutting.Cut(asking, dice.randrange(400 if asking else 500))
        drill.register()
    assert drill.wire.cuts > rounds // 2  # one beyond a message's end waits for the next
    drill.require_exactly_once()


def test_a_server_killed_between_its_commit_and_its_answer_has_done_it_once(
    drill: Drill, nightly: bool
) -> None:
    rounds = 40 if nightly else 3
    for _ in range(rounds):
        drill.wire.cut = cutting.Cut(False, 0, drill.restart)
        drill.register()
    drill.require_exactly_once()


def lost(drill: Drill, cut: Callable[[], cutting.Cut]) -> str:
    """An act whose answer nobody waits for any longer; its key."""
    drill.desk.line.patience_s = -1
    drill.wire.cut = cut()
    key = ids.new()
    given = {"case_id": drill.world.case("案甲"), "items": (drill.world.new(key),)}
    no = refused("R147", lambda: drill.desk.run(custody.register, act=key, **given))
    assert no.facts == {"act": key}
    drill.desk.line.patience_s = 60
    return key


def test_an_unknown_outcome_is_a_state_of_its_own_until_the_books_are_asked(drill: Drill) -> None:
    done = lost(drill, lambda: cutting.Cut(False, 10))
    outcome = drill.desk.outcome(custody.register, done)
    assert outcome is not None
    drill.told[done] = outcome[0][0].number
    never = lost(drill, lambda: cutting.Cut(True, 10))
    assert drill.desk.outcome(custody.register, never) is None
    drill.require_exactly_once()


def test_a_centre_that_does_not_answer_at_all_has_done_nothing(drill: Drill) -> None:
    drill.server.kill()
    drill.desk.line.patience_s = 1
    key = ids.new()
    given = {"case_id": drill.world.case("案甲"), "items": (drill.world.new(key),)}
    with pytest.raises((CentreAway, BeingConfirmed)):
        drill.desk.run(custody.register, act=key, **given)
    drill.server = centre.start(drill.world.url)
    drill.require_exactly_once()


def test_another_person_does_not_see_what_became_of_an_act(drill: Drill) -> None:
    key = ids.new()
    given = {"case_id": drill.world.case("案甲"), "items": (drill.world.new(key),)}
    drill.desk.run(custody.register, act=key, **given)
    with drill.server.client("cha2") as client:
        assert client.get(f"/v1/acts/{key}").status_code == 404
