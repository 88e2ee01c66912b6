"""A fresh desk's copy: what the pages would have brought, of one moment, for one person, whole or not at all."""

import json
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app import clock, errors, feeds, words
from app.line_errors import CentreAway
from app.organs import service as organs
from app.petitions import righting
from app.store import Store
from app.sync import copying, whole
from app.sync.desk import Desk
from app.sync.types import PART, Copy
from db.session import Database
from db.sync import carrier, enciphered
from db.sync import desk as desk_queries
from tests.support import desks, petitioning, raw
from tests.support.city import City
from tests.support.desks import Seat


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "desks"


def held(seat: Seat) -> dict[str, Any]:
    """All that lies at a desk but the words it keeps for itself."""
    with seat.desk.database.read() as session:
        connection = session.connection()
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
        rows = {name: connection.exec_driver_sql(f"SELECT * FROM {name}") for (name,) in tables}
        told = {n: sorted(repr(tuple(row)) for row in r) for n, r in rows.items()}
        return {n: mine for n, mine in told.items() if n not in ("note", "law")}


def some(city: City) -> list[str]:
    """Petitions in several states, with clocks, marks and an original."""
    return [
        petitioning.accepted(city).id,
        petitioning.registered(city, petitioning.named(city)).id,
        petitioning.registered(
            city, petitioning.new(city, originals=(petitioning.paper(city),))
        ).id,
    ]


def test_a_copy_brings_what_the_pages_bring_and_the_next_pull_goes_on_from_there(
    city: City, folder: Path
) -> None:
    ids = some(city)
    seats = [desks.seat(city, "xf1", folder / way) for way in ("copy", "pages")]
    came = seats[0].meet(by_copy=True)
    assert (came.came, came.misses) == (seats[1].meet().came, 0)
    assert seats[0].centre.asked[2:] == [city.organ("SHI")] * 2  # how long it is, and what is new
    assert held(seats[0]) == held(seats[1])
    assert len([row for row in held(seats[0])["petition"] if any(i in row for i in ids)]) == 3
    with seats[0].desk.database.read() as session:
        keys = session.connection().exec_driver_sql("SELECT cipher_key FROM petition_original")
        assert set(keys.scalars()) == {""}
    ids.append(petitioning.registered(city).id)
    for seat in seats:
        assert (seat.meet(by_copy=True).came, seat.meet().misses) == (1, 0)
    assert held(seats[0]) == held(seats[1])
    assert not list(folder.rglob("*.copy*"))  # nothing is left, here or there
    for seat in seats:
        seat.desk.close()


def away(city: City, petition_id: str) -> None:
    """Somebody must keep away from it."""
    whom = city.id_of("xf2")
    given = {"petition_id": petition_id, "account_id": whom, "reason": "亲属"}
    city.do("xfz", righting.recuse, **given, version=0)


@pytest.mark.scenario("P14")
def test_what_a_person_must_keep_away_from_is_not_in_his_copy(city: City, folder: Path) -> None:
    hidden = [petitioning.registered(city).id for _ in range(3)]
    seen = petitioning.registered(city).id
    for id_ in hidden:
        away(city, id_)
    seat = desks.seat(city, "xf2", folder)
    assert seat.meet(by_copy=True).misses == 0
    rows = held(seat)
    assert len(rows["petition"]) == 1
    assert seen in rows["petition"][0]
    assert not [n for n, mine in rows.items() for row in mine for id_ in hidden if id_ in row]
    seat.desk.close()


