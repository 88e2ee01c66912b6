"""The one scan and search field: asks as you type, shows what was found, flashes what came of a scan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QAction, QFocusEvent, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.shell import icons, theme

ASK_AFTER_MS: Final = 90
FLASH_MS: Final = 150
_SHOWN: Final = 9
_ROW: Final = 44
Flash = Literal["hit", "miss", "refused"]
_AnyIndex = QModelIndex  # Qt also hands in persistent ones


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found, and the page that shows it."""

    id: str
    title: str
    detail: str = ""
    icon: str = "package"
    tone: str = "soft"
    page: str = "item"


class HitModel(QAbstractListModel):
    """What was found, best first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: tuple[Hit, ...] = ()

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self._hits = tuple(hits)
        self.endResetModel()

    def hit(self, row: int) -> Hit:
        """The hit in a row."""
        return self._hits[row]

    def rowCount(self, parent: _AnyIndex = QModelIndex()) -> int:  # type: ignore[override]
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # type: ignore[override]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._hits[index.row()].title
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._hits[index.row()].detail
        return None


class _HitPainter(QStyledItemDelegate):
    """Icon, title, and the rest of it beneath in small type."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _AnyIndex) -> QSize:  # type: ignore[override]
        return QSize(200, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _AnyIndex) -> None:  # type: ignore[override]
        model = index.model()
        if not isinstance(model, HitModel):
            return
        hit = model.hit(index.row())
        box = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(box, theme.colour("accent_soft"))
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(
            box.left() + 10, box.center().y() - 9, icons.pixmap(hit.icon, hit.tone, 20, ratio)
        )
        words = QRect(box.left() + 42, box.top() + 4, box.width() - 52, 20)
        painter.setPen(theme.colour("on_accent_soft" if chosen else "text"))
        _elided(painter, words, hit.title)
        small = QFont(painter.font())
        small.setPixelSize(theme.size("small"))
        painter.setFont(small)
        painter.setPen(theme.colour("on_accent_soft" if chosen else "soft"))
        _elided(painter, words.translated(0, 19), hit.detail)
        painter.restore()


class SearchField(QLineEdit):
    """Scan or search. F2 comes here from anywhere; Esc leaves; down and Enter choose."""

    asked = Signal(str)
    submitted = Signal(str)
    hit_chosen = Signal(Hit)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("scan", True)
        self.setClearButtonEnabled(True)
        sign = QAction(icons.icon("scan-barcode", "accent"), "", self)
        self.addAction(sign, QLineEdit.ActionPosition.LeadingPosition)
        self._came_from: QWidget | None = None
        self._hits = HitModel(self)
        self._list: QListView | None = None
        self._ask = QTimer(self)
        self._ask.setSingleShot(True)
        self._ask.setInterval(ASK_AFTER_MS)
        self._ask.timeout.connect(lambda: self.asked.emit(self.text().strip()))
        self._unflash = QTimer(self)
        self._unflash.setSingleShot(True)
        self._unflash.setInterval(FLASH_MS)
        self._unflash.timeout.connect(lambda: theme.set_property(self, "flash", ""))
        self.textEdited.connect(self._edited)
        self.returnPressed.connect(self._enter)

    def take_focus(self) -> None:
        """Come here, remembering where from."""
        here = self.window().focusWidget()
        if here is not self:
            self._came_from = here
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def look_for(self, words: str) -> None:
        """Ask for these words; whoever looks may write others over them."""
        self.take_focus()
        self.setText(words)
        self.selectAll()
        self.asked.emit(words)

    def flash(self, what: Flash) -> None:
        """Show for a moment what came of a scan."""
        theme.set_property(self, "flash", what)
        self._unflash.start()

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """What was found for the words asked; nothing hides the list."""
        self._hits.show_hits(hits)
        if not hits or not self.hasFocus():
            self.hide_hits()
            return
        shown = self._list or self._make_list()
        corner = self.mapTo(self.window(), QPoint(0, self.height() + 4))
        shown.setGeometry(corner.x(), corner.y(), self.width(), min(len(hits), _SHOWN) * _ROW + 10)
        shown.setCurrentIndex(self._hits.index(0))
        shown.show()
        shown.raise_()

    def hide_hits(self) -> None:
        """Take the list away."""
        if self._list is not None:
            self._list.hide()

    def hits_shown(self) -> int:
        """How many rows the list shows; nought when it is hidden."""
        return self._hits.rowCount() if self._list is not None and self._list.isVisible() else 0

    def _make_list(self) -> QListView:
        made = QListView(self.window())
        made.setModel(self._hits)
        made.setItemDelegate(_HitPainter(made))
        made.setUniformItemSizes(True)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.clicked.connect(lambda index: self._choose(index.row()))
        self._list = made
        return made

    def _edited(self) -> None:
        if not self.text().strip():
            self._ask.stop()
            self.show_hits(())
            return
        self._ask.start()

    def _enter(self) -> None:
        self._ask.stop()
        if self.hits_shown() and self._list is not None:
            self._choose(self._list.currentIndex().row())
            return
        self.submitted.emit(self.text().strip())

    def _choose(self, row: int) -> None:
        hit = self._hits.hit(max(row, 0))
        self.hide_hits()
        self.clear()
        self.hit_chosen.emit(hit)

    def _leave(self) -> None:
        self.clear()
        self.hide_hits()
        if self._came_from is not None:
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, by: int) -> None:
        if self._list is None:
            return
        row = (self._list.currentIndex().row() + by) % self._hits.rowCount()
        self._list.setCurrentIndex(self._hits.index(row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._leave()
        elif self.hits_shown() and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.hide_hits()

    def event(self, event: QEvent) -> bool:
        # Esc leaves the field before any shortcut of the page gets it.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)


def _elided(painter: QPainter, box: QRect, text: str) -> None:
    fit = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, fit)
