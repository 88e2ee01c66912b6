"""Tiles with a big number: what waits, how many, and whether it is urgent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.shell import icons, theme
from ui.widgets import parts

_LEAST_WIDTH: Final = 132
_GAP: Final = 12


@dataclass(frozen=True, slots=True)
class Tile:
    """One tile: its word is already in the language shown; tone colours the number when it is not nought."""

    id: str
    title: str
    icon: str = "inbox"
    tone: str = "accent"


class CountTile(QFrame):
    """One tile; click, Enter or Space choose it."""

    chosen = Signal(str)

    def __init__(self, what: Tile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._what = what
        self._count = 0
        self.setProperty("kind", "tile")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMinimumWidth(_LEAST_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._number = QLabel("0", self)
        self._number.setProperty("role", "huge")
        self._title = QLabel(self)
        self._title.setProperty("role", "soft")
        self._sign = icons.Sign(what.icon, "soft", icons.SIZE, self)
        head = QHBoxLayout()
        head.addWidget(self._number)
        head.addStretch()
        head.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._title)
        self.set_what(what)

    def set_what(self, what: Tile) -> None:
        """The same tile, in another language."""
        self._what = what
        self._title.setText(what.title)
        self.set_count(self._count)

    def set_count(self, count: int) -> None:
        """How many; nought goes grey."""
        self._count = count
        tone = self._what.tone if count else "ended"
        self._number.setText(f"{count:,}")
        theme.set_property(self._number, "tone", tone)
        self._sign.show_sign(self._what.icon, tone)
        self.setAccessibleName(f"{self._what.title} {count}")

    def count(self) -> int:
        """How many."""
        return self._count

    def set_chosen(self, chosen: bool) -> None:
        """Whether this one's rows are shown below."""
        theme.set_property(self, "chosen", chosen)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(self._what.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self._what.id)
            return
        super().keyPressEvent(event)


class Tiles(QWidget):
    """A row of tiles, one of them chosen."""

    chosen = Signal(str)
    #: Chosen by a person just now.
    picked = Signal(str)

    def __init__(
        self, tiles: Sequence[Tile] = (), per_row: int = 9, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._per_row = per_row
        self._tiles: dict[str, CountTile] = {}
        self._now = ""
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        self._grid.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._columns = 0
        self.set_tiles(tiles)

    def set_tiles(self, tiles: Sequence[Tile]) -> None:
        """Show these; the same ones in another language keep their counts."""
        for _ in self.setting(tiles):
            pass

    def setting(self, tiles: Sequence[Tile]) -> Iterator[None]:
        """Show these, one made in each step."""
        if [what.id for what in tiles] == list(self._tiles):
            for what in tiles:
                self._tiles[what.id].set_what(what)
            return
        made: dict[str, CountTile] = {}
        try:
            for what in tiles:
                made[what.id] = CountTile(what, self)
                made[what.id].chosen.connect(self._pick)
                parts.dress(made[what.id])
                yield
            self._tiles, made = made, self._tiles
        finally:  # those of before; the new ones where others came between
            for old in made.values():
                self._grid.removeWidget(old)
                old.hide()
                old.deleteLater()
        self._columns = 0
        self._place()

    def set_count(self, tile: str, count: int) -> None:
        """How many wait in a tile."""
        self._tiles[tile].set_count(count)

    def count(self, tile: str) -> int:
        """How many wait in a tile."""
        return self._tiles[tile].count()

    def current(self) -> str:
        """The chosen tile."""
        return self._now

    def focus_current(self) -> None:
        """Bring the keys to the chosen tile."""
        if self._now in self._tiles:
            self._tiles[self._now].setFocus()

    def _pick(self, tile: str) -> None:
        self.choose(tile)
        self.picked.emit(tile)

    def choose(self, tile: str) -> None:
        """Choose one; says `chosen` also when it was chosen before, so that a click looks again."""
        self._now = tile
        for name, each in self._tiles.items():
            each.set_chosen(name == tile)
        self.chosen.emit(tile)

    def _place(self) -> None:
        """As many side by side as there is room for; where that takes several rows, all are about as full."""
        many = max(len(self._tiles), 1)
        room = (self.width() + _GAP) // (_LEAST_WIDTH + _GAP)
        most = max(1, min(self._per_row, room, many))
        rows = -(-many // most)
        columns = -(-many // rows)
        if columns == self._columns:
            return
        self._columns = columns
        with parts.still(self._grid):
            for at, tile in enumerate(self._tiles.values()):
                self._grid.addWidget(tile, at // columns, at % columns)
                tile.show()

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST_WIDTH, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
