"""督办: what the office must take note of, the clocks that stand on a rung of the ladder, and how well it works."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app import clock
from app.petitions import rules, supervising
from app.petitions.types import Event, Measure, NoticeRow, Urged
from ui import texts
from ui.petitions import words
from ui.shell.pages import InPieces
from ui.shell.rows import GivenRows
from ui.widgets import parts
from ui.widgets.chips import Filter, FilterBar
from ui.widgets.facts import Fact, Facts, Group
from ui.widgets.table import Column, DataTable

_TONES: Final = {"remind": "late", "office_head": "late", "leader": "danger"}
#: Measures of what was received in these last days.
_LEAST: Final = 130
_DAYS: Final = {"month": 30, "quarter": 91, "year": 365}
_MEASURERS: Final = (*rules.CLERKS, *rules.OVERSEERS, *rules.LEADERS)


class SupervisionTab(InPieces, QWidget):
    """Notices above, the ladder beneath, the measures at the right; Enter opens the petition of a row."""

    #: A petition was chosen, by its id.
    chosen = Signal(str)
    #: How many notices wait.
    waiting = Signal(int)

    def _pieces(self) -> Iterator[None]:
        work = self._station.work
        self._measured: tuple[Measure, ...] = ()
        self._notices, self._urged = GivenRows(), GivenRows()
        self.notices = DataTable(work, self._notices, _notice_columns(), self)
        self.notices.setObjectName("petitions.notices")
        yield
        self.ladder = DataTable(work, self._urged, _ladder_columns(), self)
        self.ladder.setObjectName("petitions.ladder")
        yield
        for table in (self.notices, self.ladder):
            table.setMinimumHeight(
                _LEAST
            )  # the page is no higher than a small screen under a banner
        self._say_notices = parts.label(self, "heading")
        self._say_ladder = parts.label(self, "heading")
        self._say_measures = parts.label(self, "heading")
        self.note = parts.button(self, "petitions.read_notice", self._read, icon="check")
        self.urge = parts.button(self, "petitions.urge", self._urge, kind="primary", icon="send")
        self.urge.hide()
        self.period = FilterBar(self)
        self.period.setObjectName("petitions.period")
        self.measures = Facts(self, label_width=150)
        self.measures.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._base = parts.label(self, "small", wraps=True)
        yield
        self._lay_out()
        for table in (self.notices, self.ladder):
            table.opened.connect(lambda row: self.chosen.emit(row.petition_id))
            table.failed.connect(self._station.refuse)
        self.notices.current_changed.connect(lambda row: self.note.setEnabled(row is not None))
        self.period.changed.connect(self._ask_measures)
        self.retranslate()
        self.period.set_on("quarter")

    def refresh(self) -> None:
        """Ask for all three."""
        self.look_for_notices()
        self._station.ask(self, supervising.ladder, then=self._show_ladder)
        self._ask_measures()

    def look_for_notices(self) -> None:
        """Ask only whether something waits."""
        self._station.ask(self, supervising.notices, then=self._show_notices)

    # -- notices -----------------------------------------------------------------------------------

    def _show_notices(self, rows: tuple[NoticeRow, ...]) -> None:
        self._notices.show(rows)
        self.notices.reload()
        self.note.setEnabled(False)
        self.waiting.emit(len(rows))

    def _read(self) -> None:
        """Those that are chosen, one after another."""
        self.note.setEnabled(False)
        self._note([row.id for row in self.notices.selected_rows()])

    def _note(self, ids: list[str]) -> None:
        if not ids:
            self.look_for_notices()
            return
        first, rest = ids[0], ids[1:]
        self._station.do(
            self, supervising.read_notice, notice_id=first, then=lambda _: self._note(rest)
        )

    # -- the ladder --------------------------------------------------------------------------------

    def _show_ladder(self, rows: tuple[Urged, ...]) -> None:
        self._urged.show(rows)
        self.ladder.reload()
        may = self._station.may(*rules.LAW[Event.URGE].starts)
        self.urge.setVisible(may and bool(rows) and not self._station.store.read_only)

    def _urge(self) -> None:
        self.urge.setEnabled(False)
        self._station.do(self, supervising.urge, then=self._told, failed=lambda _: self._free())

    def _told(self, count: int) -> None:
        self._free()
        told = self.tr("Told anew: {0}. Each rung is told once.").format(count)
        self._station.notices.done(told)
        self._station.told.emit(told)
        self.refresh()

    def _free(self) -> None:
        self.urge.setEnabled(True)

    # -- measures ----------------------------------------------------------------------------------

    def _span(self) -> tuple[date, date]:
        until = clock.day(self._station.store.computer_time())
        days = _DAYS[(self.period.on() or ["quarter"])[0]]
        return until - timedelta(days=days), until

    def _ask_measures(self) -> None:
        for piece in (self._say_measures, self.period, self.measures, self._base):
            piece.setVisible(self._station.may(*_MEASURERS))
        if self._station.may(*_MEASURERS):
            since, until = self._span()
            self._station.ask(
                self, supervising.effects, since=since, until=until, then=self._show_measures
            )

    def _show_measures(self, found: tuple[Measure, ...]) -> None:
        self._measured = found
        facts = tuple(Fact(texts.word(f"petition.measure.{m.name}"), _share(m)) for m in found)
        self.measures.show_groups((Group("", facts),))

    # -- what it says ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        for title, button, table in (
            (self._say_notices, self.note, self.notices),
            (self._say_ladder, self.urge, self.ladder),
        ):
            head = QHBoxLayout()
            head.addWidget(title)
            head.addStretch()
            head.addWidget(button)
            left.addLayout(head)
            left.addWidget(table, 1)
        right = QVBoxLayout()
        right.setSpacing(12)
        for piece in (self._say_measures, self.period, self.measures, self._base):
            right.addWidget(piece)
        right.addStretch()
        whole = QGridLayout(self)
        whole.setContentsMargins(0, 12, 0, 0)
        whole.setHorizontalSpacing(32)
        whole.addLayout(left, 0, 0)
        whole.addLayout(right, 0, 1)
        whole.setColumnStretch(0, 3)
        whole.setColumnStretch(1, 1)

    def retranslate(self) -> None:
        """Set every text anew."""
        self._say_notices.setText(self.tr("To take note of"))
        self._say_ladder.setText(self.tr("Due soon or late"))
        self._say_measures.setText(self.tr("Effect"))
        parts.say(self.note, texts.word("verb.petitions.read_notice"))
        parts.say(self.urge, texts.word("verb.petitions.urge"))
        self.period.show_filters(
            (
                Filter("month", self.tr("30 days")),
                Filter("quarter", self.tr("Quarter")),
                Filter("year", self.tr("Year")),
            )
        )
        self._base.setText(
            self.tr(
                "Of what was received in this time and is there for you. Of fewer than five no share is shown: it "
                "would tell of people, not of work."
            )
        )
        self.notices.empty.say(
            self.tr("Nothing to take note of"),
            self.tr("What your office must know of stands here until somebody has taken note."),
            icon="circle-check",
        )
        self.ladder.empty.say(
            self.tr("No clock is near its end"),
            self.tr("From five working days before its end a petition stands here."),
            icon="clock",
        )
        self._show_measures(self._measured)


def _share(measure: Measure) -> str:
    told = f"{measure.n:,} / {measure.base:,}"
    if not measure.has_share or not measure.base:
        return told
    return f"{told}  ·  {100 * measure.n / measure.base:.0f} %"


def _notice_columns() -> tuple[Column, ...]:
    return (
        Column(
            "kind",
            lambda: texts.word("petition.notice"),
            lambda r: texts.word(f"petition.notice.{r.kind}"),
            width=150,
            chip=lambda r: _TONES.get(r.kind, "accent"),
        ),
        _number(),
        Column(
            "at", lambda: texts.word("petition.told_at"), lambda r: texts.moment(r.at), width=140
        ),
    )


def _ladder_columns() -> tuple[Column, ...]:
    return (
        Column(
            "rung",
            lambda: texts.word("petition.rung"),
            lambda r: texts.word(f"petition.notice.{r.rung}"),
            width=120,
            chip=lambda r: _TONES.get(r.rung, "late"),
        ),
        _number(),
        Column(
            "rule",
            lambda: texts.word("petition.limit"),
            lambda r: texts.word(f"rule.limit.{r.rule}"),
            width=200,
        ),
        Column("due", lambda: texts.word("petition.due"), lambda r: texts.day(r.due), width=96),
        Column(
            "workdays_left",
            lambda: texts.word("petition.workdays_left"),
            lambda r: str(r.workdays_left),
            width=90,
            align="right",
        ),
        Column(
            "office",
            lambda: texts.word("petition.office"),
            lambda r: texts.word(f"office.{r.office or 'XF'}"),
            width=140,
        ),
    )


def _number() -> Column:
    return Column(
        "number",
        lambda: texts.word("petition.number"),
        lambda r: f"{words.seal(r.channel)} {r.number}",
        width=232,
    )
