"""What a server process does by itself."""

import threading
from pathlib import Path

import pytest

from app.centre import Centre
from app.sync.copying import Copies
from server import upkeep
from tests.support.world import World


@pytest.mark.expects_warnings
def test_copies_are_swept_again_and_again_while_the_process_serves(
    room: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    swept = threading.Semaphore(0)

    class Watched(Copies):
        def sweep(self, now: float, whose: str = "") -> None:
            super().sweep(now, whose)
            swept.release()
            raise OSError  # a disk that hangs once ends nothing

    monkeypatch.setattr(upkeep, "SWEPT_EVERY_S", 0.001)
    with upkeep.going_on(Centre.of(room.store("guan1")), Watched(tmp_path)):
        for _ in range(3):
            assert swept.acquire(timeout=60)
    assert not [t for t in threading.enumerate() if t.name in ("verify", "sweep")]
