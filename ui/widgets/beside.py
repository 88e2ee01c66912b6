"""A list and what is shown beside it: the list keeps to the thing shown, the thing shown follows the row chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject

from ui.widgets.table import DataTable


class Beside(QObject):
    """Rows have an `id`; `shown` tells the id that stands beside the list, `show` puts one there ("": none)."""

    def __init__(
        self, table: DataTable, shown: Callable[[], str], show: Callable[[str], object]
    ) -> None:
        super().__init__(table)
        self._table = table
        self._shown = shown
        self._show = show
        self._wanted = ""
        #: The cursor was put on a row that is still on its way.
        self._awaited = False
        table.view.begins_by_focus = False
        table.current_changed.connect(self.choose)
        table.model.arrived.connect(self._arrived)
        table.model.counted.connect(self._arrived)

    def keep(self, id_: str) -> None:
        """Show this one, whether the list has it or not, until a row is chosen or the list is asked for others."""
        self._wanted, self._awaited = id_, False
        self._show(id_)

    def choose(self, row: Any) -> None:
        """A row was chosen; one that is not here yet is shown when it comes."""
        self._awaited = row is None and self._table.view.currentIndex().isValid()
        if row is not None:
            self._wanted = ""
            self._show(row.id)

    def filter(self, filters: Mapping[str, Any]) -> None:
        """Other rows are wanted: what is shown may change with them."""
        self._wanted, self._awaited = "", False
        self._table.set_filters(filters)

    def refresh(self, filters: Mapping[str, Any]) -> None:
        """Look again at the same rows without moving them, or ask for others.

        What is shown stays, also when an act has taken it off the list: the next thing must not come under the hand.
        """
        if dict(self._table.model.ask.filters) == filters and self._table.model.rowCount():
            self._wanted = self._wanted or self._shown()
            self._table.refresh()
        else:
            # what was asked for by its id stays: a page that opens on a thing asks for its list after that
            self._table.set_filters(filters)

    def _arrived(self) -> None:
        """Something came: mark what is shown where the list has it; with nothing to keep to, begin with the first."""
        if self._awaited:
            self.choose(self._table.current_row())
        if self._awaited:
            return
        wanted = self._wanted
        place = self._table.model.place_of(wanted or self._shown())
        if place is not None:
            self._table.select_row(place)
            self._wanted = wanted  # marked by us, not chosen by hand
        elif not self._is_elsewhere():
            self._table.unmark()
            if not wanted:
                self._begin()

    def _is_elsewhere(self) -> bool:
        """The row under the cursor is not here now: a list that was scrolled far away is not drawn back."""
        at = self._table.view.currentIndex()
        return at.isValid() and self._table.model.loaded_row(at.row()) is None

    def _begin(self) -> None:
        if self._table.model.rowCount():
            self._table.select_row(0)
        else:
            self._show("")
