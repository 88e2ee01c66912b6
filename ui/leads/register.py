"""The form that registers a lead: the letter, the person, the matter; earlier leads are looked at before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QWidget

from app import errors, ids
from app.leads import service
from app.leads.types import NewLead, Reported
from ui import texts
from ui.leads import words
from ui.leads.fields import matter_of
from ui.leads.persons import PersonList
from ui.shell import keys
from ui.shell.station import Station
from ui.widgets import parts
from ui.widgets.field import FieldDef, Kind
from ui.widgets.sheet import Sheet

#: The fields that tell of one person.
_PERSON: Final = ("name", "unit", "post", "rank", "lower_head", "key")
_MORE: Final = "Ctrl+Shift+N"
#: The line of a new person has its place by then.
_SEEN_AFTER_MS: Final = 30


class RegisterSheet(Sheet):
    """登记线索: Enter from field to field; before the code is given, the persons' earlier leads are shown."""

    def __init__(
        self,
        station: Station,
        registered: Callable[[str, str], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("new_lead", parent, columns=3)
        self._station = station
        self._registered = registered
        self._act = ids.new()
        self._prior: tuple[tuple[str, str], ...] | None = None
        self._asked_of: tuple[Reported, ...] = ()
        self.setMinimumWidth(360)
        self.persons = PersonList(self)
        self.more = parts.button(self, "new_lead.more", self.one_more, icon="plus")
        self._earlier = parts.label(self, wraps=True)
        self._earlier.setObjectName("new_lead.prior")
        self._seen = QCheckBox(self)
        self._seen.setObjectName("new_lead.seen")
        self._seen.toggled.connect(self._allow)
        for piece in (self.persons, self.more, self._earlier, self._seen):
            self.extra.addWidget(piece)
        for piece in (self._earlier, self._seen):
            piece.hide()
        self.persons.changed.connect(self._say_defs)
        keys.bind(self, _MORE, self.one_more)
        self.submitted.connect(self._go)
        self.retranslate()

    def begin(self) -> None:
        """Show it."""
        self.show()
        self.form.focus_first()

    def one_more(self) -> None:
        """The person in the fields is taken down; the fields are for the next one."""
        v = self.form.draft()
        name = self.form.field("name")
        if not v.get("name"):
            name.set_error(self.tr("First the name of this one"))
        else:
            self.persons.add(_person(v))
            for each in _PERSON:
                self.form.field(each).set_value(None)
        name.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(_SEEN_AFTER_MS, self, partial(self.show_piece, self.more))

    def _all(self, v: dict[str, Any]) -> tuple[Reported, ...]:
        """Who was taken down, and who still stands in the fields."""
        last = (_person(v),) if v.get("name") else ()
        return (*self.persons.persons(), *last)

    def _go(self) -> None:
        """First the look-up; with it seen, the registration."""
        v = self.form.values()
        persons = self._all(v)
        if not v.get("name") and any(v.get(each) for each in _PERSON):
            self.form.field("name").set_error(self.tr("Whose unit, post or rank is this?"))
            return
        if self._prior is not None and persons == self._asked_of:
            self._register(persons)
            return
        self.set_busy(True)
        self._asked_of = persons
        self._station.ask(
            self, service.prior, persons=persons, then=self._looked, failed=self._refused
        )

    def _looked(self, found: tuple[tuple[str, str], ...]) -> None:
        self.set_busy(False)
        self._prior = found
        if not found:
            self._register(self._asked_of)
            return
        self._say_prior()
        self._earlier.show()
        self._seen.show()
        self._seen.setChecked(False)
        self._seen.setFocus()
        self.submit_button.setEnabled(False)

    def _allow(self, seen: bool) -> None:
        self.submit_button.setEnabled(seen or not self._prior)

    def _register(self, persons: tuple[Reported, ...]) -> None:
        v = self.form.values()
        lead = NewLead(
            source=str(v["source"]),
            source_ref=str(v["source_ref"]),
            received_at=v["received_at"],  # type: ignore[arg-type]  # a moment, by its kind
            summary=str(v["summary"]),
            persons=persons,
            matters=(matter_of(v),),
            prior=tuple(number for number, _ in self._prior or ()),
            instruction=str(v.get("instruction") or ""),
            found_by=str(v.get("found_by") or ""),
            own_staff=bool(v.get("own_staff")),
        )
        self.set_busy(True)
        self._station.do(
            self,
            service.register,
            act=self._act,
            lead=lead,
            then=self._done,
            failed=self._refused,
            queued=self._drafted,
        )

    def _done(self, told: tuple[str, str]) -> None:
        self.set_busy(False)
        self.clear()
        self._registered(*told)

    def _drafted(self) -> None:
        """Kept without a network: no number yet, and the form is empty for the next one."""
        self.set_busy(False)
        self.clear()
        self.hide()
        self.closed.emit()

    def clear(self) -> None:
        """Begin anew."""
        self._act, self._prior = ids.new(), None
        self.form.set_values({})
        self.persons.clear()
        self._earlier.hide()
        self._seen.hide()

    def _refused(self, trouble: Exception) -> None:
        self._act = ids.new()
        if isinstance(trouble, errors.Refusal):
            self._prior = None
        self.blame(trouble)

    def _say_prior(self) -> None:
        lines = [f"{number}　{words.status_word(status)}" for number, status in self._prior or ()]
        self._earlier.setText("\n".join((texts.word("lead.prior"), *lines)))

    def _say_defs(self) -> None:
        def need(id_: str, kind: Kind = Kind.TEXT, **more: Any) -> FieldDef:
            return FieldDef(id_, texts.word(f"lead.{id_}"), kind, required=True, **more)

        def may(id_: str, kind: Kind = Kind.TEXT, **more: Any) -> FieldDef:
            return FieldDef(id_, texts.word(f"lead.{id_}"), kind, **more)

        self.set_defs(
            (
                need("source", Kind.CHOICE, choices=words.sources()),
                need("source_ref"),
                need("received_at", Kind.MOMENT),
                need("summary", wide=True),
                need("matter", Kind.LONG),
                may("happened"),
                may("place"),
                may("amount", Kind.MONEY),
                may("instruction"),
                may("found_by", Kind.CHOICE, choices=words.choices("office", words.OFFICES)),
                may("own_staff", Kind.CHECK),
                may("name") if self.persons.persons() else need("name"),
                may("unit"),
                may("post"),
                may("rank", Kind.CHOICE, choices=words.ranks()),
                may("lower_head", Kind.CHECK),
                may("key", Kind.CHECK),
            )
        )

    def retranslate(self) -> None:
        """Set every text anew."""
        super().retranslate()
        told = texts.word("event.REGISTER_LEAD")
        self.say(told, told, self.tr("The code is given when it is registered."))
        parts.say(self.more, self.tr("One more person"), _MORE)
        self._seen.setText(texts.word("lead.prior_seen"))
        self._say_defs()
        self._say_prior()


def _person(v: Mapping[str, Any]) -> Reported:
    return Reported(
        name=str(v["name"]),
        unit=str(v.get("unit") or ""),
        post=str(v.get("post") or ""),
        rank=str(v.get("rank") or ""),
        lower_head=bool(v.get("lower_head")),
        key=bool(v.get("key")),
    )
