"""The panel under a card's head: the fields and photographs of one act, and the button that does it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app import registry
from app.custody import holds
from app.custody.errors import PhotoMissing
from app.custody.types import Action, Card, PhotoKind
from ui import texts
from ui.custody import correcting, deeds, job
from ui.custody.denominations import Sheet
from ui.custody.shots import ShotTray
from ui.shell import lang, notices
from ui.shell.keys import Key, hint
from ui.shell.station import Station
from ui.widgets.field import FieldDef, Kind
from ui.widgets.form import Form


class DeedPanel(lang.Speaks, QFrame):
    """One act on one card; `done` when it is in the books, `closed` when it was left."""

    done = Signal(str)
    closed = Signal()
    #: The card is not as it is shown: somebody else was first.
    outdated = Signal()

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._station = station
        self._card: Card | None = None
        self._event = ""
        self._verb: Callable[..., Any] | None = None
        self._said: dict[str, Any] = {}
        #: Whether a place takes two persons; the card page knows the places.
        self.two_person: Callable[[str], bool] = lambda _: False
        self.setProperty("kind", "card")
        self.setObjectName("card.deed")
        self._title = QLabel(self)
        self._title.setProperty("role", "heading")
        self.form = Form((), columns=2, parent=self)
        self.sheet: Sheet | None = None
        self.tray = ShotTray(station, "card.deed", self, films=True)
        self.tray.setMinimumHeight(300)
        self._go = QPushButton(self)
        self._go.setObjectName("card.deed.do")
        self._go.setProperty("kind", "primary")
        self._go.clicked.connect(self.do)
        self._leave = QPushButton(self)
        self._leave.setObjectName("card.deed.leave")
        self._leave.clicked.connect(self.leave)
        self.form.confirmed.connect(self.do)
        self.form.changed.connect(self._follow)
        self.tray.changed.connect(self._say_ready)
        self._lay_out()
        self.hide()

    @property
    def event_shown(self) -> str:
        """Which act is open; empty when none is."""
        return "" if self.isHidden() else self._event

    def open_for(self, card: Card, action: Action) -> None:
        """Begin an act; one that asks for nothing is done at once."""
        deed = deeds.DEEDS[action.event]
        self._card, self._event = card, action.event
        self._verb = registry.verbs[action.verb].fn
        fields = deed.fields(card)
        self.form.set_defs(fields)
        kept = {name: self._said[name] for name in deed.again if name in self._said}
        self.form.set_values(kept | deed.decided(card))
        self.form.setVisible(bool(fields))
        if self.sheet is not None:
            self.sheet.show_field(None)
        self.tray.show_taken(())
        self.tray.setVisible(bool(deed.photos))
        # Without fields the camera is what the act is about.
        self._row.setStretch(0, 3 if fields else 1)
        self._row.setStretch(1, 2 if fields else 4)
        if deed.photos:
            self.tray.set_plan(deed.photos)
            self.tray.set_thing(card.row.id)
        self.retranslate()
        if not fields and not deed.photos:
            self.do()
            return
        self.show()
        self.form.focus_first()
        if kept and kept.keys() == self.form.draft().keys():
            # all is said already: Enter does it, and what is typed takes its place
            first = self.form.field(deed.again[0]).editor
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def show_card(self, card: Card) -> None:
        """The same card, read anew; an act that the law no longer allows closes."""
        self._card = card
        allowed = {action.event for action in card.actions if action.allowed}
        if self._event not in allowed and not self.isHidden():
            self.leave()

    def leave(self) -> None:
        """Close without doing anything."""
        self.hide()
        self._event = ""
        self.closed.emit()

    def put(self, field: str, value: str) -> bool:
        """Fill a field from a scan; whether the open act has such a field."""
        if self.isHidden() or field not in {each.id for each in self.form.fields()}:
            return False
        self.form.field(field).set_value(value)
        return True

    def waits_for(self, field: str) -> bool:
        """Whether the open act has such a field and nothing stands in it yet."""
        return (
            not self.isHidden()
            and field in {each.id for each in self.form.fields()}
            and field not in self.form.draft()
        )

    def put_code(self, code: str) -> bool:
        """Fill in what was read off the thing: its seal number, or the number that is being corrected."""
        if self.put("seal_no", code):
            return True
        has_new = not self.isHidden() and deeds.DEEDS[self._event].corrects
        takes = has_new and self.form.field(correcting.NEW).definition.kind is Kind.CODE
        return takes and self.put(correcting.NEW, code)

    def do(self) -> None:
        """Check the fields, ask the second person where the law wants one, write it."""
        card, verb = self._card, self._verb
        if card is None or verb is None or not self.form.check():
            return
        deed = deeds.DEEDS[self._event]
        shots = self.tray.shots() if deed.photos else ()
        if deed.photos_needed and all(shot.kind == PhotoKind.CLIP for shot in shots):
            self._station.refuse(PhotoMissing(need=1, have=0, kind="photo.any"))
            return
        values = self.form.values()
        self._said |= {name: values[name] for name in deed.again}
        if deed.corrects:
            arguments = correcting.arguments(card, values, self.sheet.rows() if self.sheet else [])
        else:
            arguments = deed.arguments(card, values, shots)
        if self._event in deeds.FINAL and not self._is_sure(card, arguments):
            return
        if deeds.needs_second(self._event) or self._in_pairs(card, arguments):
            self._station.do_with_second(
                self,
                verb,
                self._summary(card, arguments),
                then=self._finished,
                failed=self._not_done,
                **arguments,
            )
        else:
            self._station.do(self, verb, then=self._finished, failed=self._not_done, **arguments)

    def _in_pairs(self, card: Card, arguments: dict[str, Any]) -> bool:
        if self._event == "PICK_UP":
            return self.two_person(card.row.place)
        return self._event == "PLACE" and self.two_person(str(arguments.get("place", "")))

    def _is_sure(self, card: Card, arguments: dict[str, Any]) -> bool:
        once = self.tr("This ends the item's stay in the store and cannot be undone.")
        told = deeds.told(arguments, card.row.currency)
        return notices.ask(
            self,
            self.tr("{0}: {1} {2}?").format(
                texts.word(f"event.{self._event}"), card.row.number, card.row.name
            ),
            texts.word(f"event.{self._event}"),
            self.tr("Not now"),
            f"{told}\n{once}" if told else once,
        )

    def _summary(self, card: Card, arguments: dict[str, Any]) -> str:
        row = card.row
        summary = (
            f"{texts.word(f'event.{self._event}')}  ·  {row.number}  {row.name}  "
            f"{texts.amount(row.quantity, row.unit)}"
        )
        if deeds.DEEDS[self._event].corrects:
            return f"{summary}\n{correcting.told(card, arguments)}"
        is_ending = self._event in holds.WAYS
        told = deeds.told(arguments, row.currency) if is_ending else ""
        return f"{summary}\n{told}" if told else summary

    def _follow(self, field: str) -> None:
        """A field of the card was chosen to be corrected: the rest is asked as it wants."""
        card = self._card
        if card is None or field != correcting.FIRST or not deeds.DEEDS[self._event].corrects:
            return
        chosen = str(self.form.draft().get(field) or "")
        for what in correcting.fields(card, chosen):
            if what.id != field:
                self.form.change(what)
        for name, value in correcting.values(card, chosen).items() if chosen else ():
            self.form.field(name).set_value(value)
        self._show_sheet(card, chosen)

    def _show_sheet(self, card: Card, chosen: str) -> None:
        money, currency, rows = correcting.sheet(card, chosen)
        if money is not None and self.sheet is None:
            self.sheet = Sheet(self)
            self.sheet.changed.connect(self._sum)
            self._left.insertWidget(2, self.sheet)
        if self.sheet is not None:
            self.sheet.show_field(money, currency)
            self.sheet.set_rows(rows)

    def _sum(self) -> None:
        if self.sheet is not None:
            self.form.field(correcting.NEW).set_value(Decimal(self.sheet.total_fen()) / 100)

    def _not_done(self, trouble: Exception) -> None:
        if isinstance(trouble, job.MOVED_ON):
            self.outdated.emit()

    def _finished(self, _result: object) -> None:
        event, card = self._event, self._card
        self.hide()
        self._event = ""
        if card is not None:
            words = f"{card.row.number}  {texts.word(f'event.{event}')}"
            self._station.told.emit(words)
            # and takes the place of what the last try was refused for
            self._station.notices.done(words)
        self.done.emit(event)

    def _say_ready(self) -> None:
        self._go.setEnabled(not self.tray.is_waiting())

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch()
        buttons.addWidget(self._leave)
        buttons.addWidget(self._go)
        left = self._left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self._title)
        left.addWidget(self.form, 0, Qt.AlignmentFlag.AlignTop)
        left.addStretch()
        left.addLayout(buttons)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 12, 16, 12)
        self._row.setSpacing(24)
        self._row.addLayout(left, 3)
        self._row.addWidget(self.tray, 2)

    def _fields(self, card: Card) -> tuple[FieldDef, ...]:
        deed = deeds.DEEDS[self._event]
        if not deed.corrects:
            return deed.fields(card)
        return correcting.fields(card, str(self.form.draft().get(correcting.FIRST) or ""))

    def retranslate(self) -> None:
        """Set every text anew."""
        if self._event and self._card is not None:
            self._title.setText(texts.word(f"event.{self._event}"))
            self.form.set_defs(self._fields(self._card))
            self._go.setText(texts.word(f"event.{self._event}"))
        self._leave.setText(hint(self.tr("Leave"), Key.BACK))
