"""A station on a real store for the pages of the counter; the second person signs with his own password."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.custody import views
from tests.support.world import PASSWORD, World
from ui.custody.shots import ShotTray
from ui.shell import turns
from ui.shell.devices import Devices
from ui.shell.notices import Notices
from ui.shell.sounds import Sounds
from ui.shell.station import Place, Station
from ui.work import Work

PHOTOS = Path(__file__).parents[2] / "data" / "photos"


class Counter:
    """Makes stations for people and remembers where they wanted to go and what they were told."""

    def __init__(self, world: World, work: Work) -> None:
        self.world = world
        self.work = work
        self.went: list[Place] = []
        self.second = "guan2"
        #: Who signs after the second person, where the law wants one more.
        self.other = "guan2"
        #: Pages live as long as the test, as they do in the window.
        self.pages: list[QWidget] = []
        self._made: list[tuple[Station, Notices]] = []

    def station(self, login: str) -> Station:
        """The station at which this person is signed in."""
        notices = Notices()
        station = Station(self.world.store(login), self.work, notices, Sounds(self.work, 0))
        station.going.connect(self.went.append)
        station.second_person = self._second_of(station)
        station.devices = Devices(self.work, lambda _: None)
        self._made.append((station, notices))
        return station

    def _second_of(self, station: Station) -> Any:
        def sign(
            verb: Callable[..., Any],
            arguments: dict[str, Any],
            summary: str,
            then: Callable[[str], object],
            given_up: Callable[[], object],
            *,
            after: str = "",
        ) -> None:
            assert summary
            who = self.other if after else self.second
            given = {**arguments, "second": after}
            then(station.store.vouch(verb, who, PASSWORD, **given))

        return sign

    def close(self) -> None:
        """Give everything back."""
        for station, notices in self._made:
            if station.devices is not None:
                station.devices.close()
            notices.deleteLater()
            station.deleteLater()


def settled(qtbot: QtBot, work: Work) -> None:
    """Wait until every answer is home, and what follows from it is done."""
    qtbot.wait(20)
    qtbot.waitUntil(lambda: not (work.waiting() or turns.are_waiting()))
    qtbot.wait(20)
    qtbot.waitUntil(lambda: not (work.waiting() or turns.are_waiting()))


def child(page: QWidget, name: str) -> Any:
    """The part of a page with that object name."""
    found = page.findChild(QWidget, name)
    assert found is not None, f"no {name} on {type(page).__name__}"
    return found


def photograph(qtbot: QtBot, tray: ShotTray) -> None:
    """Take one more photograph, and wait until it is kept."""
    have = len(tray.shots())
    qtbot.waitUntil(tray.is_live)
    tray.take()
    qtbot.waitUntil(lambda: len(tray.shots()) > have)


def state(room: World, item_id: str) -> str:
    """Where the books say that a thing is."""
    return str(room.ask("guan1", views.card, item_id=item_id).row.custody)
