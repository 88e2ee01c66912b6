"""A list leaves as a spreadsheet: what for, a second person's signature, and then the file; the mark stands in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from app import ids, registry
from app.store import Store
from ui import texts
from ui.shell import files
from ui.shell.station import Station
from ui.widgets.busy import Busy
from ui.widgets.field import FieldDef, Kind
from ui.widgets.sheet import Sheet
from ui.work import Lane, Ticket

_KINDS: Final = "Excel (*.xlsx)"


@dataclass(frozen=True, slots=True)
class Shown:
    """What a list shows: the words of its filters, or what was searched for, and how many rows."""

    words: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Fetch:
    """How a worker gets the rows that did not come with the verb's answer, says how far it is, and hears to stop."""

    store: Store
    report: Callable[[float], object]
    cancelled: Callable[[], bool]


# Makes the file of what the verb let go, in a worker.
Make = Callable[[Any, Fetch], bytes]


class ExportSheet(Sheet):
    """`begin` with what the list is chosen by; nothing is written before the second person has signed."""

    def __init__(
        self,
        station: Station,
        name: str,
        verb: Callable[..., Any],
        make: Make,
        most: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, parent)
        self._station, self._verb, self._make, self._most = station, verb, make, most
        self._word = f"verb.{registry.spec_of(verb).name}"
        self._chosen: dict[str, Any] = {}
        self._shown: Shown | None = None
        self._act = ids.new()
        self._ticket: Ticket | None = None
        self.busy = Busy(self)
        self.busy.stopped.connect(self._stopped)
        self.put_first(self.busy)
        self.setMinimumWidth(340)
        self.submitted.connect(self._ask_file)
        self.retranslate()

    def begin(self, shown: Shown, **chosen: Any) -> None:
        """Show it for the list that is chosen so; the second person reads what is `shown`."""
        self._shown, self._chosen, self._act = shown, chosen, ids.new()
        self._say()
        self.form.set_values({})
        self.set_busy(False)
        self.show()
        self.form.focus_first()

    def _ask_file(self) -> None:
        path = files.ask_save(
            self, texts.word(self._word), f"{texts.word(self._word)}.xlsx", _KINDS
        )
        if path is not None:
            self.write_to(path)

    def write_to(self, path: Path) -> None:
        """Have it signed, then write the file there."""
        reason = str(self.form.values().get("reason") or "")
        self.set_busy(True)
        self._station.do_with_second(
            self,
            self._verb,
            "  ".join((texts.word(self._word), self._told(), reason)),
            act=self._act,
            then=partial(self._write, path),
            failed=self._refused,
            reason=reason,
            **self._chosen,
        )

    def _write(self, path: Path, found: Any) -> None:
        self._ticket = self._station.work.run(
            self,
            _written,
            self._make,
            found,
            path,
            self._station.store,
            then=self._saved,
            failed=self._not_saved,
            progress=self.busy.report,
            lane=Lane.CHECKS,
        )
        self.busy.begin(self.tr("Writing the file"), self._ticket)

    def leave(self) -> None:
        """Go away; a file that is being written is not wanted any more."""
        if self._ticket is not None:
            self._ticket.cancel()
            self.busy.end()
            self._stopped()
        super().leave()

    def _stopped(self) -> None:
        """Nothing was written; who wants it after all has it signed anew."""
        self._ticket = None
        self.set_busy(False)
        self._act = ids.new()

    def _saved(self, path: Path) -> None:
        self._ticket = None
        self.busy.end()
        self.set_busy(False)
        told = self.tr("Saved: {0}").format(path)
        self._station.notices.done(told)
        self._station.told.emit(told)
        self.leave()

    def _not_saved(self, trouble: Exception) -> None:
        self._ticket = None
        self.busy.end()
        self.set_busy(False)
        self._act = ids.new()
        if not isinstance(trouble, OSError):
            self._station.refuse(trouble)
            return
        self._station.notices.warn(
            self.tr("The file could not be written: {0}").format(trouble.strerror or trouble),
            self.tr("Choose another folder."),
        )

    def _refused(self, trouble: Exception) -> None:
        self._act = ids.new()
        self.blame(trouble)

    def retranslate(self) -> None:
        """Set every text anew."""
        super().retranslate()
        self._say()
        self.set_defs((FieldDef("reason", texts.word("export.reason"), Kind.LONG, required=True),))

    def _say(self) -> None:
        word = texts.word(self._word)
        told = self.tr(
            "What is shown leaves as a spreadsheet, marked with who took it and who allowed it."
        )
        self.say(word, word, "\n".join(x for x in (told, self._told()) if x))

    def _told(self) -> str:
        """Which rows leave, and how many."""
        if self._shown is None:
            return ""
        count = self._shown.count
        if count > self._most:
            many = self.tr("only the first {0} of {1}").format(f"{self._most:,}", f"{count:,}")
        else:
            many = self.tr("{0} in all").format(f"{count:,}")
        return "  ".join((" · ".join(self._shown.words), many))


def _written(
    make: Make,
    found: Any,
    path: Path,
    store: Store,
    *,
    report: Callable[[float], object],
    cancelled: Callable[[], bool],
) -> Path:
    return files.write(path, make(found, Fetch(store, report, cancelled)))
