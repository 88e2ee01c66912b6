"""A list that one answer brings whole, and that says in its own place where its rows are when they are not here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app import words
from app.sync.errors import OnlineOnly
from ui.shell import lang
from ui.shell.rows import GivenRows
from ui.shell.station import Station
from ui.widgets.table import Column, DataTable


class WholeList(DataTable):
    """`ask` brings its rows, `came` says that they are there; what stands for no rows is told by whoever shows it."""

    #: The rows that came; none, if they are not here.
    came = Signal(object)

    def __init__(
        self, station: Station, name: str, columns: Sequence[Column], parent: QWidget
    ) -> None:
        given = GivenRows()
        super().__init__(station.work, given, columns, parent)
        self.setObjectName(name)
        self._station = station
        self._given = given
        #: Why the rows are not here; None: they are.
        self._away: Exception | None = None
        self._nothing: tuple[str, str, str] = ("", "", "")
        self.failed.connect(station.refuse)

    def ask(self, query: Callable[..., Sequence[Any]]) -> None:
        """Ask for the rows anew."""
        self._station.ask(self, query, then=self._took, failed=self._not_here)

    def is_here(self) -> bool:
        """Whether the books that hold the rows were reached: what is done with a row is done there."""
        return self._away is None

    def say_nothing(self, sentence: str, hint: str, icon: str) -> None:
        """What it says when it is empty."""
        self._nothing = (sentence, hint, icon)
        self._say()

    def _took(self, rows: Sequence[Any], away: Exception | None = None) -> None:
        self._away = away
        self._say()
        self._given.show(rows)
        self.reload()
        self.came.emit(rows)

    def _not_here(self, trouble: Exception) -> None:
        self._took((), trouble)
        if not isinstance(trouble, OnlineOnly):  # that is no refusal: no desk holds these rows
            self._station.refuse(trouble)

    def _say(self) -> None:
        if isinstance(self._away, OnlineOnly):
            said = words.refusal(self._away, lang.now())
            self.empty.say(said.what, said.next, icon="globe")
            return
        sentence, hint, icon = self._nothing
        self.empty.say(sentence, hint, icon=icon)
