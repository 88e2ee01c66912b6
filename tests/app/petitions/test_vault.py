"""The vault: what is sealed opens for its petition only, tells nothing by its length, and can be erased."""

import os
import stat
from pathlib import Path

import pytest

from app.petitions import originals, vault
from app.petitions.errors import VaultClosed, VaultTampered

WHO = {"names": ["无名氏"], "phone": "00000000000"}


@pytest.fixture
def keys() -> vault.Keys:
    return vault.fresh_keys()


@pytest.mark.parametrize("suite", vault.SUITES)
def test_it_opens_for_its_petition_only(keys: vault.Keys, suite: str) -> None:
    kept = vault.seal(keys, "p1", WHO, suite)
    assert vault.open_(keys, "p1", kept) == WHO
    with pytest.raises(VaultTampered):
        vault.open_(keys, "p2", kept)


@pytest.mark.parametrize("suite", vault.SUITES)
@pytest.mark.parametrize("part", ["wrapped", "sealed"])
def test_one_altered_byte_opens_nothing(keys: vault.Keys, suite: str, part: str) -> None:
    kept = vault.seal(keys, "p1", WHO, suite)
    text = getattr(kept, part)
    altered = kept._replace(**{part: ("B" if text[0] == "A" else "A") + text[1:]})
    with pytest.raises(VaultTampered):
        vault.open_(keys, "p1", altered)


def test_the_suite_is_bound_too(keys: vault.Keys) -> None:
    kept = vault.seal(keys, "p1", WHO)
    with pytest.raises(VaultTampered):
        vault.open_(keys, "p1", kept._replace(suite="SM4GCM"))


def test_a_short_name_is_as_long_as_a_long_one(keys: vault.Keys) -> None:
    lengths = {len(vault.seal(keys, "p1", {"names": ["甲" * n]}).sealed) for n in range(1, 40)}
    assert len(lengths) == 1


def test_without_its_key_an_identity_is_gone(keys: vault.Keys) -> None:
    kept = vault.seal(keys, "p1", WHO)._replace(wrapped="")
    with pytest.raises(VaultTampered) as no:
        vault.open_(keys, "p1", kept)
    assert no.value.facts["why"] == "vault.erased"


def test_a_rotated_vault_opens_what_it_sealed_before(keys: vault.Keys) -> None:
    old = vault.seal(keys, "p1", WHO)
    newer = vault.rotated(keys)
    fresh = vault.rewrapped(newer, "p1", old)
    assert fresh.kek_id == newer.current != old.kek_id
    assert vault.open_(newer, "p1", old) == vault.open_(newer, "p1", fresh) == WHO
    with pytest.raises(VaultClosed):
        vault.open_(keys, "p1", fresh)


def test_the_keys_lie_in_a_file_that_only_its_owner_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "keys" / "vault.json"
    monkeypatch.setenv("ANKU_VAULT", str(file))
    with pytest.raises(VaultClosed):
        vault.keys_here()
    made = vault.keys_here(make=True)
    assert vault.keys_here() == vault.keys_here(make=True) == made
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    monkeypatch.setenv("ANKU_VAULT", vault.written(made))
    assert vault.keys_here() == made


def test_the_blind_index_knows_the_same_number_however_it_is_written(keys: vault.Keys) -> None:
    one = vault.blind(keys, "phone", "000 0000-0000")
    assert one == vault.blind(keys, "phone", "０００００００００００")
    assert one != vault.blind(keys, "id_no", "00000000000")
    assert one != vault.blind(vault.fresh_keys(), "phone", "00000000000")
    assert vault.blind(keys, "phone", " ") == ""
    assert "00000000000" not in one


@pytest.mark.scenario("P30")
def test_an_original_survives_to_the_byte_and_its_blob_alone_tells_nothing() -> None:
    letter = ("\u202e举报\u200b𠮷䶮 =HYPERLINK(1)\n" * 600_000).encode("gb18030")
    kept: dict[str, bytes] = {}

    def keep(data: bytes) -> str:
        kept["sha"] = data
        return "sha"

    original = originals.keep(keep, letter, kind="file")
    assert len(letter) > 10_000_000
    assert originals.opened(kept["sha"], original.key) == letter
    assert letter[:64] not in kept["sha"]
