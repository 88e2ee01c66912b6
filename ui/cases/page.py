"""The cases page: every ledger that one may see, with its balance; a new one is opened beside the list."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSplitter, QVBoxLayout, QWidget

from app.cases import service as cases
from app.cases.types import CaseRow
from ui import texts
from ui.cases import words
from ui.cases.new import NewCaseSheet
from ui.shell import icons, keys
from ui.shell.keys import Key
from ui.shell.pages import InPieces
from ui.shell.rows import BookRows
from ui.widgets import parts
from ui.widgets.chips import Filter, FilterBar
from ui.widgets.table import Column, DataTable

_SAVED: Final = "page/cases/table"
_ASK_AFTER_MS: Final = 150
_STATUS: Final = {"active": "ACTIVE", "settled": "SETTLED", "all": ""}


class CasesPage(InPieces, QWidget):
    """案件: chips, words to look for, the table; Enter opens a ledger."""

    features = frozenset({"cases", "custody"})

    def _pieces(self) -> Iterator[None]:
        station = self._station
        self._title = parts.label(self, "title")
        self._new = parts.button(self, "cases.new", self.open_form, kind="primary", icon="plus")
        self._bar = FilterBar(self)
        self._bar.setObjectName("cases.status")
        self._words = QLineEdit(self)
        self._words.setObjectName("cases.words")
        self._words.setClearButtonEnabled(True)
        self._words.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._words.setMaximumWidth(320)
        self._soon = QTimer(self, singleShot=True, interval=_ASK_AFTER_MS)
        yield
        self.table = DataTable(
            station.work, BookRows(station.store, cases.rows, cases.count), self._columns(), self
        )
        self.table.setObjectName("cases.table")
        self._sheet: NewCaseSheet | None = None
        yield
        self._lay_out()
        yield
        self._wire()
        self.retranslate()
        self._bar.set_on("active")
        self._restore()

    @property
    def sheet(self) -> NewCaseSheet:
        """The form for a new ledger, built when first needed."""
        if self._sheet is None:
            self._sheet = NewCaseSheet(self._station, self._opened, self)
            self._sheet.hide()
            self._split.addWidget(self._sheet)
            self._split.setSizes([*self._split.sizes()[:1], 380])
        return self._sheet

    def get_ready(self) -> Iterator[None]:
        """Build the form before it is asked for."""
        if self._station.may("handler", "head"):
            self.sheet.ensurePolished()
        yield

    def refresh(self) -> None:
        """Look again, without moving what is shown."""
        self._new.setVisible(self._station.may("handler", "head"))
        filters = self._filters()
        if dict(self.table.model.ask.filters) == filters:
            self.table.refresh()
        else:
            self.table.set_filters(filters)

    def show_target(self, target: str, extra: str = "") -> None:
        """Show the cases of one status."""
        if target == "new":
            self.open_form()
        elif target in _STATUS:
            self._bar.set_on(target)
            self._filter()

    def first_focus(self) -> None:
        """Where the keys go first."""
        if self._sheet is None or self._sheet.isHidden():
            self.table.view.setFocus()

    def help_text(self) -> str:
        """What F1 says."""
        return self.tr(
            "Every case ledger that you may see, with its balance: received = in store + out + ended + "
            "difference. Enter opens a ledger, Ctrl+N opens a new one, Ctrl+C copies the chosen rows."
        )

    def open_form(self) -> None:
        """Show the form for a new ledger beside the list."""
        if not self._station.may("handler", "head"):
            return
        self.sheet.begin()

    def _opened(self, row: CaseRow) -> None:
        self.sheet.hide()
        told = self.tr("Case ledger {0} ({1}) is open.").format(row.number, row.alias)
        self._station.told.emit(told)
        self._station.go("case", row.id)

    def _filters(self) -> dict[str, Any]:
        on = self._bar.on() or ["active"]
        return {"status": _STATUS[on[0]], "words": self._words.text().strip()}

    def _filter(self) -> None:
        self.table.set_filters(self._filters())

    def _open(self, row: CaseRow) -> None:
        self._station.go("case", row.id)

    def _say_empty(self) -> None:
        if self._words.text().strip():
            self.table.empty.say(
                self.tr("No case fits these words"),
                self.tr("Number, alias and title are looked at; try a shorter word."),
                icon="search",
            )
            return
        may = self._station.may("handler", "head")
        self.table.empty.say(
            self.tr("No case here yet"),
            self.tr("A ledger is opened by the handler or the head of the handling department.")
            if not may
            else self.tr("Open a ledger; then register what was taken on it."),
            self.tr("Open a case ledger") if may else "",
            icon="folder-open",
        )

    def _restore(self) -> None:
        kept = QSettings().value(_SAVED, "")
        if isinstance(kept, str) and kept:
            self.table.set_state(json.loads(kept))

    def _save(self) -> None:
        QSettings().setValue(_SAVED, json.dumps(self.table.state()))

    def _wire(self) -> None:
        self._bar.changed.connect(self._filter)
        self._words.textChanged.connect(self._soon.start)
        self._words.returnPressed.connect(self.table.view.setFocus)
        self._soon.timeout.connect(self._filter)
        self.table.opened.connect(self._open)
        self.table.state_changed.connect(self._save)
        self.table.failed.connect(self._station.refuse)
        self.table.model.counted.connect(self._say_empty)
        self.table.empty.acted.connect(self.open_form)
        keys.bind(self, Key.NEW, self.open_form)
        keys.bind(self, Key.REFRESH, self.refresh)

    def _columns(self) -> tuple[Column, ...]:
        return (
            _column("number", lambda: self.tr("Number"), lambda r: r.number, 104),
            _column("alias", lambda: self.tr("Alias"), lambda r: r.alias, 84),
            _column("title", lambda: self.tr("Title"), lambda r: r.title, 184),
            _column("kind", lambda: self.tr("Kind"), lambda r: words.kind_word(r.kind), 110),
            _column("department", lambda: self.tr("Department"), lambda r: r.department, 132),
            Column(
                "status",
                lambda: self.tr("State"),
                lambda r: texts.word(f"status.{r.status}"),
                width=84,
                chip=lambda r: texts.case_tone(r.status),
                sortable=False,
            ),
            _number("items", lambda: self.tr("Items"), lambda r: r.items),
            _number("inside", lambda: self.tr("In store"), lambda r: r.inside),
            _number("outside", lambda: self.tr("Out"), lambda r: r.outside, "accent"),
            _number("ended", lambda: self.tr("Ended"), lambda r: r.ended),
            _number(
                "difference", lambda: self.tr("Difference"), lambda r: r.difference, "danger", 84
            ),
            _column("opened", lambda: self.tr("Opened"), lambda r: texts.day(r.opened_at), 96),
            Column(
                "settled",
                lambda: self.tr("Settled on"),
                lambda r: texts.day(r.settled_at),
                width=100,
                sortable=False,
                hidden=True,
            ),
        )

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addStretch()
        head.addWidget(self._new)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._bar)
        line.addStretch()
        line.addWidget(self._words, 1)
        self._split = QSplitter(Qt.Orientation.Horizontal, self)
        self._split.addWidget(self.table)
        self._split.setStretchFactor(0, 1)
        self._split.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 16, 16, 12)
        whole.setSpacing(12)
        whole.addLayout(head)
        whole.addLayout(line)
        whole.addWidget(self._split, 1)

    def retranslate(self) -> None:
        """Set every text anew."""
        self._title.setText(self.tr("Cases"))
        parts.say(self._new, self.tr("Open a case ledger"), Key.NEW)
        self._words.setPlaceholderText(self.tr("Number, alias or title"))
        self._bar.show_filters(
            (
                Filter("active", self.tr("Active")),
                Filter("settled", self.tr("Settled")),
                Filter("all", self.tr("All")),
            )
        )
        self._say_empty()


def _column(name: str, title: Any, show: Any, width: int) -> Column:
    return Column(name, title, show, width=width, sortable=False)


def _number(name: str, title: Any, read: Any, tone: str = "", width: int = 68) -> Column:
    """A count; nought is calm, and what should not be there is coloured."""

    def coloured(row: CaseRow) -> str:
        return (tone or "text") if read(row) else "faint"

    return Column(
        name,
        title,
        lambda row: f"{read(row):,}",
        width=width,
        align="right",
        sortable=False,
        tone=coloured,
        number=read,
    )
