"""The store cannot be opened: what is wrong, and what to do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app import errors, words
from ui.identity import gate
from ui.shell import lang, troubles


class TroublePage(gate.Gate):
    """A sentence, the next step, and two ways on."""

    again = Signal()
    other = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("octagon-alert", parent)
        self._trouble: Exception = errors.StoreUnreadable(url="", why="")
        self.what = gate.label(self.card, "strong")
        self.what.setObjectName("trouble.what")
        self.next = gate.label(self.card, "")
        self.next.setObjectName("trouble.next")
        self.code = gate.label(self.card, "small")
        self._again = gate.button(self.card, "trouble.again", "primary")
        self._other = gate.button(self.card, "trouble.other")
        for piece in (self.what, self.next, self.code, self._again, self._other):
            self.column.addWidget(piece)
        self._again.clicked.connect(self.again)
        self._other.clicked.connect(self.other)
        self.retranslate()

    def show_trouble(self, trouble: Exception) -> None:
        """Why it cannot be opened."""
        self._trouble = trouble
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.title.setText(self.tr("The storeroom is not opened"))
        self.subtitle.setText(self.tr("Nothing was changed."))
        self._again.setText(self.tr("Try again"))
        self._other.setText(self.tr("Back to sign-in"))
        if isinstance(self._trouble, errors.Refusal):
            said = words.refusal(self._trouble, lang.now())
            self.what.setText(said.what)
            gate.say(self.next, said.next)
            gate.say(self.code, said.code)
            return
        self.what.setText(self.tr("Something unexpected happened."))
        gate.say(self.next, self.tr("Please call the administrator and read this line aloud:"))
        gate.say(self.code, troubles.sentence(self._trouble))
