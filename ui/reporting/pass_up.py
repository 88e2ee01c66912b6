"""封转上级: what turns out to be the superior's goes up sealed; asked once more, for nothing of it stays here."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.petitions.types import SealedRow
from app.reporting import passing, resealing
from app.reporting.keys import OrganKey
from app.reporting.opening import OpenedReport
from app.reporting.types import Superior
from ui import texts
from ui.shell.station import Station
from ui.widgets.field import FieldDef, Kind
from ui.widgets.sheet import Sheet
from ui.work import Lane


class PassUpSheet(Sheet):
    """To which organ it goes, and whether it is about the own head: then it goes past him."""

    #: It went up.
    passed = Signal()

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__("report_pass_up", parent)
        self._station = station
        self._of: tuple[OrganKey, OpenedReport] | None = None
        self._to = ""
        self.submitted.connect(self._send)
        self.retranslate()

    def begin(self, key: OrganKey, report: OpenedReport) -> None:
        """Ask who can open it above; refused when nobody can."""
        self._of, self._to = (key, report), ""
        self._station.ask(self, passing.superior, report_id=report.row.id, then=self._ready)

    def _ready(self, above: Superior) -> None:
        if self._of is None:
            return
        self._to = above.name
        self.form.set_values({})
        self.set_busy(False)
        self._say()
        self.show()
        self.form.focus_first()

    def leave(self) -> None:
        """The key is let go with the sheet."""
        self._of = None
        super().leave()

    def _send(self) -> None:
        if self._of is None:
            return
        key, report = self._of
        self.set_busy(True)
        self._station.work.run(
            self,
            resealing.pass_up,
            self._station.store,
            key,
            report,
            bool(self.form.values().get("own_head")),
            then=self._sent,
            failed=self._refused,
            lane=Lane.BOOKS,
        )

    def _sent(self, line: SealedRow) -> None:
        self.set_busy(False)
        done = self.tr("{0}: passed up sealed; nothing of it can be read here any more.").format(
            line.number
        )
        self._station.notices.done(done)
        self._station.told.emit(done)
        self.leave()
        self.passed.emit()

    def _refused(self, trouble: Exception) -> None:
        self.set_busy(False)
        self._station.refuse(trouble)
        self.blame(trouble)

    def _say(self) -> None:
        self.say(
            self.tr("Pass up sealed to {0}").format(self._to),
            self.tr("Pass up sealed"),
            self.tr(
                "The report with its files, supplements and answers is sealed anew to that organ; here it is emptied "
                "and only its line in the sealed ledger stays. The reporter's receipt goes on. It cannot be undone."
            ),
        )

    def retranslate(self) -> None:
        """Set every text anew."""
        super().retranslate()
        self._say()
        self.set_defs((FieldDef("own_head", texts.word("report.own_head"), Kind.CHECK),))
