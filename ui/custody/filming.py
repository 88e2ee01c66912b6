"""A clip of the hand-over: F7 begins it, with the ten seconds before; F7 ends it; a minute is the most."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QLockFile, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app import ids, paths
from app.custody.types import PhotoKind, Shot
from app.store import Store
from ui.shell import cameras, files, keys, lang
from ui.shell.keys import Key
from ui.shell.station import Station
from ui.widgets import parts
from ui.widgets.photos import Photos
from ui.work import Lane

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QShowEvent

_LOOK_MS: Final = 250


def folder() -> Path:
    """Where clips lie while they are being written."""
    return paths.data() / "clips"


@dataclass(frozen=True, slots=True)
class Kept:
    """A clip that was kept; its own file goes when the page that shows its thing has taken it."""

    file: Path
    shot: Shot


def keep(store: Store, file: Path, source: str) -> Kept:
    """Keep a clip for good. For a worker."""
    sha256 = store.keep(file.read_bytes())
    filmed_at = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    return Kept(file, Shot(sha256, PhotoKind.CLIP, filmed_at, source))


def ended(recorder: Any, store: Store, source: str) -> tuple[Kept, ...]:
    """Finish the clip and keep it; none when no picture came. For a worker."""
    clip = recorder.end()
    return (keep(store, clip.file, source),) if clip is not None else ()


def begun(recorder: Any, file: Path) -> QLockFile:
    """Begin the clip. While this window lives the lock says that its file is nobody else's. For a worker."""
    lock = _lock(file)
    lock.tryLock(0)
    recorder.begin(file)
    return lock


def left(store: Store, thing: str) -> tuple[Kept, ...]:
    """The clips of this thing that no page has taken: it was left, or the program was killed. For a worker."""
    from app.devices.clips import PART, SUFFIX

    if not folder().is_dir():
        return ()
    for part in folder().glob(f"{thing}-*{SUFFIX}{PART}"):
        file = part.with_suffix("")
        lock = _lock(file)
        if lock.tryLock(0):  # who wrote it lives no more
            part.rename(file)
            lock.unlock()
    found = sorted(folder().glob(f"{thing}-*{SUFFIX}"))
    return tuple(keep(store, file, "recovered") for file in found if file.stat().st_size)


def _lock(file: Path) -> QLockFile:
    file.parent.mkdir(parents=True, exist_ok=True)
    lock = QLockFile(str(file.with_suffix(".lock")))
    lock.setStaleLockTime(0)  # however old it is: only a process that is gone has let go of it
    return lock


def _gone(found: tuple[Kept, ...]) -> None:
    for each in found:
        each.file.unlink(missing_ok=True)


