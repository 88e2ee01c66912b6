"""并入: the other lead is chosen by its code, typed or off its card, and read beside this one before both become one."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app import ids
from app.leads import codes, merging, views
from app.leads.types import LeadRow, LeadView
from ui import texts
from ui.leads import words
from ui.shell.station import Station
from ui.widgets.facts import Fact, Facts, Group
from ui.widgets.field import FieldDef, Kind
from ui.widgets.sheet import Sheet

_LOOK_AFTER_MS = 500


class MergeSheet(Sheet):
    """The other lead stands beside the one that is shown; the button opens once it is found."""

    #: Both are one: the id of the lead that goes on.
    done = Signal(str)

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__("lead_merge", parent)
        self._station = station
        self._view: LeadView | None = None
        self._into: LeadRow | None = None
        self._act = ids.new()
        self._soon = QTimer(self, singleShot=True, interval=_LOOK_AFTER_MS)
        self._soon.timeout.connect(self._look)
        self._other = Facts(self, label_width=88)
        self.extra.addWidget(self._other)
        self.setMinimumWidth(360)
        self.form.changed.connect(self._changed)
        self.submitted.connect(self._do)
        self.retranslate()

    def begin(self, view: LeadView) -> None:
        """Show it for this lead."""
        self._view, self._into, self._act = view, None, ids.new()
        self.form.set_values({})
        self._say_other()
        self.show()
        self.form.focus_first()

    def take_code(self, code: str) -> None:
        """A lead's card was scanned: that is the other one."""
        self.form.field("into").set_value(code)
        self._look()

    # -- the other one -----------------------------------------------------------------------------

    def _changed(self, name: str) -> None:
        if name == "into":
            self._into = None
            self._say_other()
            self._soon.start()

    def _code(self) -> str:
        return codes.normal(str(self.form.draft().get("into") or ""))

    def _look(self) -> None:
        self._soon.stop()
        code = self._code()
        if code:
            self._station.ask(
                self,
                views.find,
                code=code,
                then=lambda row: self._found(code, row),
                failed=self._not_found,
            )

    def _found(self, code: str, row: LeadRow) -> None:
        if self._view is None or code != self._code():
            return
        field = self.form.field("into")
        if row.id == self._view.row.id:
            field.set_error(self.tr("This is the lead itself."))
            return
        field.set_error("")
        self._into = row
        self._say_other()

    def _not_found(self, trouble: Exception) -> None:
        self.form.field("into").set_error(self.tr("No lead that you may see has this code."))

    # -- doing it ----------------------------------------------------------------------------------

    def _do(self) -> None:
        if self._view is None or self._into is None:
            return
        row, into = self._view.row, self._into
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
        self._look()

    # -- what it says ------------------------------------------------------------------------------

    def _say_other(self) -> None:
        if self._view is None:
            return
        found = self._into
        self._other.show_groups(() if found is None else (_lead(self.tr("The other lead"), found),))
        self.set_busy(self._into is None)

    def retranslate(self) -> None:
        """Set every text anew."""
        super().retranslate()
        word = texts.word("event.MERGE_LEAD")
        self.say(
            word,
            word,
            self.tr(
                "Type the other lead’s code or scan its card. Its persons, matters and papers stand together there; "
                "this code leads on to it for ever. A second person signs on this screen."
            ),
        )
        self.set_defs(
            (
                FieldDef("into", texts.word("lead.into"), Kind.CODE, required=True),
                FieldDef("reason", texts.word("lead.reason"), Kind.LONG, required=True),
            )
        )
        self._say_other()


def _lead(title: str, row: LeadRow) -> Group:
    return Group(
        title,
        (
            Fact(texts.word("lead.number"), row.number),
            Fact(texts.word("lead.status"), words.status_word(row.status)),
            Fact(texts.word("lead.persons"), row.persons),
            Fact(texts.word("lead.summary"), row.summary),
            Fact(texts.word("lead.received_at"), texts.day(row.received_at)),
        ),
    )
