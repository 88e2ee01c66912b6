"""One person: what is known of him, every appointment, and what an administrator may do about it."""

from __future__ import annotations

import random
import string
from datetime import date
from typing import Final

from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from app.identity import service as identity
from app.identity.roles import ADMINISTRATORS, Role
from app.identity.types import AppointmentRow, NewPerson, PersonRow
from app.organs import service as organs
from app.organs.types import Office, OrganRow, PostingRow
from ui import texts
from ui.shell import lang, notices
from ui.shell.station import Station
from ui.widgets import parts
from ui.widgets.empty import EmptyState
from ui.widgets.facts import Fact, Facts, Group
from ui.widgets.field import FieldDef, Kind
from ui.widgets.sheet import Sheet

_RANDOM: Final = random.SystemRandom()


class PersonPanel(lang.Speaks, QFrame):
    """Facts, appointments, buttons; a form takes their place while something is being done."""

    def __init__(self, station: Station, parent: QWidget) -> None:
        super().__init__(parent)
        self._station = station
        self._person: PersonRow | None = None
        self._appointments: tuple[AppointmentRow, ...] = ()
        self._posting: PostingRow | None = None
        self._organs: tuple[OrganRow, ...] = ()
        self._doing = ""
        self.setProperty("kind", "card")
        self._name = parts.label(self, "heading")
        self.facts = Facts(self)
        self._duties = parts.label(self, "strong")
        self.list = QListWidget(self)
        self.list.setObjectName("people.appointments")
        button = parts.button
        self.appoint = button(self, "people.appoint", self._begin_appoint, kind="primary")
        self.end = button(self, "people.end", self._end)
        self.post = button(self, "people.post", self._begin_post, icon="landmark")
        self.unlock = button(self, "people.unlock", self._unlock, icon="lock-open")
        self.reset = button(self, "people.reset", self._begin_reset, icon="key")
        self.close_account = button(self, "people.disable", self._disable, kind="danger")
        self.sheet = Sheet("people.sheet", self)
        self.sheet.hide()
        self.empty = EmptyState("user", self)
        self._body = QWidget(self)
        self._lay_out()
        self.sheet.submitted.connect(self._submit)
        self.sheet.closed.connect(self._show_body)
        self.list.currentRowChanged.connect(lambda _: self._say_buttons())
        self.retranslate()
        self._show_body()

    def person(self) -> PersonRow | None:
        """Who is shown."""
        return self._person

    def show_person(self, person: PersonRow) -> None:
        """Show somebody; his appointments, and where he works, are asked for.

        The list shows the same one anew at each refresh, and the first one where nobody is shown: neither takes a form
        away that somebody is filling. A form about one does not outlive him here: it would fall upon another.
        """
        was = self._person
        keeps_form = not self.sheet.isHidden() and (was is None or was.id == person.id)
        if was is None or was.id != person.id:
            self._posting = None
        self._person = person
        if self._station.may("sysadmin", "secadmin", "auditor"):
            self._station.ask(
                self, identity.appointments, account_id=person.id, then=self._show_appointments
            )
            self._station.ask(self, organs.postings, account_id=person.id, then=self._show_postings)
            self._station.ask(self, organs.tree, then=self._show_organs)
        self.retranslate()
        if keeps_form:
            self._say_buttons()
        else:
            self._show_body()

    def begin_account(self, password: str) -> None:
        """The form for a new account."""
        self._begin(
            "account",
            self.tr("New account"),
            self.tr("Make the account"),
            self.tr(
                "Hand the first password over on paper; it must be changed at the first sign-in."
            ),
            [
                FieldDef("name", self.tr("Name"), required=True),
                FieldDef("login", self.tr("Login"), required=True),
                FieldDef("department", self.tr("Department")),
                FieldDef("password", self.tr("First password"), required=True),
            ],
        )
        self.sheet.form.set_values({"password": password})
        self.sheet.form.focus_first()

    # -- what is done ------------------------------------------------------------------------------

    def _begin_appoint(self) -> None:
        choices = tuple((role.value, self._station.word(f"role.{role}")) for role in Role)
        self._begin(
            "appoint",
            self.tr("Appoint {0}").format(self._person.name if self._person else ""),
            self.tr("Appoint"),
            self.tr("An administrator's duty is signed by a second person."),
            [
                FieldDef("role", self.tr("Duty"), Kind.CHOICE, required=True, choices=choices),
                FieldDef("since", self.tr("From"), Kind.DATE, hint=self.tr("today, if empty")),
                FieldDef("until", self.tr("Until"), Kind.DATE, hint=self.tr("open, if empty")),
            ],
        )
        self.sheet.form.focus_first()

    def _begin_post(self) -> None:
        open_ = tuple((o.id, o.name) for o in self._organs if o.until is None)
        offices = tuple((o.value, self._station.word(f"office.{o}")) for o in Office)
        self._begin(
            "post",
            self.tr("Post {0}").format(self._person.name if self._person else ""),
            self.tr("Post"),
            self.tr("Where he worked until then ends the day before."),
            [
                FieldDef("organ", self.tr("Organ"), Kind.CHOICE, required=True, choices=open_),
                FieldDef("office", self.tr("Office"), Kind.CHOICE, required=True, choices=offices),
                FieldDef("since", self.tr("From"), Kind.DATE, hint=self.tr("today, if empty")),
                FieldDef("until", self.tr("Until"), Kind.DATE, hint=self.tr("open, if empty")),
            ],
        )
        self.sheet.form.focus_first()

    def _begin_reset(self) -> None:
        self._begin(
            "reset",
            self.tr("New first password for {0}").format(self._person.name if self._person else ""),
            self.tr("Set the password"),
            self.tr("A second administrator signs. It must be changed at the next sign-in."),
            [FieldDef("password", self.tr("First password"), required=True)],
        )
        self.sheet.form.set_values({"password": first_password()})

    def _begin(
        self, doing: str, heading: str, submit: str, hint: str, defs: list[FieldDef]
    ) -> None:
        self._doing = doing
        self.sheet.say(heading, submit, hint)
        self.sheet.set_defs(defs)
        self.sheet.form.set_values({})
        self.sheet.set_busy(False)
        self._body.hide()
        self.empty.hide()
        self.sheet.show()

    def _submit(self) -> None:
        given = self.sheet.form.values()
        self.sheet.set_busy(True)
        if self._doing == "account":
            self._make_account({name: str(value or "") for name, value in given.items()})
        elif self._person is not None and self._doing == "reset":
            self._station.do_with_second(
                self,
                identity.reset_password,
                self.tr("New first password for {0} ({1})").format(
                    self._person.name, self._person.login
                ),
                then=lambda _: self._done(self.tr("The password is set.")),
                failed=self.sheet.blame,
                account_id=self._person.id,
                password=str(given["password"]),
            )
        elif self._person is not None and self._doing == "post":
            person = self._person
            self._station.do(
                self,
                organs.post,
                then=lambda _: self._done(self.tr("{0} is posted.").format(person.name)),
                failed=self.sheet.blame,
                account_id=person.id,
                organ_id=str(given["organ"]),
                office=str(given["office"]),
                since=_as_date(given["since"]),
                until=_as_date(given["until"]),
            )
        elif self._person is not None:
            self._appoint(str(given["role"]), _as_date(given["since"]), _as_date(given["until"]))

    def _make_account(self, given: dict[str, str]) -> None:
        self._station.do(
            self,
            identity.create_account,
            then=lambda row: self._done(self.tr("Account {0} is made.").format(row.login), row),
            failed=self.sheet.blame,
            person=NewPerson(given["login"], given["name"], given["password"], given["department"]),
        )

    def _appoint(self, role: str, since: date | None, until: date | None) -> None:
        person = self._person
        assert person is not None
        word = self._station.word(f"role.{role}")
        told = self.tr("{0} is appointed: {1}").format(person.name, word)
        if role in ADMINISTRATORS:
            self._station.do_with_second(
                self,
                identity.appoint,
                self.tr("Appoint {0} ({1}) as {2}").format(person.name, person.login, word),
                then=lambda _: self._done(told),
                failed=self.sheet.blame,
                account_id=person.id,
                role=role,
                since=since,
                until=until,
            )
            return
        self._station.do(
            self,
            identity.appoint,
            then=lambda _: self._done(told),
            failed=self.sheet.blame,
            account_id=person.id,
            role=role,
            since=since,
            until=until,
        )

    def _end(self) -> None:
        row = self._chosen()
        if row is None:
            return
        word = self._station.word(f"role.{row.role}")
        self._station.do(
            self,
            identity.end_appointment,
            appointment_id=row.id,
            then=lambda _: self._done(self.tr("The duty has ended: {0}").format(word)),
        )

    def _unlock(self) -> None:
        if self._person is not None:
            self._station.do(
                self,
                identity.unlock,
                account_id=self._person.id,
                then=lambda row: self._done(
                    self.tr("{0} may sign in again.").format(row.name), row
                ),
            )

    def _disable(self) -> None:
        person = self._person
        if person is None:
            return
        sure = notices.ask(
            self,
            self.tr("Close the account of {0}?").format(person.name),
            self.tr("Close it"),
            self.tr("Leave it"),
            self.tr("He can no longer sign in. What he did stays in the books under his name."),
        )
        if sure:
            self._station.do(
                self,
                identity.disable,
                account_id=person.id,
                then=lambda row: self._done(
                    self.tr("The account of {0} is closed.").format(row.name), row
                ),
            )

    def _done(self, words: str, row: PersonRow | None = None) -> None:
        self.sheet.leave()
        self._station.told.emit(words)
        self._station.notices.done(words)
        shown = row or self._person
        if shown is not None:
            self.show_person(shown)

    # -- what is shown -----------------------------------------------------------------------------

    def _chosen(self) -> AppointmentRow | None:
        row = self.list.currentRow()
        return self._appointments[row] if 0 <= row < len(self._appointments) else None

    def _show_appointments(self, rows: tuple[AppointmentRow, ...]) -> None:
        self._appointments = rows
        self.list.clear()
        for row in rows:
            until = texts.day(row.until) if row.until else self.tr("open")
            told = f"{self._station.word(f'role.{row.role}')}    {texts.day(row.since)} – {until}"
            self.list.addItem(told)
        self._say_buttons()

    def _show_postings(self, rows: tuple[PostingRow, ...]) -> None:
        self._posting = next((r for r in reversed(rows) if r.until is None), None)
        self.retranslate()

    def _show_organs(self, rows: tuple[OrganRow, ...]) -> None:
        self._organs = rows
        self.retranslate()
        self._say_buttons()

    def _works_at(self) -> str:
        at = self._posting
        name = next((o.name for o in self._organs if at and o.id == at.organ_id), "")
        return f"{name} · {self._station.word(f'office.{at.office}')}" if at and name else ""

    def _show_body(self) -> None:
        self.sheet.hide()
        self._body.setVisible(self._person is not None)
        self.empty.setVisible(self._person is None)
        self._say_buttons()

    def _say_buttons(self) -> None:
        person = self._person
        is_open = person is not None and not person.disabled
        actor = self._station.store.actor
        is_other = person is not None and (actor is None or person.id != actor.id)
        appoints, makes = self._station.may("secadmin"), self._station.may("sysadmin")
        self.appoint.setVisible(appoints and is_open and is_other)
        self.end.setVisible(appoints and self._chosen() is not None)
        self.post.setVisible(appoints and is_open and is_other and bool(self._organs))
        self.unlock.setVisible(appoints and person is not None and person.locked)
        self.reset.setVisible(makes and is_open and is_other)
        self.close_account.setVisible(makes and is_open and is_other)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._body)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        for piece in (self._name, self.facts, self._duties):
            column.addWidget(piece)
        column.addWidget(self.list, 1)
        for pair in (
            (self.appoint, self.end, self.post),
            (self.unlock, self.reset, self.close_account),
        ):
            row = QHBoxLayout()
            row.setSpacing(8)
            for button in pair:
                row.addWidget(button)
            row.addStretch()
            column.addLayout(row)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        for part in (self._body, self.sheet, self.empty):
            whole.addWidget(part, 1)
        self.setMinimumWidth(340)

    def retranslate(self) -> None:
        """Set every text anew."""
        self._duties.setText(self.tr("Duties"))
        parts.say(self.appoint, self.tr("Appoint…"))
        parts.say(self.end, self.tr("End this duty"))
        parts.say(self.post, self.tr("Post…"))
        parts.say(self.unlock, self.tr("Unlock"))
        parts.say(self.reset, self.tr("New password…"))
        parts.say(self.close_account, self.tr("Close the account"))
        self.empty.say(
            self.tr("Choose somebody"), self.tr("His duties and what may be done appear here.")
        )
        person = self._person
        if person is None:
            return
        state = self.tr("Closed") if person.disabled else self.tr("In service")
        if person.locked and not person.disabled:
            state = self.tr("Locked")
        tone = "ended" if person.disabled else "danger" if person.locked else "ok"
        self._name.setText(person.name)
        self.facts.show_groups(
            [
                Group(
                    "",
                    (
                        Fact(self.tr("Login"), person.login),
                        Fact(self.tr("Department"), person.department),
                        Fact(self.tr("Works at"), self._works_at()),
                        Fact(self.tr("State"), state, chip=tone),
                        Fact(self.tr("Last signed in"), texts.moment(person.last_at)),
                    ),
                )
            ]
        )
        self._show_appointments(self._appointments)


def first_password() -> str:
    """A first password to be handed over on paper; it must be changed at the first sign-in."""
    letters = [c for c in string.ascii_letters + string.digits if c not in "0O1lI"]
    groups = ["".join(_RANDOM.choice(letters) for _ in range(4)) for _ in range(3)]
    return "-".join(groups) + str(_RANDOM.randrange(10, 100))


def _as_date(value: object) -> date | None:
    return value if isinstance(value, date) else None
