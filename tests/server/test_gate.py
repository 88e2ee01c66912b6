"""How much and how often may be asked; what is counted; and that no address of whoever asks is kept anywhere."""

import time
from pathlib import Path

import pytest

from app import clock
from server.gate import Limits, Rate
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
