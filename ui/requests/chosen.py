"""The things a request is about: chosen on a list, scanned, or named by number when they belong to another case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app import errors
from app.custody import views
from app.custody.types import Card, ItemRow
from app.requests import scanning
from ui import texts
from ui.shell import lang
from ui.shell.scan import ScanField
from ui.shell.station import Station
from ui.widgets import parts
from ui.widgets.empty import EmptyState


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing: its card's row, or only its number when its case is closed to the asker."""

    name: str
    row: ItemRow | None = None

    @property
    def foreign(self) -> bool:
        """Whether it belongs to a case that the asker does not work on."""
        return self.row is None


class Chosen(lang.Speaks, QFrame):
    """The list, a field to add by number or scan, a button to take out."""

    changed = Signal()

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._station = station
        self._things: list[Thing] = []
        self._missed: list[str] = []
        self._title = parts.label(self, "heading")
        self._list = QListWidget(self)
        self._list.setObjectName("request.chosen")
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._empty = EmptyState("scan-barcode", self)
        self._add: QLineEdit = ScanField(self)
        self._add.setObjectName("request.add")
        self._add.returnPressed.connect(self._add_typed)
        self._remove = parts.button(self, "request.remove", self._take_out, icon="minus")
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._add, 1)
        line.addWidget(self._remove)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 16, 16, 16)
        whole.setSpacing(12)
        whole.addWidget(self._title)
        whole.addWidget(self._list, 1)
        whole.addWidget(self._empty, 1)
        whole.addLayout(line)
        self.retranslate()

    def things(self) -> tuple[Thing, ...]:
        """What is asked for."""
        return tuple(self._things)

    def clear(self) -> None:
        """Nothing."""
        self._things, self._missed = [], []
        self._say()

    def set_fixed(self, fixed: bool) -> None:
        """A request that was sent keeps its things."""
        self._add.setVisible(not fixed)
        self._remove.setVisible(not fixed)

    def add_ids(self, item_ids: Sequence[str]) -> None:
        """Add cards by their ids."""
        for item_id in item_ids:
            self._station.ask(
                self,
                views.card,
                item_id=item_id,
                then=self._took,
                failed=partial(self._not_read, item_id),
            )

    def add_foreign(self, numbers: Sequence[str]) -> None:
        """Add things of another case, of which the asker knows the number alone."""
        for number in numbers:
            self._put(Thing(number))

    def look_again(self) -> None:
        """What was asked for while the sign-in had ended is asked for once he is back."""
        missed, self._missed = self._missed, []
        self.add_ids(missed)

    def _not_read(self, item_id: str, trouble: Exception) -> None:
        if isinstance(trouble, errors.SignedInElsewhere):
            self._missed.append(item_id)
        else:
            self._station.refuse(trouble)

    def add_code(self, code: str) -> None:
        """Add by number, label or seal; what belongs to another case is added by its number."""
        self._station.ask(
            self,
            views.find,
            code=code,
            then=lambda row: self._put(Thing(row.number, row)),
            failed=lambda trouble: self._not_mine(code, trouble),
        )

    def _took(self, card: Card) -> None:
        self._put(Thing(card.row.number, card.row))

    def _not_mine(self, code: str, trouble: Exception) -> None:
        if isinstance(trouble, errors.NotOfTheCase):
            self._put(Thing(code.strip()))
            return
        self._station.refuse(trouble)

    def _put(self, thing: Thing) -> None:
        cases = {each.row.case_id for each in (*self._things, thing) if each.row is not None}
        if len(cases) > 1:  # the books would say no to the whole request (C33)
            no = errors.OtherCase()
            self._station.refuse(no)
            self._station.do(self, scanning.note_refused, code=thing.name, refusal=no.code)
            return
        if thing.name not in [each.name for each in self._things]:
            self._things.append(thing)
            self._say()
            self.changed.emit()

    def _add_typed(self) -> None:
        code = self._add.text().strip()
        if code:
            self._add.clear()
            self._station.notices.clear()  # what was said of the one before is over, as with a scan
            self.add_code(code)

    def _take_out(self) -> None:
        at = self._list.currentRow()
        if 0 <= at < len(self._things):
            del self._things[at]
            self._say()
            self.changed.emit()

    def _say(self) -> None:
        self._list.clear()
        for each in self._things:
            if each.row is None:
                words = f"{each.name}\n" + self.tr("of another case")
            else:
                told = (
                    texts.state_word(each.row.custody),
                    texts.word(f"tier.{each.row.tier}"),
                    each.row.place or each.row.holder,
                )
                words = f"{each.name}  {each.row.name}\n{'  ·  '.join(t for t in told if t)}"
            QListWidgetItem(words, self._list)
        self._list.setVisible(bool(self._things))
        self._empty.setVisible(not self._things)
        self._remove.setEnabled(bool(self._things))
        if self._things:
            self._list.setCurrentRow(len(self._things) - 1)
        count = len(self._things)
        self._title.setText(
            self.tr("Items asked for  {0}").format(count) if count else self.tr("Items asked for")
        )

    def retranslate(self) -> None:
        """Set every text anew."""
        self._empty.say(
            self.tr("No item chosen yet"),
            self.tr("Scan a label, or choose items on a case's ledger."),
        )
        self._add.setPlaceholderText(self.tr("Scan or type a number, Enter"))
        parts.say(self._remove, self.tr("Take out"))
        self._say()
