"""A lead that is sought by its code, typed or off its card, in a sheet: found, it stands beneath the fields."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from app.leads import codes, views
from app.leads.types import LeadRow
from ui import texts
from ui.shell.station import Station
from ui.widgets.facts import Fact, Facts, Group
from ui.widgets.sheet import Sheet

_LOOK_AFTER_MS = 500


class SoughtLead(QObject):
    """Looks a moment after the last key; the sheet's button opens once the lead is there."""

    #: It was found, or what was typed is another code now.
    changed = Signal()

    def __init__(
        self, station: Station, sheet: Sheet, field: str, wrong: Callable[[LeadRow], str]
    ) -> None:
        """`field` takes the code; `wrong` says why a lead will not do, or nothing."""
        super().__init__(sheet)
        self._station, self._sheet, self._field, self._wrong = station, sheet, field, wrong
        self.row: LeadRow | None = None
        self._title = ""
        self._facts = Facts(sheet, label_width=88)
        sheet.extra.addWidget(self._facts)
        self._soon = QTimer(self, singleShot=True, interval=_LOOK_AFTER_MS)
        self._soon.timeout.connect(self.look)
        sheet.form.changed.connect(self._typed)

    def forget(self) -> None:
        """None is sought yet."""
        self._soon.stop()
        self._take(None)

    def take_code(self, code: str) -> None:
        """A lead's card was scanned: that is the one."""
        self._sheet.form.field(self._field).set_value(code)
        self.look()

    def look(self) -> None:
        """Ask for the lead under the code, as it stands now."""
        self._soon.stop()
        self._take(None)  # until it has come the button does nothing
        code = self._code()
        if code:
            self._station.ask(
                self._sheet,
                views.find,
                code=code,
                then=lambda row: self._found(code, row),
                failed=self._not_found,
            )

    def say(self, title: str) -> None:
        """What it is called over its facts."""
        self._title = title
        self._show()

    def _code(self) -> str:
        return codes.normal(str(self._sheet.form.draft().get(self._field) or ""))

    def _typed(self, name: str) -> None:
        if name == self._field:
            self._take(None)
            self._soon.start()

    def _found(self, code: str, row: LeadRow) -> None:
        if code != self._code():
            return
        wrong = self._wrong(row)
        self._sheet.form.field(self._field).set_error(wrong)
        if not wrong:
            self._take(row)

    def _not_found(self, _: Exception) -> None:
        told = self.tr("No lead that you may see has this code.")
        self._sheet.form.field(self._field).set_error(told)

    def _take(self, row: LeadRow | None) -> None:
        self.row = row
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self._facts.show_groups(() if self.row is None else (_lead(self._title, self.row),))
        self._sheet.set_busy(self.row is None)


def _lead(title: str, row: LeadRow) -> Group:
    return Group(
        title,
        (
            Fact(texts.word("lead.number"), row.number),
            Fact(texts.word("lead.status"), texts.word(f"status.{row.status}")),
            Fact(texts.word("lead.persons"), row.persons),
            Fact(texts.word("lead.summary"), row.summary),
            Fact(texts.word("lead.received_at"), texts.day(row.received_at)),
        ),
    )
