"""The cameras of this place: one for the whole, one for the detail; each opened when first needed and never waited for."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Signal

from ui.shell import settings
from ui.work import Lane, Ticket, Work

if TYPE_CHECKING:
    from app.devices.camera import Camera, Frame, Shot
    from app.devices.frames import Given

OVERVIEW: Final = "camera"
DETAIL: Final = "camera/detail"
#: A picture that is drawn stands in for a camera: the practice store and machines without one.
DRAWN: Final = "drawn"
SIZES: Final = ("1920x1080", "1280x720", "2592x1944", "3840x2160")
#: So many photographs of a series, so far apart: a hand that shakes is still between two of them.
SERIES: Final = 3
_APART_S: Final = 0.25
_OPENING_S: Final = 2.0


@dataclass(frozen=True, slots=True)
class About:
    """What the settings say of one camera; no exposure or focus: the camera decides."""

    source: str
    size: str = SIZES[0]
    exposure: int | None = None
    focus: int | None = None
    name: str = ""


def about(role: str) -> About:
    """As it is set up now; the one for the whole is the first of this computer unless something else was chosen."""
    return About(
        settings.text(f"{role}/source", "0" if role == OVERVIEW else ""),
        settings.text(f"{role}/size", SIZES[0]),
        _number(settings.text(f"{role}/exposure")),
        _number(settings.text(f"{role}/focus")),
        settings.text(f"{role}/name"),
    )


def _number(kept: str) -> int | None:
    return int(kept) if kept.lstrip("-").isdecimal() else None


class CameraDesk(QObject):
    """One camera. `feed` takes every code that comes into its view."""

    link_told = Signal(str)

    def __init__(
        self, role: str, work: Work, feed: Callable[[str], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.role = role
        self._work = work
        self._feed = feed
        self._camera: Camera | None = None
        self._codes: Any = None
        self._recorder: Any = None
        #: In a store for practice a drawn picture passes for a camera's.
        self.is_practice = False

    def watch(self, then: Callable[[Any], object]) -> None:
        """Remember the last seconds from now on, for a clip (app/devices/clips.py); `then` gets the recorder."""

        def watching(recorder: Any) -> None:
            self._recorder = recorder
            then(recorder)

        self.open(
            lambda: self._work.run(self, _recorder, self.newest, then=watching, lane=Lane.WIRE)
        )

    def is_set_up(self) -> bool:
        """Whether there is one at all."""
        return self._camera is not None or bool(about(self.role).source)

    def open(self, then: Callable[[], object] | None = None) -> None:
        """Begin to look through it; a second call changes nothing. `then` is called when it is looked through."""
        if self._camera is not None or not about(self.role).source:
            if then is not None:
                then()
            return

        def loaded(_: None) -> None:
            self._begin()
            if then is not None:
                then()

        # What reads pictures is heavy: it is loaded behind the window.
        self._work.run(self, load, then=loaded, lane=Lane.WIRE)

    def _begin(self) -> None:
        told = about(self.role)
        if self._camera is not None or not told.source:
            return
        from app.devices import camera, fakes, frames, live_codes

        if told.source == DRAWN:
            self._camera = fakes.FakeCamera(marked=not self.is_practice)
            self.link_told.emit("LIVE")
        else:
            wide, _, high = told.size.partition("x")
            wish = frames.Wish(int(wide), int(high), exposure=told.exposure, focus=told.focus)
            self._camera = camera.OpenCvCamera(
                told.source, lambda link: self.link_told.emit(str(link)), wish=wish
            )
        self._codes = live_codes.LiveCodes(self._camera, self._feed)

    def close(self) -> None:
        """Let it go; its light goes out. Its threads may need a moment to end; the window does not wait for them."""
        for each in self._taken():
            self._work.run(self, each.close, lane=Lane.WIRE)

    def shut(self) -> None:
        """Let it go, and wait until it is gone."""
        for each in self._taken():
            each.close()

    def _taken(self) -> list[Any]:
        parts = (self._recorder, self._codes, self._camera)
        self._recorder = self._codes = self._camera = None
        return [each for each in parts if each is not None]

    def reopen(self) -> None:
        """The settings were changed: what was open is opened anew."""
        was_open = self._camera is not None
        self.close()
        if was_open:
            self.open()

    def use(self, camera: Camera) -> None:
        """Look through this one (tests, the practice store)."""
        from app.devices import live_codes

        self.close()
        self._camera = camera
        self._codes = live_codes.LiveCodes(camera, self._feed)
        self.link_told.emit(str(camera.link))

    def newest(self) -> Frame | None:
        """The live picture for `CameraView.set_source`; opens nothing and never waits."""
        return self._camera.newest() if self._camera is not None else None

    def link(self) -> str:
        """How it stands: a key of the words `link.…`; empty when none is set up or open."""
        return str(self._camera.link) if self._camera is not None else ""

    def given(self) -> Given | None:
        """What it gives of what was wished for; None until it was opened."""
        return getattr(self._camera, "given", None)

    def shoot(
        self,
        owner: QObject,
        then: Callable[[Shot], object],
        failed: Callable[[Exception], object] | None = None,
        *,
        after_s: float = 0.0,
    ) -> Ticket:
        """Take a photo at full resolution; `CameraLost` goes to `failed`."""
        self.open()
        return self._work.run(
            owner, self._shoot_soon, after_s, then=then, failed=failed, lane=Lane.WIRE
        )

    def series(
        self,
        owner: QObject,
        then: Callable[[Shot], object],
        failed: Callable[[Exception], object] | None = None,
    ) -> list[Ticket]:
        """Several photos one after the other; each goes to `then`."""
        pauses = (0.0, *((_APART_S,) * (SERIES - 1)))
        return [self.shoot(owner, then, failed, after_s=pause) for pause in pauses]

    def _shoot_soon(self, after_s: float) -> Shot:
        """In the worker: the camera may only now be being opened."""
        time.sleep(after_s)
        until = time.monotonic() + _OPENING_S
        while self._camera is None and time.monotonic() < until:
            time.sleep(0.02)
        camera = self._camera
        if camera is not None:
            return camera.shoot()
        from app.devices import errors

        raise errors.CameraLost(source=about(self.role).source)


def _recorder(newest: Callable[[], Frame | None]) -> Any:
    from app.devices import clips

    return clips.Recorder(newest)


def load() -> None:
    """What reads pictures, for a worker: for a moment nothing else can run beside it."""
    import av  # noqa: F401
    import cv2  # noqa: F401
    import numpy as np  # noqa: F401
    import zxingcpp  # noqa: F401

    from app.devices import camera, clips, fakes, live_codes  # noqa: F401  # so that the window has them at hand
