"""A nursery of programs: what each of them imports is imported once, and each that is asked for is a fork of that.

A fork is a process as any other: its own memory, connections and signals, and it dies of a kill alone. The nursery
watches its line to the tests; whatever ends them, the line closes, and nobody of the nursery is left.
"""

import atexit
import contextlib
import functools
import gc
import importlib
import io
import json
import os
import select
import selectors
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from typing import Final, NoReturn

_MOST: Final = 1 << 17


class Child:
    """A process of the nursery, as `subprocess.Popen` shows one."""

    def __init__(self, told: int) -> None:
        self._told = told
        self._lock = (
            threading.Lock()
        )  # a wire's thread kills it while the test asks whether it lives
        self.returncode: int | None = None
        self.pid = self._heard()

    def poll(self) -> int | None:
        """Its exit code, once it has ended."""
        with self._lock:
            if self.returncode is None and select.select([self._told], [], [], 0)[0]:
                self._ended()
            return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Its exit code; it is waited for."""
        with self._lock:
            if self.returncode is None:
                if not select.select([self._told], [], [], timeout)[0]:
                    raise subprocess.TimeoutExpired("a process of the nursery", timeout or 0)
                self._ended()
            assert self.returncode is not None
            return self.returncode

    def send_signal(self, number: int) -> None:
        """As the system sends one."""
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def terminate(self) -> None:
        """It is asked to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """It ends."""
        self.send_signal(signal.SIGKILL)

    def _heard(self) -> int:
        said = b""
        while not said.endswith(b"\n"):
            more = os.read(self._told, 1)
            if not more:
                raise RuntimeError("the nursery is gone")
            said += more
        return int(said)

    def _ended(self) -> None:
        self.returncode = self._heard()
        os.close(self._told)


def start(
    module: str, args: Sequence[str], env: Mapping[str, str], stdout: int, stderr: int
) -> Child:
    """Start `module.main(args)` in a process of its own."""
    asked = {"module": module, "args": list(args), "env": dict(env), "cwd": os.getcwd()}
    heard, tells = os.pipe()
    try:
        socket.send_fds(_nursery(), [json.dumps(asked).encode()], [stdout, stderr, tells])
    finally:
        os.close(tells)
    return Child(heard)


@functools.cache
def _nursery() -> socket.socket:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.nursery"],
            stdin=theirs.fileno(),
            start_new_session=True,  # Ctrl-C is for the tests; the nursery hears of it by the line
        )

    @atexit.register
    def closed() -> None:
        ours.close()
        process.wait(30)

    return ours


# ------------------------------------------------------------------ the nursery


def keep() -> None:
    """Fork whatever is asked for until nobody asks any more."""
    _prepare()
    line, living = socket.socket(fileno=0), selectors.DefaultSelector()
    living.register(line, selectors.EVENT_READ)
    while True:
        for key, _ in living.select():
            if key.fileobj is line:
                asked, fds, _, _ = socket.recv_fds(line, _MOST, 3)
                if not asked:
                    _end_all(living, line)
                    return
                _fork(json.loads(asked), fds, living, line)
            else:
                pid, tells = key.data
                living.unregister(key.fileobj)
                os.close(key.fd)
                _, status = os.waitpid(pid, 0)
                with contextlib.suppress(BrokenPipeError):
                    os.write(tells, b"%d\n" % os.waitstatus_to_exitcode(status))
                os.close(tells)


def _prepare() -> None:
    """What every one of them needs."""
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    for name in ("app.main", "app.cli.door", "app.cli.serving", "server.run", "psycopg"):
        importlib.import_module(name)
    from app import bootstrap
    from app.audit import verifying
    from server import calls

    # As in the windows of the tests (conftest): a further process for each centre costs more than the centre.
    verifying.verify_apart = verifying.verify
    bootstrap.load_features()
    calls.routes()
    gc.collect()
    gc.freeze()


def _fork(
    asked: dict[str, object], fds: list[int], living: selectors.BaseSelector, line: socket.socket
) -> None:
    out, err, tells = fds
    pid = os.fork()
    if pid == 0:
        _become(asked, fds, living, line)
    os.write(tells, b"%d\n" % pid)
    living.register(os.pidfd_open(pid), selectors.EVENT_READ, (pid, tells))
    os.close(out)
    os.close(err)


def _become(
    asked: dict[str, object], fds: list[int], living: selectors.BaseSelector, line: socket.socket
) -> NoReturn:
    """The child: nothing of the nursery stays but what was imported."""
    out, err, tells = fds
    for key in list(living.get_map().values()):
        if key.fileobj is not line:
            os.close(key.fd)
            os.close(key.data[1])
    living.close()
    line.detach()
    nothing = os.open(os.devnull, os.O_RDONLY)
    for has, wants in ((nothing, 0), (out, 1), (err, 2)):
        os.dup2(has, wants)
    for each in (nothing, out, err, tells):
        os.close(each)
    sys.stdout, sys.stderr = (
        io.TextIOWrapper(io.FileIO(fd, "w", closefd=False), "utf-8", write_through=True)
        for fd in (1, 2)
    )
    os.environ.clear()
    os.environ.update(asked["env"])  # type: ignore[call-overload]
    os.chdir(str(asked["cwd"]))
    sys.exit(importlib.import_module(str(asked["module"])).main(asked["args"]))


def _end_all(living: selectors.BaseSelector, line: socket.socket) -> None:
    for key in list(living.get_map().values()):
        if key.fileobj is not line:
            os.kill(key.data[0], signal.SIGKILL)


if __name__ == "__main__":
    keep()
