"""The card of the thing on the counter: what is counted, weighed, sealed and shelved, beside what was declared."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app import errors, words
from app.custody import categories
from app.custody.types import Card, Shot
from ui import texts
from ui.custody import describe, job
from ui.custody.refusing import RefusePanel
from ui.custody.shelves import Shelves
from ui.custody.weigh import WeighBar
from ui.shell import lang
from ui.shell.keys import hint
from ui.shell.station import Station
from ui.widgets.checklist import Stage
from ui.widgets.editors import Unreadable
from ui.widgets.facts import Fact, Facts, Group
from ui.widgets.field import FieldDef, Kind
from ui.widgets.form import Form
from ui.widgets.scroll import Scroll

#: The step of the checklist → the field that is its own.
FIELDS: Final = {"quantity": "quantity", "weight": "weight", "seal": "seal", "place": "place"}


class CounterCard(lang.Speaks, QFrame):
    """Its fields, the scale, what was declared; while a thing is sent back, the reason in their stead."""

    #: Something in it is another now.
    changed = Signal()
    #: The weight comes from the scale now.
    weighed = Signal()
    #: Enter, or the button.
    confirmed = Signal()
    refuse_asked = Signal()
    #: It was sent back: the row of the thing.
    refused = Signal(object)
    #: It is not sent back after all.
    kept = Signal()

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._card: Card | None = None
        self._late = False
        self._shelves = Shelves()
        self._number = QLabel(self)
        self._number.setObjectName("intake.number")
        self._number.setProperty("role", "soft")
        self._name = QLabel(self)
        self._name.setProperty("role", "heading")
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._name.setWordWrap(True)
        self.form = Form((), columns=2, parent=self, named="intake")
        self.weigh = WeighBar(station, "intake", lambda: self.form.field("weight"), self)
        self._facts = Facts(self, label_width=84)
        self.refusing = RefusePanel(station, self)
        self.commit = self._button("intake.commit", "primary", self.confirmed.emit)
        self.refuse = self._button("intake.refuse", "danger", self.refuse_asked.emit)
        self._lay_out()
        self.form.built.connect(self._show_rare)
        self.form.built.connect(self._chain)
        self.form.changed.connect(lambda _: self.changed.emit())
        self.form.confirmed.connect(self.confirmed)
        self.weigh.changed.connect(self.weighed)
        self.refusing.left.connect(self.stop_refusing)
        self.refusing.done.connect(self._refused)
        self.retranslate()

    # -- what the counter asks ---------------------------------------------------------------------

    def show_card(self, card: Card | None) -> None:
        """Another thing, nothing of it found yet; none hides it."""
        self._card, self._late = card, False
        self._show_body(refusing=False)
        self.form.set_values({})
        self.weigh.begin()
        self.setVisible(card is not None)
        self._show_fields()
        if card is None:
            self._facts.show_groups(())
            return
        self._number.setText(card.row.number)
        self._name.setText(card.row.name)
        self._facts.show_groups((_declared(card, self.tr("Delivered by")),))

    def value(self, field: str) -> Any:
        """What stands in a field; None when it is empty or no value."""
        try:
            return self.form.field(field).value()
        except Unreadable:
            return None

    def put(self, field: str, value: object) -> None:
        """What was scanned goes into its field."""
        self.form.field(field).set_value(value)
        self.changed.emit()

    def found(self, shots: tuple[Shot, ...], *, camera_lost: bool) -> job.Found:
        """What was found so far."""
        values = {field: self.value(field) for field in (*FIELDS.values(), "as_counted")}
        return job.Found.of(
            values,
            shots,
            camera_lost=camera_lost,
            by_hand=self.weigh.is_by_hand(),
            unexplained=bool(self.weigh.missing()),
            placing=self._placing()[0],
        )

    def know(self, shelves: Shelves) -> None:
        """The places of the store."""
        self._shelves = shelves

    def is_in_pairs(self) -> bool:
        """Whether it goes to a place of two keys."""
        return self._shelves.takes_two(str(self.value("place") or ""))

    def say(self) -> None:
        """What follows from what stands in it."""
        self.weigh.say()
        self.form.field("as_counted").setVisible(self._counts_differ())
        if self.value("place"):  # of an empty one the form itself says that it is wanted
            no = self._placing()[1]
            self.form.field("place").set_error(words.refusal(no, lang.now()).what if no else "")

    def ask_why_late(self) -> None:
        """It came later than the law allows: the reason is asked for."""
        self._late = True
        self._show_fields()
        self.form.field("late_reason").setFocus()

    def late_reason(self) -> str:
        """The reason that was given."""
        return str(self.value("late_reason") or "") if self._late else ""

    def go_to(self, step: str) -> None:
        """The keys go to the field of this step; without one to the button."""
        part: QWidget = self.form.field(FIELDS[step]).editor if step in FIELDS else self.commit
        if step == "weight" and self.weigh.missing():
            part = self.weigh.reason
        part.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(part, QLineEdit) and step in FIELDS and self.form.field(FIELDS[step]).error():
            part.selectAll()  # what is typed now comes in its stead

    # -- sending back ------------------------------------------------------------------------------

    def is_refusing(self) -> bool:
        """Whether the reason is being written."""
        return not self.refusing.isHidden()

    def begin_refusing(self, shots: tuple[Shot, ...]) -> None:
        """Ask for the reason, where the fields stood: nothing of them is needed now."""
        if self._card is not None:
            self._show_body(refusing=True)
            self.refusing.open_for(self._card, shots)

    def stop_refusing(self) -> None:
        """The fields again, as they were."""
        if self.is_refusing():
            self._show_body(refusing=False)
            self.kept.emit()

    def _refused(self, row: object) -> None:
        self._show_body(refusing=False)
        self.refused.emit(row)

    def _show_body(self, *, refusing: bool) -> None:
        self.refusing.setVisible(refusing)
        for part in (self._body, self.refuse, self.commit):
            part.setVisible(not refusing)
        self._below.setStretch(1, 1 if refusing else 0)

    # -- inside ------------------------------------------------------------------------------------

    def _placing(self) -> tuple[Stage, errors.Refused | None]:
        if self._card is None:
            return Stage.OPEN, None
        return self._shelves.look(str(self.value("place") or ""), self._card)

    def _counts_differ(self) -> bool:
        counted = self.value("quantity") if self._card is not None else None
        return self._card is not None and counted not in (None, self._card.row.quantity)

    def _show_fields(self) -> None:
        self.form.set_defs(self._defs())
        if self.form.is_made():
            self._show_rare()

    def _show_rare(self) -> None:
        """Two fields are asked for only when there is a reason."""
        self.form.field("as_counted").setVisible(self._counts_differ())
        self.form.field("late_reason").setVisible(self._late)

    def _chain(self) -> None:
        """Tab goes from the last field to what Enter does."""
        QWidget.setTabOrder(self.form.field("late_reason").editor, self.commit)
        QWidget.setTabOrder(self.commit, self.refuse)

    def _defs(self) -> tuple[FieldDef, ...]:
        row = self._card.row if self._card is not None else None
        category = categories.all_().get(row.category) if row is not None else None
        weighed = category is not None and category.weight_required
        return (
            FieldDef(
                "quantity",
                texts.word("item.quantity"),
                Kind.NUMBER,
                True,
                row.unit if row is not None else "",
                least=0,
            ),
            FieldDef("weight", texts.word("item.weight_mg"), Kind.DECIMAL, weighed, "g", places=3),
            FieldDef("seal", texts.word("item.seal_no"), Kind.CODE, bool(row and row.seal_no)),
            FieldDef("place", texts.word("item.place"), Kind.CODE, True),
            FieldDef(
                "as_counted",
                "",
                Kind.CHECK,
                hint=self.tr("As counted; the difference is booked"),
                wide=True,
            ),
            FieldDef(
                "late_reason",
                self.tr("Why it comes late"),
                required=self._late,
                wide=True,
            ),
        )

    def _button(self, name: str, kind: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(name)
        button.setProperty("kind", kind)
        button.clicked.connect(lambda: act())  # noqa: PLW0108  # clicked hands over a bool
        return button

    def _lay_out(self) -> None:
        inner = QWidget(self)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for piece in (self.form, self.weigh, self._facts):
            column.addWidget(piece)
        column.addStretch()
        self._facts.setProperty("surface", "clear")
        self._body = Scroll(inner, self)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.refuse)
        buttons.addStretch()
        buttons.addWidget(self.commit)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._number, 0, Qt.AlignmentFlag.AlignBaseline)
        head.addWidget(self._name, 1, Qt.AlignmentFlag.AlignBaseline)
        whole.addLayout(head)
        whole.addWidget(self._body, 1)
        self._below = QVBoxLayout()
        self._below.addWidget(self.refusing)
        self._below.addStretch()
        whole.addLayout(self._below)
        whole.addLayout(buttons)

    def retranslate(self) -> None:
        """Set every text anew."""
        self.commit.setText(hint(self.tr("Receive"), "Enter"))
        self.refuse.setText(hint(self.tr("Refuse"), "Ctrl+R"))
        self._show_fields()
        if self._card is not None:
            self._facts.show_groups((_declared(self._card, self.tr("Delivered by")),))


def _declared(card: Card, delivered_by: str) -> Group:
    """What was declared, for comparing with what lies here."""
    row = card.row
    category = categories.all_().get(row.category)
    facts = [
        Fact(
            texts.word("item.category"),
            category.label(lang.now()) if category else row.category,
        ),
        Fact(texts.word("item.quantity"), texts.amount(row.quantity, row.unit)),
    ]
    if row.weight_mg is not None:
        facts.append(Fact(texts.word("item.weight_mg"), texts.weight(row.weight_mg)))
    if row.value_fen is not None:
        facts.append(Fact(texts.word("item.value_fen"), texts.money(row.value_fen, row.currency)))
    facts.append(Fact(texts.word("item.seal_no"), row.seal_no))
    if card.serial:
        facts.append(Fact(texts.word("item.serial"), card.serial))
    if category is not None:
        facts += describe.details(category.fields, card.details, without=("serial",))
    if card.description:
        facts.append(Fact(texts.word("item.description"), card.description))
    names = [name for part, _, name in card.parts if part == "seizer"]
    facts.append(Fact(delivered_by, "、".join(names)))
    return Group("", tuple(facts))
