"""What the rules hold whoever asks: kept photos, counts that can be, fitting places, keepers who never seized."""

import functools
from typing import Any

import pytest

from app import errors
from app.cases import settling
from app.custody import categories, exceptions, moves, rules, views
from app.custody import service as custody
from app.custody.types import Paper, Shot
from app.locations import service as locations
from app.locations.types import NewLocation
from tests.support import borrowing, ends
from tests.support.world import World, refused


def test_a_photo_that_was_never_kept_receives_nothing(world: World) -> None:
    (row,) = world.declared()
    kept = world.shots("overall")[0]
    for invented in ("zz", "", "../store.db", "0" * 64):
        shots = (kept, Shot(invented, "seal", world.clock.at))
        no = refused("R14", functools.partial(world.receive, row.id, photos=shots))
        assert isinstance(no, errors.PhotoNotKept)
    assert world.ask("guan1", views.card, item_id=row.id).row.custody == "PENDING"
    assert world.refusals() == ["R14"] * 4


def test_a_list_s_scan_that_was_never_kept_declares_nothing(world: World) -> None:
    (row,) = world.registered()
    given: dict[str, Any] = {
        "case_id": world.case("案甲"),
        "item_ids": (row.id,),
        "listed": 1,
        "witness": "见证人甲",
    }
    papers = (Paper("list", "清单1", sha256="1" * 64), Paper("notice", "通知1"))
    no = refused(
        "R15",
        lambda: world.do("cha1", custody.declare, "cha2", papers=papers, **given),
    )
    assert isinstance(no, errors.ScanNotKept)
    scan = world.store("cha1").keep("清单扫描件".encode())
    papers = (Paper("list", "清单1", sha256=scan), Paper("notice", "通知1"))
    (told,) = world.do("cha1", custody.declare, "cha2", papers=papers, **given)
    assert told.custody == "PENDING"


@pytest.mark.scenario("C4")
def test_one_bottle_short_is_held_until_two_have_resolved_it(world: World) -> None:
    (row,) = world.declared(world.new(quantity=12))
    held = world.receive(row.id, quantity=11, as_counted=True)
    assert (held.custody, held.quantity) == ("HOLD", 11)
    assert held.place.endswith("A-01")
    case_id = world.case("案甲")
    found = [b.why for b in world.ask("an1", settling.blockers, case_id=case_id)]
    assert found == ["status.HOLD", "blocker.difference"]
    given: dict[str, Any] = {"case_id": case_id, "decision_no": "1号"}
    refused("R24", lambda: world.do("shen1", settling.settle, "an1", **given))

    told: dict[str, Any] = {"finding": "运输中破损一瓶", "document": "处〔2026〕1号"}
    done = world.do("ku1", exceptions.resolve, "an1", item_id=row.id, place="A-01", **told)
    assert (done.custody, done.quantity) == ("IN", 11)
    ends.returned(world, row.id)
    assert world.do("shen1", settling.settle, "an1", **given).status == "SETTLED"


def test_nothing_is_counted_or_weighed_below_nothing(world: World) -> None:
    (row,) = world.declared()
    odds: tuple[dict[str, Any], ...] = (
        {"quantity": -1, "as_counted": True},
        {"quantity": 3_000_000_000, "as_counted": True},
        {"weight_mg": -1},
        {"weight_mg": 10**16},
    )
    for odd in odds:
        refused("R16", functools.partial(world.receive, row.id, **odd))
    refused("R16", lambda: world.registered(world.new(quantity=3_000_000_000)))
    refused("R54", lambda: world.receive(row.id, seal_no="S" * 41))
    (item,) = world.received()
    borrowing.out(world, item)
    borrowing.on_the_counter(world, item)
    refused("R16", lambda: borrowing.accept(world, item, quantity=-1))
    refused("R16", lambda: borrowing.accept(world, item, weight_mg=-5))


@pytest.mark.scenario("C22")
def test_a_house_and_a_frozen_account_stand_at_places_that_are_none(world: World) -> None:
    assert rules.place_fits("*", "general", "shelf")
    for storage in ("estate", "none", "danger"):
        assert not rules.place_fits("*", storage, "shelf")
        assert not rules.place_fits("*", storage, "virtual")
    assert rules.place_fits("estate none", "estate", "virtual")
    assert not rules.place_fits("estate none", "estate", "shelf")
    place = NewLocation("Q-01", "什么都放的架子", "shelf", classes="* none")
    world.do("ku1", locations.add, place=place)
    details = {
        "kind": categories.get("frozen_asset").fields[0].choices[0][0],
        "institution": "某银行",
        "account_no": "6222000000000000",
        "amount": 100,
        "frozen_from": "2026-05-01",
        "frozen_until": "2026-11-01",
        "freeze_notice": "冻〔2026〕1号",
    }
    given: dict[str, Any] = {"unit": "户", "measure": "freeze", "details": details}
    (row,) = world.declared(world.new("存款", "frozen_asset", **given))
    refused("R17", lambda: world.receive(row.id, place="Q-01"))


def test_who_seized_a_thing_never_keeps_it_in_any_act(world: World) -> None:
    mine = world.new(seizers=(world.id_of("guan2"), world.id_of("cha1")))
    (item,) = world.received(mine)
    refused("R02", lambda: world.do("guan2", moves.pick_up, item_id=item.id, reason="整理货架"))
    world.do("guan1", moves.pick_up, item_id=item.id, reason="整理货架")
    refused("R02", lambda: world.do("guan2", moves.place, item_id=item.id, place="A-02"))
    world.do("guan1", moves.place, item_id=item.id, place="A-02")
    refused(
        "R02", lambda: world.do("guan1", moves.pick_up, "guan2", item_id=item.id, reason="整理货架")
    )
    offered = {a.event: a.why for a in world.ask("guan2", views.card, item_id=item.id).actions}
    assert {event for event, why in offered.items() if why == "R02"} == {"PICK_UP", "UNSEAL"}
    assert {row.event for row in rules.ROWS if row.keeps} >= {"RECEIVE", "TRANSFER", "RETURN_EXAM"}
