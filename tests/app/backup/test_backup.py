"""Backup and restore: one file holds everything, comes back whole, and loses nothing newer."""

import json
import os
import shutil
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app import bootstrap, words
from app.backup import service as backup
from app.cases import service as cases
from db.backup import copying
from tests.support import postgres
from tests.support.world import PASSWORD, World, refused


@pytest.fixture
def elsewhere(world: World, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """A fresh place of the same engine with nothing in it: a new computer."""
    if world.url.startswith("sqlite"):
        yield f"sqlite:///{tmp_path}/新电脑 1/store.db"
        return
    server: postgres.Server = request.getfixturevalue("postgres_server")
    url = server.create("template0")
    yield url
    server.drop(url)


@pytest.mark.scenario("C88")
def test_a_backup_comes_back_on_a_fresh_computer_and_verifies(
    world: World, tmp_path: Path, elsewhere: str
) -> None:
    rows = world.received(world.new(), world.new("欧米茄", "watch"))
    balance = world.ask("guan1", cases.balance, case_id=rows[0].case_id)
    file = tmp_path / "夜间.anku"
    manifest = backup.backup(world.store("guan1"), file)
    assert (manifest.counts["item"], manifest.counts["photo"]) == (2, 6)

    verdict = backup.restore(file, elsewhere)

    assert (verdict.ok, verdict.cards, verdict.blobs, verdict.strays) == (True, 2, 6, 0)
    assert verdict.aside == ""
    store = bootstrap.open_store(elsewhere, time_of=world.clock)
    try:
        store.sign_in("guan1", PASSWORD)
        assert store.read(cases.balance, case_id=rows[0].case_id) == balance
    finally:
        store.close()
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_a_store_with_newer_entries_is_not_overwritten(world: World, tmp_path: Path) -> None:
    file = tmp_path / "a.anku"
    backup.backup(world.store("guan1"), file)
    world.clock.forward(seconds=5)
    world.registered()
    no = refused("R62", lambda: backup.restore(file, world.url))
    assert str(no.facts["store"]) > str(no.facts["backup"])
    assert len(world.registered()) == 1


def test_another_store_is_not_overwritten(room: World, tmp_path: Path) -> None:
    from tests.support import world as worlds

    file = tmp_path / "a.anku"
    backup.backup(room.store("guan1"), file)
    other = f"sqlite:///{tmp_path}/other.db"
    worlds.found(other)
    refused("R63", lambda: backup.restore(file, other))


def test_the_same_state_may_be_restored_over_and_the_old_file_is_kept(
    room: World, tmp_path: Path
) -> None:
    room.received()
    file = tmp_path / "a.anku"
    backup.backup(room.store("guan1"), file)
    room.close()
    books = Path(room.url.removeprefix("sqlite:///"))
    photo = next(Path(f"{books}.blobs").glob("??/*"))
    photo.write_bytes(b"changed on the disk")
    told = backup.restore(file, room.url)
    assert told.ok
    assert Path(told.aside) in list(tmp_path.glob("store.db.before-restore-*"))
    assert photo.read_bytes() != b"changed on the disk"


def test_an_unreadable_store_is_replaced_and_kept(room: World, tmp_path: Path) -> None:
    file = tmp_path / "a.anku"
    backup.backup(room.store("guan1"), file)
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"no database at all" * 100)
    assert backup.restore(file, f"sqlite:///{broken}").ok
    assert [p.read_bytes()[:11] for p in tmp_path.glob("broken.db.before-*")] == [b"no database"]


