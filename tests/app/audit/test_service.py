"""The trail as the audit page lists it."""

import pytest

from app.audit import service as audit
from app.audit import verifying
from tests.support import borrowing
from tests.support.world import World, refused


def test_the_trail_is_listed_newest_first_with_the_names_that_people_use(world: World) -> None:
    (row,) = world.received()
    lines = world.ask("ji1", audit.entries, object_id=row.id)
    assert [line.entry.kind for line in lines] == ["RECEIVE", "DECLARE", "REGISTER"]
    assert {line.label for line in lines} == {row.number}
    assert (lines[1].entry.actor_name, lines[1].entry.second_name) == ("查一", "查二")
    assert "salt" not in lines[0].entry.facts
    assert world.ask("ji1", audit.count, object_id=row.id) == 3


def test_every_kind_of_object_has_its_name(world: World) -> None:
    item = world.received()[0]
    borrowing.ask(world, item)
    lines = world.ask("an1", audit.entries, limit=1_000)
    assert len(lines) == world.ask("an1", audit.count)
    kinds = {"item", "case", "request", "account", "location", "installation"}
    assert {line.entry.object_kind for line in lines} >= kinds
    assert all(line.label for line in lines if line.entry.object_kind in kinds)


def test_the_trail_is_filtered_by_event_and_by_whoever_signed(world: World) -> None:
    world.received()
    second = world.id_of("cha2")
    lines = world.ask("ku1", audit.entries, who=second)
    assert "DECLARE" in {line.entry.kind for line in lines}
    assert world.ask("ku1", audit.count, who=second, kind="DECLARE") == 1
    assert len(world.ask("ku1", audit.entries, limit=2, offset=1)) == 2


@pytest.mark.parametrize("login", ["cha1", "guan1", "shen1", "xi1", "bao1"])
def test_who_does_not_audit_reads_no_trail(world: World, login: str) -> None:
    refused("R38", lambda: world.ask(login, audit.entries))
    refused("R38", lambda: world.ask(login, audit.count))


def test_whole_lives_verify(world: World) -> None:
    """Loans with their returns, refused acts and open requests leave books that agree."""
    bag = world.received()[0]
    watch = world.received(world.new("手表", "watch", weight_mg=150_000))[0]
    for item in (bag, watch):
        borrowing.out(world, item)
        borrowing.on_the_counter(world, item)
    borrowing.accept(world, bag)
    borrowing.accept(world, watch, weight_mg=149_000)
    refused("R06", lambda: borrowing.accept(world, bag))
    borrowing.ask(world, bag)
    verdict = audit.verify(world.store("guan1"))
    assert verifying.in_words(verdict).broken == ()
    assert not world.store("guan1").read_only
