"""The places page: the tree with how full each is, what lies there, its code to print; a scanned code opens it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.custody import labelling, views, visits
from app.custody.labelling import LabelState, OwedLabel
from app.custody.types import ItemRow
from app.labels import printers
from app.labels.types import Label
from app.locations import service as locations
from app.locations.types import LocationRow
from ui import texts
from ui.locations.new import NewPlaceSheet
from ui.locations.tree import PlaceTree, classes_words
from ui.locations.visits import VisitSheet
from ui.shell import files, keys
from ui.shell import printing as label_printing
from ui.shell.keys import Key
from ui.shell.pages import InPieces
from ui.shell.rows import BookRows
from ui.widgets import parts
from ui.widgets.empty import EmptyState
from ui.widgets.facts import Fact, Facts, Group
from ui.widgets.table import Column, DataTable
from ui.work import Lane

_SPLIT = "page/locations/split"


class LocationsPage(InPieces, QWidget):
    """库位: the tree at the left, the chosen place at the right."""

    features = frozenset({"locations", "custody", "visits"})

    def _pieces(self) -> Iterator[None]:
        station = self._station
        self._wanted = ""
        self._title = parts.label(self, "title")
        self._new = parts.button(self, "locations.new", self.open_form, kind="primary", icon="plus")
        self._visitors = parts.button(self, "locations.visitors", self.open_visitors, icon="users")
        self._split = QSplitter(Qt.Orientation.Horizontal, self)
        self.tree = PlaceTree(self._split)
        yield
        self._stack = QStackedWidget(self._split)
        self._detail = QWidget(self._stack)
        self._name = parts.label(self, "heading", wraps=True)
        self._print = parts.button(self, "locations.print", self.print_code, icon="qr-code")
        self.why = QMenu(self)
        self._save = parts.button(self, "locations.save", self.save_code, icon="download")
        self._shelf = parts.button(self, "locations.shelf", self.photograph_shelf, icon="camera")
        self._facts = Facts(self, label_width=84)
        yield
        self.table = DataTable(
            station.work,
            BookRows(station.store, views.rows, views.count, sorts=True),
            _columns(),
            self._detail,
        )
        self.table.setObjectName("locations.table")
        self._nothing = EmptyState("map-pin", self._stack)
        self._sheet: NewPlaceSheet | None = None
        self._visits: VisitSheet | None = None
        yield
        self._lay_out()
        yield
        self._wire()
        self.retranslate()
        self._show(None)

    @property
    def sheet(self) -> NewPlaceSheet:
        """The form for a new place, built when first needed."""
        if self._sheet is None:
            self._sheet = NewPlaceSheet(self._station, self)
            self._sheet.hide()
            self._split.addWidget(self._sheet)
        return self._sheet

    @property
    def visitors(self) -> VisitSheet:
        """Who is inside, built when first needed."""
        if self._visits is None:
            self._visits = VisitSheet(self._station, self)
            self._visits.hide()
            self._split.addWidget(self._visits)
            self._split.setSizes([*self._split.sizes()[:-1], 400])
        return self._visits

    def open_visitors(self) -> None:
        """Show who is inside, and the form for who comes next."""
        if self._sheet is not None:
            self._sheet.leave()
        rooms = (row for row in self.tree.places() if row.kind in ("room", "zone"))
        self.visitors.begin(tuple(rooms))

    def get_ready(self) -> Iterator[None]:
        """Build the form before it is asked for."""
        if self._station.may("custodian", "store_head", "sysadmin"):
            self.sheet.ensurePolished()
        yield

    def refresh(self) -> None:
        """Look again."""
        self._new.setVisible(self._station.may("custodian", "store_head", "sysadmin"))
        self._visitors.setVisible(self._station.may(*visits.READERS))
        self._station.ask(self, locations.tree, then=self._took)
        if self._visits is not None and self._visits.isVisible():
            self._visits.refresh()

    def show_target(self, target: str, extra: str = "") -> None:
        """Show this place."""
        self._wanted = target
        if self.tree.choose(target):
            self._wanted = ""
        self.refresh()

    def take_scan(self, scanned: Any) -> bool:
        """A place's code opens that place."""
        if scanned.kind != "location":
            return False
        self.show_target(scanned.id)
        return True

    def command(self, command: Any) -> bool:
        """The card that says print prints this place's code."""
        if command.name == "PRINT" and self.tree.current() is not None:
            self.print_code()
            return True
        return False

    def first_focus(self) -> None:
        """Where the keys go first."""
        if self._sheet is None or self._sheet.isHidden():
            self.tree.setFocus()

    def help_text(self) -> str:
        """What F1 says."""
        return self.tr(
            "Every place with what it takes and how full it is. Scanning a place's code opens it; F4 prints "
            "its code; F3 reads every label on it in one photograph; Ctrl+N makes a place under the chosen one; Enter in the table opens the card."
        )

    def open_form(self) -> None:
        """Show the form for a place under the chosen one."""
        if self._station.may("custodian", "store_head", "sysadmin"):
            if self._visits is not None:
                self._visits.leave()
            above = self.tree.current()
            if above is not None and above.kind in ("shelf", "virtual"):
                # Beside the chosen shelf: nothing stands inside one.
                above = self.tree.place(above.parent_id or "")
            self.sheet.begin(above)

    def print_code(self) -> None:
        """Print the place's own code on the label printer."""
        now = self.tree.current()
        if now is not None and self._station.may("custodian", "store_head", "sysadmin"):
            self._print_living(now)

    def save_code(self) -> None:
        """Keep the place's own code as a PDF file."""
        self._with_label(self._save_label)

    def photograph_shelf(self) -> None:
        """Go and read every label of the chosen place in one photograph."""
        now = self.tree.current()
        if now is not None:
            self._station.go("shelf", now.id, now.code)

    def _with_label(self, then: Any) -> None:
        now = self.tree.current()
        if now is not None:
            self._station.ask(
                self,
                labelling.location_label,
                location_id=now.id,
                then=lambda label: then(now, label),
            )

    def _ask_old_label(self, place: LocationRow) -> None:
        """Why a new one: it is what became of the old one."""
        self.why.clear()
        self.why.addSection(self.tr("Printed already. What became of the old label?"))
        for each in labelling.OLD_LABELS:
            self.why.addAction(texts.word(f"old_label.{each}"), partial(self._reprint, place, each))
        self.why.popup(self._print.mapToGlobal(self._print.rect().bottomLeft()))

    def _reprint(self, place: LocationRow, old_label: str) -> None:
        self._station.do_with_second(
            self,
            labelling.reprint_location,
            self.tr("A new label for the place {0}; the old one is void").format(place.code),
            then=lambda _: self._print_living(place),
            location_id=place.id,
            reason=texts.word(f"old_label.{old_label}"),
            old_label=old_label,
        )

    def _print_living(self, place: LocationRow) -> None:
        """The label that is owed; one that was printed already is printed anew, signed by two."""

        def looked(state: LabelState) -> None:
            if state.printed_at is not None:
                self._ask_old_label(place)
            elif state.sent_at is not None:
                label_printing.in_doubt(self._station)
            else:
                owed = OwedLabel(
                    "location", place.id, place.code, place.name,
                    state.payload, state.generation, state.made_at,
                )  # fmt: skip
                said = self.tr("The code of {0} was printed.").format(place.code)
                label_printing.print_one(self._station, self, owed, said=said)

        self._station.ask(self, labelling.location_label_state, then=looked, location_id=place.id)

    def _save_label(self, place: LocationRow, label: Label) -> None:
        path = files.ask_save(self, self.tr("Code as PDF"), f"{place.code}.pdf", "PDF (*.pdf)")
        if path is None:
            return

        def drawn() -> Any:
            from app.labels import encode, render  # heavy, and only a label needs it

            size = printers.load()[0].stock.size
            return files.write(path, encode.to_pdf([render.proved(label, size)]))

        self._station.work.run(
            self,
            drawn,
            then=lambda at: self._station.notices.done(self.tr("Saved: {0}").format(at)),
            failed=self._station.refuse,
            lane=Lane.PICTURES,
        )

    def _took(self, rows: tuple[LocationRow, ...]) -> None:
        self.tree.show_places(rows)
        if self._wanted and self.tree.choose(self._wanted):
            self._wanted = ""
        elif self.tree.current() is None and rows:
            self.tree.choose(rows[0].id)

    def _show(self, place: LocationRow | None) -> None:
        self._stack.setCurrentWidget(self._detail if place is not None else self._nothing)
        if place is None:
            return
        self._say(place)
        self.table.set_filters({"location_id": place.id})

    def _say(self, place: LocationRow) -> None:
        self._name.setText(
            f"{place.code}   {place.name}" if place.name != place.code else place.code
        )
        under = len(self.tree.below(place.id))
        room = texts.NONE if place.capacity is None else f"{place.capacity:,}"
        facts = [
            Fact(texts.word("location.kind"), texts.word(f"place.{place.kind}")),
            Fact(
                self.tr("Lies here"),
                f"{place.items:,} / {room}" if place.capacity else f"{place.items:,}",
            ),
            Fact(self.tr("Takes"), classes_words(place.classes)),
        ]
        if place.secrecy:
            facts.append(
                Fact(texts.word("location.secrecy"), texts.word(f"secrecy.{place.secrecy}"))
            )
        if place.two_person:
            facts.append(Fact(texts.word("location.two_person"), self.tr("Yes"), chip="late"))
        if under:
            facts.append(Fact(self.tr("Places below"), f"{under:,}"))
        facts.append(Fact(self.tr("Code"), place.payload))
        self._facts.show_groups((Group("", tuple(facts)),))

    def _say_empty(self) -> None:
        now = self.tree.current()
        if now is not None and self.tree.below(now.id):
            self.table.empty.say(
                self.tr("Nothing lies here itself"),
                self.tr("Choose one of the places below it in the tree."),
                icon="boxes",
            )
        else:
            self.table.empty.say(
                self.tr("This place is empty"),
                self.tr("Scan its code when something is put here."),
                icon="box",
            )

    def _open(self, row: ItemRow) -> None:
        self._station.go("item", row.id)

    def _wire(self) -> None:
        self.tree.chosen.connect(self._show)
        self.table.opened.connect(self._open)
        self.table.failed.connect(self._station.refuse)
        self.table.model.counted.connect(self._say_empty)
        keys.bind(self, Key.NEW, self.open_form)
        keys.bind(self, Key.LABEL, self.print_code)
        keys.bind(self, Key.PHOTOGRAPH, self.photograph_shelf)
        keys.bind(self, Key.REFRESH, self.refresh)
        self._split.splitterMoved.connect(
            lambda: QSettings().setValue(_SPLIT, self._split.saveState())
        )

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addStretch()
        head.addWidget(self._visitors)
        head.addWidget(self._new)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._shelf)
        line.addWidget(self._print)
        line.addWidget(self._save)
        line.addStretch()
        inner = QVBoxLayout(self._detail)
        inner.setContentsMargins(8, 0, 0, 0)
        inner.setSpacing(12)
        inner.addWidget(self._name)
        inner.addLayout(line)
        inner.addWidget(self._facts)
        inner.addWidget(self.table, 1)
        self._stack.addWidget(self._detail)
        self._stack.addWidget(self._nothing)
        self._split.setChildrenCollapsible(False)
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([540, 960])
        self.tree.setMinimumWidth(300)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 16, 16, 12)
        whole.setSpacing(12)
        whole.addLayout(head)
        whole.addWidget(self._split, 1)

    def retranslate(self) -> None:
        """Set every text anew."""
        self._title.setText(self.tr("Places"))
        parts.say(self._new, self.tr("New place"), Key.NEW)
        parts.say(self._visitors, self.tr("Visitors"))
        parts.say(self._print, self.tr("Print its code"), Key.LABEL)
        parts.say(self._save, self.tr("Code as PDF"))
        parts.say(self._shelf, self.tr("Photograph the shelf"), Key.PHOTOGRAPH)
        self._nothing.say(
            self.tr("No places yet"),
            self.tr("Make the room first, then its zones, racks and shelves."),
        )
        self._say_empty()
        now = self.tree.current()
        if now is not None:
            self._say(now)


def _columns() -> tuple[Column, ...]:
    word = texts.word
    return (
        Column("number", lambda: word("item.number"), lambda r: r.number, width=150),
        Column("name", lambda: word("item.name"), lambda r: r.name, width=200),
        Column(
            "custody",
            lambda: word("case.status"),
            lambda r: texts.state_word(r.custody),
            width=100,
            chip=lambda r: texts.state_tone(r.custody),
        ),
        Column("case_number", lambda: word("case.alias"), lambda r: r.case_alias, width=90),
        Column(
            "quantity",
            lambda: word("item.quantity"),
            lambda r: texts.amount(r.quantity, r.unit),
            width=80,
            align="right",
        ),
        Column("seal_no", lambda: word("item.seal_no"), lambda r: r.seal_no, width=110),
        Column(
            "received_at",
            lambda: word("item.received_at"),
            lambda r: texts.day(r.received_at),
            width=100,
        ),
    )
