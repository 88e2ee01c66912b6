"""The window of a desk without a network: its own person opens the locked screen, a lead's card still tells its stage."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app import clock
from app.leads import codes
from app.petitions import service
from app.sync.errors import Queued
from app.sync.store import DeskStore
from tests.support import centre, desks, leading, window
from tests.support.city import City
from tests.support.world import PASSWORD
from tests.ui.sync.test_page import new
from ui import texts
from ui.workdesk.page import WorkdeskPage


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


@pytest.mark.scenario("P4")
def test_whoever_signs_in_without_a_network_is_refused_nothing_that_he_did_not_ask_for(
    desk: DeskStore, there: centre.Serving, qtbot: QtBot
) -> None:
    there.kill()
    desk.sign_in("xf1", PASSWORD)
    world: Any = SimpleNamespace(store=lambda _login: desk)
    with window.opened(qtbot, world, "xf1") as shown:
        assert shown.inside is not None
        qtbot.wait_until(shown.inside.navigation.is_ready, timeout=30_000)
        qtbot.wait_until(lambda: not shown.work.waiting())
        assert shown.inside.frame.notices.text() == ""


@pytest.mark.scenario("P41")
def test_a_leads_card_tells_code_and_stage_without_a_network_and_nothing_else(
    city: City, there: centre.Serving, qtbot: QtBot
) -> None:
    city.clock.at = clock.now() - timedelta(hours=1)
    code = leading.row(city, leading.registered(city)).number
    with desks.sitting(there, "ag1") as desk:
        there.kill()
        world: Any = SimpleNamespace(store=lambda _login: desk)
        with window.opened(qtbot, world, "ag1") as shown:
            assert shown.inside is not None
            page = shown.inside.navigation.page()
            assert isinstance(
                page, WorkdeskPage
            )  # whoever has leads only begins with what waits there
            qtbot.wait_until(lambda: page.tiles.current() == "leads_work")
            assert page.tiles.count("leads_work") == 1
            assert "no network" in page._greeting.text()
            shown.services.scans.feed(code)
            assert shown.inside is not None
            notices = shown.inside.frame.notices
            qtbot.wait_until(lambda: notices.tone() == "warn")
            assert code in notices.text()
            assert texts.word("status.L_REGISTERED") in notices.text()
            strange = codes.make("990000", "AG", 2026, 9999)
            shown.services.scans.feed(strange)  # nothing is known of it here
            qtbot.wait_until(lambda: notices.tone() == "refused")
            misread = strange[:-1] + ("0" if strange[-1] != "0" else "1")
            shown.services.scans.feed(misread)  # that it is no code at all needs no centre
            qtbot.wait_until(lambda: notices.tone() == "warn")
            assert "its check digits do not agree" in notices.text()
