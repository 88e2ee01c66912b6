"""Chips: a state in a small coloured box, and a bar of filters that can be switched on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QLabel, QPushButton, QSizePolicy, QWidget

from ui.shell import theme
from ui.widgets.flow import Flow


class Chip(QLabel):
    """A word in a coloured box: ok, accent, late, danger, ended."""

    def __init__(self, words: str = "", tone: str = "ended", parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setProperty("chip", tone)

    def show_state(self, words: str, tone: str) -> None:
        """Another state."""
        self.setText(words)
        theme.set_property(self, "chip", tone)


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter; its word is already in the language shown, count None shows no number."""

    id: str
    words: str
    count: int | None = None


class FilterBar(Flow):
    """Filters side by side: one at a time, or several together."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None, *, several: bool = False) -> None:
        super().__init__(parent, gap=4)
        self._several = several
        self._buttons: dict[str, QPushButton] = {}
        self._said: dict[str, str] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(not several)

    def show_filters(self, filters: Sequence[Filter]) -> None:
        """Show these; what was on stays on if it is still there."""
        if [each.id for each in filters] != list(self._buttons):
            self._rebuild(filters)
        self._said = {each.id: each.words for each in filters}
        for each in filters:
            number = "" if each.count is None else f"  {each.count:,}"
            self._buttons[each.id].setText(f"{each.words}{number}")

    def on(self) -> list[str]:
        """The filters that are on."""
        return [name for name, button in self._buttons.items() if button.isChecked()]

    def said(self) -> list[str]:
        """The words of the filters that are on."""
        return [self._said[name] for name in self.on()]

    def set_on(self, *names: str) -> None:
        """Switch these on and the others off; says nothing."""
        self._group.setExclusive(False)
        for name, button in self._buttons.items():
            button.setChecked(name in names)
        self._group.setExclusive(not self._several)

    def _clicked(self) -> None:
        self.changed.emit()

    def _rebuild(self, filters: Sequence[Filter]) -> None:
        was, old = self.on(), [*self._buttons.values()]
        # a new button is dressed anew: those that stand here say something else
        for button in old[len(filters) :]:
            self._group.removeButton(button)
            button.hide()
            button.deleteLater()
        made = [*old, *(self._made() for _ in filters[len(old) :])]
        self._buttons = dict(zip((each.id for each in filters), made, strict=False))
        self.show_parts([*self._buttons.values()])
        self.set_on(*was)

    def _made(self) -> QPushButton:
        button = QPushButton(self)
        button.setProperty("kind", "filter")
        button.setCheckable(True)
        button.clicked.connect(self._clicked)
        self._group.addButton(button)
        return button
