"""One server process: its socket, its lines in the log, its end."""

import asyncio
import ipaddress
import signal
import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from app.centre import Centre
from app.line_errors import PlainNetwork, PortTaken
from server import app as factory
from server import upkeep

#: A connection has so long for the head of its next request.
HEAD_SECONDS = 20.0
#: What is being answered when the process is asked to stop may end within so many seconds.
GRACE_S = 20


@dataclass(frozen=True, slots=True)
class Place:
    """Where to listen; with a certificate over TLS."""

    host: str = "127.0.0.1"
    port: int = 8443
    cert: str = ""
    key: str = ""

    @property
    def scheme(self) -> str:
        """How it is reached."""
        return "https" if self.cert else "http"


def is_loopback(host: str) -> bool:
    """Whether nobody but this computer can reach the host."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def listening(place: Place) -> socket.socket:
    """The socket; refuses to send passwords in clear over a network."""
    if not place.cert and not is_loopback(place.host):
        raise PlainNetwork(host=place.host)
    family = socket.AF_INET6 if ":" in place.host else socket.AF_INET
    try:
        made = socket.socket(family, socket.SOCK_STREAM)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((place.host, place.port))
    except OSError as trouble:
        made.close()
        why = trouble.strerror or str(trouble)
        raise PortTaken(port=place.port, host=place.host, why=why) from trouble
    return made


def options(**given: Any) -> factory.Options:
    """How to serve, as the command line says it."""
    return factory.Options(**given)


def serve(centre: Centre, place: Place, how: factory.Options, told: Callable[[str], None]) -> None:
    """Serve until a signal comes; `told` hears the address once it listens."""
    with listening(place) as at:
        app = (factory.make_public if how.public_only else factory.make)(centre, how)
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            server_header=False,
            date_header=True,
            proxy_headers=False,
            lifespan="off",
            ssl_certfile=place.cert or None,
            ssl_keyfile=place.key or None,
            timeout_graceful_shutdown=GRACE_S,
            http=Patient,
            h11_max_incomplete_event_size=64 * 1024,
        )
        for name in (signal.SIGTERM, signal.SIGINT):  # uvicorn raises them again when it has ended
            signal.signal(name, lambda *_: None)
        host = f"[{place.host}]" if ":" in place.host else place.host
        server = _Server(config, f"{place.scheme}://{host}:{at.getsockname()[1]}", told)
        if how.public_only:  # its login may not read the books: the centre inside verifies them
            server.run(sockets=[at])
            return
        with upkeep.going_on(centre, getattr(app.state, "copies", None)):
            server.run(sockets=[at])


class Patient(H11Protocol):
    """Patient for so long: some hundred connections that never say what they want would leave none for the others."""

    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """As it is, and the time begins."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """As it is, and nobody waits any more."""
        self._calm()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        """As it is, and the time for the next head begins."""
        super().on_response_complete()
        self._wait()

    def _wait(self) -> None:
        self._calm()
        self._late = self.loop.call_later(HEAD_SECONDS, self._give_up)

    def _calm(self) -> None:
        if self._late is not None:
            self._late.cancel()

    def _give_up(self) -> None:
        under_way: RequestResponseCycle | None = self.cycle
        if under_way is None or under_way.response_complete:
            self.transport.close()


class _Server(uvicorn.Server):
    """Says where it listens once it does."""

    def __init__(self, config: uvicorn.Config, url: str, told: Callable[[str], None]) -> None:
        super().__init__(config)
        self._url, self._told = url, told

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """As it is, and then the line."""
        await super().startup(sockets)
        if self.started:
            self._told(self._url)
