"""One request as its approver must see it: what is asked, about what, why by him, and what follows."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app import errors
from app.requests import service as requests
from app.requests.types import RequestKind, RequestStatus, RequestView, StepRow
from ui import texts
from ui.requests import words
from ui.requests.decide import Decision
from ui.requests.things import Things
from ui.shell.pages import InPieces
from ui.widgets import parts
from ui.widgets.chips import Chip
from ui.widgets.empty import EmptyState
from ui.widgets.facts import Fact, Facts, Group, hairline
from ui.work import Ticket

# What the form's label says besides is for whoever fills it in.
_SAID: Final = {"decision": "case.decision_no"}


class RequestDetail(InPieces, QWidget):
    """Shows a request and lets the right person decide it, withdraw it, change it or hand it over."""

    #: The asker wants to change this request.
    amend_asked = Signal(object)
    #: It was decided or withdrawn: the list may go on to the next.
    settled = Signal()

    def _pieces(self) -> Iterator[None]:
        self._id = ""
        self._view: RequestView | None = None
        self._ticket: Ticket | None = None
        self._nothing = EmptyState("stamp", self)
        # what is made where it will stand is dressed once
        self._body = QWidget(self)
        self._title = parts.label(self._body, "heading")
        self._state = Chip(parent=self._body)
        self._version = parts.label(self._body, "small")
        yield
        self._scroll = QScrollArea(self._body)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        told = QWidget(self._scroll)
        told.setProperty("surface", "clear")
        self._scroll.setWidget(told)
        self._facts = Facts(told, label_width=72)
        self._facts.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._steps = parts.label(told, wraps=True)
        self._steps.setTextFormat(Qt.TextFormat.PlainText)
        self._why = parts.label(told, "strong", wraps=True)
        self._why.setObjectName("request.why")
        self._next = parts.label(told, "soft", wraps=True)
        self._next.setObjectName("request.next")
        yield
        self.things = Things(self._station, self._body)
        yield
        self.decision = Decision(self._station, self._body)
        yield
        button = functools.partial(parts.button, self._body)
        self._withdraw = button("request.withdraw", self._do_withdraw, icon="undo-2")
        self._amend = button("request.amend", self._ask_amend, icon="pencil")
        self._form = button("request.form", self._go_form, kind="quiet", icon="printer")
        self._hand_over = button(
            "request.hand_over", self._go_hand_over, kind="primary", icon="handshake"
        )
        self._carry = button(
            "request.carry_out", self._go_card, kind="primary", icon="package-open"
        )
        yield
        self._lay_out_told(told)
        self._lay_out()
        yield
        self.things.opened.connect(lambda item_id: self._station.go("item", item_id))
        self.decision.decided.connect(self._decided)
        self.decision.stale.connect(self.reload)
        self.retranslate()
        self._show(None)

    def show_request(self, request_id: str) -> None:
        """Show this one; empty: none."""
        if request_id != self._id:
            self.decision.clear()
        self._id = request_id
        if not request_id:
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
            self, requests.view, request_id=self._id, then=self._show, failed=self._gone
        )

    def view(self) -> RequestView | None:
        """What is shown."""
        return self._view

    def _gone(self, trouble: Exception) -> None:
        self._show(None)
        self._station.refuse(trouble)

    def _show(self, view: RequestView | None) -> None:
        self._view = view
        self._body.setVisible(view is not None)
        self._nothing.setVisible(view is None)
        self._say()
        if view is not None:
            self.things.show_items(view.items)

    def _say(self) -> None:
        view = self._view
        if view is None:
            return
        row = view.row
        self._title.setText(f"{words.kind_word(row.kind)}  {row.number}")
        self._state.show_state(texts.word(f"status.{row.status}"), texts.request_tone(row.status))
        self._version.setText(self.tr("version {0}").format(row.version) if row.version > 1 else "")
        self._facts.show_groups((Group("", tuple(self._facts_of(view))),))
        self._steps.setText("\n".join(self._step(step) for step in view.steps))
        self._why.setText(words.why_me(view))
        self._why.setVisible(bool(self._why.text()) and self._station.may("head", "leader"))
        self._next.setText(words.what_next(view))
        self.decision.show_request(view)
        self._say_buttons(view)

    def _say_buttons(self, view: RequestView) -> None:
        row = view.row
        actor = self._station.store.actor
        mine = actor is not None and actor.id == row.requester
        status = RequestStatus(row.status)
        waits = (RequestStatus.SUBMITTED, RequestStatus.SENT_BACK)
        self._withdraw.setVisible(mine and status in (*waits, RequestStatus.APPROVED))
        self._amend.setVisible(mine and status in waits)
        approved = status == RequestStatus.APPROVED
        fetched = row.kind in (RequestKind.CHECK_OUT, RequestKind.EXAM)
        self._hand_over.setVisible(approved and fetched and self._station.may("custodian"))
        disposal = approved and row.kind == RequestKind.DISPOSAL
        self._carry.setVisible(disposal and self._station.may("custodian", "cashier"))

    def _facts_of(self, view: RequestView) -> list[Fact]:
        row, terms = view.row, view.terms
        told = [
            Fact(self.tr("Asked by"), f"{row.requester_name}  ·  {texts.moment(row.submitted_at)}"),
            Fact(texts.word("item.case_number"), f"{row.case_alias}  {row.case_number}"),
            Fact(texts.word("request.items"), self._items(view)),
            Fact(texts.word("request.reason"), row.reason),
        ]
        if terms.due_at is not None:
            told.append(Fact(self._period_word(row.kind), self._period(view)))
        if view.carrier_names:
            told.append(Fact(texts.word("request.carriers"), "、".join(view.carrier_names)))
        for key in ("way", "place", "institution", "letter_no", "basis", "receiver"):
            value = getattr(terms, key)
            if value:
                shown = texts.word(f"way.{value}") if key == "way" else value
                told.append(Fact(texts.word(f"request.{key}"), shown))
        told += [
            Fact(texts.word(_SAID.get(key, f"request.{key}")), str(value))
            for key, value in terms.facts.items()
            if value and key != "for_case"
        ]
        return told

    def _items(self, view: RequestView) -> str:
        if len(view.items) != 1:
            return self.tr("{0} items").format(len(view.items))
        only = view.items[0]
        told = (f"{only.number}  {only.name}".strip(), texts.word(f"tier.{only.tier}"))
        return "  ·  ".join(told)

    def _period_word(self, kind: str) -> str:
        return self.tr("New due date") if kind == RequestKind.EXTENSION else self.tr("Period")

    def _period(self, view: RequestView) -> str:
        due = view.terms.due_at
        if due is None or view.row.kind == RequestKind.EXTENSION:
            return texts.moment(due)
        days = max(1, round((due - view.row.submitted_at).total_seconds() / 86_400))
        return self.tr("until {0} ({1} days)").format(texts.moment(due), days)

    def _step(self, step: StepRow) -> str:
        role = texts.word(f"role.{step.role}")
        if not step.decision:
            return f"○ {role}"
        sign = {"approve": "✓", "send_back": "↶", "reject": "✗"}.get(step.decision, "·")
        who = step.approver_name
        if step.on_behalf_name:
            who = self.tr("{0} for {1}").format(who, step.on_behalf_name)
        told = f"{sign} {role} {who} {texts.moment(step.decided_at)}"
        return f"{told} “{step.opinion}”" if step.opinion else told

    # -- acts ----------------------------------------------------------------------------------------

    def _decided(self) -> None:
        self.reload()
        self.settled.emit()

    def _do_withdraw(self) -> None:
        if self._view is None:
            return
        number = self._view.row.number
        self._withdraw.setEnabled(False)

        def done() -> None:
            self._withdraw.setEnabled(True)
            self._station.notices.done(self.tr("Request {0} is withdrawn.").format(number))
            self.reload()
            self.settled.emit()

        def failed(trouble: Exception) -> None:
            self._withdraw.setEnabled(True)
            if isinstance(trouble, errors.Refusal):
                self.reload()

        self._station.do(
            self,
            requests.withdraw,
            request_id=self._view.row.id,
            then=lambda _: done(),
            failed=failed,
        )

    def _ask_amend(self) -> None:
        if self._view is not None:
            self.amend_asked.emit(self._view)

    def _go_hand_over(self) -> None:
        if self._view is not None:
            self._station.go("hand_over", self._view.row.id)

    def _go_form(self) -> None:
        if self._view is not None:
            self._station.go("form", f"request {self._view.row.id}")

    def _go_card(self) -> None:
        now = self.things.current()
        if now is not None:
            self._station.go("item", now.item_id)

    def _lay_out_told(self, told: QWidget) -> None:
        left = QVBoxLayout(told)
        left.setContentsMargins(0, 0, 8, 0)
        left.setSpacing(12)
        left.addWidget(self._facts)
        left.addWidget(hairline(told))
        left.addWidget(self._steps)
        left.addWidget(hairline(told))
        left.addWidget(self._why)
        left.addWidget(self._next)
        left.addStretch()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title)
        head.addWidget(self._state)
        head.addWidget(self._version)
        head.addStretch()
        for button in (self._form, self._amend, self._withdraw, self._carry, self._hand_over):
            head.addWidget(button)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._scroll, 4)
        row.addWidget(self.things, 5)
        inner = QVBoxLayout(self._body)
        inner.setContentsMargins(8, 0, 0, 0)
        inner.setSpacing(12)
        inner.addLayout(head)
        inner.addLayout(row, 1)
        inner.addWidget(self.decision)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._body)
        whole.addWidget(self._nothing)

    def retranslate(self) -> None:
        """Set every text anew."""
        parts.say(self._withdraw, self.tr("Withdraw"))
        parts.say(self._amend, self.tr("Change"))
        parts.say(self._hand_over, self.tr("Hand over"))
        parts.say(self._carry, self.tr("Carry out"))
        parts.say(self._form, self.tr("Form"))
        self._nothing.say(
            self.tr("Choose a request"),
            self.tr("What is asked, about what and why stands here."),
        )
        self._say()
