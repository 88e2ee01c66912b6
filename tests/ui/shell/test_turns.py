"""Long work of the window: a slice a turn, dropped when something else begins or the end comes."""

import time
from collections.abc import Callable, Iterator

import shiboken6
from PySide6.QtCore import QEventLoop, QObject, QTimer
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


def test_all_that_wait_have_one_slice_in_a_turn_between_them(qtbot: QtBot) -> None:
    """With a slice of its own each, what five parts of a page began kept the window for fifty milliseconds."""
    owner, turn, seen = QObject(), [0], list[tuple[str, int]]()
    clock = QTimer(owner, interval=0)
    clock.timeout.connect(lambda: turn.__setitem__(0, turn[0] + 1))
    clock.start()

    def steps(name: str) -> Iterator[None]:
        for done in slow([], 3):
            seen.append((name, turn[0]))
            yield done

    several = [Turns(owner) for _ in range(3)]
    for name, turns in zip("abc", several, strict=True):
        turns.begin_next(steps(name))
    qtbot.waitUntil(lambda: not any(turns.is_busy() for turns in several))
    clock.stop()
    assert [name for name, _ in seen] == [*"aaabbbccc"]
    assert len({at for _, at in seen}) == len(seen)


def test_what_a_step_begins_takes_its_first_step_within_the_same_slice(qtbot: QtBot) -> None:
    owner, inner = QObject(), list[int]()
    outer, within = Turns(owner), Turns(owner)

    def steps() -> Iterator[None]:
        time.sleep(0.012)
        within.begin(slow(inner, 3))
        yield

    outer.begin(steps())
    assert inner == [0]
    qtbot.waitUntil(lambda: not within.is_busy())
    assert inner == [0, 1, 2]


def test_whose_owner_is_gone_takes_no_step_and_one_that_fails_stops_no_other(qtbot: QtBot) -> None:
    gone, owner, done = QObject(), QObject(), list[int]()
    Turns(gone).begin_next(slow(done, 2))
    shiboken6.delete(gone)

    def fails() -> Iterator[None]:
        raise ValueError
        yield

    failing, other = Turns(owner), Turns(owner)
    failing.begin_next(fails())
    other.begin_next(slow(done, 1))
    with qtbot.captureExceptions() as troubles:
        qtbot.waitUntil(lambda: not other.is_busy())
    assert [type(trouble[1]) for trouble in troubles] == [ValueError]
    assert done == [0]


def test_what_waits_goes_on_while_a_dialog_that_a_step_opened_stands(qtbot: QtBot) -> None:
    owner, other, done = QObject(), QObject(), list[int]()
    first, second = Turns(owner), Turns(other)

    def asks() -> Iterator[None]:
        dialog = QEventLoop()
        until(lambda: done == [0, 1, 2], dialog.quit)
        dialog.exec()
        yield

    def until(is_so: Callable[[], bool], then: Callable[[], object]) -> None:
        timer = QTimer(owner, interval=5)
        timer.timeout.connect(lambda: then() if is_so() else None)
        timer.start()

    first.begin_next(asks())
    second.begin_next(slow(done, 3))
    assert second.is_busy()
    qtbot.waitUntil(lambda: not first.is_busy())
    assert done == [0, 1, 2]
