"""The counter where a delivery is received: one thing at a time, with scanner and keyboard only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import errors
from app.custody import service, views
from app.custody.errors import LateNeedsReason
from app.custody.types import Card, ItemRow
from app.labels.types import Command
from app.locations import service as locations
from app.locations.types import LocationRow
from app.states import Custody
from ui import texts
from ui.custody import job, kept, offering
from ui.custody.counter_view import CounterView
from ui.custody.half_done import HalfDone
from ui.custody.last_received import LastReceived
from ui.custody.shelves import Shelves
from ui.shell import keys, theme
from ui.shell.keys import Key
from ui.shell.pages import InPieces
from ui.shell.sounds import Sound
from ui.widgets.empty import EmptyState
from ui.work import Ticket

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from app.requests.types import Scanned

_MOST: Final = 2_000
_AIR, _AIR_NARROW = 12, 8
_SEAL: Final = re.compile(r"[A-Z0-9-]{4,40}")


class Receiving(InPieces, QWidget):
    """清点入库."""

    counted = Signal(int)

    def _pieces(self) -> Iterator[None]:
        self._tally = offering.Tally(self._station)
        self._wanted = ""
        self._asking: Ticket | None = None
        #: Whether drafts were asked for, and whether the answer came: until then nothing else is put on the counter.
        self._offered = self._answered = False
        self.setProperty("posture", "counter")
        yield from self._build()
        self._lay_out()
        yield
        self._wire()
        self.retranslate()
        self._show(None)
        self._fit()

    # -- what the page asks ------------------------------------------------------------------------

    def refresh(self) -> None:
        """What is pending now; the thing on the counter stays."""
        self._ask_places()
        self._station.ask(
            self, views.rows, then=self._took_rows, states=("PENDING",), sort="number", limit=_MOST
        )

    def show_item(self, item_id: str) -> None:
        """Put this one on the counter; what is being written stays there until the books have answered."""
        thing = self.counter.thing
        if thing is not None and (self.counter.is_committing() or thing.row.id == item_id):
            self.pending.mark(thing.row.id)
            return
        self.half_done.keep_now()
        self._wanted = item_id
        if self._asking is not None:
            self._asking.cancel()
        self._asking = self._station.ask(
            self, views.card, then=self._took_card, failed=self._no_card, item_id=item_id
        )

    def show_case(self, case_id: str) -> None:
        """This case's delivery."""
        self.pending.show_case(case_id)

    def take_scan(self, scanned: Scanned) -> bool:
        """A seal, a place or a serial goes where it belongs; a pending thing is put on the counter."""
        match scanned.kind:
            case "location":
                return self._put("place", scanned.number)
            case "seal":
                return self._take_seal(scanned)
            case "item":
                return self._take_item(scanned.id)
            case "lot" if self._here() != scanned.id:
                return self._take_item(scanned.id)
            case "unknown" | "lot":
                return self._take_unknown(scanned.number)
        return False

    def at_work(self) -> str:
        """The thing whose intake was begun."""
        thing = self.counter.thing
        return thing.row.number if thing is not None and self.has_begun() else ""

    def has_begun(self) -> bool:
        """Whether something of this thing stands on the counter that is not in the books."""
        return self.half_done.is_begun()

    def command(self, command: Command) -> bool:
        """The command cards beside the scanner."""
        match command:
            case Command.CONFIRM:
                self.confirm()
            case Command.NEXT:
                self.next_item()
            case Command.BACK:
                self.back()
            case Command.PRINT:
                self.last.print_label()
            case Command.FORM:
                self.last.print_sheet()
            case Command.UNDO if self.tray.taken():
                self.tray.remove_current()
            case Command.PHOTO:
                self.tray.take()
            case Command.REFUSE:
                self.open_refuse()
            case _:
                return False
        return True

    def first_focus(self) -> None:
        """Where the keys go: to the step that is next."""
        self.counter.first_focus()

    # -- one thing ---------------------------------------------------------------------------------

    def confirm(self) -> None:
        """Enter: go on to what is next; with everything there, receive it."""
        if self.card.is_refusing():
            self.card.refusing.refuse()
            return
        if self.counter.thing is None or self.counter.is_committing():
            return
        is_readable = self.card.form.check()
        self.counter.say()  # what else is wrong with a field
        if not is_readable:
            return
        left = self.steps.left()
        # With only the place against it the books are asked: they say why, and note that it was tried (C57).
        if left and not (left == ("place",) and self.counter.found().place):
            self.counter.go_to(left[0])
            return
        self.receive()

    def receive(self) -> None:
        """Write it: counted, photographed, weighed, sealed and shelved."""
        thing = self.counter.thing
        if thing is None or self.counter.is_committing() or self.tray.is_waiting():
            return
        if not self.card.form.check():
            return
        arguments = {"item_id": thing.row.id, **self.counter.arguments()}
        self.counter.set_committing(on=True)
        if thing.row.tier != "ordinary" or self.card.is_in_pairs():
            self._station.do_with_second(
                self,
                service.receive,
                self._summary(thing, arguments),
                then=self._received,
                failed=self._not_received,
                **arguments,
            )
        else:
            self._station.do(
                self,
                service.receive,
                then=self._received,
                failed=self._not_received,
                **arguments,
            )

    def next_item(self) -> None:
        """The next one of the delivery; what was begun with this one is kept."""
        self._step(1)

    def back(self) -> None:
        """Leave refusing, or go to the one before."""
        if self.card.is_refusing():
            self.card.stop_refusing()
            return
        self._step(-1)

    def open_refuse(self) -> None:
        """Send it back, with the reason."""
        self.card.begin_refusing(self.tray.shots())

    # -- answers -----------------------------------------------------------------------------------

    def _ask_places(self) -> None:
        self._station.ask(self, locations.tree, then=self._took_places)

    def _took_places(self, found: tuple[LocationRow, ...]) -> None:
        self.card.know(Shelves(found))
        self.counter.say()

    def _took_rows(self, rows: tuple[ItemRow, ...]) -> None:
        self.pending.show_rows(rows)
        self.counted.emit(len(rows))
        thing = self.counter.thing
        self._nothing.setVisible(not rows and thing is None)
        self.counter.setVisible(bool(rows) or thing is not None)
        if thing is not None and self.pending.row(thing.row.id) is None:
            self._leave_to_another(thing.row)
        if not self._offered:
            self._offered = True
            self.half_done.ask_all(self._offer)
        elif self._answered and self.counter.thing is None and not self._wanted:
            self._step(1)

    def _offer(self, drafts: dict[str, kept.Form]) -> None:
        """After a restart: what was half done lies on the counter again, photographs and all."""
        self._answered = True
        if self.counter.thing is not None or self._wanted:
            return
        here = next((each for each in drafts if self.pending.row(each) is not None), "")
        if here:
            self.show_item(here)
        else:
            self._step(1)

    def _took_card(self, card: Card) -> None:
        self._wanted = ""
        self.half_done.keep_now()  # what was put in while the card was on its way
        self._show(card)
        QTimer.singleShot(0, self, self.last.print_due)  # when the card has been drawn
        self.half_done.bring(card.row.id)

    def _no_card(self, trouble: Exception) -> None:
        self._wanted = ""
        self.pending.mark(self._here())
        self.last.print_due()
        if not isinstance(trouble, errors.SignedInElsewhere):  # that was said already
            self._station.refuse(trouble)

    def _received(self, row: ItemRow) -> None:
        self.counter.set_committing(on=False)
        self.half_done.discard(row.id)
        self.pending.tick(row)
        self._station.sounds.play(Sound.FINISHED)
        self._say_received(row)
        self.counter.let_go()
        self.last.take(row.id)
        self._go_on(self.pending.after(row))
        if not self._wanted:
            self.last.print_due()

    def _say_received(self, row: ItemRow) -> None:
        told = self.tr("{0} {1} received at {2}").format(row.number, row.name, row.place)
        self._station.told.emit(told)
        if row.custody == Custody.HOLD:
            self._station.notices.warn(
                told, self.tr("It is held: the store head and the overseers look into it.")
            )
        else:
            self._station.notices.done(told)

    def _not_received(self, trouble: Exception) -> None:
        self.counter.set_committing(on=False)
        if isinstance(trouble, LateNeedsReason):
            self.card.ask_why_late()
        else:
            self.first_focus()
        if isinstance(trouble, job.MOVED_ON):
            self.refresh()

    def _leave_to_another(self, row: ItemRow) -> None:
        """Another counter received it, or its officers took it back: what was begun here is of no use any more."""
        self.half_done.discard(row.id)
        self._station.notices.warn(
            self.tr("{0} {1} is no longer expected here.").format(row.number, row.name),
            self.tr("It was received at another counter, or its officers took it back."),
        )
        self._show(None)

    def _refused(self, row: ItemRow) -> None:
        self.half_done.discard(row.id)
        self.pending.tick(row)
        self._station.told.emit(self.tr("{0} {1} refused").format(row.number, row.name))
        self.counter.let_go()
        self._go_on(self.pending.after(row))

    # -- scans -------------------------------------------------------------------------------------

    def _put(self, field: str, value: str) -> bool:
        if self.counter.thing is None:
            return False
        self.card.put(field, value)
        self.counter.advance()
        return True

    def _take_seal(self, scanned: Scanned) -> bool:
        if self._here() == scanned.id:
            return self._put("seal", scanned.number)
        if self.pending.row(scanned.id) is None:
            return False  # the seal of another thing is on this one, or was misread: the desk says whose it is
        self.show_item(scanned.id)
        return True

    def _take_item(self, item_id: str) -> bool:
        if self.pending.row(item_id) is None:
            return False
        self.show_item(item_id)
        return True

    def _take_unknown(self, text: str) -> bool:
        """A code of no object of ours: the serial of the thing itself, or a seal that is used now."""
        thing = self.counter.thing
        code = text.strip().upper()
        if thing is None or not code:
            return False
        if offering.at_counter(self._station, thing, code, self._tally):
            return True
        stands = self.card.value("seal")
        if _SEAL.fullmatch(code) and not stands:
            # Whatever nobody knows passes for a seal here: it is said, the camera may have seen a code by chance.
            self._station.notices.done(f"{texts.word('item.seal_no')}: {code}")
            return self._put("seal", code)
        return bool(code == stands)  # the same again

    # -- which thing -------------------------------------------------------------------------------

    def _here(self) -> str:
        thing = self.counter.thing
        return thing.row.id if thing is not None else ""

    def _show(self, card: Card | None) -> None:
        self.half_done.stop()
        self.counter.show_thing(card)

    def _follow_list(self) -> None:
        """Another delivery is listed: the counter holds one of its things, never one that the list does not show."""
        here = self._wanted or self._here()
        if here not in {row.id for row in self.pending.waiting()}:
            self._step(1)

    def _step(self, by: int) -> None:
        here = self._here()
        other = self.pending.beside(here, by)
        if not other or other != here:
            self._go_on(other)

    def _go_on(self, item_id: str) -> None:
        """This one lies on the counter next; with none left the list stays as long as another delivery waits."""
        if item_id:
            self.show_item(item_id)
            return
        self.half_done.keep_now()
        if self._asking is not None:
            self._asking.cancel()
        self._wanted = ""
        self._show(None)
        is_empty = self.pending.is_empty()
        self._nothing.setVisible(is_empty)
        self.counter.setVisible(not is_empty)

    def _summary(self, thing: Card, arguments: dict[str, Any]) -> str:
        return self.tr("Receive {0} {1}, {2}, at {3}").format(
            thing.row.number,
            thing.row.name,
            texts.amount(int(arguments["quantity"]), thing.row.unit),
            arguments["place"],
        )

    # -- building ----------------------------------------------------------------------------------

    def _build(self) -> Iterator[None]:
        self.counter = CounterView(self._station, self, whole=False)
        yield from self.counter.pieces()
        self.pending, self.tray = self.counter.pending, self.counter.tray
        self.card, self.steps = self.counter.card, self.counter.steps
        self.half_done = HalfDone(self._station, self.counter, self)
        self.last = LastReceived(self._station, self)
        self._nothing = EmptyState("inbox", self)

    def _wire(self) -> None:
        self.pending.chosen.connect(self.show_item)
        self.pending.listed.connect(self._follow_list)
        self.counter.changed.connect(self.half_done.keep_later)
        self.counter.place_doubted.connect(self._ask_places)
        self.counter.skipped.connect(self.next_item)
        self.card.confirmed.connect(self.confirm)
        self.card.refuse_asked.connect(self.open_refuse)
        self.card.refused.connect(self._refused)
        keys.bind(self, Key.PHOTOGRAPH, self.tray.take)
        keys.bind(self, Key.LABEL, self.last.print_label)
        keys.bind(self, Key.PRINT, self.last.print_sheet)
        keys.bind(self, Key.WEIGH, self.card.weigh.weigh)
        keys.bind(self, "Ctrl+Return", self.confirm)
        keys.bind(self, "Alt+Down", self.next_item)
        keys.bind(self, "Alt+Up", lambda: self._step(-1))
        keys.bind(self, "Ctrl+R", self.open_refuse)

    def _lay_out(self) -> None:
        self._whole = QVBoxLayout(self)
        self._whole.addWidget(self.counter, 1)
        self._whole.addWidget(self._nothing, 1)
        self._nothing.hide()

    def _fit(self) -> None:
        narrow = theme.is_narrow(self)
        air = _AIR_NARROW if narrow else _AIR
        self._whole.setContentsMargins(16, air, 16, air)
        self.counter.set_narrow(narrow=narrow)

    def retranslate(self) -> None:
        """Set every text anew."""
        self._nothing.say(
            self.tr("Nothing waits to be received"),
            self.tr("A delivery appears here as soon as its two officers have declared it."),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.is_whole:
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.is_whole and event.key() == Qt.Key.Key_Escape and self.card.is_refusing():
            self.back()
            return
        super().keyPressEvent(event)
