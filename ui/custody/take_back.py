"""A thing comes back: out-photo and in-photo side by side, quantity, weight and seal compared, and what that allows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app.custody import categories, loans, views
from app.custody.types import Card, Comparison, ItemRow, PhotoRow
from app.identity import service as identity
from app.identity.types import Colleague
from app.labels.types import Command
from ui import texts
from ui.custody import job, offering, pictures
from ui.custody.comparison import ComparisonTable
from ui.custody.shots import ShotTray
from ui.custody.side_by_side import SideBySide
from ui.custody.weigh import WeighBar
from ui.shell import icons, keys, theme
from ui.shell.keys import Key, hint
from ui.shell.pages import InPieces
from ui.shell.sounds import Sound
from ui.shell.turns import Turns
from ui.widgets.editors import Unreadable
from ui.widgets.empty import EmptyState
from ui.widgets.field import FieldDef, Form, Kind
from ui.widgets.photos import Photos
from ui.widgets.picture import Picture
from ui.work import Ticket

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from app.requests.types import Scanned

_COMPARE_AFTER_MS: Final = 200
_OUT: Final = ("OUT", "OVERDUE")
_WIDE, _NARROW = 420, 288


class ReturnPage(InPieces, QWidget):
    """归还."""

    features = frozenset({"custody"})

    def _pieces(self) -> Iterator[None]:
        station = self._station
        self._tally = offering.Tally(station)
        self._turns = Turns(self)
        self._item = ""
        #: The thing whose return was begun: its photographs and who may bring it are shown.
        self._begun = ""
        self._card: Card | None = None
        self._out_photo: Picture | None = None
        self._compared: Comparison | None = None
        self._people: tuple[Colleague, ...] = ()
        self._busy = False
        self._place_scanned = False
        self._ticket: Ticket | None = None
        #: What the comparison is about: quantity, weight and seal as they stood in the form.
        self._compared_of: tuple[Any, ...] = ()
        self.setProperty("posture", "counter")
        yield
        yield from self._build()
        self._lay_out()
        yield
        self._wire()
        self.retranslate()
        self._fit()
        self._show()

    # -- what the page asks ------------------------------------------------------------------------

    def refresh(self) -> None:
        """The thing that comes back, read anew; what was typed stays."""
        if self._item:
            self._station.ask(self, views.card, then=self._took, item_id=self._item)
        if not self._people:
            self._station.ask(self, identity.colleagues, then=self._took_people, role="handler")

    def show_target(self, target: str, extra: str = "") -> None:
        """This thing comes back."""
        if target != self._item:
            self._item, self._card, self._compared = target, None, None
            self._compared_of = ()
            self._begun = ""
            self._turns.stop()
            self.tray.show_taken(())
            self.form.set_values({})
            self.weigh.begin()
            self._show_live()
        self.refresh()

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
        stands = self._value("seal")
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
        if self._is_counting():
            self.form.focus_first()
        else:
            self._who.setFocus()

    def help_text(self) -> str:
        """What F1 says."""
        return self.tr(
            "Take the thing back from who brings it, count it, weigh it, scan its seal, photograph it (F3). What went "
            "out stands beside what came back. When all agrees, scan its place and store it; otherwise it is held. F7 films, Shift+F3 takes a series, Ctrl+F3 reads the labels of a whole pile in one photograph."
        )

    # -- acts --------------------------------------------------------------------------------------

    def confirm(self) -> None:
        """Enter: take it back; or, when everything was looked at, what the verdict allows."""
        if self._card is None or self._busy:
            return
        if self._card.row.custody in _OUT:
            self.take_back()
        elif (not self._store.isHidden() and self._store.isEnabled()) or (
            not self._hold.isHidden() and self._hold.isEnabled()
        ):
            self.accept()
        else:
            self.form.focus_first()

    def take_back(self) -> None:
        """It lies on the counter now; who brought it is written down."""
        who = self._who.currentData()
        if self._card is None or not who or self._busy:
            return
        self._set_busy(on=True)
        self._station.do(
            self,
            loans.take_back,
            then=self._taken_back,
            failed=self._stopped,
            item_id=self._item,
            returned_by=str(who),
        )

    def accept(self) -> None:
        """Into the stock, or on hold: the books decide by the same comparison; who returned it signs."""
        card = self._card
        if card is None or self._busy or self.tray.is_waiting() or not self.form.check():
            return
        if self.tray.end_clip(self.accept):
            return
        values = self.form.values()
        arguments: dict[str, Any] = {
            "item_id": card.row.id,
            "quantity": int(str(values["quantity"])),
            "photos": self.tray.shots(),
            "weight_mg": job.milligrams(values["weight"]),
            "weighing": self.weigh.weighing(),
            "seal_no": str(values["seal"] or ""),
            "place": str(values["place"] or ""),
        }
        if self._is_exam():
            worth = values.get("assessed")
            arguments |= {
                "report_no": str(values["report_no"]),
                "result": str(values["result"]),
                "assessed_fen": None if worth is None else int(worth * 100),  # type: ignore[operator]
            }
        else:
            arguments |= {
                "bag_torn": bool(values["bag_torn"]),
                "note": str(values["note"] or ""),
            }
        self._set_busy(on=True)
        self._station.do_with_second(
            self,
            loans.return_exam if self._is_exam() else loans.accept_back,
            self._summary(card),
            then=self._accepted,
            failed=self._stopped,
            **arguments,
        )

    def photograph(self) -> None:
        """F3: back to the live view if the photographs are compared, else take one."""
        if self._pane.currentIndex() == 1:
            self._show_live()
        self.tray.take()

    # -- answers -----------------------------------------------------------------------------------

    def _took(self, card: Card) -> None:
        if card.row.id != self._item:
            return
        self._card = card
        self._turns.begin(self._shown(card))

    def _shown(self, card: Card) -> Iterator[None]:
        """In turns; an answer that comes amid them begins anew, and what was not done yet is done then."""
        self._show_fields()
        yield
        self._show()
        yield
        if self._begun != card.row.id:
            self._show_out(card)
            yield
            self.tray.set_thing(card.row.id)
            self._fill_people()
            self.first_focus()
            self._begun = card.row.id
        self._ask_compare()

    def _took_people(self, found: tuple[Colleague, ...]) -> None:
        self._people = found
        self._fill_people()

    def _stopped(self, trouble: Exception) -> None:
        """Nothing was done: the keys are at the button again that was pressed."""
        self._set_busy(on=False)
        if isinstance(trouble, job.MOVED_ON):
            self.refresh()
        pressed = (self._take, self._store, self._hold)
        next((b for b in pressed if b.isVisible() and b.isEnabled()), self._take).setFocus()

    def _taken_back(self, _row: ItemRow) -> None:
        self._set_busy(on=False)
        self._station.notices.clear()
        self._station.sounds.play(Sound.HIT)
        self._station.told.emit(self.tr("{0} is back on the counter").format(self._number.text()))
        self.refresh()
        QTimer.singleShot(0, self, self.first_focus)

    def _accepted(self, row: ItemRow) -> None:
        self._set_busy(on=False)
        # First the card: a page that comes takes the banner of the one before away.
        self._station.go("item", row.id)
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

    def _took_comparison(self, compared: Comparison) -> None:
        self._compared, self._ticket = compared, None
        self._table.show_comparison(compared)
        self._table.show()
        self._show_out_photos(compared.out_photos)
        self._say()
        self._go_to_store()

    def _go_to_store(self) -> None:
        if self._place_scanned and not self._store.isHidden():
            # The last scan was its place: Enter stores it.
            self._store.setFocus(Qt.FocusReason.OtherFocusReason)
            self._place_scanned = False

    # -- showing -----------------------------------------------------------------------------------

    def _show(self) -> None:
        card = self._card
        self._body.setVisible(card is not None)
        self._nothing.setVisible(card is None)
        if card is None:
            self._title.setText(self.tr("Return"))
            return
        row = card.row
        self._number.setText(row.number)
        self._name.setText(row.name)
        self._first.setVisible(row.custody in _OUT)
        self._second.setVisible(self._is_counting())
        self._table.setVisible(self._is_counting() and self._compared is not None)
        self._say()

    def _show_fields(self) -> None:
        self.form.set_defs(self._defs())

    def _defs(self) -> tuple[FieldDef, ...]:
        row = self._card.row if self._card is not None else None
        category = categories.all_().get(row.category) if row is not None else None
        weighed = category is not None and category.weight_required
        unit = row.unit if row is not None else ""
        fields = [
            FieldDef("quantity", texts.word("item.quantity"), Kind.NUMBER, True, unit, least=0),
            FieldDef("weight", texts.word("item.weight_mg"), Kind.DECIMAL, weighed, "g", places=3),
            FieldDef("seal", texts.word("item.seal_no"), Kind.CODE),
            FieldDef("place", texts.word("item.place"), Kind.CODE),
        ]
        if self._is_exam():
            return (
                *fields,
                FieldDef("report_no", self.tr("Number of the report"), required=True),
                FieldDef(
                    "assessed",
                    texts.word("item.assessed_fen"),
                    Kind.MONEY,
                    unit=texts.word("unit.yuan"),
                    least=0,
                ),
                FieldDef("result", self.tr("Result"), required=True, wide=True),
            )
        return (
            *fields,
            FieldDef("bag_torn", "", Kind.CHECK, hint=self.tr("Bag torn"), wide=True),
            FieldDef("note", self.tr("What was seen"), wide=True),
        )

    def _show_out(self, card: Card) -> None:
        shown = [photo for photo in card.photos if photo.kind in ("out", "overall")]
        self._show_out_photos(tuple(shown))

    def _show_out_photos(self, photos: tuple[PhotoRow, ...]) -> None:
        found = pictures.of(self._station, photos)
        if found:
            self._out_photo = found[0]
            self._out.show_pictures(found)

    def _show_live(self) -> None:
        self._turn_to(0)
        self._say_compare()

    def _show_pair(self) -> None:
        shots = self.tray.shots()
        if not shots:
            return
        back = next((s for s in reversed(shots) if s.kind == "in"), shots[-1])
        self._compare.show_pair(
            self._out_photo,
            pictures.by_hash(self._station, back.sha256, texts.moment(back.taken_at)),
            (texts.word("photo.out"), texts.word("photo.in")),
        )
        self._turn_to(1)
        self._say_compare()

    def _turn_to(self, pane: int) -> None:
        """Only what is shown of the two wants its room: the comparison below fits a low window."""
        for at, part in enumerate((self._live, self._compare)):
            height = QSizePolicy.Policy.Preferred if at == pane else QSizePolicy.Policy.Ignored
            part.setSizePolicy(QSizePolicy.Policy.Preferred, height)
        self._pane.setCurrentIndex(pane)

    def _say_compare(self) -> None:
        is_pair = self._pane.currentIndex() == 1
        self._swap.setText(
            self.tr("Back to the camera") if is_pair else self.tr("Compare side by side")
        )
        self._swap.setVisible(is_pair or bool(self.tray.shots()))

    def _say(self) -> None:
        card = self._card
        if card is None:
            return
        if card.row.custody in _OUT:
            self._title.setText(self._station.closed() or self.tr("Next: who brings it back?"))
            self._store.hide()
            self._hold.hide()
            return
        missing = self._missing(card)
        agrees = self._agrees()
        self._store.setVisible(not missing and agrees)
        self._hold.setVisible(not missing and not agrees)
        closed = self._station.closed()
        is_idle = not (self._busy or closed or self.tray.is_waiting())
        self._store.setEnabled(is_idle and bool(self._value("place")))
        self._hold.setEnabled(is_idle)
        self._title.setText(closed or self._next_words(missing, agrees=agrees))

    def _next_words(self, missing: str, *, agrees: bool) -> str:
        if missing:
            return self._missing_words(missing)
        if not agrees:
            return self.tr("It does not agree: it is held, never silently stored")
        if not self._value("place"):
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
        return self.tr("Comparing…")

    def _missing(self, card: Card) -> str:
        """What must still be looked at before there is a verdict."""
        if self._value("quantity") is None:
            return "quantity"
        field = self.form.field("weight")
        if field.definition.required and self._value("weight") is None:
            return "weight"
        if card.row.seal_no and not self._value("seal"):
            return "seal"
        kinds = {shot.kind for shot in self.tray.shots()}
        if "in" not in kinds:
            return "photo"
        if self._bag_torn() and "damage" not in kinds:
            return "damage"
        if self.weigh.is_by_hand() and "scale" not in kinds:
            return "scale"
        if self.weigh.missing():
            return "reason"
        return "" if self._compared is not None and self._is_fresh() else "comparison"

    # -- small ones --------------------------------------------------------------------------------

    def _is_counting(self) -> bool:
        return self._card is not None and self._card.row.custody in ("RETURNING", "EXAM")

    def _is_exam(self) -> bool:
        return self._card is not None and self._card.row.custody == "EXAM"

    def _is_begun(self) -> bool:
        return self._is_counting() and bool(self.tray.shots() or self._value("quantity"))

    def _bag_torn(self) -> bool:
        return not self._is_exam() and bool(self._value("bag_torn"))

    def _agrees(self) -> bool:
        if self._compared is None or self._bag_torn():
            return False
        if self._is_exam():
            # An appraiser seals the bag anew: the books decide whether that number may stand.
            both = (self._compared.quantity, self._compared.weight)
            is_swapped = bool(self._compared.seal.hint)
            return not is_swapped and all(line.verdict != "differs" for line in both)
        return self._compared.agrees

    def _measured(self) -> tuple[Any, ...]:
        return tuple(self._value(field) for field in ("quantity", "weight", "seal"))

    def _is_fresh(self) -> bool:
        """Whether the verdict is about what stands in the form now: nobody acts upon, or signs, another."""
        is_asked = self._timer.isActive() or (
            self._ticket is not None and not self._ticket.is_done()
        )
        return not is_asked and self._compared_of == self._measured()

    def _ask_compare(self) -> None:
        if self._is_counting():
            self._timer.start()

    def _compare_now(self) -> None:
        quantity = self._value("quantity")
        if not self._is_counting() or quantity is None:
            self._say()
            return
        if self._ticket is not None:
            self._ticket.cancel()
        self._compared_of = self._measured()
        self._ticket = self._station.ask(
            self,
            loans.compare_back,
            then=self._took_comparison,
            item_id=self._item,
            quantity=int(quantity),
            weight_mg=job.milligrams(self._value("weight")),
            seal_no=str(self._value("seal") or ""),
        )

    def _plan_photos(self) -> None:
        plan = ["in", "damage"] if self._bag_torn() else ["in", "seal", "damage"]
        if self.weigh.is_by_hand():
            plan.insert(1, "scale")
        self.tray.set_plan(plan)

    def _changed(self) -> None:
        self.weigh.say()
        self._plan_photos()
        if self._compared_of != self._measured():
            self._ask_compare()
        self._say()
        self._go_to_store()

    def _photos_changed(self) -> None:
        self._plan_photos()
        counts = bool(self.tray.shots())
        if counts and not self.tray.is_waiting() and self._pane.currentIndex() == 0:
            self._show_pair()
        elif not counts and self._pane.currentIndex() == 1:
            # it does not count: why stands beside the live picture
            self._turn_to(0)
        self._say_compare()
        self._say()

    def _put(self, field: str, value: str) -> bool:
        if not self._is_counting():
            return False
        self.form.field(field).set_value(value)
        self._changed()
        return True

    def _value(self, field: str) -> Any:
        try:
            return self.form.field(field).value()
        except (Unreadable, KeyError):
            return None

    def _fill_people(self) -> None:
        was = self._who.currentData()
        loan = self._card.loan if self._card is not None else None
        self._who.clear()
        for person in self._people:
            self._who.addItem(person.name, person.id)
        wanted = was or (loan.borrower if loan is not None else "")
        self._who.setCurrentIndex(max(self._who.findData(wanted), 0))

    def _summary(self, card: Card) -> str:
        agrees = self._agrees()
        words = (
            self.tr("Return {0} {1}: everything agrees, back into the store")
            if agrees
            else self.tr("Return {0} {1}: it does not agree, it is put on hold")
        )
        return words.format(card.row.number, card.row.name)

    def _set_busy(self, *, on: bool) -> None:
        self._busy = on
        self._take.setEnabled(not on)
        self._say()

    # -- building ----------------------------------------------------------------------------------

    def _build(self) -> Iterator[None]:
        self._body = QWidget(self)
        self._panes = QWidget(self._body)
        self._live = QWidget(self._panes)
        self._side = QFrame(self._body)
        self._side.setProperty("kind", "card")
        self._first, self._second = QWidget(self._side), QWidget(self._side)
        self._title = QLabel(self)
        self._title.setObjectName("return.next")
        self._title.setProperty("role", "huge")
        self._out = Photos(self._station.work, self._live)
        self._out_title = QLabel(self._live)
        self._out_title.setProperty("role", "strong")
        yield
        self.tray = ShotTray(self._station, "return", self._live, films=True)
        self.tray.set_plan(("in", "seal", "damage"))
        yield
        self._compare = SideBySide(self._station, self._panes)
        self._swap = QPushButton(icons.icon("images"), "", self._body)
        self._swap.setObjectName("return.compare")
        self._swap.setProperty("kind", "quiet")
        self._number = QLabel(self._side)
        self._number.setProperty("role", "soft")
        self._name = QLabel(self._side)
        self._name.setProperty("role", "heading")
        self._name.setWordWrap(True)
        self._who_label = QLabel(self._first)
        self._who_label.setProperty("role", "soft")
        self._who = QComboBox(self._first)
        self._who.setObjectName("return.who")
        self._take = self._button("return.take_back", "primary")
        yield
        self.form = Form((), columns=2, parent=self._second, named="return")
        self.weigh = WeighBar(
            self._station, "return", lambda: self.form.field("weight"), self._second
        )
        self._table = ComparisonTable(self._body)
        yield
        self._store = self._button("return.store", "primary")
        self._hold = self._button("return.hold", "danger")
        self._nothing = EmptyState("archive-restore", self)
        self._timer = QTimer(self, singleShot=True, interval=_COMPARE_AFTER_MS)
        self._show_fields()
        yield

    def _button(self, name: str, kind: str) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(name)
        button.setProperty("kind", kind)
        return button

    def _wire(self) -> None:
        self._take.clicked.connect(self.take_back)
        self._store.clicked.connect(self.accept)
        self._hold.clicked.connect(self.accept)
        self._swap.clicked.connect(self._swap_pane)
        self.form.changed.connect(lambda _: self._changed())
        self.weigh.changed.connect(self._changed)
        self.form.confirmed.connect(self.confirm)
        self.form.is_ready = lambda: any(
            each.isVisible() and each.isEnabled() for each in (self._store, self._hold)
        )
        self.tray.changed.connect(self._photos_changed)
        self._timer.timeout.connect(self._compare_now)
        keys.bind(self, Key.PHOTOGRAPH, self.photograph)
        keys.bind(self, Key.WEIGH, self.weigh.weigh)
        keys.bind(self, "Ctrl+Return", self.confirm)

    def _swap_pane(self) -> None:
        if self._pane.currentIndex() == 1:
            self._show_live()
        else:
            self._show_pair()

    def _lay_out(self) -> None:
        sides = QHBoxLayout(self._live)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(8)
        before = QVBoxLayout()
        before.setSpacing(4)
        before.addWidget(self._out_title)
        before.addWidget(self._out, 1)
        sides.addLayout(before, 1)
        sides.addWidget(self.tray, 1)
        self._pane = QStackedLayout(self._panes)
        self._pane.addWidget(self._live)
        self._pane.addWidget(self._compare)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self._panes, 1)
        below = self._below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self._table, 1)
        below.addWidget(self._swap, 0, Qt.AlignmentFlag.AlignTop)
        left.addLayout(below)
        first = QVBoxLayout(self._first)
        first.setContentsMargins(0, 8, 0, 0)
        first.setSpacing(8)
        for piece in (self._who_label, self._who, self._take):
            first.addWidget(piece)
        first.addStretch()
        second = QVBoxLayout(self._second)
        second.setContentsMargins(0, 0, 0, 0)
        second.setSpacing(12)
        second.addWidget(self.form)
        second.addWidget(self.weigh)
        second.addStretch()
        second.addWidget(self._store)
        second.addWidget(self._hold)
        right = QVBoxLayout(self._side)
        right.setContentsMargins(16, 12, 16, 16)
        right.setSpacing(8)
        right.addWidget(self._number)
        right.addWidget(self._name)
        right.addWidget(self._first, 1)
        right.addWidget(self._second, 1)
        row = QHBoxLayout(self._body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addWidget(self._side)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.setSpacing(12)
        whole.addWidget(self._title)
        whole.addWidget(self._body, 1)
        whole.addWidget(self._nothing, 1)

    def _fit(self) -> None:
        narrow, along = theme.is_narrow(self), QBoxLayout.Direction
        self._side.setFixedWidth(_NARROW if narrow else _WIDE)
        self._below.setDirection(along.TopToBottom if narrow else along.LeftToRight)

    def retranslate(self) -> None:
        """Set every text anew."""
        self._out_title.setText(texts.word("photo.out"))
        self._who_label.setText(self.tr("Brought back by"))
        self._take.setText(hint(self.tr("Take back"), "Enter"))
        self._store.setText(hint(self.tr("Into the store"), "Enter"))
        self._hold.setText(hint(self.tr("Put on hold"), "Enter"))
        self._nothing.say(
            self.tr("Scan what comes back"),
            self.tr("Its label opens it here: what went out stands beside what came back."),
        )
        self._show_fields()
        self._say_compare()
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.is_whole:
            self._fit()
