"""Why a thing is not free, at the head of its card: since when, what it was, and what releases it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.custody import holds
from app.custody.types import Hold
from app.states import Custody
from ui.shell import icons, lang, theme
from ui.widgets import parts

#: What is amiss, as against what only waits for its next step.
_TROUBLE = (Custody.HOLD, Custody.MISSING, Custody.REFUSED)


class Held(lang.Speaks, QFrame):
    """Two lines; hidden while the thing is free."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card.held")
        self._hold: Hold | None = None
        self._aside = False
        self._sign = icons.Sign(parent=self)
        self._why, self._release = parts.Words(self, "strong"), parts.Words(self)
        for label in (self._why, self._release):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        told = QVBoxLayout()
        told.setSpacing(2)
        told.addWidget(self._why)
        told.addWidget(self._release)
        row = QHBoxLayout(self)
        # 12 of it is the distance from the line above, which the style sheet leaves free.
        row.setContentsMargins(12, 20, 12, 8)
        row.setSpacing(12)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(told, 1)
        self.hide()

    def show_hold(self, hold: Hold | None) -> None:
        """Say why this thing is bound, or nothing."""
        self._hold = hold
        self._show()
        if hold is None:
            return
        amiss = any(reason.kind.startswith("difference.") for reason in hold.why)
        trouble = hold.state in _TROUBLE or amiss  # a held thing stays so while it is carried
        theme.set_property(self, "banner", "refused" if trouble else "warn")
        self._sign.show_sign(
            "octagon-alert" if trouble else "clock", "on_danger_soft" if trouble else "on_late_soft"
        )
        self.retranslate()

    def step_aside(self, aside: bool) -> None:
        """Away while something else needs the room, or back again."""
        self._aside = aside
        self._show()

    def _show(self) -> None:
        self.setVisible(self._hold is not None and not self._aside)

    def text(self) -> str:
        """Both lines."""
        return f"{self._why.text()}\n{self._release.text()}" if self._hold else ""

    def retranslate(self) -> None:
        """Set every text anew."""
        if self._hold is not None:
            why, release = holds.said(self._hold, lang.now())
            self._why.setText(why)
            self._release.setText(release)
            self.setAccessibleName(f"{why} {release}")
