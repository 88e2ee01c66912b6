"""A printer on the network that keeps what it was sent."""

import contextlib
import socketserver
import threading
from collections.abc import Iterator


class _Job(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        data = b"".join(iter(lambda: self.request.recv(65536), b""))
        assert isinstance(self.server, ListeningPrinter)
        self.server.jobs.append(data)


class ListeningPrinter(socketserver.TCPServer):
    """`port` is where it listens, `jobs` what it took."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Job)
        self.jobs: list[bytes] = []
        self.port = int(self.server_address[1])


@contextlib.contextmanager
def listening() -> Iterator[ListeningPrinter]:
    """A switched-on printer; it is off afterwards."""
    with ListeningPrinter() as printer:
        thread = threading.Thread(target=printer.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield printer
        finally:
            printer.shutdown()
            thread.join()
