"""Printers: the ways bytes reach one and come back, and what it can say of itself.

A wire carries bytes and knows no language; the languages (`app.labels.languages`) know no wire.
"""

import contextlib
import enum
import itertools
import os
import select
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

from app.devices import errors

_HEAR_S: Final = 0.05
_PATIENCE_S: Final = 5.0


class Trouble(enum.StrEnum):
    """Why a printer does not print, worst first; the words are in resources/words under `printer.`."""

    OFFLINE = "OFFLINE"
    SILENT = "SILENT"
    HEAD_OPEN = "HEAD_OPEN"
    NO_PAPER = "NO_PAPER"
    NO_RIBBON = "NO_RIBBON"
    JAM = "JAM"
    HOT = "HOT"
    FAULT = "FAULT"
    PAUSED = "PAUSED"


@dataclass(frozen=True, slots=True)
class State:
    """What a printer says of itself; `is_busy`: it has not yet printed all it was sent."""

    troubles: tuple[Trouble, ...] = ()
    is_busy: bool = False


class Wire(Protocol):
    """A way to a printer, open until `close`."""

    def send(self, data: bytes, title: str = "") -> None:
        """All of it or `PrinterUnready`; a label of which the printer took a part may still come out."""
        ...

    def hear(self) -> bytes:
        """What has come back within a moment; nothing where nothing can."""
        ...

    def close(self) -> None: ...


class TcpWire:
    """A printer that listens on a port of its own (9100 as a rule)."""

    def __init__(self, host: str, port: int = 9100, patience_s: float = _PATIENCE_S) -> None:
        self._name = f"{host}:{port}"
        with _told(self._name):
            self._socket = socket.create_connection((host, port), patience_s)

    def send(self, data: bytes, title: str = "") -> None:
        """By length."""
        with _told(self._name):
            self._socket.sendall(data)

    def hear(self) -> bytes:
        """What came; a printer that hung up is a refusal."""
        with _told(self._name):
            if not select.select([self._socket], [], [], _HEAR_S)[0]:
                return b""
            data = self._socket.recv(4096)
            if not data:
                raise ConnectionResetError
            return data

    def close(self) -> None:
        """Say that nothing more will come, so that the last bytes are not thrown away with the line."""
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_WR)
        self._socket.close()


class SerialWire:
    """A printer on a serial port, known by the device's own number or by its path."""

    def __init__(self, source: str, baud: int = 9600, patience_s: float = _PATIENCE_S) -> None:
        import serial

        from app.devices import serial_line

        self._name = source
        with _told(source):
            self._port: Any = serial.serial_for_url(
                serial_line.path_of(source),
                baudrate=baud,
                timeout=_HEAR_S,
                write_timeout=patience_s,
            )

    def send(self, data: bytes, title: str = "") -> None:
        """Every byte has left this computer when it returns."""
        with _told(self._name):
            self._port.write(data)
            self._port.flush()

    def hear(self) -> bytes:
        """What came."""
        with _told(self._name):
            return bytes(self._port.read(max(1, self._port.in_waiting)))

    def close(self) -> None:
        """Free the port."""
        self._port.close()


class DeviceWire:
    """A printer at USB as the raw device file that the system gives it (/dev/usb/lp0)."""

    def __init__(self, path: str, patience_s: float = _PATIENCE_S) -> None:
        self._name, self._patience_s = path, patience_s
        with _told(path):
            self._file = os.open(path, os.O_RDWR | getattr(os, "O_NONBLOCK", 0))

    def send(self, data: bytes, title: str = "") -> None:
        """As the device takes it; one that takes nothing for too long is a refusal."""
        left = memoryview(data)
        with _told(self._name):
            while left:
                if not select.select([], [self._file], [], self._patience_s)[1]:
                    raise TimeoutError
                left = left[os.write(self._file, left) :]

    def hear(self) -> bytes:
        """What came; a device that only takes says nothing."""
        if not select.select([self._file], [], [], _HEAR_S)[0]:
            return b""
        try:
            return os.read(self._file, 4096)
        except OSError:
            return b""

    def close(self) -> None:
        """Free the device."""
        os.close(self._file)


