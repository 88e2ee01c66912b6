"""A computer becomes a station by a code used once; what it asks is signed; a revoked one is told to erase."""

import json
from datetime import timedelta

import pytest

from app import clock, doors, remote
from app.custody import views
from app.ledger.about import NOT_TOLD
from app.line_errors import CentreAway
from app.main import main
from app.stations import keys, own, rules, service
from app.stations.errors import StationRevoked, StationUnknown
from tests.support.centre import Serving, serving
from tests.support.raw import opened
from tests.support.world import PASSWORD, World, refused


@pytest.fixture
def home(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer of its own, which knows no centre yet."""
    monkeypatch.setenv("ANKU_HOME", str(tmp_path / "desk"))


def invited(world: World, name: str = "西街街道一号机") -> str:
    code = rules.new_code()
    world.do("xi1", service.invite, name=name, code=code)
    return code


def test_an_enrolled_station_signs_all_it_asks_and_gives_its_name(
    world: World, served: Serving, home: None
) -> None:
    assert remote.enrol(served.url, invited(world).lower()) == "西街街道一号机"
    desk = remote.open_store(served.url, station="what it calls itself")
    assert desk.sign_in("guan1", PASSWORD).station == "西街街道一号机"
    assert desk.read(views.count) == 0
    # the token is of no use to a computer that has not the key
    token = desk.line.tokens[desk.actor.sign_in] if desk.actor else ""
    with served.client() as other:
        no = other.get("/v1/session", headers={"Authorization": f"Bearer {token}"})
        assert (no.status_code, no.json()["refused"]) == (401, "R45")
    desk.close()
    kept = world.ask("xi1", service.rows)
    assert [(s.name, s.revoked_at) for s in kept] == [("西街街道一号机", None)]


def test_a_code_is_good_once_and_not_for_long_and_stands_in_no_book(
    world: World, served: Serving, home: None
) -> None:
    code = invited(world)
    with opened(world.url) as books:
        for table in ("act", "entry", "enrolment"):
            for row in books.do(f"SELECT * FROM {table}"):
                assert code not in str(row)
    remote.enrol(served.url, code)
    no = refused("R154", lambda: remote.enrol(served.url, code))
    assert no.facts["why"] == "station.code_used"
    assert refused("R154", lambda: remote.enrol(served.url, rules.new_code())).facts == {
        "why": "station.code_unknown"
    }
    assert rules.is_late(clock.now() - timedelta(hours=49), clock.now())


def test_a_revoked_station_is_told_to_erase_and_hears_nothing_more(
    world: World, served: Serving, home: None
) -> None:
    remote.enrol(served.url, invited(world))
    desk = remote.open_store(served.url)
    desk.sign_in("guan1", PASSWORD)
    station = world.ask("xi1", service.rows)[0]
    refused("R16", lambda: world.do("xi1", service.revoke, station_id=station.id, why=" "))
    world.do("bao1", service.revoke, station_id=station.id, why="电脑报废")
    with pytest.raises(StationRevoked):
        desk.read(views.count)
    with pytest.raises(StationRevoked):
        desk.sign_in("guan1", PASSWORD)
    desk.close()


def test_a_centre_for_enrolled_stations_only_takes_nothing_from_others(
    world: World, home: None
) -> None:
    world.clock.at = clock.now()
    with serving(world.url, "--proxied") as served:  # beyond this computer that is so by itself
        stranger = remote.open_store(served.url)
        with pytest.raises(StationUnknown):
            stranger.sign_in("guan1", PASSWORD)
        told = stranger.about()  # whose centre it is: who enrols a computer sees where
        assert (told.unit, told.laid_at, told.genesis) == (
            world.store("xi1").about().unit,
            NOT_TOLD,
            "",
        )
        # a desk of an earlier release reads a moment there, and nothing else
        sent = stranger.line.ask("GET", "/v1/about").json()["laid_at"]
        assert clock.moment(sent) == NOT_TOLD
        stranger.close()
        with served.client() as client:
            no = client.get("/v1/openapi.json")
        assert (no.status_code, no.json()["name"]) == (403, "StationUnknown")
        remote.enrol(served.url, invited(world))
        desk = doors.open_store(served.url)
        assert desk.sign_in("guan1", PASSWORD).name == "管一"
        whole = desk.about()
        assert (whole.laid_at, bool(whole.genesis)) == (world.store("xi1").about().laid_at, True)
        assert isinstance(desk, remote.RemoteStore)
        assert "paths" in desk.line.ask("GET", "/v1/openapi.json").json()
        desk.close()
        with serving(world.url) as open_, open_.client() as client:  # without a key nobody is it
            name = world.ask("xi1", service.rows)[0].name
            who = {"login": "guan1", "password": PASSWORD, "station": name}
            no = client.post("/v1/session", json=who)
            heard = [
                client.post("/v1/session", json={**who, "password": "x", "station": each}).json()
                for each in (name, "无名站")
            ]  # which names are enrolled hears only who is one of ours
        assert heard[0] == heard[1]
        assert heard[0]["name"] == "SignInFailed"
        assert (no.status_code, no.json()["facts"]["why"]) == (403, "station.name_taken")


def test_what_another_key_signed_or_was_changed_or_is_old_is_not_taken() -> None:
    private = keys.new()
    public, at = keys.public_of(private), clock.text(clock.now())
    signed = keys.sign(private, "POST", "/v1/x", at, b"{}")
    assert keys.is_signed(public, signed, "POST", "/v1/x", at, b"{}")
    assert not keys.is_signed(public, signed, "POST", "/v1/x", at, b"{ }")
    assert not keys.is_signed(public, signed, "POST", "/v1/y", at, b"{}")
    assert not keys.is_signed(public, signed, "GET", "/v1/x", at, b"{}")
    assert not keys.is_signed(keys.public_of(keys.new()), signed, "POST", "/v1/x", at, b"{}")
    assert not keys.is_signed(public, "no signature", "POST", "/v1/x", at, b"{}")


def test_a_request_of_yesterday_is_not_taken_again(
    world: World, served: Serving, home: None
) -> None:
    remote.enrol(served.url, invited(world))
    key = own.of(served.url)
    assert key is not None
    sent = json.dumps({"login": "guan1", "password": PASSWORD}).encode()
    at = clock.text(clock.now() - timedelta(minutes=10))
    with served.client() as client:
        no = client.post(
            "/v1/session", content=sent, headers=key.signed("POST", "/v1/session", at, sent)
        )
    assert (no.status_code, no.json()["facts"]["why"]) == (403, "station.clock")


def test_the_command_line_invites_enrols_and_asks(
    world: World,
    served: Serving,
    home: None,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ANKU_PASSWORD", PASSWORD)
    assert main(["invite", "东区档案室", "--db", world.url, "--as", "xi1", "--json"]) == 0
    code = json.loads(capsys.readouterr().out)["code"]
    assert main(["enrol", code, "--db", served.url, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"station": "东区档案室"}
    asked = ["query", "custody.count", "--db", served.url, "--as", "guan1", "--json"]
    assert main(asked) == 0
    assert json.loads(capsys.readouterr().out) == 0


def test_a_centre_that_is_not_there_changes_nothing(home: None) -> None:
    with pytest.raises(CentreAway):
        doors.open_store("http://127.0.0.1:9")
    refused("R144", lambda: doors.open_store("http://centre.invalid"))
