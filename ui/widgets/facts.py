"""Facts in groups, as on the paper card: label at the left, value at the right."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import shiboken6
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.shell import theme
from ui.shell.turns import Turns
from ui.widgets import parts

NONE: Final = "—"
#: So many lines are made in one step on the screen.
_AT_ONCE: Final = 4
#: A longer label takes more lines: what it says of is read whole beside it.
_LABEL_MOST: Final = 176


@dataclass(frozen=True, slots=True)
class Fact:
    """One line; tone colours the value, chip draws it as a chip. With `goes` (page, target) the value leads there."""

    label: str
    value: str
    tone: str = ""
    chip: str = ""
    goes: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that belong together."""

    title: str
    facts: tuple[Fact, ...]


class Facts(QWidget):
    """Groups of facts, a hairline between them; a value can be marked and copied, or leads on (`followed`)."""

    #: A value was pressed: (page, target).
    followed = Signal(str, str)

    def __init__(self, parent: QWidget | None = None, label_width: int = 96) -> None:
        super().__init__(parent)
        self._label_width = label_width
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addStretch()
        self._groups: tuple[Group, ...] = ()
        self._made: list[_Made] = []
        self._widest = 0
        self._turns = Turns(self)

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Show these instead; the same again changes nothing, and where only values differ they are written anew."""
        if tuple(groups) == self._groups:
            return
        self._groups = tuple(groups)
        self._turns.begin_next(self._put_in())

    def _put_in(self) -> Iterator[None]:
        """Some lines in each step, after what they stand beside: nobody's key waits for them."""
        facts = [fact for group in self._groups for fact in group.facts]
        widest = max((self._width_of(fact.label) for fact in facts), default=0)
        self._widest = min(widest, _LABEL_MOST)
        first, after = self._alike()
        while len(self._made) > first + after:
            self._made.pop(first).leave(self._column)
        staying = (*self._groups[:first], *self._groups[len(self._groups) - after :])
        for made, group in zip(self._made, staying, strict=True):
            made.show_values(group)  # all at once: nothing of another thing stands beside this one
        for at, group in enumerate(self._groups):
            if first <= at < len(self._groups) - after:
                made = yield from self._making(group)
                self._column.insertWidget(2 * at, made.line)
                self._column.insertWidget(2 * at + 1, made.widget)
                self._made.insert(at, made)
            self._made[at].line.setVisible(at > 0)
            self._made[at].grid.setColumnMinimumWidth(0, max(self._label_width, self._widest))
        yield

    def _alike(self) -> tuple[int, int]:
        """How many at the head, and how many behind, stand here already but for their values."""
        before, now = [made.group for made in self._made], self._groups
        many = min(len(before), len(now))
        first = next((at for at in range(many) if not _is_alike(before[at], now[at])), many)
        rest = range(1, many - first + 1)
        after = next((at - 1 for at in rest if not _is_alike(before[-at], now[-at])), many - first)
        return first, after

    def minimumSizeHint(self) -> QSize:
        """As high as its lines are at its width; asked of each label (`parts.Words`) it would cost a visible moment."""
        return parts.as_high(self, super().minimumSizeHint())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != self.width():
            self.updateGeometry()

    def text(self) -> str:
        """All of it as text."""
        return "\n".join(
            f"{fact.label}\t{fact.value}" for group in self._groups for fact in group.facts
        )

    def _width_of(self, label: str) -> int:
        return self.fontMetrics().horizontalAdvance(label)

    def _making(self, group: Group) -> Generator[None, None, _Made]:
        """On the screen they get their style as they are made, and not all together behind it."""
        widget = QWidget(self)
        try:
            made = yield from self._lines(group, widget)
        except GeneratorExit:  # others are wanted meanwhile
            if shiboken6.isValid(widget):
                widget.deleteLater()
            raise
        return made

    def _lines(self, group: Group, widget: QWidget) -> Generator[None, None, _Made]:
        grid = QGridLayout(widget)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        # the values of all groups begin at one line
        grid.setColumnStretch(1, 1)
        if group.title:
            title = QLabel(group.title, widget)
            title.setProperty("role", "strong")
            grid.addWidget(title, 0, 0, 1, 2)
        values: list[QWidget] = []
        for row, fact in enumerate(group.facts, 1):
            values.append(self._leading(fact, widget) if fact.goes else _value(fact, widget))
            _add(grid, row, fact, values[-1])
            if row % _AT_ONCE == 0 and self.isVisible():
                parts.dress(widget)
                yield
        if self.isVisible():
            parts.dress(widget)
        return _Made(group, widget, grid, hairline(self), values)

    def _leading(self, fact: Fact, parent: QWidget) -> QPushButton:
        """A value that leads to a page."""
        assert fact.goes is not None
        made = parts.button(
            parent, f"fact.{fact.goes[0]}", partial(self.followed.emit, *fact.goes), kind="link"
        )
        parts.say(made, fact.value)
        made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        return made


def hairline(parent: QWidget) -> QFrame:
    """A thin line across."""
    line = QFrame(parent)
    line.setProperty("kind", "line")
    line.setProperty("flat", "row")
    return line


@dataclass(slots=True)
class _Made:
    """A group as it stands on the screen, with the line above it."""

    group: Group
    widget: QWidget
    grid: QGridLayout
    line: QFrame
    values: list[QWidget]

    def show_values(self, group: Group) -> None:
        """The same facts with these values."""
        for fact, before, value in zip(group.facts, self.group.facts, self.values, strict=True):
            if fact.value != before.value and isinstance(value, QLabel):
                value.setText(fact.value or NONE)
            elif fact.value != before.value and isinstance(value, QPushButton):
                parts.say(value, fact.value)
            if fact.chip != before.chip:
                theme.set_property(value, "chip", fact.chip)
            if fact.tone != before.tone:
                theme.set_property(value, "tone", fact.tone)
        self.group = group

    def leave(self, column: QVBoxLayout) -> None:
        """Away with it."""
        for part in (self.line, self.widget):
            column.removeWidget(part)
            part.hide()
            part.deleteLater()


def _is_alike(one: Group, other: Group) -> bool:
    """Whether both say something of the same things in the same way."""
    return one.title == other.title and [_kind(fact) for fact in one.facts] == [
        _kind(fact) for fact in other.facts
    ]


def _kind(fact: Fact) -> tuple[str, bool, tuple[str, str] | None]:
    return fact.label, bool(fact.chip), fact.goes


def _value(fact: Fact, parent: QWidget) -> QLabel:
    value = QLabel(fact.value or NONE, parent)
    value.setTextFormat(Qt.TextFormat.PlainText)
    value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if fact.chip:
        value.setProperty("chip", fact.chip)
        value.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
    else:
        value.setWordWrap(True)
    if fact.tone:
        value.setProperty("tone", fact.tone)
    return value


def _add(grid: QGridLayout, row: int, fact: Fact, value: QWidget) -> None:
    label = QLabel(fact.label, value.parentWidget())
    label.setProperty("role", "soft")
    if label.fontMetrics().horizontalAdvance(fact.label) > _LABEL_MOST:
        label.setWordWrap(True)
        label.setFixedWidth(_LABEL_MOST)
    grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
    if fact.chip or fact.goes:
        grid.addWidget(value, row, 1, Qt.AlignmentFlag.AlignLeft)
    else:
        grid.addWidget(value, row, 1)
