"""The locked screen has the keys to itself: what is typed there is a password."""

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app import bootstrap, errors
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


@pytest.mark.scenario("C83")
def test_what_was_being_asked_for_when_the_sign_in_ended_is_there_when_he_is_back(
    qtbot: QtBot, room: World
) -> None:
    (item,) = room.received()
    with windows.opened(qtbot, room, "cha1") as window:
        inside = window.inside
        assert inside is not None
        elsewhere = bootstrap.open_store(room.url, station="站-别处", time_of=room.clock)
        elsewhere.sign_in("cha1", PASSWORD)
        inside.station.go("request", item.id, "CHECK_OUT")
        qtbot.wait_until(window.is_locked)
        windows.settled(qtbot, window)
        lock: Any = window.currentWidget()
        lock.password.setText(PASSWORD)
        lock.go.click()
        qtbot.wait_until(lambda: not window.is_locked())

        page = inside.navigation.page()
        qtbot.wait_until(lambda: [t.name for t in page.chosen.things()] == [item.number])
        windows.settled(qtbot, window)
        elsewhere.close()


@pytest.mark.scenario("C83")
def test_at_the_counter_the_end_of_the_sign_in_is_said_once(
    qtbot: QtBot, room: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, item = room.declared(room.new(), room.new("公文包二"))
    with windows.opened(qtbot, room, "guan1") as window:
        inside = window.inside
        assert inside is not None
        assert inside.station.store.actor is not None
        inside.station.go("intake")
        windows.settled(qtbot, window)
        page: Any = inside.navigation.page().receiving
        no = errors.SignedInElsewhere(
            why="sign_in.taken_over", sign_in=inside.station.store.actor.sign_in
        )
        said: list[Exception] = []
        inside.station.ended.connect(said.append)

        def ended(*_: Any, **__: Any) -> None:
            raise no

        with monkeypatch.context() as patch:
            patch.setattr(inside.station.store, "read", ended)
            page.show_item(item.id)
            assert page._wanted == item.id
            qtbot.wait_until(window.is_locked)
            windows.settled(qtbot, window)
        assert said == [no]
        assert page._wanted == ""