class Filming(lang.Speaks, QWidget):
    """The button, and how long the clip is so far."""

    filmed = Signal(object)

    def __init__(self, station: Station, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._station = station
        self._thing = ""
        #: Counts what `set_thing` was told: a clip goes only to the thing that it was begun for.
        self._turn = 0
        self._recorder: Any = None
        self._lock: QLockFile | None = None
        self._broke = False
        self._wants = False
        self.button = parts.button(self, f"{name}.clip", self.toggle, icon="play")
        self.told = parts.label(self, "soft")
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._say)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.button)
        row.addWidget(self.told)
        keys.bind(self, Key.CLIP, self.toggle)
        self.retranslate()

    def set_thing(self, item_id: str) -> None:
        """Whose hand-over is filmed from now on; a running clip of another thing ends, what lies here of this one comes."""
        if item_id != self._thing and self._recorder is not None:
            self.end()  # also of one whose beginning is only on its way
        self._thing = item_id
        self._turn += 1
        self._station.work.run(
            self, left, self._station.store, item_id, then=partial(self._took, self._turn),
            failed=self._station.refuse, lane=Lane.PICTURES,
        )  # fmt: skip

    def is_filming(self) -> bool:
        """Whether a clip is being written."""
        return self._recorder is not None and bool(self._recorder.is_recording)

    def toggle(self) -> None:
        """Begin, or end."""
        if self.is_filming():
            self.end()
        elif self._recorder is not None:
            file = folder() / f"{self._thing or 'desk'}-{ids.new()}.ts"
            self._station.work.run(
                self, begun, self._recorder, file, then=self._began,
                failed=self._station.refuse, lane=Lane.PICTURES,
            )  # fmt: skip

    def _began(self, lock: QLockFile) -> None:
        self._lock, self._broke = lock, False
        self._say()

    def end(self, then: Callable[[], object] = lambda: None) -> None:
        """Finish the clip and keep it; `then` once its thing has it, and never when the page went on to another."""
        turn = self._turn

        def kept(found: tuple[Kept, ...]) -> None:
            self._lock = None  # the file has its own name now
            self._say()
            if self._took(turn, found):
                then()

        self._station.work.run(
            self, ended, self._recorder, self._station.store, cameras.about(cameras.OVERVIEW).source,
            then=kept, failed=self._station.refuse, lane=Lane.PICTURES,
        )  # fmt: skip

    def _took(self, turn: int, found: tuple[Kept, ...]) -> bool:
        """Clips for the thing of that turn; when another is shown by now they lie until theirs is shown again."""
        if turn != self._turn:
            return False
        for each in found:
            self.filmed.emit(each.shot)
        if found:
            self._station.work.run(self, _gone, found, lane=Lane.PICTURES)
        return True

    def _say(self) -> None:
        from app.devices.clips import LONGEST_S

        broken = self._recorder.trouble if self._recorder is not None else None
        if broken is not None and not self._broke:
            self._broke = True  # said once, kept once
            self._station.refuse(broken)
            self.end()
        is_on = self.is_filming()
        seconds = self._recorder.seconds() if is_on else 0.0
        self.told.setText(self.tr("● {0:.0f} s").format(seconds) if is_on else "")
        self._say_button(on=is_on)
        if is_on and seconds >= LONGEST_S:
            self.end()

    def _say_button(self, *, on: bool) -> None:
        words = self.tr("End the clip") if on else self.tr("Film")
        parts.say(self.button, keys.hint(words, Key.CLIP))
        self.button.setEnabled(self._recorder is not None)

    def retranslate(self) -> None:
        """Set every text anew."""
        self._say_button(on=self.is_filming())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        devices = self._station.devices
        self._look.start()
        if devices is None or self._wants or self._recorder is not None:
            return
        self._wants = True

        def watching(recorder: Any) -> None:
            self._wants = False
            self._recorder = recorder
            if not self.isVisible():
                self._let_go()
            self._say()

        devices.overview.watch(watching)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._look.stop()
        self._let_go()

    def _let_go(self) -> None:
        """The page is left: what is being filmed is ended and kept, then nobody watches any more."""
        recorder = self._recorder
        if recorder is None or self._station.work.is_closed():
            return
        if recorder.is_recording:
            self.end()
        self._recorder = None
        self._station.work.run(self, recorder.close, lane=Lane.PICTURES)


class PlayClip(lang.Speaks, QWidget):
    """Under a card's photographs: where the one shown is a clip, it is played by what this computer plays films with."""

    def __init__(self, station: Station, photos: Photos, parent: QWidget) -> None:
        super().__init__(parent)
        self._station = station
        self._photos = photos
        self._clips: frozenset[str] = frozenset()
        self.button = parts.button(self, "card.play", self.play, icon="play")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button)
        row.addStretch()
        photos.shown.connect(lambda shown: self.setVisible(shown in self._clips))
        self.hide()
        self.retranslate()

    def set_clips(self, hashes: frozenset[str]) -> None:
        """Which of the pictures are clips."""
        self._clips = hashes
        self.setVisible(self._photos.current() in hashes)

    def play(self) -> None:
        """Show the clip: a copy of it, the kept one is never handed out."""
        self._station.work.run(
            self, _copied, self._station.store, self._photos.current(), then=files.show,
            failed=self._station.refuse, lane=Lane.PICTURES,
        )  # fmt: skip

    def retranslate(self) -> None:
        """Set every text anew."""
        parts.say(self.button, self.tr("Play the clip"))


def _copied(store: Store, sha256: str) -> Path:
    place = paths.data() / "shown"
    place.mkdir(parents=True, exist_ok=True)
    return files.write(place / f"{sha256[:16]}.ts", store.blobs.get(sha256))