def test_a_damaged_backup_is_refused_and_changes_nothing(room: World, tmp_path: Path) -> None:
    room.received()
    file = tmp_path / "a.anku"
    backup.backup(room.store("guan1"), file)
    fresh = f"sqlite:///{tmp_path}/fresh.db"
    whole = file.read_bytes()
    for wrong in (b"", b"not a backup", whole[: len(whole) // 2]):
        file.write_bytes(wrong)
        no = refused("R61", lambda: backup.restore(file, fresh))
        assert words.refusal(no).what == "备份文件不能使用（a.anku）：它不是本系统的备份文件。"
    file.write_bytes(whole)
    photo = _swap_a_photo(file)
    no = refused("R61", lambda: backup.restore(file, fresh))
    told = f"备份文件不能使用（a.anku）：文件不完整或者被改动过（{photo}）。"
    assert words.refusal(no).what == told
    refused("R64", lambda: backup.restore(tmp_path / "none.anku", fresh))
    assert not (tmp_path / "fresh.db").exists()


def _swap_a_photo(file: Path) -> str:
    """Another picture under the same name, in a bundle that is whole by itself."""
    with zipfile.ZipFile(file) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    photo = next(name for name in parts if name.startswith("blobs/"))
    with zipfile.ZipFile(file, "w") as new:
        for name, data in {**parts, photo: b"another picture"}.items():
            new.writestr(name, data)
    return photo


@pytest.mark.parametrize(
    ("name", "sha"),
    [
        ("x", "../../victim"),
        ("x", "/tmp/victim"),
        ("../../victim", "f" * 64),
        ("blobs/../../victim", "f" * 64),
        ("books.db", "../../victim"),
        ("blobs/x", "F" * 64),
    ],
)
def test_a_forged_backup_writes_nothing_outside(
    room: World, tmp_path: Path, name: str, sha: str
) -> None:
    good, forged, victim = tmp_path / "a.anku", tmp_path / "forged.anku", tmp_path / "victim"
    backup.backup(room.store("guan1"), good)
    victim.write_text("mine")
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(forged, "w") as new:
        told = json.loads(old.read("manifest.json"))
        told["files"][name] = sha
        new.writestr("books.db", old.read("books.db"))
        if name != "books.db":
            new.writestr(name, "forged")
        new.writestr("manifest.json", json.dumps(told))
    refused("R61", lambda: backup.restore(forged, f"sqlite:///{tmp_path}/deep/down/new.db"))
    assert victim.read_text() == "mine"
    assert not (tmp_path / "deep" / "down" / "new.db").exists()


def test_a_backup_taken_while_others_write_is_of_one_moment(world: World, tmp_path: Path) -> None:
    world.registered()
    store = world.store("guan1")
    with store.database.read() as session:
        before = copying.counts(session)
        world.registered()
        assert copying.counts(session) == before
    manifest = backup.backup(store, tmp_path / "a.anku")
    assert manifest.counts["item"] == 2


def test_a_backup_that_cannot_be_written_is_refused_and_leaves_nothing(
    room: World, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    refused("R64", lambda: backup.backup(room.store("guan1"), tmp_path / "file" / "a.anku"))
    assert sorted(p.name for p in tmp_path.iterdir() if "part" in p.name) == []


def test_the_nightly_backup_is_made_once_a_day_and_fourteen_are_kept(
    room: World, tmp_path: Path
) -> None:
    store = room.store("guan1")
    folder = tmp_path / "backups"
    made = backup.backup_if_due(store)
    assert made is not None
    assert made.parent == folder
    assert backup.backup_if_due(store) is None
    for day in range(1, 17):
        old = folder / f"nightly-202601{day:02d}-010000.anku"
        shutil.copyfile(made, old)
        os.utime(old, (day, datetime(2026, 1, day, tzinfo=UTC).timestamp()))
    made.unlink()
    assert backup.backup_if_due(store) is not None
    assert len(list(folder.glob("nightly-*"))) == backup.KEPT


def test_without_the_tool_of_postgresql_the_refusal_says_so(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "tool", lambda _: "")
    store = world.store("guan1")
    if store.database.is_sqlite:
        backup.backup(store, tmp_path / "a.anku")
    else:
        refused("R60", lambda: backup.backup(store, tmp_path / "a.anku"))
