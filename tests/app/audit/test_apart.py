"""A verification in a process of its own says what it says here, can be stopped, and leaves nothing behind."""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable

import pytest

from app import errors
from app.audit import apart, verifying
from app.audit import service as audit
from app.audit.apart import Apart, Report
from app.audit.types import NotStarted
from app.progress import Stopped
from db.blobs import blobs_of
from tests.support import raw
from tests.support.world import World

# the session's fixture puts the one here in place of the one apart
_APART = verifying.verify_apart


def waits(report: Report) -> str:
    """Never comes to an end by itself."""
    while True:
        report(0.5)
        time.sleep(0.01)


def dies(here: int, report: Report) -> str:
    """Ends where it was sent to, before it could tell."""
    if os.getpid() != here:
        os.kill(os.getpid(), signal.SIGKILL)
    return "done here"


def test_the_answer_is_the_same(world: World) -> None:
    rows = world.received(*(world.new() for _ in range(3)))
    books, blobs = world.database, blobs_of(world.database)
    told: list[float] = []
    assert _APART(books, blobs, report=told.append) == verifying.verify(books, blobs)
    assert told == sorted(told)
    with raw.opened(world.url) as back:
        back.unguard()
        back.do("DELETE FROM entry WHERE object_id = ?", rows[1].id)
    found = _APART(books, blobs)
    assert not found.ok
    assert found == verifying.verify(books, blobs)


def test_a_fresh_process_does_it_by_itself_and_nobody_here_has_to(room: World) -> None:
    url = room.database.url.render_as_string(hide_password=False)
    with Apart(verifying._verified, url, blobs_of(room.database).where) as other:
        other._call = lambda *_: pytest.fail("the other process could not")
        assert other.result().ok


def test_who_no_longer_wants_it_waits_for_nothing(room: World) -> None:
    with pytest.raises(Stopped):
        _APART(room.database, blobs_of(room.database), cancelled=lambda: True)
    assert not multiprocessing.active_children()


def test_it_tells_how_far_it_is_and_ends_when_its_context_does() -> None:
    def stop(at: float) -> None:
        if at == 0.5:
            raise Stopped

    with Apart(waits) as other, pytest.raises(Stopped):
        other.result(stop)
    assert not multiprocessing.active_children()


def test_a_process_that_was_killed_costs_time_and_no_answer() -> None:
    with Apart(dies, os.getpid()) as other:
        assert other.result() == "done here"


def no_process(*_: object) -> None:
    """A computer that starts no further process."""
    raise BlockingIOError(11, "Resource temporarily unavailable")


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process table is full, and verifications are made apart as they are in the window."""
    monkeypatch.setattr(multiprocessing.get_context("spawn").Process, "start", no_process)
    monkeypatch.setattr(verifying, "verify_apart", _APART)


@pytest.mark.usefixtures("full")
def test_where_no_process_can_be_started_nothing_is_said_of_the_books_but_a_line(
    world: World,
) -> None:
    store = world.store("cha1")
    with pytest.raises(NotStarted, match="temporarily unavailable"):
        audit.verify(store)
    assert not store.read_only
    (line,) = world.ask("ji1", audit.entries, kind="NOT_VERIFIED")
    assert (line.entry.actor_name, line.entry.facts["why"]) == (
        "",
        "Resource temporarily unavailable",
    )
    assert not multiprocessing.active_children()


@pytest.mark.usefixtures("full")
def test_who_waits_for_it_is_told_all_the_same(world: World) -> None:
    assert audit.verify(world.store("cha1"), is_awaited=True).ok
    assert not world.ask("ji1", audit.entries, kind="NOT_VERIFIED")


@pytest.mark.usefixtures("full")
def test_a_trail_that_two_processes_would_share_is_walked_by_one(
    room: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.received(room.new())
    whole = verifying.verify(room.database, blobs_of(room.database))
    monkeypatch.setattr(verifying, "PAYS", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert verifying.verify(room.database, blobs_of(room.database)) == whole


def test_a_frozen_program_is_told_first_what_it_was_started_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    heard: list[str] = []
    freeze: Callable[[], None] = lambda: heard.append("asked")  # noqa: E731
    monkeypatch.setattr(multiprocessing, "freeze_support", freeze)
    apart.speaks()
    assert heard == []
    monkeypatch.setattr("sys.frozen", True, raising=False)
    apart.speaks()
    assert heard == ["asked"]


@pytest.mark.usefixtures("full")
@pytest.mark.expects_warnings
def test_a_line_that_cannot_be_written_either_says_nothing_of_the_books(
    room: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = room.store("cha1")

    def busy(*_: object) -> None:
        raise errors.StoreBusy(why="locked")

    monkeypatch.setattr(store, "own", busy)
    with pytest.raises(NotStarted):
        audit.verify(store)
    assert not store.read_only
