"""A wrong clock is said where it was asked for, and over nothing that was said there meanwhile."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.errors import ClockDrift
from ui.shell.notices import Notices
from ui.shell.right_time import RightTime
from ui.shell.station import Place, Station


class Desk(QObject):
    """A station whose clock is looked at when the test says so."""

    def __init__(self, notices: Notices) -> None:
        super().__init__()
        self.notices = notices
        self.store = SimpleNamespace(clock_trouble=lambda: None)
        self.work = SimpleNamespace(run=self._run)
        self.answers: list[Callable[[ClockDrift | None], None]] = []

    def may(self, *_: str) -> bool:
        return True

    def _run(self, *_: Any, then: Callable[[ClockDrift | None], None], **__: Any) -> None:
        self.answers.append(then)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    notices = Notices()
    qtbot.add_widget(notices)
    return Desk(notices)


def _slow() -> ClockDrift:
    return ClockDrift(minutes=-40, limit=2, here="09:00", right="09:40")


def test_it_is_said_on_the_page_where_it_was_asked(desk: Desk) -> None:
    time = RightTime(cast("Station", desk))
    time.arrived(Place("intake"))
    desk.notices.done("Received.")
    desk.answers.pop()(_slow())
    assert desk.notices.tone() == "warn"


def test_on_a_page_that_was_left_nothing_is_said(desk: Desk) -> None:
    time = RightTime(cast("Station", desk))
    time.arrived(Place("intake"))
    time.arrived(Place("item"))
    desk.answers.pop()(_slow())
    assert desk.notices.tone() == ""


def test_what_was_refused_or_warned_of_meanwhile_stays(desk: Desk) -> None:
    time = RightTime(cast("Station", desk))
    for say, tone in ((desk.notices.refuse, "refused"), (desk.notices.warn, "warn")):
        time.arrived(Place("return"))
        say("The seal is another one.")
        desk.answers.pop()(_slow())
        assert (desk.notices.tone(), desk.notices.text()) == (tone, "The seal is another one.")
