"""What was done is judged by the law of its day: a law that grows stricter breaks no older store."""

import pytest

from app import bootstrap
from app.audit.verifying import verify
from app.custody import rules
from app.custody.types import Event
from tests.support.world import World


def test_a_stricter_law_leaves_what_was_done_before_it_whole(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.received()
    strict = tuple(r._replace(second=True) if r.event == Event.RECEIVE else r for r in rules.ROWS)
    monkeypatch.setattr(rules, "ROWS", strict)

    again = bootstrap.open_store(world.url, station="站-新", time_of=world.clock)

    verdict = verify(again.database, again.blobs)
    again.close()
    assert verdict.ok, verdict.broken
