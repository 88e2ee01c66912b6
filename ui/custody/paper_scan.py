"""A paper that goes with an act as a scan: a file of the office scanner, or the paper before the camera, made flat."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.custody.types import PhotoKind
from ui.custody.scans import Scan, read_scan
from ui.custody.shots import WATCH_MS, no_picture
from ui.custody.taken import Taken, keep
from ui.shell import cameras, keys, lang
from ui.shell.keys import Key, hint
from ui.shell.sounds import Sound
from ui.shell.station import Station
from ui.widgets import parts
from ui.widgets.camera import CameraView
from ui.work import Lane

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QShowEvent

    from app.devices.camera import Shot as Raw

#: A page and the table around it are seen, and a low window still has room for the list above.
_SEEN: Final = QSize(280, 200)


class PaperScan(lang.Speaks, QWidget):
    """What the camera sees, two buttons, and what was scanned last: `sha256` names it, empty when nothing was."""

    changed = Signal()

    def __init__(self, station: Station, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._station = station
        self.sha256 = self._told = ""
        self.view = CameraView(self)
        self.view.setFixedSize(_SEEN)
        self.view.hide()
        if station.devices is not None:
            self.view.set_source(station.devices.newest)
        self.told = parts.label(self, "soft", wraps=True)
        self.told.setObjectName(f"{name}.scanned")
        self.file = parts.button(self, f"{name}.scan_file", self.ask_file, icon="folder-open")
        self.photo = parts.button(self, f"{name}.scan_photo", self.photograph, icon="camera")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.file)
        row.addWidget(self.photo)
        row.addStretch()
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self.told)
        column.addLayout(row)
        column.addStretch()
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(16)
        whole.addWidget(self.view)
        whole.addLayout(column, 1)
        keys.bind(self, Key.PHOTOGRAPH, self.photograph)
        # A camera says in its own thread how it stands; looking now and then is all that is needed.
        self._watch = QTimer(self, interval=WATCH_MS)
        self._watch.timeout.connect(self._say_link)
        self.retranslate()

    def clear(self) -> None:
        """The next paper: nothing was scanned yet."""
        self._take("", "")

    def ask_file(self) -> None:
        """Choose the scanned page."""
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Scanned paper"), "", "*.jpg *.jpeg *.png *.webp *.tif *.tiff *.pdf"
        )
        if name:
            self.take_file(name)

    def take_file(self, name: str) -> None:
        """Keep this page."""
        self._station.work.run(
            self,
            read_scan,
            self._station.store,
            name,
            then=self._read,
            failed=self._station.refuse,
            lane=Lane.PICTURES,
        )

    def photograph(self) -> None:
        """The paper lies before the camera."""
        if self._station.devices is not None:
            self._station.devices.shoot(self, self._keep, self._station.refuse)

    def _keep(self, raw: Raw) -> None:
        self.view.flash()
        self._station.work.run(
            self,
            keep,
            self._station.store,
            raw,
            PhotoKind.DOCUMENT,
            then=partial(self._shot, raw.source),
            failed=self._station.refuse,
            lane=Lane.PICTURES,
        )

    def _read(self, scan: Scan) -> None:
        self._take(scan.sha256, scan.name)

    def _shot(self, source: str, taken: Taken) -> None:
        self._take((taken.flat or taken.shot).sha256, source)

    def _take(self, sha256: str, told: str) -> None:
        self.sha256, self._told = sha256, told
        if sha256:
            self._station.sounds.play(Sound.HIT)
        self.retranslate()
        self.changed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Where a camera is set up, one sees how the paper lies before it."""
        super().showEvent(event)
        devices = self._station.devices
        self.view.setVisible(devices is not None and devices.overview.is_set_up())
        if devices is not None:
            devices.open_camera()
            self._watch.start()
        self._say_link()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._watch.stop()

    def _say_link(self) -> None:
        devices = self._station.devices
        said = no_picture(devices.camera_link() if devices is not None else "")
        if said != self.view.state():
            self.view.set_state(said)

    def retranslate(self) -> None:
        """Set every text anew."""
        self.told.setText(
            self.tr("Scan of the list: {0}").format(self._told)
            if self.sha256
            else self.tr("Scan of the list: none yet")
        )
        parts.say(self.file, self.tr("From file"))
        parts.say(self.photo, hint(self.tr("Photograph"), Key.PHOTOGRAPH))
        self.view.set_name(cameras.about(cameras.OVERVIEW).name)
        self._say_link()
