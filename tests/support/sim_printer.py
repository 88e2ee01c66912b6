"""A label printer with a roll of paper, a head, a buffer and a plug, over TCP or a pseudo terminal.

It knows its language only by the specification (tests/support/printed.py draws what it burns) and answers
the questions of that language from its own state.
"""

import contextlib
import os
import socket
import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import zxingcpp
from PIL import Image

from tests.support.printed import READERS
from tests.support.pty_line import PtyLine

Answer = Callable[[bytes], object]
_QUESTIONS = {
    "zpl": (b"~HS",),
    "tspl": (b"\x1b!?",),
    "ezpl": (b"^XSET,IMMEDIATE,1\r\n", b"~S,CHECK\r\n"),
    "escpos": (b"\x10\x04\x02", b"\x10\x04\x04", b"\x1dr\x01"),
}


class SimPrinter:
    """`paper` labels lie on the roll; `forgets`: the label under way when the paper ran out is not printed anew."""

    def __init__(
        self, language: str, paper: int = 1_000, *, forgets: bool = False, print_s: float = 0.1
    ) -> None:
        self.language, self.paper, self.forgets, self.print_s = language, paper, forgets, print_s
        self.out: list[Image.Image] = []
        self.head_open = False
        self.on_printed: Callable[[int], object] = lambda _: None
        self._buffer = b""
        self._held: list[Any] = []
        self._lock = threading.RLock()
        self._more = threading.Condition(self._lock)
        self._family = language.removesuffix("-inverted").removesuffix("-label")
        self._stop = False
        self._thread = threading.Thread(target=self._press, daemon=True)
        self._thread.start()

    def payloads(self) -> list[str]:
        """What stands on the labels that came out, in their order."""
        return [zxingcpp.read_barcodes(image.convert("L"))[0].text for image in self.out]

    def load(self, labels: int) -> None:
        """A new roll."""
        with self._more:
            self.paper += labels
            self._more.notify()

    def forget(self) -> None:
        """Switched off: what it held is gone."""
        with self._lock:
            self._held.clear()
            self._buffer = b""

    def close(self) -> None:
        """Out of the room."""
        with self._more:
            self._stop = True
            self._more.notify()
        self._thread.join(5)

    def take(self, data: bytes, answer: Answer) -> None:
        """Bytes arrived; questions are answered over the same line."""
        with self._more:
            self._buffer += data
            while self._step(answer):
                pass
            self._more.notify()

    # -- inside ------------------------------------------------------------------------------------

    def _step(self, answer: Answer) -> bool:
        for question in _QUESTIONS[self._family]:
            if self._buffer.startswith(question):
                self._buffer = self._buffer[len(question) :]
                self._reply(question, answer)
                return True
            if question.startswith(self._buffer):
                return False  # not whole yet
        found = READERS[self.language](self._buffer)
        if found is None:
            return False
        self._held.append(found[0])
        self._buffer = found[1].lstrip(b"\r\n")
        return True

    def _reply(self, question: bytes, answer: Answer) -> None:
        held = sum(isinstance(each, Image.Image) for each in self._held)
        out, head = self.paper <= 0, self.head_open
        match self._family:
            case "zpl":
                answer(
                    f"\x02030,{out:d},0,0320,{max(0, held - 1):03d},0,0,0,000,0,0,0\x03\r\n"
                    f"\x02000,0,{head:d},0,0,2,4,0,{min(held, 1):08d},1,000\x03\r\n\x021234,0\x03\r\n".encode()
                )
            case "tspl":
                busy = 0x20 if held and not out and not head else 0
                answer(bytes([head | (0x04 if out else 0) | busy]))
            case "ezpl" if question.startswith(b"~S"):
                answer(
                    b"04\r\n" if head else b"01\r\n" if out else b"50\r\n" if held else b"00\r\n"
                )
            case "escpos" if question.startswith(b"\x1dr"):
                self._held.append(lambda: answer(b"\x00"))  # in its turn, behind what is held
            case "escpos" if question.endswith(b"\x02"):
                answer(bytes([0x12 | (0x04 if head else 0) | (0x20 if out else 0)]))
            case "escpos":
                answer(bytes([0x12 | (0x60 if out else 0)]))

    def _press(self) -> None:
        while not self._stop:
            with self._more:
                if not self._held or self.paper <= 0 or self.head_open:
                    self._more.wait(0.02)
                    continue
                first = self._held[0]
                if callable(first):
                    self._held.pop(0)
                    with contextlib.suppress(OSError):
                        first()
                    continue
            time.sleep(self.print_s)
            with self._more:
                if not self._held:  # switched off while it burned: a half label, which is none
                    continue
                self._held.pop(0)
                self.paper -= 1
                self.out.append(first)
                if self.paper == 0 and self.forgets:
                    self._held = [each for each in self._held if callable(each)]
                count = len(self.out)
            self.on_printed(count)


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, sim: SimPrinter, port: int) -> None:
        self.sim = sim
        self.lines: list[socket.socket] = []
        super().__init__(("127.0.0.1", port), _Line)


class _Line(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        server = self.server
        assert isinstance(server, _Server)
        server.lines.append(self.request)
        with contextlib.suppress(OSError):
            while data := self.request.recv(65_536):
                server.sim.take(data, self.request.sendall)


class OnTheNetwork:
    """The printer's plug: `switch_off` forgets what it holds and refuses every line until `switch_on`."""

    def __init__(self, sim: SimPrinter) -> None:
        self.sim, self.port = sim, 0
        self.switch_on()

    @property
    def address(self) -> str:
        """As it is typed into the settings."""
        return f"127.0.0.1:{self.port}"

    def switch_on(self) -> None:
        """It listens, always on the same port."""
        self._server = _Server(self.sim, self.port)
        self.port = int(self._server.server_address[1])
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.02,), daemon=True
        )
        self._thread.start()

    def switch_off(self) -> None:
        """All lines drop and the buffer is lost."""
        self._server.shutdown()
        self._server.server_close()
        for line in self._server.lines:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
            line.close()
        self._thread.join()
        self.sim.forget()

    def pull_and_put_back(self) -> None:
        """Somebody trips over the cable."""
        self.switch_off()
        self.switch_on()


@contextlib.contextmanager
def networked(sim: SimPrinter) -> Iterator[OnTheNetwork]:
    """The printer on the network until the end."""
    plug = OnTheNetwork(sim)
    try:
        yield plug
    finally:
        plug.switch_off()
        sim.close()


@contextlib.contextmanager
def on_a_cable(sim: SimPrinter, path: Path) -> Iterator[Path]:
    """The printer at the far end of a serial cable until the end."""
    line = PtyLine(path)
    far = os.dup(line._near)

    def listen() -> None:
        with contextlib.suppress(OSError):
            while data := os.read(far, 65_536):
                sim.take(data, lambda answer: os.write(far, answer))

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    try:
        yield path
    finally:
        line.unplug()
        os.close(far)
        thread.join(5)
        sim.close()
