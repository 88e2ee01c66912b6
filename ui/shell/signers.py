"""Who may sign beside: those with a duty that may, of whom the rules say that they may sign this very act."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app import errors, registry, words
from app.identity.errors import AccountLocked
from ui.shell import lang
from ui.work import Lane, Ticket

if TYPE_CHECKING:
    from ui.shell.station import Station

#: So many lines are shown where there is room, and on a low screen; the others are scrolled to.
_SHOWN: Final = 6
_SHOWN_LOW: Final = 4
_ROW: Final = 34
#: Of so many at most the rules are asked one by one; among more than these each is told when he has signed.
_WEIGHED: Final = 24


@dataclass(frozen=True, slots=True)
class _Person:
    """Who may be asked, and by which of his duties."""

    id: str
    name: str
    roles: list[str]


class Signers(lang.Speaks, QListWidget):
    """The list of them; of another who is named it says why he may not (decision 0044)."""

    #: A line was chosen: his login.
    named = Signal(str)
    #: What the rules say of each of them has come.
    judged = Signal()
    #: The sign-in beside which somebody was to sign was ended, or its account was closed.
    ended = Signal(object)

    def __init__(
        self,
        station: Station,
        verb: Callable[..., Any],
        arguments: dict[str, Any],
        parent: QWidget,
        *,
        after: bool,
    ) -> None:
        super().__init__(parent)
        self._station = station
        self._verb = verb
        self._arguments = arguments
        #: Somebody signed before: of who comes after him nothing is known beforehand.
        self._after = after
        spec = registry.spec_of(verb)
        self.roles: Final = tuple(sorted(spec.others if after else spec.seconds))
        #: Who holds a duty that may sign, by his login; of some of them it is known what stands against it.
        self._people: dict[str, _Person] = {}
        self._no: dict[str, errors.Refusal] = {}
        self._asking = 0
        self._judging: Ticket | None = None
        self.setObjectName("second.people")
        self.setMaximumHeight(0)
        self.itemClicked.connect(self._choose)
        self.itemActivated.connect(self._choose)

    def ask(self) -> None:
        """Ask who has such a duty, and then the rules."""
        from app.identity import service as identity

        asked = [role for role in self.roles if role != "*"]
        self._asking = len(asked)
        for role in asked:
            self._station.ask(
                self,
                identity.colleagues,
                role=role,
                then=functools.partial(self._take_colleagues, role),
                failed=lambda _: self._all_there(),
            )

    def stop(self) -> None:
        """Nobody signs here any more: what the rules say of the others is not waited for."""
        if self._judging is not None:
            self._judging.cancel()

    def knows(self, login: str) -> bool:
        """Whether it is the login of somebody with such a duty."""
        return login in self._people

    def why_not(self, login: str) -> str:
        """What stands against this person's signature; empty when nothing is known to."""
        no = self._no.get(login)
        if no is None:
            return ""
        said = words.refusal(no, lang.now())
        return " ".join(part for part in (said.what, said.next) if part)

    def is_nobody(self) -> bool:
        """Whether there are some with the duty, and none of them may."""
        return bool(self._people) and self._people.keys() == self._no.keys()

    def retranslate(self) -> None:
        """Each with his duties in the language shown; where the keys stand in the list they stay with the same one."""
        row = self.currentRow()
        was = "" if row < 0 else self.item(row).data(Qt.ItemDataRole.UserRole)
        self.clear()
        between = "、" if lang.now() == "zh" else ", "
        able = [login for login in sorted(self._people) if login not in self._no]
        for login in able:
            person = self._people[login]
            told = between.join(self._station.word(f"role.{role}") for role in person.roles)
            item = QListWidgetItem(f"{person.name}   {login}   {told}")
            item.setData(Qt.ItemDataRole.UserRole, login)
            self.addItem(item)
            if login == was:
                self.setCurrentItem(item)
        self.setMinimumHeight(_height(min(len(able), _SHOWN_LOW)))
        self.setMaximumHeight(_height(min(len(able), _SHOWN)))

    def _take_colleagues(self, role: str, rows: tuple[Any, ...]) -> None:
        actor = self._station.store.actor
        named = self._arguments.get("carriers")
        for row in rows:
            is_asked = row.id in named if named else True
            if is_asked and (actor is None or row.id != actor.id):
                self._people.setdefault(row.login, _Person(row.id, row.name, [])).roles.append(role)
        self._all_there()

    def _all_there(self) -> None:
        """Everybody with a duty is known and is listed: the rules say who of them may sign this."""
        self._asking -= 1
        if self._asking:
            return
        self.retranslate()
        if self._after or not 0 < len(self._people) <= _WEIGHED:
            return
        self._judging = self._station.work.run(
            self,
            self._station.store.may_sign,
            self._verb,
            tuple(person.id for person in self._people.values()),
            then=self._judge,
            failed=self._not_judged,
            lane=Lane.BOOKS,
            **self._arguments,
        )

    def _judge(self, told: dict[str, errors.Refusal | None]) -> None:
        for login, person in self._people.items():
            no = told.get(person.id)
            if no is not None:
                self._no[login] = no
        self.retranslate()
        self.judged.emit()

    def _not_judged(self, trouble: Exception) -> None:
        """Of nobody anything is known: each is listed, and told when he has signed; unless nobody can sign here any more."""
        if isinstance(trouble, errors.SignedInElsewhere | AccountLocked):
            self.ended.emit(trouble)

    def _choose(self, item: QListWidgetItem) -> None:
        self.named.emit(str(item.data(Qt.ItemDataRole.UserRole)))


def _height(rows: int) -> int:
    return rows * _ROW + 4 if rows else 0
