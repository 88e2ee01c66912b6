"""月度台账: opening + new + woken − closed − out = closing, office by office; as a page, a spreadsheet, a paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from app.forms import exports
from app.leads import supervising
from app.leads.types import LedgerLine, MonthLedger
from app.store import Store
from ui import texts
from ui.leads import words
from ui.pending import say_away
from ui.shell import files, keys, lang
from ui.shell.keys import Key
from ui.shell.rows import GivenRows
from ui.shell.station import Station
from ui.widgets import parts
from ui.widgets.busy import Busy
from ui.widgets.table import Column, DataTable
from ui.work import Lane

_COUNTS = ("opening", "new", "woken", "closed", "out", "closing")
_MONTHS = 24


class MonthTab(lang.Speaks, QWidget):
    """The month of an organ's leads; what does not balance is refused and says where."""

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._station = station
        self._month: MonthLedger | None = None
        self._choice = QComboBox(self)
        self._choice.setObjectName("leads.month")
        self._choice.currentIndexChanged.connect(self.refresh)
        self._sum = parts.label(self, "strong")
        self._sum.setObjectName("leads.month.sum")
        self._base = parts.label(self, "small", wraps=True)
        self._xlsx = parts.button(self, "leads.month.xlsx", self.save_sheet, icon="download")
        self._pdf = parts.button(self, "leads.month.pdf", self.save_paper, icon="printer")
        self._rows = GivenRows()
        self.table = DataTable(station.work, self._rows, _columns(), self)
        self.table.setObjectName("leads.month.table")
        self._busy = Busy(self)
        self._lay_out()
        keys.bind(self, Key.EXPORT, self.save_sheet)
        keys.bind(self, Key.PRINT, self.save_paper)
        self.retranslate()

    def begin(self, today: date) -> None:
        """Offer the last two years' months, this one first."""
        if self._choice.count():
            return
        first = today.replace(day=1)
        was = self._choice.blockSignals(True)
        for _ in range(_MONTHS):
            self._choice.addItem(f"{first:%Y-%m}", first)
            first = date(first.year - (first.month == 1), (first.month - 2) % 12 + 1, 1)
        self._choice.blockSignals(was)
        self.refresh()

    def refresh(self) -> None:
        """Count the chosen month again."""
        first = self._choice.currentData()
        if isinstance(first, date):
            self._station.ask(
                self, supervising.month, first=first, then=self._took, failed=self._refused
            )

    def _took(self, month: MonthLedger) -> None:
        self._month = month
        self._say_empty()
        self._rows.show((*month.lines, month.total) if month.lines else ())
        self.table.reload()
        self._say()

    def _refused(self, trouble: Exception) -> None:
        self._month = None
        self._rows.show(())
        self.table.reload()
        self._say()
        say_away(self.table, self._station, trouble)

    def _say(self) -> None:
        month = self._month
        for button in (self._xlsx, self._pdf):
            button.setEnabled(month is not None)
        if month is None:
            self._sum.setText("")
            return
        t = month.total
        told = f"{t.opening} + {t.new} + {t.woken} − {t.closed} − {t.out} = {t.closing}"
        self._sum.setText(self.tr("{0}   balances").format(told))

    # -- out of the program ----------------------------------------------------------------------

    def save_sheet(self) -> None:
        """The month as a spreadsheet."""
        self._save(self.tr("Monthly ledger as spreadsheet"), "xlsx", "Excel (*.xlsx)", _sheet)

    def save_paper(self) -> None:
        """The month on paper."""
        self._save(self.tr("Monthly ledger as PDF"), "pdf", "PDF (*.pdf)", _paper)

    def _save(
        self,
        title: str,
        ending: str,
        kinds: str,
        write: Callable[[Store, MonthLedger, Path], Path],
    ) -> None:
        month = self._month
        if month is None:
            return
        name = f"{month.month:%Y-%m}-" + self.tr("leads") + f".{ending}"
        path = files.ask_save(self, title, name, kinds)
        if path is None:
            return
        ticket = self._station.work.run(
            self,
            partial(write, self._station.store, month, path),
            then=self._made,
            failed=self._not_made,
            lane=Lane.READS,
        )
        self._busy.begin(title, ticket)

    def _made(self, path: Path) -> None:
        self._busy.end()
        self._station.notices.done(self.tr("Saved: {0}").format(path))
        if self._month is not None and not self._station.store.read_only:
            self._station.do(
                self,
                exports.exported,
                what="lead_month",
                object_id=self._month.organ,
                form=path.suffix[1:],
            )

    def _not_made(self, trouble: Exception) -> None:
        self._busy.end()
        if isinstance(trouble, OSError):
            self._station.notices.warn(
                self.tr("The file could not be written: {0}").format(trouble.strerror or trouble),
                self.tr("Choose another folder."),
            )
            return
        self._station.refuse(trouble)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self._choice)
        line.addWidget(self._sum)
        line.addStretch()
        line.addWidget(self._busy)
        line.addWidget(self._xlsx)
        line.addWidget(self._pdf)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 12, 0, 0)
        whole.setSpacing(8)
        whole.addLayout(line)
        whole.addWidget(self._base)
        whole.addWidget(self.table, 1)
        self._base.setAlignment(Qt.AlignmentFlag.AlignLeft)

    def retranslate(self) -> None:
        """Set every text anew."""
        parts.say(self._xlsx, self.tr("Spreadsheet"), Key.EXPORT)
        parts.say(self._pdf, self.tr("PDF"), Key.PRINT)
        self._base.setText(
            self.tr(
                "Leads at work. A lead that goes to another office is out there and new here; in the sum it is neither."
            )
        )
        self._say_empty()
        self._say()

    def _say_empty(self) -> None:
        self.table.empty.say(
            self.tr("No lead in this month"),
            self.tr("What is registered, woken or ended in a month is counted here."),
            icon="scan-line",
        )


def _sheet(store: Store, month: MonthLedger, path: Path) -> Path:
    from app.leads import sheets  # heavy, and only an export needs it

    return files.write(path, sheets.month_xlsx(month))


def _paper(store: Store, month: MonthLedger, path: Path) -> Path:
    from app.leads import sheets

    who = store.actor.name if store.actor else ""
    return files.write(path, sheets.month_pdf(month, who))


def _columns() -> tuple[Column, ...]:
    return (
        Column(
            "office",
            lambda: texts.word("lead.office"),
            lambda line: words.office_word(line.office) if line.office else texts.word("lead.sum"),
            width=200,
            sortable=False,
        ),
        *(_count(name) for name in _COUNTS),
    )


def _count(name: str) -> Column:
    def read(line: LedgerLine) -> int:
        return int(getattr(line, name))

    return Column(
        name,
        lambda: texts.word(f"lead_month.{name}"),
        lambda line: f"{read(line):,}",
        width=110,
        align="right",
        sortable=False,
        number=read,
    )
