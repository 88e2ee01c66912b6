"""The counter's checklist: steps side by side, the next one lit, done ones dim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.shell import icons, theme
from ui.shell.turns import Turns
from ui.widgets import parts


class Stage(StrEnum):
    """Where a step stands."""

    OPEN = "open"
    DONE = "done"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its word, what was found (2/4, 58.62 g …), and its key."""

    id: str
    label: str
    value: str = ""
    stage: Stage = Stage.OPEN
    key: str = ""
    optional: bool = False


_SIGNS: Final = {
    "done": ("circle-check", "ok"),
    "next": ("circle-dot", "accent"),
    "open": ("circle", "faint"),
    "bad": ("circle-x", "danger"),
}


_AIR, _AIR_NARROW = 6, 1
#: So many steps most lists have: their boxes are made with the list.
_USUAL: Final = 5


class _StepBox(QFrame):
    clicked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._id = ""
        self._shown: tuple[Step, str] | None = None
        self.setProperty("kind", "step")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._sign = icons.Sign("circle", "faint", icons.SIZE, self)
        self._label = QLabel(self)
        self._value = QLabel(self)
        self._key = QLabel(self)
        self._key.setProperty("role", "key")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._label)
        words.addWidget(self._value)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(8)
        self._row.addWidget(self._sign)
        self._row.addLayout(words, 1)
        self._row.addWidget(self._key, 0, Qt.AlignmentFlag.AlignVCenter)
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        """Less air in a small window."""
        self._row.setContentsMargins(
            10, _AIR_NARROW if narrow else _AIR, 10, _AIR_NARROW if narrow else _AIR
        )

    def show_step(self, step: Step, state: str) -> None:
        """Show a step in a state: open, next, done, bad."""
        if (step, state) == self._shown:
            return
        self._shown = (step, state)
        self._id = step.id
        self._label.setText(step.label)
        self._value.setText(step.value)
        self._value.setVisible(bool(step.value))
        self._key.setText(step.key)
        self._key.setVisible(bool(step.key))
        self._sign.show_sign(*_SIGNS[state])
        theme.set_property(self, "state", state)
        self.setAccessibleName(f"{step.label} {step.value} {state}")

    def minimumSizeHint(self) -> QSize:
        # not setMinimumHeight: that would let the words be cut where they need more
        target = theme.tokens(theme.mode()).target + 2 * self._row.contentsMargins().top()
        return super().minimumSizeHint().expandedTo(QSize(0, target))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.clicked.emit(self._id)


class Checklist(QWidget):
    """The steps of one item; `next_step` is the first that is bad, else the first not done."""

    step_clicked = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, upright: bool = False) -> None:
        super().__init__(parent)
        self._steps: tuple[Step, ...] = ()
        self._boxes: list[_StepBox] = []
        self._turns = Turns(self)
        self._row: QHBoxLayout | QVBoxLayout = QVBoxLayout(self) if upright else QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        for _ in range(_USUAL):
            self._add_box()

    def _add_box(self) -> None:
        box = _StepBox(self)
        box.hide()
        box.clicked.connect(self.step_clicked)
        self._boxes.append(box)
        self._row.addWidget(box, 1)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """These are the steps from now on; their boxes follow in the next turns, for dressing them anew takes long."""
        self._steps = tuple(steps)
        self._turns.begin_next(self._show_each())

    def _show_each(self) -> Iterator[None]:
        while len(self._boxes) < len(self._steps):
            self._add_box()
        lit = self.next_step()
        for at, box in enumerate(self._boxes):
            with parts.still(self._row):
                if at < len(self._steps):
                    step = self._steps[at]
                    lights = step.id == lit and step.stage is Stage.OPEN
                    box.set_narrow(theme.is_narrow(self))
                    box.show_step(step, "next" if lights else str(step.stage))
                box.setVisible(at < len(self._steps))
            yield

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for box in self._boxes:
            box.set_narrow(theme.is_narrow(self))

    def left(self) -> tuple[str, ...]:
        """The steps that must still be done: the bad ones first."""
        return tuple(
            step.id
            for wanted in (Stage.BAD, Stage.OPEN)
            for step in self._steps
            if step.stage is wanted and not (step.optional and wanted is Stage.OPEN)
        )

    def next_step(self) -> str:
        """The step that wants doing now, empty when all are done."""
        return next(iter(self.left()), "")

    def is_done(self) -> bool:
        """Whether nothing that must be done is left."""
        return not self.next_step()
