"""A choice among more than a list can hold: what is typed is looked for where the rows are, and the best are offered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QLineEdit, QListView, QWidget

from ui.shell import icons, lang

#: So many are offered at once.
OFFERED: Final = 20
_ASK_AFTER_MS: Final = 120
_ID: Final = Qt.ItemDataRole.UserRole
_NAME: Final = Qt.ItemDataRole.UserRole.value + 1
_WIDEST: Final = 420


class Sought(lang.Speaks, QLineEdit):
    """Empty it stands for all, or for none yet; one that `keeps` is never emptied again.

    `asked` for words, whoever holds the rows `offer`s some; `chosen` tells an id or "". As the editor of a form's field
    it also says `changed` and `confirmed`.
    """

    asked = Signal(str)
    chosen = Signal(str)
    changed = Signal()
    confirmed = Signal()

    def __init__(self, parent: QWidget | None = None, *, keeps: bool = False) -> None:
        super().__init__(parent)
        self._keeps = keeps
        self._id = self._words = ""
        self._known: dict[str, str] = {}
        self._count = 0
        self._model = QStandardItemModel(self)
        self._list: QListView | None = None
        self._look = QAction(icons.icon("search", "soft"), "", self)
        self._look.triggered.connect(self.look)
        self.addAction(self._look, QLineEdit.ActionPosition.TrailingPosition)
        self.setClearButtonEnabled(not keeps)
        self._soon = QTimer(self, singleShot=True, interval=_ASK_AFTER_MS)
        self._soon.timeout.connect(self._ask)
        self.textEdited.connect(self._typed)
        self.textChanged.connect(self._cleared)
        self.chosen.connect(lambda _: self.changed.emit())
        self.returnPressed.connect(self.confirmed)
        self.retranslate()

    def value(self) -> str | None:
        """What is chosen; None: all, or none yet."""
        return self._id or None

    def set_value(self, value: object, words: str = "") -> None:
        """This is chosen, and called so, or as it is known; said once more, it disturbs nobody who types."""
        if words or str(value or "") != self._id:
            self._id = str(value or "")
            self._call_it(words or self._known.get(self._id, "…"))

    def set_known(self, rows: Sequence[tuple[str, str]]) -> None:
        """How some of them are called, as (id, name): what is chosen may be among them."""
        self._known = dict(rows)
        if self._words == "…" and self._id in self._known:
            self._call_it(self._known[self._id])

    def _call_it(self, words: str) -> None:
        self._words = words if self._id else ""
        self.setText(self._words)
        self.setCursorPosition(0)

    def look(self) -> None:
        """Offer what there is, before anything is typed."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.selectAll()
        self.asked.emit("")

    def offer(self, words: str, rows: Sequence[tuple[str, str, str]], count: int) -> None:
        """The first of `count` that fit these words, as (id, name, what else to know it by); an answer that comes too late
        is passed over.
        """
        if words not in ("", self.text().strip()) or not self.hasFocus():
            return
        self._model.clear()
        for id_, name, more in rows:
            item = QStandardItem(f"{name}  {more}".rstrip())
            item.setData(id_, _ID)
            item.setData(name, _NAME)
            self._model.appendRow(item)
        self._count = count
        if len(rows) < count or not rows:
            last = QStandardItem(self._said_of_the_rest(len(rows)))
            last.setFlags(Qt.ItemFlag.NoItemFlags)
            self._model.appendRow(last)
        self._show_list(chooses=bool(rows and words))

    def offered(self) -> list[str]:
        """What the list says, line by line; nothing while it is not shown."""
        if self._list is None or not self._list.isVisible():
            return []
        return [self._model.item(row).text() for row in range(self._model.rowCount())]

    def _show_list(self, *, chooses: bool) -> None:
        """Below the field, on the window itself; `chooses`: Enter takes the first that fits."""
        shown = self._list or self._make_list()
        wide = min(max(shown.sizeHintForColumn(0) + 32, self.width()), _WIDEST)
        high = self._model.rowCount() * shown.sizeHintForRow(0) + 10
        corner = self.mapTo(self.window(), QPoint(0, self.height() + 4))
        left = min(corner.x(), self.window().width() - wide - 8)
        room = self.window().height() - corner.y() - 8
        shown.setGeometry(left, corner.y(), wide, min(high, room))
        shown.setCurrentIndex(self._model.index(0, 0) if chooses else QModelIndex())
        shown.scrollToTop()
        shown.show()
        shown.raise_()

    def _make_list(self) -> QListView:
        made = QListView(self.window())
        made.setObjectName("sought.list")
        made.setModel(self._model)
        made.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.clicked.connect(self._took)
        self._list = made
        return made

    def _hide_list(self) -> None:
        if self._list is not None:
            self._list.hide()

    def _said_of_the_rest(self, shown: int) -> str:
        if not shown:
            return self.tr("Nothing fits these words")
        return self.tr("and {0} more: type to find them").format(f"{self._count - shown:,}")

    def _typed(self) -> None:
        self._soon.start()

    def _ask(self) -> None:
        words = self.text().strip()
        if words:
            self.asked.emit(words)

    def _cleared(self, text: str) -> None:
        """Emptied, by key or by its button: all again."""
        if text:
            return
        self._soon.stop()
        self._hide_list()
        if self._id and not self._keeps:
            self._id = self._words = ""
            self.chosen.emit("")

    def _took(self, index: QModelIndex) -> None:
        id_ = index.data(_ID)
        if id_:
            self._soon.stop()
            self._hide_list()
            self.set_value(str(id_), str(index.data(_NAME)))
            self.chosen.emit(self._id)

    def retranslate(self) -> None:
        """Set every text anew."""
        self._look.setToolTip(self.tr("Show what there is"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shown = event.key(), self._list if self.offered() else None
        if key == Qt.Key.Key_Escape and shown is not None:
            self._hide_list()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and shown is not None:
            self._step(shown, 1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Down:
            self.look()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and shown is not None:
            self._took(shown.currentIndex())
        else:
            super().keyPressEvent(event)

    def _step(self, shown: QListView, by: int) -> None:
        row = shown.currentIndex().row() + by
        if 0 <= row < self._model.rowCount() and self._model.item(row).isEnabled():
            shown.setCurrentIndex(self._model.index(row, 0))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if not self.text() or (self._keeps and self.text() == self._words):
            self.look()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._hide_list()
        # words that chose nothing say nothing of the list
        if self.text() != self._words:
            self.setText(self._words)

    def event(self, event: QEvent) -> bool:
        # Esc takes the list away before any shortcut of the page gets it
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.offered()
        ):
            event.accept()
            return True
        return super().event(event)
