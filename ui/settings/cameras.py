"""The cameras of this computer: one for the whole, one for the detail, each by a name that stays when plugs are swapped."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QKeySequenceEdit, QLineEdit, QSpinBox

from app.devices.cameras import Status
from ui.settings.lines import Section, chosen, offer, typed_or_chosen
from ui.shell import cameras, lang, settings
from ui.shell.cameras import DETAIL, OVERVIEW
from ui.shell.inside import FOOT
from ui.shell.station import Station
from ui.widgets import parts
from ui.widgets.camera import CameraView
from ui.work import Lane

_LOOK_MS = 500
_AUTO = -14  # below what any driver counts from: the camera decides


class _Camera:
    """The controls of one camera."""

    def __init__(self, section: CamerasSection, role: str) -> None:
        self.role = role
        name = role.replace("/", "_")
        self.source = QComboBox(section)
        self.source.setObjectName(f"settings.{name}")
        typed_or_chosen(self.source)
        self.source.setMinimumWidth(320)
        self.folder = parts.button(
            section,
            f"settings.{name}_folder",
            lambda: section.choose_folder(self),
            icon="folder-open",
        )
        self.name = QLineEdit(section)
        self.name.setObjectName(f"settings.{name}_name")
        self.name.setFixedWidth(200)
        self.size = QComboBox(section)
        self.size.setObjectName(f"settings.{name}_size")
        for size in cameras.SIZES:
            self.size.addItem(size.replace("x", " × "), size)
        self.exposure, self.focus = (
            _spin(section, f"settings.{name}_{what}") for what in ("exposure", "focus")
        )
        self.given = parts.label(section, "small", wraps=True)
        self.view = CameraView(section)
        self.view.setFixedSize(300, 190)
        self.check = parts.button(
            section, f"settings.{name}_check", lambda: section.check(self), icon="camera"
        )
        self.told = parts.label(section, "small", wraps=True)
        self.told.setObjectName(f"settings.{name}_told")

    def show(self) -> None:
        told = cameras.about(self.role)
        self.source.setEditText(told.source)
        self.name.setText(told.name)
        self.size.setCurrentIndex(max(0, self.size.findData(told.size)))
        self.exposure.setValue(_AUTO if told.exposure is None else told.exposure)
        self.focus.setValue(_AUTO if told.focus is None else told.focus)

    def keep(self) -> bool:
        """Whether anything was changed."""
        before = cameras.about(self.role)
        settings.put(f"{self.role}/source", chosen(self.source))
        settings.put(f"{self.role}/name", self.name.text().strip())
        settings.put(f"{self.role}/size", str(self.size.currentData()))
        for what, box in (("exposure", self.exposure), ("focus", self.focus)):
            settings.put(f"{self.role}/{what}", "" if box.value() == _AUTO else box.value())
        return cameras.about(self.role) != before


class CamerasSection(Section):
    """A change is used at once: the camera is opened anew."""

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
        #: What was plugged in when it was looked last; None before.
        self._found: list[tuple[str, str]] | None = None
        self.overview, self.detail = _Camera(self, OVERVIEW), _Camera(self, DETAIL)
        self.foot = QKeySequenceEdit(self)
        self.foot.setObjectName("settings.foot_key")
        self.foot.setMaximumSequenceLength(1)
        self.foot.setFixedWidth(200)
        self.foot.setClearButtonEnabled(True)
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._build()
        for each in (self.overview, self.detail):
            each.show()
        self.foot.setKeySequence(QKeySequence(settings.text(FOOT)))
        self._wire()
        self.retranslate()

    def refresh(self) -> None:
        """What is plugged in now."""
        self._station.work.run(
            self, _plugged_in, then=self._offer, failed=lambda _: None, lane=Lane.WIRE
        )

    def check(self, camera: _Camera) -> None:
        """Look through the camera for a moment, and say in one sentence how it is."""
        holder = self._station.devices
        desk = self._desk(camera)
        if desk is not None and desk.link() == "LIVE":
            camera.told.setText(self.tr("It shows a picture."))
            return
        if holder is not None and desk is not None:
            desk.close()  # what holds it would make it look as if another program did
        camera.check.setEnabled(False)
        camera.told.setText(self.tr("Looking…"))
        self._station.work.run(
            self,
            _status,
            chosen(camera.source),
            lang.now(),
            then=lambda status: self._checked(camera, status),
            failed=lambda _: self._checked(camera, None),
            lane=Lane.WIRE,
        )

    def choose_folder(self, camera: _Camera) -> None:
        """A folder of pictures stands in for a camera."""
        name = QFileDialog.getExistingDirectory(self, self.tr("A folder with pictures"))
        if name:
            camera.source.setEditText(name)
            self._keep()

    # -- inside ------------------------------------------------------------------------------------

    def _checked(self, camera: _Camera, status: Status | None) -> None:
        camera.check.setEnabled(True)
        camera.told.setText(
            status.told if status is not None else self.tr("It cannot be looked at.")
        )
        desk = self._desk(camera)
        if desk is not None:
            desk.open()

    def _desk(self, camera: _Camera) -> cameras.CameraDesk | None:
        holder = self._station.devices
        if holder is None:
            return None
        return holder.overview if camera is self.overview else holder.detail

    def _build(self) -> None:
        for camera, name in ((self.overview, "whole"), (self.detail, "detail")):
            grid = self.group(name)
            self.line(grid, f"{name}_source", camera.source, camera.folder)
            self.line(grid, f"{name}_name", camera.name)
            self.line(grid, f"{name}_size", camera.size, camera.given)
            self.line(grid, f"{name}_exposure", camera.exposure)
            self.line(grid, f"{name}_focus", camera.focus)
            self.line(grid, f"{name}_live", camera.view)
            self.line(grid, f"{name}_check", camera.check, camera.told)
        foot = self.group("foot")
        self.line(foot, "foot_key", self.foot)

    def _wire(self) -> None:
        for camera in (self.overview, self.detail):
            camera.source.activated.connect(self._keep)
            line = camera.source.lineEdit()
            assert line is not None
            line.editingFinished.connect(self._keep)
            camera.name.editingFinished.connect(self._keep)
            camera.size.activated.connect(self._keep)
            camera.exposure.editingFinished.connect(self._keep)
            camera.focus.editingFinished.connect(self._keep)
        self.foot.keySequenceChanged.connect(self._keep_foot)

    def _keep(self) -> None:
        changed = [each for each in (self.overview, self.detail) if each.keep()]
        if not changed:
            return
        holder = self._station.devices
        if holder is not None:
            holder.reopen()
            holder.open_camera()
        self._show_views()

    def _keep_foot(self) -> None:
        settings.put(FOOT, self.foot.keySequence().toString())
        if self._station.devices is not None:
            self._station.devices.set_up_changed.emit()

    def _offer(self, found: list[tuple[str, str]]) -> None:
        self._found = found
        drawn = (cameras.DRAWN, self.tr("A drawn picture (practice)"))
        for camera, none in ((self.overview, []), (self.detail, [("", self.tr("None"))])):
            offer(camera.source, [*none, *found, drawn])

    def _look(self) -> None:
        for camera in (self.overview, self.detail):
            desk = self._desk(camera)
            link = desk.link() if desk is not None else ""
            camera.view.set_state(
                "" if link == "LIVE" else self._station.word(f"link.{link}") if link else ""
            )
            given = desk.given() if desk is not None else None
            if given is None:
                camera.given.setText("")
                continue
            told = [self.tr("it gives {0} × {1}").format(given.width, given.height)]
            if given.exposure is None:
                told.append(self.tr("no exposure to set"))
            if given.focus is None:
                told.append(self.tr("no focus to set"))
            camera.given.setText("  ·  ".join(told))

    def _show_views(self) -> None:
        for camera in (self.overview, self.detail):
            desk = self._desk(camera)
            camera.view.set_source(desk.newest if desk is not None else None)

    def retranslate(self) -> None:
        """Set every text anew."""
        self.say_group("whole", self.tr("Camera 1: the whole"))
        self.say_group("detail", self.tr("Camera 2: detail"))
        self.say_group("foot", self.tr("Foot switch"))
        for name, camera in (("whole", self.overview), ("detail", self.detail)):
            self.say_line(
                f"{name}_source",
                self.tr("Source"),
                self.tr(
                    "A camera is known by its own number, whichever plug it is in; or an address (rtsp, http), a "
                    "video, a folder with pictures."
                ),
            )
            self.say_line(f"{name}_name", self.tr("Name"), self.tr("Written over its picture."))
            self.say_line(f"{name}_size", self.tr("Resolution"))
            self.say_line(f"{name}_exposure", self.tr("Exposure"))
            self.say_line(f"{name}_focus", self.tr("Focus"))
            self.say_line(f"{name}_live", self.tr("Live picture"))
            self.say_line(f"{name}_check", self.tr("Check"))
            parts.say(camera.folder, self.tr("Folder…"))
            parts.say(camera.check, self.tr("Look through it"))
            for box in (camera.exposure, camera.focus):
                box.setSpecialValueText(self.tr("automatic"))
            camera.name.setPlaceholderText(
                self.tr("No. 1: the whole") if name == "whole" else self.tr("No. 2: detail")
            )
        if self._found is not None:
            self._offer(self._found)
        foot = self.foot.findChild(QLineEdit)
        if isinstance(foot, QLineEdit):  # Qt itself says it once only, when it is made
            foot.setPlaceholderText(self.tr("Press the key"))
        self.say_line(
            "foot_key",
            self.tr("Its key"),
            self.tr(
                "Click here and step on the switch once; from then on it photographs on every page."
            ),
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._station.devices is not None:
            self._station.devices.open_camera()
        self._show_views()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()
        for camera in (self.overview, self.detail):
            camera.view.set_source(None)


def _spin(section: Section, name: str) -> QSpinBox:
    box = QSpinBox(section)
    box.setObjectName(name)
    box.setRange(_AUTO, 10_000)
    box.setFixedWidth(120)
    return box


def _plugged_in() -> list[tuple[str, str]]:
    from app.devices import cameras as found

    return [(each.identity, each.title) for each in found.find()]


def _status(source: str, tongue: str) -> Status:
    from app.devices import cameras as found

    return found.status(source, tongue)
