"""What of a page's objects waits at this desk for the centre: a strip over the list, a mark at each row and object."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app import registry, words
from app.sync.errors import OnlineOnly
from app.sync.store import DeskStore
from ui import texts
from ui.shell import icons, lang
from ui.shell.station import Station
from ui.widgets import parts
from ui.widgets.table import DataTable
from ui.widgets.table_model import Column
from ui.widgets.timeline import Moment
from ui.work import Lane

if TYPE_CHECKING:
    from app.sync.views import Waiting

#: So many drafts are named one by one.
_NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class _Found:
    reached: bool = True
    seen: datetime | None = None
    intents: tuple[Waiting, ...] = ()


class Pending(QObject):
    """The open intents of a feature; asked anew when a list is counted or the desk has met the centre."""

    changed = Signal()

    def __init__(self, station: Station, feature: str, parent: QObject) -> None:
        super().__init__(parent)
        self._station = station
        self._feature = feature
        self._found = _Found()
        self._of: dict[str, list[Waiting]] = {}
        station.changed.connect(self._told)

    @property
    def is_desk(self) -> bool:
        """Whether anything can wait here at all."""
        return isinstance(self._station.store, DeskStore)

    @property
    def reached(self) -> bool:
        """Whether the centre answered when it was asked last."""
        return self._found.reached

    @property
    def seen(self) -> datetime | None:
        """When the centre told what stands here."""
        return self._found.seen

    def look(self) -> None:
        """Ask again."""
        store = self._station.store
        if isinstance(store, DeskStore) and store.actor is not None:
            self._station.work.run(
                self, _look, store, then=self._take, failed=_nothing, lane=Lane.READS
            )

    def of(self, object_id: str) -> tuple[Waiting, ...]:
        """What waits, or was refused, about an object."""
        return tuple(self._of.get(object_id, ()))

    def verbs(self, object_id: str) -> frozenset[str]:
        """The acts on an object that wait: nobody is offered them a second time."""
        return frozenset(one.verb for one in self.of(object_id))

    def drafts(self) -> tuple[Waiting, ...]:
        """What is no object yet: taken in without a network."""
        return tuple(one for one in self._found.intents if not one.object_id)

    def all(self) -> tuple[Waiting, ...]:
        """All that waits, or was refused."""
        return self._found.intents

    def open_sync(self) -> None:
        """One click to where it is decided."""
        self._station.go("sync")

    def column(self) -> tuple[Column, ...]:
        """The mark in a list; only a desk has it, and only while something waits (`mark`)."""
        if not self.is_desk:
            return ()
        wide = lang.now() != "zh"
        made = Column(
            "pending",
            lambda: texts.word("outcome.waiting"),
            lambda row: self.word(row.id),
            width=96 if wide else 76,
            chip=lambda row: self.tone(row.id),
            sortable=False,
            hidden=True,
        )
        return (made,)

    def mark(self, *tables: DataTable) -> None:
        """Keep the marks of these lists as what waits here comes and goes."""
        self.changed.connect(lambda: self._mark(tables))

    def _mark(self, tables: tuple[DataTable, ...]) -> None:
        for table in tables:
            if self.is_desk:
                table.show_column("pending", shown=bool(self._of))
            table.view.viewport().update()

    def word(self, object_id: str) -> str:
        """How an object stands, in a word; empty: nothing waits."""
        mine = self.of(object_id)
        if not mine:
            return ""
        refused = any(one.is_refused for one in mine)
        return texts.word("outcome.rejected" if refused else "outcome.waiting")

    def tone(self, object_id: str) -> str:
        """The tone of that word."""
        mine = self.of(object_id)
        if not mine:
            return ""
        return "late" if any(one.is_refused for one in mine) else "accent"

    def _told(self, features: frozenset[str]) -> None:
        if features & {"sync", self._feature}:
            self.look()

    def _take(self, found: _Found) -> None:
        mine = tuple(one for one in found.intents if one.verb.partition(".")[0] == self._feature)
        now = _Found(found.reached, found.seen, mine)
        if now == self._found:
            return
        self._found = now
        of: dict[str, list[Waiting]] = defaultdict(list)
        for one in mine:
            if one.object_id:
                of[one.object_id].append(one)
        self._of = of
        self.changed.emit()


def _look(store: DeskStore) -> _Found:
    return _Found(store.is_reached, store.seen(), store.waiting())


def _nothing(_: Exception) -> None:
    """The page Sync says what is wrong with the desk's file."""


