"""The items page: every card that one may see, filtered and sorted in the books, with a look at the chosen one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, Final

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app import states
from app.cases import service as cases
from app.cases.types import CaseFileView
from app.custody import categories, views
from app.custody.types import ItemRow
from app.locations import service as locations
from app.locations.types import LocationRow
from app.states import Custody
from ui import choosing, texts
from ui.custody.preview import Preview
from ui.shell import icons, keys, lang
from ui.shell.keys import Key
from ui.shell.pages import InPieces
from ui.shell.rows import BookRows
from ui.widgets.beside import Beside
from ui.widgets.chips import Filter, FilterBar
from ui.widgets.sought import Sought
from ui.widgets.table import Column, DataTable

#: What the filter chips stand for.
GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "all": (),
    "coming": (Custody.DRAFT, Custody.PENDING, Custody.REFUSED),
    "inside": (Custody.IN, Custody.TEMP, Custody.MOVING, Custody.RESERVED, Custody.RETURNING),
    "outside": (Custody.OUT, Custody.EXAM),
    "overdue": (Custody.OVERDUE,),
    "trouble": (Custody.HOLD, Custody.MISSING),
    "leaving": (Custody.DISPOSING, Custody.HANDOVER),
    "ended": tuple(sorted(states.TERMINAL)),
}
_SAVED: Final = "page/items/table"


class ItemsPage(InPieces, QWidget):
    """物品: chips and choices above, the table, the chosen card's look at the right."""

    features = frozenset({"custody", "cases", "locations"})

    def _pieces(self) -> Iterator[None]:
        station = self._station
        self._places: tuple[LocationRow, ...] = ()
        #: What is shown beside, as the list had it last.
        self._listed: ItemRow | None = None
        self._title = QLabel(self)
        self._title.setProperty("role", "title")
        self._bar = FilterBar(self)
        self._bar.setObjectName("items.states")
        self._case = Sought(self)
        self._case.setObjectName("items.case")
        self._case.setFixedWidth(196)
        self._category = _choice(self, "items.category")
        self._place = _choice(self, "items.place")
        self._request = QPushButton(icons.icon("send"), "", self)
        self._request.setObjectName("items.request")
        self._request.clicked.connect(self._ask_for_chosen)
        yield
        self._split = QSplitter(Qt.Orientation.Horizontal, self)
        self.table = DataTable(
            station.work,
            BookRows(station.store, views.rows, views.count, sorts=True),
            self._columns(),
            self._split,
        )
        self.table.setObjectName("items.table")
        yield
        self.preview = Preview(station, self._split)
        yield
        self._lay_out()
        yield
        self._wire()
        self.retranslate()
        self._restore()
        self._bar.set_on("all")

    def refresh(self) -> None:
        """Look again, without moving what is shown."""
        self._request.setVisible(self._station.may("handler"))
        self._station.ask(self, locations.tree, then=self._took_places)
        self._beside.refresh(self._filters())
        self.preview.look_again()

    def show_target(self, target: str, extra: str = "") -> None:
        """Show one group of states (target), of one case (extra)."""
        self._bar.set_on(target if target in GROUPS else "all")
        if extra:
            self._choose_case(extra)
        self._filter()

    def first_focus(self) -> None:
        """Where the keys go first."""
        self.table.view.setFocus()

    def help_text(self) -> str:
        """What F1 says."""
        return self.tr(
            "Every card that you may see. Chips choose the state, the lists a case, a category or a place. "
            "Enter opens the card; Ctrl+C copies the chosen rows as text; scanning a label opens its card."
        )

    def _filters(self) -> dict[str, Any]:
        on = self._bar.on() or ["all"]
        return {
            "states": GROUPS[on[0]],
            "case_id": self._case.value() or "",
            "category": self._category.currentData() or "",
            "location_id": self._place.currentData() or "",
        }

    def _filter(self) -> None:
        self._beside.filter(self._filters())

    def _look_for_case(self, words: str) -> None:
        """The newest cases with these words in number, alias or title, and how many there are."""
        choosing.look_for_case(
            self._station, self, words, lambda found: self._case.offer(words, *found)
        )

    def _took_places(self, found: tuple[LocationRow, ...]) -> None:
        self._places = found
        rows = [(p.id, f"{p.code}  {p.name}") for p in found if p.kind in ("shelf", "virtual")]
        _fill(self._place, self.tr("Every place"), rows)

    def _choose_case(self, case_id: str) -> None:
        if case_id == self._case.value():
            return
        self._case.set_value(case_id)
        self._station.ask(self, cases.view, then=self._name_case, case_id=case_id)

    def _name_case(self, view: CaseFileView) -> None:
        if view.row.id == self._case.value():
            self._case.set_value(view.row.id, choosing.case_words(view.row))

    def _open(self, row: ItemRow) -> None:
        self._station.go("item", row.id)

    def _ask_for_chosen(self) -> None:
        shown = self.preview.row()
        chosen = self.table.selected_rows() or ([shown] if shown is not None else [])
        if chosen:
            self._station.go("request", ",".join(row.id for row in chosen), "CHECK_OUT")

    def _say_empty(self) -> None:
        filtered = any(self._filters().values())
        if filtered:
            self.table.empty.say(
                self.tr("No item here"),
                self.tr("Choose other states, another case or place."),
                icon="filter",
            )
        else:
            self.table.empty.say(
                self.tr("No item yet"),
                self.tr("Cards appear here when a handler has registered what was taken."),
                icon="boxes",
            )

    def _restore(self) -> None:
        kept = QSettings().value(_SAVED, "")
        if isinstance(kept, str) and kept:
            self.table.set_state(json.loads(kept))
        else:
            self.table.sort_by("number", descending=True)

    def _save(self) -> None:
        QSettings().setValue(_SAVED, json.dumps(self.table.state()))

    def _wire(self) -> None:
        self._bar.changed.connect(self._filter)
        self._case.asked.connect(self._look_for_case)
        self._case.chosen.connect(self._filter)
        for box in (self._category, self._place):
            box.activated.connect(self._filter)
        self.table.opened.connect(self._open)
        self._beside = Beside(self.table, self._shown, self._show)
        self.table.model.arrived.connect(self._look_at_row)
        self.table.state_changed.connect(self._save)
        self.table.failed.connect(self._station.refuse)
        self.table.selection_changed.connect(self._chosen_changed)
        self.table.model.counted.connect(self._say_empty)
        self.preview.opened.connect(self._open)
        keys.bind(self, Key.REFRESH, self.refresh)

    def _shown(self) -> str:
        row = self.preview.row()
        return row.id if row is not None else ""

    def _show(self, id_: str) -> None:
        place = self.table.model.place_of(id_) if id_ else None
        self._listed = None if place is None else self.table.model.loaded_row(place)
        self.preview.show_row(self._listed)
        self._chosen_changed()

    def _look_at_row(self) -> None:
        """Of what is shown the list may say something else by now."""
        place = self.table.model.place_of(self._shown())
        row = None if place is None else self.table.model.loaded_row(place)
        if row is not None and row != self._listed:
            self._show(row.id)

    def _chosen_changed(self) -> None:
        """Asked for is what is chosen, and else the thing that the pane beside shows."""
        shown = self.preview.row() is not None
        self._request.setEnabled(self.table.selected_count() > 0 or shown)

    def _columns(self) -> tuple[Column, ...]:
        word = self._station.word
        return (
            Column("number", lambda: self.tr("Number"), lambda r: r.number, width=142),
            Column("name", lambda: self.tr("Name"), lambda r: r.name, width=156),
            Column(
                "custody",
                lambda: self.tr("State"),
                lambda r: word(f"status.{r.custody}"),
                width=92 if lang.now() == "zh" else 112,
                chip=lambda r: texts.state_tone(r.custody),
            ),
            Column(
                "place",
                lambda: self.tr("Place or holder"),
                _where,
                width=104 if lang.now() == "zh" else 140,
            ),
            Column("case_number", lambda: self.tr("Case"), lambda r: r.case_alias, width=72),
            Column(
                "category",
                lambda: self.tr("Category"),
                lambda r: category_word(r.category),
                width=124,
            ),
            Column(
                "quantity",
                lambda: self.tr("Quantity"),
                lambda r: f"{r.quantity:,} {r.unit}",
                width=88,
                align="right",
            ),
            Column(
                "value_fen",
                lambda: self.tr("Value"),
                lambda r: texts.money(r.value_fen, r.currency),
                width=120,
                align="right",
                number=lambda r: Decimal(r.value_fen or 0) / 100,
            ),
            Column(
                "weight_mg",
                lambda: self.tr("Weight"),
                lambda r: texts.weight(r.weight_mg),
                width=90,
                align="right",
                hidden=True,
            ),
            Column("seal_no", lambda: self.tr("Seal"), lambda r: r.seal_no, width=100, hidden=True),
            Column(
                "tier",
                lambda: self.tr("Tier"),
                lambda r: word(f"tier.{r.tier}"),
                width=80,
                hidden=True,
            ),
            Column(
                "received_at",
                lambda: self.tr("Received"),
                lambda r: texts.moment(r.received_at),
                width=140,
            ),
        )

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addStretch()
        head.addWidget(self._request)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._bar, 1)
        for box in (self._case, self._category, self._place):
            line.addWidget(box)
        self._split.setStretchFactor(0, 1)
        self._split.setSizes([900, 288])
        self._split.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 16, 16, 12)
        whole.setSpacing(12)
        whole.addLayout(head)
        whole.addLayout(line)
        whole.addWidget(self._split, 1)

    def retranslate(self) -> None:
        """Set every text anew."""
        self._title.setText(self.tr("Items"))
        self._request.setText(self.tr("Request check-out"))
        self._bar.show_filters(
            (
                Filter("all", self.tr("All")),
                Filter("coming", self.tr("Not yet received")),
                Filter("inside", self.tr("In store")),
                Filter("outside", self.tr("Out")),
                Filter("overdue", self.tr("Overdue")),
                Filter("trouble", self.tr("Exceptions")),
                Filter("leaving", self.tr("Leaving")),
                Filter("ended", self.tr("Ended")),
            )
        )
        known = [(c.id, c.label(lang.now())) for c in categories.all_().values()]
        _fill(self._category, self.tr("Every category"), known)
        self._case.setPlaceholderText(self.tr("Every case"))
        self._took_places(self._places)
        self._say_empty()


def _choice(parent: QWidget, name: str) -> QComboBox:
    box = QComboBox(parent)
    box.setObjectName(name)
    box.setMinimumWidth(132)
    box.setMaximumWidth(180)
    box.setMaxVisibleItems(20)
    return box


def _fill(box: QComboBox, everything: str, rows: Sequence[tuple[str, str]]) -> None:
    was = box.currentData()
    box.clear()
    box.addItem(everything, "")
    for id_, words in rows:
        box.addItem(words, id_)
    box.setCurrentIndex(max(box.findData(was), 0))


def category_word(category: str) -> str:
    """What a category is called; its id when the data no longer know it."""
    known = categories.all_().get(category)
    return known.label(lang.now()) if known else category


def _where(row: ItemRow) -> str:
    return row.place or row.holder
