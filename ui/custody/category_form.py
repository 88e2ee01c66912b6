"""The form of a card to be registered, made from its category's data, and the card that comes of it."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.custody import categories, checks
from app.custody.categories import DETAILS, Category
from app.custody.categories import Field as Wanted
from app.custody.types import NewItem
from ui import texts
from ui.custody.denominations import Sheet
from ui.shell import lang, theme
from ui.widgets.field import FieldDef, Kind
from ui.widgets.form import Form

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_KINDS: Final = {
    "text": Kind.TEXT,
    "long": Kind.LONG,
    "integer": Kind.NUMBER,
    "decimal": Kind.DECIMAL,
    "money": Kind.MONEY,
    "weight": Kind.DECIMAL,
    "date": Kind.DATE,
    "choice": Kind.CHOICE,
    "check": Kind.CHECK,
}
#: What the editor shows in grams and yuan, and the card keeps in mg and 分.
_SCALES: Final = {"weight_mg": 1000, "value_fen": 100}
#: Fields that are checked as codes are typed without an input method.
_CODES: Final = frozenset({"imei", "vin", "luhn"})
#: Fields side by side; in a small window one less.
_COLUMNS: Final = 3
#: The notes of cash stand below this field.
_BEFORE_NOTES: Final = "unit"


def list_fields() -> tuple[FieldDef, ...]:
    """What is the same for every row of one list; kept from card to card."""
    measures = tuple((key, texts.word(f"measure.{key}")) for key in checks.MEASURES)
    return (
        FieldDef("list_no", texts.word("item.list_no"), required=True),
        FieldDef("notice_no", texts.word("item.notice_no")),
        FieldDef("measure", texts.word("item.measure"), Kind.CHOICE, True, choices=measures),
        FieldDef("measured_at", texts.word("item.measured_at"), Kind.MOMENT, True),
        FieldDef("seized_at_place", texts.word("item.seized_at_place")),
        FieldDef("owner", texts.word("item.owner")),
        FieldDef("source", texts.word("item.source")),
    )


def card_fields(category: Category) -> tuple[FieldDef, ...]:
    """What is this card's own."""
    units = tuple((unit, unit) for unit in category.units)
    has_serial = any(field.column == "serial" for field in category.fields)
    fields = [
        FieldDef("name", texts.word("item.name"), required=True, wide=True),
        FieldDef("list_row", texts.word("item.list_row"), Kind.NUMBER, True, least=1),
        FieldDef("quantity", texts.word("item.quantity"), Kind.NUMBER, True, least=1),
        FieldDef("unit", texts.word("item.unit"), Kind.CHOICE, True, choices=units),
        FieldDef(
            "weight_mg",
            texts.word("item.weight_mg"),
            Kind.DECIMAL,
            category.weight_required,
            "g",
            places=3,
        ),
        *(_own(field) for field in category.fields if field.type != "denominations"),
        FieldDef(
            "value_fen",
            texts.word("item.value_fen"),
            Kind.MONEY,
            unit=texts.word("unit.yuan"),
            least=0,
        ),
        FieldDef("seal_no", texts.word("item.seal_no"), Kind.CODE),
        *_explains(category),
        FieldDef(
            "evidential",
            texts.word("item.evidential"),
            Kind.CHOICE,
            choices=tuple((key, texts.word(f"evidential.{key}")) for key in checks.EVIDENTIAL),
        ),
        FieldDef(
            "secrecy",
            texts.word("item.secrecy"),
            Kind.CHOICE,
            choices=tuple((str(level), texts.word(f"secrecy.{level}")) for level in range(4)),
        ),
        FieldDef(
            "description",
            texts.word("item.description"),
            Kind.LONG,
            category.description_min > 0,
        ),
    ]
    if category.currencies:
        choices = tuple((code, code) for code in category.currencies)
        fields.insert(
            1, FieldDef("currency", texts.word("item.currency"), Kind.CHOICE, True, choices=choices)
        )
    if not has_serial:
        fields.insert(5, FieldDef("serial", texts.word("item.serial"), Kind.CODE))
    return tuple(fields)


def _explains(category: Category) -> list[FieldDef]:
    """Where a number with a check digit stands on the card: room for why another card bears it too (C24)."""
    has_number = any(field.check for field in category.fields)
    return [FieldDef("same_number", texts.word("item.same_number"))] if has_number else []


def _own(field: Wanted) -> FieldDef:
    at = 1 if lang.now() == "zh" else 2
    kind = _KINDS[field.type]
    if field.type == "text" and field.check in _CODES:
        kind = Kind.CODE
    return FieldDef(
        f"{DETAILS}{field.id}",
        field.label(lang.now()),
        kind,
        field.required,
        "g" if field.type == "weight" else field.unit,
        choices=tuple((str(choice[0]), str(choice[at])) for choice in field.choices),
        places={"weight": 3, "decimal": 6}.get(field.type, 2),
    )


