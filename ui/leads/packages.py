"""上报数据包: what came from below, what was refused and why, what was written for above."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.leads import packages
from app.leads.packages import PackageLine
from ui import texts
from ui.leads.package import take_in
from ui.shell import lang
from ui.shell.station import Station
from ui.whole_list import WholeList
from ui.widgets import parts
from ui.widgets.table import Column

_TONES: Final = {"in": "ok", "out": "accent", "refused": "danger"}


class PackagesTab(lang.Speaks, QWidget):
    """The list, and beneath it why the chosen one was not taken in."""

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._station = station
        self.table = WholeList(station, "packages.table", _columns(), self)
        self.take = parts.button(self, "packages.take", self._take, icon="package-open")
        self.why = parts.label(self, "soft", wraps=True)
        self.why.setObjectName("packages.why")
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.why, 1)
        foot.addWidget(self.take)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 12, 0, 0)
        whole.setSpacing(10)
        whole.addWidget(self.table, 1)
        whole.addLayout(foot)
        self.table.current_changed.connect(self._choose)
        self.table.came.connect(self._came)
        self.retranslate()

    def refresh(self) -> None:
        """Ask for the register."""
        self.table.ask(packages.lines)

    def _came(self) -> None:
        self.take.setVisible(self.table.is_here())
        self.why.setText("")

    def _choose(self, row: PackageLine | None) -> None:
        self.why.setText(_why(row) if row is not None else "")

    def _take(self) -> None:
        take_in(self, self._station, self.refresh)

    def retranslate(self) -> None:
        """Set every text anew."""
        parts.say(self.take, self.tr("Take a package in…"))
        self.table.say_nothing(
            self.tr("No package yet"),
            self.tr(
                "Reports that come from below on a disc, those that were refused, and those written for above "
                "stand here."
            ),
            "package",
        )


def _why(row: PackageLine) -> str:
    return str((row.why or {}).get(lang.now(), ""))


def _numbers(row: PackageLine) -> str:
    """The numbers of its reports, and which they correct: a correction may have come before what it corrects."""
    told = texts.several(row.reports)
    if not row.corrects:
        return told
    return f"{told}　{texts.pair(texts.word('lead.corrects'), texts.several(row.corrects))}"


def _columns() -> tuple[Column, ...]:
    return (
        Column(
            "way",
            lambda: texts.word("lead.status"),
            lambda r: texts.word(f"lead_package.{r.way}"),
            width=96,
            chip=lambda r: _TONES[r.way],
            sortable=False,
        ),
        Column(
            "at",
            lambda: texts.word("lead.package_at"),
            lambda r: texts.moment(r.at),
            150,
            sortable=False,
        ),
        Column(
            "other",
            lambda: texts.word("lead.package_other"),
            lambda r: r.other or "—",
            160,
            sortable=False,
        ),
        Column(
            "codes",
            lambda: texts.word("lead.number"),
            lambda r: "、".join(r.codes) or "—",
            200,
            sortable=False,
        ),
        Column(
            "reports",
            lambda: texts.word("lead.report_no"),
            _numbers,
            176,
            sortable=False,
        ),
        Column("by", lambda: texts.word("lead.package_by"), lambda r: r.by, 80, sortable=False),
        Column(
            "why",
            lambda: texts.word("lead.package_why"),
            lambda r: "　".join(x for x in (r.file, _why(r)) if x),
            280,
            sortable=False,
        ),
    )
