"""The label printers of this computer: which there are, how each is reached and loaded, what it would print, how it is."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
)

from app import errors
from app import words as app_words
from app.labels import printers
from app.labels.printers import Printer
from ui.settings import printing
from ui.settings.label_picture import LabelPicture
from ui.settings.lines import Section
from ui.settings.printer_fields import PrinterFields
from ui.shell import icons, lang, troubles
from ui.shell.station import Station
from ui.widgets import parts
from ui.work import Lane, Ticket

_BAUDS: Final = (9600, 19200, 38400, 57600, 115200)
_TALLEST: Final = 4
_SIGNS: Final = {"ok": ("circle-check", "ok"), "bad": ("circle-x", "danger")}


class PrintersSection(Section):
    """A change is used at once. The printer that stands first is the one in use.

    The list is a file: it is read and written in a worker, and until it is there nothing can be changed.
    """

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
        self._all: list[Printer] = []
        self._loading: Ticket | None = None
        self._is_showing = False
        self.list = QListWidget(self)
        self.list.setObjectName("settings.printers")
        self.list.setFixedWidth(360)
        self.add = parts.button(self, "settings.printer_add", self.add_one, icon="plus")
        self.remove = parts.button(self, "settings.printer_remove", self.remove_one, icon="trash-2")
        self.use = parts.button(self, "settings.printer_use", self.use_this, icon="check")
        self.fields = PrinterFields(self)
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
        self.list.currentRowChanged.connect(lambda _: self._show())
        self.fields.changed.connect(self._take)
        self.setEnabled(False)
        self._load()

    def refresh(self) -> None:
        """Which there are, what is plugged in now, and how the chosen printer is."""
        self._station.work.run(
            self,
            printing.reached,
            then=self.fields.offer_addresses,
            failed=lambda _: None,
            lane=Lane.WIRE,
        )
        self._load()

    def printer(self) -> Printer:
        """The printer that is shown."""
        return self._all[max(0, self.list.currentRow())]

    def add_one(self) -> None:
        """Another one, to be filled in."""
        self._all.append(Printer(language="zpl", way="tcp"))
        self._keep()
        self._fill_list(len(self._all) - 1)
        self.fields.name.setFocus()

    def remove_one(self) -> None:
        """The printer shown is no longer here."""
        at = max(0, self.list.currentRow())
        del self._all[at]
        self._keep()
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
            failed=lambda no: self._say_state("bad", troubles.sentence(no)),
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
        self.put(self.fields)

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
        """The chosen printer."""
        if self._is_showing:
            return
        self.fields.show_printer(self.printer())
        self.use.setEnabled(self.list.currentRow() > 0)
        self.remove.setEnabled(len(self._all) > 1)
        self._soon.start()
        self.look_at_it()

    def _take(self, now: Printer) -> None:
        row = max(0, self.list.currentRow())
        self._all[row] = now
        self._keep()
        self._fill_list(row)

    def _load(self) -> None:
        if self._loading is None or self._loading.is_done():
            self._loading = self._station.work.run(
                self,
                printers.load,
                then=self._take_all,
                failed=self._station.refuse,
                lane=Lane.WIRE,
            )

    def _take_all(self, found: tuple[Printer, ...]) -> None:
        self.setEnabled(True)
        if found == tuple(self._all):
            self.look_at_it()
            return
        self._all = list(found)
        self._fill_list(min(max(0, self.list.currentRow()), len(found) - 1))

    def _keep(self) -> None:
        if self._loading is not None:
            self._loading.cancel()  # what it read is older than what the person sees
            self._loading = None
        self._station.work.run(
            self, printers.save, tuple(self._all), failed=self._not_kept, lane=Lane.WIRE
        )

    def _not_kept(self, trouble: Exception) -> None:
        """The file is as it was: so is what is shown."""
        self._station.refuse(trouble)
        self._load()

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
        self._say_picture(troubles.sentence(trouble))

    def _say_picture(self, words: str) -> None:
        self.said_of_picture = words
        self.say_line("picture", self.tr("Label"), words)

    def _say_state(self, state: str, sentence: str) -> None:
        icon, tone = _SIGNS.get(state, ("info", "soft"))
        self._sign.setPixmap(icons.pixmap(icon, tone))
        self.status.setText(sentence)

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
        if self.list.count():
            for at, each in enumerate(self._all):  # what is half typed below stays
                self.list.item(at).setText(printing.called(each))
            self._soon.start()
        if self.status.text():
            self.look_at_it()
