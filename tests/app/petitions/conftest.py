"""The vault of the tests: keys of its own for each run."""

from pathlib import Path

import pytest

from app import bootstrap
from app.petitions import handling

bootstrap.load_features()  # the feature of leads puts its own into `handling` when it is loaded


@pytest.fixture(autouse=True)
def own_vault(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test seals with a real key."""
    file = tmp_path_factory.mktemp("vault") / "vault.json"
    monkeypatch.setenv("ANKU_VAULT", str(file))
    return file


@pytest.fixture(autouse=True)
def leads_ended(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lead's own walk is told in tests/app/leads: here it is over, unless a test counts the living ones."""
    if "its_lead_lives" not in request.node.name:
        monkeypatch.setattr(handling, "lead_counters", [])
