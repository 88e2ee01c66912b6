"""`anku do` is cheap when nothing was written since the books were found whole, and never less careful."""

import io
import json
import os
from pathlib import Path
from typing import Any

import pytest

from app import registry
from app.audit import verifying
from app.cli import calls
from app.cli.desk import Desk
from db.session import Database
from tests.app.cli.conftest import Said, anku
from tests.support import ends, raw
from tests.support.world import PASSWORD, World

WHO = ("--as", "ku1", "--json")


@pytest.fixture
def books(room: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """A store with one thing in it at which nobody sits."""
    monkeypatch.setenv("ANKU_PASSWORD", PASSWORD)
    monkeypatch.setenv("ANKU_SECOND_PASSWORD", PASSWORD)
    room.received()
    room.close()
    return room


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[Database]:
    """Every time the whole trail is read."""
    read: list[Database] = []
    true = verifying.verify

    def counted(database: Database, *given: Any, **more: Any) -> Any:
        read.append(database)
        return true(database, *given, **more)

    monkeypatch.setattr(verifying, "verify", counted)
    return read


def add(world: World, code: str) -> Said:
    place = {"place": {"code": code, "name": "架", "kind": "shelf"}}
    return anku("do", "locations.add", "--args", json.dumps(place), "--db", world.url, *WHO)


def test_a_weight_is_the_word_of_the_command_whatever_the_command_says(room: World) -> None:
    spec = registry.verbs["custody.receive"]
    for claimed in ({}, {"told_by": ""}, {"told_by": "scale"}):
        weighing = {"mg": 12_340, "shown": "12.34 g", **claimed}
        given = {"item_id": "1", "quantity": 1, "place": "A-01", "photos": []}
        typed = calls._typed(Desk(""), spec, {**given, "weighing": weighing})
        assert typed["weighing"].told_by == "command"


def file_of(world: World) -> Path:
    return Path(world.url.removeprefix("sqlite:///"))


def test_a_file_that_lies_there_as_it_was_left_is_not_read_again(
    books: World, readings: list[Database]
) -> None:
    assert [add(books, code).code for code in ("T-1", "T-2", "T-3")] == [0, 0, 0]
    assert len(readings) == 1
    assert anku("verify", "--db", books.url, "--json").json["ok"]


def test_whatever_another_has_written_is_read_first(books: World, readings: list[Database]) -> None:
    add(books, "T-1")
    with raw.opened(books.url) as back:
        back.unguard()
        back.do("UPDATE item SET name = '别物'")
    told = add(books, "T-2")
    assert (told.code, told.json["refused"]) == (1, "R52")
    with raw.opened(books.url) as back:
        back.unguard()
        back.do("UPDATE item SET name = '公文包'")
    assert add(books, "T-2").code == 0
    assert len(readings) == 3


def test_the_same_bytes_with_their_old_times_put_back_are_read_too(
    books: World, readings: list[Database]
) -> None:
    add(books, "T-1")
    file = file_of(books)
    was = file.stat()
    file.write_bytes(file.read_bytes().replace("公文包".encode(), "别的物".encode()))
    os.utime(file, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert add(books, "T-2").json["refused"] == "R52"
    assert len(readings) == 2


def test_a_program_that_wrote_meanwhile_leaves_no_stamp(
    books: World, readings: list[Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.cli import desk

    left = desk.Desk.close

    def close(self: desk.Desk) -> None:
        with raw.opened(books.url) as back:
            back.do("INSERT INTO counter (name, value) VALUES ('x', 1)")
        left(self)

    with monkeypatch.context() as patch:
        patch.setattr(desk.Desk, "close", close)
        add(books, "T-1")
    add(books, "T-2")
    add(books, "T-3")
    assert len(readings) == 2


def test_a_verdict_is_a_day_old_at_most_and_of_this_very_law(
    books: World, readings: list[Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.cli import stamps

    add(books, "T-1")
    with monkeypatch.context() as patch:
        patch.setattr(stamps, "LONGEST_S", 0)
        add(books, "T-2")
    assert len(readings) == 2
    with monkeypatch.context() as patch:
        patch.setattr(stamps, "FINDS", stamps.FINDS + 1)
        add(books, "T-3")
    assert len(readings) == 3


def test_lines_are_acts_one_after_another_under_one_verification(
    books: World, readings: list[Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    def line(code: str, **more: Any) -> str:
        place = {"place": {"code": code, "name": "架", "kind": "shelf"}}
        return json.dumps({"verb": "locations.add", "args": place, **more}, ensure_ascii=False)

    def fed(*lines: str) -> tuple[Said, list[Any]]:
        monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines) + "\n"))
        told = anku("do", "--lines", "--db", books.url, *WHO)
        return told, [json.loads(each) for each in told.out.splitlines()]

    told, answers = fed(line("T-1", act="k1"), "", line("T-1"), line("T-2"))
    assert told.code == 1
    assert [a["line"] for a in answers] == [1, 3, 4]
    assert answers[0]["result"]["code"] == "T-1"
    assert answers[1]["refused"] == "R55"
    assert answers[2]["result"]["code"] == "T-2"
    again, (same,) = fed(
        line("T-1", act="k1")
    )  # the key of the first one: answered, not done again
    assert (again.code, same) == (0, answers[0])
    assert len(readings) == 1
    for wrong in (
        "{",
        "[]",
        '{"verb": "no.such"}',
        line("T-3", acts=1),
        '{"verb": "x", "args": 1}',
    ):
        told, answers = fed(line("T-4"), wrong)
        assert told.code == 2
        assert "line 2" in told.err
        assert len(answers) == 1


def test_two_sign_beside_each_with_his_own_password(
    room: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    (item,) = room.received()
    args = json.dumps(registry.plain(ends.destruction(room, item.id)))
    room.close()
    monkeypatch.setenv("ANKU_PASSWORD", PASSWORD)
    monkeypatch.setenv("ANKU_SECOND_PASSWORD", PASSWORD)
    asked = ("do", "custody.destroy", "--args", args, "--db", room.url, "--as", "guan1", "--json")
    monkeypatch.setenv("ANKU_SECOND_PASSWORD_2", "wrong")
    assert anku(*asked, "--second", "an1,guan2").json["refused"] == "R43"
    monkeypatch.setenv("ANKU_SECOND_PASSWORD_2", PASSWORD)
    told = anku(*asked, "--second", "an1,guan2")
    assert told.code == 0, told.err
    assert [row["custody"] for row in told.json] == ["T_DESTROYED"]
