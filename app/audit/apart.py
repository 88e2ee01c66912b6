"""A long piece of a verification in a process of its own: whoever asked answers meanwhile, and two cores do twice as much."""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from app.audit.types import NotStarted

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")
Report = Callable[[float], object]

#: How often the one who waits looks whether it is still wanted.
_LOOK_S: Final = 0.1


def speaks() -> None:
    """First thing in the program's door: a frozen program is started anew for each process, and told here what to do."""
    if getattr(sys, "frozen", False):
        import multiprocessing

        multiprocessing.freeze_support()


class Apart(Generic[T]):
    """A call under way elsewhere; used as a context, so that no process is ever left behind.

    Raises `NotStarted` where the computer starts no further process. The function stands in a module, takes plain values, and then `report`, which it tells the fraction done.
    """

    def __init__(self, call: Callable[..., T], *given: Any) -> None:
        import multiprocessing  # most runs of the program never need it

        self._call, self._given = call, given
        spawned = multiprocessing.get_context("spawn")
        try:
            self._here, there = spawned.Pipe(duplex=False)
        except OSError as trouble:
            raise NotStarted(trouble.strerror or str(trouble)) from trouble
        self._process = spawned.Process(target=_do, args=(there, call, given))
        try:
            self._process.start()
        except OSError as trouble:
            self._here.close()
            raise NotStarted(trouble.strerror or str(trouble)) from trouble
        finally:
            there.close()

    def __enter__(self) -> "Apart[T]":
        return self

    def __exit__(self, *_: object) -> None:
        self._here.close()
        self._process.terminate()
        self._process.join()
        self._process.close()

    def result(self, report: Report = lambda _: None) -> T:
        """What came of it; done here when the other process could not. `report` hears the fraction done, again and
        again while nothing changes: raising there ends the wait."""
        at = 0.0
        try:
            while True:
                if self._here.poll(_LOOK_S):
                    is_done, told = self._here.recv()
                    if is_done:
                        return told  # type: ignore[no-any-return]
                    at = told
                report(at)
        except (EOFError, OSError):
            return self._call(*self._given, report)


def _do(pipe: "Connection", call: Callable[..., Any], given: tuple[Any, ...]) -> None:
    with suppress(AttributeError, OSError):
        os.nice(_BEHIND)  # what a person waits for comes first
    pipe.send((True, call(*given, lambda at: pipe.send((False, at)))))
    pipe.close()


_BEHIND: Final = 5
