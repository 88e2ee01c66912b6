"""What a page of the window is known by before it is built: light, because the window is shown first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.shell import lang

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.shell.station import Station


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page: where its class is, and who has use for it (no roles: everybody).

    Who only `visits` it has some use for it, and begins his day elsewhere.
    """

    id: str
    path: str
    title: Callable[[], str] | None = None
    icon: str = ""
    roles: frozenset[str] = frozenset()
    bottom: bool = False
    visits: frozenset[str] = frozenset()

    def is_for(self, held: frozenset[str]) -> bool:
        """Whether the page makes sense for somebody who holds these roles."""
        return self.is_work_of(held) or not self.visits.isdisjoint(held)

    def is_work_of(self, held: frozenset[str]) -> bool:
        """Whether somebody who holds these roles may begin with it."""
        return not self.roles or not self.roles.isdisjoint(held)


class InPieces(lang.Speaks):
    """Stands before QWidget in the bases of what takes long to make: `_pieces` makes it, a part in each step.

    The window puts it in its place empty and takes the steps between a person's own; anybody else gets it whole.
    What is made where it will stand is dressed once: a part that is moved is dressed again with all in it.
    Between two pieces it may be measured, drawn and asked for keys: what an event needs must be there by then, or it
    asks `is_whole`.
    """

    def __init__(
        self, station: Station, parent: QWidget | None = None, *, whole: bool = True
    ) -> None:
        super().__init__(parent)  # type: ignore[call-arg]  # Qt's, which stands behind
        self._station = station
        self._to_make = self._pieces()
        self.is_whole = False
        if whole:
            self.finish()

    def finish(self) -> None:
        """Make what is left of it now: it is wanted."""
        for _ in self.pieces():
            pass

    def pieces(self) -> Iterator[None]:
        """Make it piece by piece."""
        yield from self._to_make
        self.is_whole = True

    def _pieces(self) -> Iterator[None]:
        """The body of its `__init__`, with a `yield` wherever a turn may end."""
        yield from ()
