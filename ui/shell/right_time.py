"""Whoever hands over or receives hears of a wrong clock before he begins, not at the last press."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from app import words
from ui.shell import lang
from ui.work import Lane

if TYPE_CHECKING:
    from app.errors import ClockDrift
    from ui.shell.station import Place, Station

#: Where things change hands.
_PAGES: Final = ("intake", "hand_over", "return")
_HANDS: Final = ("custodian", "store_head")


class RightTime(QObject):
    """Looks at the clock at a sign-in and at each of these pages."""

    def __init__(self, station: Station) -> None:
        super().__init__(station)
        self._station = station
        self._page = ""

    def look(self) -> None:
        """Say what a hand-over would be refused for now; what cannot be asked is said by who counts what waits."""
        if self._station.may(*_HANDS):
            self._station.work.run(
                self,
                self._station.store.clock_trouble,
                then=functools.partial(self._say, self._page),
                failed=lambda _: None,
                lane=Lane.READS,
            )

    def arrived(self, place: Place) -> None:
        """Another page is shown."""
        self._page = place.page
        if place.page in _PAGES:
            self.look()

    def _say(self, page: str, no: ClockDrift | None) -> None:
        """On the page where it was asked; what was refused or warned of there meanwhile stays."""
        notices = self._station.notices
        if no is not None and page == self._page and notices.tone() in ("", "done"):
            said = words.refusal(no, lang.now())
            notices.warn(said.what, said.next)
