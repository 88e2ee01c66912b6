"""Scans by a scanner that types: caught in any window and focus, queued, never typed into a field by accident.

What a scan *means* is decided in one other place (ui/shell/desk.py); here it is only told from a typing hand.
"""

from __future__ import annotations

import json
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.devices import scanner
from app.devices.learning import Profile
from app.labels import rules
from ui.shell import settings

# A key that is given back carries this bit, so that it is not caught a second time.
_MARK: Final = 1 << 30
# So few keys are a hand as soon as the next one is late: what is typed must show within 50 ms.
_HAND_MS: Final = scanner.QUICK_MS + 1
_BURST_MS: Final = scanner.IDLE_MS + 5
_MODIFIERS: Final = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
    }
)
_COMMAND: Final = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


#: Where the settings keep what was learned of the scanner.
PROFILE: Final = "scanner/profile"


@dataclass(slots=True)
class _Held:
    """A key press that is kept until it is known whose it was, and its release if that came meanwhile."""

    target: QObject
    press: QKeyEvent
    release: QKeyEvent | None = None


class Scans(QObject):
    """Listens to the keys of whichever window has them; says `scanned` for each code, one at a time, none dropped.

    It looks at what the system sends to a window, before any widget or shortcut sees it. A filter on the whole
    program would be asked in Python about every event of every widget: building a page took twice as long.
    """

    scanned = Signal(str)
    _fed = Signal(str)

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._listening: QWindow | None = None
        self._wedge = scanner.Wedge(_kept_profile())
        self._raw: Callable[[QKeyEvent], object] | None = None
        #: Whether the text is a badge that somebody is asked for now (ui/shell/second.py).
        self.is_badge: Callable[[str], bool] = no_badge
        self._held: list[_Held] = []
        self._gone: set[int] = set()
        self._queue: deque[str] = deque()
        self._holding = False
        self._last_event_ms = 0
        self._last_seen_s = 0.0
        self._idle = _single_shot(self, _BURST_MS, self._almost_idle)
        # A window that was blocked hears its timer before its keys: one more turn lets them in first.
        self._second_look = _single_shot(self, 0, self._look)
        self._turn = _single_shot(self, 0, self._tell_next)
        self._fed.connect(self._take, Qt.ConnectionType.QueuedConnection)
        app.focusWindowChanged.connect(self._listen)
        self._listen(app.focusWindow())

    def stop(self) -> None:
        """Listen no longer."""
        self._app.focusWindowChanged.disconnect(self._listen)
        self._listen(None)
        self._give_back([held for held in self._held])
        self._held.clear()

    def _listen(self, window: QWindow | None) -> None:
        """The keys go to this window from now on; a menu or a list that drops down leaves them where they are."""
        if self._listening is not None and shiboken6.isValid(self._listening):
            self._listening.removeEventFilter(self)
        self._listening = window
        if window is not None:
            window.installEventFilter(self)

    def listen_raw(self, hear: Callable[[QKeyEvent], object] | None) -> None:
        """Every key goes to this one and nowhere else: a scanner is being learned. None: as ever."""
        self._raw = hear

    def profile(self) -> Profile:
        """What is known of the scanner that types here."""
        return self._wedge.profile

    def use_profile(self, profile: Profile) -> None:
        """A scanner was learned."""
        self._wedge = scanner.Wedge(profile)

    def feed(self, text: str) -> None:
        """A code from elsewhere (serial scanner, camera); may be called from any thread."""
        self._fed.emit(text)

    def hold(self) -> None:
        """Keep further scans waiting while one is being looked up."""
        self._holding = True

    def release(self) -> None:
        """Go on with the next scan in the queue."""
        self._holding = False
        if self._queue:
            self._turn.start()

    def waiting(self) -> int:
        """How many scans wait for their turn."""
        return len(self._queue)

    @Slot(str)
    def _take(self, text: str) -> None:
        self._queue.append(text)
        if not self._holding:
            self._turn.start()

    def _tell_next(self) -> None:
        if self._holding or not self._queue:
            return
        text = self._queue.popleft()
        # Before telling: what hears it may open a dialog and stay there.
        if self._queue:
            self._turn.start()
        self.scanned.emit(text)

    def _press(self, target: QObject, event: QKeyEvent) -> bool:
        """Whether the key is kept from whoever it was sent to."""
        held = _Held(target, event.clone())
        before = len(self._held)
        self._held.append(held)
        self._last_event_ms = event.timestamp() or round(time.monotonic() * 1000)
        self._last_seen_s = time.monotonic()
        text = "" if event.modifiers() & _COMMAND else event.text()
        outcomes = self._wedge.press(
            self._last_event_ms, text, held, is_repeat=event.isAutoRepeat()
        )
        passes = self._settle(outcomes, newest=held)
        if self._wedge.is_holding:
            self._wait()
        elif before or not passes:
            self._idle.stop()
        return not passes

    def _settle(self, outcomes: list[scanner.Outcome], newest: _Held | None = None) -> bool:
        """Act on what the keys turned out to be; True if the newest key may simply go on its way."""
        passes = False
        for outcome in outcomes:
            if isinstance(outcome, scanner.Scan):
                if _is_password(outcome.text) and not self.is_badge(outcome.text):
                    self._give_back([held for held in self._held if held is not newest])
                    self._held = [held for held in self._held if held is newest]
                    continue
                self._forget_scanned(newest)
                self._take(outcome.text)
                continue
            keys = [key for key in outcome.keys if isinstance(key, _Held)]
            passes = newest is not None and newest in keys
            self._held = [held for held in self._held if held not in keys]
            self._give_back([key for key in keys if key is not newest])
        if newest is not None and not self._wedge.is_holding and not passes:
            self._forget_scanned(None)
        return passes

    def _forget_scanned(self, newest: _Held | None) -> None:
        for held in self._held:
            if held is not newest and held.release is None:
                self._gone.add(held.press.key())
        self._held = [held for held in self._held if held is newest]

    def _give_back(self, keys: list[_Held]) -> None:
        for held in keys:
            for event in (held.press, held.release):
                if event is not None and shiboken6.isValid(held.target):
                    QCoreApplication.sendEvent(held.target, _marked(event))

    def _release_of(self, event: QKeyEvent) -> bool:
        for held in self._held:
            if held.press.key() == event.key() and held.release is None:
                held.release = event.clone()
                return True
        if event.key() in self._gone:
            self._gone.discard(event.key())
            return True
        return False

    def _almost_idle(self) -> None:
        self._second_look.start()

    def _look(self) -> None:
        since = round((time.monotonic() - self._last_seen_s) * 1000)
        if self._is_too_short_for_a_code() and since >= scanner.QUICK_MS:
            since = max(since, scanner.IDLE_MS)
        self._settle(self._wedge.idle(self._last_event_ms + since))
        if self._wedge.is_holding:
            self._wait()

    def _wait(self) -> None:
        self._idle.start(_HAND_MS if self._is_too_short_for_a_code() else _BURST_MS)

    def _is_too_short_for_a_code(self) -> bool:
        return len(self._held) < scanner.SHORTEST

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return False
        if event.nativeModifiers() & _MARK or event.key() in _MODIFIERS:
            return False
        if self._raw is not None and event.key() != Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.KeyPress:
                self._raw(event)
            return True
        if event.type() == QEvent.Type.KeyPress:
            return self._press(watched, event)
        if event.type() == QEvent.Type.KeyRelease:
            return self._release_of(event)
        return False


