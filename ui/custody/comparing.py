"""What came back is compared with how it went out, a moment after the last key; a verdict knows what it is about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from app import errors
from app.custody import loans
from app.custody.types import Comparison
from ui.shell.station import Station
from ui.work import Ticket

_AFTER_MS: Final = 200


@dataclass(frozen=True, slots=True)
class Measured:
    """A thing as it lies on the counter now: what is compared with how it went out."""

    item_id: str
    quantity: int
    weight_mg: int | None
    seal_no: str


class Comparing(QObject):
    """Asks the books whenever something else was measured; nobody acts upon, or signs, a verdict about another."""

    #: A verdict came, or word that there is none.
    told = Signal()

    def __init__(
        self, station: Station, measured: Callable[[], Measured | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._station = station
        self._measured = measured
        self._asked: Measured | None = None
        self._found: tuple[Measured, Comparison] | None = None
        self._ticket: Ticket | None = None
        self._timer = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._timer.timeout.connect(self._ask)

    def begin(self) -> None:
        """Another thing comes back: nothing of it was looked at yet."""
        self._timer.stop()
        self._give_up()
        self._asked = self._found = None

    def changed(self) -> None:
        """Something was counted, weighed or scanned."""
        if self._measured() != self._asked:
            self.look()

    def look(self) -> None:
        """Compare what stands there, also when that was done before: the books may have moved on."""
        if self._measured() is not None:
            self._timer.start()

    def is_asked(self) -> bool:
        """Whether a verdict is on its way."""
        return self._timer.isActive() or (self._ticket is not None and not self._ticket.is_done())

    def verdict(self) -> Comparison | None:
        """What was found of what stands there now; None while it is looked for."""
        if self.is_asked() or self._found is None:
            return None
        about, found = self._found
        return found if about == self._measured() else None

    def last(self) -> Comparison | None:
        """What was found last of this thing, to be shown: it may be about what stood there before."""
        return None if self._found is None else self._found[1]

    def _ask(self) -> None:
        measured = self._measured()
        if measured is None:
            return
        self._give_up()
        self._asked = measured
        self._ticket = self._station.ask(
            self,
            loans.compare_back,
            then=partial(self._took, measured),
            failed=self._not_compared,
            item_id=measured.item_id,
            quantity=measured.quantity,
            weight_mg=measured.weight_mg,
            seal_no=measured.seal_no,
        )

    def _give_up(self) -> None:
        if self._ticket is not None:
            self._ticket.cancel()
        self._ticket = None

    def _took(self, about: Measured, found: Comparison) -> None:
        self._found, self._ticket = (about, found), None
        self.told.emit()

    def _not_compared(self, trouble: Exception) -> None:
        self._asked = self._ticket = None  # the next key asks again
        if not isinstance(trouble, errors.SignedInElsewhere):  # that was said already
            self._station.refuse(trouble)
        self.told.emit()
