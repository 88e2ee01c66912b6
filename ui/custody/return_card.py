"""The card of the thing that comes back: who brings it; then what is counted, weighed, sealed and shelved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from app.custody import categories
from app.custody.types import Card
from app.identity.types import Colleague
from ui import texts
from ui.custody import coming_back, job
from ui.custody.coming_back import Seen
from ui.custody.comparing import Measured
from ui.custody.weigh import WeighBar
from ui.shell.keys import hint
from ui.shell.pages import InPieces
from ui.widgets.editors import Unreadable
from ui.widgets.field import FieldDef, Kind
from ui.widgets.form import Form

_WIDE, _NARROW = 420, 288


class ReturnCard(InPieces, QFrame):
    """Two stages: taken from who brings it, then looked at; the button of what the verdict allows."""

    #: Something in it is another now.
    changed = Signal()
    #: Enter in the form.
    confirmed = Signal()
    #: It is taken from who is chosen.
    take_asked = Signal()
    #: Into the store, or on hold.
    accept_asked = Signal()

    def _pieces(self) -> Iterator[None]:
        self._card: Card | None = None
        self.people: tuple[Colleague, ...] = ()
        #: Who was chosen by hand for this thing.
        self._by_hand = ""
        self.setProperty("kind", "card")
        yield from self._build()
        self._lay_out()
        self._wire()
        self.retranslate()

    # -- what the page asks ------------------------------------------------------------------------

    def begin(self) -> None:
        """Another thing comes back: nothing of it was found yet, and nobody is said to bring it."""
        self._card = None
        self._by_hand = ""
        self.who.setCurrentIndex(-1)
        self.form.set_values({})
        self.weigh.begin()

    def show_card(self, card: Card) -> None:
        """This thing; what was typed of it stays."""
        self._card = card
        self._show_fields()

    def show_stage(self) -> None:
        """Who brings it, as long as it is out; then what is looked at."""
        card = self._card
        if card is None:
            return
        self._number.setText(card.row.number)
        self._name.setText(card.row.name)
        self._first.setVisible(coming_back.is_out(card))
        self._second.setVisible(coming_back.is_counted(card))

    def show_people(self, people: tuple[Colleague, ...]) -> None:
        """Who may bring it; who has it stands there unless another was chosen by hand.

        One Enter writes him into the trail: nobody stands there who is neither.
        """
        self.people = people
        loan = self._card.loan if self._card is not None else None
        self.who.clear()
        for person in people:
            self.who.addItem(person.name, person.id)
        wanted = self._by_hand or (loan.borrower if loan is not None else "")
        self.who.setCurrentIndex(self.who.findData(wanted))

    def bringer(self) -> str:
        """Who is said to bring it."""
        return str(self.who.currentData() or "")

    def value(self, field: str) -> Any:
        """What stands in a field; None when it is empty, no value, or not asked for."""
        try:
            return self.form.field(field).value()
        except (Unreadable, KeyError):
            return None

    def put(self, field: str, value: object) -> None:
        """What was scanned goes into its field."""
        self.form.field(field).set_value(value)
        self.changed.emit()

    def measured(self) -> Measured | None:
        """What is compared with how it went out; None while there is nothing to compare."""
        quantity = self.value("quantity")
        if self._card is None or not coming_back.is_counted(self._card) or quantity is None:
            return None
        return Measured(
            self._card.row.id,
            int(quantity),
            job.milligrams(self.value("weight")),
            str(self.value("seal") or ""),
        )

    def seen(self, kinds: frozenset[str]) -> Seen:
        """What was seen so far, with photographs of these kinds."""
        is_wanted = self.form.field("weight").definition.required
        return Seen(
            quantity=self.value("quantity"),
            is_weighed=not is_wanted or self.value("weight") is not None,
            seal_no=str(self.value("seal") or ""),
            bag_torn=not self._is_exam() and bool(self.value("bag_torn")),
            by_hand=self.weigh.is_by_hand(),
            unexplained=bool(self.weigh.missing()),
            kinds=kinds,
        )

    def arguments(self) -> dict[str, Any]:
        """What the form says, as the act takes it; the fields were checked before."""
        values = self.form.values()
        told: dict[str, Any] = {
            "quantity": int(str(values["quantity"])),
            "weight_mg": job.milligrams(values["weight"]),
            "weighing": self.weigh.weighing(),
            "seal_no": str(values["seal"] or ""),
            "place": str(values["place"] or ""),
        }
        if not self._is_exam():
            return told | {
                "bag_torn": bool(values["bag_torn"]),
                "note": str(values["note"] or ""),
            }
        worth = values.get("assessed")
        return told | {
            "report_no": str(values["report_no"]),
            "result": str(values["result"]),
            "assessed_fen": None if worth is None else int(worth * 100),  # type: ignore[operator]
        }

    # -- the buttons -------------------------------------------------------------------------------

    def offer(self, *, store: bool, hold: bool, is_idle: bool) -> None:
        """Show the button of what the verdict allows; into the store only with a place."""
        self._store.setVisible(store)
        self._hold.setVisible(hold)
        self._store.setEnabled(store and is_idle and bool(self.value("place")))
        self._hold.setEnabled(is_idle)

    def may_accept(self) -> bool:
        """Whether one of the two can be pressed."""
        return any(not each.isHidden() and each.isEnabled() for each in (self._store, self._hold))

    def set_busy(self, *, on: bool) -> None:
        """While the books write nothing is pressed twice."""
        self._take.setEnabled(not on)

    def go_to_store(self) -> bool:
        """The keys go to “Into the store” if it is offered."""
        if self._store.isHidden():
            return False
        self._store.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def go_to_pressed(self) -> None:
        """The keys go to the button again that was pressed."""
        pressed = (self._take, self._store, self._hold)
        next((b for b in pressed if b.isVisible() and b.isEnabled()), self._take).setFocus()

    def first_focus(self) -> None:
        """Where the keys go first."""
        if self._card is not None and coming_back.is_counted(self._card):
            self.form.focus_first()
        else:
            self.who.setFocus()

    def set_narrow(self, *, narrow: bool) -> None:
        """A small window leaves its room to the photographs."""
        self.setFixedWidth(_NARROW if narrow else _WIDE)

    # -- building ----------------------------------------------------------------------------------

    def _is_exam(self) -> bool:
        return self._card is not None and coming_back.is_exam(self._card)

    def _show_fields(self) -> None:
        self.form.set_defs(self._defs())

    def _defs(self) -> tuple[FieldDef, ...]:
        row = self._card.row if self._card is not None else None
        category = categories.all_().get(row.category) if row is not None else None
        weighed = category is not None and category.weight_required
        unit = row.unit if row is not None else ""
        fields = [
            FieldDef("quantity", texts.word("item.quantity"), Kind.NUMBER, True, unit, least=0),
            FieldDef("weight", texts.word("item.weight_mg"), Kind.DECIMAL, weighed, "g", places=3),
            FieldDef("seal", texts.word("item.seal_no"), Kind.CODE),
            FieldDef("place", texts.word("item.place"), Kind.CODE),
        ]
        if self._is_exam():
            return (
                *fields,
                FieldDef("report_no", self.tr("Number of the report"), required=True),
                FieldDef(
                    "assessed",
                    texts.word("item.assessed_fen"),
                    Kind.MONEY,
                    unit=texts.word("unit.yuan"),
                    least=0,
                ),
                FieldDef("result", self.tr("Result"), required=True, wide=True),
            )
        return (
            *fields,
            FieldDef("bag_torn", "", Kind.CHECK, hint=self.tr("Bag torn"), wide=True),
            FieldDef("note", self.tr("What was seen"), wide=True),
        )

    def _build(self) -> Iterator[None]:
        self._first, self._second = QWidget(self), QWidget(self)
        self._number = QLabel(self)
        self._number.setProperty("role", "soft")
        self._name = QLabel(self)
        self._name.setProperty("role", "heading")
        self._name.setWordWrap(True)
        self._who_label = QLabel(self._first)
        self._who_label.setProperty("role", "soft")
        self.who = QComboBox(self._first)
        self.who.setObjectName("return.who")
        self._take = self._button(self._first, "return.take_back", "primary")
        yield
        self.form = Form((), columns=2, parent=self._second, named="return")
        self.weigh = WeighBar(
            self._station, "return", lambda: self.form.field("weight"), self._second
        )
        yield
        self._store = self._button(self._second, "return.store", "primary")
        self._hold = self._button(self._second, "return.hold", "danger")
        self._show_fields()
        yield

    def _button(self, parent: QWidget, name: str, kind: str) -> QPushButton:
        button = QPushButton(parent)
        button.setObjectName(name)
        button.setProperty("kind", kind)
        return button

    def _choose_by_hand(self) -> None:
        self._by_hand = self.bringer()

    def _wire(self) -> None:
        self.who.activated.connect(self._choose_by_hand)
        self._take.clicked.connect(self.take_asked)
        self._store.clicked.connect(self.accept_asked)
        self._hold.clicked.connect(self.accept_asked)
        self.form.changed.connect(lambda _: self.changed.emit())
        self.weigh.changed.connect(self.changed)
        self.form.confirmed.connect(self.confirmed)
        self.form.is_ready = lambda: any(
            each.isVisible() and each.isEnabled() for each in (self._store, self._hold)
        )

    def _lay_out(self) -> None:
        first = QVBoxLayout(self._first)
        first.setContentsMargins(0, 8, 0, 0)
        first.setSpacing(8)
        for piece in (self._who_label, self.who, self._take):
            first.addWidget(piece)
        first.addStretch()
        second = QVBoxLayout(self._second)
        second.setContentsMargins(0, 0, 0, 0)
        second.setSpacing(12)
        second.addWidget(self.form)
        second.addWidget(self.weigh)
        second.addStretch()
        second.addWidget(self._store)
        second.addWidget(self._hold)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 16)
        whole.setSpacing(8)
        whole.addWidget(self._number)
        whole.addWidget(self._name)
        whole.addWidget(self._first, 1)
        whole.addWidget(self._second, 1)

    def retranslate(self) -> None:
        """Set every text anew."""
        self._who_label.setText(self.tr("Brought back by"))
        self._take.setText(hint(self.tr("Take back"), "Enter"))
        self._store.setText(hint(self.tr("Into the store"), "Enter"))
        self._hold.setText(hint(self.tr("Put on hold"), "Enter"))
        self._show_fields()
