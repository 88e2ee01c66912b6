"""Photographs for an act: the live view, what was taken with its verdict, and import from a file as a marked fallback."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.custody.types import PhotoKind, Shot
from ui import texts
from ui.custody import pictures
from ui.custody.filming import Filming
from ui.custody.taken import Taken, keep, keep_file
from ui.custody.taken_shots import TakenShots
from ui.shell import cameras, icons, keys, lang, theme
from ui.shell.cameras import SERIES, CameraDesk
from ui.shell.devices import CAMERA
from ui.shell.keys import Key, hint
from ui.shell.sounds import Sound
from ui.shell.station import Station
from ui.widgets import parts
from ui.widgets.camera import CameraView
from ui.widgets.chips import Filter, FilterBar
from ui.widgets.flow import Flow
from ui.widgets.picture import Picture
from ui.widgets.strip import Strip
from ui.work import Lane

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent

    from app.devices.camera import Shot as Raw

LIVE: Final = "LIVE"
WATCH_MS: Final = 250
#: A narrower tray says by its sign alone what takes a photograph away, so that all keys stand in one line.
_ROOM_FOR_WORDS: Final = 520
#: So much higher than wide, it has more room below the view than beside it.
_TALL: Final = 1.2
#: What is seen from near, where there is a second camera for it.
_CLOSE: Final = (PhotoKind.FEATURE, PhotoKind.SEAL, PhotoKind.SCALE, PhotoKind.DAMAGE)


class ShotTray(lang.Speaks, QWidget):
    """Live view with those taken beside or below it, kind of the next photograph. F3 takes one."""

    changed = Signal()
    #: A photograph is under way.
    shutter = Signal()

    def __init__(
        self, station: Station, name: str, parent: QWidget | None = None, *, films: bool = False
    ) -> None:
        super().__init__(parent)
        self._station = station
        self._keys = Flow(self, gap=4)
        self.filming = Filming(station, name, self._keys) if films else None
        self._taken = TakenShots(station, self)
        self._taken.told.connect(self._told)
        self._plan: tuple[str, ...] = ("overall", "feature", "seal", "scale")
        self._chosen = ""
        self._at = -1
        #: Of which thing, and of what kind, those are that are under way.
        self._coming: list[tuple[str, str]] = []
        self._thing = ""
        self._has_refused = False
        self._link = ""
        self.view = CameraView(self)
        self.detail = CameraView(self)
        self._kinds = FilterBar(self)
        self._kinds.setObjectName(f"{name}.photo_kind")
        self._kinds.changed.connect(self._choose_kind)
        self.strip = Strip(station.work, self)
        self.strip.chosen.connect(self._look_at)
        self._verdict = parts.Words(self, "soft")
        self.photograph = _button(self._keys, "camera", f"{name}.photo", self.take)
        self._file = _button(self._keys, "folder-open", f"{name}.photo_file", self.ask_files)
        self._away = _button(self._keys, "trash-2", f"{name}.photo_remove", self.remove_current)
        self._file.setProperty("kind", "quiet")
        self._away.setProperty("kind", "quiet")
        self._lay_out()
        devices = station.devices
        if devices is not None:
            self.view.set_source(devices.newest)
            self.detail.set_source(devices.detail.newest)
            devices.link_changed.connect(self._link_changed)
        # A camera says in its own thread how it stands; looking now and then is all that is needed.
        self._watch = QTimer(self, interval=WATCH_MS)
        self._watch.timeout.connect(self._look_at_camera)
        keys.bind(self, Key.SERIES, self.take_series)
        self.retranslate()

    def taken(self) -> tuple[Taken, ...]:
        """What was taken, in order."""
        return self._taken.all()

    def shots(self) -> tuple[Shot, ...]:
        """Those that count, as an act names them: no picture twice, none of an earlier act."""
        return self._taken.counting()

    def show_taken(self, taken: Sequence[Taken]) -> None:
        """Begin with these (a draft); none for the next thing."""
        self._taken.begin(taken)
        self._chosen, self._at = "", -1
        self._show()

    def show_before(self, taken: Sequence[Taken]) -> None:
        """These lie before those that were taken meanwhile (a draft that comes late)."""
        more = self._taken.put_before(taken)
        if self._at >= 0:
            self._at += more
        self._show()

    def set_plan(self, kinds: Sequence[str]) -> None:
        """Which kinds are wanted, in order; the next missing one is taken first."""
        if tuple(kinds) != self._plan:
            self._plan = tuple(kinds)
            self._chosen = ""
            self._show_kinds()

    def set_thing(self, item_id: str, *, labelled: bool = True) -> None:
        """What is photographed, and whose label must be legible; one without a label yet is photographed without."""
        if self.filming is not None:
            self.filming.set_thing(item_id)
        is_other = item_id != self._thing
        self._thing = item_id
        self._taken.set_thing(item_id, labelled=labelled)
        if is_other:
            self._show_kinds()  # what is under way of the one before is none of this one

    def _told(self) -> None:
        self._show()
        self.changed.emit()

    def kinds(self) -> list[str]:
        """Of what there are photographs that count, or will be in a moment."""
        coming = (kind for of, kind in self._coming if of == self._thing)
        return [*(shot.kind for shot in self.shots()), *coming]

    def next_kind(self) -> str:
        """What the next photograph will be of."""
        if self._chosen:
            return self._chosen
        have = self.kinds()
        for kind in self._plan:
            if kind not in have:
                return kind
            have.remove(kind)
        return self._plan[-1]

    def is_live(self) -> bool:
        """Whether there is a camera that shows something."""
        devices = self._station.devices
        return devices is not None and LIVE in (devices.camera_link(), devices.detail.link())

    def is_waiting(self) -> bool:
        """Whether a photograph of what lies there is still being kept."""
        return any(of == self._thing for of, _kind in self._coming)

    def end_clip(self, then: Callable[[], object]) -> bool:
        """A running clip belongs to the act that is about to be done: it is kept first, then `then`; False when none runs."""
        if self.filming is None or not self.filming.is_filming():
            return False
        self.filming.end(then)
        return True

    def take(self) -> None:
        """Take one now."""
        self._forget_refusal()
        camera, kind = self._camera(), self.next_kind()
        if camera is not None:
            camera.shoot(self, *self._under_way(kind, 1))
            self.shutter.emit()

    def take_series(self) -> None:
        """Take a series of one kind; every photograph of it is kept."""
        camera, kind = self._camera(), self.next_kind()
        if camera is not None:
            camera.series(self, *self._under_way(kind, SERIES))

    def _camera(self) -> CameraDesk | None:
        """The one for the detail where the next kind is one, or while the other shows nothing; else that for the whole."""
        devices = self._station.devices
        if devices is None:
            return None
        is_wanted = self.next_kind() in _CLOSE or devices.overview.link() != LIVE
        return devices.detail if is_wanted and devices.detail.link() == LIVE else devices.overview

    def ask_files(self) -> None:
        """Choose photographs from files."""
        names, _ = QFileDialog.getOpenFileNames(
            self, self.tr("Photographs from files"), "", "*.jpg *.jpeg *.png *.webp"
        )
        self.import_files(names)

    def import_files(self, names: Sequence[str]) -> None:
        """Take photographs from files; each is marked as a fallback."""
        self._forget_refusal()
        for name in names:
            kind, of = self.next_kind(), self._thing
            self._coming.append((of, kind))
            self._station.work.run(
                self,
                keep_file,
                self._station.store,
                name,
                kind,
                self._taken.label_on(kind),
                then=functools.partial(self._kept, kind, of),
                failed=functools.partial(self._not_taken, kind, of),
                lane=Lane.PICTURES,
            )

    def remove_current(self) -> None:
        """Take the chosen one (or the last) off this act; the bytes themselves stay kept."""
        if self._taken:
            self._taken.remove(self._at if 0 <= self._at < len(self._taken) else -1)
            self._at = -1
            self._show()
            self.changed.emit()

    def _under_way(
        self, kind: str, many: int
    ) -> tuple[Callable[[Raw], object], Callable[[Exception], object]]:
        """So many of this kind are taken of what lies there now: what follows each, and what follows trouble."""
        self._coming += [(self._thing, kind)] * many
        return (
            functools.partial(self._keep, kind, self._thing),
            functools.partial(self._not_taken, kind, self._thing),
        )

    def _keep(self, kind: str, of: str, raw: Raw) -> None:
        is_detail = self._station.devices is not None and kind in _CLOSE and self.detail.isVisible()
        (self.detail if is_detail else self.view).flash()
        self._station.work.run(
            self,
            keep,
            self._station.store,
            raw,
            kind,
            self._taken.label_on(kind),
            then=functools.partial(self._kept, kind, of),
            failed=functools.partial(self._not_taken, kind, of),
            lane=Lane.PICTURES,
        )

    def _kept(self, kind: str, of: str, taken: Taken) -> None:
        self._came(kind, of)
        if of != self._thing:  # another thing lies there meanwhile: it is no photograph of that one
            self._say_dropped()
            self.changed.emit()
            return
        self._add(taken)
        if taken.flat is not None:
            self._add(Taken(taken.flat))

    def _add(self, taken: Taken) -> None:
        is_well = self._taken.add(taken)
        self._chosen, self._at = "", len(self._taken) - 1
        self._station.sounds.play(Sound.HIT if is_well else Sound.MISS)
        self._show()
        self.changed.emit()

    def _forget_refusal(self) -> None:
        """The next photograph is taken: what was said of the last one is over."""
        if self._has_refused:
            self._has_refused = False
            self._station.notices.clear()

    def _say_dropped(self) -> None:
        self._station.notices.warn(
            self.tr("A photograph of the thing before came too late and is not used."),
            self.tr("If it is needed, scan that thing and take the photograph anew."),
        )

    def _came(self, kind: str, of: str) -> None:
        with contextlib.suppress(ValueError):
            self._coming.remove((of, kind))

    def _not_taken(self, kind: str, of: str, trouble: Exception) -> None:
        self._has_refused = True
        self._came(kind, of)
        self._station.refuse(trouble)
        self.changed.emit()

    def _choose_kind(self) -> None:
        on = self._kinds.on()
        if not on:
            return
        if 0 <= self._at < len(self._taken):
            self._taken.set_kind(self._at, on[0])
            self._at = -1
            self._show()
            self.changed.emit()
            return
        self._chosen = on[0]

    def _look_at(self, at: int) -> None:
        self._at = at
        self.strip.choose(at)
        self._kinds.set_on(self._taken[at].shot.kind)
        self._say_verdict()

    def _show(self) -> None:
        self.strip.show_pictures([self._picture(at) for at in range(len(self._taken))])
        self.strip.choose(self._at)
        self.strip.setVisible(bool(self._taken))
        self._away.setVisible(bool(self._taken))
        self._show_kinds()
        self._say_verdict()

    def _picture(self, at: int) -> Picture:
        shot = self._taken[at].shot
        verdict, tone = self._taken.verdict(at)
        words = texts.word(f"photo.{shot.kind}")
        return pictures.by_hash(self._station, shot.sha256, words, verdict, tone)

    def _say_verdict(self) -> None:
        if not self._taken:
            self._verdict.setText("")
            return
        at = self._at if 0 <= self._at < len(self._taken) else len(self._taken) - 1
        verdict, tone = self._taken.verdict(at)
        kind = texts.word(f"photo.{self._taken[at].shot.kind}")
        self._verdict.setText(f"{kind}  ·  {verdict}")
        theme.set_property(self._verdict, "tone", "danger" if tone == "danger" else "")

    def _show_kinds(self) -> None:
        have = [shot.kind for shot in self.shots()]
        self._kinds.show_filters(
            [
                Filter(kind, texts.word(f"photo.{kind}"), have.count(kind) or None)
                for kind in dict.fromkeys(self._plan)
            ]
        )
        self._kinds.set_on(self.next_kind())

    def _look_at_camera(self) -> None:
        devices = self._station.devices
        link = devices.camera_link() if devices is not None else ""
        if link != self._link:
            self._say_link(link)
            self.changed.emit()

    def _link_changed(self, device: str, _link: str) -> None:
        devices = self._station.devices
        if device == CAMERA and devices is not None:
            self._say_link(devices.camera_link())  # the other camera's trouble is not this one's
            self.changed.emit()

    def _say_link(self, link: str) -> None:
        self._link = link
        self.photograph.setEnabled(self._station.devices is not None)
        self.view.set_state(no_picture(link))

    def _lay_out(self) -> None:
        filming: tuple[QWidget, ...] = ()
        if self.filming is not None:
            self.filming.filmed.connect(lambda shot: self._add(Taken(shot)))
            filming = (self.filming,)
        self._keys.show_parts((self.photograph, self._file, *filming, self._away), last=self._away)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        views = self._views = QHBoxLayout()
        views.setSpacing(8)
        views.addWidget(self.view, 3)
        views.addWidget(self.detail, 2)
        self.detail.setMinimumWidth(160)
        self.detail.hide()
        whole.addLayout(views, 1)
        whole.addWidget(self._kinds)
        whole.addWidget(self._keys)
        whole.addWidget(self.strip)
        whole.addWidget(self._verdict)
        self._whole = whole
        self.strip.hide()

    def _place_strip(self) -> None:
        """Where there is more room: beside the view, or below it; what is seen live stays large."""
        beside = self.height() < _TALL * self.width()
        if beside != (self._views.indexOf(self.strip) >= 0):
            self.strip.set_upright(beside)
            if beside:
                self._views.addWidget(self.strip)
            else:
                self._whole.insertWidget(self._whole.indexOf(self._verdict), self.strip)

    def retranslate(self) -> None:
        """Set every text anew."""
        parts.say(self.photograph, hint(self.tr("Photograph"), Key.PHOTOGRAPH))
        self.photograph.setToolTip(hint(self.tr("A series of {0}").format(SERIES), Key.SERIES))
        # Which camera is which stays, whichever plug it is in (C90).
        self.view.set_name(cameras.about(cameras.OVERVIEW).name or self.tr("No. 1: the whole"))
        self.detail.set_name(cameras.about(cameras.DETAIL).name or self.tr("No. 2: detail"))
        parts.say(self._file, self.tr("From file"))
        self._say_away()
        devices = self._station.devices
        self._say_link(devices.camera_link() if devices is not None else "")
        self._show()

    def _say_away(self) -> None:
        words = self.tr("Remove")
        parts.say(self._away, words if self.width() > _ROOM_FOR_WORDS else "")
        self._away.setToolTip(words)
        self._away.setAccessibleName(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say_away()
        self._place_strip()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._station.devices is not None:
            self._station.devices.open_camera()
            self.detail.setVisible(self._station.devices.detail.is_set_up())
            self._say_link(self._station.devices.camera_link())
            self._watch.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._watch.stop()


def no_picture(link: str) -> str:
    """Why the camera shows nothing, in words; empty while it is live."""
    match link:
        case "LIVE":
            return ""
        case "LOST":
            return QCoreApplication.translate("ShotTray", "Camera lost, connecting again…")
        case "OPENING":
            return QCoreApplication.translate("ShotTray", "Opening the camera…")
    return QCoreApplication.translate(
        "ShotTray", "No camera: set one up under Settings, or take photographs from files"
    )


def _button(parent: QObject, icon: str, name: str, act: Any) -> QPushButton:
    assert isinstance(parent, QWidget)
    button = QPushButton(icons.icon(icon), "", parent)
    button.setObjectName(name)
    button.clicked.connect(act)
    return button
