"""A real PostgreSQL of our own for the tests: started on a free port, gone when we are gone.

The server runs under a keeper process that watches its standard input. Whatever ends the tests
(their end, Ctrl-C, a kill), the pipe closes, and the keeper stops the server and removes its folder.
"""

import itertools
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

OWNER = "anku"  # an ordinary role: guards and grants must bind in the tests as they do in the field

# Only a test may do without durability; what kill -9 loses is tested where fsync is on.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",  # thousands of databases are copied: their files stay out of the log
    "max_wal_senders": "0",
    "autovacuum": "off",
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "60",
    "shared_buffers": "64MB",
    "jit": "off",
    "timezone": "UTC",
}


class Server:
    """A running server; hands out fresh databases copied from the template."""

    def __init__(self, port: int, folder: Path, pid: int) -> None:
        self.port = port
        self.folder = folder
        self.pid = pid
        self._numbers = itertools.count(1)

    def url(self, database: str, user: str = OWNER) -> str:
        return f"postgresql+psycopg://{user}@127.0.0.1:{self.port}/{database}"

    def create(self, template: str) -> str:
        """A fresh database as a copy of `template`; answers its SQLAlchemy URL."""
        name = f"anku_{next(self._numbers)}"
        # copied as files: by way of the log it takes four times as long
        as_files = f"TEMPLATE {template} STRATEGY FILE_COPY"
        self._command(f"CREATE DATABASE {name} {as_files} OWNER {OWNER}")
        return self.url(name)

    def drop(self, url: str) -> None:
        """Remove it, also when something is still connected."""
        self._command(f"DROP DATABASE IF EXISTS {url.rsplit('/', 1)[1]} WITH (FORCE)")

    def lay_template(self, lay: Callable[[str], None], name: str) -> str:
        """Lay a store once, by `lay(url)`, for `create` to copy; answers its name."""
        self._command(f"CREATE DATABASE {name} TEMPLATE template0 OWNER {OWNER}")
        lay(self.url(name))
        # a copy is refused while anyone is still connected
        self._command(
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
        )
        return name

    def prepare(self) -> None:
        self._command(f"CREATE ROLE {OWNER} LOGIN CREATEDB CREATEROLE")

    def _command(self, statement: str) -> None:
        with psycopg.connect(
            host="127.0.0.1", port=self.port, user="postgres", dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(statement.encode())


@contextmanager
def running(like: Path | None = None, *, into: Path | None = None) -> Iterator[Server]:
    """A server for as long as the block lasts: a copy of the one in the folder `like`, or an empty one.

    What it holds at its end is kept in the folder `into`, for others to be like it.
    """
    asked = {"like": str(like or ""), "into": str(into or "")}
    keeper = subprocess.Popen(
        [sys.executable, __file__, json.dumps(asked)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,  # Ctrl-C is for the tests; the keeper hears of it by the pipe
    )
    assert keeper.stdin is not None
    assert keeper.stdout is not None
    try:
        answer = keeper.stdout.readline()
        if not answer:
            raise RuntimeError("PostgreSQL did not start; the keeper says why on standard error")
        server = Server(**_known(json.loads(answer)))
        if like is None:
            server.prepare()
        yield server
    finally:
        keeper.stdin.close()
        keeper.wait(timeout=30)
        keeper.stdout.close()


def _known(told: dict[str, Any]) -> dict[str, Any]:
    return {**told, "folder": Path(told["folder"])}


# ------------------------------------------------------------------ the keeper


def keep(like: str, into: str) -> None:
    """Run a server until standard input closes."""
    folder = Path(tempfile.mkdtemp(prefix="anku-pg-"))
    try:
        folder.chmod(0o711)  # the server's user passes through, and sees only its own folder
        if like:
            _copy(Path(like) / "data", folder)
        else:
            _lay(folder)
        server, port = _start(folder)
        try:
            print(json.dumps({"port": port, "folder": str(folder), "pid": server.pid}), flush=True)
            _until_parent_is_gone(server)
        finally:
            _stop(server)
        if into:
            _copy(folder / "data", Path(into))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _copy(data: Path, into: Path) -> None:
    subprocess.run(["cp", "-a", data, into], check=True)  # with whose they are


def _until_parent_is_gone(server: subprocess.Popen[bytes]) -> None:
    listening = threading.Thread(target=sys.stdin.read, daemon=True)
    listening.start()
    while listening.is_alive() and server.poll() is None:
        listening.join(0.2)


def _lay(folder: Path) -> None:
    data = folder / "data"
    data.mkdir(mode=0o700)
    if _is_root():
        shutil.chown(data, _server_user(), _server_user_group())
    locale = "C.UTF-8" if sys.platform == "linux" else "C"
    laid = subprocess.run(
        [program("initdb"), "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8",
         f"--locale={locale}", "--no-sync", "--no-instructions"],
        cwd=folder, env=_environment(), capture_output=True, text=True, check=False, **_as_server_user(),
    )  # fmt: skip
    if laid.returncode != 0:
        raise RuntimeError(f"initdb failed: {laid.stderr}")


def _start(folder: Path) -> tuple[subprocess.Popen[bytes], int]:
    """Start on a free port; another process may take it meanwhile, so try again."""
    for _ in range(5):
        port = _free_port()
        server = _launch(folder, port)
        if _answers(server, port):
            return server, port
        _stop(server)
    raise RuntimeError((folder / "log").read_text(encoding="utf-8", errors="replace"))


def _launch(folder: Path, port: int) -> subprocess.Popen[bytes]:
    settings = [f"--{name}={value}" for name, value in SETTINGS.items()]
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(
            [program("postgres"), "-D", str(folder / "data"), "-p", str(port), *settings],
            cwd=folder, env=_environment(), stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            **_as_server_user(),
        )  # fmt: skip


def _answers(server: subprocess.Popen[bytes], port: int) -> bool:
    until = time.monotonic() + 60
    while time.monotonic() < until and server.poll() is None:
        try:
            psycopg.connect(host="127.0.0.1", port=port, user="postgres", connect_timeout=5).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return server.poll() is None  # not somebody else's server on our port
    return False


def _stop(server: subprocess.Popen[bytes]) -> None:
    if server.poll() is None:
        server.send_signal(2)  # fast shutdown: open transactions are rolled back
    try:
        server.wait(timeout=15)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def program(name: str) -> str:
    """A program of the newest PostgreSQL there is; Debian keeps them off the PATH."""
    found = sorted(
        Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda p: int(p.parts[-3])
    )
    if found:
        return str(found[-1])
    on_path = shutil.which(name)
    if on_path is None:
        raise RuntimeError(f"{name} of PostgreSQL is not installed; `dev.py test` installs it")
    return on_path


def _environment() -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PG", "LC_", "LANG"))}
    return {**kept, "LC_ALL": "C.UTF-8" if sys.platform == "linux" else "C"}


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def _as_server_user() -> dict[str, Any]:
    """PostgreSQL refuses to run as root."""
    if not _is_root():
        return {}
    return {"user": _server_user(), "group": _server_user_group(), "extra_groups": []}


def _server_user() -> str:
    import pwd

    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _server_user_group() -> int:
    import pwd

    return pwd.getpwnam(_server_user()).pw_gid


if __name__ == "__main__":
    keep(**json.loads(sys.argv[1]))
