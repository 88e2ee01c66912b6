"""The working days by the year: everybody reads them; the security administrator loads a notice, another one signs."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from app import errors
from app.deadlines import limits, notices
from app.deadlines.limits import CalendarChange, DeadlineRow, YearRow
from ui import texts
from ui.settings.lines import Section
from ui.shell.station import Station
from ui.widgets import parts
from ui.widgets.field import FieldDef, Kind
from ui.widgets.sheet import Sheet


class WorkdaysSection(Section):
    """工作日历: the years that are known, the days of the chosen one, and the form that loads a year."""

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
        self._rows: tuple[YearRow, ...] = ()
        self._days: tuple[CalendarChange, ...] = ()
        self._shown = 0
        #: The year to choose when the table comes; 0: the one that is chosen.
        self._wanted = 0
        self._lead = parts.label(self, "soft", wraps=True)
        self.table = QTreeWidget(self)
        self.table.setObjectName("settings.workdays")
        self.table.setRootIsDecorated(False)
        self.table.setColumnCount(3)
        self.table.setMinimumHeight(220)
        head = self.table.header()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setStretchLastSection(False)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.days = parts.label(self, wraps=True)
        self.days.setObjectName("workdays.days")
        self.days.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.load = parts.button(self, "workdays.load", self._load, kind="primary", icon="plus")
        self.change = parts.button(self, "workdays.change", self._change, icon="pencil")
        self.sheet = Sheet("workdays", self)
        self.sheet.setMinimumHeight(545)
        self.sheet.hide()
        for whole in (self._lead, self.table, self.days):
            self.put(whole)
        self.put_row(self.load, self.change)
        self.put(self.sheet)
        self.table.currentItemChanged.connect(lambda *_: self._chose())
        self.sheet.submitted.connect(self._send)
        self.sheet.closed.connect(self._left)
        self.retranslate()

    def refresh(self) -> None:
        """Ask for the years."""
        self._station.ask(self, limits.years, then=self._show)

    # -- what is shown -----------------------------------------------------------------------------

    def _show(self, rows: tuple[YearRow, ...]) -> None:
        year = self._wanted or self._year() or (rows[0].year if rows else 0)
        self._wanted = 0
        self._rows = rows
        self.table.blockSignals(True)
        self.table.clear()
        for row in rows:
            line = QTreeWidgetItem(
                [
                    str(row.year),
                    texts.cited(row.basis) or self.tr("comes with the program"),
                    str(row.differing),
                ]
            )
            line.setToolTip(1, row.basis)
            line.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.table.addTopLevelItem(line)
            if row.year == year:
                self.table.setCurrentItem(line)
        self.table.blockSignals(False)
        self._chose()

    def _year(self) -> int:
        line = self.table.currentItem()
        return int(line.text(0)) if line is not None else 0

    def _chose(self) -> None:
        year = self._year()
        self._left()
        if year:
            self._station.ask(
                self, limits.differing, year=year, then=lambda found: self._took(year, found)
            )

    def _took(self, year: int, found: tuple[CalendarChange, ...]) -> None:
        self._shown, self._days = year, found
        self._say_days()
        self._left()

    def _say_days(self) -> None:
        told = []
        for works, said in (
            (False, self.tr("{0}, weekdays off: {1}")),
            (True, self.tr("{0}, weekends worked: {1}")),
        ):
            days = [each.day for each in self._days if each.works is works]
            if days:
                told.append(said.format(self._shown, texts.several(f"{d:%m-%d}" for d in days)))
        self.days.setText("\n".join(told))

    # -- a year is loaded --------------------------------------------------------------------------

    def _load(self) -> None:
        """The year that follows those that are known."""
        self._begin({"year": max((row.year for row in self._rows), default=2003) + 1})

    def _change(self) -> None:
        """The chosen year begins with the days that hold: a closure more takes none of the holidays away."""
        off, worked = self._written(works=False), self._written(works=True)
        basis = next((row.basis for row in self._rows if row.year == self._shown), "")
        self._begin({"year": self._shown, "off": off, "worked": worked, "basis": basis})

    def _written(self, *, works: bool) -> str:
        return texts.several(f"{d.day:%Y-%m-%d}" for d in self._days if d.works is works)

    def _begin(self, values: dict[str, object]) -> None:
        self._say_sheet()
        self.sheet.form.set_values(values)
        self.sheet.set_busy(False)
        self.sheet.show()
        self._left()
        self.sheet.form.focus_first()

    def _left(self) -> None:
        """The form takes the table's place: on a low screen there is no room for both."""
        is_read = self.sheet.isHidden()
        may = self._station.may("secadmin") and is_read
        for piece in (self._lead, self.table, self.days):
            piece.setVisible(is_read)
        self.load.setVisible(may)
        self.change.setVisible(may and bool(self._days))

    def _send(self) -> None:
        given = self.sheet.form.values()
        year, basis = int(str(given["year"])), str(given["basis"] or "")
        try:
            changes = notices.changes(year, str(given["off"] or ""), str(given["worked"] or ""))
        except errors.FieldInvalid as no:
            self._station.refuse(no)
            self.sheet.blame(no)
            return
        self.sheet.set_busy(True)
        self._station.do_with_second(
            self,
            limits.load_calendar,
            self._summary(year, changes, basis),
            then=lambda moved: self._in_force(year, moved),
            failed=self.sheet.blame,
            year=year,
            changes=changes,
            basis=basis,
        )

    def _summary(self, year: int, changes: Iterable[CalendarChange], basis: str) -> str:
        """Each day stands there: who signs has the notice in his hand."""
        off = texts.several(f"{each.day:%m-%d}" for each in changes if not each.works)
        worked = texts.several(f"{each.day:%m-%d}" for each in changes if each.works)
        return self.tr(
            "Working days of {0}. Weekdays off: {1}. Weekends worked: {2}. Basis: {3}"
        ).format(year, off or "—", worked or "—", basis)

    def _in_force(self, year: int, moved: tuple[DeadlineRow, ...]) -> None:
        self.sheet.leave()
        told = self.tr("Working days of {0} are in force; {1} due dates moved.").format(
            year, len(moved)
        )
        self._station.notices.done(told)
        self._station.told.emit(told)
        self._wanted = year
        self.refresh()

    # -- what it says ------------------------------------------------------------------------------

    def _say_sheet(self) -> None:
        self.sheet.say(
            self._station.word("verb.deadlines.load_calendar"),
            self.tr("Put in force"),
            self.tr(
                "Copy the days from the notice: 1月1日至3日, 2027-01-01, one after another; weekends among the days off "
                "change nothing. A year that is known is replaced whole. Every due date in it is counted anew; a "
                "second administrator signs."
            ),
        )
        word = self._station.word
        self.sheet.set_defs(
            (
                FieldDef("year", word("calendar.year"), Kind.NUMBER, required=True, least=2004),
                FieldDef("off", word("calendar.off"), Kind.LONG, required=True, wide=True),
                FieldDef("worked", word("calendar.worked"), Kind.LONG, wide=True),
                FieldDef("basis", word("rule.basis"), required=True, wide=True),
            )
        )

    def retranslate(self) -> None:
        """Set every text anew."""
        self._lead.setText(
            self.tr(
                "Due dates count working days by this calendar. What falls into a year that stands not here is "
                "provisional, and says so. The security administrator loads a year from the notice of the State "
                "Council, or a local closure; a second administrator signs."
            )
        )
        self.table.setHeaderLabels(
            [
                self._station.word("calendar.year"),
                self._station.word("rule.basis"),
                self.tr("Days that differ"),
            ]
        )
        parts.say(self.load, self.tr("Load the next year…"))
        parts.say(self.change, self.tr("Change this year…"))
        self._say_sheet()
        self._show(self._rows)
        self._say_days()
