"""代批: who decides in my place while I am away, and whom I stand in for."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QWidget

from app import clock
from app.identity.types import Colleague
from app.requests import service as requests
from app.requests.types import DelegationRow
from ui import texts
from ui.shell.station import Station
from ui.widgets import parts
from ui.widgets.field import FieldDef, Kind
from ui.widgets.sheet import Sheet


class DeputySheet(Sheet):
    """Name a deputy from one moment to another; take it back earlier."""

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__("deputy", parent)
        self._station = station
        self._people: dict[str, str] = {}
        self._known: tuple[DelegationRow, ...] = ()
        self._list = parts.label(self, "", wraps=True)
        self._end = parts.button(self, "deputy.end", self._take_back, icon="x")
        self.extra.addWidget(self._list)
        self.extra.addWidget(self._end)
        self.setMinimumWidth(300)
        self.submitted.connect(self._delegate)
        self.retranslate()

    def begin(self) -> None:
        """Ready, from now for a week."""
        now = clock.now()
        self.form.set_values({"since": now, "until": now + timedelta(days=7)})
        self._station.ask(self, requests.deputies, then=self._took_people)
        self._look()
        self.show()

    def _look(self) -> None:
        self._station.ask(self, requests.delegations, then=self._took)

    def _took_people(self, found: tuple[Colleague, ...]) -> None:
        self._people = {p.id: p.name for p in found}
        self._say_defs()

    def _took(self, found: tuple[DelegationRow, ...]) -> None:
        self._known = found
        self._say_list()

    def _mine(self) -> tuple[DelegationRow, ...]:
        actor = self._station.store.actor
        return tuple(d for d in self._known if actor is not None and d.principal == actor.id)

    def _delegate(self) -> None:
        given: dict[str, Any] = self.form.values()
        self.set_busy(True)
        self._station.do(
            self, requests.delegate, then=lambda _: self._done(), failed=self.blame, **given
        )

    def _take_back(self) -> None:
        mine = self._mine()
        if mine:
            self._station.do(
                self,
                requests.end_delegation,
                delegation_id=mine[-1].id,
                then=lambda _: self._done(),
            )

    def _done(self) -> None:
        self.set_busy(False)
        self._look()

    def _say_list(self) -> None:
        actor = self._station.store.actor
        lines = []
        for each in self._known:
            when = f"{texts.moment(each.since)} – {texts.moment(each.until)}"
            mine = actor is not None and each.principal == actor.id
            told = (
                self.tr("{0} decides for you: {1}") if mine else self.tr("You decide for {0}: {1}")
            )
            lines.append(told.format(each.deputy_name if mine else each.principal_name, when))
        self._list.setText("\n".join(lines) or self.tr("Nobody stands in for anybody now."))
        self._end.setVisible(bool(self._mine()))

    def _say_defs(self) -> None:
        self.set_defs(
            (
                FieldDef(
                    "deputy",
                    self.tr("Deputy"),
                    Kind.CHOICE,
                    required=True,
                    choices=tuple(self._people.items()),
                ),
                FieldDef("since", self.tr("From"), Kind.MOMENT, required=True),
                FieldDef("until", self.tr("Until"), Kind.MOMENT, required=True),
            )
        )

    def retranslate(self) -> None:
        """Set every text anew."""
        super().retranslate()
        self.say(
            self.tr("Deputies"),
            self.tr("Name deputy"),
            self.tr("He decides in your place for this time; forms show “on behalf of”."),
        )
        parts.say(self._end, self.tr("Take it back"))
        self._say_defs()
        self._say_list()
