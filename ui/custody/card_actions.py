"""The buttons of a card: the likeliest acts that the law allows now, the rest under “More”, and what may be asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from app.custody import holds
from app.custody.types import Card
from ui import texts
from ui.custody import approval, deeds
from ui.shell import lang
from ui.shell.station import Station

_BUTTONS: Final = 3
#: 登记异常 is never what is done next: it stands last and without the accent.
_TROUBLE: Final = "REPORT"


class CardActions(lang.Speaks, QWidget):
    """What can be done with one thing now."""

    #: An act, by its event.
    chosen = Signal(str)
    #: A request, by its kind.
    asked = Signal(str)

    def __init__(self, station: Station, parent: QWidget) -> None:
        super().__init__(parent)
        self._station = station
        self._shown: list[QPushButton] = []
        self._more = QPushButton(self)
        self._more.setObjectName("card.more")
        self._menu = QMenu(self)
        self._more.setMenu(self._menu)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self._more)
        self.retranslate()

    def show_card(self, card: Card) -> None:
        """The acts of this thing."""
        for old in self._shown:
            old.hide()
            old.deleteLater()
        self._shown = []
        allowed = _offered(card)
        first = [event for event in deeds.FIRST if event in allowed][:_BUTTONS]
        acts: list[tuple[str, str, Callable[[], object]]] = [
            (event, texts.word(f"event.{event}"), partial(self.chosen.emit, event))
            for event in first
        ]
        acts += [(kind, word, partial(self.asked.emit, kind)) for kind, word in self._asks(card)]
        acts.sort(key=lambda act: act[0] == _TROUBLE)
        for at, (name, words, act) in enumerate(acts):
            button = QPushButton(words, self)
            button.setObjectName(f"card.action.{name}")
            button.setProperty("kind", "primary" if at == 0 and name != _TROUBLE else "")
            button.clicked.connect(lambda _=False, act=act: act())
            self._row.insertWidget(at, button)
            self._shown.append(button)
        self._fill_more(event for event in allowed if event not in first)

    def _asks(self, card: Card) -> list[tuple[str, str]]:
        """What a handler may ask for: he asks, others allow."""
        if not self._station.may("handler"):
            return []
        if card.row.custody == "IN":
            return [
                ("CHECK_OUT", self.tr("Request check-out")),
                ("DISPOSAL", self.tr("Request disposal")),
            ]
        if card.row.custody in ("OUT", "OVERDUE"):
            return [("EXTENSION", self.tr("Request extension"))]
        return []

    def _fill_more(self, events: Iterable[str]) -> None:
        self._menu.clear()
        for event in events:
            action = self._menu.addAction(texts.word(f"event.{event}"))
            action.setObjectName(f"card.action.{event}")
            action.triggered.connect(lambda _=False, e=event: self.chosen.emit(e))
        self._more.setVisible(not self._menu.isEmpty())

    def retranslate(self) -> None:
        """Set every text anew; the acts follow with their card."""
        self._more.setText(self.tr("More"))


def _offered(card: Card) -> list[str]:
    """The allowed acts that make sense: of the endings only the one that was approved.

    Handing over and sending out for examination are one page; the request says which it is.
    """
    approved = approval.of(card).way
    return [
        action.event
        for action in card.actions
        if action.allowed
        and action.event != "ADD_PHOTO"
        and (holds.WAYS.get(action.event, approved) == approved)
        and (action.event in deeds.PAGES or action.event in deeds.DEEDS)
        and action.event != "SEND_EXAM"
    ]
