"""The sheet in which one act on a lead is written down and done; a second person signs beside where the law asks it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app import ids
from app.leads.types import LeadEvent, LeadPaper, NextAct
from app.store import Store
from ui import texts
from ui.leads.acts import FORMS
from ui.leads.fields import ActForm, Context
from ui.shell.station import Station
from ui.widgets import parts
from ui.widgets.sheet import Sheet
from ui.work import Lane


class ActSheet(Sheet):
    """One act at a time; what was refused stays written."""

    #: The act was done.
    done = Signal()

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__("lead_act", parent)
        self._station = station
        self._event: LeadEvent | None = None
        self._context: Context | None = None
        self._act = ids.new()
        self._paper: LeadPaper | None = None
        self.attach_button = parts.button(self, "lead_act.attach", self._pick, icon="file-plus")
        self._attached = parts.label(self, "small", wraps=True)
        for each in (self.attach_button, self._attached):
            self.extra.addWidget(each)
        self.setMinimumWidth(320)
        self.submitted.connect(self._do)
        self.form.changed.connect(self._changed)
        self.retranslate()

    def begin(self, event: LeadEvent, context: Context) -> None:
        """Show the form of an act."""
        before = self._context.view.row.id if self._context is not None else ""
        fresh = (event, context.view.row.id) != (self._event, before)
        if not fresh and self._context is not None:  # what was begun goes on with all its fields
            context = replace(context, chosen=self._context.chosen)
        self._event, self._context, self._act = event, context, ids.new()
        self._say_form()
        form = self._form()
        for each in (self.attach_button, self._attached):
            each.setVisible(bool(form.file))
        if fresh:
            self._attached_is(None)
            self.form.set_values(form.start(context) if form.start else {})
        self.show()
        self.form.focus_first()
        if not list(self.form.fields()):
            self.submit_button.setFocus()

    def _changed(self, field: str) -> None:
        """Another choice asks for other fields; what is written in those that stay is kept."""
        if self._event is None or self._context is None or field != self._form().follows:
            return
        kept = self.form.draft()
        self._context = replace(self._context, chosen=str(kept.get(field) or ""))
        self._say_form()
        self.form.set_values({k: v for k, v in kept.items() if isinstance(v, str)})
        self.form.field(field).editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _form(self) -> ActForm:
        assert self._event is not None
        return FORMS[self._event]

    def _say_form(self) -> None:
        if self._event is None or self._context is None:
            return
        row = self._context.view.row
        self.set_defs(tuple(self._form().fields(self._context)))
        told = texts.word(f"event.{self._event}")
        second = self.tr("A second person signs on this screen.") if self._form().second else ""
        name = self._in_place().on_behalf_name
        place = self.tr("You sign in the place of {0}.").format(name) if name else ""
        self.say(told, told, "\n".join(x for x in (row.number, place, second) if x))

    def _in_place(self) -> NextAct:
        """The act as the lead offers it: who signs it may do so in another's place."""
        assert self._event is not None
        assert self._context is not None
        offered = (act for act in self._context.view.acts if act.event == self._event)
        return next(offered, NextAct(self._event, may=True))

    def _do(self) -> None:
        if self._context is None:
            return
        form, row = self._form(), self._context.view.row
        given: dict[str, Any] = {
            "lead_id": row.id,
            "version": row.version,
            **form.arguments(self._context, self.form.values()),
        }
        if form.file:
            given["paper"] = self._paper
        if principal := self._in_place().on_behalf:
            given["on_behalf"] = principal
        self.set_busy(True)
        if form.second:
            self._station.do_with_second(
                self,
                form.verb,
                self.tr("{0}: {1}").format(texts.word(f"event.{self._event}"), row.number),
                act=self._act,
                then=lambda _: self._well(),
                failed=self._refused,
                **given,
            )
            return
        self._station.do(
            self,
            form.verb,
            act=self._act,
            then=lambda _: self._well(),
            failed=self._refused,
            queued=self._kept,
            **given,
        )

    def _well(self) -> None:
        self.set_busy(False)
        assert self._context is not None
        told = self.tr("{0}: {1}").format(
            self._context.view.row.number, texts.word(f"event.{self._event}")
        )
        self._station.notices.done(told)
        self._station.told.emit(told)
        self._kept()

    def _kept(self) -> None:
        """Done, or kept until there is a network: what was written is empty again."""
        self.set_busy(False)
        self.form.set_values({})
        self._attached_is(None)
        self._event = None
        self.hide()
        self.done.emit()

    # -- a file --------------------------------------------------------------------------------------

    def _pick(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, self.attach_button.text())
        if chosen:
            self.attach(Path(chosen))

    def attach(self, path: Path) -> None:
        """Keep a file that goes along with this act."""
        self._station.work.run(
            self,
            _kept,
            self._station.store,
            path,
            self._form().file,
            then=self._attached_is,
            failed=self._station.refuse,
            lane=Lane.WIRE,
        )

    def _attached_is(self, paper: LeadPaper | None) -> None:
        self._paper = paper
        self._attached.setText(paper.title if paper is not None else "")

    def _refused(self, trouble: Exception) -> None:
        self._act = ids.new()
        self.blame(trouble)

    def retranslate(self) -> None:
        """Set every text anew."""
        super().retranslate()
        parts.say(self.attach_button, self.tr("Attach a file"))
        self._say_form()


def _kept(store: Store, path: Path, kind: str) -> LeadPaper:
    """Read a file and keep it, if it is of a sort that a desk takes; for a worker."""
    from app.reporting import papers  # the libraries of pictures: only who attaches needs them

    data = path.read_bytes()
    papers.require_taken(data, path.name)
    return LeadPaper(kind, "", path.name, None, store.keep(data))
