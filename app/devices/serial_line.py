"""A serial line that comes back by itself: whole lines of bytes from a port, whatever happens to the plug."""

import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from app.devices.loop import Link, Loop, delays

READ_S: Final = 0.1
IDLE_S: Final = 0.3  # without any suffix; 60 ms split codes on a busy machine
REOPEN_S: Final = 0.1
LONGEST: Final = 64 * 1024

_ENDS: Final = re.compile(rb"[\r\n\x03\t]+")


@dataclass(frozen=True, slots=True)
class Port:
    """A serial port of this computer; `identity` stays with the device, `path` moves with the plug."""

    path: str
    identity: str
    title: str

    def words(self) -> str:
        """What it calls itself, and where it is plugged in; one of them when the other says no more."""
        return f"{self.title} ({self.path})" if self.title != self.path else self.path


def ports() -> list[Port]:
    """What is plugged in now."""
    from serial.tools import list_ports

    return [
        Port(path=each.device, identity=_identity(each), title=_title(each))
        for each in list_ports.comports()
    ]


@dataclass(frozen=True, slots=True)
class Habits:
    """How a device speaks: its frame, what it must be asked every so often, and whether every line has an end.

    Of a device that ends its lines, half a line is never handed over: neither after a pause, nor the tail of the one
    that was under way when the port was opened ("4.56 g" of "1234.56 g").
    """

    baud: int = 9600
    frame: str = "8N1"
    ask: bytes = b""
    ask_every_s: float = 0.25
    ends_lines: bool = False


class SerialLine:
    """Calls `on_line(bytes)` in its own thread for every line; half a line is dropped when the plug is pulled."""

    def __init__(
        self,
        source: str,
        on_line: Callable[[bytes], None],
        on_link: Callable[[Link], None] = lambda _: None,
        *,
        habits: Habits = Habits(),
    ) -> None:
        self._source, self._habits = source, habits
        self._on_line, self._on_link = on_line, on_link
        self._link = Link.OPENING
        self._port: Any = None
        self._loop = Loop(f"serial {source}", self._run)

    @property
    def link(self) -> Link:
        """Live, lost or closed."""
        return self._link

    def send(self, data: bytes) -> None:
        """Ask the device something; what cannot be sent now is not sent at all."""
        port = self._port
        if port is not None:
            port.write(data)

    def close(self) -> None:
        """Stop reading and free the port."""
        self._loop.close()
        self._tell(Link.CLOSED)

    def _run(self, stop: threading.Event) -> None:
        from serial import SerialException

        waits = delays(REOPEN_S)
        while not stop.is_set():
            try:
                self._port = self._open()
                waits = delays(REOPEN_S)
                self._tell(Link.LIVE)
                self._read(stop)
            except (SerialException, OSError, TypeError, ValueError):  # TypeError: closed in a read
                self._tell(Link.LOST)
                stop.wait(next(waits))
            finally:
                self._release()

    def _open(self) -> Any:
        import serial

        frame = self._habits.frame
        return serial.serial_for_url(
            path_of(self._source),
            baudrate=self._habits.baud,
            bytesize=int(frame[0]),
            parity=frame[1],
            stopbits=int(frame[2:]),
            timeout=READ_S,
            write_timeout=1.0,
        )

    def _read(self, stop: threading.Event) -> None:
        held, idle, asked_at = b"", 0.0, 0.0
        opened_at, is_under_way = time.monotonic(), self._habits.ends_lines
        while not stop.is_set():
            if self._habits.ask and time.monotonic() - asked_at >= self._habits.ask_every_s:
                asked_at = time.monotonic()
                self._port.write(self._habits.ask)
            more = self._port.read(max(1, self._port.in_waiting or 0))
            idle = 0.0 if more else idle + READ_S
            *lines, held = _ENDS.split(held + more)
            if is_under_way and lines:
                lines, is_under_way = lines[1:], False
            elif not held and time.monotonic() - opened_at >= IDLE_S:
                is_under_way = False
            for line in lines:
                self._hand_over(line)
            if held and (idle >= IDLE_S or len(held) > LONGEST) and not self._habits.ends_lines:
                self._hand_over(held)
                held = b""
            held = held[-LONGEST:]

    def _hand_over(self, line: bytes) -> None:
        if line.strip(b"\x02 \x00"):
            self._on_line(line.strip(b"\x02"))

    def _release(self) -> None:
        port, self._port = self._port, None
        if port is not None:
            port.close()

    def _tell(self, link: Link) -> None:
        if link is not self._link:
            self._link = link
            self._on_link(link)


def path_of(source: str) -> str:
    """The path of the port; a source of the form usb:VID:PID:SERIAL is looked up at every opening."""
    if not source.startswith("usb:"):
        return source
    for port in ports():
        if port.identity == source:
            return port.path
    raise FileNotFoundError(source)


def _title(found: Any) -> str:
    told = found.description or ""
    return str(found.device) if told in ("", "n/a") else str(told)


def _identity(found: Any) -> str:
    if found.vid is None:
        return str(found.device)
    return f"usb:{found.vid:04x}:{found.pid:04x}:{found.serial_number or ''}"
