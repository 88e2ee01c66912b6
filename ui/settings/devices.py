"""The label printer of this computer, with a test print."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QSpinBox

from app.labels import layout, printers, rules
from app.labels.printers import Printer
from app.labels.types import Code, Kind, Label
from ui.settings.lines import Section
from ui.shell.station import Station
from ui.widgets import parts

_KINDS = ("folder", "pdf", "tcp")


class DevicesSection(Section):
    """A change is used at once."""

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
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
        self._build()
        self._show()
        self._wire()
        self.retranslate()

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
        printer = self.group("printer")
        self.line(printer, "kind", self.printer)
        self.line(printer, "host", self.host, self.port)
        self.line(printer, "folder", self.folder, self._browse)
        self.line(printer, "size", self.stock, self.dpi, self.test)

    def _show(self) -> None:
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
        for choice in (self.printer, self.stock, self.dpi):
            choice.activated.connect(self._keep_printer)
        for field in (self.host, self.folder):
            field.editingFinished.connect(self._keep_printer)
        self.port.valueChanged.connect(self._keep_printer)

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

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(
            self, self.tr("Where printed labels are kept"), self.folder.text()
        )
        if name:
            self.folder.setText(str(Path(name)))
            self._keep_printer()

    def retranslate(self) -> None:
        """Set every text anew."""
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
        parts.say(self._browse, self.tr("Choose…"))
        parts.say(self.test, self.tr("Test print"))
