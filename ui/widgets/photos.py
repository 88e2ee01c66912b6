"""Photographs of a thing: one large with the others in a strip beneath, or two side by side to compare.

Pictures are read and decoded in a worker; a full photograph never passes through the GUI thread undecoded.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import (
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QImage,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.shell import icons, lang
from ui.widgets.picture import Picture, decode
from ui.widgets.strip import Strip
from ui.widgets.viewer import ZOOM_STEP, Viewer
from ui.work import Lane, Ticket, Work

_KEPT: Final = 6
_LONGEST: Final = 6000


class Photos(lang.Speaks, QWidget):
    """The viewer with its strip, arrows and zoom buttons."""

    shown = Signal(str)
    menu_asked = Signal(str, QPoint)

    def __init__(self, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._pictures: tuple[Picture, ...] = ()
        self._at = -1
        self._kept: OrderedDict[str, QImage] = OrderedDict()
        self._ticket: Ticket | None = None
        self.viewer = Viewer(self)
        self.strip = Strip(work, self)
        self.viewer.step_asked.connect(self.step)
        self.strip.chosen.connect(self.show_at)
        self.strip.menu_asked.connect(
            lambda at, where: self.menu_asked.emit(self._pictures[at].id, where)
        )
        self._left = _tool(self, "chevron-left", lambda: self.step(-1))
        self._right = _tool(self, "chevron-right", lambda: self.step(1))
        self._bigger = _tool(
            self, "zoom-in", lambda: self.viewer.set_zoom(self.viewer.zoom() * ZOOM_STEP)
        )
        self._smaller = _tool(
            self, "zoom-out", lambda: self.viewer.set_zoom(self.viewer.zoom() / ZOOM_STEP)
        )
        self._fit = _tool(self, "maximize", self.viewer.fit)
        self._place = QLabel(self)
        self._place.setProperty("role", "soft")
        self._lay_out()
        self.retranslate()
        self._say()

    def show_pictures(self, pictures: Sequence[Picture], at: int = 0) -> None:
        """Show these, beginning with one; the same again changes nothing."""
        if [picture.id for picture in pictures] == [
            picture.id for picture in self._pictures
        ] and pictures:
            return
        self._pictures = tuple(pictures)
        self.strip.show_pictures(pictures)
        self.strip.setVisible(len(pictures) > 1)
        self._at = -1
        if not pictures:
            self.viewer.show_image(QImage())
            self._say()
            return
        self.show_at(min(at, len(pictures) - 1))

    def forget(self) -> None:
        """Show nothing, and keep nothing of what was shown."""
        if self._ticket is not None:
            self._ticket.cancel()
        self._kept.clear()
        self.show_pictures(())

    def show_at(self, at: int) -> None:
        """Show one large."""
        self._at = at
        picture = self._pictures[at]
        self.strip.choose(at)
        self._say()
        if self._ticket is not None:
            self._ticket.cancel()
        kept = self._kept.get(picture.id)
        if kept is not None:
            self._arrived(picture, kept)
            return
        self.viewer.show_waiting()
        self._ticket = self._work.run(
            self,
            decode,
            picture.read,
            _LONGEST,
            then=lambda image: self._arrived(picture, image),
            lane=Lane.PICTURES,
        )

    def show_id(self, name: str) -> None:
        """Show the one of that name, if it is here."""
        for at, picture in enumerate(self._pictures):
            if picture.id == name:
                self.show_at(at)
                return

    def step(self, by: int) -> None:
        """The next one, or the one before; round at the ends."""
        if self._pictures:
            self.show_at((self._at + by) % len(self._pictures))

    def current(self) -> str:
        """The name of the one that is shown, empty when there is none."""
        return self._pictures[self._at].id if self._pictures else ""

    def _arrived(self, picture: Picture, image: QImage) -> None:
        self._kept[picture.id] = image
        self._kept.move_to_end(picture.id)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        self.viewer.show_image(image, picture.line(), lost=image.isNull())
        self.shown.emit(picture.id)

    def _say(self) -> None:
        many = len(self._pictures)
        self._place.setText(f"{self._at + 1} / {many}" if many else "")
        for button in (self._left, self._right):
            button.setEnabled(many > 1)
        for button in (self._bigger, self._smaller, self._fit):
            button.setEnabled(many > 0)

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(4)
        for piece in (self._left, self._place, self._right):
            tools.addWidget(piece)
        tools.addStretch()
        for piece in (self._smaller, self._fit, self._bigger):
            tools.addWidget(piece)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addWidget(self.viewer, 1)
        whole.addLayout(tools)
        whole.addWidget(self.strip)

    def retranslate(self) -> None:
        """Set every text anew."""
        for button, words in (
            (self._left, self.tr("Previous photograph (←)")),
            (self._right, self.tr("Next photograph (→)")),
            (self._bigger, self.tr("Larger (+)")),
            (self._smaller, self.tr("Smaller (−)")),
            (self._fit, self.tr("Whole picture (0)")),
        ):
            button.setToolTip(words)
            button.setAccessibleName(words)
        if 0 <= self._at < len(self._pictures):
            self.viewer.set_words(self._pictures[self._at].line())


class Compare(QWidget):
    """Two photographs side by side; looking closer at one looks at the same spot of the other."""

    def __init__(self, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._sides = (Viewer(self), Viewer(self))
        self._titles = (QLabel(self), QLabel(self))
        self._tickets: list[Ticket] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for title, viewer in zip(self._titles, self._sides, strict=True):
            title.setProperty("role", "strong")
            column = QVBoxLayout()
            column.setSpacing(4)
            column.addWidget(title)
            column.addWidget(viewer, 1)
            row.addLayout(column, 1)
        left, right = self._sides
        left.zoomed.connect(lambda _: right.set_view(*left.view()))
        right.zoomed.connect(lambda _: left.set_view(*right.view()))

    @property
    def viewers(self) -> tuple[Viewer, Viewer]:
        """Left and right."""
        return self._sides

    def show_pair(
        self, left: Picture | None, right: Picture | None, titles: tuple[str, str] = ("", "")
    ) -> None:
        """Show these two; None leaves a side empty."""
        for ticket in self._tickets:
            ticket.cancel()
        self._tickets.clear()
        self.say_titles(titles)
        for at, picture in enumerate((left, right)):
            self._show(self._sides[at], picture)

    def say_titles(self, titles: tuple[str, str]) -> None:
        """What stands above each."""
        for title, told in zip(self._titles, titles, strict=True):
            title.setText(told)
            title.setVisible(bool(told))

    def _show(self, viewer: Viewer, picture: Picture | None) -> None:
        if picture is None:
            viewer.show_image(QImage())
            return
        viewer.show_waiting()
        self._tickets.append(
            self._work.run(
                viewer,
                decode,
                picture.read,
                _LONGEST,
                then=lambda image: viewer.show_image(
                    image, picture.words()[0], lost=image.isNull()
                ),
                lane=Lane.PICTURES,
            )
        )


def _tool(parent: QWidget, icon: str, act: Callable[[], object]) -> QToolButton:
    button = QToolButton(parent)
    button.setIcon(icons.icon(icon))
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.clicked.connect(act)
    return button
