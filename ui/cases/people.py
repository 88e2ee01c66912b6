"""人员: who works on a case, who must keep away, and the persons that it is about."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.cases import service as cases
from app.cases.types import CaseFileView, CaseStatus
from app.identity import service as identity
from app.identity.types import Colleague
from ui import texts
from ui.cases import words
from ui.shell import lang
from ui.shell.station import Station
from ui.widgets import parts
from ui.widgets.empty import EmptyState
from ui.widgets.facts import hairline
from ui.widgets.field import FieldDef, Kind
from ui.widgets.sheet import Sheet

_PARTS: Final = ("subject", "holder", "owner", "witness", "other")
#: Who could have to keep away: everybody whose role may meet a case.
_ALL: Final = (
    "handler",
    "head",
    "leader",
    "custodian",
    "store_head",
    "cashier",
    "oversight",
    "reviewer",
)


class PeopleTab(lang.Speaks, QWidget):
    """Two lists side by side, and the form that adds to one of them."""

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._station = station
        self._view: CaseFileView | None = None
        self._team = _PeopleList("case.team", self)
        self._persons = _PeopleList("case.persons", self)
        self._add_member = parts.button(
            self, "case.add_member", self.open_member, icon="user-check"
        )
        self._add_person = parts.button(self, "case.add_person", self.open_person, icon="plus")
        self.member = MemberSheet(station, self)
        self.person = PersonSheet(station, self)
        self.member.hide()
        self.person.hide()
        self._lay_out()
        self.retranslate()

    def show_case(self, view: CaseFileView) -> None:
        """Show this case's people."""
        if self._view is not None and self._view.row.id != view.row.id:
            self.member.hide()
            self.person.hide()
        self._view = view
        is_open = view.row.status == CaseStatus.ACTIVE
        self._add_member.setVisible(is_open and self._station.may("head", "leader"))
        self._add_person.setVisible(is_open and self._station.may("handler", "head"))
        self.member.case_id = self.person.case_id = view.row.id
        self._say()

    def open_member(self) -> None:
        """Show the form that puts somebody on the team, or lets him keep away."""
        self.person.hide()
        self.member.begin()

    def open_person(self) -> None:
        """Show the form that names a person of the case."""
        self.member.hide()
        self.person.begin()

    def _say(self) -> None:
        if self._view is None:
            return
        self._team.show_people(
            [
                (m.name, words.duty_word(m.duty), "late" if m.duty == "recused" else "accent")
                for m in sorted(self._view.members, key=lambda m: cases.DUTIES.index(m.duty))
            ]
        )
        self._persons.show_people(
            [
                (
                    " · ".join(part for part in (p.name, p.note) if part),
                    texts.word(f"person_part.{p.part}"),
                    "ended",
                )
                for p in self._view.persons
            ]
        )

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 12, 0, 0)
        row.setSpacing(16)
        for people, button in ((self._team, self._add_member), (self._persons, self._add_person)):
            people.head.addWidget(button)
            row.addWidget(people, 1)
        row.addWidget(self.member, 1)
        row.addWidget(self.person, 1)

    def retranslate(self) -> None:
        """Set every text anew."""
        self._team.say(
            self.tr("Team"),
            self.tr("Nobody is on the team"),
            self.tr("Only who is on the team sees this case."),
        )
        self._persons.say(
            self.tr("Persons of the case"),
            self.tr("Nobody is named yet"),
            self.tr("Name the subjects, holders and witnesses of this case."),
        )
        parts.say(self._add_member, self.tr("Add or recuse"))
        parts.say(self._add_person, self.tr("Add person"))
        self._say()


