"""The audit page: every line of the trail, filtered by act and person; and the proof that nothing was changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.audit import service as audit
from app.audit.types import TrailRow
from app.forms import exports
from app.identity import service as identity
from app.identity.types import PersonRow
from app.progress import Stopped
from ui import entries, texts
from ui.audit import export, kinds
from ui.audit.entry import PAGES, EntryPanel
from ui.audit.verify import VerifyPanel
from ui.shell import files, keys
from ui.shell.keys import Key
from ui.shell.pages import InPieces
from ui.shell.rows import BookRows
from ui.widgets import parts
from ui.widgets.busy import Busy
from ui.widgets.table import Column, DataTable
from ui.work import Lane

_SAVED: Final = "page/audit/table"


class AuditPage(InPieces, QWidget):
    """审计: verification above, the trail below, the chosen line in words at the right."""

    # The trail grows with every act, whatever feature it belongs to.
    features = frozenset(
        {"custody", "cases", "requests", "identity", "locations", "labels", "deadlines"}
    )

    def _pieces(self) -> Iterator[None]:
        station = self._station
        self._object = ""
        self._people: tuple[PersonRow, ...] = ()
        self._title = parts.label(self, "title")
        self._kind = _choice(self, "audit.kind")
        self._who = _choice(self, "audit.who")
        self._only = parts.button(self, "audit.all_objects", self._all_objects, icon="x")
        self._only.setProperty("kind", "filter")
        self._export = parts.button(self, "audit.export", self.export_sheet, icon="download")
        self._busy = Busy(self)
        yield
        self.verify = VerifyPanel(station, self)
        yield
        self.table = DataTable(
            station.work,
            BookRows(station.store, audit.entries, audit.count, from_end=True),
            self._columns(),
            self,
        )
        self.table.setObjectName("audit.table")
        yield
        self.panel = EntryPanel(self)
        yield
        self._lay_out()
        yield
        self._wire()
        self.retranslate()
        kept = QSettings().value(_SAVED, "")
        if isinstance(kept, str) and kept:
            self.table.set_state(json.loads(kept))

    def refresh(self) -> None:
        """Look again, without moving what is shown."""
        if not self._people and self._station.may("auditor", "oversight", "store_head"):
            self._station.ask(self, identity.people, then=self._took_people)
        filters = self._filters()
        if dict(self.table.model.ask.filters) == filters and self.table.model.rowCount():
            self.table.refresh()
        else:
            self.table.set_filters(filters)

    def show_target(self, target: str, extra: str = "") -> None:
        """Show the lines of one object (its id); "verify" begins the verification."""
        if target == "verify":
            self.verify.begin()
            return
        self._only_object(target)

    def first_focus(self) -> None:
        """Where the keys go first."""
        self.table.view.setFocus()

    def help_text(self) -> str:
        """What F1 says."""
        return self.tr(
            "Every act leaves a line here, also what was refused. Choose an act or a person above; the chosen "
            "line is told in words. “Verify everything” replays the whole trail against the cards and the "
            "photographs and names the first line that does not hold. Ctrl+E writes a spreadsheet."
        )

    def export_sheet(self) -> None:
        """Write what is listed as a spreadsheet."""
        title = self.tr("Trail as spreadsheet")
        name = f"{texts.word('form.trail')}.xlsx"
        path = files.ask_save(self, title, name, "Excel (*.xlsx)")
        if path is None:
            return
        heads = self._heads()
        ticket = self._station.work.run(
            self,
            partial(export.sheet, self._station.store, self._filters(), heads, path),
            then=self._exported,
            failed=self._not_exported,
            progress=self._busy.report,
            lane=Lane.CHECKS,
        )
        self._busy.begin(title, ticket)

    def _heads(self) -> tuple[str, ...]:
        return (
            self.tr("When"),
            self.tr("Act"),
            self.tr("Kind of object"),
            self.tr("Object"),
            self.tr("Who"),
            self.tr("Beside him"),
            self.tr("Station"),
            self.tr("What it says"),
            self.tr("No."),
            self.tr("Hash"),
        )

    def _exported(self, path: Path) -> None:
        self._busy.end()
        self._station.notices.done(self.tr("Saved: {0}").format(path))
        if not self._station.store.read_only:
            self._station.do(
                self, exports.exported, what="trail", object_id=self._object, form="xlsx"
            )

    def _not_exported(self, trouble: Exception) -> None:
        self._busy.end()
        if isinstance(trouble, OSError):
            self._station.notices.warn(
                self.tr("The file could not be written: {0}").format(trouble.strerror or trouble),
                self.tr("Choose another folder."),
            )
        elif not isinstance(trouble, Stopped):
            self._station.refuse(trouble)

    def _filters(self) -> dict[str, Any]:
        return {
            "kind": self._kind.currentData() or "",
            "who": self._who.currentData() or "",
            "object_id": self._object,
        }

    def _filter(self) -> None:
        self.table.set_filters(self._filters())

    def _only_object(self, object_id: str) -> None:
        self._object = object_id
        self._only.setVisible(bool(object_id))
        self._filter()

    def _all_objects(self) -> None:
        self._only_object("")

    def _took_people(self, found: tuple[PersonRow, ...]) -> None:
        self._people = found
        _fill(self._who, self.tr("Everybody"), [(p.id, p.name) for p in found])

    def _go(self, page: str, object_id: str) -> None:
        self._station.go(page, object_id)

    def _open(self, row: TrailRow) -> None:
        page = PAGES.get(row.entry.object_kind)
        if page:
            self._go(page, row.entry.object_id)

    def _begin_with_first(self) -> None:
        if not self.table.model.rowCount():
            self.panel.show_row(None)
        elif self.table.current_row() is None:
            self.table.select_row(0)

    def _say_empty(self) -> None:
        self.table.empty.say(
            self.tr("No line fits"), self.tr("Choose another act or another person."), icon="filter"
        )

    def _columns(self) -> tuple[Column, ...]:
        return (
            _column("when", lambda: self.tr("When"), _when, 168),
            Column(
                "kind",
                lambda: self.tr("Act"),
                lambda r: texts.word(f"event.{r.entry.kind}"),
                width=130,
                chip=lambda r: entries.icon(r.entry.kind)[1],
                sortable=False,
            ),
            _column(
                "object",
                lambda: self.tr("Object"),
                lambda r: f"{texts.word('object.' + r.entry.object_kind)}  {r.label}".strip(),
                170,
            ),
            _column("who", lambda: self.tr("Who"), lambda r: r.entry.actor_name, 70),
            _column("second", lambda: self.tr("Beside him"), lambda r: r.entry.second_name, 84),
            _column("station", lambda: self.tr("Station"), lambda r: r.entry.station, 84),
            Column(
                "seq",
                lambda: self.tr("No."),
                lambda r: f"{r.entry.seq:,}",
                width=50,
                align="right",
                sortable=False,
            ),
        )

    def _wire(self) -> None:
        for box in (self._kind, self._who):
            box.activated.connect(self._filter)
        self.table.current_changed.connect(self.panel.show_row)
        self.table.opened.connect(self._open)
        self.table.failed.connect(self._station.refuse)
        self.table.model.counted.connect(self._say_empty)
        self.table.model.arrived.connect(self._begin_with_first)
        self.table.state_changed.connect(
            lambda: QSettings().setValue(_SAVED, json.dumps(self.table.state()))
        )
        self.panel.object_asked.connect(self._go)
        self.panel.chain_asked.connect(self._only_object)
        keys.bind(self, Key.EXPORT, self.export_sheet)
        keys.bind(self, Key.REFRESH, self.refresh)
        self._only.hide()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addStretch()
        head.addWidget(self._busy)
        for piece in (self._only, self._kind, self._who, self._export):
            head.addWidget(piece)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(self.table)
        split.addWidget(self.panel)
        split.setStretchFactor(0, 1)
        split.setSizes([800, 360])
        split.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.setSpacing(12)
        whole.addLayout(head)
        whole.addWidget(self.verify)
        whole.addWidget(split, 1)

    def retranslate(self) -> None:
        """Set every text anew."""
        self._title.setText(self.tr("Audit"))
        parts.say(self._export, self.tr("Spreadsheet"), Key.EXPORT)
        parts.say(self._only, self.tr("One object only"))
        _fill(self._kind, self.tr("Every act"), kinds.choices())
        _fill(self._who, self.tr("Everybody"), [(p.id, p.name) for p in self._people])
        self._say_empty()


def _when(row: TrailRow) -> str:
    return texts.moment(row.entry.recorded_at, seconds=True)


def _column(name: str, title: Any, show: Any, width: int) -> Column:
    return Column(name, title, show, width=width, sortable=False)


def _choice(parent: QWidget, name: str) -> QComboBox:
    box = QComboBox(parent)
    box.setObjectName(name)
    box.setMinimumWidth(140)
    box.setMaximumWidth(200)
    box.setMaxVisibleItems(20)
    return box


def _fill(box: QComboBox, everything: str, rows: list[tuple[str, str]]) -> None:
    was = box.currentData()
    box.clear()
    box.addItem(everything, "")
    for id_, told in rows:
        box.addItem(told, id_)
    box.setCurrentIndex(max(box.findData(was), 0))