def new_item(
    category: Category, shared: Mapping[str, Any], values: Mapping[str, Any], sheet: Sequence[Any]
) -> NewItem:
    """The card that the two forms and the denomination sheet describe."""
    given = {
        key: plain(category, key, value)
        for key, value in {**shared, **values}.items()
        if value is not None
    }
    details = {
        key.removeprefix(DETAILS): given.pop(key) for key in [*given] if key.startswith(DETAILS)
    }
    for field in category.fields:
        if field.type == "denominations" and sheet:
            details[field.id] = list(sheet)
    given["secrecy"] = int(given.get("secrecy", 0))
    if category.id.startswith("cash") and (value := categories.cash_fen(details)) is not None:
        given.setdefault("value_fen", value)
    return NewItem(category=category.id, details=details, **given)


def plain(category: Category, name: str, value: Any) -> Any:
    """A field's value as the card keeps it: money in 分, weight in mg, days as text."""
    if value is None:
        return None
    if name in _SCALES:
        return _scaled(value, _SCALES[name])
    own = category.field(name)
    return value if own is None else _plain(own, value)


def _plain(field: Wanted, value: Any) -> Any:
    match field.type:
        case "money":
            return _scaled(value, 100)
        case "weight":
            return _scaled(value, 1000)
        case "date":
            return value.isoformat() if isinstance(value, date) else value
        case "decimal":
            return str(value)
        case _:
            return value


def _scaled(value: Any, scale: int) -> int:
    return int((Decimal(str(value)) * scale).to_integral_value())


class CategoryForm(QWidget):
    """The card's own fields, and for cash the sheet of its denominations."""

    changed = Signal()
    confirmed = Signal()
    #: What the notes add up to, in words; empty where none are counted.
    summed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._category: Category | None = None
        self.form = Form((), columns=_COLUMNS, parent=self, named="register")
        self.sheet = Sheet(self.form)
        self.form.built.connect(self._show_sheet)
        self.form.changed.connect(self._field_changed)
        self.form.confirmed.connect(self.confirmed)
        self.sheet.changed.connect(self._sheet_changed)
        self.sheet.summed.connect(self.summed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.form)
        column.addStretch()
        self.form.put_after(_BEFORE_NOTES, self.sheet)  # cash is its notes: they are counted first

    @property
    def category(self) -> Category | None:
        """What kind of card it is."""
        return self._category

    def show_category(self, category: Category) -> None:
        """The form of this category; what fits of what was typed stays."""
        was, self._category = self._category, category
        kept = self.form.draft() if was is not None else {}
        self.form.set_defs(card_fields(category))
        # the unit that the other category proposed was nobody's choice: a phone is no 张
        if was is None or kept.get("unit") not in category.units or kept["unit"] == was.units[0]:
            kept.pop("unit", None)
        first = {"currency": category.currencies[0]} if category.currencies else {}
        self.form.set_values(
            {"list_row": 1, "quantity": 1, "unit": category.units[0], **first, **kept}
        )
        if self.form.is_made():
            self._show_sheet()

    def check(self) -> bool:
        """Whether every field is well; goes to the first that is not."""
        return self.form.check()

    def retranslate(self) -> None:
        """In the language shown now."""
        if self._category is not None:
            self.form.set_defs(card_fields(self._category))
            self.sheet.retranslate()

    def _field_changed(self, field: str) -> None:
        if field == "currency":
            self._show_sheet()
        self.changed.emit()

    def _show_sheet(self) -> None:
        """The notes of the currency that is chosen."""
        if self._category is None:
            return
        money = next((f for f in self._category.fields if f.type == "denominations"), None)
        self.sheet.show_field(money, str(self.form.draft().get("currency") or ""))
        if money is not None:
            self._chain()

    def _chain(self) -> None:
        """Tab goes through the notes where they stand: between the unit and what follows it."""
        editors = [field.editor for field in self.form.fields()]
        at = editors.index(self.form.field(_BEFORE_NOTES).editor)
        for before, after in itertools.pairwise(
            (editors[at], *self.sheet.editors(), editors[at + 1])
        ):
            QWidget.setTabOrder(before, after)

    def _sheet_changed(self) -> None:
        total = self.sheet.total_fen()
        if total:
            self.form.field("value_fen").set_value(Decimal(total) / 100)
        self.changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.form.set_columns(_COLUMNS - theme.is_narrow(self))
