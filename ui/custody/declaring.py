"""Declaring what was registered: which drafts, on which list and notice, who witnessed; a second officer signs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app import words
from app.custody import service, views
from app.custody.types import ItemRow, Paper
from app.errors import Refusal
from ui import texts
from ui.custody.items import category_word
from ui.custody.paper_scan import PaperScan
from ui.shell import lang
from ui.shell.station import Station
from ui.widgets.empty import EmptyState
from ui.widgets.field import FieldDef, Kind
from ui.widgets.form import Form
from ui.widgets.scroll import Scroll

_ID: Final = Qt.ItemDataRole.UserRole
_DRAFT: Final = "DRAFT"
_STATES: Final = (_DRAFT, "REFUSED")


class DeclarePanel(lang.Speaks, QWidget):
    """待移交: the drafts of a case and the papers they go with."""

    counted = Signal(int)

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._station = station
        self._case = ""
        self._rows: tuple[ItemRow, ...] = ()
        self._declaring = False
        #: The notice that the ticked cards name: what the officer wrote himself is left alone.
        self._notice = ""
        self.list = QTreeWidget(self)
        self.list.setObjectName("declare.list")
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.itemChanged.connect(lambda _item, _column: self._ticked())
        self.list.itemActivated.connect(lambda item, _: station.go("item", str(item.data(0, _ID))))
        self._nothing = EmptyState("clipboard-list", self)
        self.form = Form(self._defs(), parent=self, named="declare")
        self.form.confirmed.connect(self.declare)
        self._title = QLabel(self)
        self._title.setProperty("role", "strong")
        self._chosen = QLabel(self)
        self._chosen.setProperty("role", "soft")
        self._all = QPushButton(self)
        self._all.setObjectName("declare.all")
        self._all.setProperty("kind", "quiet")
        self._all.clicked.connect(self._tick_all)
        self.scan = PaperScan(station, "declare", self)
        self._go = QPushButton(self)
        self._go.setObjectName("declare.do")
        self._go.setProperty("kind", "primary")
        self._go.clicked.connect(self.declare)
        self._lay_out()
        self.retranslate()

    def show_case(self, case_id: str) -> None:
        """The drafts of this case; of another case's nothing stays."""
        if case_id != self._case:
            self._rows, self._by_hand = (), False
        self._case = case_id
        self._station.ask(
            self,
            views.rows,
            then=self._took,
            case_id=case_id,
            states=_STATES,
            sort="number",
            limit=2_000,
        )

    def count(self) -> int:
        """How many wait."""
        return len(self._rows)

    def chosen(self) -> tuple[str, ...]:
        """The ticked ones."""
        return tuple(
            str(line.data(0, _ID))
            for line in self._lines()
            if line.checkState(0) == Qt.CheckState.Checked
        )

    def declare(self) -> None:
        """Two officers declare: he who is signed in, and the one who signs now."""
        chosen = self.chosen()
        if not chosen or self._declaring or len(self._lists()) > 1 or not self.form.check():
            return
        values = self.form.values()
        papers = (
            Paper("list", str(values["list_no"]), values["dated"], self.scan.sha256),  # type: ignore[arg-type]
            Paper("notice", str(values["notice_no"]), values["dated"]),  # type: ignore[arg-type]
        )
        self._set_declaring(on=True)
        self._station.do_with_second(
            self,
            service.declare,
            self.tr("Declare {0} items on list {1}").format(len(chosen), values["list_no"]),
            then=self._declared,
            failed=self._not_declared,
            case_id=self._case,
            item_ids=chosen,
            listed=int(str(values["listed"])),
            papers=papers,
            witness=str(values["witness"] or ""),
            no_witness_reason=str(values["no_witness_reason"] or ""),
        )

    def _took(self, rows: tuple[ItemRow, ...]) -> None:
        is_new = rows != self._rows
        self._rows = rows
        if is_new:
            # ticks that the officer set stay his: what comes meanwhile is not ticked for him
            self._show(rows, self.chosen() if self._by_hand else _newest(rows))
        self.counted.emit(len(rows))

    def _lists(self) -> Counter[str]:
        """On which lists the ticked cards stand, and how many on each."""
        ticked = set(self.chosen())
        return Counter(row.list_no for row in self._rows if row.id in ticked)

    def _follow(self) -> None:
        """The list and the notice are those of what is ticked; two lists are not declared as one."""
        if not self._rows and not self.form.is_made():
            return
        lists, ticked, form = self._lists(), set(self.chosen()), self.form
        form.field("list_no").set_value(next(iter(lists)) if len(lists) == 1 else None)
        notices = {row.notice_no for row in self._rows if row.id in ticked}
        notice = notices.pop() if len(notices) == 1 else ""
        if form.draft().get("notice_no", "") == self._notice:
            form.field("notice_no").set_value(notice or None)
            self._notice = notice
        if len(lists) > 1:
            each = texts.several(
                self.tr("{0} ({1} items)").format(number, many) for number, many in lists.items()
            )
            said = self.tr("Of {0} lists: {1}. Declare one list at a time.")
            form.field("list_no").set_error(said.format(len(lists), each))

    def _show(self, rows: Sequence[ItemRow], ticked: Collection[str]) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for row in rows:
            line = QTreeWidgetItem(
                [
                    row.number,
                    row.name,
                    row.list_no,
                    category_word(row.category),
                    texts.amount(row.quantity, row.unit),
                    texts.state_word(row.custody),
                ]
            )
            line.setData(0, _ID, row.id)
            line.setCheckState(
                0, Qt.CheckState.Checked if row.id in ticked else Qt.CheckState.Unchecked
            )
            line.setTextAlignment(4, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.list.addTopLevelItem(line)
        self.list.blockSignals(False)
        self._stack.setCurrentIndex(0 if rows else 1)
        self._say()

    def _lines(self) -> list[QTreeWidgetItem]:
        found = (self.list.topLevelItem(at) for at in range(self.list.topLevelItemCount()))
        return [line for line in found if line is not None]

    def _ticked(self) -> None:
        self._by_hand = True
        self._say()

    def _tick_all(self) -> None:
        """All of the list at hand, or none: what stands on another is declared by itself."""
        self._by_hand = True
        lists = self._lists() or Counter(row.list_no for row in self._rows[-1:])
        of_these = {row.id for row in self._rows if row.list_no in lists}
        ticked = () if of_these == set(self.chosen()) else of_these
        self._show(self._rows, ticked)

    def _declared(self, rows: tuple[ItemRow, ...]) -> None:
        self._set_declaring(on=False)
        told = self.tr("{0} items declared: they are expected at the counter").format(len(rows))
        self._station.told.emit(told)
        self._station.notices.done(told)
        self.form.set_values({})
        self._notice = ""
        self.scan.clear()
        self._by_hand = False
        self.show_case(self._case)

    def _not_declared(self, trouble: Exception) -> None:
        """The keys go to what was refused, and else back to the button that was pressed."""
        self._set_declaring(on=False)
        named = str(trouble.facts.get("field", "")) if isinstance(trouble, Refusal) else ""
        told = words.refusal(trouble, lang.now()).what if isinstance(trouble, Refusal) else ""
        if not self.form.blame(named, told):
            self._go.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_declaring(self, *, on: bool) -> None:
        self._declaring = on
        self._say()

    def _say(self) -> None:
        many = len(self.chosen())
        self._follow()
        self._chosen.setText(self.tr("{0} of {1} chosen").format(many, len(self._rows)))
        self._go.setEnabled(len(self._lists()) == 1 and not self._declaring)

    def _defs(self) -> tuple[FieldDef, ...]:
        return (
            FieldDef("list_no", texts.word("item.list_no"), required=True, editable=False),
            FieldDef("listed", self.tr("Rows on the list"), Kind.NUMBER, True, least=1),
            FieldDef("notice_no", texts.word("item.notice_no"), required=True),
            FieldDef("dated", self.tr("Date of the papers"), Kind.DATE),
            FieldDef("witness", self.tr("Witness")),
            FieldDef("no_witness_reason", self.tr("Why there is no witness")),
        )

    def _lay_out(self) -> None:
        holder = QWidget(self)
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._nothing)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(holder, 1)
        foot = QHBoxLayout()
        foot.addWidget(self._chosen)
        foot.addWidget(self._all)
        foot.addStretch()
        left.addLayout(foot)
        # Beside the list that it is of, and in sight in a low window: what is photographed is seen first.
        left.addWidget(self.scan)
        card = QFrame(self)
        card.setProperty("kind", "card")
        card.setFixedWidth(320)
        right = QVBoxLayout(card)
        right.setContentsMargins(16, 12, 16, 16)
        right.setSpacing(12)
        right.addWidget(self._title)
        papers = QWidget(card)
        inside = QVBoxLayout(papers)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        inside.addWidget(self.form)
        inside.addStretch()
        right.addWidget(Scroll(papers, card), 1)
        right.addWidget(self._go)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 12, 0, 0)
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addWidget(card)

    def retranslate(self) -> None:
        """Set every text anew."""
        self._title.setText(self.tr("Declare to the store"))
        self._go.setText(self.tr("Declare with a second officer"))
        self._all.setText(self.tr("All of this list, or none"))
        self._nothing.say(
            self.tr("Nothing waits to be declared"),
            self.tr("Cards that you register appear here, and those that the counter refused."),
        )
        self.list.setHeaderLabels(
            [
                texts.word("item.number"),
                texts.word("item.name"),
                texts.word("item.list_no"),
                texts.word("item.category"),
                texts.word("item.quantity"),
                texts.word("item.custody"),
            ]
        )
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self.list.headerItem().setTextAlignment(4, right)
        for at, width in enumerate((196, 200, 140, 110, 80, 90)):
            self.list.setColumnWidth(at, width)
        self.form.set_defs(self._defs())
        self._show(self._rows, self.chosen())


def _newest(rows: Sequence[ItemRow]) -> frozenset[str]:
    """The drafts of the list written last: what the counter refused is not sent back by itself."""
    drafts = [row for row in rows if row.custody == _DRAFT]
    return frozenset(row.id for row in drafts if row.list_no == drafts[-1].list_no)
