"""An act whose answer was lost: the books at the centre are asked under its key until it is known what became of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer

from app.line_errors import CentreAway, NotDone
from ui.work import Lane

if TYPE_CHECKING:
    from ui.shell.station import Station

#: So often it is asked; the centre lets go of a call after a minute, then "not done" is the last word.
EVERY_MS: Final = 3_000
_ASKED: Final = 25


class Confirming(QObject):
    """One act in question; lives until its outcome is known."""

    def __init__(
        self,
        station: Station,
        owner: QObject,
        verb: Callable[..., Any],
        act: str,
        then: Callable[[Any], object],
        failed: Callable[[Exception], object],
    ) -> None:
        super().__init__(owner)
        self._station, self._verb, self._act = station, verb, act
        self._then, self._failed = then, failed
        self._left = _ASKED
        self._timer = QTimer(self, singleShot=True, interval=EVERY_MS)
        self._timer.timeout.connect(self._ask)
        self._timer.start()

    def _ask(self) -> None:
        self._station.work.run(
            self,
            self._station.store.outcome,
            self._verb,
            self._act,
            then=self._found,
            failed=self._not_asked,
            lane=Lane.BOOKS,
        )

    def _found(self, outcome: tuple[Any] | None) -> None:
        if outcome is not None:
            self._station.notices.clear()
            self._then(outcome[0])
            self.deleteLater()
            return
        self._left -= 1
        if self._left > 0:
            self._timer.start()
            return
        self._failed(NotDone(act=self._act))
        self.deleteLater()

    def _not_asked(self, trouble: Exception) -> None:
        if isinstance(trouble, CentreAway):
            self._timer.start()  # the banner stands until the centre answers
            return
        self._failed(trouble)
        self.deleteLater()
