"""A form beside the work: heading, fields, one button that does it, one that leaves; never a box in the way."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app import errors, words
from ui.shell import keys, lang
from ui.shell.keys import Key
from ui.widgets.field import FieldDef
from ui.widgets.form import Form

_BAR = 14
_REASONS = {True: Qt.FocusReason.TabFocusReason, False: Qt.FocusReason.BacktabFocusReason}
_SHOWN_UNDER_FIELD = (
    errors.FieldMissing,
    errors.FieldInvalid,
    errors.DocumentMissing,
    errors.TooLong,
)


class Sheet(lang.Speaks, QFrame):
    """`submitted` when everything in it is well, `closed` when it is left (Esc). Its parts are named `<name>.<id>`."""

    submitted = Signal()
    closed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None, *, columns: int = 1) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("kind", "card")
        self._had_keys = False
        self._heading = _label(self, "heading")
        self._hint = _label(self, "soft")
        self._hint.hide()
        self.form = Form(columns=columns, parent=self, named=name)
        self.form.confirmed.connect(self.submit)
        self.form.built.connect(self._order_tabs)
        self.form.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        #: What stands over the fields, and beneath them.
        self.over, self.extra = QVBoxLayout(), QVBoxLayout()
        for pieces in (self.over, self.extra):
            pieces.setSpacing(8)
        self.submit_button = QPushButton(self)
        self.submit_button.setObjectName(f"{name}.submit")
        self.submit_button.setProperty("kind", "primary")
        self.submit_button.clicked.connect(self.submit)
        self.cancel_button = QPushButton(self)
        self.cancel_button.setObjectName(f"{name}.cancel")
        self.cancel_button.setProperty("kind", "quiet")
        self.cancel_button.clicked.connect(self.leave)
        self._lay_out()
        keys.bind(self, Key.SAVE, self.submit, Qt.ShortcutContext.WidgetWithChildrenShortcut)
        # Not retranslate(): the sheet built on this one is not ready yet and calls it at its own end.
        self._say_cancel()

    def say(self, heading: str, submit: str, hint: str = "") -> None:
        """What the sheet is for, and the word on its button."""
        self._heading.setText(heading)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.submit_button.setText(submit)
        self.submit_button.setToolTip(keys.hint(submit, Key.SAVE))

    def put_first(self, *parts: QWidget | QLayout) -> None:
        """What stands above the fields."""
        inside = self._body.layout()
        assert isinstance(inside, QVBoxLayout)
        for at, part in enumerate(parts):
            if isinstance(part, QWidget):
                inside.insertWidget(at, part)
            else:
                inside.insertLayout(at, part)

    def set_defs(self, defs: Sequence[FieldDef]) -> None:
        """Show these fields; the same ones keep what was typed."""
        self.form.set_defs(defs)

    def submit(self) -> None:
        """As if the button were pressed: says `submitted` when every field is well."""
        if self.submit_button.isEnabled() and self.form.check():
            self.submitted.emit()

    def leave(self) -> None:
        """Go away without doing it."""
        self.hide()
        self.closed.emit()

    def show_piece(self, piece: QWidget) -> None:
        """Scroll until a piece of it is seen."""
        self._scroll.ensureWidgetVisible(piece)

    def set_busy(self, busy: bool) -> None:
        """While it is being done it cannot be done twice; then the keys are where they were, not at "cancel"."""
        if busy:
            self._had_keys = self.submit_button.hasFocus()
        self.submit_button.setEnabled(not busy)
        if not busy and self._had_keys:
            self._had_keys = False
            self.submit_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def blame(self, trouble: Exception) -> None:
        """Say a refusal also under the field that it is about."""
        self.set_busy(False)
        if not isinstance(trouble, _SHOWN_UNDER_FIELD):
            return
        named = str(trouble.facts.get("field", trouble.facts.get("document", "")))
        self.form.blame(named, words.refusal(trouble, lang.now()).what)

    def _lay_out(self) -> None:
        body = self._body = QWidget(self)
        body.setProperty("surface", "clear")
        inside = QVBoxLayout(body)
        inside.setContentsMargins(16, 0, 16, 0)
        inside.setSpacing(12)
        inside.addLayout(self.over)
        inside.addWidget(self.form)
        inside.addLayout(self.extra)
        inside.addStretch()
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(body)
        told = QVBoxLayout()
        told.setSpacing(4)
        told.addWidget(self._heading)
        told.addWidget(self._hint)
        head = self.head = QHBoxLayout()
        head.setContentsMargins(16, 0, 16, 0)
        head.setSpacing(12)
        head.addLayout(told, 1)
        foot = self.foot = QHBoxLayout()
        foot.setContentsMargins(16, 0, 16, 0)
        foot.setSpacing(8)
        foot.addWidget(self.submit_button)
        foot.addWidget(self.cancel_button)
        foot.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 16, 0, 16)
        whole.setSpacing(12)
        whole.addLayout(head)
        whole.addWidget(self._scroll, 1)
        whole.addLayout(foot)

    def _order_tabs(self) -> None:
        """Tab goes on as the eye does: the fields, what stands beneath them, the buttons, and round again."""
        for before, after in itertools.pairwise(self._stops()):
            QWidget.setTabOrder(before, after)

    def _stops(self) -> list[QWidget]:
        fields = [field.editor for field in self.form.fields()]
        others = [
            widget
            for widget in (*self._body.findChildren(QWidget), *_widgets(self.foot))
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and not self.form.isAncestorOf(widget)
            and widget.window() is self.window()  # not the list that a choice drops down
        ]
        return [*fields, *others]

    def _say_cancel(self) -> None:
        self.cancel_button.setText(self.tr("Cancel"))
        self.cancel_button.setToolTip(keys.hint(self.tr("Cancel"), Key.BACK))

    def retranslate(self) -> None:
        """Set every text anew."""
        self._say_cancel()

    def focusNextPrevChild(self, forward: bool) -> bool:
        # From the last piece to the first and back: Qt's own chain of a form whose fields were made anew has gaps.
        stops = [s for s in self._stops() if s.isVisible() and s.isEnabled()]
        if forward:
            stops.reverse()
        if stops and self.focusWidget() is stops[0]:
            stops[-1].setFocus(_REASONS[forward])
            return True
        return super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Never sideways: the sheet is as wide as its widest line.
        wide = self._body.minimumSizeHint().width() + _BAR
        self.setMinimumWidth(max(self.minimumWidth(), wide))
        self.form.focus_first()


def _widgets(layout: QHBoxLayout) -> list[QWidget]:
    items = (layout.itemAt(at) for at in range(layout.count()))
    return [widget for item in items if item is not None and (widget := item.widget()) is not None]


def _label(parent: QWidget, role: str) -> QLabel:
    label = QLabel(parent)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
