"""Choosing a password of one's own: after the first sign-in, and whenever one wants to."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.identity import gate


class PasswordPage(gate.Gate):
    """The old password, the new one twice."""

    submitted = Signal(str, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("key", parent)
        self.must = True
        self.old = gate.field(self.card, "password.old", secret=True)
        self.new = gate.field(self.card, "password.new", secret=True)
        self.again = gate.field(self.card, "password.again", secret=True)
        self.trouble = gate.notice(self.card)
        self.trouble.setObjectName("password.trouble")
        self.go = gate.button(self.card, "password.go", "primary")
        self._leave = gate.button(self.card, "password.leave", "quiet")
        self._rule = gate.label(self.card, "small")
        for piece in (
            self.old,
            self.new,
            self.again,
            self._rule,
            self.trouble,
            self.go,
            self._leave,
        ):
            self.column.addWidget(piece)
        self.old.returnPressed.connect(self.new.setFocus)
        self.new.returnPressed.connect(self.again.setFocus)
        self.again.returnPressed.connect(self._submit)
        self.go.clicked.connect(self._submit)
        self._leave.clicked.connect(self._go_away)
        self.retranslate()

    def begin(self, *, must: bool) -> None:
        """Empty fields; a first password must be changed, any other may be."""
        self.must = must
        self._forget()
        gate.say(self.trouble, "")
        self.retranslate()

    def refuse(self, sentence: str) -> None:
        """The store does not take it."""
        gate.say(self.trouble, sentence)
        self.old.setFocus()

    def _submit(self) -> None:
        old, new, again = self.old.text(), self.new.text(), self.again.text()
        if not (old and new):
            (self.new if old else self.old).setFocus()
            return
        if new != again:
            gate.say(self.trouble, self.tr("The new password was not typed the same twice."))
            self.again.clear()
            self.again.setFocus()
            return
        gate.say(self.trouble, "")
        self._forget()
        self.submitted.emit(old, new)

    def _forget(self) -> None:
        for each in (self.old, self.new, self.again):
            each.clear()

    def _go_away(self) -> None:
        self._forget()
        self.left.emit()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.title.setText(self.tr("Your own password"))
        self.subtitle.setText(
            self.tr(
                "The first password was chosen by somebody else; choose one that only you know."
            )
            if self.must
            else self.tr("Only you may know it; it signs for you.")
        )
        self.old.setPlaceholderText(self.tr("Password until now"))
        self.new.setPlaceholderText(self.tr("New password"))
        self.again.setPlaceholderText(self.tr("New password once more"))
        self._rule.setText(
            self.tr("At least 12 characters, letters with digits or signs, without your own name.")
        )
        self.go.setText(self.tr("Change the password  (Enter)"))
        self._leave.setText(self.tr("Sign out") if self.must else self.tr("Leave it as it is"))

    def first_focus(self) -> None:
        """Typing begins at the old one."""
        self.old.setFocus()
