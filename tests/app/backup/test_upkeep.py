"""What a station does by itself for the files: what, on which kind of store."""

import os
from pathlib import Path

import pytest

from app.backup import upkeep
from app.store import Store
from db.blobs import FolderBlobs
from tests.support.world import World


def stray(store: Store) -> str:
    """A photo that was kept long ago and never used."""
    name = store.keep(b"a photo that nobody used")
    if isinstance(store.blobs, FolderBlobs):
        file = Path(store.database.file)
        (lies,) = file.parent.glob(f"{file.name}.blobs/*/{name}")
        os.utime(lies, (0, 0))
    return name


def backups(world: World, tmp_path: Path) -> list[str]:
    folders = (tmp_path / "backups", Path(os.environ["ANKU_HOME"]) / "backups")
    return [file.name for folder in folders for file in folder.glob("nightly-*.anku")]


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANKU_HOME", str(tmp_path / "home"))


def test_a_real_store_is_backed_up_where_it_lies_and_strays_are_set_aside_there(
    world: World, tmp_path: Path
) -> None:
    store = world.store("ji1")
    name = stray(store)
    local = store.database.is_sqlite
    done = upkeep.upkeep(store, practice=False)
    assert done.strays == int(local)
    assert [done.backup.name] == backups(world, tmp_path) if done.backup else not local
    assert store.blobs.has(name) is not local
    assert upkeep.upkeep(store, practice=False) == upkeep.Kept(), "one a night"


def test_a_practice_store_is_not_backed_up_but_tidied(room: World, tmp_path: Path) -> None:
    store = room.store("guan1")
    stray(store)
    assert upkeep.upkeep(store, practice=True) == upkeep.Kept(None, 1)
    assert backups(room, tmp_path) == []


def test_in_a_store_that_is_read_only_nothing_is_touched(room: World, tmp_path: Path) -> None:
    store = room.store("guan1")
    name = stray(store)
    store.read_only = True
    assert upkeep.upkeep(store, practice=False) == upkeep.Kept()
    assert store.blobs.has(name)
    assert backups(room, tmp_path) == []
