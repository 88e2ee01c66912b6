"""What every request passes first: how much, how often, how long it took. No address is kept or written.

An address becomes a hash under a key that lives in memory for an hour; who asks too often is known by it for so
long, and afterwards nobody can tell any more who that was.
"""

import asyncio
import contextlib
import hashlib
import hmac
import json
import logging
import secrets
import threading
import time
from dataclasses import dataclass, field
from typing import Any, Final

from app import errors, wire
from app.line_errors import TooManyRequests, TooMuch, TooSlow
from server.meter import Meter

log = logging.getLogger("anku.access")

#: Path begins with → so many bytes at most; the first that fits.
SIZES: Final = (("/v1/blobs/", 33 << 20), ("/v1/", 4 << 20), ("/", 64 << 20))
#: Where passwords and codes are tried.
_TRIED: Final = ("/v1/session", "/v1/vouch", "/v1/password-check", "/v1/enrol")
_SECONDS_KEPT: Final = 3600.0
#: Every answer carries them, unless its route says otherwise: JSON is no page, is framed nowhere, stays in no cache,
#: and whoever came over TLS once comes so again.
_ALWAYS: Final = (
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"strict-transport-security", b"max-age=31536000"),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-store"),
)
#: So long a request may take to arrive, and a second more for each so many bytes of it that came: who sends a byte now
#: and then holds up nobody, and a scan comes whole over the slowest line.
BODY_SECONDS: Final = 120.0
LEAST_A_SECOND: Final = 4096
#: Of what is too much anyway, so much and so long is still taken in before the answer.
_HEARD_BYTES: Final = 64 << 20
_HEARD_SECONDS: Final = 5.0


@dataclass(frozen=True, slots=True)
class Rate:
    """`burst` requests at once, and `per_second` from then on."""

    burst: float
    per_second: float


#: One desk asks a few times a second; fifty behind one address, all at once, are in order too.
EVERYTHING: Final = Rate(4000, 100)
TRIES: Final = Rate(120, 1)


@dataclass(slots=True)
class Limits:
    """Buckets by the keyed hash of an address; the key and all buckets are new every hour."""

    everything: Rate = EVERYTHING
    tries: Rate = TRIES
    _key: bytes = b""
    _since: float = float("-inf")
    _left: dict[tuple[bytes, bool], tuple[float, float]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def wait(self, address: str, path: str, now: float) -> float:
        """How many seconds this one has to wait; 0: it may pass."""
        is_try = path.startswith(_TRIED)
        rates = [(False, self.everything), *([(True, self.tries)] if is_try else [])]
        with self._lock:
            if now - self._since > _SECONDS_KEPT:
                self._key, self._since = secrets.token_bytes(32), now
                self._left.clear()
            who = hmac.digest(self._key, address.encode(), hashlib.sha256)
            return max(self._taken(who, kind, rate, now) for kind, rate in rates)

    def _taken(self, who: bytes, kind: bool, rate: Rate, now: float) -> float:
        left, at = self._left.get((who, kind), (rate.burst, now))
        left = min(rate.burst, left + (now - at) * rate.per_second)
        if left < 1:
            self._left[who, kind] = (left, now)
            return (1 - left) / rate.per_second
        self._left[who, kind] = (left - 1, now)
        return 0.0


class _TooLong(Exception):
    """More came than may."""


class _TooSlow(Exception):
    """It has not come in time: so many `seconds`."""

    def __init__(self, seconds: float) -> None:
        self.seconds = int(seconds)


class _Hearing:
    """What comes in: no more of it than may come, and not for ever."""

    def __init__(self, receive: Any, most: int) -> None:
        self._receive, self._most = receive, most
        self._came, self._is_whole = 0, False
        self._began = asyncio.get_running_loop().time()
        self._late = self._began + BODY_SECONDS

    async def __call__(self) -> dict[str, Any]:
        try:
            async with asyncio.timeout_at(None if self._is_whole else self._late):
                message: dict[str, Any] = await self._receive()
        except TimeoutError:
            raise _TooSlow(self._late - self._began) from None
        came = len(message.get("body", b""))
        self._came += came
        self._late += came / LEAST_A_SECOND
        self._is_whole = not message.get("more_body", False)
        if self._came > self._most:
            raise _TooLong
        return message


class Gate:
    """The ASGI door before all routes. `proxied`: the nearest proxy tells the address."""

    def __init__(self, app: Any, meter: Meter, limits: Limits, *, proxied: bool = False) -> None:
        self._app, self._meter, self._limits, self._proxied = app, meter, limits, proxied

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        """Let it pass, or send it away."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = time.monotonic(), 500
        self._meter.begins()

        async def sending(message: dict[str, Any]) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                told = list(message.get("headers", []))
                names = {name.lower() for name, _ in told}
                message["headers"] = told + [h for h in _ALWAYS if h[0] not in names]
            await send(message)

        try:
            await self._pass(scope, receive, sending)
        finally:
            route = getattr(scope.get("route"), "path", "") or "none"
            took = time.monotonic() - began
            self._meter.ends(scope["method"], route, status, took)
            log.info("%s %s %d %.0f ms", scope["method"], route, status, took * 1000)

    async def _pass(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        path = scope["path"]
        seconds = self._limits.wait(self._address(scope), path, time.monotonic())
        if seconds:
            self._meter.limited()
            await _refuse(send, 429, TooManyRequests(seconds=int(seconds) + 1))
            return
        most = next(size for start, size in SIZES if path.startswith(start))
        told = dict(scope["headers"]).get(b"content-length", b"0")
        if told.isdigit() and int(told) > most:
            await _hear_out(receive)
            await _refuse(send, 413, TooMuch(limit=most))
            return
        began = False

        async def sending(message: dict[str, Any]) -> None:
            nonlocal began
            began = True
            await send(message)

        try:
            await self._app(scope, _Hearing(receive, most), sending)
        except _TooLong:
            if not began:
                await _hear_out(receive)
                await _refuse(send, 413, TooMuch(limit=most))
        except _TooSlow as late:
            if not began:
                await _hear_out(receive)
                await _refuse(send, 408, TooSlow(seconds=late.seconds))

    def _address(self, scope: dict[str, Any]) -> str:
        if self._proxied:
            told = dict(scope["headers"]).get(b"x-forwarded-for", b"").decode("latin-1")
            if told:
                return str(told.rpartition(",")[2].strip())
        client = scope.get("client")
        return str(client[0]) if client else ""


async def _hear_out(receive: Any) -> None:
    """Take in what is still being sent: whoever is hung up on while speaking never reads the answer."""
    came = 0
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_HEARD_SECONDS):
            while came < _HEARD_BYTES:
                message: dict[str, Any] = await receive()
                came += len(message.get("body", b""))
                if not message.get("more_body"):
                    return


async def _refuse(send: Any, status: int, no: errors.Refusal) -> None:
    body = json.dumps(wire.told(no), ensure_ascii=False).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        (b"connection", b"close"),
    ]
    if status == 429:
        headers.append((b"retry-after", str(no.facts["seconds"]).encode()))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
