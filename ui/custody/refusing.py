"""Sending a thing back at the counter: the reason, and the photographs that show it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.custody import service
from app.custody.types import Card, Shot
from ui import texts
from ui.shell import lang
from ui.shell.keys import Key, hint
from ui.shell.station import Station
from ui.widgets.field import FieldDef, Kind
from ui.widgets.form import Form

_REASONS: Final = ("no_document", "incomplete", "mismatch", "seal", "packing", "other")


class RefusePanel(lang.Speaks, QWidget):
    """Reason and words; Enter refuses."""

    done = Signal(object)
    #: He thought better of it.
    left = Signal()

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._station = station
        self._card: Card | None = None
        self._shots: tuple[Shot, ...] = ()
        self._title = QLabel(self)
        self._title.setProperty("role", "strong")
        self.form = Form(self._defs(), parent=self, named="refuse")
        self.form.confirmed.connect(self.refuse)
        self._go = QPushButton(self)
        self._go.setObjectName("refuse.do")
        self._go.setProperty("kind", "danger")
        self._go.clicked.connect(self.refuse)
        self._leave = QPushButton(self)
        self._leave.setObjectName("refuse.leave")
        self._leave.setProperty("kind", "quiet")
        self._leave.clicked.connect(self.left)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self._leave)
        buttons.addWidget(self._go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self.form)
        column.addLayout(buttons)
        self.retranslate()
        self.hide()

    def open_for(self, card: Card, shots: tuple[Shot, ...]) -> None:
        """Begin refusing this one."""
        self._card, self._shots = card, shots
        self.form.set_values({})
        self.show()
        self.form.field("reason").editor.setFocus()

    def refuse(self) -> None:
        """Send it back."""
        card = self._card
        if card is None or not self.form.check():
            return
        values = self.form.values()
        self._station.do(
            self,
            service.refuse,
            then=self.done.emit,
            item_id=card.row.id,
            reason=str(values["reason"]),
            text=str(values["text"] or ""),
            photos=self._shots,
        )

    def _defs(self) -> tuple[FieldDef, ...]:
        reasons = tuple((f"refuse.{key}", texts.word(f"refuse.{key}")) for key in _REASONS)
        return (
            FieldDef("reason", texts.word("refuse.reason"), Kind.CHOICE, True, choices=reasons),
            FieldDef("text", self.tr("Details")),
        )

    def retranslate(self) -> None:
        """Set every text anew."""
        self._title.setText(self.tr("Refuse this item"))
        self._go.setText(self.tr("Refuse"))
        self._leave.setText(hint(self.tr("Leave"), Key.BACK))
        self.form.set_defs(self._defs())
