"""封转台账: what was passed on sealed, what came sealed from below; of each its way and nothing of what it says."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app import clock
from app.forms import exports
from app.organs import service as organs
from app.organs.types import Place
from app.petitions import rules, sealed
from app.petitions.types import SealedRow
from ui import texts
from ui.petitions import words
from ui.petitions.seal import SealPainter
from ui.shell import files, lang
from ui.shell.station import Station
from ui.whole_list import WholeList
from ui.widgets import parts
from ui.widgets.chips import Filter, FilterBar
from ui.widgets.table import Column
from ui.work import Lane

#: Who may see it at all.
READERS: Final = (*rules.DESKS, *rules.LEADERS)
_SOON_DAYS: Final = 2


class SealedTab(lang.Speaks, QWidget):
    """The ledger, a line for the superior's receipt beneath it, and the spreadsheet."""

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._station = station
        self._place: Place | None = None
        self._row: SealedRow | None = None
        self.way = FilterBar(self)
        self.way.setObjectName("sealed.way")
        self.table = WholeList(station, "sealed.table", _columns(), self)
        self.table.view.setItemDelegateForColumn(0, SealPainter(self.table.view))
        self.xlsx = parts.button(self, "sealed.xlsx", self._save, icon="download")
        self.receipt = QLineEdit(self)
        self.receipt.setObjectName("sealed.receipt")
        self.receipt.setMaximumWidth(280)
        self.note = parts.button(self, "sealed.note", self._note, kind="primary", icon="check")
        self._base = parts.label(self, "soft", wraps=True)
        self._lay_out()
        self.way.changed.connect(self.refresh)
        self.table.current_changed.connect(self._choose)
        self.table.came.connect(self._came)
        self.receipt.returnPressed.connect(self._note)
        self.retranslate()
        self.way.set_on("ours")

    def refresh(self) -> None:
        """Ask for the ledger."""
        self.way.setVisible(self._station.may(*rules.CLERKS))
        self._station.ask(self, organs.mine, then=self._at)
        self.table.ask(self._query())

    def _at(self, place: Place | None) -> None:
        self._place = place

    def _is_ours(self) -> bool:
        return (self.way.on() or ["ours"])[0] == "ours"

    def _came(self, rows: tuple[SealedRow, ...]) -> None:
        self._row = None
        self.xlsx.setEnabled(bool(rows))
        self._say_receipt()

    # -- the superior's receipt ----------------------------------------------------------------------

    def _choose(self, row: SealedRow | None) -> None:
        self._row = row
        self._say_receipt()

    def _say_receipt(self) -> None:
        row = self._row
        ours = self._is_ours() and self._station.may(*rules.DESKS)
        for piece in (self.receipt, self.note):
            piece.setVisible(ours)
            piece.setEnabled(row is not None and not row.receipt_no)

    def _note(self) -> None:
        row = self._row
        if row is None or row.receipt_no:
            return
        self.note.setEnabled(False)
        self._station.do(
            self,
            sealed.note_receipt,
            sealed_id=row.id,
            receipt_no=self.receipt.text(),
            then=self._noted,
            failed=lambda _: self._say_receipt(),
        )

    def _noted(self, row: SealedRow) -> None:
        self.receipt.clear()
        told = self.tr("{0}: receipt {1} noted.").format(row.number, row.receipt_no)
        self._station.notices.done(told)
        self.refresh()

    # -- out of the program --------------------------------------------------------------------------

    def _save(self) -> None:
        title = self.tr("Sealed ledger as spreadsheet")
        path = files.ask_save(self, title, self.tr("sealed ledger") + ".xlsx", "Excel (*.xlsx)")
        if path is not None:
            self.save_to(path)

    def save_to(self, path: Path) -> None:
        """Note that it leaves, then write it there as the books have it now: the list may not have followed yet."""
        self._station.do(
            self,
            exports.exported,
            what="sealed_ledger",
            object_id=self._place.organ_id if self._place else "",
            form="xlsx",
            then=lambda _: self._station.ask(self, self._query(), then=partial(self._write, path)),
        )

    def _query(self) -> Callable[..., tuple[SealedRow, ...]]:
        return sealed.sealed_rows if self._is_ours() else sealed.sealed_to_us

    def _write(self, path: Path, rows: tuple[SealedRow, ...]) -> None:
        actor = self._station.store.actor
        self._station.work.run(
            self,
            _written,
            rows,
            self._place.name if self._place else "",
            actor.name if actor else "",
            path,
            then=lambda _: self._station.notices.done(self.tr("Saved: {0}").format(path)),
            failed=self._not_written,
            lane=Lane.WIRE,
        )

    def _not_written(self, trouble: Exception) -> None:
        self._station.notices.warn(
            self.tr("The file could not be written: {0}").format(trouble),
            self.tr("Choose another folder."),
        )

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.way)
        line.addStretch()
        line.addWidget(self.xlsx)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.receipt)
        foot.addWidget(self.note)
        foot.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 12, 0, 0)
        whole.setSpacing(10)
        whole.addLayout(line)
        whole.addWidget(self._base)
        whole.addWidget(self.table, 1)
        whole.addLayout(foot)

    def retranslate(self) -> None:
        """Set every text anew."""
        self.way.show_filters(
            (
                Filter("ours", self.tr("Passed on by us")),
                Filter("below", self.tr("Come from below")),
            )
        )
        parts.say(self.xlsx, self.tr("Spreadsheet"))
        parts.say(self.note, self.tr("Note the receipt"))
        self.receipt.setPlaceholderText(self.tr("Receipt number of the superior organ"))
        self._base.setText(
            self.tr(
                "What belongs to the superior organ, or is about the own head. Only its way stands here: "
                "no text, no name, no scan. It is due five working days after the receipt."
            )
        )
        self.table.say_nothing(
            self.tr("Nothing was passed on sealed"),
            self.tr(
                "What the form turns into a sealed one stands here with its number and its due day."
            ),
            "lock",
        )


