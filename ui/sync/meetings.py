"""The desk meets the centre by itself, soon after somebody sat down and then once a minute; it says nothing unless
something came of it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer

from app import errors
from app.line_errors import BeingConfirmed, CentreAway, CentreNotBelieved
from app.sync.store import DeskStore
from app.sync.types import BROUGHT, Round
from ui.shell.station import Station
from ui.work import Lane

_EVERY_MS: Final = 60_000
#: His pages come first; but a desk whose network goes in the first minute must hold what he works on.
_FIRST_MS: Final = 3_000


class Meetings(QObject):
    """One for a window; it rests while nobody is signed in, or where there is no desk."""

    def __init__(self, station: Station, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._station = station
        self._busy = False
        self._not_believed = ""
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.meet)
        self._timer.start()
        QTimer.singleShot(_FIRST_MS, self, self.meet)

    def meet(self) -> None:
        """Meet the centre, unless it is being met already."""
        store = self._station.store
        if self._busy or not isinstance(store, DeskStore) or store.actor is None:
            return
        self._busy = True
        self._station.work.run(
            self, store.meet, then=self._met, failed=self._failed, lane=Lane.WIRE
        )

    def _met(self, met: Round) -> None:
        self._busy = False
        self._not_believed = ""
        if met.came or met.left or met.sent or met.refused:
            self._station.changed.emit(BROUGHT)

    def _failed(self, trouble: Exception) -> None:
        self._busy = False
        if isinstance(trouble, CentreNotBelieved):
            # a network that is away comes back by itself; this stays until somebody has heard of it: once is enough
            why = str(trouble.facts["why"])
            if why != self._not_believed:
                self._not_believed = why
                self._station.refuse(trouble)
            return
        if not isinstance(trouble, CentreAway | BeingConfirmed | errors.StoreBusy):
            self._station.refuse(trouble)