class _PeopleList(QFrame):
    """A heading and a line for each: name at the left, what he is at the right."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("kind", "card")
        self._title = parts.label(self, "heading")
        self.head = QHBoxLayout()
        self.head.addWidget(self._title, 1)
        self._inner = QWidget(self)
        self._inner.setProperty("surface", "clear")
        self._grid = QGridLayout(self._inner)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(0, 1)
        self._empty = EmptyState("users", self)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._inner)
        self._scroll = scroll
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.setSpacing(12)
        whole.addLayout(self.head)
        whole.addWidget(scroll, 1)
        whole.addWidget(self._empty, 1)
        self._shown: list[tuple[str, str, str]] | None = None

    def say(self, title: str, nothing: str, hint: str) -> None:
        """The heading, and what is said when nobody is here."""
        self._title.setText(title)
        self._empty.say(nothing, hint)

    def show_people(self, people: list[tuple[str, str, str]]) -> None:
        """Show these: name, what he is, the colour of that."""
        if people == self._shown:
            return
        self._shown = people
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for at, (name, what, tone) in enumerate(people):
            label = parts.label(self._inner, wraps=True)
            label.setText(name)
            chip = parts.label(self._inner)
            chip.setProperty("chip", tone)
            chip.setText(what)
            self._grid.addWidget(label, at * 2, 0)
            self._grid.addWidget(chip, at * 2, 1, Qt.AlignmentFlag.AlignRight)
            if at < len(people) - 1:
                self._grid.addWidget(hairline(self._inner), at * 2 + 1, 0, 1, 2)
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 0)
        self._grid.setRowStretch(len(people) * 2, 1)
        self._scroll.setVisible(bool(people))
        self._empty.setVisible(not people)


class MemberSheet(Sheet):
    """Somebody joins the team, or must keep away (回避)."""

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__("member", parent)
        self._station = station
        self.case_id = ""
        self._known: dict[str, tuple[Colleague, ...]] = {}
        self.submitted.connect(self._add)
        self.form.changed.connect(self._changed)
        self.retranslate()

    def begin(self) -> None:
        """Empty and ready."""
        self.form.set_values({"duty": "handler"})
        self._say_defs()
        self._ask_for("handler")
        self.show()

    def _changed(self, field: str) -> None:
        if field == "duty":
            duty = str(self.form.draft().get("duty", ""))
            for role in _ALL if duty == "recused" else (duty,):
                self._ask_for(role)
            self._say_defs()

    def _ask_for(self, role: str) -> None:
        if role and role not in self._known:
            self._known[role] = ()
            self._station.ask(
                self, identity.colleagues, role=role, then=lambda found: self._took(role, found)
            )

    def _took(self, role: str, found: tuple[Colleague, ...]) -> None:
        self._known[role] = found
        self._say_defs()

    def _add(self) -> None:
        given: dict[str, Any] = self.form.values()
        self.set_busy(True)
        self._station.do(
            self,
            cases.set_member,
            case_id=self.case_id,
            account_id=given["account_id"],
            duty=given["duty"],
            then=lambda _: self._done(),
            failed=self.blame,
        )

    def _done(self) -> None:
        self.set_busy(False)
        self.leave()

    def _say_defs(self) -> None:
        shown = list(self.form.fields())
        duty = str(self.form.draft().get("duty", "handler")) if shown else "handler"
        actor = self._station.store.actor
        people: dict[str, str] = {}
        for role in _ALL if duty == "recused" else (duty,):
            for each in self._known.get(role, ()):
                if actor is None or each.id != actor.id:
                    people[each.id] = "  ".join(
                        part for part in (each.name, each.department) if part
                    )
        self.set_defs(
            (
                FieldDef(
                    "duty",
                    self.tr("Duty"),
                    Kind.CHOICE,
                    required=True,
                    choices=tuple((each, words.duty_word(each)) for each in cases.DUTIES),
                ),
                FieldDef(
                    "account_id",
                    self.tr("Person"),
                    Kind.CHOICE,
                    required=True,
                    choices=tuple(people.items()),
                ),
            )
        )

    def retranslate(self) -> None:
        """Set every text anew."""
        super().retranslate()
        self.say(
            self.tr("Change the team"),
            self.tr("Enter"),
            self.tr("Who is recused no longer sees this case at all."),
        )
        self._say_defs()


class PersonSheet(Sheet):
    """A person the case is about, a holder or a witness."""

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__("person", parent)
        self._station = station
        self.case_id = ""
        self.submitted.connect(self._add)
        self.retranslate()

    def begin(self) -> None:
        """Empty and ready."""
        self.form.set_values({"part": "subject"})
        self.show()

    def _add(self) -> None:
        given: dict[str, Any] = self.form.values()
        self.set_busy(True)
        self._station.do(
            self,
            cases.add_person,
            case_id=self.case_id,
            name=given["name"],
            part=given["part"],
            note=given.get("note") or "",
            then=lambda _: self._done(),
            failed=self.blame,
        )

    def _done(self) -> None:
        self.set_busy(False)
        self.leave()

    def retranslate(self) -> None:
        """Set every text anew."""
        super().retranslate()
        self.say(self.tr("Name a person"), self.tr("Enter"))
        self.set_defs(
            (
                FieldDef("name", self.tr("Name"), required=True),
                FieldDef(
                    "part",
                    self.tr("What he is"),
                    Kind.CHOICE,
                    required=True,
                    choices=tuple((each, texts.word(f"person_part.{each}")) for each in _PARTS),
                ),
                FieldDef("note", self.tr("Note"), Kind.LONG),
            )
        )
