"""The locked screen of a desk without a network: its own person opens it again, nobody else does."""

from types import SimpleNamespace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.petitions import service
from app.sync.errors import Queued
from app.sync.store import DeskStore
from tests.support import centre, window
from tests.support.world import PASSWORD
from tests.ui.sync.test_page import new


@pytest.mark.scenario("P4")
@pytest.mark.parametrize("signed_in_without", [False, True])
def test_a_desk_that_locked_itself_without_a_network_is_opened_by_its_own_password(
    desk: DeskStore, there: centre.Serving, qtbot: QtBot, *, signed_in_without: bool
) -> None:
    there.kill()
    if signed_in_without:
        desk.sign_in("xf1", PASSWORD)
    world: Any = SimpleNamespace(store=lambda _login: desk)
    with window.opened(qtbot, world, "xf1") as shown:
        shown.lock()
        page: Any = shown._gates["lock"]
        page.password.setText("not-the-password-1")
        page.go.click()
        qtbot.wait_until(lambda: not page.trouble.isHidden())
        assert shown.is_locked()
        page.password.setText(PASSWORD)
        page.go.click()
        qtbot.wait_until(lambda: not shown.is_locked())
        with pytest.raises(Queued):
            desk.run(service.register, petition=new())
        assert len(desk.intents()) == 1
