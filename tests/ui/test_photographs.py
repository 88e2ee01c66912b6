"""A kept photograph is shown as it was taken, or not at all."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.custody.types import Shot
from tests.support import window as windows
from tests.support.mjpeg import photos
from tests.support.world import World


@pytest.mark.scenario("C80")
def test_a_photograph_replaced_on_disk_is_not_shown_and_the_card_says_to_have_the_item_held(
    qtbot: QtBot, room: World
) -> None:
    true, taken, forged = photos(320, 240)[:3]
    items = room.declared(room.new("真"), room.new("换"))
    for item, picture in zip(items, (true, taken), strict=True):
        kept = room.store("guan1").keep(picture)
        room.receive(item.id, photos=(Shot(kept, "overall", room.clock.at),), seal_no="")
    folder = Path(room.url.removeprefix("sqlite:///") + ".blobs")
    (folder / kept[:2] / kept).write_bytes(forged)
    with windows.opened(qtbot, room, "guan1") as window:
        inside = window.inside
        assert inside is not None
        inside.station.go("item", items[0].id)
        windows.settled(qtbot, window)
        viewer = inside.navigation.page().photos.viewer
        qtbot.wait_until(lambda: not viewer.image().isNull())
        inside.station.go("item", items[1].id)
        windows.settled(qtbot, window)

        qtbot.wait_until(lambda: "was replaced" in viewer.nothing())
        assert viewer.image().isNull()
        assert "held" in viewer.nothing()
