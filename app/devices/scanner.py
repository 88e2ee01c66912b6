"""Scanners: tells a keyboard wedge's burst from a typing hand, and reads a serial scanner."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from app.devices import serial_line
from app.devices.learning import Profile
from app.devices.loop import Link

QUICK_MS: Final = (
    35  # the widest gap between two characters that was seen from a scanner on a loaded machine
)
IDLE_MS: Final = 70  # nothing for so long: the burst is over
REPEAT_MS: Final = 25  # a key that is held down repeats slower than this, and a busy machine's scanner stutters so far
SLOWEST_MS: Final = 90  # a scanner slower than this cannot be told from a hand
SHORTEST: Final = 4  # fewer quick characters are a hand that rolls over the keys
LONGEST: Final = 4096  # characters; nothing that a label or a document carries comes near

STARTS: Final = "\x02"
ENDS: Final = "\r\n\t\x03"


@dataclass(frozen=True, slots=True)
class Scan:
    """A code came in; its text is clean (see `clean`)."""

    text: str


@dataclass(frozen=True, slots=True)
class GiveBack:
    """It was a person after all: these held keys belong to whatever has the focus, in this order."""

    keys: tuple[object, ...]


Outcome = Scan | GiveBack


def clean(raw: str) -> str:
    """Narrow letters and digits, no control characters, no blanks at the ends.

    An overlong text is cut to one character more than `LONGEST`, so that whoever judges it still sees that it is too
    long (`is_too_long`) without carrying it about.
    """
    narrow = unicodedata.normalize("NFKC", raw[: LONGEST + 1])
    return "".join(each for each in narrow if unicodedata.category(each) != "Cc").strip()[
        : LONGEST + 1
    ]


def is_too_long(text: str) -> bool:
    """Whether a cleaned text is longer than any code may be, and is to be refused."""
    return len(text) > LONGEST


class Wedge:
    """Recognises the bursts of a scanner that types, and holds every key until it knows whose it was.

    Feed it each key press with the time that the *event* carries: a blocked window makes every hand look like a
    scanner when arrival times are used. Do not feed modifier keys alone (scanners send Shift too). `idle` is called
    when nothing came for `IDLE_MS`.
    """

    def __init__(self, profile: Profile | None = None) -> None:
        self.profile = profile or Profile()
        self._held: list[object] = []
        self._text: list[str] = []
        self._last_ms = 0
        self._swallow_until_ms = -1

    @property
    def is_holding(self) -> bool:
        """Whether keys are held, so that `idle` must be called when nothing more comes."""
        return bool(self._held)

    def press(
        self, at_ms: int, char: str, key: object = None, *, is_repeat: bool = False
    ) -> list[Outcome]:
        """One key press: its text ("" for an arrow or a function key), and the token to give back (else the text)."""
        token = char if key is None else key
        done = self._settle(at_ms)
        # Release and press of "00" within one millisecond look like a held key; no held key repeats that fast.
        is_held_down = is_repeat and not (self._held and at_ms - self._last_ms < REPEAT_MS)
        if is_held_down or len(char) != 1:
            return done + self._release(token)
        if char in ENDS:
            return done + self._end(at_ms, char, token)
        if not (char.isprintable() or char in STARTS):
            return done + self._release(token)
        self._hold(at_ms, char, token)
        return done

    def idle(self, at_ms: int) -> list[Outcome]:
        """Nothing came for a while: what is held is a scan without a suffix, or a hand's."""
        if at_ms - self._last_ms < max(IDLE_MS, self._quick_ms()):
            return []
        return self._finish()

    def _quick_ms(self) -> int:
        """The widest gap within a scan: a scanner that was learned may be slower than others, a hand is not faster."""
        return min(round(self.profile.gap_ms * 1.3), SLOWEST_MS)

    def _settle(self, at_ms: int) -> list[Outcome]:
        # A certain burst may stutter up to the idle time: cutting it there would report half a code.
        patience = max(IDLE_MS if self._is_burst() else QUICK_MS, self._quick_ms())
        if not self._held or at_ms - self._last_ms <= patience:
            return []
        return self._finish()

    def _end(self, at_ms: int, char: str, token: object) -> list[Outcome]:
        if self._is_burst():
            self._swallow_until_ms = at_ms + QUICK_MS
            return self._finish()
        if (
            not self._held and at_ms <= self._swallow_until_ms
        ):  # the LF of a CR LF must not press a button
            self._swallow_until_ms = at_ms + QUICK_MS
            return []
        return self._release(token)

    def _hold(self, at_ms: int, char: str, token: object) -> None:
        self._swallow_until_ms = -1
        self._last_ms = at_ms
        if len(self._text) > LONGEST:  # a scanner gone mad; the cut text tells it
            return
        self._held.append(token)
        if char not in STARTS:
            self._text.append(char)

    def _is_burst(self) -> bool:
        return len(self._text) >= SHORTEST

    def _finish(self) -> list[Outcome]:
        if not self._held:
            return []
        text = self.profile.meant(clean("".join(self._text))) if self._is_burst() else ""
        if not text:
            return self._release()
        self._forget()
        return [Scan(text)]

    def _release(self, *more: object) -> list[Outcome]:
        keys = (*self._held, *more)
        self._forget()
        return [GiveBack(keys)]

    def _forget(self) -> None:
        self._held, self._text = [], []


class SerialScanner:
    """A scanner in serial mode: immune to focus, input method and keyboard layout; calls `on_text` in its thread.

    `source` is a port ("/dev/ttyACM0", "COM3"), any pyserial URL ("socket://…"), or "usb:VID:PID:SERIAL".
    """

    def __init__(
        self,
        source: str,
        on_text: Callable[[str], None],
        on_link: Callable[[Link], None] = lambda _: None,
        *,
        baud: int = 9600,
    ) -> None:
        self._on_text = on_text
        habits = serial_line.Habits(baud=baud)
        self._line = serial_line.SerialLine(source, self._take, on_link, habits=habits)

    @property
    def link(self) -> Link:
        """Live, lost or closed."""
        return self._line.link

    def close(self) -> None:
        """Stop reading and free the port."""
        self._line.close()

    def _take(self, line: bytes) -> None:
        text = clean(decode(line))
        if text:
            self._on_text(text)


def decode(raw: bytes) -> str:
    """What a scanner sent: UTF-8 if it is, else the Chinese national coding."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")
