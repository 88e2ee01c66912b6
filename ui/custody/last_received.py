"""What was received last at this counter: its label, the sheet of its delivery."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ui.custody import labels
from ui.shell.station import Station


class LastReceived(QObject):
    """Its label is printed once the next card has been drawn: both work in Python, and the card is waited for."""

    def __init__(self, station: Station, parent: QObject) -> None:
        super().__init__(parent)
        self._station = station
        self._item = ""
        #: Whose label is still to be printed.
        self._due = ""

    def take(self, item_id: str) -> None:
        """This one was received."""
        self._item = self._due = item_id

    def print_due(self) -> None:
        """The label that is still to be printed."""
        item_id, self._due = self._due, ""
        if item_id:
            self._print(item_id)

    def print_label(self) -> None:
        """F4: its label, wanted by hand."""
        if self._item:
            self._print(self._item)

    def print_sheet(self) -> None:
        """Ctrl+P: the intake sheet (F6) of the delivery that it came in with."""
        if self._item:
            self._station.go("form", f"item {self._item}", "F6")

    def _print(self, item_id: str) -> None:
        labels.print_living(self._station, self, item_id, printed_before=self._printed_before)

    def _printed_before(self) -> None:
        self._station.notices.warn(
            self.tr("The label of this item was printed already."),
            self.tr("Print a new one from its card; a second person signs for it."),
        )