def _written(rows: tuple[SealedRow, ...], organ: str, who: str, path: Path) -> Path:
    from app.petitions import tables  # heavy, and only an export needs it

    return files.write(path, tables.sealed_xlsx(rows, organ, who, clock.now()))


def _state(row: SealedRow) -> str:
    if row.receipt_no:
        return row.receipt_no
    late = (row.due - clock.day(clock.now())).days
    if late < 0:
        return QCoreApplication.translate("petitions", "{0} days late").format(-late)
    return QCoreApplication.translate("petitions", "waits for its receipt")


def _tone(row: SealedRow) -> str:
    if row.receipt_no:
        return "ok"
    left = (row.due - clock.day(clock.now())).days
    return "danger" if left < 0 else "late" if left <= _SOON_DAYS else "accent"


def _columns() -> tuple[Column, ...]:
    return (
        Column(
            "channel",
            lambda: texts.word("petition.channel"),
            lambda r: words.channel(r.channel),
            width=150 if lang.now() != "zh" else 104,
            sortable=False,
        ),
        _column("number", "petition.number", lambda r: r.number, 180),
        _column("received", "petition.received_at", lambda r: texts.day(r.received_on), 104),
        _column("pieces", "petition.pieces", lambda r: str(r.pieces), 64),
        _column("seal_no", "petition.seal_no", lambda r: r.seal_no, 130),
        _column("target", "petition.target", _target, 220),
        _column("due", "petition.due", _due, 150),
        Column(
            "receipt",
            lambda: texts.word("petition.receipt_no"),
            _state,
            width=170,
            chip=_tone,
            sortable=False,
        ),
    )


def _target(row: SealedRow) -> str:
    return row.target or QCoreApplication.translate("petitions", "the superior organ")


def _due(row: SealedRow) -> str:
    mark = QCoreApplication.translate("petitions", "provisional") if row.is_provisional else ""
    return f"{texts.day(row.due)}  {mark}".strip()


def _column(id_: str, word: str, read: Callable[[SealedRow], str], width: int) -> Column:
    return Column(id_, lambda: texts.word(word), read, width=width, sortable=False)
