"""Long work says how far it is, and hears whether it is still wanted."""

from collections.abc import Callable
from dataclasses import dataclass, replace


class Stopped(Exception):
    """It was cancelled before its end: it says nothing, and leaves no file."""


@dataclass(frozen=True, slots=True)
class Part:
    """How much is done, from 0 to 1; of a paper also which page is made, of how many."""

    done: float
    page: int = 0
    pages: int = 0


#: Hears how far it is; raises `Stopped` when the work is not wanted any more.
Heed = Callable[[Part], object]


def unheard(_: Part) -> None:
    """Nobody waits for it."""


def heed(report: Callable[[Part], object], cancelled: Callable[[], bool]) -> Heed:
    """What a worker is given to be heard and stopped by, in one."""

    def heard(part: Part) -> None:
        if cancelled():
            raise Stopped
        report(part)

    return heard


def within(heard: Heed, start: float, end: float) -> Heed:
    """For a stretch of the work, which counts its own from 0 to 1."""
    return lambda part: heard(replace(part, done=start + (end - start) * part.done))


@dataclass(frozen=True, slots=True)
class Upgrade:
    """An older store is brought up to date: the step that is under way, of how many, and what it does."""

    at: int
    of: int
    what: str
