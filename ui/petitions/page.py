"""The petitions page: seals first, chips with counts in the order of the seals, the list, and the chosen one beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSplitter, QTabWidget, QVBoxLayout, QWidget

from app.petitions import exports, views
from app.petitions.types import Counted, Done, PetitionRow, PetitionView
from ui.exporting import ExportSheet, Shown
from ui.pending import Pending, PendingStrip
from ui.petitions import out, sealed, words
from ui.petitions.acting import ActSheet
from ui.petitions.columns import columns
from ui.petitions.custodian import RequestsPanel
from ui.petitions.detail import PetitionDetail
from ui.petitions.joining import JOIN, JoinSheet
from ui.petitions.originals import OriginalsSheet
from ui.petitions.register import RegisterSheet
from ui.petitions.repeats import RepeatSheet
from ui.petitions.seal import SealPainter
from ui.petitions.sealed import SealedTab
from ui.petitions.supervision import SupervisionTab
from ui.shell import icons, keys
from ui.shell.keys import Key
from ui.shell.pages import InPieces
from ui.shell.rows import BookRows, GivenRows
from ui.widgets import parts
from ui.widgets.beside import Beside
from ui.widgets.chips import Filter, FilterBar
from ui.widgets.table import DataTable
from ui.work import Lane

_SPLIT: Final = "page/petitions/split"
_ASK_AFTER_MS: Final = 300
_WIDE: Final = 1500
_SEALED: Final = 2
_EXPORTERS: Final = ("petition_clerk", "petition_head", "lead_clerk", "oversight")
_DESKS: Final = ("petition_clerk", "petition_head", "petition_desk")
_GROUPS: Final = ("all", *views.GROUPS, "late")


class PetitionsPage(InPieces, QWidget):
    """信访: Ctrl+N takes one in, Enter reads on, the acts stand as buttons at the petition."""

    features = frozenset({"petitions", "leads"})

    def _pieces(self) -> Iterator[None]:
        station = self._station
        self._found = GivenRows()
        self.pending = Pending(station, "petitions", self)
        self.tabs = QTabWidget(self)
        self.tabs.setObjectName("petitions.tabs")
        self._first = QWidget()
        self.tabs.addTab(self._first, "")
        self._split = QSplitter(Qt.Orientation.Horizontal, self._first)
        self.strip = PendingStrip(self.pending, "petitions.pending", self._first)
        self._title = parts.label(self, "title")
        self._new = parts.button(self, "petitions.new", self.open_form, kind="primary", icon="plus")
        self._export = parts.button(self, "petitions.export", self._begin_export, icon="download")
        self._channels = FilterBar(self._first, several=True)
        self._channels.setObjectName("petitions.channels")
        self._groups = FilterBar(self._first)
        self._groups.setObjectName("petitions.groups")
        self._words = QLineEdit(self._first)
        self._words.setObjectName("petitions.words")
        self._words.setClearButtonEnabled(True)
        self._words.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._words.setMaximumWidth(260)
        self._soon = QTimer(self, singleShot=True, interval=_ASK_AFTER_MS)
        yield
        books = BookRows(station.store, views.rows, views.count)
        self.table = self._table(books, "petitions.table")
        yield
        self.found = self._table(self._found, "petitions.found")
        self.found.hide()
        yield
        self.detail = PetitionDetail(station, self.pending, self._split)
        yield
        self.sheet = RegisterSheet(station, self._registered, self._split)
        yield
        self.acting = ActSheet(station, self._acted, self._split)
        yield
        self.repeats = RepeatSheet(station, self._split)
        yield
        self.joining = JoinSheet(station, self._acted, self._split)
        yield
        self.exporting = ExportSheet(
            station, "petition_export", exports.export_list, out.workbook, exports.MOST, self._split
        )
        yield
        self.papers = OriginalsSheet(station, self._split)
        yield
        self.requests = RequestsPanel(station, self)
        yield
        #: What stands beside a petition, one at a time.
        self._besides = (self.acting, self.repeats, self.joining, self.exporting, self.papers)
        for hidden in (self.sheet, self.requests, *self._besides):
            hidden.hide()
        self.supervision = SupervisionTab(station, self.tabs, whole=False)
        yield from self.supervision.pieces()
        yield
        self.tabs.addTab(self.supervision, "")
        yield
        self.sealed = SealedTab(station, self.tabs)
        yield
        self.tabs.addTab(self.sealed, "")
        yield
        self._waiting = 0
        self._beside = Beside(self.table, self._shown, self._show)
        self._lay_out()
        yield
        self._wire()
        yield
        self.retranslate()
        self._groups.set_on("all")

    def _table(self, source: Any, name: str) -> DataTable:
        made = DataTable(self._station.work, source, columns(self.pending.column()), self._split)
        made.setObjectName(name)
        made.view.setItemDelegateForColumn(0, SealPainter(made.view))
        return made

    # -- what the window asks ------------------------------------------------------------------------

    def refresh(self) -> None:
        """Look again, without moving what is shown."""
        self._new.setVisible(self._station.may(*_DESKS))
        self._offer_export()
        self.tabs.setTabVisible(_SEALED, self._station.may(*sealed.READERS))
        if self._is_custodian():
            self._show_custodian()
            return
        self._beside.refresh(self._filters())
        self._count()
        self.detail.reload()
        if self.tabs.currentIndex() == _SEALED:
            self.sealed.refresh()
        if self.tabs.currentIndex() == 1:
            self.supervision.refresh()
        else:
            self.supervision.look_for_notices()

    def _is_custodian(self) -> bool:
        return self._station.may("identity_custodian") and not self._station.may(*views.READERS)

    def _show_custodian(self) -> None:
        self.tabs.hide()
        self.requests.show()
        self.requests.reload()

    def show_target(self, target: str, extra: str = "") -> None:
        """Show one group, the form ("new"), or one petition by its id."""
        if target == "new":
            self.open_form()
            return
        if target:
            self._show_list()
        if target in _GROUPS:
            self._groups.set_on(target)
            self._filter()
        elif target:
            self._beside.keep(target)

    def _show_list(self) -> None:
        """The list and its petition are seen; a form that was begun is put aside, not lost."""
        self.tabs.setCurrentIndex(0)
        if self.sheet.isVisibleTo(self):
            self._registered(None)

    def take_scan(self, scanned: Any) -> bool:
        """While a petition is linked to a lead, a lead's card names that lead; else the card opens its lead."""
        if scanned.kind != "lead" or self.joining.isHidden():
            return False
        self.joining.lead.take_code(scanned.number)
        return True

    def first_focus(self) -> None:
        """Where the keys go first."""
        if self.sheet.isHidden():
            self.table.view.setFocus()

    def help_text(self) -> str:
        """What F1 says."""
        return self.tr(
            "Petitions with the seal of their channel first. Ctrl+N takes one in: fill the form with Tab and "
            "Enter, Ctrl+S registers it. What belongs to the superior organ or is about the own head is only "
            "sealed and passed on. The buttons at a petition are the acts that the rules allow now; “Why not” "
            "says why the others are closed. Ctrl+F searches; a search for oneself finds nothing."
        )

    def open_form(self) -> None:
        """Take a petition in."""
        if self._station.may(*_DESKS):
            # the form has the whole page: nothing of it is cut, and nothing else asks for the eye
            self.tabs.setCurrentIndex(0)
            for other in (self.table, self.found, self.detail, *self._besides):
                other.hide()
            self._filters_shown(False)
            self.sheet.begin()

    # -- what happens --------------------------------------------------------------------------------

    def _registered(self, done: Done | None) -> None:
        self.sheet.hide()
        self.detail.show()
        self._filters_shown(True)
        self._search()
        self.first_focus()
        if done is not None:
            self._beside.keep(done.id)

    def _filters_shown(self, shown: bool) -> None:
        for each in (self._groups, self._words, self._channels):
            each.setVisible(shown)

    def _acted(self) -> None:
        """What was acted on stays shown, also when it left the list by it."""
        self.acting.hide()
        self.joining.hide()
        self._search()
        self._beside.keep(self._shown())
        self.table.view.setFocus()

    def _act(self, verb: str) -> None:
        view = self.detail.view()
        if view is None:
            return
        if verb == "petitions.link":
            self._make_room(self.repeats)
            self.repeats.begin(view)
        elif verb == JOIN:
            self._make_room(self.joining)
            self.joining.begin(view)
        else:
            self._make_room(self.acting)
            self.acting.begin(verb, view)
            # on a small screen the petition and its act need the room of the list
            self._list_shown(self.acting.isHidden() or self.width() > _WIDE)

    def _offer_export(self) -> None:
        """A list leaves from the centre, where two sign for it."""
        self._export.setVisible(self._station.may(*_EXPORTERS) and self.pending.reached)

    def _begin_export(self) -> None:
        """The list as it is shown: the same channels and group, or what was found by the words."""
        if self.sheet.isVisible():
            return
        self.tabs.setCurrentIndex(0)
        self._make_room(self.exporting)
        asked = self._words.text().strip()
        if asked:
            said = self.tr("Search “{0}”").format(asked)
            self.exporting.begin(Shown((said,), self.found.model.rowCount()), words=asked)
            return
        shown = Shown((*self._groups.said(), *self._channels.said()), self.table.model.rowCount())
        self.exporting.begin(shown, **self._filters())

    def _make_room(self, sheet: QWidget) -> None:
        """One sheet at a time; on a small screen it needs the room of the list."""
        for other in self._besides:
            if other is not sheet:
                other.hide()
        self._list_shown(self.width() > _WIDE)

    def _list_shown(self, shown: bool) -> None:
        """The list, or what was found."""
        is_search = bool(self._words.text().strip())
        self.table.setVisible(shown and not is_search)
        self.found.setVisible(shown and is_search)

    def _show_papers(self, view: PetitionView) -> None:
        self._make_room(self.papers)
        self.papers.begin(view)

    def _beside_left(self) -> None:
        self._search()  # the list, or what was found
        self.first_focus()

    def _filters(self) -> dict[str, Any]:
        group = (self._groups.on() or ["all"])[0]
        told: dict[str, Any] = {"channels": tuple(self._channels.on())}
        if group == "late":
            told["is_late"] = True
        elif group != "all":
            told["group"] = group
        return told

    def _filter(self) -> None:
        self._beside.filter(self._filters())
        self._count()

    def _count(self) -> None:
        asked = {k: v for k, v in self._filters().items() if k != "channels"}
        self._station.ask(self, views.channels, then=self._say_channels, **asked)

    def _say_channels(self, found: tuple[Counted, ...]) -> None:
        self._channels.show_filters(
            [
                Filter(
                    each.channel,
                    f"{words.seal(each.channel)} {words.channel(each.channel)}",
                    each.count,
                )
                for each in found
            ]
        )

    def _search(self) -> None:
        asked = self._words.text().strip()
        self._list_shown(True)
        if not asked:
            if (row := self.table.current_row()) is not None and not self._shown():
                self._show(row.id)
            return
        self._station.work.run(
            self,
            self._station.store.run,
            views.search,
            words=asked,
            then=self._show_found,
            failed=self._station.refuse,
            lane=Lane.BOOKS,
        )

    def _show_found(self, rows: tuple[PetitionRow, ...]) -> None:
        self._found.show(rows)
        self.found.reload()
        # Nothing was found: nothing stands beside it that could be acted on, unless an act is being written.
        if not rows and all(each.isHidden() for each in self._besides):
            self._show("")

    def _show(self, petition_id: str) -> None:
        """An act that is being written stays while its petition stays."""
        if petition_id != self._shown():
            for each in (self.acting, self.repeats, self.joining, self.papers):
                each.hide()
        self.detail.show_petition(petition_id)

    def _open_from_tab(self, petition_id: str) -> None:
        self.tabs.setCurrentIndex(0)
        self._beside.keep(petition_id)

    def _tab_shown(self, at: int) -> None:
        if at == 1:
            self.supervision.refresh()
        elif at == _SEALED:
            self.sealed.refresh()

    def _say_waiting(self, count: int) -> None:
        self._waiting = count
        word = self.tr("Supervision")
        self.tabs.setTabText(1, f"{word}  {count}" if count else word)

    def _choose_found(self, row: PetitionRow | None) -> None:
        if row is not None:
            self._beside.keep(row.id)

    def _shown(self) -> str:
        view = self.detail.view()
        return view.row.id if view is not None else ""

    def _say_empty(self) -> None:
        desk = self._station.may(*_DESKS)
        self.table.empty.say(
            self.tr("No petition here"),
            self.tr("Take one in with Ctrl+N, or choose other channels and states above.")
            if desk
            else self.tr("What is transferred to your office appears here."),
            self.tr("Take one in") if desk else "",
            icon="inbox",
        )
        self.found.empty.say(
            self.tr("Nothing found"),
            self.tr("Number, accused, unit and summary are looked at; all words must be there."),
            icon="search",
        )

    def _wire(self) -> None:
        self._channels.changed.connect(self._filter)
        self._groups.changed.connect(self._filter)
        self._words.textChanged.connect(lambda: self._soon.start())  # noqa: PLW0108
        self._soon.timeout.connect(self._search)
        self.found.current_changed.connect(self._choose_found)
        for table in (self.table, self.found):
            table.failed.connect(self._station.refuse)
        self.table.model.counted.connect(self._say_empty)
        self.table.model.counted.connect(self.pending.look)
        self.pending.mark(self.table, self.found)
        self.pending.changed.connect(self._offer_export)
        self.table.empty.acted.connect(self.open_form)
        self.detail.act_asked.connect(self._act)
        self.sheet.closed.connect(lambda: self._registered(None))
        self.acting.closed.connect(self._acted)
        self.repeats.closed.connect(self._acted)
        self.joining.closed.connect(self._acted)
        for each in (self.sheet, *self._besides):
            each.closed.connect(self._station.notices.forgive)
        for each in (self.exporting, self.papers):
            each.closed.connect(self._beside_left)
        self.detail.papers_asked.connect(self._show_papers)
        self.repeats.done.connect(self.detail.reload)
        self.detail.read_anew.connect(self.repeats.take_version)
        self.supervision.chosen.connect(self._open_from_tab)
        self.supervision.waiting.connect(self._say_waiting)
        self.tabs.currentChanged.connect(self._tab_shown)
        keys.bind(self, Key.NEW, self.open_form)
        keys.bind(self, Key.REFRESH, self.refresh)
        keys.bind(self, "Ctrl+F", self._words.setFocus)
        self._split.splitterMoved.connect(
            lambda: QSettings().setValue(_SPLIT, self._split.saveState())
        )

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self._title)
        head.addStretch()
        head.addWidget(self._export)
        head.addWidget(self._new)
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(self._groups)
        line.addStretch()
        line.addWidget(self._words, 1)
        chips = QHBoxLayout()
        chips.addWidget(self._channels)
        chips.addStretch()
        self._split.setChildrenCollapsible(False)
        for at, share in enumerate((1, 1, 1, 4)):
            self._split.setStretchFactor(at, share)
        self._split.setSizes([580, 580, 600, 620, 340, 440, 360, 360, 460])
        kept = QSettings().value(_SPLIT)
        if kept is not None:
            self._split.restoreState(kept)
        for table in (self.table, self.found):
            table.setMinimumWidth(320)
        inside = QVBoxLayout(self._first)
        inside.setContentsMargins(0, 12, 0, 0)
        inside.setSpacing(10)
        inside.addLayout(line)
        inside.addLayout(chips)
        inside.addWidget(self.strip)
        inside.addWidget(self._split, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.setSpacing(8)
        whole.addLayout(head)
        whole.addWidget(self.tabs, 1)
        whole.addWidget(self.requests, 1)

    def retranslate(self) -> None:
        """Set every text anew."""
        self._title.setText(self.tr("Petitions"))
        parts.say(self._new, self.tr("Take in"), Key.NEW)
        self.tabs.setTabText(0, self.tr("Ledger of petitions"))
        self._say_waiting(self._waiting)
        self.tabs.setTabText(_SEALED, self.tr("Sealed"))
        parts.say(self._export, self.tr("Export"))
        self._words.setPlaceholderText(self.tr("Search (Ctrl+F)"))
        told = {
            "all": self.tr("All"),
            "new": self.tr("To screen"),
            "accepted": self.tr("Accepted"),
            "handling": self.tr("Handling"),
            "closed": self.tr("To feed back"),
            "kept": self.tr("Passed or kept"),
            "ended": self.tr("Ended"),
            "late": self.tr("Late"),
        }
        self._groups.show_filters([Filter(each, told[each]) for each in _GROUPS])
        self._say_empty()
