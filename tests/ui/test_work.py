"""The one door off the GUI thread."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.work import Lane, Work


@pytest.fixture
def work(qapp: object) -> Iterator[Work]:
    made = Work()
    yield made
    assert made.close(5.0)


@pytest.fixture
def owner(qapp: object) -> QObject:
    return QObject()


def _boom() -> None:
    raise ValueError("broken on purpose")


def test_an_answer_comes_home_on_the_gui_thread(qtbot: QtBot, work: Work, owner: QObject) -> None:
    seen: list[tuple[int, int]] = []
    home = threading.get_ident()

    work.run(
        owner, threading.get_ident, then=lambda there: seen.append((there, threading.get_ident()))
    )

    qtbot.wait_until(lambda: bool(seen))
    assert seen[0][0] != home
    assert seen[0][1] == home


def test_an_answer_never_comes_before_run_has_returned(
    qtbot: QtBot, work: Work, owner: QObject
) -> None:
    seen: list[str] = []

    work.run(owner, lambda: None, then=lambda _: seen.append("answer"))
    time.sleep(0.05)
    seen.append("returned")

    qtbot.wait_until(lambda: len(seen) == 2)
    assert seen == ["returned", "answer"]


def test_jobs_of_one_lane_keep_their_order(qtbot: QtBot, work: Work, owner: QObject) -> None:
    seen: list[int] = []

    for number in range(500):
        work.run(owner, lambda n=number: n, then=seen.append)

    qtbot.wait_until(lambda: len(seen) == 500)
    assert seen == list(range(500))


def test_a_slow_write_does_not_hold_up_a_read(qtbot: QtBot, work: Work, owner: QObject) -> None:
    gate = threading.Event()
    seen: list[str] = []

    work.run(owner, gate.wait, then=lambda _: seen.append("write"))
    work.run(owner, lambda: "read", then=seen.append, lane=Lane.READS)

    qtbot.wait_until(lambda: seen == ["read"])
    gate.set()
    qtbot.wait_until(lambda: seen == ["read", "write"])


def test_trouble_goes_to_who_asked(qtbot: QtBot, work: Work, owner: QObject) -> None:
    seen: list[Exception] = []

    work.run(owner, _boom, failed=seen.append)

    qtbot.wait_until(lambda: bool(seen))
    assert isinstance(seen[0], ValueError)


def test_trouble_nobody_asked_about_goes_to_the_default_door(
    qtbot: QtBot, work: Work, owner: QObject
) -> None:
    seen: list[Exception] = []
    work.on_failure = seen.append

    work.run(owner, _boom)

    qtbot.wait_until(lambda: bool(seen))


def test_nothing_is_called_when_the_owner_is_gone(qtbot: QtBot, work: Work) -> None:
    owner = QObject()
    child = QObject(owner)
    gate = threading.Event()
    seen: list[Any] = []
    ticket = work.run(child, gate.wait, then=seen.append, failed=seen.append)

    owner.deleteLater()
    qtbot.wait(20)
    gate.set()

    qtbot.wait_until(ticket.is_done)
    assert seen == []


def test_a_cancelled_job_that_has_not_begun_never_begins(
    qtbot: QtBot, work: Work, owner: QObject
) -> None:
    gate = threading.Event()
    done: list[str] = []
    work.run(owner, gate.wait)
    ticket = work.run(owner, done.append, "ran", then=lambda _: done.append("told"))

    ticket.cancel()
    gate.set()

    qtbot.wait_until(ticket.is_done)
    assert done == []


def test_a_running_job_hears_that_it_is_cancelled(qtbot: QtBot, work: Work, owner: QObject) -> None:
    begun = threading.Event()

    def job(cancelled: Callable[[], bool]) -> None:
        begun.set()
        while not cancelled():
            time.sleep(0.002)

    ticket = work.run(owner, job)
    assert begun.wait(5)
    ticket.cancel()

    qtbot.wait_until(ticket.is_done)


def test_progress_arrives_in_order_and_does_not_flood(
    qtbot: QtBot, work: Work, owner: QObject
) -> None:
    seen: list[float] = []
    done: list[bool] = []

    def job(report: Callable[[float], None]) -> bool:
        for step in range(20_000):
            report(step / 20_000)
        return True

    work.run(owner, job, progress=seen.append, then=done.append)

    qtbot.wait_until(lambda: bool(done))
    assert seen == sorted(seen)
    assert 0 < len(seen) < 20_000


def test_busy_counts_what_is_under_way(qtbot: QtBot, work: Work, owner: QObject) -> None:
    counts: list[int] = []
    work.busy.connect(counts.append)

    work.run(owner, lambda: None)
    work.run(owner, lambda: None)

    qtbot.wait_until(lambda: work.waiting() == 0)
    assert counts == [1, 2, 1, 0]


def test_closing_finishes_the_books_and_drops_the_rest(qapp: object, owner: QObject) -> None:
    work = Work()
    done: list[str] = []
    gate = threading.Event()
    work.run(owner, gate.wait, 5)
    work.run(owner, done.append, "written")
    work.run(owner, gate.wait, 5, lane=Lane.READS)
    work.run(owner, done.append, "read", lane=Lane.READS)

    threading.Timer(0.05, gate.set).start()

    assert work.close(5.0)
    assert done == ["written"]
    with pytest.raises(RuntimeError):
        work.run(owner, lambda: None)


def test_a_then_that_fails_does_not_lose_the_answers_behind_it(
    qtbot: QtBot, work: Work, owner: QObject
) -> None:
    seen: list[int] = []
    with qtbot.capture_exceptions() as caught:
        work.run(owner, lambda: 1, then=lambda _: _boom())
        work.run(owner, lambda: 2, then=seen.append)
        qtbot.wait_until(lambda: seen == [2])
    assert len(caught) == 1
