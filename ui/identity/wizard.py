"""The first start: five short steps from an empty computer to a storeroom one can sign in to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app import errors, words
from app.identity import rules
from app.identity.types import NewPerson
from app.locations.types import NewLocation
from ui.identity import gate
from ui.shell import lang, settings

STEPS: Final = 5
_LENGTH: Final = 12
#: Kinds of place the first start offers: code letter, how many, what they take, whether two must be there.
_KINDS: Final = (
    ("A", 6, "general electronic document drink", False, 0),
    ("G", 2, "valuable cash", True, 1),
    ("D", 1, "electronic", False, 0),
    ("Y", 1, "vehicle", False, 0),
)


@dataclass(frozen=True, slots=True)
class Plan:
    """What the wizard was told; the window lays the store from it."""

    unit: str
    room: str
    sysadmin: NewPerson
    secadmin: NewPerson
    places: tuple[NewLocation, ...]


class _PersonStep(QWidget):
    """Name, login and password of one administrator."""

    def __init__(self, name: str, parent: QWidget, onward: Callable[[], None]) -> None:
        super().__init__(parent)
        self.name = gate.field(self, f"wizard.{name}.name")
        self.login = gate.field(self, f"wizard.{name}.login")
        self.password = gate.field(self, f"wizard.{name}.password", secret=True)
        self.again = gate.field(self, f"wizard.{name}.again", secret=True)
        column = _column(self)
        line = [self.name, self.login, self.password, self.again]
        for at, each in enumerate(line):
            column.addWidget(each)
            then = line[at + 1].setFocus if at + 1 < len(line) else onward
            each.returnPressed.connect(then)

    def person(self) -> NewPerson:
        """What was typed."""
        return NewPerson(self.login.text().strip(), self.name.text().strip(), self.password.text())


class WizardPage(gate.Gate):
    """Language · unit and room · first administrator · second administrator · places."""

    finished = Signal(object)
    language_chosen = Signal(str)
    practice_chosen = Signal()
    other_store_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("warehouse", parent)
        self._dots = QLabel(self.card)
        self._dots.setProperty("role", "small")
        self._lead = gate.label(self.card, "")
        self._steps = QStackedWidget(self.card)
        self.trouble = gate.notice(self.card)
        self.trouble.setObjectName("wizard.trouble")
        self._back = gate.button(self.card, "wizard.back")
        self._next = gate.button(self.card, "wizard.next", "primary")
        self._practice = gate.button(self.card, "wizard.practice", "quiet")
        self._other = gate.button(self.card, "wizard.other", "quiet")
        self._build_steps()
        self._lay_out()
        self._back.clicked.connect(self._go_back)
        self._next.clicked.connect(self.go_on)
        self._practice.clicked.connect(self.practice_chosen)
        self._other.clicked.connect(self.other_store_chosen)
        self.retranslate()

    # -- building ----------------------------------------------------------------------------------

    def _build_steps(self) -> None:
        self._tongue = QWidget(self)
        self._tongues = QButtonGroup(self)
        column = _column(self._tongue)
        for code, words_ in (("zh", "中文"), ("en", "English")):
            choice = QRadioButton(words_, self._tongue)
            choice.setObjectName(f"wizard.language.{code}")
            choice.setChecked(lang.now() == code)
            choice.clicked.connect(lambda _=False, code=code: self.language_chosen.emit(code))
            self._tongues.addButton(choice)
            column.addWidget(choice)
        self._room_step = QWidget(self)
        self.unit = gate.field(self._room_step, "wizard.unit")
        self.room = gate.field(self._room_step, "wizard.room")
        self.station = gate.field(self._room_step, "wizard.station")
        self.station.setText(settings.station())
        # the computer's name stands in the field from the beginning: no hint in it tells what it is
        self._station_told = gate.label(self._room_step, "soft")
        for each, then in (
            (self.unit, self.room.setFocus),
            (self.room, self.station.setFocus),
            (self.station, self.go_on),
        ):
            each.returnPressed.connect(then)
        column = _column(self._room_step)
        for field in (self.unit, self.room, self._station_told, self.station):
            column.addWidget(field)
        self.first = _PersonStep("first", self, self.go_on)
        self.second = _PersonStep("second", self, self.go_on)
        self._places_step = QWidget(self)
        self._build_places()
        for step in (self._tongue, self._room_step, self.first, self.second, self._places_step):
            self._steps.addWidget(step)

    def _build_places(self) -> None:
        grid = QGridLayout(self._places_step)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(0, 1)
        self._kinds: list[tuple[QLabel, QSpinBox]] = []
        for row, (letter, how_many, *_) in enumerate(_KINDS):
            told = QLabel(self._places_step)
            number = QSpinBox(self._places_step)
            number.setObjectName(f"wizard.places.{letter}")
            number.setRange(0, 99)
            number.setValue(how_many)
            number.setFixedWidth(84)
            grid.addWidget(told, row, 0)
            grid.addWidget(number, row, 1)
            self._kinds.append((told, number))
        grid.setRowStretch(len(_KINDS), 1)

    def _lay_out(self) -> None:
        self.column.addWidget(self._dots)
        self.column.addWidget(self._lead)
        self.column.addWidget(self._steps)
        self.column.addWidget(self.trouble)
        row = QHBoxLayout()
        row.addWidget(self._back)
        row.addStretch()
        row.addWidget(self._next)
        self.column.addLayout(row)
        more = QHBoxLayout()
        more.addWidget(self._practice)
        more.addStretch()
        more.addWidget(self._other)
        self.column.addLayout(more)

    # -- steps -------------------------------------------------------------------------------------

    def step(self) -> int:
        """Which of the five steps is shown, from 0."""
        return self._steps.currentIndex()

    def go_on(self) -> None:
        """Check this step and show the next; the last one finishes."""
        wrong = self._wrong()
        gate.say(self.trouble, wrong)
        if wrong:
            return
        if self.step() < STEPS - 1:
            self._show(self.step() + 1)
            return
        settings.put("station", self.station.text().strip())
        self.set_busy(busy=True)
        self.finished.emit(self.plan())

    def plan(self) -> Plan:
        """Everything that was told."""
        return Plan(
            self.unit.text().strip(),
            self.room.text().strip(),
            self.first.person(),
            self.second.person(),
            tuple(self._places()),
        )

    def refuse(self, sentence: str) -> None:
        """It could not be laid."""
        self.set_busy(busy=False)
        gate.say(self.trouble, sentence)

    def set_busy(self, *, busy: bool) -> None:
        """The storeroom is being laid."""
        for each in (self._next, self._back, self._practice, self._other, self._steps):
            each.setEnabled(not busy)

    def _go_back(self) -> None:
        gate.say(self.trouble, "")
        self._show(max(0, self.step() - 1))

    def _show(self, step: int) -> None:
        self._steps.setCurrentIndex(step)
        self.retranslate()
        self.first_focus()

    def _wrong(self) -> str:
        if self.step() == 1 and not (self.unit.text().strip() and self.room.text().strip()):
            return self.tr("The unit and the room both need a name.")
        if self.step() in (2, 3):
            return self._wrong_person(self.first if self.step() == 2 else self.second)
        return ""

    def _wrong_person(self, form: _PersonStep) -> str:
        person = form.person()
        if not (person.name and person.login):
            return self.tr("Name and login are both needed.")
        if form is self.second and person.login == self.first.person().login:
            return self.tr("The second administrator is another person with a login of his own.")
        if person.password != form.again.text():
            return self.tr("The password was not typed the same twice.")
        try:
            rules.require_strong(person.password, person.login, person.name, _LENGTH)
            if form is self.second:
                rules.require_apart(self.first.person(), person)
        except errors.Refused as no:
            said = words.refusal(no, lang.now())
            return " ".join(part for part in (said.what, said.next) if part)
        return ""

    def _places(self) -> list[NewLocation]:
        made = []
        for (letter, _, classes, two, secrecy), (told, number) in zip(
            _KINDS, self._kinds, strict=True
        ):
            for at in range(1, number.value() + 1):
                name = f"{told.text()} {at}"
                kind = "virtual" if letter == "Y" else "shelf"
                made.append(
                    NewLocation(
                        f"{letter}-{at:02d}",
                        name,
                        kind,
                        classes=classes,
                        secrecy=secrecy,
                        two_person=two,
                    )
                )
        return made

    # -- words -------------------------------------------------------------------------------------

    def _leads(self) -> tuple[str, ...]:
        return (
            self.tr("Which language should the window speak? It can be changed at any time."),
            self.tr("Whose storeroom is this, and which room? Both stand on every printed form."),
            self.tr("The first administrator makes accounts. He has no right over any item."),
            self.tr(
                "The second administrator appoints people to their duties. Neither can do the other's part."
            ),
            self.tr("Which places are there? Each gets its own code; more can be added later."),
        )

    def retranslate(self) -> None:
        """Set every text anew."""
        step = self.step()
        self.title.setText(self.tr("A new storeroom"))
        self.subtitle.setText(self.tr("Five short steps, then it can be used."))
        self._dots.setText(
            "   ".join("●" if at <= step else "○" for at in range(STEPS))
            + f"    {step + 1} / {STEPS}"
        )
        self._lead.setText(self._leads()[step])
        _hint(self.unit, self.tr("Unit, e.g. Municipal Commission"))
        _hint(self.room, self.tr("Room, e.g. Room 1"))
        here = self.tr("This place at the counter, e.g. Station 1")
        _hint(self.station, here)
        self._station_told.setText(here)
        for form in (self.first, self.second):
            _hint(form.name, self.tr("Name"))
            _hint(form.login, self.tr("Login"))
            _hint(form.password, self.tr("Password, at least 12 characters"))
            _hint(form.again, self.tr("Password once more"))
        told = (
            self.tr("Shelves"),
            self.tr("Cabinets for valuables (two people)"),
            self.tr("Antimagnetic cabinets"),
            self.tr("Parking places"),
        )
        for (line, _), words_ in zip(self._kinds, told, strict=True):
            line.setText(words_)
        self._back.setText(self.tr("Back"))
        self._back.setVisible(step > 0)
        self._next.setText(self.tr("Lay the storeroom") if step == STEPS - 1 else self.tr("Next"))
        self._practice.setText(self.tr("Practise first"))
        self._other.setText(self.tr("Open an existing one…"))

    def first_focus(self) -> None:
        """Typing begins at the first field of the step."""
        starts = {1: self.unit, 2: self.first.name, 3: self.second.name}
        starts.get(self.step(), self._next).setFocus()


def _column(parent: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(parent)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(10)
    column.setAlignment(Qt.AlignmentFlag.AlignTop)
    return column


def _hint(field: QLineEdit, words_: str) -> None:
    field.setPlaceholderText(words_)
    field.setAccessibleName(words_)