@pytest.mark.scenario("P14")
@pytest.mark.parametrize("city", ["sqlite"], indirect=True)
def test_what_is_taken_away_before_a_copy_is_fetched_reaches_no_desk(
    city: City, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (petitioning.registered(city).id for _ in range(2))

    away(city, first)
    seat = desks.seat(city, "xf2", folder)
    made = seat.centre.copy

    def then_away(*asked: str) -> Copy | None:
        copy = made(*asked)
        away(city, second)
        return copy

    monkeypatch.setattr(seat.centre, "copy", then_away)
    assert seat.meet(by_copy=True).misses == 0
    rows = held(seat)
    assert rows["petition"] == []
    assert not list((folder / "copies").iterdir())
    seat.desk.close()


@pytest.mark.expects_warnings
@pytest.mark.parametrize("city", ["sqlite"], indirect=True)
def test_a_copy_is_noise_on_the_desks_disk_and_one_that_was_touched_is_not_taken(
    city: City, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    some(city)
    seat = desks.seat(city, "xf1", folder)
    file = Path(f"{seat.desk.database.file}.copy.0")
    take_over, lain = enciphered.take_over, []

    def touched(*given: Any) -> int:
        lain.append(file.read_bytes())
        with file.open("r+b") as there:
            for at in range(1_000, len(lain[0]), enciphered.PAGE):
                there.seek(at)
                there.write(bytes([lain[0][at] ^ 1]))
        return take_over(*given)

    monkeypatch.setattr(enciphered, "take_over", touched)
    came = seat.meet(by_copy=True)
    words = (petitioning.TEXT.encode(), b"petition", "钱某".encode())
    assert len(lain[0]) > PART
    assert not [word for word in words if word in lain[0]]
    assert (came.came > 3, came.misses) == (True, 0)  # the pages brought it
    assert len(held(seat)["petition"]) == 3
    assert not file.exists()
    seat.desk.close()


@pytest.mark.expects_warnings
@pytest.mark.parametrize("city", ["sqlite"], indirect=True)
def test_a_copy_that_adds_up_to_something_else_is_not_taken_over(
    city: City, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    some(city)
    seat = desks.seat(city, "xf1", folder)
    made = seat.centre.copy

    def wrong(*asked: str) -> Copy | None:
        copy = made(*asked)
        return copy and replace(copy, checksum=copy.checksum + 1)

    monkeypatch.setattr(seat.centre, "copy", wrong)
    assert seat.meet(by_copy=True).misses == 0
    assert len(held(seat)["petition"]) == 3
    assert not list(folder.rglob("*.copy*"))
    seat.desk.close()


@pytest.mark.parametrize("city", ["sqlite"], indirect=True)
def test_a_meeting_that_broke_off_goes_on_with_the_part_it_needs(
    city: City, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    some(city)
    monkeypatch.setattr(whole, "_AHEAD", 1)
    seat = desks.seat(city, "xf1", folder)
    part, asked = seat.centre.part, []

    def cut(id_: str, number: int) -> bytes:
        asked.append(number)
        if asked == [0, 1]:
            raise ConnectionError
        return part(id_, number)

    monkeypatch.setattr(seat.centre, "part", cut)
    with pytest.raises(ConnectionError):
        seat.meet(by_copy=True)
    assert held(seat)["petition"] == []
    seat.desk.close()
    again = Seat(city, "xf1", Desk.open(folder / "xf1.desk", desks.KEY), seat.centre)
    assert again.meet(by_copy=True).misses == 0
    assert asked == [0, 1, 1, 2]  # behind its last part nothing comes
    assert len(held(again)["petition"]) == 3
    again.desk.close()


@pytest.mark.parametrize("city", ["sqlite"], indirect=True)
def test_a_desk_that_was_killed_when_it_had_taken_over_holds_all_and_tidies_up(
    city: City, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    some(city)
    seat = desks.seat(city, "xf1", folder)
    take_over = enciphered.take_over

    def killed(*given: Any) -> int:
        take_over(*given)
        raise KeyboardInterrupt

    with monkeypatch.context() as there:
        there.setattr(enciphered, "take_over", killed)
        with pytest.raises(KeyboardInterrupt):
            seat.meet(by_copy=True)
    assert len(held(seat)["petition"]) == 3
    came = seat.meet(by_copy=True)
    assert (came.came, came.misses) == (0, 0)
    assert seat.desk.note("copy") == ""
    assert not list(folder.glob("*.copy*"))
    seat.desk.close()


@pytest.mark.parametrize("city", ["sqlite"], indirect=True)
def test_a_copy_is_for_the_desk_that_asked_and_for_nobody_else(city: City, folder: Path) -> None:
    petitioning.registered(city)
    mine, other = (desks.seat(city, login, folder) for login in ("xf1", "xf2"))
    copies, store = mine.centre.copies, city.store("xf1")
    epochs = []
    for seat in (mine, other):
        seat.meet()
        epochs.append(seat.desk.note("epoch"))
    shape = carrier.digest(copying._shape(tuple(feeds.kinds)))
    organ = city.organ("SHI")
    made = copies.make(store, organ, epochs[0], shape)
    assert made is not None
    with pytest.raises(errors.NotFound):
        copies.part(other.centre.store, made.id, 0)
    copies.close()
    assert copies.make(store, organ, epochs[0], "other") is None  # another program's tables
    assert copies.make(store, city.organ("QU1"), epochs[0], shape) is None
    assert copies.make(store, organ, "other", shape) is None
    with raw.opened(city.url) as books:
        before = books.one("SELECT count(*) FROM member")
    again = copies.make(store, organ, epochs[0], shape)
    assert again is not None
    copies.close()
    assert not list((folder / "copies").glob(f"{made.id}.*"))  # one at a time for each desk
    with raw.opened(city.url) as books:
        assert books.one("SELECT count(*) FROM member") == before
    for seat in (mine, other):
        seat.desk.close()


def fetching(seat: Seat, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The parts of copies that a desk asks for from now on."""
    part, asked = seat.centre.part, []

    def counted(id_: str, number: int) -> bytes:
        asked.append(number)
        return part(id_, number)

    monkeypatch.setattr(seat.centre, "part", counted)
    return asked


@pytest.mark.parametrize("city", ["sqlite"], indirect=True)
def test_while_another_copy_is_made_nobody_waits_and_the_next_meeting_takes_its_own(
    city: City, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    some(city)
    seat = desks.seat(city, "xf1", folder)
    fetched = fetching(seat, monkeypatch)
    with seat.centre.copies._one_at_a_time(), pytest.raises(errors.StoreBusy) as busy:
        seat.meet(by_copy=True)
    assert "正在为另一台机器备数据" in words.refusal(busy.value).what
    assert (held(seat)["petition"], fetched) == ([], [])
    assert seat.meet(by_copy=True).misses == 0
    assert len(held(seat)["petition"]) == 3
    assert set(fetched) >= {0, 1, 2}
    seat.desk.close()


@pytest.mark.parametrize("city", ["sqlite"], indirect=True)
@pytest.mark.parametrize("answer", ["broken off", "none"])
def test_a_copy_that_did_not_come_is_asked_for_again_under_the_next_epoch(
    city: City, folder: Path, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    some(city)
    seat = desks.seat(city, "xf1", folder)
    fetched = fetching(seat, monkeypatch)

    def copy(*_: str) -> None:
        if answer == "broken off":
            raise CentreAway(url="https://centre", why="")

    with monkeypatch.context() as wire:
        wire.setattr(seat.centre, "copy", copy)
        if answer == "broken off":
            with pytest.raises(CentreAway):
                seat.meet(by_copy=True)
    assert seat.meet(by_copy=True).misses == 0
    assert seat.meet(by_copy=True).misses == 0
    assert len(held(seat)["petition"]) == 3
    assert (set(fetched) >= {0, 1}) == (answer != "broken off")  # or the pages brought it
    fetched.clear()
    whom = {"account_id": city.id_of("xf1"), "organ_id": city.organ("SHI")}
    city.do("bao1", organs.post, **whom, office="AG")  # another epoch: all comes anew
    assert seat.meet(by_copy=True).misses == 0
    assert set(fetched) >= {0, 1}
    seat.desk.close()


@pytest.mark.parametrize("city", ["sqlite"], indirect=True)
def test_who_opens_and_reads_the_file_while_a_copy_is_taken_over_goes_on(
    city: City, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    some(city)
    seat = desks.seat(city, "xf1", folder)
    seen: list[int] = []
    before = enciphered._before

    class Amid:
        """The connection; before it is done somebody else opens the file and looks."""

        def __init__(self, connection: Any) -> None:
            self._connection = connection

        def execute(self, sql: str, *given: Any) -> Any:
            if sql == "COMMIT":
                file = seat.desk.database.file
                window = Database(f"sqlite:///{file}", guarded=False, key=desks.KEY)
                with window.read() as session:
                    asked = "SELECT count(*) FROM petition"
                    seen.append(session.connection().exec_driver_sql(asked).scalar_one())
                window.close()
            return self._connection.execute(sql, *given)

    @contextmanager
    def looked_at(*given: Any) -> Iterator[Amid]:
        with before(*given) as connection:
            yield Amid(connection)

    monkeypatch.setattr(enciphered, "_before", looked_at)
    assert seat.meet(by_copy=True).came > 3
    assert seen == [0]  # as it was: nothing of it, or all
    assert len(held(seat)["petition"]) == 3
    seat.desk.close()


@pytest.mark.parametrize("city", ["sqlite"], indirect=True)
def test_what_nobody_fetches_is_thrown_away_and_is_not_to_be_had_any_more(
    city: City, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    petitioning.registered(city)
    seat, store = desks.seat(city, "xf1", folder), city.store("xf1")
    seat.meet()
    copies, shape = seat.centre.copies, carrier.digest(copying._shape(tuple(feeds.kinds)))
    now = clock.now().timestamp()

    def make() -> Copy:
        made = copies.make(store, city.organ("SHI"), seat.desk.note("epoch"), shape)
        assert made is not None
        copies.close()
        return made

    made, half = make(), folder / "copies" / "half.copy"
    half.touch()
    copies.sweep(now)
    assert copies.part(store, made.id, 0)
    for file in (half, *half.parent.glob(f"{made.id}.*")):
        os.utime(file, (now - 3_700, now - 3_700))
    copies.sweep(now)
    assert not list((folder / "copies").iterdir())
    with pytest.raises(errors.NotFound):
        copies.part(store, made.id, 0)

    made = make()  # and another process throws it away just as a part is asked for

    def gone(_store: object, _copy: object, file: Path) -> bool:
        file.unlink()
        return True

    monkeypatch.setattr(copying, "_is_still_his", gone)
    with pytest.raises(errors.NotFound):
        copies.part(store, made.id, 0)
    assert not list((folder / "copies").glob("*.copy"))
    seat.desk.close()


def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """However little it is, a copy travels in as many files as it may."""
    monkeypatch.setattr(carrier, "ENOUGH", 1)


def test_a_copy_of_several_files_brings_all_of_one_moment(
    city: City, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    some(city)
    large(monkeypatch)
    seats = [desks.seat(city, "xf1", folder / way) for way in ("copy", "pages")]
    filled, came = copying._filled, []

    def amid(*given: Any) -> Iterator[Path]:
        for file in filled(*given):
            came.append(petitioning.registered(city).id)  # none of the files has any of it
            yield file

    with monkeypatch.context() as there:
        there.setattr(copying, "_filled", amid)
        store, made = seats[0].centre.copies, seats[0].centre.copy

        def whole_first(*asked: str) -> Copy | None:
            copy = made(*asked)
            store.close()
            return copy

        there.setattr(seats[0].centre, "copy", whole_first)
        assert seats[0].meet(by_copy=True).misses == 0
    assert len(came) == carrier.FILES
    assert seats[1].meet().misses == 0
    assert held(seats[0]) == held(seats[1])  # the lines behind it have brought the rest
    assert len(held(seats[0])["petition"]) == 3 + len(came)
    assert not list(folder.rglob("*.copy*"))
    for seat in seats:
        seat.desk.close()


class Slow:
    """The filling, which waits before each file but the first until it is told to go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.goes_on, self._filled = threading.Event(), copying._filled
        self.end: Callable[[int], None] = lambda _whole: None
        large(monkeypatch)
        monkeypatch.setattr(copying, "_filled", self)

    def __call__(self, *given: Any) -> Iterator[Path]:
        for number, file in enumerate(self._filled(*given)):
            if number and not self.goes_on.wait(30):
                raise TimeoutError
            self.end(number)
            yield file


def test_a_part_that_is_asked_for_before_its_file_is_whole_waits_and_comes(
    city: City, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    some(city)
    slow = Slow(monkeypatch)
    seat = desks.seat(city, "xf1", folder)
    part, asked = seat.centre.part, []

    def early(id_: str, number: int) -> bytes:
        asked.append(number)
        if number == 2:  # it lies in the second file
            with monkeypatch.context() as hurry:
                hurry.setattr(copying, "WAITS_S", 0.0)
                with pytest.raises(errors.StoreBusy):
                    part(id_, number)
            slow.goes_on.set()
        return part(id_, number)

    monkeypatch.setattr(whole, "_AHEAD", 1)
    monkeypatch.setattr(seat.centre, "part", early)
    assert seat.meet(by_copy=True).misses == 0
    assert asked == list(range(len(asked)))
    assert len(asked) > carrier.FILES
    assert len(held(seat)["petition"]) == 3
    assert not list(folder.rglob("*.copy*"))
    seat.desk.close()


@pytest.mark.expects_warnings
def test_a_filling_that_breaks_leaves_nothing_and_the_desk_reads_its_pages(
    city: City, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    some(city)
    slow = Slow(monkeypatch)
    seat = desks.seat(city, "xf1", folder)
    fetched = fetching(seat, monkeypatch)

    def breaks(_number: int) -> None:
        raise OSError("the disk is full")

    part = seat.centre.part

    def then_broken(id_: str, number: int) -> bytes:
        data = part(id_, number)
        if number == 1:  # the first file's last
            slow.end = breaks
            slow.goes_on.set()
        return data

    monkeypatch.setattr(whole, "_AHEAD", 1)
    monkeypatch.setattr(seat.centre, "part", then_broken)
    assert seat.meet(by_copy=True).misses == 0
    seat.centre.copies.close()
    assert fetched == [0, 1, 2]
    assert len(held(seat)["petition"]) == 3
    assert not list(folder.rglob("*.copy*"))
    assert not list((folder / "copies").iterdir())
    assert seat.meet(by_copy=True).misses == 0
    seat.desk.close()


@pytest.mark.parametrize("city", ["sqlite"], indirect=True)
def test_a_copy_that_is_thrown_away_while_it_is_filled_leaves_nothing(
    city: City, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    some(city)
    slow = Slow(monkeypatch)
    seat = desks.seat(city, "xf1", folder)
    part = seat.centre.part

    def then_moved(id_: str, number: int) -> bytes:
        if number == 1:
            seat.centre.copied(id_)
            slow.goes_on.set()
        return part(id_, number)

    monkeypatch.setattr(whole, "_AHEAD", 1)
    monkeypatch.setattr(seat.centre, "part", then_moved)
    assert seat.meet(by_copy=True).misses == 0
    seat.centre.copies.close()
    assert len(held(seat)["petition"]) == 3
    assert not list((folder / "copies").iterdir())
    seat.desk.close()


def whole_copy(city: City, folder: Path) -> tuple[Seat, Store, Copy]:
    """A desk, its door at the centre, and a copy that lies there for it."""
    seat, store = desks.seat(city, "xf1", folder), city.store("xf1")
    seat.meet()
    copies, shape = seat.centre.copies, carrier.digest(copying._shape(tuple(feeds.kinds)))
    made = copies.make(store, city.organ("SHI"), seat.desk.note("epoch"), shape)
    assert made is not None
    copies.close()
    return seat, store, made


def test_a_copy_whose_filler_is_gone_is_not_waited_for(
    city: City, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    petitioning.registered(city)
    seat, store, made = whole_copy(city, folder)
    copies = seat.centre.copies
    copies._file(made.id, 1).unlink()  # as if the process had been killed
    monkeypatch.setattr(copying, "WAITS_S", 0.0)
    assert copies.part(store, made.id, 0)
    with pytest.raises(errors.NotFound):
        copies.part(store, made.id, 2)
    assert not list((folder / "copies").iterdir())
    seat.desk.close()


@pytest.mark.parametrize("city", ["sqlite"], indirect=True)
def test_what_another_process_fills_is_waited_for_until_it_stands_still(
    city: City, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    petitioning.registered(city)
    seat, store, made = whole_copy(city, folder)
    copies = seat.centre.copies
    half = copies._half(made.id, 1)
    copies._file(made.id, 1).rename(half)  # as if it were not whole yet
    beside = copying.Copies(folder / "copies")
    monkeypatch.setattr(copying, "WAITS_S", 0.0)
    with pytest.raises(errors.StoreBusy):
        beside.part(store, made.id, 2)
    long_ago = clock.now().timestamp() - 600
    os.utime(half, (long_ago, long_ago))
    with pytest.raises(errors.NotFound):
        beside.part(store, made.id, 2)
    assert not list((folder / "copies").iterdir())
    seat.desk.close()


@pytest.mark.parametrize("city", ["sqlite"], indirect=True)
def test_what_an_older_program_has_noted_of_a_copy_is_let_go_here_and_there(
    city: City, folder: Path
) -> None:
    some(city)
    seat, store, made = whole_copy(city, folder)
    copies = seat.centre.copies
    note = copies._note(made.id)
    older = json.loads(note.read_text("utf-8")) | {"parts": ["ab"]}
    note.write_text(json.dumps(older), "utf-8")
    with pytest.raises(errors.NotFound):
        copies.part(store, made.id, 0)
    fresh = desks.seat(city, "xf1", folder / "fresh")
    told = {**older, "key": "00" * 32}
    del told["whose"]
    with fresh.desk.database.write() as session:
        desk_queries.keep_note(session, "copy", json.dumps(told))
    assert fresh.meet(by_copy=True).misses == 0
    assert len(held(fresh)["petition"]) == 3
    fresh.centre.copies.close()
    for each in (seat, fresh):
        each.desk.close()
