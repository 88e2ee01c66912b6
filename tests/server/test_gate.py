"""How much and how often may be asked; what is counted; and that no address of whoever asks is kept anywhere."""

import asyncio
import json
import time
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from starlette.requests import Request
from uvicorn.server import ServerState

from app import clock, errors
from app.line_errors import ArgumentsInvalid
from server import doors, gate, run
from server.gate import Limits, Rate
from server.meter import Meter
from tests.support.centre import serving
from tests.support.world import World


def test_who_asks_too_often_waits_and_the_others_do_not() -> None:
    limits = Limits(Rate(3, 1), Rate(1, 0.5))
    assert [limits.wait("10.0.0.1", "/v1/x", 0.0) for _ in range(3)] == [0, 0, 0]
    assert limits.wait("10.0.0.1", "/v1/x", 0.0) == 1
    assert limits.wait("10.0.0.2", "/v1/x", 0.0) == 0
    assert limits.wait("10.0.0.1", "/v1/x", 1.5) == 0
    assert limits.wait("10.0.0.3", "/v1/session", 0.0) == 0
    assert limits.wait("10.0.0.3", "/v1/session", 0.0) == 2


def test_an_address_is_known_for_an_hour_by_a_key_that_nobody_keeps() -> None:
    limits = Limits(Rate(1, 0.0001), Rate(1, 1))
    assert limits.wait("10.0.0.1", "/v1/x", 0.0) == 0
    assert limits.wait("10.0.0.1", "/v1/x", 3_599.0) > 0
    key = limits._key
    assert "10.0.0.1" not in repr(limits)
    assert limits.wait("10.0.0.1", "/v1/x", 3_601.0) == 0
    assert limits._key != key
    assert len(limits._left) == 1


def test_more_than_may_be_sent_at_once_is_not_taken(room: World) -> None:
    room.clock.at = clock.now()
    with serving(room.url) as served, served.client("guan1") as client:
        long = client.post("/v1/queries/custody.count", content=b" " * (5 << 20))
        assert (long.status_code, long.json()["refused"]) == (413, "R141")

        def pieces():
            for _ in range(5):
                yield b" " * (1 << 20)

        # without a length told before: refused where it is too much, and the refusal arrives
        piped = client.post("/v1/queries/custody.count", content=pieces())
        assert (piped.status_code, piped.json()["refused"]) == (413, "R141")
        assert client.post("/v1/queries/custody.count", json={}).json() == 0


def test_whoever_looks_after_it_sees_health_and_counts_and_no_address(
    room: World, capfd: pytest.CaptureFixture[str]
) -> None:
    room.clock.at = clock.now()
    with serving(room.url, "--proxied", "--any-station") as served:
        from_afar = {"X-Forwarded-For": "203.0.113.77"}
        with served.client("guan1", headers=from_afar) as client:
            client.post("/v1/queries/custody.count", json={})
            client.post("/v1/queries/custody.card", json={"arguments": {"item_id": "0123456789"}})
        with served.client() as client:
            health = client.get("/v1/health").json()
            counted = client.get("/metrics").text
    assert health["ok"]
    line = 'anku_requests_total{method="POST",route="/v1/queries/custody.count",status="200"} 1'
    assert line in counted
    assert 'anku_request_seconds_count{route="/v1/queries/custody.count"} 1' in counted
    said = capfd.readouterr().err
    assert "POST /v1/queries/custody.card 404" in said
    for told in (counted, said):
        assert "203.0.113" not in told
        assert "0123456789" not in told
    folder = Path(room.url.removeprefix("sqlite:///")).parent
    for file in folder.rglob("*"):
        assert file.is_dir() or b"203.0.113" not in file.read_bytes()


def test_a_server_whose_books_are_broken_reads_and_writes_no_more(room: World) -> None:
    from tests.support.raw import opened

    room.clock.at = clock.now()
    room.store("guan1")
    with opened(room.url) as books:
        books.unguard()
        books.do("UPDATE entry SET body = replace(body, '}', ' }') WHERE kind = 'CREATE_ACCOUNT'")
    with serving(room.url) as served, served.client() as client:
        until = time.monotonic() + 60
        while not client.get("/v1/health").json()["read_only"] and time.monotonic() < until:
            time.sleep(0.1)
        who = {"login": "guan2", "password": "x"}
        assert client.post("/v1/session", json=who).json()["refused"] == "R52"


def test_every_answer_says_that_it_is_no_page_and_comes_over_tls(room: World) -> None:
    room.clock.at = clock.now()
    with serving(room.url, "--proxied", "--any-station") as served, served.client() as client:
        for path in ("/v1/health", "/v1/openapi.json", "/v1/session", "/nothing"):
            headers = client.get(path).headers
            assert headers["strict-transport-security"].startswith("max-age=")
            assert headers["content-security-policy"].startswith("default-src 'none'")
            assert headers["cache-control"] == "no-store"
        # the proxy stands on this computer: who comes through it is not here
        assert client.get("/metrics", headers={"X-Forwarded-For": "10.0.0.9"}).status_code == 404
        assert client.get("/metrics").status_code == 200


