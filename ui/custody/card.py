"""One item's card: its head, the acts the law allows now, photographs, facts, and everything that happened to it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.custody import views
from app.custody.types import Card, PhotoKind
from app.labels.types import Command
from app.locations import service as locations
from app.locations.types import LocationRow
from ui import texts
from ui.custody import approval, deeds, describe, labels, pictures
from ui.custody.card_actions import CardActions
from ui.custody.deed_panel import DeedPanel
from ui.custody.filming import PlayClip
from ui.custody.held import Held
from ui.custody.shelves import Shelves
from ui.custody.why_not import WhyNot
from ui.shell import icons, keys
from ui.shell.keys import Key, hint
from ui.shell.pages import InPieces
from ui.shell.turns import Turns
from ui.widgets import parts
from ui.widgets.chips import Chip
from ui.widgets.facts import Facts
from ui.widgets.photos import Photos
from ui.widgets.timeline import Timeline
from ui.work import Lane, Ticket

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent

    from app.requests.types import Scanned

_SAVED: Final = "page/item/split"
#: So wide are the facts at least: a serial number is whole beside its label.
_FACTS: Final = 250


class CardPage(InPieces, QWidget):
    """物品卡."""

    features = frozenset({"custody", "requests", "labels"})

    def _pieces(self) -> Iterator[None]:
        self._item = self._void = self._pictured = ""
        self._card: Card | None = None
        self._shelves = Shelves()
        self._ticket: Ticket | None = None
        self._turns, self._appearing = Turns(self), Turns(self)
        yield
        yield from self._build()
        self._lay_out()
        yield
        self._wire()
        self.retranslate()

    def refresh(self) -> None:
        """Read the card anew."""
        if not self._item:
            return
        if self._ticket is not None:
            self._ticket.cancel()
        self._ticket = self._station.ask(self, views.card, then=self._took, item_id=self._item)
        self._station.ask(self, locations.tree, then=self._took_places)

    def show_target(self, target: str, extra: str = "") -> None:
        """Show this item's card; "label" prints the label that is owed, "void 1" drafts what to report of an old one."""
        if target != self._item:
            self._item, self._card, self._pictured = target, None, ""
            self._turns.stop()
            self.deed.leave()
            self._why.hide()
        self.refresh()
        self._void = extra.removeprefix("void ") if extra.startswith("void ") else ""
        if extra == "label":
            self.print_label()

    def take_scan(self, scanned: Scanned) -> bool:
        """A place while a place is asked for is the second scan of a move; this card's own label prints nothing anew."""
        if scanned.kind == "location" and self.deed.put("place", scanned.number):
            self.deed.do()
            return True
        if scanned.kind in ("seal", "unknown") and self.deed.put_code(scanned.number):
            return True
        if scanned.kind == "item" and scanned.id == self._item:
            return self.deed.put("scanned", scanned.payload) or True
        return False

    def at_work(self) -> str:
        """The act that was begun with this thing."""
        if self._card is None or not self.deed.event_shown:
            return ""
        return f"{self._card.row.number} {texts.word(f'event.{self.deed.event_shown}')}"

    def wants_place(self) -> bool:
        """Whether the act that was begun still waits for where the thing is put."""
        return self.deed.waits_for("place")

    def command(self, command: Command) -> bool:
        """The command cards of the counter."""
        match command:
            case Command.PRINT:
                self.print_label()
            case Command.PHOTO:
                self.add_photo()
            case Command.FORM:
                self.print_forms()
            case Command.CONFIRM if self.deed.event_shown:
                self.deed.do()
            case Command.BACK if self.deed.event_shown:
                self.deed.leave()
            case _:
                return False
        return True

    def first_focus(self) -> None:
        """Where the keys go first."""
        if self.deed.event_shown:
            self.deed.form.focus_first()
        else:
            self.photos.viewer.setFocus()

    def help_text(self) -> str:
        """What F1 says."""
        return self.tr(
            "Everything that is known of one item. The buttons are what the rules allow now; “Why not…” names the "
            "rest and the rule. F3 adds photographs, F4 prints the label, Ctrl+P its forms."
        )

    def act(self, event: str) -> None:
        """Begin an act: on its own page, or in the panel under the head."""
        card = self._card
        if card is None:
            return
        if event in deeds.PAGES:
            self._go_to(card, event)
            return
        for action in card.actions:
            if action.event == event and action.allowed:
                self._why.hide()
                self.deed.open_for(card, action)
                self._make_room()

    def add_photo(self) -> None:
        """F3: open the camera, then take; the open act's camera if there is one."""
        if self.deed.event_shown and not self.deed.tray.isHidden():
            self.deed.tray.take()
        else:
            self.act("ADD_PHOTO")

    def print_label(self) -> None:
        """F4: the label that is owed; one that was printed already opens the reprint."""
        if self._item and self._station.may("custodian", "store_head"):
            labels.print_living(
                self._station, self, self._item, printed_before=self._reprint, then=self.refresh
            )

    def print_forms(self) -> None:
        """Ctrl+P: the sheets of what was done with it, the newest first, and the card itself."""
        if self._item:
            self._station.go("form", f"item {self._item}")

    def request(self, kind: str) -> None:
        """Ask for a check-out, an extension or a disposal of this item."""
        self._station.go("request", self._item, kind)

    def _draft_report(self, void: str) -> None:
        """An old label in somebody's hand is to be told of (E31): the report is begun, he who found it ends it."""
        if self.deed.event_shown:
            return
        self.act("REPORT")
        self.deed.put("kind", "label")
        text = self.tr("A void label (version {0}) turned up. Where, and who had it:")
        self.deed.put("text", f"{text.format(void)} ")

    def _reprint(self) -> None:
        self._station.notices.warn(
            self.tr("The label of this item was printed already."),
            self.tr("A new label makes the old one void; a second person signs for it."),
        )
        self.act("REPRINT")

    def _go_to(self, card: Card, event: str) -> None:
        match event:
            case "DECLARE":
                self._station.go("intake", card.row.case_id, "declare")
            case "HAND_OVER" | "SEND_EXAM":
                self._station.go("hand_over", approval.of(card).request_id, card.row.id)
            case _:
                self._station.go(deeds.PAGES[event], card.row.id)

    def _took(self, card: Card) -> None:
        if card.row.id != self._item:
            return
        self._card = card
        self._turns.begin(self._shown(card))

    def _shown(self, card: Card) -> Iterator[None]:
        """A card is long: what it is comes first, and the window answers between its parts."""
        yield from self._show(card)
        hashes = [sha for entry in card.entries for sha in describe.hashes(entry)[:4]]
        self._timeline.show_moments(describe.moments(card, {}))
        self._station.work.run(
            self,
            pictures.thumbnails,
            self._station.store,
            hashes[:80],
            then=lambda thumbs: self._took_thumbs(card, thumbs),
            lane=Lane.PICTURES,
        )

    def _took_thumbs(self, card: Card, thumbs: dict[str, bytes]) -> None:
        if card is self._card and thumbs:
            self._timeline.show_moments(describe.moments(card, thumbs))

    def _took_places(self, found: tuple[LocationRow, ...]) -> None:
        self._shelves = Shelves(found)

    def _two_person(self, place: str) -> bool:
        return self._shelves.takes_two(place)

    def _show(self, card: Card) -> Iterator[None]:
        row = card.row
        self._number.setText(row.number)
        self._name.setText(row.name)
        self._state.show_state(texts.state_word(row.custody), texts.state_tone(row.custody))
        self._tier.show_state(texts.word(f"tier.{row.tier}"), texts.tier_tone(row.tier))
        self._alias.show_state(row.case_alias, "ended")
        self._where.setText(self._where_words(card))
        self._show_actions(card)
        self._held.show_hold(card.hold)
        yield
        self._facts.show_groups(describe.groups(card))
        yield
        self.photos.show_pictures(pictures.of(self._station, card.photos))
        self._play.set_clips(frozenset(p.sha256 for p in card.photos if p.kind == PhotoKind.CLIP))
        if self._pictured != row.id:  # whoever looks at another one then is not disturbed
            self._pictured = row.id
            self.photos.show_id(row.photo)
        yield
        self._why.show_actions(card, asks=self._station.may("handler"))
        self.deed.show_card(card)
        if self._void:
            self._draft_report(self._void)
            self._void = ""

    def _where_words(self, card: Card) -> str:
        row = card.row
        if row.holder and row.due_at is not None:
            return self.tr("with {0} until {1}").format(row.holder, texts.moment(row.due_at))
        if row.holder:
            return self.tr("with {0}").format(row.holder)
        return self.tr("at {0}").format(row.place) if row.place else ""

    def _show_actions(self, card: Card) -> None:
        self._actions.show_card(card)
        self._label.setVisible(
            self._station.may("custodian", "store_head") and card.row.received_at is not None
        )
        self._photo.setVisible("ADD_PHOTO" in {a.event for a in card.actions if a.allowed})

    def _show_why(self) -> None:
        self._why.setVisible(self._why.isHidden())

    def _left(self) -> None:
        self._make_room()
        self.first_focus()

    def _make_room(self) -> None:
        """An act with a camera takes the whole page, also in a low window under a banner; the others stand above the card."""
        whole = bool(self.deed.event_shown) and not self.deed.tray.isHidden()
        self._body.setHidden(whole)
        self._held.step_aside(whole)

    def _done(self, event: str) -> None:
        self._make_room()
        self.refresh()
        if event == "PICK_UP":
            self._after_pick_up()
        elif event == "REPRINT":
            self._station.notices.clear()  # it asked for what is now done
            self.print_label()

    def _after_pick_up(self) -> None:
        """The thing is in the hand: the next scan is its new place."""
        self._station.notices.done(self.tr("Picked up. Now scan the new place."))
        self._station.ask(
            self,
            views.card,
            item_id=self._item,
            then=self._ask_place,
        )

    def _ask_place(self, card: Card) -> None:
        self._took(card)
        self.act("PLACE")

    def _build(self) -> Iterator[None]:
        self._number = QLabel(self)
        self._number.setObjectName("card.number")
        self._number.setProperty("role", "title")
        self._number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._name = QLabel(self)
        self._name.setProperty("role", "heading")
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._where = QLabel(self)
        self._where.setObjectName("card.where")
        self._where.setProperty("role", "soft")
        self._state, self._tier, self._alias = (
            Chip(parent=self),
            Chip(parent=self),
            Chip(parent=self),
        )
        self._state.setObjectName("card.state")
        self._actions = CardActions(self._station, self)
        self._whynot = self._tool("card.why", "circle-question-mark", self._show_why)
        self._photo = self._tool("card.photo", "camera", self.add_photo)
        self._label = self._tool("card.label", "tag", self.print_label)
        self._form = self._tool("card.form", "printer", self.print_forms)
        yield
        self.deed = DeedPanel(self._station, self)
        self.deed.two_person = self._two_person
        self._why = WhyNot(self)
        self._held = Held(self)
        yield
        self._body = QWidget(self)
        self._split = QSplitter(Qt.Orientation.Horizontal, self._body)
        self.photos = Photos(self._station.work, self._split)
        self._play = PlayClip(self._station, self.photos, self)
        beneath = self.photos.layout()
        assert beneath is not None
        beneath.addWidget(self._play)
        self._facts = Facts(self._split)
        self._facts.followed.connect(self._station.go)
        self._timeline = Timeline(self._split)
        self._timeline.setObjectName("card.timeline")
        yield

    def _tool(self, name: str, icon: str, act: object) -> QPushButton:
        button = QPushButton(icons.icon(icon), "", self)
        button.setObjectName(name)
        button.setProperty("kind", "quiet")
        button.clicked.connect(act)
        return button

    def _wire(self) -> None:
        self._actions.chosen.connect(self.act)
        self._actions.asked.connect(self.request)
        self.deed.done.connect(self._done)
        self.deed.outdated.connect(self.refresh)
        self.deed.closed.connect(self._left)
        self._timeline.photo_clicked.connect(self.photos.show_id)
        keys.bind(self, Key.PHOTOGRAPH, self.add_photo)
        keys.bind(self, Key.LABEL, self.print_label)
        keys.bind(self, Key.PRINT, self.print_forms)
        keys.bind(self, Key.REFRESH, self.refresh)

    def _lay_out(self) -> None:
        title = QHBoxLayout()
        title.setSpacing(8)
        title.addWidget(self._number)
        for chip in (self._state, self._tier, self._alias):
            title.addWidget(chip, 0, Qt.AlignmentFlag.AlignVCenter)
        title.addStretch()
        title.addWidget(self._actions)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self._name)
        line.addWidget(self._where)
        line.addStretch()
        for tool in (self._photo, self._label, self._form, self._whynot):
            line.addWidget(tool)
        facts = QScrollArea(self._split)
        facts.setWidgetResizable(True)
        facts.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        facts.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._facts.setProperty("surface", "clear")
        self._facts.setContentsMargins(8, 0, 8, 0)
        facts.setWidget(self._facts)
        facts.setMinimumWidth(_FACTS)
        for piece, stretch in ((self.photos, 5), (facts, 3), (self._timeline, 4)):
            self._split.addWidget(piece)
            self._split.setStretchFactor(self._split.count() - 1, stretch)
        self._split.setChildrenCollapsible(False)
        self._split.setSizes([500, 300, 360])
        self._split.splitterMoved.connect(self._save)
        kept = QSettings().value(_SAVED, "")
        if isinstance(kept, str) and kept:
            self._split.setSizes(json.loads(kept))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.setSpacing(8)
        for part in (title, line):
            whole.addLayout(part)
        whole.addWidget(self._held)
        whole.addWidget(self._why)
        whole.addWidget(self.deed)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.addWidget(self._split)
        whole.addWidget(self._body, 1)

    def _save(self) -> None:
        QSettings().setValue(_SAVED, json.dumps(self._split.sizes()))

    def retranslate(self) -> None:
        """Set every text anew."""
        parts.say(self._whynot, self.tr("Why not…"))
        parts.say(self._photo, hint(self.tr("Add photo"), Key.PHOTOGRAPH))
        parts.say(self._label, hint(self.tr("Label"), Key.LABEL))
        parts.say(self._form, hint(self.tr("Forms"), Key.PRINT))
        if self._card is not None:
            self._turns.begin(self._show(self._card))
        if self._card is not None:
            self._timeline.show_moments(describe.moments(self._card, {}))

    def showEvent(self, event: QShowEvent) -> None:
        # laid out and drawn with the head, all below it would keep the window for a visible moment
        if self.is_whole and not event.spontaneous():
            self._appearing.begin_next(self._appear())
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.is_whole and not event.spontaneous():  # a window that is made small keeps its focus
            self._split.hide()

    def _appear(self) -> Iterator[None]:
        self._split.show()
        yield

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.is_whole and event.key() == Qt.Key.Key_Escape and self.deed.event_shown:
            self.deed.leave()
            return
        super().keyPressEvent(event)
