"""The leads' page: the list with its lamps, the chosen lead beside it, the act that is being written, the month."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.identity.types import Colleague
from app.leads import exports, supervising, views
from app.leads.answering import CONCERNED
from app.leads.types import LeadEvent, LeadRow, LeadView
from app.organs import service as organs
from ui import texts
from ui.exporting import ExportSheet, Fetch, Shown
from ui.leads import card, words
from ui.leads.act_sheet import ActSheet
from ui.leads.columns import columns
from ui.leads.detail import LeadDetail
from ui.leads.due import DueWork
from ui.leads.fields import Context
from ui.leads.letters import LettersTab
from ui.leads.merge import MergeSheet
from ui.leads.minutes import MinutesSheet
from ui.leads.month import MonthTab
from ui.leads.package import PackageSheet
from ui.leads.packages import PackagesTab
from ui.leads.register import RegisterSheet
from ui.pending import Pending, PendingStrip
from ui.shell import icons, keys
from ui.shell.keys import Key
from ui.shell.pages import InPieces
from ui.shell.rows import BookRows
from ui.widgets import parts
from ui.widgets.beside import Beside
from ui.widgets.chips import Filter, FilterBar
from ui.widgets.table import DataTable

_SPLIT: Final = "page/leads/split"
_GROUPS: Final = ("open", "parked", "done", "all")
_EXPORTERS: Final = ("lead_clerk", "office_clerk", "handler", "head", "oversight")
_LAMPS: Final = ("red", "yellow", "blue")
_MONTH, _LETTERS, _PACKAGES = 1, 2, 3
#: From here on a lead, its history and a form have room beside one another.
_WIDE: Final = 1500


class LeadsPage(InPieces, QWidget):
    """线索: chips and lamps over the list, the lead at the right; a card's code finds its lead."""

    features = frozenset({"leads", "deadlines"})

    def _pieces(self) -> Iterator[None]:
        station = self._station
        self._staff: tuple[Colleague, ...] = ()
        self._title = parts.label(self, "title")
        self.pending = Pending(station, "leads", self)
        self._reached = True
        self._new = parts.button(self, "leads.new", self.open_form, kind="primary", icon="plus")
        self._due = DueWork(station, self)
        self._export = parts.button(self, "leads.export", self._begin_export, icon="download")
        self._groups = FilterBar(self)
        self._groups.setObjectName("leads.group")
        self._lamps = FilterBar(self)
        self._lamps.setObjectName("leads.lamp")
        self._words = QLineEdit(self)
        self._words.setObjectName("leads.words")
        self._words.setClearButtonEnabled(True)
        self._words.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._words.setMaximumWidth(280)
        self.tabs = QTabWidget(self)
        self.tabs.setObjectName("leads.tabs")
        yield
        self._first = QWidget()
        self.tabs.addTab(self._first, "")
        split = self._split = QSplitter(Qt.Orientation.Horizontal, self._first)
        self.table = DataTable(
            station.work,
            BookRows(station.store, views.rows, views.count),
            columns(self.pending.column()),
            split,
        )
        self.table.setObjectName("leads.table")
        self.strip = PendingStrip(self.pending, "leads.pending", self._first)
        yield
        self.detail = LeadDetail(station, self.pending, split)
        self._beside = Beside(self.table, self._shown, self.detail.show_lead)
        yield
        self.act = ActSheet(station, split)
        yield
        self.minutes = MinutesSheet(station, split)
        yield
        self.merge = MergeSheet(station, split)
        yield
        self.package = PackageSheet(station, split)
        yield
        self.sheet = RegisterSheet(station, self._registered, split)
        yield
        self.exporting = ExportSheet(
            station, "lead_export", exports.export_ledger, _book, exports.MOST, split
        )
        self._sheets = (
            *(self.act, self.minutes, self.merge, self.package, self.sheet, self.exporting),
        )
        for each in self._sheets:
            each.hide()
        yield
        self.month = MonthTab(station, self.tabs)
        yield
        self.letters = LettersTab(station, self.tabs)
        yield
        self.packages = PackagesTab(station, self.tabs)
        yield
        yield from self._lay_out()
        self._wire()
        yield
        self.retranslate()
        yield
        self._groups.set_on("open")
        self._lamps.set_on("any")

    def refresh(self) -> None:
        """Look again, without moving what is shown."""
        self._new.setVisible(words.may_register(self._station))
        self._offer_export()
        self._beside.refresh(self._filters())
        self.detail.reload()
        self.tabs.setTabVisible(_MONTH, self._station.may(*supervising.READERS))
        self.tabs.setTabVisible(_LETTERS, self._station.may(*CONCERNED))
        self.tabs.setTabVisible(_PACKAGES, words.may_register(self._station))
        self._refresh_tab()
        self._due.look()

    def show_target(self, target: str, extra: str = "") -> None:
        """Show one group (open, parked, done, all), a lamp, the form, or one lead by its id."""
        if target == "new":
            self.open_form()
            return
        if target:
            self._show_list()
        if target == "letters":
            self.tabs.setCurrentIndex(_LETTERS)
        elif target in _GROUPS:
            self._groups.set_on(target)
            self._filter()
        elif target in _LAMPS:
            self._lamps.set_on(target)
            self._filter()
        elif target:
            self._beside.keep(target)

    def take_scan(self, scanned: Any) -> bool:
        """A lead card's code opens its lead here, whatever is shown; while a lead is merged it is the other one."""
        if scanned.kind != "lead" or not scanned.id:
            return False
        if self.merge.isVisible():
            self.merge.take_code(scanned.number)
            return True
        self._show_list()
        self._beside.keep(scanned.id)
        return True

    def _show_list(self) -> None:
        """The list and its lead are seen; a form that was begun is put aside, not lost."""
        self.tabs.setCurrentIndex(0)
        if self.sheet.isVisibleTo(self):
            self._only(None)

    def first_focus(self) -> None:
        """Where the keys go first."""
        self.table.view.setFocus()

    def help_text(self) -> str:
        """What F1 says."""
        return self.tr(
            "Choose a lead at the left; its next legal acts are the buttons over its facts, “Why not” says what stands "
            "in the way of the others. Ctrl+N registers a lead; a code or a card's scan finds one. Yellow: past a month "
            "without a decision, or three days before a limit; red: past two months, or past that limit."
        )

    def open_form(self) -> None:
        """Show the form for a new lead; it has the page to itself."""
        if words.may_register(self._station):
            self._only(self.sheet)
            self.sheet.begin()

    # -- the list --------------------------------------------------------------------------------

    def _filters(self) -> dict[str, Any]:
        lamp = (self._lamps.on() or ["any"])[0]
        return {
            "group": (self._groups.on() or ["open"])[0],
            "lamp": "" if lamp == "any" else lamp,
        }

    def _filter(self) -> None:
        self._beside.filter(self._filters())

    def _shown(self) -> str:
        return self.detail.shown()

    def _search(self) -> None:
        """A code leads straight to its lead; words are looked for, and that is told."""
        asked = self._words.text().strip()
        if not asked:
            return
        if card.is_code(asked):
            self._find(asked)
            return
        self._station.do(self, views.search_for, words=asked, then=self._found)

    def _find(self, code: str) -> None:
        self._station.ask(self, views.find, code=code, then=lambda row: self._found((row,)))

    def _found(self, rows: tuple[LeadRow, ...]) -> None:
        if not rows:
            self._station.notices.warn(
                self.tr("Nothing is known under these words."), self.tr("Try fewer words.")
            )
            return
        if len(rows) > 1:
            self._offer(rows)
        else:
            self._lead_to(rows[0].id)

    def _lead_to(self, lead_id: str) -> None:
        """What is being written is of the lead that is shown: with another lead it goes."""
        if lead_id != self._shown():
            self._only(None)
        self._beside.keep(lead_id)

    def _offer(self, rows: tuple[LeadRow, ...]) -> None:
        """Several fit: they hang below what was asked for, the newest first, and one is chosen."""
        menu = QMenu(self)
        menu.setObjectName("leads.found")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for row in rows:
            told = (row.number, row.persons, texts.word(f"status.{row.status}"))
            act = menu.addAction("　".join(each for each in told if each))
            act.triggered.connect(partial(self._lead_to, row.id))
        menu.popup(self._words.mapToGlobal(QPoint(0, self._words.height())))
        menu.setActiveAction(menu.actions()[0])

    # -- acts ------------------------------------------------------------------------------------

    def _act(self, event: LeadEvent | None, view: LeadView) -> None:
        if event is None:
            card.save(self, self._station, view)
            return

        if event == LeadEvent.MERGE_LEAD:
            self._only(self.merge)
            self.merge.begin(view)
            return

        def begin(staff: tuple[Colleague, ...]) -> None:
            context = Context(view, staff)
            if event == LeadEvent.HOLD_MEETING:
                self._only(self.minutes)
                self.minutes.begin(context)
                return
            self._only(self.act)
            self.act.begin(event, context)

        self._station.ask(self, organs.staff, organ_id=view.row.organ, then=begin)

    def _act_on_letter(self, event: LeadEvent, lead_id: str) -> None:
        """An answer is written, and judged, beside its lead."""
        self._open_from_tab(lead_id)
        self._station.ask(
            self, views.view, lead_id=lead_id, then=lambda view: self._act(event, view)
        )

    def _only(self, sheet: QWidget | None) -> None:
        """One sheet at a time stands beside the lead, wherever it was asked for."""
        if sheet is not None:
            self.tabs.setCurrentIndex(0)
        for each in self._sheets:
            if each is not sheet:
                each.hide()
        # the form has the whole page; an act on a small screen has the room of the list
        is_narrow = sheet is not None and self.width() < _WIDE
        self.table.setHidden(is_narrow or sheet is self.sheet)
        for other in (self.detail, self._groups, self._lamps, self._words):
            other.setHidden(sheet is self.sheet)
        self.detail.set_narrow(is_narrow)

    def _left(self) -> None:
        """Nothing is written any more: the lead has all the room again."""
        self._only(None)
        self.first_focus()

    def _done(self) -> None:
        """What was acted on stays shown, also when it left the list by it."""
        self._left()
        self._beside.keep(self._shown())
        self.table.refresh()

    def _make_package(self, view: LeadView) -> None:
        self._only(self.package)
        self.package.begin(view)

    def _begin_export(self) -> None:
        self._only(self.exporting)
        said = (*self._groups.said(), *self._lamps.said())
        self.exporting.begin(Shown(said, self.table.model.rowCount()), **self._filters())

    def _merged(self, into_id: str) -> None:
        """The lead that goes on is shown."""
        self._left()
        self._beside.keep(into_id)
        self.table.refresh()

    def _registered(self, lead_id: str, number: str) -> None:
        self._left()
        told = self.tr("Lead {0} is registered.").format(number)
        self._station.notices.done(told)
        self._station.told.emit(told)
        self._beside.keep(lead_id)
        self.table.refresh()

    def _met(self) -> None:
        """The centre answers again, or no more: what is to be had there only comes and goes with it."""
        if self.pending.reached != self._reached:
            self._reached = self.pending.reached
            self._offer_export()
            self._due.look()
            self._refresh_tab()

    def _offer_export(self) -> None:
        """A list leaves from the centre, where two sign for it."""
        self._export.setVisible(self._station.may(*_EXPORTERS) and self.pending.reached)

    def _tab_shown(self, at: int) -> None:
        if at == _MONTH:
            self.month.begin(card.today())
        else:
            self._refresh_tab()

    def _refresh_tab(self) -> None:
        told: dict[int, MonthTab | LettersTab | PackagesTab] = {
            _MONTH: self.month,
            _LETTERS: self.letters,
            _PACKAGES: self.packages,
        }
        tab = told.get(self.tabs.currentIndex())
        if tab is not None:
            tab.refresh()

    def _open_from_tab(self, lead_id: str) -> None:
        self.tabs.setCurrentIndex(0)
        self._beside.keep(lead_id)

    def _say_empty(self) -> None:
        group = (self._groups.on() or ["open"])[0]
        if group == "parked":
            self.table.empty.say(
                self.tr("Nothing is parked"),
                self.tr(
                    "A parked lead wakes by itself on its day, or when something new comes in."
                ),
                icon="clock",
            )
            return
        may = words.may_register(self._station)
        self.table.empty.say(
            self.tr("No lead here"),
            self.tr("What is registered, or assigned to your office, stands here."),
            texts.word("event.REGISTER_LEAD") if may and group == "open" else "",
            icon="scan-line",
        )

    def _wire(self) -> None:
        self._groups.changed.connect(self._filter)
        self._lamps.changed.connect(self._filter)
        self._words.returnPressed.connect(self._search)
        self.table.failed.connect(self._station.refuse)
        self.table.model.counted.connect(self._say_empty)
        self.table.model.counted.connect(self.pending.look)
        self.pending.mark(self.table)
        self.pending.changed.connect(self._met)
        self.table.empty.acted.connect(self.open_form)
        self.detail.act_asked.connect(self._act)
        for each in self._sheets:
            each.closed.connect(self._left)
            each.closed.connect(self._station.notices.forgive)
        self.act.done.connect(self._done)
        self.minutes.done.connect(self._done)
        self.merge.done.connect(self._merged)
        self.package.done.connect(self._done)
        self.detail.package_asked.connect(self._make_package)
        self.tabs.currentChanged.connect(self._tab_shown)
        self.letters.chosen.connect(self._open_from_tab)
        self.letters.act_asked.connect(self._act_on_letter)
        keys.bind(self, Key.NEW, self.open_form)
        keys.bind(self, Key.REFRESH, self.refresh)
        self._split.splitterMoved.connect(
            lambda: QSettings().setValue(_SPLIT, self._split.saveState())
        )

    def _lay_out(self) -> Iterator[None]:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addStretch()
        head.addWidget(self._due.button)
        head.addWidget(self._export)
        head.addWidget(self._new)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._groups)
        line.addWidget(self._lamps)
        line.addStretch()
        line.addWidget(self._words, 1)
        self._split.setChildrenCollapsible(False)
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([590, 590, 340, 420, 360, 360, 360, 360])
        kept = QSettings().value(_SPLIT)
        if kept is not None:
            self._split.restoreState(kept)
        self.table.setMinimumWidth(300)
        inside = QVBoxLayout(self._first)
        inside.setContentsMargins(0, 12, 0, 0)
        inside.setSpacing(12)
        inside.addLayout(line)
        inside.addWidget(self.strip)
        inside.addWidget(self._split, 1)
        yield
        for tab in (self.month, self.letters, self.packages):
            self.tabs.addTab(tab, "")  # moved in there, and so dressed anew with all in it
            yield
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.setSpacing(8)
        whole.addLayout(head)
        whole.addWidget(self.tabs, 1)
        yield

    def retranslate(self) -> None:
        """Set every text anew."""
        self._title.setText(self.tr("Leads"))
        parts.say(self._new, texts.word("event.REGISTER_LEAD"), Key.NEW)
        parts.say(self._export, self.tr("Export"))
        self._words.setPlaceholderText(self.tr("Code, person or words; Enter looks"))
        self.tabs.setTabText(0, self.tr("Ledger of leads"))
        self.tabs.setTabText(_MONTH, self.tr("Month"))
        self.tabs.setTabText(_LETTERS, self.tr("Letters"))
        self.tabs.setTabText(_PACKAGES, self.tr("Packages"))
        self._groups.show_filters(
            (
                Filter("open", self.tr("At work")),
                Filter("parked", texts.word("status.L_PARKED")),
                Filter("done", self.tr("Ended")),
                Filter("all", self.tr("All")),
            )
        )
        self._lamps.show_filters(
            (
                Filter("any", self.tr("Any lamp")),
                *(Filter(lamp, words.lamp_word(lamp)) for lamp in _LAMPS),
            )
        )
        self._say_empty()


def _book(found: exports.Exported, _: Fetch) -> bytes:
    from app.leads import sheets  # heavy, and only an export needs it

    return sheets.ledger_xlsx(found.rows, found.mark)
