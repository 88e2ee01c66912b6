"""A web report's file bit for bit as it came: taken out for a reason, which stands in the trail before the file is had."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.reporting import opening
from app.reporting.keys import OrganKey
from app.reporting.opening import Opened
from app.reporting.types import Attached
from app.store import Store
from ui import texts
from ui.shell import files
from ui.shell.station import Station
from ui.widgets.field import FieldDef
from ui.widgets.sheet import Sheet
from ui.work import Lane


class OriginalSheet(Sheet):
    """Why it is needed; then where it goes is asked for."""

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__("report_original", parent)
        self._station = station
        self._of: tuple[OrganKey, str, Opened, Attached] | None = None
        self.submitted.connect(self._ask_file)
        self.retranslate()

    def begin(self, key: OrganKey, report_id: str, message: Opened, attached: Attached) -> None:
        """Show it for this file."""
        self._of = (key, report_id, message, attached)
        self.form.set_values({})
        self.set_busy(False)
        self._say(attached.name)
        self.show()
        self.form.focus_first()

    def leave(self) -> None:
        """The key is let go with the sheet."""
        self._of = None
        super().leave()

    def _ask_file(self) -> None:
        if self._of is None:
            return
        path = files.ask_save(self, self.submit_button.text(), self._of[3].name, "*")
        if path is not None:
            self.write_to(path)

    def write_to(self, path: Path) -> None:
        """Take it out, and write it there."""
        assert self._of is not None
        key, report_id, message, attached = self._of
        self.set_busy(True)
        self._station.work.run(
            self,
            _taken_out,
            self._station.store,
            key,
            report_id,
            message.id,
            attached,
            str(self.form.values()["reason"]),
            path,
            then=self._written,
            failed=self._refused,
            lane=Lane.BOOKS,
        )

    def _written(self, path: Path) -> None:
        told = self.tr("The original is in {0}. Open it on a machine apart only.").format(path)
        self._station.notices.done(told)
        self._station.told.emit(told)
        self.leave()

    def _refused(self, trouble: Exception) -> None:
        self._station.refuse(trouble)
        self.blame(trouble)

    def _say(self, name: str) -> None:
        self.say(
            self.tr("The original of {0}").format(name) if name else self.tr("The original"),
            self.tr("Take the original out"),
            self.tr(
                "It may carry traces of the reporter and harmful parts; the cleaned copy is enough for reading. Who "
                "takes it and why is written in the trail first."
            ),
        )

    def retranslate(self) -> None:
        """Set every text anew."""
        super().retranslate()
        self._say(self._of[3].name if self._of is not None else "")
        self.set_defs((FieldDef("reason", texts.word("petition.reason"), required=True),))


def _taken_out(
    store: Store,
    key: OrganKey,
    report_id: str,
    message_id: str,
    attached: Attached,
    reason: str,
    path: Path,
) -> Path:
    files.require_room(path, attached.size)
    data = opening.original_of(store, key, report_id, message_id, attached, reason)
    return files.write(path, data)