def test_what_a_stranger_sends_is_heard_out_and_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody fills the memory before he has shown who he is."""
    most = 0

    class Held(bytearray):
        def __iadd__(self, part: Any) -> "Held":  # type: ignore[misc]
            nonlocal most
            super().__iadd__(part)
            most = max(most, len(self))
            return self

    class There:
        def require_token(self, token: str, station_id: str) -> str:
            if token != "his":
                raise errors.SignedInElsewhere(why="sign_in.unknown")
            return "sign-in"

    monkeypatch.setattr(doors, "bytearray", Held, raising=False)

    def heard(token: str) -> bytes:
        parts = [b"x" * 65_536] * 100

        async def receive() -> dict[str, object]:
            return {"type": "http.request", "body": parts.pop(), "more_body": bool(parts)}

        headers = [(b"authorization", f"Bearer {token}".encode())]
        request = Request({"type": "http", "headers": headers}, receive)
        return asyncio.run(doors.body(request, There()))  # type: ignore[arg-type]

    with pytest.raises(errors.SignedInElsewhere):
        heard("another's")
    assert most <= 3 * 65_536
    assert len(heard("his")) == 6_553_600


class Hours(asyncio.SelectorEventLoop):
    """A loop whose hours pass as fast as the test says."""

    passed = 0.0

    def time(self) -> float:
        """What the clock shows, and what the test lets pass."""
        return super().time() + self.passed


def sent_in_parts(each: bytes, count: int, seconds: float) -> list[dict[str, Any]]:
    """What is answered to a request of which a part comes every so many seconds."""
    said: list[dict[str, Any]] = []
    parts = [each] * count

    async def heard(scope: object, receive: Any, send: Any) -> None:
        while (await receive()).get("more_body"):
            pass
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    async def comes() -> dict[str, Any]:
        loop = asyncio.get_running_loop()
        assert isinstance(loop, Hours)
        loop.passed += seconds
        await asyncio.sleep(0)
        await asyncio.sleep(0)  # whoever waited too long ends here
        return {"type": "http.request", "body": parts.pop(), "more_body": bool(parts)}

    async def send(message: dict[str, Any]) -> None:
        said.append(message)

    door = gate.Gate(heard, Meter(), Limits())
    scope = {"type": "http", "path": "/v1/blobs/x", "method": "PATCH", "headers": []}
    with asyncio.Runner(loop_factory=Hours) as runner:
        runner.run(door(scope, comes, send))
    return said


def test_a_request_that_does_not_arrive_holds_nobody_up() -> None:
    said = sent_in_parts(b"x", 10_000, 15)
    assert said[0]["status"] == 408
    assert b"R175" in said[1]["body"]
    # of a scan that stops amid its way the time that it was given is told
    said = sent_in_parts(b"x" * 65_536, 64, 70)
    assert json.loads(said[1]["body"])["facts"] == {"seconds": 136}


def test_a_part_of_a_scan_comes_whole_over_a_slow_line() -> None:
    """4 MiB at 40 kbit/s: a quarter of an hour, and something comes all the time."""
    assert sent_in_parts(b"x" * 65_536, 64, 13)[0]["status"] == 204


def test_a_connection_that_never_says_what_it_wants_is_closed() -> None:
    made: list[run.Patient] = []

    async def answers(_: object, receive: object, send: object) -> None:
        await send({"type": "http.response.start", "status": 204, "headers": []})  # type: ignore[operator]
        await send({"type": "http.response.body", "body": b""})  # type: ignore[operator]

    async def ask() -> bytes:
        config = uvicorn.Config(answers, lifespan="off", log_config=None, access_log=False)
        config.load()
        loop = asyncio.get_running_loop()
        state = ServerState()

        def patient() -> run.Patient:
            made.append(run.Patient(config, state, {}))
            return made[-1]

        at = await loop.create_server(patient, "127.0.0.1", 0)
        async with at:
            reader, writer = await asyncio.open_connection(*at.sockets[0].getsockname())
            writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\nX-A: ")
            said = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 60)
            late = made[0]._late
            assert late is not None
            assert not late.cancelled()
            assert late.when() <= loop.time() + run.HEAD_SECONDS
            made[0]._give_up()  # and now it is so late
            said += await asyncio.wait_for(reader.read(), 60)
            writer.close()
        return said

    said = asyncio.run(ask())  # it ends: the second head never did
    assert said.count(b"HTTP/1.1 204") == 1


def test_more_values_than_a_statement_takes_are_refused_and_break_nothing() -> None:
    from server import schema

    sent = json.dumps({"channels": ["web"] * (schema.MOST_VALUES + 1)}).encode()
    with pytest.raises(ArgumentsInvalid) as no:
        schema.parsed(schema.Taken, sent)
    assert no.value.facts["field"] == "channels"
