"""What time alone brings to leads: parked ones wake by themselves, for late ones letters are offered."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.leads import disposing, supervising
from ui.leads import words
from ui.shell.station import Station
from ui.widgets import parts


class DueWork(QObject):
    """Looked for with each refresh; its button stands in the page's head while letters are owed."""

    def __init__(self, station: Station, page: QWidget) -> None:
        super().__init__(page)
        self._station = station
        self.button = parts.button(page, "leads.remind", self._remind, icon="send")
        self.button.hide()

    def look(self) -> None:
        """Ask the centre; a desk without a network wakes and drafts nothing."""
        if self._station.store.read_only or not self._station.store.is_reached:
            self.button.hide()
            return
        self._station.ask(self, disposing.to_wake, then=self._wake, failed=lambda _: None)
        if words.may_register(self._station):
            self._station.ask(
                self, supervising.to_remind, then=self._offer_letters, failed=lambda _: None
            )

    def _wake(self, count: int) -> None:
        if count and self._station.may("lead_clerk", "office_clerk", "handler", "head"):
            self._station.do(self, disposing.wake_due)

    def _offer_letters(self, count: int) -> None:
        self.button.setVisible(bool(count))
        parts.say(self.button, self.tr("Draft {0} supervision letters").format(count))

    def _remind(self) -> None:
        self._station.do(
            self,
            supervising.remind,
            then=lambda made: self._station.notices.done(
                self.tr("Drafted: {0}").format("、".join(made))
            ),
        )
