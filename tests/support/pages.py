"""Pages on a real store without the window around them: one desk, one person, and a second who signs at once."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from app import drafts
from tests.support.world import PASSWORD, World
from ui.shell.notices import Notices
from ui.shell.sounds import Sounds
from ui.shell.station import Place, Station
from ui.work import Work


class Beside:
    """The second person at this desk: signs what he is shown, with his own password, and remembers the words."""

    def __init__(self, station: Station) -> None:
        self._station = station
        self.login = ""
        self.summaries: list[str] = []

    def __call__(
        self,
        verb: Callable[..., Any],
        arguments: dict[str, Any],
        summary: str,
        then: Callable[[str], object],
        given_up: Callable[[], object],
        *,
        after: str = "",
    ) -> None:
        """Sign, or go away when nobody stands beside."""
        self.summaries.append(summary)
        if not self.login:
            given_up()
            return
        then(
            self._station.store.vouch(verb, self.login, PASSWORD, **{**arguments, "second": after})
        )


class Seat:
    """A person's desk: the station, where it was asked to go, and what its banner says."""

    def __init__(self, world: World, work: Work, login: str) -> None:
        self.notices = Notices()
        self._sounds = Sounds(work)
        self.station = Station(world.store(login), work, self.notices, self._sounds)
        self.beside = Beside(self.station)
        self.station.second_person = self.beside
        self.went: list[Place] = []
        self.station.going.connect(self.went.append)
        self._pages: list[QWidget] = []

    def show(self, page: QWidget) -> Any:
        """Put a page on the screen; it is taken away at the end."""
        self._pages.append(page)
        page.resize(1180, 680)
        page.show()
        return page

    def close(self) -> None:
        """Clear the desk."""
        for widget in (*self._pages, self.notices):
            widget.close()
            widget.deleteLater()
        self._sounds.close()
        for draft in drafts.all():
            drafts.discard(draft.kind, draft.key)
