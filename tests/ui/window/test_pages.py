"""The pages of the window: which there are for whom, and the way back."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.support import window as windows
from tests.support.world import World
from ui.catalogue import PAGES
from ui.shell.station import Place


@pytest.mark.parametrize(
    ("login", "pages"),
    [
        ("guan1", ["workdesk", "intake", "cases", "items", "approvals", "locations", "settings"]),
        (
            "cha1",
            [
                *("workdesk", "intake", "cases", "items", "approvals"),
                *("petitions", "leads", "sync", "settings"),
            ],
        ),
        ("bao1", ["people", "settings"]),
        ("ji1", ["audit", "people", "settings"]),
    ],
)
def test_the_rail_shows_what_a_persons_duties_make_sense_of(
    qtbot: QtBot, room: World, login: str, pages: list[str]
) -> None:
    with windows.opened(qtbot, room, login) as window:
        assert window.inside is not None
        assert window.inside.navigation.pages() == pages


def test_every_page_can_be_built() -> None:
    import importlib

    for spec in PAGES:
        module, _, name = spec.path.rpartition(".")
        assert hasattr(importlib.import_module(module), name), spec.path


def test_escape_and_alt_left_go_back_to_where_one_came_from(qtbot: QtBot, room: World) -> None:
    with windows.opened(qtbot, room, "guan1") as window:
        assert window.inside is not None
        navigation = window.inside.navigation
        for page in ("cases", "settings"):
            navigation.go(Place(page))
        windows.settled(qtbot, window)
        window.setFocus()
        qtbot.keyClick(window, Qt.Key.Key_Escape)
        assert navigation.here().page == "cases"
        qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        assert navigation.here().page == "workdesk"


def test_f1_shows_the_help_of_the_page_and_takes_it_away(qtbot: QtBot, room: World) -> None:
    with windows.opened(qtbot, room, "guan1") as window:
        assert window.inside is not None
        window.setFocus()
        qtbot.keyClick(window, Qt.Key.Key_F1)
        assert window.inside.help.isVisible()
        qtbot.keyClick(window, Qt.Key.Key_F1)
        assert not window.inside.help.isVisible()


def test_what_waits_is_counted_on_the_rail(qtbot: QtBot, room: World) -> None:
    room.declared(room.new("公文包"), room.new("U盘"))
    with windows.opened(qtbot, room, "guan1") as window:
        assert window.inside is not None
        rail = window.inside.frame.rail
        qtbot.wait_until(lambda: rail._items["intake"].count() == 2)
