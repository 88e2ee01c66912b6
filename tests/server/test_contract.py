"""What the OpenAPI promises holds: schemathesis asks a real server what nobody would, and finds nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

from app import clock
from tests.support.centre import Serving, serving
from tests.support.world import World

#: A few of each kind; all of them at night. Signing out would end the run, wrong passwords lock the account.
SAMPLE = (
    "custody.count|custody.register|requests.scan_all|session.open|books.act|blobs.get|blobs.add"
    "|stations.enrol|health"
)
LEFT_OUT = "session.close|session.check|session.vouch|identity.change_password"


def asked(served: Serving, login: str, folder: Path, only: str, examples: int) -> str:
    """What schemathesis says of the server, as this person."""
    with served.client(login) as client:
        token = client.headers["Authorization"].removeprefix("Bearer ")
    (folder / "schemathesis.toml").write_text(f'[auth.openapi.HTTPBearer]\nbearer = "{token}"\n')
    program = Path(sys.executable).with_name("st")
    done = subprocess.run(
        [
            program, "--config-file", folder / "schemathesis.toml", "run",
            f"{served.url}/v1/openapi.json", "--phases", "coverage,fuzzing",
            "--max-examples", str(examples), "--continue-on-failure", "--seed", "20261125",
            "--suppress-health-check", "all", "--include-operation-id-regex", f"^({only})$",
            "--exclude-operation-id-regex", f"^({LEFT_OUT})$", "--no-color",
        ],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_nothing_that_is_sent_breaks_the_server_or_its_promise(room: World, tmp_path: Path) -> None:
    room.clock.at = clock.now()
    with serving(room.url) as served:
        assert asked(served, "guan2", tmp_path, SAMPLE, 2) == ""


@pytest.mark.nightly
@pytest.mark.parametrize("login", ["guan2", "cha2", "shen2", "bao1", "ji1"])
def test_every_verb_and_query_keeps_its_promise(world: World, tmp_path: Path, login: str) -> None:
    world.clock.at = clock.now()
    with serving(world.url) as served:
        assert asked(served, login, tmp_path, ".*", 20) == ""


def test_a_pair_of_one_kind_is_told_as_a_list_of_two(room: World) -> None:
    """What is told by place alone breaks readers that look into answers (schemathesis at `leads.prior`)."""
    with serving(room.url) as served, served.client() as client:
        spec = client.get("/v1/openapi.json").json()
    answer = spec["paths"]["/v1/queries/leads.prior"]["post"]["responses"]["200"]
    pair = answer["content"]["application/json"]["schema"]["items"]
    assert (pair["minItems"], pair["maxItems"], pair["items"]["type"]) == (2, 2, "string")


def test_every_verb_and_query_has_a_path_of_its_own(room: World) -> None:
    from app import registry

    with serving(room.url) as served, served.client() as client:
        packed = client.get("/v1/openapi.json")
        plain = client.get("/v1/openapi.json", headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    paths = plain.json()["paths"]
    assert packed.json()["paths"] == paths
    for where, known in (("verbs", registry.verbs), ("queries", registry.queries)):
        for name, spec in known.items():
            asked = paths[f"/v1/{where}/{name}"]["post"]
            assert asked["operationId"] == name
            assert asked["summary"] == (spec.fn.__doc__ or "").strip().splitlines()[0]
