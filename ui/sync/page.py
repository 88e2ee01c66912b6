"""同步: how this desk stands with the centre, what waits, what was refused and why, and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app import clock
from app.sync.errors import MassRemoval
from app.sync.store import DeskStore
from app.sync.types import BROUGHT, FINAL, Outcome, Round
from app.sync.views import Difference, Intent, State
from ui import texts
from ui.shell import icons, lang
from ui.shell.pages import InPieces
from ui.sync.lists import CALLED, FIELDS, INTENTS, listing
from ui.widgets import parts
from ui.widgets.empty import EmptyState
from ui.work import Lane

#: Where the names of fields stand.
_OF: Final = ("petition", "lead", "field")
#: A moment as an intent carries it, and as it is typed.
_AT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d.*")
_TYPED: Final = "%Y-%m-%d %H:%M"
#: A clock that goes wrong by more is told.
_DRIFT_MS: Final = 120_000


class SyncPage(InPieces, QWidget):
    """The state above, the intents in a list, the chosen one beside it with its three ways on."""

    features = frozenset({"sync"})

    def _pieces(self) -> Iterator[None]:
        self._state: State | None = None
        self._intents: tuple[Intent, ...] = ()
        self._removal = 0
        self._rows: list[Difference] = []
        self._title = parts.label(self, "title")
        self.sign = icons.Sign("refresh-cw", "soft", 24, self)
        self.line = parts.label(self, "strong", wraps=True)
        self.line.setObjectName("sync.state")
        self.told = parts.label(self, "soft", wraps=True)
        self.told.setObjectName("sync.told")
        self.now = parts.button(self, "sync.now", self.meet, kind="primary", icon="refresh-cw")
        self.agree = parts.button(self, "sync.agree", self._agree, kind="danger", icon="trash-2")
        yield
        # what is made where it will stand is dressed once
        self._body = QSplitter(Qt.Orientation.Horizontal, self)
        self.list = listing(self._body, "sync.intents", INTENTS)
        yield
        beside = self._right = QWidget(self._body)
        self.fields = listing(beside, "sync.fields", FIELDS)
        yield
        self.why = parts.label(beside, "strong", wraps=True)
        self.why.setObjectName("sync.why")
        self.next = parts.label(beside, "soft", wraps=True)
        self.reason = QLineEdit(beside)
        self.reason.setObjectName("sync.reason")
        self.again = parts.button(beside, "sync.again", self._again, kind="primary", icon="send")
        self.drop = parts.button(beside, "sync.drop", self._drop, kind="danger", icon="trash-2")
        self.empty = EmptyState("circle-check", self)
        yield
        self._lay_out()
        self.list.itemSelectionChanged.connect(self._show_chosen)
        self.retranslate()

    # -- asking ------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Look into the desk's own file."""
        store = self._station.store
        if not isinstance(store, DeskStore):
            self._show((None, ()))
            return
        self._station.work.run(
            self, _look, store, then=self._show, failed=self._station.refuse, lane=Lane.READS
        )

    def meet(self) -> None:
        """Meet the centre now."""
        self._meet(agreed=False)

    def _agree(self) -> None:
        self._meet(agreed=True)

    def _meet(self, *, agreed: bool) -> None:
        store = self._station.store
        if not isinstance(store, DeskStore) or not self.now.isEnabled():
            return
        for button in (self.now, self.agree):
            button.setEnabled(False)
        self.line.setText(self.tr("Meeting the centre…"))
        self._station.work.run(
            self, store.meet, agreed=agreed, then=self._met, failed=self._failed, lane=Lane.WIRE
        )

    def _met(self, met: Round) -> None:
        self._removal = 0
        if met.came or met.left or met.sent:
            self._station.changed.emit(BROUGHT)
        self._station.told.emit(
            self.tr("Sent {0}, refused {1}, came {2}, left {3}").format(
                met.sent, met.refused, met.came, met.left
            )
        )
        self._over()

    def _failed(self, trouble: Exception) -> None:
        if isinstance(trouble, MassRemoval):
            self._removal = int(str(trouble.facts["count"]))
        self._station.refuse(trouble)
        self._over()

    def _over(self) -> None:
        for button in (self.now, self.agree):
            button.setEnabled(True)
        self.refresh()

    # -- showing -----------------------------------------------------------------------------------

    def _show(self, found: tuple[State | None, tuple[Intent, ...]]) -> None:
        chosen = self.chosen()
        self._state, self._intents = found
        state = self._state
        self._say_state(state)
        self.now.setVisible(state is not None)
        self.agree.setVisible(state is not None and bool(state.removal or self._removal))
        self.list.setRowCount(len(self._intents))
        for at, one in enumerate(self._intents):
            told = (
                self.outcome_word(one.outcome),
                self._station.word(f"verb.{one.verb}"),
                one.about,
                texts.moment(one.made_at),
            )
            for across, cell in enumerate(told):
                self.list.setItem(at, across, QTableWidgetItem(cell))
        self._body.setVisible(bool(self._intents))
        self.empty.setVisible(not self._intents)
        keys = [one.id for one in self._intents]
        if keys:
            self.list.selectRow(keys.index(chosen.id) if chosen and chosen.id in keys else 0)
        self._show_chosen()

    def _say_state(self, state: State | None) -> None:
        self._card.setVisible(state is not None)
        if state is None:
            self.empty.say(
                self.tr("Nothing to sync here"),
                self.tr(
                    "This window works on the books themselves; only a desk of a centre syncs."
                ),
            )
            return
        wrong = abs(state.drift_ms) > _DRIFT_MS
        troubled = state.misses or state.refused or state.removal or self._removal or wrong
        good = state.online and not troubled
        name, tone = ("circle-check", "ok") if good else ("triangle-alert", "late")
        self.sign.show_sign(name, tone)
        self.line.setText(
            self.tr("Connected with {0}").format(state.centre)
            if state.online
            else self.tr("The centre is not reached: this desk works with what it holds")
        )
        self.told.setText("  ·  ".join(self._facts(state)))
        self.empty.say(
            self.tr("Nothing waits, nothing was refused"),
            self.tr(
                "What is asked for without a network stands here until the centre has answered."
            ),
        )

    def _facts(self, state: State) -> list[str]:
        seen = texts.moment(state.seen) if state.seen else "—"
        told = [
            self.tr("Last good meeting: {0}").format(seen),
            self.tr("Records held: {0}").format(f"{state.held:,}"),
            self.tr("Waiting: {0}").format(state.waiting),
            self.tr("Refused: {0}").format(state.refused),
        ]
        if state.oldest is not None:
            told.append(self.tr("Unsent since {0}").format(texts.moment(state.oldest)))
            if state.seen and state.lease_days:
                closes = clock.day(state.seen + timedelta(days=state.lease_days))
                told.append(
                    self.tr("Without a network this is kept until {0}").format(texts.day(closes))
                )
        if abs(state.drift_ms) > _DRIFT_MS:
            off = texts.span(timedelta(minutes=round(abs(state.drift_ms) / 60_000)))
            ahead = state.drift_ms > 0
            told.append(
                self.tr("This computer's clock is {0} ahead").format(off)
                if ahead
                else self.tr("This computer's clock is {0} behind").format(off)
            )
        if state.looks:
            told.append(self.tr("Looks to tell the centre: {0}").format(state.looks))
        if state.misses:
            told.append(self.tr("Sums that did not agree: {0}").format(state.misses))
        if count := state.removal or self._removal:
            told.append(self.tr("The centre takes {0} records away at once").format(count))
        return told

    def outcome_word(self, outcome: str) -> str:
        """What became of an intent, in a word."""
        return self._station.word(f"outcome.{outcome or 'waiting'}")

    def chosen(self) -> Intent | None:
        """The intent that is looked at."""
        at = self.list.currentRow()
        return self._intents[at] if 0 <= at < len(self._intents) else None

    def _show_chosen(self) -> None:
        one = self.chosen()
        refused = one is not None and one.outcome in FINAL
        tongue = lang.now()
        why = one.why if one is not None else {}
        waits = (
            self.tr("It waits until the one before it about the same thing is decided.")
            if one is not None and one.outcome == Outcome.HELD
            else self.tr("It waits for the centre.")
        )
        self.why.setText(str((why.get("why") or {}).get(tongue, "")) or waits)
        self.next.setText(str((why.get("next") or {}).get(tongue, "")))
        # what nobody wrote and nobody changed is no difference
        rows = [r for r in one.differences if r.was or r.asked or r.now] if one is not None else []
        self._rows = rows
        self.fields.setRowCount(len(rows))
        for at, row in enumerate(rows):
            was, asked, now = (self._value(row.field, t) for t in (row.was, row.asked, row.now))
            # a word of a list is no text to be typed; a text and a moment are
            typed = refused and bool(row.asked) and (asked == row.asked or _is_moment(row.asked))
            name = self._field(row, one.verb if one is not None else "")
            for across, cell in enumerate((name, was, asked, now)):
                made = QTableWidgetItem(cell)
                if across != FIELDS.index("asked") or not typed:
                    made.setFlags(made.flags() & ~Qt.ItemFlag.ItemIsEditable)
                self.fields.setItem(at, across, made)
        self.fields.setVisible(bool(rows))
        self.again.setVisible(refused)
        for piece in (self.drop, self.reason):
            piece.setVisible(one is not None)

    def _field(self, row: Difference, verb: str) -> str:
        """What a field is called, where it has a name of its own: at its verb's form, else wherever it has one."""
        name = row.field
        key = CALLED.get(verb, {}).get(name, "") if row.asked else ""
        if key:
            return self._station.word(key)
        return next((w for k in _OF if (w := self._station.word(f"{k}.{name}")) != name), name)

    def _value(self, field: str, text: str) -> str:
        """A value as its own list calls it: a state, a level, a channel; a moment by the clock on the wall."""
        if _is_moment(text):
            return texts.moment(_moment(text))
        named = (f"status.{text}", *(f"{of}.{field}.{text}" for of in _OF), f"lead_paper.{text}")
        keys = named[: None if field == "kind" else -1] if text else ()
        found = ((key, self._station.word(key)) for key in keys)
        return next((word for key, word in found if word not in (key, text)), text)

    # -- what to do --------------------------------------------------------------------------------

    def changed(self) -> dict[str, str]:
        """What was written anew in the column of what is asked for."""
        one, across = self.chosen(), FIELDS.index("asked")
        if one is None or not one.is_refused:
            return {}
        found = {}
        for at, row in enumerate(self._rows):
            item = self.fields.item(at, across)
            if item is not None and item.text() != self._value(row.field, row.asked):
                found[row.field] = _kept(item.text()) if _is_moment(row.asked) else item.text()
        return found

    def _again(self) -> None:
        one, store = self.chosen(), self._station.store
        if one is not None and isinstance(store, DeskStore):
            self._decide(store.send_again, one.id, self.changed())

    def _drop(self) -> None:
        one, store = self.chosen(), self._station.store
        if one is not None and isinstance(store, DeskStore):
            self._decide(store.give_up, one.id, self.reason.text())

    def _decide(self, job: Any, *given: Any) -> None:
        def done(_: object) -> None:
            self.reason.clear()
            self._station.notices.forgive()  # what was refused before is decided now
            self.meet()

        self._station.work.run(
            self, job, *given, then=done, failed=self._station.refuse, lane=Lane.READS
        )

    # -- how it looks ------------------------------------------------------------------------------

    def first_focus(self) -> None:
        """Meeting is what one comes for."""
        self.now.setFocus()

    def help_text(self) -> str:
        """What F1 says."""
        return self.tr(
            "What is asked for without a network waits here and is sent by itself; until it was sent you can give it up "
            "with a reason. A refused one is yours to decide: look at what has changed, write your part anew if need be "
            "and send it again, or give it up."
        )

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.line)
        words.addWidget(self.told)
        self._card = QFrame(self)
        self._card.setProperty("kind", "card")
        card = QHBoxLayout(self._card)
        card.setContentsMargins(16, 10, 16, 10)
        card.setSpacing(12)
        card.addWidget(self.sign)
        card.addLayout(words, 1)
        card.addWidget(self.agree)
        card.addWidget(self.now)
        column = QVBoxLayout(self._right)
        column.setContentsMargins(12, 0, 0, 0)
        column.setSpacing(8)
        ways = QHBoxLayout()
        ways.addWidget(self.again)
        ways.addWidget(self.reason, 1)
        ways.addWidget(self.drop)
        for piece in (self.why, self.next):
            column.addWidget(piece)
        column.addWidget(self.fields, 1)
        column.addLayout(ways)
        column.addStretch()
        self._body.addWidget(self.list)
        self._body.addWidget(self._right)
        self._body.setStretchFactor(0, 3)
        self._body.setStretchFactor(1, 2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.setSpacing(12)
        whole.addWidget(self._title)
        whole.addWidget(self._card)
        whole.addWidget(self._body, 1)
        whole.addWidget(self.empty, 1)

    def retranslate(self) -> None:
        """Set every text anew."""
        self._title.setText(self.tr("Sync"))
        parts.say(self.now, self.tr("Sync now"))
        parts.say(self.agree, self.tr("Let them go"))
        parts.say(self.again, self.tr("Send as new"))
        parts.say(self.drop, self.tr("Give up"))
        self.reason.setPlaceholderText(self.tr("Why it is given up"))
        self.list.setHorizontalHeaderLabels(
            [self.tr("State"), self.tr("What"), self.tr("About"), self.tr("Made")]
        )
        self.fields.setHorizontalHeaderLabels(
            [self.tr("Field"), self.tr("As read"), self.tr("Asked for"), self.tr("As it is now")]
        )
        self._show((self._state, self._intents))


def _look(store: DeskStore) -> tuple[State, tuple[Intent, ...]]:
    """The state and the open intents, for a worker."""
    return store.state(), store.intents()


def _is_moment(text: str) -> bool:
    return _AT.fullmatch(text) is not None


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _kept(text: str) -> str:
    """A moment that was typed as it is shown; what is none goes up as it is, and the centre says what is wrong."""
    try:
        return clock.text(datetime.strptime(text.strip(), _TYPED).replace(tzinfo=clock.CIVIL))
    except ValueError:
        return text
