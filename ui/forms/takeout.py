"""A form leaves the window: numbered in the books first, then made for each copy, then printed or written to a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrinter

from app.forms import exports, service
from app.forms.service import Offer, Sheet
from app.progress import Part
from ui.forms import making, printer
from ui.shell import files
from ui.shell.station import Station
from ui.widgets.busy import Busy
from ui.work import Lane, Ticket

# Where a form goes: a file, or a printer of the system that was chosen in its own dialog.
Target = Path | QPrinter


class TakeOut(QObject):
    """One form at a time; `finished` when it is out or could not be taken out: look again.

    The target is tried first: a print that is in the books and on no paper would need a reason for the next.
    """

    #: It stands in the books.
    booked = Signal()
    finished = Signal()

    def __init__(self, station: Station, busy: Busy, parent: QObject) -> None:
        super().__init__(parent)
        self._station = station
        self._busy = busy
        self._job: printer.PrintJob | None = None
        # The copies that are being made.
        self._making: Ticket | None = None
        busy.stopped.connect(self._stopped)

    def sheet(
        self, offer: Offer, reason: str, pdf: bytes, target: Target, *, every_copy: bool
    ) -> None:
        """A sheet, seen as `pdf`: the print stands in the books before the paper leaves the printer."""

        def booked(sheet: Sheet) -> None:
            self.booked.emit()
            self._make(sheet, target, every_copy=every_copy)

        def tried() -> None:
            self._station.do(
                self,
                service.print_sheet,
                then=booked,
                form=offer.form,
                kind=offer.kind,
                id=offer.id,
                reason=reason,
            )

        self._try(target, len(pdf), tried)

    def extract(self, form: str, id_: str, pdf: bytes, target: Target) -> None:
        """A card or a ledger as it was seen: that it was taken out leaves a line in the trail.

        An alarmed store writes no line, and what it says can still be put on paper.
        """
        if self._station.store.read_only:
            self._give(target, pdf)
            return

        def tried() -> None:
            self._station.do(
                self,
                exports.exported,
                then=lambda _: self._give(target, pdf),
                what="card" if form == "F8" else "ledger",
                object_id=id_,
                form="pdf" if isinstance(target, Path) else "paper",
            )

        self._try(target, len(pdf), tried)

    def _try(self, target: Target, size: int, then: Callable[[], None]) -> None:
        """Whether it can be taken: what a printer of the system does with paper nobody can know before."""
        path = _file_of(target)
        if path is not None:
            self._station.work.run(
                self,
                files.require_room,
                path,
                size,
                then=lambda _: then(),
                failed=self._not_saved,
                lane=Lane.WIRE,
            )
        elif isinstance(target, QPrinter) and not target.isValid():
            self._not_printed(OSError(target.printerName()))
        else:
            then()

    def _give(self, target: Target, pdf: bytes) -> None:
        if isinstance(target, Path):
            self._write(target, pdf)
        else:
            self._print(target, pdf)

    def _make(self, sheet: Sheet, target: Target, *, every_copy: bool) -> None:
        copies = making.copies(sheet) if every_copy else ()
        self._making = self._station.work.run(
            self,
            making.sheet,
            self._station.store,
            sheet,
            copies,
            then=lambda pdf: self._give(target, pdf),
            failed=self._refused,
            progress=self._busy.report,
            lane=Lane.FORMS,
        )
        self._busy.begin(self.tr("Making the form…"), self._making)

    def _refused(self, trouble: Exception) -> None:
        self._busy.end()
        self._station.refuse(trouble)
        self.finished.emit()

    # -- on paper --------------------------------------------------------------------------------------

    def _print(self, chosen: QPrinter, pdf: bytes) -> None:
        self._job = printer.PrintJob(self._station.work, pdf, chosen, self)
        self._job.finished.connect(self._printed)
        self._job.failed.connect(self._not_printed)
        self._job.came.connect(self._say_printed)
        self._busy.begin(self.tr("Printing…"), self._job)

    def _say_printed(self, page: int, pages: int) -> None:
        self._busy.report(Part(page / pages, page, pages))

    def _stopped(self) -> None:
        """Somebody stopped what this was doing; what is in the books stays there."""
        job, copies = self._job, self._making
        if job is not None and job.is_cancelled():
            self._job = None
            self._station.notices.warn(
                self.tr("Printing was stopped after page {0}.").format(f"{job.given():,}"),
                self.tr("The printer may still give out the pages that it has."),
            )
            self.finished.emit()
        elif copies is not None and copies.is_cancelled():
            self._making = None
            self._station.notices.warn(
                self.tr("Stopped: nothing came out."),
                self.tr("The print stands in the books; the next one needs a reason."),
            )
            self.finished.emit()

    def _printed(self) -> None:
        self._job = None
        self._busy.end()
        self._station.notices.done(self.tr("Given to the printer."))
        self.finished.emit()

    def _not_printed(self, _: Exception) -> None:
        self._job = None
        self._busy.end()
        self._station.notices.warn(
            self.tr("The printer did not take the form."),
            self.tr("See to the printer, then print once more; give the reason “printer failed”."),
        )
        self.finished.emit()

    # -- as a file -------------------------------------------------------------------------------------

    def _write(self, path: Path, pdf: bytes) -> None:
        self._busy.end()
        self._station.work.run(
            self, files.write, path, pdf, then=self._saved, failed=self._not_saved, lane=Lane.WIRE
        )

    def _saved(self, path: Path) -> None:
        self._station.notices.done(self.tr("Saved: {0}").format(path))
        self.finished.emit()

    def _not_saved(self, trouble: Exception) -> None:
        if not isinstance(trouble, OSError):
            self._refused(trouble)
            return
        self._station.notices.warn(
            self.tr("The file could not be written: {0}").format(trouble.strerror or trouble),
            self.tr("Choose another folder."),
        )
        self.finished.emit()


def _file_of(target: Target) -> Path | None:
    """The file that it ends in; a printer of the system may print into one."""
    if isinstance(target, Path):
        return target
    return Path(target.outputFileName()) if target.outputFileName() else None
