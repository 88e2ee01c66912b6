"""The sheet of denominations of cash: loose notes, straps and bundles that are counted unopened."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from app.custody import categories
from app.custody.categories import Field
from ui.shell import lang

_COLUMNS: Final = ("count", "straps", "bundles")


class Sheet(lang.Speaks, QWidget):
    """One line for each face value; the sum stands below."""

    changed = Signal()

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
        self._total = QLabel(self)
        self._total.setProperty("role", "strong")
        self.hide()

    def show_field(self, field: Field | None, currency: str = "") -> None:
        """The faces of this field, of one currency where there are several; None hides the sheet."""
        if field is self._field and currency == self._currency:
            return
        self._field, self._currency = field, currency
        self._build()
        self.setVisible(field is not None)

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
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None and widget is not self._total:
                widget.hide()
                widget.deleteLater()
        self._edits.clear()
        if self._field is None:
            return
        at = 1 if lang.now() == "zh" else 2
        heads = (
            self.tr("Face"),
            self.tr("Loose"),
            self.tr("Straps of 100"),
            self.tr("Bundles of 1,000"),
        )
        for place, words in enumerate(heads):
            self._grid.addWidget(_soft(words, self), 0, place)
        for line, choice in enumerate(self._choices(), 1):
            self._grid.addWidget(QLabel(str(choice[at]), self), line, 0)
            for place, column in enumerate(_COLUMNS, 1):
                self._grid.addWidget(self._edit(_face(choice[0]), column), line, place)
        self._grid.addWidget(self._total, len(self._choices()) + 1, 0, 1, 4)
        self._say_total()

    def _choices(self) -> list[tuple[str, str, str]]:
        """The notes of the currency that is chosen."""
        known = self._field.choices if self._field is not None else ()
        return [choice for choice in known if choice[0].rpartition(":")[0] in ("", self._currency)]

    def _edit(self, face: int, column: str) -> QLineEdit:
        edit = QLineEdit(self)
        edit.setObjectName(f"cash.{face}.{column}")
        edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        edit.setMaximumWidth(110)
        edit.textEdited.connect(self._edited)
        edit.returnPressed.connect(self.focusNextChild)
        self._edits[face, column] = edit
        return edit

    def _edited(self) -> None:
        self._say_total()
        self.changed.emit()

    def _say_total(self) -> None:
        self._total.setText(self.tr("Total {0}").format(f"{self.total_fen() / 100:,.2f}"))

    def retranslate(self) -> None:
        """Set every text anew."""
        kept = self.rows()
        self._build()
        self.set_rows(kept)


def _face(key: str) -> int:
    """A note's value in cents; a foreign one has its currency before it, as USD:10000."""
    return int(key.rpartition(":")[2])


def _soft(words: str, parent: QWidget) -> QLabel:
    label = QLabel(words, parent)
    label.setProperty("role", "soft")
    return label
