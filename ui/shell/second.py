"""The second person: he reads what is to be done and signs in himself, here and now; the one dialog of daily work."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app import errors, words
from ui.shell import icons, lang
from ui.shell.scan import Scans, no_badge
from ui.shell.signers import Signers
from ui.shell.sounds import Sound
from ui.widgets import parts
from ui.work import Lane

if TYPE_CHECKING:
    from ui.shell.station import Station

SECONDS: Final = 60
_LATE: Final = 15


class SecondDialog(lang.Speaks, QDialog):
    """Who is asked, what he signs, his login, his password, and the time that is left."""

    def __init__(
        self,
        station: Station,
        verb: Callable[..., Any],
        arguments: dict[str, Any],
        summary: str,
        then: Callable[[str], object],
        given_up: Callable[[], object],
        parent: QWidget,
        *,
        after: str = "",
    ) -> None:
        super().__init__(parent)
        self._station = station
        self._verb = verb
        self._arguments = dict(arguments)
        #: The token of who signed before: then this is one of the others.
        self._after = after
        self._then: Callable[[str], object] = then
        self._given_up = given_up
        self._left = SECONDS
        self.setObjectName("second")
        self.setModal(True)
        self.setMinimumWidth(460)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._build(summary)
        self.retranslate()
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._count_down)
        self._tick.start()
        self.finished.connect(self.people.stop)
        self.people.ask()
        self.login.setFocus()

    def _build(self, summary: str) -> None:
        self._title = parts.Words(self, "title")
        self._asked = parts.Words(self, "soft")
        self._summary = parts.Words(self, "strong")
        self._summary.setObjectName("second.summary")
        self._summary.setText(summary)
        self.people = Signers(
            self._station, self._verb, self._arguments, self, after=bool(self._after)
        )
        self.people.named.connect(self._choose)
        self.people.judged.connect(self._judged)
        self.people.ended.connect(self._ended)
        self.login = QLineEdit(self)
        self.login.setObjectName("second.login")
        self.password = QLineEdit(self)
        self.password.setObjectName("second.password")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.login.returnPressed.connect(self._name)
        self.password.returnPressed.connect(self.sign)
        self._trouble = parts.Words(self, "")
        self._trouble.setObjectName("second.trouble")
        self._trouble.setProperty("tone", "danger")
        self._trouble.hide()
        self._time = parts.Words(self, "small")
        self._go = QPushButton(self)
        self._go.setObjectName("second.sign")
        self._go.setProperty("kind", "primary")
        self._go.setAutoDefault(False)
        self._go.clicked.connect(self.sign)
        self._stay = QPushButton(self)
        self._stay.setObjectName("second.give_up")
        self._stay.setAutoDefault(False)
        self._stay.clicked.connect(self.reject)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(icons.Sign("users", "accent", 28, self), 0, Qt.AlignmentFlag.AlignTop)
        words_ = QVBoxLayout()
        words_.setSpacing(2)
        words_.addWidget(self._title)
        words_.addWidget(self._asked)
        head.addLayout(words_, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self._time, 1)
        buttons.addWidget(self._stay)
        buttons.addWidget(self._go)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._summary)
        column.addWidget(self.people)
        column.addWidget(self.login)
        column.addWidget(self.password)
        column.addWidget(self._trouble)
        column.addSpacing(4)
        column.addLayout(buttons)

    # -- who ---------------------------------------------------------------------------------------

    def _judged(self) -> None:
        if self.people.is_nobody():
            self._say(
                self.tr("None of those who could be asked may sign this. Name one to read why.")
            )
        self._say_why_not()

    def _say_why_not(self) -> bool:
        """Of who was named: what stands against his signature."""
        why = self.people.why_not(self.login.text().strip())
        if why:
            self._say(why)
        return bool(why)

    def _name(self) -> None:
        """Somebody was named: his password comes next, unless it is known that it is of no use."""
        if self._say_why_not():
            self.login.selectAll()
            self.login.setFocus()
            return
        self._trouble.hide()
        self.password.setFocus()

    def _choose(self, login: str) -> None:
        self.login.setText(login)
        self._name()

    def knows(self, text: str) -> bool:
        """Whether it is the badge (the login) of one who may sign: it is no password, wherever the keys are."""
        return self.people.knows(text.strip())

    def take_scan(self, text: str) -> None:
        """A scanned badge fills in the login."""
        self.login.setText(text.strip()[:64])
        self._name()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is said below may make it higher: its buttons stay on the screen."""
        super().resizeEvent(event)
        below = self.frameGeometry().bottom() - self.screen().availableGeometry().bottom()
        if below > 0:
            self.move(self.x(), max(self.y() - below, self.screen().availableGeometry().top()))

    # -- signing -----------------------------------------------------------------------------------

    def sign(self) -> None:
        """The person signs: his password goes to the store once and is forgotten here at once."""
        login, password = self.login.text().strip(), self.password.text()
        self.password.clear()
        if not login or not password:
            self._say(self.tr("Login and password are both needed."))
            (self.login if not login else self.password).setFocus()
            return
        if self._say_why_not():
            self.login.setFocus()
            return
        self._set_busy(busy=True)
        self._station.work.run(
            self,
            self._station.store.vouch,
            self._verb,
            login,
            password,
            then=self._signed,
            failed=self._refused,
            lane=Lane.BOOKS,
            **{**self._arguments, "second": self._after},
        )

    def _signed(self, token: str) -> None:
        self._tick.stop()
        then, self._then = self._then, _forget
        self._given_up = _nothing
        self.accept()
        then(token)

    def _refused(self, trouble: Exception) -> None:
        self._set_busy(busy=False)
        if isinstance(trouble, errors.SignedInElsewhere) or not isinstance(trouble, errors.Refusal):
            self._ended(trouble)
            return
        said = words.refusal(trouble, lang.now())
        self._station.sounds.play(Sound.REFUSED)
        self._say(" ".join(part for part in (said.what, said.next) if part))
        self.password.setFocus()

    def _ended(self, trouble: Exception) -> None:
        """Nobody can sign here any more: who asked is told why."""
        self._station.refuse(trouble)
        self.reject()

    def _say(self, sentence: str) -> None:
        self._trouble.setText(sentence)
        self._trouble.show()

    def _set_busy(self, *, busy: bool) -> None:
        for each in (self.login, self.password, self._go, self.people):
            each.setEnabled(not busy)

    def _count_down(self) -> None:
        self._left -= 1
        self._say_time()
        if self._left <= 0:
            self.reject()

    def _say_time(self) -> None:
        self._time.setText(self.tr("{0} s left").format(self._left))
        self._time.setProperty("tone", "danger" if self._left <= _LATE else "")

    def retranslate(self) -> None:
        """Set every text anew."""
        self.setWindowTitle(self.tr("Second person"))
        self._title.setText(self.tr("A second person signs"))
        held = "、" if lang.now() == "zh" else ", "
        told = held.join(
            self._station.word(f"role.{role}") for role in self.people.roles if role != "*"
        )
        self._asked.setText(self.tr("Asked: {0}").format(told) if told else "")
        self._asked.setVisible(bool(told))
        self.login.setPlaceholderText(self.tr("Login of the second person"))
        self.password.setPlaceholderText(self.tr("His or her own password"))
        self._go.setText(self.tr("Sign  (Enter)"))
        self._stay.setText(self.tr("Not now  (Esc)"))
        self._say_time()

    def reject(self) -> None:
        self._tick.stop()
        self.password.clear()
        given_up, self._given_up = self._given_up, _nothing
        super().reject()
        given_up()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.people.count() and not self.people.hasFocus():
            self.people.setFocus()
            self.people.setCurrentRow(0)
            return
        super().keyPressEvent(event)


