"""欠扫: papers that were signed by hand; a scan finds its sheet by the code at its corner."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app import clock
from app.signatures import errors
from app.signatures import service as signatures
from app.signatures.types import Kept, SignatureRow
from app.store import Store
from ui import texts
from ui.shell import icons, lang
from ui.shell.sounds import Sound
from ui.shell.station import Station
from ui.widgets import parts
from ui.widgets.empty import EmptyState
from ui.work import Lane

if TYPE_CHECKING:
    from app.requests.types import Scanned

_ID: Final = Qt.ItemDataRole.UserRole
_SCAN_DPI: Final = 200.0


@dataclass(frozen=True, slots=True)
class Scan:
    """A scanned paper that is kept, and the texts of the codes on it."""

    name: str
    sha256: str
    codes: tuple[str, ...]


def read_scan(store: Store, file: str) -> Scan:
    """Read the codes of a scanned page, then keep it for good; for a worker."""
    return _kept(store, Path(file).name, _picture(Path(file).read_bytes()))


def _picture(data: bytes) -> bytes:
    """A scanned page as a picture: of a PDF, as office scanners make them, its first page."""
    if not data.startswith(b"%PDF"):
        return data
    from PIL import Image

    from app.forms import raster

    page = raster.page(data, 1, _SCAN_DPI)
    image = Image.frombuffer("L", (page.width, page.height), page.data, "raw", "L", page.stride, 1)
    made = io.BytesIO()
    image.save(made, "PNG")
    return made.getvalue()


def _kept(store: Store, name: str, data: bytes) -> Scan:
    from app.devices import decode

    codes = tuple(read.text for read in decode.read_image(data))
    return Scan(name, store.keep(data), codes)


class ScansPage(lang.Speaks, QWidget):
    """The list of what is owed; files are attached to whichever sheet their code names."""

    features = frozenset({"signatures"})

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
        self._rows: dict[str, SignatureRow] = {}
        self._title = parts.label(self, "title")
        self._hint = parts.label(self, "soft", wraps=True)
        self.list = QListWidget(self)
        self.list.setObjectName("scans.list")
        self.attach = parts.button(
            self, "scans.attach", self.ask_files, kind="primary", icon="scan-line"
        )
        self._photo = parts.button(self, "scans.photo", self.photograph, icon="camera")
        self._nothing = EmptyState("file-check", self)
        self._lay_out()
        self.retranslate()

    def refresh(self) -> None:
        """What is owed now."""
        self._station.ask(self, signatures.owed, then=self._took)

    def show_target(self, target: str, extra: str = "") -> None:
        """This one is looked for."""
        self.refresh()
        for at in range(self.list.count()):
            if self.list.item(at).data(_ID) == target:
                self.list.setCurrentRow(at)

    def first_focus(self) -> None:
        """Where the keys go first."""
        self.attach.setFocus()

    def help_text(self) -> str:
        """What F1 says."""
        return self.tr(
            "A sheet that was signed on paper is scanned and attached here: choose the files, or hold the paper "
            "before the camera. Each is put to its sheet by the code at its corner."
        )

    def take_scan(self, scanned: Scanned) -> bool:
        """A sheet before the camera or in the hand: its line is chosen, and nobody is led away from attaching it."""
        if scanned.kind != "form":
            return False
        for at, row in enumerate(self._rows.values()):
            if row.number == scanned.number:
                self.list.setCurrentRow(at)
        return True

    def ask_files(self) -> None:
        """Choose scanned pages."""
        names, _ = QFileDialog.getOpenFileNames(
            self, self.tr("Scanned sheets"), "", "*.jpg *.jpeg *.png *.webp *.tif *.tiff *.pdf"
        )
        self.take_files(names)

    def take_files(self, names: Sequence[str]) -> None:
        """Put each to its sheet."""
        for name in names:
            self._station.work.run(
                self,
                read_scan,
                self._station.store,
                name,
                then=self._read,
                failed=self._station.refuse,
                lane=Lane.PICTURES,
            )

    def photograph(self) -> None:
        """The paper lies before the camera."""
        devices = self._station.devices
        if devices is None:
            return
        devices.shoot(
            self,
            lambda raw: self._station.work.run(
                self,
                _kept,
                self._station.store,
                raw.source,
                raw.data,
                then=self._read,
                failed=self._station.refuse,
                lane=Lane.PICTURES,
            ),
            self._station.refuse,
        )

    # -- inside ------------------------------------------------------------------------------------

    def _read(self, scan: Scan) -> None:
        for row in self._rows.values():
            if row.code in scan.codes:
                self._station.do(
                    self,
                    signatures.attach_scan,
                    then=self._attached,
                    signature_id=row.id,
                    code=row.code,
                    scan=Kept(scan.sha256),
                )
                return
        self._station.refuse(
            errors.OtherSheet(found="、".join(scan.codes), expected=self.tr("an owed sheet"))
        )

    def _attached(self, row: SignatureRow) -> None:
        self._station.sounds.play(Sound.HIT)
        self._station.notices.done(self.tr("The scan of {0} is attached.").format(row.number))
        self.refresh()

    def _took(self, rows: tuple[SignatureRow, ...]) -> None:
        self._rows = {row.id: row for row in rows}
        self.list.clear()
        now = clock.now()
        for row in rows:
            late = row.due_at is not None and row.due_at < now
            told = self.tr("{0}  ·  {1}  ·  due {2}").format(
                row.case_number, row.name, texts.moment(row.due_at)
            )
            line = QListWidgetItem(
                icons.icon("calendar-clock" if late else "file-text", "danger" if late else "text"),
                f"{row.number}\n{told}",
            )
            line.setData(_ID, row.id)
            line.setSizeHint(QSize(0, 60))
            self.list.addItem(line)
        self.list.setVisible(bool(rows))
        self._nothing.setVisible(not rows)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.attach)
        buttons.addWidget(self._photo)
        buttons.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.setSpacing(12)
        whole.addWidget(self._title)
        whole.addWidget(self._hint)
        whole.addLayout(buttons)
        whole.addWidget(self.list, 1)
        whole.addWidget(self._nothing, 1)
        self._nothing.hide()

    def retranslate(self) -> None:
        """Set every text anew."""
        self._title.setText(self.tr("Signed sheets still to be scanned"))
        self._hint.setText(
            self.tr("Each scan goes to its sheet by the code at the corner of the paper.")
        )
        parts.say(self.attach, self.tr("Scans from files…"))
        parts.say(self._photo, self.tr("Photograph the paper"))
        self._nothing.say(
            self.tr("No scan is owed"),
            self.tr("Sheets that were signed on paper appear here until they are scanned."),
        )
