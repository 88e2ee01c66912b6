"""The editors a field can have: each shows one kind of value and gives it back as plain Python."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QDate, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QCompleter,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app import clock, spelling
from ui.shell import icons
from ui.shell.scan import ScanField

_DATE: Final = re.compile(r"(\d{4})\D?(\d{1,2})\D?(\d{1,2})\D?")
_CLOCK: Final = re.compile(r"(\d{1,2})[:.时]?(\d{2})[分]?")
#: A longer list can be typed into.
MANY: Final = 12


class Unreadable(Exception):
    """What stands in the editor is no value of its kind."""


class TextEditor(QLineEdit):
    """One line of text."""

    changed = Signal()
    confirmed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.textEdited.connect(self.changed)
        self.returnPressed.connect(self.confirmed)

    def value(self) -> object:
        """The text without blanks at its ends, None when empty."""
        return self.text().strip() or None

    def set_value(self, value: object) -> None:
        """Show a value."""
        self.setText("" if value is None else str(value))
        self.setCursorPosition(0)


class CodeEditor(ScanField):
    """A foreign code (serial, IMEI, seal): no input method, upper case, narrow signs."""

    changed = Signal()
    confirmed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.textEdited.connect(self.changed)
        self.returnPressed.connect(self.confirmed)

    def value(self) -> object:
        """The code, narrow and in capitals, None when empty."""
        return unicodedata.normalize("NFKC", self.text()).strip().upper() or None

    def set_value(self, value: object) -> None:
        """Show a value."""
        self.setText("" if value is None else str(value))


class LongEditor(QPlainTextEdit):
    """Several lines of text; Tab goes on, Enter is a new line, Ctrl+Enter goes on."""

    changed = Signal()
    confirmed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setFixedHeight(84)
        self.textChanged.connect(self.changed)

    def value(self) -> object:
        """The text, None when empty."""
        return self.toPlainText().strip() or None

    def set_value(self, value: object) -> None:
        """Show a value."""
        self.setPlainText("" if value is None else str(value))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.confirmed.emit()
            return
        super().keyPressEvent(event)


class NumberEditor(TextEditor):
    """A number: whole, or with so many places; shown with grouped thousands when it is money."""

    def __init__(
        self, parent: QWidget | None = None, *, places: int = 0, grouped: bool = False
    ) -> None:
        super().__init__(parent)
        self._places = places
        self._grouped = grouped
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def value(self) -> object:
        """An int, or a Decimal when there are places; None when empty."""
        text = self.text().strip()
        if not text:
            return None
        try:
            made = spelling.number(text)
        except ValueError:
            raise Unreadable from None
        exponent = made.as_tuple().exponent
        if isinstance(exponent, int) and -exponent > self._places:
            raise Unreadable
        return made if self._places else int(made)

    def set_value(self, value: object) -> None:
        """Show a value."""
        self.setText("" if value is None else self._shown(Decimal(str(value))))

    def _shown(self, number: Decimal) -> str:
        if self._grouped:
            return f"{number:,.{self._places}f}"
        return f"{number:f}"

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        try:
            value = self.value()
        except Unreadable:
            return
        self.set_value(value)


class DateEditor(TextEditor):
    """A day, or a day with a clock time; typed in any usual way or picked from a calendar."""

    def __init__(self, parent: QWidget | None = None, *, with_clock: bool = False) -> None:
        super().__init__(parent)
        self._with_clock = with_clock
        self._popup: _Calendar | None = None
        self.setPlaceholderText("2026-05-14 10:02" if with_clock else "2026-05-14")
        pick = QAction(icons.icon("calendar"), "", self)
        pick.triggered.connect(self.open_calendar)
        self.addAction(pick, QLineEdit.ActionPosition.TrailingPosition)

    def value(self) -> object:
        """A date, or a datetime with a clock; None when empty."""
        text = unicodedata.normalize("NFKC", self.text()).strip()
        if not text:
            return None
        found = _DATE.match(text)
        if found is None:
            raise Unreadable
        try:
            day = date(int(found[1]), int(found[2]), int(found[3]))
            return self._moment(day, text[found.end() :].strip())
        except ValueError:
            raise Unreadable from None

    def _moment(self, day: date, rest: str) -> date | datetime:
        if not self._with_clock:
            if rest:
                raise Unreadable
            return day
        typed = _CLOCK.fullmatch(rest)
        if typed is None:
            raise Unreadable
        return datetime(
            day.year, day.month, day.day, int(typed[1]), int(typed[2]), tzinfo=clock.CIVIL
        )

    def set_value(self, value: object) -> None:
        """Show a value."""
        if isinstance(value, datetime):
            local = clock.local(value) if value.tzinfo else value
            self.setText(f"{local:%Y-%m-%d %H:%M}" if self._with_clock else f"{local:%Y-%m-%d}")
            return
        self.setText("" if value is None else str(value))

    def open_calendar(self) -> None:
        """Pick the day with the pointer."""
        if self._popup is None:
            self._popup = _Calendar(self)
            self._popup.picked.connect(self._picked)
        self._popup.open_below(self)

    def _picked(self, day: date) -> None:
        clock = self.text()[10:] or (" 00:00" if self._with_clock else "")
        self.setText(f"{day:%Y-%m-%d}{clock}")
        self.changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        try:
            self.set_value(self.value())
        except Unreadable:
            return


class _Calendar(QFrame):
    """A calendar that drops down."""

    picked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("kind", "card")
        self._days = QCalendarWidget(self)
        self._days.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._days.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self._days.clicked.connect(self._take)
        self._days.activated.connect(self._take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self._days)

    def open_below(self, editor: DateEditor) -> None:
        """Drop down below an editor, at the day it shows."""
        try:
            day = editor.value()
        except Unreadable:
            day = None
        if isinstance(day, date):
            self._days.setSelectedDate(QDate(day.year, day.month, day.day))
        self.move(editor.mapToGlobal(QPoint(0, editor.height() + 2)))
        self.show()

    def _take(self, day: QDate) -> None:
        self.hide()
        self.picked.emit(date(day.year(), day.month(), day.day()))


class ChoiceEditor(QComboBox):
    """One of several; a long list can be typed into."""

    changed = Signal()
    confirmed = Signal()

    def __init__(
        self, choices: Sequence[tuple[str, str]] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setIconSize(QSize(16, 16))
        self._choices: tuple[tuple[str, str], ...] | None = None
        if len(choices) > MANY:
            self._make_searchable()
        self.set_choices(choices)
        self.activated.connect(lambda _: self.changed.emit())

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these: (value, word); what was chosen stays chosen if it is still there."""
        if tuple(choices) == self._choices:
            return
        self._choices = tuple(choices)
        was = self.currentData()
        self.clear()
        self.addItem("", None)
        for value, word in choices:
            self.addItem(word, value)
        self.setCurrentIndex(max(self.findData(was), 0))

    def value(self) -> object:
        """What is chosen, None when nothing is."""
        if not self.isEditable():
            return self.currentData()
        text = self.currentText().strip()
        if not text:
            return None
        at = self.findText(text, Qt.MatchFlag.MatchFixedString)
        if at < 0:
            raise Unreadable
        return self.itemData(at)

    def set_value(self, value: object) -> None:
        """Choose."""
        self.setCurrentIndex(max(self.findData(value), 0))

    def _make_searchable(self) -> None:
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = QCompleter(self.model(), self)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        self.editTextChanged.connect(lambda _: self.changed.emit())

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Scrolling a form must not change what it says.
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirmed.emit()
            return
        super().keyPressEvent(event)


class CheckEditor(QCheckBox):
    """Yes or no."""

    changed = Signal()
    confirmed = Signal()

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.clicked.connect(lambda _: self.changed.emit())

    def value(self) -> object:
        """True or False."""
        return self.isChecked()

    def set_value(self, value: object) -> None:
        """Tick it or not."""
        self.setChecked(bool(value))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirmed.emit()
            return
        super().keyPressEvent(event)


AnyEditor = (
    TextEditor | CodeEditor | LongEditor | NumberEditor | DateEditor | ChoiceEditor | CheckEditor
)
