"""A thing comes back: out-photo and in-photo side by side, quantity, weight and seal compared, and what that allows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.custody import loans, views
from app.custody.types import Card, ItemRow
from app.identity import service as identity
from app.identity.types import Colleague
from app.labels.types import Command
from ui import slices
from ui.custody import coming_back, job, offering
from ui.custody.comparing import Comparing
from ui.custody.half_done import HalfDone
from ui.custody.out_and_back import OutAndBack
from ui.custody.return_card import ReturnCard
from ui.shell import keys, theme
from ui.shell.keys import Key
from ui.shell.pages import InPieces
from ui.shell.sounds import Sound
from ui.shell.turns import Turns
from ui.widgets.empty import EmptyState

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from app.requests.types import Scanned

_BEFORE: Final = ("out", "overall")


class ReturnPage(InPieces, QWidget):
    """归还."""

    features = frozenset({"custody"})

    def _pieces(self) -> Iterator[None]:
        self._tally = offering.Tally(self._station)
        self._turns = Turns(self)
        self._item = ""
        #: The thing whose return was begun, and from what it comes back: its photographs and who may bring it are shown.
        self._begun: tuple[str, str] | None = None
        self._card: Card | None = None
        self._busy = False
        self._place_scanned = False
        #: It was taken from who brought it; the card that says so is on its way.
        self._was_taken = False
        self.setProperty("posture", "counter")
        yield
        yield from self._build()
        self._lay_out()
        yield
        self._wire()
        self.retranslate()
        self._fit()

    # -- what the page asks ------------------------------------------------------------------------

    def refresh(self) -> None:
        """The thing that comes back, read anew; what was typed stays."""
        if self._item:
            self._station.ask(self, views.card, then=self._took, item_id=self._item)
        if not self.card.people:
            self._station.ask(self, identity.colleagues, then=self._took_people, role="handler")

    def show_target(self, target: str, extra: str = "") -> None:
        """This thing comes back."""
        if target != self._item:
            self.half_done.keep_now()
            self._begin(target)
        self.refresh()

    def _begin(self, target: str) -> None:
        """Nothing of this thing was looked at yet, nor is anything known of it."""
        self._item, self._card, self._begun = target, None, None
        self._was_taken = False
        self._turns.stop()
        self.card.begin()
        self.photos.begin()
        self.tray.set_thing(target)  # at once: a photograph taken while the card comes is of it
        self.comparing.begin()

    def take_scan(self, scanned: Scanned) -> bool:
        """The thing, its seal, or the place it goes to."""
        match scanned.kind:
            case "item" if scanned.id != self._item and not self._is_begun():
                self.show_target(scanned.id)
                return True
            case "item":
                return scanned.id == self._item
            case "seal":
                return self._put("seal", scanned.number)
            case "location":
                self._place_scanned = True
                return self._put("place", scanned.number)
            case "lot" if self._card is not None and scanned.id == self._item:
                return offering.at_counter(self._station, self._card, scanned.number, self._tally)
            case "unknown" if self._card is not None and self._is_counting():
                return self._take_unknown(self._card, scanned.number.strip().upper())
        return False

    def _take_unknown(self, card: Card, code: str) -> bool:
        """A number of the thing itself, else the seal that is on it now."""
        if offering.at_counter(self._station, card, code, self._tally):
            return True
        stands = self.card.value("seal")
        return bool(code == stands or (not stands and self._put("seal", code)))

    def at_work(self) -> str:
        """The thing whose return was begun."""
        return self._card.row.number if self._card is not None and self._is_begun() else ""

    def command(self, command: Command) -> bool:
        """The command cards of the counter."""
        match command:
            case Command.CONFIRM:
                self.confirm()
            case Command.UNDO if self.tray.taken():
                self.tray.remove_current()
            case Command.PHOTO:
                self.photograph()
            case _:
                return False
        return True

    def first_focus(self) -> None:
        """Where the keys go first."""
        self.card.first_focus()

    def help_text(self) -> str:
        """What F1 says."""
        return self.tr(
            "Take the thing back from who brings it, count it, weigh it, scan its seal, photograph it (F3). What went "
            "out stands beside what came back. When all agrees, scan its place and store it; otherwise it is held. F7 films, Shift+F3 takes a series, Ctrl+F3 reads the labels of a whole pile in one photograph."
        )

    @property
    def thing(self) -> Card | None:
        """What is looked at; while it is out nothing of it is."""
        return self._card if self._is_counting() else None

    @property
    def matter(self) -> str:
        """The check-out, or the sending to an examination, from which it comes back."""
        card = self._card
        if card is None:
            return ""
        return card.loan.id if card.loan is not None else coming_back.origin(card)

    def say(self) -> None:
        """What stands there is compared, its photographs beside those of before."""
        self.photos.look()
        self._changed()

    # -- acts --------------------------------------------------------------------------------------

    def confirm(self) -> None:
        """Enter: take it back; or, when everything was looked at, what the verdict allows."""
        if self._card is None or self._busy:
            return
        if coming_back.is_out(self._card):
            self.take_back()
        elif self.card.may_accept():
            self.accept()
        else:
            self.comparing.changed()  # what could not be compared is compared now
            self._say()
            self.card.form.focus_first()

    def take_back(self) -> None:
        """It lies on the counter now; who brought it is written down."""
        who = self.card.bringer()
        if self._card is None or not who or self._busy:
            return
        self._set_busy(on=True)
        self._station.do(
            self,
            loans.take_back,
            then=self._taken_back,
            failed=self._stopped,
            item_id=self._item,
            returned_by=who,
        )

    def accept(self) -> None:
        """Into the stock, or on hold: the books decide by the same comparison; who returned it signs."""
        card = self._card
        if card is None or self._busy or self.tray.is_waiting() or not self.card.form.check():
            return
        if self.tray.end_clip(self.accept):
            return
        self._set_busy(on=True)
        self._station.do_with_second(
            self,
            loans.return_exam if coming_back.is_exam(card) else loans.accept_back,
            self._summary(card),
            then=self._accepted,
            failed=self._stopped,
            item_id=card.row.id,
            photos=self.tray.shots(),
            **self.card.arguments(),
        )

    def photograph(self) -> None:
        """F3: back to the live view if the photographs are compared, else take one."""
        self.photos.photograph()

    # -- answers -----------------------------------------------------------------------------------

    def _took(self, card: Card) -> None:
        if card.row.id != self._item:
            return
        if self._begun not in (None, (card.row.id, coming_back.origin(card))):
            self._begin(card.row.id)  # it went out once more: its last count is none of this return
        self._card = card
        self._turns.begin(self._shown(card))

    def _shown(self, card: Card) -> Iterator[None]:
        """In turns; an answer that comes amid them begins anew, and what was not done yet is done then."""
        self.card.show_card(card)
        yield
        if self._body.isHidden():
            yield from self._appearing()
        self._show()
        if self._was_taken and self._is_counting():
            self._was_taken = False
            self.first_focus()
        yield
        if self._begun is None:
            self.photos.show_out(photo for photo in card.photos if photo.kind in _BEFORE)
            yield
            self.card.show_people(self.card.people)
            self.first_focus()
            self._begun = (card.row.id, coming_back.origin(card))
            self.half_done.bring(card.row.id)
        self.comparing.look()

    def _appearing(self) -> Iterator[None]:
        """One side after the other: both at once are laid out in one turn, which takes as long as all that is in them."""
        sides = (self.photos, self.card)
        for side in sides:
            side.hide()
        self._nothing.hide()
        self._body.show()
        for side in sides:
            side.show()
            slices.end()
            yield

    def _took_people(self, found: tuple[Colleague, ...]) -> None:
        self.card.show_people(found)

    def _stopped(self, trouble: Exception) -> None:
        """Nothing was done: the keys are at the button again that was pressed."""
        self._set_busy(on=False)
        if isinstance(trouble, job.MOVED_ON):
            self.refresh()
        self.card.go_to_pressed()

    def _taken_back(self, row: ItemRow) -> None:
        self._set_busy(on=False)
        self._station.notices.clear()
        self._station.sounds.play(Sound.HIT)
        self._station.told.emit(self.tr("{0} is back on the counter").format(row.number))
        self._was_taken = True
        self.refresh()

    def _accepted(self, row: ItemRow) -> None:
        self._set_busy(on=False)
        self.half_done.discard(row.id)
        # First the card: a page that comes takes the banner of the one before away.
        self._station.go("item", row.id)
        if row.id == self._item:  # it is done with: it may come back another time
            self._begin("")
            self._show()
        if row.custody == "IN":
            words = self.tr("{0} {1} is back in store at {2}").format(
                row.number, row.name, row.place
            )
            self._station.sounds.play(Sound.FINISHED)
            self._station.notices.done(words)
        else:
            words = self.tr("{0} {1} is on hold").format(row.number, row.name)
            self._station.sounds.play(Sound.REFUSED)
            self._station.notices.warn(
                words, self.tr("The difference stands on the account until two persons resolve it.")
            )
        self._station.told.emit(words)

    def _compared(self) -> None:
        compared = self.comparing.last()
        self.photos.show_comparison(compared)
        if compared is not None:
            self.photos.show_out(compared.out_photos)
        self._say()
        self._go_to_store()

    def _go_to_store(self) -> None:
        """The last scan was its place: Enter stores it."""
        if self._place_scanned and self.card.go_to_store():
            self._place_scanned = False

    # -- showing -----------------------------------------------------------------------------------

    def _show(self) -> None:
        card = self._card
        self._body.setVisible(card is not None)
        self._nothing.setVisible(card is None)
        if card is None:
            self._title.setText(self.tr("Return"))
            return
        for side in (self.photos, self.card):  # whatever came amid their appearing
            side.show()
        self.card.show_stage()
        self.photos.show_comparison(self.comparing.last() if self._is_counting() else None)
        self._say()

    def _say(self) -> None:
        card = self._card
        if card is None:
            return
        closed = self._station.closed()
        is_idle = not (self._busy or closed or self.tray.is_waiting())
        if coming_back.is_out(card):
            self._title.setText(closed or self.tr("Next: who brings it back?"))
            self.card.offer(store=False, hold=False, is_idle=is_idle)
            return
        missing = self._missing(card)
        agrees = self._agrees(card)
        self.card.offer(
            store=not missing and agrees, hold=not missing and not agrees, is_idle=is_idle
        )
        self._title.setText(closed or self._next_words(missing, agrees=agrees))

    def _next_words(self, missing: str, *, agrees: bool) -> str:
        if missing:
            return self._missing_words(missing)
        if not agrees:
            return self.tr("It does not agree: it is held, never silently stored")
        if not self.card.value("place"):
            return self.tr("Everything agrees: scan its place")
        return self.tr("Everything agrees: Enter stores it")

    def _missing_words(self, missing: str) -> str:
        match missing:
            case "quantity":
                return self.tr("Next: count")
            case "weight":
                return self.tr("Next: weigh")
            case "seal":
                return self.tr("Next: scan the seal")
            case "photo":
                return self.tr("Next: photograph it as it came back  (F3)")
            case "damage":
                return self.tr("Next: photograph the damage  (F3)")
            case "scale":
                return self.tr("Next: photograph the display of the scale  (F3)")
            case "reason":
                return self.tr("Next: why another weight than the scale's?")
            case "comparison" if not self.comparing.is_asked():
                return self.tr("It could not be compared: Ctrl+Enter tries again")
        return self.tr("Comparing…")

    # -- small ones --------------------------------------------------------------------------------

    def _is_counting(self) -> bool:
        return self._card is not None and coming_back.is_counted(self._card)

    def _is_begun(self) -> bool:
        return self._is_counting() and bool(self.tray.shots() or self.card.value("quantity"))

    def _seen(self) -> coming_back.Seen:
        return self.card.seen(frozenset(shot.kind for shot in self.tray.shots()))

    def _missing(self, card: Card) -> str:
        """What must still be looked at before there is a verdict."""
        is_compared = self.comparing.verdict() is not None
        return coming_back.missing(card, self._seen()) or ("" if is_compared else "comparison")

    def _agrees(self, card: Card) -> bool:
        return coming_back.agrees(card, self._seen(), self.comparing.verdict())

    def _changed(self) -> None:
        self.card.weigh.say()
        self.tray.set_plan(coming_back.photo_plan(self._seen()))
        self.comparing.changed()
        self._say()
        self._go_to_store()

    def _photographed(self) -> None:
        self.tray.set_plan(coming_back.photo_plan(self._seen()))
        self._say()

    def _put(self, field: str, value: str) -> bool:
        if not self._is_counting():
            return False
        self.card.put(field, value)
        return True

    def _summary(self, card: Card) -> str:
        words = (
            self.tr("Return {0} {1}: everything agrees, back into the store")
            if self._agrees(card)
            else self.tr("Return {0} {1}: it does not agree, it is put on hold")
        )
        return words.format(card.row.number, card.row.name)

    def _set_busy(self, *, on: bool) -> None:
        self._busy = on
        self.card.set_busy(on=on)
        self._say()

    # -- building ----------------------------------------------------------------------------------

    def _build(self) -> Iterator[None]:
        self._body = QWidget(self)
        self._title = QLabel(self)
        self._title.setObjectName("return.next")
        self._title.setProperty("role", "huge")
        self.photos = OutAndBack(self._station, self._body, whole=False)
        yield from self.photos.pieces()
        self.tray = self.photos.tray
        self.card = ReturnCard(self._station, self._body, whole=False)
        yield from self.card.pieces()
        self.comparing = Comparing(self._station, self.card.measured, self)
        self._nothing = EmptyState("archive-restore", self)
        self.half_done = HalfDone(self._station, self, self, "return")
        yield

    def _wire(self) -> None:
        self.card.changed.connect(self._changed)
        self.card.confirmed.connect(self.confirm)
        self.card.take_asked.connect(self.take_back)
        self.card.accept_asked.connect(self.accept)
        self.photos.changed.connect(self._photographed)
        self.comparing.told.connect(self._compared)
        for begun in (self.card.changed, self.photos.changed):
            begun.connect(self.half_done.keep_later)
        keys.bind(self, Key.PHOTOGRAPH, self.photograph)
        keys.bind(self, Key.WEIGH, self.card.weigh.weigh)
        keys.bind(self, "Ctrl+Return", self.confirm)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self._body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.photos, 1)
        row.addWidget(self.card)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.setSpacing(12)
        whole.addWidget(self._title)
        whole.addWidget(self._body, 1)
        whole.addWidget(self._nothing, 1)

    def _fit(self) -> None:
        self.card.set_narrow(narrow=theme.is_narrow(self))

    def retranslate(self) -> None:
        """Set every text anew."""
        self._nothing.say(
            self.tr("Scan what comes back"),
            self.tr("Its label opens it here: what went out stands beside what came back."),
        )
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.is_whole:
            self._fit()
