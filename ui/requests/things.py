"""The things of a request: their list, the photographs of the chosen one, and what happened to it before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QTabWidget, QVBoxLayout, QWidget

from app.custody import views
from app.custody.types import Card
from app.requests.types import RequestItemRow
from ui import entries, texts
from ui.requests import pictures
from ui.shell import lang
from ui.shell.station import Station
from ui.widgets import parts
from ui.widgets.photos import Photos
from ui.widgets.timeline import Timeline
from ui.work import Ticket

#: How many things are seen at once; the rest is scrolled to.
_ROWS: Final = 4
_ROW: Final = 30


class Things(lang.Speaks, QWidget):
    """A short list when there are several; under it the photographs and the history of the chosen one."""

    #: Somebody wants the card of this item.
    opened = Signal(str)

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._station = station
        self._rows: tuple[RequestItemRow, ...] = ()
        self._ticket: Ticket | None = None
        self.list = QListWidget(self)
        self.list.setObjectName("request.items")
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.photos = Photos(station.work, self)
        self.history = Timeline(self)
        self.tabs = QTabWidget(self)
        self.tabs.addTab(self.photos, "")
        self.tabs.addTab(self.history, "")
        self._card = parts.button(
            self, "request.card", self._open, kind="quiet", icon="external-link"
        )
        self.tabs.setCornerWidget(self._card)
        self.list.currentRowChanged.connect(self._look)
        self.list.itemActivated.connect(lambda _: self._open())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self.list)
        whole.addWidget(self.tabs, 1)
        self.retranslate()

    def show_items(self, rows: Sequence[RequestItemRow]) -> None:
        """Show these; the same ones again keep the choice."""
        was = self.list.currentRow() if tuple(r.item_id for r in rows) == self._ids() else 0
        self._rows = tuple(rows)
        blocked = self.list.blockSignals(True)
        self.list.clear()
        for each in rows:
            words = f"{each.number}  {each.name}".strip()
            if each.done_at is not None:
                words += "  ✓"
            item = QListWidgetItem(words, self.list)
            item.setToolTip(
                f"{words}\n{texts.state_word(each.custody)} · {texts.word(f'tier.{each.tier}')}"
            )
        self.list.blockSignals(blocked)
        self.list.setVisible(len(rows) > 1)
        self.list.setFixedHeight(min(len(rows), _ROWS) * _ROW + 4)
        if rows:
            self.list.setCurrentRow(min(max(was, 0), len(rows) - 1))
        self._look(self.list.currentRow())

    def current(self) -> RequestItemRow | None:
        """The chosen one."""
        at = self.list.currentRow()
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def _ids(self) -> tuple[str, ...]:
        return tuple(row.item_id for row in self._rows)

    def _look(self, _at: int) -> None:
        now = self.current()
        if self._ticket is not None:
            self._ticket.cancel()
        if now is None:
            self.photos.show_pictures(())
            self.history.show_moments(())
            return
        first = (pictures.picture(self._station.store, now.photo),) if now.photo else ()
        self.photos.show_pictures(first)
        self._ticket = self._station.ask(
            self, views.card, item_id=now.item_id, then=self._took, failed=lambda _: self._alone()
        )

    def _took(self, card: Card) -> None:
        if card.photos:
            self.photos.show_pictures(pictures.of(self._station.store, card.photos))
        self.history.show_moments([entries.moment(entry) for entry in card.entries])
        self._say_tabs(len(card.entries))

    def _alone(self) -> None:
        """The item's case is closed to this person: he sees what the request itself tells."""
        self.history.show_moments(())
        self._say_tabs(0)

    def _open(self) -> None:
        now = self.current()
        if now is not None:
            self.opened.emit(now.item_id)

    def _say_tabs(self, lines: int) -> None:
        self.tabs.setTabText(0, self.tr("Photographs"))
        history = self.tr("History")
        self.tabs.setTabText(1, f"{history}  {lines}" if lines else history)

    def retranslate(self) -> None:
        """Set every text anew."""
        self._say_tabs(len(self.history.moments()))
        self.list.setToolTip(self.tr("Enter opens the card"))
        parts.say(self._card, self.tr("Open card"))
