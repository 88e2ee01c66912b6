"""Long work of the window: a slice a turn, dropped when something else begins or the end comes."""

import time
from collections.abc import Iterator

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.shell.turns import Turns


def slow(done: list[int], many: int) -> Iterator[None]:
    for number in range(many):
        time.sleep(0.012)  # a step that fills its slice
        done.append(number)
        yield


def test_the_first_step_is_done_at_once_and_the_others_in_later_turns(qtbot: QtBot) -> None:
    owner, done = QObject(), list[int]()
    turns = Turns(owner)
    turns.begin(slow(done, 3))
    assert done == [0]
    assert turns.is_busy()
    qtbot.waitUntil(lambda: not turns.is_busy())
    assert done == [0, 1, 2]


def test_what_is_begun_later_or_stopped_ends_what_was_going_on(qtbot: QtBot) -> None:
    owner, first, second = QObject(), list[int](), list[int]()
    turns = Turns(owner)
    turns.begin(slow(first, 5))
    turns.begin(slow(second, 5))
    turns.stop()
    qtbot.wait(80)
    assert (first, second) == ([0], [0])


def test_a_step_that_ends_the_work_is_its_last(qtbot: QtBot) -> None:
    owner, done = QObject(), list[str]()
    turns = Turns(owner)

    def steps() -> Iterator[None]:
        turns.stop()
        yield
        done.append("never")

    turns.begin(steps())
    qtbot.wait(20)
    assert done == []
    assert not turns.is_busy()
