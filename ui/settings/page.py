"""Settings: this computer, its devices, the rules in force, the storeroom itself; one section at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSettings, QSize, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.settings.about import AboutSection
from ui.settings.cameras import CamerasSection
from ui.settings.clock import ClockSection
from ui.settings.doctor import DoctorSection
from ui.settings.general import GeneralSection
from ui.settings.organs import OrgansSection
from ui.settings.printers import PrintersSection
from ui.settings.rules import RulesSection
from ui.settings.scale import ScaleSection
from ui.settings.scanners import ScannersSection
from ui.settings.senders import SendersSection
from ui.settings.stations import StationsSection
from ui.settings.store import StoreSection
from ui.settings.wording import WordingSection
from ui.settings.workdays import WorkdaysSection
from ui.shell import icons
from ui.shell.pages import InPieces
from ui.widgets import parts

if TYPE_CHECKING:
    from app.requests.types import Scanned

_CHOSEN: Final = "page/settings/section"
_SECTIONS: Final = (
    ("general", "user", GeneralSection),
    ("cameras", "camera", CamerasSection),
    ("scanners", "scan-barcode", ScannersSection),
    ("printers", "printer", PrintersSection),
    ("scale", "scale", ScaleSection),
    ("doctor", "activity", DoctorSection),
    ("rules", "gavel", RulesSection),
    ("workdays", "calendar", WorkdaysSection),
    ("wording", "pencil", WordingSection),
    ("organs", "landmark", OrgansSection),
    ("stations", "building-2", StationsSection),
    ("packages", "package", SendersSection),
    ("store", "database", StoreSection),
    ("clock", "clock", ClockSection),
    ("about", "info", AboutSection),
)


class SettingsPage(InPieces, QWidget):
    """Sections at the left, the chosen one at the right; built when first chosen."""

    features = frozenset({"deadlines", "organs", "stations"})

    def _pieces(self) -> Iterator[None]:
        self._title = parts.label(self, "title")
        self.sections = QListWidget(self)
        self.sections.setObjectName("settings.sections")
        self.sections.setFixedWidth(180)
        self.sections.setIconSize(QSize(icons.SIZE, icons.SIZE))
        self._stack = QStackedWidget(self)
        self._places: list[QScrollArea] = []
        for _, icon, _ in _SECTIONS:
            self.sections.addItem(QListWidgetItem(icons.icon(icon), ""))
            area = QScrollArea(self)
            area.setWidgetResizable(True)
            self._places.append(area)
            self._stack.addWidget(area)
            yield
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addWidget(self.sections)
        row.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        column.addWidget(self._title)
        column.addLayout(row, 1)
        yield
        self.retranslate()
        yield
        self.sections.currentRowChanged.connect(self._choose)
        first = str(QSettings().value(_CHOSEN, "general"))
        self._made(_row_of(first))
        yield
        self.show_section(first)

    def show_target(self, target: str, extra: str = "") -> None:
        """Show a section by its name."""
        self.show_section(target)

    def show_section(self, name: str) -> None:
        """Show a section by its name."""
        self.sections.setCurrentRow(_row_of(name))

    def section_name(self) -> str:
        """What the section shown is called."""
        return _SECTIONS[self.sections.currentRow()][0]

    def section(self) -> QWidget:
        """The section shown."""
        made = self._places[self.sections.currentRow()].widget()
        assert made is not None
        return made

    def refresh(self) -> None:
        """Let the section look again."""
        shown = self.section()
        if hasattr(shown, "refresh"):
            shown.refresh()

    def take_scan(self, scanned: Scanned) -> bool:
        """A section may wait for a code."""
        shown = self.section()
        return isinstance(shown, DoctorSection) and shown.take_scan(scanned)

    def first_focus(self) -> None:
        """The keys choose a section."""
        self.sections.setFocus()

    def help_text(self) -> str:
        """What F1 says."""
        return self.tr(
            "Language, look and devices belong to this computer and take effect at once. Rules belong to "
            "the storeroom: the security administrator changes them, a second administrator signs."
        )

    def _made(self, row: int) -> QScrollArea:
        area = self._places[row]
        if area.widget() is None:
            made = _SECTIONS[row][2](self._station)
            made.setMaximumWidth(760)
            made.setProperty("surface", "clear")
            area.setWidget(made)
            area.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        return area

    def _choose(self, row: int) -> None:
        self._stack.setCurrentWidget(self._made(row))
        QSettings().setValue(_CHOSEN, _SECTIONS[row][0])
        if self.isVisible():
            self.refresh()

    def retranslate(self) -> None:
        """Set every text anew."""
        self._title.setText(self.tr("Settings"))
        told = (
            self.tr("This computer"),
            self.tr("Cameras"),
            self.tr("Scanners"),
            self.tr("Label printers"),
            self.tr("Scale"),
            self.tr("Check-up"),
            self.tr("Rules"),
            self.tr("Working days"),
            self.tr("Form wording"),
            self.tr("Organs"),
            self.tr("Desks of the centre"),
            self.tr("Packages on disc"),
            self.tr("Storeroom"),
            self.tr("Time"),
            self.tr("About"),
        )
        for at, words in enumerate(told):
            self.sections.item(at).setText(words)


def _row_of(name: str) -> int:
    names = [each for each, _, _ in _SECTIONS]
    return names.index(name) if name in names else 0
