"""Which photographs a thing needs: four with a scale bar for what is valuable, one of the seal where there is one."""

import errno
import functools
import hashlib
import os
import resource
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app import errors, words
from app.custody import categories, photographs, views
from app.custody import service as custody
from app.custody.errors import PhotoMissing
from app.custody.types import Shot
from tests.support import borrowing
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

    with pytest.raises(PhotoMissing) as no:
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
    for why in (os.strerror(errno.ENOSPC), "database or disk is full"):
        assert words.refusal(errors.DiskTrouble(why=why)).what.endswith("磁盘已满。")
    sha = hashlib.sha256(photo).hexdigest()
    assert not store.blobs.has(sha)
    assert set(Path(f"{room.database.file}.blobs").rglob("*.*")) == before  # nothing half-written
    given: dict[str, Any] = {"item_id": row.id, "quantity": 1, "place": "A-01"}
    shot = Shot(sha, "overall", room.clock.at)
    refused("R14", lambda: room.do("guan1", custody.receive, photos=(shot,), **given))
    assert room.ask("guan1", views.card, item_id=row.id).row.custody == "PENDING"
    assert room.receive(row.id).custody == "IN"  # there is room again


VALUABLE = ("overall", "feature", "scale", "seal")


def same(shot: Shot, *kinds: str) -> tuple[Shot, ...]:
    """One picture, called all these."""
    return tuple(replace(shot, kind=kind) for kind in kinds)


def test_one_picture_is_not_four_photographs_of_a_valuable_thing(room: World) -> None:
    (row,) = room.declared(room.new("手表", category="watch"))
    (one,) = room.shots("overall")

    no = refused("R66", lambda: room.receive(row.id, photos=same(one, *VALUABLE)))

    assert no.facts == {"first": "photo.overall", "second": "photo.feature"}
    assert room.refusals()[-1] == "R66"
    assert room.ask("guan1", views.card, item_id=row.id).row.custody == "PENDING"
    assert room.receive(row.id, photos=room.shots(*VALUABLE)).custody == "IN"


def test_what_goes_out_or_comes_back_is_photographed_anew(room: World) -> None:
    (row,) = room.received(room.new("公文包"))
    photos = room.ask("guan1", views.card, item_id=row.id).photos
    (overall,) = (photo for photo in photos if photo.kind == "overall")
    old = Shot(overall.sha256, "out", room.clock.at)
    request = borrowing.approved(room, row)

    no = refused("R66", lambda: borrowing.hand_over(room, request, row, photos=(old,)))
    assert no.facts == {"first": "photo.overall", "second": "photo.out", "number": row.number}
    (out,) = room.shots("out")
    borrowing.hand_over(room, request, row, photos=(out,))
    borrowing.on_the_counter(room, row)
    refused("R66", lambda: borrowing.accept(room, row, photos=same(out, "in")))

    assert borrowing.accept(room, row).custody == "IN"


def test_the_picture_of_another_thing_is_told_on_both_cards_and_in_the_trail(room: World) -> None:
    """One picture may show two things, so it is no refusal; who looks after the store sees it."""
    bag, book = room.declared(room.new("公文包"), room.new("账册"))
    (one,) = room.shots("overall")
    room.receive(bag.id, photos=(one, *room.shots("seal")))

    room.receive(book.id, photos=(one, *room.shots("seal")))

    cards = [room.ask("an1", views.card, item_id=row.id) for row in (bag, book)]
    shown = [{photo.kind: photo.shared_with for photo in card.photos} for card in cards]
    assert shown == [
        {"overall": (book.number,), "seal": ()},
        {"overall": (bag.number,), "seal": ()},
    ]
    told = [[p.get("shared") for p in card.entries[0].facts["photos"]] for card in cards]
    assert told == [[None, None], [True, None]]


def test_a_document_serves_two_acts_and_one_hand_over_shows_all_that_goes(room: World) -> None:
    bag, book = room.received(room.new("公文包"), room.new("账册"))
    (paper,) = room.shots("document")
    (together,) = room.shots("handover")
    for row in (bag, book):
        room.do("guan1", custody.add_photo, item_id=row.id, photos=(paper, together))
    room.do("guan1", custody.add_photo, item_id=bag.id, photos=(paper,))

    card = room.ask("guan1", views.card, item_id=bag.id)
    assert not any(p.get("shared") for e in card.entries for p in e.facts.get("photos", ()))
    as_seal = functools.partial(
        room.do, "guan1", custody.add_photo, item_id=bag.id, photos=same(paper, "seal")
    )
    refused("R66", as_seal)
