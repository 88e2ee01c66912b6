"""Verify everything: the whole trail replayed against the cards and the photographs, and what was found."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.audit import service as audit
from app.ledger.types import Verdict
from app.progress import Stopped
from ui import texts
from ui.shell import icons, lang
from ui.shell.station import Station
from ui.widgets import parts
from ui.widgets.busy import Busy
from ui.work import Lane

_SHOWN = 5


class VerifyPanel(lang.Speaks, QFrame):
    """One button, how far it is, and the answer; the first broken line is named with what it means."""

    finished = Signal(object)

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._station = station
        self._verdict: Verdict | None = None
        self._stopped = False
        self.setProperty("kind", "card")
        self.button = parts.button(
            self, "audit.verify", self.begin, kind="primary", icon="shield-check"
        )
        self._sign = icons.Sign("shield", "soft", 24, self)
        self._title = parts.label(self, "strong", wraps=True)
        self._title.setObjectName("audit.verdict")
        self._told = parts.label(self, "soft", wraps=True)
        self._told.setObjectName("audit.faults")
        self.busy = Busy(self)
        self.busy.stopped.connect(self._was_stopped)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self._title)
        column.addWidget(self._told)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._sign)
        row.addLayout(column, 1)
        row.addWidget(self.busy, 1)
        row.addWidget(self.button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 10, 16, 10)
        whole.addLayout(row)
        self.retranslate()

    def begin(self) -> None:
        """Replay everything, in a worker of its own."""
        if not self.button.isEnabled():
            return
        self.button.setEnabled(False)
        self._verdict, self._stopped = None, False
        ticket = self._station.work.run(
            self,
            audit.verify,
            self._station.store,
            is_awaited=True,
            then=self._came,
            failed=self._failed,
            progress=self.busy.report,
            lane=Lane.CHECKS,
        )
        self.busy.begin(self.tr("Verifying…"), ticket)
        self._say()

    def verdict(self) -> Verdict | None:
        """The last answer."""
        return self._verdict

    def _came(self, verdict: Verdict) -> None:
        self._over()
        self._verdict = verdict
        self._say()
        self._station.verified.emit(verdict)
        self.finished.emit(verdict)

    def _failed(self, trouble: Exception) -> None:
        self._over()
        if isinstance(trouble, Stopped):
            self._was_stopped()
            return
        self._station.refuse(trouble)

    def _was_stopped(self) -> None:
        self._stopped = True
        self._over()
        self._say()

    def _over(self) -> None:
        self.busy.end()
        self.button.setEnabled(True)

    def _say(self) -> None:
        verdict = self._verdict
        if verdict is None:
            self._sign.show_sign("shield", "soft")
            self._title.setText(
                self.tr("Stopped before its end: it says nothing")
                if self._stopped
                else self.tr("Not verified since this page was opened")
            )
            self._told.setText(
                self.tr("Every line, every card and every photograph is held against one another.")
            )
            return
        counted = self.tr("{0} lines · {1} cards · {2} photographs and scans").format(
            f"{verdict.events:,}", f"{verdict.cards:,}", f"{verdict.blobs:,}"
        )
        if verdict.strays:
            counted += self.tr(" · {0} files set aside").format(f"{verdict.strays:,}")
        if verdict.ok:
            self._sign.show_sign("shield-check", "ok")
            self._title.setText(self.tr("Everything agrees"))
            self._told.setText(counted)
            return
        self._sign.show_sign("octagon-alert", "danger")
        first = verdict.broken[0]
        self._title.setText(
            self.tr("First broken line: {0}, {1}").format(first.where, texts.word(first.what))
        )
        lines = [texts.word(first.why)]
        for fault in verdict.broken[1:_SHOWN]:
            lines.append(f"{fault.where}  {texts.word(fault.what)}")
        more = len(verdict.broken) - _SHOWN
        if more > 0:
            lines.append(self.tr("and {0} more").format(more))
        self._told.setText("\n".join([*lines, counted]))

    def retranslate(self) -> None:
        """Set every text anew."""
        parts.say(self.button, self.tr("Verify everything"))
        self._say()
