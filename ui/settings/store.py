"""The storeroom: where its books lie, when they were verified, one backup file, the practice storeroom."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout

from app.ledger import about
from app.ledger.types import Verdict
from ui import texts
from ui.settings.lines import Section
from ui.shell import files
from ui.shell.station import Station
from ui.widgets import parts
from ui.widgets.busy import Busy
from ui.widgets.facts import Fact, Facts, Group
from ui.work import Lane

if TYPE_CHECKING:
    from app.store import Store


class StoreSection(Section):
    """Facts first, then what can be done."""

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
        self._about: about.About | None = None
        self._head = ""
        self.facts = Facts(self, label_width=150)
        self.backup = parts.button(self, "settings.backup", self.back_up, icon="save")
        self.verify = parts.button(self, "settings.verify", self.check, icon="shield-check")
        self.practice = parts.button(self, "settings.practice", self._practise, icon="play")
        self.busy = Busy(self)
        row = QHBoxLayout()
        row.setSpacing(8)
        for each in (self.backup, self.verify, self.practice):
            row.addWidget(each)
        row.addStretch()
        self.column.insertWidget(0, self.facts)
        self.column.insertLayout(1, row)
        self.column.insertWidget(2, self.busy)
        self.busy.stopped.connect(self._free)
        self.retranslate()

    def refresh(self) -> None:
        """Ask the books."""
        store = self._station.store
        self._station.work.run(
            self, _facts, store, then=self._show, failed=self._station.refuse, lane=Lane.READS
        )

    def back_up(self) -> None:
        """Everything into one file that can be carried away."""
        from app.backup.service import default_name  # what copies a store is loaded when one asks

        name = default_name(self._about.room if self._about else "")
        file = files.ask_save(
            self, self.tr("Back up the storeroom"), name, self.tr("Backups (*.anku)")
        )
        if file is not None:
            self.back_up_to(file)

    def back_up_to(self, file: Path) -> None:
        """The same, into this file."""
        self.set_free(free=False)
        ticket = self._station.work.run(
            self,
            _back_up,
            self._station.store,
            file,
            then=self._backed_up,
            failed=self._went_wrong,
            progress=self.busy.report,
            lane=Lane.CHECKS,
        )
        self.busy.begin(self.tr("Backing up…"), ticket)

    def check(self) -> None:
        """Replay every entry and compare every card and photograph."""
        self.set_free(free=False)
        ticket = self._station.work.run(
            self,
            _verify,
            self._station.store,
            then=self._verified,
            failed=self._went_wrong,
            progress=self.busy.report,
            lane=Lane.CHECKS,
        )
        self.busy.begin(self.tr("Verifying the books…"), ticket)

    def set_free(self, *, free: bool) -> None:
        """One thing at a time."""
        self.backup.setEnabled(free)
        self.verify.setEnabled(free)

    def _free(self) -> None:
        self.set_free(free=True)

    def _backed_up(self, file: Path) -> None:
        self.busy.end()
        self._free()
        told = self.tr("Backed up into {0}").format(str(file))
        self._station.notices.done(told)
        self._station.told.emit(told)

    def _verified(self, verdict: Verdict) -> None:
        self.busy.end()
        self._free()
        self._station.verified.emit(verdict)
        if verdict.ok:
            self._station.notices.done(
                self.tr("The books agree: {0} entries, {1} cards, {2} photographs.").format(
                    f"{verdict.events:,}", f"{verdict.cards:,}", f"{verdict.blobs:,}"
                )
            )
            return
        first = verdict.broken[0]
        self._station.notices.refuse(
            self.tr("The books do not agree: {0} {1}").format(
                self._station.word(first.what), first.where
            ),
            self._station.word(first.why),
        )

    def _went_wrong(self, trouble: Exception) -> None:
        self.busy.end()
        self._free()
        self._station.refuse(trouble)

    def _practise(self) -> None:
        # Another store means another sign-in: the window, above every page, sees to it.
        window: Any = self.window()
        window.practise()

    def _show(self, found: tuple[about.About, str]) -> None:
        self._about, self._head = found
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        parts.say(self.backup, self.tr("Back up…"))
        parts.say(self.verify, self.tr("Verify now"))
        parts.say(self.practice, self.tr("Practice storeroom"))
        told = self._about
        if told is None:
            return
        kind = self.tr("on the network (PostgreSQL), for trial")
        if told.local:
            kind = self.tr("one file on this computer")
        if told.centre:
            kind = self.tr("at the centre")
        # the books' own file is copied where they lie
        self.backup.setVisible(not told.centre)
        self.facts.show_groups(
            [
                Group(
                    self.tr("This storeroom"),
                    (
                        Fact(self.tr("Unit"), told.unit),
                        Fact(self.tr("Room"), told.room),
                        Fact(
                            self.tr("Laid on"), texts.moment(told.laid_at if told.genesis else None)
                        ),
                        Fact(self.tr("Books"), kind),
                        Fact(self.tr("Lies at"), told.file or told.centre),
                        Fact(self.tr("First hash"), told.genesis[:16].upper()),
                        Fact(self.tr("Chain head"), texts.short_head(self._head)),
                    ),
                )
            ]
        )


def _facts(store: Store) -> tuple[about.About, str]:
    return store.about(), store.newest_hash()


def _verify(store: Store, report: Any, cancelled: Any) -> Verdict:
    from app.audit import service as audit

    return audit.verify(store, is_awaited=True, report=report, cancelled=cancelled)


def _back_up(store: Store, file: Path) -> Path:
    from app.backup import service as backup

    backup.backup(store, file)
    return file
