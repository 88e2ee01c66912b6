"""Why an act is not offered on a card: each with the rule that stands against it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from app import errors, words
from app.custody import rules
from app.custody.types import Action, Card
from app.states import Custody
from ui import texts
from ui.custody import describe
from ui.shell import lang
from ui.widgets.facts import Fact, Facts, Group

_HIGH = 220
#: What a handler asks for begins from a thing in store.
_REQUESTS = ("CHECK_OUT", "EXAM", "DISPOSAL")


class WhyNot(lang.Speaks, QFrame):
    """The acts that the person's roles know and that cannot be done now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card: Card | None = None
        self._asks = False
        self.setObjectName("card.why_not")
        self.setProperty("kind", "card")
        self._title = QLabel(self)
        self._title.setProperty("role", "strong")
        self._facts = Facts(self, label_width=120)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self._title)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFixedHeight(_HIGH)
        self._facts.setProperty("surface", "clear")
        scroll.setWidget(self._facts)
        column.addWidget(scroll)
        self.retranslate()
        self.hide()

    def show_actions(self, card: Card, *, asks: bool = False) -> None:
        """Those of this card; `asks`: a handler's requests stand among them."""
        self._card, self._asks = card, asks
        if not self.isHidden():
            self._show(card)

    def _show(self, card: Card) -> None:
        kept = [action for action in card.actions if not action.allowed]
        facts = tuple(Fact(texts.word(f"event.{a.event}"), self._reason(card, a)) for a in kept)
        if self._asks and card.row.custody != Custody.IN:
            facts = (*(self._asked(card, kind) for kind in _REQUESTS), *facts)
        self._facts.show_groups((Group("", facts),) if facts else ())
        self._say_title(len(facts))

    def text(self) -> str:
        """All of it as text."""
        if self._card is not None:
            self._show(self._card)
        return self._facts.text()

    def _reason(self, card: Card, action: Action) -> str:
        law = rules.LAW[action.event]
        if action.why == "R06":
            said = self._begins(card, law.froms)
        else:
            no = errors.SeizerKeeps(item=card.row.number, number=card.row.number)
            said = words.refusal(no, lang.now()).what
        of = (describe.code(action.event), action.why, texts.cited(law.basis))
        behind = "  ·  ".join(p for p in of if p)
        return f"{said}   ({behind})"

    def _begins(self, card: Card, froms: Iterable[str]) -> str:
        begins = texts.several(texts.state_word(state) for state in froms if state)
        return self.tr("the item is {0}; this begins from {1}").format(
            texts.state_word(card.row.custody), begins
        )

    def _asked(self, card: Card, kind: str) -> Fact:
        """What a handler would ask for, and cannot while the thing is not in store."""
        return Fact(
            texts.word(f"request_kind.{kind}"), f"{self._begins(card, (Custody.IN,))}   (R06)"
        )

    def _say_title(self, many: int) -> None:
        self._title.setText(
            self.tr("Not possible now, and why")
            if many
            else self.tr("Everything you may do is possible now")
        )

    def retranslate(self) -> None:
        """Set every text anew."""
        if self._card is not None:
            self.show_actions(self._card, asks=self._asks)

    def showEvent(self, event: QShowEvent) -> None:
        # two lines for each act: made for every card that is shown, they cost more than all that one looks at
        if self._card is not None:
            self._show(self._card)
        super().showEvent(event)
