"""One field of a form: label, star, editor, unit, and the trouble in words beneath."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from ui.shell import lang, theme
from ui.widgets import editors, parts
from ui.widgets.editors import AnyEditor, Unreadable
from ui.widgets.sought import Sought


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
    SOUGHT = "sought"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class FieldDef:
    """What a field is; label, unit, hint and choices are already in the language shown.

    What is sought has as its choices those whose names are known, and its form asks for others.
    """

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
        self.editor: AnyEditor | Sought = _make_editor(what, self)
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
        if isinstance(self.editor, Sought):
            self.editor.set_known(what.choices)
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

    def is_empty(self) -> bool:
        """Whether nothing stands in it, nor is it ticked."""
        try:
            return self.value() in (None, False)
        except Unreadable:
            return False

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
    return what.kind, what.places, what.kind is Kind.CHOICE and len(what.choices) > editors.MANY


def _make_editor(what: FieldDef, parent: QWidget) -> AnyEditor | Sought:
    match what.kind:
        case Kind.LONG:
            return editors.LongEditor(parent)
        case Kind.CODE:
            return editors.CodeEditor(parent)
        case Kind.NUMBER:
            return editors.NumberEditor(parent)
        case Kind.DECIMAL | Kind.MONEY:
            grouped = what.kind is Kind.MONEY
            return editors.NumberEditor(parent, places=what.places, grouped=grouped)
        case Kind.DATE | Kind.MOMENT:
            return editors.DateEditor(parent, with_clock=what.kind is Kind.MOMENT)
        case Kind.CHOICE:
            return editors.ChoiceEditor(what.choices, parent)
        case Kind.SOUGHT:
            return Sought(parent)
        case Kind.CHECK:
            return editors.CheckEditor(parent=parent)
        case _:
            return editors.TextEditor(parent)
