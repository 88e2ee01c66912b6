"""台账: the things of one case as a table, with what one may ask for the chosen ones."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, Final

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from app.custody import views
from app.custody.types import ItemRow
from app.requests.types import RequestKind
from app.states import INSIDE, NOT_YET, OUTSIDE, TERMINAL, Custody
from ui import texts
from ui.cases import words
from ui.shell import icons, lang
from ui.shell.rows import BookRows
from ui.shell.station import Station
from ui.widgets import parts
from ui.widgets.chips import Filter, FilterBar
from ui.widgets.table import Column, DataTable

_SAVED: Final = "page/case/table"
GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "all": (),
    "pending": tuple(sorted(NOT_YET)),
    "inside": tuple(sorted(INSIDE)),
    "outside": tuple(sorted(OUTSIDE)),
    "ended": tuple(sorted(TERMINAL)),
    "trouble": (Custody.HOLD, Custody.MISSING),
}
_KINDS: Final = (
    (RequestKind.CHECK_OUT, "send"),
    (RequestKind.EXTENSION, "calendar-clock"),
    (RequestKind.EXAM, "scale"),
    (RequestKind.DISPOSAL, "gavel"),
)


class LedgerTab(lang.Speaks, QWidget):
    """The table of a case's things; sorted and filtered in the books."""

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._station = station
        self._case_id = ""
        self._bar = FilterBar(self)
        self._bar.setObjectName("case.states")
        self._ask = QPushButton(icons.icon("send"), "", self)
        self._ask.setObjectName("case.request")
        self._menu = QMenu(self)
        self._ask.setMenu(self._menu)
        self.table = DataTable(
            station.work,
            BookRows(station.store, views.rows, views.count, sorts=True),
            columns(),
            self,
        )
        self.table.setObjectName("case.table")
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._bar)
        line.addStretch()
        line.addWidget(self._ask)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 12, 0, 0)
        whole.setSpacing(8)
        whole.addLayout(line)
        whole.addWidget(self.table, 1)
        self._wire()
        self.retranslate()
        self._bar.set_on("all")

    def show_case(self, case_id: str) -> None:
        """Show the things of this case; the same one again keeps its place."""
        self._ask.setVisible(self._station.may("handler"))
        if case_id == self._case_id:
            self.table.refresh()
            return
        if not self._case_id:
            # not before: pages are made ahead, and at a desk without a network there is no ledger to be asked for
            self._restore()
        self._case_id = case_id
        self._bar.set_on("all")
        self._filter()

    def _filter(self) -> None:
        on = self._bar.on() or ["all"]
        self.table.set_filters({"case_id": self._case_id, "states": GROUPS[on[0]]})

    def _open(self, row: ItemRow) -> None:
        self._station.go("item", row.id)

    def _request(self, kind: str) -> None:
        chosen = self.table.selected_rows()
        if chosen:
            self._station.go("request", ",".join(row.id for row in chosen), kind)

    def _chosen_changed(self) -> None:
        self._ask.setEnabled(self.table.selected_count() > 0)

    def _say_empty(self) -> None:
        if (self._bar.on() or ["all"])[0] != "all":
            self.table.empty.say(
                self.tr("Nothing in this state"),
                self.tr("Choose another state above."),
                icon="filter",
            )
            return
        may = self._station.may("handler")
        self.table.empty.say(
            self.tr("Nothing is on this ledger yet"),
            self.tr("Register what was taken; it then waits here to be received by the storeroom."),
            self.tr("Register items") if may else "",
            icon="boxes",
        )

    def _register(self) -> None:
        self._station.go("intake", self._case_id, "register")

    def _wire(self) -> None:
        self._bar.changed.connect(self._filter)
        self.table.opened.connect(self._open)
        self.table.failed.connect(self._station.refuse)
        self.table.selection_changed.connect(self._chosen_changed)
        self.table.model.counted.connect(self._say_empty)
        self.table.empty.acted.connect(self._register)
        self.table.state_changed.connect(self._save)
        self._chosen_changed()

    def _restore(self) -> None:
        kept = QSettings().value(_SAVED, "")
        if isinstance(kept, str) and kept:
            self.table.set_state(json.loads(kept))
        else:
            self.table.sort_by("number")

    def _save(self) -> None:
        QSettings().setValue(_SAVED, json.dumps(self.table.state()))

    def retranslate(self) -> None:
        """Set every text anew."""
        parts.say(self._ask, self.tr("Request for the chosen"))
        self._menu.clear()
        for kind, icon in _KINDS:
            action = self._menu.addAction(
                icons.icon(icon), self._station.word(f"request_kind.{kind}")
            )
            action.triggered.connect(lambda _=False, kind=kind: self._request(kind))
        self._bar.show_filters(
            (
                Filter("all", self.tr("All")),
                Filter("pending", self.tr("Not yet received")),
                Filter("inside", self.tr("In store")),
                Filter("outside", self.tr("Out")),
                Filter("ended", self.tr("Ended")),
                Filter("trouble", self.tr("Exceptions")),
            )
        )
        self._say_empty()


def columns() -> tuple[Column, ...]:
    """The columns of a ledger; its export and its window have the same."""
    return (
        _column("number", "item.number", lambda r: r.number, 140),
        _column("name", "item.name", lambda r: r.name, 128),
        _column("category", "item.category", lambda r: words.category_word(r.category), 124),
        Column(
            "quantity",
            lambda: texts.word("item.quantity"),
            lambda r: texts.amount(r.quantity, r.unit),
            width=88,
            align="right",
        ),
        Column(
            "weight_mg",
            lambda: texts.word("item.weight_mg"),
            lambda r: texts.weight(r.weight_mg),
            width=90,
            align="right",
            hidden=True,
        ),
        Column(
            "value_fen",
            lambda: texts.word("item.value_fen"),
            lambda r: texts.money(r.value_fen, r.currency),
            width=108,
            align="right",
            number=lambda r: Decimal(r.value_fen or 0) / 100,
        ),
        Column(
            "custody",
            lambda: texts.word("case.status"),
            lambda r: texts.state_word(r.custody),
            width=104,
            chip=lambda r: texts.state_tone(r.custody),
        ),
        _column("place", "item.place", lambda r: r.place or r.holder, 112),
        _column("seal_no", "item.seal_no", lambda r: r.seal_no, 100),
        _column("received_at", "item.received_at", lambda r: texts.day(r.received_at), 94),
        Column(
            "due_at",
            lambda: texts.word("request.due_at"),
            lambda r: texts.moment(r.due_at),
            width=142,
            sortable=False,
            tone=lambda r: "late" if r.custody == Custody.OVERDUE else "text",
        ),
        Column(
            "tier",
            lambda: texts.word("item.tier"),
            lambda r: texts.word(f"tier.{r.tier}"),
            width=80,
            hidden=True,
        ),
    )


def _column(name: str, key: str, show: Any, width: int) -> Column:
    return Column(name, lambda: texts.word(key), show, width=width)
