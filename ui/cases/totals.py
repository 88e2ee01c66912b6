"""分类汇总: a case's things by class and currency; currencies are never added to one another."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.cases import settling
from app.cases.types import ClassTotal
from ui import texts
from ui.cases import words
from ui.shell import lang
from ui.shell.rows import GivenRows
from ui.shell.station import Station
from ui.widgets.table import Column, DataTable


class TotalsTab(lang.Speaks, QWidget):
    """One row for each class and currency."""

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._station = station
        self._rows = GivenRows()
        self.table = DataTable(station.work, self._rows, columns(), self)
        self.table.setObjectName("case.totals")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 12, 0, 0)
        whole.addWidget(self.table)
        self.retranslate()

    def show_case(self, case_id: str) -> None:
        """Count anew."""
        self._station.ask(self, settling.totals, case_id=case_id, then=self._took)

    def _took(self, found: tuple[ClassTotal, ...]) -> None:
        self._rows.show(found)
        self.table.reload()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.table.empty.say(
            self.tr("Nothing to add up yet"),
            self.tr("Totals by class and currency appear once things are on the ledger."),
            icon="boxes",
        )


def columns() -> tuple[Column, ...]:
    """Class, counts, values."""
    return (
        Column(
            "category",
            lambda: texts.word("item.category"),
            lambda r: words.category_word(r.category),
            width=180,
        ),
        _number("items", "case.items", lambda r: r.items),
        _number("pending", "case.pending", lambda r: r.pending),
        _number("inside", "case.inside", lambda r: r.inside),
        _number("outside", "case.outside", lambda r: r.outside),
        _number("ended", "case.ended", lambda r: r.ended),
        _number("difference", "case.difference", lambda r: r.difference, "danger"),
        Column("currency", lambda: texts.word("item.currency"), lambda r: r.currency, width=80),
        Column(
            "value_fen",
            lambda: texts.word("item.value_fen"),
            lambda r: texts.money(r.value_fen, r.currency),
            width=150,
            align="right",
        ),
        Column(
            "kept_fen",
            lambda: QCoreApplication.translate("TotalsTab", "Value still kept"),
            lambda r: texts.money(r.kept_fen, r.currency),
            width=170,
            align="right",
        ),
    )


def _number(name: str, key: str, read: Any, tone: str = "text") -> Column:
    return Column(
        name,
        lambda: texts.word(key),
        lambda row: f"{read(row):,}",
        width=80,
        align="right",
        tone=lambda row: tone if read(row) else "faint",
        number=read,
    )
