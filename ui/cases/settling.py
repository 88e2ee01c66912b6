"""结清: what still keeps a case from being settled, who must act, and the act itself; later its reopening."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app import ids
from app.cases import settling
from app.cases.types import (
    Blocker,
    CaseEvent,
    CaseFileView,
    CaseRow,
    CaseStatus,
    SettlementRow,
)
from ui import texts
from ui.cases import words
from ui.shell import icons, lang
from ui.shell.rows import GivenRows
from ui.shell.station import Station
from ui.widgets import parts
from ui.widgets.field import FieldDef, Kind
from ui.widgets.sheet import Sheet
from ui.widgets.table import Column, DataTable
from ui.widgets.timeline import Moment, Timeline


class SettleTab(lang.Speaks, QWidget):
    """The blocking list with who must act on each line; a clear ledger is settled here."""

    counted = Signal(int)

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._station = station
        self._view: CaseFileView | None = None
        self._found: tuple[Blocker, ...] | None = None
        self._sign = icons.Sign("circle-check", "ok", 24, self)
        self._verdict = parts.label(self, "heading")
        self._hint = parts.label(self, "soft", wraps=True)
        self._settle = parts.button(
            self, "case.settle", self.open_form, kind="primary", icon="gavel"
        )
        self._reopen = parts.button(self, "case.reopen", self.open_form, icon="lock-open")
        self._rows = GivenRows()
        self.table = DataTable(station.work, self._rows, columns(), self)
        self.table.setObjectName("case.blockers")
        self.table.opened.connect(self._open)
        self.table.view.clicked.connect(lambda _: self._open(self.table.current_row()))
        self._past = parts.label(self, "heading")
        self.history = Timeline(self)
        self.history.setObjectName("case.settlements")
        self._acts: tuple[SettlementRow, ...] = ()
        self.sheet = SettleSheet(station, self)
        self.sheet.hide()
        self._lay_out()
        self.retranslate()

    def show_case(self, view: CaseFileView) -> None:
        """Look what stands in the way."""
        if self._view is not None and self._view.row.id != view.row.id:
            self._found = None
            self._acts = ()
            self.sheet.hide()
        self._view = view
        self.sheet.show_case(view.row)
        self._station.ask(self, settling.blockers, case_id=view.row.id, then=self._took)
        self._station.ask(self, settling.settlements, case_id=view.row.id, then=self._took_history)
        self._say()

    def open_form(self) -> None:
        """Show the form that settles the case, or opens it again."""
        self.sheet.begin()

    def _took(self, found: tuple[Blocker, ...]) -> None:
        self._found = found
        self._rows.show(found)
        self.table.reload()
        self.counted.emit(len(found))
        self._say()

    def _took_history(self, acts: tuple[SettlementRow, ...]) -> None:
        self._acts = acts
        self._say_history()

    def _say_history(self) -> None:
        """Who settled the case and who opened it again, the newest first; nothing is said of a case that never was."""
        self.history.show_moments(tuple(_moment(row) for row in reversed(self._acts)))
        for part in (self._past, self.history):
            part.setVisible(bool(self._acts))

    def _open(self, row: Blocker | None) -> None:
        if row is None:
            return
        if row.item_id:
            self._station.go("item", row.item_id)
        elif row.why == "blocker.request":
            self._station.go("approvals", row.request_id)

    def _say(self) -> None:
        if self._view is None:
            return
        settled = self._view.row.status == CaseStatus.SETTLED
        open_lines = self._found is not None and len(self._found) > 0
        self._settle.setVisible(not settled and self._station.may("head"))
        self._settle.setEnabled(self._found == ())
        self._reopen.setVisible(settled and self._station.may("oversight"))
        self.table.setVisible(not settled)
        if settled:
            self._sign.show_sign("folder-archive", "ended")
            self._verdict.setText(
                self.tr("Settled on {0}").format(texts.day(self._view.row.settled_at))
            )
            self._hint.setText(
                self.tr("Oversight may open it again, together with the leader; its history stays.")
            )
        elif open_lines:
            self._sign.show_sign("triangle-alert", "late")
            self._verdict.setText(
                self.tr("{0} lines keep this case from being settled").format(
                    f"{len(self._found or ()):,}"
                )
            )
            self._hint.setText(
                self.tr("A click opens the card; the column shows whose turn it is.")
            )
        elif self._found is not None:
            self._sign.show_sign("circle-check", "ok")
            self._verdict.setText(self.tr("Nothing stands in the way"))
            self._hint.setText(
                self.tr("The head of the department settles the case; oversight signs beside him.")
            )

    def _lay_out(self) -> None:
        words_column = QVBoxLayout()
        words_column.setSpacing(2)
        words_column.addWidget(self._verdict)
        words_column.addWidget(self._hint)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._sign)
        head.addLayout(words_column, 1)
        head.addWidget(self._settle)
        head.addWidget(self._reopen)
        body = QHBoxLayout()
        body.setSpacing(16)
        told = QVBoxLayout()
        told.setSpacing(12)
        told.addWidget(self.table, 1)
        told.addWidget(self._past)
        told.addWidget(self.history, 1)
        body.addLayout(told, 2)
        body.addWidget(self.sheet, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 12, 0, 0)
        whole.setSpacing(12)
        whole.addLayout(head)
        whole.addLayout(body, 1)

    def retranslate(self) -> None:
        """Set every text anew."""
        parts.say(self._settle, self.tr("Settle the case"))
        parts.say(self._reopen, self.tr("Open again"))
        self.table.empty.say(
            self.tr("Nothing stands in the way"),
            self.tr("Every thing of this case has gone its way, and no request is open."),
            icon="circle-check",
        )
        self._past.setText(self.tr("Settled and opened again"))
        self._say()
        self._say_history()


class SettleSheet(Sheet):
    """The decision that settles a case, or the reason to open it again; each with a second person."""

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__("settle", parent)
        self._station = station
        self._row: CaseRow | None = None
        self._act = ids.new()
        self.setMinimumWidth(320)
        self.submitted.connect(self._do)
        self.retranslate()

    def show_case(self, row: CaseRow) -> None:
        """For this case."""
        self._row = row
        self._say()

    def begin(self) -> None:
        """Empty and ready."""
        self._act = ids.new()
        self.form.set_values({})
        self.show()

    def _do(self) -> None:
        if self._row is None:
            return
        given: dict[str, Any] = self.form.values()
        verb = settling.reopen if self._is_settled() else settling.settle
        summary = (
            self.tr("Open case {0} ({1}) again")
            if self._is_settled()
            else self.tr("Settle case {0} ({1}): {2} items ended")
        )
        self.set_busy(True)
        self._station.do_with_second(
            self,
            verb,
            summary.format(self._row.number, self._row.alias, f"{self._row.ended:,}"),
            act=self._act,
            then=self._done,
            failed=self.blame,
            case_id=self._row.id,
            **given,
        )

    def _done(self, row: CaseRow) -> None:
        self.set_busy(False)
        self.leave()
        told = (
            self.tr("Case {0} is settled.")
            if row.status == CaseStatus.SETTLED
            else self.tr("Case {0} is open again.")
        )
        self._station.notices.done(told.format(row.number))
        self._station.told.emit(told.format(row.number))

    def _is_settled(self) -> bool:
        return self._row is not None and self._row.status == CaseStatus.SETTLED

    def _say(self) -> None:
        if self._is_settled():
            self.say(
                self.tr("Open the case again"),
                self.tr("Open again"),
                self.tr("The leader signs beside you."),
            )
            self.set_defs(
                (FieldDef("reason", texts.word("case.reason"), Kind.LONG, required=True),)
            )
            return
        self.say(
            self.tr("Settle the case"),
            self.tr("Settle"),
            self.tr("Oversight signs beside you. The labels of its things are void from then on."),
        )
        self.set_defs((FieldDef("decision_no", texts.word("case.decision_no"), required=True),))

    def retranslate(self) -> None:
        """Set every text anew."""
        super().retranslate()
        self._say()


def _moment(row: SettlementRow) -> Moment:
    settled = row.event == CaseEvent.SETTLE
    if settled:
        ended = f"{texts.word('case.ended')} {row.items:,}"
        why = f"{texts.word('case.decision_no')} {row.decision_no}  ·  {ended}"
    else:
        why = f"{texts.word('case.reason')} {row.reason}"
    return Moment(
        row.id,
        texts.word(f"event.{row.event}"),
        "  ·  ".join(who for who in (row.by, row.second) if who),
        texts.moment(row.at),
        why,
        "folder-archive" if settled else "lock-open",
        "ended" if settled else "late",
    )


def columns() -> tuple[Column, ...]:
    """Which thing, why, with whom, since when, whose turn."""
    return (
        Column("number", lambda: texts.word("item.number"), lambda r: r.number, width=150),
        Column("name", lambda: texts.word("item.name"), lambda r: r.name, width=190),
        Column(
            "why",
            lambda: QCoreApplication.translate("SettleTab", "State"),
            lambda r: texts.word(r.why),
            width=110,
            chip=_tone,
        ),
        Column(
            "holder",
            lambda: QCoreApplication.translate("SettleTab", "With"),
            lambda r: r.holder or texts.NONE,
            width=110,
        ),
        Column(
            "days",
            lambda: QCoreApplication.translate("SettleTab", "Days"),
            lambda r: f"{r.days:,}",
            width=70,
            align="right",
            tone=lambda r: "late" if r.days > 30 else "text",
        ),
        Column(
            "turn",
            lambda: QCoreApplication.translate("SettleTab", "Whose turn"),
            words.who_must_act,
            width=130,
            sortable=False,
        ),
        Column(
            "next",
            lambda: QCoreApplication.translate("SettleTab", "What comes next"),
            words.what_comes_next,
            width=120,
            sortable=False,
        ),
    )


def _tone(row: Blocker) -> str:
    kind, _, state = row.why.partition(".")
    return texts.state_tone(state) if kind == "status" else "danger"
