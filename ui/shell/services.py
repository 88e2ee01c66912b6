"""What lives as long as the window and is made when first needed: sounds, scans, devices, the watch over idleness."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from ui.shell import settings
from ui.work import Work

if TYPE_CHECKING:
    from ui.shell.devices import Devices
    from ui.shell.idle import Idle
    from ui.shell.scan import Scans
    from ui.shell.sounds import Sounds


class Services(QObject):
    """Each is made once; `stop` ends those that were made."""

    #: Nobody was here for the time that the store allows.
    idle_passed = Signal()

    def __init__(self, app: QApplication, work: Work, window: QWidget) -> None:
        super().__init__(window)
        self._app = app
        self._work = work
        self._window = window
        self._made: dict[str, Any] = {}

    @property
    def sounds(self) -> Sounds:
        """What is heard of a scan, a deed, a refusal."""
        if "sounds" not in self._made:
            from ui.shell.sounds import Sounds

            self._made["sounds"] = Sounds(self._work, settings.number("loudness", 60), self)
        made: Sounds = self._made["sounds"]
        return made

    @property
    def scans(self) -> Scans:
        """Where every scan comes in."""
        if "scans" not in self._made:
            from ui.shell.scan import Scans

            self._made["scans"] = Scans(self._app)
        made: Scans = self._made["scans"]
        return made

    @property
    def devices(self) -> Devices:
        """The devices of this place."""
        if "devices" not in self._made:
            from ui.shell.devices import Devices

            self._made["devices"] = Devices(self._work, self.scans.feed, self)
            # Told in the scanner's own thread, heard in the window's.
            self._made["devices"].touched.connect(
                self.idle.touch, Qt.ConnectionType.QueuedConnection
            )
        made: Devices = self._made["devices"]
        return made

    @property
    def idle(self) -> Idle:
        """Says when nobody was here for a while."""
        if "idle" not in self._made:
            from ui.shell.idle import Idle

            self._made["idle"] = Idle(self._window)
            self._made["idle"].passed.connect(self.idle_passed)
        made: Idle = self._made["idle"]
        return made

    def stop(self) -> None:
        """Let the devices go and hear no more; what is being written may still end."""
        for name, end in (("scans", "stop"), ("idle", "stop"), ("devices", "close")):
            if name in self._made:
                getattr(self._made[name], end)()

    def fall_silent(self) -> None:
        """After the last job: no sound any more."""
        if "sounds" in self._made:
            self._made["sounds"].close()
