"""What was begun with a thing at the counter and is not in the books: kept while one types, there again after a restart."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Protocol

from PySide6.QtCore import QObject, QTimer

from app.custody.types import Card
from ui.custody import kept
from ui.custody.shots import ShotTray
from ui.custody.taken import as_draft, from_draft
from ui.custody.weigh import WeighBar
from ui.shell.station import Station
from ui.widgets.form import Form

_AFTER_MS: Final = 400


class Written(Protocol):
    """What is written of a thing: its form, and its weight."""

    @property
    def form(self) -> Form:
        """The fields."""

    @property
    def weigh(self) -> WeighBar:
        """What the scale says."""


class Counter(Protocol):
    """Where one thing lies: at the intake, on its way out, on its way back."""

    @property
    def card(self) -> Written:
        """What is written of it."""

    @property
    def tray(self) -> ShotTray:
        """Its photographs."""

    @property
    def thing(self) -> Card | None:
        """What lies there."""

    @property
    def matter(self) -> str:
        """Because of what: what was begun because of something else is of no use. Empty where there is only one."""

    def say(self) -> None:
        """What follows from what stands there now."""

    def first_focus(self) -> None:
        """The keys go to what is next."""


class HalfDone(QObject):
    """The draft of one thing at one counter, on this computer."""

    def __init__(
        self, station: Station, counter: Counter, parent: QObject, kind: str = "intake"
    ) -> None:
        super().__init__(parent)
        self._station = station
        self._counter = counter
        self._kind = kind
        self._timer = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._timer.timeout.connect(self._keep)

    def is_begun(self) -> bool:
        """Whether something of the thing on the counter stands there that is not in the books."""
        return bool(self._draft())

    def keep_later(self) -> None:
        """Something is another now: it is kept a moment after the last key."""
        self._timer.start()

    def keep_now(self) -> None:
        """The thing goes off the counter: what was not kept yet is."""
        if self._timer.isActive():
            self._timer.stop()
            self._keep()

    def is_kept(self) -> bool:
        """Whether nothing waits to be kept."""
        return not self._timer.isActive()

    def stop(self) -> None:
        """What stands there now is not kept."""
        self._timer.stop()

    def discard(self, item_id: str) -> None:
        """It is in the books, or will never be: nothing is left to offer."""
        self._timer.stop()
        kept.discard(self._station, self, self._kind, item_id)

    def ask_all(self, then: Callable[[dict[str, kept.Form]], object]) -> None:
        """Everything that was never finished here, by thing."""
        kept.all_of(self._station, self, self._kind, then)

    def bring(self, item_id: str) -> None:
        """What was begun with this one is put on the counter again, photographs and all.

        That the fields were emptied is nothing to keep; what was put in since is.
        """
        if not self.is_begun():
            self._timer.stop()
        kept.load(self._station, self, self._kind, item_id, self._took)

    def _took(self, draft: kept.Form | None) -> None:
        thing = self._counter.thing
        if not draft or thing is None or draft.get("item") != thing.row.id:
            return
        if draft.get("matter", "") != self._counter.matter:
            self.discard(thing.row.id)
            return
        other, is_begun = self._begun_by_another(draft), self.is_begun()
        self._fill_in({} if other else draft)
        self._counter.tray.show_before([from_draft(each) for each in draft.get("shots", ())])
        self._counter.say()
        self._say(thing, draft.get("gone", 0), other)
        if is_begun:
            self.keep_later()  # both together
        else:
            self._counter.first_focus()

    def _fill_in(self, draft: kept.Form) -> None:
        """Where nothing stands: what was put in before the draft came is what is seen now."""
        if "weight" in self._counter.card.form.fill_in(draft.get("values", {})):
            self._counter.card.weigh.show_draft(draft.get("weighing", {}))

    def _say(self, thing: Card, gone: int, other: str) -> None:
        told = self.tr("What was begun with {0} is on the counter again.").format(thing.row.number)
        if gone:
            again = self.tr("{0} photographs were taken by another person: take them anew.")
            self._station.notices.warn(told, again.format(gone))
        elif other:
            own = self.tr("{0} began it; the photographs are there. Do all the rest yourself.")
            self._station.notices.warn(told, own.format(other))
        else:
            self._station.notices.done(told)

    def _begun_by_another(self, draft: kept.Form) -> str:
        """The name of who began it, when it is not who sits here: whoever receives has counted himself (C3)."""
        who, actor = draft.get("by"), self._station.store.actor
        return str(who[1]) if who and actor is not None and who[0] != actor.id else ""

    def _draft(self) -> dict[str, Any]:
        thing = self._counter.thing
        if thing is None:
            return {}
        values = _plain(self._counter.card.form.draft())
        shots = [as_draft(taken) for taken in self._counter.tray.taken()]
        if not (values or shots):
            return {}
        actor = self._station.store.actor
        return {
            "item": thing.row.id,
            "matter": self._counter.matter,
            "by": [actor.id, actor.name] if actor is not None else [],
            "values": values,
            "shots": shots,
            "weighing": self._counter.card.weigh.draft(),
        }

    def _keep(self) -> None:
        draft = self._draft()
        if draft:
            kept.save(self._station, self, self._kind, draft["item"], draft)


def _plain(values: dict[str, object]) -> dict[str, Any]:
    """What was typed, as it is kept; empty when nothing was."""
    return {
        name: value if isinstance(value, bool) else str(value)
        for name, value in values.items()
        if value is not False
    }
