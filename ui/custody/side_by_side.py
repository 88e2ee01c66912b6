"""Out and back side by side, the second laid over the first; how alike they are is a hint for the eye and decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.shell import lang
from ui.shell.station import Station
from ui.widgets import parts
from ui.widgets.photos import Compare
from ui.widgets.picture import Picture, Read
from ui.work import Lane, Ticket

if TYPE_CHECKING:
    from app.devices.likeness import Likeness

_ALIKE: Final = 60


class SideBySide(lang.Speaks, QWidget):
    """Two photographs; the right one as it was taken, or laid over the left one."""

    def __init__(self, station: Station, parent: QWidget) -> None:
        super().__init__(parent)
        self._station = station
        self._pair: tuple[Picture | None, Picture | None] = (None, None)
        self._titles = ("", "")
        self._likeness: Likeness | None = None
        self._ticket: Ticket | None = None
        self.compare = Compare(station.work, self)
        self.told = parts.label(self, "soft", wraps=True)
        self.told.setObjectName("return.likeness")
        self.align = parts.button(self, "return.align", self._toggle, kind="quiet", icon="images")
        self._is_laid = True
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.told, 1)
        line.addWidget(self.align)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        whole.addWidget(self.compare, 1)
        whole.addLayout(line)
        self.retranslate()

    def show_pair(
        self, left: Picture | None, right: Picture | None, titles: tuple[str, str] = ("", "")
    ) -> None:
        """Show these two at once; the second is laid over the first as soon as that is found."""
        if self._ticket is not None:
            self._ticket.cancel()
        self._pair, self._titles, self._likeness, self._ticket = (left, right), titles, None, None
        if left is None or right is None:
            self._show()
            return
        self._ticket = self._station.work.run(
            self, _compared, left.read, right.read, then=self._took,
            failed=lambda _: self._took(None), lane=Lane.PICTURES,
        )  # fmt: skip
        self._show()

    def say_titles(self, titles: tuple[str, str]) -> None:
        """The same two in another language."""
        if any(self._titles):
            self._titles = titles
            self.compare.say_titles(titles)

    def likeness(self) -> Likeness | None:
        """What was found; None while it is looked for."""
        return self._likeness

    def _took(self, found: Likeness | None) -> None:
        self._likeness, self._ticket = found, None
        self._show()

    def _toggle(self) -> None:
        self._is_laid = not self._is_laid
        self._show()

    def _show(self) -> None:
        left, right = self._pair
        found = self._likeness
        can_lay = found is not None and bool(found.aligned)
        if can_lay and self._is_laid and found is not None and right is not None:
            data = found.aligned
            right = Picture(f"{right.id}+", lambda: data, lambda: data, right.caption)
        self.compare.show_pair(left, right, self._titles)
        self.align.setVisible(can_lay)
        self._say()

    def _say(self) -> None:
        found = self._likeness
        parts.say(
            self.align, self.tr("As taken") if self._is_laid else self.tr("Laid over each other")
        )
        if None in self._pair:
            self.told.setText("")
        elif self._ticket is not None:
            self.told.setText(self.tr("Laying the photographs over each other…"))
        elif found is None or not found.aligned:
            self.told.setText(
                self.tr("The photographs cannot be laid over each other: look at the thing itself.")
            )
        else:
            words = self.tr("Likeness {0} of 100").format(found.score)
            hint = (
                self.tr("A hint only: you decide.")
                if found.score >= _ALIKE
                else self.tr("They differ: look closely. A hint only: you decide.")
            )
            self.told.setText(f"{words}  ·  {hint}")

    def retranslate(self) -> None:
        """Set every text anew."""
        self._say()


def _compared(first: Read, second: Read) -> Likeness:
    from app.devices import likeness

    return likeness.compare(first(), second())
