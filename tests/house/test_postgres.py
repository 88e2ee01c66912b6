"""The tests' own PostgreSQL: fresh databases, and nothing left behind whatever ends the tests."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import psycopg
import pytest

ROOT = Path(__file__).parents[2]

HOLD = """
import signal, time
from tests.support import postgres
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job inherits deafness
with postgres.running() as server:
    print(server.pid, server.folder, flush=True)
    time.sleep(120)
"""


def plain(url: str) -> str:
    return url.replace("+psycopg", "")


def test_each_database_is_fresh(postgres_url_factory):
    first, second = postgres_url_factory(), postgres_url_factory()
    with psycopg.connect(plain(first)) as connection:
        connection.execute("CREATE TABLE only_here (n int)")

    with psycopg.connect(plain(second)) as connection:
        found = connection.execute("SELECT to_regclass('only_here')").fetchone()

    assert found == (None,)


def test_the_role_of_the_tests_is_an_ordinary_one(postgres_url_factory):
    with psycopg.connect(plain(postgres_url_factory())) as connection:
        found = connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        assert found.fetchone() == (False,)


def test_the_server_is_version_15_or_newer(postgres_server):
    with psycopg.connect(plain(postgres_server.url("postgres"))) as connection:
        assert connection.info.server_version >= 150000


def gone(pid: int, folder: Path) -> bool:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if not psutil.pid_exists(pid) and not folder.exists():
            return True
        time.sleep(0.1)
    return False


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_whatever_ends_the_tests_ends_the_server(how):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        text=True, start_new_session=True,
    )  # fmt: skip
    assert holder.stdout is not None
    with holder:
        pid, folder = holder.stdout.readline().split(maxsplit=1)
        os.killpg(holder.pid, how)  # as Ctrl-C does: the whole group of the terminal

    assert gone(int(pid), Path(folder.strip()))
