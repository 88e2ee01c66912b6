"""查重: petitions about the same person whose matter is alike, read and linked or declined; the same reporter looked up."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app import ids
from app.petitions import alike, identities
from app.petitions.types import Candidate, LinkKind, PetitionView
from ui import texts
from ui.petitions import words
from ui.shell.rows import GivenRows
from ui.shell.station import Station
from ui.widgets import parts
from ui.widgets.field import FieldDef, Kind
from ui.widgets.sheet import Sheet
from ui.widgets.table import Column, DataTable

_KINDS: Final = (LinkKind.REPEAT, LinkKind.SUPPLEMENT, LinkKind.SIMILAR, LinkKind.MULTI)


class RepeatSheet(Sheet):
    """The candidates by the person they are about; each is linked by a human, or declined with a reason."""

    #: A candidate was linked or declined.
    done = Signal()

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__("petition_repeats", parent)
        self._station = station
        self._view: PetitionView | None = None
        self._act = ids.new()
        self._rows = GivenRows()
        self.table = DataTable(station.work, self._rows, _columns(), self)
        self.table.setObjectName("petition_repeats.table")
        self.table.setMinimumHeight(150)
        self.read = parts.label(self, wraps=True)
        self.decline = parts.button(self, "petition_repeats.decline", self._decline, icon="x")
        self._who = parts.label(self, "strong")
        self.phone = QLineEdit(self)
        self.phone.setObjectName("petition_repeats.phone")
        self.id_no = QLineEdit(self)
        self.id_no.setObjectName("petition_repeats.id_no")
        self._look = parts.button(self, "petition_repeats.look_up", self._look_up, icon="search")
        self.same = parts.label(self, wraps=True)
        self.same.setObjectName("petition_repeats.same")
        self._fill()
        self.setMinimumWidth(420)
        self.table.current_changed.connect(self._chose)
        self.table.model.counted.connect(self._arrived)
        for field in (self.phone, self.id_no):
            field.returnPressed.connect(self._look_up)
        self.submitted.connect(self._link)
        self.retranslate()

    def begin(self, view: PetitionView) -> None:
        """Look for what is alike."""
        self._view = view
        self._forget()
        self.form.set_values({"kind": LinkKind.REPEAT})
        self.show()
        self._ask()
        self.table.view.setFocus()

    def leave(self) -> None:
        """What was looked up of a reporter does not stay on the screen."""
        self._forget()
        super().leave()

    def _forget(self) -> None:
        for piece in (self.phone, self.id_no, self.same):
            piece.clear()

    def _ask(self) -> None:
        if self._view is not None:
            asked = self._view.row.id
            self._station.ask(self, alike.candidates, petition_id=asked, then=self._show)

    def _show(self, found: tuple[Candidate, ...]) -> None:
        self._act = ids.new()
        self._rows.show(sorted(found, key=lambda each: each.linked or each.declined))
        self.table.reload()

    def _arrived(self) -> None:
        if self.table.model.rowCount():
            self.table.select_row(0)
        self._chose(self.table.current_row())

    def _chose(self, row: Candidate | None) -> None:
        self.read.setText(row.summary if row is not None else "")
        open_ = row is not None and not row.linked
        self.submit_button.setEnabled(open_)
        self.decline.setEnabled(open_ and row is not None and not row.declined)

    # -- linked or declined ------------------------------------------------------------------------

    def _link(self) -> None:
        row = self.table.current_row()
        kind = str(self.form.values()["kind"] or "")
        if kind:
            self._do(alike.link, row, kind=kind, score=row.score if row is not None else 0)
        else:
            self.form.field("kind").set_error(self.tr("What is it to the other one?"))

    def _decline(self) -> None:
        self._do(alike.decline, self.table.current_row(), reason=str(self._given("reason")))

    def _given(self, name: str) -> object:
        return self.form.draft().get(name) or ""

    def _do(self, verb: Any, row: Candidate | None, **given: Any) -> None:
        if self._view is None or row is None:
            return
        self.set_busy(True)
        self._station.do(
            self,
            verb,
            act=self._act,
            petition_id=self._view.row.id,
            other_id=row.petition_id,
            version=self._view.row.seq,
            then=lambda _: self._well(row, verb is alike.link),
            failed=self._refused,
            **given,
        )

    def _well(self, row: Candidate, linked: bool) -> None:
        told = self.tr("{0} is linked.") if linked else self.tr("{0} is not linked.")
        self._station.notices.done(told.format(row.number))
        self._station.told.emit(told.format(row.number))
        self.form.field("reason").set_value(None)
        self._ask()
        self.done.emit()

    def take_version(self, view: PetitionView | None) -> None:
        """The petition that is shown was read anew: what is done next is done on that."""
        if view is not None and self._view is not None and view.row.id == self._view.row.id:
            self._view = view

    def _refused(self, trouble: Exception) -> None:
        self._act = ids.new()
        self.blame(trouble)
        self._chose(self.table.current_row())

    # -- the same reporter -------------------------------------------------------------------------

    def _look_up(self) -> None:
        phone, id_no = self.phone.text().strip(), self.id_no.text().strip()
        if phone or id_no:
            self._station.do(
                self, identities.look_up, phone=phone, id_no=id_no, then=self._show_same
            )

    def _show_same(self, numbers: tuple[str, ...]) -> None:
        mine = self._view.row.number if self._view is not None else ""
        others = [number for number in numbers if number != mine]
        self.same.setText(
            "\n".join((self.tr("The same reporter sent:"), *others))
            if others
            else self.tr("No other petition of this reporter is here for you.")
        )

    # -- what it says ------------------------------------------------------------------------------

    def _fill(self) -> None:
        beside = QHBoxLayout()
        beside.setSpacing(8)
        beside.addWidget(self.decline)
        beside.addStretch()
        look = QHBoxLayout()
        look.setSpacing(8)
        for piece in (self.phone, self.id_no, self._look):
            look.addWidget(piece)
        self.over.addWidget(self.table, 1)
        self.over.addWidget(self.read)
        self.extra.addLayout(beside)
        self.extra.addWidget(self._who)
        self.extra.addLayout(look)
        self.extra.addWidget(self.same)

    def _say_empty(self) -> None:
        self.table.empty.say(
            self.tr("Nothing alike is known"),
            self.tr("No petition about the same person whose matter is alike is there for you."),
            icon="search",
        )

    def retranslate(self) -> None:
        """Set every text anew."""
        super().retranslate()
        self.say(
            self.tr("Repeats"),
            texts.word("verb.petitions.link"),
            self.tr(
                "Candidates are found by the person they are about. Read both, then link or decline: nothing is ever "
                "merged, both keep their numbers."
            ),
        )
        kinds = tuple((str(kind), texts.word(f"petition.link.{kind}")) for kind in _KINDS)
        self.set_defs(
            (
                FieldDef("kind", texts.word("petition.link_kind"), Kind.CHOICE, choices=kinds),
                FieldDef("reason", self.tr("Why it is declined")),
            )
        )
        parts.say(self.decline, texts.word("verb.petitions.decline"))
        parts.say(self._look, self.tr("Look up"))
        self._who.setText(self.tr("The same reporter (each look is written down)"))
        self.phone.setPlaceholderText(texts.word("petition.reporter.phone"))
        self.id_no.setPlaceholderText(texts.word("petition.reporter.id_no"))
        self._say_empty()


def _columns() -> tuple[Column, ...]:
    return (
        Column(
            "score",
            lambda: "%",
            lambda r: str(r.score),
            width=48,
            align="right",
            sortable=False,
        ),
        Column(
            "number",
            lambda: texts.word("petition.number"),
            lambda r: f"{words.seal(r.channel)} {r.number}",
            width=224,
            sortable=False,
        ),
        Column(
            "state",
            lambda: texts.word("petition.status"),
            _state,
            width=92,
            chip=lambda r: "ok" if r.linked else "ended" if r.declined else "",
            sortable=False,
        ),
        Column(
            "received",
            lambda: texts.word("petition.received_at"),
            lambda r: texts.day(r.received_at),
            width=96,
            sortable=False,
        ),
        Column(
            "accused",
            lambda: texts.word("petition.accused"),
            lambda r: r.accused,
            width=180,
            sortable=False,
        ),
    )


def _state(row: Candidate) -> str:
    if row.linked:
        return texts.word("petition.candidate.linked")
    return texts.word("petition.candidate.declined") if row.declined else ""
