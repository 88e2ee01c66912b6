"""The places as a tree: room, zone, rack, shelf; each with what it takes and how full it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from app.locations.types import LocationRow
from ui import texts
from ui.locations.fill import FILL, FillPainter
from ui.shell import icons, lang

_ID = Qt.ItemDataRole.UserRole.value
_ICONS = {
    "room": "warehouse",
    "zone": "map-pin",
    "rack": "boxes",
    "shelf": "box",
    "virtual": "circle-dot",
}


class PlaceTree(lang.Speaks, QTreeWidget):
    """Says `chosen` with the place under the cursor."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("locations.tree")
        self._rows: tuple[LocationRow, ...] = ()
        self._items: dict[str, QTreeWidgetItem] = {}
        self.setColumnCount(3)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setItemDelegateForColumn(1, FillPainter(self))
        header = self.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self.setColumnWidth(0, 250)
        self.setColumnWidth(1, 160)
        self.currentItemChanged.connect(lambda now, _was: self._say_chosen(now))
        self.retranslate()

    def show_places(self, rows: Sequence[LocationRow]) -> None:
        """Show these; what was open and chosen stays so."""
        if tuple(rows) == self._rows:
            return
        same = [row.id for row in rows] == [row.id for row in self._rows]
        self._rows = tuple(rows)
        if not same:
            self._rebuild()
        self._fill()
        now = self.current()
        if same and now is not None:
            self.chosen.emit(now)

    def current(self) -> LocationRow | None:
        """The place under the cursor."""
        item = self.currentItem()
        return self.place(str(item.data(0, _ID))) if item is not None else None

    def place(self, id_: str) -> LocationRow | None:
        """The place of that id."""
        return next((row for row in self._rows if row.id == id_), None)

    def places(self) -> tuple[LocationRow, ...]:
        """Every place, the rooms first."""
        return self._rows

    def choose(self, id_: str) -> bool:
        """Put the cursor on a place; False when it is not here."""
        item = self._items.get(id_)
        if item is None:
            return False
        above = item.parent()
        while above is not None:
            above.setExpanded(True)
            above = above.parent()
        self.setCurrentItem(item)
        self.scrollToItem(item)
        return True

    def below(self, id_: str) -> tuple[LocationRow, ...]:
        """The places right under one."""
        return tuple(row for row in self._rows if row.parent_id == id_)

    def _rebuild(self) -> None:
        was = self.current()
        open_ = {id_ for id_, item in self._items.items() if item.isExpanded()}
        first = not self._items
        blocked = self.blockSignals(True)
        self.clear()
        self._items = {}
        for row in self._rows:
            item = QTreeWidgetItem()
            item.setData(0, _ID, row.id)
            self._items[row.id] = item
        for row in self._rows:
            above = self._items.get(row.parent_id or "")
            if above is not None:
                above.addChild(self._items[row.id])
            else:
                self.addTopLevelItem(self._items[row.id])
        for id_, item in self._items.items():
            item.setExpanded(first or id_ in open_)
        self.blockSignals(blocked)
        if was is not None and was.id in self._items:
            self.setCurrentItem(self._items[was.id])

    def _fill(self) -> None:
        items, room = _sums(self._rows)
        for row in self._rows:
            item = self._items[row.id]
            item.setText(0, f"{row.code}  {row.name}" if row.name != row.code else row.code)
            item.setIcon(0, icons.icon(_ICONS.get(row.kind, "box")))
            item.setData(1, FILL, (items[row.id], room[row.id]))
            item.setText(2, classes_words(row.classes) if not self.below(row.id) else "")
            item.setToolTip(2, item.text(2))

    def _say_chosen(self, item: QTreeWidgetItem | None) -> None:
        self.chosen.emit(self.place(str(item.data(0, _ID))) if item is not None else None)

    def retranslate(self) -> None:
        """Set every text anew."""
        self.setHeaderLabels([self.tr("Place"), self.tr("Fill"), self.tr("Takes")])
        self._fill()


def classes_words(classes: str) -> str:
    """What a place takes, in words."""
    if classes.strip() == "*":
        return texts.word("storage.any")
    return (
        "、".join(texts.word(f"storage.{name}") for name in classes.split())
        if (lang.now() == "zh")
        else ", ".join(texts.word(f"storage.{name}") for name in classes.split())
    )


def _sums(rows: Iterable[LocationRow]) -> tuple[dict[str, int], dict[str, int | None]]:
    """How much lies at a place and below, and the room there; parents come before children."""
    kept = list(rows)
    items = {row.id: row.items for row in kept}
    room: dict[str, int | None] = {row.id: row.capacity for row in kept}
    bounded: dict[str, list[int | None]] = {}
    for row in reversed(kept):
        if row.id in bounded and row.capacity is None:
            under = bounded[row.id]
            room[row.id] = None if None in under else sum(each or 0 for each in under)
        if row.parent_id:
            items[row.parent_id] = items.get(row.parent_id, 0) + items[row.id]
            bounded.setdefault(row.parent_id, []).append(room[row.id])
    return items, room
