"""Which photographs a thing needs: four with a scale bar for what is valuable, one of the seal where there is one."""

import hashlib
import resource
from pathlib import Path
from typing import Any

import pytest

from app import errors
from app.custody import categories, photographs, views
from app.custody import service as custody
from app.custody.types import Shot
from tests.support.world import World, refused

WATCH = categories.all_()["watch"]
OTHER = categories.all_()["other"]


@pytest.mark.parametrize("id_", ["watch", "jewellery", "precious_metal", "relic_art"])
def test_what_is_precious_is_seen_from_all_sides_and_beside_a_scale_bar(id_: str) -> None:
    wanted = photographs.wanted(categories.all_()[id_], "valuable", sealed=False)

    assert len(wanted) >= 4
    assert "scale" in wanted


def test_the_seal_takes_the_place_of_a_second_feature() -> None:
    assert photographs.wanted(WATCH, "valuable", sealed=True) == (
        "overall", "feature", "scale", "seal",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("tier", "sealed", "wanted"),
    [
        ("ordinary", False, ("overall",)),
        ("ordinary", True, ("overall", "seal")),
        ("valuable", False, ("overall", "feature", "feature", "scale")),
    ],
)
def test_a_category_that_says_nothing_goes_by_its_tier(
    tier: str, sealed: bool, wanted: tuple[str, ...]
) -> None:
    assert photographs.wanted(OTHER, tier, sealed=sealed) == wanted


@pytest.mark.parametrize(
    ("have", "lacks"),
    [
        ((), ("overall", "feature", "scale", "feature")),
        (("overall", "overall", "overall", "overall"), ("feature", "scale")),
        (("overall", "feature", "scale"), ("feature",)),
        (("overall", "feature", "feature", "scale", "document"), ()),
    ],
)
def test_it_is_told_what_is_still_to_be_taken(
    have: tuple[str, ...], lacks: tuple[str, ...]
) -> None:
    assert photographs.lacking(have, photographs.BY_TIER["valuable"]) == lacks


def test_a_watch_without_a_photograph_beside_the_scale_bar_is_not_received(room: World) -> None:
    (row,) = room.declared(room.new("手表", category="watch", details={"brand": "某牌"}))
    given = {
        "item_id": row.id, "quantity": 1, "place": "G-01", "seal_no": "S123456789",
        "delivered_by": (room.id_of("cha1"), room.id_of("cha2")),
    }  # fmt: skip

    with pytest.raises(errors.PhotoMissing) as no:
        room.do(
            "guan1", custody.receive, "guan2",
            photos=room.shots("overall", "feature", "feature", "seal"), **given,
        )  # fmt: skip

    assert no.value.facts["kind"] == "photo.scale"
    row = room.do(
        "guan1", custody.receive, "guan2",
        photos=room.shots("overall", "feature", "scale", "seal"), **given,
    )  # fmt: skip
    assert row.custody == "IN"


@pytest.mark.scenario("C18")
def test_a_photo_that_the_disk_has_no_room_for_is_refused_whole_and_nothing_is_received_on_it(
    room: World,
) -> None:
    """A process that may write no byte more into any file is one on a full disk."""
    (row,) = room.declared()
    store, photo = room.store("guan1"), b"a photograph " * 20_000
    before = set(Path(f"{room.database.file}.blobs").rglob("*.*"))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
    try:
        refused("R57", lambda: store.keep(photo))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    sha = hashlib.sha256(photo).hexdigest()
    assert not store.blobs.has(sha)
    assert set(Path(f"{room.database.file}.blobs").rglob("*.*")) == before  # nothing half-written
    given: dict[str, Any] = {"item_id": row.id, "quantity": 1, "place": "A-01"}
    shot = Shot(sha, "overall", room.clock.at)
    refused("R14", lambda: room.do("guan1", custody.receive, photos=(shot,), **given))
    assert room.ask("guan1", views.card, item_id=row.id).row.custody == "PENDING"
    assert room.receive(row.id).custody == "IN"  # there is room again
