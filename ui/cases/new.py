"""The form that opens a case ledger."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from app import ids
from app.cases import service as cases
from app.cases.types import CaseRow, NewCase
from ui.cases import words
from ui.shell.keeping import Keeper, Kept
from ui.shell.station import Station
from ui.widgets.field import FieldDef, Kind
from ui.widgets.sheet import Sheet

#: Cases that need no filing paper: they begin before one is written.
UNFILED = ("lead", "inspection")


class NewCaseSheet(Sheet):
    """建账: alias, title, kind, department and the filing paper. The number comes from the books."""

    def __init__(
        self, station: Station, opened: Callable[[CaseRow], object], parent: QWidget | None = None
    ) -> None:
        super().__init__("new_case", parent)
        self._station = station
        self._opened = opened
        self._act = ids.new()
        self.setMinimumWidth(360)
        self._keeper = Keeper(station, self.form, "new_case", self)
        self.submitted.connect(self._open_case)
        self.form.changed.connect(self._kind_changed)
        self.retranslate()

    def begin(self) -> None:
        """Show it; what was begun and never sent is there again."""
        if not self.form.draft().get("alias"):
            self._keeper.load(self._take_draft)
        self.show()
        self.form.focus_first()

    def _take_draft(self, kept: Kept | None) -> None:
        if kept is not None and not self.form.draft().get("alias"):
            self.form.set_values(kept["values"])
            self._say_defs()
            self._station.notices.done(self.tr("What you had begun is here again."))

    def clear(self) -> None:
        """Begin anew."""
        self._act = ids.new()
        self.form.set_values({"secrecy": "0"})
        self._say_defs()

    def _kind_changed(self, field: str) -> None:
        if field == "kind":
            self._say_defs()

    def _open_case(self) -> None:
        given: dict[str, Any] = {k: v for k, v in self.form.values().items() if v is not None}
        filed_on = given.get("filed_on")
        case = NewCase(
            alias=given["alias"],
            title=given["title"],
            kind=given["kind"],
            department=given["department"],
            filing_no=given.get("filing_no", ""),
            filed_on=filed_on if isinstance(filed_on, date) else None,
            number=given.get("number", ""),
            secrecy=int(given.get("secrecy", 0)),
        )
        self.set_busy(True)
        self._station.do(
            self, cases.open_case, case=case, act=self._act, then=self._done, failed=self._refused
        )

    def _done(self, row: CaseRow) -> None:
        self.set_busy(False)
        self._keeper.discard()
        self.clear()
        self._opened(row)

    def _refused(self, trouble: Exception) -> None:
        # What was typed is another deed now: it gets its own key.
        self._act = ids.new()
        self.blame(trouble)

    def _say_defs(self) -> None:
        chosen = self.form.draft().get("kind") if list(self.form.fields()) else None
        self.set_defs(
            (
                FieldDef(
                    "alias",
                    self.tr("Alias"),
                    required=True,
                    hint=self.tr("What lists and labels show instead of the title"),
                ),
                FieldDef("title", self.tr("Title"), required=True),
                FieldDef(
                    "kind", self.tr("Kind"), Kind.CHOICE, required=True, choices=words.kinds()
                ),
                FieldDef("department", self.tr("Handling department"), required=True),
                FieldDef(
                    "filing_no",
                    self.tr("Filing paper no."),
                    required=chosen not in (None, *UNFILED),
                ),
                FieldDef("filed_on", self.tr("Filed on"), Kind.DATE),
                FieldDef(
                    "secrecy",
                    self.tr("Secrecy"),
                    Kind.CHOICE,
                    choices=tuple((str(n), words.secrecy_word(n)) for n in words.SECRECIES),
                ),
                FieldDef(
                    "number",
                    self.tr("Case number"),
                    hint=self.tr("Leave empty: the next number of the year is given"),
                ),
            )
        )

    def retranslate(self) -> None:
        """Set every text anew."""
        super().retranslate()
        self.say(
            self.tr("Open a case ledger"),
            self.tr("Open ledger"),
            self.tr("Without a case number, the next one of the year is given."),
        )
        self._say_defs()
