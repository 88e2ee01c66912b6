"""Handing over what was approved: each thing scanned, its seal and weight compared, photographed; the carrier signs."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.custody import loans, views
from app.custody.types import Card, ItemRow, LoanRow
from app.labels.types import Command
from app.requests import views as requests
from app.requests.types import RequestRow, RequestView
from ui import texts
from ui.custody import handed, job, leaving, offering
from ui.custody.half_done import HalfDone
from ui.custody.leaving_card import LeavingCard
from ui.custody.request_pane import RequestPane
from ui.custody.shots import ShotTray
from ui.shell import keys
from ui.shell.keys import Key
from ui.shell.pages import InPieces
from ui.shell.sounds import Sound
from ui.shell.turns import Turns
from ui.widgets.checklist import Checklist
from ui.widgets.empty import EmptyState

if TYPE_CHECKING:
    from app.requests.types import Scanned

_EXAM: Final = "EXAM"


class HandOverPage(InPieces, QWidget):
    """出库交付."""

    features = frozenset({"custody", "requests"})

    def _pieces(self) -> Iterator[None]:
        self._tally = offering.Tally(self._station)
        self._turns = Turns(self)
        self._request = ""
        self._view: RequestView | None = None
        self._card: Card | None = None
        self._item = ""
        self._scanned = self._scanned_for = ""
        # The thing whose card is on its way: nothing else lies there any more.
        self._wanted = ""
        # What was scanned while the books wrote, or while a card was on its way: it comes after that.
        self._later: list[Scanned] = []
        self._lent: list[LoanRow] = []
        self._busy = False
        self.setProperty("posture", "counter")
        yield
        yield from self._build()
        self._lay_out()
        yield
        self._wire()
        self.retranslate()

    # -- what the page asks ------------------------------------------------------------------------

    def refresh(self) -> None:
        """What waits to be handed over, and the request that is open."""
        self._station.ask(self, requests.to_hand_over, then=self._took_waiting)
        if self._request:
            self._station.ask(self, requests.view, then=self._took, request_id=self._request)

    def show_target(self, target: str, extra: str = "") -> None:
        """This request; extra: the thing to begin with."""
        if target != self._request:
            self.half_done.keep_now()
            self._request, self._view, self._card = target, None, None
            self._wanted = ""
            self._later.clear()
            self._lent.clear()
            self.pane.begin()
        self._item = extra or self._item
        self.refresh()

    def take_scan(self, scanned: Scanned) -> bool:
        """A thing of the request, its seal, or the request itself."""
        if (self._busy or self._wanted) and self._is_part(scanned):
            # of what is being written all is known
            if self._card is None or scanned.id != self._card.row.id:
                self._later.append(scanned)
            return True
        match scanned.kind:
            case "item":
                return self._take_item(scanned)
            case "seal":
                return self._put("seal", scanned.number)
            case "lot" if self._card is not None and self._card.row.id == scanned.id:
                return offering.at_counter(self._station, self._card, scanned.number, self._tally)
            case "unknown" if self._card is not None:
                return self._take_unknown(self._card, scanned.number.strip().upper())
            case "request":
                self.show_target(scanned.id)
                return True
        return False

    def _is_part(self, scanned: Scanned) -> bool:
        """Whether it may belong to the hand-over of this request."""
        if scanned.kind == "item":
            return self._is_left(scanned.id)
        return scanned.kind in ("seal", "lot", "unknown")

    def _is_left(self, item_id: str) -> bool:
        view = self._view
        return view is not None and item_id in {row.item_id for row in leaving.left(view)}

    def _take_unknown(self, card: Card, code: str) -> bool:
        """A number of the thing itself, else the seal that is on it now."""
        if offering.at_counter(self._station, card, code, self._tally):
            return True
        stands = self.card.value("seal")
        return bool(code == stands or (not stands and self._put("seal", code)))

    def at_work(self) -> str:
        """The request whose things are handed over now."""
        return self._view.row.number if self._view is not None and leaving.left(self._view) else ""

    def command(self, command: Command) -> bool:
        """The command cards of the counter."""
        match command:
            case Command.CONFIRM:
                self.confirm()
            case Command.UNDO if self.tray.taken():
                self.tray.remove_current()
            case Command.PHOTO:
                self.tray.take()
            case Command.NEXT:
                self._next()
            case Command.PRINT | Command.FORM:
                self.print_slip()
            case _:
                return False
        return True

    def first_focus(self) -> None:
        """Where the keys go first."""
        self._go_to(self.steps.next_step())

    def help_text(self) -> str:
        """What F1 says."""
        return self.tr(
            "Scan each thing of the request, then its seal; weigh it where a weight is kept; photograph it (F3). "
            "The carrier who takes it signs with his own password. When all are out, print the release slip."
        )

    @property
    def thing(self) -> Card | None:
        """What is being handed over."""
        return self._card

    @property
    def matter(self) -> str:
        """The request because of which it leaves."""
        return self._request

    def say(self) -> None:
        """What is next, and which steps are done."""
        self._say()

    # -- one thing ---------------------------------------------------------------------------------

    def confirm(self) -> None:
        """Enter: go on to what is next; with everything there, the carrier signs."""
        if self._card is None or self._busy or not self.card.form.check():
            return
        lit = self.steps.next_step()
        if lit:
            self._go_to(lit)
        else:
            self.hand_over()

    def hand_over(self) -> None:
        """Let it go: the carrier reads what he takes, and signs."""
        card, view = self._card, self._view
        if card is None or view is None or self._busy or self.tray.is_waiting():
            return
        if self.tray.end_clip(self.hand_over):
            return
        arguments: dict[str, Any] = {
            "request_id": view.row.id,
            "item_id": card.row.id,
            "photos": self.tray.shots(),
            "seal_no": str(self.card.value("seal") or ""),
            "weight_mg": job.milligrams(self.card.value("weight")),
            "weighing": self.card.weigh.weighing(),
            "scanned": self._scanned,
            "request_version": view.row.version,
        }
        verb: Callable[..., Any] = loans.send_exam
        if view.row.kind != _EXAM:
            verb = loans.hand_over
            arguments["carriers"] = tuple(self.pane.carriers())
        self._set_busy(on=True)
        self._station.do_with_second(
            self,
            verb,
            self._summary(card, view),
            then=self._handed,
            failed=self._not_handed,
            **arguments,
        )

    def print_slip(self) -> None:
        """The release slip (F11) that the carrier takes along: what, in which state, until when."""
        if self._lent:
            self._station.go("form", f"item {self._lent[-1].item_id}", "F11")

    # -- answers -----------------------------------------------------------------------------------

    def _took_waiting(self, rows: tuple[RequestRow, ...]) -> None:
        self.pane.show_waiting(rows, self._request)
        self._show()

    def _took(self, view: RequestView) -> None:
        if view.row.id != self._request:
            return
        self._view = view
        self.pane.show_request(view)
        waiting = leaving.left(view)
        if self._card is not None and self._card.row.id not in {row.item_id for row in waiting}:
            self._card = None
        wanted = self._item or self._wanted
        self._item = ""
        if self._card is None and waiting:
            ids = [row.item_id for row in waiting]
            chosen = wanted if wanted in ids else ids[0]
            if chosen != self._wanted:
                self._choose(chosen)
        elif not waiting:
            self._wanted = ""
            self._later.clear()
        self._show()
        self._take_later()

    def _took_card(self, card: Card) -> None:
        if card.row.id != self._wanted:
            return  # another one was chosen since
        self._wanted = ""
        self._card = card
        self.card.show_card(card)
        self._turns.begin(self._shown(card))

    def _shown(self, card: Card) -> Iterator[None]:
        """In turns: the window answers between."""
        self._show_parts()
        yield
        self._say()
        yield
        self.first_focus()
        self.half_done.bring(card.row.id)
        self._take_later()

    def _not_handed(self, trouble: Exception) -> None:
        """The keys are at the button again that was pressed: Enter asks once more, and nothing beside it."""
        self._set_busy(on=False)
        self.first_focus()
        if isinstance(trouble, job.MOVED_ON):
            self.refresh()
        else:
            self._take_later()

    def _handed(self, result: LoanRow | ItemRow) -> None:
        self._set_busy(on=False)
        if isinstance(result, LoanRow):
            self._lent.append(result)
            gone, number, name = result.item_id, result.item_number, result.item_name
        else:
            gone, number, name = result.id, result.number, result.name
        words = self.tr("{0} {1} handed over").format(number, name)
        self._station.told.emit(words)
        self._station.notices.done(words)
        if self._card is not None and self._card.row.id != gone:
            self.half_done.keep_now()  # what is begun with another is nothing to throw away
        self.half_done.discard(gone)
        self._station.sounds.play(Sound.FINISHED)
        if self._card is not None and self._card.row.id == gone:
            self._card, self._scanned, self._scanned_for = None, "", ""
        self.refresh()

    # -- scans -------------------------------------------------------------------------------------

    def _take_item(self, scanned: Scanned) -> bool:
        if not self._is_left(scanned.id):
            return False
        self._scanned, self._scanned_for = scanned.payload or scanned.number, scanned.id
        if self._card is None or self._card.row.id != scanned.id:
            self._choose(scanned.id, keep_scan=True)
        else:
            self._say()
            self.first_focus()
        return True

    def _put(self, field: str, value: str) -> bool:
        if self._card is None:
            return False
        self.card.put(field, value)
        self.first_focus()
        return True

    # -- showing -----------------------------------------------------------------------------------

    def _show(self) -> None:
        self._show_parts()
        self._say()

    def _show_parts(self) -> None:
        card = self._card
        for part in (self.card, self.tray, self.steps):
            part.setVisible(card is not None)
        self._done.setVisible(card is None)
        if card is not None:
            self.pane.mark_item(card.row.id)
        else:
            self._say_done()

    def _shown_so_far(self) -> leaving.Shown:
        return leaving.Shown(
            is_scanned=bool(self._scanned),
            seal_no=str(self.card.value("seal") or ""),
            weight_mg=job.milligrams(self.card.value("weight")),
            is_weighed=self.card.is_weighed(),
            by_hand=self.card.weigh.is_by_hand(),
            unexplained=bool(self.card.weigh.missing()),
            kinds=tuple(shot.kind for shot in self.tray.shots()),
            camera_lost=not self.tray.is_live(),
            carriers=tuple(self.pane.carriers().values()),
        )

    def _say(self) -> None:
        card = self._card
        if card is None:
            return
        self.card.weigh.say()
        shown = self._shown_so_far()
        by_hand = ("scale",) if shown.by_hand else ()
        self.tray.set_plan(("out", *by_hand, "handover", "seal"))
        self.steps.show_steps(leaving.steps(card.row, shown))
        lit = self.steps.next_step()
        closed = self._station.closed()
        self._title.setText(closed or self._next_words(lit))
        self.card.commit.setEnabled(not (lit or closed or self._busy or self.tray.is_waiting()))

    def _next_words(self, lit: str) -> str:
        match lit:
            case "label":
                return self.tr("Next: scan the label of the item")
            case "seal":
                return self.tr("Next: scan the seal")
            case "weight" if self.card.weigh.missing():
                return self.tr("Next: say why the scale shows another weight")
            case "weight":
                return self.tr("Next: weigh")
            case "photo":
                if self.tray.next_kind() == "scale":
                    return self.tr("Next: photograph the display of the scale  (F3)")
                return self.tr("Next: photograph it as it leaves  (F3)")
            case "carriers":
                return self.tr("Next: choose who takes it")
        return self.tr("Everything agrees: Enter, then the carrier signs")

    def _say_done(self) -> None:
        view = self._view
        self.pane.slip.setVisible(bool(self._lent))
        if view is not None and not leaving.left(view):
            title, told, then, icon = handed.said(view, printable=bool(self._lent))
            self._title.setText(title)
            self._done.say(told, then, icon=icon)
            return
        self._title.setText(self.tr("Hand over"))
        self._done.say(
            self.tr("Choose a request at the left, or scan its number")
            if self.pane.has_waiting()
            else self.tr("Nothing waits to be handed over"),
            self.tr("Approved check-outs and examinations appear here."),
            icon="handshake",
        )

    # -- small ones --------------------------------------------------------------------------------

    def _choose(self, item_id: str, *, keep_scan: bool = False) -> None:
        # A label that was scanned while the list was read anew counts.
        if not keep_scan and item_id != self._scanned_for:
            self._scanned = ""
        self.half_done.keep_now()
        self._turns.stop()
        self._card, self._wanted = None, item_id
        # At once: a photograph taken while the card comes is of this one, and none of the one before.
        self.tray.show_taken(())
        self.tray.set_thing(item_id)
        self._station.ask(
            self, views.card, then=self._took_card, failed=self._no_card, item_id=item_id
        )

    def _no_card(self, trouble: Exception) -> None:
        self._wanted = ""
        self._later.clear()
        self._station.refuse(trouble)
        self._show()

    def _take_later(self) -> None:
        """What was scanned meanwhile, in its order; behind a label it waits for the card of that thing."""
        while self._later and self._card is not None and not self._busy:
            self.take_scan(self._later.pop(0))

    def _next(self) -> None:
        view = self._view
        if view is None or self._busy:
            return
        ids = [row.item_id for row in leaving.left(view)]
        here = self._card.row.id if self._card is not None else self._wanted
        if ids:
            self._choose(ids[(ids.index(here) + 1) % len(ids)] if here in ids else ids[0])

    def _item_chosen(self, item_id: str) -> None:
        if self._busy and self._card is not None:
            self.pane.mark_item(self._card.row.id)
        elif self._is_left(item_id):
            self._choose(item_id)

    def _weighed(self) -> None:
        """The scale's weight is in the form: on to the next step; a reason is still being typed."""
        self._say()
        if not self.card.weigh.reason.hasFocus():
            self._go_to(self.steps.next_step())

    def _photographed(self) -> None:
        """The photograph is taken: Enter must not take another, it goes on."""
        self._say()
        is_done = not self.tray.is_waiting() and self.steps.next_step() != "photo"
        if self._card is not None and self.tray.photograph.hasFocus() and is_done:
            self.first_focus()

    def _go_to(self, step: str) -> None:
        if self._card is None:
            self.pane.first_focus()
        elif step == "photo":
            self.tray.photograph.setFocus(Qt.FocusReason.OtherFocusReason)
        elif step != "carriers" or not self.pane.go_to_carriers():
            self.card.go_to(step)

    def _summary(self, card: Card, view: RequestView) -> str:
        return self.tr("Take over {0} {1}, {2}, due back {3}").format(
            card.row.number,
            card.row.name,
            texts.amount(card.row.quantity, card.row.unit),
            texts.moment(view.row.due_at),
        )

    def _set_busy(self, *, on: bool) -> None:
        self._busy = on
        self._say()

    # -- building ----------------------------------------------------------------------------------

    def _build(self) -> Iterator[None]:
        self._title = QLabel(self)
        self._title.setObjectName("hand_over.next")
        self._title.setProperty("role", "huge")
        self.pane = RequestPane(self)
        yield
        self.tray = ShotTray(self._station, "hand_over", self, films=True)
        yield
        self.card = LeavingCard(self._station, self)
        yield
        self.steps = Checklist(self)
        self._done = EmptyState("handshake", self)
        self.half_done = HalfDone(self._station, self, self, "hand_over")
        yield

    def _wire(self) -> None:
        self.pane.request_chosen.connect(self.show_target)
        self.pane.item_chosen.connect(self._item_chosen)
        self.pane.ticked.connect(self._say)
        self.pane.slip_asked.connect(self.print_slip)
        self.card.changed.connect(self._say)
        self.card.weighed.connect(self._weighed)
        self.card.confirmed.connect(self.confirm)
        self.card.form.built.connect(self._chain)
        self.tray.changed.connect(self._photographed)
        self.steps.step_clicked.connect(self._go_to)
        for begun in (self.card.changed, self.card.weighed, self.tray.changed):
            begun.connect(self.half_done.keep_later)
        keys.bind(self, Key.PHOTOGRAPH, self.tray.take)
        keys.bind(self, Key.WEIGH, self.card.weigh.weigh)
        keys.bind(self, Key.PRINT, self.print_slip)
        keys.bind(self, "Ctrl+Return", self.confirm)

    def _chain(self) -> None:
        """Tab goes where the next step is: from the weight to what is said of it, and on to the button."""
        weight = self.card.form.field("weight").editor
        way = (weight, self.card.weigh.reason, self.card.commit, self.pane.slip)
        for before, after in itertools.pairwise(way):
            QWidget.setTabOrder(before, after)

    def _lay_out(self) -> None:
        panes = QHBoxLayout()
        panes.setSpacing(16)
        panes.addWidget(self.pane)
        panes.addWidget(self.tray, 5)
        panes.addWidget(self.card, 3)
        panes.addWidget(self._done, 5)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.setSpacing(12)
        whole.addWidget(self._title)
        whole.addLayout(panes, 1)
        whole.addWidget(self.steps)

    def retranslate(self) -> None:
        """Set every text anew."""
        self._show()
