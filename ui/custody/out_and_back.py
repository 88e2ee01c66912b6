"""A thing as it went out beside the camera, or beside the photograph of how it came back; below it the comparison."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app.custody.types import Comparison, PhotoRow
from ui import texts
from ui.custody import pictures
from ui.custody.comparison import ComparisonTable
from ui.custody.shots import ShotTray
from ui.custody.side_by_side import SideBySide
from ui.shell import icons
from ui.shell.pages import InPieces
from ui.widgets.photos import Photos
from ui.widgets.picture import Picture

_LIVE, _PAIR = 0, 1
#: So much the comparison and what swaps the panes want beside each other, in either language.
_ROOM_FOR_BOTH = 900


class OutAndBack(InPieces, QWidget):
    """出库照 · 归还照: the live view first, both side by side once it was photographed."""

    #: Other photographs count now.
    changed = Signal()

    def _pieces(self) -> Iterator[None]:
        self._out_photo: Picture | None = None
        yield from self._build()
        self._lay_out()
        self.tray.changed.connect(self._photographed)
        self._swap.clicked.connect(self._swap_panes)
        self._fit()
        self.retranslate()

    # -- what the page asks ------------------------------------------------------------------------

    def begin(self) -> None:
        """Another thing: nothing of it was photographed yet, and how the one before went out is not its concern."""
        self._out_photo = None
        self._out.forget()
        self.tray.show_taken(())
        self._show_live()

    def show_out(self, photos: Iterable[PhotoRow]) -> None:
        """These were taken when it went out; none leaves what is shown."""
        found = pictures.of(self._station, photos)
        if found:
            self._out_photo = found[0]
            self._out.show_pictures(found)

    def show_comparison(self, compared: Comparison | None) -> None:
        """Below the photographs what agrees and what does not; without a verdict there is nothing to show."""
        if compared is not None:
            self.table.show_comparison(compared)
        self.table.setVisible(compared is not None)

    def photograph(self) -> None:
        """Back to the live view if the photographs are compared; then one is taken."""
        if self._panes.currentIndex() == _PAIR:
            self._show_live()
        self.tray.take()

    def look(self) -> None:
        """What was photographed before lies there again."""
        if self.tray.shots():
            self._show_pair()
        self._say()

    # -- showing -----------------------------------------------------------------------------------

    def _photographed(self) -> None:
        counts = bool(self.tray.shots())
        is_live = self._panes.currentIndex() == _LIVE
        if counts and not self.tray.is_waiting() and is_live:
            self._show_pair()
        elif not counts and not is_live:
            # it does not count: why stands beside the live picture
            self._turn_to(_LIVE)
        self._say()
        self.changed.emit()

    def _swap_panes(self) -> None:
        if self._panes.currentIndex() == _PAIR:
            self._show_live()
        else:
            self._show_pair()

    def _show_live(self) -> None:
        self._turn_to(_LIVE)
        self._say()

    def _show_pair(self) -> None:
        shots = self.tray.shots()
        if not shots:
            return
        back = next((s for s in reversed(shots) if s.kind == "in"), shots[-1])
        self._pair.show_pair(
            self._out_photo,
            pictures.by_hash(self._station, back.sha256, texts.moment(back.taken_at)),
            _titles(),
        )
        self._turn_to(_PAIR)
        self._say()

    def _turn_to(self, pane: int) -> None:
        """Only what is shown of the two wants its room: the comparison below fits a low window."""
        for at, part in enumerate((self._live, self._pair)):
            height = QSizePolicy.Policy.Preferred if at == pane else QSizePolicy.Policy.Ignored
            part.setSizePolicy(QSizePolicy.Policy.Preferred, height)
        self._panes.setCurrentIndex(pane)

    def _say(self) -> None:
        is_pair = self._panes.currentIndex() == _PAIR
        self._swap.setText(
            self.tr("Back to the camera") if is_pair else self.tr("Compare side by side")
        )
        self._swap.setVisible(is_pair or bool(self.tray.shots()))

    # -- building ----------------------------------------------------------------------------------

    def _build(self) -> Iterator[None]:
        self._either = QWidget(self)
        self._live = QWidget(self._either)
        self._out = Photos(self._station.work, self._live)
        self._out_title = QLabel(self._live)
        self._out_title.setProperty("role", "strong")
        yield
        self.tray = ShotTray(self._station, "return", self._live, films=True)
        self.tray.set_plan(("in", "seal", "damage"))
        yield
        self._pair = SideBySide(self._station, self._either)
        self._swap = QPushButton(icons.icon("images"), "", self)
        self._swap.setObjectName("return.compare")
        self._swap.setProperty("kind", "quiet")
        yield
        self.table = ComparisonTable(self)
        yield

    def _lay_out(self) -> None:
        sides = QHBoxLayout(self._live)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(8)
        before = QVBoxLayout()
        before.setSpacing(4)
        before.addWidget(self._out_title)
        before.addWidget(self._out, 1)
        sides.addLayout(before, 1)
        sides.addWidget(self.tray, 1)
        self._panes = QStackedLayout(self._either)
        self._panes.addWidget(self._live)
        self._panes.addWidget(self._pair)
        self._below = QHBoxLayout()
        self._below.setSpacing(8)
        self._below.addWidget(self.table, 1)
        self._below.addWidget(self._swap, 0, Qt.AlignmentFlag.AlignTop)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self._either, 1)
        whole.addLayout(self._below)

    def _fit(self) -> None:
        # every word and number of the comparison is read: rather one below the other than cut
        along = QBoxLayout.Direction
        is_close = self.width() < _ROOM_FOR_BOTH
        self._below.setDirection(along.TopToBottom if is_close else along.LeftToRight)

    def retranslate(self) -> None:
        """Set every text anew."""
        self._out_title.setText(texts.word("photo.out"))
        self._pair.say_titles(_titles())
        self._say()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.is_whole:
            self._fit()


def _titles() -> tuple[str, str]:
    return texts.word("photo.out"), texts.word("photo.in")
