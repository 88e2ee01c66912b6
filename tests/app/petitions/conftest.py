"""The vault of the tests: keys of its own for each run."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_vault(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test seals with a real key."""
    file = tmp_path_factory.mktemp("vault") / "vault.json"
    monkeypatch.setenv("ANKU_VAULT", str(file))
    return file
