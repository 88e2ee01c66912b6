"""A form made from field definitions: label, star, editor, unit, and the trouble in words beneath."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from ui.shell import lang, theme
from ui.shell.turns import Turns
from ui.widgets import editors, parts, scroll
from ui.widgets.editors import AnyEditor, Unreadable


class Kind(StrEnum):
    """What sort of value a field takes."""

    TEXT = "text"
    LONG = "long"
    CODE = "code"
    NUMBER = "number"
    DECIMAL = "decimal"
    MONEY = "money"
    DATE = "date"
    MOMENT = "moment"
    CHOICE = "choice"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class FieldDef:
    """What a field is; label, unit, hint and choices are already in the language shown."""

    id: str
    label: str
    kind: Kind = Kind.TEXT
    required: bool = False
    unit: str = ""
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    places: int = 2
    least: Decimal | int | None = None
    most: Decimal | int | None = None
    wide: bool = False
    editable: bool = True


class Field(lang.Speaks, QWidget):
    """One field: label with star, editor, error line."""

    changed = Signal(str)
    confirmed = Signal(str)

    def __init__(self, what: FieldDef, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._def = what
        self._label = QLabel(self)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        # Most fields need none of these: what is not there costs a long form nothing.
        self._star: QLabel | None = None
        self._unit: QLabel | None = None
        self._error: QLabel | None = None
        self._problem = ""
        self.editor: AnyEditor = _make_editor(what, self)
        self.editor.changed.connect(self._changed)
        self.editor.confirmed.connect(lambda: self.confirmed.emit(self._def.id))
        self._label.setBuddy(self.editor)
        self.setFocusProxy(self.editor)
        self._lay_out()
        self.relabel(what)

    @property
    def id(self) -> str:
        """The field's name."""
        return self._def.id

    @property
    def definition(self) -> FieldDef:
        """What the field is."""
        return self._def

    def fits(self, what: FieldDef) -> bool:
        """Whether this field's editor can take the other's values."""
        return _editor_of(what) == _editor_of(self._def)

    def become(self, what: FieldDef) -> None:
        """Another field, empty, with the same editor."""
        if what != self._def:
            self.relabel(what)
        self.set_value(None)
        self.show()

    def relabel(self, what: FieldDef) -> None:
        """The same field in another language, or now required."""
        self._def = what
        was = self.editor.blockSignals(True)
        # in a sentence the word is small, as a label it begins one
        self._label.setText(what.label[:1].upper() + what.label[1:])
        if what.required or self._star is not None:
            self._star = self._star or _put(self._head, 1, _label(self, "star", "*"))
            self._star.setVisible(what.required)
        if what.unit or self._unit is not None:
            self._unit = self._unit or _put(self._line, 1, _label(self, "soft"))
            self._unit.setText(what.unit)
            self._unit.setVisible(bool(what.unit))
        self.editor.setToolTip(what.hint)
        self.editor.setAccessibleName(what.label)
        self.editor.setEnabled(what.editable)
        if isinstance(self.editor, editors.ChoiceEditor):
            self.editor.set_choices(what.choices)
        if isinstance(self.editor, editors.CheckEditor):
            self.editor.setText(what.hint)
        self.editor.blockSignals(was)

    def dress(self) -> None:
        """Give it its style before it is shown: most of what showing it costs."""
        self.ensurePolished()
        for part in self.findChildren(QWidget):
            part.ensurePolished()

    def value(self) -> object:
        """The value as plain Python, None when empty; raises editors.Unreadable when it is no value."""
        return self.editor.value()

    def name(self) -> str:
        """What the field is called on the screen."""
        return self._label.text()

    def set_value(self, value: object) -> None:
        """Show a value; says nothing to anybody."""
        was = self.editor.blockSignals(True)
        self.editor.set_value(value)
        self.editor.blockSignals(was)
        self.set_error("")

    def set_error(self, words: str) -> None:
        """Say under the field what is wrong with it; nothing takes it away."""
        self._problem = words
        if words or self._error is not None:
            self._error = self._error or _put(self._whole, 2, parts.Words(self, "error"))
            self._error.setText(words)
            self._error.setVisible(bool(words))
        theme.set_property(self.editor, "bad", bool(words))

    def error(self) -> str:
        """What is said to be wrong."""
        return self._problem

    def check(self) -> bool:
        """Whether the value can be read and is there if it must be; says so under the field if not."""
        self.set_error(self._trouble())
        return not self._problem

    def _trouble(self) -> str:
        try:
            value = self.value()
        except Unreadable:
            return self._unreadable()
        if value is None or value is False:
            return self.tr("Required") if self._def.required else ""
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            return self._out_of_range(value)
        return ""

    def _unreadable(self) -> str:
        kind = self._def.kind
        if kind is Kind.DATE:
            return self.tr("Not a date: write it as 2026-05-14")
        if kind is Kind.MOMENT:
            return self.tr("Not a time: write it as 2026-05-14 10:02")
        if kind is Kind.CHOICE:
            return self.tr("Choose from the list")
        if kind is Kind.NUMBER:
            return self.tr("Not a whole number")
        return self.tr("Not a number, or more than {0} decimal places").format(self._def.places)

    def _out_of_range(self, value: Decimal | int) -> str:
        if self._def.least is not None and value < self._def.least:
            return self.tr("At least {0}").format(self._def.least)
        if self._def.most is not None and value > self._def.most:
            return self.tr("At most {0}").format(self._def.most)
        return ""

    def _changed(self) -> None:
        if self._problem:
            self.check()
        self.changed.emit(self._def.id)

    def _lay_out(self) -> None:
        self._head = QHBoxLayout()
        self._head.setSpacing(4)
        self._head.addWidget(self._label)
        self._head.addStretch()
        self._line = QHBoxLayout()
        self._line.setSpacing(8)
        self._line.addWidget(self.editor, 1)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(4)
        self._whole.addLayout(self._head)
        self._whole.addLayout(self._line)
        self._whole.addStretch()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._ticks(event):
            event.accept()  # else the release goes elsewhere
            return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the word of a box, or beside the box below it, ticks it as one on the box does."""
        if self._ticks(event):
            self.editor.setFocus(Qt.FocusReason.MouseFocusReason)
            self.editor.click()  # type: ignore[union-attr]
            return
        super().mouseReleaseEvent(event)

    def _ticks(self, event: QMouseEvent) -> bool:
        """No wider than its words: a click on the empty end of a row states nothing."""
        if not (isinstance(self.editor, editors.CheckEditor) and self.editor.isEnabled()):
            return False
        wide = max(self._label.sizeHint().width(), self.editor.sizeHint().width())
        words = self._label.geometry().united(self.editor.geometry())
        words.setWidth(wide)
        is_left = event.button() is Qt.MouseButton.LeftButton
        return is_left and words.contains(event.position().toPoint())

    def retranslate(self) -> None:
        """Say the trouble in the language shown now."""
        if self._problem and (own := self._trouble()):
            self.set_error(own)


class Form(QWidget):
    """Fields in one or more columns; Enter goes to the next, after the last it says `confirmed`.

    They are made when they are asked for; what is shown before makes them a few in each turn, and a page that has time
    makes them ahead (`get_ready`).
    Each editor is named `<named>.<id>`.
    """

    changed = Signal(str)
    confirmed = Signal()
    built = Signal()

    def __init__(
        self,
        defs: Sequence[FieldDef] = (),
        columns: int = 1,
        parent: QWidget | None = None,
        *,
        named: str = "",
    ) -> None:
        super().__init__(parent)
        self._columns = columns
        self._named = named
        self._fields: dict[str, Field] = {}
        #: Whether everything is there, so that Enter in any field is the last one.
        self.is_ready: Callable[[], bool] = lambda: False
        #: What is wanted and not made yet.
        self._due: tuple[FieldDef, ...] = ()
        self._due_values: Mapping[str, object] = {}
        #: Fields that the form now shown does not need: a new field costs a visible moment, an old one nearly none.
        self._spare: list[Field] = []
        #: Fields that the next form has too: they never go out of sight, so the keys stay where they are.
        self._staying: dict[str, Field] = {}
        #: A block of its own among the fields, and the field that it follows.
        self._inset: tuple[str, QWidget] | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(12)
        self._share()
        self._turns = Turns(self)
        self.set_defs(defs)

    def put_after(self, field: str, block: QWidget) -> None:
        """A block of its own stands below this field, as wide as the form; it hides and shows itself."""
        self._inset = (field, block)
        self._place()

    def set_columns(self, columns: int) -> None:
        """So many fields side by side from now on: a small window has room for fewer."""
        if columns != self._columns:
            self._columns = columns
            self._share()
            self._place()

    def _share(self) -> None:
        for column in range(max(self._columns, self._grid.columnCount())):
            self._grid.setColumnStretch(column, int(column < self._columns))

    def set_defs(self, defs: Sequence[FieldDef]) -> None:
        """Show these fields; the same fields in another language keep what was typed."""
        shown = self._due or [field.definition for field in self._fields.values()]
        if [(what.id, what.kind) for what in defs] == [(what.id, what.kind) for what in shown]:
            if self._due:
                self._due = tuple(defs)
            else:
                for what in defs:
                    self._fields[what.id].relabel(what)
            return
        is_seen = self.isVisible() and bool(defs)
        if not is_seen:
            self._clear(())
        self._due, self._due_values = tuple(defs), {}
        # what is shown stays whole until the others are ready; whoever has the keys in it is not kept waiting
        if is_seen and self._has_keys():
            self._made_fields()
        elif is_seen:
            self._turns.begin(self.get_ready())

    def get_ready(self) -> Iterator[None]:
        """Make what is wanted, one field in each step."""
        yield from self.prepare(self._due)
        self._made_fields()
        yield

    def showEvent(self, event: QShowEvent) -> None:
        if self._due:
            self._turns.begin_next(self.get_ready())
        super().showEvent(event)

    def prepare(self, defs: Sequence[FieldDef]) -> Iterator[None]:
        """Make the fields of a long form ready one by one, before it is shown."""
        wanted = [what for what in defs if not self._stays(what)]
        others = [spare for spare in self._spare if spare.definition not in wanted]
        for what in wanted:
            if any(spare.definition == what for spare in self._spare):
                continue
            fits = next((spare for spare in others if spare.fits(what)), None)
            if fits is None:
                fits = self._made(what)
                fits.hide()
                self._spare.append(fits)
            else:
                others.remove(fits)
                fits.relabel(what)
            fits.dress()
            yield

    def is_made(self) -> bool:
        """Whether the fields are there; else they are made when one is asked for or the form is shown."""
        return not self._due

    def field(self, name: str) -> Field:
        """One field."""
        return self._made_fields()[name]

    def fields(self) -> Iterable[Field]:
        """All of them, in order."""
        return self._made_fields().values()

    def change(self, what: FieldDef) -> None:
        """Another editor in the place of a field, empty: what it takes follows from another field."""
        was = self._made_fields()[what.id]
        if was.fits(what):
            if was.definition != what:
                was.become(what)
            return
        field = self._take(what)
        self._grid.replaceWidget(was, field)
        self._lay_aside(was)
        field.show()
        self._fields[what.id] = field
        self._name_and_chain()

    def values(self) -> dict[str, object]:
        """What stands in the fields; raises editors.Unreadable, so `check` first."""
        return {name: field.value() for name, field in self._made_fields().items()}

    def draft(self) -> dict[str, object]:
        """What can be read now, for keeping a half-filled form."""
        kept: dict[str, object] = {}
        for name, field in self._made_fields().items():
            try:
                value = field.value()
            except Unreadable:
                continue
            if value is not None:
                kept[name] = value
        return kept

    def set_values(self, values: Mapping[str, object]) -> None:
        """Show values; a field that is not named is emptied."""
        if self._due:
            self._due_values = dict(values)
            return
        for name, field in self._fields.items():
            field.set_value(values.get(name))

    def check(self) -> bool:
        """Whether every field is well; otherwise goes to the first that is not, and brings it into sight."""
        bad = [field for field in self._made_fields().values() if not field.check()]
        if bad:
            self._go_to(bad[0])
        return not bad

    def lacking(self) -> tuple[str, ...]:
        """What the fields are called in which something is said to be wrong."""
        return tuple(field.name() for field in self._made_fields().values() if field.error())

    def _go_to(self, field: Field) -> None:
        """The keys go there; it may have had them out of sight, and what is said beneath it takes room of its own."""
        field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        scroll.follow(field)
        QTimer.singleShot(0, field, lambda: scroll.follow(field))

    def set_errors(self, errors: Mapping[str, str]) -> None:
        """Say under the fields what the rules say is wrong with them."""
        for name, field in self._made_fields().items():
            field.set_error(errors.get(name, ""))

    def blame(self, named: str, told: str) -> bool:
        """Say a refusal under the field that it is about, and go there; whether there is one."""
        for field in self._made_fields().values():
            if field.id in (named, named.rpartition(".")[2]):
                field.set_error(told)
                self._go_to(field)
                return True
        return False

    def focus_first(self) -> None:
        """Begin at the first field that is still empty."""
        for field in self._made_fields().values():
            try:
                empty = field.value() in (None, False)
            except Unreadable:
                empty = True
            if empty and field.editor.isEnabled():
                self._go_to(field)
                return

    def _made_fields(self) -> dict[str, Field]:
        if self._due:
            self._turns.stop()
            defs, self._due = self._due, ()
            values, self._due_values = self._due_values, {}
            self._clear(defs if self.isVisible() else ())
            self._build(defs)
            if values:
                self.set_values(values)
            self.built.emit()
        return self._fields

    def _build(self, defs: Sequence[FieldDef]) -> None:
        with parts.still(self._grid):
            for what in defs:
                self._fields[what.id] = self._take(what)
            self._place()
        self._name_and_chain()

    def _place(self) -> None:
        """Each where it stands, row by row."""
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 0)
        row, column = 0, 0
        for field in self._fields.values():
            wide = field.definition.wide or field.definition.kind is Kind.LONG
            if wide and column:
                row, column = row + 1, 0
            self._grid.addWidget(field, row, column, 1, self._columns if wide else 1)
            column += self._columns if wide else 1
            follows = self._inset is not None and self._inset[0] == field.id
            if column >= self._columns or (follows and column):
                row, column = row + 1, 0
            if follows and self._inset is not None:
                self._grid.addWidget(self._inset[1], row, 0, 1, self._columns)
                row += 1
        self._grid.setRowStretch(row + 1, 1)

    def _name_and_chain(self) -> None:
        """Name the editors, and let Tab go from each to the next."""
        for field in self._fields.values() if self._named else ():
            field.editor.setObjectName(f"{self._named}.{field.id}")
        for before, after in itertools.pairwise(self._fields.values()):
            QWidget.setTabOrder(before.editor, after.editor)

    def _take(self, what: FieldDef) -> Field:
        """A field for this: the one that stood there, a spare one that fits, or a new one."""
        stays = self._staying.pop(what.id, None)
        if stays is not None:
            stays.become(what)
            return stays
        fitting = (spare for spare in self._spare if spare.fits(what))
        spare = min(fitting, key=lambda each: each.definition != what, default=None)
        if spare is None:
            return self._made(what)
        self._spare.remove(spare)
        spare.become(what)
        return spare

    def _made(self, what: FieldDef) -> Field:
        field = Field(what, self)
        field.changed.connect(self.changed)
        field.confirmed.connect(self._go_on)
        return field

    def _clear(self, following: Sequence[FieldDef]) -> None:
        """Away with all that the form that follows does not have."""
        staying = {what.id for what in following if self._stays(what)}
        shown, self._fields = self._fields, {}
        for name, field in shown.items():
            if name in staying:
                self._grid.removeWidget(field)
                self._staying[name] = field
            else:
                self._lay_aside(field)
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 0)

    def _stays(self, what: FieldDef) -> bool:
        """Whether a field that is shown now goes on as this one, so that the keys stay in it."""
        shown = self._fields.get(what.id)
        return shown is not None and shown.fits(what) and self.isVisible()

    def _has_keys(self) -> bool:
        now = QApplication.focusWidget()
        return now is not None and self.isAncestorOf(now)

    def _lay_aside(self, field: Field) -> None:
        self._grid.removeWidget(field)
        field.hide()
        field.editor.setObjectName("")
        self._spare.append(field)

    def _go_on(self, name: str) -> None:
        if self.is_ready():
            self.confirmed.emit()
            return
        names = list(self._fields)
        for later in names[names.index(name) + 1 :]:
            if self._fields[later].editor.isEnabled() and not self._fields[later].isHidden():
                self._fields[later].editor.setFocus(Qt.FocusReason.TabFocusReason)
                return
        self.confirmed.emit()


def _label(parent: QWidget, role: str, words: str = "") -> QLabel:
    label = QLabel(words, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    return label


def _put(layout: QBoxLayout, at: int, label: QLabel) -> QLabel:
    layout.insertWidget(at, label)
    return label


def _editor_of(what: FieldDef) -> tuple[object, ...]:
    """What makes one editor differ from another."""
    return what.kind, what.places, len(what.choices) > editors.MANY


def _make_editor(what: FieldDef, parent: QWidget) -> AnyEditor:
    match what.kind:
        case Kind.LONG:
            return editors.LongEditor(parent)
        case Kind.CODE:
            return editors.CodeEditor(parent)
        case Kind.NUMBER:
            return editors.NumberEditor(parent)
        case Kind.DECIMAL:
            return editors.NumberEditor(parent, places=what.places)
        case Kind.MONEY:
            return editors.NumberEditor(parent, places=what.places, grouped=True)
        case Kind.DATE:
            return editors.DateEditor(parent)
        case Kind.MOMENT:
            return editors.DateEditor(parent, with_clock=True)
        case Kind.CHOICE:
            return editors.ChoiceEditor(what.choices, parent)
        case Kind.CHECK:
            return editors.CheckEditor(parent=parent)
        case _:
            return editors.TextEditor(parent)
