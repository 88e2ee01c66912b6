"""A section of settings: lines of a name, a control and a hint, in groups."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.shell import lang
from ui.widgets import parts
from ui.widgets.facts import hairline

_NAMES = 168


class Section(lang.Speaks, QWidget):
    """Groups of lines from the top; `words` says a line's name and hint when the language changes."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 12, 12)
        self.column.setSpacing(16)
        self.column.addStretch(1)
        self._lines: dict[str, tuple[QLabel, QLabel]] = {}
        self._titles: dict[str, QLabel] = {}

    def group(self, name: str) -> QGridLayout:
        """A new group; its lines go into the grid."""
        if self.column.count() > 1:
            self.put(hairline(self))
        title = parts.label(self, "heading")
        self._titles[name] = title
        self.put(title)
        return self.lines()

    def put(self, whole: QWidget) -> None:
        """A widget over the whole width, beneath what stands there."""
        self.column.insertWidget(self.column.count() - 1, whole)

    def put_row(self, *pieces: QWidget) -> None:
        """Widgets side by side from the left; a label takes the room that is left."""
        row = QHBoxLayout()
        row.setSpacing(8)
        for piece in pieces:
            row.addWidget(piece, 1 if isinstance(piece, QLabel) and piece.wordWrap() else 0)
        row.addStretch()
        self.column.insertLayout(self.column.count() - 1, row)

    def lines(self) -> QGridLayout:
        """A grid for lines without a title of their own."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.setColumnMinimumWidth(0, _NAMES)
        grid.setColumnStretch(1, 1)
        self.column.insertLayout(self.column.count() - 1, grid)
        return grid

    def line(self, grid: QGridLayout, name: str, *controls: QWidget) -> None:
        """A line: its name, its controls side by side, a hint beneath."""
        row = grid.rowCount()
        told, hint = parts.label(self, "soft"), parts.label(self, "small", wraps=True)
        hint.hide()
        side = QHBoxLayout()
        side.setSpacing(8)
        for control in controls:
            side.addWidget(control)
            if isinstance(control, QComboBox) and not control.isEditable():
                # its words are longer in another language; else it keeps the width it was first shown with
                control.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        side.addStretch()
        grid.addWidget(told, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(side, row, 1)
        grid.addWidget(hint, row + 1, 1)
        told.setMinimumHeight(32)
        self._lines[name] = (told, hint)

    def say_group(self, name: str, words: str) -> None:
        """What a group is called."""
        self._titles[name].setText(words)

    def say_line(self, name: str, words: str, hint: str = "") -> None:
        """What a line is called, and the hint beneath it."""
        told, beneath = self._lines[name]
        told.setText(words)
        beneath.setText(hint)
        beneath.setVisible(bool(hint))


def chosen(box: QComboBox) -> str:
    """What is typed, or the device behind the title that was chosen."""
    device = box.itemData(box.findText(box.currentText()))
    return str(device) if device is not None else box.currentText().strip()


def typed_or_chosen(box: QComboBox) -> None:
    """What is typed stands for itself: Enter makes no title of it that has no device behind it."""
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)


def offer(box: QComboBox, known: list[tuple[str, str]]) -> None:
    """Offer these (value, title); what was typed or chosen stays, also when its title is another now."""
    typed = chosen(box)
    box.clear()
    for value, title in known:
        box.addItem(title, value)
    at = box.findData(typed)
    if at >= 0:
        box.setCurrentIndex(at)
    else:
        box.setEditText(typed)
