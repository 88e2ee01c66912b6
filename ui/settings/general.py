"""This computer: language, look, loudness, what the place at the counter is called."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QSlider, QWidget

from ui.settings.lines import Section
from ui.shell import lang, settings
from ui.shell.sounds import Sound
from ui.shell.station import Station
from ui.shell.theme import Mode
from ui.widgets import parts


class GeneralSection(Section):
    """Everything takes effect at once."""

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
        self.language = QComboBox(self)
        self.language.setObjectName("settings.language")
        self.language.addItem("中文", "zh")
        self.language.addItem("English", "en")
        self.look = QComboBox(self)
        self.look.setObjectName("settings.theme")
        for mode in Mode:
            self.look.addItem("", mode.value)
        self.loudness = QSlider(Qt.Orientation.Horizontal, self)
        self.loudness.setObjectName("settings.loudness")
        self.loudness.setRange(0, 100)
        self.loudness.setFixedWidth(220)
        self._level = parts.label(self, "small")
        self._try = parts.button(self, "settings.try_sound", self._play, icon="volume-2")
        self.name = QLineEdit(self)
        self.name.setObjectName("settings.station")
        self.name.setFixedWidth(260)
        look = self.group("look")
        self.line(look, "language", self.language)
        self.line(look, "theme", self.look)
        sound = self.group("sound")
        self.line(sound, "loudness", self.loudness, self._level, self._try)
        place = self.group("place")
        self.line(place, "station", self.name)
        self._show()
        self.language.activated.connect(self._speak)
        self.look.activated.connect(self._dress)
        self.loudness.valueChanged.connect(self._set_loudness)
        self.name.editingFinished.connect(self._rename)
        self.retranslate()

    def refresh(self) -> None:
        """What is set now."""
        self._show()

    def _show(self) -> None:
        self.language.setCurrentIndex(self.language.findData(lang.now()))
        self.look.setCurrentIndex(self.look.findData(settings.mode().value))
        self.loudness.setValue(settings.number("loudness", 60))
        self._level.setText(f"{self.loudness.value()} %")
        self.name.setText(settings.station())

    def _speak(self) -> None:
        self._window_do("set_language", str(self.language.currentData()))

    def _dress(self) -> None:
        self._window_do("set_theme", str(self.look.currentData()))

    def _window_do(self, act: str, value: str) -> None:
        # The window is the one who dresses the program; it is above every page.
        window: QWidget = self.window()
        getattr(window, act)(value)

    def _set_loudness(self, value: int) -> None:
        settings.put("loudness", value)
        self._station.sounds.loudness = value
        self._level.setText(f"{value} %")

    def _play(self) -> None:
        self._station.sounds.play(Sound.HIT)

    def _rename(self) -> None:
        name = self.name.text().strip()
        if name and name != settings.station():
            settings.put("station", name)
            self._station.notices.done(self.tr("The new name holds from the next start."))

    def retranslate(self) -> None:
        """Set every text anew."""
        self.say_group("look", self.tr("Language and look"))
        self.say_line(
            "language",
            self.tr("Language"),
            self.tr("Names and entries in the books stay as they were written."),
        )
        self.say_line("theme", self.tr("Look"))
        for at, words in enumerate((self.tr("Light"), self.tr("Dark"))):
            self.look.setItemText(at, words)
        self.say_group("sound", self.tr("Sounds"))
        self.say_line(
            "loudness",
            self.tr("Loudness"),
            self.tr("Hit, miss, refused and finished sound different; nought is silent."),
        )
        parts.say(self._try, self.tr("Try"))
        self.say_group("place", self.tr("Place at the counter"))
        self.say_line(
            "station",
            self.tr("Station name"),
            self.tr("Every entry in the trail names the station where it was made."),
        )
