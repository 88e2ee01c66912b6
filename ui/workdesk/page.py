"""工作台: tiles with what waits for me by role, and below the chosen tile's rows, each with its one action."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.requests import desk
from app.requests.types import IN_DOUBT, Desk, Pile, Task
from ui import texts
from ui.shell import icons, lang
from ui.shell.pages import InPieces
from ui.shell.turns import Turns
from ui.widgets import parts
from ui.widgets.empty import EmptyState
from ui.widgets.table import Ask, Column, DataTable
from ui.widgets.tiles import Tile, Tiles

_CHOSEN: Final = "page/workdesk/tile"
#: The tile's icon and the colour of its number.
_LOOK: Final = {
    "overdue": ("calendar-clock", "late"),
    "to_hand_over": ("hand-coins", "accent"),
    "to_dispose": ("gavel", "accent"),
    "to_receive": ("package-plus", "accent"),
    "to_approve": ("stamp", "accent"),
    "on_hold": ("octagon-alert", "danger"),
    "moving_long": ("truck", "late"),
    "due_tomorrow": ("clock", "late"),
    "i_hold": ("package-open", "accent"),
    "my_requests": ("send", "accent"),
    "owed_labels": ("tag", "late"),
    "owed_scans": ("scan-line", "late"),
    "letters": ("send", "late"),
    "leads_sign": ("stamp", "accent"),
    "leads_work": ("clipboard-list", "accent"),
    "leads_due": ("calendar-clock", "late"),
    "leads_wake": ("clock", "late"),
}
#: Where the one action of a row leads: page, and what it is to do there.
_LEADS: Final = {
    "overdue": ("item", ""),
    "to_hand_over": ("hand_over", ""),
    "to_dispose": ("item", ""),
    "to_receive": ("intake", ""),
    "to_approve": ("approvals", ""),
    "on_hold": ("item", ""),
    "moving_long": ("item", ""),
    "due_tomorrow": ("item", ""),
    "i_hold": ("request", "EXTENSION"),
    "my_requests": ("request", ""),
    "owed_labels": ("item", "label"),
    "owed_scans": ("scans", ""),
    "letters": ("leads", ""),
    "leads_sign": ("leads", ""),
    "leads_work": ("leads", ""),
    "leads_due": ("leads", ""),
    "leads_wake": ("leads", ""),
}
_LEAD_TONES: Final = {"leads_sign": "late", "leads_work": "accent", "leads_wake": "ended"}


class _Rows:
    """The rows of one pile, already here."""

    def __init__(self) -> None:
        self.rows: tuple[Task, ...] = ()

    def count(self, _: Ask, /) -> int:
        """How many."""
        return len(self.rows)

    def page(self, offset: int, limit: int, _: Ask, /) -> Sequence[Task]:
        """Some of them."""
        return self.rows[offset : offset + limit]


class WorkdeskPage(InPieces, QWidget):
    """Everything that waits for me; Enter does the one thing that a row asks for."""

    features = frozenset({"custody", "requests", "cases", "labels", "leads"})

    def _pieces(self) -> Iterator[None]:
        station = self._station
        self._tasks: Desk | None = None
        self._turns = Turns(self)
        self._title = parts.label(self, "title")
        self._greeting = parts.label(self, "soft")
        self.tiles = Tiles(parent=self)
        self.tiles.setObjectName("workdesk.tiles")
        self._heading = QLabel(self)
        self._heading.setProperty("role", "heading")
        self._more = QLabel(self)
        self._more.setProperty("role", "small")
        self.act = QPushButton(icons.icon("arrow-right", "on_accent"), "", self)
        self.act.setObjectName("workdesk.act")
        self.act.setProperty("kind", "primary")
        self.all = parts.button(
            self, "workdesk.print_all", lambda: station.go("labels", "", "print"), icon="tag"
        )
        self._rows = _Rows()
        self.table = DataTable(station.work, self._rows, self._columns(), self)
        self.table.setObjectName("workdesk.table")
        yield
        self.calm = EmptyState("circle-check", self)
        self.calm.hide()
        yield
        self._lay_out()
        yield
        self.tiles.chosen.connect(self._choose)
        self.tiles.picked.connect(
            lambda _: self.table.view.setFocus()
        )  # Enter does what the row asks for
        self.table.opened.connect(self._open)
        self.table.current_changed.connect(lambda _: self._say_act())
        self.table.model.arrived.connect(self._choose_first)
        self.act.clicked.connect(self._act)
        self.retranslate()

    def refresh(self) -> None:
        """Ask the books what waits."""
        self._station.ask(self, desk.desk, then=self.show_tasks)

    def show_target(self, target: str, extra: str = "") -> None:
        """Show one tile's rows."""
        if target in _LOOK:
            QSettings().setValue(_CHOSEN, target)

    def show_tasks(self, tasks: Desk) -> None:
        """Show what waits: the tiles, and in a turn of its own what waits in the chosen one."""
        self._tasks = tasks
        self._turns.begin(self._show(tasks))

    def _show(self, tasks: Desk) -> Iterator[None]:
        self._say_who()
        yield from self.tiles.setting([self._tile(pile.kind) for pile in tasks.piles()])
        for pile in tasks.piles():
            self.tiles.set_count(pile.kind, pile.count)
        yield
        if tasks.shown:
            self.tiles.choose(self._wanted(tasks))
        else:  # without a network, and no lead waits
            self._rows.rows = ()
            self._say_calm(True)

    def first_focus(self) -> None:
        """The keys go to the rows."""
        self.table.view.setFocus()

    def next_pane(self) -> None:
        """From the rows to the tiles and back."""
        if self.table.view.hasFocus():
            self.tiles.focus_current()
        else:
            self.table.view.setFocus()

    def help_text(self) -> str:
        """What F1 says."""
        return self.tr(
            "What waits for you, by your duties; late things stand first. Choose a tile to see its rows, "
            "press Enter on a row to do what it asks for. A label can be scanned here at any time."
        )

    # -- inside ------------------------------------------------------------------------------------

    def _wanted(self, tasks: Desk) -> str:
        """The tile chosen last, while something waits in it; else the first where something does."""
        counts = {pile.kind: pile.count for pile in tasks.piles()}
        last = self.tiles.current() or str(QSettings().value(_CHOSEN, ""))
        if counts.get(last):
            return last
        return next((kind for kind, count in counts.items() if count), tasks.shown[0])

    def _pile(self) -> Pile | None:
        if self._tasks is None or not self.tiles.current():
            return None
        found: Pile = getattr(self._tasks, self.tiles.current())
        return found

    def _choose(self, kind: str) -> None:
        QSettings().setValue(_CHOSEN, kind)
        pile = self._pile()
        if pile is None or self._tasks is None:
            return
        self._say_calm(not any(each.count for each in self._tasks.piles()))
        for column, field in (("case", "case_number"), ("who", "who"), ("tell", "tell")):
            # where no row says anything the others have the room
            says = any(getattr(row, field) for row in pile.rows)
            self.table.show_column(column, shown=says or not pile.rows)
        same = self._rows.rows == pile.rows
        self._rows.rows = pile.rows
        self._say_pile(pile)
        if not same:
            self.table.reload()
        self._say_act()

    def _say_pile(self, pile: Pile) -> None:
        self._heading.setText(self._station.word(f"desk.{pile.kind}"))
        shown = len(pile.rows)
        self._more.setText(
            self.tr("the {0} most urgent of {1}").format(shown, pile.count)
            if pile.count > shown
            else ""
        )
        self.table.empty.say(*self._empty_words(pile.kind), icon=_LOOK[pile.kind][0])

    def _say_calm(self, nothing: bool) -> None:
        """Whether anything waits at all."""
        with parts.still(self._column):
            self.calm.setVisible(nothing)
            for each in (self._heading, self._more, self.act, self.table):
                each.setVisible(not nothing)
        self.calm.say(
            self.tr("Nothing waits for you"),
            self.tr(
                "What comes in appears here by itself. Scan a label or press F2 to look something up."
            ),
        )

    def _empty_words(self, kind: str) -> tuple[str, str]:
        said = {
            "overdue": (
                self.tr("Nothing is late"),
                self.tr("What is out past its day appears here."),
            ),
            "to_hand_over": (
                self.tr("Nothing to hand over"),
                self.tr("Approved requests appear here as soon as the last approver agreed."),
            ),
            "to_dispose": (
                self.tr("Nothing to dispose of"),
                self.tr("Decided disposals that you carry out appear here, one line a thing."),
            ),
            "to_receive": (
                self.tr("Nothing to receive"),
                self.tr("Deliveries appear here as soon as two officers declared them."),
            ),
            "to_approve": (
                self.tr("Nothing to approve"),
                self.tr("Requests appear here when it is your turn to decide."),
            ),
            "on_hold": (
                self.tr("Nothing on hold"),
                self.tr(
                    "Items with a difference or a broken seal appear here until it is cleared up."
                ),
            ),
            "moving_long": (
                self.tr("Nothing is under way too long"),
                self.tr("Items picked up and not put down again appear here."),
            ),
            "due_tomorrow": (
                self.tr("Nothing is due by tomorrow"),
                self.tr("What must come back by tomorrow night appears here."),
            ),
            "i_hold": (
                self.tr("You hold nothing"),
                self.tr("What you checked out appears here with the day it is due."),
            ),
            "my_requests": (
                self.tr("No open request"),
                self.tr("Choose items on a case or the item list and ask for them."),
            ),
            "owed_labels": (
                self.tr("Every label is printed"),
                self.tr("Items whose label is still to be printed appear here."),
            ),
            "owed_scans": (
                self.tr("No scan is owed"),
                self.tr("Sheets that were signed on paper appear here until they are scanned."),
            ),
            "letters": (
                self.tr("No letter waits"),
                self.tr(
                    "Letters that your office owes an answer appear here, and answers to judge."
                ),
            ),
            "leads_sign": (
                self.tr("No lead waits for your signature"),
                self.tr("Assignments, disposals and conclusions appear here when it is your turn."),
            ),
            "leads_work": (
                self.tr("No lead waits for you"),
                self.tr("Leads whose next step is yours appear here."),
            ),
            "leads_due": (
                self.tr("No lead is due"),
                self.tr("Leads with a limit that ends within three days, or has, appear here."),
            ),
            "leads_wake": (
                self.tr("No parked lead comes up"),
                self.tr("Parked leads that are looked at again within a week appear here."),
            ),
        }
        return said[kind]

    def _action_words(self, kind: str) -> str:
        said = {
            "overdue": self.tr("Look into it"),
            "to_hand_over": self.tr("Hand over"),
            "to_dispose": self.tr("Carry out the decision"),
            "to_receive": self.tr("Receive"),
            "to_approve": self.tr("Decide"),
            "on_hold": self.tr("Clear it up"),
            "moving_long": self.tr("Open the card"),
            "due_tomorrow": self.tr("Open the card"),
            "i_hold": self.tr("Ask for more time"),
            "my_requests": self.tr("Open the request"),
            "owed_labels": self.tr("Print the label"),
            "owed_scans": self.tr("Attach the scan"),
            "letters": self.tr("Open the lead"),
            "leads_sign": self.tr("Decide on the lead"),
            "leads_work": self.tr("Open the lead"),
            "leads_due": self.tr("Open the lead"),
            "leads_wake": self.tr("Open the lead"),
        }
        row = self.table.current_row()
        if row is not None and row.state == IN_DOUBT:
            return self.tr("Did it come out?")
        if kind == "overdue" and self._station.may("custodian", "store_head"):
            return self.tr("Take it back")
        return said[kind]

    def _say_act(self) -> None:
        kind = self.tiles.current()
        pile = self._pile()
        rows = pile.rows if pile is not None else ()
        waiting = (pile.count if pile else 0) - sum(row.state == IN_DOUBT for row in rows)
        self.all.setVisible(kind == "owed_labels" and waiting > 1)
        parts.say(self.all, self.tr("Print all {0}").format(waiting))
        told = self.tr("{0}  (Enter)").format(self._action_words(kind)) if kind else ""
        parts.say(self.act, told)
        self.act.setEnabled(self.table.current_row() is not None)

    def _choose_first(self) -> None:
        """Enter does the first thing at once."""
        if self.table.current_row() is None and self._rows.rows:
            self.table.select_row(0)

    def _act(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self._open(row)

    def _open(self, task: Task) -> None:
        page, extra = _LEADS[task.kind]
        if task.state == IN_DOUBT:
            page, extra = "labels", task.id  # there it is asked whether it came out
        if task.kind == "overdue" and self._station.may("custodian", "store_head"):
            page = "return"
        self._station.go(page, task.id, extra)

    def _tile(self, kind: str) -> Tile:
        icon, tone = _LOOK[kind]
        return Tile(kind, self._station.word(f"desk.{kind}"), icon, tone)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("number", lambda: self.tr("Number"), lambda t: t.number, 130, sortable=False),
            Column("title", lambda: self.tr("What"), lambda t: t.title, 160, sortable=False),
            Column("case", lambda: self.tr("Case"), lambda t: t.case_number, 100, sortable=False),
            Column("who", lambda: self.tr("Who"), lambda t: t.who, 90, sortable=False),
            Column(
                "state",
                lambda: self.tr("State"),
                lambda t: self._station.word(t.state) if t.state else "",
                112,
                sortable=False,
                chip=_tone,
            ),
            Column(
                "since",
                lambda: self.tr("Since"),
                lambda t: texts.moment(t.since),
                142,
                sortable=False,
            ),
            Column(
                "due", lambda: self.tr("Due"), lambda t: texts.moment(t.due_at), 142, sortable=False
            ),
            Column(
                "days",
                self._days_words,  # of what is late they count from its day, of all else from its beginning
                lambda t: str(t.days) if t.days else "",
                80,
                "right",
                sortable=False,
            ),
            Column("tell", lambda: self.tr("To be told"), self._told, 190, sortable=False),
        )

    def _days_words(self) -> str:
        late = self.tiles.current() in ("overdue", "leads_due")
        return self.tr("Days late") if late else self.tr("Days")

    def _told(self, task: Task) -> str:
        between = "、" if lang.now() == "zh" else ", "
        return between.join(self._station.word(role) for role in task.tell)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self._title, 0, Qt.AlignmentFlag.AlignBaseline)
        top.addWidget(self._greeting, 1, Qt.AlignmentFlag.AlignBaseline)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._heading)
        head.addWidget(self._more)
        head.addStretch()
        head.addWidget(self.all)
        head.addWidget(self.act)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(self.tiles)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(self.calm, 1)

    def retranslate(self) -> None:
        """Set every text anew."""
        self._title.setText(self.tr("Work desk"))
        self._say_who()
        if self._tasks is not None:
            self.tiles.set_tiles([self._tile(pile.kind) for pile in self._tasks.piles()])
            self._rows.rows = ()
            self._choose(self.tiles.current())
        self._say_act()

    def _say_who(self) -> None:
        """Whose desk it is, and whether it is the whole of it."""
        actor = self._station.store.actor
        between = "、" if lang.now() == "zh" else ", "
        roles = sorted(actor.roles) if actor is not None else []
        name = actor.name if actor is not None else ""
        told = [name, between.join(self._station.word(f"role.{r}") for r in roles)]
        if self._tasks is not None and not self._tasks.whole:
            told.append(self.tr("no network: only what waits in the leads"))
        self._greeting.setText("   ".join(told))


def _tone(task: Task) -> str:
    if task.kind == "overdue":
        return "late"
    if task.kind == "leads_due":
        return "danger" if task.days else "late"
    if task.kind in _LEAD_TONES:
        return _LEAD_TONES[task.kind]
    kind, _, state = task.state.partition(".")
    if kind in ("difference", "label") or task.state == "lead_letter.late":
        return "danger"
    if task.object_kind == "request":
        return texts.request_tone(state) if kind == "status" else "accent"
    return texts.state_tone(state) if kind == "status" else "accent"
