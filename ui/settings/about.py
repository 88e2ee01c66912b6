"""About the program: its version, what it stands on, whose type and icons it shows."""

from __future__ import annotations

import platform
from importlib import metadata

from PySide6.QtCore import qVersion

from ui.settings.lines import Section
from ui.shell.station import Station
from ui.widgets import parts
from ui.widgets.facts import Fact, Facts, Group


class AboutSection(Section):
    """Read-only."""

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._lead = parts.label(self, "", wraps=True)
        self.facts = Facts(self, label_width=150)
        self.column.insertWidget(0, self._lead)
        self.column.insertWidget(1, self.facts)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        self._lead.setText(
            self.tr(
                "Anku keeps an evidence storeroom: one case one ledger, one item one card; who seizes does not keep."
            )
        )
        self.facts.show_groups(
            [
                Group(
                    self.tr("Program"),
                    (
                        Fact(self.tr("Version"), version()),
                        Fact("Qt", qVersion() or ""),
                        Fact("Python", platform.python_version()),
                        Fact(self.tr("System"), platform.platform()),
                    ),
                ),
                Group(
                    self.tr("With thanks"),
                    (
                        Fact(self.tr("Type"), "Noto Sans SC (SIL Open Font License)"),
                        Fact(self.tr("Icons"), "Lucide (ISC)"),
                    ),
                ),
            ]
        )


def version() -> str:
    """The version that was installed; a checkout that was not installed says so."""
    try:
        return metadata.version("anku")
    except metadata.PackageNotFoundError:
        return "0.1.0"
