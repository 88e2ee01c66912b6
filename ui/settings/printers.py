"""The label printers of this computer: which there are, how each is reached and loaded, what it would print, how it is."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
)

from app import errors
from app import words as app_words
from app.labels import layout, printers
from app.labels.printers import Printer
from ui.settings import printing
from ui.settings.label_picture import LabelPicture
from ui.settings.lines import Section, chosen, offer
from ui.shell import icons, lang
from ui.shell.station import Station
from ui.widgets import parts
from ui.widgets.editors import TextEditor
from ui.work import Lane

_BAUDS: Final = (9600, 19200, 38400, 57600, 115200)
_TALLEST: Final = 4
_SIGNS: Final = {"ok": ("circle-check", "ok"), "bad": ("circle-x", "danger")}


class PrintersSection(Section):
    """A change is used at once. The printer that stands first is the one in use."""

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
        self._all = list(printers.load())
        self._is_showing = False
        self.list = QListWidget(self)
        self.list.setObjectName("settings.printers")
        self.list.setFixedWidth(360)
        self.add = parts.button(self, "settings.printer_add", self.add_one, icon="plus")
        self.remove = parts.button(self, "settings.printer_remove", self.remove_one, icon="trash-2")
        self.use = parts.button(self, "settings.printer_use", self.use_this, icon="check")
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
        self.address.setEditable(True)
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
        self.picture = LabelPicture(self)
        self.picture.setObjectName("settings.printer_picture")
        #: The sentence beneath the picture.
        self.said_of_picture = ""
        self.test = parts.button(self, "settings.test_print", self.print_test, icon="printer")
        self.look = parts.button(self, "settings.printer_look", self.look_at_it, icon="refresh-cw")
        self._sign = QLabel(self)
        self.status = parts.label(self, wraps=True)
        self.status.setObjectName("settings.printer_status")
        self._soon = QTimer(self, singleShot=True, interval=150)
        self._soon.timeout.connect(self._draw)
        self._build()
        self.retranslate()
        self._fill_list(0)
        self._wire()

    def refresh(self) -> None:
        """What is plugged in now, and how the chosen printer is."""
        self._station.work.run(
            self,
            printing.reached,
            then=self._offer_addresses,
            failed=lambda _: None,
            lane=Lane.WIRE,
        )
        self.look_at_it()

    def printer(self) -> Printer:
        """The printer that is shown."""
        return self._all[max(0, self.list.currentRow())]

    def add_one(self) -> None:
        """Another one, to be filled in."""
        self._all.append(Printer(language="zpl", way="tcp"))
        self._keep()
        self._fill_list(len(self._all) - 1)
        self.name.setFocus()

    def remove_one(self) -> None:
        """The printer shown is no longer here."""
        at = max(0, self.list.currentRow())
        del self._all[at]
        self._keep()
        self._all = list(printers.load())
        self._fill_list(max(0, at - 1))

    def use_this(self) -> None:
        """The printer shown is the one in use from now on."""
        self._all.insert(0, self._all.pop(max(0, self.list.currentRow())))
        self._keep()
        self._fill_list(0)

    def look_at_it(self) -> None:
        """Ask the printer how it is; while a batch has it, say that."""
        devices = self._station.devices
        busy = devices.printer_busy() if devices is not None else None
        if isinstance(busy, errors.Refusal):
            self._say_state("", app_words.refusal(busy, lang.now()).what)
            return
        self._say_state("", self.tr("Looking…"))
        self._station.work.run(
            self,
            printing.looked,
            self.printer(),
            then=lambda told: self._say_state(told[0], self._station.word(told[1])),
            failed=lambda no: self._say_state("bad", str(no)),
            lane=Lane.PRINTER,
        )

    def print_test(self) -> None:
        """Print the label that is shown."""
        assert self._station.devices is not None
        self.test.setEnabled(False)
        self._station.devices.print_label(
            self, printing.sample(), self._printed, self._not_printed, self.printer()
        )

    # -- inside ------------------------------------------------------------------------------------

    def _printed(self, where: str) -> None:
        self.test.setEnabled(True)
        self._station.notices.done(self.tr("The test label went to {0}.").format(where))
        self.look_at_it()

    def _not_printed(self, trouble: Exception) -> None:
        self.test.setEnabled(True)
        self._station.refuse(trouble)
        self.look_at_it()

    def _build(self) -> None:
        all_ = self.group("printers")
        self.line(all_, "list", self.list)
        self.line(all_, "acts", self.add, self.use, self.remove)
        one = self.group("printer")
        self.line(one, "status", self._sign, self.status)
        self.line(one, "try", self.look, self.test)
        self.line(one, "picture", self.picture)
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
        self.list.currentRowChanged.connect(lambda _: self._show())
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

    def _fill_list(self, row: int) -> None:
        self._is_showing = True
        self.list.clear()
        for number, each in enumerate(self._all):
            item = QListWidgetItem(icons.icon("check" if number == 0 else "printer"), "")
            item.setText(printing.called(each))
            self.list.addItem(item)
        rows = min(len(self._all), _TALLEST)
        self.list.setFixedHeight(rows * max(32, self.list.sizeHintForRow(0)) + 8)
        self.list.setCurrentRow(row)
        self._is_showing = False
        self._show()

    def _show(self) -> None:
        """The fields of the chosen printer."""
        self._is_showing = True
        told = self.printer()
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
        self._soon.start()
        self.look_at_it()

    def _take(self) -> None:
        """What the fields say now is the printer."""
        if self._is_showing:
            return
        before = self.printer()
        now = replace(
            before,
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
        now = printing.fitting(now, before)
        if now == before:
            return
        self._all[max(0, self.list.currentRow())] = now
        self._keep()
        self._fill_list(max(0, self.list.currentRow()))

    def _keep(self) -> None:
        try:
            printers.save(tuple(self._all))
        except errors.DiskTrouble as trouble:
            self._station.refuse(trouble)

    def _fit(self) -> None:
        """Only what means something for this printer can be changed."""
        told = self.printer()
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
        self.use.setEnabled(self.list.currentRow() > 0)
        self.remove.setEnabled(len(self._all) > 1)

    def _draw(self) -> None:
        self._station.work.run(
            self,
            printing.drawn,
            self.printer(),
            then=self._show_picture,
            failed=self._no_picture,
            lane=Lane.PICTURES,
        )

    def _show_picture(self, data: bytes) -> None:
        dots = self.picture.show_data(data)
        self._say_picture(
            self.tr("{0} × {1} dots: what is shown here is what is sent.").format(
                dots.width(), dots.height()
            )
        )

    def _no_picture(self, trouble: Exception) -> None:
        self.picture.show_nothing()
        said = (
            app_words.refusal(trouble, lang.now()) if isinstance(trouble, errors.Refusal) else None
        )
        self._say_picture(f"{said.what}{said.next}" if said else str(trouble))

    def _say_picture(self, words: str) -> None:
        self.said_of_picture = words
        self.say_line("picture", self.tr("Label"), words)

    def _say_state(self, state: str, sentence: str) -> None:
        icon, tone = _SIGNS.get(state, ("info", "soft"))
        self._sign.setPixmap(icons.pixmap(icon, tone))
        self.status.setText(sentence)

    def _offer_addresses(self, found: dict[str, list[tuple[str, str]]]) -> None:
        self._is_showing = True
        offer(self.address, found.get(self.printer().way, []))
        self._is_showing = False

    def _choose_folder(self) -> None:
        told = self.printer()
        name = QFileDialog.getExistingDirectory(
            self, self.tr("Where printed labels are kept"), str(told.folder)
        )
        if name:
            self.address.setEditText(name)
            self._take()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.say_group("printers", self.tr("Label printers"))
        self.say_line("list", self.tr("Printers"), self.tr("The one that stands first is in use."))
        self.say_line("acts", "")
        parts.say(self.add, self.tr("Add"))
        parts.say(self.use, self.tr("Use this one"))
        parts.say(self.remove, self.tr("Remove"))
        self.say_group("printer", self.tr("This printer"))
        self.say_line("status", self.tr("Now"))
        self.say_line("try", "")
        parts.say(self.look, self.tr("Look again"))
        parts.say(self.test, self.tr("Test print"))
        self.say_line("picture", self.tr("Label"), self.said_of_picture)
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
        if self.list.count():
            self._soon.start()
