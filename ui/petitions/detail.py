"""A petition in full: seal and number, the acts that are open now, what it says, its clocks, and what happened."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.leads import converting
from app.leads.types import LeadRow
from app.petitions import identities, views
from app.petitions.types import Action, PetitionView, Shown
from ui import texts
from ui.pending import Pending, PendingMark, no_history, why_not_here
from ui.petitions import printing, telling, words
from ui.petitions.acts import ACTS
from ui.petitions.identity import IdentityView
from ui.petitions.joining import JOIN, JOINERS
from ui.petitions.seal import SealSign
from ui.shell import icons, lang
from ui.shell.station import Station
from ui.widgets import parts
from ui.widgets.chips import Chip
from ui.widgets.empty import EmptyState
from ui.widgets.facts import Facts
from ui.widgets.flow import Flow
from ui.widgets.timeline import Moment, Timeline
from ui.work import Ticket

_FACTS = 376


class PetitionDetail(lang.Speaks, QWidget):
    """Shows one petition; its acts are asked for by name."""

    act_asked = Signal(str)
    #: The petition was read anew: as it is shown now.
    read_anew = Signal(object)
    #: Its originals are to be looked at.
    papers_asked = Signal(object)

    def __init__(self, station: Station, pending: Pending, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._station = station
        self._pending = pending
        self.mark = PendingMark(pending, "petition.pending", self)
        pending.changed.connect(self._say)
        self._id = ""
        self._view: PetitionView | None = None
        self._ticket: Ticket | None = None
        self._seal = SealSign(self)
        self._title = parts.label(self, "heading")
        self._state = Chip(parent=self)
        self._due = Chip(parent=self)
        self._print = parts.button(
            self, "petition.form", self._choose_sheet, kind="quiet", icon="printer"
        )
        self._papers = parts.button(
            self, "petition.papers", self._ask_papers, kind="quiet", icon="images"
        )
        self._acts = Flow(self)
        self._buttons: list[QPushButton] = []
        self._more = QToolButton(self._acts)  # within: else they stand over the empty pane
        self._more.setObjectName("petition.more")
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._why = parts.button(
            self, "petition.why_not", self._toggle_why, kind="quiet", icon="info"
        )
        self._reasons = parts.label(self, "soft", wraps=True)
        self._reasons.hide()
        self._see = parts.button(self._acts, "petition.see_who", self._see_who, icon="shield")
        self._leads: tuple[LeadRow, ...] = ()
        self._facts = Facts(self, label_width=92)
        self._facts.followed.connect(station.go)
        self._timeline = Timeline(self)
        self.identity = IdentityView(self)
        self._nothing = EmptyState("inbox", self)
        self._body = QWidget(self)
        self._lay_out()
        self.retranslate()
        self._show(None)

    def show_petition(self, petition_id: str) -> None:
        """Show this one; empty: none."""
        self._id = petition_id
        self.identity.end()
        if not petition_id:
            self._show(None)
            return
        self.reload()

    def reload(self) -> None:
        """Look again."""
        if not self._id:
            return
        if self._ticket is not None:
            self._ticket.cancel()
        self._ticket = self._station.ask(
            self, views.view, petition_id=self._id, then=self._show, failed=self._gone
        )

    def view(self) -> PetitionView | None:
        """What is shown."""
        return self._view

    def _gone(self, _: Exception) -> None:
        # passed to another office, or to be kept away from: it is not here any more
        self._id = ""
        self._show(None)

    def _show(self, view: PetitionView | None) -> None:
        if view is None or self._view is None or view.row.id != self._view.row.id:
            self._leads = ()
        self._view = view
        if view is not None:
            self._station.ask(
                self,
                converting.of_petition,
                petition_id=view.row.id,
                then=partial(self._say_leads, view.row.id),
                failed=_nothing,
            )
        self._body.setVisible(view is not None)
        self._nothing.setVisible(view is None)
        self._say()
        self.read_anew.emit(view)

    def _say(self) -> None:
        view = self._view
        if view is None:
            return
        row = view.row
        self.mark.show_object(row.id)
        self._seal.show_channel(row.channel)
        self._title.setText(row.number or row.draft or self.tr("No number yet"))
        self._state.show_state(words.status(row.status), words.tone(row.status))
        self._due.setVisible(row.due is not None)
        if row.due is not None:
            rule = texts.word(f"rule.limit.{row.due_rule}")
            self._due.show_state(f"{rule}  {words.due(row)}", words.lamp_tone(row) or "ended")
        self._facts.show_groups(telling.groups(view, self._leads))
        moments = [self._moment(at, view) for at in range(len(view.entries))]
        self._timeline.show_moments(moments or [no_history()])
        self._papers.setVisible(bool(view.originals))
        self._say_acts(view)
        grant = next((r for r in view.requests if r.decision == "granted" and not r.shown_at), None)
        self._see.setVisible(grant is not None)

    def _say_leads(self, petition_id: str, leads: tuple[LeadRow, ...]) -> None:
        """What it became, for who may see that."""
        view = self._view
        if view is None or view.row.id != petition_id:
            return
        self._leads = leads
        self._facts.show_groups(telling.groups(view, leads))

    def _moment(self, at: int, view: PetitionView) -> Moment:
        entry = view.entries[at]
        who = entry.actor_name + (f" + {entry.second_name}" if entry.second_name else "")
        why = telling.entry(entry)
        if entry.kind == "RECEIVE_PETITION" and view.row.received_at < view.row.recorded_at:
            why = self.tr("received {0}").format(texts.moment(view.row.received_at))
        return Moment(
            str(at), texts.word(f"event.{entry.kind}"), who, texts.moment(entry.recorded_at), why
        )

    # -- acts ----------------------------------------------------------------------------------------

    def _say_acts(self, view: PetitionView) -> None:
        for old in self._buttons:
            old.hide()
            old.deleteLater()
        self._buttons = []
        known = [a for a in view.actions if a.verb in ACTS]
        here = {a.verb: why_not_here(ACTS[a.verb].verb, view.row.id, self._pending) for a in known}
        offered = [a for a in known if a.is_open and not here[a.verb]]
        main = [a for a in offered if ACTS[a.verb].is_main]
        for at, action in enumerate(main):
            button = parts.button(
                self._acts,
                f"petition.{action.verb.rpartition('.')[2]}",
                partial(self.act_asked.emit, action.verb),
                kind="primary" if at == 0 else "",
            )
            button.setText(texts.word(f"verb.{action.verb}"))
            self._buttons.append(button)
        more = [(a.verb, texts.word(f"verb.{a.verb}")) for a in offered if not ACTS[a.verb].is_main]
        closed = [a for a in known if a not in offered]
        reasons = [self._reason(a, view, here[a.verb] if a.is_open else "") for a in closed]
        if self._station.may(*JOINERS):
            word, why = (
                texts.word("petition.join"),
                why_not_here(converting.link, "", self._pending),
            )
            if why:
                reasons.append(f"{word}: {why}")
            else:
                more.append((JOIN, word))
        self._fill_menu(more)
        self._acts.show_parts((*self._buttons, self._see, self._more))
        self._why.setVisible(bool(reasons))
        self._reasons.setText("\n".join(reasons))
        self._reasons.hide()

    def _fill_menu(self, acts: list[tuple[str, str]]) -> None:
        menu = QMenu(self._more)
        for verb, word in acts:
            made = menu.addAction(word)
            made.triggered.connect(partial(self._chosen, verb))
        old = self._more.menu()
        self._more.setMenu(menu)
        if old is not None:
            old.deleteLater()
        self._more.setVisible(bool(acts))

    def _chosen(self, verb: str, _: bool = False) -> None:
        self.act_asked.emit(verb)

    def _reason(self, action: Action, view: PetitionView, here: str) -> str:
        why = here or words.why_not(action, view.row.status)
        return f"{texts.word(f'verb.{action.verb}')}: {why}"

    def _toggle_why(self) -> None:
        self._reasons.setVisible(self._reasons.isHidden())

    def _see_who(self) -> None:
        if self._view is None:
            return
        grant = next(
            (r for r in self._view.requests if r.decision == "granted" and not r.shown_at), None
        )
        if grant is not None:
            self._station.do(self, identities.show_identity, request_id=grant.id, then=self._shown)

    def _shown(self, shown: Shown) -> None:
        self.identity.show_identity(shown)

    def _ask_papers(self) -> None:
        if self._view is not None:
            self.papers_asked.emit(self._view)

    def _choose_sheet(self) -> None:
        if self._view is not None:
            printing.choose(self._station, self._print, self._view)

    def _lay_out(self) -> None:
        self._more.setIcon(icons.icon("plus"))
        self._more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        head = QHBoxLayout()
        head.setSpacing(12)
        for piece in (self._seal, self._title, self._state, self._due):
            head.addWidget(piece)
        head.addStretch()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._acts, 1)
        for beside in (self._papers, self._print, self._why):
            row.addWidget(beside, 0, Qt.AlignmentFlag.AlignTop)
        told = QWidget(self._body)
        told.setProperty("surface", "clear")
        left = QVBoxLayout(told)
        left.setContentsMargins(0, 0, 8, 0)
        left.setSpacing(12)
        left.addWidget(self._reasons)
        left.addWidget(self._facts)
        left.addStretch()
        scroll = QScrollArea(self._body)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(told)
        scroll.setMinimumWidth(_FACTS)  # never sideways: less would cut its lines
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addWidget(scroll, 3)
        both.addWidget(self._timeline, 2)
        inner = QVBoxLayout(self._body)
        inner.setContentsMargins(8, 0, 0, 0)
        inner.setSpacing(12)
        inner.addLayout(head)
        inner.addWidget(self.mark)
        inner.addLayout(row)
        inner.addLayout(both, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._body)
        whole.addWidget(self._nothing)

    def retranslate(self) -> None:
        """Set every text anew."""
        self._more.setText(self.tr("More"))
        parts.say(self._why, self.tr("Why not"))
        parts.say(self._print, self.tr("Form"))
        parts.say(self._papers, self.tr("Originals"))
        parts.say(self._see, self.tr("See the reporter once"))
        self._nothing.say(
            self.tr("Choose a petition"),
            self.tr("What it says, its clocks and its acts stand here; never who reported."),
        )
        self._say()


def _nothing(_: Exception) -> None:
    """Who has no business with leads is told of none."""
