"""并入: the other lead is chosen by its code, typed or off its card, and read beside this one before both become one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app import ids
from app.leads import merging
from app.leads.types import LeadRow, LeadView
from ui import texts
from ui.seeking import SoughtLead
from ui.shell.station import Station
from ui.widgets.field import FieldDef, Kind
from ui.widgets.sheet import Sheet


class MergeSheet(Sheet):
    """The other lead stands beside the one that is shown; the button opens once it is found."""

    #: Both are one: the id of the lead that goes on.
    done = Signal(str)

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__("lead_merge", parent)
        self._station = station
        self._view: LeadView | None = None
        self._act = ids.new()
        self.into = SoughtLead(station, self, "into", self._wrong)
        self.setMinimumWidth(360)
        self.submitted.connect(self._do)
        self.retranslate()

    def begin(self, view: LeadView) -> None:
        """Show it for this lead."""
        self._view, self._act = view, ids.new()
        self.form.set_values({})
        self.into.forget()
        self.show()
        self.form.focus_first()

    def take_code(self, code: str) -> None:
        """A lead's card was scanned: that is the other one."""
        self.into.take_code(code)

    def _wrong(self, row: LeadRow) -> str:
        is_itself = self._view is not None and row.id == self._view.row.id
        return self.tr("This is the lead itself.") if is_itself else ""

    # -- doing it ----------------------------------------------------------------------------------

    def _do(self) -> None:
        if self._view is None or self.into.row is None:
            return
        row, into = self._view.row, self.into.row
        told = self.tr("{0} {1} goes into {2} {3}; nothing of it is lost.").format(
            row.number, row.persons, into.number, into.persons
        )
        self.set_busy(True)
        self._station.do_with_second(
            self,
            merging.merge,
            told,
            act=self._act,
            then=lambda _: self._well(into),
            failed=self._refused,
            lead_id=row.id,
            version=row.version,
            into_id=into.id,
            into_version=into.version,
            reason=str(self.form.values()["reason"]),
        )

    def _well(self, into: LeadRow) -> None:
        assert self._view is not None
        told = self.tr("{0} is merged into {1}.").format(self._view.row.number, into.number)
        self._station.notices.done(told)
        self._station.told.emit(told)
        self.hide()
        self.done.emit(into.id)

    def _refused(self, trouble: Exception) -> None:
        """Whatever was in the way: both may have changed meanwhile, so the other one is read again."""
        self._act = ids.new()
        self.blame(trouble)
        self.into.look()

    # -- what it says ------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text anew."""
        super().retranslate()
        word = texts.word("event.MERGE_LEAD")
        self.say(
            word,
            word,
            self.tr(
                "Type the other lead's code or scan its card. Its persons, matters and papers stand together there; "
                "this code leads on to it for ever. A second person signs on this screen."
            ),
        )
        self.set_defs(
            (
                FieldDef("into", texts.word("lead.into"), Kind.CODE, required=True),
                FieldDef("reason", texts.word("lead.reason"), Kind.LONG, required=True),
            )
        )
        self.into.say(self.tr("The other lead"))
