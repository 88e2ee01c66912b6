"""A section of the settings, opened as a person opens it."""

from pytestqt.qtbot import QtBot

from tests.support import window as windows
from ui.settings.page import SettingsPage
from ui.shell.station import Place
from ui.window import Window


def section(qtbot: QtBot, window: Window, name: str) -> object:
    """The section of that name, shown."""
    assert window.inside is not None
    window.inside.navigation.go(Place("settings", name))
    windows.settled(qtbot, window)
    page = window.inside.navigation.page()
    assert isinstance(page, SettingsPage)
    return page.section()
