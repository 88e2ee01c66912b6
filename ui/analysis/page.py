"""统计: a period, what it is split by, the table with its base and its reconciliation; behind each cell its petitions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import QDate, QSettings, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QHeaderView,
    QScrollArea,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app import clock
from app.analysis import service as analysis
from app.analysis import sheets
from app.analysis.types import Asked, CountTable, Dimension, Measure
from app.petitions.types import SEALS, PetitionRow
from ui import texts
from ui.analysis.bars import Bars
from ui.analysis.periods import NAMES, period
from ui.shell import files, lang
from ui.shell.pages import InPieces
from ui.shell.station import Place
from ui.widgets import parts
from ui.widgets.empty import EmptyState
from ui.work import Lane

_KEPT: Final = "page/analysis/"
_SEVERAL: Final = (
    Dimension.RANK,
    Dimension.DISCIPLINE,
    Dimension.OFFENCE,
    Dimension.TOPIC,
    Dimension.OUTCOME,
)
_FEW: Final = 3
_AT: Final = Qt.ItemDataRole.UserRole.value


class AnalysisPage(InPieces, QWidget):
    """Choices above, table and bars, what must be said beside the figures, the petitions of the chosen cell below."""

    features = frozenset({"petitions"})

    def _pieces(self) -> Iterator[None]:
        self._table: CountTable | None = None
        self._members: tuple[PetitionRow, ...] = ()
        self._is_narrow = False
        self._title = parts.label(self, "title")
        self.period = _choice(self, "analysis.period")
        self.since, self.until = _day(self, "analysis.since"), _day(self, "analysis.until")
        self.rows = _choice(self, "analysis.rows")
        self.columns = _choice(self, "analysis.columns")
        self.measure = _choice(self, "analysis.measure")
        self.outside = QCheckBox(self)
        self.outside.setObjectName("analysis.outside")
        yield
        self.to_xlsx = parts.button(self, "analysis.xlsx", self._save_xlsx, icon="download")
        self.to_pdf = parts.button(self, "analysis.pdf", self._save_pdf, icon="file-text")
        self.to_year = parts.button(self, "analysis.year", self._open_year, icon="printer")
        self.table = _table(self, "analysis.table")
        self.members = _table(self, "analysis.members")
        yield
        self.bars = Bars(self)
        self.notes = parts.label(self, "soft", wraps=True)
        self.notes.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.empty = EmptyState("chart-column", self)
        self._behind = parts.label(self, "strong")
        yield
        self._lay_out()
        yield
        self.retranslate()
        yield
        self._restore()
        for box in (self.period, self.rows, self.columns, self.measure):
            box.currentIndexChanged.connect(self._asked_anew)
        for day in (self.since, self.until):
            day.dateChanged.connect(self._own_period)
        self.outside.toggled.connect(self._asked_anew)
        self.table.itemSelectionChanged.connect(self._look_behind)
        self.members.itemActivated.connect(self._open)

    def refresh(self) -> None:
        """Count again."""
        asked = self.asked()
        self.to_year.setVisible(self._station.may("store_head", "oversight", "leader", "auditor"))
        self._station.ask(
            self, analysis.counts, asked=asked, outside=self.outside.isChecked(), then=self._show
        )

    def asked(self) -> Asked:
        """What the choices ask for."""
        return Asked(
            _python(self.since.date()),
            _python(self.until.date()),
            str(self.rows.currentData()),
            str(self.columns.currentData() or ""),
            str(self.measure.currentData()),
        )

    def _open_year(self) -> None:
        """The storeroom's own figures stand on a form (F25)."""
        self._station.go("form", "store ", "F25")

    def first_focus(self) -> None:
        """The period is chosen first."""
        self.period.setFocus()

    def help_text(self) -> str:
        """What F1 says."""
        return self.tr(
            "Every table names its base and adds up to it; where one petition may bear several marks it says so. "
            "Choose a cell to see the petitions behind it. What leaves the office hides small cells."
        )

    # -- choices -----------------------------------------------------------------------------------

    def _asked_anew(self) -> None:
        name = str(self.period.currentData())
        own = name == "own"
        self.since.setEnabled(own)
        self.until.setEnabled(own)
        if not own:
            self._set_days(*period(name, clock.day(clock.now())))
        if self.columns.currentData() == self.rows.currentData():
            self.columns.setCurrentIndex(0)
        kept = QSettings()
        for each in ("period", "rows", "columns", "measure"):
            kept.setValue(_KEPT + each, getattr(self, each).currentData())
        self.refresh()

    def _own_period(self) -> None:
        if self.period.currentData() == "own":
            self.refresh()

    def _set_days(self, since: date, until: date) -> None:
        for editor, day in ((self.since, since), (self.until, until)):
            editor.blockSignals(True)
            editor.setDate(QDate(day.year, day.month, day.day))
            editor.blockSignals(False)

    def _restore(self) -> None:
        kept = QSettings()
        first = {
            "period": "quarter",
            "rows": Dimension.CHANNEL,
            "columns": "",
            "measure": "receipts",
        }
        for name, usual in first.items():
            box: QComboBox = getattr(self, name)
            at = box.findData(str(kept.value(_KEPT + name, usual)))
            box.setCurrentIndex(max(at, 0))
        self._set_days(*period("quarter", clock.day(clock.now())))
        name = str(self.period.currentData())
        if name != "own":
            self._set_days(*period(name, clock.day(clock.now())))
        self.since.setEnabled(name == "own")
        self.until.setEnabled(name == "own")

    # -- the table ---------------------------------------------------------------------------------

    def _show(self, table: CountTable) -> None:
        self._table = table
        heads, rows = sheets.grid(table, lang.now())
        self.table.blockSignals(True)
        self.table.clear()
        self.table.setRowCount(len(rows))
        self.table.setColumnCount(len(heads))
        self.table.setHorizontalHeaderLabels(heads)
        for across in range(1, len(heads)):  # a number's head stands over the number
            head = QTableWidgetItem(heads[across])
            head.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.table.setHorizontalHeaderItem(across, head)
        for at, row in enumerate(rows):
            for across, cell in enumerate(row):
                self.table.setItem(at, across, self._cell(at, across, cell, len(rows)))
        self.table.blockSignals(False)
        some = table.base > 0
        self._share_room(len(heads))
        self._body.setVisible(some)
        self.empty.setVisible(not some)
        self.bars.show_rows(sheets.bars(table, lang.now()))
        self.notes.setText("\n".join(sheets.notes(table, lang.now())))
        for button in (self.to_xlsx, self.to_pdf):
            button.setEnabled(some)
        self._show_members(())

    def _share_room(self, columns: int) -> None:
        """A table of few columns leaves the room to the bars; what somebody dragged stays until that changes."""
        is_narrow = columns <= _FEW
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            whole = sum(self._body.sizes()) or 1000
            left = whole * (2 if is_narrow else 3) // 5
            self._body.setSizes([left, whole - left])

    def _cell(self, at: int, across: int, cell: str | int, count: int) -> QTableWidgetItem:
        made = QTableWidgetItem(f"{cell:,}" if isinstance(cell, int) else cell)
        if across:
            made.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        last = self.table.columnCount() - 1
        if at == count - 1 or (last > 1 and across == last):
            font = made.font()
            font.setBold(True)
            made.setFont(font)
        return made

    def _look_behind(self) -> None:
        table, at = self._table, self.table.currentRow()
        if table is None or not 0 <= at < len(table.rows):
            self._show_members(())
            return
        across = self.table.currentColumn() - 1
        column = table.columns[across] if 0 <= across < len(table.columns) else ""
        self._station.ask(
            self,
            analysis.members,
            asked=table.asked,
            row=table.rows[at],
            column=column,
            then=self._show_members,
        )

    def _show_members(self, rows: tuple[PetitionRow, ...]) -> None:
        self._members = rows
        self.members.setRowCount(len(rows))
        for at, row in enumerate(rows):
            told = (
                SEALS[row.channel][0],
                row.number or row.draft,
                texts.day(clock.day(row.received_at)),
                self._station.word(f"status.{row.status}"),
                row.summary,
            )
            for across, cell in enumerate(told):
                self.members.setItem(at, across, QTableWidgetItem(cell))
        self._behind.setVisible(bool(rows))
        self.members.setVisible(bool(rows))
        self._behind.setText(
            self.tr("Behind this cell: {0}").format(len(rows) if len(rows) < 500 else "500+")
        )

    def _open(self, item: QTableWidgetItem) -> None:
        row = self._members[item.row()]
        self._station.going.emit(Place("petitions", row.id))

    # -- as a file ---------------------------------------------------------------------------------

    def _save_xlsx(self) -> None:
        self._save("xlsx", "Excel (*.xlsx)")

    def _save_pdf(self) -> None:
        self._save("pdf", "PDF (*.pdf)")

    def _save(self, form: str, kinds: str) -> None:
        table = self._table
        if table is None:
            return
        name = sheets.title(table, lang.now()).replace("：", " ").replace("×", "x")
        path = files.ask_save(self, self.tr("Save the table"), f"{name}.{form}", kinds)
        if path is None:
            return
        make = sheets.workbook if form == "xlsx" else sheets.sheet
        tongue = lang.now()

        def write() -> Path:
            return files.write(path, make(table, tongue))

        def noted(_: object) -> None:
            self._station.work.run(
                self, write, then=self._saved, failed=self._not_saved, lane=Lane.WIRE
            )

        self._station.do(self, analysis.exported, then=noted, asked=table.asked, form=form)

    def _saved(self, path: Path) -> None:
        self._station.notices.done(self.tr("Saved: {0}").format(path))

    def _not_saved(self, trouble: Exception) -> None:
        self._station.notices.warn(
            self.tr("The file could not be written: {0}").format(trouble),
            self.tr("Choose another folder."),
        )

    # -- how it looks ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._names = {
            name: parts.label(self, "soft") for name in ("period", "rows", "columns", "measure")
        }
        choices = QHBoxLayout()
        choices.setSpacing(8)
        for name, boxes in (
            ("period", (self.period, self.since, self.until)),
            ("rows", (self.rows,)),
            ("columns", (self.columns,)),
            ("measure", (self.measure,)),
        ):
            choices.addWidget(self._names[name])
            for box in boxes:
                choices.addWidget(box)
            choices.addSpacing(8)
        choices.addStretch()
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch()
        for piece in (self.outside, self.to_year, self.to_xlsx, self.to_pdf):
            head.addWidget(piece)
        side = QScrollArea(self)
        side.setWidgetResizable(True)
        beside = QWidget()
        column = QVBoxLayout(beside)
        column.addWidget(self.bars)
        column.addSpacing(12)
        column.addWidget(self.notes)
        column.addStretch()
        side.setWidget(beside)
        left = QWidget(self)
        under = QVBoxLayout(left)
        under.setContentsMargins(0, 0, 0, 0)
        under.addWidget(self.table, 3)
        under.addWidget(self._behind)
        under.addWidget(self.members, 2)
        self._body = QSplitter(Qt.Orientation.Horizontal, self)
        self._body.addWidget(left)
        self._body.addWidget(side)
        self._body.setStretchFactor(0, 3)
        self._body.setStretchFactor(1, 2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.setSpacing(12)
        whole.addLayout(head)
        whole.addLayout(choices)
        whole.addWidget(self._body, 1)
        whole.addWidget(self.empty, 1)

    def retranslate(self) -> None:
        """Set every text anew."""
        self._title.setText(self.tr("Statistics"))
        for name, told in (
            ("period", self.tr("Period")),
            ("rows", self.tr("Rows")),
            ("columns", self.tr("Columns")),
            ("measure", self.tr("Counted")),
        ):
            self._names[name].setText(told)
        periods = (
            self.tr("This month"),
            self.tr("Last month"),
            self.tr("This quarter"),
            self.tr("Last quarter"),
            self.tr("This year"),
            self.tr("Last year"),
            self.tr("Own dates"),
        )
        word = self._station.word
        _fill(self.period, list(zip(NAMES, periods, strict=True)))
        _fill(self.rows, [(d.value, word(f"dimension.{d}")) for d in Dimension])
        single = [d for d in Dimension if d not in _SEVERAL]
        _fill(
            self.columns,
            [("", self.tr("none"))] + [(d.value, word(f"dimension.{d}")) for d in single],
        )
        _fill(self.measure, [(m.value, word(f"measure_of.{m}")) for m in Measure])
        self.outside.setText(self.tr("For outside the office"))
        self.outside.setToolTip(
            self.tr("Small cells are hidden, so that nobody can be told by them.")
        )
        parts.say(self.to_xlsx, self.tr("Spreadsheet"))
        parts.say(self.to_pdf, "PDF")
        parts.say(self.to_year, self.tr("Year of the storeroom"))
        self.members.setHorizontalHeaderLabels(
            [
                "",
                self.tr("Number"),
                self.tr("Received"),
                self.tr("State"),
                self.tr("Summary"),
            ]
        )
        self.empty.say(
            self.tr("No petition in this period"),
            self.tr("Choose another period; only what you may see is counted."),
        )
        if self._table is not None:
            self._show(self._table)


def _choice(parent: QWidget, name: str) -> QComboBox:
    made = QComboBox(parent)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    made.setObjectName(name)
    return made


def _day(parent: QWidget, name: str) -> QDateEdit:
    made = QDateEdit(parent)
    made.setObjectName(name)
    made.setDisplayFormat("yyyy-MM-dd")
    made.setCalendarPopup(True)
    return made


def _table(parent: QWidget, name: str) -> QTableWidget:
    made = QTableWidget(parent)
    made.setObjectName(name)
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.verticalHeader().hide()
    made.setShowGrid(False)
    header = made.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setHighlightSections(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setMinimumSectionSize(88)
    header.setStretchLastSection(name.endswith("members"))
    if name.endswith("members"):
        made.setColumnCount(5)
        made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    return made


def _fill(box: QComboBox, choices: list[tuple[str, str]]) -> None:
    """Name the choices anew; the chosen one stays."""
    box.blockSignals(True)
    if box.count() == len(choices):
        for at, (_, told) in enumerate(choices):
            box.setItemText(at, told)
    else:
        for value, told in choices:
            box.addItem(told, value)
    box.blockSignals(False)


def _python(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
