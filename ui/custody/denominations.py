"""The sheet of denominations of cash: loose notes, straps and bundles that are counted unopened."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from app.custody import categories
from app.custody.categories import Field
from ui.shell import lang
from ui.widgets import parts

_COLUMNS: Final = ("count", "straps", "bundles")
_LAST: Final = 99
#: So many face values a currency has.
_USUAL: Final = 13


class Sheet(lang.Speaks, QWidget):
    """One line for each face value; the sum stands below."""

    changed = Signal()
    #: The sum in words, for a place that stays in sight; empty where no notes are counted.
    summed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field: Field | None = None
        self._currency = ""
        self._edits: dict[tuple[int, str], QLineEdit] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(len(_COLUMNS) + 1, 1)
        self._lines: list[tuple[QLabel, QLineEdit, QLineEdit, QLineEdit]] = []
        self._heads = [_soft(self) for _ in range(len(_COLUMNS) + 1)]
        for place, head in enumerate(self._heads):
            self._grid.addWidget(head, 0, place)
        self._total = QLabel(self)
        self._total.setProperty("role", "strong")
        self._grid.addWidget(self._total, _LAST, 0, 1, 4)
        self._say_heads()
        self.hide()

    def show_field(self, field: Field | None, currency: str = "") -> None:
        """The faces of this field, of one currency where there are several; None hides the sheet."""
        if field is self._field and currency == self._currency:
            return
        self._field, self._currency = field, currency
        self._build()
        self.setVisible(field is not None)

    def editors(self) -> tuple[QLineEdit, ...]:
        """Where the notes are typed, line by line."""
        return tuple(self._edits.values())

    def rows(self) -> list[dict[str, int]]:
        """What is there, without empty lines."""
        found: dict[int, dict[str, int]] = {}
        for (face, column), edit in self._edits.items():
            text = edit.text().strip()
            if text.isdecimal() and int(text):
                found.setdefault(face, {"face": face})[column] = int(text)
        return [
            {column: row.get(column, 0) for column in ("face", *_COLUMNS)} for row in found.values()
        ]

    def set_rows(self, rows: Any) -> None:
        """Show these."""
        for edit in self._edits.values():
            edit.clear()
        for row in rows or ():
            for column in _COLUMNS:
                shown = self._edits.get((row["face"], column))
                if shown is not None and row.get(column):
                    shown.setText(str(row[column]))
        self._say_total()

    def total_fen(self) -> int:
        """What it adds up to."""
        return categories.cash_fen({"denominations": self.rows()}) or 0

    def _build(self) -> None:
        """Lines once made are used again: the sheet changes with each currency and category that is looked at."""
        self._edits.clear()
        with parts.still(self._grid):
            self._show_lines(self._choices())
        self._say_total()

    def _show_lines(self, choices: list[tuple[str, str, str]]) -> None:
        at = 1 if lang.now() == "zh" else 2
        for line, choice in enumerate(choices):
            if line == len(self._lines):
                self._lines.append(self._line(line + 1))
            label, *edits = self._lines[line]
            label.setText(str(choice[at]))
            for column, edit in zip(_COLUMNS, edits, strict=True):
                face = _face(choice[0])
                edit.clear()
                edit.setObjectName(f"cash.{face}.{column}")
                self._edits[face, column] = edit
        for line, widgets in enumerate(self._lines):
            for widget in widgets:
                widget.setVisible(line < len(choices))
            if line >= len(choices):
                for edit in widgets[1:]:
                    edit.setObjectName("")

    def get_ready(self) -> Iterator[None]:
        """Make the lines of a currency, a few in each step, before any is shown."""
        while len(self._lines) < _USUAL:
            self._lines.append(self._line(len(self._lines) + 1))
            for widget in self._lines[-1]:
                widget.hide()
            if len(self._lines) % 3 == 0:
                yield

    def _line(self, at: int) -> tuple[QLabel, QLineEdit, QLineEdit, QLineEdit]:
        made = (QLabel(self), self._edit(), self._edit(), self._edit())
        for place, widget in enumerate(made):
            self._grid.addWidget(widget, at, place)
        return made

    def _say_heads(self) -> None:
        heads = (
            self.tr("Face"),
            self.tr("Loose"),
            self.tr("Straps of 100"),
            self.tr("Bundles of 1,000"),
        )
        for head, words in zip(self._heads, heads, strict=True):
            head.setText(words)

    def _choices(self) -> list[tuple[str, str, str]]:
        """The notes of the currency that is chosen."""
        known = self._field.choices if self._field is not None else ()
        return [choice for choice in known if choice[0].rpartition(":")[0] in ("", self._currency)]

    def _edit(self) -> QLineEdit:
        edit = QLineEdit(self)
        edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        edit.setMaximumWidth(110)
        edit.textEdited.connect(self._edited)
        edit.returnPressed.connect(self.focusNextChild)
        return edit

    def _edited(self) -> None:
        self._say_total()
        self.changed.emit()

    def _say_total(self) -> None:
        told = self.tr("Total {0}").format(f"{self.total_fen() / 100:,.2f}")
        self._total.setText(told)
        self.summed.emit(told if self._field is not None else "")

    def retranslate(self) -> None:
        """Set every text anew."""
        kept = self.rows()
        self._say_heads()
        self._build()
        self.set_rows(kept)


def _face(key: str) -> int:
    """A note's value in cents; a foreign one has its currency before it, as USD:10000."""
    return int(key.rpartition(":")[2])


def _soft(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setProperty("role", "soft")
    return label
