"""A form to a printer of the system: asked for in its own dialog, drawn in bands so that the window never waits."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMarginsF, QObject, QRect, QRectF, QSizeF, QTimer, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from ui.work import Lane, Ticket, Work

if TYPE_CHECKING:
    from app.forms.raster import Raster

DPI: Final = 300
_BAND: Final = 240  # rows of dots at a time: a few milliseconds each


def ask(parent: QWidget, pages: int) -> QPrinter | None:
    """Which printer, how many; None when the person thought better of it."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, max(pages, 1))
    chosen = dialog.exec() == QPrintDialog.DialogCode.Accepted
    dialog.deleteLater()
    return printer if chosen else None


class PrintJob(QObject):
    """Prints a PDF page by page: `finished` when the last one is given out, `failed` when the printer takes none.

    Cancelled, it gives no further page out, and tells nobody anything.
    """

    finished = Signal()
    failed = Signal(object)
    # So many pages are given out, of so many.
    came = Signal(int, int)

    def __init__(self, work: Work, pdf: bytes, printer: QPrinter, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._pdf = pdf
        self._printer = printer
        self._painter: QPainter | None = None
        self._number = self._given = 0
        self._cancelled = False
        self._image = QImage()
        self._row = 0
        self._raster: Raster | None = None
        self._ticket: Ticket | None = None
        self._next = QTimer(self, interval=0)
        self._next.timeout.connect(self._band)
        self._fetch()

    def given(self) -> int:
        """How many pages the printer has."""
        return self._given

    def is_cancelled(self) -> bool:
        """Whether somebody stopped it."""
        return self._cancelled

    def cancel(self) -> None:
        """No further page; a printer may still give out those that it has, of a file nothing is left."""
        self._cancelled = True
        if self._ticket is not None:
            self._ticket.cancel()
        self._next.stop()
        if self._painter is not None and self._painter.isActive():
            self._printer.abort()
            self._painter.end()
        if self._printer.outputFileName():
            Path(self._printer.outputFileName()).unlink(missing_ok=True)

    def _fetch(self) -> None:
        from app.forms import raster

        self._number += 1
        self._ticket = self._work.run(
            self,
            raster.page,
            self._pdf,
            self._number,
            DPI,
            then=self._took,
            failed=self._stop,
            lane=Lane.PICTURES,
        )

    def _took(self, page: Raster) -> None:
        _size(self._printer, page)
        if self._painter is None:
            self._painter = QPainter()
            if not self._painter.begin(self._printer):
                self._stop(OSError(self._printer.printerName()))
                return
        elif not self._printer.newPage():
            self._stop(OSError(self._printer.printerName()))
            return
        self._raster = page  # the image looks into its bytes
        self._image = QImage(
            page.data, page.width, page.height, page.stride, QImage.Format.Format_Grayscale8
        )
        self._row = 0
        self._next.start()

    def _band(self) -> None:
        assert self._painter is not None
        assert self._raster is not None
        rows = min(_BAND, self._image.height() - self._row)
        scale = self._printer.resolution() / DPI
        from_ = QRect(0, self._row, self._image.width(), rows)
        to = QRectF(0, self._row * scale, self._image.width() * scale, rows * scale)
        self._painter.drawImage(to, self._image, QRectF(from_))
        self._row += rows
        if self._row < self._image.height():
            return
        self._next.stop()
        self._given = self._number
        self.came.emit(self._given, self._raster.pages)
        if self._number < self._raster.pages:
            self._fetch()
            return
        self._painter.end()
        self.finished.emit()

    def _stop(self, trouble: Exception) -> None:
        self._next.stop()
        if self._painter is not None and self._painter.isActive():
            self._painter.end()
        self.failed.emit(trouble)


def _size(printer: QPrinter, page: Raster) -> None:
    """The printer's paper is the page's: whole, without margins of its own."""
    lies = page.wide_mm > page.high_mm
    short, long_ = sorted((page.wide_mm, page.high_mm))
    size = QPageSize(QSizeF(short, long_), QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.FuzzyMatch)  # fmt: skip
    way = QPageLayout.Orientation.Landscape if lies else QPageLayout.Orientation.Portrait
    printer.setFullPage(True)
    printer.setPageLayout(QPageLayout(size, way, QMarginsF(0, 0, 0, 0)))
