"""A table of any length: only the pages that are looked at are in memory, fetched behind the window."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final, Literal, Protocol

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from ui.shell import theme
from ui.work import Lane, Ticket, Work

PAGE: Final = 200
_PAGES_KEPT: Final = 40
_IN_FLIGHT: Final = 2
_WANTED: Final = 3
WAITING: Final = "…"
ROW: Final = Qt.ItemDataRole.UserRole
CHIP: Final = Qt.ItemDataRole.UserRole.value + 1
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Ask:
    """What rows are wanted: in what order, and which only."""

    sort: str = ""
    descending: bool = False
    filters: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


class Source(Protocol):
    """Where the rows are; both are called in a worker, so they hold no Qt object."""

    def count(self, ask: Ask, /) -> int: ...
    def page(self, offset: int, limit: int, ask: Ask, /) -> Sequence[Any]: ...


@dataclass(frozen=True, slots=True)
class Column:
    """One column: how a row is shown in it."""

    id: str
    title: Callable[[], str]
    show: Callable[[Any], str]
    width: int = 120
    align: Literal["left", "right", "center"] = "left"
    sortable: bool = True
    hidden: bool = False
    tone: Callable[[Any], str] | None = None
    chip: Callable[[Any], str] | None = None
    hint: Callable[[Any], str] | None = None
    number: Callable[[Any], Decimal | int] | None = None


_ALIGN: Final = {
    "left": Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    "right": Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    "center": Qt.AlignmentFlag.AlignCenter,
}


class PagedModel(QAbstractTableModel):
    """Rows by page; a row that has not come yet shows a placeholder."""

    #: So many rows there are, or as far as they have come (`is_counted`).
    counted = Signal(int)
    arrived = Signal()
    #: Other rows are shown, or the same in another order: the place in the list means nothing any more.
    turned = Signal()
    failed = Signal(object)

    def __init__(
        self, work: Work, source: Source, columns: Sequence[Column], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._source = source
        self._columns = tuple(columns)
        self._ask = self._shown = Ask()
        self._is_recount = False
        self._count = 0
        #: Whether it is known how many there are; before that the first of them are shown.
        self.is_counted = False
        self._pages: OrderedDict[int, Sequence[Any]] = OrderedDict()
        self._stale: set[int] = set()
        self._wanted: list[int] = []
        self._flying: dict[int, Ticket] = {}
        self._opening: Ticket | None = None
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._fly)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns."""
        return self._columns

    @property
    def ask(self) -> Ask:
        """What is asked for now."""
        return self._ask

    def set_ask(self, ask: Ask) -> None:
        """Ask for other rows, or for the same in another order; what is shown stays until they come."""
        self._ask = ask
        self.reload()

    def set_filters(self, filters: Mapping[str, Any]) -> None:
        """Only these rows."""
        self.set_ask(replace(self._ask, filters=MappingProxyType(dict(filters))))

    def reload(self) -> None:
        """Fetch and count anew, from the first row."""
        if self._opening is not None:
            self._opening.cancel()
        self._is_recount = False
        self._opening = self._work.run(
            self,
            _fetch,
            self._source,
            0,
            self._ask,
            then=self._opened,
            failed=self._could_not_open,
            lane=Lane.READS,
        )

    def refresh(self) -> None:
        """Something changed: look again at what is shown, without moving it."""
        if self._opening is not None and not self._opening.is_done():
            if self._is_recount:
                self._opening.cancel()
            else:
                self.reload()
                return
        self._recount(self._recounted)

    def _recount(self, then: Callable[[int], object]) -> None:
        self._is_recount = True
        self._opening = self._work.run(
            self,
            self._source.count,
            self._ask,
            then=then,
            failed=self._could_not_open,
            lane=Lane.READS,
        )

    def row(self, number: int) -> Any | None:
        """The row, None when it has not come yet; asks for it then."""
        page = number // PAGE
        rows = self._pages.get(page)
        if rows is None or page in self._stale:
            self._want(page)
        if rows is None:
            return None
        self._pages.move_to_end(page)
        at = number % PAGE
        return rows[at] if at < len(rows) else None

    def loaded_row(self, number: int) -> Any | None:
        """The row if it is here; asks for nothing."""
        rows = self._pages.get(number // PAGE, ())
        at = number % PAGE
        return rows[at] if at < len(rows) else None

    def place_of(self, id_: str) -> int | None:
        """In which row of the table the thing of this id stands, among those that are here."""
        for page, rows in self._pages.items():
            for at, row in enumerate(rows):
                if row.id == id_:
                    return page * PAGE + at
        return None

    def is_complete(self) -> bool:
        """Whether nothing is on its way."""
        flying = any(not ticket.is_done() for ticket in self._flying.values())
        return not (
            flying or self._wanted or (self._opening is not None and not self._opening.is_done())
        )

    def retitle(self) -> None:
        """The language changed."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)
        self._all_changed()

    def _opened(self, answer: tuple[int, Sequence[Any]]) -> None:
        """The first rows have come: they are shown, and if there may be more it is counted how many behind them."""
        self._drop_flights()
        is_turned, self._shown = self._shown != self._ask, self._ask
        _, first = answer
        self.beginResetModel()
        self._count, self.is_counted = len(first), len(first) < PAGE
        self._pages.clear()
        self._stale.clear()
        self._pages[0] = first
        self.endResetModel()
        if is_turned:
            self.turned.emit()
        if not self.is_counted:
            self._recount(self._counted)
        self.counted.emit(self._count)
        self.arrived.emit()

    def _counted(self, count: int) -> None:
        self._take_count(count)
        self.counted.emit(self._count)

    def _recounted(self, count: int) -> None:
        self._take_count(count)
        self._stale = set(self._pages)
        self._all_changed()
        self.counted.emit(self._count)

    def _take_count(self, count: int) -> None:
        self.is_counted = True
        if count != self._count:
            self._resize(count)

    def _resize(self, count: int) -> None:
        """Rows came or went: the view keeps its place."""
        if count > self._count:
            self.beginInsertRows(QModelIndex(), self._count, count - 1)
            self._count = count
            self.endInsertRows()
            return
        self.beginRemoveRows(QModelIndex(), count, self._count - 1)
        self._count = count
        self.endRemoveRows()

    def _all_changed(self) -> None:
        if self._count:
            self.dataChanged.emit(
                self.index(0, 0), self.index(self._count - 1, len(self._columns) - 1)
            )

    def _could_not_open(self, trouble: Exception) -> None:
        self.failed.emit(trouble)

    def _want(self, page: int) -> None:
        if page in self._flying or page in self._wanted:
            return
        self._wanted.append(page)
        # While the bar is dragged, what flew past is not worth fetching any more.
        del self._wanted[:-_WANTED]
        if not self._turn.isActive():
            self._turn.start(0)

    def _fly(self) -> None:
        while self._wanted and len(self._flying) < _IN_FLIGHT:
            page = self._wanted.pop()
            self._flying[page] = self._work.run(
                self,
                _fetch,
                self._source,
                page,
                self._ask,
                then=self._landed,
                failed=self._crashed,
                lane=Lane.READS,
            )

    def _landed(self, answer: tuple[int, Sequence[Any]]) -> None:
        page, rows = answer
        self._flying.pop(page, None)
        self._stale.discard(page)
        self._pages[page] = rows
        self._pages.move_to_end(page)
        while len(self._pages) > _PAGES_KEPT:
            self._pages.popitem(last=False)
        first, last = page * PAGE, min(page * PAGE + PAGE, self._count) - 1
        if first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self._columns) - 1))
        self._turn.start(0)
        self.arrived.emit()

    def _crashed(self, trouble: Exception) -> None:
        self._drop_flights()
        self.failed.emit(trouble)

    def _drop_flights(self) -> None:
        for ticket in self._flying.values():
            ticket.cancel()
        self._flying.clear()
        self._wanted.clear()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        # Half of what is asked while a cell is drawn has no answer here: fonts, pictures, what is behind it.
        if role not in _ROLES or not index.isValid():
            return None
        column = self._columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN[column.align]
        row = self.row(index.row())
        if row is None:
            return WAITING if role == Qt.ItemDataRole.DisplayRole else None
        return _cell(row, column, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            under_arrow = column.align == "right" and column.id == self._ask.sort
            return column.title() + _ROOM_FOR_ARROW * under_arrow
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN[column.align]
        return None


#: The arrow of the order is painted at the right, over a title that ends there; blanks at an end would not count.
_ROOM_FOR_ARROW: Final = "\u2003\u2002\u200b"
_ROLES: Final = frozenset(
    {
        int(Qt.ItemDataRole.DisplayRole),
        int(Qt.ItemDataRole.ToolTipRole),
        int(Qt.ItemDataRole.ForegroundRole),
        int(Qt.ItemDataRole.TextAlignmentRole),
        int(ROW),
        CHIP,
    }
)


def _cell(row: Any, column: Column, role: int) -> Any:
    if role == Qt.ItemDataRole.DisplayRole:
        return column.show(row)
    if role == ROW:
        return row
    if role == CHIP:
        return column.chip(row) if column.chip else None
    if role == Qt.ItemDataRole.ToolTipRole:
        return column.hint(row) if column.hint else None
    return theme.colour(column.tone(row)) if column.tone else None


def _fetch(source: Source, page: int, ask: Ask) -> tuple[int, Sequence[Any]]:
    return page, source.page(page * PAGE, PAGE, ask)
