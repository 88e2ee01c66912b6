"""`anku reporting-key`: the file opens with its passphrase, and no file is ever overwritten."""

import json
from pathlib import Path

import pytest

from app.cli import door
from app.reporting import keys


def test_a_key_is_made_once_and_its_public_half_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "organ.ankukey"
    given = ["reporting-key", "甲区纪委监委", "-o", str(file), "--json"]
    monkeypatch.setenv("ANKU_KEY_PASSPHRASE", "short")
    assert door.main(given) == 1
    monkeypatch.setenv("ANKU_KEY_PASSPHRASE", "a long enough passphrase")
    capsys.readouterr()
    assert door.main(given) == 0
    told = json.loads(capsys.readouterr().out)
    key = keys.opened(file.read_text("utf-8"), "a long enough passphrase")
    assert (key.public.hex(), key.organ) == (told["public"], "甲区纪委监委")
    assert file.stat().st_mode & 0o077 == 0
    was = file.read_bytes()
    assert door.main(given) == 1
    assert file.read_bytes() == was