class Second:
    """Opens the dialog over the window; `Station.second_person` is one of these."""

    def __init__(
        self, station: Station, window: QWidget, scans: Scans, stands: Callable[[], bool]
    ) -> None:
        self._station = station
        #: Whether the pages stand on the screen: over the lock nobody signs.
        self._stands = stands
        self._window = window
        self._scans = scans
        self.dialog: SecondDialog | None = None

    def __call__(
        self,
        verb: Callable[..., Any],
        arguments: dict[str, Any],
        summary: str,
        then: Callable[[str], object],
        given_up: Callable[[], object],
        *,
        after: str = "",
    ) -> None:
        """Ask for the second person, or for one of the others `after` him; exactly one of `then` and `given_up` is called."""
        if self.is_open() or not self._stands():
            given_up()
            return
        made = SecondDialog(
            self._station, verb, arguments, summary, then, given_up, self._window, after=after
        )
        self._scans.scanned.connect(made.take_scan)
        self._scans.is_badge = made.knows
        self.dialog = made
        made.finished.connect(self._closed)
        # some window managers put a dialog that names no place into the corner of the screen
        made.adjustSize()
        made.move(self._window.frameGeometry().center() - made.rect().center())
        made.open()

    def is_open(self) -> bool:
        """Whether the dialog stands on the screen."""
        return self.dialog is not None

    def give_up(self) -> None:
        """Take the dialog away, as Esc does (the screen is being locked)."""
        if self.dialog is not None:
            self.dialog.reject()

    def _closed(self) -> None:
        if self.dialog is not None:
            self._scans.scanned.disconnect(self.dialog.take_scan)
            self._scans.is_badge = no_badge
        self.dialog = None
        self._window.activateWindow()


def _forget(_: object) -> None:
    """Nobody waits for the answer any more."""


def _nothing() -> None:
    """Nobody waits any more."""
