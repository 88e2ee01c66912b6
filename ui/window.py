"""The main window: what stands before the work (sign-in, first start, locked screen), and the work itself."""

from __future__ import annotations

import functools
import gc
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QStackedWidget, QStyle, QWidget

from app import errors
from ui import catalogue, opening, slices
from ui.identity.signin import SignInPage
from ui.shell import icons, lang, settings, theme, troubles
from ui.shell.services import Services
from ui.shell.trust import Trust
from ui.shell.turns import Turns
from ui.widgets import parts, scroll
from ui.work import Lane, Ticket, Work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.actor import Actor
    from app.ledger.about import About
    from app.progress import Upgrade
    from app.store import Store
    from ui.identity.changing import Changing
    from ui.identity.gate import Gate
    from ui.identity.unlocking import Unlocking
    from ui.identity.wizard import Plan
    from ui.shell.inside import Inside

_SIZE: Final = QSize(1440, 900)
_TIDY_MS: Final = 100
_LOADED_MS: Final = 10


class Window(QStackedWidget):
    """Everything the person sees. `open` names the store; the sign-in page is there before it is open."""

    #: The store is open and somebody may sign in.
    ready = Signal()
    #: Somebody's pages stand on the screen.
    entered = Signal()
    locked = Signal()

    def __init__(self, app: QApplication, work: Work | None = None) -> None:
        super().__init__()
        self._app = app
        self.setObjectName("window")
        self.work = work or Work(self)
        self.store: Store | None = None
        self.about: About | None = None
        self.inside: Inside | None = None
        self.signin = SignInPage(self)
        self._gates: dict[str, Gate] = {}
        self._url = ""
        #: What was asked for last: a store that comes after one has chosen another is not wanted any more.
        self._wanted = object()
        self._laying: Ticket | None = None
        self.services = Services(app, self.work, self)
        self.services.idle_passed.connect(self._idle_passed)
        self.trust = Trust(self.work, self)
        self._turns = Turns(self)
        self._entering = Turns(self)
        self._loads: list[Ticket] = []
        self._unlocking: Unlocking | None = None
        self._changing: Changing | None = None
        #: Why nobody was let in last, to be said in another language too.
        self._refusal: Exception | None = None
        self.addWidget(self.signin)
        self.signin.submitted.connect(self._sign_in)
        self.signin.store_chosen.connect(self.open)
        self.signin.practice_chosen.connect(self.practise)
        self.signin.language_chosen.connect(self.set_language)
        self.signin.theme_chosen.connect(self.set_theme)
        app.focusChanged.connect(self._focus_moved)
        # A little less than the screen: the title and the task bar want their place too.
        self.resize(_SIZE.boundedTo(self.screen().availableSize() - QSize(8, 48)))
        self.setMinimumSize(800, 480)
        self.retitle()

    # -- the store ---------------------------------------------------------------------------------

    def open(self, url: str) -> None:
        """Open a store behind the sign-in page."""
        self._url = url
        self._choose_anew()
        self.signin.show_opening()
        wanted = self._wanted
        self.work.run(
            self,
            opening.open_,
            url,
            settings.station(),
            then=lambda found: self._opened_late(found, wanted),
            failed=lambda trouble: self._not_opened(trouble, wanted),
            progress=lambda step: self._brought_up(step, wanted),
        )

    def use(self, store: Store, about: About) -> None:
        """Work with a store that is already open."""
        self._opened((store, about))

    def practise(self) -> None:
        """Open the practice store; it is laid first if there is none."""
        self._choose_anew()
        self.signin.show_making()
        self._laying = self.work.run(
            self,
            opening.lay_practice,
            then=self.open,
            failed=self._not_opened,
            progress=self.signin.show_making,
        )

    def _choose_anew(self) -> None:
        """Whatever was open, or on its way, makes room for what is chosen now."""
        self._wanted = object()
        if self._laying is not None:
            self._laying.cancel()
            self._laying = None
        self._close_store()
        self.retitle()
        self.signin.clear()
        self._stand(self.signin)

    def _brought_up(self, step: Upgrade, wanted: object) -> None:
        if wanted is self._wanted:
            self.signin.show_upgrade(step)

    def _opened_late(self, found: tuple[Store, About], wanted: object) -> None:
        if wanted is self._wanted:
            self._opened(found)
            return
        self.work.run(self, found[0].close)

    def _opened(self, found: tuple[Store, About]) -> None:
        self.store, self.about = found
        self.work.warm()
        self.work.meaning = functools.partial(opening.meaning, self.store)
        self._loads = [self.services.devices.load_ahead()]
        self.trust.watch(self.store)
        if self._url and not self.about.practice:
            settings.remember_store(self._url)
        self.retitle()
        self._stand(self.signin)
        self.signin.show_store(self.about)
        # While the person types his password, what his pages need is loaded: what is below them behind the window,
        # they themselves one by one here.
        self._loads.append(
            self.work.run(
                self,
                opening.load,
                catalogue.BELOW,
                then=lambda _: self._turns.begin(self._get_ready()),
                lane=Lane.CHECKS,
            )
        )
        if self.about.practice:
            self.work.run(
                self,
                opening.accounts_of,
                self.about.file,
                then=self.signin.offer_people,
                lane=Lane.READS,
            )
        self.ready.emit()

    def _get_ready(self) -> Iterator[None]:
        yield from opening.load_each(catalogue.modules())
        yield from opening.meet_each()
        # Qt looks for the sign that empties a field on the disk, once.
        self.style().standardIcon(QStyle.StandardPixmap.SP_LineEditClearButton).pixmap(icons.SIZE)
        yield

    def _not_opened(self, trouble: Exception, wanted: object = None) -> None:
        if wanted not in (None, self._wanted):
            return
        if isinstance(trouble, errors.StoreEmpty):
            self._stand(self._wizard())
            return
        page = self._trouble()
        page.show_trouble(trouble)
        self._stand(page)

    def _close_store(self) -> None:
        self._leave()
        self.trust.let_go()
        store, self.store = self.store, None
        self.about = None
        if store is not None:
            self.work.run(self, store.close)

    # -- the first start ---------------------------------------------------------------------------

    def _wizard(self) -> Gate:
        if "wizard" not in self._gates:
            from ui.identity.wizard import WizardPage

            page = WizardPage(self)
            page.finished.connect(self._lay)
            page.language_chosen.connect(self.set_language)
            page.practice_chosen.connect(self.practise)
            page.other_store_chosen.connect(self._show_no_store)
            self._keep("wizard", page)
        return self._gates["wizard"]

    def _trouble(self) -> Any:
        if "trouble" not in self._gates:
            from ui.identity.trouble import TroublePage

            page = TroublePage(self)
            page.again.connect(lambda: self.open(self._url))
            page.other.connect(self._show_no_store)
            self._keep("trouble", page)
        return self._gates["trouble"]

    def _show_no_store(self) -> None:
        self.signin.clear()
        self.signin.show_nothing()
        self._stand(self.signin)

    def _lay(self, plan: Plan) -> None:
        self.work.run(
            self,
            opening.lay,
            self._url,
            plan,
            settings.station(),
            then=self._opened,
            failed=self._not_laid,
        )

    def _not_laid(self, trouble: Exception) -> None:
        page: Any = self._gates["wizard"]
        page.refuse(troubles.sentence(trouble))

    # -- signing in --------------------------------------------------------------------------------

    def _sign_in(self, login: str, password: str) -> None:
        assert self.store is not None
        self._refusal = None
        self.work.run(
            self,
            self.store.sign_in,
            login,
            password,
            then=self._signed_in,
            failed=self._sign_in_refused,
        )

    def _sign_in_refused(self, trouble: Exception) -> None:
        self._refusal = trouble
        self.signin.refuse(troubles.sentence(trouble))

    def _signed_in(self, actor: Actor) -> None:
        self.signin.clear()
        if actor.must_change and self.store is not None and not self.store.read_only:
            self._change_password(must=True)
            return
        self._enter_when_loaded()

    def _enter_when_loaded(self) -> None:
        """Who types faster than everything is loaded stays a moment longer here, and is not held up in his work."""
        if any(not load.is_done() for load in self._loads) or self._turns.is_busy():
            QTimer.singleShot(_LOADED_MS, self, self._enter_when_loaded)
        elif self.store is not None and self.store.actor is not None and self.inside is None:
            self.enter()

    def enter(self) -> None:
        """Show the pages of the person who is signed in."""
        from ui.shell.inside import Inside

        assert self.store is not None
        assert self.about is not None
        self._leave()
        inside = Inside(
            self.store,
            self.about,
            self.work,
            self.services.sounds,
            self.services.scans,
            self.services.devices,
            catalogue.PAGES,
            self,
        )
        inside.stands.connect(self.entered)
        inside.stands.connect(self.trust.verify)
        inside.stands.connect(self._say_kept_copy)
        inside.lock_asked.connect(self.lock)
        inside.ended.connect(self._sign_in_ended)
        inside.person_menu_asked.connect(self._show_person_menu)
        inside.idle_limit.connect(self.services.idle.start)
        self.inside = inside
        self.addWidget(inside.frame)
        inside.station.verified.connect(self.trust.judge)
        self.trust.alarmed.connect(inside.say_alarm)
        if self.trust.alarm:
            inside.say_alarm(self.trust.alarm)
        if self.store.is_remote:
            from ui.sync.meetings import Meetings  # only a desk of a centre meets it

            Meetings(inside.station, inside)
        self._entering.begin_next(self._showing(inside))

    def _showing(self, inside: Inside) -> Iterator[None]:
        """The frame is dressed, shown, and has its first page made in turns of their own: no press waits for all."""
        yield from parts.dressing(inside.frame)
        slices.end()
        yield
        if not self.is_locked():
            self.setCurrentWidget(inside.frame)
        slices.end()
        yield
        inside.start()
        if self.is_locked():
            inside.pause()

    def _say_kept_copy(self) -> None:
        """Books that were brought up to date: whoever comes first is told, once, where they lie as they were before."""
        store = self.store
        if self.inside is None or store is None or store.kept_copy is None:
            return
        copy, store.kept_copy = store.kept_copy, None
        self.inside.station.notices.warn(
            self.tr("The books were brought up to date for this version of the program."),
            self.tr("Before that a copy of them was kept: {0}").format(copy),
        )

    def _change_password(self, *, must: bool) -> None:
        assert self.store is not None
        if self._changing is None:
            from ui.identity.changing import Changing
            from ui.identity.password import PasswordPage

            page = PasswordPage(self)
            self._changing = Changing(self.work, page)
            self._changing.done.connect(self._back_in)
            self._changing.gave_up.connect(self.sign_out)
            self._keep("password", page)
        self._changing.begin(self.store, must=must)
        self._gates["password"].set_practice(practice=self._is_practice())
        self._stand(self._gates["password"])

    def _back_in(self) -> None:
        if self.inside is None:
            self.enter()
            return
        self.setCurrentWidget(self.inside.frame)

    def sign_out(self) -> None:
        """The person leaves; the next one signs in."""
        self._leave()
        self.services.idle.stop()
        if self.store is not None:
            self.work.run(self, self.store.sign_out)
        self.signin.clear()
        self._stand(self.signin)
        # The pages of who left are taken apart now, while nobody waits for anything.
        QTimer.singleShot(_TIDY_MS, self, gc.collect)

    def _leave(self) -> None:
        self._entering.stop()
        inside, self.inside = self.inside, None
        if inside is not None:
            self.removeWidget(inside.frame)
            inside.discard()

    # -- the locked screen -------------------------------------------------------------------------

    def lock(self, why: Callable[[], str] = str) -> None:
        """Hide everything behind the person's own password; what was begun is kept. `why` is said in any language."""
        if self.inside is None or self.store is None or self.store.actor is None:
            return
        if self._unlocking is None:
            from ui.identity.lock import LockPage
            from ui.identity.unlocking import Unlocking

            page = LockPage(self)
            page.another.connect(self.sign_out)
            self._unlocking = Unlocking(self.work, page)
            self._unlocking.opened.connect(self._unlocked)
            self._keep("lock", page)
        self._unlocking.begin(self.store)
        self.services.idle.stop()
        self.inside.pause()
        shown: Any = self._gates["lock"]
        shown.show_person(self.store.actor.name, why)
        shown.set_practice(practice=self._is_practice())
        self._stand(shown)
        self.locked.emit()

    def is_locked(self) -> bool:
        """Whether the lock stands before the pages."""
        return self.currentWidget() is self._gates.get("lock")

    def _sign_in_ended(self, trouble: Exception) -> None:
        if self.is_locked():
            return
        self.lock(functools.partial(troubles.sentence, trouble))
        if self._unlocking is not None:
            self._unlocking.end_sign_in()

    def _unlocked(self) -> None:
        if self.inside is None:
            return
        self.setCurrentWidget(self.inside.frame)
        self.inside.resume()
        self.services.idle.resume()

    # -- language and look -------------------------------------------------------------------------

    def set_language(self, language: str) -> None:
        """Speak another language from now on."""
        chosen: lang.Lang = "zh" if language == "zh" else "en"
        settings.put("language", chosen)
        lang.apply(self._app, chosen)
        self.retitle()
        if self.inside is not None:
            self.inside.say_texts()
            # what the banner and the line at the foot say was said in the other language
            self.inside.frame.notices.outdate()
            self.inside.frame.set_status("")
        self.trust.say_texts()
        if self._refusal is not None and not self.signin.trouble.isHidden():
            self.signin.tell(troubles.sentence(self._refusal))

    def set_theme(self, mode: str) -> None:
        """Light or dark from now on."""
        settings.put("theme", mode)
        theme.apply(self._app, theme.Mode(mode))

    def retitle(self) -> None:
        """The title of the window in the language shown."""
        name = QCoreApplication.translate("Window", "Anku")
        self.setWindowTitle(f"{self.about.room} · {name}" if self.about else name)

    # -- inside ------------------------------------------------------------------------------------

    def _idle_passed(self) -> None:
        self.lock(_left_alone)

    def _focus_moved(self, _: QWidget | None, now: QWidget | None) -> None:
        if self._is_behind(now):
            # A page that comes late takes the keys, also unseen; what is typed at the lock is a password.
            gate: Any = self.currentWidget()
            gate.first_focus()
            return
        scroll.follow(now)
        # Qt lets Enter press a button in dialogs only; here it presses the one that has the keys, everywhere.
        if isinstance(now, QPushButton) and now.window() is self:
            now.setAutoDefault(True)

    def _is_behind(self, part: QWidget | None) -> bool:
        """Whether it is of the pages while something else stands before them."""
        frame = self.inside.frame if self.inside is not None else None
        return (
            part is not None
            and frame is not None
            and frame.isAncestorOf(part)
            and self.currentWidget() is not frame
        )

    def _is_practice(self) -> bool:
        """Whether nothing here is real: every page says so."""
        return self.about is not None and self.about.practice

    def _keep(self, name: str, page: Gate) -> None:
        self._gates[name] = page
        self.addWidget(page)

    def _stand(self, page: Gate) -> None:
        self.setCurrentWidget(page)
        page.first_focus()

    def _show_person_menu(self) -> None:
        assert self.inside is not None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for icon, text, act in (
            (
                "lock",
                QCoreApplication.translate("Window", "Lock the screen  (F12)"),
                self.lock,
            ),
            (
                "key",
                QCoreApplication.translate("Window", "Change my password…"),
                functools.partial(self._change_password, must=False),
            ),
            ("log-out", QCoreApplication.translate("Window", "Sign out"), self.sign_out),
        ):
            menu.addAction(icons.icon(icon), text).triggered.connect(lambda _=False, act=act: act())
        menu.popup(self.mapToGlobal(QPoint(self.width() - 220, 52)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.inside is not None:
            QTimer.singleShot(0, self.inside.help, self.inside.help.place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # What no page wanted for itself.
        inside = self.inside
        if inside is None or not inside.is_open:
            super().keyPressEvent(event)
            return
        is_alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        match event.key():
            case Qt.Key.Key_Escape:
                inside.escape()
            case Qt.Key.Key_Left if is_alt:
                inside.navigation.back()
            case Qt.Key.Key_F1:
                inside.toggle_help()
            case Qt.Key.Key_F5:
                inside.navigation.refresh()
            case Qt.Key.Key_F6:
                inside.navigation.next_pane()
            case _:
                super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.shut()
        super().closeEvent(event)

    def shut(self) -> None:
        """End everything: sign out, let the devices go, finish what is being written."""
        store, self.store = self.store, None
        self.trust.let_go()
        self._leave()
        if self.work.is_closed():
            return
        if store is not None and store.actor is not None:
            self.work.run(self, store.sign_out, failed=_let_go)
        self.services.stop()
        self.work.close()
        self.services.fall_silent()
        if store is not None:
            store.close()


def _let_go(_: Exception) -> None:
    """At the end of the program nobody can be told any more; a sign-in left open is ended by the next one."""


def _left_alone() -> str:
    return QCoreApplication.translate(
        "Window", "Nobody was here for a while; the screen locked itself."
    )
