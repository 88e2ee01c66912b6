"""The persons whom a lead that is being registered is about: those taken down, each with a button that takes him away."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.leads.types import Reported
from ui import texts
from ui.leads import words
from ui.shell import lang
from ui.widgets import parts


class PersonList(lang.Speaks, QWidget):
    """Persons in the order in which they were taken down."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "clear")
        self._persons: tuple[Reported, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self._show()

    def persons(self) -> tuple[Reported, ...]:
        """Who was taken down."""
        return self._persons

    def add(self, person: Reported) -> None:
        """One more."""
        self._set((*self._persons, person))

    def clear(self) -> None:
        """Nobody."""
        self._set(())

    def _take_away(self, at: int) -> None:
        self._set(self._persons[:at] + self._persons[at + 1 :])

    def _set(self, persons: tuple[Reported, ...]) -> None:
        self._persons = persons
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        while self._grid.count():
            item = self._grid.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        for at, person in enumerate(self._persons):
            line = parts.label(self, wraps=True)
            line.setText(f"{at + 1}. {told(person)}")
            away = parts.button(
                self, f"new_lead.away.{at}", partial(self._take_away, at), kind="quiet", icon="x"
            )
            away.setToolTip(self.tr("Take {0} away").format(person.name))
            self._grid.addWidget(line, at, 0)
            self._grid.addWidget(away, at, 1)
        self.setVisible(bool(self._persons))

    def retranslate(self) -> None:
        """Set every text anew."""
        self._show()


def told(person: Reported) -> str:
    """A person in a line."""
    marks = [texts.word(f"lead.{name}") for name in ("lower_head", "key") if getattr(person, name)]
    return "　".join(
        x
        for x in (person.name, person.unit, person.post, words.rank_word(person.rank), *marks)
        if x
    )
