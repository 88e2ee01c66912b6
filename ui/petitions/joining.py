"""归入线索: what a petition says belongs to a lead that is known; it is sought by its code and read before both are linked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QWidget

from app import ids
from app.leads import converting
from app.leads.types import Matter
from app.petitions.types import PetitionView
from ui import texts
from ui.seeking import SoughtLead
from ui.shell.station import Station
from ui.widgets.field import FieldDef, Kind
from ui.widgets.sheet import Sheet

#: Its name among the acts at a petition; the law of leads has it, not that of petitions.
JOIN: Final = "leads.link_petition"
#: Who keeps leads: the ledger's clerk, and the clerk of an office.
JOINERS: Final = ("lead_clerk", "office_clerk")


class JoinSheet(Sheet):
    """The lead stands beneath its code; what the petition says anew may be added to it."""

    def __init__(
        self, station: Station, done: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__("petition_join", parent)
        self._station = station
        self._told = done
        self._view: PetitionView | None = None
        self._act = ids.new()
        self.lead = SoughtLead(station, self, "code", lambda _: "")
        self.setMinimumWidth(360)
        self.submitted.connect(self._do)
        self.retranslate()

    def begin(self, view: PetitionView) -> None:
        """Show it for this petition."""
        self._view, self._act = view, ids.new()
        self.form.set_values({})
        self.lead.forget()
        self.show()
        self.form.focus_first()

    def _do(self) -> None:
        if self._view is None or self.lead.row is None:
            return
        row, lead = self._view.row, self.lead.row
        new = str(self.form.values()["matter"] or "").strip()
        self.set_busy(True)
        self._station.do(
            self,
            converting.link,
            act=self._act,
            then=lambda _: self._well(row.number, lead.number),
            failed=self._refused,
            lead_id=lead.id,
            version=lead.version,
            petition_id=row.id,
            matter=Matter(new) if new else None,
        )

    def _well(self, number: str, code: str) -> None:
        told = self.tr("{0} belongs to lead {1}.").format(number, code)
        self._station.notices.done(told)
        self._station.told.emit(told)
        self._told()

    def _refused(self, trouble: Exception) -> None:
        """The lead may have changed meanwhile: it is read again."""
        self._act = ids.new()
        self.blame(trouble)
        self.lead.look()

    def retranslate(self) -> None:
        """Set every text anew."""
        super().retranslate()
        word = texts.word("petition.join")
        self.say(
            word,
            word,
            self.tr(
                "Type the lead's code or scan its card. Both keep their numbers and point at one another; a parked lead "
                "wakes when a new matter comes to it, and who keeps away from the petition keeps away from the lead."
            ),
        )
        self.set_defs(
            (
                FieldDef("code", texts.word("lead.number"), Kind.CODE, required=True),
                FieldDef("matter", self.tr("What it says anew, if anything"), Kind.LONG),
            )
        )
        self.lead.say(self.tr("The lead"))
