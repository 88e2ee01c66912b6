"""A shelf in one photograph: who lies here, who should and was not seen, who should not; what was not read is framed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QSplitter,
    QStackedLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.custody import views
from app.custody.types import ItemRow
from ui import texts
from ui.shell import icons, keys, lang
from ui.shell.keys import Key
from ui.shell.sounds import Sound
from ui.shell.station import Station
from ui.widgets import parts
from ui.widgets.camera import CameraView
from ui.widgets.framed import Frame, FramedView
from ui.work import Lane

if TYPE_CHECKING:
    from app.devices.camera import Shot
    from app.devices.decode import Pixels
    from app.requests.types import Scanned

_SHOWN: Final = 1920  # dots; the picture is read at its full size and shown at this
_MOST: Final = 2_000
_BACK: Final = ("OUT", "OVERDUE", "RETURNING")
_GROUPS: Final = {
    "here": ("circle-check", "ok"),
    "back": ("archive-restore", "accent"),
    "pending": ("package-plus", "accent"),
    "elsewhere": ("circle-alert", "danger"),
    "unknown": ("circle-question-mark", "late"),
    "missing": ("circle-x", "danger"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """One photograph, read: what it says, and a smaller copy to show with its frames."""

    payloads: tuple[str, ...]
    read: tuple[Frame, ...]
    unread: tuple[Frame, ...]
    pixels: Pixels


def look(data: bytes) -> Look:
    """Read a photograph of many labels; for a worker."""
    import cv2
    import numpy as np

    from app.devices import decode
    from app.labels import rules, shelf

    pixels = decode.pixels_of(data)
    seen = shelf.read(pixels)
    scale = min(1.0, _SHOWN / max(pixels.shape[:2]))
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    shown = np.asarray(small, dtype=np.uint8)
    # One frame for the two codes of a label.
    ours = {read.text: shelf.outline(read) for read in seen.reads if rules.is_ours(read.text)}
    return Look(
        seen.payloads,
        tuple(_scaled(place, scale) for place in ours.values()),
        tuple(_scaled(place, scale) for place in seen.unread),
        decode.coloured(shown) if shown.ndim == 2 else shown,
    )


def look_at_file(file: str) -> Look:
    """The same for a photograph in a file."""
    from app.devices import camera

    return look(camera.shot_from_file(Path(file)).data)


def _scaled(place: Sequence[tuple[int, int]], scale: float) -> Frame:
    return tuple((x * scale, y * scale) for x, y in place)


class ShelfPage(lang.Speaks, QWidget):
    """整架拍照: for a stock-take of one place, or for a pile that comes back. It changes nothing in the books."""

    features = frozenset({"locations", "custody"})

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
        self._place = ""
        self._expected: dict[str, ItemRow] = {}
        #: Every label that was read, and what the books say of those that they were asked about.
        self._read: tuple[str, ...] = ()
        self._seen: dict[str, Scanned] = {}
        self._unread = self._pictures = self._reading = 0
        self._title = parts.label(self, "title")
        self._hint = parts.label(self, "soft", wraps=True)
        self.live = CameraView(self)
        self.picture = FramedView(self)
        self._photograph = parts.button(
            self, "shelf.photograph", self.photograph, kind="primary", icon="camera"
        )
        self._file = parts.button(self, "shelf.file", self.ask_files, icon="folder-open")
        self._again = parts.button(self, "shelf.again", self.begin, kind="quiet", icon="rotate-ccw")
        self._sum = parts.label(self, "heading", wraps=True)
        self._verdict = parts.label(self, "soft", wraps=True)
        self.list = QTreeWidget(self)
        self.list.setObjectName("shelf.list")
        self.list.setColumnCount(3)
        self.list.setUniformRowHeights(True)
        self.list.itemActivated.connect(self._open)
        self._lay_out()
        keys.bind(self, Key.PHOTOGRAPH, self.photograph)
        keys.bind(self, Key.REFRESH, self.refresh)
        self.retranslate()

    # -- what the page asks ------------------------------------------------------------------------

    def show_target(self, target: str, extra: str = "") -> None:
        """A place (its code in `extra`), or none: then only what was read is told."""
        if target != self._place:
            self._place = target
            self._code = extra
            self._expected = {}
            self.begin()
        self._say_title()
        self.refresh()

    def refresh(self) -> None:
        """What the books say lies here, read anew; what was seen stays."""
        if self._place:
            self._station.ask(
                self, views.rows, then=self._took_rows, location_id=self._place, limit=_MOST
            )
        self._ask(self._read)

    def begin(self) -> None:
        """Forget every photograph and look through the camera again."""
        self._read, self._seen, self._unread, self._pictures = (), {}, 0, 0
        self._stack.setCurrentWidget(self.live)
        self._show()

    def command(self, command: Any) -> bool:
        """The card that says photograph."""
        if command.name == "PHOTO":
            self.photograph()
            return True
        return False

    def take_scan(self, scanned: Scanned) -> bool:
        """A label under the scanner, or in the live picture, is one more that was seen: nobody is led away from the shelf."""
        if scanned.kind not in ("item", "location"):
            return False
        text = scanned.payload or scanned.number
        self._ask((*self._read, text))
        return True

    def first_focus(self) -> None:
        """Where the keys go first."""
        self._photograph.setFocus()

    def help_text(self) -> str:
        """What F1 says."""
        return self.tr(
            "F3 photographs the whole shelf: every label in the picture is read in one go. Red frames stand around "
            "labels that could not be read; photograph those once more from nearer, the pictures add up. Enter in "
            "the list opens the thing: its return if it was out, its receipt if it is expected."
        )

    # -- photographs -------------------------------------------------------------------------------

    def photograph(self) -> None:
        """F3: from the picture back to the camera, else a photograph."""
        devices = self._station.devices
        if self._stack.currentWidget() is self.picture:
            self._stack.setCurrentWidget(self.live)
            return
        if devices is not None and not self._reading:
            self._set_reading(+1)
            devices.shoot(self, self._shot, self._not_read)

    def ask_files(self) -> None:
        """Choose photographs taken elsewhere."""
        names, _ = QFileDialog.getOpenFileNames(
            self, self.tr("Photographs from files"), "", "*.jpg *.jpeg *.png *.webp"
        )
        self.read_files(names)

    def read_files(self, names: Sequence[str]) -> None:
        """Read photographs from files."""
        for name in names:
            self._set_reading(+1)
            self._station.work.run(
                self,
                look_at_file,
                name,
                then=self._looked,
                failed=self._not_read,
                lane=Lane.PICTURES,
            )

    def _shot(self, shot: Shot) -> None:
        self._station.work.run(
            self, look, shot.data, then=self._looked, failed=self._not_read, lane=Lane.PICTURES
        )

    def _looked(self, seen: Look) -> None:
        self._set_reading(-1)
        self._pictures += 1
        self._unread = len(seen.unread)
        self.picture.show_picture(seen.pixels, seen.read, seen.unread)
        self._stack.setCurrentWidget(self.picture)
        self._station.sounds.play(Sound.MISS if seen.unread or not seen.payloads else Sound.HIT)
        self._ask((*self._read, *seen.payloads))

    def _not_read(self, trouble: Exception) -> None:
        self._set_reading(-1)
        self._station.refuse(trouble)

    def _set_reading(self, by: int) -> None:
        self._reading += by
        self._photograph.setEnabled(not self._reading)
        self._say()

    # -- answers -----------------------------------------------------------------------------------

    def _ask(self, payloads: tuple[str, ...]) -> None:
        """What the books say of all of them; labels may be read faster than they answer."""
        from app.requests import scanning

        read = self._read = tuple(dict.fromkeys(payloads))

        def took(found: tuple[Scanned, ...]) -> None:
            if read == self._read:
                self._seen = dict(zip(read, found, strict=True))
                self._show()

        if read:
            self._station.ask(self, scanning.scan_all, then=took, texts=read)

    def _took_rows(self, rows: tuple[ItemRow, ...]) -> None:
        self._expected = {row.id: row for row in rows}
        self._show()

    def _group(self, scanned: Scanned) -> str:
        if scanned.kind not in ("item", "location"):
            return "unknown"
        status = scanned.detail.removeprefix("status.")
        if scanned.id in self._expected or scanned.id == self._place:
            return "here"
        if status in _BACK:
            return "back"
        if status == "PENDING":
            return "pending"
        return "elsewhere" if self._place else "here"

    # -- showing -----------------------------------------------------------------------------------

    def _show(self) -> None:
        groups: dict[str, list[tuple[str, str, str, str]]] = {name: [] for name in _GROUPS}
        for payload, scanned in self._seen.items():
            detail = texts.word(scanned.detail) if scanned.detail.startswith("status.") else ""
            if scanned.kind == "void":
                detail = self.tr("void label")
            elif scanned.kind == "hidden":
                detail = self.tr("of a case that is not yours")
            line = (scanned.number or payload, scanned.name, detail, scanned.id)
            groups[self._group(scanned)].append(line)
        seen = {scanned.id for scanned in self._seen.values()}
        if self._pictures:
            groups["missing"] = [
                (row.number, row.name, texts.state_word(row.custody), row.id)
                for row in self._expected.values()
                if row.id not in seen
            ]
        self._fill(groups)
        self._say()

    def _fill(self, groups: dict[str, list[tuple[str, str, str, str]]]) -> None:
        self.list.clear()
        for name, lines in groups.items():
            if not lines:
                continue
            sign, tone = _GROUPS[name]
            head = QTreeWidgetItem([f"{self._word(name)}  {len(lines)}"])
            head.setIcon(0, icons.icon(sign, tone))
            self.list.addTopLevelItem(head)
            head.setFirstColumnSpanned(True)
            for number, thing, detail, id_ in sorted(lines):
                line = QTreeWidgetItem([number, thing, detail])
                line.setData(0, Qt.ItemDataRole.UserRole, (name, id_))
                head.addChild(line)
            head.setExpanded(True)

    def _word(self, group: str) -> str:
        return {
            "here": self.tr("Here, as the books say") if self._place else self.tr("Read"),
            "back": self.tr("Out by the books: comes back"),
            "pending": self.tr("Still to be received"),
            "elsewhere": self.tr("Here, but the books say elsewhere"),
            "unknown": self.tr("No living label of this storeroom"),
            "missing": self.tr("Should lie here, not seen"),
        }[group]

    def _open(self, line: QTreeWidgetItem) -> None:
        name, id_ = line.data(0, Qt.ItemDataRole.UserRole) or ("", "")
        if id_:
            page = {"back": "return", "pending": "intake"}.get(name, "item")
            self._station.go(page, id_)

    def _say(self) -> None:
        if self._reading:
            self._sum.setText(self.tr("Reading the photograph…"))
            self._verdict.setText("")
            return
        if not self._pictures:
            self._sum.setText(self.tr("No photograph yet"))
            self._verdict.setText(
                self.tr("Stand so far away that the whole shelf is in the picture.")
            )
            return
        self._sum.setText(self.tr("{0} labels read").format(len(self._seen)))
        if self._unread:
            self._verdict.setText(
                self.tr("{0} not read, framed in red: photograph them from nearer.").format(
                    self._unread
                )
            )
        else:
            self._verdict.setText(self.tr("Nothing else in the picture looks like a label."))

    def _say_title(self) -> None:
        code = self._code if self._place else ""
        self._title.setText(
            self.tr("Shelf photograph: {0}").format(code) if code else self.tr("Shelf photograph")
        )

    def _lay_out(self) -> None:
        self._code = ""
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title, 1)
        for button in (self._photograph, self._file, self._again):
            head.addWidget(button)
        seen = QWidget(self)
        self._stack = QStackedLayout(seen)
        self._stack.addWidget(self.live)
        self._stack.addWidget(self.picture)
        told = QWidget(self)
        inner = QVBoxLayout(told)
        inner.setContentsMargins(8, 0, 0, 0)
        inner.setSpacing(8)
        for widget in (self._sum, self._verdict):
            inner.addWidget(widget)
        inner.addWidget(self.list, 1)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setChildrenCollapsible(False)
        split.addWidget(seen)
        split.addWidget(told)
        split.setSizes([720, 460])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 16, 16, 12)
        whole.setSpacing(12)
        whole.addLayout(head)
        whole.addWidget(self._hint)
        whole.addWidget(split, 1)

    def retranslate(self) -> None:
        """Set every text anew."""
        parts.say(self._photograph, self.tr("Photograph"), Key.PHOTOGRAPH)
        parts.say(self._file, self.tr("From file"))
        parts.say(self._again, self.tr("Begin again"))
        self._hint.setText(
            self.tr(
                "One photograph reads every label on the shelf. Nothing is written into the books."
            )
        )
        self.list.setHeaderLabels(
            [texts.word("item.number"), texts.word("item.name"), texts.word("case.status")]
        )
        self._say_title()
        self._show()

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        devices = self._station.devices
        if devices is not None:
            self.live.set_source(devices.newest)
            devices.open_camera()
        for column, width in enumerate((170, 150)):
            self.list.setColumnWidth(column, width)
