"""Handing over what was approved: each thing scanned, its seal and weight compared, photographed; the carrier signs."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.custody import categories, loans, views
from app.custody.types import Card, ItemRow, LoanRow
from app.labels.types import Command
from app.requests import views as requests
from app.requests.types import RequestItemRow, RequestRow, RequestView
from ui import texts
from ui.custody import handed, job, offering
from ui.custody.shots import ShotTray
from ui.custody.weigh import WeighBar
from ui.shell import icons, keys
from ui.shell.keys import Key, hint
from ui.shell.pages import InPieces
from ui.shell.sounds import Sound
from ui.shell.turns import Turns
from ui.widgets.checklist import Checklist, Stage, Step
from ui.widgets.editors import Unreadable
from ui.widgets.empty import EmptyState
from ui.widgets.facts import Fact, Facts, Group
from ui.widgets.field import FieldDef, Form, Kind

if TYPE_CHECKING:
    from app.requests.types import Scanned

_ID: Final = Qt.ItemDataRole.UserRole
_EXAM: Final = "EXAM"


class HandOverPage(InPieces, QWidget):
    """出库交付."""

    features = frozenset({"custody", "requests"})

    def _pieces(self) -> Iterator[None]:
        station = self._station
        self._tally = offering.Tally(station)
        self._turns = Turns(self)
        self._request = ""
        self._view: RequestView | None = None
        self._card: Card | None = None
        self._item = ""
        self._scanned = self._scanned_for = ""
        self._lent: list[LoanRow] = []
        self._waiting: tuple[RequestRow, ...] = ()
        self._busy = False
        self.setProperty("posture", "counter")
        yield
        yield from self._build()
        self._lay_out()
        yield
        self._wire()
        self.retranslate()
        self._show()

    # -- what the page asks ------------------------------------------------------------------------

    def refresh(self) -> None:
        """What waits to be handed over, and the request that is open."""
        self._station.ask(self, requests.to_hand_over, then=self._took_waiting)
        if self._request:
            self._station.ask(self, requests.view, then=self._took, request_id=self._request)

    def show_target(self, target: str, extra: str = "") -> None:
        """This request; extra: the thing to begin with."""
        if target != self._request:
            self._request, self._view, self._card = target, None, None
            self._lent.clear()
            self._carriers_ticked.clear()
        self._item = extra or self._item
        self.refresh()

    def take_scan(self, scanned: Scanned) -> bool:
        """A thing of the request, its seal, or the request itself."""
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

    def _take_unknown(self, card: Card, code: str) -> bool:
        """A number of the thing itself, else the seal that is on it now."""
        if offering.at_counter(self._station, card, code, self._tally):
            return True
        stands = self._value("seal")
        return bool(code == stands or (not stands and self._put("seal", code)))

    def at_work(self) -> str:
        """The request whose things are handed over now."""
        return self._view.row.number if self._view is not None and self._left(self._view) else ""

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

    # -- one thing ---------------------------------------------------------------------------------

    def confirm(self) -> None:
        """Enter: go on to what is next; with everything there, the carrier signs."""
        if self._card is None or self._busy or not self.form.check():
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
            "seal_no": str(self._value("seal") or ""),
            "weight_mg": job.milligrams(self._value("weight")),
            "weighing": self.weigh.weighing(),
            "scanned": self._scanned,
            "request_version": view.row.version,
        }
        verb: Callable[..., Any] = loans.send_exam
        if view.row.kind != _EXAM:
            verb = loans.hand_over
            arguments["carriers"] = self.carriers()
        self._set_busy(on=True)
        self._station.do_with_second(
            self,
            verb,
            self._summary(card, view),
            then=self._handed,
            failed=self._not_handed,
            **arguments,
        )

    def carriers(self) -> tuple[str, ...]:
        """Who of the named carriers is here."""
        return tuple(who for who, box in self._carrier_boxes.items() if box.isChecked())

    def print_slip(self) -> None:
        """The release slip (F11) that the carrier takes along: what, in which state, until when."""
        if self._lent:
            self._station.go("form", f"item {self._lent[-1].item_id}", "F11")

    # -- answers -----------------------------------------------------------------------------------

    def _took_waiting(self, rows: tuple[RequestRow, ...]) -> None:
        self._waiting = rows
        self._requests.clear()
        for row in rows:
            line = QListWidgetItem(
                f"{row.number}  {row.case_alias}\n{row.requester_name}  ·  "
                + (self.tr("{0} items").format(row.items) if row.items != 1 else self.tr("1 item"))
            )
            line.setData(_ID, row.id)
            line.setSizeHint(QSize(0, 56))
            self._requests.addItem(line)
            if row.id == self._request:
                self._requests.setCurrentItem(line)
        self._show()

    def _took(self, view: RequestView) -> None:
        if view.row.id != self._request:
            return
        self._view = view
        self._show_request(view)
        waiting = self._left(view)
        if self._card is not None and self._card.row.id not in {row.item_id for row in waiting}:
            self._card = None
        wanted = self._item
        self._item = ""
        if self._card is None and waiting:
            ids = [row.item_id for row in waiting]
            self._choose(wanted if wanted in ids else ids[0])
        self._show()

    def _took_card(self, card: Card) -> None:
        self._card = card
        self._show_fields()
        self.form.set_values({})
        self.weigh.begin()
        self._turns.begin(self._shown(card))

    def _shown(self, card: Card) -> Iterator[None]:
        """In turns: the window answers between."""
        self.tray.show_taken(())
        self.tray.set_thing(card.row.id)
        yield
        self._show_parts()
        yield
        self._say()
        yield
        self.first_focus()

    def _not_handed(self, trouble: Exception) -> None:
        """The keys are at the button again that was pressed: Enter asks once more, and nothing beside it."""
        self._set_busy(on=False)
        self.first_focus()
        if isinstance(trouble, job.MOVED_ON):
            self.refresh()

    def _handed(self, result: LoanRow | ItemRow) -> None:
        card = self._card
        self._set_busy(on=False)
        if isinstance(result, LoanRow):
            self._lent.append(result)
        if card is not None:
            words = self.tr("{0} {1} handed over").format(card.row.number, card.row.name)
            self._station.told.emit(words)
            self._station.notices.done(words)
        self._station.sounds.play(Sound.FINISHED)
        self._card, self._scanned, self._scanned_for = None, "", ""
        self.refresh()

    # -- scans -------------------------------------------------------------------------------------

    def _take_item(self, scanned: Scanned) -> bool:
        view = self._view
        if view is None or scanned.id not in {row.item_id for row in self._left(view)}:
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
        self.form.field(field).set_value(value)
        self._say()
        self.first_focus()
        return True

    # -- showing -----------------------------------------------------------------------------------

    def _show(self) -> None:
        self._show_parts()
        self._say()

    def _show_parts(self) -> None:
        has_card = self._card is not None
        self._right.setVisible(has_card)
        self.tray.setVisible(has_card)
        self.steps.setVisible(has_card)
        self._done.setVisible(not has_card)
        if has_card:
            self._show_card()
        else:
            self._say_done()

    def _show_request(self, view: RequestView) -> None:
        row = view.row
        facts = [
            Fact(self.tr("Request"), row.number),
            Fact(self.tr("Asked by"), row.requester_name),
            Fact(self.tr("Purpose"), row.reason),
            Fact(self.tr("Due back"), texts.moment(row.due_at)),
        ]
        if view.terms.institution:
            facts.insert(1, Fact(self.tr("Institution"), view.terms.institution))
        self._facts.show_groups((Group("", tuple(facts)),))
        for old in self._carrier_boxes.values():
            old.hide()
            old.deleteLater()
        self._carrier_boxes.clear()
        for who, name in zip(view.terms.carriers, view.carrier_names, strict=False):
            box = QCheckBox(name, self)
            box.setObjectName(f"hand_over.carrier.{who}")
            box.setChecked(self._carriers_ticked.get(who, True))
            # where nothing is left to be taken (lapsed, handed over) nobody is chosen for it
            box.setEnabled(bool(self._left(view)))
            box.toggled.connect(lambda on, who=who: self._tick(who, on=on))
            self._carriers.addWidget(box)
            self._carrier_boxes[who] = box
        self._items.clear()
        for each in view.items:
            self._items.addItem(_item_line(each))

    def _show_card(self) -> None:
        card = self._card
        if card is None:
            return
        self._number.setText(card.row.number)
        self._name.setText(card.row.name)
        for at in range(self._items.count()):
            if self._items.item(at).data(_ID) == card.row.id:
                self._items.setCurrentRow(at)

    def _show_fields(self) -> None:
        self.form.set_defs(self._defs())

    def _defs(self) -> tuple[FieldDef, ...]:
        row = self._card.row if self._card is not None else None
        told = texts.weight(row.weight_mg) if row is not None and row.weight_mg else ""
        return (
            FieldDef("seal", texts.word("item.seal_no"), Kind.CODE, bool(row and row.seal_no)),
            FieldDef(
                "weight",
                texts.word("item.weight_mg"),
                Kind.DECIMAL,
                self._is_weighed(),
                "g",
                hint=told,
                places=3,
            ),
        )

    def _weight_stage(self, weight: int | None) -> Stage:
        """One that the scale does not say stands only with a reason (C19)."""
        if not weight:
            return Stage.OPEN
        return Stage.BAD if self.weigh.missing() else Stage.DONE

    def _is_weighed(self) -> bool:
        if self._card is None:
            return False
        category = categories.all_().get(self._card.row.category)
        return category is not None and category.weight_required

    def _steps(self, card: Card) -> tuple[Step, ...]:
        row = card.row
        seal, weight = str(self._value("seal") or ""), job.milligrams(self._value("weight"))
        photos = [shot.kind for shot in self.tray.shots()]
        seen = "out" in photos and (not self.weigh.is_by_hand() or "scale" in photos)
        lost = not self.tray.is_live() and not seen
        return (
            Step(
                "label",
                self.tr("Label"),
                row.number if self._scanned else "",
                Stage.DONE if self._scanned else Stage.OPEN,
            ),
            Step("seal", texts.word("item.seal_no"), *_compared(seal, row.seal_no)),
            Step(
                "weight",
                texts.word("item.weight_mg"),
                texts.weight(weight) if weight else "",
                self._weight_stage(weight),
                "F8",
                optional=not self._is_weighed(),
            ),
            Step(
                "photo",
                texts.word("photo.out"),
                self.tr("no camera") if lost else str(len(photos) or ""),
                Stage.DONE if seen else Stage.BAD if lost else Stage.OPEN,
                "F3",
            ),
            Step(
                "carriers",
                texts.word("part.carrier"),
                "、".join(b.text() for b in self._carrier_boxes.values() if b.isChecked()),
                Stage.DONE if self.carriers() else Stage.OPEN,
            ),
        )

    def _say(self) -> None:
        card = self._card
        if card is None:
            return
        self.weigh.say()
        by_hand = ("scale",) if self.weigh.is_by_hand() else ()
        self.tray.set_plan(("out", *by_hand, "handover", "seal"))
        self.steps.show_steps(self._steps(card))
        lit = self.steps.next_step()
        closed = self._station.closed()
        self._title.setText(closed or self._next_words(lit))
        self._go.setEnabled(not (lit or closed or self._busy or self.tray.is_waiting()))

    def _next_words(self, lit: str) -> str:
        match lit:
            case "label":
                return self.tr("Next: scan the label of the item")
            case "seal":
                return self.tr("Next: scan the seal")
            case "weight" if self.weigh.missing():
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
        self._slip.setVisible(bool(self._lent))
        if view is not None and not self._left(view):
            title, told, then, icon = handed.said(view, printable=bool(self._lent))
            self._title.setText(title)
            self._done.say(told, then, icon=icon)
            return
        self._title.setText(self.tr("Hand over"))
        self._done.say(
            self.tr("Choose a request at the left, or scan its number")
            if self._waiting
            else self.tr("Nothing waits to be handed over"),
            self.tr("Approved check-outs and examinations appear here."),
            icon="handshake",
        )

    # -- small ones --------------------------------------------------------------------------------

    def _left(self, view: RequestView) -> list[RequestItemRow]:
        return [row for row in view.items if row.done_at is None and row.custody == "RESERVED"]

    def _choose(self, item_id: str, *, keep_scan: bool = False) -> None:
        # A label that was scanned while the list was read anew counts.
        if not keep_scan and item_id != self._scanned_for:
            self._scanned = ""
        self._station.ask(self, views.card, then=self._took_card, item_id=item_id)

    def _next(self) -> None:
        view = self._view
        if view is None:
            return
        ids = [row.item_id for row in self._left(view)]
        here = self._card.row.id if self._card is not None else ""
        if ids:
            self._choose(ids[(ids.index(here) + 1) % len(ids)] if here in ids else ids[0])

    def _item_clicked(self, line: QListWidgetItem) -> None:
        view = self._view
        if view is not None and line.data(_ID) in {row.item_id for row in self._left(view)}:
            self._choose(str(line.data(_ID)))

    def _weighed(self) -> None:
        """The scale's weight is in the form: on to the next step; a reason is still being typed."""
        self._say()
        if not self.weigh.reason.hasFocus():
            self._go_to(self.steps.next_step())

    def _photographed(self) -> None:
        """The photograph is taken: Enter must not take another, it goes on."""
        self._say()
        is_done = not self.tray.is_waiting() and self.steps.next_step() != "photo"
        if self.tray.photograph.hasFocus() and is_done:
            self.first_focus()

    def _tick(self, who: str, *, on: bool) -> None:
        self._carriers_ticked[who] = on
        self._say()

    def _go_to(self, step: str) -> None:
        if self._card is None:
            self._requests.setFocus()
        elif step == "weight" and self.weigh.missing():
            self.weigh.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        elif step in ("seal", "weight"):
            self.form.field(step).editor.setFocus(Qt.FocusReason.OtherFocusReason)
        elif step == "photo":
            self.tray.photograph.setFocus(Qt.FocusReason.OtherFocusReason)
        elif step == "carriers" and self._carrier_boxes:
            next(iter(self._carrier_boxes.values())).setFocus()
        else:
            self._go.setFocus()

    def _value(self, field: str) -> Any:
        try:
            return self.form.field(field).value()
        except (Unreadable, KeyError):
            return None

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
        self._carriers_ticked: dict[str, bool] = {}
        self._carrier_boxes: dict[str, QCheckBox] = {}
        self._title = QLabel(self)
        self._title.setObjectName("hand_over.next")
        self._title.setProperty("role", "huge")
        self._requests = QListWidget(self)
        self._requests.setObjectName("hand_over.requests")
        self._requests.setMaximumHeight(122)
        self._items = QListWidget(self)
        self._items.setObjectName("hand_over.items")
        self._items.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._facts = Facts(self, label_width=76)
        self._carriers_title = QLabel(self)
        self._carriers_title.setProperty("role", "soft")
        self._carriers = QHBoxLayout()
        self._carriers.setSpacing(16)
        self._carriers.setAlignment(Qt.AlignmentFlag.AlignLeft)
        yield
        self.tray = ShotTray(self._station, "hand_over", self, films=True)
        self._number = QLabel(self)
        self._number.setProperty("role", "soft")
        self._name = QLabel(self)
        self._name.setProperty("role", "heading")
        self._name.setWordWrap(True)
        yield
        self.form = Form((), parent=self, named="hand_over")
        self._show_fields()
        self.weigh = WeighBar(self._station, "hand_over", lambda: self.form.field("weight"), self)
        yield
        self.steps = Checklist(self)
        self._go = QPushButton(self)
        self._go.setObjectName("hand_over.commit")
        self._go.setProperty("kind", "primary")
        self._slip = QPushButton(icons.icon("printer"), "", self)
        self._slip.setObjectName("hand_over.slip")
        self._done = EmptyState("handshake", self)
        yield

    def _wire(self) -> None:
        self._requests.itemActivated.connect(lambda line: self.show_target(str(line.data(_ID))))
        self._requests.itemClicked.connect(lambda line: self.show_target(str(line.data(_ID))))
        self._items.itemClicked.connect(self._item_clicked)
        self.form.changed.connect(lambda _: self._say())
        self.weigh.changed.connect(self._weighed)
        self.form.confirmed.connect(self.confirm)
        self.form.built.connect(self._chain)
        self.tray.changed.connect(self._photographed)
        self.steps.step_clicked.connect(self._go_to)
        self._go.clicked.connect(self.confirm)
        self._slip.clicked.connect(self.print_slip)
        keys.bind(self, Key.PHOTOGRAPH, self.tray.take)
        keys.bind(self, Key.WEIGH, self.weigh.weigh)
        keys.bind(self, Key.PRINT, self.print_slip)
        keys.bind(self, "Ctrl+Return", self.confirm)

    def _chain(self) -> None:
        """Tab goes where the next step is: from the weight to what is said of it, and on to the button."""
        way = (self.form.field("weight").editor, self.weigh.reason, self._go, self._slip)
        for before, after in itertools.pairwise(way):
            QWidget.setTabOrder(before, after)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self._requests)
        left.addWidget(self._facts)
        left.addWidget(self._carriers_title)
        left.addLayout(self._carriers)
        left.addWidget(self._items, 1)
        left.addWidget(self._slip)
        side = QWidget(self)
        side.setLayout(left)
        side.setFixedWidth(280)
        left.setContentsMargins(0, 0, 0, 0)
        self._right = QFrame(self)
        self._right.setProperty("kind", "card")
        right = QVBoxLayout(self._right)
        right.setContentsMargins(16, 12, 16, 16)
        right.setSpacing(8)
        for piece in (self._number, self._name, self.form, self.weigh):
            right.addWidget(piece)
        right.addStretch()
        right.addWidget(self._go)
        panes = QHBoxLayout()
        panes.setSpacing(16)
        panes.addWidget(side)
        panes.addWidget(self.tray, 5)
        panes.addWidget(self._right, 3)
        panes.addWidget(self._done, 5)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.setSpacing(12)
        whole.addWidget(self._title)
        whole.addLayout(panes, 1)
        whole.addWidget(self.steps)

    def retranslate(self) -> None:
        """Set every text anew."""
        self._go.setText(hint(self.tr("Hand over"), "Enter"))
        self._slip.setText(hint(self.tr("Release slip"), Key.PRINT))
        self._carriers_title.setText(self.tr("Who takes it"))
        self.form.set_defs(self._defs())
        if self._view is not None:
            self._show_request(self._view)
        self._show()


def _item_line(row: RequestItemRow) -> QListWidgetItem:
    icon, tone = ("circle-check", "ok") if row.done_at is not None else ("circle", "faint")
    line = QListWidgetItem(icons.icon(icon, tone), f"{row.name}\n{row.number}")
    line.setData(_ID, row.item_id)
    line.setSizeHint(QSize(0, 56))
    return line


def _compared(shown: str, told: str) -> tuple[str, Stage]:
    if not told and not shown:
        return texts.word("seal_status.NONE"), Stage.DONE
    if shown == told:
        return shown, Stage.DONE
    return (f"{shown} ≠ {told or '—'}", Stage.BAD) if shown else ("", Stage.OPEN)
