"""同意, 退回, 否决, and ending what lies idle: the opinion and the buttons; each holds for the version that was read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app import errors, ids
from app.requests import service as requests
from app.requests.types import RequestRow, RequestStatus, RequestView
from ui import texts
from ui.shell import keys, lang, notices, theme
from ui.shell.station import Station
from ui.widgets import parts

_APPROVE, _SEND_BACK, _REJECT = "Ctrl+Return", "Ctrl+B", "Ctrl+D"


class Decision(lang.Speaks, QWidget):
    """Shown to whoever may decide now, or may end what was approved or sent back and lies idle; to nobody else."""

    decided = Signal()
    #: The request was changed after it was read: look again before deciding.
    stale = Signal()

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._station = station
        self._view: RequestView | None = None
        self._ends = False
        self._act = ids.new()
        self.opinion = QLineEdit(self)
        self.opinion.setObjectName("request.opinion")
        self.opinion.textEdited.connect(lambda _: self._say_error(""))
        self._error = parts.label(self, "error")
        self._error.hide()
        self.approve = parts.button(
            self, "request.approve", self.do_approve, kind="primary", icon="check"
        )
        self.send_back = parts.button(self, "request.send_back", self.do_send_back, icon="undo-2")
        self.reject = parts.button(self, "request.reject", self.do_reject, kind="danger")
        self.opinion.returnPressed.connect(self._go_on)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.opinion, 1)
        for button in (self.approve, self.send_back, self.reject):
            line.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(2)
        whole.addLayout(line)
        whole.addWidget(self._error)
        inside = Qt.ShortcutContext.WindowShortcut
        keys.bind(self, _APPROVE, self.do_approve, inside)
        keys.bind(self, _SEND_BACK, self.do_send_back, inside)
        keys.bind(self, _REJECT, self.do_reject, inside)
        self.retranslate()
        self.hide()

    def show_request(self, view: RequestView) -> None:
        """For this request, as it was read now."""
        self._view = view
        decides = view.mine and view.row.status == RequestStatus.SUBMITTED
        self._ends = view.may_end and not decides
        self.setVisible(decides or self._ends)
        for button in (self.approve, self.send_back):
            button.setVisible(not self._ends)
        self.set_busy(False)
        self.retranslate()

    def decides(self) -> bool:
        """Whether the person shown may approve now."""
        return not self.isHidden() and not self._ends

    def clear(self) -> None:
        """For another request: a new opinion."""
        self.opinion.clear()
        self._act = ids.new()
        self._say_error("")

    def set_busy(self, busy: bool) -> None:
        """While it is being done it cannot be done twice."""
        for button in (self.approve, self.send_back, self.reject):
            button.setEnabled(not busy)

    def do_approve(self) -> None:
        """同意."""
        if self._ends:
            return
        self._decide(requests.approve, self.tr("{0} is approved."), needs_opinion=False)

    def do_send_back(self) -> None:
        """退回."""
        if self._ends:
            return
        self._decide(requests.send_back, self.tr("{0} is sent back."), needs_opinion=True)

    def do_reject(self) -> None:
        """否决; what lies idle is ended, after one more question: what was held for it is free again."""
        told = self.tr("{0} is ended.") if self._ends else self.tr("{0} is rejected.")
        self._decide(requests.reject, told, needs_opinion=True)

    def _decide(self, verb: Callable[..., RequestRow], told: str, *, needs_opinion: bool) -> None:
        view = self._view
        if view is None or self.isHidden() or not self.approve.isEnabled():
            return
        opinion = self.opinion.text().strip()
        if needs_opinion and not opinion:
            self._say_error(self.tr("Say why: the asker reads it."))
            self.opinion.setFocus()
            return
        if self._ends and not self._sure(view):
            return
        given: dict[str, Any] = {
            "request_id": view.row.id,
            "version": view.row.version,
            "opinion": opinion,
        }
        if view.on_behalf and not self._ends:
            given["on_behalf"] = view.on_behalf
        self.set_busy(True)
        self._station.do(
            self,
            verb,
            act=self._act,
            then=lambda row: self._done(row, told),
            failed=self._refused,
            **given,
        )

    def _sure(self, view: RequestView) -> bool:
        return notices.ask(
            self,
            self.tr("End request {0}?").format(view.row.number),
            self.tr("End it"),
            self.tr("Leave it"),
            self.tr("It cannot be taken up again; what is held ready for it is free again."),
        )

    def _go_on(self) -> None:
        (self.reject if self._ends else self.approve).setFocus()

    def _done(self, row: RequestRow, told: str) -> None:
        self.set_busy(False)
        self.clear()
        sentence = told.format(row.number)
        if row.status == RequestStatus.SUBMITTED:
            sentence = self.tr("{0} goes on to the next approver.").format(row.number)
        self._station.notices.done(sentence)
        self._station.told.emit(sentence)
        self.decided.emit()

    def _refused(self, trouble: Exception) -> None:
        self.set_busy(False)
        self._act = ids.new()
        if isinstance(
            trouble, errors.ChangedMeanwhile | errors.NotAllowedNow | errors.TakenElsewhere
        ):
            self.stale.emit()

    def _say_error(self, words: str) -> None:
        self._error.setText(words)
        self._error.setVisible(bool(words))
        theme.set_property(self.opinion, "bad", bool(words))

    def retranslate(self) -> None:
        """Set every text anew."""
        self.opinion.setPlaceholderText(
            self.tr("Why it is ended; the asker reads it")
            if self._ends
            else texts.word("request.opinion")
        )
        parts.say(self.approve, texts.word("event.APPROVE"), "Ctrl+Enter")
        parts.say(self.send_back, texts.word("event.SEND_BACK"), _SEND_BACK)
        ends = self.tr("End this request")
        parts.say(self.reject, ends if self._ends else texts.word("event.REJECT"), _REJECT)
