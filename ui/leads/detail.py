"""One lead as whoever works on it must see it: what is said of whom, how far it is, what comes next and why not."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.leads import views
from app.leads.errors import LeadNotYours
from app.leads.rules import ENDED_CODES
from app.leads.types import (
    LeadEvent,
    LeadView,
    NextAct,
)
from ui import texts
from ui.leads import answering, telling, words
from ui.leads.acts import FORMS, SHEETS, verb_of
from ui.pending import Pending, PendingMark, no_history, why_not_here
from ui.shell import lang
from ui.shell.station import Station
from ui.widgets import parts
from ui.widgets.chips import Chip
from ui.widgets.empty import EmptyState
from ui.widgets.facts import Fact, Facts, Group
from ui.widgets.timeline import Timeline
from ui.work import Ticket

#: Buttons in a row.
_ACROSS = 3
#: What a lead is linked with → its page.
_PAGES = {"petition": "petitions", "case": "case"}
#: The act that leads on, drawn as the one to press.
_FORWARD = frozenset(
    {
        LeadEvent.PROPOSE_ASSIGNMENT,
        LeadEvent.APPROVE_ASSIGNMENT,
        LeadEvent.HAND_OVER_LEAD,
        LeadEvent.SIGN_IN_LEAD,
        LeadEvent.ANALYSE,
        LeadEvent.ANSWER_LETTER,
        LeadEvent.JUDGE_LETTER,
        LeadEvent.PROPOSE_DISPOSAL,
        LeadEvent.APPROVE_WAY,
        LeadEvent.REPORT_TALK,
        LeadEvent.CONCLUDE_TALK,
        LeadEvent.START_VERIFICATION,
        LeadEvent.REPORT_VERIFICATION,
        LeadEvent.CONCLUDE_VERIFICATION,
        LeadEvent.FILE_CASE,
        LeadEvent.CONFIRM_TRANSFER,
        LeadEvent.ARCHIVE_LEAD,
    }
)


class LeadDetail(lang.Speaks, QWidget):
    """Shows a lead; its buttons are what the law lets this person do now."""

    #: An act was chosen: (event, the lead as it is shown).
    act_asked = Signal(object, object)
    #: A report of the lead is to leave as a package: the lead as it is shown.
    package_asked = Signal(object)

    def __init__(self, station: Station, pending: Pending, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._station = station
        self._id = ""
        self._is_new = self._is_outside = False
        self._view: LeadView | None = None
        self._ticket: Ticket | None = None
        self._number = parts.label(self, "heading")
        self._number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._status = Chip(parent=self)
        self._lamp = Chip(parent=self)
        self._round = parts.label(self, "small")
        self._summary = parts.label(self, wraps=True)
        self._pending = pending
        self.mark = PendingMark(pending, "lead.pending", self)
        pending.changed.connect(self._say)
        self._buttons = QWidget(self)
        self._buttons.setProperty("surface", "clear")
        self._grid = QGridLayout(self._buttons)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self._grid.setColumnStretch(_ACROSS, 1)
        self._why = parts.button(self, "lead.why", self._toggle_why, kind="quiet", icon="info")
        self._why_not = parts.label(self, "soft", wraps=True)
        self._why_not.setObjectName("lead.why_not")
        self._why_not.hide()
        self._card = parts.button(self, "lead.card", self._print_card, kind="quiet", icon="qr-code")
        self._package = parts.button(
            self, "lead.package", self._ask_package, kind="quiet", icon="package"
        )
        self._facts = Facts(self, label_width=96)
        self._facts.followed.connect(station.go)
        self.timeline = Timeline(self)
        self._nothing = EmptyState("scan-line", self)
        self._body = QWidget(self)
        self._lay_out()
        self.retranslate()
        self._show(None)

    def show_lead(self, lead_id: str) -> None:
        """Show this one; empty: none. That it was opened is told, once it is."""
        self._is_new = lead_id not in ("", self._id)
        self._id, self._is_outside = lead_id, False
        if not lead_id:
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
            self, views.view, lead_id=self._id, then=self._came, failed=self._gone
        )

    def shown(self) -> str:
        """The id of what stands here, be it only that it is in another line; empty: none."""
        return self._id if self._view is not None or self._is_outside else ""

    def view(self) -> LeadView | None:
        """What is shown."""
        return self._view

    def set_narrow(self, narrow: bool) -> None:
        """While something is written beside it, its history gives the room."""
        self.timeline.setVisible(not narrow)

    def _came(self, view: LeadView) -> None:
        if self._is_new and not self._station.store.read_only:
            self._station.do(self, views.opened, lead_id=view.row.id)
        self._is_new = False
        self._show(view)

    def _gone(self, trouble: Exception) -> None:
        self._is_outside = isinstance(trouble, LeadNotYours)
        self._show(None)
        if not self._is_outside:
            self._station.refuse(trouble)

    def _show(self, view: LeadView | None) -> None:
        self._view = view
        self._body.setVisible(view is not None)
        self._nothing.setVisible(view is None)
        self._say()

    def _say(self) -> None:
        view = self._view
        if view is None:
            self._say_nothing()
            return
        row = view.row
        self.mark.show_object(row.id)
        self._number.setText(row.number)
        self._status.show_state(words.status_word(row.status), words.tone(row.status))
        self._lamp.setVisible(bool(row.lamp))
        if row.lamp:
            self._lamp.show_state(words.lamp_word(row.lamp), words.lamp_tone(row.lamp))
        self._round.setText(self.tr("round {0}").format(row.round) if row.round > 1 else "")
        self._summary.setText(row.summary)
        self._card.setVisible(row.status not in ENDED_CODES)  # its code leads nowhere any more
        self._package.setVisible(bool(view.reports) and words.may_register(self._station))
        self._say_acts(view)
        self._facts.show_groups(tuple(self._groups(view)))
        self.timeline.show_moments(tuple(telling.moments(view)) or (no_history(),))

    # -- what comes next -------------------------------------------------------------------------

    def _say_acts(self, view: LeadView) -> None:
        while self._grid.count():
            item = self._grid.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        here = {a.event: self._why_not_here(a, view.row.id) for a in view.acts if _has_form(a)}
        may = [a for a in view.acts if a.may and here.get(a.event) == ""]
        for at, act in enumerate(sorted(may, key=lambda a: a.event not in _FORWARD)):
            self._grid.addWidget(self._button(act), at // _ACROSS, at % _ACROSS)
        not_now = [a for a in view.acts if not a.may or here.get(a.event)]
        self._why.setVisible(bool(not_now))
        reasons: dict[str, list[str]] = {}  # what stands in the way of several is said once
        for act in not_now:
            why = (here.get(act.event, "") if act.may else "") or words.why_not(act)
            reasons.setdefault(why, []).append(texts.word(f"event.{act.event}"))
        self._why_not.setText(
            "\n".join(texts.pair(texts.several(acts), why) for why, acts in reasons.items())
        )
        if not not_now:
            self._why_not.hide()

    def _why_not_here(self, act: NextAct, lead_id: str) -> str:
        return why_not_here(verb_of(LeadEvent(act.event)), lead_id, self._pending)

    def _button(self, act: NextAct) -> QPushButton:
        event = LeadEvent(act.event)
        made = parts.button(
            self._buttons,
            f"lead.act.{event}",
            lambda: self.act_asked.emit(event, self._view),
            kind="primary" if event in _FORWARD else "",
        )
        parts.say(made, texts.word(f"event.{event}"))
        return made

    def _toggle_why(self) -> None:
        self._why_not.setVisible(self._why_not.isHidden())

    def _print_card(self) -> None:
        if self._view is not None:
            self.act_asked.emit(None, self._view)

    def _ask_package(self) -> None:
        if self._view is not None:
            self.package_asked.emit(self._view)

    # -- what it says ----------------------------------------------------------------------------

    def _groups(self, view: LeadView) -> list[Group]:
        found = [Group("", tuple(self._head(view)))]
        found += [
            Group(
                texts.word("lead.persons"),
                tuple(
                    Fact(
                        p.name,
                        "　".join(
                            x
                            for x in (p.unit, p.post, words.rank_word(p.rank), telling.marks(p))
                            if x
                        ),
                        "late" if p.key else "",
                    )
                    for p in view.persons
                ),
            ),
            Group(
                texts.word("lead.matters"),
                tuple(
                    Fact(self.tr("round {0}").format(m.round), telling.matter(m))
                    for m in view.matters
                ),
            ),
        ]
        found += [
            Group(texts.word("lead.rounds"), tuple(telling.round_(r))) for r in view.rounds[-1:]
        ]
        lists = (
            ("lead.meetings", [telling.meeting(m) for m in view.meetings]),
            (
                "lead.measures",
                [
                    Fact(
                        texts.word(f"lead_measure.{m.kind}"),
                        f"{m.target}　{m.approval_no}　{m.approver_name}",
                    )
                    for m in view.measures
                ],
            ),
            (
                "lead.papers",
                [
                    Fact(texts.word(f"lead_paper.{p.kind}"), telling.paper(p.number, p.title))
                    for p in view.papers
                ],
            ),
            ("lead.reports", [telling.report(r) for r in view.reports]),
            (
                "lead.notices",
                [answering.fact(n) for n in view.notices],
            ),
            (
                "lead.links",
                [
                    Fact(
                        texts.word(f"lead.{link.kind}"),
                        link.number or self.tr("not yours to see"),
                        goes=(_PAGES[link.kind], link.id) if link.id else None,
                    )
                    for link in view.links
                ],
            ),
        )
        found += [Group(texts.word(name), tuple(facts)) for name, facts in lists if facts]
        return found

    def _head(self, view: LeadView) -> list[Fact]:
        row = view.row
        aliases = "；".join(f"{organ} {code}" for organ, code in view.aliases)
        told = [
            Fact(texts.word("lead.source"), telling.source(view)),
            Fact(texts.word("lead.received_at"), texts.day(row.received_at)),
            Fact(texts.word("lead.age"), str(row.age)),
            Fact(texts.word("lead.office"), words.office_word(row.office)),
            Fact(texts.word("lead.clerk"), view.clerk_name),
            Fact(texts.word("lead.handlers"), "、".join(name for _, name in view.handlers)),
            Fact(texts.word("lead.due"), texts.day(row.due)),
        ]
        more = (
            ("lead.review_on", texts.day(row.review_on) if row.review_on else ""),
            ("lead.target", view.target),
            ("lead.instruction", view.instruction),
            ("lead.aliases", aliases),
            ("lead.prior", "、".join(view.prior)),
            ("lead.merged_into", view.merged_into),
        )
        return [*told, *(Fact(texts.word(name), value) for name, value in more if value)]

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._number)
        head.addStretch()
        head.addWidget(self._package)
        head.addWidget(self._card)
        state = QHBoxLayout()
        state.setSpacing(8)
        for piece in (self._status, self._lamp, self._round):
            state.addWidget(piece)
        state.addWidget(self._summary, 1)
        told = QWidget(self._body)
        told.setProperty("surface", "clear")
        left = QVBoxLayout(told)
        left.setContentsMargins(0, 0, 8, 0)
        left.setSpacing(12)
        left.addWidget(self._facts)
        left.addStretch()
        scroll = QScrollArea(self._body)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(told)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(scroll, 5)
        row.addWidget(self.timeline, 4)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self._buttons, 1)
        acts.addWidget(self._why, 0, Qt.AlignmentFlag.AlignTop)
        inner = QVBoxLayout(self._body)
        inner.setContentsMargins(8, 0, 0, 0)
        inner.setSpacing(10)
        inner.addLayout(head)
        inner.addLayout(state)
        inner.addWidget(self.mark)
        inner.addLayout(acts)
        inner.addWidget(self._why_not)
        inner.addLayout(row, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._body)
        whole.addWidget(self._nothing)

    def retranslate(self) -> None:
        """Set every text anew."""
        parts.say(self._why, self.tr("Why not…"))
        parts.say(self._card, self.tr("Card"))
        parts.say(self._package, self.tr("Package…"))
        self._say()

    def _say_nothing(self) -> None:
        if self._is_outside:
            self._nothing.say(
                self.tr("Not in your line"),
                self.tr("The list tells its stage and its age; the rest is for who signs it."),
            )
            return
        self._nothing.say(
            self.tr("Choose a lead"),
            self.tr("What is said, how far it is and what comes next stands here."),
        )


def _has_form(act: NextAct) -> bool:
    event = LeadEvent(act.event)
    return event in FORMS or event in SHEETS