class _Line(lang.Speaks, QFrame):
    """A sign, what it says, and the way to the page Sync."""

    def __init__(self, pending: Pending, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setObjectName(name)
        self._pending = pending
        self._sign = icons.Sign(parent=self)
        self.text = parts.label(self, wraps=True)
        self.text.setObjectName(f"{name}.text")
        self.link = parts.button(
            self, f"{name}.sync", pending.open_sync, kind="quiet", icon="refresh-cw"
        )
        words = QVBoxLayout()
        words.addWidget(self.text)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(12)
        row.addWidget(self._sign)
        row.addLayout(words, 1)
        row.addWidget(self.link)
        self.hide()
        pending.changed.connect(self.say)

    def say(self) -> None:
        """Say it anew."""
        lines = self._lines()
        self.setVisible(bool(lines))
        self.text.setText("\n".join(lines))
        if self._is_refused():
            self._sign.show_sign("triangle-alert", "late")
        else:
            self._sign.show_sign("send" if self._pending.all() else "globe", "soft")

    def _lines(self) -> list[str]:
        """What it says; nothing: it is not there."""
        return []

    def _is_refused(self) -> bool:
        """Whether something of it was refused."""
        return False

    def retranslate(self) -> None:
        """Set every text anew."""
        parts.say(self.link, self.tr("Sync"))
        self.say()


class PendingStrip(_Line):
    """Over a list: that there is no network, the drafts that are no rows yet, how many acts wait or were refused."""

    def __init__(self, pending: Pending, name: str, parent: QWidget | None = None) -> None:
        super().__init__(pending, name, parent)
        self.retranslate()

    def _lines(self) -> list[str]:
        told = []
        if self._pending.is_desk and not self._pending.reached:
            seen = texts.moment(self._pending.seen) if self._pending.seen else "—"
            told.append(self.tr("No network: what stands here is as of {0}.").format(seen))
        drafts, all_ = self._pending.drafts(), self._pending.all()
        told += [_named(one) for one in drafts[:_NAMED]]
        if len(drafts) > _NAMED:
            told.append(self.tr("… and {0} more drafts").format(len(drafts) - _NAMED))
        refused = sum(one.is_refused for one in all_)
        waiting = len(all_) - refused
        if refused:
            told.append(
                self.tr("{0} refused by the centre: decide on the page Sync.").format(refused)
            )
        elif waiting > len(drafts):
            told.append(self.tr("{0} wait to be sent.").format(waiting))
        return told

    def _is_refused(self) -> bool:
        return any(one.is_refused for one in self._pending.all())


class PendingMark(_Line):
    """At an object: which acts on it wait, which were refused."""

    def __init__(self, pending: Pending, name: str, parent: QWidget | None = None) -> None:
        self._id = ""
        super().__init__(pending, name, parent)
        self.retranslate()

    def show_object(self, object_id: str) -> None:
        """This one."""
        self._id = object_id
        self.say()

    def _lines(self) -> list[str]:
        mine = self._pending.of(self._id)
        waits = _verbs([one for one in mine if not one.is_refused])
        refused = _verbs([one for one in mine if one.is_refused])
        told = []
        if refused:
            told.append(self.tr("Refused: {0}. Decide on the page Sync.").format(refused))
        if waits:
            told.append(self.tr("Waits to be sent: {0}").format(waits))
        return told

    def _is_refused(self) -> bool:
        return any(one.is_refused for one in self._pending.of(self._id))


def _named(one: Waiting) -> str:
    what = texts.word(f"verb.{one.verb}")
    state = texts.word(f"outcome.{one.outcome or 'waiting'}")
    return "  ·  ".join((one.about, what, texts.moment(one.made_at), state))


def _verbs(intents: list[Waiting]) -> str:
    between = "、" if lang.now() == "zh" else ", "
    return between.join(texts.word(f"verb.{one.verb}") for one in intents)


def no_history() -> Moment:
    """What a desk says in place of the trail, which it does not hold."""
    told = QCoreApplication.translate("pending", "The history is at the centre")
    when = QCoreApplication.translate("pending", "It is shown once there is a network.")
    return Moment("", told, "", "", when)


def say_away(table: DataTable, station: Station, trouble: Exception) -> None:
    """A list that no desk holds says so in its own place; anything else is a refusal like every other."""
    if not isinstance(trouble, OnlineOnly):
        station.refuse(trouble)
        return
    said = words.refusal(trouble, lang.now())
    table.empty.say(said.what, said.next, icon="globe")


def why_not_here(verb: Callable[..., Any], object_id: str, pending: Pending) -> str:
    """Why an act on an object is not offered at this desk now; empty: it is."""
    spec = registry.spec_of(verb)
    if spec.name in pending.verbs(object_id):
        return QCoreApplication.translate("pending", "it waits here to be sent")
    if not pending.reached and not spec.offline:
        return QCoreApplication.translate("pending", "it needs the centre, and there is no network")
    return ""
