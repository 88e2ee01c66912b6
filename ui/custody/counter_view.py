"""The counter as it looks: what is expected, the camera, the card of the one thing that lies there, what is next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.custody.types import Card
from ui import texts
from ui.custody import job
from ui.custody.counter_card import CounterCard
from ui.custody.pending import Pending
from ui.custody.shots import ShotTray
from ui.shell.keys import hint
from ui.shell.pages import InPieces
from ui.widgets import parts
from ui.widgets.checklist import Checklist, Stage

#: The list of the delivery gives room to camera and card where there is little.
_WIDE, _NARROW = 240, 170
_AIR, _AIR_NARROW = 12, 8


class CounterView(InPieces, QWidget):
    """应收清单 · 相机 · 卡片 · 步骤."""

    #: Something of the thing is another now.
    changed = Signal()
    #: A place is refused that another desk may have made, or emptied, since the places were asked for.
    place_doubted = Signal()
    #: The next thing of the delivery is wanted.
    skipped = Signal()

    def _pieces(self) -> Iterator[None]:
        #: What lies on the counter.
        self.thing: Card | None = None
        #: A thing is received once only: what was begun with it is of use until then.
        self.matter = ""
        self._doubted = ""
        self._committing = False
        yield from self._build()
        self._lay_out()
        self._wire()
        self.retranslate()

    # -- what the page asks ------------------------------------------------------------------------

    def show_thing(self, card: Card | None) -> None:
        """Another thing lies there, nothing of it found yet; or none."""
        self.thing = card
        self.tray.show_taken(())
        self.tray.set_thing(card.row.id if card is not None else "", labelled=False)
        self.card.show_card(card)
        self.steps.setVisible(card is not None)
        self.pending.mark(card.row.id if card is not None else "")
        if card is None:
            self._title.setText(self.tr("Receive"))
            return
        self.say()
        self.first_focus()

    def let_go(self) -> None:
        """It is done with; what is seen of it stays until the next one lies there."""
        self.thing = None

    def say(self) -> None:
        """What is next, and which steps are done."""
        thing = self.thing
        if thing is None:
            return
        self.card.say()
        found = self.found()
        if found.placing is Stage.BAD and found.place != self._doubted:
            self._doubted = found.place
            self.place_doubted.emit()
        sealed = bool(found.seal_no or thing.row.seal_no)
        self.tray.set_plan(job.photo_plan(thing, sealed=sealed, by_hand=found.by_hand))
        self.steps.show_steps(job.steps(thing, found, self._words()))
        lit = self.steps.next_step()
        closed = self._station.closed()
        self._title.setText(closed or self._next_words(lit))
        is_held_up = bool(lit or closed) or self._committing or self.tray.is_waiting()
        self.card.commit.setEnabled(not is_held_up)

    def found(self) -> job.Found:
        """What was found of it so far."""
        return self.card.found(self.tray.shots(), camera_lost=not self.tray.is_live())

    def arguments(self) -> dict[str, Any]:
        """The same as the act takes it."""
        found = self.found()
        return {
            "quantity": found.quantity,
            "place": found.place,
            "photos": found.shots,
            "weight_mg": found.weight_mg,
            "weighing": self.card.weigh.weighing(),
            "seal_no": found.seal_no,
            "late_reason": self.card.late_reason(),
            "as_counted": found.as_counted,
        }

    def set_committing(self, *, on: bool) -> None:
        """While the books write nothing is pressed twice."""
        self._committing = on
        self.say()

    def is_committing(self) -> bool:
        """Whether the books write it now."""
        return self._committing

    def first_focus(self) -> None:
        """Where the keys go: to the step that is next."""
        self.go_to(self.steps.next_step())

    def go_to(self, step: str) -> None:
        """The keys go where this step is done."""
        if self.thing is None:
            return
        if step == "photos":
            self.tray.photograph.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.card.go_to(step)

    def advance(self) -> None:
        """After a scan: the next step takes the keys; the last one is still Enter's."""
        lit = self.steps.next_step()
        if lit:
            self.go_to(lit)
        else:
            self.card.commit.setFocus()

    def set_narrow(self, *, narrow: bool) -> None:
        """A small window leaves its room to camera and card."""
        self.pending.setFixedWidth(_NARROW if narrow else _WIDE)
        self._column.setSpacing(_AIR_NARROW if narrow else _AIR)

    # -- what happens in it ------------------------------------------------------------------------

    def _changed(self) -> None:
        self.say()
        self.changed.emit()

    def _weighed(self) -> None:
        """The scale's weight is in the form: on to the next step; a reason is still being typed."""
        self._changed()
        if not self.card.weigh.reason.hasFocus():
            self.advance()

    def _shooting(self) -> None:
        """The last photograph is under way: whoever is quick types already, and means the step behind it."""
        thing = self.thing
        if thing is None or not self.tray.photograph.hasFocus():
            return
        found = self.found()
        if job.lacks_photos(thing, found, self.tray.kinds()):
            return
        behind = [step for step in self.steps.left() if step != "photos"]
        self.card.go_to(behind[0] if behind else "")

    def _photographed(self) -> None:
        """The last photograph is taken: Enter must not take another, it goes on."""
        self._changed()
        is_done = not self.tray.is_waiting() and self.steps.next_step() != "photos"
        if self.tray.photograph.hasFocus() and is_done:
            self.advance()

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

    # -- building ----------------------------------------------------------------------------------

    def _build(self) -> Iterator[None]:
        self._title = QLabel(self)
        self._title.setObjectName("intake.next")
        self._title.setProperty("role", "huge")
        self.pending = Pending(self)
        yield
        self.tray = ShotTray(self._station, "intake", self)
        yield
        self.card = CounterCard(self._station, self)
        yield
        yield from self.card.form.get_ready()
        self.steps = Checklist(self)
        self._skip = parts.button(self, "intake.next_item", self.skipped.emit, kind="quiet")
        # Tab from the place leads to “Receive”
        self._skip.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def _wire(self) -> None:
        self.tray.changed.connect(self._photographed)
        self.tray.shutter.connect(self._shooting)
        self.card.form.is_ready = lambda: self.thing is not None and not self.steps.left()
        self.card.changed.connect(self._changed)
        self.card.weighed.connect(self._weighed)
        self.card.kept.connect(self.first_focus)
        self.steps.step_clicked.connect(self.go_to)

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
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._title)
        self._column.addLayout(panes, 1)
        self._column.addWidget(self.steps)

    def retranslate(self) -> None:
        """Set every text anew."""
        self._skip.setText(hint(self.tr("Next"), "Alt+↓"))
        if self.thing is not None:
            self.say()
        else:
            self._title.setText(self.tr("Receive"))
