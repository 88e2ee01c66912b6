"""Learn your scanner: it scans the code shown here once, and tells by that what it adds, how fast it is, what goes wrong."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage, QInputMethodEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.shell import lang, settings, theme
from ui.shell.scan import PROFILE
from ui.shell.station import Station
from ui.widgets import parts
from ui.work import Lane

if TYPE_CHECKING:
    from app.devices.learning import Learned, Press

_DONE_MS = 900


class LearnPanel(lang.Speaks, QWidget):
    """The code to scan, and a plain place that hears every key as it comes: no field and no button is pressed by it."""

    learned = Signal()

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._station = station
        self._presses: list[Press] = []
        self._code = QImage()
        self._picture: bytes = b""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.setProperty("kind", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._say = parts.label(self, "strong", wraps=True)
        self.told = parts.label(self, wraps=True)
        self.told.setObjectName("learn.told")
        self.use = parts.button(self, "learn.use", self.keep, kind="primary", icon="check")
        self.again = parts.button(self, "learn.again", self.begin, icon="rotate-ccw")
        self.leave = parts.button(self, "learn.leave", self.close_it, kind="quiet")
        self._code_view = _Code(self)
        self._found: Learned | None = None
        self._quiet = QTimer(self, singleShot=True, interval=_DONE_MS)
        self._quiet.timeout.connect(self.judge)
        self._lay_out()
        self.retranslate()
        self.hide()

    def begin(self) -> None:
        """Show the code and listen."""
        self._presses, self._found = [], None
        self.show()
        self._scans(listen=self.hear)
        self.setFocus()
        self._show()
        self._station.work.run(self, _drawn, then=self._code_view.show_code, lane=Lane.PICTURES)

    def close_it(self) -> None:
        """Listen no longer."""
        self._scans(listen=None)
        self.hide()

    def hear(self, event: QKeyEvent, *, composed: bool = False) -> None:
        """One key, before anything else in the window hears it."""
        from app.devices.learning import Press

        if event.text():
            self._presses.append(Press(event.text(), int(event.timestamp()), composed))
        self._quiet.start()

    def judge(self) -> None:
        """Nothing more comes: what the keys tell."""
        from app.devices import learning

        self._found = learning.learn(self._presses)
        self._presses = []
        self._show()

    def keep(self) -> None:
        """Use what was learned from now on."""
        if self._found is None or not self._found.is_usable:
            return
        told = self._found.profile
        kept = {"prefix": told.prefix, "suffix": told.suffix, "gap_ms": told.gap_ms}
        settings.put(PROFILE, json.dumps({**kept, "keys": dict(told.keys)}, ensure_ascii=False))
        self._scans(listen=None, profile=told)
        self.learned.emit()
        self.close_it()

    def _scans(self, *, listen: Any, profile: Any = None) -> None:
        scans = self._station.scans
        if scans is not None:
            scans.listen_raw(listen)
            if profile is not None:
                scans.use_profile(profile)

    def _show(self) -> None:
        found = self._found
        self.use.setEnabled(found is not None and found.is_usable)
        if found is None:
            self.told.setText(self.tr("Waiting for the scan…"))
            return
        profile = found.profile
        lines = [self._station.word(f"scanner_trouble.{each}") for each in found.troubles]
        if found.is_usable:
            lines = lines or [self.tr("All is well: every key came as it should.")]
            habits = [self.tr("{0} ms between keys").format(profile.gap_ms)]
            if profile.prefix:
                habits.append(self.tr("before the code: {0}").format(profile.prefix))
            if profile.suffix:
                habits.append(self.tr("after the code: {0}").format(profile.suffix))
            lines.append("  ·  ".join(habits))
        self.told.setText("\n".join(lines))

    def _lay_out(self) -> None:
        keys = QHBoxLayout()
        keys.setSpacing(8)
        for button in (self.use, self.again, self.leave):
            keys.addWidget(button)
        keys.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.setSpacing(10)
        for widget in (self._say, self._code_view, self.told):
            whole.addWidget(widget)
        whole.addLayout(keys)

    def retranslate(self) -> None:
        """Set every text anew."""
        self._say.setText(self.tr("Scan this code once with the scanner."))
        parts.say(self.use, self.tr("Use it so"))
        parts.say(self.again, self.tr("Scan again"))
        parts.say(self.leave, self.tr("Close"))
        self._show()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Whatever comes this way went through an input method."""
        if event.commitString():
            from app.devices.learning import Press

            self._presses.append(Press(event.commitString(), 0, composed=True))
            self._quiet.start()
        event.accept()


class _Code(QWidget):
    """The sample as a line code, dark on white whatever the theme."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._image = QImage()
        self.setFixedSize(640, 110)

    def show_code(self, png: bytes) -> None:
        """Show this picture."""
        self._image = QImage.fromData(png)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(
            self.rect(), theme.colour("stage") if self._image.isNull() else Qt.GlobalColor.white
        )
        if not self._image.isNull():
            painter.drawImage(
                (self.width() - self._image.width()) // 2,
                (self.height() - self._image.height()) // 2,
                self._image,
            )
        painter.end()


def _drawn() -> bytes:
    """The sample's code as PNG; for a worker."""
    import io

    from app.devices.learning import SAMPLE
    from app.labels import symbols

    file = io.BytesIO()
    symbols.linear(SAMPLE, 630, 90).convert("L").save(file, "PNG")
    return file.getvalue()
