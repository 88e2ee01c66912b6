"""The devices of this place at the counter: opened when first needed, from what the settings say."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Qt, Signal

from app.labels import printers
from ui.shell import cameras, settings
from ui.shell.cameras import CameraDesk
from ui.shell.scales import SCALE, ScaleDesk
from ui.work import Lane, Ticket, Work

if TYPE_CHECKING:
    from app.devices.camera import Camera, Frame, Shot
    from app.labels.printers import Printer
    from app.labels.types import Label

CAMERA: Final = "camera"
SCANNER: Final = "scanner"
PRINTER: Final = "printer"
_WORST: Final = ("LOST", "OPENING", "CLOSED", "LIVE")
#: Of two cameras one may be looked through while the other is not; that is no trouble.
_WORST_CAMERA: Final = ("LOST", "OPENING", "LIVE", "CLOSED", "")


class Devices(QObject):
    """Camera, serial scanner and label printer. `feed` takes every code that a device reads."""

    #: A device's name and how it stands: OPENING, LIVE, LOST, CLOSED, or "" when none is set up.
    link_changed = Signal(str, str)
    #: The settings of the devices were changed.
    set_up_changed = Signal()
    #: Somebody scanned at the counter with a serial scanner; what a camera reads by itself tells of nobody.
    touched = Signal()
    _told = Signal(str, str)

    def __init__(
        self, work: Work, feed: Callable[[str], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._feed = feed
        self.overview = CameraDesk(cameras.OVERVIEW, work, feed, self)
        self.detail = CameraDesk(cameras.DETAIL, work, feed, self)
        self.overview.link_told.connect(lambda link: self._tell(cameras.OVERVIEW, link))
        self.detail.link_told.connect(lambda link: self._tell(cameras.DETAIL, link))
        self._camera_links: dict[str, str] = {}
        self._scanners: dict[str, Any] = {}
        self._words: dict[str, int] = {}
        #: How each serial scanner stands, by its name.
        self.scanner_links: dict[str, str] = {}
        self._links: dict[str, str] = {}
        #: So many labels of a batch come before anything else that is printed.
        self._batch = 0
        self.scale = ScaleDesk(work, self)
        self.scale.link_told.connect(lambda link: self._tell(SCALE, link))
        self._told.connect(self._take_link, Qt.ConnectionType.QueuedConnection)

    # -- camera ------------------------------------------------------------------------------------

    def open_camera(self, then: Callable[[], object] | None = None) -> None:
        """Begin to look through the cameras that are set up; `then` when the one for the whole is looked through."""
        self.overview.open(then)
        self.detail.open()

    def set_practice(self, *, on: bool) -> None:
        """Whether the store is one for practice."""
        self.overview.is_practice = self.detail.is_practice = on

    def load_ahead(self) -> Ticket:
        """Load what reads pictures while nobody is signed in: for a moment nothing else can run beside it."""
        job = cameras.load if self.overview.is_set_up() else _nothing
        return self._work.run(self, job, lane=Lane.WIRE)

    def close_camera(self) -> None:
        """Let the cameras go; their lights go out."""
        self.overview.close()
        self.detail.close()

    def use_camera(self, camera: Camera) -> None:
        """Look through this one (tests, the practice store)."""
        self.overview.use(camera)

    def newest(self) -> Frame | None:
        """The live picture of the whole, for `CameraView.set_source`; opens nothing and never waits."""
        return self.overview.newest()

    def camera_link(self) -> str:
        """How the camera for the whole stands: a key of the words `link.…`; empty when none is set up or open."""
        return self.overview.link()

    def shoot(
        self,
        owner: QObject,
        then: Callable[[Shot], object],
        failed: Callable[[Exception], object] | None = None,
    ) -> Ticket:
        """Take a photo of the whole at full resolution; `CameraLost` goes to `failed`."""
        return self.overview.shoot(owner, then, failed)

    # -- scanner -----------------------------------------------------------------------------------

    def open_scanner(self) -> None:
        """Listen to the serial scanners that are set up and to no others; each is known by its own name."""
        from app.devices import scanner

        wanted = scanner_ports()
        for port in [each for each in self._scanners if each not in wanted]:
            self._close_scanner(port)
        for port in wanted:
            if port not in self._scanners:
                # An old one's last word must not be taken for the new one's on the same port.
                self._words[port] = self._words.get(port, 0) + 1
                self._scanners[port] = scanner.SerialScanner(
                    port,
                    self._scanned,
                    functools.partial(self._tell_scanner, port, self._words[port]),
                )

    def close_scanner(self) -> None:
        """Listen no longer."""
        for port in [*self._scanners]:
            self._close_scanner(port)
        self._take_link(SCANNER, "")

    def _close_scanner(self, port: str) -> None:
        self._words[port] = self._words.get(port, 0) + 1
        self.scanner_links.pop(port, None)
        self._work.run(self, self._scanners.pop(port).close, lane=Lane.WIRE)

    def _scanned(self, text: str) -> None:
        """In the scanner's own thread."""
        self.touched.emit()
        self._feed(text)

    def _tell_scanner(self, port: str, word: int, link: str) -> None:
        """In the scanner's own thread: the one that stands worst speaks for all."""
        if self._words.get(port) == word:
            self.scanner_links[port] = str(link)
            self._tell(SCANNER, min([*self.scanner_links.values()], key=_WORST.index))

    # -- printer -----------------------------------------------------------------------------------

    def print_label(
        self,
        owner: QObject,
        label: Label,
        then: Callable[[str], object],
        failed: Callable[[Exception], object] | None = None,
        printer: Printer | None = None,
    ) -> Ticket:
        """Draw a label that is in no books, read it back, send it; `then` hears where it went."""
        busy = self.printer_busy()
        if busy is not None:
            return self._work.run(owner, _refuse, busy, failed=failed, lane=Lane.WIRE)

        def sent(where: str) -> None:
            self.take_printer("LIVE")
            then(where)

        def lost(trouble: Exception) -> None:
            self.take_printer("LOST")
            if failed is not None:
                failed(trouble)

        return self._work.run(
            owner,
            send,
            label,
            printer,
            then=sent,
            failed=lost,
            lane=Lane.PRINTER,
        )

    def hold_printer(self, left: int) -> None:
        """A batch has the printer, and may wait for paper: so many labels are still to come; 0 lets it go."""
        self._batch = left

    def printer_busy(self) -> Exception | None:
        """The refusal for whoever wants the printer while a batch has it: he is told at once, not kept waiting."""
        from app.devices import errors as device_errors

        return device_errors.PrinterBusy(left=self._batch) if self._batch else None

    def take_printer(self, link: str) -> None:
        """How the printer in use stood last."""
        self._take_link(PRINTER, link)

    # -- all ---------------------------------------------------------------------------------------

    def link(self, device: str) -> str:
        """How a device stood last."""
        return self._links.get(device, "")

    def reopen(self) -> None:
        """The settings were changed: what was open is opened anew."""
        self.overview.reopen()
        self.detail.reopen()
        self.close_scanner()
        self.open_scanner()
        self.scale.reopen()
        self.set_up_changed.emit()

    def close(self) -> None:
        """Let everything go, and wait until it is gone."""
        for camera in (self.overview, self.detail):
            camera.shut()
        for each in self._scanners.values():
            each.close()
        self._scanners = {}
        self.scale.close()

    def _tell(self, device: str, link: str) -> None:
        """Called in the device's own thread."""
        self._told.emit(device, link)

    def _take_link(self, device: str, link: str) -> None:
        if device in (cameras.OVERVIEW, cameras.DETAIL):
            self._camera_links[device] = link
            device, link = CAMERA, min(self._camera_links.values(), key=_WORST_CAMERA.index)
        if self._links.get(device, "") != link:
            self._links[device] = link
            self.link_changed.emit(device, link)


def scanner_ports() -> list[str]:
    """The serial scanners that the settings name, one a line."""
    return [port for port in settings.text("scanner/port").split("\n") if port.strip()]


def _nothing() -> None:
    """Without a camera nothing reads pictures."""


def _refuse(trouble: Exception) -> None:
    raise trouble


def send(label: Label, printer: Printer | None = None) -> str:
    """One label to the printer (else the one in use); returns where it went, once the printer has it."""
    from app.devices import errors as device_errors
    from app.labels import press
    from app.labels.giving import Ended, Feed

    printer = printer or printers.load()[0]
    said: list[str] = []
    feed = Feed(printer, say=said.append)
    try:
        image = press.picture(printer, label)
        ended = feed.give_out(image, f"{label.number}-{label.generation}", lambda: None)
    finally:
        feed.close()
    if ended in (Ended.REFUSED, Ended.DOUBT):
        raise device_errors.PrinterUnready(printer=printer.title, why=said[-1])
    return str(printer.folder) if printer.way == "folder" else printer.title
