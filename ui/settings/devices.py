"""Devices of this computer: camera with a live picture, serial scanner, label printer with a test print."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QSpinBox

from app.labels import layout, printers, rules
from app.labels.printers import Printer
from app.labels.types import Code, Kind, Label
from ui.settings.lines import Section, chosen, offer
from ui.shell import devices as set_up
from ui.shell import settings
from ui.shell.station import Station
from ui.widgets import parts
from ui.widgets.camera import CameraView
from ui.work import Lane

_LOOK_MS = 500
_KINDS = ("folder", "pdf", "tcp")


class DevicesSection(Section):
    """A change is used at once: the device is opened anew."""

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
        self.camera = QComboBox(self)
        self.camera.setObjectName("settings.camera")
        self.camera.setEditable(True)
        self.camera.setMinimumWidth(320)
        self._folder = parts.button(
            self, "settings.camera_folder", self._choose_source, icon="folder-open"
        )
        self.view = CameraView(self)
        self.view.setFixedSize(360, 220)
        self.scanner = QComboBox(self)
        self.scanner.setObjectName("settings.scanner")
        self.scanner.setEditable(True)
        self.scanner.setMinimumWidth(320)
        self._link = parts.label(self, "small")
        self.printer = QComboBox(self)
        self.printer.setObjectName("settings.printer")
        for kind in _KINDS:
            self.printer.addItem("", kind)
        self.host = QLineEdit(self)
        self.host.setObjectName("settings.printer_host")
        self.host.setFixedWidth(200)
        self.port = QSpinBox(self)
        self.port.setObjectName("settings.printer_port")
        self.port.setRange(1, 65535)
        self.folder = QLineEdit(self)
        self.folder.setObjectName("settings.printer_folder")
        self.folder.setMinimumWidth(320)
        self._browse = parts.button(
            self, "settings.printer_browse", self._choose_folder, icon="folder-open"
        )
        self.stock = QComboBox(self)
        self.stock.setObjectName("settings.label_size")
        for size in layout.SIZES.values():
            self.stock.addItem(f"{size.width:g} × {size.height:g} mm", size.name)
        self.dpi = QComboBox(self)
        self.dpi.setObjectName("settings.dpi")
        for dpi in layout.DPIS:
            self.dpi.addItem(f"{dpi} dpi", dpi)
        self.test = parts.button(self, "settings.test_print", self.print_test, icon="printer")
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._say_links)
        self._build()
        self._show()
        self._wire()
        self.retranslate()

    def refresh(self) -> None:
        """What is plugged in now."""
        self._station.work.run(
            self, _plugged_in, then=self._show_plugged_in, failed=_nobody, lane=Lane.WIRE
        )

    def print_test(self) -> None:
        """Print a label that stands for nothing."""
        assert self._station.devices is not None
        label = Label(
            payload=rules.encode(Code(Kind.ITEM, "00000000000", 1)),
            number="TEST-0000",
            alias=self.tr("Test"),
            name=self.tr("Test print"),
            quantity="1",
        )
        self.test.setEnabled(False)
        self._station.devices.print_label(self, label, self._printed, self._not_printed)

    def _printed(self, where: str) -> None:
        self.test.setEnabled(True)
        self._station.notices.done(self.tr("The test label went to {0}.").format(where))

    def _not_printed(self, trouble: Exception) -> None:
        self.test.setEnabled(True)
        self._station.refuse(trouble)

    # -- inside ------------------------------------------------------------------------------------

    def _build(self) -> None:
        camera = self.group("camera")
        self.line(camera, "source", self.camera, self._folder)
        self.line(camera, "live", self.view)
        scanner = self.group("scanner")
        self.line(scanner, "port", self.scanner, self._link)
        printer = self.group("printer")
        self.line(printer, "kind", self.printer)
        self.line(printer, "host", self.host, self.port)
        self.line(printer, "folder", self.folder, self._browse)
        self.line(printer, "size", self.stock, self.dpi, self.test)

    def _show(self) -> None:
        self.camera.setEditText(settings.text("camera/source", "0"))
        self.scanner.setEditText(settings.text("scanner/port"))
        told = printers.load()[0]
        kind = "tcp" if told.way == "tcp" else "pdf" if told.language == "pdf" else "folder"
        self.printer.setCurrentIndex(self.printer.findData(kind))
        host, _, port = told.address.rpartition(":")
        self.host.setText(host if kind == "tcp" else "")
        self.port.setValue(int(port) if kind == "tcp" and port.isdecimal() else 9100)
        self.folder.setText(str(told.folder) if kind != "tcp" else "")
        self.stock.setCurrentIndex(max(0, self.stock.findData(told.size)))
        self.dpi.setCurrentIndex(max(0, self.dpi.findData(told.dpi)))
        self._say_printer()

    def _wire(self) -> None:
        for box in (self.camera, self.scanner):
            box.activated.connect(self._keep_sources)
            line = box.lineEdit()
            assert line is not None
            line.editingFinished.connect(self._keep_sources)
        for choice in (self.printer, self.stock, self.dpi):
            choice.activated.connect(self._keep_printer)
        for field in (self.host, self.folder):
            field.editingFinished.connect(self._keep_printer)
        self.port.valueChanged.connect(self._keep_printer)

    def _keep_sources(self) -> None:
        source, port = chosen(self.camera), chosen(self.scanner)
        before = settings.text("camera/source", "0"), settings.text("scanner/port")
        if (source, port) == before:
            return
        settings.put("camera/source", source)
        settings.put("scanner/port", port)
        holder = self._station.devices
        if holder is not None:
            holder.reopen()
            holder.open_camera()
            self.view.set_source(holder.newest)

    def _keep_printer(self) -> None:
        kind = str(self.printer.currentData())
        is_tcp = kind == "tcp"
        host = f"{self.host.text().strip()}:{self.port.value()}" if self.host.text() else ""
        printers.save(
            (
                Printer(
                    language={"tcp": "zpl", "pdf": "pdf"}.get(kind, "png"),
                    way="tcp" if is_tcp else "folder",
                    address=host if is_tcp else self.folder.text().strip(),
                    size=str(self.stock.currentData()),
                    dpi=int(self.dpi.currentData()),
                ),
            )
        )
        self._say_printer()

    def _say_printer(self) -> None:
        is_tcp = self.printer.currentData() == "tcp"
        for each in (self.host, self.port):
            each.setEnabled(is_tcp)
        for other in (self.folder, self._browse):
            other.setEnabled(not is_tcp)

    def _show_plugged_in(self, found: tuple[list[str], list[tuple[str, str]]]) -> None:
        cameras, ports = found
        offer(self.camera, [(each, each) for each in [*cameras, set_up.DRAWN]])
        offer(self.scanner, [("", ""), *ports])

    def _say_links(self) -> None:
        holder = self._station.devices
        if holder is None:
            return
        link = holder.camera_link()
        self.view.set_state(
            "" if link == "LIVE" else self._station.word(f"link.{link}") if link else ""
        )
        told = holder.link(set_up.SCANNER)
        self._link.setText(self._station.word(f"link.{told}") if told else "")

    def _choose_source(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("A folder with pictures"))
        if name:
            self.camera.setEditText(name)
            self._keep_sources()

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(
            self, self.tr("Where printed labels are kept"), self.folder.text()
        )
        if name:
            self.folder.setText(str(Path(name)))
            self._keep_printer()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.say_group("camera", self.tr("Camera"))
        self.say_line(
            "source",
            self.tr("Source"),
            self.tr(
                "A camera's number or path, an address (rtsp, http), a video, or a folder with pictures."
            ),
        )
        self.say_line("live", self.tr("Live picture"))
        self.say_group("scanner", self.tr("Scanner"))
        self.say_line(
            "port",
            self.tr("Serial port"),
            self.tr("Scanners that type like a keyboard work everywhere and need nothing here."),
        )
        self.say_group("printer", self.tr("Label printer"))
        self.say_line("kind", self.tr("Kind"))
        for at, words in enumerate(
            (
                self.tr("Pictures into a folder"),
                self.tr("PDF into a folder"),
                self.tr("Network printer (ZPL)"),
            )
        ):
            self.printer.setItemText(at, words)
        self.say_line("host", self.tr("Address and port"))
        self.say_line("folder", self.tr("Folder"))
        self.say_line(
            "size", self.tr("Label"), self.tr("Every label is read back before it is sent.")
        )
        parts.say(self._folder, self.tr("Folder…"))
        parts.say(self._browse, self.tr("Choose…"))
        parts.say(self.test, self.tr("Test print"))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._station.devices is not None:
            self._station.devices.open_camera()
            self.view.set_source(self._station.devices.newest)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()
        self.view.set_source(None)


def _plugged_in() -> tuple[list[str], list[tuple[str, str]]]:
    from app.devices import frames, serial_line

    return frames.devices(), [
        (port.identity, f"{port.title} ({port.path})") for port in serial_line.ports()
    ]


def _nobody(_: Exception) -> None:
    """What is plugged in cannot be told; a name can still be typed."""
