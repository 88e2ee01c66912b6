"""Who is in the storeroom: those inside, each with a button when he leaves; a form for the next one who comes."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app import ids
from app.custody import visits
from app.custody.visits import VisitRow
from app.locations.types import LocationRow
from ui import texts
from ui.shell.station import Station
from ui.widgets import parts
from ui.widgets.field import FieldDef, Kind
from ui.widgets.sheet import Sheet


class VisitSheet(Sheet):
    """出入登记: beside the tree of places; nobody goes in without a reason and a keeper beside him."""

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__("visit", parent)
        self._station = station
        self._rooms: tuple[LocationRow, ...] = ()
        self._inside: tuple[VisitRow, ...] = ()
        self._act = ids.new()
        self._head = parts.label(self, "strong")
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self._books = parts.button(self, "visit.books", self.open_books, icon="printer")
        self.extra.addWidget(self._books)
        self.put_first(self._head, self._list)
        self.setMinimumWidth(360)
        self.submitted.connect(self._let_in)
        self.retranslate()

    def begin(self, rooms: tuple[LocationRow, ...]) -> None:
        """Empty, for the next one who comes; the first room is chosen."""
        self._rooms = rooms
        self._act = ids.new()
        self.retranslate()
        self._choose_room(rooms[0].code if rooms else "")
        self.refresh()
        self.show()
        self.form.focus_first()

    def refresh(self) -> None:
        """Look again who is inside."""
        self._station.ask(self, visits.inside, then=self._took)

    def open_books(self) -> None:
        """The month's book and the year's figures, on paper."""
        self._station.go("form", "store ")

    def _let_in(self) -> None:
        self.set_busy(True)
        given: dict[str, Any] = {name: value or "" for name, value in self.form.values().items()}
        given.setdefault("room", self._rooms[0].code if self._rooms else "")
        self._station.do(
            self, visits.let_in, then=self._came, failed=self._refused, act=self._act, **given
        )

    def _came(self, row: VisitRow) -> None:
        self.set_busy(False)
        self._act = ids.new()
        self._choose_room(row.room)
        self._station.notices.done(self.tr("{0} was let in.").format(row.name))
        self.refresh()

    def _choose_room(self, code: str) -> None:
        """An empty form; one room needs no choice."""
        self.form.set_values({"room": code} if len(self._rooms) > 1 else {})

    def _refused(self, trouble: Exception) -> None:
        self._act = ids.new()
        self.blame(trouble)

    def _let_out(self, row: VisitRow) -> None:
        self._station.do(self, visits.let_out, then=self._left, visit_id=row.id)

    def _left(self, row: VisitRow) -> None:
        self._station.notices.done(self.tr("{0} has left.").format(row.name))
        self.refresh()

    def _took(self, rows: tuple[VisitRow, ...]) -> None:
        self._inside = rows
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row in rows:
            self._list.addWidget(self._line(row))
        self._say_inside()

    def _line(self, row: VisitRow) -> QWidget:
        line = QWidget(self)
        told = parts.label(line, "", wraps=True)
        told.setText(f"{row.name}  ·  {row.unit}\n{texts.moment(row.came_at)}")
        line.setToolTip(f"{row.reason}\n{texts.word('visit.escort')}  {row.escort}")
        gone = parts.button(
            line, f"visit.left.{row.id}", partial(self._let_out, row), icon="log-out"
        )
        gone.setText(texts.word("event.LET_OUT"))
        gone.setVisible(self._may())
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        across.addWidget(told, 1)
        across.addWidget(gone)
        return line

    def _may(self) -> bool:
        return self._station.may("custodian", "store_head")

    def _say_inside(self) -> None:
        many = len(self._inside)
        self._head.setText(
            self.tr("Inside now: {0}").format(many) if many else self.tr("Nobody is inside.")
        )

    def _defs(self) -> tuple[FieldDef, ...]:
        rooms = tuple((row.code, f"{row.code}  {row.name}") for row in self._rooms)
        word = texts.word
        where = FieldDef("room", word("visit.room"), Kind.CHOICE, required=True, choices=rooms)
        return (
            FieldDef("name", word("visit.name"), required=True),
            FieldDef("unit", word("visit.unit"), required=True),
            FieldDef("document", word("visit.document"), Kind.CODE),
            FieldDef("reason", word("visit.reason"), required=True),
            *((where,) if len(rooms) > 1 else ()),
        )

    def retranslate(self) -> None:
        """Set every text anew."""
        super().retranslate()
        self.say(self.tr("Visitors"), texts.word("event.LET_IN"))
        if self._may():
            self.set_defs(self._defs())
        self.form.setVisible(self._may())
        self.submit_button.setVisible(self._may())
        parts.say(self._books, self.tr("Book of visits, year in figures"))
        self._say_inside()
