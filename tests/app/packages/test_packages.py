"""Packages on disc: taken in once and whole from whom we know, or laid aside and not at all."""

import random
from pathlib import Path

import pytest

from app import errors, ids
from app.ledger import service as ledger
from app.ledger.types import Act
from app.packages import keys
from app.packages import service as packages
from app.packages.errors import (
    PackageBroken,
    PackageNotForUs,
    PackageReplayed,
    PackageSignerUnknown,
)
from app.packages.types import Label, Package
from tests.support.world import World

LABEL = Label("leads.upward", "organ-a", "organ-b", {"lead": 2}, period="2026-05")
FILES = {"leads.json": '[{"编号": "甲"}, {"编号": "乙"}]'.encode(), "scan.pdf": b"%PDF" * 5_000}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ANKU_HOME", str(tmp_path / "home"))
    return tmp_path


@pytest.fixture
def pair() -> tuple[keys.Keys, keys.Keys]:
    return keys.fresh(), keys.fresh()


def aside(here: Path) -> list[str]:
    folder = here / "home" / "quarantine"
    return sorted(p.name for p in folder.iterdir()) if folder.exists() else []


@pytest.mark.parametrize("sealed", [False, True])
def test_what_was_written_is_read_again(here: Path, pair, sealed: bool) -> None:
    sender, receiver = pair
    file = here / "a.ankupkg"
    to = (receiver.public,) if sealed else ()
    manifest = packages.write(file, sender, LABEL, FILES, seal_to=to)
    found = packages.read(file, receiver, {sender.public})
    assert (found.manifest, dict(found.files)) == (manifest, FILES)
    assert found.manifest.label == LABEL
    assert ("编号".encode() in file.read_bytes()) is False
    assert aside(here) == []


@pytest.mark.scenario("P53")
def test_one_altered_byte_anywhere_is_refused_and_laid_aside(here: Path, pair) -> None:
    sender, receiver = pair
    file = here / "a.ankupkg"
    packages.write(file, sender, LABEL, FILES, seal_to=(receiver.public,))
    whole = file.read_bytes()
    chance = random.Random(53)
    places = {0, 7, 9, 11, 12, len(whole) - 1, *(chance.randrange(len(whole)) for _ in range(150))}
    for at in sorted(places):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises((PackageBroken, PackageSignerUnknown)):
            packages.read(file, receiver, {sender.public})
    for cut in (b"", whole[:5], whole[:-1], whole + b"\0"):
        file.write_bytes(cut)
        with pytest.raises(PackageBroken):
            packages.read(file, receiver, {sender.public})
    assert len(aside(here)) == len(places) + 4


def test_a_strangers_package_is_not_taken_in(here: Path, pair) -> None:
    sender, receiver = pair
    file = here / "a.ankupkg"
    packages.write(file, keys.fresh(), LABEL, FILES)
    with pytest.raises(PackageSignerUnknown):
        packages.read(file, receiver, {sender.public})
    assert len(aside(here)) == 1


def test_what_is_sealed_to_others_stays_closed(here: Path, pair) -> None:
    sender, receiver = pair
    file = here / "a.ankupkg"
    packages.write(file, sender, LABEL, FILES, seal_to=(receiver.public,))
    with pytest.raises(PackageNotForUs):
        packages.read(file, keys.fresh(), {sender.public})


def test_a_bomb_unfolds_to_no_more_than_it_says(here: Path, pair, monkeypatch) -> None:
    sender, receiver = pair
    file = here / "a.ankupkg"
    monkeypatch.setattr(packages, "_FILES_MOST", 1_000)
    packages.write(file, sender, LABEL, {"zeros": bytes(1_001)})
    with pytest.raises(PackageBroken) as no:
        packages.read(file, receiver, {sender.public})
    assert no.value.facts["why"] == "package.too_long"


def test_the_installations_own_keys_are_made_once_and_nobody_elses_to_read(here: Path) -> None:
    made = keys.here()
    assert keys.here() == made
    assert (here / "home" / "packages.key").stat().st_mode & 0o077 == 0
    assert made.sign.hex() not in repr(made)


def test_a_full_disc_leaves_no_half_package(here: Path, pair) -> None:
    with pytest.raises(errors.PathUnusable):
        packages.write(here / "no" / "such" / "a.ankupkg", pair[0], LABEL, FILES)
    assert not list(here.glob("*.part"))


# -- the register --------------------------------------------------------------------------------------


def taken(world: World, package: Package) -> bool:
    with world.database.write() as session:
        act = Act(ids.new(), world.id_of("bao1"), "", world.clock(), world.clock())
        fresh = packages.take(session, act, package)
        ledger.seal(session, act, "testing.take")
        return fresh


@pytest.mark.scenario("P53")
def test_the_same_package_again_is_answered_and_taken_in_once(world: World, here, pair) -> None:
    sender, receiver = pair
    file = here / "a.ankupkg"
    packages.write(file, sender, LABEL, FILES)
    found = packages.read(file, receiver, {sender.public})
    assert [taken(world, found) for _ in range(3)] == [True, False, False]

    answer = here / "b.ankupkg"
    packages.write(answer, receiver, packages.receipt(found, {"lead": 2}), {})
    back = packages.read(answer, sender, {receiver.public}).manifest.label
    assert (back.kind, back.sender, back.recipient) == ("receipt", "organ-b", "organ-a")
    assert (back.answers, back.counts) == (found.manifest.id, {"lead": 2})


def test_another_package_under_a_known_number_is_refused(world: World, here, pair) -> None:
    from dataclasses import replace

    file = here / "a.ankupkg"
    packages.write(file, pair[0], LABEL, FILES)
    found = packages.read(file, pair[1], {pair[0].public})
    assert taken(world, found)
    other = Package(replace(found.manifest, digest="0" * 64), found.files)
    with pytest.raises(PackageReplayed):
        taken(world, other)


def test_a_key_is_trusted_until_it_is_taken_back(world: World, pair) -> None:
    def known() -> set[str]:
        with world.database.read() as session:
            return set(packages.trusted(session))

    with world.database.write() as session:
        act = Act(ids.new(), world.id_of("bao1"), "", world.clock(), world.clock())
        packages.trust(session, act, pair[0].public, "organ-a", "甲区")
        packages.trust(session, act, pair[1].public, "organ-b", "乙区")
        ledger.seal(session, act, "testing.trust")
    assert known() == {pair[0].public, pair[1].public}
    with world.database.write() as session:
        act = Act(ids.new(), world.id_of("bao1"), "", world.clock(), world.clock())
        packages.distrust(session, act, pair[0].public, "遗失")
        ledger.seal(session, act, "testing.distrust")
    assert known() == {pair[1].public}
