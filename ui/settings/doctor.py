"""体检: everything this place stands on, each with what is wrong and what to do, and a button that does the real thing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.doctor import devices, looking, set_up
from app.doctor.looking import Look
from app.doctor.types import Finding, State, bad, well
from ui.settings.printing import sample
from ui.shell import cameras, icons, lang, scales, theme
from ui.shell.devices import scanner_ports
from ui.shell.sounds import Sound
from ui.shell.station import Station
from ui.shell.turns import Turns
from ui.widgets import parts
from ui.work import Lane, Ticket

if TYPE_CHECKING:
    from app.devices.camera import Shot
    from app.devices.scale import Weight
    from app.requests.types import Scanned

_SCAN_MS: Final = 20_000
# So long after an answer its line is drawn.
_DRAWN_MS: Final = 20
_LOOKS: Final = {
    State.OK: ("circle-check", "ok"),
    State.MISSING: ("circle-minus", "ended"),
    State.BAD: ("circle-x", "danger"),
    State.SLOW: ("clock", "late"),
}
_TRIED: Final = ("camera", "camera_detail", "scanner", "scale", "printer")


class DoctorSection(lang.Speaks, QWidget):
    """Looks one after another, behind the window; a dead device is told as such and the next one is looked at."""

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
        self._turns = Turns(self)
        self._unseen: list[_Line] = []
        self._after_drawing = QTimer(self, singleShot=True, interval=_DRAWN_MS)
        self._after_drawing.timeout.connect(self._see_next)
        self._lines: list[_Line] = []
        self._tickets: list[Ticket] = []
        self._waiting: _Line | None = None
        self._intro = parts.label(self, "soft", wraps=True)
        self.sum = parts.label(self, "strong")
        self.sum.setObjectName("doctor.sum")
        self.again = parts.button(self, "doctor.again", self.look, icon="refresh-cw")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self.sum, 1)
        head.addWidget(self.again)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 12, 12)
        whole.setSpacing(12)
        whole.addWidget(self._intro)
        whole.addLayout(head)
        whole.addLayout(self._rows)
        whole.addStretch()
        self._patience = QTimer(self, singleShot=True, interval=_SCAN_MS)
        self._patience.timeout.connect(self._no_scan)
        self.retranslate()

    def refresh(self) -> None:
        """Look when the section is first shown; later by the button."""
        if not self._lines:
            self.look()

    def look(self) -> None:
        """Look at everything anew."""
        for ticket in self._tickets:
            ticket.cancel()
        for old in self._lines:
            self._rows.removeWidget(old)
            old.deleteLater()
        self._waiting, self._lines, self._tickets, self._unseen = None, [], [], []
        self._turns.begin_next(self._look_at_each())

    def _look_at_each(self) -> Iterator[None]:
        for look in looking.looks(self._told()):
            line = _Line(self, self._with_what_is_open(look))
            line.tried.connect(partial(self._try, line))
            line.wait()
            self._lines.append(line)
            self._rows.addWidget(line)
            yield
        self._say_sum()
        self._unseen = list(self._lines)
        self._after_drawing.start()

    def _see_next(self) -> None:
        """Whoever looks works in Python as the page does: one after another, each when the last answer is drawn."""
        if self._unseen:
            self._see(self._unseen.pop(0))

    def lines(self) -> dict[str, _Line]:
        """Each line by what it looks at."""
        return {line.look.name: line for line in self._lines}

    def take_scan(self, scanned: Scanned) -> bool:
        """The code that somebody scans to try the scanner."""
        line, self._waiting = self._waiting, None
        if line is None:
            return False
        self._patience.stop()
        text = scanned.number or scanned.payload
        self._done(line, self.tr("A code was read: {0}").format(text))
        return True

    # -- looking -----------------------------------------------------------------------------------

    def _told(self) -> set_up.SetUp:
        told = scales.about()
        return set_up.SetUp(
            self._station.store.url,
            cameras.about(cameras.OVERVIEW).source,
            cameras.about(cameras.DETAIL).source,
            tuple(scanner_ports()),
            told.port,
            told.protocol,
            told.baud,
            told.frame,
            told.calibrated_until,
        )

    def _with_what_is_open(self, look: Look) -> Look:
        """What the window holds and knows already is asked through it: a second opening would be refused."""
        if look.name == "database" and self._station.store.read_only:
            broken = bad("database", "doctor.database_broken")
            return Look(
                look.name, lambda: broken
            )  # they open, but they were verified and do not agree
        holder = self._station.devices
        if holder is None:
            return look
        camera = {"camera": holder.overview, "camera_detail": holder.detail}.get(look.name)
        frame = camera.newest() if camera is not None else None
        if camera is not None and frame is not None:
            high, wide = frame.pixels.shape[:2]
            source = cameras.about(camera.role).source
            seen = well(look.name, "doctor.camera_ok", source=source, size=f"{wide}×{high}")
            return Look(look.name, lambda: seen)
        live = [port for port, link in holder.scanner_links.items() if link == "LIVE"]
        if look.name == "scanner" and live and len(live) == len(scanner_ports()):
            heard = well("scanner", "doctor.scanner_ok", port="、".join(live))
            return Look("scanner", lambda: heard)
        scale = holder.scale.device
        if look.name == "scale" and scale is not None:
            return Look("scale", partial(devices.weighed, scale, self._told()))
        return look

    def _ask(self, line: _Line) -> None:
        line.wait()
        self._see(line)

    def _see(self, line: _Line) -> None:
        self._tickets.append(
            self._station.work.run(
                self,
                line.look.now,
                then=partial(self._took, line),
                failed=self._not_seen,
                lane=Lane.CHECKS,
            )
        )

    def _took(self, line: _Line, found: Finding) -> None:
        line.show_finding(found)
        self._say_sum()
        self._after_drawing.start()

    def _not_seen(self, trouble: Exception) -> None:
        self._station.refuse(trouble)
        self._after_drawing.start()

    # -- trying ------------------------------------------------------------------------------------

    def _try(self, line: _Line) -> None:
        holder = self._station.devices
        if holder is None or line.look.name not in _TRIED:
            self._ask(line)
            return
        line.set_busy(on=True)
        failed = partial(self._failed, line)
        match line.look.name:
            case "camera":
                holder.overview.shoot(self, partial(self._shot, line), failed)
            case "camera_detail":
                holder.detail.shoot(self, partial(self._shot, line), failed)
            case "scale":
                holder.scale.open()
                holder.scale.weigh(self, partial(self._weighed, line), failed)
            case "printer":
                holder.print_label(self, sample(), partial(self._printed, line), failed)
            case _:
                self._waiting = line
                line.say(self.tr("Scan any code now…"), "accent")
                self._patience.start()

    def _shot(self, line: _Line, shot: Shot) -> None:
        self._done(
            line, self.tr("A photograph was taken: {0} × {1}").format(shot.width, shot.height)
        )

    def _weighed(self, line: _Line, weight: Weight) -> None:
        self._done(line, self.tr("It weighed {0}").format(weight.shown))

    def _printed(self, line: _Line, where: str) -> None:
        self._done(line, self.tr("The test label went to {0}.").format(where))

    def _no_scan(self) -> None:
        line, self._waiting = self._waiting, None
        if line is not None:
            self._station.sounds.play(Sound.MISS)
            line.set_busy(on=False)
            line.say(
                self.tr(
                    "No code came. Scan the set-up code for “keyboard” or “serial” from its booklet."
                ),
                "danger",
            )

    def _done(self, line: _Line, words: str) -> None:
        self._station.sounds.play(Sound.HIT)
        line.set_busy(on=False)
        line.say(words, "ok")

    def _failed(self, line: _Line, trouble: Exception) -> None:
        line.set_busy(on=False)
        self._station.refuse(trouble)
        self._ask(line)

    # -- words -------------------------------------------------------------------------------------

    def _say_sum(self) -> None:
        found = [line.found for line in self._lines if line.found is not None]
        wrong = sum(each.state in (State.BAD, State.SLOW) for each in found)
        if not self._lines or len(found) < len(self._lines) or self._turns.is_busy():
            self.sum.setText(self.tr("Looking… {0} of {1}").format(len(found), len(self._lines)))
        elif wrong:
            self.sum.setText(self.tr("{0} need attention").format(wrong))
        elif absent := sum(each.state is State.MISSING for each in found):
            self.sum.setText(self.tr("What is set up works; {0} not set up").format(absent))
        else:
            self.sum.setText(self.tr("Everything works"))
        theme.set_property(self.sum, "tone", "danger" if wrong else "")

    def retranslate(self) -> None:
        """Set every text anew."""
        self._intro.setText(
            self.tr(
                "Each line says what is there, what is wrong and what to do; try the device itself with its button."
            )
        )
        parts.say(self.again, self.tr("Look again"))
        self._say_sum()


class _Line(lang.Speaks, QFrame):
    """One thing: its state, its sentences, and a button to try it."""

    tried = Signal()

    def __init__(self, parent: QWidget, look: Look) -> None:
        super().__init__(parent)
        self.look = look
        self.found: Finding | None = None
        self.setObjectName(f"doctor.{look.name}")
        self._sign = QLabel(self)
        self._sign.setFixedWidth(24)
        self._title = parts.label(self, "strong")
        self._title.setFixedWidth(150)
        self.detail = parts.label(self, wraps=True)
        self.cure = parts.label(self, "soft", wraps=True)
        self.told = parts.label(self, "small", wraps=True)
        self.button = parts.button(self, f"doctor.{look.name}.try", self.tried.emit)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        middle = Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(self._sign, 0, 0, middle)
        grid.addWidget(self._title, 0, 1, middle)
        grid.addWidget(self.detail, 0, 2, middle)
        grid.addWidget(self.button, 0, 3, middle)
        grid.addWidget(self.cure, 1, 2)
        grid.addWidget(self.told, 2, 2)
        grid.setColumnStretch(2, 1)
        self.cure.hide()
        self.told.hide()
        self.retranslate()

    def wait(self) -> None:
        """It is being looked at."""
        self.found = None
        self.set_busy(on=True)
        self.told.hide()
        self.retranslate()

    def show_finding(self, found: Finding) -> None:
        """What was found."""
        self.found = found
        self.set_busy(on=False)
        self.retranslate()

    def say(self, words: str, tone: str) -> None:
        """What came of trying it."""
        self.told.setText(words)
        theme.set_property(self.told, "tone", tone)
        self.told.show()

    def set_busy(self, *, on: bool) -> None:
        """While it is tried, it cannot be tried again."""
        self.button.setEnabled(not on)

    def retranslate(self) -> None:
        """Set every text anew."""
        tongue = lang.now()
        name = self.look.name
        probe = Finding(name, State.OK)
        self._title.setText(probe.title(tongue))
        words = {
            "camera": self.tr("Photograph"),
            "camera_detail": self.tr("Photograph"),
            "scanner": self.tr("Scan a code"),
            "scale": self.tr("Weigh"),
            "printer": self.tr("Test label"),
        }
        self.button.setText(words.get(name, self.tr("Look again")))
        found = self.found
        icon = _LOOKS[found.state] if found is not None else ("loader", "faint")
        self._sign.setPixmap(icons.icon(*icon).pixmap(20, 20))
        self.detail.setText(found.detail(tongue) if found is not None else self.tr("Looking…"))
        cure = found.cure(tongue) if found is not None else ""
        self.cure.setText(cure)
        self.cure.setVisible(bool(cure))
