"""The counter where a delivery is received: one thing at a time, with scanner and keyboard only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from app import errors
from app.custody import service, views
from app.custody.types import Card, ItemRow
from app.labels.types import Command
from app.locations import service as locations
from app.locations.types import LocationRow
from app.states import Custody
from ui import texts
from ui.custody import job, kept, labels, offering
from ui.custody.counter_card import CounterCard
from ui.custody.pending import Pending
from ui.custody.shelves import Shelves
from ui.custody.shots import ShotTray
from ui.custody.taken import as_draft, from_draft
from ui.shell import keys, theme
from ui.shell.keys import Key, hint
from ui.shell.pages import InPieces
from ui.shell.sounds import Sound
from ui.widgets import parts
from ui.widgets.checklist import Checklist, Stage
from ui.widgets.empty import EmptyState
from ui.work import Ticket

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from app.requests.types import Scanned

_MOST: Final = 2_000
_KEEP_AFTER_MS: Final = 400
#: The list of the delivery gives room to camera and card where there is little.
_WIDE, _NARROW = 240, 170
_SEAL: Final = re.compile(r"[A-Z0-9-]{4,40}")


class Receiving(InPieces, QWidget):
    """应收清单 · 相机 · 卡片 · 步骤."""

    counted = Signal(int)

    def _pieces(self) -> Iterator[None]:
        self._tally = offering.Tally(self._station)
        self._card: Card | None = None
        self._wanted = ""
        self._unlabelled = ""
        self._doubted = ""
        self._asking: Ticket | None = None
        self._committing = False
        self._last = ""
        #: Whether drafts were asked for, and whether the answer came: until then nothing else is put on the counter.
        self._offered = self._answered = False
        self.setProperty("posture", "counter")
        yield from self._build()
        self._lay_out()
        yield
        self._wire()
        self.retranslate()
        self._show_card()
        self._fit()
        # Built and laid out in two turns: neither holds the window up.
        self.tray.hide()
        QTimer.singleShot(0, self, self.tray.show)

    # -- what the page asks ------------------------------------------------------------------------

    def refresh(self) -> None:
        """What is pending now; the thing on the counter stays."""
        self._ask_places()
        self._station.ask(
            self, views.rows, then=self._took_rows, states=("PENDING",), sort="number", limit=_MOST
        )

    def show_item(self, item_id: str) -> None:
        """Put this one on the counter; what is being written stays there until the books have answered."""
        if self._card is not None and (self._committing or self._card.row.id == item_id):
            self.pending.mark(self._card.row.id)
            return
        self._keep_now()
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
            case "lot" if self._card is None or self._card.row.id != scanned.id:
                return self._take_item(scanned.id)
            case "unknown" | "lot":
                return self._take_unknown(scanned.number)
        return False

    def at_work(self) -> str:
        """The thing whose intake was begun."""
        return self._card.row.number if self._card is not None and self.has_begun() else ""

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
                self.print_last()
            case Command.FORM:
                self.print_intake()
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
        self._go_to(self.steps.next_step())

    # -- one thing ---------------------------------------------------------------------------------

    def confirm(self) -> None:
        """Enter: go on to what is next; with everything there, receive it."""
        if self.card.is_refusing():
            self.card.refusing.refuse()
            return
        if self._card is None or self._committing:
            return
        is_readable = self.card.form.check()
        self._say_steps()  # what else is wrong with a field
        if not is_readable:
            return
        left = self.steps.left()
        # With only the place against it the books are asked: they say why, and note that it was tried (C57).
        if left and not (left == ("place",) and self._found().place):
            self._go_to(left[0])
            return
        self.receive()

    def receive(self) -> None:
        """Write it: counted, photographed, weighed, sealed and shelved."""
        card = self._card
        if card is None or self._committing or self.tray.is_waiting() or not self.card.form.check():
            return
        arguments = self._arguments(card)
        self._set_committing(on=True)
        if card.row.tier != "ordinary" or self.card.is_in_pairs():
            self._station.do_with_second(
                self,
                service.receive,
                self._summary(card, arguments),
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

    def print_last(self) -> None:
        """The label of what was received last."""
        if self._last:
            labels.print_living(
                self._station, self, self._last, printed_before=self._printed_before
            )

    def print_intake(self) -> None:
        """Ctrl+P: the intake sheet (F6) of the delivery that the last thing came in with."""
        if self._last:
            self._station.go("form", f"item {self._last}", "F6")

    def has_begun(self) -> bool:
        """Whether something of this thing stands on the counter that is not in the books."""
        return self._card is not None and bool(self._draft())

    def _follow_list(self) -> None:
        """Another delivery is listed: the counter holds one of its things, never one that the list does not show."""
        here = self._wanted or (self._card.row.id if self._card is not None else "")
        if here not in {row.id for row in self.pending.waiting()}:
            self._step(1)

    # -- answers -----------------------------------------------------------------------------------

    def _ask_places(self) -> None:
        self._station.ask(self, locations.tree, then=self._took_places)

    def _took_places(self, found: tuple[LocationRow, ...]) -> None:
        self.card.know(Shelves(found))
        self._say_steps()

    def _took_rows(self, rows: tuple[ItemRow, ...]) -> None:
        self.pending.show_rows(rows)
        self.counted.emit(len(rows))
        self._nothing.setVisible(not rows and self._card is None)
        self._body.setVisible(bool(rows) or self._card is not None)
        if self._card is not None and self.pending.row(self._card.row.id) is None:
            self._leave_to_another(self._card.row)
        if not self._offered:
            self._offered = True
            kept.all_of(self._station, self, "intake", self._offer)
        elif self._answered and self._card is None and not self._wanted:
            self._step(1)

    def _offer(self, drafts: dict[str, dict[str, Any]]) -> None:
        """After a restart: what was half done lies on the counter again, photographs and all."""
        self._answered = True
        for item_id in drafts:
            if self.pending.row(item_id) is not None and not self._wanted and self._card is None:
                self.show_item(item_id)
                return
        if self._card is None and not self._wanted:
            self._step(1)

    def _took_card(self, card: Card) -> None:
        self._card, self._wanted = card, ""
        self._show_card()
        QTimer.singleShot(0, self, self._print_label)  # when the card has been drawn
        kept.load(self._station, self, "intake", card.row.id, self._took_draft)

    def _no_card(self, trouble: Exception) -> None:
        self._wanted = ""
        self.pending.mark(self._card.row.id if self._card is not None else "")
        self._print_label()
        if not isinstance(trouble, errors.SignedInElsewhere):  # that was said already
            self._station.refuse(trouble)

    def _took_draft(self, draft: dict[str, Any] | None) -> None:
        if not draft or self._card is None or draft.get("item") != self._card.row.id:
            return
        other = self._begun_by_another(draft)
        if not other:
            self.card.show_draft(draft.get("values", {}), draft.get("weighing", {}))
        self.tray.show_taken([from_draft(each) for each in draft.get("shots", ())])
        self._say_steps()
        told = self.tr("What was begun with {0} is on the counter again.").format(
            self._card.row.number
        )
        if gone := draft.get("gone"):
            again = self.tr("{0} photographs were taken by another person: take them anew.")
            self._station.notices.warn(told, again.format(gone))
        elif other:
            own = self.tr(
                "{0} began it; the photographs are there. Count, weigh and place it yourself."
            )
            self._station.notices.warn(told, own.format(other))
        else:
            self._station.notices.done(told)
        self.first_focus()

    def _begun_by_another(self, draft: dict[str, Any]) -> str:
        """The name of who began it, when it is not who sits here: whoever receives has counted himself (C3)."""
        who, actor = draft.get("by"), self._station.store.actor
        return str(who[1]) if who and actor is not None and who[0] != actor.id else ""

    def _received(self, row: ItemRow) -> None:
        self._set_committing(on=False)
        self._timer.stop()
        kept.discard(self._station, self, "intake", row.id)
        self._last = row.id
        self.pending.tick(row)
        self._station.sounds.play(Sound.FINISHED)
        self._station.told.emit(
            self.tr("{0} {1} received at {2}").format(row.number, row.name, row.place)
        )
        self._say_received(row)
        self._card = None
        self._unlabelled = row.id
        self._go_on(self.pending.after(row))
        if not self._wanted:
            self._print_label()

    def _print_label(self) -> None:
        """The label of what was received last; the next card comes before it, for both work in Python."""
        item_id, self._unlabelled = self._unlabelled, ""
        if item_id:
            labels.print_living(self._station, self, item_id, printed_before=self._printed_before)

    def _say_received(self, row: ItemRow) -> None:
        told = self.tr("{0} {1} received at {2}").format(row.number, row.name, row.place)
        if row.custody == Custody.HOLD:
            self._station.notices.warn(
                told, self.tr("It is held: the store head and the overseers look into it.")
            )
        else:
            self._station.notices.done(told)

    def _not_received(self, trouble: Exception) -> None:
        self._set_committing(on=False)
        if isinstance(trouble, errors.LateNeedsReason):
            self.card.ask_why_late()
        else:
            self.first_focus()
        if isinstance(trouble, job.MOVED_ON):
            self.refresh()

    def _leave_to_another(self, row: ItemRow) -> None:
        """Another counter received it, or its officers took it back: what was begun here is of no use any more."""
        self._timer.stop()
        kept.discard(self._station, self, "intake", row.id)
        self._station.notices.warn(
            self.tr("{0} {1} is no longer expected here.").format(row.number, row.name),
            self.tr("It was received at another counter, or its officers took it back."),
        )
        self._card = None
        self._show_card()

    def _refused(self, row: ItemRow) -> None:
        self._timer.stop()
        kept.discard(self._station, self, "intake", row.id)
        self.pending.tick(row)
        self._station.told.emit(self.tr("{0} {1} refused").format(row.number, row.name))
        self._card = None
        self._go_on(self.pending.after(row))

    def _printed_before(self) -> None:
        self._station.notices.warn(
            self.tr("The label of this item was printed already."),
            self.tr("Print a new one from its card; a second person signs for it."),
        )

    # -- scans -------------------------------------------------------------------------------------

    def _put(self, field: str, value: str) -> bool:
        if self._card is None:
            return False
        self.card.put(field, value)
        self._advance()
        return True

    def _take_seal(self, scanned: Scanned) -> bool:
        if self._card is not None and self._card.row.id == scanned.id:
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
        card = self._card
        code = text.strip().upper()
        if card is None or not code:
            return False
        if offering.at_counter(self._station, card, code, self._tally):
            return True
        stands = self.card.value("seal")
        if _SEAL.fullmatch(code) and not stands:
            # Whatever nobody knows passes for a seal here: it is said, the camera may have seen a code by chance.
            self._station.notices.done(f"{texts.word('item.seal_no')}: {code}")
            return self._put("seal", code)
        return bool(code == stands)  # the same again

    def _advance(self) -> None:
        """After a scan: the next step takes the keys; the last one is still Enter's."""
        lit = self.steps.next_step()
        if lit:
            self._go_to(lit)
        else:
            self.card.commit.setFocus()

    # -- showing -----------------------------------------------------------------------------------

    def _show_card(self) -> None:
        card = self._card
        self._timer.stop()
        self.tray.show_taken(())
        self.tray.set_thing(card.row.id if card is not None else "", labelled=False)
        self.card.show_card(card)
        self.steps.setVisible(card is not None)
        if card is None:
            self._title.setText(self.tr("Receive"))
            self.pending.mark("")
            return
        self.pending.mark(card.row.id)
        self._say_steps()
        self.first_focus()

    def _say_steps(self) -> None:
        card = self._card
        if card is None:
            return
        self.card.say()
        found = self._found()
        if found.placing is Stage.BAD and found.place != self._doubted:
            self._doubted = found.place  # another desk may have made or emptied it since
            self._ask_places()
        sealed = bool(found.seal_no or card.row.seal_no)
        self.tray.set_plan(job.photo_plan(card, sealed=sealed, by_hand=found.by_hand))
        self.steps.show_steps(job.steps(card, found, self._words()))
        lit = self.steps.next_step()
        closed = self._station.closed()
        self._title.setText(closed or self._next_words(lit))
        is_held_up = bool(lit or closed) or self._committing or self.tray.is_waiting()
        self.card.commit.setEnabled(not is_held_up)

    def _next_words(self, lit: str) -> str:
        match lit:
            case "photos":
                kind = texts.word(f"photo.{self.tray.next_kind()}")
                return self.tr("Next: photograph — {0}  (F3)").format(kind)
            case "quantity":
                return self.tr("Next: count")
            case "weight" if self.card.weigh.missing():
                return self.tr("Next: say why the scale shows another weight")
            case "weight":
                return self.tr("Next: weigh")
            case "seal":
                return self.tr("Next: scan the seal")
            case "place" if self.card.form.field("place").error():
                return self.tr("Next: another place")
            case "place":
                return self.tr("Next: scan the place")
        return self.tr("Everything is there: Enter receives it")

    def _words(self) -> job.Words:
        return job.Words(
            self.tr("Photographs"),
            texts.word("item.quantity"),
            texts.word("item.weight_mg"),
            texts.word("item.seal_no"),
            texts.word("item.place"),
            self.tr("no camera"),
        )

    # -- small ones --------------------------------------------------------------------------------

    def _go_to(self, step: str) -> None:
        if self._card is None:
            return
        if step == "photos":
            self.tray.photograph.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.card.go_to(step)

    def _step(self, by: int) -> None:
        here = self._card.row.id if self._card is not None else ""
        other = self.pending.beside(here, by)
        if not other or other != here:
            self._go_on(other)

    def _go_on(self, item_id: str) -> None:
        """This one lies on the counter next; with none left the list stays as long as another delivery waits."""
        if item_id:
            self.show_item(item_id)
            return
        self._keep_now()
        if self._asking is not None:
            self._asking.cancel()
        self._card, self._wanted = None, ""
        self._show_card()
        is_empty = self.pending.is_empty()
        self._nothing.setVisible(is_empty)
        self._body.setVisible(not is_empty)

    def _found(self) -> job.Found:
        return self.card.found(self.tray.shots(), camera_lost=not self.tray.is_live())

    def _arguments(self, card: Card) -> dict[str, Any]:
        found = self._found()
        return {
            "item_id": card.row.id,
            "quantity": found.quantity,
            "place": found.place,
            "photos": found.shots,
            "weight_mg": found.weight_mg,
            "weighing": self.card.weigh.weighing(),
            "seal_no": found.seal_no,
            "late_reason": self.card.late_reason(),
            "as_counted": found.as_counted,
        }

    def _summary(self, card: Card, arguments: dict[str, Any]) -> str:
        return self.tr("Receive {0} {1}, {2}, at {3}").format(
            card.row.number,
            card.row.name,
            texts.amount(int(arguments["quantity"]), card.row.unit),
            arguments["place"],
        )

    def _set_committing(self, *, on: bool) -> None:
        self._committing = on
        self._say_steps()

    def _changed(self) -> None:
        self._say_steps()
        self._timer.start()

    def _weighed(self) -> None:
        """The scale's weight is in the form: on to the next step; a reason is still being typed."""
        self._changed()
        if not self.card.weigh.reason.hasFocus():
            self._advance()

    def _photographed(self) -> None:
        """The last photograph is taken: Enter must not take another, it goes on."""
        self._changed()
        is_done = not self.tray.is_waiting() and self.steps.next_step() != "photos"
        if self.tray.photograph.hasFocus() and is_done:
            self._advance()

    def _draft(self) -> dict[str, Any]:
        values = self.card.draft()
        shots = [as_draft(taken) for taken in self.tray.taken()]
        if self._card is None or not (values or shots):
            return {}
        actor = self._station.store.actor
        return {
            "item": self._card.row.id,
            "by": [actor.id, actor.name] if actor is not None else [],
            "values": values,
            "shots": shots,
            "weighing": self.card.weigh.draft(),
        }

    def _keep_now(self) -> None:
        if self._timer.isActive():
            self._timer.stop()
            self._keep()

    def _keep(self) -> None:
        draft = self._draft()
        if self._card is not None and draft:
            kept.save(self._station, self, "intake", self._card.row.id, draft)

    # -- building ----------------------------------------------------------------------------------

    def _build(self) -> Iterator[None]:
        self._body = QWidget(self)
        self._title = QLabel(self._body)
        self._title.setObjectName("intake.next")
        self._title.setProperty("role", "huge")
        self.pending = Pending(self._body)
        yield
        self.tray = ShotTray(self._station, "intake", self._body)
        yield
        self.card = CounterCard(self._station, self._body)
        yield from self.card.form.get_ready()
        self.steps = Checklist(self._body)
        self._skip = parts.button(self._body, "intake.next_item", self.next_item, kind="quiet")
        self._skip.setFocusPolicy(
            Qt.FocusPolicy.ClickFocus
        )  # Tab from the place leads to “Receive”
        self._nothing = EmptyState("inbox", self)
        self._timer = QTimer(self, singleShot=True, interval=_KEEP_AFTER_MS)

    def _wire(self) -> None:
        self.pending.chosen.connect(self.show_item)
        self.pending.listed.connect(self._follow_list)
        self.tray.changed.connect(self._photographed)
        self.card.form.is_ready = lambda: self._card is not None and not self.steps.left()
        self.card.changed.connect(self._changed)
        self.card.weighed.connect(self._weighed)
        self.card.confirmed.connect(self.confirm)
        self.card.refuse_asked.connect(self.open_refuse)
        self.card.kept.connect(self.first_focus)
        self.steps.step_clicked.connect(self._go_to)
        self.card.refused.connect(self._refused)
        self._timer.timeout.connect(self._keep)
        keys.bind(self, Key.PHOTOGRAPH, self.tray.take)
        keys.bind(self, Key.LABEL, self.print_last)
        keys.bind(self, Key.PRINT, self.print_intake)
        keys.bind(self, Key.WEIGH, self.card.weigh.weigh)
        keys.bind(self, "Ctrl+Return", self.confirm)
        keys.bind(self, "Alt+Down", self.next_item)
        keys.bind(self, "Alt+Up", lambda: self._step(-1))
        keys.bind(self, "Ctrl+R", self.open_refuse)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.pending, 1)
        left.addWidget(self._skip)
        panes = QHBoxLayout()
        panes.setSpacing(16)
        panes.addLayout(left)
        panes.addWidget(self.tray, 5)
        panes.addWidget(self.card, 5)
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._title)
        self._column.addLayout(panes, 1)
        self._column.addWidget(self.steps)
        self._whole = QVBoxLayout(self)
        self._whole.addWidget(self._body, 1)
        self._whole.addWidget(self._nothing, 1)
        self._nothing.hide()

    def _fit(self) -> None:
        """A small window leaves its room to camera and card."""
        self.pending.setFixedWidth(_NARROW if theme.is_narrow(self) else _WIDE)
        air = 8 if theme.is_narrow(self) else 12
        self._column.setSpacing(air)
        self._whole.setContentsMargins(16, air, 16, air)

    def retranslate(self) -> None:
        """Set every text anew."""
        self._skip.setText(hint(self.tr("Next"), "Alt+↓"))
        self._nothing.say(
            self.tr("Nothing waits to be received"),
            self.tr("A delivery appears here as soon as its two officers have declared it."),
        )
        if self._card is not None:
            self._say_steps()
        else:
            self._title.setText(self.tr("Receive"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.is_whole:
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.card.is_refusing():
            self.back()
            return
        super().keyPressEvent(event)
