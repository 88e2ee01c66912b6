"""Packages on disc, for organs without a network: a report written as one, one taken in from below with its receipt."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.leads import packing
from app.leads.packing import Taken
from app.leads.types import LeadView
from app.packages.types import Manifest
from ui import texts
from ui.shell import files
from ui.shell.station import Station
from ui.widgets.field import FieldDef, Kind
from ui.widgets.sheet import Sheet
from ui.work import Lane

_KINDS: Final = "*.ankupkg"


class PackageSheet(Sheet):
    """Which report, for whom, sealed to whose key; then the file is asked for."""

    #: It was written.
    done = Signal()

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__("lead_package", parent)
        self._station = station
        self._view: LeadView | None = None
        self.setMinimumWidth(360)
        self.submitted.connect(self._ask_file)
        self.retranslate()

    def begin(self, view: LeadView) -> None:
        """Show it for the reports of this lead, the newest first."""
        self._view = view
        self._say_defs()
        self.form.set_values({"report_no": view.reports[-1].id if view.reports else ""})
        self.set_busy(False)
        self.show()
        self.form.focus_first()

    def _ask_file(self) -> None:
        if self._view is None:
            return
        number = next(
            r.number for r in self._view.reports if r.id == self.form.values()["report_no"]
        )
        path = files.ask_save(self, self.submit_button.text(), f"{number}.ankupkg", _KINDS)
        if path is not None:
            self.write_to(path)

    def write_to(self, path: Path) -> None:
        """Write the package there."""
        assert self._view is not None
        given = {name: str(value or "") for name, value in self.form.values().items()}
        key = "".join(given["key"].split()).lower()
        self.set_busy(True)
        self._station.work.run(
            self,
            packing.write,
            self._station.store,
            self._view.row.id,
            given["report_no"],
            given["package_to"],
            path,
            (key,) if key else (),
            then=partial(self._written, path),
            failed=self._refused,
            lane=Lane.BOOKS,
        )

    def _written(self, path: Path, manifest: Manifest) -> None:
        self.set_busy(False)
        told = self.tr("The package for {0} is in {1}.").format(manifest.label.recipient, path)
        self._station.notices.done(told)
        self._station.told.emit(told)
        self.hide()
        self.done.emit()

    def _refused(self, trouble: Exception) -> None:
        self._station.refuse(trouble)
        self.blame(trouble)

    def _say_defs(self) -> None:
        known = self._view.reports if self._view is not None else ()
        offered = tuple(
            (r.id, f"{r.number}  {texts.word(f'report_kind.{r.kind}')}") for r in reversed(known)
        )
        self.set_defs(
            (
                FieldDef(
                    "report_no",
                    texts.word("lead.report_no"),
                    Kind.CHOICE,
                    required=True,
                    choices=offered,
                ),
                FieldDef("package_to", texts.word("lead.target"), required=True),
                FieldDef("key", self.tr("Sealed to its key (empty: signed only)"), Kind.LONG),
            )
        )

    def retranslate(self) -> None:
        """Set every text anew."""
        super().retranslate()
        self.say(
            self.tr("Report as a package on disc"),
            self.tr("Write the package"),
            self.tr(
                "Signed with this computer's key; one changed byte and it is not taken in. It replaces no receipt: "
                "note the receipt when it comes back."
            ),
        )
        self._say_defs()


def take_in(owner: QWidget, station: Station, after: Callable[[], object] = lambda: None) -> None:
    """Ask for a package and where its receipt goes, and take it in."""
    title = QCoreApplication.translate("leads", "Take a package in")
    name, _ = QFileDialog.getOpenFileName(owner, title, "", _KINDS)
    if not name:
        return
    title = QCoreApplication.translate("leads", "The receipt for its sender")
    answer = files.ask_save(owner, title, f"{Path(name).stem}-receipt.ankupkg", _KINDS)
    if answer is not None:
        take_from(owner, station, Path(name), answer, after)


def take_from(
    owner: QWidget,
    station: Station,
    file: Path,
    answer: Path,
    after: Callable[[], object] = lambda: None,
) -> None:
    """Take this package in, whole or not at all; the receipt is written there. `after`: well or refused."""

    def taken(found: Taken) -> None:
        told = QCoreApplication.translate("leads", "Taken in: {0}. The receipt is in {1}.")
        if not found.fresh:
            told = QCoreApplication.translate(
                "leads", "{0} was taken in before; nothing was done again. The receipt is in {1}."
            )
        station.notices.done(told.format("、".join(found.numbers), answer))
        after()

    def refused(trouble: Exception) -> None:
        station.refuse(trouble)
        after()

    station.work.run(
        owner,
        packing.take,
        station.store,
        file,
        answer,
        then=taken,
        failed=refused,
        lane=Lane.BOOKS,
    )
