"""The left pane of the counter: what is to be received, case by case, with a tick for what is done and the balance."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.custody.types import ItemRow
from ui import texts
from ui.shell import icons, lang

_ID = Qt.ItemDataRole.UserRole


class Pending(lang.Speaks, QWidget):
    """Deliveries: one case at a time, or all."""

    chosen = Signal(str)
    #: Another delivery is listed.
    listed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[ItemRow, ...] = ()
        self._received: dict[str, ItemRow] = {}
        self._refused: dict[str, ItemRow] = {}
        self._cases = QComboBox(self)
        self._cases.setObjectName("intake.case")
        self._cases.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._cases.activated.connect(self._list)
        self.list = QListWidget(self)
        self.list.setObjectName("intake.list")
        self.list.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.list.setIconSize(QSize(22, 22))
        self.list.setWordWrap(True)
        # things of one case differ at the end of their numbers
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.itemClicked.connect(lambda item: self.chosen.emit(str(item.data(_ID))))
        self._balance = QLabel(self)
        self._balance.setObjectName("intake.balance")
        self._balance.setProperty("role", "strong")
        self._balance.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._cases)
        column.addWidget(self.list, 1)
        column.addWidget(self._balance)
        self.retranslate()

    def show_rows(self, rows: Sequence[ItemRow]) -> None:
        """What is pending now."""
        self._rows = tuple(sorted(rows, key=lambda row: row.number))
        for row in rows:
            # Sent again after a refusal: it is to be received once more.
            self._refused.pop(row.id, None)
        self._fill_cases()
        self._show()

    def tick(self, row: ItemRow) -> None:
        """This one was received, or refused, at this counter."""
        (self._refused if row.custody == "REFUSED" else self._received)[row.id] = row
        self._rows = tuple(each for each in self._rows if each.id != row.id)
        self._show()

    def show_case(self, case_id: str) -> None:
        """Only this case's delivery."""
        self._cases.setCurrentIndex(max(self._cases.findData(case_id), 0))
        self._list()

    def waiting(self) -> tuple[ItemRow, ...]:
        """What is still to be received, of the case that is chosen."""
        case = self._cases.currentData() or ""
        return tuple(row for row in self._rows if case in ("", row.case_id))

    def row(self, item_id: str) -> ItemRow | None:
        """One that is pending, of any case."""
        return next((row for row in self._rows if row.id == item_id), None)

    def beside(self, item_id: str, step: int) -> str:
        """The next one that waits (or the one before); empty when there is none."""
        ids = [row.id for row in self.waiting()]
        if not ids:
            return ""
        if item_id not in ids:
            return ids[0]
        return ids[(ids.index(item_id) + step) % len(ids)]

    def after(self, row: ItemRow) -> str:
        """What is received after this one: the next of its delivery, else its first, else of any; empty: none waits."""
        others = [each for each in self.waiting() if each.id != row.id]
        same = [each for each in others if each.case_id == row.case_id] or others
        later = [each.id for each in same if each.number > row.number]
        return next(iter((*later, *(each.id for each in same))), "")

    def is_empty(self) -> bool:
        """Whether nothing waits, of any delivery."""
        return not self._rows

    def mark(self, item_id: str) -> None:
        """Show which one lies on the counter."""
        for at in range(self.list.count()):
            if self.list.item(at).data(_ID) == item_id:
                self.list.setCurrentRow(at)
                return
        self.list.setCurrentRow(-1)

    def balance(self) -> tuple[int, int, int]:
        """应收, 已收, 拒收."""
        case = self._cases.currentData() or ""
        done, refused = (
            sum(1 for row in rows.values() if case in ("", row.case_id))
            for rows in (self._received, self._refused)
        )
        return len(self.waiting()) + done + refused, done, refused

    def _fill_cases(self) -> None:
        was = self._cases.currentData()
        known = {
            row.case_id: f"{row.case_alias}  {row.case_number}"
            for row in (*self._rows, *self._received.values(), *self._refused.values())
        }
        self._cases.clear()
        self._cases.addItem(self.tr("Every delivery"), "")
        for case_id, words in known.items():
            self._cases.addItem(words, case_id)
        self._cases.setCurrentIndex(max(self._cases.findData(was), 0))

    def _list(self) -> None:
        self._show()
        self.listed.emit()

    def _show(self) -> None:
        case = self._cases.currentData() or ""
        shown = self.list.currentItem()
        was = str(shown.data(_ID)) if self.list.selectedItems() else ""
        self.list.clear()
        for rows, icon, tone in (
            (self.waiting(), "circle", "faint"),
            (self._refused.values(), "circle-x", "danger"),
            (self._received.values(), "circle-check", "ok"),
        ):
            for row in rows:
                if case in ("", row.case_id):
                    self.list.addItem(_line(row, icon, tone))
        self.mark(was)
        self._say()

    def _say(self) -> None:
        due, done, refused = self.balance()
        self._balance.setText(
            self.tr("Due {0}  ·  received {1}  ·  refused {2}").format(due, done, refused)
        )

    def retranslate(self) -> None:
        """Set every text anew."""
        self._fill_cases()
        self._say()


def _line(row: ItemRow, icon: str, tone: str) -> QListWidgetItem:
    item = QListWidgetItem(icons.icon(icon, tone), f"{row.name}\n{row.number}")
    item.setData(_ID, row.id)
    item.setToolTip(f"{row.number}  {row.name}  {texts.amount(row.quantity, row.unit)}")
    item.setSizeHint(QSize(0, 56))
    return item
