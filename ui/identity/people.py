"""People: accounts and their duties. One administrator makes accounts, the other appoints; neither does both."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSplitter, QVBoxLayout, QWidget

from app.identity import service as identity
from app.identity.types import PersonRow
from ui import texts
from ui.identity.person import PersonPanel, first_password
from ui.shell import icons, keys, lang
from ui.shell.keys import Key
from ui.shell.station import Station
from ui.widgets import parts
from ui.widgets.beside import Beside
from ui.widgets.chips import Filter, FilterBar
from ui.widgets.table import Ask, Column, DataTable


class _Rows:
    """Everybody, already here; a storeroom has dozens of people, not thousands."""

    def __init__(self) -> None:
        self.rows: tuple[PersonRow, ...] = ()

    def count(self, _: Ask, /) -> int:
        """How many."""
        return len(self.rows)

    def page(self, offset: int, limit: int, ask: Ask, /) -> Sequence[PersonRow]:
        """Some of them, in the order asked for."""
        rows = sorted(self.rows, key=lambda row: _sort_key(row, ask.sort), reverse=ask.descending)
        return rows[offset : offset + limit]


class PeoplePage(lang.Speaks, QWidget):
    """The list at the left, the chosen person at the right."""

    features = frozenset({"identity"})

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
        self._everybody: tuple[PersonRow, ...] = ()
        self._title = parts.label(self, "title")
        self._new = parts.button(self, "people.new", self.new_account, kind="primary", icon="plus")
        self._bar = FilterBar(self)
        self._words = QLineEdit(self)
        self._words.setObjectName("people.words")
        self._words.setClearButtonEnabled(True)
        self._words.setMaximumWidth(260)
        self._words.setMinimumWidth(210)
        self._words.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._rows = _Rows()
        self.table = DataTable(station.work, self._rows, self._columns(), self)
        self.table.setObjectName("people.table")
        self.person = PersonPanel(station, self)
        self._lay_out()
        self._bar.changed.connect(self._filter)
        self._words.textChanged.connect(self._filter)
        self._beside = Beside(self.table, self._shown, self._show_person)
        keys.bind(self, Key.NEW, self.new_account)
        self.retranslate()
        self._bar.set_on("working")

    def refresh(self) -> None:
        """Ask who there is."""
        self._new.setVisible(self._station.may("sysadmin"))
        self._station.ask(self, identity.people, then=self._show)

    def first_focus(self) -> None:
        """The keys go to the list."""
        self.table.view.setFocus()

    def help_text(self) -> str:
        """What F1 says."""
        return self.tr(
            "The system administrator makes accounts and closes them; the security administrator appoints "
            "people to their duties. Nobody can appoint himself, and no administrator sees any item."
        )

    def new_account(self) -> None:
        """The form for another person."""
        if self._station.may("sysadmin"):
            self.person.begin_account(first_password())

    # -- inside ------------------------------------------------------------------------------------

    def _show(self, everybody: tuple[PersonRow, ...]) -> None:
        self._everybody = everybody
        self._say_filters()
        self._filter()

    def _filter(self) -> None:
        on = (self._bar.on() or ["working"])[0]
        words = self._words.text().strip().casefold()
        self._rows.rows = tuple(
            row
            for row in self._everybody
            if _is_in(row, on) and words in f"{row.name} {row.login} {row.department}".casefold()
        )
        # whoever stands beside stays there, also when he is not among these: the acts are about him
        self._beside.keep(self._shown())
        self.table.reload()

    def _shown(self) -> str:
        person = self.person.person()
        return person.id if person is not None else ""

    def _show_person(self, id_: str) -> None:
        row = next((row for row in self._everybody if row.id == id_), None)
        if row is not None:
            self.person.show_person(row)

    def _say_filters(self) -> None:
        told = (
            ("working", self.tr("In service")),
            ("idle", self.tr("Without duty")),
            ("locked", self.tr("Locked")),
            ("closed", self.tr("Closed")),
        )
        self._bar.show_filters(
            [
                Filter(name, words, sum(_is_in(row, name) for row in self._everybody))
                for name, words in told
            ]
        )

    def _held(self, row: PersonRow) -> str:
        between = "、" if lang.now() == "zh" else ", "
        return between.join(self._station.word(f"role.{role}") for role in row.roles)

    def _state(self, row: PersonRow) -> str:
        if row.disabled:
            return self.tr("Closed")
        return self.tr("Locked") if row.locked else self.tr("In service")

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("name", lambda: self.tr("Name"), lambda p: p.name, 96),
            Column("login", lambda: self.tr("Login"), lambda p: p.login, 112),
            Column("department", lambda: self.tr("Department"), lambda p: p.department, 150),
            Column("roles", lambda: self.tr("Duties"), self._held, 164),
            Column("state", lambda: self.tr("State"), self._state, 90, chip=_tone),
            Column(
                "last", lambda: self.tr("Last signed in"), lambda p: texts.moment(p.last_at), 140
            ),
        )

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch()
        head.addWidget(self._new)
        bar = QHBoxLayout()
        bar.addWidget(self._bar, 1)
        bar.addWidget(self._words)
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(bar)
        column.addWidget(self.table, 1)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(left)
        split.addWidget(self.person)
        split.setStretchFactor(0, 1)
        split.setSizes([760, 380])
        split.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.setSpacing(12)
        whole.addLayout(head)
        whole.addWidget(split, 1)

    def retranslate(self) -> None:
        """Set every text anew."""
        self._title.setText(self.tr("People"))
        parts.say(self._new, self.tr("New account"), Key.NEW)
        self._words.setPlaceholderText(self.tr("Name, login or department"))
        self._say_filters()
        self.table.empty.say(
            self.tr("Nobody here"),
            self.tr("Choose another filter, or make an account."),
            icon="users",
        )


def _is_in(row: PersonRow, name: str) -> bool:
    match name:
        case "closed":
            return row.disabled
        case "locked":
            return row.locked and not row.disabled
        case "idle":
            return not row.roles and not row.disabled
        case _:
            return not row.disabled


def _tone(row: PersonRow) -> str:
    if row.disabled:
        return "ended"
    return "danger" if row.locked else "ok"


def _sort_key(row: PersonRow, column: str) -> str:
    match column:
        case "login":
            return row.login
        case "department":
            return row.department
        case "roles":
            return " ".join(row.roles)
        case "last":
            return texts.moment(row.last_at)
        case "state":
            return _tone(row)
        case _:
            return row.name
