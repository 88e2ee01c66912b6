"""The look at the chosen card beside a list: its photograph, its state, the facts one asks for first."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app import errors
from app.custody import views
from app.custody.types import Card, ItemRow
from ui import texts
from ui.custody import pictures
from ui.shell import lang
from ui.shell.station import Station
from ui.widgets.chips import Chip
from ui.widgets.empty import EmptyState
from ui.widgets.facts import Fact, Facts, Group
from ui.widgets.photos import Photos
from ui.work import Ticket

_LOOK_AFTER_MS = 120


class Preview(lang.Speaks, QWidget):
    """One card, small; `opened` asks for the whole card."""

    opened = Signal(object)

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._station = station
        self._row: ItemRow | None = None
        self._ticket: Ticket | None = None
        self._number = QLabel(self)
        self._number.setProperty("role", "heading")
        self._state = Chip(parent=self)
        self._photos = Photos(station.work, self)
        self._photos.viewer.setMinimumHeight(56)
        self._facts = Facts(self, label_width=72)
        self._open = QPushButton(self)
        self._open.setObjectName("items.open")
        self._open.setProperty("kind", "primary")
        self._open.clicked.connect(self._ask_open)
        self._nothing = EmptyState("box", self)
        # A walk down the list with the arrow keys asks for the cards one stops at only.
        self._soon = QTimer(self, singleShot=True, interval=_LOOK_AFTER_MS)
        self._soon.timeout.connect(self._look)
        self._lay_out()
        self.setMinimumWidth(280)
        self.retranslate()
        self.show_row(None)

    def row(self) -> ItemRow | None:
        """What is shown."""
        return self._row

    def show_row(self, row: ItemRow | None) -> None:
        """Show this one; its photographs come by themselves."""
        self._row = row
        self._body.setVisible(row is not None)
        self._nothing.setVisible(row is None)
        if self._ticket is not None:
            self._ticket.cancel()
        if row is None:
            return
        self._say()
        self._photos.show_pictures(())
        if row.photo:
            self._photos.show_pictures((pictures.by_hash(self._station, row.photo),))
        else:
            self._photos.viewer.show_image(QImage())
        self._soon.start()

    def look_again(self) -> None:
        """What is shown may have changed, also when no list has it any more."""
        if self._row is not None:
            self._soon.start()

    def _look(self) -> None:
        if self._row is not None:
            self._ticket = self._station.ask(
                self, views.card, then=self._took, failed=self._not_seen, item_id=self._row.id
            )

    def _took(self, card: Card) -> None:
        if self._row is not None and card.row.id == self._row.id:
            self._row = card.row
            self._say()
            self._photos.show_pictures(pictures.of(self._station, card.photos))
            if self._row.photo:
                self._photos.show_id(self._row.photo)

    def _not_seen(self, trouble: Exception) -> None:
        """Who may not see it any more sees nothing of it; of any other trouble the card itself will tell."""
        if isinstance(trouble, errors.NotOfTheCase | errors.NotFound):
            self.show_row(None)

    def _say(self) -> None:
        row = self._row
        if row is None:
            return
        self._number.setText(row.number)
        self._state.show_state(
            self._station.word(f"status.{row.custody}"), texts.state_tone(row.custody)
        )
        facts = [
            Fact(self.tr("Name"), row.name),
            Fact(self.tr("Quantity"), f"{row.quantity:,} {row.unit}"),
            Fact(self.tr("Place"), row.place or row.holder),
            Fact(self.tr("Case"), f"{row.case_alias}  {row.case_number}"),
            Fact(self.tr("Seal"), row.seal_no),
        ]
        if row.due_at is not None:
            tone = "late" if row.custody == "OVERDUE" else ""
            facts.append(Fact(self.tr("Due"), texts.moment(row.due_at), tone=tone))
        self._facts.show_groups((Group("", tuple(facts)),))

    def _ask_open(self) -> None:
        if self._row is not None:
            self.opened.emit(self._row)

    def _lay_out(self) -> None:
        self._body = QWidget(self)
        head = QHBoxLayout()
        head.addWidget(self._number, 1)
        head.addWidget(self._state)
        inner = QVBoxLayout(self._body)
        inner.setContentsMargins(8, 0, 0, 0)
        inner.setSpacing(8)
        inner.addLayout(head)
        inner.addWidget(self._photos, 1)
        inner.addWidget(self._facts)
        inner.addWidget(self._open)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._body)
        whole.addWidget(self._nothing)

    def retranslate(self) -> None:
        """Set every text anew."""
        self._open.setText(self.tr("Open card  (Enter)"))
        self._nothing.say(self.tr("Choose an item"), self.tr("Its photographs appear here."))
        self._say()
