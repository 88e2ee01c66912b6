"""Scales: the port, and a serial scale that is read in a thread of its own; a weight is whole milligrams."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum
from typing import Final, Protocol

from app import clock
from app.devices import errors, serial_line, weight_lines
from app.devices.loop import Link
from app.devices.weight_lines import Reading, Sort

SILENT_S: Final = (
    2.0  # a scale that is asked four times a second and says nothing so long is silent
)
EQUAL_S: Final = 0.6  # where the protocol does not tell, so long the same is stable
TOLD: Final = 40  # characters of a line that are repeated to a person


@dataclass(frozen=True, slots=True)
class Weight:
    """What the scale shows: `shown` as on its display, `step_mg` its last digit, `tare_mg` its own word of its tare."""

    mg: int
    is_stable: bool
    read_at: datetime
    shown: str = ""
    step_mg: int = 0
    tare_mg: int = 0


class Voice(StrEnum):
    """How a scale speaks just now; the words are in resources/words under `scale.`."""

    QUIET = "QUIET"
    STEADY = "STEADY"
    MOVING = "MOVING"
    OVER = "OVER"
    UNDER = "UNDER"
    BUSY = "BUSY"
    ERROR = "ERROR"
    STRANGE = "STRANGE"


@dataclass(frozen=True, slots=True)
class Heard:
    """The last that a scale said: the weight when it is one, else why not; `line` when it was not understood."""

    voice: Voice
    weight: Weight | None = None
    line: str = ""


QUIET: Final = Heard(Voice.QUIET)


class Scale(Protocol):
    """Anything that weighs."""

    @property
    def link(self) -> Link:
        """Live, lost or closed."""
        ...

    def newest(self) -> Heard:
        """What it shows now; never waits."""
        ...

    def weigh(self, patience_s: float = 5.0) -> Weight:
        """The next stable weight, or why there is none."""
        ...

    def tare(self, patience_s: float = 5.0) -> Weight:
        """What lies on it becomes nothing; returns what that weighed."""
        ...

    def close(self) -> None:
        """Free the device."""
        ...


def weight(reading: Reading, read_at: datetime, *, is_stable: bool, tare_mg: int = 0) -> Weight:
    """A reading as the books keep it; less than a milligram is rounded to the even one."""
    return Weight(
        _whole(reading.mg), is_stable, read_at, reading.shown, _whole(reading.step_mg), tare_mg
    )


def _whole(mg: Decimal) -> int:
    return int(mg.to_integral_value(ROUND_HALF_EVEN))


class Steady:
    """Whether a weight stands still, where the protocol does not tell: the same for `EQUAL_S`, at least thrice."""

    def __init__(self) -> None:
        self._last: tuple[Decimal | None, str] = (None, "")
        self._since, self._times = 0.0, 0

    def judge(self, reading: Reading, at_s: float) -> bool:
        """What the scale says of itself; else what was seen."""
        shown = (reading.value, reading.unit)
        if shown != self._last:
            self._last, self._since, self._times = shown, at_s, 0
        self._times += 1
        if reading.is_stable is not None:
            return reading.is_stable
        return self._times >= 3 and at_s - self._since >= EQUAL_S


class SerialScale:
    """A scale on a serial line: asked four times a second, or listened to when it talks by itself."""

    def __init__(
        self,
        source: str,
        on_link: Callable[[Link], None] = lambda _: None,
        *,
        protocol: str = "sics",
        baud: int = 0,
        frame: str = "",
        now: Callable[[], datetime] = clock.now,
    ) -> None:
        self._source, self._now = source, now
        self._speech = weight_lines.PROTOCOLS[protocol]
        self._steady = Steady()
        self._news = threading.Condition()
        self._heard, self._heard_at, self._count = QUIET, 0.0, 0
        self._tare_mg, self._tare_count = 0, 0
        self._on_link = on_link
        self._line = serial_line.SerialLine(
            source,
            self._take,
            self._linked,
            habits=serial_line.Habits(
                baud=baud or self._speech.baud,
                frame=frame or self._speech.frame,
                ask=self._speech.ask,
                ends_lines=True,
            ),
        )

    @property
    def link(self) -> Link:
        """Live, lost or closed."""
        return self._line.link

    def newest(self) -> Heard:
        """What it shows now; quiet when nothing came for a while."""
        if time.monotonic() - self._heard_at > SILENT_S:
            return QUIET
        return self._heard

    def weigh(self, patience_s: float = 5.0) -> Weight:
        """The first stable weight that is said after the call, or why there is none; call it off the window's thread."""
        if self._tare_mg:
            self._ask_tare(self._speech.tared, patience_s)  # it may have been zeroed by its own key
        with self._news:
            before = self._count
            self._news.wait_for(
                lambda: self._count > before and self._heard.voice is Voice.STEADY, patience_s
            )
            heard = self._heard if self._count > before else QUIET
        if heard.voice is Voice.STEADY and heard.weight is not None:
            return heard.weight
        raise self._trouble(heard)

    def tare(self, patience_s: float = 5.0) -> Weight:
        """What lies on it becomes nothing, by the scale's own word; one that cannot be told is tared by its own key."""
        if not self._speech.tare:
            raise errors.ScaleNotTared(source=self._source)
        lies = self.weigh(patience_s)
        if self._speech.tared:
            is_done = self._ask_tare(self._speech.tare, patience_s)
        else:
            self._line.send(self._speech.tare)
            is_done = self._shows_nothing(patience_s)
        if not is_done:
            raise errors.ScaleNotTared(source=self._source)
        return lies

    def _ask_tare(self, command: bytes, patience_s: float) -> bool:
        """Whether the scale answers what its tare is; without an answer none is known."""
        with self._news:
            before = self._tare_count
            self._line.send(command)
            is_told = self._news.wait_for(lambda: self._tare_count > before, patience_s)
            if not is_told:
                self._tare_mg = 0
        return is_told

    def _shows_nothing(self, patience_s: float) -> bool:
        with self._news:
            return self._news.wait_for(
                lambda: self._heard.weight is not None and self._heard.weight.mg == 0, patience_s
            )

    def _linked(self, link: Link) -> None:
        """Called in the line's thread: a scale that was away may have been switched off, and forgot its tare."""
        self._tare_mg = 0
        self._on_link(link)

    def close(self) -> None:
        """Stop reading and free the port."""
        self._line.close()

    def _trouble(self, heard: Heard) -> errors.DeviceUnready:
        match heard.voice:
            case Voice.QUIET:
                return errors.ScaleLost(source=self._source)
            case Voice.STRANGE:
                return errors.ScaleNotUnderstood(source=self._source, line=heard.line)
            case Voice.MOVING | Voice.BUSY:
                return errors.ScaleUnsteady(source=self._source)
        return errors.ScaleOutOfRange(source=self._source, why=f"scale.{heard.voice}")

    def _take(self, line: bytes) -> None:
        """Called in the line's thread for every line."""
        text = line.decode("utf-8", "replace")
        reading = self._speech.read(text)
        if reading is not None and reading.sort is Sort.TARE:
            with self._news:  # an answer about the tare is not what lies on it
                if (
                    self._speech.tared
                ):  # only where it can be asked again, once somebody may have zeroed it
                    self._tare_mg = _whole(reading.mg)
                self._tare_count += 1
                self._news.notify_all()
            return
        heard = self._judged(reading, text)
        with self._news:
            self._heard, self._heard_at = heard, time.monotonic()
            self._count += 1
            self._news.notify_all()

    def _judged(self, reading: Reading | None, text: str) -> Heard:
        if reading is None:
            shown = "".join(each if each.isprintable() else "·" for each in text[:TOLD])
            return Heard(Voice.STRANGE, line=shown)
        if reading.fault is not None:
            return Heard(Voice(reading.fault.value))
        is_stable = self._steady.judge(reading, time.monotonic())
        made = weight(reading, self._now(), is_stable=is_stable, tare_mg=self._tare_mg)
        return Heard(Voice.STEADY if is_stable else Voice.MOVING, made)