def no_badge(_: str) -> bool:
    """Nobody is asked for."""
    return False


def _is_password(text: str) -> bool:
    """Whether so quick a typing is a password: in its field nobody scans, but for one of our own codes by mistake.

    The Enter behind it stays away: a code that was scanned there all the same must not count as a wrong password.
    """
    field = QApplication.focusWidget()
    is_secret = isinstance(field, QLineEdit) and field.echoMode() is QLineEdit.EchoMode.Password
    return is_secret and not rules.is_ours(text)


def _kept_profile() -> Profile:
    """What was learned of the scanner, if anything; what cannot be read was not learned."""
    try:
        kept = json.loads(settings.text(PROFILE, "{}"))
        return Profile(
            str(kept.get("prefix", "")),
            str(kept.get("suffix", "")),
            int(kept.get("gap_ms", 0)),
            {str(came): str(meant) for came, meant in dict(kept.get("keys", {})).items()},
        )
    except (ValueError, TypeError, AttributeError):
        return Profile()


class ScanField(QLineEdit):
    """A field for foreign codes with letters: the input method is off, so that nothing eats the letters."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhSensitiveData
        )

    def inputMethodQuery(self, query: Qt.InputMethodQuery, *argument: Any) -> Any:
        if query == Qt.InputMethodQuery.ImEnabled:
            return False
        return super().inputMethodQuery(query, *argument)


def _marked(event: QKeyEvent) -> QKeyEvent:
    made = QKeyEvent(
        event.type(),
        event.key(),
        event.modifiers(),
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        event.nativeModifiers() | _MARK,
        event.text(),
        event.isAutoRepeat(),
        event.count(),
    )
    made.setTimestamp(event.timestamp())
    return made


def _single_shot(owner: QObject, ms: int, act: Any) -> QTimer:
    timer = QTimer(owner)
    timer.setSingleShot(True)
    # A coarse timer may be early by a twentieth; a key would then wait twice as long.
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.setInterval(ms)
    timer.timeout.connect(act)
    return timer
