"""The scale of this computer: port, protocol, speed, name, resolution, calibration; what it shows now, and a try."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QComboBox

from app.devices import weight_lines
from ui import texts
from ui.settings.lines import Section, chosen, offer, typed_or_chosen
from ui.shell import scales, settings, theme
from ui.shell.scales import SCALE
from ui.shell.station import Station
from ui.widgets import parts
from ui.widgets.editors import DateEditor, NumberEditor, TextEditor, Unreadable
from ui.work import Lane

if TYPE_CHECKING:
    from app.devices.scale import Weight

_LOOK_MS: Final = 200
_BAUDS: Final = (1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200)
_FRAMES: Final = ("8N1", "7E1", "7O1", "7N2", "8E1")


class ScaleSection(scales.ScaleWatch, Section):
    """A change is used at once: the scale is opened anew."""

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
        self.port = QComboBox(self)
        self.port.setObjectName("settings.scale_port")
        typed_or_chosen(self.port)
        self.port.setMinimumWidth(320)
        self._link = parts.label(self, "small")
        self.protocol = QComboBox(self)
        self.protocol.setObjectName("settings.scale_protocol")
        for name in weight_lines.PROTOCOLS:
            self.protocol.addItem("", name)
        self.baud = QComboBox(self)
        self.baud.setObjectName("settings.scale_baud")
        self.frame = QComboBox(self)
        self.frame.setObjectName("settings.scale_frame")
        self.baud.addItem("", 0)
        for baud in _BAUDS:
            self.baud.addItem(str(baud), baud)
        self.frame.addItem("", "")
        for frame in _FRAMES:
            self.frame.addItem(frame, frame)
        self.name = TextEditor(self)
        self.name.setObjectName("settings.scale_name")
        self.name.setMinimumWidth(320)
        self.name.setMaxLength(80)
        self.step = NumberEditor(self, places=3)
        self.step.setObjectName("settings.scale_step")
        self.step.setFixedWidth(120)
        self._grams = parts.label(self, "soft")
        self.until = DateEditor(self)
        self.until.setObjectName("settings.scale_until")
        self.until.setFixedWidth(180)
        self._late = parts.label(self, "small")
        self._late.setObjectName("settings.scale_late")
        self.shows = parts.label(self, "large")
        self.shows.setObjectName("settings.scale_shows")
        self._state = parts.label(self)
        self.test = parts.button(self, "settings.scale_try", self.try_it, icon="scale")
        self._told = parts.label(self, "small", wraps=True)
        self._told.setObjectName("settings.scale_told")
        self.watch_scale(_LOOK_MS)
        self._build()
        self._show()
        self._wire()
        self.retranslate()

    def refresh(self) -> None:
        """What is plugged in now."""
        self._station.work.run(
            self, _ports, then=self._show_ports, failed=lambda _: None, lane=Lane.WIRE
        )

    def try_it(self) -> None:
        """Weigh what lies on it now."""
        scale = self._scale()
        if scale is None:
            return
        self.test.setEnabled(False)
        self._told.setText(self.tr("Weighing…"))
        scale.open()
        scale.weigh(self, self._weighed, self._not_weighed)

    # -- inside ------------------------------------------------------------------------------------

    def _weighed(self, weight: Weight) -> None:
        self.test.setEnabled(True)
        self._told.setText(
            self.tr("It works: {0}, last digit {1}.").format(
                weight.shown, texts.weight(weight.step_mg)
            )
        )

    def _not_weighed(self, trouble: Exception) -> None:
        self.test.setEnabled(True)
        self._told.setText("")
        self._station.refuse(trouble)

    def _build(self) -> None:
        line = self.group("line")
        self.line(line, "port", self.port, self._link)
        self.line(line, "protocol", self.protocol)
        self.line(line, "speed", self.baud, self.frame)
        good = self.group("good")
        self.line(good, "name", self.name)
        self.line(good, "step", self.step, self._grams)
        self.line(good, "until", self.until, self._late)
        live = self.group("live")
        self.line(live, "shows", self.shows, self._state, self.test)
        self.line(live, "told", self._told)

    def _show(self) -> None:
        told = scales.about()
        self.port.setEditText(told.port)
        self.protocol.setCurrentIndex(max(0, self.protocol.findData(told.protocol)))
        self.baud.setCurrentIndex(max(0, self.baud.findData(told.baud)))
        self.frame.setCurrentIndex(max(0, self.frame.findData(told.frame)))
        self.name.set_value(told.name)
        self.step.set_value(Decimal(told.step_mg).scaleb(-3) if told.step_mg else None)
        self.until.set_value(told.calibrated_until)
        self._say_late()

    def _wire(self) -> None:
        self.port.activated.connect(self._keep)
        line = self.port.lineEdit()
        assert line is not None
        line.editingFinished.connect(self._keep)
        for box in (self.protocol, self.baud, self.frame):
            box.activated.connect(self._keep)
        for field in (self.name, self.step, self.until):
            field.editingFinished.connect(self._keep)

    def _keep(self) -> None:
        before = scales.about()
        settings.put("scale/port", chosen(self.port))
        settings.put("scale/protocol", str(self.protocol.currentData()))
        settings.put("scale/baud", int(self.baud.currentData()))
        settings.put("scale/frame", str(self.frame.currentData()))
        settings.put("scale/name", self.name.text().strip())
        settings.put("scale/step_mg", int((_value(self.step) or Decimal(0)) * 1000))
        settings.put("scale/calibrated_until", str(_value(self.until) or ""))
        self._say_speed()
        self._say_late()
        scale = self._scale()
        if scale is not None and scales.about() != before:
            scale.reopen()

    def _say_speed(self) -> None:
        speech = weight_lines.PROTOCOLS[str(self.protocol.currentData())]
        self.baud.setItemText(0, self.tr("usual ({0})").format(speech.baud))
        self.frame.setItemText(0, self.tr("usual ({0})").format(speech.frame))

    def _say_late(self) -> None:
        is_late = scales.is_late(scales.about())
        self._late.setText(self.tr("expired: have it calibrated") if is_late else "")
        theme.set_property(self._late, "tone", "danger" if is_late else "")

    def _look(self) -> None:
        holder = self._station.devices
        if holder is None:
            return
        link = holder.link(SCALE)
        self._link.setText(texts.word(f"link.{link}") if link else "")
        heard = holder.scale.heard()
        if heard is None:
            self.shows.setText("—")
            self._state.setText("")
            return
        self.shows.setText(heard.weight.shown if heard.weight is not None else "—")
        words = texts.word(f"scale.{heard.voice}")
        self._state.setText(f"{words}: {heard.line}" if heard.line else words)
        theme.set_property(self._state, "tone", scales.TONES.get(heard.voice, "danger"))

    def _show_ports(self, found: list[tuple[str, str]]) -> None:
        offer(self.port, [("", ""), *found])

    def retranslate(self) -> None:
        """Set every text anew."""
        self.say_group("line", self.tr("Connection"))
        self.say_line(
            "port",
            self.tr("Serial port"),
            self.tr("Without a scale leave it empty: weights are then typed and photographed."),
        )
        self.say_line("protocol", self.tr("Protocol"))
        for at in range(self.protocol.count()):
            self.protocol.setItemText(at, texts.word(f"protocol.{self.protocol.itemData(at)}"))
        self.say_line(
            "speed", self.tr("Speed and frame"), self.tr("The same as in the menu of the scale.")
        )
        self._say_speed()
        self.say_group("good", self.tr("How good it is"))
        self.say_line(
            "name", self.tr("Name and serial number"), self.tr("Stands with every weight it gives.")
        )
        self.say_line(
            "step",
            self.tr("Resolution d"),
            self.tr("From its type plate; left empty, the last digit it shows counts."),
        )
        self._grams.setText("g")
        self.say_line("until", self.tr("Calibrated until"))
        self.say_group("live", self.tr("Try it"))
        self.say_line("shows", self.tr("It shows"))
        self.say_line("told", "")
        parts.say(self.test, self.tr("Weigh"))
        self._say_late()
        self._look()


def _ports() -> list[tuple[str, str]]:
    from app.devices import serial_line

    return [(port.identity, port.words()) for port in serial_line.ports()]


def _value(field: NumberEditor | DateEditor) -> Any:
    try:
        return field.value()
    except Unreadable:
        return None
