"""A store that does not open: one sentence that says which of the many reasons it is, and what to do; never a traceback."""

import functools
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import make_url

from app import bootstrap, errors, words
from tests.app.cli.conftest import Said, anku
from tests.support import raw
from tests.support.world import PASSWORD, World

COMMANDS: tuple[tuple[str, ...], ...] = (
    ("search", "表", "--as", "guan1"),
    ("do", "custody.mark_overdue", "--as", "guan1"),
    ("query", "cases.rows", "--as", "guan1"),
)


@pytest.fixture(autouse=True)
def password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANKU_PASSWORD", PASSWORD)
    monkeypatch.setenv("ANKU_SECOND_PASSWORD", PASSWORD)


def says(told: Said, no: type[errors.Refusal], code: int) -> None:
    assert "Traceback" not in told.err
    said = [line for line in told.err.splitlines() if not line.startswith("verify ")]
    assert len(said) == 1, told.err
    assert (told.code, told.json["refused"]) == (code, no.code), told.err
    assert told.json["next"] == words.refusal(no()).next


def every_command(url: str, no: type[errors.Refusal], verify: int) -> None:
    for command in COMMANDS:
        says(anku(*command, "--db", url, "--json"), no, 1)
    says(anku("verify", "--db", url, "--json"), no, verify)


@pytest.mark.parametrize(
    "url",
    ["foo://x", "nonsense", "mysql://u:secret@h/db", "postgresql+nodriver://u:secret@h/db", ""],
)
def test_what_is_no_address(url: str) -> None:
    every_command(url or "://", errors.StoreUrlInvalid, verify=2)
    for command in (("init",), ("demo",), ("restore", "nothing.zip")):
        told = anku(*command, "--db", url or "://", "--json")
        assert told.code == 1
        assert "Traceback" not in told.err
        assert "secret" not in told.out + told.err
    doctor = anku("doctor", "--db", url or "://", "--json")
    assert "Traceback" not in doctor.err
    assert "secret" not in doctor.out


def test_a_server_that_lets_nobody_in_or_is_not_there(
    postgres_url_factory: Callable[[], str],
) -> None:
    url = make_url(postgres_url_factory())
    shown = functools.partial(type(url).render_as_string, hide_password=False)
    every_command(
        shown(url.set(username="nobody_here", password="geheim")),
        errors.StoreLetsNobodyIn,
        verify=2,
    )
    every_command(shown(url.set(database="no_such_store")), errors.StoreLetsNobodyIn, verify=2)
    every_command(shown(url.set(port=9)), errors.StoreUnreachable, verify=2)
    told = anku("verify", "--db", shown(url.set(host="no.such.host.invalid")), "--json")
    says(told, errors.StoreUnreachable, 2)
    assert "geheim" not in told.out + told.err


@pytest.mark.parametrize("table", ["item", "entry", "alembic_version", "installation", "feed"])
def test_a_table_that_was_renamed_is_named(world: World, table: str) -> None:
    world.close()
    with raw.opened(world.url) as back:
        back.unguard()
        back.do(f"ALTER TABLE {table} RENAME TO {table}_alt")
    every_command(world.url, errors.StoreIncomplete, verify=3)
    told = anku("verify", "--db", world.url, "--json", "--lang", "en")
    assert table in told.json["why"]


def test_a_column_that_was_renamed_is_named(world: World) -> None:
    world.close()
    with raw.opened(world.url) as back:
        back.unguard()
        back.do("ALTER TABLE item RENAME COLUMN secrecy TO secret")
    told = anku("verify", "--db", world.url, "--json")
    says(told, errors.StoreIncomplete, 3)


def test_the_path_of_a_file_stands_for_its_store(room: World) -> None:
    file = room.database.file
    assert anku("query", "custody.count", "--as", "guan1", "--db", file).json == 0


def test_a_file_that_is_no_store_is_told_as_one_that_cannot_be_read(tmp_path: Path) -> None:
    file = tmp_path / "broken.db"
    file.write_bytes(b"this is no storeroom" * 400)
    every_command(f"sqlite:///{file}", errors.StoreUnreadable, verify=3)


_OPENS = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
from app import main
sys.exit(main.main(sys.argv[1:]))
"""


def test_a_full_disk_is_no_broken_file(room: World) -> None:
    """A process that can write no byte into any file is one on a full disk: SQLite says of both only "I/O error"."""
    room.received()
    room.close()
    command = ("verify", "--db", room.url, "--json")
    done = subprocess.run(
        [sys.executable, "-c", _OPENS, *command],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    says(Said(done.returncode, done.stdout, done.stderr), errors.DiskTrouble, 1)
    bootstrap.open_store(room.url).close()  # and it is whole
    assert anku("verify", "--db", room.url, "--json").json["ok"]
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 0
