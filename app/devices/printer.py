"""Printers: the port, a printer on the network, and a folder that keeps what would have been printed."""

import contextlib
import itertools
import socket
from pathlib import Path
from typing import Protocol

from app.devices import errors


class Printer(Protocol):
    """Anything that takes the bytes of one label."""

    def send(self, data: bytes) -> None:
        """All of it or `PrinterUnready`; a label of which the printer took a part may still come out."""
        ...


class TcpPrinter:
    """A printer that listens on a port of its own (9100 as a rule)."""

    def __init__(self, host: str, port: int = 9100, timeout_s: float = 5.0) -> None:
        self._host, self._port, self._timeout_s = host, port, timeout_s

    def send(self, data: bytes) -> None:
        """Connect, send by length, close; whatever fails is `PrinterUnready`."""
        try:
            with socket.create_connection((self._host, self._port), self._timeout_s) as line:
                line.sendall(data)
                line.shutdown(socket.SHUT_WR)
        except OSError as no:
            raise errors.PrinterUnready(printer=f"{self._host}:{self._port}", why=_why(no)) from no


class FilePrinter:
    """Keeps each job as a file, in the order in which they came."""

    def __init__(self, folder: Path, suffix: str = ".zpl") -> None:
        self._folder, self._suffix = folder, suffix

    def send(self, data: bytes) -> None:
        """Write the job beside the others."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._keep(data)
        except OSError as no:
            raise errors.PrinterUnready(printer=str(self._folder), why="printer.FAILED") from no

    def _keep(self, data: bytes) -> None:
        for number in itertools.count(sum(1 for _ in self._folder.iterdir()) + 1):
            with (
                contextlib.suppress(FileExistsError),
                (self._folder / f"{number:06d}{self._suffix}").open("xb") as file,
            ):
                file.write(data)
                return


def send_tcp(host: str, port: int, data: bytes, timeout_s: float = 5.0) -> None:
    """One job to a printer on the network."""
    TcpPrinter(host, port, timeout_s).send(data)


def _why(trouble: OSError) -> str:
    """The key of the words that tell it (resources/words)."""
    if isinstance(trouble, ConnectionRefusedError):
        return "printer.REFUSED"
    if isinstance(trouble, TimeoutError):
        return "printer.TIMEOUT"
    if isinstance(trouble, ConnectionError):
        return "printer.FAILED"
    return "printer.UNREACHABLE"
