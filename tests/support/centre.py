"""A real centre: `anku server` in a process of its own, killed at the end if it does not go by itself."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any

import httpx

from tests.support import nursery
from tests.support.world import PASSWORD


@dataclass(slots=True)
class Serving:
    """A server process and its address."""

    process: subprocess.Popen[bytes] | nursery.Child
    url: str

    @contextmanager
    def client(self, login: str = "", **more: Any) -> Iterator[httpx.Client]:
        """A client, signed in when a login is given."""
        with httpx.Client(base_url=self.url, timeout=60, trust_env=False, **more) as found:
            if login:
                who = {"login": login, "password": PASSWORD, "station": f"站-{login}"}
                token = found.post("/v1/session", json=who).raise_for_status().json()["token"]
                found.headers["Authorization"] = f"Bearer {token}"
            yield found

    def stop(self) -> int:
        """Ask it to end, as systemd does."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(30)

    def kill(self) -> None:
        """The power goes."""
        self.process.kill()
        self.process.wait(30)


def start(
    url: str,
    *options: str,
    heard: IO[bytes] | None = None,
    module: str = "app.main",
    **env: str,
) -> Serving:
    """Start one and wait until it listens; `heard` is where it writes its log."""
    args = ["server", "--db", url, "--json", *options]
    if "--port" not in options:
        args += ["--port", "0"]
    reads, writes = os.pipe()
    with open(reads, encoding="utf-8") as said:
        try:
            process = _process(module, args, {**os.environ, **env}, writes, heard)
        finally:
            os.close(writes)
        line = said.readline()
    if not line:
        raise RuntimeError(f"the server ended with {process.wait(30)}")
    return Serving(process, json.loads(line)["url"])


def _process(
    module: str, args: Sequence[str], env: dict[str, str], stdout: int, heard: IO[bytes] | None
) -> subprocess.Popen[bytes] | nursery.Child:
    """A fork of what has imported everything already, where there are forks."""
    if sys.platform == "linux":
        stderr = 2 if heard is None else heard.fileno()
        return nursery.start(module, args, env, stdout, stderr)
    command = [sys.executable, "-m", module, *args]
    return subprocess.Popen(command, stdout=stdout, stderr=heard, env=env)


@contextmanager
def serving(
    url: str,
    *options: str,
    heard: IO[bytes] | None = None,
    module: str = "app.main",
    **env: str,
) -> Iterator[Serving]:
    """One for the time of a block."""
    found = start(url, *options, heard=heard, module=module, **env)
    try:
        yield found
    finally:
        if found.process.poll() is None:
            found.process.terminate()
            try:
                found.process.wait(30)
            except subprocess.TimeoutExpired:
                found.process.kill()
                raise
