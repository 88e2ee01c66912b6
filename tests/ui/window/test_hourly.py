"""What time alone changes: the window of whoever works sweeps and keeps the house."""

import os
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.backup import upkeep
from app.custody import views
from app.requests import service as requests
from tests.support import borrowing
from tests.support import window as windows
from tests.support.world import World
from ui.shell.inside import Inside


def test_signing_in_marks_what_is_overdue_and_ends_approvals_nobody_used(
    qtbot: QtBot, room: World
) -> None:
    late, promised = room.received()[0], room.received()[0]
    borrowing.out(room, late, days=1)
    borrowing.agree(room, borrowing.ask(room, promised))
    room.clock.forward(days=2)
    with windows.opened(qtbot, room, "cai1") as window:
        windows.settled(qtbot, window)
        assert states(room, late.id, promised.id) == ["OVERDUE", "IN"]


@pytest.mark.parametrize("login", ["cha1", "shen2", "ku1", "an1", "cai1", "guan1"])
def test_each_hour_the_station_of_whoever_works_sweeps_and_keeps_the_house(
    qtbot: QtBot, room: World, login: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    late, promised = room.received()[0], room.received()[0]
    asked = borrowing.agree(room, borrowing.ask(room, promised))
    borrowing.out(room, late, days=1)
    stray = room.store("guan1").keep(b"a photo that nobody used")
    kept = Path(room.url.removeprefix("sqlite:///")).parent
    (lies,) = kept.glob(f"store.db.blobs/*/{stray}")
    os.utime(lies, (0, 0))
    monkeypatch.setattr(Inside, "every_ms", 400)
    done: list[upkeep.Kept] = []
    real = upkeep.upkeep
    monkeypatch.setattr(
        upkeep, "upkeep", lambda store, practice: done.append(real(store, practice=practice))
    )
    with windows.opened(qtbot, room, login) as window:
        assert window.inside is not None
        windows.settled(qtbot, window)
        assert states(room, late.id, promised.id) == ["OUT", "RESERVED"], "not yet"

        room.clock.forward(days=2)
        qtbot.wait_until(lambda: states(room, late.id, promised.id) == ["OVERDUE", "IN"])
        qtbot.wait_until(lambda: len(done) >= 2)
        windows.settled(qtbot, window)
        assert window.inside.frame.notices.text() == ""
    assert [each.backup for each in done if each.backup] == [
        *(kept / "backups").glob("nightly-*.anku")
    ]
    assert sum(each.strays for each in done) == 1
    assert not lies.exists()
    assert room.ask("cha1", requests.view, request_id=asked.id).row.status == "EXPIRED"
    (entry, *_) = room.ask("guan1", views.card, item_id=late.id).entries
    assert (entry.kind, entry.actor) == ("OVERDUE", room.id_of(login))


def states(world: World, *item_ids: str) -> list[str]:
    return [world.ask("guan2", views.card, item_id=i).row.custody for i in item_ids]


def test_one_backup_a_night_is_enough_for_all_who_sign_in(qtbot: QtBot, room: World) -> None:
    backups = Path(room.url.removeprefix("sqlite:///")).parent / "backups"
    for login in ("cha1", "guan1"):
        with windows.opened(qtbot, room, login) as window:
            assert window.inside is not None
            window.inside.keep_house()
            windows.settled(qtbot, window)
        assert len(list(backups.glob("nightly-*.anku"))) == 1
