"""The scale of this place: opened when first needed, from what the settings say; looked at, never waited for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from app import clock
from ui.shell import settings
from ui.work import Lane, Ticket, Work

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QShowEvent

    from app.devices.scale import Heard, Scale, Weight
    from ui.shell.station import Station

SCALE: Final = "scale"
#: The colour of what a scale says; everything else is trouble.
TONES: Final = {"STEADY": "ok", "MOVING": "late", "BUSY": "late", "QUIET": "ended"}


_PATIENCE_S: Final = 3.0


@dataclass(frozen=True, slots=True)
class About:
    """What the settings say of the scale: how it speaks, what it is called, how finely it weighs, until when."""

    port: str = ""
    protocol: str = "sics"
    baud: int = 0
    frame: str = ""
    name: str = ""
    step_mg: int = 0
    calibrated_until: date | None = None


def about() -> About:
    """As it is set up now."""
    return About(
        settings.text("scale/port"),
        settings.text("scale/protocol", "sics"),
        settings.number("scale/baud", 0),
        settings.text("scale/frame"),
        settings.text("scale/name"),
        settings.number("scale/step_mg", 0),
        _day(settings.text("scale/calibrated_until")),
    )


def is_late(told: About) -> bool:
    """Whether its calibration is past."""
    return told.calibrated_until is not None and told.calibrated_until < clock.day(clock.now())


def opened(told: About, on_link: Callable[[str], None]) -> Scale:
    """The scale that is set up; its thread begins to listen."""
    from app.devices.scale import SerialScale

    return SerialScale(
        told.port,
        lambda link: on_link(str(link)),
        protocol=told.protocol,
        baud=told.baud,
        frame=told.frame,
    )


class ScaleDesk(QObject):
    """Holds the one scale of this place."""

    #: How it stands: OPENING, LIVE, LOST, CLOSED, or "" when none is set up. Emitted in any thread.
    link_told = Signal(str)

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._scale: Scale | None = None
        #: Which scale is spoken of: one that was let go may still say that it is closed.
        self._turn = 0
        self.about = About()

    def open(self) -> None:
        """Listen to it, if one is set up; a second call changes nothing."""
        if self._scale is not None:
            return
        self.about = about()
        if self.about.port:
            self._turn += 1
            self._scale = opened(self.about, partial(self._tell, self._turn))

    def use(self, scale: Scale, told: About) -> None:
        """Weigh on this one (tests, the practice store)."""
        self.let_go()
        self._scale, self.about = scale, told
        self.link_told.emit(str(scale.link))

    @property
    def device(self) -> Scale | None:
        """The open scale itself, for a worker."""
        return self._scale

    def heard(self) -> Heard | None:
        """What it shows now, None when none is open; never waits."""
        return self._scale.newest() if self._scale is not None else None

    def weigh(
        self,
        owner: QObject,
        then: Callable[[Weight], object],
        failed: Callable[[Exception], object],
    ) -> Ticket:
        """The next steady weight, or why there is none; waits a few seconds, behind the window."""
        return self._work.run(owner, _weigh, self._scale, then=then, failed=failed, lane=Lane.WIRE)

    def tare(
        self,
        owner: QObject,
        then: Callable[[Weight], object],
        failed: Callable[[Exception], object],
    ) -> Ticket | None:
        """What lies on it becomes nothing."""
        if self._scale is None:
            return None
        return self._work.run(owner, self._scale.tare, then=then, failed=failed, lane=Lane.WIRE)

    def let_go(self) -> None:
        """Listen no longer; the window does not wait until its thread has ended."""
        scale, self._scale = self._scale, None
        self._turn += 1
        if scale is not None:
            self._work.run(self, scale.close, lane=Lane.WIRE)
        self.link_told.emit("")

    def reopen(self) -> None:
        """The settings were changed."""
        if self._scale is not None:
            self.let_go()
        self.open()

    def _tell(self, turn: int, link: str) -> None:
        """Called in the scale's own thread."""
        if turn == self._turn:
            self.link_told.emit(link)

    def close(self) -> None:
        """Let it go, and wait until it is gone."""
        scale, self._scale = self._scale, None
        if scale is not None:
            scale.close()


class ScaleWatch:
    """Beside a widget's class: while the widget is on the screen it looks at the scale, which is opened for that.

    The widget says what is to be seen in `_look`.
    """

    _station: Station
    _looks: QTimer

    def watch_scale(self, every_ms: int) -> None:
        """Look so often; once, when the widget is built."""
        assert isinstance(self, QObject)
        self._looks = QTimer(self, interval=every_ms)
        self._looks.timeout.connect(self._look)

    def _scale(self) -> ScaleDesk | None:
        devices = self._station.devices
        return devices.scale if devices is not None else None

    def _look(self) -> None:
        """What is done each time; the widget says."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)  # type: ignore[misc]
        scale = self._scale()
        if scale is not None:
            scale.open()
        self._looks.start()
        self._look()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)  # type: ignore[misc]
        self._looks.stop()


def _weigh(scale: Scale | None) -> Weight:
    from app.devices import errors

    if scale is None:
        raise errors.ScaleLost(source="—")
    return scale.weigh(_PATIENCE_S)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
