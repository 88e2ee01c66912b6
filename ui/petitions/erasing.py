"""销毁身份: a custodian throws the key of an identity away, for a reason, signed by the head of the petition office."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app import ids
from app.petitions import identities
from app.petitions.types import SealedIdentity
from ui import texts
from ui.shell.station import Station
from ui.widgets.field import FieldDef, Kind
from ui.widgets.sheet import Sheet


class EraseSheet(Sheet):
    """By the petition's number: the custodian sees nothing else of it."""

    #: It was erased.
    done = Signal()

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__("identity_erase", parent)
        self._station = station
        self._act = ids.new()
        self.setMinimumWidth(360)
        self.submitted.connect(self._look)
        self.retranslate()

    def begin(self, number: str = "") -> None:
        """Show it, for the petition of a request if one is chosen."""
        self._act = ids.new()
        self.form.set_values({"number": number})
        self.set_busy(False)
        self.show()
        self.form.focus_first()

    def _look(self) -> None:
        number = str(self.form.values()["number"])
        self.set_busy(True)
        self._station.ask(
            self,
            identities.sealed_identity,
            number=number,
            then=self._erase,
            failed=lambda _: self._not_here(),
        )

    def _not_here(self) -> None:
        self.set_busy(False)
        self.form.field("number").set_error(self.tr("No identity lies sealed under this number."))

    def _erase(self, found: SealedIdentity) -> None:
        if not found.is_kept:
            self.set_busy(False)
            self.form.field("number").set_error(self.tr("It was erased already."))
            return
        reason = str(self.form.values()["reason"])
        told = self.tr("Who sent {0} is erased for good and cannot be brought back. Reason: {1}")
        self._station.do_with_second(
            self,
            identities.erase_identity,
            told.format(found.number, reason),
            act=self._act,
            then=lambda _: self._erased(found.number),
            failed=self._refused,
            petition_id=found.petition_id,
            reason=reason,
        )

    def _erased(self, number: str) -> None:
        told = self.tr("Who sent {0} is erased.").format(number)
        self._station.notices.done(told)
        self._station.told.emit(told)
        self.form.set_values({})
        self.leave()
        self.done.emit()

    def _refused(self, trouble: Exception) -> None:
        self._act = ids.new()
        self.blame(trouble)

    def retranslate(self) -> None:
        """Set every text anew."""
        super().retranslate()
        word = texts.word("verb.petitions.erase_identity")
        self.say(
            word,
            word,
            self.tr(
                "Its key is thrown away: from then on nobody learns from these books who reported. Backups made before "
                "still hold it. The head of the petition office signs on this screen."
            ),
        )
        self.set_defs(
            (
                FieldDef("number", texts.word("petition.number"), required=True),
                FieldDef("reason", texts.word("petition.reason"), Kind.LONG, required=True),
            )
        )
