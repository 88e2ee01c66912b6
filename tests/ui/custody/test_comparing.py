"""A verdict counts only for what it is about, and what could not be compared has none."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app import errors
from app.custody.types import Comparison
from ui.custody.comparing import Comparing, Measured
from ui.work import Lane, Ticket

ONE = Measured("a", 1, None, "A000812")
TWO = Measured("a", 2, None, "A000812")


class Books:
    """Answers when the test says so."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, Ticket, Callable[[Any], object], Callable[..., object]]] = []
        self.refused: list[Exception] = []

    def ask(
        self,
        owner: QObject,
        query: object,
        then: Callable[[Any], object],
        failed: Callable[..., object],
        **what: Any,
    ) -> Ticket:
        """Remember what was asked for."""
        self.asked.append((what["quantity"], Ticket(Lane.READS), then, failed))
        return self.asked[-1][1]

    def refuse(self, trouble: Exception) -> None:
        """Remember what was said."""
        self.refused.append(trouble)


@pytest.fixture
def books() -> Books:
    return Books()


class Counted:
    """What lies on the counter, and how it is compared."""

    def __init__(self, books: Books) -> None:
        self.now: Measured | None = None
        self.owner = QObject()
        self.comparing = Comparing(books, lambda: self.now, self.owner)  # type: ignore[arg-type]

    def count(self, qtbot: QtBot, books: Books, measured: Measured) -> None:
        """Something else was measured, and it is asked for."""
        asked = len(books.asked)
        self.now = measured
        self.comparing.changed()
        qtbot.waitUntil(lambda: len(books.asked) > asked)


def answered(books: Books, quantity: int) -> Comparison:
    compared: Comparison = SimpleNamespace(quantity=quantity)  # type: ignore[assignment]
    books.asked[-1][2](compared)
    return compared


def test_a_verdict_is_about_what_was_measured_when_it_was_asked_for(
    qtbot: QtBot, books: Books
) -> None:
    counted = Counted(books)
    counted.count(qtbot, books, ONE)
    assert counted.comparing.verdict() is None
    first = answered(books, 1)
    assert counted.comparing.verdict() is first
    counted.now = TWO
    assert counted.comparing.verdict() is None, "nobody was told yet, and still it counts no more"
    assert counted.comparing.last() is first
    counted.count(qtbot, books, TWO)
    second = answered(books, 2)
    assert counted.comparing.verdict() is second


def test_the_next_thing_begins_without_a_verdict_also_with_the_same_values(
    qtbot: QtBot, books: Books
) -> None:
    counted = Counted(books)
    counted.count(qtbot, books, ONE)
    answered(books, 1)
    counted.comparing.begin()
    assert counted.comparing.last() is None
    counted.count(qtbot, books, ONE)
    assert answered(books, 1) is counted.comparing.verdict()


def test_what_could_not_be_compared_has_no_verdict_and_the_next_key_asks_again(
    qtbot: QtBot, books: Books
) -> None:
    counted = Counted(books)
    counted.count(qtbot, books, ONE)
    answered(books, 1)
    counted.count(qtbot, books, TWO)
    told: list[bool] = []
    counted.comparing.told.connect(lambda: told.append(counted.comparing.is_asked()))
    no = errors.StoreBusy()
    books.asked[-1][1]._finish()
    books.asked[-1][3](no)
    assert books.refused == [no]
    assert told == [False], "the page waits for it no longer"
    assert counted.comparing.verdict() is None
    counted.count(qtbot, books, TWO)
    assert answered(books, 2) is counted.comparing.verdict()
