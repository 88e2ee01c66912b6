"""The card of the thing that leaves: its seal and its weight as they are now, and the button after which its carrier signs."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.custody import categories
from app.custody.types import Card
from ui import texts
from ui.custody.weigh import WeighBar
from ui.shell import lang
from ui.shell.keys import hint
from ui.shell.station import Station
from ui.widgets import parts
from ui.widgets.editors import Unreadable
from ui.widgets.field import FieldDef, Kind
from ui.widgets.form import Form

#: The steps of the checklist that have a field here.
_FIELDS = ("seal", "weight")


class LeavingCard(lang.Speaks, QFrame):
    """Its number and name, two fields, the scale."""

    #: Something in it is another now.
    changed = Signal()
    #: The weight comes from the scale now, or its reason is another.
    weighed = Signal()
    #: Enter, or the button.
    confirmed = Signal()

    def __init__(self, station: Station, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._card: Card | None = None
        self._number = parts.label(self, "soft")
        self._name = parts.label(self, "heading", wraps=True)
        self.form = Form((), parent=self, named="hand_over")
        self.weigh = WeighBar(station, "hand_over", lambda: self.form.field("weight"), self)
        self.commit = parts.button(self, "hand_over.commit", self.confirmed.emit, kind="primary")
        self.form.changed.connect(lambda _: self.changed.emit())
        self.form.confirmed.connect(self.confirmed)
        self.weigh.changed.connect(self.weighed)
        self._lay_out()
        self.retranslate()

    def show_card(self, card: Card) -> None:
        """Another thing: nothing of it was looked at yet."""
        self._card = card
        self._number.setText(card.row.number)
        self._name.setText(card.row.name)
        self._show_fields()
        self.form.set_values({})
        self.weigh.begin()

    def value(self, field: str) -> Any:
        """What stands in a field; None when it is empty or no value."""
        try:
            return self.form.field(field).value()
        except (Unreadable, KeyError):
            return None

    def put(self, field: str, value: object) -> None:
        """What was scanned goes into its field."""
        self.form.field(field).set_value(value)
        self.changed.emit()

    def is_weighed(self) -> bool:
        """Whether things of this kind leave weighed."""
        if self._card is None:
            return False
        category = categories.all_().get(self._card.row.category)
        return category is not None and category.weight_required

    def go_to(self, step: str) -> None:
        """The keys go to the field of this step; without one to the button."""
        if step == "weight" and self.weigh.missing():
            self.weigh.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        elif step in _FIELDS:
            self.form.field(step).editor.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.commit.setFocus()

    def _show_fields(self) -> None:
        row = self._card.row if self._card is not None else None
        told = texts.weight(row.weight_mg) if row is not None and row.weight_mg else ""
        seal = FieldDef("seal", texts.word("item.seal_no"), Kind.CODE, bool(row and row.seal_no))
        weight = FieldDef(
            "weight",
            texts.word("item.weight_mg"),
            Kind.DECIMAL,
            self.is_weighed(),
            "g",
            hint=told,
            places=3,
        )
        self.form.set_defs((seal, weight))

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 16)
        whole.setSpacing(8)
        for piece in (self._number, self._name, self.form, self.weigh):
            whole.addWidget(piece)
        whole.addStretch()
        whole.addWidget(self.commit)

    def retranslate(self) -> None:
        """Set every text anew."""
        self.commit.setText(hint(self.tr("Hand over"), "Enter"))
        self._show_fields()
