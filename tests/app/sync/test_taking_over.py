"""A copy is taken over while it still comes, as long as nobody who writes at the desk waits for a slow line."""

import threading
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path

import pytest

from app.errors import StoreBusy
from app.line_errors import CentreAway
from app.sync import whole
from app.sync.desk import Desk
from db.session import Database
from db.sync import carrier, enciphered
from tests.app.sync.test_copies import held, some
from tests.support import desks
from tests.support.city import City
from tests.support.desks import Seat

pytestmark = pytest.mark.parametrize("city", ["sqlite"], indirect=True)
LIMIT_S = 30


@pytest.fixture
def seat(city: City, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Seat:
    """A fresh desk before a centre whose copies travel in several files, fetched part by part."""
    some(city)
    monkeypatch.setattr(carrier, "ENOUGH", 1)
    monkeypatch.setattr(whole, "_AHEAD", 1)
    monkeypatch.setattr(whole, "_QUICK_S", float(LIMIT_S))  # however much else this computer does
    monkeypatch.setattr(whole, "_HOLDS_S", float(LIMIT_S))
    return desks.seat(city, "xf1", tmp_path / "desk")


class Taking:
    """What is taken over, told as it begins and as its first file lies in the desk's own."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.tries: list[list[str]] = []
        self.has_begun, self.is_over = threading.Event(), threading.Event()
        self._take_over = enciphered.take_over
        monkeypatch.setattr(enciphered, "take_over", self)

    def __call__(self, database: Database, files: Iterable[Path], key: bytes, checksum: int) -> int:
        taken: list[str] = []
        self.tries.append(taken)

        def told() -> Iterable[Path]:
            for file in files:
                if taken:  # who asks for the next one has taken the one before
                    self.has_begun.set()
                taken.append(file.name)
                yield file

        try:
            return self._take_over(database, told(), key, checksum)
        finally:
            self.is_over.set()


def amid(
    seat: Seat, monkeypatch: pytest.MonkeyPatch, number: int, deed: Callable[[], None]
) -> None:
    """Something happens when a part is asked for, before it comes."""
    part = seat.centre.part

    def then(id_: str, asked: int) -> bytes:
        if asked == number:
            deed()
        return part(id_, asked)

    monkeypatch.setattr(seat.centre, "part", then)


def test_on_a_quick_line_a_file_is_taken_over_while_the_next_ones_come(
    seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    taking, seen = Taking(monkeypatch), []

    def somebody_reads() -> None:
        assert taking.has_begun.wait(LIMIT_S)
        seen.append(len(held(seat)["petition"]))

    amid(seat, monkeypatch, 5, somebody_reads)
    came = seat.meet(by_copy=True)
    assert (came.came > 3, came.misses, seen) == (True, 0, [0])  # nothing of it, or all
    assert [len(tried) for tried in taking.tries] == [carrier.FILES]
    assert len(held(seat)["petition"]) == 3
    assert not list(Path(seat.desk.database.file).parent.glob("*.copy*"))
    seat.desk.close()


def test_where_the_rest_does_not_come_in_time_nobody_who_writes_waits_for_it(
    seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    taking, kept = Taking(monkeypatch), []
    monkeypatch.setattr(whole, "_HOLDS_S", 0.0)

    def somebody_writes() -> None:
        assert taking.is_over.wait(LIMIT_S)  # it has given up
        seat.desk.keep_note("written", "here")
        kept.append(len(held(seat)["petition"]))

    amid(seat, monkeypatch, 5, somebody_writes)
    came = seat.meet(by_copy=True)
    assert (came.came > 3, came.misses, kept) == (True, 0, [0])
    assert seat.desk.note("written") == "here"
    assert len(taking.tries[0]) < carrier.FILES
    assert len(taking.tries[1]) == carrier.FILES
    assert len(held(seat)["petition"]) == 3
    seat.desk.close()


@pytest.mark.parametrize("why", ["slow", "some of it lay here"])
def test_on_a_slow_line_nothing_is_taken_over_before_all_has_come(
    seat: Seat, monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    if why == "slow":
        monkeypatch.setattr(whole, "_QUICK_S", 0.0)
    else:
        with monkeypatch.context() as there:
            amid(seat, there, 1, _broken)
            with pytest.raises(CentreAway):
                seat.meet(by_copy=True)
    taking, tries = Taking(monkeypatch), []
    amid(seat, monkeypatch, 5, lambda: tries.append(len(taking.tries)))
    assert seat.meet(by_copy=True).misses == 0
    assert tries == [0]
    assert [len(tried) for tried in taking.tries] == [carrier.FILES]
    assert len(held(seat)["petition"]) == 3
    seat.desk.close()


def test_a_meeting_that_breaks_off_amid_leaves_nothing_of_it_and_the_next_goes_on(
    city: City, seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    taking = Taking(monkeypatch)

    def breaks() -> None:
        assert taking.has_begun.wait(LIMIT_S)  # the first file lies in the desk's own
        _broken()

    with monkeypatch.context() as there:
        amid(seat, there, 5, breaks)
        with pytest.raises(CentreAway):
            seat.meet(by_copy=True)
    assert held(seat)["petition"] == []
    assert len(taking.tries) == 1
    file = Path(seat.desk.database.file)
    seat.desk.close()
    again = Seat(city, "xf1", Desk.open(file, desks.KEY), seat.centre)
    asked: list[int] = []
    part = seat.centre.part

    def counted(id_: str, number: int) -> bytes:
        asked.append(number)
        return part(id_, number)

    monkeypatch.setattr(seat.centre, "part", counted)
    assert again.meet(by_copy=True).misses == 0
    assert asked[0] == 5  # it goes on where it broke off
    assert len(held(again)["petition"]) == 3
    again.desk.close()


def test_where_somebody_else_writes_it_begins_when_all_is_here(
    seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.session.BUSY_MS", 1)
    taking = Taking(monkeypatch)
    with ExitStack() as somebody:
        amid(seat, monkeypatch, 1, lambda: _writes(seat, somebody))

        def ends() -> None:
            assert taking.is_over.wait(LIMIT_S)  # it has given up
            somebody.close()

        amid(seat, monkeypatch, 5, ends)
        came = seat.meet(by_copy=True)
    assert (came.came > 3, came.misses) == (True, 0)
    assert [len(tried) for tried in taking.tries] == [1, carrier.FILES]
    assert len(held(seat)["petition"]) == 3
    seat.desk.close()


def test_where_somebody_writes_on_all_that_came_stays_for_the_next_meeting(
    seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.session.BUSY_MS", 1)
    monkeypatch.setattr(whole, "_QUICK_S", 0.0)
    with ExitStack() as somebody, monkeypatch.context() as there:
        amid(seat, there, 1, lambda: _writes(seat, somebody))
        with pytest.raises(StoreBusy):
            seat.meet(by_copy=True)
    assert held(seat)["petition"] == []
    taking = Taking(monkeypatch)
    amid(seat, monkeypatch, 0, _broken)  # it is not fetched once more
    assert seat.meet(by_copy=True).misses == 0
    assert [len(tried) for tried in taking.tries] == [carrier.FILES]
    assert len(held(seat)["petition"]) == 3
    seat.desk.close()


@pytest.mark.expects_warnings
def test_a_copy_with_nothing_in_it_ends_in_the_pages(
    seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole, "_part", lambda *_: b"")
    came = seat.meet(by_copy=True)
    assert (came.came > 3, came.misses) == (True, 0)
    assert len(held(seat)["petition"]) == 3
    assert seat.desk.note("copy") == ""
    seat.desk.close()


def _writes(seat: Seat, somebody: ExitStack) -> None:
    """Somebody begins to write at this desk, until that is closed."""
    somebody.enter_context(seat.desk.database.write()).connection()


def _broken() -> None:
    raise CentreAway(url="https://centre", why="")
