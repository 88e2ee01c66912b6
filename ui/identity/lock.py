"""The locked screen: whose it is, why it is locked, and the way back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.identity import gate


class LockPage(gate.Gate):
    """The person's own password opens it; another person may sign in, and what was half done is kept."""

    submitted = Signal(str)
    another = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("lock", parent)
        self._name = ""
        #: Why it is locked, and why it did not open: said anew in another language.
        self._why: Callable[[], str] = str
        self._no: Callable[[], str] = str
        self.title.setWordWrap(False)  # a wrapped one is squeezed by the words below it
        self.password = gate.field(self.card, "lock.password", secret=True)
        self.trouble = gate.notice(self.card)
        self.trouble.setObjectName("lock.trouble")
        self.reason = gate.label(self.card, "")
        self.reason.setObjectName("lock.reason")
        self.reason.setProperty("tone", "late")
        self.reason.hide()
        self.go = gate.button(self.card, "lock.go", "primary")
        self._other = gate.button(self.card, "lock.another", "quiet")
        for piece in (self.reason, self.password, self.trouble, self.go):
            self.column.addWidget(piece)
        row = QHBoxLayout()
        row.addWidget(self._other, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addLayout(row)
        self.password.returnPressed.connect(self._submit)
        self.go.clicked.connect(self._submit)
        self._other.clicked.connect(self.another)
        self.retranslate()

    def show_person(self, name: str, why: Callable[[], str] = str) -> None:
        """Whose screen it is, and why it was locked if not by himself."""
        self._name, self._why, self._no = name, why, str
        self.password.clear()
        self.password.setEnabled(True)
        self.retranslate()

    def refuse(self, why: Callable[[], str]) -> None:
        """The password was wrong."""
        self._no = why
        gate.say(self.trouble, why())
        self.password.setEnabled(True)
        self.go.setEnabled(True)
        self.password.setFocus()

    def _submit(self) -> None:
        given = self.password.text()
        self.password.clear()
        if not given:
            self.password.setFocus()
            return
        self._no = str
        gate.say(self.trouble, "")
        self.submitted.emit(given)

    def retranslate(self) -> None:
        """Set every text anew."""
        self.title.setText(self._name)
        self.subtitle.setText(self.tr("The screen is locked; what was begun is kept."))
        gate.say(self.reason, self._why())
        gate.say(self.trouble, self._no())
        self.password.setPlaceholderText(self.tr("Password"))
        self.go.setText(self.tr("Unlock  (Enter)"))
        self._other.setText(self.tr("Another person signs in"))

    def first_focus(self) -> None:
        """Typing begins at the password."""
        self.password.setFocus()
