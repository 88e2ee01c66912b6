"""Time: what the books believe, what this computer says; books that ran ahead are set right by two administrators."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from app.deadlines import clock_right
from app.deadlines.clock_right import BooksClock, ClockRow
from ui import texts
from ui.settings.lines import Section
from ui.shell import icons
from ui.shell.station import Station
from ui.widgets import parts
from ui.widgets.facts import Fact, Facts, Group
from ui.widgets.field import FieldDef, Kind
from ui.widgets.sheet import Sheet
from ui.work import Lane

if TYPE_CHECKING:
    from app.store import Store

_LOOK_AGAIN_MS = 10_000
_ROLES = ("sysadmin", "secadmin", "auditor")


class ClockSection(Section):
    """Whether the two agree in one line, the times beneath, the form that sets the books right, and what was set right."""

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
        self._found: tuple[BooksClock, datetime] | None = None
        self._lead = parts.label(self, "soft", wraps=True)
        self.sign = icons.Sign("clock", "soft", 24, self)
        self.state = parts.label(self, "strong", wraps=True)
        self.state.setObjectName("clock.state")
        self.next = parts.label(self, "soft", wraps=True)
        self.facts = Facts(self, label_width=190)
        self.begin = parts.button(self, "clock.set_right", self._begin, kind="primary")
        self.sheet = Sheet("clock", self)
        self.sheet.hide()
        self.sheet.setMinimumHeight(360)
        self.put(self._lead)
        self.put_row(self.sign, self.state)
        self.put(self.next)
        self.put(self.facts)
        self.put_row(self.begin)
        self.put(self.sheet)
        self.sheet.submitted.connect(self._send)
        self.sheet.closed.connect(self._say)
        self._again = QTimer(self, interval=_LOOK_AGAIN_MS)
        self._again.timeout.connect(self._look_again)
        self._again.start()
        self.retranslate()

    def refresh(self) -> None:
        """Read both clocks."""
        if not self._station.may(*_ROLES):
            self._say()
            return
        store = self._station.store
        self._station.work.run(
            self, _look, store, then=self._show, failed=self._station.refuse, lane=Lane.READS
        )

    def _look_again(self) -> None:
        if self.isVisible() and self.sheet.isHidden():
            self.refresh()

    def _show(self, found: tuple[BooksClock, datetime]) -> None:
        self._found = found
        self._say()

    # -- setting it right --------------------------------------------------------------------------

    def _begin(self) -> None:
        self._say_sheet()
        self.sheet.form.set_values({})
        self.sheet.set_busy(False)
        self.begin.hide()
        self.sheet.show()
        self.sheet.form.focus_first()

    def _send(self) -> None:
        if self._found is None:
            return
        books, _ = self._found
        given = self.sheet.form.values()
        at, reason = given["at"], str(given["reason"])
        assert isinstance(at, datetime)
        self.sheet.set_busy(True)
        self._station.do_with_second(
            self,
            clock_right.set_clock_right,
            self.tr("The true time is {0}; the books stand at {1}. Reason: {2}").format(
                texts.moment(at), texts.moment(books.at), reason
            ),
            then=self._done,
            failed=self.sheet.blame,
            at=at,
            reason=reason,
        )

    def _done(self, row: ClockRow) -> None:
        self.sheet.leave()
        told = self.tr("The books go on from {0}.").format(texts.moment(row.true_at))
        self._station.notices.done(told)
        self._station.told.emit(told)
        self.refresh()

    # -- what it says ------------------------------------------------------------------------------

    def _say(self) -> None:
        found = self._found
        for piece in (self.facts, self.sign, self.state):
            piece.setVisible(found is not None)
        if found is None:
            self.begin.hide()
            self.next.setText(
                "" if self._station.may(*_ROLES) else self.tr("The administrators look after it.")
            )
            return
        books, here = found
        ahead = books.at - here
        is_ahead = not books.is_served and ahead > timedelta(minutes=books.allowed_minutes)
        may = self._station.may("sysadmin")
        self.begin.setVisible(is_ahead and may and self.sheet.isHidden())
        self.sign.show_sign(*(("triangle-alert", "late") if is_ahead else ("circle-check", "ok")))
        if books.is_served:
            self.state.setText(self.tr("The server keeps the time of these books"))
            self.next.setText(self.tr("Were it wrong, it would be set right on the server."))
        elif is_ahead:
            self.state.setText(
                self.tr("The books are {0} ahead of this computer").format(texts.span(ahead))
            )
            self.next.setText(self._what_to_do(may))
        else:
            self.state.setText(self.tr("The books and this computer agree"))
            self.next.setText("")
        self.facts.show_groups(self._groups(books, here))

    def _what_to_do(self, may: bool) -> str:
        told = self.tr(
            "Something was recorded while this computer's clock was set ahead; until that is told, nothing is handed "
            "over and due dates count from the wrong day. First look whether this computer's clock is right now."
        )
        if may:
            return told
        asks = self.tr("The system administrator sets the books right; another one signs.")
        return f"{told} {asks}"

    def _groups(self, books: BooksClock, here: datetime) -> list[Group]:
        apart = texts.span(abs(books.at - here))
        allowed = self.tr("{0} (allowed: {1} min)").format(apart, books.allowed_minutes)
        now = Group(
            "",
            (
                Fact(self.tr("The books believe"), texts.moment(books.at, seconds=True)),
                Fact(self.tr("This computer says"), texts.moment(here, seconds=True)),
                Fact(self.tr("Apart"), allowed),
            ),
        )
        told = tuple(
            Fact(
                self.tr("Told on {0}").format(texts.moment(row.true_at)),
                self.tr("what was recorded from {0} to {1} bears a wrong time").format(
                    texts.moment(row.wrong_since), texts.moment(row.wrong_until)
                ),
            )
            for row in reversed(books.told)
        )
        return [now, *([Group(self.tr("Set right before"), told)] if told else [])]

    def _say_sheet(self) -> None:
        self.sheet.say(
            self._station.word("verb.deadlines.set_clock_right"),
            self.tr("Set right"),
            self.tr(
                "Read the true time off another clock: a telephone, the radio. The security administrator or the "
                "auditor reads it too and signs. Nothing that was recorded is changed; its wrong times are told wrong."
            ),
        )
        self.sheet.set_defs(
            (
                FieldDef("at", self.tr("True time"), Kind.MOMENT, required=True),
                FieldDef(
                    "reason",
                    self._station.word("clock.reason"),
                    Kind.LONG,
                    required=True,
                    wide=True,
                ),
            )
        )

    def retranslate(self) -> None:
        """Set every text anew."""
        self._lead.setText(
            self.tr(
                "Every entry bears the time of the books. For books in a file that is this computer's clock, and "
                "never earlier than the last entry: a clock set back gains nobody time."
            )
        )
        parts.say(self.begin, self.tr("Set the books right…"))
        self._say_sheet()
        self._say()


def _look(store: Store) -> tuple[BooksClock, datetime]:
    """What the books believe, and what this computer says; for a worker. A centre keeps the time whatever it lies in."""
    books = store.read(clock_right.books_clock)
    if store.about().centre:
        books = replace(books, is_served=True)
    return books, store.computer_time()
