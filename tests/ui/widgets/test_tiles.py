"""The tiles of the desk: made one by one, and never twice."""

import pytest
from pytestqt.qtbot import QtBot

from ui.widgets.tiles import CountTile, Tile, Tiles


@pytest.fixture
def tiles(qtbot: QtBot) -> Tiles:
    made = Tiles()
    qtbot.addWidget(made)
    return made


def test_tiles_that_are_asked_for_amid_others_stand_there_once(tiles: Tiles, qtbot: QtBot) -> None:
    wanted = [Tile(f"t{n}", f"T{n}", "inbox") for n in range(4)]
    amid = tiles.setting(wanted)
    next(amid)
    tiles.set_tiles(wanted)  # the language was switched
    for _ in amid:
        pass
    qtbot.waitUntil(lambda: len(tiles.findChildren(CountTile)) == 4)
    tiles.set_count("t2", 7)
    assert tiles.count("t2") == 7


def test_what_is_dropped_amid_the_making_leaves_nothing(tiles: Tiles, qtbot: QtBot) -> None:
    tiles.set_tiles([Tile("a", "A", "inbox")])
    amid = tiles.setting([Tile("b", "B", "inbox"), Tile("c", "C", "inbox")])
    next(amid)
    del amid
    qtbot.waitUntil(lambda: len(tiles.findChildren(CountTile)) == 1)
    assert tiles.count("a") == 0
