"""A wire to PostgreSQL that can be cut at the worst moment: after COMMIT was done, before it is answered."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Proxy:
    """Passes bytes on; the next `drop` answers to COMMIT are lost together with the connection."""

    def __init__(self, port: int) -> None:
        self.drop = 0
        self.dropped = 0
        self._to = port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                server = socket.create_connection(("127.0.0.1", self._to))
                for way in ((client, server, True), (server, client, False)):
                    self._threads.append(threading.Thread(target=self._pass, args=way))
                    self._threads[-1].start()

    def _pass(self, source: socket.socket, target: socket.socket, asking: bool) -> None:
        with suppress(OSError), source, target:
            while data := source.recv(65536):
                if asking and self.drop and b"COMMIT" in data:
                    self._lose_answer(data, target, source)
                    return
                target.sendall(data)

    def _lose_answer(self, data: bytes, server: socket.socket, client: socket.socket) -> None:
        self.drop -= 1
        self.dropped += 1
        client.shutdown(socket.SHUT_RDWR)  # whatever comes back now reaches nobody
        server.sendall(data)
        server.shutdown(socket.SHUT_WR)
        with suppress(OSError):
            while server.recv(65536):  # the server has done it, and hangs up
                pass

    def close(self) -> None:
        """Hang up and wait for every thread."""
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for thread in self._threads:
            thread.join(10)


@contextmanager
def between(port: int) -> Iterator[Proxy]:
    """A proxy before a server's port."""
    proxy = Proxy(port)
    try:
        yield proxy
    finally:
        proxy.close()
