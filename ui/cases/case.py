"""The case page: one ledger with its head, its balance, its things, its people and its settlement."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from app.cases import service as cases
from app.cases.types import CaseFileView, CaseStatus
from app.forms import exports
from app.leads import links
from app.leads.types import LeadRow
from ui import texts
from ui.cases import printing, words
from ui.cases.ledger import LedgerTab
from ui.cases.people import PeopleTab
from ui.cases.settling import SettleTab
from ui.cases.totals import TotalsTab
from ui.shell import files, keys
from ui.shell.keys import Key
from ui.shell.pages import InPieces
from ui.widgets import parts
from ui.widgets.balance import Balance, Part
from ui.widgets.busy import Busy
from ui.widgets.chips import Chip
from ui.widgets.facts import Fact, Facts, Group
from ui.work import Lane, Ticket

_TABS = ("ledger", "people", "totals", "settlement")


class CasePage(InPieces, QWidget):
    """案件账: 接收 = 在库 + 在外 + 终结 + 差异 as one bar; below it the ledger, the people, the totals, the settlement."""

    features = frozenset({"cases", "custody", "requests"})

    def _pieces(self) -> Iterator[None]:
        station = self._station
        self._case_id = ""
        self._view: CaseFileView | None = None
        self._ticket: Ticket | None = None
        self._number = parts.label(self, "title")
        self._alias = parts.label(self, "large")
        self._state = Chip(parent=self)
        self._about = parts.label(self, "soft", wraps=True)
        self._values = parts.label(self, "soft")
        self._leads = Facts(self, label_width=0)
        self._leads.followed.connect(station.go)
        self._register = parts.button(self, "case.register", self._go_register, icon="package-plus")
        self._print = parts.button(self, "case.print", self.print_ledger, icon="printer")
        self._export = parts.button(self, "case.export", self.export_sheet, icon="download")
        yield
        self.balance = Balance(self)
        self.balance.setObjectName("case.balance")
        self.tabs = QTabWidget(self)
        self.tabs.setObjectName("case.tabs")
        yield
        self.ledger = LedgerTab(station, self.tabs)
        self.tabs.addTab(self.ledger, "")
        yield
        for _ in _TABS[1:]:
            self.tabs.addTab(_holder(self), "")
        self._people: PeopleTab | None = None
        self._totals: TotalsTab | None = None
        self._settlement: SettleTab | None = None
        # The page is on the screen first; what is behind its tabs comes after.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._show_settlement)
        self._busy = Busy(self)
        yield
        self._lay_out()
        yield
        self._wire()
        self.retranslate()

    @property
    def people(self) -> PeopleTab:
        """The people's tab, built when first needed."""
        if self._people is None:
            self._people = PeopleTab(self._station, self._put("people"))
            self._fill("people", self._people)
            if self._view is not None:
                self._people.show_case(self._view)
        return self._people

    @property
    def totals(self) -> TotalsTab:
        """The totals' tab, built when first needed."""
        if self._totals is None:
            self._totals = TotalsTab(self._station, self._put("totals"))
            self._fill("totals", self._totals)
            if self._view is not None:
                self._totals.show_case(self._view.row.id)
        return self._totals

    @property
    def settlement(self) -> SettleTab:
        """The settlement's tab, built when first needed."""
        if self._settlement is None:
            self._settlement = SettleTab(self._station, self._put("settlement"))
            self._settlement.counted.connect(self._say_blockers)
            self._fill("settlement", self._settlement)
            if self._view is not None:
                self._settlement.show_case(self._view)
        return self._settlement

    def get_ready(self) -> Iterator[None]:
        """Build the tab whose count stands on its head before a case is asked for."""
        yield from parts.dressing(self.settlement)

    def show_target(self, target: str, extra: str = "") -> None:
        """Show this case; extra names the tab (ledger, people, totals, settlement)."""
        if target != self._case_id:
            self._case_id = target
            self._view = None
            self._blank()
        if extra in _TABS:
            self.tabs.setCurrentIndex(_TABS.index(extra))
        self.refresh()

    def refresh(self) -> None:
        """Look again."""
        if not self._case_id:
            return
        if self._ticket is not None:
            self._ticket.cancel()
        self._ticket = self._station.ask(self, cases.view, case_id=self._case_id, then=self._took)

    def first_focus(self) -> None:
        """Where the keys go first."""
        self.ledger.table.view.setFocus()

    def help_text(self) -> str:
        """What F1 says."""
        return self.tr(
            "One case, one ledger. The bar shows received = in store + out + ended + difference. Enter opens "
            "a card; F6 goes to the next tab; Ctrl+P shows the ledger and the other forms on paper, Ctrl+E makes a spreadsheet. "
            "The settlement tab says what still stands in the way and whose turn it is."
        )

    def print_ledger(self) -> None:
        """Ctrl+P: the case's forms, its ledger first."""
        if self._view is not None:
            self._station.go("form", f"case {self._case_id}", "F9")

    def export_sheet(self) -> None:
        """Make the ledger as a spreadsheet, where the person wants it."""
        if self._view is None:
            return
        title = self.tr("Ledger as spreadsheet")
        name = f"{self._view.row.number}-{texts.word('form.ledger')}.xlsx"
        path = files.ask_save(self, title, name, "Excel (*.xlsx)")
        if path is not None:
            ticket = self._station.work.run(
                self,
                partial(printing.sheet, self._station.store, self._case_id, printing.heads(), path),
                then=self._made,
                failed=self._not_made,
                progress=self._busy.report,
                lane=Lane.CHECKS,
            )
            self._busy.begin(title, ticket)

    def _made(self, path: Path) -> None:
        self._busy.end()
        self._station.notices.done(self.tr("Saved: {0}").format(path))
        self._note_export(path.suffix[1:])

    def _note_export(self, form: str) -> None:
        """What leaves the program leaves a line in the trail; an alarmed store writes none."""
        if not self._station.store.read_only:
            self._station.do(
                self, exports.exported, what="ledger", object_id=self._case_id, form=form
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

    def _go_register(self) -> None:
        self._station.go("intake", self._case_id, "register")

    def _took(self, view: CaseFileView) -> None:
        self._view = view
        self._say()
        self._station.ask(self, links.of_case, case_id=view.row.id, then=self._say_leads)
        self.ledger.show_case(view.row.id)
        if self._people is not None:
            self._people.show_case(view)
        if self._totals is not None:
            self._totals.show_case(view.row.id)
        self._soon.start()

    def _say_leads(self, leads: tuple[LeadRow, ...]) -> None:
        """The leads that it stands on, for who may see them."""
        told = [
            Fact(texts.word("lead.number"), lead.number, goes=("leads", lead.id)) for lead in leads
        ]
        self._leads.show_groups([Group("", tuple(told))] if told else [])
        self._leads.setVisible(bool(told))

    def _show_settlement(self) -> None:
        if self._view is not None:
            self.settlement.show_case(self._view)

    def _tab_shown(self, at: int) -> None:
        """Build what is behind the tab, if it was not yet: in the next turn, the page itself comes first."""
        if at > 0:
            QTimer.singleShot(0, self, lambda: getattr(self, _TABS[at]))

    def _put(self, tab: str) -> QWidget:
        page = self.tabs.widget(_TABS.index(tab))
        assert page is not None
        return page

    def _fill(self, tab: str, made: QWidget) -> None:
        layout = self._put(tab).layout()
        assert layout is not None
        layout.addWidget(made)

    def _say_blockers(self, number: int) -> None:
        title = self.tr("Settlement")
        self.tabs.setTabText(_TABS.index("settlement"), f"{title}  {number:,}" if number else title)

    def _blank(self) -> None:
        for label in (self._number, self._alias, self._about, self._values):
            label.setText("")
        self._state.hide()
        self._leads.hide()

    def _say(self) -> None:
        view = self._view
        if view is None:
            return
        row = view.row
        self._number.setText(row.number)
        self._alias.setText(row.alias)
        self._state.show_state(texts.word(f"status.{row.status}"), texts.case_tone(row.status))
        self._state.show()
        told = (
            row.title,
            words.kind_word(row.kind),
            row.department,
            view.filing_no,
            words.secrecy_word(view.secrecy) if view.secrecy else "",
            self.tr("opened {0}").format(texts.day(row.opened_at)),
        )
        self._about.setText("  ·  ".join(part for part in told if part))
        kept = "   ".join(texts.money(fen, currency) for currency, fen in view.balance.value_fen)
        pending = (
            self.tr("{0} not yet received").format(view.balance.pending)
            if view.balance.pending
            else ""
        )
        worth = self.tr("Value kept {0}").format(kept) if kept else ""
        self._values.setText("   ·   ".join(part for part in (worth, pending) if part))
        self._register.setVisible(row.status == CaseStatus.ACTIVE and self._station.may("handler"))
        self._say_balance(view)

    def _say_balance(self, view: CaseFileView) -> None:
        told = view.balance
        self.balance.show_balance(
            Part(texts.word("case.received"), told.received, "text"),
            (
                Part(texts.word("case.inside"), told.inside, "ok"),
                Part(texts.word("case.outside"), told.outside, "accent"),
                Part(texts.word("case.ended"), told.ended, "ended"),
                Part(texts.word("case.difference"), told.difference, "danger"),
            ),
        )

    def _next_tab(self) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + 1) % self.tabs.count())

    def _wire(self) -> None:
        self.tabs.currentChanged.connect(self._tab_shown)
        keys.bind(self, Key.PRINT, self.print_ledger)
        keys.bind(self, Key.EXPORT, self.export_sheet)
        keys.bind(self, Key.NEXT_PANE, self._next_tab)
        keys.bind(self, Key.REFRESH, self.refresh)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._number, 0, Qt.AlignmentFlag.AlignBaseline)
        head.addWidget(self._alias, 0, Qt.AlignmentFlag.AlignBaseline)
        head.addWidget(self._state, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addStretch()
        for button in (self._register, self._print, self._export):
            head.addWidget(button)
        sums = QHBoxLayout()
        sums.setSpacing(24)
        sums.addWidget(self.balance, 1)
        right = QVBoxLayout()
        right.setSpacing(4)
        right.addWidget(self._values, 0, Qt.AlignmentFlag.AlignRight)
        right.addWidget(self._busy)
        right.addStretch()
        sums.addLayout(right)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.setSpacing(8)
        whole.addLayout(head)
        whole.addWidget(self._about)
        whole.addWidget(self._leads)
        whole.addLayout(sums)
        whole.addWidget(self.tabs, 1)

    def retranslate(self) -> None:
        """Set every text anew."""
        parts.say(self._register, self.tr("Register items"))
        parts.say(self._print, self.tr("Forms"), Key.PRINT)
        parts.say(self._export, self.tr("Spreadsheet"), Key.EXPORT)
        for at, title in enumerate(
            (self.tr("Ledger"), self.tr("People"), self.tr("Totals"), self.tr("Settlement"))
        ):
            self.tabs.setTabText(at, title)
        self._say()


def _holder(parent: QWidget) -> QWidget:
    """Where a tab's side will stand."""
    made = QWidget(parent)
    layout = QVBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    return made
