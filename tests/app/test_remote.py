"""What a door to the centre asks of one that is older than this program."""

import json

import httpx
import pytest

from app import remote, wire
from app.actor import Actor
from app.custody import sealing
from app.line_errors import ArgumentsInvalid

_WHO = Actor(id="a", login="guan1", name="管一", roles=frozenset(), station="站", sign_in="s")


def _door(asked: list[dict[str, object]], *, refuses: str) -> remote.RemoteStore:
    """A door whose centre refuses one word of what is sent."""

    def answer(request: httpx.Request) -> httpx.Response:
        sent = json.loads(request.content)
        asked.append(sent)
        if refuses in sent:
            no = ArgumentsInvalid(field=refuses, why="Extra inputs are not permitted")
            return httpx.Response(422, json=wire.told(no))
        return httpx.Response(200, json={"token": "t"})

    client = httpx.Client(base_url="http://localhost", transport=httpx.MockTransport(answer))
    door = remote.RemoteStore(remote.Line("http://localhost", client, tokens={"s": "in"}))
    door.actor = _WHO
    return door


def test_an_older_centre_is_asked_for_the_third_signature_in_its_own_words() -> None:
    asked: list[dict[str, object]] = []
    door = _door(asked, refuses="second")
    assert door.vouch(sealing.unseal, "cha2", "pass", item_id="i", second="of-guan2") == "t"
    assert [each.get("second", "") for each in asked] == ["of-guan2", ""]
    assert asked[1] == {name: value for name, value in asked[0].items() if name != "second"}
    asked.clear()
    assert door.vouch(sealing.unseal, "guan2", "pass", item_id="i") == "t"
    assert len(asked) == 1
    door.close()


def test_any_other_fault_of_the_third_signature_is_said() -> None:
    asked: list[dict[str, object]] = []
    door = _door(asked, refuses="login")
    with pytest.raises(ArgumentsInvalid):
        door.vouch(sealing.unseal, "cha2", "pass", item_id="i", second="of-guan2")
    assert len(asked) == 1
    door.close()
