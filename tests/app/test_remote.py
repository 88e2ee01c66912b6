"""What a door to the centre asks of one that is older than this program, and what it makes of answers that are lost."""

import json
import ssl
from collections.abc import Callable

import httpx
import pytest

from app import remote, wire
from app.actor import Actor
from app.custody import sealing
from app.line_errors import ArgumentsInvalid, BeingConfirmed, CentreNotBelieved

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


def _cut_off(request: httpx.Request) -> httpx.Response:
    raise httpx.ReadError("cut off", request=request)


def _proxy(_: httpx.Request) -> httpx.Response:
    return httpx.Response(502)


def _stranger(request: httpx.Request) -> httpx.Response:
    certificate = ssl.SSLCertVerificationError(1, "certificate verify failed")
    certificate.verify_code, certificate.verify_message = 18, "self-signed certificate"
    raise httpx.ConnectError("no", request=request) from certificate


def _line(*answers: Callable[[httpx.Request], httpx.Response]) -> remote.Line:
    """A line on which these answer one after the other."""
    coming = iter(answers)

    def answer(request: httpx.Request) -> httpx.Response:
        return next(coming)(request)

    client = httpx.Client(base_url="https://centre.example", transport=httpx.MockTransport(answer))
    return remote.Line("https://centre.example", client)


def test_an_act_whose_answer_was_lost_before_a_stranger_took_the_line_is_still_being_confirmed() -> (
    None
):
    line = _line(_cut_off, _stranger)
    with pytest.raises(BeingConfirmed) as no:
        line.again(lambda: line.ask("POST", "/v1/verbs/x"), act="key")
    assert no.value.facts == {"act": "key"}
    line.client.close()


@pytest.mark.parametrize(
    ("before", "act", "is_unheard"),
    [((), "key", True), ((_cut_off,), "", False), ((_proxy,), "key", False)],
)
def test_behind_a_strangers_certificate_it_stays_known_what_was_sent_before(
    before: tuple[Callable[[httpx.Request], httpx.Response], ...], act: str, *, is_unheard: bool
) -> None:
    line = _line(*before, _stranger)
    with pytest.raises(CentreNotBelieved) as no:
        line.again(lambda: line.ask("POST", "/v1/verbs/x"), act)
    assert no.value.facts["why"] == "certificate.stranger"
    assert no.value.is_unheard is is_unheard
    line.client.close()