class QueueWire:
    """A queue of the operating system; it takes a whole job and tells nothing of paper."""

    def __init__(self, queue: str, *, is_raw: bool = True, patience_s: float = 30.0) -> None:
        self._queue, self._is_raw, self._patience_s = queue, is_raw, patience_s

    def send(self, data: bytes, title: str = "") -> None:
        """One job: raw for a label printer, or a document that the system's driver prints."""
        with _told(self._queue):
            if sys.platform == "win32":
                from app.devices import spooler

                spooler.send(self._queue, data, title or "anku")
                return
            raw = ["-o", "raw"] if self._is_raw else []
            done = subprocess.run(
                ["lp", "-d", self._queue, "-t", title or "anku", *raw],
                input=data,
                capture_output=True,
                timeout=self._patience_s,
                check=False,
            )
            if done.returncode:
                raise errors.PrinterUnready(printer=self._queue, why="printer.QUEUE")

    def hear(self) -> bytes:
        """Nothing."""
        return b""

    def look(self) -> None:
        """Whether the system has this queue and lets it print, or `PrinterUnready`; Windows says so when it is sent."""
        if sys.platform == "win32":
            return
        with _told(self._queue):
            told = subprocess.run(
                ["lpstat", "-p", self._queue],
                capture_output=True,
                text=True,
                timeout=self._patience_s,
                check=False,
                env={**os.environ, "LC_ALL": "C"},
            )
        if told.returncode:
            raise errors.PrinterUnready(printer=self._queue, why="printer.NO_QUEUE")
        if " disabled since " in told.stdout:
            raise errors.PrinterUnready(printer=self._queue, why="printer.PAUSED")

    def close(self) -> None:
        """Nothing is held."""


class FolderWire:
    """Keeps each job as a file under its title; a second one of that title takes the next free name."""

    def __init__(self, folder: Path, suffix: str) -> None:
        self._folder, self._suffix = folder, suffix

    def send(self, data: bytes, title: str = "") -> None:
        """Write the job beside the others."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._keep(data, title or "label")
        except OSError as no:
            raise errors.PrinterUnready(printer=str(self._folder), why="printer.FOLDER") from no

    def _keep(self, data: bytes, title: str) -> None:
        for number in itertools.count(1):
            name = title if number == 1 else f"{title} ({number})"
            with (
                contextlib.suppress(FileExistsError),
                (self._folder / f"{name}{self._suffix}").open("xb") as file,
            ):
                file.write(data)
                return

    def hear(self) -> bytes:
        """Nothing."""
        return b""

    def close(self) -> None:
        """Nothing is held."""


def raw_devices() -> list[str]:
    """The raw device files of the printers that are plugged in at USB."""
    return sorted(str(path) for path in Path("/dev/usb").glob("lp*"))


def queues() -> list[str]:
    """The print queues that this computer knows; none where its print system does not answer."""
    command = ["lpstat", "-e"]
    if sys.platform == "win32":
        command = ["powershell", "-NoProfile", "-Command", "(Get-Printer).Name"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=5, check=False)
    except (OSError, subprocess.SubprocessError):
        return []
    return [line.strip() for line in done.stdout.splitlines() if line.strip()]


def ask(
    wire: Wire, question: bytes, whole: Callable[[bytes], bool], patience_s: float = 1.0
) -> bytes:
    """What the printer answers, as far as it came in time."""
    wire.send(question)
    until, answer = time.monotonic() + patience_s, b""
    while not whole(answer) and time.monotonic() < until:
        answer += wire.hear()
    return answer


@contextlib.contextmanager
def _told(name: str) -> Iterator[None]:
    """Whatever fails on the way is one refusal with its reason."""
    try:
        yield
    except (OSError, ValueError, subprocess.SubprocessError) as no:
        raise errors.PrinterUnready(printer=name, why=_why(no)) from no


def _why(trouble: Exception) -> str:
    """The key of the words that tell it (resources/words)."""
    match trouble:
        case ConnectionRefusedError():
            return "printer.REFUSED"
        case TimeoutError() | subprocess.TimeoutExpired():
            return "printer.TIMEOUT"
        case PermissionError():
            return "printer.NO_RIGHT"
        case FileNotFoundError():
            return "printer.NOT_THERE"
        case ConnectionError() | BrokenPipeError():
            return "printer.FAILED"
    # pyserial's own trouble: an OSError that carries no number
    if type(trouble).__module__.startswith("serial"):
        return "printer.TIMEOUT" if "imeout" in type(trouble).__name__ else "printer.NOT_THERE"
    return "printer.UNREACHABLE"
