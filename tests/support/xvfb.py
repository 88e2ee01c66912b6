"""A screen of its own for tests: Xvfb with a small window manager, started on a free display and gone at the end."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

SIZE = "1366x768x24"
_EAGER = -15


@contextmanager
def screen(size: str = SIZE) -> Iterator[str]:
    """The name of a display that nobody else draws on."""
    told, tells = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(tells), "-screen", "0", size, "-nolisten", "tcp", "-noreset"],
        pass_fds=(tells,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(tells)
    try:
        with os.fdopen(told) as answer:
            number = answer.readline().strip()
        assert number, "Xvfb gave no display"
        at_once(server.pid)
        with _managed(f":{number}"):
            yield f":{number}"
    finally:
        _end(server)


def hurry(pid: int) -> None:
    """Before whatever else this machine does meanwhile; where that is not ours to say, with the rest.

    A window does not stall because other tests run beside. Linux weighs sessions first, then the processes in them.
    """
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, pid, _EAGER)
        Path(f"/proc/{pid}/autogroup").write_text(str(_EAGER), "ascii")


def at_once(pid: int) -> None:
    """Before everything, as a device is: a scanner does not stutter, a screen takes every key when it comes."""
    with suppress(OSError):
        os.sched_setscheduler(pid, os.SCHED_RR, os.sched_param(1))


@contextmanager
def _managed(display: str) -> Iterator[None]:
    """Windows are raised, and the newest has the keys, as on a desk."""
    manager = subprocess.Popen(
        ["openbox", "--sm-disable"],
        env={**os.environ, "DISPLAY": display},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    at_once(manager.pid)
    try:
        yield
    finally:
        _end(manager)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
