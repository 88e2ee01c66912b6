"""Over HTTP a person signs in, acts, has another sign beside him, and leaves; all of it stands in the trail."""

import subprocess
import sys

from app.cases import service as cases
from app.identity import service as identity
from tests.support.centre import Serving, serving
from tests.support.world import PASSWORD, World


def test_who_signs_in_acts_under_his_own_name_and_only_while_he_is_there(
    world: World, served: Serving
) -> None:
    with served.client("cha1") as client:
        assert client.get("/v1/session").json()["name"] == "查一"
        case = {
            "alias": "案丙", "title": "案丙专案", "kind": "discipline",
            "department": "第一审查调查室", "filing_no": "立〔2026〕9号",
        }  # fmt: skip
        made = client.post(
            "/v1/verbs/cases.open_case", json={"act": "a-1", "arguments": {"case": case}}
        )
        assert made.status_code == 200, made.text
        again = client.post(
            "/v1/verbs/cases.open_case", json={"act": "a-1", "arguments": {"case": case}}
        )
        assert again.json() == made.json()
        assert client.delete("/v1/session").status_code == 204
        gone = client.get("/v1/session")
        assert (gone.status_code, gone.json()["refused"]) == (401, "R45")
    found = [c for c in world.ask("an1", cases.rows) if c.alias == "案丙"]
    assert [c.id for c in found] == [made.json()["id"]]


def test_a_refusal_keeps_its_code_its_two_sentences_and_its_facts(
    world: World, served: Serving
) -> None:
    case = world.case("案甲")
    with served.client("guan1") as client:
        found = client.post(
            "/v1/verbs/cases.settle", json={"arguments": {"case_id": case, "decision_no": "结1"}}
        )
        assert found.status_code == 403
        told = found.json()
        assert (told["refused"], told["name"]) == ("R38", "NotPermitted")
        assert "岗位" in told["why"]["zh"]
        assert "role" in told["why"]["en"]
        wrong = client.post("/v1/queries/custody.card", json={"arguments": {"item_id": 7}})
        assert (wrong.status_code, wrong.json()["facts"]["field"]) == (422, "arguments.item_id")
    assert "R38" in world.refusals()


def test_the_second_person_signs_with_his_own_password_for_these_very_arguments(
    world: World, served: Serving
) -> None:
    arguments = {"account_id": world.id_of("guan2"), "role": "cashier"}
    with served.client("bao1") as client:
        vouching = {"verb": "identity.appoint", "login": "xi1", "arguments": arguments}
        wrong = client.post("/v1/vouch", json={**vouching, "password": "not-his"})
        assert wrong.json()["refused"] == "R43"
        token = client.post("/v1/vouch", json={**vouching, "password": PASSWORD}).json()["token"]
        other = {**arguments, "role": "handler"}
        no = client.post("/v1/verbs/identity.appoint", json={"second": token, "arguments": other})
        assert no.json()["refused"] == "R51"
        done = client.post(
            "/v1/verbs/identity.appoint", json={"second": token, "arguments": arguments}
        )
        assert done.status_code == 200, done.text
    kept = world.ask("bao1", identity.appointments, account_id=arguments["account_id"])
    assert any(a.role == "cashier" for a in kept)


def test_the_rules_are_asked_before_anybody_signs(world: World, served: Serving) -> None:
    arguments = {"account_id": world.id_of("guan2"), "role": "auditor"}
    with served.client("bao1") as client:
        clash = client.post("/v1/weigh", json={"verb": "identity.appoint", "arguments": arguments})
        assert (clash.status_code, clash.json()["name"]) == (409, "RolesClash")
        fits = {**arguments, "account_id": world.id_of("ji1")}
        fine = client.post("/v1/weigh", json={"verb": "identity.appoint", "arguments": fits})
        assert (fine.status_code, fine.content) == (204, b"")
        unknown = client.post("/v1/weigh", json={"verb": "identity.ennoble", "arguments": {}})
        assert unknown.status_code == 404


def test_who_signs_in_elsewhere_ends_the_sign_in_before(world: World, served: Serving) -> None:
    with served.client("cha1") as first, served.client("cha1"):
        no = first.post("/v1/queries/custody.desk", json={})
        assert (no.status_code, no.json()["refused"]) == (401, "R45")


def test_another_process_on_the_same_store_knows_the_same_sign_in(
    world: World, served: Serving
) -> None:
    with (
        serving(world.url) as second,
        served.client("cha1") as client,
        second.client() as other,
    ):
        found = other.get("/v1/session", headers=client.headers)
        assert found.json()["login"] == "cha1"


def test_it_ends_when_it_is_asked_to(served: Serving) -> None:
    assert served.stop() == 0


def test_passwords_do_not_cross_a_network_in_clear(room: World) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "app.main", "server", "--db", room.url, "--host", "0.0.0.0"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "R144" in done.stderr


def test_what_is_not_there_is_not_found(room: World) -> None:
    with serving(room.url) as served, served.client() as client:
        for path in ("/v1/verbs/nobody.knows", "/v1/", "/"):
            assert client.post(path).status_code == 404
