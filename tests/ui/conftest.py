"""What every test of the window shares."""

import gc
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from tests.support.pages import Seat
from tests.support.world import World
from ui.shell import lang, theme
from ui.work import Work


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> Iterator[None]:
    """Each test begins in English and light, and leaves it so."""
    theme.apply(qapp, theme.Mode.LIGHT)
    lang.apply(qapp, "en")
    yield
    # A page of the test that is over says nothing anew: its store and its threads are gone.
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    lang.apply(qapp, "en")
    theme.apply(qapp, theme.Mode.LIGHT)


@pytest.fixture(autouse=True)
def _collected_here() -> Iterator[None]:
    """Python's collector never runs on a worker during a test: it would destroy Qt objects there.

    In the program ui/shell/collector.py sees to it.
    """
    gc.disable()
    yield
    gc.enable()


@pytest.fixture
def work(qapp: QApplication) -> Iterator[Work]:
    """Real worker threads, joined at the end."""
    made = Work()
    yield made
    assert made.close(5.0)


@pytest.fixture
def sit(room: World, work: Work) -> Iterator[Callable[[str], Seat]]:
    """Sit somebody down at his desk, at a real store."""
    seats: list[Seat] = []

    def made(login: str) -> Seat:
        seats.append(Seat(room, work, login))
        return seats[-1]

    yield made
    for seat in seats:
        seat.close()
