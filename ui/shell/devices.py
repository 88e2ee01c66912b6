"""The devices of this place at the counter: opened when first needed, from what the settings say."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Qt, Signal

from app.labels import printers
from ui.shell import settings
from ui.shell.scales import SCALE, ScaleDesk
from ui.work import Lane, Ticket, Work

if TYPE_CHECKING:
    from app.devices.camera import Camera, Frame, Shot
    from app.labels.printers import Printer
    from app.labels.types import Label

CAMERA: Final = "camera"
SCANNER: Final = "scanner"
PRINTER: Final = "printer"
#: A picture that is drawn stands in for a camera: the practice store and machines without one.
DRAWN: Final = "drawn"
_OPENING_S: Final = 2.0


class Devices(QObject):
    """Camera, serial scanner and label printer. `feed` takes every code that a device reads."""

    #: A device's name and how it stands: OPENING, LIVE, LOST, CLOSED, or "" when none is set up.
    link_changed = Signal(str, str)
    _told = Signal(str, str)

    def __init__(
        self, work: Work, feed: Callable[[str], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._feed = feed
        self._camera: Camera | None = None
        self._codes: Any = None
        self._scanner: Any = None
        self._links: dict[str, str] = {}
        self.scale = ScaleDesk(work, self)
        self.scale.link_told.connect(lambda link: self._tell(SCALE, link))
        self._told.connect(self._take_link, Qt.ConnectionType.QueuedConnection)

    # -- camera ------------------------------------------------------------------------------------

    def open_camera(self, then: Callable[[], object] | None = None) -> None:
        """Begin to look through the camera; a second call changes nothing. `then` is called when it is looked through."""
        if self._camera is not None or not settings.text("camera/source", "0"):
            if then is not None:
                then()
            return

        def loaded(_: None) -> None:
            self._begin()
            if then is not None:
                then()

        # What reads pictures is heavy: it is loaded behind the window.
        self._work.run(self, _load_camera, then=loaded, lane=Lane.WIRE)

    def load_ahead(self) -> None:
        """Load what reads pictures while nobody is signed in: for a moment nothing else can run beside it."""
        if settings.text("camera/source", "0") not in ("", DRAWN):
            self._work.run(self, _load_camera, lane=Lane.WIRE)

    def _begin(self) -> None:
        source = settings.text("camera/source", "0")
        if self._camera is not None or not source:
            return
        from app.devices import camera, fakes, live_codes

        if source == DRAWN:
            self._camera = fakes.FakeCamera()
            self._take_link(CAMERA, "LIVE")
        else:
            self._camera = camera.OpenCvCamera(source, lambda link: self._tell(CAMERA, str(link)))
        self._codes = live_codes.LiveCodes(self._camera, self._feed)

    def close_camera(self) -> None:
        """Let the camera go; its light goes out."""
        codes, self._codes = self._codes, None
        camera, self._camera = self._camera, None
        for each in (codes, camera):
            if each is not None:
                # Its threads may need a moment to end; the window does not wait for them.
                self._work.run(self, each.close, lane=Lane.WIRE)

    def use_camera(self, camera: Camera) -> None:
        """Look through this one (tests, the practice store)."""
        from app.devices import live_codes

        self.close_camera()
        self._camera = camera
        self._codes = live_codes.LiveCodes(camera, self._feed)
        self._take_link(CAMERA, str(camera.link))

    def newest(self) -> Frame | None:
        """The live picture for `CameraView.set_source`; opens nothing and never waits."""
        return self._camera.newest() if self._camera is not None else None

    def camera_link(self) -> str:
        """How the camera stands: a key of the words `link.…`; empty when none is set up or open."""
        return str(self._camera.link) if self._camera is not None else ""

    def shoot(
        self,
        owner: QObject,
        then: Callable[[Shot], object],
        failed: Callable[[Exception], object] | None = None,
    ) -> Ticket:
        """Take a photo at full resolution; `CameraLost` goes to `failed`."""
        camera = self._camera
        if camera is not None:
            return self._work.run(owner, camera.shoot, then=then, failed=failed, lane=Lane.WIRE)
        self.open_camera()
        return self._work.run(owner, self._shoot_soon, then=then, failed=failed, lane=Lane.WIRE)

    def _shoot_soon(self) -> Shot:
        """In the worker: the camera is only now being opened."""
        until = time.monotonic() + _OPENING_S
        while self._camera is None and time.monotonic() < until:
            time.sleep(0.02)
        camera = self._camera
        return camera.shoot() if camera is not None else _no_camera()

    # -- scanner -----------------------------------------------------------------------------------

    def open_scanner(self) -> None:
        """Listen to the serial scanner, if one is set up."""
        port = settings.text("scanner/port")
        if self._scanner is not None or not port:
            return
        from app.devices import scanner

        self._scanner = scanner.SerialScanner(
            port, self._feed, lambda link: self._tell(SCANNER, str(link))
        )

    def close_scanner(self) -> None:
        """Listen no longer."""
        scanner, self._scanner = self._scanner, None
        if scanner is not None:
            self._work.run(self, scanner.close, lane=Lane.WIRE)
        self._take_link(SCANNER, "")

    # -- printer -----------------------------------------------------------------------------------

    def print_label(
        self,
        owner: QObject,
        label: Label,
        then: Callable[[str], object],
        failed: Callable[[Exception], object] | None = None,
    ) -> Ticket:
        """Draw the label, read it back, send it; `then` hears where it went."""

        def sent(where: str) -> None:
            self._take_link(PRINTER, "LIVE")
            then(where)

        def lost(trouble: Exception) -> None:
            self._take_link(PRINTER, "LOST")
            if failed is not None:
                failed(trouble)

        return self._work.run(
            owner, send, label, printers.load()[0], then=sent, failed=lost, lane=Lane.WIRE
        )

    # -- all ---------------------------------------------------------------------------------------

    def link(self, device: str) -> str:
        """How a device stood last."""
        return self._links.get(device, "")

    def reopen(self) -> None:
        """The settings were changed: what was open is opened anew."""
        was_open = self._camera is not None
        self.close_camera()
        self.close_scanner()
        if was_open:
            self.open_camera()
        self.open_scanner()
        self.scale.reopen()

    def close(self) -> None:
        """Let everything go, and wait until it is gone."""
        for each in (self._codes, self._camera, self._scanner):
            if each is not None:
                each.close()
        self._codes = self._camera = self._scanner = None
        self.scale.close()

    def _tell(self, device: str, link: str) -> None:
        """Called in the device's own thread."""
        self._told.emit(device, link)

    def _take_link(self, device: str, link: str) -> None:
        if self._links.get(device, "") != link:
            self._links[device] = link
            self.link_changed.emit(device, link)


def send(label: Label, printer: Printer) -> str:
    """One label to the printer, drawn and read back; returns where it went."""
    from app.labels import press

    image = press.picture(printer, label)
    wire = press.open_wire(printer)
    try:
        wire.send(press.job(printer, image), f"{label.number}-{label.generation}")
    finally:
        wire.close()
    return str(printer.folder) if printer.way == "folder" else printer.title


def _load_camera() -> None:
    import cv2  # noqa: F401
    import numpy as np  # noqa: F401

    from app.devices import camera, fakes, live_codes  # noqa: F401  # so that the window has them at hand


def _no_camera() -> Any:
    from app.devices import errors as device_errors

    raise device_errors.CameraLost(source="")
