"""The fields of one label printer: how it is reached, what lies in it; what does not fit together follows the last choice."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QSpinBox, QWidget

from app.labels import layout, printers
from app.labels.printers import Printer
from ui.settings import printing
from ui.settings.lines import Section, chosen, offer, typed_or_chosen
from ui.widgets import parts
from ui.widgets.editors import TextEditor

_BAUDS: Final = (9600, 19200, 38400, 57600, 115200)


class PrinterFields(Section):
    """Shows one printer; `changed` says what it is now, after each choice and each finished field."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__()
        self.setParent(parent)
        self.column.setContentsMargins(0, 0, 0, 0)
        self._printer = Printer()
        self._is_showing = False
        self.name = TextEditor(self)
        self.name.setObjectName("settings.printer_name")
        self.name.setMinimumWidth(320)
        self.name.setMaxLength(60)
        self.language = printing.choice(
            self, "printer_language", printers.LANGUAGES + printers.FILES
        )
        self.way = printing.choice(self, "printer_way", printers.WAYS)
        self.address = QComboBox(self)
        self.address.setObjectName("settings.printer_address")
        typed_or_chosen(self.address)
        self.address.setMinimumWidth(320)
        self._browse = parts.button(
            self, "settings.printer_browse", self._choose_folder, icon="folder-open"
        )
        self.baud = printing.choice(self, "printer_baud", _BAUDS)
        self.stock = printing.choice(self, "label_size", tuple(layout.SIZES))
        self.dpi = printing.choice(self, "dpi", layout.DPIS)
        self.gap = printing.millimetres(self, "printer_gap", 0, 10)
        self.sheet = printing.choice(self, "printer_sheet", ("", *layout.sheets()))
        self.first = QSpinBox(self)
        self.first.setObjectName("settings.printer_first")
        far = printers.FURTHEST_MM
        self.right = printing.millimetres(self, "printer_right", -far, far)
        self.down = printing.millimetres(self, "printer_down", -far, far)
        self.tells = QCheckBox(self)
        self.tells.setObjectName("settings.printer_tells")
        self.read_back = QCheckBox(self)
        self.read_back.setObjectName("settings.printer_read_back")
        self._lay_out()
        self.retranslate()
        self._wire()

    def show_printer(self, told: Printer) -> None:
        """This printer, in every field."""
        self._printer = told
        self._is_showing = True
        self.name.setText(told.name)
        for box, value in (
            (self.language, told.language),
            (self.way, told.way),
            (self.baud, told.baud),
            (self.stock, told.size),
            (self.dpi, told.dpi),
            (self.sheet, told.sheet),
        ):
            box.setCurrentIndex(max(0, box.findData(value)))
        self.address.setEditText(told.address)
        for spin, number in (
            (self.gap, told.gap),
            (self.right, told.right),
            (self.down, told.down),
        ):
            spin.setValue(number)
        self.first.setValue(told.first + 1)
        self.tells.setChecked(told.tells)
        self.read_back.setChecked(told.read_back)
        self._is_showing = False
        self._fit()

    def offer_addresses(self, found: dict[str, list[tuple[str, str]]]) -> None:
        """What is plugged in now, for each way."""
        self._is_showing = True
        offer(self.address, found.get(self._printer.way, []))
        self._is_showing = False

    # -- inside ------------------------------------------------------------------------------------

    def _take(self) -> None:
        """What the fields say now is the printer."""
        if self._is_showing:
            return
        now = replace(
            self._printer,
            name=self.name.text().strip(),
            language=str(self.language.currentData()),
            way=str(self.way.currentData()),
            address=chosen(self.address),
            baud=int(self.baud.currentData()),
            dpi=int(self.dpi.currentData()),
            size=str(self.stock.currentData()),
            gap=self.gap.value(),
            right=round(self.right.value(), 1),
            down=round(self.down.value(), 1),
            tells=self.tells.isChecked(),
            read_back=self.read_back.isChecked(),
            sheet=str(self.sheet.currentData()),
            first=self.first.value() - 1,
        )
        now = printing.fitting(now, self._printer)
        if now != self._printer:
            self.changed.emit(now)

    def _fit(self) -> None:
        """Only what means something for this printer can be changed."""
        told = self._printer
        self.way.setEnabled(told.language != "png")
        self.baud.setEnabled(told.way == "serial")
        self._browse.setEnabled(told.way == "folder")
        line = self.address.lineEdit()
        assert line is not None
        line.setPlaceholderText(str(told.folder) if told.way == "folder" else "")
        self.gap.setEnabled(told.is_label_printer and told.language != "escpos")
        self.tells.setEnabled(told.is_label_printer and told.way in ("tcp", "serial", "device"))
        self.sheet.setEnabled(told.language == "pdf")
        sheet = told.lies_on
        self.first.setRange(1, sheet.places if sheet else 1)
        self.first.setEnabled(sheet is not None)

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(
            self, self.tr("Where printed labels are kept"), str(self._printer.folder)
        )
        if name:
            self.address.setEditText(name)
            self._take()

    def _lay_out(self) -> None:
        one = self.lines()
        self.line(one, "name", self.name)
        self.line(one, "language", self.language)
        self.line(one, "way", self.way)
        self.line(one, "address", self.address, self._browse)
        self.line(one, "baud", self.baud)
        self.line(one, "asks", self.tells)
        self.line(one, "reads", self.read_back)
        paper = self.group("paper")
        self.line(paper, "stock", self.stock, self.dpi)
        self.line(paper, "gap", self.gap)
        self.line(paper, "sheet", self.sheet, self.first)
        self.line(paper, "offset", self.right, self.down)

    def _wire(self) -> None:
        for box in (self.language, self.way, self.baud, self.stock, self.dpi, self.sheet):
            box.activated.connect(self._take)
        self.address.activated.connect(self._take)
        line = self.address.lineEdit()
        assert line is not None
        for field in (line, self.name):
            field.editingFinished.connect(self._take)
        for spin in (self.gap, self.first, self.right, self.down):
            spin.valueChanged.connect(self._take)
        for check in (self.tells, self.read_back):
            check.toggled.connect(self._take)

    def retranslate(self) -> None:
        """Set every text anew."""
        self.say_line("name", self.tr("Name"))
        self.say_line("language", self.tr("Language"))
        self.say_line("way", self.tr("Connection"))
        self.say_line(
            "address",
            self.tr("Address"),
            self.tr(
                "Network: address, with :port if it is not 9100. Else the port, queue or folder."
            ),
        )
        parts.say(self._browse, self.tr("Choose…"))
        self.say_line("baud", self.tr("Speed"))
        self.say_line("asks", "")
        self.tells.setText(self.tr("Ask it for paper, head and ribbon"))
        self.say_line("reads", "")
        self.read_back.setText(self.tr("A label counts as printed when it was scanned"))
        self.say_group("paper", self.tr("What lies in it"))
        self.say_line("stock", self.tr("Label and head"))
        self.say_line("gap", self.tr("Gap between labels"))
        self.say_line(
            "sheet",
            self.tr("Sheet"),
            self.tr("For an office printer; printing begins at this place."),
        )
        self.say_line(
            "offset",
            self.tr("Moved right, down"),
            self.tr(
                "When the print does not sit in the middle. Every label is read back before it is sent."
            ),
        )
        printing.say_choices(self.language, self.way, self.stock, self.dpi, self.sheet)
        for at in range(self.baud.count()):
            self.baud.setItemText(at, f"{self.baud.itemData(at)} baud")
        self.first.setPrefix(self.tr("from place "))
