"""网上举报: what was filed to this organ by half-day; the chosen one is opened with the organ's key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.reporting import service
from app.reporting.types import ReportRow, ReportStatus
from ui import texts
from ui.reporting.key import KeyBar
from ui.reporting.panel import ReportPanel
from ui.shell import keys
from ui.shell.keys import Key
from ui.shell.pages import InPieces
from ui.shell.rows import BookRows
from ui.widgets import parts
from ui.widgets.beside import Beside
from ui.widgets.table import Column, DataTable

_TONES = {
    ReportStatus.FILED: "late",
    ReportStatus.OPENED: "accent",
    ReportStatus.TAKEN: "ok",
}


class ReportsPage(InPieces, QWidget):
    """The list at the left, the report at the right, the key above."""

    features = frozenset({"reporting"})

    def _pieces(self) -> Iterator[None]:
        station = self._station
        self._title = parts.label(self, "title")
        self._status = QComboBox(self)
        self._status.setObjectName("reporting.status")
        self._status.setMinimumWidth(120)
        self.key = KeyBar(station, self)
        self.table = DataTable(
            station.work,
            BookRows(station.store, service.rows, service.count),
            self._columns(),
            self,
        )
        self.table.setObjectName("reporting.table")
        yield
        self.panel = ReportPanel(station, self)
        self._beside = Beside(self.table, self.panel.shown, self._show)
        yield
        self._lay_out()
        yield
        self._status.activated.connect(self._filter)
        self.key.opened.connect(self.panel.use_key)
        self.panel.changed.connect(self.table.refresh)
        self.table.opened.connect(lambda _: self.panel.open_report())
        self.table.failed.connect(station.refuse)
        self.table.model.arrived.connect(self._look_again)
        keys.bind(self, Key.REFRESH, self.refresh)
        self.retranslate()

    def refresh(self) -> None:
        """Look again."""
        self._beside.refresh(self._filters())

    def show_target(self, target: str, extra: str = "") -> None:
        """There is one list only."""
        self.refresh()

    def first_focus(self) -> None:
        """Where the keys go first."""
        self.table.view.setFocus()

    def help_text(self) -> str:
        """What F1 says."""
        return self.tr(
            "What citizens filed over the web to this organ, by half-day: when exactly, and from where, is known "
            "to nobody. Choose the key file and open it with its passphrase, then Enter opens the chosen report; "
            "each opening is in the trail. Files are shown as cleaned copies, the originals stay sealed. An answer "
            "is read by whoever has the receipt."
        )

    def _filter(self) -> None:
        self._beside.filter(self._filters())

    def _filters(self) -> dict[str, str]:
        return {"status": self._status.currentData() or ""}

    def _show(self, report_id: str) -> None:
        """The panel follows the list: what it shows is the row that is marked, whatever came in above."""
        at = self.table.model.place_of(report_id)
        self.panel.show_row(None if at is None else self.table.model.loaded_row(at))

    def _look_again(self) -> None:
        """What is shown may have been written to, and stand where it stood."""
        if self.table.model.place_of(self.panel.shown()) is not None:
            self._show(self.panel.shown())

    def _columns(self) -> tuple[Column, ...]:
        def column(name: str, title: Any, show: Any, width: int, **more: Any) -> Column:
            return Column(name, title, show, width=width, sortable=False, **more)

        return (
            column("channel", lambda: self.tr("Entrance"), lambda r: r.channel, 72),
            column("when", lambda: self.tr("Half-day"), _when, 150),
            column(
                "status",
                lambda: self.tr("State"),
                lambda r: texts.word(f"status.{r.status}"),
                110,
                chip=lambda r: _TONES[r.status],
            ),
            column("messages", lambda: self.tr("Messages"), lambda r: str(r.messages), 80),
            column(
                "unanswered",
                lambda: self.tr("Whose turn"),
                lambda r: self.tr("Ours") if r.unanswered else self.tr("The reporter's"),
                100,
            ),
        )

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self._status)
        head.addStretch()
        head.addWidget(self.key)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(self.table)
        split.addWidget(self.panel)
        split.setStretchFactor(1, 1)
        split.setSizes([540, 620])
        split.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.setSpacing(12)
        whole.addLayout(head)
        whole.addWidget(split, 1)

    def retranslate(self) -> None:
        """Set every text anew."""
        self._title.setText(self.tr("Web reports"))
        was = self._status.currentData()
        self._status.clear()
        self._status.addItem(self.tr("Every state"), "")
        for status in ReportStatus:
            self._status.addItem(texts.word(f"status.{status}"), status.value)
        self._status.setCurrentIndex(max(self._status.findData(was), 0))
        self.table.empty.say(
            self.tr("Nothing was filed"),
            self.tr("What citizens send over the web stands here."),
            icon="inbox",
        )


def _when(row: ReportRow) -> str:
    return f"{row.day.isoformat()} {texts.word(f'half.{row.half}')}"
