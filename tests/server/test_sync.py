"""Sync over a real wire: one person's page, packed; an intent that is refused says so and is not lost."""

import json

from tests.support import centre
from tests.support.world import START


def test_a_page_comes_packed_and_says_what_may_be_held(served: centre.Serving) -> None:
    with served.client("guan1") as client:
        first = client.get("/v1/feed").raise_for_status()
        page = first.json()
        assert page["feeds"] == ["*"]  # he is posted nowhere: no organ's feed is his
        assert page["lines"] == []  # the desk has no epoch yet
        told = {"organ": "*", "epoch": page["epoch"]}
        filled = client.get("/v1/feed", params=told)
        assert filled.headers["content-encoding"] == "gzip"
        people = [line for line in filled.json()["lines"] if line[1] == "account"]
        assert len(people) == 15
        assert "argon2" not in filled.text
        again = {**told, "after": filled.json()["pos"]}
        assert client.get("/v1/feed", params=again).json()["lines"] == []


def test_nobody_reads_a_feed_without_having_signed_in(served: centre.Serving) -> None:
    with served.client() as client:
        assert client.get("/v1/feed").status_code == 401
        assert client.post("/v1/ops", json={"ops": []}).status_code == 401


def test_what_is_done_at_the_centre_only_is_refused_from_an_outbox(served: centre.Serving) -> None:
    op = {
        "id": "key-00000001",
        "verb": "custody.hand_over",
        "arguments": {},
        "made_at": START.isoformat(),
    }
    with served.client("guan1") as client:
        answer = client.post("/v1/ops", json={"ops": [op]}).raise_for_status().json()
        assert [(a["outcome"], a["refusal"]["refused"]) for a in answer] == [("rejected", "R164")]
        naive = {**op, "made_at": "2026-05-14T01:00:00"}
        assert client.post("/v1/ops", json={"ops": [naive]}).status_code == 422
        many = json.dumps({"ops": [op] * 51})
        assert client.post("/v1/ops", content=many).status_code == 422
