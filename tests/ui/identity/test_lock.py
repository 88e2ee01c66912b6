"""The locked screen has the keys to itself: what is typed there is a password."""

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.support import window as windows
from tests.support.world import PASSWORD, World


@pytest.mark.scenario("C83")
def test_a_page_that_comes_while_the_screen_is_locked_does_not_get_the_password(
    qtbot: QtBot, room: World
) -> None:
    (item,) = room.received()
    with windows.opened(qtbot, room, "cha1") as window:
        inside = window.inside
        assert inside is not None
        inside.station.go("request", item.id, "CHECK_OUT")
        windows.settled(qtbot, window)
        sheet: Any = inside.navigation.page().sheet
        sheet.form.focus_first()
        window.lock()
        lock: Any = window.currentWidget()

        # what the page was still waiting for has come: it begins at its first field
        sheet.form.focus_first()

        qtbot.wait_until(lock.password.hasFocus)
        qtbot.keyClicks(lock.window().focusWidget(), PASSWORD)
        assert lock.password.text() == PASSWORD
        assert sheet.form.draft().get("reason") is None
