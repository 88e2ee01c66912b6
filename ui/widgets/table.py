"""The table every list uses: sorts and filters where the rows are, scrolls a million of them, copies as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QStackedLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.shell import icons, lang, theme
from ui.widgets.empty import EmptyState
from ui.widgets.table_model import CHIP, PAGE, Ask, Column, PagedModel, Source
from ui.work import Work

_COPY_AT_MOST: Final = 10_000
_SAVE_AFTER_MS: Final = 400
#: Where a list has room to spare, its columns grow by no more than this.
_GROWTH: Final = 1.6
Index = QModelIndex | QPersistentModelIndex


class ChipPainter(QStyledItemDelegate):
    """Draws a state as a small coloured chip with its word."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tone = index.data(CHIP)
        text = index.data(Qt.ItemDataRole.DisplayRole)
        if not tone or not text:
            super().paint(painter, option, index)
            return
        plain = QStyleOptionViewItem(option)
        self.initStyleOption(plain, index)
        plain.text = ""
        widget = option.widget
        widget.style().drawControl(
            widget.style().ControlElement.CE_ItemViewItem, plain, painter, widget
        )
        _draw_chip(painter, option.rect, str(tone), str(text))


class NumberPainter(QStyledItemDelegate):
    """A number that has no room loses its middle: those of one case differ at their end."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideMiddle


class _View(QTableView):
    """The view itself: Enter opens, Ctrl+C copies."""

    entered_row = Signal()
    copy_asked = Signal()
    resized = Signal()
    #: Whether the first row is chosen by the keys coming here, when none is.
    begins_by_focus = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self.begins_by_focus or self.currentIndex().isValid():
            super().focusInEvent(event)
            return
        # Qt puts the cursor on the first row: what stands beside the list would change with it, were it told
        with self._quietly() as chosen:
            super().focusInEvent(event)
            chosen.clear()

    def unmark(self) -> None:
        """No row is marked any more; nothing is told of it."""
        with self._quietly() as chosen:
            chosen.clear()

    @contextmanager
    def _quietly(self) -> Iterator[QItemSelectionModel]:
        """Nobody hears which row is chosen meanwhile."""
        chosen = self.selectionModel()
        was = chosen.blockSignals(True)
        try:
            yield chosen
        finally:
            chosen.blockSignals(was)
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_row.emit()
        else:
            super().keyPressEvent(event)


class DataTable(lang.Speaks, QWidget):
    """Rows from a source, with everything a list needs around them."""

    opened = Signal(object)
    current_changed = Signal(object)
    selection_changed = Signal()
    state_changed = Signal()
    failed = Signal(object)
    menu_asked = Signal(object, QPoint)

    def __init__(
        self, work: Work, source: Source, columns: Sequence[Column], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.model = PagedModel(work, source, columns, self)
        self.view = _View(self)
        self.empty = EmptyState(parent=self)
        self._foot = QLabel(self)
        self._foot.setProperty("role", "small")
        self._choose = QToolButton(self)
        self._choose.setIcon(icons.icon("columns-3"))
        self._choose.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._save = QTimer(self)
        self._save.setSingleShot(True)
        self._save.setInterval(_SAVE_AFTER_MS)
        self._save.timeout.connect(self.state_changed)
        self._restoring = False
        #: Whether somebody gave the columns widths of his own: then nobody else does.
        self._own_widths = False
        self._counted_once = False
        self._dress()
        self._lay_out()
        self._wire()
        self.retranslate()

    def reload(self) -> None:
        """Fetch from the beginning."""
        self.model.reload()

    def refresh(self) -> None:
        """Look again at what is shown, without moving it."""
        self.model.refresh()

    def set_filters(self, filters: Mapping[str, Any]) -> None:
        """Only these rows."""
        self.model.set_filters(filters)

    def sort_by(self, column: str, *, descending: bool = False) -> None:
        """In this order."""
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.view.horizontalHeader().setSortIndicator(self._at(column), order)
        self.model.set_ask(replace(self.model.ask, sort=column, descending=descending))

    def current_row(self) -> Any | None:
        """The row the cursor is on."""
        index = self.view.currentIndex()
        return self.model.loaded_row(index.row()) if index.isValid() else None

    def selected_rows(self) -> list[Any]:
        """The chosen rows that are here; at most what copying takes."""
        rows = []
        for number in self._selected_numbers():
            row = self.model.loaded_row(number)
            if row is not None:
                rows.append(row)
        return rows

    def selected_count(self) -> int:
        """How many rows are chosen, whether they are here or not."""
        return sum(part.height() for part in self.view.selectionModel().selection().toList())

    def select_row(self, number: int) -> None:
        """Put the cursor on a row."""
        self.view.selectRow(number)

    def unmark(self) -> None:
        """No row is marked: what is shown beside is not among them. The next click or arrow chooses one."""
        self.view.unmark()
        self._say_foot()

    def as_text(self) -> str:
        """The chosen rows as text with tabs, with the titles of the columns shown."""
        shown = [
            column
            for at, column in enumerate(self.model.columns)
            if not self.view.isColumnHidden(at)
        ]
        lines = ["\t".join(column.title() for column in shown)]
        lines += ["\t".join(column.show(row) for column in shown) for row in self.selected_rows()]
        return "\n".join(lines)

    def copy(self) -> None:
        """Put the chosen rows on the clipboard as text."""
        QGuiApplication.clipboard().setText(self.as_text())

    def state(self) -> dict[str, Any]:
        """Widths, order, hidden columns and sort: to be remembered per person."""
        header = self.view.horizontalHeader()
        columns = self.model.columns
        order = [header.logicalIndex(at) for at in range(len(columns))]
        shown = [at for at in order if not self.view.isColumnHidden(at)]
        return {
            "order": [columns[at].id for at in order],
            # The last one fills what is left; its width says nothing.
            "widths": {columns[at].id: self.view.columnWidth(at) for at in shown[:-1]}
            if self._own_widths
            else {},
            "hidden": [columns[at].id for at in order if at not in shown],
            "sort": self.model.ask.sort,
            "descending": self.model.ask.descending,
        }

    def set_state(self, state: Mapping[str, Any]) -> None:
        """As it was when it was last left; what is unknown by now is passed over."""
        self._restoring = True
        known = {column.id: at for at, column in enumerate(self.model.columns)}
        header = self.view.horizontalHeader()
        for place, name in enumerate(name for name in state.get("order", ()) if name in known):
            header.moveSection(header.visualIndex(known[name]), place)
        for name, width in state.get("widths", {}).items():
            if name in known:
                self._own_widths = True
                self.view.setColumnWidth(known[name], int(width))
        for name, at in known.items():
            self.view.setColumnHidden(at, name in state.get("hidden", ()))
        if state.get("sort") in known:
            self.sort_by(state["sort"], descending=bool(state.get("descending")))
        self._restoring = False
        self._spread()

    def show_columns_menu(self) -> None:
        """Choose which columns are shown."""
        menu = QMenu(self)
        for at, column in enumerate(self.model.columns):
            action = menu.addAction(column.title())
            action.setCheckable(True)
            action.setChecked(not self.view.isColumnHidden(at))
            action.toggled.connect(lambda shown, at=at: self._show_column(at, shown=shown))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._choose.mapToGlobal(QPoint(0, self._choose.height())))

    def show_column(self, name: str, *, shown: bool) -> None:
        """Show or hide a column that stands here only at times; nobody chose it, so nothing is remembered."""
        at = self._at(name)
        if self.view.isColumnHidden(at) == shown:
            self._restoring = True
            self.view.setColumnHidden(at, not shown)
            self._restoring = False
            self._spread()

    def _show_column(self, at: int, *, shown: bool) -> None:
        self._restoring = True
        self.view.setColumnHidden(at, not shown)
        self._restoring = False
        self._spread()
        self._remember()

    def _spread(self) -> None:
        """Room to spare goes to every column alike: nothing is cut short beside an empty half of the list."""
        if self._own_widths:
            return
        shown = [at for at in range(len(self.model.columns)) if not self.view.isColumnHidden(at)]
        needed = sum(self.model.columns[at].width for at in shown)
        growth = min(max(self.view.viewport().width() / max(needed, 1), 1.0), _GROWTH)
        was, self._restoring = self._restoring, True
        for at in shown:
            self.view.setColumnWidth(at, int(self.model.columns[at].width * growth))
        self._restoring = was

    def _section_resized(self, at: int) -> None:
        header = self.view.horizontalHeader()
        after = range(header.visualIndex(at) + 1, header.count())
        is_last = all(header.isSectionHidden(header.logicalIndex(each)) for each in after)
        if not self._restoring and not is_last:  # the last one fills what is left by itself
            self._own_widths = True
        self._remember()

    def _selected_numbers(self) -> list[int]:
        numbers: list[int] = []
        for part in self.view.selectionModel().selection().toList():
            room = _COPY_AT_MOST - len(numbers)
            numbers += range(part.top(), min(part.bottom() + 1, part.top() + room))
        return sorted(numbers)

    def _at(self, column: str) -> int:
        return next(at for at, each in enumerate(self.model.columns) if each.id == column)

    def _dress(self) -> None:
        view = self.view
        view.setModel(self.model)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.setTabKeyNavigation(False)
        rows = view.verticalHeader()
        rows.hide()
        # A fixed height: nothing is measured, whatever the number of rows.
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(theme.row_height())
        header = view.horizontalHeader()
        header.setSectionsMovable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        # Only where Qt's own painter does not do: through Python each cell costs twice as much.
        chips, numbers = ChipPainter(view), NumberPainter(view)
        for at, column in enumerate(self.model.columns):
            view.setColumnWidth(at, column.width)
            view.setColumnHidden(at, column.hidden)
            if column.chip is not None:
                view.setItemDelegateForColumn(at, chips)
            elif column.id == "number":
                view.setItemDelegateForColumn(at, numbers)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self._foot)
        foot.addStretch()
        foot.addWidget(self._choose)
        self._body = QStackedLayout()
        self._body.addWidget(self.view)
        self._body.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(self._body, 1)
        whole.addLayout(foot)

    def _wire(self) -> None:
        header = self.view.horizontalHeader()
        header.sectionClicked.connect(self._sort_clicked)
        header.sectionResized.connect(self._section_resized)
        self.view.resized.connect(self._spread)
        header.sectionMoved.connect(self._remember)
        header.customContextMenuRequested.connect(self.show_columns_menu)
        self._choose.clicked.connect(self.show_columns_menu)
        self.view.doubleClicked.connect(self._open)
        self.view.entered_row.connect(self._open)
        self.view.copy_asked.connect(self.copy)
        self.view.customContextMenuRequested.connect(self._ask_menu)
        self.view.selectionModel().selectionChanged.connect(self._selection_changed)
        self.view.selectionModel().currentRowChanged.connect(self._current_changed)
        self.model.counted.connect(self._counted)
        self.model.turned.connect(self.view.scrollToTop)
        self.model.failed.connect(self.failed)

    def _sort_clicked(self, section: int) -> None:
        column = self.model.columns[section]
        if not column.sortable:
            header = self.view.horizontalHeader()
            was = self.model.ask.sort
            header.setSortIndicator(self._at(was) if was else -1, header.sortIndicatorOrder())
            return
        again = self.model.ask.sort == column.id
        self.sort_by(column.id, descending=again and not self.model.ask.descending)
        self._remember()

    def _remember(self) -> None:
        if not self._restoring:
            self._save.start()

    def _open(self) -> None:
        row = self.current_row()
        if row is not None:
            self.opened.emit(row)

    def _ask_menu(self, at: QPoint) -> None:
        row = self.current_row()
        if row is not None:
            self.menu_asked.emit(row, self.view.viewport().mapToGlobal(at))

    def _current_changed(self) -> None:
        self.current_changed.emit(self.current_row())

    def _selection_changed(self, _now: QItemSelection, _was: QItemSelection) -> None:
        self._say_foot()
        self.selection_changed.emit()

    def _counted(self) -> None:
        self._counted_once = True
        self._body.setCurrentWidget(self.view if self.model.rowCount() else self.empty)
        self._say_foot()

    def _say_foot(self) -> None:
        if not self._counted_once:
            self._foot.setText("")
            return
        count = self.model.rowCount()
        if not self.model.is_counted:
            parts = [self.tr("at least {0} rows, being counted").format(f"{count:,}")]
        elif count != 1:
            parts = [self.tr("{0} rows").format(f"{count:,}")]
        else:
            parts = [self.tr("1 row")]
        chosen = self.selected_count()
        if chosen > 1:
            parts.append(self.tr("{0} selected").format(f"{chosen:,}"))
            parts += self._sums(chosen)
        self._foot.setText("   ·   ".join(parts))

    def _sums(self, chosen: int) -> list[str]:
        rows = self.selected_rows() if chosen <= PAGE * 10 else []
        if len(rows) != chosen:
            return []
        return [
            f"{column.title()} {sum((Decimal(column.number(row)) for row in rows), Decimal(0)):,}"
            for column in self.model.columns
            if column.number is not None
        ]

    def retranslate(self) -> None:
        """Set every text anew."""
        self._choose.setToolTip(self.tr("Choose columns"))
        self.model.retitle()
        self._say_foot()


def _draw_chip(painter: QPainter, cell: QRect, tone: str, text: str) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = painter.font()
    font.setPixelSize(theme.size("small"))
    painter.setFont(font)
    width = min(painter.fontMetrics().horizontalAdvance(text) + 16, cell.width() - 12)
    box = QRect(cell.left() + 6, cell.center().y() - 9, width, 20)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(f"{tone}_soft"))
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(theme.colour(f"on_{tone}_soft"))
    fit = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width - 8)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, fit)
    painter.restore()


__all__ = ["Ask", "ChipPainter", "Column", "DataTable", "PagedModel", "Source"]
