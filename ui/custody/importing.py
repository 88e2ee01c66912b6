"""A list from a spreadsheet: its rows with what is wrong in which column; nothing is booked until all of it holds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app import errors
from app.custody import service
from app.custody.types import ItemRow
from app.progress import Stopped
from ui.shell import files, icons, lang, theme
from ui.shell.station import Station
from ui.widgets.busy import Busy
from ui.widgets.empty import EmptyState
from ui.work import Lane

if TYPE_CHECKING:
    from app.custody.importing import CellError, Sheet

_FLAT: Final = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class _Preview(QAbstractTableModel):
    """The list as it was read; cells with a fault are marked."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._sheet: Sheet | None = None
        self._wrong: dict[tuple[int, str], str] = {}

    def show_sheet(self, sheet: Sheet | None) -> None:
        """Show this one."""
        self.beginResetModel()
        self._sheet = sheet
        self._wrong = {}
        for fault in sheet.errors if sheet is not None else ():
            self._wrong.setdefault((fault.row, fault.column), said(fault))
        self.endResetModel()

    def place(self, fault: CellError) -> QModelIndex:
        """Where a fault stands."""
        if self._sheet is None:
            return QModelIndex()
        rows = [line.row for line in self._sheet.lines]
        if fault.row not in rows:
            return QModelIndex()
        heads = list(self._sheet.heads)
        column = heads.index(fault.column) if fault.column in heads else 0
        return self.index(rows.index(fault.row), column)

    def rowCount(self, parent: Index = _FLAT) -> int:
        return 0 if parent.isValid() or self._sheet is None else len(self._sheet.lines)

    def columnCount(self, parent: Index = _FLAT) -> int:
        return 0 if parent.isValid() or self._sheet is None else len(self._sheet.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self._sheet is None or not index.isValid():
            return None
        line, head = self._sheet.lines[index.row()], self._sheet.heads[index.column()]
        wrong = self._wrong.get((line.row, head))
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.cells[index.column()] if index.column() < len(line.cells) else ""
            case Qt.ItemDataRole.ToolTipRole:
                return wrong
            case Qt.ItemDataRole.BackgroundRole if wrong is not None:
                return theme.colour("danger_soft")
            case Qt.ItemDataRole.ForegroundRole if wrong is not None:
                return theme.colour("on_danger_soft")
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if self._sheet is None or role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self._sheet.heads[section]
        return str(self._sheet.lines[section].row)


class ImportPanel(lang.Speaks, QWidget):
    """Choose a file, look at it, take all of it or nothing."""

    imported = Signal(object)

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._station = station
        self._case = ""
        self._sheet: Sheet | None = None
        self._model = _Preview(self)
        self.table = QTableView(self)
        self.table.setObjectName("import.table")
        self.table.setModel(self._model)
        self.table.setShowGrid(False)
        self.table.verticalHeader().setDefaultSectionSize(theme.row_height())
        self.faults = QListWidget(self)
        self.faults.setObjectName("import.faults")
        self.faults.setWordWrap(True)
        self.faults.currentRowChanged.connect(self._go_to_fault)
        self._verdict = QLabel(self)
        self._verdict.setObjectName("import.verdict")
        self._verdict.setProperty("role", "strong")
        self._nothing = EmptyState("clipboard-list", self)
        self._nothing.acted.connect(self.ask_file)
        self._choose = _button(self, "import.choose", "folder-open")
        self._choose.clicked.connect(self.ask_file)
        self._template = _button(self, "import.template", "download")
        self._template.setProperty("kind", "quiet")
        self._template.clicked.connect(self.save_template)
        self._go = QPushButton(self)
        self._go.setObjectName("import.do")
        self._go.setProperty("kind", "primary")
        self._go.clicked.connect(self.take)
        self._busy = Busy(self)
        self._lay_out()
        self.retranslate()
        self._show()

    def show_case(self, case_id: str) -> None:
        """The list will be of this case."""
        self._case = case_id

    def ask_file(self) -> None:
        """Choose the list."""
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a list"), "", "*.xlsx")
        if name:
            self.read(name)

    def read(self, name: str) -> None:
        """Read a list and show it with its faults."""
        ticket = self._station.work.run(
            self,
            _read,
            name,
            then=self._took,
            failed=self._not_read,
            progress=self._busy.report,
            lane=Lane.WIRE,
        )
        self._busy.begin(self.tr("Reading the list…"), ticket)

    def take(self) -> None:
        """Register all of it in one act."""
        sheet = self._sheet
        if sheet is None or sheet.errors or not self._case:
            return
        self._go.setEnabled(False)
        # one act, all of it or nothing: once begun it is not stopped
        self._busy.begin(self.tr("Registering {0} rows…").format(len(sheet.rows)))
        self._station.do(
            self,
            service.register,
            then=self._registered,
            failed=self._not_registered,
            case_id=self._case,
            items=sheet.rows,
        )

    def save_template(self) -> None:
        """An empty list with the right columns, where the person wants it, opened for filling in."""
        name = self.tr("List of items") + ".xlsx"
        path = files.ask_save(self, self.tr("Save the template"), name, "Excel (*.xlsx)")
        if path is None:
            return
        self._station.work.run(
            self,
            _template,
            path,
            then=self._saved,
            failed=self._station.refuse,
            lane=Lane.WIRE,
        )

    def _saved(self, path: Path) -> None:
        self._station.notices.done(self.tr("The template is here: {0}").format(path))
        files.show(path)

    def _took(self, sheet: Sheet) -> None:
        self._busy.end()
        self._sheet = sheet
        self._model.show_sheet(sheet)
        self.table.resizeColumnsToContents()
        self._show()

    def _not_read(self, trouble: Exception) -> None:
        self._busy.end()
        self._station.refuse(trouble)

    def _not_registered(self, _: Exception) -> None:
        self._busy.end()
        self._show()

    def _registered(self, rows: tuple[ItemRow, ...]) -> None:
        self._busy.end()
        words = self.tr("{0} cards registered: {1} to {2}").format(
            len(rows), rows[0].number, rows[-1].number
        )
        self._station.told.emit(words)
        self._station.notices.done(words)
        self._sheet = None
        self._model.show_sheet(None)
        self._show()
        self.imported.emit(rows)

    def _go_to_fault(self, at: int) -> None:
        if self._sheet is not None and 0 <= at < len(self._sheet.errors):
            place = self._model.place(self._sheet.errors[at])
            if place.isValid():
                self.table.scrollTo(place)
                self.table.setCurrentIndex(place)

    def _show(self) -> None:
        sheet = self._sheet
        self._stack.setCurrentIndex(0 if sheet is not None else 1)
        self._go.setVisible(sheet is not None)
        self.faults.clear()
        if sheet is None:
            self._verdict.setText("")
            return
        for fault in sheet.errors:
            words = self.tr("Row {0}, {1}: {2}").format(fault.row, fault.column, said(fault))
            self.faults.addItem(QListWidgetItem(words))
        self.faults.setVisible(bool(sheet.errors))
        self._go.setEnabled(not sheet.errors and bool(sheet.rows))
        if sheet.errors:
            self._verdict.setText(
                self.tr(
                    "{0} faults: correct the file and choose it again. Nothing was booked."
                ).format(len(sheet.errors))
            )
        else:
            self._verdict.setText(self.tr("{0} rows, all in order").format(len(sheet.rows)))

    def _lay_out(self) -> None:
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.addWidget(self.table)
        split.addWidget(self.faults)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        holder = QWidget(self)
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(split)
        self._stack.addWidget(self._nothing)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._choose)
        head.addWidget(self._template)
        head.addWidget(self._busy, 1)
        foot = QHBoxLayout()
        foot.addWidget(self._verdict, 1)
        foot.addWidget(self._go)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 12, 0, 0)
        whole.setSpacing(12)
        whole.addLayout(head)
        whole.addWidget(holder, 1)
        whole.addLayout(foot)

    def retranslate(self) -> None:
        """Set every text anew."""
        self._choose.setText(self.tr("Choose a list…"))
        self._template.setText(self.tr("Save the template"))
        self._go.setText(self.tr("Register all rows"))
        self._nothing.say(
            self.tr("A list in a spreadsheet"),
            self.tr(
                "Fill in the template, one row for each thing. You see every fault by row and column before "
                "anything is booked."
            ),
            self.tr("Choose a list…"),
        )
        self._show()


def said(fault: CellError) -> str:
    """What is wrong, in the language shown."""
    return fault.zh if lang.now() == "zh" else fault.en


def _button(parent: QWidget, name: str, icon: str) -> QPushButton:
    button = QPushButton(icons.icon(icon), "", parent)
    button.setObjectName(name)
    return button


def _read(name: str, report: Callable[[float], None], cancelled: Callable[[], bool]) -> Sheet:
    from app.custody import importing

    def step(part: float) -> None:
        if cancelled():
            raise Stopped
        report(part)

    try:
        data = Path(name).read_bytes()
    except OSError as trouble:
        raise errors.NotFound(key=name) from trouble
    return importing.read_sheet(data, report=step)


def _template(path: Path) -> Path:
    from app.custody import importing

    try:
        return files.write(path, importing.template())
    except OSError as trouble:
        raise errors.DiskTrouble(why=trouble.strerror or str(trouble)) from trouble
