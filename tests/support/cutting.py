"""A wire to the centre that is cut at a byte: in a question, in an answer, or once the answer is on its way."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass


@dataclass(slots=True)
class Cut:
    """The next connection that carries so many bytes one way ends there; `then` is done before it ends."""

    asking: bool
    after: int
    then: Callable[[], None] | None = None


class Wire:
    """Passes bytes on until the next cut; each cut is used once."""

    def __init__(self, port: int) -> None:
        self.cut: Cut | None = None
        self.cuts = 0
        self.to = port
        self._lock = threading.Lock()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                try:
                    server = socket.create_connection(("127.0.0.1", self.to), timeout=5)
                except OSError:
                    client.close()
                    continue
                server.settimeout(None)
                for way in ((client, server, True), (server, client, False)):
                    self._threads.append(threading.Thread(target=self._pass, args=way))
                    self._threads[-1].start()

    def _pass(self, source: socket.socket, target: socket.socket, asking: bool) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                kept = self._kept(data, asking)
                target.sendall(data if kept is None else data[:kept])
                if kept is not None:
                    break
        for each in (source, target):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        source.close()

    def _kept(self, data: bytes, asking: bool) -> int | None:
        """How much of it still passes; None: all of it."""
        with self._lock:
            cut = self.cut
            if cut is None or cut.asking != asking:
                return None
            if len(data) <= cut.after:
                cut.after -= len(data)
                return None
            self.cut = None
            self.cuts += 1
        if cut.then is not None:
            cut.then()
        return cut.after

    def close(self) -> None:
        """Hang up and wait for every thread."""
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for thread in self._threads:
            thread.join(10)


@contextmanager
def before(port: int) -> Iterator[Wire]:
    """A wire before a server's port."""
    wire = Wire(port)
    try:
        yield wire
    finally:
        wire.close()
