"""The sign-in page: who, with which password, at which station, into which store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QToolButton,
    QWidget,
)

from app import paths, words
from ui.identity import gate
from ui.shell import icons, lang, settings
from ui.shell.theme import Mode

if TYPE_CHECKING:
    from app.ledger.about import About
    from app.progress import Upgrade


class SignInPage(gate.Gate):
    """Shown at once, usable at once; the store opens behind it."""

    submitted = Signal(str, str)
    store_chosen = Signal(str)
    practice_chosen = Signal()
    language_chosen = Signal(str)
    theme_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("warehouse", parent)
        self._about: About | None = None
        self._waiting = False
        self._opening = True
        self._closed = False
        #: How much of the practice store is made; None while none is being made.
        self._made: float | None = None
        #: Which step is under way while an older store is brought up to date.
        self._upgrade: Upgrade | None = None
        self.login = gate.field(self.card, "signin.login")
        self.password = gate.field(self.card, "signin.password", secret=True)
        self.people = QComboBox(self.card)
        self.people.setObjectName("signin.people")
        self.people.hide()
        self.people.activated.connect(self._play)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            enter = QShortcut(key, self.people, context=Qt.ShortcutContext.WidgetShortcut)
            enter.activated.connect(self._submit)
        self.trouble = gate.notice(self.card)
        self.trouble.setObjectName("signin.trouble")
        self.trial = gate.label(self.card, "")
        self.trial.setProperty("chip", "late")
        self.trial.hide()
        self.go = gate.button(self.card, "signin.go", "primary")
        self._state = gate.label(self.card, "small")
        self._state.setObjectName("signin.state")
        self._store = QToolButton(self.card)
        self._store.setObjectName("signin.store")
        self._store.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._store.setIcon(icons.icon("database"))
        self._store.clicked.connect(self._show_stores)
        row = QHBoxLayout()
        row.addWidget(self._state, 1)
        row.addWidget(self._store)
        for piece in (
            self.trial,
            self.people,
            self.login,
            self.password,
            self.trouble,
            self.go,
        ):
            self.column.addWidget(piece)
        self.column.addLayout(row)
        self._tongue = self._corner("languages", self._other_tongue)
        self._look = self._corner("moon", self._other_look)
        self.login.returnPressed.connect(self.password.setFocus)
        self.password.returnPressed.connect(self._submit)
        self.go.clicked.connect(self._submit)
        self.retranslate()

    # -- what the window tells ---------------------------------------------------------------------

    def show_opening(self) -> None:
        """The store is being opened; typing may begin."""
        self._opening, self._closed, self._about = True, False, None
        self._made = self._upgrade = None
        self.set_practice(practice=False)
        self.people.clear()
        self.people.hide()
        self.retranslate()

    def show_nothing(self) -> None:
        """No store is open, and none is being opened: one is to be chosen first."""
        self._opening, self._closed, self._waiting = False, True, False
        self._made = None
        self.set_practice(practice=False)
        self.retranslate()

    def show_store(self, about: About) -> None:
        """The store is open; what was entered meanwhile goes through now."""
        self._opening, self._closed, self._about = False, False, about
        self.set_practice(practice=about.practice)
        self.retranslate()
        if self._waiting:
            self._waiting = False
            self._submit()

    def show_making(self, fraction: float = 0) -> None:
        """The practice store is being made, so much of it by now; it is opened then."""
        if self._made is None:
            self.show_opening()
        self._made = fraction
        self._say_state()

    def show_upgrade(self, step: Upgrade) -> None:
        """The store is of an older program: it is brought up to date before it is open."""
        self._upgrade = step
        self._say_state()

    def offer_people(self, accounts: list[dict[str, Any]]) -> None:
        """In the practice store one chooses whom to play."""
        self.people.clear()
        self.people.addItem("", ("", ""))
        for account in accounts:
            between = "、" if lang.now() == "zh" else ", "
            held = between.join(words.word(f"role.{role}", lang.now()) for role in account["roles"])
            self.people.addItem(
                f"{account['name']}   {held}", (account["login"], account["password"])
            )
        self.people.setVisible(bool(accounts))
        self.retranslate()

    def _play(self) -> None:
        login, password = self.people.currentData()
        self.login.setText(login)
        self.password.setText(password)
        # The keys stay here: the arrows go on to the next person, Enter signs in.

    def refuse(self, sentence: str) -> None:
        """Say no; the password is to be typed anew."""
        self.set_busy(busy=False)
        gate.say(self.trouble, sentence)
        self.password.clear()
        self.password.setFocus()

    def tell(self, sentence: str) -> None:
        """Say why one stands here (signed out, taken over)."""
        gate.say(self.trouble, sentence)

    def set_busy(self, *, busy: bool) -> None:
        """A sign-in is under way."""
        for each in (self.login, self.password, self.go):
            each.setEnabled(not busy)

    def clear(self) -> None:
        """Nothing of the last person stays."""
        self.login.clear()
        self.password.clear()
        gate.say(self.trouble, "")
        self.set_busy(busy=False)

    # -- what the person does ----------------------------------------------------------------------

    def _submit(self) -> None:
        login, password = self.login.text().strip(), self.password.text()
        gate.say(self.trouble, "")
        if self._closed:
            gate.say(self.trouble, self._of_no_store())
            self._store.setFocus()
            return
        if not login:
            self.login.setFocus()
            return
        if not password:
            self.password.setFocus()
            return
        if self._opening:
            self._waiting = True
            self.retranslate()
            return
        self.password.clear()
        self.set_busy(busy=True)
        self.submitted.emit(login, password)

    def _show_stores(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for url in settings.recent():
            action = menu.addAction(icons.icon("database"), shown(url))
            action.triggered.connect(lambda _=False, url=url: self.store_chosen.emit(url))
        menu.addSeparator()
        menu.addAction(
            icons.icon("folder-open"), self.tr("Open another storeroom file…")
        ).triggered.connect(self._choose_file)
        menu.addAction(icons.icon("play"), self.tr("Practice storeroom")).triggered.connect(
            self.practice_chosen
        )
        menu.popup(self._store.mapToGlobal(self._store.rect().bottomLeft()))

    def _choose_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Open another storeroom file"),
            "",
            self.tr("Storerooms (*.db *.anku);;All files (*)"),
        )
        if name:
            self.store_chosen.emit(paths.url_of(Path(name)))

    def _other_tongue(self) -> None:
        self.language_chosen.emit("en" if lang.now() == "zh" else "zh")

    def _other_look(self) -> None:
        is_dark = settings.mode() is Mode.DARK
        self.theme_chosen.emit(Mode.LIGHT if is_dark else Mode.DARK)

    def _corner(self, icon: str, act: object) -> QToolButton:
        made = QToolButton(self)
        made.setIcon(icons.icon(icon))
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.clicked.connect(act)
        self.top.addWidget(made)
        return made

    def _of_no_store(self) -> str:
        return self.tr("No storeroom is open. Choose one first: “{0}”.").format(
            self.tr("Storeroom…")
        )

    def _say_state(self) -> None:
        if self._closed:
            self._state.setText(self.tr("No storeroom is open."))
            return
        if self._opening and self._made is not None:
            made = f"{self._made:.0%}"
            self._state.setText(self.tr("Making the practice storeroom… {0}").format(made))
            return
        if self._opening and self._upgrade is not None:
            self._state.setText(self._said_of_upgrade(self._upgrade))
            return
        if self._opening:
            waits = self.tr("Opening the storeroom; you are signed in as soon as it is open.")
            self._state.setText(waits if self._waiting else self.tr("Opening the storeroom…"))
            return
        self._state.setText(self.tr("Station: {0}").format(settings.station()))

    def _said_of_upgrade(self, step: Upgrade) -> str:
        """Which step of how many, and what it does; no share of the time: nobody knows that before."""
        doing = {
            "copy": self.tr("A copy of the books is kept first."),
            "tables": self.tr("The books are given their new form."),
            "guards": self.tr("The guards of the books are laid."),
            "search": self.tr("What is searched for is noted anew."),
            "trail": self.tr("It is entered in the trail."),
        }
        told = self.tr("Bringing the books up to date: step {0} of {1}.")
        lines = [told.format(step.at, step.of), doing[step.what]]
        if self._waiting:
            lines.append(self.tr("You are signed in as soon as it is open."))
        return "\n".join(lines)

    def retranslate(self) -> None:
        """Set every text anew."""
        about = self._about
        self.title.setText(about.room if about else self.tr("Anku"))
        self.subtitle.setText(about.unit if about else self.tr("Evidence storeroom"))
        self.login.setPlaceholderText(self.tr("Login"))
        self.password.setPlaceholderText(self.tr("Password"))
        self.go.setText(self.tr("Sign in  (Enter)"))
        self._store.setText(self.tr("Storeroom…"))
        self._store.setToolTip(self.tr("Open another storeroom, or the one for practice"))
        if self.people.count():
            self.people.setItemText(0, self.tr("Choose whom to play…"))
        self._tongue.setText("English" if lang.now() == "zh" else "中文")
        self._look.setToolTip(self.tr("Light or dark"))
        gate.say(self.trial, self._said_of_store())
        if self._closed and not self.trouble.isHidden():
            gate.say(self.trouble, self._of_no_store())
        self._say_state()

    def _said_of_store(self) -> str:
        if self._about is None:
            return ""
        if self._about.practice:
            return self.tr("Practice storeroom: nothing here is real.")
        if not self._about.local and not self._about.centre:
            return self.tr("A storeroom reached directly over the network is for trial only.")
        return ""

    def first_focus(self) -> None:
        """Typing begins at the login; without a store one is chosen."""
        if self._closed:
            self._store.setFocus()
            return
        (self.password if self.login.text() else self.login).setFocus()


def shown(url: str) -> str:
    """A store as a menu shows it: no password, no scheme."""
    if url.startswith("sqlite:///"):
        return url.removeprefix("sqlite:///")
    scheme, _, rest = url.partition("://")
    return f"{scheme.partition('+')[0]}://{rest.rpartition('@')[2]}"
