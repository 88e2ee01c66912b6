"""Books that do not agree, or could not be verified: the alarm, and what is still possible."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.audit import verifying
from app.audit.types import NotStarted
from app.ledger.types import Verdict
from tests.support import window as windows
from tests.support.tampering import tamper
from tests.support.world import World
from ui.audit.verify import VerifyPanel
from ui.shell.inside import BOOKS
from ui.shell.top import Health


@pytest.mark.scenario("C79")
def test_a_store_that_does_not_verify_opens_read_only_with_an_alarm(
    qtbot: QtBot, room: World
) -> None:
    room.received()
    (coming,) = room.declared(room.new("公文包"))
    tamper(room)
    with windows.opened(qtbot, room, "guan1") as window:
        qtbot.wait_until(lambda: window.inside is not None and bool(window.inside.frame.alarm()))
        assert window.store is not None
        assert window.store.read_only
        windows.settled(qtbot, window)
        assert window.inside is not None
        assert window.inside.frame.top.dot(BOOKS).health() is Health.TROUBLE
        window.inside.station.go("intake", coming.id)
        windows.settled(qtbot, window)
        side = window.inside.navigation.page().receiving
        qtbot.wait_until(lambda: side.counter.thing is not None)
        title = side.findChild(QLabel, "intake.next")
        assert title.text() == "The store is open for reading only."
        assert not side.card.commit.isEnabled()
        assert "do not agree" in window.inside.frame.alarm()
        window.set_language("zh")
        assert window.inside.frame.alarm().startswith("账实核验未通过")


@pytest.mark.scenario("C79")
def test_a_fault_that_is_found_later_from_a_page_shuts_the_books_and_raises_the_alarm(
    qtbot: QtBot, room: World
) -> None:
    room.received()
    with windows.opened(qtbot, room, "guan1") as window:
        windows.settled(qtbot, window)
        assert window.inside is not None
        assert window.store is not None
        assert not window.inside.frame.alarm()
        tamper(room)
        panel = VerifyPanel(window.inside.station, window.inside.frame)
        panel.begin()
        qtbot.wait_until(lambda: bool(window.inside and window.inside.frame.alarm()))
        assert window.store.read_only
        windows.settled(qtbot, window)


@pytest.mark.scenario("C80")
def test_a_photograph_that_is_gone_raises_the_alarm_and_the_books_stay_open(
    qtbot: QtBot, room: World
) -> None:
    room.received()
    folder = Path(room.url.removeprefix("sqlite:///") + ".blobs")
    next(folder.glob("??/*")).unlink()
    with windows.opened(qtbot, room, "guan1") as window:
        qtbot.wait_until(
            lambda: window.inside is not None and "photograph" in window.inside.frame.alarm(),
        )
        assert window.store is not None
        assert not window.store.read_only
        windows.settled(qtbot, window)


def no_process(*_: object, **__: object) -> Verdict:
    """The computer starts no process for a verification."""
    raise NotStarted("Resource temporarily unavailable")


def test_a_check_that_cannot_be_started_says_so_and_the_books_go_on(
    qtbot: QtBot, room: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifying, "verify_apart", no_process)
    with windows.opened(qtbot, room, "guan1") as window:
        qtbot.wait_until(
            lambda: window.inside is not None and "not verified" in window.inside.frame.alarm()
        )
        assert window.inside is not None
        assert window.store is not None
        assert "lacks resources just now" in window.inside.frame.alarm()
        window.set_language("zh")
        assert "系统资源暂时不足" in window.inside.frame.alarm()
        assert not window.store.read_only
        panel = VerifyPanel(window.inside.station, window.inside.frame)
        panel.begin()
        qtbot.wait_until(lambda: panel.verdict() is not None)
        assert not window.inside.frame.alarm()
        windows.settled(qtbot, window)


def test_books_that_cannot_be_read_to_their_end_are_not_said_to_disagree(
    qtbot: QtBot, room: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object, **__: object) -> Verdict:
        raise OSError("刘某的手表")

    monkeypatch.setattr(verifying, "verify_apart", breaks)
    with windows.opened(qtbot, room, "guan1") as window:
        qtbot.wait_until(
            lambda: window.inside is not None and "to their end" in window.inside.frame.alarm()
        )
        assert window.inside is not None
        assert window.store is not None
        assert window.store.read_only
        # as everywhere, its kind and place; what it says of itself may hold what somebody typed
        assert "(OSError " in window.inside.frame.alarm()
        assert "刘某" not in window.inside.frame.alarm()
        windows.settled(qtbot, window)


def test_the_strip_of_the_practice_storeroom_speaks_the_language_shown(
    qtbot: QtBot, room: World
) -> None:
    with windows.opened(qtbot, room, "guan1") as window:
        assert window.about is not None
        window.about = replace(window.about, practice=True)
        window.enter()
        windows.settled(qtbot, window)
        assert window.inside is not None
        assert window.inside.frame.alarm() == "Practice storeroom: nothing here is real."
        window.set_language("zh")
        assert window.inside.frame.alarm().startswith("练习库")


def test_nobody_changes_his_password_in_the_practice_storeroom_without_its_red_frame(
    qtbot: QtBot, room: World
) -> None:
    with windows.opened(qtbot, room, "guan1") as window:
        assert window.about is not None
        for practice, part in ((True, "practice"), (False, "gate")):
            window.about = replace(window.about, practice=practice)
            window._change_password(must=False)
            shown = window.currentWidget()
            assert shown is not None
            assert shown.property("part") == part
        window._back_in()
