"""The scanners of this computer: those that type are learned by one scan, those on a serial line are told apart by name."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem

from ui.settings.learn import LearnPanel
from ui.settings.lines import Section
from ui.shell import devices, files, settings
from ui.shell.station import Station
from ui.widgets import parts
from ui.work import Lane

_LOOK_MS = 1000
_PORT = Qt.ItemDataRole.UserRole.value


class ScannersSection(Section):
    """A change is used at once."""

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
        self._found: list[tuple[str, str]] = []
        self.learn = parts.button(self, "settings.learn", self._begin, icon="scan-barcode")
        self._profile = parts.label(self, "small", wraps=True)
        self.panel = LearnPanel(station, self)
        self.panel.learned.connect(self._say_profile)
        self.ports = QListWidget(self)
        self.ports.setObjectName("settings.scanners")
        self.ports.setMinimumSize(520, 120)
        self.ports.setMaximumHeight(160)
        self.other = QLineEdit(self)
        self.other.setObjectName("settings.scanner")
        self.other.setMinimumWidth(320)
        self._add = parts.button(self, "settings.scanner_add", self.add, icon="plus")
        self.card = parts.button(self, "settings.desk_card", self.save_card, icon="download")
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.refresh)
        self._build()
        self.ports.itemChanged.connect(self._ticked)
        self.other.returnPressed.connect(self.add)
        self._show_ports([])
        self.retranslate()

    def refresh(self) -> None:
        """What is plugged in now, and how each stands; a scanner that is plugged in later appears by itself."""
        self._station.work.run(
            self, _plugged_in, then=self._show_ports, failed=lambda _: None, lane=Lane.WIRE
        )

    def add(self) -> None:
        """Listen to a port that is typed."""
        port = self.other.text().strip()
        if port and port not in devices.scanner_ports():
            self._keep([*devices.scanner_ports(), port])
            self.other.clear()

    def save_card(self) -> None:
        """The command card as PDF, to be printed on any printer."""
        path = files.ask_save(self, self.tr("Command card"), "案库-命令卡.pdf", "PDF (*.pdf)")
        if path is None:
            return

        def drawn() -> Any:
            from app.forms.desk_card import desk_card_pdf

            return files.write(path, desk_card_pdf())

        def done(at: Any) -> None:
            self._station.notices.done(self.tr("Saved: {0}").format(at))

        self._station.work.run(
            self, drawn, then=done, failed=self._station.refuse, lane=Lane.PICTURES
        )

    # -- inside ------------------------------------------------------------------------------------

    def _begin(self) -> None:
        self.panel.begin()

    def _build(self) -> None:
        keyboard = self.group("keyboard")
        self.line(keyboard, "learn", self.learn, self._profile)
        self.column.insertWidget(self.column.count() - 1, self.panel)
        serial = self.group("serial")
        self.line(serial, "ports", self.ports)
        self.line(serial, "other", self.other, self._add)
        cards = self.group("cards")
        self.line(cards, "card", self.card)

    def _show_ports(self, found: list[tuple[str, str]]) -> None:
        self._found = found
        used = devices.scanner_ports()
        titles = {**{port: port for port in used}, **dict(found)}
        holder = self._station.devices
        links = holder.scanner_links if holder is not None else {}
        self.ports.blockSignals(True)
        while self.ports.count() > len(titles):
            self.ports.takeItem(self.ports.count() - 1)
        for row, (port, title) in enumerate(sorted(titles.items())):
            if row >= self.ports.count():
                self.ports.addItem(QListWidgetItem())
            item = self.ports.item(row)
            link = links.get(port, "")
            told = self._station.word(f"link.{link}") if link else self.tr("not in use")
            item.setText(f"{title}  ·  {told}")
            item.setData(_PORT, port)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if port in used else Qt.CheckState.Unchecked)
        self.ports.blockSignals(False)

    def _ticked(self, item: QListWidgetItem) -> None:
        port = str(item.data(_PORT))
        ports = [each for each in devices.scanner_ports() if each != port]
        if item.checkState() == Qt.CheckState.Checked:
            ports.append(port)
        self._keep(ports)

    def _keep(self, ports: list[str]) -> None:
        settings.put("scanner/port", "\n".join(ports))
        holder = self._station.devices
        if holder is not None:
            holder.open_scanner()
        self._show_ports(self._found)

    def _say_profile(self) -> None:
        scans = self._station.scans
        is_learned = scans is not None and scans.profile().gap_ms > 0
        self._profile.setText(
            self.tr("learned: {0} ms between keys").format(scans.profile().gap_ms)
            if is_learned and scans is not None
            else self.tr("Most scanners work without it.")
        )

    def retranslate(self) -> None:
        """Set every text anew."""
        self.say_group("keyboard", self.tr("Scanner that types like a keyboard"))
        self.say_line(
            "learn",
            self.tr("Learn it"),
            self.tr("For a scanner whose codes come garbled, late or with signs before or behind."),
        )
        self.say_group("serial", self.tr("Scanners on a serial line"))
        self.say_line(
            "ports",
            self.tr("In use"),
            self.tr(
                "Tick those to listen to. Each is known by its own number, whichever plug it is in, and may be pulled "
                "out and put back at any time. Input method, focus and layout do not matter to them."
            ),
        )
        self.say_line("other", self.tr("Another port"))
        self.say_group("cards", self.tr("Command card"))
        self.say_line(
            "card",
            self.tr("For the desk"),
            self.tr(
                "Confirm, undo, next, print, photograph … as codes, so that both hands stay on the things."
            ),
        )
        parts.say(self.learn, self.tr("Learn the scanner…"))
        parts.say(self._add, self.tr("Add"))
        parts.say(self.card, self.tr("Command card as PDF"))
        self.other.setPlaceholderText("/dev/ttyS0, COM3, socket://…")
        self._say_profile()
        self._show_ports(self._found)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()
        self.panel.close_it()


def _plugged_in() -> list[tuple[str, str]]:
    from app.devices import serial_line

    return [(port.identity, port.words()) for port in serial_line.ports()]
