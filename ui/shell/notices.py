"""What the window tells: banners where the act was, and the one place for message boxes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.shell import icons, lang, theme

DONE_FOR_MS: Final = 6000
_SIGNS: Final = {
    "refused": ("octagon-alert", "on_danger_soft"),
    "warn": ("triangle-alert", "on_late_soft"),
}
#: Around the words of what is done: left, top, right, bottom.
_AIR: Final = (12, 6, 12, 6)


class Done(QFrame):
    """One line that says what is done. It lies over the top line: it comes and goes, and nothing moves under a hand."""

    def __init__(
        self, parent: QWidget | None = None, room: Callable[[], QRect] | None = None
    ) -> None:
        super().__init__(parent)
        self._sentence = ""
        self._room = room or QRect
        self.setObjectName("notices.done")
        self.setProperty("banner", "said")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._sign = icons.Sign("circle-check", "on_ok_soft", icons.SIZE, self)
        self._words = QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setProperty("role", "strong")
        row = QHBoxLayout(self)
        row.setContentsMargins(*_AIR)
        row.setSpacing(8)
        row.addWidget(self._sign)
        row.addWidget(self._words, 1)
        self.hide()

    def say(self, sentence: str) -> None:
        """This was done; nothing hides it."""
        self._sentence = sentence
        self.setAccessibleName(sentence)
        self.place()
        self.setVisible(bool(sentence))
        self.raise_()

    def sentence(self) -> str:
        """What it says; empty when it is not there."""
        return self._sentence

    def place(self) -> None:
        """At the right end of where it may lie, no wider than its words."""
        room = self._room()
        around = _AIR[0] + icons.SIZE + 8 + _AIR[2] + 2
        metrics = self._words.fontMetrics()
        wide = min(metrics.horizontalAdvance(self._sentence) + around + 2, room.width())
        self._words.setText(
            metrics.elidedText(self._sentence, Qt.TextElideMode.ElideMiddle, wide - around)
        )
        box = QRect(0, 0, wide, self.sizeHint().height())
        box.moveCenter(room.center())
        box.moveRight(room.right())
        self.setGeometry(box)


class Notices(lang.Speaks, QFrame):
    """The banner above a page. Never takes the focus, never needs a click; the next scan clears it.

    What is done is said by `what_is_done`, which takes no room from the page.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None, what_is_done: Done | None = None) -> None:
        super().__init__(parent)
        self._done = what_is_done or Done(self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sign = icons.Sign(parent=self)
        self._sentence = _line(self, "strong")
        self._next = _line(self, "")
        self._basis = _line(self, "small")
        self._offer = QPushButton(self)
        self._offer.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._offer.clicked.connect(self._take_offer)
        self._taken: Callable[[], object] | None = None
        self._close = QToolButton(self)
        self._close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._close.setIconSize(self._close.iconSize() * 0.8)
        self._close.clicked.connect(self.clear)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._sentence)
        words.addWidget(self._next)
        words.addWidget(self._basis)
        row = QHBoxLayout(self)
        # 12 of it is the distance from the top line, which the style sheet leaves free.
        row.setContentsMargins(12, 20, 8, 8)
        row.setSpacing(12)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self._offer, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear)
        self.retranslate()
        self.hide()

    def refuse(self, sentence: str, next_step: str = "", code: str = "", basis: str = "") -> None:
        """Say no: the sentence, what to do next, the code and the rule it rests on. Stays until the next act."""
        behind = "  ·  ".join(part for part in (code, basis) if part)
        self._show("refused", sentence, next_step, behind)

    def warn(
        self,
        sentence: str,
        next_step: str = "",
        offer: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        """Say what should be looked at, and offer to do it: its word and what it does. Stays until the next act."""
        self._show("warn", sentence, next_step, "")
        if offer is not None:
            word, self._taken = offer
            self._offer.setText(word)
            self._offer.show()

    def done(self, sentence: str) -> None:
        """Say that it is done; goes by itself."""
        self.hide()
        self._done.say(sentence)
        self._timer.start(DONE_FOR_MS)

    def clear(self) -> None:
        """Take the banner away, as the next scan does."""
        self._timer.stop()
        if self.tone():
            self._done.say("")
            self.hide()
            self.closed.emit()

    def outdate(self) -> None:
        """Another language is spoken: what is done and what was refused goes. A warning is told once, and may offer
        something: it stays as it was said."""
        if self.tone() != "warn":
            self.clear()

    def forgive(self) -> None:
        """What was refused is not done after all: the form was left, and the refusal goes with it."""
        if self.tone() == "refused":
            self.clear()

    def text(self) -> str:
        """What the banner says now, empty when there is none."""
        return self._done.sentence() if self.isHidden() else self._sentence.text()

    def tone(self) -> str:
        """refused, warn, done, or empty when there is none."""
        if self.isHidden():
            return "done" if self._done.sentence() else ""
        return str(self.property("banner"))

    def _show(self, tone: str, sentence: str, next_step: str, behind: str) -> None:
        self._timer.stop()
        self._done.say("")
        self._offer.hide()
        sign, colour = _SIGNS[tone]
        theme.set_property(self, "banner", tone)
        self._sign.show_sign(sign, colour)
        self._close.setIcon(icons.icon("x", colour))
        for label, text in (
            (self._sentence, sentence),
            (self._next, next_step),
            (self._basis, behind),
        ):
            label.setText(text)
            label.setVisible(bool(text))
        self.setAccessibleName(f"{sentence} {next_step}")
        self.show()

    def _take_offer(self) -> None:
        if self._taken is not None:
            self._taken()

    def retranslate(self) -> None:
        """Set every text anew."""
        self._close.setToolTip(self.tr("Close"))


def ask(parent: QWidget, question: str, yes: str, no: str, detail: str = "") -> bool:
    """Ask before what cannot be undone; no is what Enter and Esc mean."""
    box = QMessageBox(parent)
    box.setIconPixmap(icons.pixmap("triangle-alert", "late", 36, parent.devicePixelRatioF()))
    box.setText(question)
    box.setInformativeText(detail)
    go = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    theme.set_property(go, "kind", "danger")
    stay = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    answer = box.clickedButton() is go
    box.deleteLater()
    return answer


def tell(parent: QWidget, sentence: str, close: str, detail: str = "") -> None:
    """Say what must be read before anything else can be done, such as books that do not agree."""
    box = QMessageBox(parent)
    box.setIconPixmap(icons.pixmap("octagon-alert", "danger", 36, parent.devicePixelRatioF()))
    box.setText(sentence)
    box.setInformativeText(detail)
    box.addButton(close, QMessageBox.ButtonRole.AcceptRole)
    box.exec()
    box.deleteLater()


def _line(parent: QWidget, role: str) -> QLabel:
    label = QLabel(parent)
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    return label
