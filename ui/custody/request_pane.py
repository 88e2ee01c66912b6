"""The left pane of the hand-over: the requests that wait, the one that is open with its carriers and things, the slip."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.requests.types import RequestItemRow, RequestRow, RequestView
from ui import texts
from ui.custody import leaving
from ui.shell import icons, lang
from ui.shell.keys import Key, hint
from ui.widgets import parts
from ui.widgets.facts import Fact, Facts, Group

_ID: Final = Qt.ItemDataRole.UserRole
_WIDTH: Final = 280
_LINE: Final = 56


class RequestPane(lang.Speaks, QWidget):
    """待出库的申请, 携带人, 物品."""

    #: A request, a thing of it: chosen by hand.
    request_chosen = Signal(str)
    item_chosen = Signal(str)
    #: Other carriers are here.
    ticked = Signal()
    slip_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._view: RequestView | None = None
        self._ticks: dict[str, bool] = {}
        self._boxes: dict[str, QCheckBox] = {}
        self._requests = QListWidget(self)
        self._requests.setObjectName("hand_over.requests")
        self._requests.setMaximumHeight(122)
        self._items = QListWidget(self)
        self._items.setObjectName("hand_over.items")
        self._items.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._facts = Facts(self, label_width=76)
        self._carriers_title = parts.label(self, "soft")
        self.slip = parts.button(self, "hand_over.slip", self.slip_asked.emit, icon="printer")
        for signal in (self._requests.itemActivated, self._requests.itemClicked):
            signal.connect(lambda line: self.request_chosen.emit(str(line.data(_ID))))
        self._items.itemClicked.connect(lambda line: self.item_chosen.emit(str(line.data(_ID))))
        self._lay_out()
        self.retranslate()

    # -- what the page asks ------------------------------------------------------------------------

    def show_waiting(self, rows: tuple[RequestRow, ...], here: str) -> None:
        """What waits to be handed over; the one that is open is marked."""
        self._requests.clear()
        for row in rows:
            line = QListWidgetItem(
                f"{row.number}  {row.case_alias}\n{row.requester_name}  ·  "
                + (self.tr("{0} items").format(row.items) if row.items != 1 else self.tr("1 item"))
            )
            line.setData(_ID, row.id)
            line.setSizeHint(QSize(0, _LINE))
            self._requests.addItem(line)
            if row.id == here:
                self._requests.setCurrentItem(line)

    def has_waiting(self) -> bool:
        """Whether anything waits."""
        return self._requests.count() > 0

    def begin(self) -> None:
        """Another request: who of its carriers is here was not said yet."""
        self._view = None
        self._ticks.clear()

    def show_request(self, view: RequestView) -> None:
        """This one is open: who asked, who carries, what."""
        self._view = view
        row = view.row
        facts = [
            Fact(self.tr("Request"), row.number),
            Fact(self.tr("Asked by"), row.requester_name),
            Fact(self.tr("Purpose"), row.reason),
            Fact(self.tr("Due back"), texts.moment(row.due_at)),
        ]
        if view.terms.institution:
            facts.insert(1, Fact(self.tr("Institution"), view.terms.institution))
        self._facts.show_groups((Group("", tuple(facts)),))
        self._show_carriers(view)
        self._items.clear()
        for each in view.items:
            self._items.addItem(_item_line(each))

    def mark_item(self, item_id: str) -> None:
        """This thing lies on the counter."""
        for at in range(self._items.count()):
            if self._items.item(at).data(_ID) == item_id:
                self._items.setCurrentRow(at)

    def carriers(self) -> dict[str, str]:
        """Who of the named carriers is here: their names by their ids."""
        return {who: box.text() for who, box in self._boxes.items() if box.isChecked()}

    def go_to_carriers(self) -> bool:
        """The keys go to the first of them; whether any are named."""
        for box in self._boxes.values():
            box.setFocus()
            return True
        return False

    def first_focus(self) -> None:
        """The keys go to the requests."""
        self._requests.setFocus()

    # -- showing -----------------------------------------------------------------------------------

    def _show_carriers(self, view: RequestView) -> None:
        for old in self._boxes.values():
            old.hide()
            old.deleteLater()
        self._boxes.clear()
        for who, name in zip(view.terms.carriers, view.carrier_names, strict=False):
            box = QCheckBox(name, self)
            box.setObjectName(f"hand_over.carrier.{who}")
            box.setChecked(self._ticks.get(who, True))
            # where nothing is left to be taken (lapsed, handed over) nobody is chosen for it
            box.setEnabled(bool(leaving.left(view)))
            box.toggled.connect(lambda on, who=who: self._tick(who, on=on))
            self._carriers.addWidget(box)
            self._boxes[who] = box

    def _tick(self, who: str, *, on: bool) -> None:
        self._ticks[who] = on
        self.ticked.emit()

    def _lay_out(self) -> None:
        self._carriers = QHBoxLayout()
        self._carriers.setSpacing(16)
        self._carriers.setAlignment(Qt.AlignmentFlag.AlignLeft)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self._requests)
        whole.addWidget(self._facts)
        whole.addWidget(self._carriers_title)
        whole.addLayout(self._carriers)
        whole.addWidget(self._items, 1)
        whole.addWidget(self.slip)
        self.setFixedWidth(_WIDTH)

    def retranslate(self) -> None:
        """Set every text anew."""
        self.slip.setText(hint(self.tr("Release slip"), Key.PRINT))
        self._carriers_title.setText(self.tr("Who takes it"))
        if self._view is not None:
            self.show_request(self._view)


def _item_line(row: RequestItemRow) -> QListWidgetItem:
    icon, tone = ("circle-check", "ok") if row.done_at is not None else ("circle", "faint")
    line = QListWidgetItem(icons.icon(icon, tone), f"{row.name}\n{row.number}")
    line.setData(_ID, row.item_id)
    line.setSizeHint(QSize(0, _LINE))
    return line
