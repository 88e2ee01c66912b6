"""Somebody at the real window: reads the screen, presses keys, scans, photographs, and waits for what must follow."""

import sys
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QComboBox, QMessageBox, QPushButton, QTabBar, QWidget

from tests.journeys.hands import Hands
from tests.journeys.pulse import Pulse
from tests.support.world import PASSWORD
from ui.shell.station import Place
from ui.window import Window

PATIENCE_S: Final = 30.0
_LOOK_MS: Final = 25
#: A journey yields what it waits for, and goes on when that is so.
Steps = Iterator[Callable[[], object]]
Journey = Callable[["Player"], Steps]


class Player(QObject):
    """Plays one journey while the program runs its own event loop; `told` is what the test hears of it."""

    def __init__(self, window: Window, given: dict[str, Any], folder: Path) -> None:
        super().__init__()
        self.window = window
        self.given = given
        self.folder = folder
        self.told: dict[str, Any] = {}
        self.faults: list[str] = []
        self.hands = Hands()
        self.pulse = Pulse(lambda: _place(self._steps))
        self._steps: Steps = iter(())
        self._until: Callable[[], object] = _at_once
        self._late = 0.0
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)
        window.work.on_failure = lambda trouble: self.faults.append(
            "".join(traceback.format_exception(trouble))
        )

    # -- the journey -------------------------------------------------------------------------------

    def begin(self, journey: Journey) -> None:
        """Play it from now on."""
        self._steps = journey(self)
        self._next()
        self._timer.start()

    def end(self) -> None:
        """Give everything back."""
        self._timer.stop()
        if self.told.get("worst_ms") is None and self.pulse.raw_ms:
            self.rest()
        self.pulse.close()
        self.hands.close()

    def _look(self) -> None:
        try:
            if self.faults:
                raise AssertionError(self.faults[0])  # noqa: TRY301
            with self.pulse.aside():
                is_so = self._until()
            if is_so:
                self._next()
            elif time.monotonic() > self._late:
                raise TimeoutError(f"the window did not come to it; it says: {self.says()!r}")  # noqa: TRY301
        except StopIteration:
            self._leave(0)
        except Exception:  # noqa: BLE001 — told to the test, with a picture
            traceback.print_exc()
            sys.stderr.write(f"  waiting in {_place(self._steps)}\n")
            self.window.grab().save(str(self.folder / "failed.png"))
            self._leave(1)

    def _next(self) -> None:
        self._until = next(self._steps)
        self._late = time.monotonic() + PATIENCE_S

    def _leave(self, code: int) -> None:
        self._timer.stop()
        if self.told.get("worst_ms") is None:
            self.rest()
        QApplication.exit(code)

    def rest(self) -> None:
        """The watchdog tells what it saw."""
        self.told["worst_ms"] = round(self.pulse.stop(), 1)
        self.told["raw_ms"] = round(self.pulse.raw_ms, 1)
        self.told["work_ms"] = round(self.pulse.work_ms, 1)
        self.told["slowest"] = [
            (round(turn.ms, 1), round(turn.work_ms, 1), turn.where) for turn in self.pulse.slowest()
        ]

    # -- what stands on the screen -----------------------------------------------------------------

    @property
    def page(self) -> Any:
        """The page that is shown."""
        assert self.window.inside is not None
        return self.window.inside.navigation.page()

    def here(self) -> Place:
        """Where one is."""
        assert self.window.inside is not None
        return self.window.inside.navigation.here()

    def says(self) -> str:
        """The banner's sentence."""
        return self.window.inside.frame.notices.text() if self.window.inside is not None else ""

    def tone(self) -> str:
        """The banner's kind: done, warn, refused."""
        return self.window.inside.frame.notices.tone() if self.window.inside is not None else ""

    def find(self, name: str) -> Any:
        """The part of that name that can be seen."""
        with self.pulse.aside():
            found = [w for w in self.window.findChildren(QWidget, name) if w.isVisible()]
        assert found, f"no {name} on the screen at {self.here()}"
        return found[-1]

    def sees(self, name: str) -> bool:
        """Whether a part of that name can be seen."""
        with self.pulse.aside():
            return any(w.isVisible() for w in self.window.findChildren(QWidget, name))

    def calm(self) -> bool:
        """Nothing is under way behind the window."""
        return not self.window.work.waiting()

    def picture(self, name: str) -> None:
        """Keep how the window looks now; drawing it once more for that is not the window's own time."""
        self.pulse.pause()
        self.window.grab().save(str(self.folder / f"{name}.png"))
        self.pulse.go_on()

    def rows(self, name: str) -> list[list[str]]:
        """What a table shows, cell by cell."""
        model = self.find(name).model
        return [
            [str(model.index(row, column).data() or "") for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]

    # -- what is said between this window and the test -----------------------------------------------

    def tell(self, word: str) -> None:
        """The test may go on from here."""
        (self.folder / word).touch()

    def hears(self, word: str) -> bool:
        """Whether the test has said it."""
        return (self.folder / word).exists()

    # -- what hands do -----------------------------------------------------------------------------

    def scan(self, text: str) -> None:
        """A code from the scanner, whatever has the focus."""
        self.hands.scan(text)

    def press(self, *keys: str) -> None:
        """Keys by name."""
        self.hands.press(*keys)

    def click(self, name: str) -> Steps:
        """Press a button with the mouse as soon as it can be pressed."""
        yield lambda: self.sees(name) and self.find(name).isEnabled()
        yield from self.click_on(self.find(name))

    def click_on(self, part: QWidget) -> Steps:
        """Press this with the mouse."""
        at = part.mapToGlobal(QPoint(min(part.width() // 2, 60), part.height() // 2))
        heard: list[bool] = []
        if isinstance(part, QPushButton):
            part.pressed.connect(lambda: heard.append(True))
        self.hands.click(at.x(), at.y())
        yield lambda: heard or not isinstance(part, QPushButton)

    def click_tab(self, bar: QTabBar, number: int) -> Steps:
        """Choose a tab with the mouse."""
        at = bar.mapToGlobal(bar.tabRect(number).center())
        self.hands.click(at.x(), at.y())
        yield lambda: bar.currentIndex() == number

    def box(self) -> Any:
        """The message box that stands on the screen, None without one."""
        found = QApplication.activeModalWidget()
        return found if isinstance(found, QMessageBox) else None

    def write(self, name: str, text: str) -> Steps:
        """Write into a field: what an input method puts in (digits up to three are typed by hand)."""
        part = self.find(name)
        part.setFocus(Qt.FocusReason.MouseFocusReason)
        yield part.hasFocus
        if len(text) <= 3 and text.isascii():
            if part.text() == text:
                return  # a key typed for it would come once another field has them
            self.hands.type(text)
            yield lambda: part.text() == text
            return
        self.put(text)

    def put(self, text: str) -> None:
        """What an input method commits to whatever has the focus."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        target = QApplication.focusObject()
        assert target is not None, "nothing has the focus"
        QApplication.sendEvent(target, event)

    def choose(self, name: str, value: object) -> Steps:
        """Choose in a list by the arrow keys."""
        box: QComboBox = self.find(name)
        wanted = box.findData(value)
        assert wanted >= 0, f"{value} is not offered in {name}"
        box.setFocus(Qt.FocusReason.MouseFocusReason)
        yield box.hasFocus
        while (at := self.find(name).currentIndex()) != wanted:
            self.hands.press("Down" if wanted > at else "Up")
            # A choice may build the form anew: it is looked up each time.
            yield lambda at=at: self.find(name).currentIndex() != at  # type: ignore[misc]
            if not self.find(name).hasFocus():
                self.find(name).setFocus(Qt.FocusReason.MouseFocusReason)

    def photograph(self, tray: Any, many: int = 1) -> Steps:
        """F3, so often."""
        for _ in range(many):
            have = len(tray.shots())
            yield tray.is_live
            self.hands.press("F3")
            yield lambda have=have: len(tray.shots()) == have + 1 and not tray.is_waiting()  # type: ignore[misc]

    # -- who is here -------------------------------------------------------------------------------

    def sign_in(self, login: str, *, by_hand: bool = False) -> Steps:
        """Sign in through the sign-in page; whoever was here leaves first."""
        window = self.window
        if window.inside is not None:
            yield self.calm
            self.pulse.pause()
            window.sign_out()
        page = window.signin
        yield lambda: page.isVisible() and page.login.hasFocus() and self.calm()
        if by_hand:
            self.hands.type(login)
            self.hands.press("Return")
            yield page.password.hasFocus
            self.hands.type(PASSWORD)
            yield lambda: page.password.text() == PASSWORD
        else:
            self.put(login)
            self.hands.press("Return")
            yield page.password.hasFocus
            self.put(PASSWORD)
        self.hands.press("Return")
        yield lambda: window.inside is not None
        self.pulse.go_on()
        # nobody presses anything before he sees his first page
        yield lambda: self.here().page != ""
        yield self.calm
        assert window.inside is not None
        if not self.given["hurries"]:
            # Whoever looks before he presses: the pages are made ready meanwhile, and that is measured too.
            yield window.inside.navigation.is_ready

    def second(self, login: str) -> Steps:
        """The second person reads what he signs, and signs in himself."""
        inside = self.window.inside
        assert inside is not None
        yield inside.second.is_open
        dialog = inside.second.dialog
        assert dialog is not None
        yield lambda: dialog.isActiveWindow() and dialog.login.hasFocus()
        self.put(login)
        self.hands.press("Return")
        yield dialog.password.hasFocus
        self.put(PASSWORD)
        self.hands.press("Return")
        yield lambda: not inside.second.is_open()

    def go(self, page: str, target: str = "", extra: str = "") -> Steps:
        """Go to a page; all that it shows has come."""
        assert self.window.inside is not None
        self.window.inside.station.go(page, target, extra)
        yield lambda: self.here().page == page
        yield self.calm


def _at_once() -> bool:
    return True


def _place(steps: Any) -> str:
    """Where the journey waits, the innermost step last."""
    told = []
    while steps is not None:
        frame = getattr(steps, "gi_frame", None)
        if frame is not None:
            told.append(f"{frame.f_code.co_name}, line {frame.f_lineno}")
        steps = getattr(steps, "gi_yieldfrom", None)
    return "; ".join(told)
